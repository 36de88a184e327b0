//! Mentions added up to nodes.

use std::cmp::{Ordering, Reverse};

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::merge::Record;
use crate::types::{Contribution, EntityType, MentionRow, Node, ValueCells};

/// Most aliases of a node that are written.
const MAX_ALIASES: usize = 20;

/// What is known of an entity from some documents: counts, from which the node is chosen when all are in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeCount {
    id: CompactString,
    /// Whether under another id, type, subtype and name, and how often they came together; sorted.
    labels: Counts<(bool, CompactString, CompactString, CompactString)>,
    /// How it is written, and how often; sorted.
    forms: Counts<CompactString>,
    /// Values, and how often; sorted.
    values: Counts<ValueCells>,
    documents: u64,
    mentions: u64,
    first_seen: CompactString,
    last_seen: CompactString,
}

type Counts<T> = Vec<(T, u64)>;

impl NodeCount {
    /// What one document says of its entities, sorted by id.
    pub fn of_document(contribution: &Contribution) -> Vec<NodeCount> {
        let mut rows: Vec<&MentionRow> = contribution.mentions.iter().collect();
        rows.sort_by(|a, b| a.entity.cmp(&b.entity));
        let published = &contribution.document.published;
        let mut nodes: Vec<NodeCount> = Vec::new();
        for row in rows {
            match nodes.last_mut() {
                Some(last) if last.id == row.entity => last.add(row),
                _ => {
                    let mut node = NodeCount {
                        id: row.entity.clone(),
                        documents: 1,
                        first_seen: published.clone(),
                        last_seen: published.clone(),
                        ..NodeCount::default()
                    };
                    node.add(row);
                    nodes.push(node);
                }
            }
        }
        nodes
    }

    fn add(&mut self, row: &MentionRow) {
        self.mentions += 1;
        let label = (!row.entity_here.is_empty(), row.kind.clone(), row.subtype.clone(), row.name.clone());
        count(&mut self.labels, label, 1);
        if row.nominal.is_empty() {
            count(&mut self.forms, row.text.clone(), 1);
        }
        if let Some(value) = &row.value {
            let value = ValueCells {
                value: value.value.clone(),
                unit: value.unit.clone(),
                start: value.start.clone(),
                end: value.end.clone(),
                ..ValueCells::default()
            };
            count(&mut self.values, value, 1);
        }
    }

    /// The node: what was met most often, of equals what sorts first.
    pub fn node(self) -> Node {
        // the name belongs to the id: those of entities that were joined to it are other ways to write it
        let mut labels = self.labels;
        if labels.iter().any(|((joined, ..), _)| !joined) {
            labels.retain(|((joined, ..), _)| !joined);
        }
        let (_, kind, subtype, name) = commonest(labels).unwrap_or_default();
        let mut forms = self.forms;
        forms.retain(|(form, _)| *form != name && !form.is_empty());
        forms.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        let aliases = forms.into_iter().take(MAX_ALIASES).map(|(form, _)| form).collect();
        let external_ids = if is_external(&self.id) { vec![self.id.clone()] } else { Vec::new() };
        Node {
            id: self.id,
            kind,
            subtype,
            name,
            aliases,
            value: commonest(self.values).unwrap_or_default(),
            external_ids,
            documents: self.documents,
            mentions: self.mentions,
            first_seen: self.first_seen,
            last_seen: self.last_seen,
        }
    }
}

/// True for ids of a gazetteer or registry: not made from a name.
pub(super) fn is_listed(id: &str) -> bool {
    id.split_once(':').is_some_and(|(space, _)| EntityType::parse(space).is_none())
}

/// True for ids of a registry: not made from a name (`person:jane-sample`) and not of this project's own lists (`cur:`).
fn is_external(id: &str) -> bool {
    is_listed(id) && !id.starts_with("cur:")
}

fn commonest<T: Ord>(counts: Counts<T>) -> Option<T> {
    counts.into_iter().min_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0))).map(|(item, _)| item)
}

pub(super) fn count<T: Ord>(counts: &mut Counts<T>, item: T, times: u64) {
    match counts.binary_search_by(|(known, _)| known.cmp(&item)) {
        Ok(at) => counts[at].1 += times,
        Err(at) => counts.insert(at, (item, times)),
    }
}

/// The earlier and the later of two dates as far as they are known (ISO dates sort as text).
pub(super) fn widen(first: &mut CompactString, last: &mut CompactString, other: (&CompactString, &CompactString)) {
    if first.is_empty() || (!other.0.is_empty() && other.0 < first) {
        first.clone_from(other.0);
    }
    if other.1 > last {
        last.clone_from(other.1);
    }
}

impl Record for NodeCount {
    fn order(&self, other: &Self) -> Ordering {
        self.id.cmp(&other.id)
    }

    fn absorb(&mut self, other: Self) {
        for (label, times) in other.labels {
            count(&mut self.labels, label, times);
        }
        for (form, times) in other.forms {
            count(&mut self.forms, form, times);
        }
        for (value, times) in other.values {
            count(&mut self.values, value, times);
        }
        self.documents += other.documents;
        self.mentions += other.mentions;
        widen(&mut self.first_seen, &mut self.last_seen, (&other.first_seen, &other.last_seen));
    }

    fn weight(&self) -> usize {
        200 + self.labels.len() * 120 + self.forms.len() * 48 + self.values.len() * 260
    }
}
