//! One extraction as rows: texts folded, offsets in code points, symmetric relations turned one way.

use compact_str::{CompactString, ToCompactString as _};

use crate::merge::traits::Traits;
use crate::rules::RuleFiles;
use crate::types::{
    CodePoints, Contribution, DocumentRow, EdgeKey, EntityIndex, EvidenceRow, Extraction, Mention, MentionRow,
    RawDocument, Relation, Span, Value, ValueCells,
};

/// Longest sentence kept as a quote, in code points: a "sentence" beyond it is a table or a page without full stops.
const MAX_QUOTE: usize = 1000;
/// Longest text of a mention, name or date cell, in code points.
const MAX_CELL: usize = 300;

/// Makes rows, knowing which relations are symmetric.
pub struct Contributor {
    traits: Traits,
}

impl Contributor {
    /// Reads which relations are symmetric.
    pub fn new(rules: &RuleFiles) -> Self {
        Contributor { traits: Traits::new(rules) }
    }

    /// The rows of one document.
    pub fn contribute(&self, raw: &RawDocument, extraction: &Extraction) -> Contribution {
        let points = CodePoints::new(&raw.text);
        let page = Page { text: &raw.text, points, extraction };
        let published = extraction.published.as_ref().map(|date| date.to_compact_string()).unwrap_or_default();
        let mut mentions: Vec<MentionRow> = extraction.mentions.iter().map(|m| page.mention(m)).collect();
        mentions.sort_by(|a, b| mention_order(a).cmp(&mention_order(b)));
        let mut named = vec![false; extraction.entities.len()];
        for mention in &extraction.mentions {
            if let Some(flag) = named.get_mut(mention.entity.0 as usize) {
                *flag = true;
            }
        }
        let document = DocumentRow {
            id: extraction.document.clone(),
            published,
            title: fold(either(&extraction.title, raw.title.as_ref()), MAX_QUOTE),
            source: fold(either(&extraction.source, raw.source.as_ref()), MAX_CELL),
            url: fold(either(&extraction.url, raw.url.as_ref()), MAX_QUOTE),
            characters: page.points.at(raw.text.len()) as u64,
            sentences: extraction.sentences,
            hash: xxhash_rust::xxh3::xxh3_64(raw.text.as_bytes()),
            copies: 1,
        };
        let evidence = extraction.relations.iter().filter_map(|r| self.evidence(&page, r, &named, &document)).collect();
        Contribution { document, mentions, evidence }
    }

    /// `None` when an argument is no mention of the document.
    fn evidence(
        &self,
        page: &Page<'_>,
        relation: &Relation,
        named: &[bool],
        document: &DocumentRow,
    ) -> Option<EvidenceRow> {
        let mut ends = [page.argument(relation.subject.0)?, page.argument(relation.object.0)?];
        if self.traits.of(&relation.name).symmetric && page.id(ends[1].entity) < page.id(ends[0].entity) {
            ends.swap(0, 1);
        }
        let [subject, object] = ends;
        let said_by = relation.attribution.as_ref();
        let attribution_text = said_by.map(|a| page.cell(a.span)).unwrap_or_default();
        let attribution = match said_by.and_then(|a| a.entity) {
            Some(entity) if named.get(entity.0 as usize) == Some(&true) => page.id(entity).into(),
            _ => attribution_text.to_lowercase(),
        };
        let date = relation.date.and_then(|date| page.argument(date.0)).map(|mention| match &mention.value {
            Some(Value::Date(value)) if !value.timex.is_empty() => value.timex.clone(),
            _ => page.cell(mention.span),
        });
        let qualifiers = relation.qualifiers.iter().map(|(key, value)| (qualifier(key), qualifier(value)));
        Some(EvidenceRow {
            key: EdgeKey {
                subject: page.id(subject.entity).into(),
                relation: relation.name.clone(),
                object: page.id(object.entity).into(),
                modality: relation.modality,
                attribution,
            },
            here: Default::default(),
            document: page.extraction.document.as_str().into(),
            published: document.published.clone(),
            source: document.source.as_str().into(),
            start: page.points.at(relation.evidence.start as usize) as u32,
            end: page.points.at(relation.evidence.end as usize) as u32,
            quote: fold(page.words(relation.evidence), MAX_QUOTE),
            subject_text: page.cell(subject.span),
            object_text: page.cell(object.span),
            trigger: page.cell(relation.trigger),
            attribution_text,
            date: date.unwrap_or_default(),
            qualifiers: qualifiers.collect(),
            rule: relation.rule.clone(),
            confidence: relation.confidence,
        })
    }
}

