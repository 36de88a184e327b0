//! The user's gazetteers, compiled and cached, and the lexicon as a person asks about it (search, counts). No stage:
//! nothing here reads articles.

mod cache;
mod mapped;
mod search;
mod stamp;
mod stats;

pub use cache::load;
pub use mapped::Mapped;
pub use search::{Hit, search};
pub use stats::{Stats, stats};
