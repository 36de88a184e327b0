//! Days by their place in a period ("the last week of May", "the first Friday of the month") or beside another date ("the
//! Monday after Christmas", "two Sundays ago").

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::anchor::Anchor;
use super::calendar::last_week;
use super::patterns::Pattern;
use super::shift::{day_shifted, shifted};
use super::slots::Bound;
use super::when::{TimeUnit, When, monday, weekday};

/// The meaning; `None` when the parts make no such day.
pub(super) fn meaning(pattern: &Pattern, bound: &Bound, anchor: Anchor) -> Option<When> {
    Some(match pattern.value.as_str() {
        "first-n" => first_n(pattern, bound, anchor)?,
        "nth-weekday-of" => {
            let whole = period(bound, anchor).filter(|when| matches!(when, When::Month(..) | When::Year(_)))?;
            let (first, after) = whole.days()?;
            let day = match bound.ordinal {
                Some(nth) => first.yesterday().ok()?.nth_weekday(i32::from(nth), weekday(bound.weekday?)).ok()?,
                None => after.nth_weekday(-1, weekday(bound.weekday?)).ok()?,
            };
            if !(first..after).contains(&day) {
                return None;
            }
            match &bound.part {
                Some(part) => When::Part { day: Some(day), part: part.clone() },
                None => When::Day(day),
            }
        }
        // the weekend that ends in the month
        "nth-weekend-of" => {
            let (first, after) = period(bound, anchor).filter(|when| matches!(when, When::Month(..)))?.days()?;
            let sunday = match bound.ordinal {
                Some(nth) => first.yesterday().ok()?.nth_weekday(i32::from(nth), weekday(7)).ok()?,
                None => after.nth_weekday(-1, weekday(7)).ok()?,
            };
            When::Weekend(monday(Some(sunday).filter(|day| (first..after).contains(day))?)?)
        }
        "nth-month-of" => match period(bound, anchor)? {
            When::Year(year) => When::Month(year, bound.ordinal.filter(|n| (1..=12).contains(n))?),
            _ => return None,
        },
        "nth-day-of" => {
            let (first, after) = period(bound, anchor)?.days()?;
            let day = first.checked_add(i64::from(bound.ordinal?.checked_sub(1)?).days()).ok()?;
            When::Day(Some(day).filter(|day| *day < after)?)
        }
        "last-day-of" => match period(bound, anchor)? {
            When::Day(_) => return None,
            date => When::Day(date.days()?.1.yesterday().ok()?),
        },
        "nth-last" => {
            let back = i32::from(bound.ordinal?.checked_sub(1)?);
            let last = match period(bound, anchor)? {
                date @ (When::Month(..) | When::Year(_)) => date.days()?.1.yesterday().ok()?,
                _ => return None,
            };
            match bound.unit? {
                TimeUnit::Day => When::Day(day_shifted(last, TimeUnit::Day, -back)?),
                TimeUnit::Week => When::Week(day_shifted(last_week(last)?, TimeUnit::Week, -back)?),
                _ => return None,
            }
        }
        "weekday-offset" => {
            let n: i32 = bound.n.as_deref().unwrap_or("1").parse().ok()?;
            let from = match &bound.date {
                Some(When::Day(day)) => *day,
                Some(When::Reference(_)) | None => anchor.published?,
                _ => return None,
            };
            let week = monday(day_shifted(from, bound.unit?, pattern.by.checked_mul(n)?)?)?;
            When::Day(week.checked_add(i64::from(bound.weekday? - 1).days()).ok()?)
        }
        "weekday-beside" => {
            let nth = bound.ordinal.map_or(1, i32::from);
            let from = match bound.date.clone()? {
                When::Day(day) => day,
                When::Part { day, .. } | When::Time { day, .. } => day?,
                _ => return None,
            };
            When::Day(from.nth_weekday(pattern.by.checked_mul(nth)?, weekday(bound.weekday?)).ok()?)
        }
        "weekday-near" => {
            let When::Day(from) = bound.date.clone()? else { return None };
            let mut days = (-3..=3).filter_map(|by: i64| from.checked_add(by.days()).ok());
            When::Day(days.find(|day| day.weekday() == weekday(bound.weekday.unwrap_or(1)))?)
        }
        "weekday-after-that" => {
            let from = anchor.told.from(TimeUnit::Day)?;
            When::Day(from.nth_weekday(pattern.by, weekday(bound.weekday?)).ok()?)
        }
        "counted-weekday" => {
            let number = match bound.weekday {
                Some(number) => number,
                None => bound.recurring.as_deref()?.strip_prefix("XXXX-WXX-")?.parse().ok()?,
            };
            let n: i32 = bound.n.as_deref().unwrap_or("1").parse().ok().filter(|n| (1..60).contains(n))?;
            match anchor.published {
                Some(day) => When::Day(day.nth_weekday(pattern.by.checked_mul(n)?, weekday(number)).ok()?),
                None => When::OpenWeekday(number),
            }
        }
        "month-after-next" => {
            let month = bound.month?;
            let published = anchor.published?;
            When::Month(published.year() + if month > published.month() as u8 { 1 } else { 2 }, month)
        }
        _ => return None,
    })
}

/// The period that a place is in: a date, or the current one of a unit ("the first week of the month").
fn period(bound: &Bound, anchor: Anchor) -> Option<When> {
    match (&bound.date, bound.unit2) {
        (Some(date), _) => Some(date.clone()),
        (None, Some(unit)) => shifted(anchor.published, unit, 0, true),
        _ => None,
    }
}

/// "the first nine months of 1997", "the last two weeks of the year": a length with its days.
fn first_n(pattern: &Pattern, bound: &Bound, anchor: Anchor) -> Option<When> {
    let text = bound.unit?.duration(bound.n.as_deref()?);
    let by: i32 = bound.n.as_deref()?.parse().ok()?;
    let period = period(bound, anchor)?;
    let Some((first, after)) = period.days() else {
        return matches!(period, When::Open(_)).then_some(When::Duration(text));
    };
    let (first, last) = match (pattern.by < 0, bound.unit?) {
        (true, unit) => (day_shifted(after, unit, -by)?, after),
        (false, TimeUnit::Week) => {
            let first = monday(day_shifted(first, TimeUnit::Day, 6)?)?;
            (first, day_shifted(first, TimeUnit::Week, by)?)
        }
        (false, unit) => (first, day_shifted(first, unit, by)?),
    };
    let midnight = |day: Date| day.at(0, 0, 0, 0);
    Some(When::Span { text, first: midnight(first), last: midnight(last), clocked: false })
}
