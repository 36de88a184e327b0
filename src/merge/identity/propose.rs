//! Names that meet under a key: which of them could be one entity, and which cannot be told apart.

use std::collections::BTreeSet;

use compact_str::CompactString;

use super::names::{Clue, Role, Side, is_local, one_slip};
use crate::merge::nodes::is_listed;
use crate::types::EntityType;

/// Most entities under a key that are compared: more say that the key means nothing. Acronyms of single documents do not
/// count, a common one stands in many.
const MAX_GROUP: usize = 48;
/// Most readings of an ambiguous name that are listed.
const MAX_READINGS: usize = 5;

/// Letters from which an acronym that no document spells out is joined to the only name that begins with them.
const TELLING_LETTERS: usize = 4;

/// Why two ids could be one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    SameName,
    ShortForm,
    Acronym,
    Initials,
    FewInitials,
    Middle,
    Slip,
    OtherType,
}

impl Reason {
    pub(super) const fn score(self) -> u8 {
        match self {
            Reason::SameName => 95,
            Reason::Acronym => 90,
            Reason::ShortForm => 85,
            Reason::Initials | Reason::FewInitials => 70,
            Reason::Middle => 75,
            Reason::Slip => 65,
            Reason::OtherType => 60,
        }
    }

    /// The names alone are not enough: the two have to share an edge.
    pub(super) const fn needs_backing(self) -> bool {
        matches!(self, Reason::FewInitials | Reason::Middle | Reason::Slip)
    }

    pub(super) const fn text(self) -> &'static str {
        match self {
            Reason::SameName => "same name and type",
            Reason::ShortForm => "another document uses it as short form of this name only",
            Reason::Acronym => "another document spells the acronym out, and only so",
            Reason::Initials => "first letters of the only name that has them",
            Reason::FewInitials => "first letters of the only name that has them, and an edge is shared",
            Reason::Middle => "the same but for initials, and an edge is shared",
            Reason::Slip => "one letter differs, and an edge is shared",
            Reason::OtherType => "twice as many documents have the name as that type",
        }
    }
}

/// A possible merge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Proposal {
    pub(super) reason: Reason,
    pub(super) from: CompactString,
    pub(super) to: CompactString,
}

/// A name and the entities that it could stand for, two or more.
pub(super) struct Open {
    pub(super) from: CompactString,
    pub(super) readings: Vec<CompactString>,
    pub(super) reason: Reason,
}

/// All proposals of a dump.
#[derive(Default)]
pub(super) struct Proposals {
    pub(super) merges: Vec<Proposal>,
    pub(super) open: Vec<Open>,
}

impl Proposals {
    /// Looks at the entities under one key.
    pub(super) fn group(&mut self, clues: &[Clue]) {
        let full = clues.iter().filter(|clue| !is_local(&clue.id)).count();
        match clues.first().map(|clue| clue.role) {
            _ if clues.len() < 2 || full > MAX_GROUP => {}
            Some(Role::Slip) => self.slips(clues),
            Some(Role::Typed(_)) => self.types(clues),
            _ => self.names(clues),
        }
    }

