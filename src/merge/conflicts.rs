//! Edges that cannot both be true: one that is denied elsewhere, and another value where there is only one.
//!
//! Which relations have one value only is said in their rule files (`single_valued`).

use std::cmp::{Ordering, Reverse};
use std::io;
use std::path::Path;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::merge::traits::Traits;
use crate::merge::{Record, Sorted, Sorter};
use crate::rules::relation_file::Single;
use crate::types::{Claim, Conflict, ConflictKind, Edge};

/// Bytes of claims and of conflicts kept in memory.
const BUDGET: usize = 16 << 20;
/// Most values of one thing that are compared.
const MAX_VALUES: usize = 50;

/// Finds conflicts among the edges of a graph, which come sorted.
pub struct Conflicts {
    traits: Traits,
    /// Edges that differ only in modality and attribution.
    same: Vec<Claim>,
    values: Sorter<Filed>,
    found: Sorter<Conflict>,
}

impl Conflicts {
    /// None yet. `spill` is a folder for what does not fit into memory.
    pub(super) fn new(traits: Traits, spill: &Path) -> Self {
        let (values, found) = (Sorter::new(spill, "values", BUDGET), Sorter::new(spill, "conflicts", BUDGET));
        Conflicts { traits, same: Vec::new(), values, found }
    }

    /// Takes in the next edge; `counted` are the words for what a figure counts.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn add(&mut self, edge: &Edge, counted: &str) -> io::Result<()> {
        let modality = edge.key.modality;
        if !modality.is_held() && !modality.is_denied() {
            return Ok(());
        }
        let claim = Claim { key: edge.key.clone(), documents: edge.documents, quote: edge.quote.clone() };
        if let Some(single) = self.traits.of(&edge.key.relation).single_valued.filter(|_| modality.is_held()) {
            for context in contexts(single, edge, counted) {
                self.values.push(Filed { single, context, claim: claim.clone() })?;
            }
        }
        let what = |claim: &Claim| (claim.key.subject.clone(), claim.key.relation.clone(), claim.key.object.clone());
        if self.same.last().is_some_and(|last| what(last) != what(&claim)) {
            self.denials()?;
        }
        self.same.push(claim);
        Ok(())
    }

    fn denials(&mut self) -> io::Result<()> {
        let held = self.same.iter().filter(|claim| claim.key.modality.is_held());
        let best = held.min_by(|x, y| rank(x).cmp(&rank(y))).cloned();
        for denied in self.same.drain(..).filter(|claim| claim.key.modality.is_denied()) {
            if let Some(held) = best.clone() {
                self.found.push(Conflict { kind: ConflictKind::Denied, a: held, b: denied })?;
            }
        }
        Ok(())
    }

    /// All conflicts, sorted, when all edges are in.
    ///
    /// # Errors
    /// When what was spilt cannot be read back.
    pub fn finish(mut self) -> io::Result<Sorted<Conflict>> {
        self.denials()?;
        let mut group: Vec<Filed> = Vec::new();
        let mut found = self.found;
        for filed in self.values.finish()? {
            let filed = filed?;
            if group.last().is_some_and(|last| last.thing() != filed.thing()) {
                other_values(&std::mem::take(&mut group), &mut found)?;
            }
            if group.len() < MAX_VALUES {
                group.push(filed);
            }
        }
        other_values(&group, &mut found)?;
        found.finish()
    }
}

/// Within what there is one value. "12 users" and "40 users" are seldom the same: what is counted has to be told in more
/// than a word, and the place or the day has to be the same.
fn contexts(single: Single, edge: &Edge, counted: &str) -> Vec<CompactString> {
    if single == Single::Object {
        return vec![CompactString::default()];
    }
    let places = edge.qualifiers.iter().filter(|(key, _)| key == "place").map(|(_, place)| place.to_lowercase().into());
    let day = (!edge.date.is_empty()).then(|| edge.date.clone());
    places.chain(day).filter(|_| counted.trim().contains(' ')).collect()
}

/// The value most documents give against each of the others.
fn other_values(group: &[Filed], found: &mut Sorter<Conflict>) -> io::Result<()> {
    let Some(best) = group.iter().min_by(|x, y| rank(&x.claim).cmp(&rank(&y.claim))) else { return Ok(()) };
    let mut last = best.value();
    for other in group.iter().filter(|other| contradicts(best.value(), other.value())) {
        if other.value() != last {
            last = other.value();
            let (a, b) = (best.claim.clone(), other.claim.clone());
            found.push(Conflict { kind: ConflictKind::OtherValue, a, b })?;
        }
    }
    Ok(())
}

type Rank<'a> =
    (Reverse<u64>, Reverse<crate::types::Modality>, &'a CompactString, &'a CompactString, &'a CompactString);

fn rank(claim: &Claim) -> Rank<'_> {
    let key = &claim.key;
    (Reverse(claim.documents), Reverse(key.modality), &key.subject, &key.object, &key.attribution)
}

/// Two values that exclude each other: of one kind, exact, and none a part of the other. A city and its country, "May 1990"
/// and "1990", "about 40" and "41" go together.
fn contradicts(a: &str, b: &str) -> bool {
    let (Some((space_a, value_a)), Some((space_b, value_b))) = (a.split_once(':'), b.split_once(':')) else {
        return false;
    };
    let of_figures = |space: &str| space == "date" || space == "figure";
    let exact = |value: &str| value.starts_with(|c: char| c.is_ascii_digit());
    let part = space_a == "date" && (value_a.starts_with(value_b) || value_b.starts_with(value_a));
    space_a == space_b && a != b && !part && (!of_figures(space_a) || exact(value_a) && exact(value_b))
}

/// A claim about something that has one value.
#[derive(Serialize, Deserialize)]
struct Filed {
    single: Single,
    context: CompactString,
    claim: Claim,
}

impl Filed {
    fn thing(&self) -> (&CompactString, &CompactString, &CompactString) {
        let key = &self.claim.key;
        (&key.relation, if self.single == Single::Object { &key.subject } else { &key.object }, &self.context)
    }

    fn value(&self) -> &CompactString {
        if self.single == Single::Object { &self.claim.key.object } else { &self.claim.key.subject }
    }
}

impl Record for Filed {
    fn order(&self, other: &Self) -> Ordering {
        (self.thing(), self.value(), &self.claim.key).cmp(&(other.thing(), other.value(), &other.claim.key))
    }

    fn absorb(&mut self, other: Self) {
        self.claim.documents = self.claim.documents.max(other.claim.documents);
    }

    fn weight(&self) -> usize {
        260 + self.claim.quote.len()
    }
}

impl Record for Conflict {
    fn order(&self, other: &Self) -> Ordering {
        let key = |c: &Conflict| (c.kind, c.a.key.relation.clone(), c.a.key.clone(), c.b.key.clone());
        key(self).cmp(&key(other))
    }

    fn absorb(&mut self, _same: Self) {}

    fn weight(&self) -> usize {
        500 + self.a.quote.len() + self.b.quote.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_rough_values_do_not_contradict() {
        for (a, b, against) in [
            ("date:1990-05-03", "date:1990-05", false),
            ("date:1990-05-03", "date:1991", true),
            ("date:1990", "date:before-1991", false),
            ("gn:1", "gn:2", true),
            ("gn:1", "iso3166:NO", false),
            ("figure:12-dead", "figure:14-dead", true),
            ("figure:12-dead", "figure:about-14-dead", false),
            ("figure:12-dead", "figure:12-dead", false),
        ] {
            assert_eq!(contradicts(a, b), against, "{a} {b}");
        }
    }
}
