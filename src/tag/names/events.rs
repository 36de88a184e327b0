//! Stretches that could be names of events, units or roads, which take in numbers and small words that other names do not:
//! "2016 presidential election", "1998 World Cup", "2016–17 Harbour Trophy", "Harbour Festival 2012", "29th Annual Harbour Awards",
//! "65th Air Division", "Torpedo Squadron 8", "Route 110". In: a sentence. Out: spans for the weights.

use newsgraph_lexicon::{ClassId, Lexicon, PosSet, Shape};

use super::pieces::is_closed;
use crate::types::{Page, Sentence, Span};

/// Longest event that is proposed, in tokens.
const LONGEST: usize = 8;
/// Longest number of a unit or road, in digits: a year is longer.
const LONGEST_NUMBER: u32 = 3;

/// Word classes that names of events end with.
pub(super) struct EventWords {
    head: Option<ClassId>,
    body: Option<ClassId>,
    ordinal: Option<ClassId>,
    numbered: [Option<ClassId>; 3],
}

impl EventWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        EventWords {
            head: lexicon.class("event-head"),
            body: lexicon.class("org-head"),
            ordinal: lexicon.class("ordinal-word"),
            numbered: ["org-head", "place-head", "facility-head"].map(|name| lexicon.class(name)),
        }
    }
}

/// Appends what begins with a year or an ordinal number, holds a capital and ends with a head of events' names; after an
/// ordinal number also capitals that end with a head of organisations' names.
pub(super) fn events(page: &Page<'_>, words: &EventWords, sentence: &Sentence, out: &mut Vec<Span>) {
    let Some(head) = words.head else { return };
    let tokens = page.tokens();
    let end = sentence.tokens.end as usize;
    for start in sentence.tokens.range().filter(|start| is_year_or_ordinal(page, words, *start)) {
        let (mut capital, mut small_inside) = (false, tokens[start].shape.has(Shape::NUMBER));
        let first = start + 1 + second_year(page, start);
        for (at, token) in tokens.iter().enumerate().take(end.min(start + LONGEST)).skip(first) {
            if !token.shape.any(Shape::LETTER | Shape::JOINER) || token.shape.has(Shape::POSSESSIVE) {
                break;
            }
            let small = token.shape.has(Shape::LOWER);
            let record = page.record(at);
            if small && record.pos_set().meets(PosSet::CLOSED) {
                break;
            }
            capital |= !small;
            small_inside |= small;
            let body = !small && !small_inside && words.body.is_some_and(|class| record.is_in(class));
            if capital && (body || record.is_in(head)) {
                out.push(Span::new(start as u32, at as u32 + 1));
                out.extend(of_regiment(page, words, sentence, at + 1).map(|end| Span::new(start as u32, end as u32)));
            }
        }
    }
}

/// Appends capitals that end with a head of events' names, with the year after it: "Harbour Festival 2012".
pub(super) fn dated(page: &Page<'_>, words: &EventWords, sentence: &Sentence, out: &mut Vec<Span>) {
    let Some(head) = words.head else { return };
    let tokens = page.tokens();
    let first = sentence.tokens.start as usize;
    let capital = |at: usize| tokens[at].is_capitalised() && !is_closed(page, at);
    for at in sentence.tokens.range().skip(2).filter(|at| page.tokens()[*at].is_year()) {
        if capital(at - 1) && page.record(at - 1).is_in(head) && second_year(page, at) == 0 {
            let words = (first..at).rev().take_while(|word| capital(*word)).count();
            out.push(Span::new((at - words) as u32, at as u32 + 1));
        }
    }
}

/// Appends capitals that end with a head of names of units, roads or rooms, with the number after it.
pub(super) fn numbered(page: &Page<'_>, words: &EventWords, sentence: &Sentence, out: &mut Vec<Span>) {
    let tokens = page.tokens();
    let first = sentence.tokens.start as usize;
    let number = |at: usize| tokens[at].shape.has(Shape::NUMBER) && tokens[at].span.len() <= LONGEST_NUMBER;
    let capital = |at: usize| tokens[at].is_capitalised() && !is_closed(page, at);
    let head = |at: usize| words.numbered.iter().flatten().any(|class| page.record(at).is_in(*class));
    for at in sentence.tokens.range().skip(1).filter(|at| number(*at)) {
        if capital(at - 1) && head(at - 1) {
            let words = (first..at).rev().take_while(|word| capital(*word)).count();
            out.push(Span::new((at - words) as u32, at as u32 + 1));
        }
    }
}

/// "2nd Battalion, 3rd Harbour Guards": one past the body that a unit with a number is part of, behind its comma.
fn of_regiment(page: &Page<'_>, words: &EventWords, sentence: &Sentence, comma: usize) -> Option<usize> {
    let (tokens, end) = (page.tokens(), sentence.tokens.end as usize);
    let ordinal = |at: usize| !tokens[at].shape.has(Shape::NUMBER) && is_year_or_ordinal(page, words, at);
    let from = comma + 2;
    let named = from < end && page.word(comma) == "," && ordinal(comma + 1);
    let capitals = (from..end).take_while(|at| tokens[*at].is_capitalised() && !is_closed(page, *at)).count();
    (named && capitals > 0).then_some(from + capitals)
}

fn is_year_or_ordinal(page: &Page<'_>, words: &EventWords, at: usize) -> bool {
    let token = &page.tokens()[at];
    token.is_year() || token.shape.has(Shape::DIGIT) && words.ordinal.is_some_and(|class| page.record(at).is_in(class))
}

/// How many tokens after a year are a dash and a second one: "–17" of "2016–17".
fn second_year(page: &Page<'_>, at: usize) -> usize {
    let [Some(dash), Some(number)] = [1, 2].map(|n| page.tokens().get(at + n)) else { return 0 };
    let joined = dash.shape.has(Shape::JOINER) || page.word(at + 1) == "/";
    let second = number.shape.has(Shape::NUMBER) && matches!(number.span.len(), 2 | 4);
    if page.tokens()[at].is_year() && joined && second { 2 } else { 0 }
}
