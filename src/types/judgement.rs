//! What merge thought of identity and truth: decisions that can be edited and replayed, and contradictions.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::types::{EdgeKey, Modality};

/// A line of `decisions.csv`: two ids stand for one entity, or must never.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// True for `merge`, false for `must-not-merge`.
    pub merge: bool,
    /// The id that gives way.
    pub a: CompactString,
    /// The id that stays.
    pub b: CompactString,
    /// The document it holds for: there `a` is another entity, called `b`. Empty for all documents.
    pub document: CompactString,
    /// Why.
    pub reason: String,
    /// How sure, 0 to 100; 100 for what a person decided.
    pub score: u8,
}

/// One side of a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What is said.
    pub key: EdgeKey,
    /// Number of documents that say it.
    pub documents: u64,
    /// The best sentence, as chosen for the edge.
    pub quote: String,
}

/// How two claims contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ConflictKind {
    /// One says what the other denies.
    Denied,
    /// Another value where there is only one.
    OtherValue,
}

impl ConflictKind {
    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            ConflictKind::Denied => "denied",
            ConflictKind::OtherValue => "other-value",
        }
    }
}

/// A line of `conflicts.csv`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// How they contradict each other.
    pub kind: ConflictKind,
    /// The claim of more documents.
    pub a: Claim,
    /// The other.
    pub b: Claim,
}

impl Modality {
    /// Someone holds that it is so: not denied, planned, imagined or merely possible.
    pub const fn is_held(self) -> bool {
        matches!(self, Modality::Asserted | Modality::Reported | Modality::Claimed | Modality::Alleged)
    }

    /// It is said not to be so.
    pub const fn is_denied(self) -> bool {
        matches!(self, Modality::Denied | Modality::Negated)
    }
}
