//! Where the pieces of a name begin and end: words side by side, with hyphens, particles, initials and suffixes, and the
//! small words that join two pieces. In: a token of a sentence. Out: the span of the piece.

use newsgraph_lexicon::{ClassId, Pos, PosSet, Shape};

use super::spans::BorderWords;
use crate::types::{Page, Sentence, Span};

/// True for a token that a name can begin with.
pub(super) fn begins_name(page: &Page<'_>, words: &BorderWords, sentence: &Sentence, at: usize) -> bool {
    let token = &page.tokens()[at];
    if !token.shape.any(Shape::UPPER_FIRST | Shape::INNER_UPPER) || token.shape.has(Shape::URL) {
        return is_prefix(page, words, sentence, at);
    }
    if is_headline_verb(page, sentence, at) {
        return false;
    }
    let first = at == sentence.tokens.start as usize;
    let record = page.record(at);
    let function_word = is_closed(page, at);
    let shouted = token.shape.has(Shape::ALL_UPPER) && token.span.len() > 1 && !sentence.headline;
    if function_word && !shouted {
        // "The Hague", "Of Mice and Men": the gazetteer knows; a capital in mid-sentence may still begin a name
        return !first && !sentence.headline && token.span.len() > 2 && goes_on(page, sentence, at + 1);
    }
    let opens = |class: Option<ClassId>| class.is_some_and(|class| record.is_in(class) && record.given == 0);
    // "Hi Fleur"
    let exclaims = first && opens(words.interjection) && !shouted;
    !(first || sentence.headline) || !opens(words.opener) && !exclaims
}

/// "al" of "al-Hilla".
fn is_prefix(page: &Page<'_>, words: &BorderWords, sentence: &Sentence, at: usize) -> bool {
    let tokens = page.tokens();
    tokens[at].shape.has(Shape::LOWER)
        && words.particle.is_some_and(|class| page.record(at).is_in(class))
        && at + 2 < sentence.tokens.end as usize
        && tokens[at + 1].shape.has(Shape::JOINER)
        && tokens[at + 2].is_capitalised()
}

fn goes_on(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    at < sentence.tokens.end as usize && page.tokens()[at].is_capitalised()
}

/// Words side by side from `start`, with hyphens, particles and initials.
pub(super) fn piece(page: &Page<'_>, words: &BorderWords, sentence: &Sentence, start: usize) -> Span {
    let tokens = page.tokens();
    let limit = sentence.tokens.end as usize;
    let mut end = start + 1;
    while let Some(token) = tokens.get(end).filter(|_| end < limit) {
        if token.shape.has(Shape::JOINER) {
            match tokens.get(end + 1).filter(|_| end + 1 < limit) {
                Some(next) if next.is_capitalised() || joins_small(page, end + 1) => end += 2,
                Some(_) if joins_number(page, sentence, end) => end += 2,
                _ => break,
            }
        } else if token.shape.any(Shape::UPPER_FIRST | Shape::INNER_UPPER) && !token.shape.has(Shape::URL) {
            let hyphened = tokens.get(end + 1).is_some_and(|next| end + 1 < limit && next.shape.has(Shape::JOINER));
            // "USS Gravely": what stands behind the prefix of ships is a name, whatever the word
            let vessel = words.vessel.is_some_and(|class| page.record(end - 1).is_in(class));
            if vessel && !token.shape.has(Shape::ONE_LETTER) {
                end += 1;
                continue;
            }
            if speaks(page, limit, end)
                || is_closed(page, end) && !(sentence.headline || hyphened || token.shape.has(Shape::ALL_UPPER))
                || sentence.headline && is_closed(page, end)
                || is_headline_verb(page, sentence, end)
            {
                break;
            }
            end += 1;
        } else if let Some(after) = after_particles(page, words, limit, end) {
            end = after;
        } else if of_many(page, words, limit, end)
            || tokens[end].text(page.text()) == "," && suffix_at(page, words, limit, end + 1)
        {
            end += 2;
        } else {
            break;
        }
    }
    Span::new(start as u32, end as u32)
}

/// "I was" at the start of a line, "Can I install": the one who writes, not the first of a name ("Pedro I became").
fn speaks(page: &Page<'_>, limit: usize, at: usize) -> bool {
    let verb = |at: usize| page.tokens()[at].shape.has(Shape::LOWER) && page.record(at).verb != 0;
    page.tokens()[at].shape.has(Shape::ONE_LETTER)
        && (page.tokens()[at].shape.has(Shape::LINE_BEFORE) || page.record(at - 1).is_ordinary())
        && page.record(at).can_be(Pos::PRP)
        && at + 1 < limit
        && verb(at + 1)
}

/// "un" of "Jong-un": a lower-case part after a hyphen that is no word of its own ("based" of "London-based" is).
fn joins_small(page: &Page<'_>, at: usize) -> bool {
    let token = &page.tokens()[at];
    token.shape.has(Shape::LETTER) && !page.record(at).is_ordinary() && token.span.len() <= 5
}

