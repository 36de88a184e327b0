//! The table of names: every prefix of every name's token sequence is one eight-byte slot, found by a rolling hash.
//!
//! A scan enters at a word start, extends the hash token by token, and stops at the first prefix that is not in the
//! table. A slot holds 31 bits of the hash, one bit "a longer name goes on from here", and the number of the form
//! that ends here (0 for none). Layout measured against Aho-Corasick and tries: see ARCHITECTURE.md, "Decisions".

use std::io::{self, Write};

use crate::shape::Shape;

/// The hash of a token sequence, extended one token at a time.
#[derive(Clone, Copy)]
pub(crate) struct Rolling(pub(crate) u64);

impl Rolling {
    pub(crate) const START: Rolling = Rolling(0x9E37_79B9_7F4A_7C15);

    pub(crate) fn push(self, token: u64) -> Rolling {
        let mixed = (self.0 ^ token).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Rolling(mixed ^ (mixed >> 29))
    }

    /// Where it stands among all prefixes: those that belong at one place of the table follow each other.
    pub(crate) const fn order(self) -> u64 {
        self.0.rotate_left(32)
    }

    /// The hash that stands at that place.
    pub(crate) const fn from_order(order: u64) -> Rolling {
        Rolling(order.rotate_left(32))
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

/// Where the search for a hash begins in a table of so many places.
const fn home(order: u64, capacity: u64) -> u64 {
    ((order >> 32) * capacity) >> 32
}

/// Looks a prefix up. The table may be longer than its capacity: what is full at the end goes on behind it.
#[inline]
pub(crate) fn find(slots: &[u64], capacity: u64, hash: Rolling) -> Option<Found> {
    let rest = slots.get(home(hash.order(), capacity) as usize..)?;
    for slot in rest {
        if *slot == 0 {
            return None;
        }
        if (slot >> 32) & 0x7FFF_FFFF == hash.fingerprint() {
            return Some(Found { form: (slot & FORM) as u32, more: slot & MORE != 0 });
        }
    }
    None
}

/// Writes the table from prefixes that come in their [order](Rolling::order), so that it is never in memory.
pub(crate) struct SlotWriter {
    pub(crate) capacity: u64,
    at: u64,
}

impl SlotWriter {
    /// A table with room for so many prefixes: five of eight places are taken at most, which keeps misses short.
    pub(crate) const fn new(prefixes: usize) -> Self {
        SlotWriter { capacity: (prefixes as u64 * 8).div_ceil(5), at: 0 }
    }

    /// Adds a prefix with the form that ends there, 0 for none.
    pub(crate) fn push(&mut self, out: &mut impl Write, hash: Rolling, found: Found) -> io::Result<()> {
        self.fill(out, home(hash.order(), self.capacity))?;
        // a slot that is in use is never zero: the form or MORE is set
        let slot = if found.more { MORE } else { 0 } | hash.fingerprint() << 32 | u64::from(found.form);
        self.at += 1;
        out.write_all(&slot.to_le_bytes())
    }

    /// Ends the table with an empty place.
    pub(crate) fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.fill(out, self.capacity.max(self.at + 1))
    }

    fn fill(&mut self, out: &mut impl Write, to: u64) -> io::Result<()> {
        while self.at < to {
            self.at += 1;
            out.write_all(&[0; 8])?;
        }
        Ok(())
    }
}

/// True for tokens that a name may be written with or without: a hyphen between two words.
pub fn is_skipped(shape: Shape) -> bool {
    shape.has(Shape::JOINER)
}
