//! Stage 6 of 8, a look inside. In: a read sentence and what became of its drafts. Out: [`SentenceTrace`], for `explain`.

use crate::relate::frames::Rules;
use crate::relate::groups::{Form, Governor};
use crate::relate::predicates::Draft;
use crate::relate::sentence::SentenceView;
use crate::relate::tries::Try;
use crate::types::{Extraction, Span};

/// What stage 6 made of a sentence, in words.
#[derive(Clone, Debug, Default)]
pub struct SentenceTrace {
    /// Bytes of the sentence.
    pub span: Span,
    /// Each word with its part of speech: `attacked/VBD`.
    pub words: Vec<String>,
    /// Noun groups: `[3] the head of … <- subject of clause 0`.
    pub groups: Vec<String>,
    /// Clauses: `[0] attacked, finite, root: subject 1, object 2`.
    pub clauses: Vec<String>,
    /// Prepositional phrases.
    pub phrases: Vec<String>,
    /// Relations that were considered: what, by which rule, kept or why not.
    pub edges: Vec<EdgeTrace>,
    /// Rules that were set off and gave nothing: the furthest of each trigger word that no rule took.
    pub tries: Vec<Try>,
}

/// A relation that was considered.
#[derive(Clone, Debug)]
pub struct EdgeTrace {
    /// `Acme | acquired | Borax`.
    pub edge: String,
    /// The rule.
    pub rule: String,
    /// Empty when it was kept.
    pub dropped: &'static str,
}

/// Describes the syntax of a sentence.
pub(super) fn describe(view: &SentenceView<'_>) -> SentenceTrace {
    let text = view.page.text();
    let words = |units: std::ops::Range<usize>| view.span(units).of(text).to_owned();
    let unit = |n: u16| words(usize::from(n)..usize::from(n) + 1);
    let number = |n: Option<u16>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    let group = |(n, g): (usize, &crate::relate::groups::NounGroup)| {
        let governed = match g.governor {
            Governor::Free => "free".to_owned(),
            Governor::Subject(c) => format!("subject of clause {c}"),
            Governor::Object(c) => format!("object of clause {c}"),
            Governor::Phrase(p) => format!("in phrase {p}"),
            Governor::Group(o) => format!("owns group {o}"),
        };
        let mut line = format!("[{n}] {} (head {}) {governed}", words(g.units()), unit(g.head));
        for (name, value) in [("coordinated with", g.previous), ("apposed to", g.apposed_to), ("owner", g.possessor)] {
            if let Some(value) = value {
                line.push_str(&format!(", {name} {value}"));
            }
        }
        line
    };
    let clause = |(n, c): (usize, &crate::relate::clauses::Clause)| {
        let verb = &view.groups.verbs[usize::from(c.verb)];
        let form = match verb.form {
            Form::Finite => "finite",
            Form::Infinitive => "infinitive",
            Form::Gerund => "gerund",
            Form::Participle => "participle",
        };
        let flags = [(verb.passive, " passive"), (verb.negated, " negated"), (verb.future, " future")];
        let flags: String = flags.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect();
        format!(
            "[{n}] {} {form}{flags}: subject {}, object {}, second {}; {:?} of clause {}, group {}",
            words(usize::from(verb.first)..usize::from(verb.last)),
            number(c.subject),
            number(c.object),
            number(c.second),
            c.link,
            number(c.parent),
            number(c.anchor)
        )
    };
    let phrase = |(n, p): (usize, &crate::relate::clauses::Phrase)| {
        format!(
            "[{n}] {} group {} in clause {}, after group {}",
            unit(p.marker),
            p.group,
            number(p.clause),
            number(p.noun)
        )
    };
    SentenceTrace {
        span: view.sentence.span,
        words: (0..view.units.len()).map(|n| format!("{}/{}", words(n..n + 1), view.units[n].tag.name())).collect(),
        groups: view.groups.nouns.iter().enumerate().map(group).collect(),
        clauses: view.clauses.clauses.iter().enumerate().map(clause).collect(),
        phrases: view.clauses.phrases.iter().enumerate().map(phrase).collect(),
        edges: Vec::new(),
        tries: Vec::new(),
    }
}

/// Describes a draft and what became of it.
pub(super) fn edge(
    view: &SentenceView<'_>,
    rules: &Rules,
    extraction: &Extraction,
    draft: &Draft,
    dropped: &'static str,
) -> EdgeTrace {
    let name = |m: crate::types::MentionIndex| extraction.mentions[m.0 as usize].span.of(view.page.text());
    let relation = &rules.relations[usize::from(draft.relation)].name;
    EdgeTrace {
        edge: format!("{} | {relation} | {}", name(draft.subject), name(draft.object)),
        rule: draft.rule.to_string(),
        dropped,
    }
}
