//! The format `csv`: the full tables. `docs/output.md` says what every column means.

use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use crate::types::{Contribution, DocumentRow, Edge, EvidenceRow, MentionRow, Node, Skip};
use crate::write::cells::{self, Table, create, list};
use crate::write::{GraphWriter, Rows};

/// Its files; `mentions.csv` and `documents.csv` are written as [`Rows`].
pub(super) const FILES: &[&str] =
    &["nodes.csv", "edges.csv", "evidence.csv", "mentions.csv", "documents.csv", "decisions.csv", "conflicts.csv"];

/// Columns of `nodes.csv`.
pub const NODE_COLUMNS: [&str; 14] = [
    "id",
    "type",
    "subtype",
    "name",
    "aliases",
    "value",
    "unit",
    "start",
    "end",
    "external_ids",
    "documents",
    "mentions",
    "first_seen",
    "last_seen",
];

/// Columns of `edges.csv`.
pub const EDGE_COLUMNS: [&str; 15] = [
    "id",
    "subject",
    "relation",
    "object",
    "modality",
    "attribution",
    "date",
    "qualifiers",
    "confidence",
    "documents",
    "sources",
    "mentions",
    "first_seen",
    "last_seen",
    "quote",
];

/// Columns of `evidence.csv`.
pub const EVIDENCE_COLUMNS: [&str; 23] = [
    "edge",
    "document",
    "start",
    "end",
    "quote",
    "rule",
    "subject",
    "relation",
    "object",
    "modality",
    "attribution",
    "subject_text",
    "object_text",
    "trigger",
    "attribution_text",
    "date",
    "qualifiers",
    "confidence",
    "published",
    "source",
    "subject_here",
    "object_here",
    "attribution_here",
];

/// Columns of `mentions.csv`.
pub const MENTION_COLUMNS: [&str; 21] = [
    "document",
    "start",
    "end",
    "text",
    "type",
    "subtype",
    "entity",
    "name",
    "nominal",
    "value",
    "unit",
    "value_start",
    "value_end",
    "modifier",
    "anchor",
    "low",
    "high",
    "written_number",
    "written_unit",
    "rule",
    "entity_here",
];

/// Columns of `documents.csv`.
pub const DOCUMENT_COLUMNS: [&str; 10] =
    ["id", "published", "title", "source", "url", "characters", "sentences", "mentions", "relations", "text_hash"];

/// Columns of `skipped.csv`.
pub const SKIPPED_COLUMNS: [&str; 4] = ["input", "record", "id", "reason"];

/// The three tables made of the graph.
struct Csv {
    nodes: Table,
    edges: Table,
    evidence: Table,
}

pub(super) fn open(folder: &Path) -> io::Result<Box<dyn GraphWriter>> {
    Ok(Box::new(Csv {
        nodes: Table::create(folder, "nodes.csv", &NODE_COLUMNS)?,
        edges: Table::create(folder, "edges.csv", &EDGE_COLUMNS)?,
        evidence: Table::create(folder, "evidence.csv", &EVIDENCE_COLUMNS)?,
    }))
}

impl GraphWriter for Csv {
    fn node(&mut self, node: &Node) -> io::Result<()> {
        self.nodes.row([
            &*node.id,
            &node.kind,
            &node.subtype,
            &node.name,
            &list(node.aliases.iter().map(AsRef::as_ref), '|', "/"),
            &node.value.value,
            &node.value.unit,
            &node.value.start,
            &node.value.end,
            &list(node.external_ids.iter().map(AsRef::as_ref), '|', "/"),
            &node.documents.to_string(),
            &node.mentions.to_string(),
            &node.first_seen,
            &node.last_seen,
        ])
    }

    fn evidence(&mut self, edge: &str, row: &EvidenceRow) -> io::Result<()> {
        self.evidence.row([
            edge,
            &row.document,
            &row.start.to_string(),
            &row.end.to_string(),
            &row.quote,
            &row.rule,
            &row.key.subject,
            &row.key.relation,
            &row.key.object,
            row.key.modality.name(),
            &row.key.attribution,
            &row.subject_text,
            &row.object_text,
            &row.trigger,
            &row.attribution_text,
            &row.date,
            &cells::pairs(&row.qualifiers),
            &row.confidence.to_string(),
            &row.published,
            &row.source,
            &row.here[0],
            &row.here[1],
            &row.here[2],
        ])
    }

