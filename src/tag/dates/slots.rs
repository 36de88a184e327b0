//! Slots of date patterns: what they read at a token, and what they bind.

use std::cell::RefCell;

use newsgraph_lexicon::Shape;

use super::clock::{clock, spoken};
use super::digits::{decade, iso, lettered, month_day, numeric, short_year, year};
use super::when::{Clock, TimeUnit, When};
use super::{DateTagger, spoken as words_of};
use crate::types::{Page, Span};

/// A typed gap in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Month,
    Day,
    Day2,
    Year,
    Weekday,
    Ordinal,
    N,
    N2,
    Unit,
    Unit2,
    Season,
    Quarter,
    Half,
    Decade,
    Direction,
    Near,
    Part,
    Fuzzy,
    Edge,
    Recurring,
    Numeric,
    Clock,
    Clock2,
    Hour,
    Iso,
    Year2,
    Zone,
    Holiday,
    Date,
    Date2,
    YearWords,
    MonthDay,
    Nth,
    Spoken,
    Spoken2,
}

impl Slot {
    /// The slot of that name in a rule file.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "month" => Slot::Month,
            "day" => Slot::Day,
            "day2" => Slot::Day2,
            "year" => Slot::Year,
            "weekday" => Slot::Weekday,
            "ordinal" => Slot::Ordinal,
            "n" => Slot::N,
            "n2" => Slot::N2,
            "unit" => Slot::Unit,
            "unit2" => Slot::Unit2,
            "season" => Slot::Season,
            "quarter" => Slot::Quarter,
            "half" => Slot::Half,
            "decade" => Slot::Decade,
            "direction" => Slot::Direction,
            "near" => Slot::Near,
            "part" => Slot::Part,
            "fuzzy" => Slot::Fuzzy,
            "edge" => Slot::Edge,
            "recurring" => Slot::Recurring,
            "numeric" => Slot::Numeric,
            "clock" => Slot::Clock,
            "clock2" => Slot::Clock2,
            "hour" => Slot::Hour,
            "iso" => Slot::Iso,
            "year2" => Slot::Year2,
            "zone" => Slot::Zone,
            "holiday" => Slot::Holiday,
            "date" => Slot::Date,
            "date2" => Slot::Date2,
            "year-words" => Slot::YearWords,
            "month-day" => Slot::MonthDay,
            "nth" => Slot::Nth,
            "spoken" => Slot::Spoken,
            "spoken2" => Slot::Spoken2,
            _ => return None,
        })
    }
}

/// Slots that may begin at a token, a bit each: what `read` need not look at is not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SlotSet(u64);

impl SlotSet {
    pub(super) fn insert(&mut self, slot: Slot) {
        self.0 |= 1 << slot as u64;
    }

    pub(super) fn has(self, slot: Slot) -> bool {
        self.0 >> slot as u64 & 1 != 0
    }

    /// The set and one slot more.
    pub(super) fn with(mut self, slot: Slot) -> Self {
        self.insert(slot);
        self
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What a token with a digit may begin; `after` is the text of the token after it.
    pub(super) fn of_digits(text: &str, after: &str) -> Self {
        let bytes = text.as_bytes();
        let mut slots = Self::default().with(Slot::Date).with(Slot::Date2);
        let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
        let plain = digits == bytes.len();
        let joined = matches!(after, "-" | "/");
        if digits == 0 {
            return slots.with(Slot::Quarter).with(Slot::Half);
        }
        if digits <= 2 {
            for slot in [Slot::Day, Slot::Day2, Slot::Clock, Slot::Clock2] {
                slots.insert(slot);
            }
            if plain {
                for slot in [Slot::Hour, Slot::Year2] {
                    slots.insert(slot);
                }
            } else {
                slots.insert(Slot::Ordinal);
                slots.insert(Slot::Nth);
            }
            if after == "/" {
                slots.insert(Slot::MonthDay);
                slots.insert(Slot::Holiday);
            }
        } else if digits <= 4 {
            slots.insert(Slot::Clock);
            slots.insert(Slot::Clock2);
        }
        if bytes.len() <= 6 {
            for slot in [Slot::N, Slot::N2, Slot::Hour] {
                slots.insert(slot);
            }
        }
        if plain && digits == 4 {
            slots.insert(Slot::Year);
        }
        if joined || digits == 8 || bytes.contains(&b'.') {
            slots.insert(Slot::Numeric);
        }
        if bytes.contains(&b'T') || joined && digits == 4 {
            slots.insert(Slot::Iso);
        }
        if bytes.last() == Some(&b's') {
            slots.insert(Slot::Decade);
        }
        slots
    }
}

/// What the slots of a pattern bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) day2: Option<u8>,
    pub(super) weekday: Option<u8>,
    pub(super) ordinal: Option<u8>,
    pub(super) n: Option<String>,
    pub(super) n2: Option<String>,
    pub(super) unit: Option<TimeUnit>,
    pub(super) unit2: Option<TimeUnit>,
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
}

