//! Stretches of text that could be names: runs of capitals cut in every plausible way, and the gazetteers' hits.
//!
//! More are proposed than can be right; the weights and stage 5 choose. A run is made of pieces (words side by side, with
//! hyphens, initials and particles) joined by connectors ("of", "and", "&").

use newsgraph_lexicon::{ClassId, Lexicon, PosSet, Shape};

use crate::tag::scan::Scan;
use crate::types::{Page, Sentence, Span};

/// Word classes that decide where names begin and end.
pub(super) struct BorderWords {
    particle: Option<ClassId>,
    connector: Option<ClassId>,
    opener: Option<ClassId>,
    legal_suffix: Option<ClassId>,
    before: [Option<ClassId>; 4],
}

impl BorderWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        BorderWords {
            particle: lexicon.class("name-particle"),
            connector: lexicon.class("name-connector"),
            opener: lexicon.class("sentence-opener"),
            legal_suffix: lexicon.class("legal-suffix"),
            before: ["honorific", "person-title", "role", "group-adjective"].map(|name| lexicon.class(name)),
        }
    }
}

/// Longest run of pieces that are joined.
const MAX_PIECES: usize = 4;
/// Longest name, in tokens.
const MAX_TOKENS: u32 = 12;

/// Tokens of a maximal run of capitals, with its pieces.
pub(super) struct Run {
    /// All its tokens.
    pub(super) tokens: Span,
    pieces: Vec<Span>,
}

/// Runs of capitals of a sentence, in text order.
pub(super) fn runs(page: &Page<'_>, words: &BorderWords, sentence: &Sentence) -> Vec<Run> {
    let mut runs = Vec::new();
    let end = sentence.tokens.end as usize;
    let mut at = sentence.tokens.start as usize;
    while at < end {
        if !begins_name(page, words, sentence, at) {
            at += 1;
            continue;
        }
        let mut pieces = vec![piece(page, words, sentence, at)];
        loop {
            let last = pieces[pieces.len() - 1].end as usize;
            let Some(next) = after_connector(page, words, sentence, last) else { break };
            pieces.push(piece(page, words, sentence, next));
        }
        let tokens = Span::new(pieces[0].start, pieces[pieces.len() - 1].end);
        at = tokens.end as usize;
        runs.push(Run { tokens, pieces });
    }
    runs
}

/// Every way to cut a run, and the gazetteer hits of the sentence; sorted, each once.
pub(super) fn spans(
    page: &Page<'_>,
    scan: &Scan,
    words: &BorderWords,
    sentence: &Sentence,
    runs: &[Run],
    out: &mut Vec<Span>,
) {
    out.clear();
    for token in sentence.tokens.range() {
        out.extend(scan.hits_at(token).iter().map(|hit| hit.tokens));
    }
    for run in runs {
        for (first, piece) in run.pieces.iter().enumerate() {
            if sentence.headline {
                cut_headline(page, *piece, out);
            } else {
                cut(page, scan, words, *piece, out);
            }
            for last in first + 1..run.pieces.len().min(first + MAX_PIECES) {
                out.push(Span::new(piece.start, run.pieces[last].end));
            }
        }
    }
    out.retain(|span| !span.is_empty() && span.len() <= MAX_TOKENS);
    out.sort_unstable();
    out.dedup();
}

/// A piece whole, without the titles and demonyms it begins with, and around a title in its middle.
fn cut(page: &Page<'_>, scan: &Scan, words: &BorderWords, piece: Span, out: &mut Vec<Span>) {
    out.push(piece);
    let (start, end) = (piece.start as usize, piece.end as usize);
    let mut left = start;
    let mut at = start;
    while at < end {
        let length = words.before.iter().flatten().map(|class| scan.class_at(page, at, *class)).max().unwrap_or(0);
        if length == 0 {
            at += 1;
            continue;
        }
        let after = (at + length).min(end);
        out.push(Span::new(left as u32, at as u32));
        out.push(Span::new(after as u32, end as u32));
        if at == left {
            left = after;
        }
        at = after;
    }
    // a known name that the piece begins with may be a modifier: "Sony PlayStation"
    for hit in scan.hits_at(start).iter().filter(|hit| hit.tokens.end < piece.end) {
        out.push(Span::new(hit.tokens.end, piece.end));
    }
}

