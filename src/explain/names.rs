//! Candidates of a sentence: what was kept with its sum of evidence, and what it won against.

use std::fmt::Write as _;

use crate::pipeline::{Pipeline, Trace};
use crate::types::{Candidate, Mention, Span, Value};

/// Mentions of a stretch of text, each with its evidence and its rivals; then candidates that lost to none of them.
pub(super) fn explain(pipeline: &Pipeline<'_>, trace: &Trace<'_>, place: Span, out: &mut String) {
    let text = trace.document.text();
    let scored = trace.candidates.iter().zip(trace.settled.iter().copied());
    let mut candidates: Vec<(&Candidate, i32)> = scored.filter(|(c, _)| place.contains(c.span)).collect();
    candidates.sort_by_key(|(c, settled)| (c.span, std::cmp::Reverse(*settled), c.kind));
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
        for (candidate, settled) in
            candidates.iter().filter(|(c, _)| c.tokens == mention.tokens && c.kind == mention.kind)
        {
            evidence(pipeline, candidate, *settled, out);
            runner_up(candidate, *settled, &candidates, text, out);
        }
    }
    let is_kept = |c: &Candidate| kept.iter().any(|m| m.tokens == c.tokens && m.kind == c.kind && m.nominal.is_none());
    for (candidate, settled) in candidates.iter().filter(|(c, _)| !is_kept(c)) {
        let winner = kept.iter().find(|m| m.nominal.is_none() && m.span.overlaps(candidate.span));
        let why = match winner {
            Some(winner) => format!("{} {:?} is stronger", winner.kind, winner.span.of(text)),
            None => "not enough evidence".to_owned(),
        };
        let surface = candidate.span.of(text);
        let _ = writeln!(out, "  - {surface:?} {} by {}: {why}", candidate.kind, candidate.rule);
        evidence(pipeline, candidate, *settled, out);
    }
}

/// "runner-up organisation "Halcyon", 0.850 behind": the best other reading of the same words or of words among them.
fn runner_up(winner: &Candidate, score: i32, all: &[(&Candidate, i32)], text: &str, out: &mut String) {
    let rivals = all.iter().filter(|(c, _)| {
        c.span.overlaps(winner.span) && (c.tokens, c.kind) != (winner.tokens, winner.kind) && !c.evidence.is_empty()
    });
    let Some((rival, next)) = rivals.max_by_key(|(c, settled)| (*settled, std::cmp::Reverse((c.span, c.kind)))) else {
        return;
    };
    let (words, behind) = (rival.span.of(text), points(score - next, false));
    let _ = writeln!(out, "      runner-up {} {words:?} {}, {behind} behind", rival.kind, points(*next, false));
}

/// "1.350 = head word +0.900, verb +0.450", and what the rest of the document makes of it; dates and figures carry none.
fn evidence(pipeline: &Pipeline<'_>, candidate: &Candidate, settled: i32, out: &mut String) {
    if candidate.evidence.is_empty() {
        return;
    }
    let parts: Vec<String> = candidate
        .evidence
        .iter()
        .map(|e| format!("{} {}", pipeline.weight_name(e.weight), points(e.points, true)))
        .collect();
    let _ = writeln!(out, "      {} = {}", points(candidate.score, false), parts.join(", "));
    if settled != candidate.score {
        let _ = writeln!(out, "      {} with its list and the rest of the document", points(settled, false));
    }
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
