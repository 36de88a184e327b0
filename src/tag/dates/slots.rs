//! Slots of date patterns: what they read at a token, and what they bind.

use std::cell::RefCell;

use compact_str::CompactString;
use newsgraph_lexicon::Shape;

use super::clock::{clock, is_about, spoken};
use super::digits::{decade, iso, lettered, month_day, numeric, offset, short_year, year};
use super::lengths::{Length, length};
use super::slot::{Slot, SlotSet};
use super::when::{Clock, TimeUnit, When};
use super::{DateTagger, glued, spoken as words_of};
use crate::types::{Page, Span};

/// What the slots of a pattern bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) day2: Option<u8>,
    pub(super) weekday: Option<u8>,
    pub(super) ordinal: Option<u8>,
    pub(super) n: Option<CompactString>,
    pub(super) n2: Option<CompactString>,
    pub(super) unit: Option<TimeUnit>,
    pub(super) unit2: Option<TimeUnit>,
    /// A number of units, of several kinds.
    pub(super) length: Length,
    pub(super) season: Option<String>,
    pub(super) quarter: Option<u8>,
    pub(super) decade: Option<i16>,
    pub(super) direction: Option<i8>,
    pub(super) near: Option<i8>,
    pub(super) part: Option<String>,
    pub(super) fuzzy: Option<String>,
    pub(super) recurring: Option<String>,
    pub(super) clock: Option<Clock>,
    pub(super) clock2: Option<Clock>,
    /// The clock does not say which half of the day it means.
    pub(super) open_half: bool,
    pub(super) open_half2: bool,
    pub(super) zone: Option<String>,
    pub(super) holiday: Option<usize>,
    pub(super) date: Option<When>,
    pub(super) date2: Option<When>,
    /// Nested dates that name their year.
    pub(super) dated: [bool; 2],
    /// Nested dates that are days of a month of no told year.
    pub(super) yearless: [bool; 2],
    /// A month without its year that tells of a noun: "the November election".
    pub(super) of_noun: bool,
}

/// A date or time inside another date.
#[derive(Clone, Debug)]
pub(super) struct Nested {
    /// The token after it.
    pub(super) end: usize,
    pub(super) when: When,
    /// A time that does not say which half of the day it means.
    pub(super) open: bool,
    /// A day of a month whose year is not told.
    pub(super) yearless: bool,
}

/// What dates inside others are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    Date,
    /// A time of day alone.
    Time,
}

/// A token, and what begins there.
pub(super) type Seen = (usize, Sought, Option<Nested>);

/// Where slots read: a sentence of a page.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) sentence: Span,
    /// Dates inside others that were looked for already, by their first token: many patterns ask for the same.
    pub(super) seen: &'p RefCell<Vec<Seen>>,
    /// For each token of the page, the slots it may begin.
    pub(super) slots: &'p [SlotSet],
    /// The clause looks ahead.
    pub(super) ahead: bool,
    /// A verb of the past stands before.
    pub(super) past: bool,
    /// The document writes days before months in figures.
    pub(super) day_first: bool,
    /// A time of day without its day is the next one.
    pub(super) clocks: bool,
    /// The text says nothing but dates: months and weekdays need no capital.
    pub(super) agenda: bool,
}

impl<'p> Place<'p> {
    /// Slots that may begin at a token.
    pub(super) fn slots(&self, at: usize) -> SlotSet {
        if self.sentence.holds(at as u32) { self.slots[at] } else { SlotSet::default() }
    }

    /// The date or time that begins at a token, looked for once.
    pub(super) fn nested(&self, at: usize, sought: Sought, look: impl FnOnce() -> Option<Nested>) -> Option<Nested> {
        if let Some((.., found)) = self.seen.borrow().iter().rev().find(|seen| (seen.0, seen.1) == (at, sought)) {
            return found.clone();
        }
        let found = look();
        self.seen.borrow_mut().push((at, sought, found.clone()));
        found
    }

    pub(super) fn text(&self, at: usize) -> &'p str {
        if self.sentence.holds(at as u32) { self.page.word(at) } else { "" }
    }

    pub(super) fn hash(&self, at: usize) -> Option<u64> {
        self.sentence.holds(at as u32).then(|| self.page.tokens()[at].hash)
    }

    pub(super) fn shape(&self, at: usize) -> Shape {
        if self.sentence.holds(at as u32) { self.page.tokens()[at].shape } else { Shape::default() }
    }
}

