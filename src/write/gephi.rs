//! The format `gephi`: nodes, edges, and edges with one row per source, target and relation (Gephi melts parallel edges
//! on import and would lose the modality of all but one: `edges-aggregated.csv` says what it holds).

use std::io;
use std::path::Path;

use crate::types::{Edge, Node};
use crate::write::GraphWriter;
use crate::write::cells::Table;

pub(super) const FILES: &[&str] = &["gephi/nodes.csv", "gephi/edges.csv", "gephi/edges-aggregated.csv"];

const NODE_COLUMNS: [&str; 8] = ["Id", "Label", "Type", "Subtype", "Documents", "Mentions", "First seen", "Last seen"];

const EDGE_COLUMNS: [&str; 14] = [
    "Source",
    "Target",
    "Type",
    "Id",
    "Label",
    "Weight",
    "Modality",
    "Attribution",
    "Confidence",
    "Sources",
    "Mentions",
    "First seen",
    "Last seen",
    "Quote",
];

const AGGREGATED_COLUMNS: [&str; 9] =
    ["Source", "Target", "Type", "Id", "Label", "Weight", "Modalities", "Mentions", "Quote"];

struct Gephi {
    nodes: Table,
    edges: Table,
    aggregated: Table,
    sum: Option<Sum>,
}

/// Edges that differ in modality and attribution only. They follow each other, for edges come sorted.
struct Sum {
    first: Edge,
    modalities: Vec<&'static str>,
    weight: u64,
    mentions: u64,
}

pub(super) fn open(folder: &Path) -> io::Result<Box<dyn GraphWriter>> {
    Ok(Box::new(Gephi {
        nodes: Table::create(folder, "gephi/nodes.csv", &NODE_COLUMNS)?,
        edges: Table::create(folder, "gephi/edges.csv", &EDGE_COLUMNS)?,
        aggregated: Table::create(folder, "gephi/edges-aggregated.csv", &AGGREGATED_COLUMNS)?,
        sum: None,
    }))
}

impl Gephi {
    fn write_sum(&mut self) -> io::Result<()> {
        let Some(sum) = self.sum.take() else { return Ok(()) };
        self.aggregated.row([
            &*sum.first.key.subject,
            &sum.first.key.object,
            "Directed",
            &sum.first.id,
            &sum.first.key.relation,
            &sum.weight.to_string(),
            &sum.modalities.join(" "),
            &sum.mentions.to_string(),
            &sum.first.quote,
        ])
    }
}

impl GraphWriter for Gephi {
    fn node(&mut self, node: &Node) -> io::Result<()> {
        self.nodes.row([
            &*node.id,
            if node.name.is_empty() { &node.id } else { &node.name },
            &node.kind,
            &node.subtype,
            &node.documents.to_string(),
            &node.mentions.to_string(),
            &node.first_seen,
            &node.last_seen,
        ])
    }

    fn edge(&mut self, edge: &Edge) -> io::Result<()> {
        let key = &edge.key;
        self.edges.row([
            &*key.subject,
            &key.object,
            "Directed",
            &edge.id,
            &key.relation,
            &edge.documents.to_string(),
            key.modality.name(),
            &key.attribution,
            &edge.confidence.to_string(),
            &edge.sources.to_string(),
            &edge.mentions.to_string(),
            &edge.first_seen,
            &edge.last_seen,
            &edge.quote,
        ])?;
        let same =
            |a: &Edge| (&a.key.subject, &a.key.relation, &a.key.object) == (&key.subject, &key.relation, &key.object);
        match &mut self.sum {
            Some(sum) if same(&sum.first) => {
                sum.weight += edge.documents;
                sum.mentions += edge.mentions;
                if sum.modalities.last() != Some(&key.modality.name()) {
                    sum.modalities.push(key.modality.name());
                }
                Ok(())
            }
            _ => {
                self.write_sum()?;
                self.sum = Some(Sum {
                    first: edge.clone(),
                    modalities: vec![key.modality.name()],
                    weight: edge.documents,
                    mentions: edge.mentions,
                });
                Ok(())
            }
        }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.write_sum()?;
        self.nodes.finish()?;
        self.edges.finish()?;
        self.aggregated.finish()
    }
}
