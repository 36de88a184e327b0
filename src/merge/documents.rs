//! Documents in order of their ids, so that one id stands for one document.

use std::cmp::{Ordering, Reverse};

use crate::merge::Record;
use crate::types::{Contribution, Skip};

/// Documents sort by id; of several with one id the longest text comes first and is the one that counts.
///
/// The first in the input would be the natural choice, but then the graph would depend on the order of the input.
impl Record for Contribution {
    fn order(&self, other: &Self) -> Ordering {
        let key = |c: &Contribution| (Reverse(c.document.characters), c.document.hash);
        self.document.id.cmp(&other.document.id).then_with(|| key(self).cmp(&key(other)))
    }

    fn absorb(&mut self, other: Self) {
        let copies = self.document.copies + other.document.copies;
        // The same text may come with another date or headline: the smaller row is kept, whichever came first.
        if row(&other) < row(self) {
            *self = other;
        }
        self.document.copies = copies;
    }

    fn weight(&self) -> usize {
        let strings = self.document.id.len() + self.document.title.len() + self.document.url.len() + 200;
        let mentions = self.mentions.len() * 260;
        strings + mentions + self.evidence.iter().map(Record::weight).sum::<usize>()
    }
}

fn row(c: &Contribution) -> (&str, &str, &str, &str) {
    (&c.document.published, &c.document.title, &c.document.source, &c.document.url)
}

/// A skipped document or row, and how often it was met.
impl Record for (Skip, u64) {
    fn order(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }

    fn absorb(&mut self, other: Self) {
        self.1 += other.1;
    }

    fn weight(&self) -> usize {
        120 + self.0.input.len() + self.0.id.len() + self.0.reason.len()
    }
}
