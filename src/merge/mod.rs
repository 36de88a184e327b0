//! Stage 7 of 8. In: the extractions of all documents. Out: nodes, edges and their evidence, sorted.
//!
//! [`Contributor`] turns one extraction into rows (in parallel, with the text at hand); [`Sorter`] brings rows together in
//! order, on disk when they do not fit; [`Judge`] decides what is one entity in all of them; [`NodeCount`] and [`EdgeSum`] add them up. Adding up is associative and commutative:
//! order of input, batches and threads cannot be seen in the result.

mod conflicts;
mod contribute;
mod copies;
mod documents;
mod edges;
mod identity;
mod nodes;
mod runs;
mod traits;

pub use conflicts::Conflicts;
pub use contribute::{Contributor, fold};
pub use edges::EdgeSum;
pub use identity::{Examination, Hearing, Judge, Verdicts};
pub use nodes::NodeCount;
pub use runs::{Record, Settled, Sorted, Sorter};
