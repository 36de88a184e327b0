//! Identity across documents: which ids of the documents are one entity, and which ones with the same name are not.
//!
//! Two passes over all documents come before the graph is written. The first gathers names and facts; names that meet under
//! a key become proposals. The second looks for what speaks against a proposal. What stands is a [`Decision`], written with
//! the graph; decisions of an earlier run, perhaps edited, come first. Nothing depends on the order of documents.

mod facts;
mod names;
mod propose;
mod verdicts;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use compact_str::CompactString;
use newsgraph_lexicon::Lexicon;
use rustc_hash::FxHashMap;

use self::facts::FactBook;
use self::names::{Clue, NameCount, NameWords};
use self::propose::Proposals;
pub use self::verdicts::Verdicts;
use crate::merge::traits::Traits;
use crate::merge::{Conflicts, Sorter};
use crate::rules::RuleFiles;
use crate::types::{Contribution, Decision};

/// Bytes of names and of keys that are kept in memory before they go to disk.
const BUDGET: usize = 32 << 20;
/// Most relations kept of a name that has to share one.
const MAX_RELATIONS: usize = 64;

/// What identity is judged by.
pub struct Judge<'a> {
    words: NameWords<'a>,
    traits: Traits,
    given: Vec<Decision>,
}

impl<'a> Judge<'a> {
    /// A judge that knows word classes and relations, and decisions that were made before.
    pub fn new(lexicon: &'a Lexicon<'a>, rules: &RuleFiles, given: Vec<Decision>) -> Self {
        Judge { words: NameWords::new(lexicon), traits: Traits::new(rules), given }
    }

    /// Where conflicts between edges are gathered. `spill` is a folder for what does not fit into memory.
    pub fn conflicts(&self, spill: &Path) -> Conflicts {
        Conflicts::new(self.traits.clone(), spill)
    }

    /// Begins the first pass. `spill` is a folder for what does not fit into memory.
    pub fn hearing(&self, spill: &Path) -> Hearing<'_> {
        let names = Sorter::new(spill, "names", BUDGET);
        Hearing { judge: self, names, facts: FactBook::default() }
    }
}

/// The first pass.
pub struct Hearing<'a> {
    judge: &'a Judge<'a>,
    names: Sorter<NameCount>,
    facts: FactBook,
}

impl<'a> Hearing<'a> {
    /// Takes in a document.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn hear(&mut self, contribution: &Contribution) -> io::Result<()> {
        self.facts.note(&self.judge.traits, contribution);
        NameCount::of_document(contribution).into_iter().try_for_each(|names| self.names.push(names))
    }

    /// Ends the pass and begins the second.
    ///
    /// # Errors
    /// When what was spilt cannot be read back.
    pub fn examine(mut self, spill: &Path) -> io::Result<Examination<'a>> {
        let mut clues: Sorter<Clue> = Sorter::new(spill, "clues", BUDGET);
        for names in self.names.finish()? {
            self.judge.words.clues(names?).into_iter().try_for_each(|clue| clues.push(clue))?;
        }
        let mut proposals = Proposals::default();
        let mut group: Vec<Clue> = Vec::new();
        for clue in clues.finish()? {
            let clue = clue?;
            if group.last().is_some_and(|last| last.key != clue.key) {
                proposals.group(&group);
                group.clear();
            }
            group.push(clue);
        }
        proposals.group(&group);
        proposals.merges.sort_unstable();
        proposals.merges.dedup();
        self.facts.look_closer();
        Ok(Examination::new(self.judge, proposals, self.facts))
    }
}

/// The second pass.
pub struct Examination<'a> {
    judge: &'a Judge<'a>,
    proposals: Proposals,
    facts: FactBook,
    /// For each id, those it might be merged with, and whether only when they share an edge.
    partners: FxHashMap<CompactString, BTreeMap<CompactString, bool>>,
    relations: FxHashMap<CompactString, BTreeSet<(CompactString, CompactString)>>,
    /// Pairs, the smaller first, and what keeps them apart.
    apart: BTreeMap<(CompactString, CompactString), String>,
}

