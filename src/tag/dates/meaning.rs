//! From what a pattern bound to what it means, with the day of publication and the tense of the clause.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::anchor::Anchor;
use super::calendar::{after_work, calendar, decade, direction, last_week, weekend, working_days};
use super::nearest::{of_month, on_weekday, quarter_year, season_year};
use super::patterns::{Pattern, Patterns};
use super::shift::{day_shifted, moved, period, shifted};
use super::slots::Bound;
use super::when::{Clock, TimeUnit, When, monday, weekday};
use super::{durations, holidays, places, ranges, sets, times};

/// The meaning and its modifier; `None` when the parts make no date.
pub(super) fn meaning(pattern: &Pattern, bound: &Bound, anchor: Anchor, patterns: &Patterns) -> Option<(When, String)> {
    let fuzzy = bound.fuzzy.clone().unwrap_or_else(|| pattern.modifier.clone());
    let when = match pattern.value.as_str() {
        "date" => calendar(bound, anchor)?,
        "date-n" => calendar(&Bound { day: Some(bound.n.as_deref()?.parse().ok()?), ..bound.clone() }, anchor)?,
        "decade" => decade(bound)?,
        "century" => When::Century(i16::from(bound.ordinal?)),
        "century-before-christ" => When::Open(format!("-{:02}", bound.ordinal?.checked_sub(1)?)),
        "season" => When::Season(bound.year, bound.season.clone()?),
        "season-near" => {
            let season = bound.season.clone()?;
            When::Season(Some(season_year(anchor, &season)?), season)
        }
        "quarter" => {
            let quarter = bound.quarter.or(bound.ordinal).filter(|n| (1..=4).contains(n))?;
            let year = bound.year.or_else(|| anchor.published.map(|day| quarter_year(day, quarter, anchor.ahead)));
            When::Quarter(year, quarter)
        }
        "half" => {
            let half = bound.quarter.or(bound.ordinal).filter(|n| (1..=2).contains(n))?;
            let by = bound.direction.map_or(0, i16::from);
            When::Half(bound.year.or_else(|| anchor.published.map(|day| day.year() + by))?, half)
        }
        "near" => match anchor.published {
            Some(day) => When::Day(day.checked_add(i64::from(bound.near?).days()).ok()?),
            None => When::Reference(if bound.near? == 0 { "PRESENT_REF" } else { "XXXX-XX-XX" }),
        },
        "shift" => {
            let unit = bound.unit.or_else(|| TimeUnit::parse(&pattern.unit))?;
            // "the start of the second" half
            if pattern.by == 0 && unit.of_clock() {
                return None;
            }
            moved(anchor, unit, pattern.by)
                .filter(|_| pattern.by != 0)
                .or_else(|| shifted(anchor.published, unit, pattern.by, pattern.by == 0))?
        }
        "shift-n" => {
            let unit = bound.unit.or_else(|| TimeUnit::parse(&pattern.unit))?;
            // "in 15" is of minutes, "in 2015" is not
            let n: i32 = bound.n.as_deref()?.parse().ok().filter(|n| bound.unit.is_some() || *n < 100)?;
            let by = pattern.by.checked_mul(n)?;
            moved(anchor, unit, by).or_else(|| shifted(anchor.published, unit, by, false))?
        }
        "half-shift" => {
            let (unit, n) = bound.unit?.half()?;
            let by = pattern.by.checked_mul(n)?;
            moved(anchor, unit, by).or_else(|| shifted(anchor.published, unit, by, false))?
        }
        "after-that" if bound.unit == Some(TimeUnit::Fortnight) => {
            period(&Bound { direction: Some(pattern.by.signum() as i8), ..bound.clone() }, TimeUnit::Fortnight, anchor)?
        }
        "after-that" => {
            let from = anchor.told.from(bound.unit?).or(anchor.published);
            shifted(from, bound.unit?, pattern.by, bound.unit? != TimeUnit::Day)?
        }
        "after-that-n" => {
            let n = bound.n.as_deref().unwrap_or("1");
            match (anchor.told.from(bound.unit?), n.parse::<i32>()) {
                (Some(from), Ok(n)) => shifted(Some(from), bound.unit?, pattern.by.checked_mul(n)?, false)?,
                _ => When::Duration(bound.unit?.duration(n)),
            }
        }
        "iso" => {
            let day = Date::new(bound.year?, bound.month? as i8, bound.day? as i8).ok()?;
            When::Time { day: Some(day), clock: bound.clock?, zone: bound.zone.clone().unwrap_or_default() }
        }
        "before-christ" => When::Open(format!("-{:04}", bound.n.as_deref()?.parse::<i32>().ok()?.checked_sub(1)?)),
        "anno-domini" => When::Year(bound.n.as_deref()?.parse().ok().filter(|year| (1..=2100).contains(year))?),
        "nth-weekday" => {
            let Some(year) = bound.year.or(anchor.published.map(Date::year)) else {
                let nth = bound.ordinal.map_or_else(|| "X".to_owned(), |n| n.to_string());
                return Some((When::Open(format!("XXXX-{:02}-WXX-{}-{nth}", bound.month?, bound.weekday?)), fuzzy));
            };
            let month = bound.month.map(|month| month as i8).or(anchor.published.map(Date::month))?;
            let nth = bound.ordinal.map_or(-1, |n| n as i8);
            When::Day(Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday(bound.weekday?)).ok()?)
        }
        "last-week-of" => {
            let Some(year) = bound.year.or(anchor.published.map(Date::year)) else {
                return Some((When::OpenMonth(bound.month?), fuzzy));
            };
            When::Week(last_week(Date::new(year, bound.month? as i8, 1).ok()?.last_of_month())?)
        }
        "direction" => {
            direction(&Bound { unit: bound.unit.or_else(|| TimeUnit::parse(&pattern.unit)), ..bound.clone() }, anchor)?
        }
        "weekend" => weekend(bound.direction, anchor)?,
        "same" => bound.date.clone()?,
        "period" => period(bound, bound.unit.or_else(|| TimeUnit::parse(&pattern.unit))?, anchor)?,
        "within" => period(&Bound { direction: bound.direction.or(Some(1)), ..bound.clone() }, bound.unit?, anchor)?,
        "day-away" => {
            let by = pattern.by.checked_mul(bound.n.as_deref()?.parse().ok()?)?;
            When::Day(day_shifted(anchor.published?, bound.unit.filter(|unit| !unit.of_clock())?, by)?)
        }
        "day-end" => match bound.date.clone().or_else(|| anchor.published.map(When::Day))? {
            When::Day(day) => {
                let last = Clock { hour: 23, minute: Some(59), second: Some(59) };
                When::Time { day: Some(day), clock: last, zone: String::new() }
            }
            _ => return None,
        },
        "business-days" => working_days(bound, anchor)?,
        "business-away" => {
            let n = bound.n.as_deref()?.parse().ok().filter(|n| *n < 1000)?;
            When::Day(after_work(anchor.published?, n, pattern.by)?)
        }
        "present" => When::Reference("PRESENT_REF"),
        "past" => When::Reference("PAST_REF"),
        "future" => When::Reference("FUTURE_REF"),
        "offset" => {
            let unit = bound.unit.or_else(|| TimeUnit::parse(&pattern.unit))?;
            let n: i32 = bound.n.as_deref().unwrap_or("1").parse().ok()?;
            let from = match bound.date.clone()? {
                When::Day(day) => Some(day),
                When::Reference(_) => anchor.published,
                _ => return None,
            };
            let by = pattern.by.checked_mul(n)?;
            match (from, &bound.date) {
                (Some(from), Some(When::Day(_))) => When::Day(day_shifted(from, unit, by)?),
                _ => shifted(from, unit, by, false)?,
            }
        }
        "season-of" => {
            let year = bound.year.or(anchor.published.map(|day| day.year() + i16::from(bound.direction.unwrap_or(0))));
            When::Season(year, bound.season.clone()?)
        }
        "day-of-month" => {
            let number = bound.ordinal.or(bound.day).filter(|n| (1..=31).contains(n))? as i8;
            match anchor.published {
                Some(day) => When::Day(of_month(day, number, anchor.ahead)?),
                None => When::Open(format!("XXXX-XX-{number:02}")),
            }
        }
        "day-of-week" => match (bound.ordinal.or(number_of_day(bound)), anchor.published) {
            (Some(number), Some(day)) => When::Day(on_weekday(day, number as i8, bound.weekday?, anchor.ahead)?),
            (Some(number), None) => When::Open(format!("XXXX-XX-{number:02}")),
            _ => return None,
        },
        "week-with" => match bound.date.clone()? {
            When::Day(day) => When::Week(monday(day)?),
            When::DayOfMonth(..) => When::Open("XXXX-WXX".to_owned()),
            _ => return None,
        },
        "fiscal" => {
            let told = || Some(anchor.published?.year() + i16::from(bound.direction?));
            // "the third quarter of fiscal 2016", "the first half of fiscal 2016"
            let part = bound.quarter.or(bound.ordinal).map(|n| format!("-{}{n}", pattern.unit)).unwrap_or_default();
            match bound.year.or_else(told) {
                Some(year) => When::Open(format!("FY{year:04}{part}")),
                // when it begins is the firm's own affair: "its fiscal third quarter"
                None if !part.is_empty() => When::Open(format!("FYXXXX{part}")),
                None => return None,
            }
        }
        "weekday-of" => {
            let number = bound.weekday?;
            let Some(published) = anchor.published else { return Some((When::OpenWeekday(number), fuzzy)) };
            let weeks = bound.direction.map_or(i64::from(pattern.by), i64::from);
            let week = monday(published)?.checked_add(weeks.weeks()).ok()?;
            let day = week.checked_add(i64::from(number - 1).days()).ok()?;
            match &bound.part {
                Some(part) => When::Part { day: Some(day), part: part.clone() },
                None => When::Day(day),
            }
        }
        "day-of" => {
            let published = anchor.published?;
            let month = published.checked_add(i64::from(bound.direction?).months()).ok()?;
            When::Day(Date::new(month.year(), month.month(), bound.ordinal.or(bound.day)? as i8).ok()?)
        }
        "month-of" => {
            let month = bound.month?;
            match anchor.published {
                Some(day) => When::Month(day.year() + years_away(pattern, bound)?, month),
                None => When::OpenMonth(month),
            }
        }
        "quarter-of" => {
            let quarter = bound.ordinal.filter(|n| (1..=4).contains(n))?;
            let direction = i16::from(bound.direction?);
            When::Quarter(anchor.published.map(|day| day.year() + direction), quarter)
        }
        "week-of" => {
            let week = bound.n.as_deref().and_then(|n| n.parse().ok()).or(bound.ordinal.map(|n| n as i8))?;
            let directed = || Some(anchor.published?.year() + i16::from(bound.direction.unwrap_or(0)));
            let year = bound.year.or_else(directed)?;
            When::Week(jiff::civil::ISOWeekDate::new(year, week, weekday(1)).ok()?.date())
        }
        "last-week-of-year" => When::Week(monday(Date::new(bound.year?, 12, 28).ok()?)?),
        "this-week" => {
            let by = bound.direction.map_or(pattern.by, i32::from);
            shifted(anchor.published, TimeUnit::Week, by, true)?
        }
        "week-of-month" => {
            let year = bound.year.or(anchor.published.map(Date::year))?;
            // the week with most of its days in the month, as the first week of a year
            let first = Date::new(year, bound.month? as i8, 4).ok()?;
            When::Week(monday(first.checked_add(i64::from(bound.ordinal?.checked_sub(1)?).weeks()).ok()?)?)
        }
        "told" => shifted(anchor.told.from(bound.unit?), bound.unit?, 0, true)?,
        "holiday" | "holiday-of" | "holiday-weekend" | "holiday-week" => {
            holidays::meaning(pattern, bound, anchor, patterns)?
        }
        _ => sets::meaning(pattern, bound)
            .or_else(|| durations::meaning(pattern, bound, anchor))
            .or_else(|| ranges::meaning(pattern, bound, anchor))
            .or_else(|| places::meaning(pattern, bound, anchor))
            .or_else(|| times::meaning(pattern, bound, anchor))?,
    };
    Some((when, fuzzy))
}

/// How many years a pattern leads away: "next year", "two years ago".
pub(super) fn years_away(pattern: &Pattern, bound: &Bound) -> Option<i16> {
    if let Some(direction) = bound.direction {
        return Some(i16::from(direction));
    }
    let n: i32 = bound.n.as_deref().unwrap_or("1").parse().ok()?;
    let years = pattern.by.checked_mul(n).filter(|years| bound.unit == Some(TimeUnit::Year) && years.abs() < 200)?;
    i16::try_from(years).ok()
}

/// A bare number that can be a day of a month.
fn number_of_day(bound: &Bound) -> Option<u8> {
    bound.n.as_deref()?.parse().ok().filter(|n| (1..=31).contains(n))
}