/// A token, and the date that begins there: the token after it, and its meaning.
pub(super) type Seen = (usize, Option<(usize, When)>);

/// Where slots read: a sentence of a page.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) sentence: Span,
    /// Dates inside others that were looked for already, by their first token: many patterns ask for the same.
    pub(super) seen: &'p RefCell<Vec<Seen>>,
    /// For each token of the sentence, the slots it may begin.
    pub(super) slots: &'p [SlotSet],
    /// The clause looks ahead.
    pub(super) ahead: bool,
    /// A verb of the past stands before.
    pub(super) past: bool,
    /// The document writes days before months in figures.
    pub(super) day_first: bool,
}

impl<'p> Place<'p> {
    /// Slots that may begin at a token.
    pub(super) fn slots(&self, at: usize) -> SlotSet {
        let first = at - self.sentence.start as usize;
        self.slots.get(first).copied().unwrap_or_default()
    }

    /// The date that begins at a token, looked for once.
    fn nested(&self, at: usize, look: impl FnOnce() -> Option<(usize, When)>) -> Option<(usize, When)> {
        if let Some((_, found)) = self.seen.borrow().iter().rev().find(|(token, _)| *token == at) {
            return found.clone();
        }
        let found = look();
        self.seen.borrow_mut().push((at, found.clone()));
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
    let capital_fits = || !words.capital.contains(&hash) || place.shape(at).has(Shape::UPPER_FIRST);
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
            bound.zone = Some(words.zones.get(&hash).filter(|_| place.shape(at).has(Shape::ALL_UPPER))?.clone())
        }
        Slot::Numeric => return numeric(place, at, bound),
        Slot::Clock => {
            let (end, clock, open) = clock(tagger, place, at)?;
            (bound.clock, bound.open_half) = (Some(clock), open);
            return Some(end);
        }
        Slot::Clock2 => {
            let (end, clock, open) = clock(tagger, place, at)?;
            (bound.clock2, bound.open_half2) = (Some(clock), open);
            return Some(end);
        }
        Slot::Hour => {
            let (end, hour) = tagger.whole_number(place, at)?;
            let hour = hour.parse().ok().filter(|hour| (1..=24).contains(hour))?;
            (bound.clock, bound.open_half) = (Some(Clock { hour, minute: None, second: None }), hour <= 12);
            return Some(end);
        }
        Slot::Iso => return iso(place, at, bound),
        Slot::Year2 => bound.year = Some(short_year(place.text(at))?),
        Slot::Holiday => {
            let (end, number) = tagger.holiday_at(place, at)?;
            bound.holiday = Some(number);
            return Some(end);
        }
        Slot::Date | Slot::Date2 => {
            let (end, when) = place.nested(at, || tagger.nested(place, at, depth + 1))?;
            let named = end.checked_sub(1).is_some_and(|last| year(place, last).is_some());
            let dated = named || matches!(when, When::Decade(_) | When::Century(_));
            bound.dated[usize::from(slot == Slot::Date2)] = dated;
            *(if slot == Slot::Date { &mut bound.date } else { &mut bound.date2 }) = Some(when);
            return Some(end);
        }
    }
    Some(at + 1)
}

/// "3", "3rd", "03": 1 to 31.
fn day(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, u8)> {
    let text = place.text(at);
    if !place.shape(at).has(Shape::DIGIT) {
        return ordinal(tagger, place, at).filter(|(_, n)| *n <= 31);
    }
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &text[digits.len()..];
    let suffix = tail.is_empty() || matches!(tail.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th");
    let number = digits.parse().ok().filter(|n| suffix && digits.len() <= 2 && (1..=31).contains(n));
    number.map(|day| (at + 1, day))
}

/// "third", "21st".
fn ordinal(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, u8)> {
    let text = place.text(at);
    if place.shape(at).has(Shape::DIGIT) {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let tail = text[digits.len()..].to_ascii_lowercase();
        let number = digits.parse().ok().filter(|_| matches!(tail.as_str(), "st" | "nd" | "rd" | "th"));
        return number.filter(|_| digits.len() <= 2).map(|n| (at + 1, n));
    }
    words_of::ordinal(tagger, place, at)
}
