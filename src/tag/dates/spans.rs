//! Parts of days, ranges and compound durations.

use jiff::ToSpan as _;

use super::anchor::Anchor;
use super::nearest::open_weekday;
use super::slots::Bound;
use super::when::{Clock, When};

/// "this morning", "Monday night", "last night".
pub(super) fn part(bound: &Bound, by: i32, anchor: Anchor) -> Option<When> {
    let part = bound.part.clone().unwrap_or_else(|| "NI".to_owned());
    let day = match (&bound.date, bound.near) {
        (Some(When::Day(day)), _) => Some(*day),
        (Some(_), _) => return None,
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
        Some("NI" | "MO") if open && clock.hour == 12 => 0,
        _ if open && late => clock.hour + 12,
        _ => clock.hour,
    };
    Clock { hour: hour % 24, ..clock }
}

/// "from 7 to 9 p.m.": the first time is of the half of the second unless that turns them round.
pub(super) fn clock_range(bound: &Bound) -> Option<When> {
    let (day, part) = match &bound.date {
        Some(When::Day(day)) => (Some(*day), None),
        Some(When::Part { day: Some(day), part }) => (Some(*day), Some(part.as_str())),
        Some(_) => return None,
        None => (None, None),
    };
    let (mut from, to) = (in_part(bound.clock?, bound.open_half, part), bound.clock2?);
    let to = in_part(to, bound.open_half2 && part.is_some(), part);
    if bound.open_half && from.hour < 12 && from.hour + 12 < to.hour + u8::from(to.minute > from.minute) {
        from.hour += 12;
    }
    let zone = bound.zone.clone().unwrap_or_default();
    let time = |clock: Clock| Box::new(When::Time { day, clock, zone: zone.clone() });
    Some(When::Range(time(from), time(to)))
}

/// "two years and three months", "half a year".
pub(super) fn long_duration(bound: &Bound) -> Option<String> {
    let first = bound.unit?.duration(bound.n.as_deref().unwrap_or("1"));
    let (Some(n), Some(unit)) = (&bound.n2, bound.unit2) else { return Some(first) };
    let second = unit.duration(n);
    let (date, time) = (first.strip_prefix('P')?, second.strip_prefix('P')?);
    Some(if let (Some(a), Some(b)) = (date.strip_prefix('T'), time.strip_prefix('T')) {
        format!("PT{a}{b}")
    } else {
        format!("P{date}{time}")
    })
}

/// Two dates of like grain, the first before the second; `dated` tells which of them name their year.
pub(super) fn range(from: When, to: When, dated: [bool; 2]) -> Option<When> {
    let month = |when: &When| match when {
        When::Month(_, month) | When::OpenMonth(month) => Some(*month),
        _ => None,
    };
    let (from, to) = match (month(&from).zip(month(&to)), from, to) {
        // "March 2012 to May"
        (Some((first, last)), When::Month(year, _), _) if dated == [true, false] => {
            (When::Month(year, first), When::Month(year + i16::from(last < first), last))
        }
        // "November to February 2017"
        (Some((first, last)), _, When::Month(year, _)) if !dated[0] && first != last => {
            (When::Month(year - i16::from(last < first), first), When::Month(year, last))
        }
        // "from next Monday to Friday": the second weekday follows the first
        (_, When::Day(first), When::Day(last)) if last < first && (first - last).get_days() < 14 => {
            let weeks = i64::from((first - last).get_days() / 7 + 1);
            (When::Day(first), When::Day(last.checked_add(weeks.weeks()).ok()?))
        }
        (_, from, to) => (from, to),
    };
    let ordered = match (from.days(), to.days()) {
        (Some(a), Some(b)) => a.0 < b.0,
        (None, None) => std::mem::discriminant(&from) == std::mem::discriminant(&to),
        _ => false,
    };
    let plain = !matches!(from, When::Reference(_) | When::Duration(_) | When::Set(_) | When::Range(..));
    (ordered && plain).then(|| When::Range(Box::new(from), Box::new(to)))
}
