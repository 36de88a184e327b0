//! Dates and periods a number of units away from another date.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::anchor::Anchor;
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
    let by = i64::from(by);
    let at = match unit {
        TimeUnit::Second => at.checked_add(by.seconds()),
        TimeUnit::Minute => at.checked_add(by.minutes()),
        TimeUnit::Hour => at.checked_add(by.hours()),
        _ => return None,
    }
    .ok()?;
    let second = Some(at.second() as u8).filter(|second| *second > 0);
    let clock = Clock { hour: at.hour() as u8, minute: Some(at.minute() as u8), second };
    Some(When::Time { day: Some(at.date()), clock, zone: String::new() })
}

/// A day a number of units from another.
pub(super) fn day_shifted(from: Date, unit: TimeUnit, by: i32) -> Option<Date> {
    let by = i64::from(by);
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => Ok(from),
        TimeUnit::Day => from.checked_add(by.days()),
        TimeUnit::Week => from.checked_add(by.weeks()),
        TimeUnit::Fortnight => from.checked_add((2 * by).weeks()),
        TimeUnit::Month => from.checked_add(by.months()),
        TimeUnit::Quarter => from.checked_add((3 * by).months()),
        TimeUnit::Year => from.checked_add(by.years()),
        TimeUnit::Decade => from.checked_add((10 * by).years()),
        TimeUnit::Century => from.checked_add((100 * by).years()),
        TimeUnit::Millennium => return None,
    }
    .ok()
}

/// "the last three months", "the next fortnight": a duration, with its days where publication is known.
pub(super) fn period(bound: &Bound, unit: TimeUnit, anchor: Anchor) -> Option<When> {
    let n = bound.n.as_deref().unwrap_or("1");
    let text = unit.duration(n);
    let clocked = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
    let (Some(published), Ok(by)) = (anchor.published.filter(|_| !clocked), n.parse::<i32>()) else {
        return Some(When::Duration(text));
    };
    let (first, last) = if bound.direction? < 0 {
        (day_shifted(published, unit, by.checked_neg()?)?, published)
    } else {
        let next = published.tomorrow().ok()?;
        (next, day_shifted(next, unit, by)?)
    };
    Some(When::Span { text, first, last })
}