/// Reads a slot at a token, binds it, and returns the token after it.
pub(super) fn read(
    tagger: &DateTagger,
    place: Place<'_>,
    slot: Slot,
    at: usize,
    depth: u8,
    bound: &mut Bound,
) -> Option<usize> {
    if !place.slots(at).has(slot) {
        return None;
    }
    let words = &tagger.words;
    let hash = place.hash(at)?;
    let capital_fits = || {
        place.agenda
            || !words.capital.contains(&hash)
            // "Møn" is an island
            || place.shape(at).has(Shape::UPPER_FIRST) && !place.shape(at).has(Shape::NON_ASCII)
            || at.checked_sub(1).is_some_and(|before| names_month(tagger, place, before))
    };
    match slot {
        Slot::Month => {
            bound.month = Some(*words.months.get(&hash).filter(|_| capital_fits())?);
        }
        Slot::Weekday => {
            bound.weekday = Some(*words.weekdays.get(&hash).filter(|_| capital_fits())?);
        }
        Slot::Day | Slot::Day2 => {
            let (end, day) = day(tagger, place, at)?;
            *(if slot == Slot::Day { &mut bound.day } else { &mut bound.day2 }) = Some(day);
            return Some(end);
        }
        Slot::Year => bound.year = Some(year(place, at)?),
        Slot::Ordinal => {
            let (end, ordinal) = ordinal(tagger, place, at)?;
            bound.ordinal = Some(ordinal);
            return Some(end);
        }
        Slot::Nth => bound.ordinal = Some(ordinal(tagger, place, at)?.1),
        Slot::YearWords => {
            let (end, year) = words_of::year(tagger, place, at)?;
            bound.year = Some(year);
            return Some(end);
        }
        Slot::MonthDay => return month_day(place, at, bound),
        Slot::Spoken | Slot::Spoken2 => {
            let (end, clock) = spoken(tagger, place, at).filter(|(_, clock)| clock.minute.is_some())?;
            if slot == Slot::Spoken {
                (bound.clock, bound.open_half) = (Some(clock), true);
            } else {
                (bound.clock2, bound.open_half2) = (Some(clock), true);
            }
            return Some(end);
        }
        Slot::N | Slot::N2 => {
            let (end, n) = tagger.whole_number(place, at)?;
            *(if slot == Slot::N { &mut bound.n } else { &mut bound.n2 }) = Some(n);
            return Some(end);
        }
        Slot::Unit => bound.unit = Some(*words.units.get(&hash)?),
        Slot::Unit2 => bound.unit2 = Some(*words.units.get(&hash)?),
        Slot::Season => bound.season = Some(words.seasons.get(&hash)?.clone()),
        Slot::Quarter => bound.quarter = Some(lettered(place.text(at), 'Q').filter(|n| (1..=4).contains(n))?),
        Slot::Half => bound.quarter = Some(lettered(place.text(at), 'H').filter(|n| (1..=2).contains(n))?),
        Slot::Decade => bound.decade = Some(words.decades.get(&hash).copied().or_else(|| decade(place.text(at)))?),
        Slot::Direction => bound.direction = Some(*words.directions.get(&hash)?),
        Slot::Near => bound.near = Some(*words.near.get(&hash)?),
        Slot::Part => bound.part = Some(words.parts.get(&hash)?.clone()),
        Slot::Fuzzy => bound.fuzzy = Some(words.fuzzy.get(&hash)?.clone()),
        Slot::Edge => bound.fuzzy = Some(words.edges.get(&hash)?.clone()),
        Slot::Recurring => bound.recurring = Some(words.recurring.get(&hash)?.clone()),
        Slot::Zone => {
            bound.zone =
                Some(words.zones.get(&hash).filter(|_| place.agenda || place.shape(at).has(Shape::ALL_UPPER))?.clone())
        }
        Slot::Numeric => return numeric(place, at, bound),
        Slot::Clock => {
            let (end, clock, open) = clock(tagger, place, at)?;
            (bound.clock, bound.open_half) = (Some(clock), open);
            if is_about(tagger, place.text(at).trim_start_matches(|c: char| !c.is_ascii_alphabetic())) {
                bound.fuzzy = Some("approx".to_owned());
            }
            let Some((end, zone)) = offset(place, end, clock) else { return Some(end) };
            bound.zone = Some(zone);
            return Some(end);
        }
        Slot::Clock2 => {
            let (end, clock, open) = clock(tagger, place, at)?;
            (bound.clock2, bound.open_half2) = (Some(clock), open);
            return Some(end);
        }
        Slot::Hour | Slot::Hour2 => {
            let (end, hour) = tagger.whole_number(place, at)?;
            let hour = hour.parse().ok().filter(|hour| (1..=24).contains(hour))?;
            let clock = Some(Clock { hour, minute: None, second: None });
            if slot == Slot::Hour {
                (bound.clock, bound.open_half) = (clock, hour <= 12);
            } else {
                (bound.clock2, bound.open_half2) = (clock, hour <= 12);
            }
            return Some(end);
        }
        Slot::Time | Slot::Time2 => {
            let found = place.nested(at, Sought::Time, || tagger.nested(place, at, depth + 1, Sought::Time))?;
            let When::Time { clock, zone, .. } = found.when else { return None };
            if !zone.is_empty() {
                bound.zone = Some(zone);
            }
            if slot == Slot::Time {
                (bound.clock, bound.open_half) = (Some(clock), found.open);
            } else {
                (bound.clock2, bound.open_half2) = (Some(clock), found.open);
            }
            return Some(found.end);
        }
        Slot::Length => return length(tagger, place, at, &mut bound.length),
        Slot::Stamp => return glued::year_clock(place, at, bound),
        Slot::Glued => glued::day_month(tagger, place.text(at), bound)?,
        Slot::Fiscal => bound.year = Some(glued::fiscal(place.text(at))?),
        Slot::YearQuarter => glued::part_of_year(place.text(at), 'Q', 4, bound)?,
        Slot::YearHalf => glued::part_of_year(place.text(at), 'H', 2, bound)?,
        Slot::YearMonth => return glued::year_month(place, at, bound),
        Slot::Iso => return iso(place, at, bound),
        Slot::Year2 => bound.year = Some(short_year(place.text(at))?),
        Slot::Holiday => {
            let (end, number) = tagger.holiday_at(place, at).filter(|_| capital_fits())?;
            bound.holiday = Some(number);
            return Some(end);
        }
        Slot::Date | Slot::Date2 => {
            let Nested { end, when, yearless, .. } =
                place.nested(at, Sought::Date, || tagger.nested(place, at, depth + 1, Sought::Date))?;
            let named = end.checked_sub(1).is_some_and(|last| year(place, last).is_some());
            let dated = named || matches!(when, When::Decade(_) | When::Century(_));
            bound.dated[usize::from(slot == Slot::Date2)] = dated;
            bound.yearless[usize::from(slot == Slot::Date2)] = yearless;
            *(if slot == Slot::Date { &mut bound.date } else { &mut bound.date2 }) = Some(when);
            return Some(end);
        }
    }
    Some(at + 1)
}

