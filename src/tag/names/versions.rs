//! Versions of products: "Vel 10.3", "Ostra Server 2012 R2", "Tavel 4.1.43", "Ostra 12 Pro". In: a run of capitals with a
//! number behind it or in it. Out: the name with its version, where the number is one and counts or measures nothing.

use newsgraph_lexicon::{Pos, Shape};
use smallvec::SmallVec;

use super::elsewhere::is_noun;
use super::inside::{InsideWords, LIKELY};
use super::spans::Run;
use crate::tag::scan::Scan;
use crate::types::{EntityType, Page, Sentence, Span};

/// The name and version that a run of capitals begins: its last known product or its last words, and what follows.
pub(super) fn version(
    page: &Page<'_>,
    scan: &Scan,
    words: &InsideWords,
    sentence: &Sentence,
    run: &Run,
) -> Option<Span> {
    let (tokens, Span { start, end }) = (page.tokens(), run.tokens);
    if sentence.headline {
        return None;
    }
    let behind = tokens.get(end as usize).filter(|token| sentence.tokens.holds(end) && token.shape.has(Shape::NUMBER));
    let Some(number) = behind else { return edition(page, words, run.tokens) };
    if !number.shape.has(Shape::SPACE_BEFORE) {
        return None;
    }
    if let Some(after) = model(page, scan, words, sentence, run.tokens) {
        return Some(Span::new(start, after));
    }
    let text = number.text(page.text());
    // a number tells "Outlook 2010" from the word, but not at the start of a sentence
    let sure = |at: u32| if at == sentence.tokens.start { LIKELY } else { 0 };
    let piece = run.last_piece();
    let known = (start..end).find(|at| {
        let hits = scan.hits_at(*at as usize).iter().filter(|hit| hit.tokens.end > piece.start);
        hits.clone().any(|hit| hit.kind == EntityType::Product && hit.prior >= sure(*at) && hit.tokens.end <= end)
    });
    // "OpenVel", but not "McGrath"
    let last = page.record(end as usize - 1);
    let inner = tokens[end as usize - 1].shape.has(Shape::INNER_UPPER) && last.surname == 0 && last.given == 0;
    let stands = match text.matches('.').count() {
        _ if text.contains([',', ':']) => false,
        0 => known.is_some() && text.len() <= 4 && !counts(page, words, sentence, end + 1),
        1 => (known.is_some() || inner) && !counts(page, words, sentence, end + 1),
        _ => !is_day(text),
    };
    // "R2", "SP1" go on with it
    let service = |at: u32| {
        let token = &tokens[at as usize];
        token.is_capitalised() && token.shape.has(Shape::DIGIT) && token.span.len() <= 3
    };
    let after = end + 1;
    let pack = u32::from(sentence.tokens.holds(after) && service(after));
    stands.then(|| Span::new(known.unwrap_or(start), with_edition(page, words, sentence, after + pack)))
}

/// "Vel S24 Ultra": a run of capitals with an edition behind a model.
fn edition(page: &Page<'_>, words: &InsideWords, run: Span) -> Option<Span> {
    let edition = |at: usize| words.edition.is_some_and(|class| page.record(at).is_in(class));
    let model = run.range().rev().find(|at| !edition(*at))?;
    let behind = (run.start as usize + 1..run.end as usize - 1).contains(&model);
    (behind && page.tokens()[model].shape.has(Shape::DIGIT)).then_some(run)
}

/// One past the edition that begins at a token: "Pro Max".
fn with_edition(page: &Page<'_>, words: &InsideWords, sentence: &Sentence, at: u32) -> u32 {
    let is = |at: &u32| {
        sentence.tokens.holds(*at)
            && page.tokens()[*at as usize].is_capitalised()
            && words.edition.is_some_and(|class| page.record(*at as usize).is_in(class))
    };
    (at..sentence.tokens.end).take_while(is).last().map_or(at, |last| last + 1)
}

/// One past the number of "the Vel 12", "its Boeing 737-800", "20 Boeing 737 MAX": a model of a maker, where a determiner or
/// an edition and nothing counted stand around it.
fn model(page: &Page<'_>, scan: &Scan, words: &InsideWords, sentence: &Sentence, name: Span) -> Option<u32> {
    const LONGEST_NUMBER: u32 = 3;
    let (start, end) = (name.start as usize, name.end as usize);
    let class = words.product_maker?;
    let before = start.checked_sub(1).filter(|at| sentence.tokens.holds(*at as u32)).map(|at| page.record(at));
    let determined = before.is_some_and(|record| record.can_be(Pos::DT) || record.can_be(Pos::PRPS));
    if scan.class_before(page, end, class, start) != end - start {
        return None;
    }
    let token = |at: u32| page.tokens().get(at as usize).filter(|_| sentence.tokens.holds(at));
    let number = |at: u32| token(at).is_some_and(|t| t.shape.has(Shape::NUMBER) && t.span.len() <= LONGEST_NUMBER);
    let joined = token(name.end + 1).is_some_and(|t| t.shape.has(Shape::JOINER)) && number(name.end + 2);
    let after = name.end + if joined { 3 } else { 1 };
    let whole = with_edition(page, words, sentence, after);
    let edition = whole > after;
    (number(name.end) && (edition || determined && !counts(page, words, sentence, after))).then_some(whole)
}

/// What stands at `at` is counted or measured by the number before it: "5 days", "10.3 percent", "9.5-0", but not "7 versions".
fn counts(page: &Page<'_>, words: &InsideWords, sentence: &Sentence, at: u32) -> bool {
    let token = at as usize;
    if !sentence.tokens.holds(at) {
        return false;
    }
    let record = page.record(token);
    let of_version = is_noun(page, token, words.version_noun);
    let mark = page.tokens()[token].is_punctuation() && !matches!(page.word(token), "," | "." | ")" | "(" | ";" | ":");
    let number = words.number.is_some_and(|class| record.is_in(class));
    let unit = page.tokens()[token].shape.has(Shape::LOWER | Shape::LETTER)
        && (record.can_be(Pos::NNS) || record.pos_set().is_empty() || number);
    let score = page.tokens()[token].shape.has(Shape::JOINER)
        && page.tokens().get(token + 1).is_some_and(|next| next.shape.has(Shape::NUMBER));
    mark && page.word(token) != "-" || score || unit && !of_version
}

/// "12.05.2014".
fn is_day(text: &str) -> bool {
    let parts: SmallVec<[&str; 4]> = text.split('.').collect();
    parts.len() == 3 && (parts[2].len() == 4 || parts[0].len() == 4)
}
