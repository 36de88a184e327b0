//! Stage 4 of 8. In: a document's [`Split`]. Out: [`Candidate`]s, several of which may stand at one place.
//!
//! One tagger per file; each is a pure function of [`Page`] and appends to a list. None sees another's candidates:
//! choosing between them is stage 5's work.

use newsgraph_lexicon::Lexicon;

use crate::error::Error;
use crate::rules::RuleFiles;
use crate::types::{Candidate, Page};

/// All taggers with the rules they read, made once for a run.
pub struct Taggers {}

impl Taggers {
    /// Loads the rules of all taggers.
    ///
    /// # Errors
    /// All mistakes in the rule files, together.
    pub fn new(lexicon: &Lexicon<'_>, rules: &RuleFiles) -> Result<Self, Error> {
        let _ = (lexicon, rules);
        Ok(Taggers {})
    }

    /// Candidates of all taggers, in no particular order.
    pub fn tag(&self, page: &Page<'_>) -> Vec<Candidate> {
        let _ = page;
        Vec::new()
    }
}
