//! What a date means: a calendar period, a time, a duration, a set or a reference, and how TIMEX3 writes it.

use compact_str::{CompactString, ToCompactString as _, format_compact};
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Weekday};
use rust_decimal::Decimal;

use crate::types::DateValue;

/// A unit of time, by the letter rules use for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl TimeUnit {
    /// The unit of a code in `words.toml`.
    pub(super) fn parse(code: &str) -> Option<Self> {
        Some(match code {
            "TS" => TimeUnit::Second,
            "TM" => TimeUnit::Minute,
            "TH" => TimeUnit::Hour,
            "D" => TimeUnit::Day,
            "W" => TimeUnit::Week,
            "F" => TimeUnit::Fortnight,
            "M" => TimeUnit::Month,
            "Q" => TimeUnit::Quarter,
            "Y" => TimeUnit::Year,
            "E" => TimeUnit::Decade,
            "C" => TimeUnit::Century,
            "L" => TimeUnit::Millennium,
            _ => return None,
        })
    }

    /// Seconds, minutes and hours.
    pub(super) const fn of_clock(self) -> bool {
        matches!(self, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour)
    }

    /// How many seconds a unit of the clock has.
    pub(super) const fn seconds(self) -> Option<i64> {
        match self {
            TimeUnit::Second => Some(1),
            TimeUnit::Minute => Some(60),
            TimeUnit::Hour => Some(3600),
            _ => None,
        }
    }

    /// Half a unit, in whole ones of a smaller unit.
    pub(super) fn half(self) -> Option<(TimeUnit, i32)> {
        Some(match self {
            TimeUnit::Minute => (TimeUnit::Second, 30),
            TimeUnit::Hour => (TimeUnit::Minute, 30),
            TimeUnit::Day => (TimeUnit::Hour, 12),
            TimeUnit::Year => (TimeUnit::Month, 6),
            TimeUnit::Decade => (TimeUnit::Year, 5),
            TimeUnit::Century => (TimeUnit::Year, 50),
            TimeUnit::Millennium => (TimeUnit::Year, 500),
            _ => return None,
        })
    }

    /// "P3M", "PT2H", "PXD" for an unknown number.
    pub(super) fn duration(self, number: &str) -> String {
        let product = |factor: u32| number.parse::<Decimal>().ok()?.checked_mul(factor.into());
        let times = |factor| product(factor).map_or_else(|| number.to_owned(), |n| n.normalize().to_string());
        match self {
            TimeUnit::Second => format!("PT{number}S"),
            TimeUnit::Minute => format!("PT{number}M"),
            TimeUnit::Hour => format!("PT{number}H"),
            TimeUnit::Day => format!("P{number}D"),
            TimeUnit::Week => format!("P{number}W"),
            TimeUnit::Fortnight => format!("P{}W", times(2)),
            TimeUnit::Month => format!("P{number}M"),
            TimeUnit::Quarter => format!("P{}M", times(3)),
            TimeUnit::Year => format!("P{number}Y"),
            TimeUnit::Decade => format!("P{}Y", times(10)),
            TimeUnit::Century => format!("P{}Y", times(100)),
            TimeUnit::Millennium => format!("P{}Y", times(1000)),
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
}

impl Clock {
    /// The time of a moment, without seconds where they are none.
    pub(super) fn of(moment: DateTime) -> Self {
        let second = Some(moment.second() as u8).filter(|second| *second > 0);
        Clock { hour: moment.hour() as u8, minute: Some(moment.minute() as u8), second }
    }

    /// Minutes since midnight.
    pub(super) fn minutes(self) -> u16 {
        u16::from(self.hour) * 60 + u16::from(self.minute.unwrap_or(0))
    }
}

/// A moment to the second, as values have it.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

/// What a date means. Days are of the Gregorian calendar, periods half-open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    Day(Date),
    /// A day of a month of no known year.
    DayOfMonth(u8, u8),
    Month(i16, u8),
    OpenMonth(u8),
    Year(i16),
    /// Week that begins on this Monday.
    Week(Date),
    /// Weekend of the week that begins on this Monday.
    Weekend(Date),
    OpenWeekday(u8),
    Season(Option<i16>, String),
    Quarter(Option<i16>, u8),
    Half(i16, u8),
    Decade(i16),
    Century(i16),
    Time {
        day: Option<Date>,
        clock: Clock,
        zone: String,
    },
    /// A part of a day: `MO`, `EV`.
    Part {
        day: Option<Date>,
        part: String,
    },
    Duration(String),
    /// A duration whose days are known, or times of day when `clocked`.
    Span {
        text: String,
        first: DateTime,
        last: DateTime,
        clocked: bool,
    },
    Set(String),
    Reference(&'static str),
    Range(Box<When>, Box<When>),
    /// From one date to where another begins.
    Until(Box<When>, Box<When>),
    /// A form that cannot be anchored.
    Open(String),
}

impl When {
    /// A time; 24 o'clock of a day is midnight of the next.
    pub(super) fn time(day: Option<Date>, clock: Clock, zone: String) -> Self {
        let day = if clock.hour == 24 { day.and_then(|day| day.tomorrow().ok()) } else { day };
        When::Time { day, clock: Clock { hour: clock.hour % 24, ..clock }, zone }
    }

    /// TIMEX3 value.
    pub(super) fn timex(&self) -> String {
        match self {
            When::Day(day) => day.to_string(),
            When::DayOfMonth(month, day) => format!("XXXX-{month:02}-{day:02}"),
            When::Month(year, month) => format!("{year:04}-{month:02}"),
            When::OpenMonth(month) => format!("XXXX-{month:02}"),
            When::Year(year) if *year < 0 => format!("{year:05}"),
            When::Year(year) => format!("{year:04}"),
            When::Week(monday) => week(*monday),
            When::Weekend(monday) => format!("{}-WE", week(*monday)),
            When::OpenWeekday(n) => format!("XXXX-WXX-{n}"),
            When::Season(Some(year), season) => format!("{year:04}-{season}"),
            When::Season(None, season) => format!("XXXX-{season}"),
            When::Quarter(Some(year), n) => format!("{year:04}-Q{n}"),
            When::Quarter(None, n) => format!("XXXX-Q{n}"),
            When::Half(year, n) => format!("{year:04}-H{n}"),
            When::Decade(year) => format!("{:03}", year / 10),
            When::Century(century) => format!("{:02}", century - 1),
            When::Time { day, clock, zone } => {
                let day = day.map_or(String::new(), |d| d.to_string());
                let mut text = format!("{day}T{:02}", clock.hour);
                if let Some(minute) = clock.minute.or_else(|| (!day.is_empty()).then_some(0)) {
                    text.push_str(&format!(":{minute:02}"));
                }
                if let Some(second) = clock.second {
                    text.push_str(&format!(":{second:02}"));
                }
                text + zone
            }
            When::Part { day, part } => format!("{}T{part}", day.map_or(String::new(), |d| d.to_string())),
            When::Duration(text) | When::Set(text) | When::Open(text) => text.clone(),
            When::Span { text, .. } => text.clone(),
            When::Reference(text) => (*text).to_owned(),
            When::Range(from, to) | When::Until(from, to) => format!("{}/{}", from.timex(), to.timex()),
        }
    }

    /// First day and first day after, when known.
    pub(super) fn days(&self) -> Option<(Date, Date)> {
        let first = |year: i16, month: u8| Date::new(year, month as i8, 1).ok();
        Some(match self {
            When::Day(day) => (*day, day.tomorrow().ok()?),
            When::Month(year, month) => (first(*year, *month)?, first(*year, *month)?.checked_add(1.month()).ok()?),
            When::Year(year) => (first(*year, 1)?, first(year + 1, 1)?),
            When::Week(monday) => (*monday, monday.checked_add(7.days()).ok()?),
            When::Weekend(monday) => (monday.checked_add(5.days()).ok()?, monday.checked_add(7.days()).ok()?),
            When::Quarter(Some(year), n) => {
                let start = first(*year, (n - 1) * 3 + 1)?;
                (start, start.checked_add(3.months()).ok()?)
            }
            When::Half(year, n) => {
                let start = first(*year, (n - 1) * 6 + 1)?;
                (start, start.checked_add(6.months()).ok()?)
            }
            When::Decade(year) => (first(*year, 1)?, first(year + 10, 1)?),
            When::Century(century) => (first((century - 1) * 100 + 1, 1)?, first(century * 100 + 1, 1)?),
            When::Time { day: Some(day), .. } | When::Part { day: Some(day), .. } => (*day, day.tomorrow().ok()?),
            When::Span { first, last, .. } => (first.date(), last.date()),
            When::Range(from, to) => (from.days()?.0, to.days()?.1),
            When::Until(from, to) => (from.days()?.0, to.days()?.0),
            _ => return None,
        })
    }

    /// Kind for the subtype column: date, time, duration, set.
    pub(super) fn subtype(&self) -> &'static str {
        match self {
            When::Time { .. } | When::Part { .. } => "time",
            When::Open(text) if text.contains('T') => "time",
            When::Duration(_) | When::Span { .. } => "duration",
            When::Set(_) => "set",
            _ => "date",
        }
    }

    /// The value of a mention.
    pub(super) fn value(&self, modifier: &str, anchor: Option<Date>) -> DateValue {
        let (mut start, mut end) =
            self.days().map_or_else(Default::default, |(s, e)| (s.to_compact_string(), e.to_compact_string()));
        if let When::Time { day: Some(day), clock, zone } = self {
            let minute = clock.minute.unwrap_or(0);
            start = format_compact!("{day}T{:02}:{minute:02}{zone}", clock.hour);
            end = CompactString::default();
        }
        if let When::Span { first, last, clocked: true, .. } = self {
            (start, end) = (first.strftime(MOMENT).to_compact_string(), last.strftime(MOMENT).to_compact_string());
        }
        if let When::Range(from, to) = self
            && let (When::Time { day: Some(_), .. }, When::Time { day: Some(_), .. }) = (&**from, &**to)
        {
            (start, end) = (from.timex().into(), to.timex().into());
        }
        // what lies before or after a date has only one end
        match modifier {
            "before" => (start, end) = (CompactString::default(), start),
            "after" => (start, end) = (if end.is_empty() { start } else { end }, CompactString::default()),
            "since" => end = CompactString::default(),
            _ => {}
        }
        DateValue {
            timex: self.timex().into(),
            start,
            end,
            modifier: modifier.into(),
            anchor: anchor.map_or_else(CompactString::default, |d| d.to_compact_string()),
        }
    }
}

/// Monday of a day's week.
pub(super) fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// Weekday from 1 (Monday) to 7.
pub(super) fn weekday(number: u8) -> Weekday {
    Weekday::from_monday_one_offset(number.clamp(1, 7) as i8).unwrap_or(Weekday::Monday)
}

/// "2014-W48" of the week that begins on a Monday.
fn week(monday: Date) -> String {
    let iso = monday.iso_week_date();
    format!("{:04}-W{:02}", iso.year(), iso.week())
}
