//! All ways through the patterns of dates from a token on. In: a token. Out: the patterns that match there, and what their slots read.

use std::cmp::Reverse;

use smallvec::SmallVec;

use super::DateTagger;
use super::slot::Slot;
use super::slots::{self, Bound, Place, Sought};
use super::trie::{Node, ROOT};

/// How deep dates nest: "late on 3 March" is a date in a date; the inner one holds none.
const DEEPEST: u8 = 1;

/// A slot read on the way, and its token.
pub(super) type Step = (Slot, u32);

/// A pattern that matches from some token on.
#[derive(Clone, Copy)]
pub(super) struct Match {
    /// The token after it.
    pub(super) end: u32,
    pub(super) pattern: u16,
    /// Its steps among those of all matches.
    steps: (u16, u16),
    /// A step reads a date or time inside this one.
    nests: bool,
}

/// The patterns that match from some token on.
#[derive(Default)]
pub(super) struct Matches {
    /// The longest first.
    all: SmallVec<[Match; 8]>,
    /// The steps of each, one after another.
    steps: SmallVec<[Step; 16]>,
}

impl Matches {
    fn push(&mut self, end: usize, pattern: u16, path: &[Step]) {
        let first = self.steps.len() as u16;
        self.steps.extend_from_slice(path);
        let nests = path.iter().any(|(slot, _)| slot.is_nested());
        let found = Match { end: end as u32, pattern, steps: (first, self.steps.len() as u16), nests };
        let rank = |found: &Match| (Reverse(found.end), found.pattern);
        let at = self.all.iter().take_while(|other| rank(other) <= rank(&found)).count();
        self.all.insert(at, found);
    }

    /// The slots that a match reads, each with its token.
    pub(super) fn steps(&self, found: Match) -> &[Step] {
        &self.steps[usize::from(found.steps.0)..usize::from(found.steps.1)]
    }

    /// The longest first, and those of one length in the order of the patterns; `flat` leaves out those that read a date or time
    /// inside them.
    pub(super) fn longest_first(&self, flat: bool) -> impl Iterator<Item = Match> {
        self.all.iter().copied().filter(move |found| !(flat && found.nests))
    }
}

/// All ways through the trie of patterns from one token.
struct Walk<'w> {
    tagger: &'w DateTagger,
    place: Place<'w>,
    depth: u8,
    path: SmallVec<[Step; 8]>,
    matches: Matches,
    /// Where slots bind what is of no use yet: only the longest match is bound.
    unused: Bound,
}

impl Walk<'_> {
    /// Follows what the tokens from `at` on allow.
    fn from(&mut self, node: Node, at: usize) {
        let trie = &self.tagger.patterns.trie;
        for pattern in trie.patterns(node) {
            self.matches.push(at, *pattern, &self.path);
        }
        let Some(word) = self.place.hash(at) else { return };
        if let Some(next) = trie.word(node, word) {
            self.from(next, at + 1);
        }
        let place = self.place;
        let open = place.slots(at);
        if open.is_empty() {
            return;
        }
        let single = open.is_single(&place.page.tokens()[at]);
        let (after, open_after) = (place.hash(at + 1), place.slots(at + 1));
        for (slot, next) in trie.slots(node, open) {
            let nested = slot.is_nested();
            let ends = slot.is_one_token(single) && !trie.goes_on(next, after, open_after);
            if ends || nested && (self.depth >= DEEPEST || node == ROOT && !self.nested_here(slot, next, at)) {
                continue;
            }
            let end = if slot.is_word() {
                Some(at + 1)
            } else {
                self.unused.length.clear();
                slots::read(self.tagger, place, slot, at, self.depth, &mut self.unused)
            };
            if let Some(end) = end {
                self.path.push((slot, at as u32));
                self.from(next, end);
                self.path.pop();
            }
        }
    }

    /// A pattern that begins with a date or time: the one here is among the matches of the other slots, which come first.
    /// Whether there may be one from which the pattern goes on.
    fn nested_here(&self, slot: Slot, next: Node, at: usize) -> bool {
        let patterns = &self.tagger.patterns;
        let goes_on = |found: Match| {
            let end = found.end as usize - usize::from(patterns.all[usize::from(found.pattern)].trail);
            patterns.trie.goes_on(next, self.place.hash(end), self.place.slots(end))
        };
        let sought = if matches!(slot, Slot::Date | Slot::Date2) { Sought::Date } else { Sought::Time };
        let look = || self.tagger.nested_of(self.place, at, self.depth + 1, sought, &self.matches);
        let any = self.matches.longest_first(true).any(goes_on);
        if any {
            self.place.nested(at, sought, look);
        }
        any
    }
}

impl DateTagger {
    /// The patterns that match from a token on.
    pub(super) fn walk(&self, place: Place<'_>, at: usize, depth: u8) -> Option<Matches> {
        if place.slots(at).is_empty() {
            return None;
        }
        let (path, matches, unused) = Default::default();
        let mut walk = Walk { tagger: self, place, depth, path, matches, unused };
        walk.from(ROOT, at);
        Some(walk.matches)
    }
}
