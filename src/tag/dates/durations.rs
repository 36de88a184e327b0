//! What patterns of lengths of time mean, alone and as the way to a date: "three weeks", "two years and a month ago".

use super::anchor::Anchor;
use super::lengths;
use super::patterns::Pattern;
use super::slots::Bound;
use super::when::{TimeUnit, When};

/// The meaning; `None` when the parts make no length of time.
pub(super) fn meaning(pattern: &Pattern, bound: &Bound, anchor: Anchor) -> Option<When> {
    Some(match pattern.value.as_str() {
        "half-period" => {
            let (unit, n) = bound.unit.or_else(|| TimeUnit::parse(&pattern.unit))?.half()?;
            When::Duration(unit.duration(&n.to_string()))
        }
        "and-a-half" => {
            let n: u16 = bound.n.as_deref().unwrap_or("1").parse().ok()?;
            When::Duration(bound.unit?.duration(&format!("{n}.5")))
        }
        "half-away" => lengths::shifted(anchor.published, &lengths::and_a_half(1, bound.unit?), pattern.by, anchor)?,
        "duration" => When::Duration(bound.unit?.duration(bound.n.as_deref().unwrap_or("1"))),
        "length" => When::Duration(lengths::timex(&bound.length)),
        "length-away" => lengths::shifted(anchor.published, &bound.length, pattern.by, anchor)?,
        "length-after-that" => {
            let unit = bound.length.iter().map(|(_, unit)| *unit).max_by_key(|unit| *unit as u8)?;
            match anchor.told.from(unit) {
                Some(day) => lengths::shifted(Some(day), &bound.length, pattern.by, Anchor { time: None, ..anchor })?,
                None => When::Duration(lengths::timex(&bound.length)),
            }
        }
        "length-from" => {
            let from = match bound.date.clone()? {
                When::Day(day) => Some(day),
                When::Reference(_) => anchor.published,
                _ => None,
            };
            lengths::shifted(from, &bound.length, pattern.by, anchor)?
        }
        "length-period" => {
            lengths::span(lengths::timex(&bound.length), &bound.length, bound.direction.unwrap_or(1), anchor)?
        }
        "vague-period" | "vague-duration" => {
            When::Duration(bound.unit.or_else(|| TimeUnit::parse(&pattern.unit))?.duration("X"))
        }
        "one-and" => {
            let mut length = lengths::of(1, bound.unit?);
            let second = bound.unit2.filter(|unit| (*unit as u8) < bound.unit.map_or(0, |unit| unit as u8))?;
            length.extend(lengths::of(bound.n2.as_deref()?.parse::<u32>().ok()?, second));
            When::Duration(lengths::timex(&length))
        }
        "length-on" => {
            let (When::Day(day), n, unit) = (bound.date.clone()?, bound.n.as_deref()?, bound.unit?) else {
                return None;
            };
            let first = day.at(0, 0, 0, 0);
            let last = lengths::away(first, &lengths::of(n.parse::<u32>().ok()?, unit), 1)?;
            When::Span { text: unit.duration(n), first, last, clocked: unit.of_clock() }
        }
        "weekends" => When::Duration(format!("P{}WE", bound.n.as_deref()?)),
        "couple" => When::Duration(bound.unit?.duration("2")),
        "fixed-length" => When::Duration(TimeUnit::parse(&pattern.unit)?.duration(&pattern.by.to_string())),
        "few" => When::Duration(bound.unit?.duration("3")),
        _ => return None,
    })
}
