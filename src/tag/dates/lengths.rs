//! Lengths of time of several parts: "2 years, 1 month and 21 days", "1h30min", and dates that far away.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use newsgraph_lexicon::{Shape, fold_hash};
use smallvec::{SmallVec, smallvec};

use super::DateTagger;
use super::anchor::Anchor;
use super::clock::is_hours;
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

/// A half more than a number of one unit.
pub(super) fn and_a_half(number: u16, unit: TimeUnit) -> Length {
    smallvec![(i64::from(number) * PARTS + PARTS / 2, unit)]
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

/// Two or more numbers of units, with commas and "and" or nothing between, or one that is glued to its unit or has a
/// fraction: the token after it.
pub(super) fn length(tagger: &DateTagger, place: Place<'_>, at: usize, out: &mut Length) -> Option<usize> {
    if let Some(end) = lettered(tagger, place, at, out) {
        return Some(end);
    }
    let (mut end, first) = part(tagger, place, at)?;
    let alone = end == at + 1 || first.0 % PARTS != 0;
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
    (alone || out.len() > 1).then_some(end)
}

/// "4h 12m 36s", "1h52m": hours and what is smaller, by a letter each: the token after it.
fn lettered(tagger: &DateTagger, place: Place<'_>, at: usize, out: &mut Length) -> Option<usize> {
    let hours = place.text(at).bytes().position(|b| !b.is_ascii_digit()).filter(|n| *n > 0)?;
    if !place.text(at)[hours..].starts_with(|c: char| tagger.words.hours.contains(&c)) {
        return None;
    }
    let (mut length, mut end) = (Length::new(), at);
    while let Some(parts) = letters_of(tagger, place.text(end)).filter(|parts| !parts.is_empty()) {
        let falls = |last: &(i64, TimeUnit)| (last.1 as u8) > parts[0].1 as u8;
        if !length.last().is_none_or(falls) {
            break;
        }
        length.extend(parts);
        end += 1;
    }
    out.extend(length.iter().copied().filter(|_| length.len() > 1));
    (length.len() > 1).then_some(end)
}

/// "1h52m" as numbers of units; `None` when it holds anything else.
fn letters_of(tagger: &DateTagger, text: &str) -> Option<Length> {
    let (mut parts, mut rest) = (Length::new(), text);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, tail) = rest.split_at(digits);
        let letter = tail.chars().next()?;
        let unit = *tagger.words.letters.get(&letter)?;
        if parts.last().is_some_and(|(_, last)| *last as u8 <= unit as u8) {
            return None;
        }
        parts.push((thousandths(number)?, unit));
        rest = &tail[letter.len_utf8()..];
    }
    Some(parts)
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
    if let Some(found) = fraction(tagger, place, at) {
        return Some(found);
    }
    let (end, number) = number_of(tagger, place, at)?;
    let broken = number % PARTS != 0;
    // "two-and-a-half-year"
    let end = end + usize::from(broken && place.shape(end).has(Shape::JOINER));
    let unit = *units.get(&place.hash(end)?)?;
    let half = half_more(tagger, place, end + 1).filter(|_| !broken);
    Some(half.map_or((end + 1, (number, unit)), |end| (end, (number + PARTS / 2, unit))))
}

/// "1/4 hour", "1/2h": the token after it, the number and its unit.
fn fraction(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, (i64, TimeUnit))> {
    if place.text(at + 1) != "/" {
        return None;
    }
    let last = place.text(at + 2);
    let (below, glued) = last.split_at(last.bytes().take_while(u8::is_ascii_digit).count());
    let (above, below): (i64, i64) = (place.text(at).parse().ok()?, below.parse().ok()?);
    if !(1..below).contains(&above) || below >= 10 {
        return None;
    }
    let (end, unit) = if glued.is_empty() {
        (at + 4, *tagger.words.units.get(&place.hash(at + 3)?)?)
    } else {
        (at + 3, is_hours(tagger, glued).then_some(TimeUnit::Hour)?)
    };
    Some((end, (above * PARTS / below, unit)))
}

/// "2", "2.5", "2½", "2 1/2", "two and a half": the token after it, and the number.
fn number_of(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, i64)> {
    let text = place.text(at);
    let sign = |text: &str| text.chars().next_back().and_then(|c| tagger.fractions.get(&c)).copied();
    if let Some(part) = sign(text) {
        let whole: i64 = text.trim_end_matches(|c: char| !c.is_ascii()).parse().ok()?;
        return Some((at + 1, whole.checked_mul(PARTS)?.checked_add(part)?));
    }
    let (end, number) = tagger.whole_number(place, at)?;
    let number = thousandths(&number)?;
    if number % PARTS != 0 {
        return Some((end, number));
    }
    if let Some(part) = sign(place.text(end)).filter(|_| place.text(end).chars().count() == 1) {
        return Some((end + 1, number + part));
    }
    let over = end + usize::from(place.shape(end).has(Shape::JOINER));
    if place.text(over + 1) == "/"
        && let (Ok(above), Ok(below)) = (place.text(over).parse::<i64>(), place.text(over + 2).parse::<i64>())
        && (1..below).contains(&above)
        && below < 10
    {
        return Some((over + 3, number + above * PARTS / below));
    }
    Some(half_more(tagger, place, end).map_or((end, number), |end| (end, number + PARTS / 2)))
}

/// "and a half", perhaps with hyphens: the token after it.
fn half_more(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<usize> {
    let mut words = tagger.words.half.iter();
    words.find_map(|words| {
        words.iter().try_fold(at, |at, word| {
            let at = at + usize::from(place.shape(at).has(Shape::JOINER));
            (place.hash(at) == Some(*word)).then_some(at + 1)
        })
    })
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
        if let Some(seconds) = unit.seconds().filter(|_| number % PARTS != 0) {
            return moved(at, TimeUnit::Second, i64::from(by) * (number * seconds / PARTS));
        }
        let at = moved(at, *unit, i64::from(by).checked_mul(*number / PARTS)?)?;
        match unit.half().filter(|_| number % PARTS == PARTS / 2) {
            Some((unit, n)) => moved(at, unit, i64::from(by * n)),
            None => Some(at),
        }
    })
}

/// A moment a number of units away.
fn moved(at: DateTime, unit: TimeUnit, n: i64) -> Option<DateTime> {
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
    let grain = |(number, unit): &(i64, TimeUnit)| {
        let half = unit.half().filter(|_| number % PARTS != 0);
        half.map_or(*unit, |(unit, _)| unit) as u8
    };
    Some(match length.iter().map(grain).min()? {
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
