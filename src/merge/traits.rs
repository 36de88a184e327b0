//! What merging wants to know of a relation: it is data, in the relation's own rule file.

use std::collections::BTreeMap;

use crate::rules::RuleFiles;
use crate::rules::relation_file::{self, RelationFile, Single};

/// Properties of a relation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RelationTraits {
    /// Stored once, the smaller id first.
    pub(crate) symmetric: bool,
    /// Both arguments may be one entity.
    pub(crate) reflexive: bool,
    /// Of which argument there is only one.
    pub(crate) single_valued: Option<Single>,
    /// Other values tell namesakes apart.
    pub(crate) tells_apart: bool,
}

impl RelationTraits {
    fn new(file: &RelationFile) -> Self {
        let RelationFile { symmetric, reflexive, single_valued, tells_apart, .. } = *file;
        RelationTraits { symmetric, reflexive, single_valued, tells_apart }
    }
}

/// Properties of all relations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traits(BTreeMap<String, RelationTraits>);

impl Traits {
    /// Reads them.
    pub(crate) fn new(rules: &RuleFiles) -> Self {
        // what cannot be read has already been reported by the stage that compiles it
        let files = relation_file::load(rules, &mut Vec::new());
        Traits(files.into_iter().map(|(_, _, file)| (file.relation.clone(), RelationTraits::new(file))).collect())
    }

    /// Those of one relation.
    pub(crate) fn of(&self, relation: &str) -> RelationTraits {
        self.0.get(relation).copied().unwrap_or_default()
    }
}
