//! The day of a holiday in a year.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::anchor::Anchor;
use super::nearest::nearest;
use super::patterns::{Holiday, Observed};
use super::when::{When, weekday};

/// The holiday of a year, or the nearest one.
pub(super) fn holiday(holiday: &Holiday, year: Option<i16>, anchor: Anchor) -> Option<When> {
    let of_year = |year: i16| -> Option<Date> {
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
    };
    if let Some(only) = holiday.dates.as_deref().filter(|dates| !dates.contains(' ')) {
        return only.parse().ok().map(When::Day);
    }
    match (year, anchor.published) {
        (Some(year), _) => of_year(year).map(When::Day),
        (None, Some(published)) => nearest(published, anchor, of_year).map(When::Day),
        (None, None) => holiday.day.as_ref().map(|day| When::Open(format!("XXXX-{day}"))),
    }
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
