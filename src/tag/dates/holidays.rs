//! The days of a holiday in a year.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::anchor::Anchor;
use super::meaning::years_away;
use super::nearest::nearest;
use super::patterns::{Holiday, Observed, Pattern, Patterns};
use super::slots::Bound;
use super::spans::NO_DAY;
use super::when::{When, monday, weekday};

/// A holiday with its year, and the week or weekend that has it.
pub(super) fn meaning(pattern: &Pattern, bound: &Bound, anchor: Anchor, patterns: &Patterns) -> Option<When> {
    let found = &patterns.holidays[bound.holiday?];
    let last = patterns.end_of(found);
    let of = |year, anchor| holiday(found, last, year, anchor);
    Some(match pattern.value.as_str() {
        "holiday" => {
            let year = match (bound.direction, anchor.published) {
                (Some(0), Some(day)) => Some(day.year()),
                _ => bound.year,
            };
            let ahead = bound.direction.map_or(anchor.ahead, |by| by > 0);
            let past = bound.direction.map_or(anchor.past, |by| by < 0);
            of(year, Anchor { ahead, past, ..anchor })?
        }
        "holiday-of" => of(Some(anchor.published?.year() + years_away(pattern, bound)?), anchor)?,
        "holiday-weekend" => match of(bound.year, anchor)? {
            // a holiday early in the week belongs to the weekend before
            When::Day(day) => When::Weekend(monday(day.checked_sub(2.days()).ok()?)?),
            other => other,
        },
        "holiday-week" => match of(bound.year, anchor)? {
            When::Day(day) => When::Week(monday(day)?),
            other => other,
        },
        _ => return None,
    })
}

/// The holiday of a year, or the nearest one; one of several days ends the day before another.
pub(super) fn holiday(holiday: &Holiday, last: Option<&Holiday>, year: Option<i16>, anchor: Anchor) -> Option<When> {
    let found = first_day(holiday, year, anchor)?;
    let (Some(last), When::Day(first)) = (last, &found) else { return Some(found) };
    let ends = (first.year()..=first.year() + 1).filter_map(|year| day_of(last, year)).find(|day| day > first)?;
    Some(When::Range(Box::new(When::Day(*first)), Box::new(When::Day(ends.yesterday().ok()?))))
}

/// The day of a holiday in a year, or the nearest one.
fn first_day(holiday: &Holiday, year: Option<i16>, anchor: Anchor) -> Option<When> {
    let of_year = |year: i16| day_of(holiday, year);
    if let Some(only) = holiday.dates.as_deref().filter(|dates| !dates.contains(' ')) {
        return only.parse().ok().map(When::Day);
    }
    match (year, anchor.published) {
        (Some(year), _) => of_year(year).map(When::Day),
        (None, Some(published)) => nearest(published, anchor, of_year).map(When::Day),
        (None, None) => Some(When::Open(match (&holiday.day, holiday.nth) {
            (Some(day), _) => format!("XXXX-{day}"),
            (None, Some((month, nth, day))) if nth > 0 && holiday.offset == 0 => {
                format!("XXXX-{month:02}-WXX-{day}-{nth}")
            }
            _ => NO_DAY.to_owned(),
        })),
    }
}

/// The day of a holiday in a year.
fn day_of(holiday: &Holiday, year: i16) -> Option<Date> {
    let day = if let Some(dates) = &holiday.dates {
        let year = format!("{year:04}-");
        dates.split_whitespace().find(|date| date.starts_with(&year))?.parse().ok()?
    } else if let Some(text) = &holiday.day {
        let (month, day) = text.split_once('-')?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?
    } else if let Some((month, nth, day)) = holiday.nth {
        Date::new(year, month as i8, 1).ok()?.nth_weekday_of_month(nth, weekday(day)).ok()?
    } else {
        easter(year)?.checked_add(i64::from(holiday.easter?).days()).ok()?
    };
    let day = day.checked_add(i64::from(holiday.offset).days()).ok()?;
    let moved = match (holiday.observed, day.weekday()) {
        (Some(Observed::Before), Weekday::Sunday) | (Some(Observed::Nearest), Weekday::Saturday) => -1,
        (Some(Observed::Nearest), Weekday::Sunday) => 1,
        _ => 0,
    };
    day.checked_add(moved.days()).ok()
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(year as i16, month as i8, day as i8).ok()
}
