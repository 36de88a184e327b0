//! Dates written as one word, or with a mark between year and month: "Dec31", "14april", "FY18", "4Q18", "2016H2", "2015-03".

use newsgraph_lexicon::{Shape, fold_hash};

use super::DateTagger;
use super::digits::{offset, short_year, year};
use super::slots::{Bound, Place};
use super::when::Clock;

/// "Dec31", "14april": a day and its month.
pub(super) fn day_month(tagger: &DateTagger, text: &str, bound: &mut Bound) -> Option<()> {
    let letters_first = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let cut = text.find(|c: char| c.is_ascii_digit() == letters_first)?;
    let (left, right) = text.split_at(cut);
    let (day, month) = if letters_first { (right, left) } else { (left, right) };
    bound.month = tagger.words.months.get(&fold_hash(month)).copied();
    bound.day = day.parse().ok().filter(|day| day_of_month(*day) && month.len() > 2);
    (bound.month.is_some() && bound.day.is_some()).then_some(())
}

const fn day_of_month(day: u8) -> bool {
    day > 0 && day <= 31
}

/// "2014:23:00:05 +0100" of a web server's log: the token after it.
pub(super) fn year_clock(place: Place<'_>, at: usize, bound: &mut Bound) -> Option<usize> {
    let mut parts = place.text(at).split(':');
    bound.year = whole_or_short(parts.next()?);
    let two = |text: &str| text.parse::<u8>().ok().filter(|n| text.len() == 2 && *n < 60);
    let (hour, minute, second) = (two(parts.next()?)?, two(parts.next()?)?, two(parts.next()?)?);
    let clock = Clock { hour, minute: Some(minute), second: Some(second) };
    bound.clock = Some(clock).filter(|_| hour < 24 && parts.next().is_none());
    let zoned = offset(place, at + 1, clock);
    let end = zoned.as_ref().map_or(at + 1, |(end, _)| *end);
    bound.zone = zoned.map(|(_, zone)| zone);
    (bound.year.is_some() && bound.clock.is_some()).then_some(end)
}

/// "FY18", "CY2018": a year after two letters.
pub(super) fn fiscal(text: &str) -> Option<i16> {
    let digits = text.strip_prefix("FY").or_else(|| text.strip_prefix("fy"))?;
    whole_or_short(digits)
}

fn whole_or_short(digits: &str) -> Option<i16> {
    let whole = digits.parse().ok().filter(|year| digits.len() == 4 && (1900..2100).contains(year));
    whole.or_else(|| short_year(digits))
}

/// "4Q18", "18Q4", "2016H2": a year and the number of its part; `letter` is that of the part.
pub(super) fn part_of_year(text: &str, letter: char, parts: u8, bound: &mut Bound) -> Option<()> {
    let (left, right) = text.split_once([letter, letter.to_ascii_lowercase()])?;
    let (number, year) = if left.len() == 1 { (left, right) } else { (right, left) };
    bound.quarter = number.parse().ok().filter(|n| (1..=parts).contains(n));
    bound.year = whole_or_short(year);
    (bound.quarter.is_some() && bound.year.is_some()).then_some(())
}

/// Years of months in figures.
const MONTHS_OF: std::ops::RangeInclusive<i16> = 1800..=2060;

/// "2015-03", "2016/11", "11/2016", not "2009-10", which are two years: the token after it.
pub(super) fn year_month(place: Place<'_>, at: usize, bound: &mut Bound) -> Option<usize> {
    let (mark, end) = (place.text(at + 1), at + 3);
    let apart = [1, 2].iter().any(|n| place.shape(at + *n).has(Shape::SPACE_BEFORE));
    let more = place.shape(end).has(Shape::JOINER) || place.text(end) == "/";
    let glued = at.checked_sub(1).is_some_and(|n| place.shape(n).has(Shape::JOINER) || place.text(n) == "/");
    if !matches!(mark, "-" | "/")
        || apart
        || glued && !place.shape(at).has(Shape::SPACE_BEFORE)
        || more && !place.shape(end).has(Shape::SPACE_BEFORE)
    {
        return None;
    }
    let month = |at: usize| {
        let text = place.text(at);
        text.parse::<u8>().ok().filter(|n| text.len() <= 2 && (1..=12).contains(n))
    };
    let (of, number) = match year(place, at) {
        Some(of) => {
            let number = month(at + 2)?;
            let text = place.text(at + 2);
            let next = i16::from(number) > of % if text.len() == 1 { 10 } else { 100 };
            (of, Some(number).filter(|_| !next)?)
        }
        None => (year(place, at + 2)?, month(at)?),
    };
    (bound.year, bound.month) = (Some(of), Some(number));
    MONTHS_OF.contains(&of).then_some(end)
}
