//! Stage 6 of 8. In: an [`Extraction`] with mentions. Out: the same with relations, and the events and clauses they need.

use newsgraph_lexicon::Lexicon;

use crate::error::Error;
use crate::rules::RuleFiles;
use crate::types::{Extraction, Page};

/// Finds the relations that sentences tell.
pub struct Relater {}

impl Relater {
    /// Compiles the rule files below `relations/` and the cue files.
    ///
    /// # Errors
    /// All mistakes in the rule files, together.
    pub fn new(lexicon: &Lexicon<'_>, rules: &RuleFiles) -> Result<Self, Error> {
        let _ = (lexicon, rules);
        Ok(Relater {})
    }

    /// Adds the relations of a page to what was found in it.
    pub fn relate(&self, page: &Page<'_>, extraction: &mut Extraction) {
        let _ = (page, extraction);
    }
}
