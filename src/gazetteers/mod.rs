//! The user's gazetteers, compiled and cached, and the lexicon as a person asks about it (search, counts). No stage:
//! nothing here reads articles.

mod cache;
mod search;
mod stats;

pub use cache::load;
pub use search::{Hit, search};
pub use stats::{Stats, stats};