    fn names(&mut self, clues: &[Clue]) {
        let own = |listed: bool| clues.iter().filter(move |c| c.role == Role::Own && is_listed(&c.id) == listed);
        let with = |role: Role| clues.iter().filter(move |clue| clue.role == role);
        let ids = |clues: Vec<&Clue>| clues.iter().map(|clue| clue.id.clone()).collect::<BTreeSet<_>>();
        let names: BTreeSet<_> = ids(own(true).collect());
        let known: BTreeSet<_> = names.union(&ids(with(Role::Form).collect())).cloned().collect();
        let unlisted: Vec<&Clue> = own(false).collect();
        if known.is_empty() {
            let middle = ids(with(Role::Middle).collect());
            if !middle.is_empty() {
                unlisted.iter().for_each(|clue| self.add(clue, &middle, Reason::Middle));
                return;
            }
            let initials = ids(with(Role::Initials).collect());
            if initials.is_empty() {
                self.spellings(&unlisted);
                return;
            }
            // letters that are common where the name is rare are known for something else
            let common = with(Role::Initials).map(|clue| clue.documents).max().unwrap_or(0);
            let acronyms: Vec<&&Clue> = unlisted.iter().filter(|clue| clue.acronym).collect();
            if acronyms.iter().map(|clue| clue.documents).sum::<u64>() <= common + 1 {
                for clue in acronyms {
                    // three letters stand for many things ("SMB")
                    let telling = clue.letters.chars().count() >= TELLING_LETTERS;
                    self.add(clue, &initials, if telling { Reason::Initials } else { Reason::FewInitials });
                }
            }
            return;
        }
        for clue in unlisted {
            let reason = match (names.is_empty(), clue.acronym) {
                (false, _) => Reason::SameName,
                (_, true) => Reason::Acronym,
                _ => Reason::ShortForm,
            };
            // "Harlan Foods Inc" is a full name, not short for "Harlan Foods Canada"
            if reason == Reason::ShortForm && !clue.suffix.is_empty() {
                continue;
            }
            self.add(clue, &known, reason);
        }
    }

    /// One name in several spellings, none of them listed: the commonest counts. Other legal suffixes are other firms.
    fn spellings(&mut self, clues: &[&Clue]) {
        let suffixes: BTreeSet<&str> = clues.iter().map(|c| &*c.suffix).filter(|s| !s.is_empty()).collect();
        let full: Vec<&&Clue> = clues.iter().filter(|clue| !is_local(&clue.id)).collect();
        let best = full.iter().min_by_key(|clue| (std::cmp::Reverse(clue.documents), &clue.id));
        let Some(best) = best.filter(|_| suffixes.len() < 2) else { return };
        for clue in full.iter().filter(|clue| clue.id != best.id) {
            let (from, to) = (clue.id.clone(), best.id.clone());
            self.merges.push(Proposal { reason: Reason::SameName, from, to });
        }
    }

    /// The same name under several types: the one that most documents have takes the others, where they are guesses.
    fn types(&mut self, clues: &[Clue]) {
        let takes = clues.iter().filter(|clue| clue.role == Role::Typed(Side::Takes));
        let Some(best) = takes.max_by_key(|c| (c.documents, is_listed(&c.id), std::cmp::Reverse(&c.id))) else {
            return;
        };
        let kind = |clue: &Clue| EntityType::parse(&clue.kind);
        let others = || clues.iter().filter(|clue| kind(clue) != kind(best));
        let stays = others().any(|clue| clue.role == Role::Typed(Side::Stays) || is_listed(&clue.id));
        let rest: u64 = others().map(|clue| clue.documents).sum();
        if stays || rest * 2 > best.documents {
            return;
        }
        for clue in others() {
            let (from, to) = (clue.id.clone(), best.id.clone());
            self.merges.push(Proposal { reason: Reason::OtherType, from, to });
        }
    }

    fn slips(&mut self, clues: &[Clue]) {
        for (n, a) in clues.iter().enumerate() {
            for b in clues[n + 1..].iter().filter(|b| one_slip(&a.letters, &b.letters)) {
                let rank = |clue: &Clue| (is_listed(&clue.id), clue.documents);
                let (from, to) = if rank(a) > rank(b) || rank(a) == rank(b) && a.id < b.id { (b, a) } else { (a, b) };
                if !is_listed(&from.id) {
                    let (from, to) = (from.id.clone(), to.id.clone());
                    self.merges.push(Proposal { reason: Reason::Slip, from, to });
                }
            }
        }
    }

    fn add(&mut self, clue: &Clue, readings: &BTreeSet<CompactString>, reason: Reason) {
        let mut readings: Vec<CompactString> = readings.iter().filter(|id| **id != clue.id).cloned().collect();
        let from = clue.id.clone();
        match readings.len() {
            0 => {}
            1 => self.merges.extend(readings.pop().map(|to| Proposal { reason, from, to })),
            _ => {
                readings.truncate(MAX_READINGS);
                self.open.push(Open { from, readings, reason });
            }
        }
    }
}
