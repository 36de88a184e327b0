//! Decisions as they stand, and what they make of a document's rows.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::names::is_local;
use crate::merge::nodes::is_listed;
use crate::merge::traits::Traits;
use crate::rules::RuleFiles;
use crate::types::{Contribution, Decision};

/// All decisions of a graph.
#[derive(Default)]
pub struct Verdicts {
    decisions: BTreeMap<(bool, CompactString, CompactString, CompactString), Decision>,
    /// Where an id goes on its way to the one that stays.
    parents: FxHashMap<CompactString, CompactString>,
    /// Ids that ended up together, by the one they lead to.
    members: FxHashMap<CompactString, Vec<CompactString>>,
    /// Pairs that must not come together, both ways.
    apart: FxHashMap<CompactString, BTreeSet<CompactString>>,
    /// What an id is called in one document.
    splits: FxHashMap<(CompactString, CompactString), CompactString>,
    /// The id that stays, for each that does not.
    finals: FxHashMap<CompactString, CompactString>,
    traits: Traits,
}

impl Verdicts {
    /// Those that were given, and no more.
    pub fn given(given: &[Decision], rules: &RuleFiles) -> Self {
        let mut verdicts = Self::new(given, Traits::new(rules));
        verdicts.settle();
        verdicts
    }

    /// Those that were given, to decide more.
    pub(super) fn new(given: &[Decision], traits: Traits) -> Self {
        let mut verdicts = Verdicts { traits, ..Verdicts::default() };
        let mut given: Vec<&Decision> = given.iter().collect();
        given.sort();
        for decision in given.iter().filter(|d| !d.merge) {
            if decision.document.is_empty() {
                verdicts.forbid(&decision.a, &decision.b);
            } else {
                let place = (decision.document.clone(), decision.a.clone());
                verdicts.splits.insert(place, decision.b.clone());
            }
            verdicts.record((*decision).clone());
        }
        for decision in given.iter().filter(|d| d.merge) {
            if decision.document.is_empty() {
                verdicts.unite(&decision.a, &decision.b);
            } else {
                let place = (decision.document.clone(), decision.a.clone());
                verdicts.splits.insert(place, decision.a.clone());
            }
            verdicts.record((*decision).clone());
        }
        verdicts
    }

    fn record(&mut self, decision: Decision) {
        let key = (decision.merge, decision.a.clone(), decision.b.clone(), decision.document.clone());
        self.decisions.entry(key).or_insert(decision);
    }

    fn forbid(&mut self, a: &CompactString, b: &CompactString) {
        self.apart.entry(a.clone()).or_default().insert(b.clone());
        self.apart.entry(b.clone()).or_default().insert(a.clone());
    }

    fn root(&self, id: &CompactString) -> CompactString {
        let mut at = id;
        while let Some(next) = self.parents.get(at) {
            at = next;
        }
        at.clone()
    }

    /// False when they are together already or must not be.
    fn unite(&mut self, a: &CompactString, b: &CompactString) -> bool {
        let (from, to) = (self.root(a), self.root(b));
        if from == to {
            return false;
        }
        let members = |root: &CompactString| self.members.get(root).cloned().unwrap_or_else(|| vec![root.clone()]);
        let (mut moved, mut there) = (members(&from), members(&to));
        let forbidden = |id: &CompactString| {
            self.apart.get(id).is_some_and(|others| there.iter().any(|other| others.contains(other)))
        };
        if moved.iter().any(forbidden) {
            return false;
        }
        self.members.remove(&from);
        there.append(&mut moved);
        self.members.insert(to.clone(), there);
        self.parents.insert(from, to);
        true
    }

    /// Decides that two ids are one entity, unless a decision speaks against it.
    pub(super) fn merge(&mut self, a: &CompactString, b: &CompactString, reason: &str, score: u8) {
        if self.unite(a, b) {
            self.record(Decision {
                merge: true,
                a: a.clone(),
                b: b.clone(),
                document: CompactString::default(),
                reason: reason.to_owned(),
                score,
            });
        }
    }