/// What was read in the document, else what the input says of it.
fn either<'a>(read: &'a str, given: Option<&'a String>) -> &'a str {
    if read.is_empty() { given.map_or("", String::as_str) } else { read }
}

fn mention_order(row: &MentionRow) -> (u32, u32, &str, &str) {
    (row.start, row.end, &row.entity, &row.rule)
}

/// A document's text and what was found in it.
struct Page<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    extraction: &'a Extraction,
}

impl<'a> Page<'a> {
    fn mention(&self, mention: &Mention) -> MentionRow {
        let entity = self.extraction.entities.get(mention.entity.0 as usize);
        MentionRow {
            start: self.points.at(mention.span.start as usize) as u32,
            end: self.points.at(mention.span.end as usize) as u32,
            text: self.cell(mention.span),
            kind: mention.kind.name().into(),
            subtype: mention.subtype.clone(),
            entity: self.id(mention.entity).into(),
            entity_here: CompactString::default(),
            name: entity.map(|e| cell(&e.name)).unwrap_or_default(),
            nominal: mention.nominal.map(|n| n.name().into()).unwrap_or_default(),
            value: mention.value.as_ref().map(|value| Box::new(value_cells(value))),
            rule: mention.rule.clone(),
        }
    }

    fn argument(&self, mention: u32) -> Option<&'a Mention> {
        self.extraction.mentions.get(mention as usize)
    }

    fn id(&self, entity: EntityIndex) -> &'a str {
        self.extraction.entities.get(entity.0 as usize).map_or("", |e| &e.id)
    }

    fn words(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn cell(&self, span: Span) -> CompactString {
        cell(self.words(span))
    }
}

fn value_cells(value: &Value) -> ValueCells {
    match value {
        Value::Date(date) => ValueCells {
            value: date.timex.clone(),
            start: date.start.clone(),
            end: date.end.clone(),
            modifier: date.modifier.clone(),
            anchor: date.anchor.clone(),
            ..ValueCells::default()
        },
        Value::Figure(figure) => ValueCells {
            value: figure.number.clone(),
            unit: cell(&figure.unit),
            modifier: figure.modifier.clone(),
            low: figure.low.clone(),
            high: figure.high.clone(),
            written_number: figure.written_number.clone(),
            written_unit: cell(&figure.written_unit),
            ..ValueCells::default()
        },
    }
}

/// Qualifiers stand together in one cell as `key=value;key=value`: neither mark can be part of them.
fn qualifier(text: &str) -> String {
    fold(text, MAX_CELL).replace(';', ",").replace('=', ":")
}

fn cell(text: &str) -> CompactString {
    if text.len() <= MAX_CELL && text.bytes().all(|b| b > b' ' && b < 0x7F) {
        return text.into();
    }
    fold(text, MAX_CELL).into()
}

/// A text on one line: white space and control characters fold to single spaces, and what is longer than `most` code
/// points ends in "…".
pub fn fold(text: &str, most: usize) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut letters = 0;
    for c in text.chars() {
        // U+FFFE and U+FFFF are no characters and not allowed in XML.
        if c.is_whitespace() || c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') {
            gap = !folded.is_empty();
            continue;
        }
        if gap {
            folded.push(' ');
            letters += 1;
            gap = false;
        }
        if letters >= most {
            folded.push('…');
            break;
        }
        folded.push(c);
        letters += 1;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fold_to_one_line() {
        assert_eq!(fold("  a\r\n\tb\u{2028}c\u{A0}\0d ", 99), "a b c d");
        assert_eq!(fold("abcdef", 3), "abc…");
        assert_eq!(fold("", 3), "");
    }
}
