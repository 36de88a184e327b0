//! Mistakes in gazetteers and rules, each with its place: what `newsgraph lint` prints.

mod gazetteers;
mod relations;
mod rules;
mod shared_names;

pub use gazetteers::gazetteers;
pub use rules::rules;

/// A mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// One-based line, 0 when the whole file is meant.
    pub line: u64,
    /// What is wrong and what to do.
    pub what: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}
