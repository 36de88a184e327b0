//! newsgraph turns a dump of news articles into a knowledge graph in which every edge carries the sentence that says it.
//!
//! Eight stages, one folder each: [`read`] → [`clean`] → [`split`] → [`tag`] → [`resolve`] → [`relate`] → [`merge`] →
//! [`write`](mod@write). [`pipeline`] composes them; [`types`] holds what flows between them.

pub mod assemble;
pub mod batches;
pub mod check;
pub mod clean;
#[cfg(feature = "cli")]
pub mod cli;
pub mod decisions;
pub mod error;
pub mod examples;
pub mod explain;
pub mod extract;
pub mod gazetteers;
pub mod import;
mod limited;
pub mod lint;
pub mod merge;
pub mod pipeline;
pub mod read;
pub mod relate;
pub mod resolve;
pub mod rules;
pub mod split;
pub mod stored;
pub mod tag;
pub mod types;
pub mod value_examples;
pub mod write;

pub use error::Error;
pub use newsgraph_lexicon as lexicon;
