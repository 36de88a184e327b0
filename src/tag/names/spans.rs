//! Stretches of text that could be names: runs of capitals cut in every plausible way, and the gazetteers' hits.
//!
//! More are proposed than can be right; the weights and stage 5 choose. A run is made of pieces (words side by side, with
//! hyphens, initials and particles) joined by connectors ("of", "and", "&").

use newsgraph_lexicon::{ClassBits, ClassId, Lexicon, Pos, PosSet, Shape};

use super::around::WORK_NOUNS;
use super::pieces::{after_connector, begins_name, is_closed, piece};
use crate::tag::scan::Scan;
use crate::types::{EntityType, Page, Sentence, Span, Token};

/// Word classes that decide where names begin and end.
pub(super) struct BorderWords {
    pub(super) particle: Option<ClassId>,
    pub(super) connector: Option<ClassId>,
    pub(super) opener: Option<ClassId>,
    pub(super) interjection: Option<ClassId>,
    pub(super) legal_suffix: Option<ClassId>,
    pub(super) generation: Option<ClassId>,
    pub(super) party_letter: Option<ClassId>,
    pub(super) place_preposition: Option<ClassId>,
    pub(super) language: Option<ClassId>,
    pub(super) body: Option<ClassId>,
    pub(super) firm_opener: Option<ClassId>,
    pub(super) vessel: Option<ClassId>,
    pub(super) by: Option<ClassId>,
    pub(super) copula: Option<ClassId>,
    pub(super) work_noun: ClassBits,
    pub(super) instance: Option<ClassId>,
    pub(super) before: [Option<ClassId>; 4],
}

impl BorderWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        BorderWords {
            particle: lexicon.class("name-particle"),
            connector: lexicon.class("name-connector"),
            opener: lexicon.class("sentence-opener"),
            interjection: lexicon.class("interjection"),
            legal_suffix: lexicon.class("legal-suffix"),
            generation: lexicon.class("generation"),
            party_letter: lexicon.class("party-letter"),
            place_preposition: lexicon.class("before-in"),
            language: lexicon.class("language"),
            body: lexicon.class("org-head"),
            firm_opener: lexicon.class("firm-opener"),
            vessel: lexicon.class("product-lead"),
            by: lexicon.class("before-by"),
            copula: lexicon.class("copula"),
            work_noun: lexicon.classes(&WORK_NOUNS),
            instance: lexicon.class("instance-word"),
            before: ["honorific", "person-title", "role", "group-adjective"].map(|name| lexicon.class(name)),
        }
    }
}

/// Longest run of pieces that are joined.
const MAX_PIECES: usize = 4;
/// Longest nickname between the parts of a name, in tokens.
const NICKNAME: usize = 2;
/// Frequency class of given names from which one begins a name in the middle of a run.
pub(super) const COMMON_GIVEN: u8 = 4;
/// Longest name, in tokens.
const MAX_TOKENS: u32 = 12;

/// Tokens of a maximal run of capitals, with its pieces.
pub(super) struct Run {
    /// All its tokens.
    pub(super) tokens: Span,
    pieces: Vec<Span>,
}

impl Run {
    /// The piece that it ends with: "Vel Buds" of "Vel S and the Vel Buds".
    pub(super) fn last_piece(&self) -> Span {
        self.pieces[self.pieces.len() - 1]
    }
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
                cut(page, scan, words, sentence, *piece, out);
            }
            for last in first + 1..run.pieces.len().min(first + MAX_PIECES) {
                out.push(Span::new(piece.start, run.pieces[last].end));
                if page.record(piece.start as usize).can_be(Pos::DT) && piece.len() > 1 {
                    out.push(Span::new(piece.start + 1, run.pieces[last].end));
                }
            }
        }
    }
    let joined = |span: &Span| page.tokens()[span.start as usize].shape.has(Shape::JOINER);
    out.retain(|span| {
        let cut = is_unknown_letter(page, scan, *span) || ends_in_score(page, *span);
        !span.is_empty() && span.len() <= MAX_TOKENS && !joined(span) && !cut
    });
    out.sort_unstable();
    out.dedup();
}

