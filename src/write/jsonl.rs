//! The format `jsonl`: one JSON object per node, edge and sentence. Numbers are numbers, lists are lists, what is unknown
//! is left out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use serde::Serialize;

use crate::types::{Edge, EvidenceRow, Node};
use crate::write::GraphWriter;
use crate::write::cells::create;

pub(super) const FILES: &[&str] = &["nodes.jsonl", "edges.jsonl", "evidence.jsonl"];

struct JsonLines {
    nodes: BufWriter<File>,
    edges: BufWriter<File>,
    evidence: BufWriter<File>,
}

#[derive(Serialize)]
struct NodeRecord<'a> {
    id: &'a str,
    r#type: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    subtype: &'a str,
    name: &'a str,
    aliases: &'a [compact_str::CompactString],
    #[serde(skip_serializing_if = "str::is_empty")]
    value: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    start: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    end: &'a str,
    external_ids: &'a [compact_str::CompactString],
    documents: u64,
    mentions: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    first_seen: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    last_seen: &'a str,
}

#[derive(Serialize)]
struct EdgeRecord<'a> {
    id: &'a str,
    subject: &'a str,
    relation: &'a str,
    object: &'a str,
    modality: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    attribution: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'a str,
    qualifiers: Qualifiers<'a>,
    confidence: u8,
    documents: u64,
    sources: u64,
    mentions: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    first_seen: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    last_seen: &'a str,
    quote: &'a str,
}

#[derive(Serialize)]
struct EvidenceRecord<'a> {
    edge: &'a str,
    document: &'a str,
    start: u32,
    end: u32,
    quote: &'a str,
    rule: &'a str,
    subject_text: &'a str,
    object_text: &'a str,
    trigger: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    attribution_text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'a str,
    qualifiers: Qualifiers<'a>,
    confidence: u8,
    #[serde(skip_serializing_if = "str::is_empty")]
    published: &'a str,
}

/// All values of each key.
type Qualifiers<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn qualifiers(pairs: &[(String, String)]) -> Qualifiers<'_> {
    let mut all = Qualifiers::new();
    for (key, value) in pairs {
        all.entry(key).or_default().push(value);
    }
    all
}

pub(super) fn open(folder: &Path) -> io::Result<Box<dyn GraphWriter>> {
    Ok(Box::new(JsonLines {
        nodes: create(folder, "nodes.jsonl")?,
        edges: create(folder, "edges.jsonl")?,
        evidence: create(folder, "evidence.jsonl")?,
    }))
}

fn line(out: &mut BufWriter<File>, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

impl GraphWriter for JsonLines {
    fn node(&mut self, node: &Node) -> io::Result<()> {
        let record = NodeRecord {
            id: &node.id,
            r#type: &node.kind,
            subtype: &node.subtype,
            name: &node.name,
            aliases: &node.aliases,
            value: &node.value.value,
            unit: &node.value.unit,
            start: &node.value.start,
            end: &node.value.end,
            external_ids: &node.external_ids,
            documents: node.documents,
            mentions: node.mentions,
            first_seen: &node.first_seen,
            last_seen: &node.last_seen,
        };
        line(&mut self.nodes, &record)
    }

    fn evidence(&mut self, edge: &str, row: &EvidenceRow) -> io::Result<()> {
        let record = EvidenceRecord {
            edge,
            document: &row.document,
            start: row.start,
            end: row.end,
            quote: &row.quote,
            rule: &row.rule,
            subject_text: &row.subject_text,
            object_text: &row.object_text,
            trigger: &row.trigger,
            attribution_text: &row.attribution_text,
            date: &row.date,
            qualifiers: qualifiers(&row.qualifiers),
            confidence: row.confidence,
            published: &row.published,
        };
        line(&mut self.evidence, &record)
    }

    fn edge(&mut self, edge: &Edge) -> io::Result<()> {
        let record = EdgeRecord {
            id: &edge.id,
            subject: &edge.key.subject,
            relation: &edge.key.relation,
            object: &edge.key.object,
            modality: edge.key.modality.name(),
            attribution: &edge.key.attribution,
            date: &edge.date,
            qualifiers: qualifiers(&edge.qualifiers),
            confidence: edge.confidence,
            documents: edge.documents,
            sources: edge.sources,
            mentions: edge.mentions,
            first_seen: &edge.first_seen,
            last_seen: &edge.last_seen,
            quote: &edge.quote,
        };
        line(&mut self.edges, &record)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.nodes.flush()?;
        self.edges.flush()?;
        self.evidence.flush()
    }
}
