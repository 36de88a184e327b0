//! What changed between the lines a fixture expects and those that were found.

use std::collections::BTreeMap;

use crate::check::expected::Found;
use crate::check::fixture::BLOCKS;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Expected, not found.
    Lost {
        /// Name of the block.
        block: &'static str,
        /// The expected line.
        line: String,
        /// Where the article speaks of it, empty when no line holds all its names.
        sentence: String,
    },
    /// Found, not expected.
    New {
        /// Name of the block.
        block: &'static str,
        /// The found line.
        line: String,
        /// The sentence that says it.
        sentence: String,
    },
    /// The same mention or edge, told otherwise.
    Changed {
        /// Name of the block.
        block: &'static str,
        /// The expected line.
        was: String,
        /// The found line.
        line: String,
        /// The sentence that says it.
        sentence: String,
    },
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sentence = match self {
            Difference::Lost { block, line, sentence } => {
                writeln!(f, "  lost {}     - {line}", singular(block))?;
                sentence
            }
            Difference::New { block, line, sentence } => {
                writeln!(f, "  new {}      + {line}", singular(block))?;
                sentence
            }
            Difference::Changed { block, was, line, sentence } => {
                writeln!(f, "  changed {}  - {was}", singular(block))?;
                writeln!(f, "  {:width$}  + {line}", "", width = "changed ".len() + singular(block).len())?;
                sentence
            }
        };
        if sentence.is_empty() { Ok(()) } else { writeln!(f, "      in: {sentence}") }
    }
}

fn singular(block: &str) -> &str {
    block.strip_suffix('s').unwrap_or(block)
}

/// Differences of both blocks: lost and changed lines in the order of the fixture, then new ones.
pub(super) fn differences(expected: &[Vec<String>; 2], found: &[Vec<Found>; 2], article: &str) -> Vec<Difference> {
    let mut out = Vec::new();
    for (number, block) in BLOCKS.iter().copied().enumerate() {
        let mut open: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
        let mut missing = Vec::new();
        let mut left: Vec<&Found> = found[number].iter().collect();
        for line in &expected[number] {
            match left.iter().position(|f| f.line == *line) {
                Some(at) => drop(left.remove(at)),
                None => missing.push(line),
            }
        }
        for found in left {
            open.entry(key(&found.line, number)).or_default().push(found);
        }
        for was in missing {
            let same = open
                .get_mut(key(was, number))
                .and_then(|list| if list.is_empty() { None } else { Some(list.remove(0)) });
            out.push(match same {
                Some(f) => {
                    Difference::Changed { block, was: was.clone(), line: f.line.clone(), sentence: f.sentence.clone() }
                }
                None => Difference::Lost { block, line: was.clone(), sentence: line_about(was, article) },
            });
        }
        let new = open.into_values().flatten();
        out.extend(new.map(|f| Difference::New { block, line: f.line.clone(), sentence: f.sentence.clone() }));
    }
    out
}

/// What makes two lines the same mention (type and name) or edge (relation, subject, object).
fn key(line: &str, block: usize) -> &str {
    let fields = 2 + block;
    line.match_indices(" | ").nth(fields - 1).map_or(line, |(at, _)| &line[..at])
}

/// The first line of the article that holds every name of a line.
fn line_about(line: &str, article: &str) -> String {
    let names: Vec<&str> =
        line.split(" | ").skip(1).take(2).map(|name| name.split(", ").next().unwrap_or(name)).collect();
    let about = article.lines().find(|l| names.iter().all(|name| l.contains(name)));
    about.unwrap_or("").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Found {
        Found { line: line.to_owned(), sentence: "The sentence.".to_owned() }
    }

    #[test]
    fn lost_new_and_changed_edges_are_told_apart() {
        let expected = [
            vec![],
            vec![
                "owns | A | B | asserted".to_owned(),
                "acquired | A | B | planned".to_owned(),
                "leads | C | A | asserted".to_owned(),
            ],
        ];
        let now = [
            vec![],
            vec![
                found("acquired | A | B | asserted"),
                found("leads | C | A | asserted"),
                found("sued | A | C | asserted"),
            ],
        ];
        let list = differences(&expected, &now, "A, which owns B.");
        assert_eq!(list.len(), 3, "{list:?}");
        assert!(
            matches!(&list[0], Difference::Lost { line, sentence, .. } if line.starts_with("owns") && sentence == "A, which owns B.")
        );
        assert!(
            matches!(&list[1], Difference::Changed { was, line, .. } if was.ends_with("planned") && line.ends_with("asserted"))
        );
        assert!(matches!(&list[2], Difference::New { line, .. } if line.starts_with("sued")));
    }
}
