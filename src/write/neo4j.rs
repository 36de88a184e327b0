//! The format `neo4j`: `neo4j-admin database import full --nodes=neo4j/nodes.csv --relationships=neo4j/edges.csv`.
//!
//! Header cells are `name:type`; lists are `;`-separated; quotes are doubled. The label of a node is its type, then its
//! subtype; the type of a relationship is the relation in capitals, as is the custom there.

use std::io;
use std::path::Path;

use crate::types::{Edge, Node};
use crate::write::GraphWriter;
use crate::write::cells::{self, Table, list};

pub(super) const FILES: &[&str] = &["neo4j/nodes.csv", "neo4j/edges.csv"];

const NODE_COLUMNS: [&str; 13] = [
    "id:ID",
    "name",
    ":LABEL",
    "aliases:string[]",
    "value",
    "unit",
    "start",
    "end",
    "external_ids:string[]",
    "documents:long",
    "mentions:long",
    "first_seen:date",
    "last_seen:date",
];

const EDGE_COLUMNS: [&str; 15] = [
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "id",
    "modality",
    "attribution",
    "date",
    "qualifiers:string[]",
    "confidence:int",
    "documents:long",
    "sources:long",
    "mentions:long",
    "first_seen:date",
    "last_seen:date",
    "quote",
];

struct Neo4j {
    nodes: Table,
    edges: Table,
}

pub(super) fn open(folder: &Path) -> io::Result<Box<dyn GraphWriter>> {
    Ok(Box::new(Neo4j {
        nodes: Table::create_raw(folder, "neo4j/nodes.csv", &NODE_COLUMNS)?,
        edges: Table::create_raw(folder, "neo4j/edges.csv", &EDGE_COLUMNS)?,
    }))
}

/// A date property holds a day: `2014-12-01T09:30Z` is cut, what is less than a day (`2014`, `2014-12`) left out rather
/// than made up.
fn day(moment: &str) -> &str {
    moment.get(..10).unwrap_or("")
}

/// `film` → `Film`, as labels are written there.
fn label(name: &str) -> String {
    let mut letters = name.chars().filter(|c| c.is_alphanumeric() || *c == '_');
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl GraphWriter for Neo4j {
    fn node(&mut self, node: &Node) -> io::Result<()> {
        let labels: Vec<String> = [label(&node.kind), label(&node.subtype)].into();
        self.nodes.row([
            &*node.id,
            &node.name,
            labels.join(";").trim_end_matches(';'),
            &list(node.aliases.iter().map(AsRef::as_ref), ';', ","),
            &node.value.value,
            &node.value.unit,
            &node.value.start,
            &node.value.end,
            &list(node.external_ids.iter().map(AsRef::as_ref), ';', ","),
            &node.documents.to_string(),
            &node.mentions.to_string(),
            day(&node.first_seen),
            day(&node.last_seen),
        ])
    }

    fn edge(&mut self, edge: &Edge) -> io::Result<()> {
        self.edges.row([
            &*edge.key.subject,
            &edge.key.object,
            &edge.key.relation.to_uppercase(),
            &edge.id,
            edge.key.modality.name(),
            &edge.key.attribution,
            &edge.date,
            &cells::pairs(&edge.qualifiers),
            &edge.confidence.to_string(),
            &edge.documents.to_string(),
            &edge.sources.to_string(),
            &edge.mentions.to_string(),
            day(&edge.first_seen),
            day(&edge.last_seen),
            &edge.quote,
        ])
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.nodes.finish()?;
        self.edges.finish()
    }
}