    /// Decides that two ids are two entities, unless they were given as one.
    pub(super) fn keep_apart(&mut self, a: &CompactString, b: &CompactString, reason: String, score: u8) {
        if self.root(a) != self.root(b) {
            self.forbid(a, b);
            let document = CompactString::default();
            self.record(Decision { merge: false, a: a.clone(), b: b.clone(), document, reason, score });
        }
    }

    /// Decides that an id is another entity in one document, unless something was given for it there.
    pub(super) fn split(&mut self, id: &CompactString, document: &CompactString, new: &CompactString, reason: String) {
        let place = (document.clone(), id.clone());
        if let Entry::Vacant(free) = self.splits.entry(place) {
            free.insert(new.clone());
            let (a, b, document) = (id.clone(), new.clone(), document.clone());
            self.record(Decision { merge: false, a, b, document, reason, score: 80 });
        }
    }

    /// The id that stands for the entity of `id`.
    pub(super) fn final_id(&self, id: &CompactString) -> CompactString {
        self.root(id)
    }

    /// Chooses the id that stays among those that came together: one that no decision takes away, a listed one first.
    pub(super) fn settle(&mut self) {
        let gives_way: BTreeSet<&CompactString> =
            self.decisions.values().filter(|d| d.merge && d.document.is_empty()).map(|d| &d.a).collect();
        let mut finals = FxHashMap::default();
        let roots: BTreeSet<&CompactString> = self.members.keys().collect();
        for members in roots.into_iter().filter_map(|root| self.members.get(root)) {
            let rank = |id: &CompactString| (gives_way.contains(id), !is_listed(id), is_local(id), Reverse(id.len()));
            let Some(best) = members.iter().min_by(|a, b| (rank(a), a).cmp(&(rank(b), b))) else { continue };
            for id in members.iter().filter(|id| *id != best) {
                finals.insert(id.clone(), best.clone());
            }
        }
        self.finals = finals;
    }

    /// All decisions, merges last, by ids.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.values()
    }

    /// What an id of a document is in the graph.
    pub fn id<'a>(&'a self, document: &str, id: &'a str) -> &'a str {
        let place = || (CompactString::from(document), CompactString::from(id));
        let split = if self.splits.is_empty() { None } else { self.splits.get(&place()) };
        let id = split.map_or(id, CompactString::as_str);
        self.finals.get(id).map_or(id, CompactString::as_str)
    }

    /// Gives the rows of a document the ids of the graph; where that changes an id, the row keeps the document's own.
    pub fn apply(&self, contribution: &mut Contribution) {
        if !self.finals.is_empty() || !self.splits.is_empty() {
            self.rename(contribution);
        }
        // of a symmetric relation the smaller id is the subject, and ids may be others now
        for row in &mut contribution.evidence {
            if row.key.object < row.key.subject && self.traits.of(&row.key.relation).symmetric {
                std::mem::swap(&mut row.key.subject, &mut row.key.object);
                std::mem::swap(&mut row.subject_text, &mut row.object_text);
                row.here.swap(0, 1);
            }
        }
    }

    fn rename(&self, contribution: &mut Contribution) {
        let document = &contribution.document.id;
        let rename = |id: &mut CompactString, here: &mut CompactString| {
            let new = self.id(document, id);
            if new != *id {
                let new = CompactString::from(new);
                *here = std::mem::replace(id, new);
            }
        };
        for row in &mut contribution.mentions {
            rename(&mut row.entity, &mut row.entity_here);
        }
        for row in &mut contribution.evidence {
            let [subject, object, attribution] = &mut row.here;
            rename(&mut row.key.subject, subject);
            rename(&mut row.key.object, object);
            rename(&mut row.key.attribution, attribution);
        }
    }
}
