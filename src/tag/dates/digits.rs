//! Dates and years in figures: "2014", "1990s", "Q3", "11/20", "31.12.2014", "2014-12-01T09:30:00Z".

use newsgraph_lexicon::Shape;

use super::slots::{Bound, Place};
use super::when::Clock;
use crate::types::Page;

/// Years that are read as such.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2099;

/// "11/20", "22/04", in an agenda "2-15": a month and a day, in the order of the document, American where nothing tells it.
pub(super) fn month_day(place: Place<'_>, at: usize, bound: &mut Bound) -> Option<usize> {
    let (first, second) = (place.text(at), place.text(at + 2));
    let number =
        |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()));
    let spaced = [1, 2].iter().filter(|n| place.shape(at + *n).has(Shape::SPACE_BEFORE)).count();
    let (a, b) = (number(first)?, number(second)?);
    let turned = place.day_first && b <= 12;
    let (month, day) = if a <= 12 && !turned { (a, b) } else { (b, a) };
    let mark = place.text(at + 1);
    let marked = mark == "/" || mark == "-" && place.agenda && spaced == 0 && at == place.sentence.start as usize;
    let valid = marked && place.text(at + 3) != mark && spaced != 1;
    let valid = valid && (1..=12).contains(&month) && (1..=31).contains(&day);
    (bound.month, bound.day) = (Some(month), Some(day));
    valid.then_some(at + 3)
}

/// Four digits, 1000 to 2099.
pub(super) fn year(place: Place<'_>, at: usize) -> Option<i16> {
    let text = place.text(at);
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| plain && YEARS.contains(year))
}

/// "05" after an apostrophe.
pub(super) fn short_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok().filter(|_| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()))?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// "2014-12-01T09:30:00Z", of one word or several.
pub(super) fn iso(place: Place<'_>, at: usize, bound: &mut Bound) -> Option<usize> {
    let tokens = place.page.tokens();
    let start = tokens.get(at)?.span.start as usize;
    let text = place.page.text().get(start..)?;
    let long = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.' | '+')));
    let long = long.unwrap_or(text.len()).min(40);
    let text = text.get(..long).unwrap_or(text).trim_end_matches('.');
    let (date, time) = text.split_once('T')?;
    let mut parts = date.split('-');
    ordered(parts.next()?, parts.next()?, parts.next()?, false, bound)?;
    let digits = time.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(time.len());
    let mut parts = time.get(..digits)?.split(':').map(|part| part.parse::<u8>().ok().filter(|_| part.len() == 2));
    let clock = Clock { hour: parts.next()??, minute: parts.next().flatten(), second: parts.next().flatten() };
    bound.clock = Some(clock).filter(|c| c.hour < 24 && c.minute.is_none_or(|m| m < 60));
    let zone = time.get(digits..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    bound.zone = if zone == "Z" { Some(zone.to_owned()) } else { hours_off(zone) };
    let stop = start + date.len() + 1 + time.len() - if bound.zone.is_some() { 0 } else { zone.len() };
    let end = (at..tokens.len()).find(|n| tokens[*n].span.end as usize >= stop)? + 1;
    (bound.clock.is_some() && tokens[end - 1].span.end as usize == stop).then_some(end)
}

/// "+0100", "-05:00" after a time with seconds: how far from Greenwich, and the token after it.
pub(super) fn offset(place: Place<'_>, at: usize, clock: Clock) -> Option<(usize, String)> {
    let tokens = place.page.tokens();
    let start = tokens.get(at).filter(|_| clock.second.is_some())?.span.start as usize;
    let text = place.page.text().get(start..)?;
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | ':'))).unwrap_or(text.len());
    let zone = hours_off(&text[..end])?;
    let next = (at..tokens.len()).find(|n| tokens[*n].span.end as usize >= start + end)? + 1;
    (tokens[next - 1].span.end as usize == start + end).then_some((next, zone))
}

