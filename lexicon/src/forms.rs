//! The table of names: every prefix of every name's token sequence is one eight-byte slot, found by a rolling hash.
//!
//! A scan enters at a word start, extends the hash token by token, and stops at the first prefix that is not in the
//! table. A slot holds 31 bits of the hash, one bit "a longer name goes on from here", and the number of the form
//! that ends here (0 for none). Layout measured against Aho-Corasick and tries: see ARCHITECTURE.md, "Decisions".

use crate::token::{RawToken, Shape};

/// The hash of a token sequence, extended one token at a time.
#[derive(Clone, Copy)]
pub(crate) struct Rolling(pub(crate) u64);

impl Rolling {
    pub(crate) const START: Rolling = Rolling(0x9E37_79B9_7F4A_7C15);

    pub(crate) fn push(self, token: u64) -> Rolling {
        let mixed = (self.0 ^ token).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Rolling(mixed ^ (mixed >> 29))
    }

    pub(crate) const fn fingerprint(self) -> u64 {
        (self.0 >> 33) & 0x7FFF_FFFF
    }

    /// A second, independent hash for [`FormRecord::check`](crate::record::FormRecord::check).
    pub(crate) const fn check(self) -> u32 {
        (self.0.wrapping_mul(0xA24B_AED4_963E_E407) >> 32) as u32
    }
}

const MORE: u64 = 1 << 63;
const FORM: u64 = 0xFFFF_FFFF;

/// What the table says of a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) form: u32,
    pub(crate) more: bool,
}

/// Looks a prefix up.
pub(crate) fn find(slots: &[u64], hash: Rolling) -> Option<Found> {
    let mask = slots.len() - 1;
    let mut at = hash.0 as usize & mask;
    loop {
        let slot = slots[at];
        if slot == 0 {
            return None;
        }
        if (slot >> 32) & 0x7FFF_FFFF == hash.fingerprint() {
            return Some(Found { form: (slot & FORM) as u32, more: slot & MORE != 0 });
        }
        at = (at + 1) & mask;
    }
}

/// Adds a prefix, or what is new about one that is there; returns the form that now ends at it.
pub(crate) fn insert(slots: &mut [u64], hash: Rolling, form: u32, more: bool) -> u32 {
    let mask = slots.len() - 1;
    let mut at = hash.0 as usize & mask;
    loop {
        let slot = slots[at];
        let mine = slot == 0 || (slot >> 32) & 0x7FFF_FFFF == hash.fingerprint();
        if mine {
            let known = (slot & FORM) as u32;
            let form = if known == 0 { form } else { known };
            // a slot that is in use is never zero: the fingerprint, the form or MORE is set
            slots[at] = (slot & MORE) | if more { MORE } else { 0 } | hash.fingerprint() << 32 | u64::from(form);
            return form;
        }
        at = (at + 1) & mask;
    }
}

/// True for tokens that a name may be written with or without: a hyphen between two words.
pub fn is_skipped(shape: Shape) -> bool {
    shape.has(Shape::JOINER)
}

/// The hash of a whole name, with its prefixes reported to `each`.
pub(crate) fn roll(tokens: &[RawToken], mut each: impl FnMut(Rolling, bool)) -> Rolling {
    let mut hash = Rolling::START;
    let counted: Vec<&RawToken> = tokens.iter().filter(|t| !is_skipped(t.shape)).collect();
    for (n, token) in counted.iter().enumerate() {
        hash = hash.push(token.hash);
        each(hash, n + 1 == counted.len());
    }
    hash
}