/// In a headline a run is everything: all parts that begin and end with a word that is no ordinary one.
fn cut_headline(page: &Page<'_>, piece: Span, out: &mut Vec<Span>) {
    let rare = |token: u32| {
        let record = page.record(token as usize);
        !record.is_ordinary() || record.given > 3
    };
    for start in piece.range().map(|t| t as u32).filter(|t| rare(*t)) {
        for end in start + 1..=piece.end.min(start + 4) {
            if rare(end - 1) {
                out.push(Span::new(start, end));
            }
        }
    }
    if piece.len() <= 4 {
        out.push(piece);
    }
}

/// True for a token that a name can begin with.
fn begins_name(page: &Page<'_>, words: &BorderWords, sentence: &Sentence, at: usize) -> bool {
    let token = &page.tokens()[at];
    if !token.shape.any(Shape::UPPER_FIRST | Shape::INNER_UPPER) || token.shape.has(Shape::URL) {
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
    !(first || sentence.headline) || words.opener.is_none_or(|class| !record.is_in(class) || record.given > 0)
}

fn goes_on(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    at < sentence.tokens.end as usize && page.tokens()[at].is_capitalised()
}

/// Words side by side from `start`, with hyphens, particles and initials.
fn piece(page: &Page<'_>, words: &BorderWords, sentence: &Sentence, start: usize) -> Span {
    let tokens = page.tokens();
    let limit = sentence.tokens.end as usize;
    let mut end = start + 1;
    while let Some(token) = tokens.get(end).filter(|_| end < limit) {
        if token.shape.has(Shape::JOINER) {
            match tokens.get(end + 1).filter(|_| end + 1 < limit) {
                Some(next) if next.is_capitalised() || joins_small(page, end + 1) => end += 2,
                _ => break,
            }
        } else if token.shape.any(Shape::UPPER_FIRST | Shape::INNER_UPPER) && !token.shape.has(Shape::URL) {
            if is_closed(page, end) && !(sentence.headline || token.shape.has(Shape::ALL_UPPER))
                || sentence.headline && is_closed(page, end)
            {
                break;
            }
            end += 1;
        } else if let Some(after) = after_particles(page, words, limit, end) {
            end = after;
        } else if tokens[end].text(page.text()) == "," && legal_suffix_at(page, words, limit, end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    Span::new(start as u32, end as u32)
}

/// "un" of "Jong-un": a lower-case part after a hyphen that is no word of its own ("based" of "London-based" is).
fn joins_small(page: &Page<'_>, at: usize) -> bool {
    let token = &page.tokens()[at];
    token.shape.has(Shape::LETTER) && !page.record(at).is_ordinary() && token.span.len() <= 5
}

/// A capital that is an article, pronoun, preposition or conjunction all the same, and no name ("Will", "Van").
pub(super) fn is_closed(page: &Page<'_>, at: usize) -> bool {
    const NAME: u8 = 4;
    const SURNAME: u8 = 8;
    let record = page.record(at);
    record.pos_set().meets(PosSet::CLOSED) && record.given < NAME && record.surname < SURNAME
        || !record.pos_set().is_empty() && !record.pos_set().meets(PosSet::OPEN) && record.surname < SURNAME
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

fn legal_suffix_at(page: &Page<'_>, words: &BorderWords, limit: usize, at: usize) -> bool {
    at < limit
        && words.legal_suffix.is_some_and(|class| page.record(at).is_in(class))
        && page.tokens()[at].is_capitalised()
}

/// The token after "of", "of the", "and", "&" … when a capital follows.
fn after_connector(page: &Page<'_>, words: &BorderWords, sentence: &Sentence, at: usize) -> Option<usize> {
    let class = words.connector?;
    let limit = sentence.tokens.end as usize;
    let mut next = at;
    while next < limit.min(at + 2) && page.record(next).is_in(class) && !page.tokens()[next].is_capitalised() {
        next += 1;
    }
    let token = page.tokens().get(next).filter(|_| next > at && next < limit)?;
    (token.shape.any(Shape::UPPER_FIRST | Shape::INNER_UPPER) && !is_closed(page, next) && !sentence.headline)
        .then_some(next)
}
