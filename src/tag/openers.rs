//! Stage 4, words that may open a date or figure. In: the hashes of such words. Out: one test for each token of a text.

/// Bits of the set: 4 kB stay in the nearest cache, and of a thousand words' openers one other word in thirty passes.
const BITS: u64 = 1 << 15;

/// A set of words that never says no to one it holds, and seldom yes to another: most words of a text open nothing, and the
/// table that knows what the others open need not be asked.
#[derive(Debug)]
pub(super) struct Openers {
    bits: Vec<u64>,
}

impl Default for Openers {
    fn default() -> Self {
        Openers { bits: vec![0; (BITS / 64) as usize] }
    }
}

impl Openers {
    /// Whether a word of this hash may be in the set.
    #[inline]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let bit = hash % BITS;
        self.bits[(bit / 64) as usize] >> (bit % 64) & 1 != 0
    }
}

impl FromIterator<u64> for Openers {
    fn from_iter<T: IntoIterator<Item = u64>>(hashes: T) -> Self {
        let mut set = Openers::default();
        for hash in hashes {
            let bit = hash % BITS;
            set.bits[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        set
    }
}
