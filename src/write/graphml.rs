//! The format `graphml`: all keys before the graph, and edge ids, which keep parallel edges apart.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::types::{Edge, Node};
use crate::write::GraphWriter;
use crate::write::cells::{self, create, list};

pub(super) const FILES: &[&str] = &["graph.graphml"];

/// Attributes: their id (`n0` or `e0` and so on, from the position), name, and type.
const NODE_KEYS: [(&str, &str); 13] = [
    ("label", "string"),
    ("type", "string"),
    ("subtype", "string"),
    ("aliases", "string"),
    ("value", "string"),
    ("unit", "string"),
    ("start", "string"),
    ("end", "string"),
    ("external_ids", "string"),
    ("documents", "long"),
    ("mentions", "long"),
    ("first_seen", "string"),
    ("last_seen", "string"),
];

const EDGE_KEYS: [(&str, &str); 12] = [
    ("label", "string"),
    ("modality", "string"),
    ("attribution", "string"),
    ("date", "string"),
    ("qualifiers", "string"),
    ("confidence", "int"),
    ("documents", "long"),
    ("sources", "long"),
    ("mentions", "long"),
    ("first_seen", "string"),
    ("last_seen", "string"),
    ("quote", "string"),
];

struct GraphMl {
    out: Writer<BufWriter<File>>,
}

pub(super) fn open(folder: &Path) -> io::Result<Box<dyn GraphWriter>> {
    let mut out = Writer::new_with_indent(create(folder, "graph.graphml")?, b' ', 1);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("graphml").with_attributes([("xmlns", "http://graphml.graphdrawing.org/xmlns")]);
    out.write_event(Event::Start(root))?;
    for (target, letter, keys) in [("node", 'n', &NODE_KEYS[..]), ("edge", 'e', &EDGE_KEYS[..])] {
        for (n, (name, kind)) in keys.iter().enumerate() {
            let id = format!("{letter}{n}");
            let key = BytesStart::new("key").with_attributes([
                ("id", id.as_str()),
                ("for", target),
                ("attr.name", name),
                ("attr.type", kind),
            ]);
            out.write_event(Event::Empty(key))?;
        }
    }
    let graph = BytesStart::new("graph").with_attributes([("id", "newsgraph"), ("edgedefault", "directed")]);
    out.write_event(Event::Start(graph))?;
    Ok(Box::new(GraphMl { out }))
}

impl GraphMl {
    /// Writes an element with its data; what is empty is left out, as the format allows.
    fn element<const N: usize>(&mut self, start: BytesStart<'_>, letter: char, values: [&str; N]) -> io::Result<()> {
        let end: BytesEnd<'_> = start.to_end().into_owned();
        self.out.write_event(Event::Start(start.borrow()))?;
        for (n, value) in values.into_iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            let data = BytesStart::new("data").with_attributes([("key", format!("{letter}{n}").as_str())]);
            self.out.write_event(Event::Start(data.borrow()))?;
            self.out.write_event(Event::Text(BytesText::new(value)))?;
            self.out.write_event(Event::End(data.to_end()))?;
        }
        self.out.write_event(Event::End(end))
    }
}

impl GraphWriter for GraphMl {
    fn node(&mut self, node: &Node) -> io::Result<()> {
        let values = [
            &*node.name,
            &node.kind,
            &node.subtype,
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
        ];
        debug_assert_eq!(values.len(), NODE_KEYS.len());
        self.element(BytesStart::new("node").with_attributes([("id", &*node.id)]), 'n', values)
    }

    fn edge(&mut self, edge: &Edge) -> io::Result<()> {
        let key = &edge.key;
        let values = [
            &*key.relation,
            key.modality.name(),
            &key.attribution,
            &edge.date,
            &cells::pairs(&edge.qualifiers),
            &edge.confidence.to_string(),
            &edge.documents.to_string(),
            &edge.sources.to_string(),
            &edge.mentions.to_string(),
            &edge.first_seen,
            &edge.last_seen,
            &edge.quote,
        ];
        debug_assert_eq!(values.len(), EDGE_KEYS.len());
        let start = BytesStart::new("edge").with_attributes([
            ("id", &*edge.id),
            ("source", &*key.subject),
            ("target", &*key.object),
        ]);
        self.element(start, 'e', values)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_event(Event::End(BytesEnd::new("graph")))?;
        self.out.write_event(Event::End(BytesEnd::new("graphml")))?;
        let mut file = self.out.into_inner();
        file.write_all(b"\n")?;
        file.flush()
    }
}
