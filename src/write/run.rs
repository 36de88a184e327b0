//! `run.json`: what a graph was made with, and how much of everything there is. No clock and no paths, so that the same
//! input gives the same bytes anywhere.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::write::cells::create;

/// What a graph was made with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Version of the program.
    pub newsgraph: String,
    /// Version of the output format: changes when a column changes its place or meaning.
    pub format: u32,
    /// Hash of all gazetteers and word lists.
    pub gazetteers: String,
    /// Hash of all rule files.
    pub rules: String,
    /// Options that change the output.
    pub options: BTreeMap<String, String>,
    /// How much of everything there is.
    pub counts: Counts,
}

/// How much of everything there is in an output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Documents in the graph.
    pub documents: u64,
    /// Code points of their texts.
    pub characters: u64,
    /// Mentions.
    pub mentions: u64,
    /// Nodes.
    pub nodes: u64,
    /// Edges.
    pub edges: u64,
    /// Sentences that support edges.
    pub evidence: u64,
    /// Skipped documents, rows and files.
    pub skipped: u64,
}

/// Version of the output format.
pub const OUTPUT_VERSION: u32 = 2;

/// Writes `run.json`.
///
/// # Errors
/// When the file cannot be written.
pub fn write_run(folder: &Path, run: &Run) -> io::Result<()> {
    let mut out = create(folder, "run.json")?;
    serde_json::to_writer_pretty(&mut out, run)?;
    out.write_all(b"\n")?;
    out.flush()
}
