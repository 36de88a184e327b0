//! Why a document's mentions and edges are what they are: all candidates with their evidence, kept or dropped, and the
//! rules and cues behind every edge. Plain text for a person to read; its form is no contract.

mod names;
mod relations;

use std::fmt::Write as _;

use crate::pipeline::{Pipeline, Trace};
use crate::types::{RawDocument, Sentence, Span};

/// Explains a document, or the sentences that share a byte with `focus`.
pub fn explain(pipeline: &Pipeline<'_>, raw: &RawDocument, focus: Option<Span>) -> String {
    let trace = pipeline.trace(raw);
    let mut out = String::new();
    document(&trace, &mut out);
    let near = |sentence: &&Sentence| focus.is_none_or(|focus| sentence.span.overlaps(focus));
    let mut shown = 0;
    for (number, sentence) in trace.split.sentences.iter().enumerate().filter(|(_, s)| near(s)) {
        shown += 1;
        let place = format!("sentence {} [{}..{}]", number + 1, sentence.span.start, sentence.span.end);
        let headline = if sentence.headline { ", capitals say nothing" } else { "" };
        let _ =
            writeln!(out, "\n{place}, {}{headline}\n  {}", sentence.zone.name(), one_line(sentence.span.of(&raw.text)));
        names::explain(pipeline, &trace, sentence.span, &mut out);
        relations::explain(&trace, sentence, &mut out);
    }
    if shown == 0 {
        out.push_str("\nnothing is read there: facts come from title and body only\n");
    }
    out
}

/// Id, date and zones.
fn document(trace: &Trace<'_>, out: &mut String) {
    let raw = trace.document.raw;
    let published = match (&trace.document.published, &raw.published) {
        (None, _) => "unknown: neither metadata nor text tell".to_owned(),
        (Some(date), Some(_)) => format!("{date}, from metadata"),
        (Some(date), None) => format!("{date}, from the text"),
    };
    let _ = writeln!(out, "document {}\npublished {published}\nzones", raw.id);
    for zone in &trace.document.zones {
        let text = one_line(zone.span.of(&raw.text));
        let _ = writeln!(
            out,
            "  {:10} [{}..{}] {}",
            zone.kind.name(),
            zone.span.start,
            zone.span.end,
            shortened(&text, 80)
        );
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `most` characters.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}
