//! Short forms of names: a surname, a given name or the first word of a firm is what the full name of the document says.

use newsgraph_lexicon::ClassId;
use rustc_hash::{FxHashMap, FxHashSet};

use super::choose::Stretch;
use crate::types::{Candidate, EntityType, Page, Span};

/// What a surname gains for a person when the document has the full name, in thousandths.
const SURNAME_OF_PERSON: i32 = 3000;
/// What a name of two words gains for a person when the document has its first word alone for a person.
const GIVEN_NAME_ALONE: i32 = 2000;
/// What the first word of the name of an organisation or place gains for that, in thousandths.
const SHORT_OF_LONGER: i32 = 3000;
/// Subtype of the organisations that are called by their last word too.
pub(super) const CLUB: &str = "club";

/// A word that ends the full name of a person of the document is that person's surname.
pub(super) fn surnames(
    page: &Page<'_>,
    generation: Option<ClassId>,
    candidates: &[Candidate],
    stretches: &mut [Stretch],
) {
    let mut known: FxHashSet<u64> = FxHashSet::default();
    let mut ends = Vec::new();
    for stretch in stretches.iter().filter(|s| (2..=5).contains(&s.tokens.len())) {
        let Some(best) = stretch.readings.iter().max_by_key(|(_, score)| *score) else { continue };
        if best.1 > 0 && candidates[best.0].kind == EntityType::Person {
            let surname = page.surname(stretch.tokens, generation);
            known.insert(page.tokens()[surname].hash);
            ends.push(surname as u32 + 1);
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

/// "Halcyon" is the organisation "Halcyon Pictures" of the same document, "Tavel" the place "Tavel County", unless a person
/// of the document has that name; a name that the gazetteers know is so only where they know it as an
/// organisation too ("Meta" of "Meta Platforms", not the town). A club of two words is called by the last as well ("United").
/// `district` are heads of names of such places.
pub(super) fn short_names(
    page: &Page<'_>,
    district: Option<ClassId>,
    candidates: &[Candidate],
    stretches: &mut [Stretch],
) {
    let word = |at: u32| page.tokens()[at as usize].hash;
    let called_first = |tokens: Span| {
        let head = page.record(tokens.end as usize - 1);
        !page.record(tokens.start as usize).is_ordinary() && district.is_some_and(|class| head.is_in(class))
    };
    let mut firsts: FxHashMap<u64, Option<EntityType>> = FxHashMap::default();
    let mut clubs: FxHashSet<u64> = FxHashSet::default();
    let (mut starts, mut longer, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    for stretch in stretches.iter().filter(|s| s.tokens.len() > 1) {
        let Some(best) = stretch.readings.iter().max_by_key(|(_, score)| *score).filter(|best| best.1 > 0) else {
            continue;
        };
        longer.push(stretch.tokens.start);
        match candidates[best.0].kind {
            kind @ (EntityType::Organisation | EntityType::Place) => {
                if kind == EntityType::Organisation || called_first(stretch.tokens) {
                    firsts.entry(word(stretch.tokens.start)).or_insert(Some(kind));
                }
                starts.push(stretch.tokens.start);
                if candidates[best.0].subtype == CLUB && stretch.tokens.len() == 2 {
                    clubs.insert(word(stretch.tokens.end - 1));
                    ends.push(stretch.tokens.end - 1);
                }
            }
            EntityType::Person => {
                firsts.insert(word(stretch.tokens.start), None);
                firsts.insert(word(stretch.tokens.end - 1), None);
            }
            _ => {}
        }
    }
    for stretch in stretches.iter_mut().filter(|s| s.tokens.len() == 1) {
        let at = stretch.tokens.start;
        let first = firsts.get(&word(at)).copied();
        let club = first.is_none() && clubs.contains(&word(at)) && ends.binary_search(&at).is_err();
        let Some(kind) = first.flatten().or(club.then_some(EntityType::Organisation)) else { continue };
        let known = || stretch.readings.iter().map(|(index, _)| &candidates[*index]).filter(|c| c.sense.is_some());
        let body = kind == EntityType::Organisation
            && longer.binary_search(&at).is_err()
            && known().any(|c| c.kind == EntityType::Organisation)
            && known().all(|c| matches!(c.kind, EntityType::Organisation | EntityType::Place));
        // "moved to Moscow" beside "Dynamo Moscow" is the city
        let club = club && known().all(|c| c.kind != EntityType::Place);
        if known().next().is_some() && !body && !club || starts.binary_search(&at).is_ok() {
            continue;
        }
        for (index, score) in &mut stretch.readings {
            if candidates[*index].kind == kind {
                *score += SHORT_OF_LONGER;
            }
        }
    }
}
