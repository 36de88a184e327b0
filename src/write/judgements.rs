//! `decisions.csv` and `conflicts.csv`, of the format `csv`: what was joined and kept apart, and what contradicts what.

use std::io;
use std::path::Path;

use crate::types::{Conflict, Decision};
use crate::write::cells::Table;

/// Columns of `decisions.csv`.
pub const DECISION_COLUMNS: [&str; 6] = ["decision", "a", "b", "document", "reason", "score"];

/// Columns of `conflicts.csv`.
pub const CONFLICT_COLUMNS: [&str; 12] = [
    "kind",
    "relation",
    "edge_a",
    "edge_b",
    "subject_a",
    "object_a",
    "subject_b",
    "object_b",
    "documents_a",
    "documents_b",
    "quote_a",
    "quote_b",
];

/// What the column `decision` says of two ids that are one entity.
pub const MERGE: &str = "merge";
/// What it says of two that are not.
pub const MUST_NOT_MERGE: &str = "must-not-merge";

/// Writes `decisions.csv`.
///
/// # Errors
/// When the file cannot be written.
pub fn write_decisions<'a>(folder: &Path, decisions: impl Iterator<Item = &'a Decision>) -> io::Result<()> {
    let mut table = Table::create(folder, "decisions.csv", &DECISION_COLUMNS)?;
    for decision in decisions {
        table.row([
            if decision.merge { MERGE } else { MUST_NOT_MERGE },
            &decision.a,
            &decision.b,
            &decision.document,
            &decision.reason,
            &decision.score.to_string(),
        ])?;
    }
    table.finish()
}

/// Writes `conflicts.csv`.
///
/// # Errors
/// When a conflict cannot be read back or the file not be written.
pub fn write_conflicts(folder: &Path, conflicts: impl Iterator<Item = io::Result<Conflict>>) -> io::Result<()> {
    let mut table = Table::create(folder, "conflicts.csv", &CONFLICT_COLUMNS)?;
    for conflict in conflicts {
        let Conflict { kind, a, b } = conflict?;
        table.row([
            kind.name(),
            &a.key.relation,
            &a.key.id(),
            &b.key.id(),
            &a.key.subject,
            &a.key.object,
            &b.key.subject,
            &b.key.object,
            &a.documents.to_string(),
            &b.documents.to_string(),
            &a.quote,
            &b.quote,
        ])?;
    }
    table.finish()
}
