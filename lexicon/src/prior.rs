//! How ambiguous a name is, computed from the words it is made of: no list of ambiguous names is kept by hand.
//!
//! Of 3,176 film titles 62 % consist of ordinary words; 1,491 of the 10,000 commonest surnames are words, and 2,198
//! city names are surnames (measured on the shipped sources, see docs/gazetteers.md). So the prior of a form falls
//! with the commonness of its words, with its shortness, and, for places, with the smallness of the population.

use crate::kind::EntityType;
use crate::record::{Flags, WordRecord};
use crate::rows::EntityRow;
use crate::shape::Shape;
use crate::token::RawToken;

/// Prior (of 255) and flags of a form whose words are known.
pub(crate) fn prior(
    name: &str,
    tokens: &[RawToken],
    words: &[WordRecord],
    flags: Flags,
    row: &EntityRow<'_>,
) -> (Flags, u8) {
    let mut flags = flags;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let all_ordinary =
        tokens.iter().zip(words).all(|(t, w)| w.is_ordinary() || t.shape.any(Shape::PUNCTUATION | Shape::NUMBER));
    if all_ordinary {
        flags = flags.with(Flags::ORDINARY);
    }
    let single = (tokens.len() == 1).then(|| &words[0]);
    if single.is_some_and(|w| w.given > 0 || w.surname > 0) {
        flags = flags.with(Flags::PERSON_NAME);
    }
    if tokens.len() == 1
        && letters <= 5
        && name.chars().all(|c| c.is_uppercase() || c == '.')
        && name.chars().count() > 1
    {
        flags = flags.with(Flags::ACRONYM);
    }
    if single.is_some_and(|w| flags.has(Flags::ACRONYM) && w.level == 0 && w.given == 0 && w.surname == 0)
        && is_said_as_a_word(name)
    {
        flags = flags.with(Flags::SPOKEN);
    }
    if let Some(prior) = row.prior {
        return (flags, prior);
    }
    let mut prior: i32 = match single {
        Some(word) if word.is_ordinary() && !flags.has(Flags::ACRONYM) => i32::from(word.level) * 2,
        Some(word) if word.level > 50 => 150,
        Some(_) if flags.has(Flags::ACRONYM) => 110 + 20 * (letters as i32).min(5),
        Some(_) if letters <= 3 => 120,
        Some(word) if word.given > 0 || word.surname > 0 => 215 - 8 * i32::from(word.given.max(word.surname).min(14)),
        Some(_) => 225,
        None if all_ordinary => 150,
        None => 240,
    };
    if row.kind == EntityType::Place {
        prior += match population(row.extra) {
            Some(p) if p >= 1_000_000 => 60,
            Some(p) if p >= 200_000 => 25,
            Some(p) if p >= 50_000 => 0,
            Some(_) => -25,
            None if row.subtype == "country" || row.subtype == "continent" => 120,
            // "Arizona" is a given name too; a region weighs as much as a city of a million
            None if row.subtype == "region" && single.is_some() && !flags.has(Flags::CONTEXT) => 60,
            None => 0,
        };
    }
    if flags.any(Flags::CONTEXT.with(Flags::SHORT).with(Flags::HISTORIC)) {
        prior /= 2;
    }
    // "Hong Kong" is a territory before it is a city
    let most = if row.subtype == "country" { 250 } else { 245 };
    (flags, prior.clamp(4, most) as u8)
}

/// "NATO", "UNICEF", not "BBC" or "HSBC": at least four letters, and vowels where a tongue needs them.
fn is_said_as_a_word(acronym: &str) -> bool {
    let is_vowel = |letter: u8| matches!(letter, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y');
    let letters = acronym.as_bytes();
    letters.len() >= 4
        && letters.iter().all(u8::is_ascii_uppercase)
        && letters.windows(3).all(|three| three.iter().any(|l| is_vowel(*l)) && !three.iter().all(|l| is_vowel(*l)))
}

fn population(extra: &str) -> Option<u64> {
    extra.split(';').find_map(|field| field.strip_prefix("pop=")).and_then(|n| n.parse().ok())
}
