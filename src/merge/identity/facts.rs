//! Facts that tell namesakes apart: born on another day, citizen of another country.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use crate::merge::nodes::is_listed;
use crate::merge::traits::Traits;
use crate::types::{Contribution, EntityType};

/// Most documents about one name that are compared.
const MAX_DOCUMENTS: usize = 200;

/// Values by relation.
type Facts = BTreeMap<CompactString, BTreeSet<CompactString>>;

/// What each document says of the names that facts could tell apart.
#[derive(Default)]
pub(super) struct FactBook {
    facts: BTreeMap<CompactString, BTreeMap<CompactString, Facts>>,
    /// Names with facts that do not go together, and by document what they are related to.
    company: BTreeMap<CompactString, BTreeMap<CompactString, BTreeSet<(CompactString, CompactString)>>>,
}

impl FactBook {
    /// First pass: the facts of a document.
    pub(super) fn note(&mut self, traits: &Traits, contribution: &Contribution) {
        for row in contribution.evidence.iter().filter(|row| row.key.modality.is_held()) {
            let key = &row.key;
            if traits.of(&key.relation).tells_apart && !is_listed(&key.subject) {
                let documents = self.facts.entry(key.subject.clone()).or_default();
                let facts = documents.entry(row.document.clone()).or_default();
                facts.entry(key.relation.clone()).or_default().insert(key.object.clone());
            }
        }
    }

    /// Between the passes: which names need a closer look.
    pub(super) fn look_closer(&mut self) {
        for (id, documents) in &self.facts {
            let all: Vec<&Facts> = documents.values().take(MAX_DOCUMENTS).collect();
            if (0..all.len()).any(|n| all[n + 1..].iter().any(|b| conflict(all[n], b).is_some())) {
                self.company.insert(id.clone(), BTreeMap::new());
            }
        }
    }

    /// Second pass: what these names are related to.
    pub(super) fn accompany(&mut self, contribution: &Contribution) {
        if self.company.is_empty() {
            return;
        }
        let document = CompactString::from(&contribution.document.id);
        for mention in &contribution.mentions {
            if let Some(documents) = self.company.get_mut(&mention.entity) {
                documents.entry(document.clone()).or_default();
            }
        }
        for row in &contribution.evidence {
            for (one, other) in [(&row.key.subject, &row.key.object), (&row.key.object, &row.key.subject)] {
                if let Some(documents) = self.company.get_mut(one).filter(|_| is_telling(other)) {
                    let others = documents.entry(document.clone()).or_default();
                    others.insert((row.key.relation.clone(), other.clone()));
                }
            }
        }
    }

    /// The facts by which two ids cannot be one entity.
    pub(super) fn between(&self, a: &str, b: &str) -> Option<String> {
        conflict(&self.all(a), &self.all(b))
    }

    fn all(&self, id: &str) -> Facts {
        let mut all = Facts::new();
        for (relation, values) in self.facts.get(id).into_iter().flat_map(BTreeMap::values).flatten() {
            all.entry(relation.clone()).or_default().extend(values.iter().cloned());
        }
        all
    }

    /// Names that are several entities: id, document, the id it gets there, and why.
    pub(super) fn splits(&self) -> Vec<(CompactString, CompactString, CompactString, String)> {
        let mut splits = Vec::new();
        for (id, company) in &self.company {
            let groups = self.groups(id, company);
            let best = groups.iter().min_by_key(|g| (std::cmp::Reverse(g.documents.len()), g.documents.first()));
            let Some(main) = best else { continue };
            for group in &groups {
                let Some(why) = conflict(&group.facts, &main.facts) else { continue };
                let Some(first) = group.documents.first() else { continue };
                let new: CompactString = format!("{id}@{first}").into();
                let rows = group.documents.iter();
                splits.extend(rows.map(|document| (id.clone(), (*document).clone(), new.clone(), why.clone())));
            }
        }
        splits
    }

    /// Documents about one name, those together that speak of one bearer: they share a telling edge or an exact fact.
    fn groups<'a>(
        &'a self,
        id: &str,
        company: &'a BTreeMap<CompactString, BTreeSet<(CompactString, CompactString)>>,
    ) -> Vec<Group<'a>> {
        let mut groups: Vec<Group<'a>> = Vec::new();
        for (document, others) in company.iter().take(MAX_DOCUMENTS) {
            let facts = self.facts.get(id).and_then(|documents| documents.get(document)).cloned().unwrap_or_default();
            let mut group = Group { documents: vec![document], others: others.iter().collect(), facts };
            let (same, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|known| known.is_one_with(&group));
            groups = rest;
            same.into_iter().for_each(|known| group.take_in(known));
            groups.push(group);
        }
        groups.iter_mut().for_each(|group| group.documents.sort_unstable());
        groups.sort_by(|a, b| a.documents.cmp(&b.documents));
        groups
    }
}

struct Group<'a> {
    documents: Vec<&'a CompactString>,
    others: BTreeSet<&'a (CompactString, CompactString)>,
    facts: Facts,
}

impl<'a> Group<'a> {
    fn is_one_with(&self, other: &Group<'a>) -> bool {
        let exact = |(relation, values): (&CompactString, &BTreeSet<CompactString>)| {
            let days = |value: &&CompactString| value.len() >= "date:2000-01-01".len() && value.starts_with("date:");
            other.facts.get(relation).is_some_and(|theirs| values.intersection(theirs).any(|value| days(&value)))
        };
        let compatible = conflict(&self.facts, &other.facts).is_none();
        let alike = compatible && !self.facts.is_empty() && self.facts == other.facts;
        !self.others.is_disjoint(&other.others) || alike || self.facts.iter().any(exact)
    }

    fn take_in(&mut self, other: Group<'a>) {
        self.documents.extend(other.documents);
        self.others.extend(other.others);
        for (relation, values) in other.facts {
            self.facts.entry(relation).or_default().extend(values);
        }
    }
}

/// Related to the same firm or person is telling; related to the same country, date, figure or trade is not.
fn is_telling(id: &str) -> bool {
    const TELLING: [EntityType; 4] =
        [EntityType::Organisation, EntityType::Person, EntityType::Work, EntityType::Product];
    const PLACES: [&str; 2] = ["gn", "iso3166"];
    id.split_once(':').is_some_and(|(space, _)| {
        EntityType::parse(space).map_or(!PLACES.contains(&space), |kind| TELLING.contains(&kind))
    })
}

/// The first relation of which both have values, none of which go together.
fn conflict(a: &Facts, b: &Facts) -> Option<String> {
    a.iter().find_map(|(relation, ours)| {
        let theirs = b.get(relation)?;
        let together = ours.iter().any(|a| theirs.iter().any(|b| go_together(a, b)));
        let value = |values: &BTreeSet<CompactString>| values.first().cloned().unwrap_or_default();
        (!together).then(|| format!("{relation}: {} or {}", value(ours), value(theirs)))
    })
}

/// The same, or one a part of the other as "May 1990" of "1990"; dates that are not exact go with everything.
fn go_together(a: &str, b: &str) -> bool {
    let exact = |id: &str| id.strip_prefix("date:").is_none_or(|timex| timex.starts_with(|c: char| c.is_ascii_digit()));
    a == b || a.starts_with(b) || b.starts_with(a) || !exact(a) || !exact(b)
}
