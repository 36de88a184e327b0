//! What patterns of times of day mean, alone, with their day and from one to another.

use compact_str::CompactString;
use jiff::ToSpan as _;

use super::anchor::Anchor;
use super::nearest::coming;
use super::patterns::Pattern;
use super::slots::Bound;
use super::spans::{OnDay, clock_for, clock_range, in_part, part, range};
use super::when::{Clock, TimeUnit, When};

/// The meaning; `None` when the parts make no time.
pub(super) fn meaning(pattern: &Pattern, bound: &Bound, anchor: Anchor) -> Option<When> {
    let noon = pattern.hour.map(|hour| Clock { hour, minute: None, second: None });
    Some(match pattern.value.as_str() {
        "clock-range" => clock_range(bound)?,
        "clock-for" => clock_for(bound)?,
        "clock-near" => {
            let When::Part { day, .. } = part(bound, 0, anchor)? else { return None };
            let clock = in_part(bound.clock?, bound.open_half, bound.part.as_deref());
            When::time(day, clock, String::new())
        }
        "clock-days" => {
            let (Some(When::Day(first)), Some(When::Day(last))) = (&bound.date, &bound.date2) else { return None };
            let time = |day, clock| When::Time { day: Some(day), clock, zone: bound.zone.clone().unwrap_or_default() };
            range(time(*first, bound.clock?), time(*last, bound.clock2?))?
        }
        "now-to-clock" | "clock-to-now" => {
            let (hour, minute, second) = anchor.time?;
            let today = anchor.published?;
            let now = Clock::of(today.at(hour as i8, minute as i8, second as i8, 0));
            let time = |day, clock| When::Time { day: Some(day), clock, zone: bound.zone.clone().unwrap_or_default() };
            if pattern.value == "now-to-clock" {
                let to = When::time(None, bound.clock?, bound.zone.clone().unwrap_or_default());
                return Some(When::Range(Box::new(time(today, now)), Box::new(coming(to, bound.open_half, anchor))));
            }
            let clock = bound.clock?;
            let day = if clock.minutes() > now.minutes() { today.yesterday().ok()? } else { today };
            When::Range(Box::new(time(day, clock)), Box::new(time(today, now)))
        }
        "clock-of-digits" => {
            let clock = |digits: &Option<CompactString>| {
                let digits = digits.as_deref().filter(|digits| digits.len() == 4)?;
                let (hour, minute) = (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?);
                (hour < 24 && minute < 60).then_some(Clock { hour, minute: Some(minute), second: None })
            };
            // "between 1730 and 1800" are years as well
            let military =
                [&bound.n, &bound.n2].into_iter().flatten().any(|digits| digits.starts_with('0')) || pattern.by == 1;
            let (clock, clock2) = (clock(&bound.n).filter(|_| military), clock(&bound.n2));
            clock_range(&Bound { clock, clock2, ..bound.clone() })?
        }
        "clock-past" => {
            let clock = bound.clock.or(noon)?;
            let by = bound.n.as_deref().map_or(Some(1), |n| n.parse().ok())?;
            let minutes = i32::from(clock.hour) * 60 + pattern.by.checked_mul(by).filter(|m| m.abs() < 60)?;
            let minutes = minutes.rem_euclid(24 * 60);
            let clock = Clock { hour: (minutes / 60) as u8, minute: Some((minutes % 60) as u8), second: None };
            let clock = in_part(clock, bound.open_half, bound.part.as_deref());
            OnDay::of(bound)?.0.at(clock, String::new())
        }
        "clock-digits" => {
            let digits: u16 = bound.n.as_deref().filter(|n| matches!(n.len(), 3 | 4))?.parse().ok()?;
            let (hour, minute) = ((digits / 100) as u8, (digits % 100) as u8);
            let clock =
                Some(Clock { hour, minute: Some(minute), second: None }).filter(|_| hour < 24 && minute < 60)?;
            When::time(None, in_part(clock, (1..=12).contains(&hour), bound.part.as_deref()), String::new())
        }
        "clock-offset" => {
            let by: i32 = bound.n.as_deref().unwrap_or("1").parse().ok().filter(|n| *n < 1440)?;
            let minutes = match bound.unit? {
                TimeUnit::Minute => by,
                TimeUnit::Hour => by * 60,
                _ => return None,
            };
            let at = (i32::from(bound.clock?.minutes()) + pattern.by * minutes).rem_euclid(24 * 60);
            let clock = Clock { hour: (at / 60) as u8, minute: Some((at % 60) as u8), second: None };
            When::Time { day: None, clock, zone: bound.zone.clone().unwrap_or_default() }
        }
        // "won in 2:02:48"
        "clock-length" => {
            let (Clock { hour, minute: Some(minute), second: Some(second) }, None) = (bound.clock?, &bound.zone) else {
                return None;
            };
            let text = format!("PT{hour}H{minute}M{second}S");
            When::Duration(if hour == 0 { text.replace("T0H", "T") } else { text })
        }
        "clock" | "part-clock" => {
            let clock = bound.clock.or(noon)?;
            let clock = in_part(clock, bound.open_half, bound.part.as_deref());
            When::time(None, clock, bound.zone.clone().unwrap_or_default())
        }
        "clock-date" => {
            let (on, part) = OnDay::of(bound)?;
            bound.date.as_ref()?;
            on.at(in_part(bound.clock.or(noon)?, bound.open_half, part), bound.zone.clone().unwrap_or_default())
        }
        "clock-set" => {
            let clock = When::Time { day: None, clock: bound.clock?, zone: String::new() }.timex();
            if let Some(day) = bound.weekday {
                return Some(When::Set(format!("XXXX-WXX-{day}{clock}")));
            }
            match bound.recurring.as_deref().or(bound.unit.and(Some("P1D"))).or(bound.part.as_ref().and(Some("P1D")))? {
                "P1D" => When::Set(clock),
                set => When::Set(format!("{set}{clock}")),
            }
        }
        "open-part" => When::Part { day: None, part: bound.part.clone()? },
        "clock-part" => {
            let clock = in_part(bound.clock?, bound.open_half, bound.part.as_deref());
            When::time(anchor.published, clock, String::new())
        }
        "part" => part(bound, pattern.by, anchor)?,
        "part-after" => {
            let day = anchor.told.from(TimeUnit::Day).or(anchor.published.filter(|_| anchor.ahead));
            let day = day.and_then(|day| day.checked_add(i64::from(pattern.by).days()).ok());
            When::Part { day, part: bound.part.clone()? }
        }
        _ => return None,
    })
}
