//! Dates and periods a number of units away from another date.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use super::anchor::Anchor;
use super::lengths;
use super::slots::Bound;
use super::when::{Clock, TimeUnit, When, monday};

/// `by` units away; whole periods ("earlier this month") keep the unit's grain, others are as fine as a day.
pub(super) fn shifted(from: Option<Date>, unit: TimeUnit, by: i32, whole: bool) -> Option<When> {
    let Some(from) = from else {
        return Some(When::Open(match unit {
            TimeUnit::Day => "XXXX-XX-XX".to_owned(),
            TimeUnit::Week | TimeUnit::Fortnight => "XXXX-WXX".to_owned(),
            TimeUnit::Month | TimeUnit::Quarter => "XXXX-XX".to_owned(),
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => "TXX".to_owned(),
            _ => "XXXX".to_owned(),
        }));
    };
    let by = i64::from(by);
    Some(match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => When::Day(from),
        TimeUnit::Day => When::Day(from.checked_add(by.days()).ok()?),
        TimeUnit::Week | TimeUnit::Fortnight => {
            let weeks = if unit == TimeUnit::Week { by } else { by * 2 };
            let day = from.checked_add(weeks.weeks()).ok()?;
            if whole { When::Week(monday(day)?) } else { When::Day(day) }
        }
        TimeUnit::Month => {
            let day = from.checked_add(by.months()).ok()?;
            When::Month(day.year(), day.month() as u8)
        }
        TimeUnit::Quarter => {
            let day = from.checked_add((by * 3).months()).ok()?;
            When::Quarter(Some(day.year()), (day.month() as u8).div_ceil(3))
        }
        TimeUnit::Year => When::Year(i16::try_from(i64::from(from.year()) + by).ok()?),
        TimeUnit::Decade if whole => When::Decade(i16::try_from((i64::from(from.year()) / 10 + by) * 10).ok()?),
        TimeUnit::Decade => When::Year(i16::try_from(i64::from(from.year()) + by * 10).ok()?),
        TimeUnit::Century if whole => When::Century(i16::try_from(i64::from(from.year() - 1) / 100 + 1 + by).ok()?),
        TimeUnit::Century => When::Year(i16::try_from(i64::from(from.year()) + by * 100).ok()?),
        TimeUnit::Millennium => return None,
    })
}

/// A number of units from the time of publication, where that is known and the unit is one of the clock.
pub(super) fn moved(anchor: Anchor, unit: TimeUnit, by: i32) -> Option<When> {
    let (hour, minute, second) = anchor.time?;
    let at = anchor.published?.at(hour as i8, minute as i8, second as i8, 0);
    if !unit.of_clock() {
        return None;
    }
    let at = lengths::away(at, &lengths::of(by.unsigned_abs(), unit), by.signum())?;
    Some(When::Time { day: Some(at.date()), clock: Clock::of(at), zone: String::new() })
}

/// A day a number of units from another.
pub(super) fn day_shifted(from: Date, unit: TimeUnit, by: i32) -> Option<Date> {
    if unit.of_clock() {
        return Some(from);
    }
    let length = lengths::of(by.unsigned_abs(), unit);
    lengths::away(from.at(0, 0, 0, 0), &length, by.signum()).map(DateTime::date)
}

/// "the last three months", "the next fortnight": a duration, with its days where publication is known.
pub(super) fn period(bound: &Bound, unit: TimeUnit, anchor: Anchor) -> Option<When> {
    let n = bound.n.as_deref().unwrap_or("1");
    let text = unit.duration(n);
    match n.parse::<u32>() {
        // quarters are those of the calendar: those after this one, or before it
        Ok(n) if unit == TimeUnit::Quarter && anchor.published.is_some() => {
            let first = if bound.direction? < 0 { -(n as i32) } else { 1 };
            let (from, _) = shifted(anchor.published, unit, first, true)?.days()?;
            let last = day_shifted(from, unit, n as i32)?;
            Some(When::Span { text, first: from.at(0, 0, 0, 0), last: last.at(0, 0, 0, 0), clocked: false })
        }
        Ok(n) => lengths::span(text, &lengths::of(n, unit), bound.direction?, anchor),
        Err(_) => Some(When::Duration(text)),
    }
}