/// "16" of "F-16", "2018" and "0101" of "CVE-2018-0101": a number after capitals, or after a number after capitals.
fn joins_number(page: &Page<'_>, sentence: &Sentence, joiner: usize) -> bool {
    let tokens = page.tokens();
    if sentence.headline || !tokens.get(joiner + 1).is_some_and(|next| next.shape.has(Shape::DIGIT)) {
        return false;
    }
    let capitals =
        |at: usize| tokens[at].shape.any(Shape::ALL_UPPER | Shape::INNER_UPPER) && tokens[at].span.len() <= 5;
    let number = |at: usize| tokens[at].shape.has(Shape::DIGIT);
    let before = joiner - 1;
    capitals(before)
        || number(before) && before > 1 && tokens[before - 1].shape.has(Shape::JOINER) && capitals(before - 2)
}

/// A capital that is an article, pronoun, preposition or conjunction all the same, and no name ("Will", "Van").
pub(super) fn is_closed(page: &Page<'_>, at: usize) -> bool {
    const NAME: u8 = 4;
    const SURNAME: u8 = 8;
    let record = page.record(at);
    record.pos_set().meets(PosSet::CLOSED) && record.given < NAME && record.surname < SURNAME
        || !record.pos_set().is_empty() && !record.pos_set().meets(PosSet::OPEN) && record.surname < SURNAME
}

/// "SAYS" of "HOLT SAYS ARVEX TALKS FAIL": in a headline all words are capitals, and a word that is mostly a verb parts two
/// names.
pub(super) fn is_headline_verb(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    if !sentence.headline {
        return false;
    }
    let record = page.record(at);
    let [noun, verb, others @ ..] = record.weight;
    // "Anna Milling" is no verb
    let finite = record.pos_set().meets(PosSet::VERB) && !record.can_be(Pos::VBG) && record.given == 0;
    // nor is "Cross" of "the Cross Association" in a list of names
    let shape = page.tokens()[at].shape.has(Shape::ALL_UPPER) || !record.can_be(Pos::VB);
    let mostly = || verb > noun && others.iter().all(|weight| verb > *weight);
    record.is_ordinary() && finite && shape && mostly()
}

/// The token after particles ("van der", "al-") and the capital they lead to.
fn after_particles(page: &Page<'_>, words: &BorderWords, limit: usize, at: usize) -> Option<usize> {
    let class = words.particle?;
    let mut next = at;
    while next < limit.min(at + 3) && page.record(next).is_in(class) && page.tokens()[next].shape.has(Shape::LOWER) {
        next += 1;
    }
    if next == at {
        return None;
    }
    if page.tokens().get(next).is_some_and(|t| next < limit && t.shape.has(Shape::JOINER)) {
        next += 1;
    }
    let token = page.tokens().get(next).filter(|_| next < limit)?;
    (token.is_capitalised() && !(is_closed(page, next) && !token.shape.has(Shape::ALL_UPPER))).then_some(next + 1)
}

/// The apostrophe of "Ostra Farmers' Union": the body of those whom the plural before it names.
fn of_many(page: &Page<'_>, words: &BorderWords, limit: usize, at: usize) -> bool {
    let token = &page.tokens()[at];
    let many = page.record(at - 1);
    token.shape.has(Shape::POSSESSIVE)
        && token.span.len() == "'".len() as u32
        && many.is_ordinary()
        && many.can_be(Pos::NNS)
        && at + 1 < limit
        && page.tokens()[at + 1].is_capitalised()
        && words.body.is_some_and(|class| page.record(at + 1).is_in(class))
}

/// "Inc." of "Vel, Inc.", "Jr." of "Karl Holt, Jr.".
fn suffix_at(page: &Page<'_>, words: &BorderWords, limit: usize, at: usize) -> bool {
    let is = |class: &ClassId| page.record(at).is_in(*class);
    at < limit && page.tokens()[at].is_capitalised() && [words.legal_suffix, words.generation].iter().flatten().any(is)
}

/// The token after "of", "of the", "and", "&" … when a capital follows.
pub(super) fn after_connector(page: &Page<'_>, words: &BorderWords, sentence: &Sentence, at: usize) -> Option<usize> {
    let class = words.connector?;
    let limit = sentence.tokens.end as usize;
    let mut next = at;
    while next < limit.min(at + 2) && page.record(next).is_in(class) && !page.tokens()[next].is_capitalised() {
        next += 1;
    }
    let token = page.tokens().get(next).filter(|_| next > at && next < limit)?;
    // "HMS Vel and HMS Ostra" are two
    let vessel = |at: usize| words.vessel.is_some_and(|class| page.record(at).is_in(class));
    (!vessel(next)
        && token.shape.any(Shape::UPPER_FIRST | Shape::INNER_UPPER)
        && !is_closed(page, next)
        && !sentence.headline)
        .then_some(next)
}
