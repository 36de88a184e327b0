//! Stage 6 of 8. In: an [`Extraction`] with mentions. Out: the same with relations, and the nominals they need.

use crate::tag::Page;
use crate::types::Extraction;

/// Adds the relations that the sentences of a page tell.
pub fn relate(page: &Page<'_>, extraction: &mut Extraction) {
    let _ = (page, extraction);
}
