//! Dates by their place in the calendar: what a text leaves open (year, month, which Tuesday) is taken from the day of
//! publication and the direction of the clause.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::anchor::Anchor;
use super::nearest::{month_away, nearest, on_weekday, open_weekday, year_of_weekday};
use super::shift::{period, shifted};
use super::slots::Bound;
use super::when::{TimeUnit, When, monday, weekday};

/// Year, month, day and weekday as far as bound; what is open is the nearest one in the direction of the clause.
pub(super) fn calendar(bound: &Bound, anchor: Anchor) -> Option<When> {
    let day = bound.day.or(bound.ordinal);
    match (bound.year, bound.month, day, bound.weekday) {
        (Some(year), Some(month), Some(day), _) => Date::new(year, month as i8, day as i8).ok().map(When::Day),
        (Some(year), Some(month), None, _) => Some(When::Month(year, month)),
        (Some(year), None, None, _) => Some(When::Year(year)),
        (None, Some(month), Some(day), number) => match anchor.published {
            Some(published) => {
                let of_year = |year| Date::new(year, month as i8, day as i8).ok();
                if let Some(by) = bound.direction {
                    return of_year(published.year() + i16::from(by)).map(When::Day);
                }
                number
                    .and_then(|number| year_of_weekday(published, number, of_year))
                    .or_else(|| nearest(published, anchor, of_year))
                    .map(When::Day)
            }
            None => (1..=31).contains(&day).then_some(When::DayOfMonth(month, day)),
        },
        (None, Some(month), None, _) => match anchor.published {
            Some(published) => Some(When::Month(
                published.year() + month_away(published.month() as u8, month, bound.of_noun, anchor),
                month,
            )),
            None => Some(When::OpenMonth(month)),
        },
        (None, None, Some(day), Some(number)) => match anchor.published {
            Some(published) => on_weekday(published, day as i8, number, anchor.ahead)
                .or_else(|| Date::new(published.year(), published.month(), day as i8).ok())
                .map(When::Day),
            None => Some(When::Open(format!("XXXX-XX-{day:02}"))),
        },
        (None, None, None, Some(number)) => match anchor.published {
            Some(published) => open_weekday(published, number, anchor.ahead).map(When::Day),
            None => Some(When::OpenWeekday(number)),
        },
        _ => None,
    }
}

/// "last week", "this March", "next Tuesday", "last summer".
pub(super) fn direction(bound: &Bound, anchor: Anchor) -> Option<When> {
    let by = bound.direction?;
    if let Some(number) = bound.weekday {
        let Some(published) = anchor.published else { return Some(When::OpenWeekday(number)) };
        let day = weekday(number);
        // news calls the days around publication by their name alone: "next Tuesday" is next week's
        return match by {
            -1 => published.nth_weekday(-1, day).ok(),
            by => monday(published)?.checked_add(i64::from(by).weeks().days(i64::from(number - 1))).ok(),
        }
        .map(When::Day);
    }
    if let Some(month) = bound.month {
        let Some(published) = anchor.published else { return Some(When::OpenMonth(month)) };
        let this = published.month() as u8;
        let year = published.year()
            + match by {
                -1 if month >= this => -1,
                1 if month <= this => 1,
                _ => 0,
            };
        return Some(When::Month(year, month));
    }
    if let Some(season) = &bound.season {
        return Some(When::Season(anchor.published.map(|day| day.year() + i16::from(by)), season.clone()));
    }
    let unit = bound.unit?;
    if unit == TimeUnit::Fortnight && by != 0 {
        return period(bound, unit, anchor);
    }
    // "the last day" of something is no yesterday
    if unit.of_clock() || unit == TimeUnit::Day && by < 0 {
        return None;
    }
    shifted(anchor.published, unit, i32::from(by), unit != TimeUnit::Day)
}

/// "the weekend" on a Monday is the one before; "next weekend" is the one of next week.
pub(super) fn weekend(direction: Option<i8>, anchor: Anchor) -> Option<When> {
    let Some(published) = anchor.published else { return Some(When::Open("XXXX-WXX-WE".to_owned())) };
    let this = monday(published)?;
    let early = published.weekday().to_monday_zero_offset() < 5;
    let weeks = match direction {
        Some(by) if by != 0 => i64::from(by),
        Some(_) => 0,
        None if early && !anchor.ahead => -1,
        None => 0,
    };
    Some(When::Weekend(this.checked_add(weeks.weeks()).ok()?))
}

/// "the 1970's", "the nineteen sixties", "the nineties".
pub(super) fn decade(bound: &Bound) -> Option<When> {
    let n: Option<i16> = bound.n.as_deref().and_then(|n| n.parse().ok());
    let first = match (bound.decade, bound.year, n) {
        (Some(decade), _, Some(hundreds)) => {
            Some(hundreds * 100 + decade % 100).filter(|_| (11..=20).contains(&hundreds))
        }
        (Some(decade), ..) => Some(decade),
        (None, Some(year), _) => Some(year),
        (None, None, n) => n.filter(|n| (20..100).contains(n)).map(|n| 1900 + n),
    };
    first.filter(|year| year % 10 == 0).map(When::Decade)
}

/// Monday of the last week that has most of its days before the end of a period.
pub(super) fn last_week(last: Date) -> Option<Date> {
    monday(last.checked_sub(3.days()).ok()?)
}

/// A day a number of working days from another.
pub(super) fn after_work(from: Date, days: u16, by: i32) -> Option<Date> {
    let (mut day, mut left) = (from, days);
    while left > 0 {
        day = day.checked_add(i64::from(by).days()).ok()?;
        left -= u16::from(day.weekday().to_monday_zero_offset() < 5);
    }
    Some(day)
}

/// "5 working days", "the next four business days": that long, with its days where they are the next or last ones.
pub(super) fn working_days(bound: &Bound, anchor: Anchor) -> Option<When> {
    let n = bound.n.as_deref().unwrap_or("1");
    let text = format!("P{n}BD");
    let (Some(published), Some(direction)) = (anchor.published, bound.direction) else {
        return Some(When::Duration(text));
    };
    let days = n.parse().ok().filter(|n| *n < 1000)?;
    let (first, last) = if direction < 0 {
        (after_work(published, days, -1)?, published)
    } else {
        (after_work(published, 1, 1)?, after_work(published, days, 1)?.tomorrow().ok()?)
    };
    let midnight = |day: Date| day.at(0, 0, 0, 0);
    Some(When::Span { text, first: midnight(first), last: midnight(last), clocked: false })
}
