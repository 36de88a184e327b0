//! Evidence added up to edges.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use crate::merge::Record;
use crate::merge::copies::Voices;
use crate::merge::nodes::widen;
use crate::types::{Edge, EdgeKey, EvidenceRow};

/// Most qualifiers of an edge that are written.
const MAX_QUALIFIERS: usize = 20;

/// Evidence sorts by edge, then by place. A sentence supports an edge once: of two readings the surer one stays.
impl Record for EvidenceRow {
    fn order(&self, other: &Self) -> Ordering {
        let key = |row: &EvidenceRow| (row.start, row.end);
        self.key
            .cmp(&other.key)
            .then_with(|| self.document.cmp(&other.document))
            .then_with(|| key(self).cmp(&key(other)))
    }

    fn absorb(&mut self, other: Self) {
        if reading(&other) < reading(self) {
            *self = other;
        }
    }

    fn weight(&self) -> usize {
        let qualifiers: usize = self.qualifiers.iter().map(|(k, v)| 48 + k.len() + v.len()).sum();
        400 + self.quote.len() + self.object_text.len() + self.key.object.len() + qualifiers
    }
}

type Reading<'a> = (Reverse<u8>, &'a str, [&'a str; 5], &'a [(String, String)]);

fn reading(row: &EvidenceRow) -> Reading<'_> {
    let texts = [&*row.date, &*row.subject_text, &*row.object_text, &*row.trigger, &*row.attribution_text];
    (Reverse(row.confidence), &row.rule, texts, &row.qualifiers)
}

/// The sum of the evidence of one edge, row by row in their order.
pub struct EdgeSum {
    id: String,
    documents: u64,
    mentions: u64,
    voices: Voices,
    dates: BTreeMap<CompactString, u64>,
    qualifiers: BTreeSet<(String, String)>,
    first_seen: CompactString,
    last_seen: CompactString,
    last_document: CompactString,
    best: EvidenceRow,
}

impl EdgeSum {
    /// The edge of its first row.
    pub fn new(row: EvidenceRow) -> Self {
        let mut sum = EdgeSum {
            id: row.key.id(),
            documents: 1,
            mentions: 1,
            voices: Voices::default(),
            dates: BTreeMap::new(),
            qualifiers: BTreeSet::new(),
            first_seen: row.published.clone(),
            last_seen: row.published.clone(),
            last_document: row.document.clone(),
            best: row.clone(),
        };
        sum.note(&row);
        sum
    }

    /// The edge's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it says.
    pub fn key(&self) -> &EdgeKey {
        &self.best.key
    }

    /// Adds the next row of the same edge.
    pub fn add(&mut self, row: EvidenceRow) {
        self.mentions += 1;
        if row.document != self.last_document {
            self.documents += 1;
            self.last_document.clone_from(&row.document);
        }
        widen(&mut self.first_seen, &mut self.last_seen, (&row.published, &row.published));
        self.note(&row);
        if quality(&row) < quality(&self.best) {
            self.best = row;
        }
    }

    /// The words for the object in the best sentence.
    pub fn object_text(&self) -> &str {
        &self.best.object_text
    }

    fn note(&mut self, row: &EvidenceRow) {
        self.voices.add(row);
        if !row.date.is_empty() {
            *self.dates.entry(row.date.clone()).or_default() += 1;
        }
        self.qualifiers.extend(row.qualifiers.iter().cloned());
    }

    /// The edge, when all its rows are in.
    pub fn edge(self) -> Edge {
        let date = self.dates.into_iter().min_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        Edge {
            id: self.id,
            date: date.map(|(date, _)| date).unwrap_or_default(),
            qualifiers: self.qualifiers.into_iter().take(MAX_QUALIFIERS).collect(),
            confidence: self.best.confidence,
            documents: self.documents,
            sources: self.voices.count(),
            mentions: self.mentions,
            first_seen: self.first_seen,
            last_seen: self.last_seen,
            quote: self.best.quote,
            key: self.best.key,
        }
    }
}

/// The best quote: surest, then shortest; of equals the one that comes first by document and place.
fn quality(row: &EvidenceRow) -> (Reverse<u8>, usize, &str, u32, u32) {
    (Reverse(row.confidence), row.quote.chars().count(), &row.document, row.start, row.end)
}
