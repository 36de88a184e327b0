//! What can go wrong with gazetteers and word lists.

use std::path::PathBuf;

/// An error of the lexicon.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The image cannot be written.
    #[error("compiled gazetteer: cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// There is more than an image can hold.
    #[error("gazetteer: more than 4 GiB of names or 2,147,483,648 of them: split the folder")]
    Large,
    /// A line of a gazetteer or word file is wrong.
    #[error("{file}:{line}: {what}")]
    Line {
        /// The file, as given.
        file: String,
        /// One-based line.
        line: u64,
        /// What is wrong and what to do.
        what: String,
    },
    /// Bytes that should be a compiled lexicon are not.
    #[error("compiled lexicon: {why}; delete the file, it is made anew")]
    Image {
        /// What is wrong.
        why: &'static str,
    },
}
