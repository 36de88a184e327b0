//! Lengths of time of several parts: "2 years, 1 month and 21 days", "1h30min", and dates that far away.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use newsgraph_lexicon::fold_hash;
use smallvec::{SmallVec, smallvec};

use super::DateTagger;
use super::anchor::Anchor;
use super::slots::Place;
use super::when::{Clock, TimeUnit, When};

/// Numbers of units, in thousandths, each unit once.
pub(super) type Length = SmallVec<[(i64, TimeUnit); 3]>;

/// Parts of one that lengths are counted in.
const PARTS: i64 = 1000;

/// So many of one unit.
pub(super) fn of(number: impl Into<i64>, unit: TimeUnit) -> Length {
    smallvec![(number.into().saturating_mul(PARTS), unit)]
}

/// "6.87" in thousandths, above zero.
fn thousandths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = part.get(..3).unwrap_or(part);
    let scale = [1000, 100, 10, 1][part.len()];
    let part = if part.is_empty() { 0 } else { part.parse::<i64>().ok()? * scale };
    whole.parse::<i64>().ok()?.checked_mul(PARTS)?.checked_add(part).filter(|n| *n > 0)
}

/// As TIMEX3 has it: "6.87".
fn decimal(number: i64) -> String {
    let text = format!("{}.{:03}", number / PARTS, number % PARTS);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Two or more numbers of units, with commas and "and" or nothing between, or one that is glued to its unit: the token after
/// it.
pub(super) fn length(tagger: &DateTagger, place: Place<'_>, at: usize, out: &mut Length) -> Option<usize> {
    let (mut end, first) = part(tagger, place, at)?;
    let glued = end == at + 1;
    out.push(first);
    loop {
        let comma = end + usize::from(place.text(end) == ",");
        let and = place.hash(comma).is_some_and(|hash| tagger.words.scales.get(&hash) == Some(&0));
        let Some((next, part)) = part(tagger, place, comma + usize::from(and)) else { break };
        if out.iter().any(|(_, unit)| *unit == part.1) {
            break;
        }
        out.push(part);
        end = next;
    }
    (glued || out.len() > 1).then_some(end)
}

/// "2 years", "30min": the token after it, the number and its unit.
fn part(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, (i64, TimeUnit))> {
    let units = &tagger.words.units;
    let text = place.text(at);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    if digits > 0 && unit.len() > 1 && unit.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some((at + 1, (thousandths(number)?, *units.get(&fold_hash(unit))?)));
    }
    let (end, number) = tagger.whole_number(place, at)?;
    Some((end + 1, (thousandths(&number)?, *units.get(&place.hash(end)?)?)))
}

/// "P2Y1M21D", larger units first.
pub(super) fn timex(length: &Length) -> String {
    let mut parts = length.clone();
    parts.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit as u8));
    let (mut text, mut clock) = ("P".to_owned(), false);
    for (number, unit) in parts {
        let part = unit.duration(&decimal(number));
        match part.strip_prefix("PT") {
            Some(part) => {
                text.push_str(if clock { "" } else { "T" });
                text.push_str(part);
                clock = true;
            }
            None => text.push_str(part.trim_start_matches('P')),
        }
    }
    text
}

/// A moment that far away.
pub(super) fn away(from: DateTime, length: &Length, by: i32) -> Option<DateTime> {
    length.iter().try_fold(from, |at, (number, unit)| {
        let n = i64::from(by).checked_mul(*number / PARTS)?;
        match unit {
            TimeUnit::Second => at.checked_add(n.seconds()),
            TimeUnit::Minute => at.checked_add(n.minutes()),
            TimeUnit::Hour => at.checked_add(n.hours()),
            TimeUnit::Day => at.checked_add(n.days()),
            TimeUnit::Week => at.checked_add(n.weeks()),
            TimeUnit::Fortnight => at.checked_add((2 * n).weeks()),
            TimeUnit::Month => at.checked_add(n.months()),
            TimeUnit::Quarter => at.checked_add((3 * n).months()),
            TimeUnit::Year => at.checked_add(n.years()),
            TimeUnit::Decade => at.checked_add((10 * n).years()),
            TimeUnit::Century => at.checked_add((100 * n).years()),
            TimeUnit::Millennium => return None,
        }
        .ok()
    })
}

/// The date that far from another day: a time where that of publication is known and the length has hours, a month or year
/// where it has nothing finer.
pub(super) fn shifted(from: Option<Date>, length: &Length, by: i32, anchor: Anchor) -> Option<When> {
    let from = from?;
    let clocked = length.iter().any(|(_, unit)| unit.of_clock());
    if let Some((hour, minute, second)) = anchor.time.filter(|_| clocked) {
        let at = away(from.at(hour as i8, minute as i8, second as i8, 0), length, by)?;
        return Some(When::Time { day: Some(at.date()), clock: Clock::of(at), zone: String::new() });
    }
    let day = away(from.at(0, 0, 0, 0), length, by)?.date();
    Some(match length.iter().map(|(_, unit)| *unit as u8).min()? {
        finest if finest >= TimeUnit::Year as u8 => When::Year(day.year()),
        finest if finest >= TimeUnit::Month as u8 => When::Month(day.year(), day.month() as u8),
        _ => When::Day(day),
    })
}

/// "the last 3 months and 2 days": that long, with its days or times.
pub(super) fn span(text: String, length: &Length, direction: i8, anchor: Anchor) -> Option<When> {
    let clocked = length.iter().any(|(_, unit)| unit.of_clock());
    let Some(published) = anchor.published.filter(|_| !clocked || anchor.time.is_some()) else {
        return Some(When::Duration(text));
    };
    let (hour, minute, second) = anchor.time.filter(|_| clocked).unwrap_or_default();
    let now = published.at(hour as i8, minute as i8, second as i8, 0);
    let (first, last) = if direction < 0 {
        (away(now, length, -1)?, now)
    } else {
        let next = if clocked { now } else { now.tomorrow().ok()? };
        (next, away(next, length, 1)?)
    };
    Some(When::Span { text, first, last, clocked })
}
