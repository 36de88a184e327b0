//! A date found, and the candidate it makes.

use compact_str::CompactString;
use jiff::civil::Date;
use newsgraph_lexicon::Shape;
use smallvec::SmallVec;

use super::slots::Place;
use super::when::When;
use super::{DateTagger, digits};
use crate::types::{Candidate, EntityType, Page, Sentence, Span, Token, Value};

/// Sums dates enter with, in thousandths; weak ones (a month or year alone) give way to known names.
const SURE: i32 = 6000;
const WEAK: i32 = 3500;
/// What each further number adds: together they would be as many figures.
const NUMBERS: i32 = 3000;
/// A date found.
pub(super) struct Found {
    /// Its first token: what leads to it is none of it.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) when: When,
    pub(super) modifier: String,
    pub(super) weak: bool,
    /// A time of an open half of the day.
    pub(super) open: bool,
    /// A day of a month whose year is not told.
    pub(super) yearless: bool,
    /// The name of a holiday.
    pub(super) holiday: bool,
    pub(super) family: usize,
}

impl DateTagger {
    /// The year after a dash: "1992–1997"; of two digits too after a year alone ("2009-10", not "May 1920–21 March").
    pub(super) fn second_year(&self, place: Place<'_>, dash: usize, first: i16, alone: bool) -> Option<Found> {
        let joined = place.shape(dash).has(Shape::JOINER) || place.text(dash) == "/";
        let apart = place.shape(dash + 2).has(Shape::JOINER);
        let text = place.text(dash + 1);
        let short =
            || text.parse::<i16>().ok().filter(|n| text.len() == 2 && *n > first % 100).map(|n| first / 100 * 100 + n);
        let year = digits::year(place, dash + 1)
            .or_else(|| short().filter(|_| alone))
            .filter(|year| joined && !apart && *year > first)?;
        let family = self.patterns.all.iter().position(|p| p.value == "date" && p.weak)?;
        let (start, modifier) = (dash + 1, String::new());
        let when = When::Year(year);
        Some(Found {
            start,
            end: dash + 2,
            when,
            modifier,
            weak: true,
            open: false,
            yearless: false,
            holiday: false,
            family,
        })
    }

    pub(super) fn candidate(
        &self,
        page: &Page<'_>,
        sentence: &Sentence,
        found: &Found,
        published: Option<Date>,
    ) -> Candidate {
        let tokens = &page.tokens()[found.start..found.end];
        // the full stop of "It opened in Aug." ends the sentence; that of "8 p.m." belongs to the word too
        let text = page.word(found.end - 1);
        let stop =
            found.end == sentence.tokens.end as usize && text.len() > 1 && text.find('.') == Some(text.len() - 1);
        let pattern = &self.patterns.all[found.family];
        let relative = matches!(pattern.family.as_str(), "relative" | "clock");
        let number = |token: &&Token| token.shape.has(Shape::DIGIT) || self.numbers.contains_key(&token.hash);
        let numbers = tokens.iter().filter(number).count() as i32;
        // the words of "Martin Luther King Day" would be as many names
        let more = if found.holiday { (numbers - 1).max(tokens.len() as i32 - 3) } else { numbers - 1 };
        Candidate {
            span: Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end - u32::from(stop)),
            tokens: Span::new(found.start as u32, found.end as u32),
            kind: EntityType::Date,
            subtype: found.when.subtype().into(),
            score: if found.weak { WEAK } else { SURE + NUMBERS * more },
            evidence: SmallVec::new(),
            sense: None,
            value: Some(Value::Date(found.when.value(&found.modifier, published.filter(|_| relative)))),
            rule: CompactString::const_new("date/") + &pattern.family,
        }
    }
}

/// The year that a date ends with: "1992", "31 March 1866".
pub(super) fn last_year(place: Place<'_>, found: &Found) -> Option<i16> {
    match found.when {
        When::Year(year) => Some(year),
        When::Day(_) | When::Month(..) => digits::year(place, found.end - 1),
        _ => None,
    }
}