/// "+0100" and "+01:00" as "+01:00", "+0000" as "Z".
fn hours_off(text: &str) -> Option<String> {
    let (hours, minutes) = text.get(1..3).zip(text.get(3..).map(|rest| rest.strip_prefix(':').unwrap_or(rest)))?;
    let two = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let whole = text.starts_with(['+', '-']) && two(hours) && two(minutes);
    let zero = hours == "00" && minutes == "00";
    whole.then(|| if zero { "Z".to_owned() } else { format!("{}{hours}:{minutes}", &text[..1]) })
}

/// "Q3", "H1".
pub(super) fn lettered(text: &str, letter: char) -> Option<u8> {
    text.strip_prefix([letter, letter.to_ascii_lowercase()]).and_then(|n| n.parse().ok())
}

/// "1990s", "90s".
pub(super) fn decade(text: &str) -> Option<i16> {
    let digits = text.strip_suffix('s')?;
    let year: i16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
    match digits.len() {
        4 if YEARS.contains(&year) => Some(year),
        2 if (20..100).contains(&year) => Some(1900 + year),
        _ => None,
    }
}

/// "2014-12-01", "12/31/2014", "31.12.2014".
pub(super) fn numeric(place: Place<'_>, at: usize, bound: &mut Bound) -> Option<usize> {
    let text = place.text(at);
    if text.matches('.').count() == 2 {
        let parts: Vec<&str> = text.split('.').collect();
        // "2.3.31" is a version
        if parts[2].len() < 4 && parts.iter().any(|part| part.len() != 2) && parts[0].len() < 4 {
            return None;
        }
        return ordered(parts[0], parts[1], parts[2], false, bound).map(|()| at + 1);
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return ordered(&text[..4], &text[4..6], &text[6..], false, bound).map(|()| at + 1);
    }
    let (mark, other) = (place.text(at + 1), place.text(at + 3));
    if mark.is_empty() || mark != other || !matches!(mark, "-" | "/") || place.shape(at + 1).has(Shape::SPACE_BEFORE) {
        return None;
    }
    // "5-1-36-1" is a bowler's record
    let next = place.shape(at + 6);
    let more = place.text(at + 5) == mark && next.has(Shape::DIGIT) && !next.has(Shape::SPACE_BEFORE);
    let date = ordered(text, place.text(at + 2), place.text(at + 4), !place.day_first, bound);
    date.filter(|()| !more).map(|()| at + 5)
}

/// Day, month and year in whatever order the digits allow; `month_first` where both would do.
fn ordered(a: &str, b: &str, c: &str, month_first: bool, bound: &mut Bound) -> Option<()> {
    let number =
        |text: &str| text.parse::<i16>().ok().filter(|_| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()));
    let (x, y) = (number(a)?, number(b)?);
    let (year, month, day) = if a.len() == 4 {
        (x, y, number(c)?)
    } else {
        let z = number(c).filter(|_| c.len() == 4 || c.len() == 2)?;
        let year = if c.len() == 2 { if z < 50 { 2000 + z } else { 1900 + z } } else { z };
        if x > 12 || (!month_first && y <= 12) { (year, y, x) } else { (year, x, y) }
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && YEARS.contains(&year);
    if valid {
        (bound.year, bound.month, bound.day) = (Some(year), Some(month as u8), Some(day as u8));
    }
    valid.then_some(())
}

/// Whether a document writes days before months: "22/04/2016" or "22-04-2016" and no "04/22/2016" anywhere in it;
/// `openings` are the tokens at which a date may begin.
pub(super) fn day_first(page: &Page<'_>, openings: &[u32]) -> bool {
    let tokens = page.tokens();
    let number = |at: usize| page.word(at).parse::<u16>().ok().filter(|_| tokens[at].shape.has(Shape::DIGIT));
    let (mut days, mut months) = (false, false);
    for at in openings.iter().map(|at| *at as usize) {
        if !tokens[at].shape.has(Shape::DIGIT) || at + 4 >= tokens.len() {
            continue;
        }
        let mark = page.word(at + 1);
        if !matches!(mark, "/" | "-") || page.word(at + 3) != mark {
            continue;
        }
        let (Some(first), Some(second), Some(_)) = (number(at), number(at + 2), number(at + 4)) else { continue };
        days |= (13..=31).contains(&first) && (1..=12).contains(&second);
        months |= (13..=31).contains(&second) && (1..=12).contains(&first);
    }
    days && !months
}
