//! All patterns of dates as one trie: words and slots are its edges, so patterns that begin alike are walked once.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::patterns::{Alternative, Element};
use super::slot::{Slot, SlotSet};

/// A place in the trie.
pub(super) type Node = u32;

/// Where every walk begins.
pub(super) const ROOT: Node = 0;

/// The patterns, merged.
pub(super) struct Trie {
    words: FxHashMap<(Node, u64), Node>,
    nodes: Vec<Edges>,
}

/// What leads on from a node, and which patterns end there.
#[derive(Default)]
struct Edges {
    /// In the order of the slots.
    slots: SmallVec<[(Slot, Node); 4]>,
    patterns: SmallVec<[u16; 2]>,
    /// The same slots as a set.
    open: SlotSet,
    /// A bit for each word that leads on.
    words: u128,
}

/// The bit that stands for a word; others share it.
pub(super) fn bit(word: u64) -> u128 {
    1 << (word % 128)
}

impl Default for Trie {
    fn default() -> Self {
        Trie { words: FxHashMap::default(), nodes: vec![Edges::default()] }
    }
}

impl Trie {
    /// Adds a pattern under its number.
    pub(super) fn insert(&mut self, elements: &[Element], pattern: u16) {
        self.insert_from(ROOT, elements, pattern, &mut FxHashSet::default());
    }

    /// Adds the rest of a pattern below a node; `done` are the nodes and numbers of elements left that were there before.
    fn insert_from(&mut self, node: Node, elements: &[Element], pattern: u16, done: &mut FxHashSet<(Node, usize)>) {
        if !done.insert((node, elements.len())) {
            return;
        }
        let Some((element, rest)) = elements.split_first() else {
            self.nodes[node as usize].patterns.push(pattern);
            return;
        };
        for alternative in &element.alternatives {
            let next = match alternative {
                Alternative::Words(words) => words.iter().fold(node, |node, word| self.after_word(node, *word)),
                Alternative::Slot(slot) => self.after_slot(node, *slot),
            };
            self.insert_from(next, rest, pattern, done);
        }
        if element.optional {
            self.insert_from(node, rest, pattern, done);
        }
    }

    fn after_word(&mut self, node: Node, word: u64) -> Node {
        self.nodes[node as usize].words |= bit(word);
        let nodes = &mut self.nodes;
        *self.words.entry((node, word)).or_insert_with(|| {
            nodes.push(Edges::default());
            nodes.len() as Node - 1
        })
    }

    fn after_slot(&mut self, node: Node, slot: Slot) -> Node {
        if let Some((_, next)) = self.nodes[node as usize].slots.iter().find(|(known, _)| *known == slot) {
            return *next;
        }
        self.nodes.push(Edges::default());
        let next = self.nodes.len() as Node - 1;
        let edges = &mut self.nodes[node as usize];
        let after = edges.slots.iter().take_while(|(known, _)| (*known as u8) < slot as u8).count();
        edges.slots.insert(after, (slot, next));
        edges.open.insert(slot);
        next
    }

    /// Where a word leads.
    pub(super) fn word(&self, node: Node, word: u64) -> Option<Node> {
        let may_lead = self.nodes[node as usize].words & bit(word) != 0;
        if may_lead { self.words.get(&(node, word)).copied() } else { None }
    }

    /// Whether a pattern ends at a node, or a token of this hash that opens these slots leads on.
    pub(super) fn goes_on(&self, node: Node, word: Option<u64>, open: SlotSet) -> bool {
        let edges = &self.nodes[node as usize];
        let leads = |word| self.word(node, word).is_some();
        !edges.patterns.is_empty() || edges.open.meets(open) || word.is_some_and(leads)
    }

    /// Whether a pattern ends at a node, the slots that lead on from it, and a bit for each word that does.
    pub(super) fn after(&self, node: Node) -> (bool, SlotSet, u128) {
        let edges = &self.nodes[node as usize];
        (!edges.patterns.is_empty(), edges.open, edges.words)
    }

    /// Slots out of these that lead on, with where, in their order.
    pub(super) fn slots(&self, node: Node, open: SlotSet) -> impl Iterator<Item = (Slot, Node)> {
        let edges = &self.nodes[node as usize];
        open.places_in(edges.open).map(|place| edges.slots[place])
    }

    /// Patterns that end at a node.
    pub(super) fn patterns(&self, node: Node) -> &[u16] {
        &self.nodes[node as usize].patterns
    }

    /// Words that patterns begin with themselves.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &u64> {
        self.words.keys().filter(|(node, _)| *node == ROOT).map(|(_, word)| word)
    }
}
