//! Stage 2 of 8. In: a [`RawDocument`]. Out: a [`Document`]: zones and publication date. The text is never rewritten.

use crate::types::{Document, RawDocument, Span, Zone, ZoneKind};

/// Finds zones and date of a document.
pub fn clean(raw: &RawDocument) -> Document<'_> {
    let zones = vec![Zone { span: Span::new(0, raw.text.len() as u32), kind: ZoneKind::Body }];
    Document { raw, zones, published: raw.published.clone() }
}
