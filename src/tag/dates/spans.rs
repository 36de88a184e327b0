//! Parts of days, ranges and compound durations.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::anchor::Anchor;
use super::lengths;
use super::nearest::open_weekday;
use super::slots::Bound;
use super::when::{Clock, When};

/// "this morning", "Monday night", "last night".
pub(super) fn part(bound: &Bound, by: i32, anchor: Anchor) -> Option<When> {
    let part = bound.part.clone().unwrap_or_else(|| "NI".to_owned());
    let day = match (&bound.date, bound.near) {
        (Some(When::Day(day)), _) => Some(*day),
        (Some(_), _) => {
            let (OnDay::Open(day), _) = OnDay::of(bound)? else { return None };
            return Some(When::Open(format!("{day}T{part}")));
        }
        (None, Some(near)) => anchor.published.and_then(|d| d.checked_add(i64::from(near).days()).ok()),
        (None, None) => match (bound.weekday, anchor.published) {
            (Some(number), Some(published)) => open_weekday(published, number, anchor.ahead),
            (Some(number), None) => return Some(When::Open(format!("XXXX-WXX-{number}T{part}"))),
            (None, published) => published.and_then(|d| d.checked_add(i64::from(by).days()).ok()),
        },
    };
    Some(When::Part { day, part })
}

/// An hour of an open half of the day, read by the part of the day it stands with.
pub(super) fn in_part(clock: Clock, open: bool, part: Option<&str>) -> Clock {
    let late = match part {
        Some("AF" | "EV") => clock.hour < 12,
        Some("NI") => (5..12).contains(&clock.hour),
        _ => false,
    };
    let hour = match part {
        Some("MO") if open && clock.hour == 12 => 0,
        Some("NI" | "EV") if open && clock.hour == 12 => 24,
        _ if open && late => clock.hour + 12,
        _ => clock.hour,
    };
    Clock { hour, ..clock }
}

/// The day that a time stands with.
pub(super) enum OnDay {
    Known(Date),
    /// As TIMEX3 writes it: a text without a date leaves weekdays and days of months open.
    Open(String),
    None,
}

impl OnDay {
    /// The day and its part; `None` when a time cannot stand with such a date.
    pub(super) fn of(bound: &Bound) -> Option<(Self, Option<&str>)> {
        let part = bound.part.as_deref();
        Some(match &bound.date {
            Some(When::Day(day)) => (OnDay::Known(*day), part),
            Some(When::Part { day: Some(day), part }) => (OnDay::Known(*day), Some(part.as_str())),
            Some(When::Part { day: None, part }) => (OnDay::None, Some(part.as_str())),
            Some(date @ (When::OpenWeekday(_) | When::DayOfMonth(..))) => (OnDay::Open(date.timex()), part),
            Some(When::Reference("PRESENT_REF" | NO_DAY)) => (OnDay::Open(NO_DAY.to_owned()), part),
            Some(When::Open(text)) if text.len() == NO_DAY.len() && text.starts_with('X') => {
                (OnDay::Open(text.clone()), part)
            }
            Some(_) => return None,
            None => (OnDay::None, part),
        })
    }

    /// The day and a time of it.
    pub(super) fn at(&self, clock: Clock, zone: String) -> When {
        let day = if let OnDay::Known(day) = self { Some(*day) } else { None };
        self.with(When::time(day, clock, zone))
    }

    /// The day before what is of no day.
    pub(super) fn with(&self, when: When) -> When {
        match self {
            OnDay::Open(day) => When::Open(format!("{day}{}", when.timex())),
            _ => when,
        }
    }
}

/// A day of which nothing is known.
pub(super) const NO_DAY: &str = "XXXX-XX-XX";

