//! What was found in an article, as the lines a fixture holds.

use std::collections::BTreeMap;

use crate::types::{EntityType, Extraction, Mention, MentionIndex, Relation, Span};

/// One line of a fixture: what is compared, and the words behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// `type | name | surface ×2, surface` or `relation | subject | object | modality [by X][ | key=value]…`.
    pub(super) line: String,
    /// The sentence that says it, on one line.
    pub(super) sentence: String,
}

/// The lines of both blocks, each sorted.
pub(super) fn found(extraction: &Extraction, text: &str) -> [Vec<Found>; 2] {
    [mentions(extraction, text), relations(extraction, text)]
}

/// One line per entity, with the words that name or stand for it; statements only show in relations.
fn mentions(extraction: &Extraction, text: &str) -> Vec<Found> {
    let mut entities: BTreeMap<(EntityType, String), (BTreeMap<String, usize>, Span)> = BTreeMap::new();
    for mention in extraction.mentions.iter().filter(|m| m.kind != EntityType::Statement) {
        let key = (mention.kind, entity_name(extraction, mention, text));
        let (surfaces, _) = entities.entry(key).or_insert_with(|| (BTreeMap::new(), mention.span));
        *surfaces.entry(one_line(mention.span.of(text))).or_default() += 1;
    }
    let line = |((kind, name), (surfaces, first)): ((EntityType, String), (BTreeMap<String, usize>, Span))| {
        let surfaces: Vec<String> = surfaces
            .into_iter()
            .map(|(surface, count)| if count > 1 { format!("{surface} ×{count}") } else { surface })
            .collect();
        Found { line: format!("{kind} | {name} | {}", surfaces.join(", ")), sentence: around(first, text) }
    };
    entities.into_iter().map(line).collect()
}

fn relations(extraction: &Extraction, text: &str) -> Vec<Found> {
    let mut lines: Vec<Found> = extraction.relations.iter().map(|relation| edge(extraction, relation, text)).collect();
    lines.sort_by(|a, b| a.line.cmp(&b.line));
    lines.dedup_by(|a, b| a.line == b.line);
    lines
}

fn edge(extraction: &Extraction, relation: &Relation, text: &str) -> Found {
    let name = |index: MentionIndex| match extraction.mentions.get(index.0 as usize) {
        Some(mention) => entity_name(extraction, mention, text),
        None => String::new(),
    };
    let mut line = format!(
        "{} | {} | {} | {}",
        relation.name,
        name(relation.subject),
        name(relation.object),
        relation.modality.name()
    );
    if let Some(attribution) = &relation.attribution {
        let entity = attribution.entity.and_then(|e| extraction.entities.get(e.0 as usize));
        let who = entity.map_or_else(|| one_line(attribution.span.of(text)), |e| one_line(&e.name));
        line.push_str(" by ");
        line.push_str(&who);
    }
    if let Some(date) = relation.date {
        line.push_str(" | date=");
        line.push_str(&name(date));
    }
    for (key, value) in &relation.qualifiers {
        line.push_str(&format!(" | {key}={}", one_line(value)));
    }
    Found { line, sentence: one_line(relation.evidence.of(text)) }
}

/// The entity's name; a mention without one stands for itself.
fn entity_name(extraction: &Extraction, mention: &Mention, text: &str) -> String {
    let entity = extraction.entities.get(mention.entity.0 as usize);
    entity.filter(|e| !e.name.is_empty()).map_or_else(|| one_line(mention.span.of(text)), |e| one_line(&e.name))
}

/// White space folded, and the separator of lines made harmless.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/")
}

/// The line of the text that holds a span.
fn around(span: Span, text: &str) -> String {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end as usize..].find('\n').map_or(text.len(), |at| span.end as usize + at);
    one_line(&text[start..end])
}
