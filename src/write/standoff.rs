//! The record of `annotate`: one JSON object per document, offsets in code points of the given text.
//!
//! `docs/annotations.md` documents it; other programs rely on its names.

use std::io;

use serde::Serialize;

use crate::types::{
    CodePoints, EntityIndex, Extraction, Mention, MentionIndex, Nominal, RawDocument, Relation, Span, Value,
};

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    published: Option<String>,
    mentions: Vec<MentionRecord<'a>>,
    relations: Vec<RelationRecord<'a>>,
}

#[derive(Serialize)]
struct MentionRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: &'static str,
    subtype: &'a str,
    entity: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ValueRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nominal: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    unnamed: bool,
    rule: &'a str,
}

#[derive(Serialize)]
struct RelationRecord<'a> {
    relation: &'a str,
    subject: &'a str,
    object: &'a str,
    subject_span: [usize; 2],
    object_span: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<Via>,
    trigger: [usize; 2],
    modality: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution_span: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<ValueRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    qualifiers: Option<Qualifiers<'a>>,
    evidence: [usize; 2],
    rule: &'a str,
    confidence: u8,
}

/// Spans of the nominals and pronouns that stand for the arguments.
#[derive(Serialize)]
struct Via {
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<[usize; 2]>,
}

/// A JSON object in the order of the pairs.
struct Qualifiers<'a>(&'a [(String, String)]);

impl Serialize for Qualifiers<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueRecord<'a> {
    Date(DateRecord<'a>),
    Figure(FigureRecord<'a>),
}

#[derive(Serialize)]
struct DateRecord<'a> {
    timex: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    start: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    end: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    modifier: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    anchor: &'a str,
}

#[derive(Serialize)]
struct FigureRecord<'a> {
    number: &'a str,
    unit: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    modifier: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    low: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    high: &'a str,
    written: Written<'a>,
}

#[derive(Serialize)]
struct Written<'a> {
    number: &'a str,
    unit: &'a str,
}

/// Writes the record of one document and a line feed.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_standoff(raw: &RawDocument, extraction: &Extraction, out: &mut impl io::Write) -> io::Result<()> {
    let writer = Writer { text: &raw.text, points: CodePoints::new(&raw.text), extraction };
    let record = Record {
        id: &extraction.document,
        published: extraction.published.as_ref().map(ToString::to_string),
        mentions: extraction.mentions.iter().map(|m| writer.mention(m)).collect(),
        relations: extraction.relations.iter().filter_map(|r| writer.relation(r)).collect(),
    };
    serde_json::to_writer(&mut *out, &record)?;
    out.write_all(b"\n")
}

struct Writer<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    extraction: &'a Extraction,
}

impl<'a> Writer<'a> {
    fn mention(&self, mention: &'a Mention) -> MentionRecord<'a> {
        let [start, end] = self.points.span(mention.span);
        let entity = self.extraction.entities.get(mention.entity.0 as usize);
        MentionRecord {
            start,
            end,
            text: self.words(mention.span),
            r#type: mention.kind.name(),
            subtype: &mention.subtype,
            entity: entity.map_or("", |e| &e.id),
            name: entity.map_or("", |e| &e.name),
            value: mention.value.as_ref().map(value),
            nominal: mention.nominal.map(Nominal::name),
            unnamed: mention.nominal == Some(Nominal::Unnamed) || entity.is_some_and(|e| e.unnamed),
            rule: &mention.rule,
        }
    }

    /// `None` when an argument is no mention of this document: an edge without ends helps nobody.
    fn relation(&self, relation: &'a Relation) -> Option<RelationRecord<'a>> {
        let (subject, object) = (self.argument(relation.subject)?, self.argument(relation.object)?);
        let attribution = relation.attribution.as_ref();
        let (subject_span, subject_via) = self.named(subject);
        let (object_span, object_via) = self.named(object);
        let via = Via { subject: subject_via, object: object_via };
        Some(RelationRecord {
            relation: &relation.name,
            subject: self.id(subject.entity),
            object: self.id(object.entity),
            subject_span,
            object_span,
            via: (via.subject.is_some() || via.object.is_some()).then_some(via),
            trigger: self.points.span(relation.trigger),
            modality: relation.modality.name(),
            attribution: attribution.map(|a| a.entity.map_or(self.words(a.span), |entity| self.id(entity))),
            attribution_span: attribution.map(|a| self.points.span(a.span)),
            date: relation.date.and_then(|date| self.argument(date)?.value.as_ref().map(value)),
            qualifiers: (!relation.qualifiers.is_empty()).then_some(Qualifiers(&relation.qualifiers)),
            evidence: self.points.span(relation.evidence),
            rule: &relation.rule,
            confidence: relation.confidence,
        })
    }

    fn argument(&self, mention: MentionIndex) -> Option<&'a Mention> {
        self.extraction.mentions.get(mention.0 as usize)
    }

    /// The name that an argument is, and the nominal that stands for it in the sentence: the nearest name before it.
    fn named(&self, argument: &Mention) -> ([usize; 2], Option<[usize; 2]>) {
        let span = self.points.span(argument.span);
        if !matches!(argument.nominal, Some(Nominal::Noun | Nominal::Pronoun)) {
            return (span, None);
        }
        let named = || self.extraction.mentions.iter().filter(|m| m.entity == argument.entity && m.nominal.is_none());
        let before = named().take_while(|m| m.span.start < argument.span.start).last();
        before.or_else(|| named().next()).map_or((span, None), |name| (self.points.span(name.span), Some(span)))
    }

    fn id(&self, entity: EntityIndex) -> &'a str {
        self.extraction.entities.get(entity.0 as usize).map_or("", |e| &e.id)
    }

    fn words(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

fn value(value: &Value) -> ValueRecord<'_> {
    match value {
        Value::Date(date) => ValueRecord::Date(DateRecord {
            timex: &date.timex,
            start: &date.start,
            end: &date.end,
            modifier: &date.modifier,
            anchor: &date.anchor,
        }),
        Value::Figure(figure) => ValueRecord::Figure(FigureRecord {
            number: &figure.number,
            unit: &figure.unit,
            modifier: &figure.modifier,
            low: &figure.low,
            high: &figure.high,
            written: Written { number: &figure.written_number, unit: &figure.written_unit },
        }),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
