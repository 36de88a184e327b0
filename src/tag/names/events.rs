//! Stretches that could be names of events or units, which take in numbers and small words that other names do not: "2016
//! presidential election", "1998 World Cup", "29th Annual Harbour Awards", "65th Air Division". In: a sentence. Out: spans for the weights.

use newsgraph_lexicon::{ClassId, Lexicon, PosSet, Shape};

use crate::types::{Page, Sentence, Span};

/// Longest event that is proposed, in tokens.
const LONGEST: usize = 8;

/// Word classes that names of events end with.
pub(super) struct EventWords {
    head: Option<ClassId>,
    body: Option<ClassId>,
    ordinal: Option<ClassId>,
}

impl EventWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        EventWords {
            head: lexicon.class("event-head"),
            body: lexicon.class("org-head"),
            ordinal: lexicon.class("ordinal-word"),
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
        for (at, token) in tokens.iter().enumerate().take(end.min(start + LONGEST)).skip(start + 1) {
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
            }
        }
    }
}

fn is_year_or_ordinal(page: &Page<'_>, words: &EventWords, at: usize) -> bool {
    let token = &page.tokens()[at];
    let year = token.shape.has(Shape::NUMBER) && token.span.len() == 4;
    year || token.shape.has(Shape::DIGIT) && words.ordinal.is_some_and(|class| page.record(at).is_in(class))
}