/// "Vel Rangers 6" of "Vel Rangers 6-1": no name ends within a score; "Boeing 737-800" has longer numbers.
fn ends_in_score(page: &Page<'_>, span: Span) -> bool {
    if span.len() < 2 {
        return false;
    }
    let last = span.end as usize - 1;
    let Some([first, joiner, second]) = page.tokens().get(last..last + 3) else { return false };
    let number = |token: &Token| token.shape.has(Shape::NUMBER);
    let short = first.span.len().min(second.span.len()) <= 2;
    number(first) && joiner.shape.has(Shape::JOINER) && number(second) && short
}

/// "5200W-T", "X-ray", "X told Y": a letter on its own is no name but a known one, and none at all beside a hyphen.
fn is_unknown_letter(page: &Page<'_>, scan: &Scan, span: Span) -> bool {
    let joins = |at: Option<u32>| {
        at.and_then(|at| page.tokens().get(at as usize)).is_some_and(|token| token.shape.has(Shape::JOINER))
    };
    let known = || scan.hits_at(span.start as usize).iter().any(|hit| hit.tokens == span);
    span.len() == 1
        && page.tokens()[span.start as usize].shape.has(Shape::ONE_LETTER)
        && (joins(span.start.checked_sub(1)) || joins(Some(span.end)) || !known())
}

/// "School of Painting, Sculpture and Architecture": a body of several fields, the run with the body and the runs after it.
pub(super) fn listed(page: &Page<'_>, words: &BorderWords, runs: &[Run], out: &mut Vec<Span>) {
    let is = |at: u32, class: Option<ClassId>| class.is_some_and(|class| page.record(at as usize).is_in(class));
    let of_field = |run: &Run| {
        let joins = |at: &u32| is(*at, words.connector) && page.tokens()[*at as usize].shape.has(Shape::LOWER);
        let first = (run.tokens.start..run.tokens.end).find(joins);
        first.is_some_and(|at| at > run.tokens.start && is(at - 1, words.body))
    };
    for (first, run) in runs.iter().enumerate().filter(|(_, run)| of_field(run)) {
        let mut end = run.tokens.end;
        for next in &runs[first + 1..] {
            if next.tokens.start != end + 1 || page.word(end as usize) != "," {
                break;
            }
            end = next.tokens.end;
            if next.pieces.len() > 1 {
                out.push(Span::new(run.tokens.start, next.pieces[1].end));
                break;
            }
        }
    }
}

/// "D-Ohio": the letter of a party before a place is no part of a name.
pub(super) fn has_party_letter(page: &Page<'_>, scan: &Scan, words: &BorderWords, span: Span) -> bool {
    let start = span.start as usize;
    words.party_letter.is_some_and(|class| page.record(start).is_in(class))
        && page.tokens().get(start + 1).is_some_and(|token| token.shape.has(Shape::JOINER))
        && scan.hits_at(start + 2).iter().any(|hit| hit.kind == EntityType::Place)
}

/// Where a report comes from: "Vel Ostran Radio in Norwegian 0800 GMT 5 May" has a place, an outlet, a language and a time.
pub(super) struct SourceLine {
    pub(super) place: Span,
    pub(super) outlet: Span,
}

