//! The examples in relation files, run as tests: an accept gives exactly its edges, a reject none.
//!
//! In: a pipeline and its rule files. Out: [`Failure`]s with file and line. Every example is read twice, alone and in the
//! middle of a text. Used by the unit tests, by `lint` and by `explain`.

use std::collections::BTreeSet;

use crate::error::RuleMistake;
use crate::pipeline::Pipeline;
use crate::rules;
use crate::rules::relation_file::{self, Examples, RelationFile};
use crate::types::{EntityType, Extraction, GivenName, MentionIndex, Modality, RawDocument, Relation, RuleName, Span};

/// Put before an example to move it into the middle of a text.
const BEFORE: &str = "There was no news at first. ";
/// Put after it.
const AFTER: &str = " Little more was known by evening.";

/// An example that does not give what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Path below the rules folder.
    pub file: String,
    /// One-based line of the example's text.
    pub line: usize,
    /// The example's text with its marks.
    pub text: String,
    /// Edges that are wanted and did not come.
    pub missing: Vec<String>,
    /// Edges that came and are not wanted.
    pub unwanted: Vec<String>,
    /// True when it fails only in the middle of a text.
    pub shifted: bool,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.shifted { " (in the middle of a text)" } else { "" };
        writeln!(f, "rules/{}:{}: {}{place}", self.file, self.line, self.text)?;
        for edge in &self.missing {
            writeln!(f, "    missing   {edge}")?;
        }
        for edge in &self.unwanted {
            writeln!(f, "    unwanted  {edge}")?;
        }
        Ok(())
    }
}

/// Takes the `[words|type]` marks out of a text.
///
/// # Errors
/// What is wrong with a mark.
pub fn unmark(marked: &str) -> Result<(String, Vec<GivenName>), String> {
    let mut text = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']').map(|n| open + n) else { break };
        text.push_str(&rest[..open]);
        let inside = &rest[open + 1..close];
        match inside.rsplit_once('|') {
            Some((words, kind)) => {
                let (name, subtype) = kind.split_once('.').unwrap_or((kind, ""));
                let kind = EntityType::parse(name).ok_or_else(|| format!("'{name}' is no entity type"))?;
                let start = text.len() as u32;
                text.push_str(words);
                marks.push(GivenName { span: Span::new(start, text.len() as u32), kind, subtype: subtype.to_owned() });
            }
            None => text.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    Ok((text, marks))
}

/// What running all examples showed.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many examples there are.
    pub count: usize,
    /// Those that do not give what they say.
    pub failures: Vec<Failure>,
    /// Examples that cannot be read.
    pub mistakes: Vec<RuleMistake>,
    /// Rules that give a wanted edge of an accept sentence of their own file.
    pub shown: BTreeSet<RuleName>,
}

/// Runs the examples of all relation files.
pub fn run(pipeline: &Pipeline<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for (path, text, file) in relation_file::load(&pipeline.rules, &mut outcome.mistakes) {
        let examples: Examples = match rules::parse_examples(path, text) {
            Ok(examples) => examples,
            Err(mistake) => {
                outcome.mistakes.push(mistake);
                continue;
            }
        };
        let accepts = examples.accept.iter().map(|a| (&a.text, a.edges.as_slice()));
        let rejects = examples.reject.iter().map(|r| (&r.text, [].as_slice()));
        for (marked, edges) in accepts.chain(rejects) {
            outcome.count += 1;
            let line = rules::line_of(text, marked.span().start);
            for shifted in [false, true] {
                match example(pipeline, file, marked.get_ref(), edges, shifted) {
                    Ok(told) if told.missing.is_empty() && told.unwanted.is_empty() => outcome.shown.extend(told.rules),
                    Ok(Told { missing, unwanted, .. }) => {
                        let (file, text) = (path.to_owned(), marked.get_ref().clone());
                        outcome.failures.push(Failure { file, line, text, missing, unwanted, shifted });
                        break;
                    }
                    Err(what) => {
                        outcome.mistakes.push(RuleMistake { file: path.to_owned(), line, what });
                        break;
                    }
                }
            }
        }
    }
    outcome
}

/// What became of one example.
struct Told {
    missing: Vec<String>,
    unwanted: Vec<String>,
    /// Rules that gave the wanted edges.
    rules: Vec<RuleName>,
}

