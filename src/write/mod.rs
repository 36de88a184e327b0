//! Stage 8 of 8. In: extractions and the graph. Out: bytes of files. Does not decide where they go.

mod code_points;
mod standoff;

pub use code_points::CodePoints;
pub use standoff::write_standoff;
