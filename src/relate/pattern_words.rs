//! Stage 6 of 8, which patterns need not be tried: those with a word that the sentence does not have.
//!
//! A trigger word sets dozens of patterns off, nearly all of which want other words as well. A sentence is asked for them
//! by a few bits before a pattern is tried; the bits may say yes to a word that is not there, never no to one that is.

use smallvec::SmallVec;

use crate::relate::patterns::{Atom, Element};
use crate::relate::sentence::SentenceView;

/// Bits of a sentence: with 25 words of up to three keys one in seven is set.
const BITS: u64 = 512;

/// The keys of a sentence's words.
pub(super) struct Words {
    /// Of each token: word, noun lemma and verb lemma; 0 for none.
    keys: SmallVec<[[u64; 3]; 48]>,
    bits: [u64; (BITS / 64) as usize],
}

impl Words {
    pub(super) fn of(view: &SentenceView<'_>) -> Self {
        let mut words = Words { keys: SmallVec::new(), bits: Default::default() };
        for at in view.first..view.last {
            let (noun, verb) = view.lemmas(at);
            let keys = [view.page.tokens()[at].hash, noun.unwrap_or(0), verb.unwrap_or(0)];
            for key in keys {
                let bit = bit(key);
                words.bits[usize::from(bit >> 6)] |= 1 << (bit & 63);
            }
            words.keys.push(keys);
        }
        words
    }

    /// The keys of each token, from the first of the sentence on.
    pub(super) fn keys(&self) -> impl Iterator<Item = &[u64; 3]> {
        self.keys.iter()
    }

    fn may_have(&self, bit: u16) -> bool {
        self.bits[usize::from(bit >> 6)] >> (bit & 63) & 1 != 0
    }
}

const fn bit(key: u64) -> u16 {
    (key % BITS) as u16
}

/// Words that must stand in the sentence besides the trigger: of each part, those of one alternative.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs(Vec<SmallVec<[SmallVec<[u16; 4]>; 2]>>);

impl Needs {
    pub(super) fn of(elements: &[Element], trigger: usize) -> Self {
        let parts = elements.iter().enumerate().filter(|(n, _)| *n != trigger).filter_map(|(_, element)| {
            let Element::Words(alternatives, false) = element else { return None };
            let needs: SmallVec<[SmallVec<[u16; 4]>; 2]> = alternatives.iter().map(|atoms| bits(atoms)).collect();
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
        Atom::Word(key) | Atom::Lemma(key) => Some(bit(*key)),
        Atom::Class(_) => None,
    };
    atoms.iter().filter_map(key).collect()
}
