//! Candidates of a sentence: what was kept with its sum of evidence, and what it won against.

use std::fmt::Write as _;

use crate::pipeline::{Pipeline, Trace};
use crate::types::{Candidate, Mention, Span, Value};

/// Mentions of a stretch of text, each with its evidence and its rivals; then candidates that lost to none of them.
pub(super) fn explain(pipeline: &Pipeline<'_>, trace: &Trace<'_>, place: Span, out: &mut String) {
    let text = trace.document.text();
    let mut candidates: Vec<&Candidate> = trace.candidates.iter().filter(|c| place.contains(c.span)).collect();
    candidates.sort_by_key(|c| (c.span, std::cmp::Reverse(c.score), c.kind));
    let kept: Vec<&Mention> = trace.extraction.mentions.iter().filter(|m| place.contains(m.span)).collect();
    for mention in &kept {
        let entity = trace.extraction.entities.get(mention.entity.0 as usize);
        let (id, name) = entity.map_or(("", ""), |e| (e.id.as_str(), e.name.as_str()));
        let nominal = if mention.nominal.is_some() { ", stands for" } else { "" };
        let subtype = if mention.subtype.is_empty() { String::new() } else { format!(".{}", mention.subtype) };
        let surface = mention.span.of(text);
        let _ = writeln!(out, "  + {surface:?} {}{subtype}{nominal} {name} <{id}> by {}", mention.kind, mention.rule);
        if let Some(value) = &mention.value {
            let _ = writeln!(out, "      value {}", value_line(value));
        }
        for candidate in candidates.iter().filter(|c| c.tokens == mention.tokens && c.kind == mention.kind) {
            evidence(pipeline, candidate, out);
        }
    }
    let is_kept = |c: &Candidate| kept.iter().any(|m| m.tokens == c.tokens && m.kind == c.kind && m.nominal.is_none());
    for candidate in candidates.iter().filter(|c| !is_kept(c)) {
        let winner = kept.iter().find(|m| m.nominal.is_none() && m.span.overlaps(candidate.span));
        let why = match winner {
            Some(winner) => format!("{} {:?} is stronger", winner.kind, winner.span.of(text)),
            None => "not enough evidence".to_owned(),
        };
        let surface = candidate.span.of(text);
        let _ = writeln!(out, "  - {surface:?} {} by {}: {why}", candidate.kind, candidate.rule);
        evidence(pipeline, candidate, out);
    }
}

/// "1.350 = head word +0.900, verb +0.450"; dates and figures carry none.
fn evidence(pipeline: &Pipeline<'_>, candidate: &Candidate, out: &mut String) {
    if candidate.evidence.is_empty() {
        return;
    }
    let parts: Vec<String> = candidate
        .evidence
        .iter()
        .map(|e| format!("{} {}", pipeline.weight_name(e.weight), points(e.points, true)))
        .collect();
    let _ = writeln!(out, "      {} = {}", points(candidate.score, false), parts.join(", "));
}

/// Thousandths as a decimal.
fn points(thousandths: i32, signed: bool) -> String {
    let sign = if thousandths < 0 {
        "-"
    } else if signed {
        "+"
    } else {
        ""
    };
    format!("{sign}{}.{:03}", thousandths.abs() / 1000, thousandths.abs() % 1000)
}

fn value_line(value: &Value) -> String {
    let parts = match value {
        Value::Date(d) => vec![
            ("timex", &d.timex),
            ("start", &d.start),
            ("end", &d.end),
            ("modifier", &d.modifier),
            ("anchor", &d.anchor),
        ],
        Value::Figure(f) => {
            vec![
                ("number", &f.number),
                ("unit", &f.unit),
                ("modifier", &f.modifier),
                ("low", &f.low),
                ("high", &f.high),
            ]
        }
    };
    let parts: Vec<String> =
        parts.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k} {v}")).collect();
    parts.join(", ")
}
