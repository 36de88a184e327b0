//! Stretches that could be titles: what stands alone between quotation marks, and capitals with small words between
//! them ("Gone with the Wind", "To Kill a Mockingbird"). In: a sentence. Out: spans for the weights to judge.

use newsgraph_lexicon::{Pos, PosSet, Shape, WordId, meets};

use super::pieces::is_closed;
use super::spans::BorderWords;
use crate::tag::scan::Scan;
use crate::types::{Page, Sentence, Span};

/// Longest title that is proposed, in tokens.
const LONGEST: usize = 12;

/// Appends the stretches of a sentence that could be titles.
pub(super) fn titles(page: &Page<'_>, scan: &Scan, words: &BorderWords, sentence: &Sentence, out: &mut Vec<Span>) {
    let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    let mut at = start;
    while at < end {
        if page.tokens()[at].shape.has(Shape::QUOTE) {
            if let Some(close) = closing_quote(page, at, end) {
                out.push(Span::new(at as u32 + 1, close as u32));
            }
            at += 1;
            continue;
        }
        // "Films such as Vel" is no title
        let instance = |at: usize| words.instance.is_some_and(|class| scan.class_at(page, at, class) > 0);
        if !sentence.headline && at == start && is_closed(page, at) {
            let stop = title_end(page, at, end, instance);
            out.extend((stop > at + 1 && is_told(page, words, stop, end)).then(|| Span::new(at as u32, stop as u32)));
        }
        if sentence.headline || !begins(page, at, at == start) {
            at += 1;
            continue;
        }
        let stop = title_end(page, at, end, instance);
        if stop > at + 2 {
            out.push(Span::new(at as u32, stop as u32));
            out.extend(before_author(page, words, at, stop));
        }
        at = stop.max(at + 1);
    }
}

/// How far behind its article a work is called one, in tokens.
const TOLD: usize = 7;

/// "The Cooper is a 1927 silent film": what the sentence opens with is said to be a work.
fn is_told(page: &Page<'_>, words: &BorderWords, at: usize, end: usize) -> bool {
    let is_be = |at: usize| {
        let verb = page.record(at).verb;
        verb != 0 && words.copula.is_some_and(|class| page.lexicon.record(WordId(verb)).is_in(class))
    };
    let work =
        |at: usize| page.tokens()[at].shape.has(Shape::LOWER) && meets(&page.record(at).classes, &words.work_noun);
    at + 1 < end
        && is_be(at)
        && page.record(at + 1).can_be(Pos::DT)
        && (at + 2..end.min(at + 2 + TOLD)).take_while(|at| !page.record(*at).can_be(Pos::IN)).any(work)
}

/// "The Cooper's Wife by Anna Bell": what stands before the author.
fn before_author(page: &Page<'_>, words: &BorderWords, start: usize, stop: usize) -> Option<Span> {
    let class = words.by?;
    let by =
        (start + 1..stop).find(|at| page.record(*at).is_in(class) && page.tokens()[*at].shape.has(Shape::LOWER))?;
    Some(Span::new(start as u32, by as u32))
}

/// The closing mark of the quotation that opens at `open`, when what it holds could be a title; commas and stops before
/// the mark are left out.
fn closing_quote(page: &Page<'_>, open: usize, end: usize) -> Option<usize> {
    let tokens = page.tokens();
    let first = tokens.get(open + 1).filter(|_| open + 1 < end)?;
    let opens = !first.shape.has(Shape::SPACE_BEFORE) && first.shape.any(Shape::UPPER_FIRST | Shape::DIGIT);
    if !opens || tokens[open].shape.has(Shape::POSSESSIVE) && !tokens[open].shape.has(Shape::SPACE_BEFORE) {
        return None;
    }
    let limit = end.min(open + 2 + LONGEST);
    let close = (open + 2..limit).find(|t| tokens[*t].shape.has(Shape::QUOTE))?;
    let last = if matches!(page.word(close - 1), "," | "." | ";") { close - 1 } else { close };
    let small = |t: usize| tokens[t].shape.has(Shape::LOWER) && !is_small(page, t) && page.record(t).is_ordinary();
    (last > open + 1 && !(open + 1..last).any(small)).then_some(last)
}

/// A capital, or a number before one; a small word only in mid-sentence.
fn begins(page: &Page<'_>, at: usize, first: bool) -> bool {
    let token = &page.tokens()[at];
    if token.shape.has(Shape::NUMBER) {
        return !first && page.tokens().get(at + 1).is_some_and(|next| next.is_capitalised());
    }
    token.is_capitalised() && !token.shape.has(Shape::URL) && !(first && is_closed(page, at)) && !is_pronoun_i(page, at)
}

/// One past the last capital that small words, hyphens and possessives tie to `start`, before a token that `stops`.
fn title_end(page: &Page<'_>, start: usize, end: usize, stops: impl Fn(usize) -> bool) -> usize {
    let tokens = page.tokens();
    let mut stop = start + 1;
    let mut small = 0;
    let reach = start + 1..end.min(start + LONGEST);
    for (at, token) in reach.clone().zip(tokens.get(reach).unwrap_or_default()) {
        if token.is_capitalised() && !is_pronoun_i(page, at) {
            stop = at + 1;
            small = 0;
        } else if small < 3
            && !stops(at)
            && (is_small(page, at) || token.shape.any(Shape::JOINER | Shape::POSSESSIVE) || page.word(at) == "&")
        {
            small += 1;
        } else {
            break;
        }
    }
    stop
}

/// Articles, prepositions, conjunctions and possessive pronouns, which titles write small.
fn is_small(page: &Page<'_>, at: usize) -> bool {
    const SMALL: PosSet =
        PosSet(Pos::DT.bit() | Pos::IN.bit() | Pos::CC.bit() | Pos::TO.bit() | Pos::PRPS.bit() | Pos::POS.bit());
    let record = page.record(at);
    record.pos_set().meets(SMALL) && page.tokens()[at].span.len() <= 5
}

/// "I" begins a clause, no title.
fn is_pronoun_i(page: &Page<'_>, at: usize) -> bool {
    page.tokens()[at].shape.has(Shape::ONE_LETTER) && page.record(at).can_be(Pos::PRP)
}
