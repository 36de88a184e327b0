//! Years and ordinals in words: "nineteen ninety-six", "two thousand and fifteen", "twenty-first".

use newsgraph_lexicon::Shape;

use super::DateTagger;
use super::slots::Place;

/// A number below a hundred in words: the token after it, and the number.
fn below_hundred(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, u32)> {
    let word = |at: usize| place.hash(at).and_then(|hash| tagger.numbers.get(&hash)).copied().filter(|n| *n < 100);
    let tens = word(at)?;
    let joiner = usize::from(place.shape(at + 1).has(Shape::JOINER));
    Some(match word(at + 1 + joiner) {
        Some(ones) if tens >= 20 && tens % 10 == 0 && (1..10).contains(&ones) => (at + 2 + joiner, tens + ones),
        _ => (at + 1, tens),
    })
}

/// A year in words, 1100 to 2099: hundreds and the rest ("nineteen ninety"), or thousands ("two thousand and one").
pub(super) fn year(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, i16)> {
    let (next, first) = below_hundred(tagger, place, at)?;
    let scale_at = |at: usize| place.hash(at).and_then(|hash| tagger.words.scales.get(&hash)).copied();
    let scale = scale_at(next).filter(|scale| *scale > 0);
    let hundreds = match scale {
        Some(scale) => first * u32::from(scale),
        None => first * 100,
    };
    let rest = next + usize::from(scale.is_some());
    let joined = rest + usize::from(scale.is_some() && scale_at(rest) == Some(0));
    let (end, year) = match below_hundred(tagger, place, joined) {
        Some((end, n)) if scale.is_some() || n >= 10 => (end, hundreds + n),
        _ if scale.is_some() => (rest, hundreds),
        _ => return None,
    };
    i16::try_from(year).ok().filter(|year| (1100..2100).contains(year)).map(|year| (end, year))
}

/// An ordinal in words: the token after it, and the number.
pub(super) fn ordinal(tagger: &DateTagger, place: Place<'_>, at: usize) -> Option<(usize, u8)> {
    let hash = place.hash(at)?;
    let ordinal = |at: usize| {
        let hash = place.hash(at)?;
        tagger.ordinals.get(&hash).and_then(|n| u8::try_from(*n).ok())
    };
    if let Some(n) = ordinal(at) {
        return Some((at + 1, n));
    }
    let tens = *tagger.numbers.get(&hash).filter(|n| (20..100).contains(*n) && **n % 10 == 0)?;
    let joiner = usize::from(place.shape(at + 1).has(Shape::JOINER));
    let ones = ordinal(at + 1 + joiner).filter(|n| *n < 10)?;
    Some((at + 2 + joiner, tens as u8 + ones))
}
