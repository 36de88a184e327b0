//! All ways through the patterns of dates from a token on. In: a token. Out: the patterns that match there, and what their slots read.

use newsgraph_lexicon::Shape;
use smallvec::SmallVec;

use super::DateTagger;
use super::slot::{Slot, SlotSet};
use super::slots::{self, Bound, Place, Sought};
use super::trie::{Node, ROOT};

/// How deep dates nest: "late on 3 March" is a date in a date; the inner one holds none.
const DEEPEST: u8 = 1;

/// Slots read on the way, each with its token.
pub(super) type Path = SmallVec<[(Slot, u32); 6]>;

/// A pattern that matches from some token on.
pub(super) struct Match {
    pub(super) end: u32,
    pub(super) pattern: u16,
    pub(super) path: Path,
}

/// Matches to choose from.
pub(super) type Matches<'m> = SmallVec<[&'m Match; 4]>;

/// All ways through the trie of patterns from one token.
pub(super) struct Walk<'w> {
    tagger: &'w DateTagger,
    place: Place<'w>,
    depth: u8,
    path: Path,
    pub(super) matches: SmallVec<[Match; 4]>,
}

impl Walk<'_> {
    /// Follows what the tokens from `at` on allow.
    fn from(&mut self, node: Node, at: usize) {
        let trie = &self.tagger.patterns.trie;
        let found = |pattern: &u16| Match { end: at as u32, pattern: *pattern, path: self.path.clone() };
        self.matches.extend(trie.patterns(node).iter().map(found));
        let Some(word) = self.place.hash(at) else { return };
        if let Some(next) = trie.word(node, word) {
            self.from(next, at + 1);
        }
        for (slot, next) in trie.slots(node, self.place.slots(at)) {
            if slot.is_nested() {
                if self.depth >= DEEPEST {
                    continue;
                }
                if node == ROOT {
                    self.nested_here(slot, at);
                }
            }
            let end = if slot.is_word() {
                Some(at + 1)
            } else {
                let mut scratch = Bound::default();
                slots::read(self.tagger, self.place, slot, at, self.depth, &mut scratch)
            };
            if let Some(end) = end {
                self.path.push((slot, at as u32));
                self.from(next, end);
                self.path.pop();
            }
        }
    }

    /// A pattern that begins with a date or time: the one here is among the matches of the other slots, which come first.
    fn nested_here(&self, slot: Slot, at: usize) {
        let sought = if matches!(slot, Slot::Date | Slot::Date2) { Sought::Date } else { Sought::Time };
        let flat = |found: &&Match| !found.path.iter().any(|(slot, _)| slot.is_nested());
        let matches = || self.matches.iter().filter(flat).collect();
        self.place.nested(at, sought, || self.tagger.nested_of(self.place, at, self.depth + 1, sought, matches()));
    }
}

impl DateTagger {
    /// All ways through the patterns from a token on.
    pub(super) fn walk<'w>(&'w self, place: Place<'w>, at: usize, depth: u8) -> Option<Walk<'w>> {
        if place.page.tokens().get(at)?.is_punctuation() {
            return None;
        }
        let slots = place.slots(at);
        if slots.is_empty() || !self.may_begin(place, at, slots) {
            return None;
        }
        let mut walk = Walk { tagger: self, place, depth, path: SmallVec::new(), matches: SmallVec::new() };
        walk.from(ROOT, at);
        Some(walk)
    }

    /// Whether a pattern may begin at a token that opens these slots: not when it is just a first word, like "the", and
    /// what follows goes on with none of its patterns.
    fn may_begin(&self, place: Place<'_>, at: usize, slots: SlotSet) -> bool {
        if !slots.is_nested() || place.shape(at).has(Shape::DIGIT) {
            return true;
        }
        let trie = &self.patterns.trie;
        let first = place.hash(at).and_then(|hash| trie.word(ROOT, hash));
        first.is_some_and(|node| trie.goes_on(node, place.hash(at + 1), place.slots(at + 1)))
    }
}
