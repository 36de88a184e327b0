//! What merging wants to know of a relation: it is data, in the relation's own rule file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::rules::{self, RuleFiles};

/// Of which argument there is only one.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Single {
    /// A subject has one object: a person is born on one day.
    Object,
    /// An object has one subject: what is counted has one number.
    Subject,
}

/// What this stage wants of a relation's rule file.
#[derive(Clone, Debug, Deserialize)]
struct RelationFile {
    relation: String,
    #[serde(flatten)]
    traits: RelationTraits,
}

/// Properties of a relation.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct RelationTraits {
    /// Stored once, the smaller id first.
    #[serde(default)]
    pub(crate) symmetric: bool,
    /// Both arguments may be one entity.
    #[serde(default)]
    pub(crate) reflexive: bool,
    /// Of which argument there is only one.
    #[serde(default)]
    pub(crate) single_valued: Option<Single>,
    /// Other values tell namesakes apart.
    #[serde(default)]
    pub(crate) tells_apart: bool,
}

/// Properties of all relations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traits(BTreeMap<String, RelationTraits>);

impl Traits {
    /// Reads them.
    pub(crate) fn new(rules: &RuleFiles) -> Self {
        // A file with mistakes has already been reported by the stage that compiles it.
        let files = rules.below("relations").filter_map(|(path, text)| rules::parse::<RelationFile>(path, text).ok());
        Traits(files.map(|file| (file.relation, file.traits)).collect())
    }

    /// Those of one relation.
    pub(crate) fn of(&self, relation: &str) -> RelationTraits {
        self.0.get(relation).copied().unwrap_or_default()
    }
}
