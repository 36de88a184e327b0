//! Stage 6 of 8, the words of a sentence for a quick look. In: a sentence read. Out: [`Words`], a few bits for each token
//! and for all, and [`Needs`]: which patterns need not be tried because a word is missing.
//!
//! A trigger word sets dozens of patterns off, nearly all of which want other words as well. Bits may say yes to a word
//! that is not there, never no to one that is.

use newsgraph_lexicon::{ClassBits, union};
use smallvec::SmallVec;

use crate::relate::noun_groups::quoted_title;
use crate::relate::patterns::{Atom, Element};
use crate::relate::sentence::SentenceView;
use crate::relate::unit::Mark;
use crate::types::EntityType;

/// Bits of a sentence: with 25 words of up to three keys one in seven is set.
const BITS: u64 = 512;
/// Bits of a token for its keys. Those above are for names and groups that begin and end with it, by the type of the head.
const KEY_BITS: u64 = 102;
/// Bits of what begins: one for each type, and one for a head of none.
pub(super) const BEGINS: u32 = 102;
/// Bits of what ends.
pub(super) const ENDS: u32 = 115;

/// What the words of a sentence are.
pub(super) struct Words {
    first: usize,
    tokens: SmallVec<[Token; 48]>,
    bits: [u64; (BITS / 64) as usize],
}

/// One token.
pub(super) struct Token {
    /// Word, noun lemma and verb lemma; 0 for none.
    pub(super) keys: [u64; 3],
    /// Its keys, and what begins and ends with it.
    pub(super) bits: u128,
    /// Of the word and of the unit that it is in.
    pub(super) classes: ClassBits,
}

impl Words {
    pub(super) fn of(view: &SentenceView<'_>) -> Self {
        let mut words = Words { first: view.first, tokens: SmallVec::new(), bits: Default::default() };
        for at in view.first..view.last {
            let (noun, verb) = view.lemmas(at);
            let keys = [view.page.tokens()[at].hash, noun.unwrap_or(0), verb.unwrap_or(0)];
            let mut bits = 0;
            for key in keys.into_iter().filter(|key| *key != 0) {
                let bit = bit(key);
                words.bits[usize::from(bit >> 6)] |= 1 << (bit & 63);
                bits |= key_bit(key);
            }
            let mut classes = view.page.record(at).classes;
            if let Some(unit) = view.unit_at(at) {
                classes = union(classes, &view.units[unit].classes);
                bits |= edges(view, unit, at);
            }
            words.tokens.push(Token { keys, bits, classes });
        }
        words
    }

    /// The tokens, from the first of the sentence on.
    pub(super) fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter()
    }

    /// A token of the sentence, by its number in the page.
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at.checked_sub(self.first)?)
    }

    /// The token that ends before another, if there is one in the sentence.
    pub(super) fn before(&self, at: usize) -> Option<&Token> {
        self.get(at.checked_sub(1)?)
    }

    fn may_have(&self, bit: u16) -> bool {
        self.bits[usize::from(bit >> 6)] >> (bit & 63) & 1 != 0
    }
}

/// Bits of the names and groups that begin and end with a token of a unit.
fn edges(view: &SentenceView<'_>, unit: usize, at: usize) -> u128 {
    let span = view.units[unit].tokens;
    let (begins, ends) = (span.start as usize == at, span.end as usize == at + 1);
    let kind = |head: usize| type_bit(view.units[head].kind.or(view.units[head].stands_for));
    let mut bits = 0;
    if view.units[unit].mention.is_some() {
        bits |= if begins { kind(unit) << BEGINS } else { 0 } | if ends { kind(unit) << ENDS } else { 0 };
    }
    if view.units[unit].mark == Mark::Quote {
        let opens = quoted_title(view.units, unit).map_or(0, |_| kind(unit + 1) << BEGINS);
        let closes = view.title_before(unit + 1).map_or(0, |open| kind(open + 1) << ENDS);
        bits |= opens | closes;
    }
    if let Some(group) = view.group_at(unit) {
        let group = &view.groups.nouns[usize::from(group)];
        let (begins, ends) = (begins && usize::from(group.first) == unit, ends && usize::from(group.last) == unit + 1);
        let kind = kind(usize::from(group.head));
        bits |= if begins { kind << BEGINS } else { 0 } | if ends { kind << ENDS } else { 0 };
    }
    bits
}

const fn bit(key: u64) -> u16 {
    (key % BITS) as u16
}

/// Bit of a token for one of its keys.
pub(super) const fn key_bit(key: u64) -> u128 {
    1 << (key % KEY_BITS)
}

/// Bit for a type, to be shifted to [`BEGINS`] or [`ENDS`].
pub(super) fn type_bit(kind: Option<EntityType>) -> u128 {
    1 << kind.map_or(12, |kind| kind as u16)
}

/// Words that must stand in the sentence besides the trigger: of each part, those of one alternative.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs(Vec<SmallVec<[SmallVec<[u16; 4]>; 2]>>);

impl Needs {
    pub(super) fn of(elements: &[Element], trigger: usize) -> Self {
        let parts = elements.iter().enumerate().filter(|(n, _)| *n != trigger).filter_map(|(_, element)| {
            let Element::Words(choice, false) = element else { return None };
            let needs: SmallVec<[SmallVec<[u16; 4]>; 2]> =
                choice.alternatives.iter().map(|atoms| bits(atoms)).collect();
            // an alternative of classes alone asks for no word
            needs.iter().all(|bits| !bits.is_empty()).then_some(needs)
        });
        Needs(parts.collect())
    }

    /// False when a word is surely missing.
    pub(super) fn stand_in(&self, words: &Words) -> bool {
        self.0.iter().all(|part| part.iter().any(|alternative| alternative.iter().all(|bit| words.may_have(*bit))))
    }
}

fn bits(atoms: &[Atom]) -> SmallVec<[u16; 4]> {
    let key = |atom: &Atom| match atom {
        Atom::Word(key) | Atom::Joined(key) | Atom::Lemma(key) => Some(bit(*key)),
        Atom::Class(_) => None,
    };
    atoms.iter().filter_map(key).collect()
}
