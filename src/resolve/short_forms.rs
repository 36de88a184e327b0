//! Short forms of names: a surname, a given name or the first word of a firm is what the full name of the document says.

use rustc_hash::{FxHashMap, FxHashSet};

use super::choose::Stretch;
use crate::types::{Candidate, EntityType, Page};

/// What a surname gains for a person when the document has the full name, in thousandths.
const SURNAME_OF_PERSON: i32 = 3000;
/// What a name of two words gains for a person when the document has its first word alone for a person.
const GIVEN_NAME_ALONE: i32 = 2000;
/// What the first word of an organisation's name gains for that organisation, in thousandths.
const SHORT_OF_ORGANISATION: i32 = 3000;

/// A word that ends the full name of a person of the document is that person's surname.
pub(super) fn surnames(page: &Page<'_>, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let mut known: FxHashSet<u64> = FxHashSet::default();
    let mut ends = Vec::new();
    for stretch in stretches.iter().filter(|s| (2..=5).contains(&s.tokens.len())) {
        let Some(best) = stretch.readings.iter().max_by_key(|(_, score)| *score) else { continue };
        if best.1 > 0 && candidates[best.0].kind == EntityType::Person {
            known.insert(page.tokens()[stretch.tokens.end as usize - 1].hash);
            ends.push(stretch.tokens.end);
        }
    }
    ends.sort_unstable();
    // the last word of a full name is part of it, not a second mention
    for stretch in stretches.iter_mut().filter(|s| s.tokens.len() == 1 && ends.binary_search(&s.tokens.end).is_err()) {
        if !known.contains(&page.tokens()[stretch.tokens.start as usize].hash) {
            continue;
        }
        for (index, score) in &mut stretch.readings {
            if candidates[*index].kind == EntityType::Person {
                *score += SURNAME_OF_PERSON;
            }
        }
    }
}

/// Someone called by the first word of a name elsewhere in the document is the one with that name: "Mara" makes a person
/// of "Mara Quill".
pub(super) fn given_names(page: &Page<'_>, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let mut known: FxHashSet<u64> = FxHashSet::default();
    for stretch in stretches.iter().filter(|s| s.tokens.len() == 1) {
        let best = stretch.readings.iter().max_by_key(|(_, score)| *score);
        let at = stretch.tokens.start as usize;
        let person = best.is_some_and(|(index, score)| *score > 0 && candidates[*index].kind == EntityType::Person);
        // the given name of a longer name does not stand alone
        let alone = page.tokens().get(at + 1).is_none_or(|next| !next.is_capitalised());
        if person && alone && page.record(at).given > 0 {
            known.insert(stretch.words);
        }
    }
    for stretch in stretches.iter_mut().filter(|s| s.tokens.len() == 2) {
        if !known.contains(&page.tokens()[stretch.tokens.start as usize].hash) {
            continue;
        }
        for (index, score) in &mut stretch.readings {
            if candidates[*index].kind == EntityType::Person {
                *score += GIVEN_NAME_ALONE;
            }
        }
    }
}

/// "Halcyon" is the organisation "Halcyon Pictures" of the same document, unless a person of the document has that name.
pub(super) fn short_names(page: &Page<'_>, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let word = |at: u32| page.tokens()[at as usize].hash;
    let mut firsts: FxHashMap<u64, bool> = FxHashMap::default();
    let mut starts = Vec::new();
    for stretch in stretches.iter().filter(|s| s.tokens.len() > 1) {
        let Some(best) = stretch.readings.iter().max_by_key(|(_, score)| *score).filter(|best| best.1 > 0) else {
            continue;
        };
        match candidates[best.0].kind {
            EntityType::Organisation => {
                firsts.entry(word(stretch.tokens.start)).or_insert(true);
                starts.push(stretch.tokens.start);
            }
            EntityType::Person => {
                firsts.insert(word(stretch.tokens.start), false);
                firsts.insert(word(stretch.tokens.end - 1), false);
            }
            _ => {}
        }
    }
    for stretch in stretches.iter_mut().filter(|s| s.tokens.len() == 1) {
        let at = stretch.tokens.start;
        let known = stretch.readings.iter().any(|(index, _)| candidates[*index].sense.is_some());
        if known || starts.binary_search(&at).is_ok() || firsts.get(&word(at)) != Some(&true) {
            continue;
        }
        for (index, score) in &mut stretch.readings {
            if candidates[*index].kind == EntityType::Organisation {
                *score += SHORT_OF_ORGANISATION;
            }
        }
    }
}