/// Reads a run as the beginning of a source line.
pub(super) fn source_line(
    page: &Page<'_>,
    scan: &Scan,
    words: &BorderWords,
    sentence: &Sentence,
    run: &Run,
) -> Option<SourceLine> {
    let (start, end) = (run.tokens.start as usize, run.tokens.end as usize);
    let limit = sentence.tokens.end as usize;
    let is = |at: usize, class: Option<ClassId>| at < limit && class.is_some_and(|class| page.record(at).is_in(class));
    let dated = is(end, words.place_preposition)
        && is(end + 1, words.language)
        && end + 2 < limit
        && page.tokens()[end + 2].shape.has(Shape::NUMBER);
    if !dated {
        return None;
    }
    // a report's number may stand before the place
    let begins = |at: &usize| *at == start || page.tokens()[at - 1].shape.has(Shape::DIGIT);
    let mut places = (start..end).filter(begins).flat_map(|at| scan.hits_at(at));
    let place = places.find(|hit| hit.kind == EntityType::Place && hit.tokens.end < run.tokens.end)?;
    let article = page.record(place.tokens.end as usize).can_be(Pos::DT);
    let outlet = Span::new(place.tokens.end + u32::from(article), run.tokens.end);
    (!outlet.is_empty()).then_some(SourceLine { place: place.tokens, outlet })
}

/// A piece whole, without the titles and demonyms it begins with, and around a title in its middle.
fn cut(page: &Page<'_>, scan: &Scan, words: &BorderWords, sentence: &Sentence, piece: Span, out: &mut Vec<Span>) {
    out.push(piece);
    let (start, end) = (piece.start as usize, piece.end as usize);
    let article = usize::from(piece.len() > 1 && page.record(start).can_be(Pos::DT) && is_closed(page, start));
    let start = start + article;
    let mut left = start;
    let mut at = start;
    if article > 0 {
        out.push(Span::new(start as u32, piece.end));
    }
    // "Carmaker Acme" opens a sentence
    if piece.start == sentence.tokens.start
        && piece.len() > 1
        && words.firm_opener.is_some_and(|class| page.record(start).is_in(class))
    {
        out.push(Span::new(start as u32 + 1, piece.end));
    }
    // "Hall of Famer Anna Bell", "Minnesotan Anna Bell": what stands before a given name may be no part of the name
    let given = |at: usize| page.record(at).given >= COMMON_GIVEN;
    if let Some(name) = (start + 1..end.saturating_sub(1)).find(|at| given(*at)).filter(|at| !given(at - 1)) {
        out.push(Span::new(name as u32, piece.end));
        out.push(Span::new(start as u32, name as u32));
    }
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
    nicknamed(page, sentence, piece, out);
    if ends_with_possessive(page, sentence, piece) {
        out.push(Span::new(piece.start, piece.end + 1));
    }
}

/// "Lyon's, the shop", "at Lyon's in May": what follows the possessive is nothing that someone could own.
fn ends_with_possessive(page: &Page<'_>, sentence: &Sentence, piece: Span) -> bool {
    let (at, limit) = (piece.end as usize, sentence.tokens.end as usize);
    if at >= limit || !page.tokens()[at].shape.has(Shape::POSSESSIVE) {
        return false;
    }
    let Some(next) = page.tokens().get(at + 1).filter(|_| at + 1 < limit) else { return true };
    next.is_punctuation() && !next.shape.has(Shape::QUOTE)
        || next.shape.has(Shape::LOWER) && page.record(at + 1).pos_set().within(PosSet::CLOSED)
}

/// "Anna "Ace" Bell", "Anna (Ace) Bell": a name that goes on after a nickname.
fn nicknamed(page: &Page<'_>, sentence: &Sentence, piece: Span, out: &mut Vec<Span>) {
    let tokens = page.tokens();
    let open = piece.end as usize;
    let end = sentence.tokens.end as usize;
    let opens = |t: usize| t < end && tokens[t].shape.has(Shape::QUOTE | Shape::SPACE_BEFORE);
    if piece.len() > 3 || !opens(open) {
        return;
    }
    let reach = open + 2..end.min(open + NICKNAME + 2);
    let Some(close) = reach.clone().find(|t| tokens[*t].shape.has(Shape::QUOTE)) else { return };
    let capitals = (open + 1..close).all(|t| tokens[t].is_capitalised());
    let rest =
        (close + 1..end.min(close + 4)).take_while(|t| tokens[*t].is_capitalised() && !is_closed(page, *t)).count();
    if capitals && rest > 0 {
        out.push(Span::new(piece.start, (close + 1 + rest) as u32));
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
