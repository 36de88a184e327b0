//! Plain text: the whole file is one document.

use super::{Items, Opened, one};
use crate::types::RawDocument;

pub(super) fn read(mut file: Opened) -> Items {
    let document = file.whole_text();
    one(document.map(|text| RawDocument { id: file.id, text, ..RawDocument::default() }))
}
