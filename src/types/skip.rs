//! What could not be read, and why.

/// A document, row or file that was skipped. Nothing is lost silently: each is listed in `skipped.csv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Skip {
    /// File name, or `-` for standard input.
    pub input: String,
    /// One-based line or record number, 0 for a whole file.
    pub record: u64,
    /// The document's id when it was known, else empty.
    pub id: String,
    /// What is wrong, in lower case, without a full stop: `text is empty`, `line 3 is not JSON: …`.
    pub reason: String,
}
