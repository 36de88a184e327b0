//! Stage 6 of 8, what must stand at the edge of a pattern's part: one of some words, a member of a class, a name of a type.
//! It is asked of one token's bits before alternatives are compared, and before a pattern is tried at all.

use newsgraph_lexicon::{ClassBits, meets, union, with};
use smallvec::SmallVec;

use crate::relate::pattern_words::{BEGINS, ENDS, Token, key_bit, type_bit};
use crate::relate::patterns::{Atom, Element};
use crate::types::EntityType;

/// One bit for each type and for none.
const ANY_TYPE: u128 = (1 << (ENDS - BEGINS)) - 1;

/// Alternatives of which one must stand in the text, each a sequence.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The sequences.
    pub(super) alternatives: Vec<SmallVec<[Atom; 2]>>,
    first: Wanted,
    last: Wanted,
}

impl Choice {
    /// Of sequences that are not empty.
    pub(super) fn of(alternatives: Vec<SmallVec<[Atom; 2]>>) -> Self {
        let first = Wanted::one_of(alternatives.iter().filter_map(|atoms| atoms.first()));
        let last = Wanted::one_of(alternatives.iter().filter_map(|atoms| atoms.last()));
        Choice { alternatives, first, last }
    }

    /// False when none can begin with a token.
    pub(super) fn may_begin(&self, token: Option<&Token>) -> bool {
        self.first.may_be(token)
    }

    /// False when none can end with a token.
    pub(super) fn may_end(&self, token: Option<&Token>) -> bool {
        self.last.may_be(token)
    }
}

/// What must stand right before and right after a trigger word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbours {
    before: Wanted,
    after: Wanted,
}

impl Neighbours {
    /// Of an alternative of the part at `trigger` that is set off by its first word.
    pub(super) fn of(elements: &[Element], trigger: usize, alternative: &[Atom]) -> Self {
        let behind = elements[trigger + 1..].iter().map(|element| match element {
            Element::Words(choice, optional) => (choice.first, *optional),
            Element::Gap(_) => (Wanted::anything(), false),
            Element::Slot(_, kind, optional) => (Wanted::slot(*kind, BEGINS), *optional),
        });
        let ahead = elements[..trigger].iter().rev().map(|element| match element {
            Element::Words(choice, optional) => (choice.last, *optional),
            Element::Gap(_) => (Wanted::anything(), false),
            Element::Slot(_, kind, optional) => (Wanted::slot(*kind, ENDS), *optional),
        });
        let after = alternative.get(1).map_or_else(|| Wanted::first_of(behind), Wanted::atom);
        Neighbours { before: Wanted::first_of(ahead), after }
    }

    /// Either of two.
    pub(super) fn or(self, other: Self) -> Self {
        Neighbours { before: self.before.or(other.before), after: self.after.or(other.after) }
    }

    /// False when what stands there is surely something else.
    pub(super) fn may_be(&self, before: Option<&Token>, after: Option<&Token>) -> bool {
        self.after.may_be(after) && self.before.may_be(before)
    }
}

/// A token with one of these bits or in one of these classes.
#[derive(Clone, Copy, Debug, Default)]
struct Wanted {
    bits: u128,
    classes: ClassBits,
}

impl Wanted {
    /// Anything, or nothing at all.
    fn anything() -> Self {
        Wanted { bits: u128::MAX, ..Wanted::default() }
    }

    fn atom(atom: &Atom) -> Self {
        match atom {
            Atom::Word(key) | Atom::Joined(key) | Atom::Lemma(key) => {
                Wanted { bits: key_bit(*key), ..Wanted::default() }
            }
            Atom::Class(class) => Wanted { classes: with(ClassBits::default(), *class), ..Wanted::default() },
        }
    }

    /// One of some words.
    fn one_of<'a>(atoms: impl Iterator<Item = &'a Atom>) -> Self {
        atoms.map(Wanted::atom).fold(Wanted::default(), Wanted::or)
    }

    /// A name or group in a slot, where its edge is.
    fn slot(kind: Option<EntityType>, edge: u32) -> Self {
        Wanted { bits: kind.map_or(ANY_TYPE, |kind| type_bit(Some(kind))) << edge, ..Wanted::default() }
    }

    /// The first of some parts that cannot be missing, or one before it.
    fn first_of(parts: impl Iterator<Item = (Self, bool)>) -> Self {
        let mut wanted = Wanted::default();
        for (own, optional) in parts {
            wanted = wanted.or(own);
            if !optional {
                return wanted;
            }
        }
        Wanted::anything()
    }

    fn or(self, other: Self) -> Self {
        Wanted { bits: self.bits | other.bits, classes: union(self.classes, &other.classes) }
    }

    fn may_be(&self, token: Option<&Token>) -> bool {
        let fits = |t: &Token| t.bits & self.bits != 0 || meets(&t.classes, &self.classes);
        self.bits == u128::MAX || token.is_some_and(fits)
    }
}
