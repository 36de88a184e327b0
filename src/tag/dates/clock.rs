//! Times of day as news and logs write them: "11 p.m.", "11pm", "10:30:15", "15h30", "1140 a.m.", "seven thirty p.m.".

use newsgraph_lexicon::{Shape, fold_hash};

use rustc_hash::FxHashSet;

use super::DateTagger;
use super::slots::Place;
use super::when::Clock;

/// The token after a time, the time, and whether its half of the day is open.
pub(super) fn clock(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, Clock, bool)> {
    if !place.shape(at).has(Shape::DIGIT) {
        let (end, clock) = spoken(tagger, place, at)?;
        let (end, late) = half(tagger, place, end)?;
        return finished(clock, Some(late)).map(|clock| (end, clock, false));
    }
    let text = place.text(at);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let glued = &text[digits.len()..];
    let lettered = is_hours(tagger, glued);
    let (read, certain) = digital(tagger, digits, lettered)?;
    let planned = place.agenda || tagger.words.forward;
    let (late, end) = if glued.is_empty() || lettered {
        half(tagger, place, at + 1).map_or((None, at + 1), |(end, late)| (Some(late), end))
    } else {
        // the tokeniser takes "8p.m." apart; "9:00a" is whole, and "7p" to who plans
        let letter = || letter_m(tagger, place, at + 1);
        match half_word(tagger, glued) {
            Some(late) if glued.len() > 1 => (Some(late), at + 1),
            Some(late) => (Some(late), letter().or((certain || planned).then_some(at + 1))?),
            None if is_about(tagger, glued) => (None, at + 1),
            None => return None,
        }
    };
    // "0800 GMT"
    let zoned = || text.len() == 4 && place.hash(end).is_some_and(|hash| tagger.words.zones.contains_key(&hash));
    // "at 1900 hours", "0430 hours"
    let [before, after] = &tagger.words.military;
    let stands = |at: Option<usize>, words: &FxHashSet<u64>| {
        at.and_then(|at| place.hash(at)).is_some_and(|hash| words.contains(&hash))
    };
    let led = || stands(at.checked_sub(1), before);
    let military = || text.len() == 4 && (text.starts_with('0') || led()) && stands(Some(end), after);
    // "at 15h"
    let hours = || lettered && (place.agenda || led());
    // "at 6.45", to who plans
    let dotted = || planned && digits.contains('.') && led() && !tagger.counts(place, end);
    // "around 11ish", not "20ish people"
    let about = || is_about(tagger, glued) && (planned || led()) && !tagger.counts(place, end);
    if late.is_none()
        && !certain
        && !dotted()
        && !(zoned() && place.shape(end).has(Shape::ALL_UPPER))
        && !military()
        && !hours()
        && !about()
    {
        return None;
    }
    let open = late.is_none() && (1..=12).contains(&read.hour);
    finished(read, late).map(|clock| (end, clock, open))
}

/// Hour, minute and second of digits; whether they are a time without "a.m." or "p.m." too.
fn digital(tagger: &DateTagger, digits: &str, lettered: bool) -> Option<(Clock, bool)> {
    let hours = |text: &str| text.parse::<u8>().ok().filter(|_| matches!(text.len(), 1 | 2));
    let two = |text: &str| text.parse::<u8>().ok().filter(|n| text.len() == 2 && *n < 60);
    if let Some((hour, minute)) = digits.split_once(|c: char| tagger.words.hours.contains(&c.to_ascii_lowercase())) {
        return Some((Clock { hour: hours(hour)?, minute: Some(two(minute)?), second: None }, true));
    }
    if lettered {
        return Some((Clock { hour: hours(digits)?, minute: None, second: None }, false));
    }
    if matches!(digits.len(), 3 | 4) && digits.bytes().all(|b| b.is_ascii_digit()) {
        let (hour, minute) = digits.split_at(digits.len() - 2);
        return Some((Clock { hour: hours(hour)?, minute: Some(two(minute)?), second: None }, false));
    }
    // "4:08.22" is how long a race took
    if digits.contains(':') && digits.contains('.') {
        return None;
    }
    let mut parts = digits.split([':', '.']);
    let hour = hours(parts.next()?)?;
    let rest: Vec<u8> = parts.map(two).collect::<Option<_>>()?;
    let clock = Clock { hour, minute: rest.first().copied(), second: rest.get(1).copied() };
    (rest.len() <= 2).then_some((clock, digits.contains(':')))
}

/// "h" of "15h".
pub(super) fn is_hours(tagger: &DateTagger, glued: &str) -> bool {
    let mut letters = glued.chars();
    letters.next().is_some_and(|c| tagger.words.hours.contains(&c.to_ascii_lowercase())) && letters.next().is_none()
}

/// "ish" of "11ish".
pub(super) fn is_about(tagger: &DateTagger, glued: &str) -> bool {
    tagger.words.about.iter().any(|ending| glued.eq_ignore_ascii_case(ending))
}

/// The clock on 24 hours.
fn finished(clock: Clock, late: Option<bool>) -> Option<Clock> {
    let hour = match (late, clock.hour) {
        (Some(_), hour) if hour == 0 || hour > 12 => return None,
        (Some(true), hour) if hour < 12 => hour + 12,
        (Some(false), 12) => 0,
        (_, hour) => hour,
    };
    (hour < 24 || hour == 24 && clock.minute == Some(0)).then_some(Clock { hour, ..clock })
}

/// "p.m.", "pm", "p m", "p . m .": the token after it, and whether it is the second half of the day.
fn half(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, bool)> {
    let late = half_word(tagger, place.text(at))?;
    Some((if place.text(at).len() > 1 { at + 1 } else { letter_m(tagger, place, at + 1)? }, late))
}

fn half_word(tagger: &DateTagger, text: &str) -> Option<bool> {
    tagger.words.halves.get(&fold_hash(text)).map(|hours| *hours > 0)
}

/// The token after "m", ". m" or ". m .".
fn letter_m(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<usize> {
    let dot = usize::from(place.text(at) == ".");
    let end = at + dot + 1;
    let letter = place.hash(at + dot).is_some_and(|hash| tagger.words.meridiem.contains(&hash));
    letter.then_some(end + usize::from(dot == 1 && place.text(end) == "."))
}

/// "seven thirty", "nine fifty nine", "seven": an hour in words and its minutes.
pub(super) fn spoken(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, Clock)> {
    let word = |at: usize| place.hash(at).and_then(|hash| tagger.numbers.get(&hash)).copied();
    let hour = word(at).filter(|n| (1..=12).contains(n))? as u8;
    let Some(minutes) = word(at + 1).filter(|n| (10..60).contains(n)) else {
        return Some((at + 1, Clock { hour, minute: None, second: None }));
    };
    let joiner = usize::from(place.shape(at + 2).has(Shape::JOINER));
    let (end, minutes) = match word(at + 2 + joiner) {
        Some(ones) if minutes >= 20 && minutes % 10 == 0 && (1..10).contains(&ones) => {
            (at + 3 + joiner, minutes + ones)
        }
        _ => (at + 2, minutes),
    };
    Some((end, Clock { hour, minute: Some(minutes as u8), second: None }))
}
