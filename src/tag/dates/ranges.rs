//! What patterns of two dates mean: "from May to July", "the 2013-14 season", "since March".

use jiff::ToSpan as _;

use super::anchor::Anchor;
use super::calendar::calendar;
use super::nearest::still_to_come;
use super::patterns::Pattern;
use super::slots::Bound;
use super::spans::{range, range_of};
use super::when::When;

/// The meaning; `None` when the parts make no range.
pub(super) fn meaning(pattern: &Pattern, bound: &Bound, anchor: Anchor) -> Option<When> {
    Some(match pattern.value.as_str() {
        "centuries" => range(When::Century(i16::from(bound.ordinal?)), When::Century(i16::from(bound.day?)))?,
        "season-years" => {
            let (first, text) = (bound.year?, bound.n.as_deref()?);
            let second: i16 = text.parse().ok().filter(|_| matches!(text.len(), 2 | 4))?;
            let follows = second == first + 1 || second == (first + 1) % 100;
            follows.then(|| When::Range(Box::new(When::Year(first)), Box::new(When::Year(first + 1))))?
        }
        "from-now" => {
            let today = anchor.published?;
            let to = still_to_come(bound.date.clone()?, today, bound.yearless[0])?;
            When::Range(Box::new(When::Day(today)), Box::new(to))
        }
        "to-now" => {
            let from = bound.date.clone()?;
            let today = anchor.published?;
            let mut first = from.days()?.0;
            // "from March to date" is the last March
            if first > today && !bound.dated[0] {
                first = first.checked_sub(1.year()).ok()?;
            }
            range(When::Day(first), When::Day(today))?
        }
        "dash-range" => match (&bound.date, &bound.date2) {
            (Some(from), Some(to))
                if std::mem::discriminant(from) == std::mem::discriminant(to) && bound.dated != [true, true] =>
            {
                range_of(bound)?
            }
            _ => return None,
        },
        // years on both sides are two dates, as TimeML has it
        "range" if bound.dated == [true, true] && !matches!(bound.date, Some(When::Day(_) | When::Quarter(..))) => {
            return None;
        }
        "open-range" if matches!(bound.date, Some(When::Time { .. })) => return None,
        // who plans "from March to May" has two months
        "open-range" => match range_of(bound)? {
            When::Range(from, to) if !matches!(*to, When::Day(_)) => When::Until(from, to),
            range => range,
        },
        "range" => range_of(bound)?,
        "day-range" => {
            let second = Bound { day: bound.day2, ..bound.clone() };
            range(calendar(bound, anchor)?, calendar(&second, anchor)?)?
        }
        _ => return None,
    })
}