/// Whether what stands before makes a month of a word in small letters: "friday march", "4th of may".
fn names_month(tagger: &DateTagger, place: Place<'_>, before: usize) -> bool {
    let Some(hash) = place.hash(before) else { return false };
    let day = |at: usize| place.hash(at).is_some() && ordinal(tagger, place, at).is_some_and(|(end, _)| end == at + 1);
    tagger.words.weekdays.contains_key(&hash)
        || day(before)
        || place.text(before) == "of" && before > 0 && day(before - 1)
}

/// "3", "3rd", "03": 1 to 31.
fn day(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, u8)> {
    let text = place.text(at);
    if !place.shape(at).has(Shape::DIGIT) {
        return ordinal(tagger, place, at).filter(|(_, n)| *n <= 31);
    }
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &text[digits.len()..];
    let suffix = tail.is_empty() || is_suffix(tagger, tail);
    let number = digits.parse().ok().filter(|n| suffix && digits.len() <= 2 && (1..=31).contains(n));
    number.map(|day| (at + 1, day))
}

/// "third", "21st".
fn ordinal(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, u8)> {
    let text = place.text(at);
    if place.shape(at).has(Shape::DIGIT) {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number = digits.parse().ok().filter(|_| is_suffix(tagger, &text[digits.len()..]));
        return number.filter(|_| digits.len() <= 2).map(|n| (at + 1, n));
    }
    words_of::ordinal(tagger, place, at)
}

/// "th" of "8th".
fn is_suffix(tagger: &DateTagger, tail: &str) -> bool {
    tagger.words.nth.iter().any(|suffix| tail.eq_ignore_ascii_case(suffix))
}
