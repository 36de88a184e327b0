//! Edges of a sentence, with rule, modality and source.

use std::fmt::Write as _;

use crate::pipeline::Trace;
use crate::types::{MentionIndex, Sentence};

/// Edges whose trigger stands in the sentence.
pub(super) fn explain(trace: &Trace<'_>, sentence: &Sentence, out: &mut String) {
    let text = trace.document.text();
    let extraction = &trace.extraction;
    let name = |index: MentionIndex| {
        let mention = extraction.mentions.get(index.0 as usize);
        let entity = mention.and_then(|m| extraction.entities.get(m.entity.0 as usize));
        entity.map_or("", |e| e.name.as_str()).to_owned()
    };
    for relation in extraction.relations.iter().filter(|r| sentence.span.contains(r.trigger)) {
        let _ = write!(
            out,
            "  => {} --{}--> {}: {}",
            name(relation.subject),
            relation.name,
            name(relation.object),
            relation.modality.name()
        );
        if let Some(attribution) = &relation.attribution {
            let _ = write!(out, " by {:?}", attribution.span.of(text));
        }
        if let Some(date) = relation.date {
            let _ = write!(out, ", date {}", name(date));
        }
        for (key, value) in &relation.qualifiers {
            let _ = write!(out, ", {key} {value}");
        }
        let _ = writeln!(
            out,
            "\n      rule {}, trigger {:?}, confidence {}",
            relation.rule,
            relation.trigger.of(text),
            relation.confidence
        );
    }
    let Some(inside) = trace.sentences.iter().find(|s| s.span.overlaps(sentence.span)) else { return };
    for edge in inside.edges.iter().filter(|edge| !edge.dropped.is_empty()) {
        let _ = writeln!(out, "  =/ {} by {}: {}", edge.edge, edge.rule, edge.dropped);
    }
    for one in &inside.tries {
        let (word, rule, stopped) = (one.trigger.of(text), &one.rule, &one.stopped);
        let _ = writeln!(out, "  .. {word:?} set off {rule}: {stopped}");
    }
    let _ = writeln!(out, "  words    {}", inside.words.join(" "));
    for (title, lines) in [("groups", &inside.groups), ("clauses", &inside.clauses), ("phrases", &inside.phrases)] {
        for line in lines {
            let _ = writeln!(out, "  {title:8} {line}");
        }
    }
}
