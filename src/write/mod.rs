//! Stage 8 of 8. In: rows, nodes and edges, sorted. Out: files. Adding a format is a file and a line in [`FORMATS`].

mod cells;
mod csv;
mod folder;
mod gephi;
mod graphml;
mod jsonl;
mod judgements;
mod neo4j;
mod run;
mod standoff;

use std::io;
use std::path::Path;

pub use cells::{spreadsheet_safe, without_escape};
pub use csv::{
    DOCUMENT_COLUMNS, EDGE_COLUMNS, EVIDENCE_COLUMNS, MENTION_COLUMNS, NODE_COLUMNS, RowFiles, SKIPPED_COLUMNS,
    document_rows, write_skipped,
};
pub use folder::OutputFolder;
pub use judgements::{CONFLICT_COLUMNS, DECISION_COLUMNS, MERGE, MUST_NOT_MERGE, write_conflicts, write_decisions};
pub use run::{Counts, OUTPUT_VERSION, Run, write_run};
pub use standoff::write_standoff;

use crate::types::{Edge, EvidenceRow, Node};

/// Receives a graph: all nodes, then all edges, each edge after its evidence.
pub trait GraphWriter {
    /// The next node, by id.
    ///
    /// # Errors
    /// When a file cannot be written; so with all methods.
    fn node(&mut self, node: &Node) -> io::Result<()>;
    /// The next sentence of the edge with that id.
    ///
    /// # Errors
    /// When a file cannot be written.
    fn evidence(&mut self, edge: &str, row: &EvidenceRow) -> io::Result<()> {
        let _ = (edge, row);
        Ok(())
    }
    /// The next edge, by subject, relation, object, modality and attribution.
    ///
    /// # Errors
    /// When a file cannot be written.
    fn edge(&mut self, edge: &Edge) -> io::Result<()>;
    /// Writes what is still buffered.
    ///
    /// # Errors
    /// When a file cannot be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Rows of one document, as CSV.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Of `documents.csv`.
    pub documents: Vec<u8>,
    /// Of `mentions.csv`.
    pub mentions: Vec<u8>,
}

/// A format of `extract --formats`.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a line.
    pub help: &'static str,
    /// The files it writes, below the output folder.
    pub files: &'static [&'static str],
    /// Begins to write into a folder.
    pub open: fn(&Path) -> io::Result<Box<dyn GraphWriter>>,
}

/// All formats.
pub const FORMATS: &[Format] = &[
    Format {
        name: "csv",
        help: "the full tables, for spreadsheets, SQL and data frames",
        files: csv::FILES,
        open: csv::open,
    },
    Format { name: "neo4j", help: "neo4j-admin database import full", files: neo4j::FILES, open: neo4j::open },
    Format { name: "gephi", help: "Gephi's import of spreadsheets", files: gephi::FILES, open: gephi::open },
    Format {
        name: "graphml",
        help: "GraphML, for NetworkX, igraph, yEd and Cytoscape",
        files: graphml::FILES,
        open: graphml::open,
    },
    Format { name: "jsonl", help: "nodes, edges and evidence as JSON lines", files: jsonl::FILES, open: jsonl::open },
];

/// Files that every run writes, whatever its formats.
pub const ALWAYS: &[&str] = &["skipped.csv", "run.json"];

/// The format with that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