fn example(
    pipeline: &Pipeline<'_>,
    file: &RelationFile,
    marked: &str,
    edges: &[String],
    shifted: bool,
) -> Result<Told, String> {
    let marked = if shifted { format!("{BEFORE}{marked}{AFTER}") } else { marked.to_owned() };
    let (text, marks) = unmark(&marked)?;
    let wanted = edges.iter().map(|edge| Wanted::parse(edge)).collect::<Result<Vec<_>, _>>()?;
    let raw = RawDocument { id: "example".to_owned(), text, ..RawDocument::default() };
    let extraction = pipeline.extract_marked(&raw, &marks);
    let mut found: Vec<&Relation> = extraction.relations.iter().filter(|r| r.name == file.relation).collect();
    let mut missing = Vec::new();
    let mut rules = Vec::new();
    for (edge, wanted) in edges.iter().zip(&wanted) {
        match found.iter().position(|r| wanted.is(r, &extraction, &raw.text, file.symmetric)) {
            Some(at) => rules.push(found.remove(at).rule.clone()),
            None => missing.push(edge.clone()),
        }
    }
    let unwanted = found.iter().map(|r| format!("{} ({})", describe(r, &extraction, &raw.text), r.rule)).collect();
    Ok(Told { missing, unwanted, rules })
}

/// An edge as an accept writes it.
struct Wanted {
    subject: String,
    object: String,
    modality: Modality,
    by: Option<String>,
}

impl Wanted {
    fn parse(edge: &str) -> Result<Wanted, String> {
        let (subject, rest) = edge.split_once("->").ok_or_else(|| format!("'{edge}' has no '->'"))?;
        let (object, tail) = match rest.rsplit_once(" : ") {
            Some((object, tail)) if Modality::parse(tail.split_whitespace().next().unwrap_or("")).is_some() => {
                (object, tail)
            }
            _ => (rest, "asserted"),
        };
        let (modality, by) = match tail.split_once(" by ") {
            Some((modality, by)) => (modality, Some(by.trim().to_owned())),
            None => (tail, None),
        };
        let modality = Modality::parse(modality.trim()).ok_or_else(|| format!("'{modality}' is no modality"))?;
        Ok(Wanted { subject: subject.trim().to_owned(), object: object.trim().to_owned(), modality, by })
    }

    fn is(&self, relation: &Relation, extraction: &Extraction, text: &str, symmetric: bool) -> bool {
        let names = |wanted: &str, mention: MentionIndex| {
            let mention = &extraction.mentions[mention.0 as usize];
            let entity = &extraction.entities[mention.entity.0 as usize];
            same(wanted, mention.span.of(text)) || same(wanted, &entity.name)
        };
        let straight = names(&self.subject, relation.subject) && names(&self.object, relation.object);
        let turned = symmetric && names(&self.subject, relation.object) && names(&self.object, relation.subject);
        let by = relation.attribution.as_ref();
        let by_fits = match (&self.by, by) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(wanted), Some(by)) => {
                same(wanted, by.span.of(text))
                    || by.entity.is_some_and(|e| same(wanted, &extraction.entities[e.0 as usize].name))
            }
        };
        (straight || turned) && relation.modality == self.modality && by_fits
    }
}

/// The same words, whatever their case and spacing, a leading article aside.
fn same(a: &str, b: &str) -> bool {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let words = if words.len() > 1 && words[0] == "the" { &words[1..] } else { &words[..] };
        words.join(" ")
    };
    words(a) == words(b)
}

/// An edge as an accept would write it.
pub fn describe(relation: &Relation, extraction: &Extraction, text: &str) -> String {
    let name = |mention: MentionIndex| extraction.mentions[mention.0 as usize].span.of(text);
    let mut edge = format!("{} -> {} : {}", name(relation.subject), name(relation.object), relation.modality.name());
    if let Some(by) = &relation.attribution {
        edge.push_str(" by ");
        edge.push_str(by.span.of(text));
    }
    edge
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleFiles;

    #[test]
    fn every_example_of_the_shipped_relations_gives_what_it_says() {
        let pipeline = Pipeline::new(RuleFiles::shipped()).expect("the shipped rules are right");
        let Outcome { count, failures, mistakes, .. } = run(&pipeline);
        let lines: Vec<String> =
            mistakes.iter().map(ToString::to_string).chain(failures.iter().map(ToString::to_string)).collect();
        assert!(lines.is_empty(), "{} of {count} examples fail\n{}", failures.len(), lines.join("\n"));
    }

    #[test]
    fn every_shipped_relation_is_shown_in_six_forms_and_kept_from_four() {
        let (files, mut mistakes) = (RuleFiles::shipped(), Vec::new());
        let poor: Vec<&str> = relation_file::load(&files, &mut mistakes)
            .into_iter()
            .filter(|(path, text, _)| {
                let examples: Examples = rules::parse_examples(path, text).expect("the examples can be read");
                examples.accept.len() < 6 || examples.reject.len() < 4
            })
            .map(|(path, ..)| path)
            .collect();
        assert_eq!(poor, Vec::<&str>::new());
    }

    #[test]
    fn marks_are_taken_out_and_keep_their_place() {
        let (text, marks) = unmark("[Kordan Front|organisation] hit [Vel|place.city] [sic].").expect("marks are right");
        assert_eq!(text, "Kordan Front hit Vel [sic].");
        assert_eq!(marks[1].span.of(&text), "Vel");
        assert_eq!((marks[1].kind, marks[1].subtype.as_str()), (EntityType::Place, "city"));
    }
}