    fn edge(&mut self, edge: &Edge) -> io::Result<()> {
        self.edges.row([
            &*edge.id,
            &edge.key.subject,
            &edge.key.relation,
            &edge.key.object,
            edge.key.modality.name(),
            &edge.key.attribution,
            &edge.date,
            &cells::pairs(&edge.qualifiers),
            &edge.confidence.to_string(),
            &edge.documents.to_string(),
            &edge.sources.to_string(),
            &edge.mentions.to_string(),
            &edge.first_seen,
            &edge.last_seen,
            &edge.quote,
        ])
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.nodes.finish()?;
        self.edges.finish()?;
        self.evidence.finish()
    }
}

/// The rows of `documents.csv` and `mentions.csv` of one document: they are made where the document is at hand, on any
/// thread, and only copied into the files.
pub fn document_rows(contribution: &Contribution) -> io::Result<Rows> {
    let document = &contribution.document;
    let mut documents = Table::in_memory();
    documents.row([
        &*document.id,
        &document.published,
        &document.title,
        &document.source,
        &document.url,
        &document.characters.to_string(),
        &document.sentences.to_string(),
        &contribution.mentions.len().to_string(),
        &contribution.evidence.len().to_string(),
        &format!("x{:016x}", document.hash),
    ])?;
    let mut mentions = Table::in_memory();
    for mention in &contribution.mentions {
        mention_row(&mut mentions, document, mention)?;
    }
    Ok(Rows { documents: documents.into_bytes()?, mentions: mentions.into_bytes()? })
}

fn mention_row(table: &mut Table<Vec<u8>>, document: &DocumentRow, mention: &MentionRow) -> io::Result<()> {
    let none = Default::default();
    let value = mention.value.as_deref().unwrap_or(&none);
    table.row([
        &*document.id,
        &mention.start.to_string(),
        &mention.end.to_string(),
        &mention.text,
        &mention.kind,
        &mention.subtype,
        &mention.entity,
        &mention.name,
        &mention.nominal,
        &value.value,
        &value.unit,
        &value.start,
        &value.end,
        &value.modifier,
        &value.anchor,
        &value.low,
        &value.high,
        &value.written_number,
        &value.written_unit,
        &mention.rule,
        &mention.entity_here,
    ])
}

/// `documents.csv` and `mentions.csv`.
pub struct RowFiles {
    documents: BufWriter<std::fs::File>,
    mentions: BufWriter<std::fs::File>,
}

impl RowFiles {
    /// Creates both files with their headers.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn create(folder: &Path) -> io::Result<Self> {
        let open = |name: &str, header: &[&str]| {
            let mut file = create(folder, name)?;
            file.write_all((header.join(",") + "\n").as_bytes())?;
            Ok::<_, io::Error>(file)
        };
        let documents = open("documents.csv", &DOCUMENT_COLUMNS)?;
        Ok(RowFiles { documents, mentions: open("mentions.csv", &MENTION_COLUMNS)? })
    }

    /// Adds the rows of the next document.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, rows: &Rows) -> io::Result<()> {
        self.documents.write_all(&rows.documents)?;
        self.mentions.write_all(&rows.mentions)
    }

    /// Writes what is still buffered.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.documents.flush()?;
        self.mentions.flush()
    }
}

/// Writes `skipped.csv`: each skipped document, row or file, sorted, as often as it was met.
///
/// # Errors
/// When a skip cannot be read back or the file not be written.
pub fn write_skipped(folder: &Path, skips: impl Iterator<Item = io::Result<(Skip, u64)>>) -> io::Result<()> {
    let mut table = Table::create(folder, "skipped.csv", &SKIPPED_COLUMNS)?;
    for skip in skips {
        let (skip, times) = skip?;
        for _ in 0..times {
            table.row([&*skip.input, &skip.record.to_string(), &skip.id, &skip.reason])?;
        }
    }
    table.finish()
}
