//! Which of several days or years an open date means: the nearest one in the direction of its clause.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::anchor::Anchor;
use super::when::{Clock, When, weekday};

/// A weekday alone: the day itself, else the last one, or the next one in a clause that looks ahead.
pub(super) fn open_weekday(published: Date, number: u8, ahead: bool) -> Option<Date> {
    let day = weekday(number);
    if published.weekday() == day {
        return Some(published);
    }
    published.nth_weekday(if ahead { 1 } else { -1 }, day).ok()
}

/// The date of this year or its neighbour that lies before publication, or after it when looking ahead; news names the
/// year of a day long past, so that one a few weeks ahead is meant where the last one is most of a year ago.
pub(super) fn nearest(published: Date, anchor: Anchor, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let year = published.year();
    let before = (year - 8..=year).rev().filter_map(&of_year).find(|day| *day <= published);
    let after = (year..=year + 8).filter_map(&of_year).find(|day| *day >= published);
    match (before, after) {
        (None, Some(after)) if anchor.ahead => Some(after),
        (Some(before), Some(after)) => {
            let days = |from: Date, to: Date| (to - from).get_days();
            if anchor.ahead {
                let late = !anchor.forward && days(published, after) > days(before, published) * LATE;
                return Some(if late { before } else { after });
            }
            let soon = if anchor.past { SOON_IN_PAST } else { SOON };
            Some(if days(published, after) * soon < days(before, published) { after } else { before })
        }
        (before, after) => before.or(after),
    }
}

/// How many years lie between publication and the month that a name without its year means; `of_noun` when it tells of a noun.
pub(super) fn month_away(this: u8, month: u8, of_noun: bool, anchor: Anchor) -> i16 {
    let soon = (1..=NEAR).contains(&((month + 12 - this) % 12));
    if anchor.ahead && month < this {
        // "is expected to cut its rate again after the rise in July"
        i16::from(anchor.forward || this - month >= NEAR)
    } else if of_noun && soon && !anchor.ahead {
        // "polls for the November election", "October crude"
        i16::from(month < this)
    } else {
        -i16::from(!anchor.ahead && month > this)
    }
}

/// A month as near as this is meant whatever the clause looks to.
const NEAR: u8 = 3;

/// How much nearer the last one must be than the next one to be meant in a clause that looks ahead: "is expected to cut its
/// rate again after the rise in July".
const LATE: i32 = 3;

/// How much nearer the next one must be than the last one to be meant without a sign of it.
const SOON: i32 = 4;

/// The same after a verb of the past: "the studio said it opens on Christmas Day".
const SOON_IN_PAST: i32 = 10;

/// The date of the year nearest to publication in which it falls on the weekday that stands with it.
pub(super) fn year_of_weekday(published: Date, number: u8, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let fits = |year: &i16| of_year(*year).filter(|day| day.weekday() == weekday(number));
    (published.year() - 1..=published.year() + 1)
        .filter_map(|year| fits(&year))
        .min_by_key(|day| (*day - published).get_days().abs())
}

/// A day of the month nearest to publication in which it falls on the weekday that stands with it, within half a year: when
/// looking ahead rather one after publication, else rather none that is more than a month after it.
pub(super) fn on_weekday(published: Date, day: i8, number: u8, ahead: bool) -> Option<Date> {
    let fits = |month: i64| {
        let month = published.checked_add(month.months()).ok()?;
        Date::new(month.year(), month.month(), day).ok().filter(|date| date.weekday() == weekday(number))
    };
    let days = (-6..=6).filter_map(fits);
    let days_away = |date: &Date| (*date - published).get_days();
    let wrong_way = |days: i32| if ahead { days < 0 } else { days > 31 };
    days.min_by_key(|date| (wrong_way(days_away(date)), days_away(date).abs()))
}

/// A day of the month, before publication or after it when looking ahead.
pub(super) fn of_month(published: Date, number: i8, ahead: bool) -> Option<Date> {
    let of = |month: i64| {
        let month = published.checked_add(month.months()).ok()?;
        Date::new(month.year(), month.month(), number).ok()
    };
    let this = of(0);
    match this {
        Some(day) if ahead && day < published => of(1).or(this),
        Some(day) if !ahead && (day - published).get_days() > 7 => of(-1).or(this),
        other => other,
    }
}

pub(super) fn quarter_year(day: Date, quarter: u8, ahead: bool) -> i16 {
    let this = (day.month() as u8).div_ceil(3);
    day.year()
        + if ahead && quarter < this {
            1
        } else if !ahead && quarter > this {
            -1
        } else {
            0
        }
}

/// The year of "the summer": the last one after a verb of the past, the next one in a clause that looks ahead, else none: what
/// is so "in the summer" is so every year.
pub(super) fn season_year(anchor: Anchor, season: &str) -> Option<i16> {
    let day = anchor.published.filter(|_| anchor.ahead || anchor.past)?;
    let first = match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    let over = day.month() > first + 2;
    let begun = day.month() >= first;
    Some(day.year() + i16::from(anchor.ahead && over) - i16::from(!anchor.ahead && !begun))
}

/// A date that ends a range from today on: one that lies behind is read as the next of its name; `yearless` when its year is not
/// told. `None` for what is over.
pub(super) fn still_to_come(when: When, today: Date, yearless: bool) -> Option<When> {
    let next = match when {
        When::Day(day) if day < today && yearless => When::Day(day.checked_add(1.year()).ok()?),
        When::Day(day) if day < today && (today - day).get_days() < 7 => When::Day(day.checked_add(1.week()).ok()?),
        When::Month(year, month) if yearless && when.days()?.1 <= today => When::Month(year + 1, month),
        when => when,
    };
    (next.days()?.1 > today).then_some(next)
}

/// A time of day without its day, read forward: the next one after publication, of either half of the day when open.
pub(super) fn coming(when: When, open: bool, anchor: Anchor) -> When {
    let (When::Time { day: None, clock, zone }, Some(published)) = (&when, anchor.published) else { return when };
    let now = anchor.time.map_or((0, 0), |(hour, minute, _)| (hour, minute));
    let later = |hour: u8| (hour, clock.minute.unwrap_or(0)) > now;
    let hour = if open && clock.hour < 12 && !later(clock.hour) { clock.hour + 12 } else { clock.hour };
    let day = if later(hour) { Some(published) } else { published.tomorrow().ok() };
    When::Time { day, clock: Clock { hour, ..*clock }, zone: zone.clone() }
}
