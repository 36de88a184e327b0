//! The features that hold of a stretch of text, one bit each.

use strum::EnumCount as _;

use super::features::Feature;

/// Number of features.
pub(super) const COUNT: usize = Feature::COUNT;
/// Words of 64 features each.
const WORDS: usize = 5;

/// The features that hold of a span, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Features([u64; WORDS]);

impl Features {
    /// Adds a feature.
    pub(super) fn set(&mut self, feature: Feature) {
        self.set_number(feature as usize);
    }

    /// Adds a feature by its number, which is below [`COUNT`].
    pub(super) fn set_number(&mut self, feature: usize) {
        self.0[feature >> 6] |= 1 << (feature & 63);
    }

    /// Adds a feature when a condition holds.
    pub(super) fn set_if(&mut self, feature: Feature, holds: bool) {
        if holds {
            self.set(feature);
        }
    }

    /// True when the feature holds.
    pub(super) const fn has(self, feature: Feature) -> bool {
        self.0[feature as usize >> 6] >> (feature as usize & 63) & 1 != 0
    }

    /// True when all features of `other` hold.
    #[inline]
    pub(super) const fn contains(self, other: Features) -> bool {
        let (a, b) = (self.0, other.0);
        a[0] & b[0] == b[0] && a[1] & b[1] == b[1] && a[2] & b[2] == b[2] && a[3] & b[3] == b[3] && a[4] & b[4] == b[4]
    }

    /// Numbers of the features that hold, ascending.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(word, mut bits)| {
            std::iter::from_fn(move || {
                (bits != 0).then(|| {
                    let bit = bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    word * 64 + bit
                })
            })
        })
    }
}

const _: () = assert!(COUNT <= WORDS * 64);
