//! The one error of the library: everything that stops a run before it begins or while it writes.
//!
//! What is wrong with a single document is no error but a [`Skip`](crate::types::Skip): it is listed and the run goes on.

use std::path::PathBuf;

/// Why a run could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Gazetteers or word lists are wrong.
    #[error(transparent)]
    Lexicon(#[from] newsgraph_lexicon::Error),
    /// Mistakes in a user's gazetteers, all of them.
    #[error("{}", lines(.0))]
    Gazetteers(Vec<newsgraph_lexicon::Error>),
    /// Mistakes in rule files, all of them.
    #[error("{}", lines(.0))]
    Rules(Vec<RuleMistake>),
    /// A file or folder cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// An output cannot be written; what was there before is untouched.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Options that do not go together or name nothing.
    #[error("{0}")]
    Usage(String),
}

/// A mistake in a rule file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleMistake {
    /// Path below the rules folder.
    pub file: String,
    /// One-based line, 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl std::fmt::Display for RuleMistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "rules/{}:{}: {}", self.file, self.line, self.what)
    }
}

fn lines<T: ToString>(mistakes: &[T]) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