/// "from 7 to 9 p.m.", "from 1 p.m. to 4", "9 to 5": a time of an open half of the day is of that half which makes the range
/// shorter.
pub(super) fn clock_range(bound: &Bound) -> Option<When> {
    let (on, part) = OnDay::of(bound)?;
    let (from, to) = (bound.clock?, bound.clock2?);
    // "15 to noon" is a quarter to twelve: an hour of the 24-hour clock goes with none of the 12-hour one
    if from.minute.is_none() && from.hour > 12 && to.hour <= 12 && !bound.open_half2 {
        return None;
    }
    let (from, to) = (in_part(from, bound.open_half, part), in_part(to, bound.open_half2, part));
    let (open, open2) = (bound.open_half, bound.open_half2 && part.is_none());
    let halves = |clock: Clock, open: bool| {
        let other = (open && clock.hour <= 12).then(|| Clock { hour: (clock.hour + 12) % 24, ..clock });
        std::iter::once(clock).chain(other)
    };
    let length = |from: Clock, to: Clock| (to.minutes() + DAY - from.minutes()) % DAY;
    let pairs = halves(from, open).flat_map(|from| halves(to, open2).map(move |to| (from, to)));
    let (from, to) = pairs.filter(|(from, to)| length(*from, *to) > 0).min_by_key(|(from, to)| length(*from, *to))?;
    let zone = bound.zone.clone().unwrap_or_default();
    let last = match &on {
        OnDay::Known(day) if to.minutes() < from.minutes() => OnDay::Known(day.tomorrow().ok()?).at(to, zone.clone()),
        on => on.at(to, zone.clone()),
    };
    Some(When::Range(Box::new(on.at(from, zone)), Box::new(last)))
}

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// "from 10 a.m. for 3 hours": from a time to the one that much later.
pub(super) fn clock_for(bound: &Bound) -> Option<When> {
    let (on, part) = OnDay::of(bound)?;
    let day = if let OnDay::Known(day) = on { Some(day) } else { None };
    let When::Time { day, clock, .. } = When::time(day, in_part(bound.clock?, bound.open_half, part), String::new())
    else {
        return None;
    };
    let length = match bound.unit {
        Some(unit) => lengths::of(bound.n.as_deref().unwrap_or("1").parse::<u32>().ok()?, unit),
        None => bound.length.clone(),
    };
    if length.iter().any(|(_, unit)| !unit.of_clock()) {
        return None;
    }
    let from = day.unwrap_or_default().at(clock.hour as i8, clock.minute.unwrap_or(0) as i8, 0, 0);
    let to = lengths::away(from, &length, 1)?;
    let zone = bound.zone.clone().unwrap_or_default();
    let end = When::Time { day: day.map(|_| to.date()), clock: Clock::of(to), zone: zone.clone() };
    Some(When::Range(Box::new(When::Time { day, clock, zone }), Box::new(end)))
}

/// Two dates of like grain, the first before the second; `bound` tells which of them name their year.
pub(super) fn range_of(bound: &Bound) -> Option<When> {
    let (dated, yearless) = (bound.dated, bound.yearless);
    let (from, to) = (bound.date.clone()?, bound.date2.clone()?);
    let month = |when: &When| match when {
        When::Month(_, month) | When::OpenMonth(month) => Some(*month),
        _ => None,
    };
    let (from, to) = match (month(&from).zip(month(&to)), from, to) {
        // "March 2012 to May"
        (Some((first, last)), When::Month(year, _), _) if dated == [true, false] && yearless[1] => {
            (When::Month(year, first), When::Month(year + i16::from(last < first), last))
        }
        // "November to February 2017"
        (Some((first, last)), _, When::Month(year, _)) if yearless[0] && first != last => {
            (When::Month(year - i16::from(last < first), first), When::Month(year, last))
        }
        // "5 May to 6 June 2020", "3 March 2012 to 5 April"
        (_, When::Day(first), When::Day(last)) if yearless[0] != yearless[1] && (dated[0] || dated[1]) => {
            let of = |day: Date, year: i16| Date::new(year, day.month(), day.day()).ok();
            let (known, open) = if yearless[1] { (first, last) } else { (last, first) };
            let late = (open.month(), open.day()) > (known.month(), known.day());
            let year = known.year() + i16::from(yearless[1] && !late) - i16::from(yearless[0] && late);
            let open = of(open, year)?;
            if yearless[1] { (When::Day(known), When::Day(open)) } else { (When::Day(open), When::Day(known)) }
        }
        // the same where no day of publication tells the year of the first
        (_, When::DayOfMonth(month, day), When::Day(last)) if dated[1] => {
            let open = |year: i16| Date::new(year, month as i8, day as i8).ok();
            let year = last.year() - i16::from(open(last.year())? > last);
            (When::Day(open(year)?), When::Day(last))
        }
        // "from next Monday to Friday": the second weekday follows the first
        (_, When::Day(first), When::Day(last))
            if yearless != [true, true] && last < first && (first - last).get_days() < 14 =>
        {
            let weeks = i64::from((first - last).get_days() / 7 + 1);
            (When::Day(first), When::Day(last.checked_add(weeks.weeks()).ok()?))
        }
        // "from 2 July to 10 July" read between the two: the first is of the year that the second is of
        (_, When::Day(first), When::Day(last)) if yearless == [true, true] && last < first => {
            let before = first.checked_sub(1.year()).ok()?;
            (When::Day(before), When::Day(last))
        }
        (_, from, to) => (from, to),
    };
    range(from, to)
}

/// Two dates of like grain, the first before the second.
pub(super) fn range(from: When, to: When) -> Option<When> {
    let ordered = match (from.days(), to.days()) {
        (Some(a), Some(b)) => a.0 < b.0,
        (None, None) => std::mem::discriminant(&from) == std::mem::discriminant(&to),
        _ => false,
    };
    let part = |when: &When| matches!(when, When::Part { .. });
    let plain = part(&from) == part(&to)
        && !matches!(from, When::Reference(_) | When::Duration(_) | When::Set(_) | When::Range(..));
    (ordered && plain).then(|| When::Range(Box::new(from), Box::new(to)))
}