impl<'a> Examination<'a> {
    fn new(judge: &'a Judge<'a>, proposals: Proposals, facts: FactBook) -> Self {
        let mut partners: FxHashMap<CompactString, BTreeMap<CompactString, bool>> = FxHashMap::default();
        let merges = proposals.merges.iter().map(|p| (&p.from, &p.to, p.reason.needs_backing()));
        let open =
            proposals.open.iter().flat_map(|o| o.readings.iter().map(|to| (&o.from, to, o.reason.needs_backing())));
        for (a, b, weak) in merges.chain(open) {
            for (one, other) in [(a, b), (b, a)] {
                let only = partners.entry(one.clone()).or_default().entry(other.clone()).or_insert(weak);
                *only &= weak;
            }
        }
        Examination { judge, proposals, facts, partners, relations: FxHashMap::default(), apart: BTreeMap::new() }
    }

    /// Looks at a document: an edge between two entities says that they are two, as does a text that names both where one
    /// would be a slip of the pen.
    pub fn look(&mut self, contribution: &Contribution) {
        self.facts.accompany(contribution);
        if self.partners.is_empty() {
            return;
        }
        let here: BTreeSet<&CompactString> = contribution.mentions.iter().map(|row| &row.entity).collect();
        for (id, partners) in here.iter().filter_map(|id| Some((*id, self.partners.get(*id)?))) {
            for (other, _) in partners.iter().filter(|(other, weak)| **weak && *id < **other && here.contains(other)) {
                self.apart.entry(pair(id, other)).or_insert_with(|| "one document names both".to_owned());
            }
        }
        for row in &contribution.evidence {
            let (subject, object) = (&row.key.subject, &row.key.object);
            let related = self.partners.get(subject).is_some_and(|partners| partners.contains_key(object));
            if related && !self.judge.traits.of(&row.key.relation).reflexive {
                let why = format!("related by {}", row.key.relation);
                // several relations may say so: the first by name is kept, whichever document comes first
                let known = self.apart.entry(pair(subject, object)).or_insert_with(|| why.clone());
                if why < *known {
                    *known = why;
                }
            }
            for (one, other) in [(subject, object), (object, subject)] {
                if self.partners.get(one).is_some_and(|partners| partners.values().any(|weak| *weak)) {
                    let relations = self.relations.entry(one.clone()).or_default();
                    if relations.len() < MAX_RELATIONS {
                        relations.insert((row.key.relation.clone(), other.clone()));
                    }
                }
            }
        }
    }

    /// Decides.
    pub fn decide(self) -> Verdicts {
        let mut verdicts = Verdicts::new(&self.judge.given, self.judge.traits.clone());
        for (id, document, new, why) in self.facts.splits() {
            verdicts.split(&id, &document, &new, why);
        }
        let why_apart = |a: &CompactString, b: &CompactString| {
            self.apart.get(&pair(a, b)).cloned().or_else(|| self.facts.between(a, b))
        };
        let merges =
            self.proposals.merges.iter().filter(|p| !p.reason.needs_backing() || self.is_backed(&p.from, &p.to));
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for proposal in merges {
            match why_apart(&proposal.from, &proposal.to) {
                Some(why) => bad.push((proposal, why)),
                None => good.push(proposal),
            }
        }
        for (proposal, why) in bad {
            verdicts.keep_apart(&proposal.from, &proposal.to, why, proposal.reason.score());
        }
        for proposal in good {
            verdicts.merge(&proposal.from, &proposal.to, proposal.reason.text(), proposal.reason.score());
        }
        for open in &self.proposals.open {
            let left: BTreeSet<CompactString> = open.readings.iter().map(|id| verdicts.final_id(id)).collect();
            match left.first().filter(|_| left.len() == 1) {
                Some(only) if open.reason.needs_backing() && !self.is_backed(&open.from, only) => {}
                Some(only) => match why_apart(&open.from, only) {
                    Some(why) => verdicts.keep_apart(&open.from, only, why, open.reason.score()),
                    None => verdicts.merge(&open.from, only, open.reason.text(), open.reason.score()),
                },
                // local names are as many as documents: to list them all helps nobody
                None if names::is_local(&open.from) => {}
                None => open.readings.iter().for_each(|reading| {
                    verdicts.keep_apart(&open.from, reading, "several names fit".to_owned(), 50);
                }),
            }
        }
        verdicts.settle();
        verdicts
    }

    /// Both are in one relation to the same thing.
    fn is_backed(&self, a: &CompactString, b: &CompactString) -> bool {
        let none = BTreeSet::new();
        let of = |id| self.relations.get(id).unwrap_or(&none);
        !of(a).is_disjoint(of(b))
    }
}

fn pair(a: &CompactString, b: &CompactString) -> (CompactString, CompactString) {
    if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
}
