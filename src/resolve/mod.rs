//! Stage 5 of 8. In: candidates of all taggers. Out: an [`Extraction`] with mentions and entities, no relations yet.

use newsgraph_lexicon::Lexicon;

use crate::error::Error;
use crate::rules::RuleFiles;
use crate::types::{Candidate, Extraction, Page};

/// Decides between candidates and joins mentions of one entity.
pub struct Resolver {}

impl Resolver {
    /// Looks up the word classes and weights it needs.
    ///
    /// # Errors
    /// Mistakes in the rule files.
    pub fn new(lexicon: &Lexicon<'_>, rules: &RuleFiles) -> Result<Self, Error> {
        let _ = (lexicon, rules);
        Ok(Resolver {})
    }

    /// Mentions and entities of one document.
    pub fn resolve(&self, page: &Page<'_>, candidates: Vec<Candidate>) -> Extraction {
        let _ = candidates;
        Extraction { document: page.document.raw.id.clone(), ..Extraction::default() }
    }
}
