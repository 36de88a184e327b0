//! Relation rules that can be read but not be right: never shown by an example, hidden by another rule, unable to hold,
//! or saying the opposite of another relation by the same words.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use crate::error::RuleMistake;
use crate::rules::relation_file::{self, FrameRow, Loaded, RelationFile, Slots};
use crate::rules::{self, RuleFiles};
use crate::types::RuleName;

/// Mistakes in all relation files. `shown` are the rules that gave a wanted edge of an accept sentence.
pub(super) fn relations(files: &RuleFiles, shown: &BTreeSet<RuleName>) -> Vec<RuleMistake> {
    // what cannot be read is reported where the rules are compiled
    let loaded = relation_file::load(files, &mut Vec::new());
    let mut mistakes = Vec::new();
    for (path, text, file) in &loaded {
        let mut reader = Reader { path, text, mistakes: &mut mistakes };
        reader.names(file, shown);
        reader.shadowed(file);
        reader.unreachable(file);
    }
    opposites(&loaded, &mut mistakes);
    mistakes
}

struct Reader<'r> {
    path: &'r str,
    text: &'r str,
    mistakes: &'r mut Vec<RuleMistake>,
}

impl Reader<'_> {
    fn report(&mut self, at: usize, what: String) {
        self.mistakes.push(RuleMistake { file: self.path.to_owned(), line: rules::line_of(self.text, at), what });
    }

    /// Two rules of one name; rules without an example.
    fn names(&mut self, file: &RelationFile, shown: &BTreeSet<RuleName>) {
        let mut known = BTreeSet::new();
        for rule in file.rules() {
            let (at, name) = (rule.span().start, rule.get_ref());
            if !known.insert(name) {
                self.report(at, format!("rule '{name}' stands above already: give each rule a name of its own"));
            } else if !shown.contains(&file.rule_name(rule)) {
                self.report(
                    at,
                    format!("rule '{name}' gives no edge of an accept sentence: add one that shows it, or remove it"),
                );
            }
        }
    }

    /// Words and patterns that an earlier rule of the file takes wherever the later one could.
    fn shadowed(&mut self, file: &RelationFile) {
        let mut earlier: BTreeMap<String, Vec<&FrameRow>> = BTreeMap::new();
        for row in &file.frame {
            for (kind, word) in words(row) {
                let (at, word) = (word.span().start, word.get_ref());
                let above = earlier.entry(format!("{kind} {word}")).or_default();
                if let Some(other) = above.iter().find(|other| covers(other, row)) {
                    let name = other.name.get_ref();
                    self.report(at, format!("'{word}' is taken by rule '{name}' already: remove it here"));
                }
                above.push(row);
            }
        }
        let mut sequences: BTreeMap<String, &str> = BTreeMap::new();
        for row in &file.pattern {
            let narrowed = [&row.subject_types, &row.object_types].map(|types| listed(types));
            let key =
                format!("{} {narrowed:?}", row.sequence.get_ref().split_whitespace().collect::<Vec<_>>().join(" "));
            if let Some(name) = sequences.insert(key, row.name.get_ref()) {
                self.report(row.sequence.span().start, format!("rule '{name}' matches the same: remove one"));
            }
        }
    }

    /// Rules that nothing can satisfy.
    fn unreachable(&mut self, file: &RelationFile) {
        let rows = file.frame.iter().map(|row| (&row.subject_types, &row.object_types));
        let rows = rows.chain(file.pattern.iter().map(|row| (&row.subject_types, &row.object_types)));
        for (subject, object) in rows {
            for (narrow, wide) in [(subject, &file.subject), (object, &file.object)] {
                for name in narrow.iter().filter(|name| !allows(wide, name.get_ref())) {
                    let what = format!(
                        "type '{}' is none that the file allows there: add it above or remove it",
                        name.get_ref()
                    );
                    self.report(name.span().start, what);
                }
            }
        }
        for row in &file.frame {
            let at = row.name.span().start;
            for (preposition, wanted) in &row.needs {
                let excluded = row.not.get(preposition);
                if excluded.is_some_and(|not| not.is_empty() || wanted.iter().any(|word| not.contains(word))) {
                    self.report(at, format!("needs and excludes a phrase with '{preposition}': it never fits"));
                }
            }
            for (wanted, unwanted) in
                [(&row.subject_words, &row.not_subject_words), (&row.object_words, &row.not_object_words)]
            {
                for word in wanted.iter().filter(|word| unwanted.contains(word)) {
                    self.report(at, format!("'{word}' is wanted and unwanted: remove it from one list"));
                }
            }
            if row.nouns.is_empty() && !row.light.is_empty() {
                self.report(at, "'light' verbs carry a noun, and there are no nouns: remove them".to_owned());
            }
            let light = row.subject.names().any(|slot| slot == "light");
            if light == row.light.is_empty() && !row.nouns.is_empty() {
                self.report(at, "the subject slot 'light' and a list of 'light' verbs belong together".to_owned());
            }
        }
    }
}

/// Verbs and nouns of a frame, with their kind.
fn words(row: &FrameRow) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
    row.verbs.iter().map(|verb| ("verb", verb)).chain(row.nouns.iter().map(|noun| ("noun", noun)))
}

/// True when a frame is meant for what a later one with the same word is: the same slots or some of them, and no type,
/// word or phrase that it wants and the later does not. Slots and what is excluded belong into one list.
fn covers(earlier: &FrameRow, later: &FrameRow) -> bool {
    let slots = |a: &Slots, b: &Slots| {
        let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (a.names().collect(), b.names().collect());
        a.is_subset(&b) || b.is_subset(&a)
    };
    let within = |narrow: &[Spanned<String>], wide: &[Spanned<String>]| {
        wide.is_empty() || !narrow.is_empty() && narrow.iter().all(|name| includes(wide, name.get_ref()))
    };
    slots(&earlier.subject, &later.subject)
        && slots(&earlier.object, &later.object)
        && within(&later.subject_types, &earlier.subject_types)
        && within(&later.object_types, &earlier.object_types)
        && earlier.subject_words.is_empty()
        && earlier.object_words.is_empty()
        && earlier.needs.is_empty()
        && earlier.modality == later.modality
        && (earlier.field.is_none() || earlier.field == later.field)
        && later.light.iter().all(|verb| earlier.light.contains(verb))
}

fn listed(types: &[Spanned<String>]) -> BTreeSet<&str> {
    types.iter().map(|name| name.get_ref().as_str()).collect()
}

/// True when all of a type is in a list of types.
fn includes(wide: &[Spanned<String>], name: &str) -> bool {
    let kind = name.split('.').next().unwrap_or(name);
    wide.iter().any(|w| w.get_ref() == name || w.get_ref() == kind)
}

/// True when some of a type is in a list of types.
fn allows(wide: &[Spanned<String>], name: &str) -> bool {
    includes(wide, name) || wide.iter().any(|w| w.get_ref().split('.').next() == Some(name))
}

/// Words that two relations of opposite meaning take for the same arguments.
fn opposites(loaded: &[Loaded<'_>], mistakes: &mut Vec<RuleMistake>) {
    let known: BTreeMap<&str, &Loaded<'_>> = loaded.iter().map(|l| (l.2.relation.as_str(), l)).collect();
    for (path, text, file) in loaded {
        let mut report = |at: usize, what: String| {
            mistakes.push(RuleMistake { file: (*path).to_owned(), line: rules::line_of(text, at), what });
        };
        for opposite in &file.opposite {
            let (at, name) = (opposite.span().start, opposite.get_ref());
            let Some((_, _, other)) = known.get(name.as_str()) else {
                report(at, format!("'{name}' is no relation"));
                continue;
            };
            let theirs: Vec<(&'static str, &str, &FrameRow)> = other
                .frame
                .iter()
                .flat_map(|row| words(row).map(move |(k, w)| (k, w.get_ref().as_str(), row)))
                .collect();
            for row in &file.frame {
                for (kind, word) in words(row) {
                    let both = theirs.iter().find(|(k, w, theirs)| {
                        *k == kind && w == word.get_ref() && covers(theirs, row) && covers(row, theirs)
                    });
                    if let Some((_, _, theirs)) = both {
                        let what = format!(
                            "'{}' says '{}' here and its opposite '{name}' in rule '{}': keep one",
                            word.get_ref(),
                            file.relation,
                            theirs.name.get_ref()
                        );
                        report(word.span().start, what);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "relation = \"r\"\nmeans = \"\"\nsubject = [\"person\"]\nobject = [\"place\", \"work.film\"]\n";

    const OTHER: &str = "relation = \"s\"\nmeans = \"\"\nsubject = [\"person\"]\nobject = [\"place\"]\n\
        [[frame]]\nname = \"a\"\nsubject = \"subject\"\nobject = \"object\"\nverbs = [\"leave\"]\n";

    #[track_caller]
    fn assert_found(rows: &str, expected: &[(usize, &str)]) {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join(relation_file::FOLDER)).expect("a folder in it");
        std::fs::write(folder.path().join("relations/r.toml"), format!("{HEAD}{rows}")).expect("a file");
        std::fs::write(folder.path().join("relations/s.toml"), OTHER).expect("another file");
        let mut files = RuleFiles::default();
        files.add(folder.path()).expect("a rules folder");
        let shown = ["r/a", "r/b", "s/a"].map(RuleName::from);
        let found = relations(&files, &shown.into_iter().collect());
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (mistake, (line, what)) in found.iter().zip(expected) {
            assert!(mistake.line == *line && mistake.what.contains(what), "{mistake}");
        }
    }

    fn frame(name: &str, keys: &str) -> String {
        format!("[[frame]]\nname = \"{name}\"\nsubject = \"subject\"\nobject = \"object\"\n{keys}\n")
    }

    #[test]
    fn sound_rules_are_silent() {
        let narrow = frame("a", "verbs = [\"visit\"]\nobject_types = [\"work.film\"]");
        assert_found(&(narrow + &frame("b", "verbs = [\"visit\", \"tour\"]")), &[]);
    }

    #[test]
    fn a_rule_that_no_example_shows_is_found() {
        assert_found(&frame("c", "verbs = [\"visit\"]"), &[(6, "gives no edge of an accept sentence")]);
    }

    #[test]
    fn a_word_that_an_earlier_rule_takes_is_found() {
        let rows = frame("a", "verbs = [\"visit\"]") + &frame("b", "verbs = [\"tour\", \"visit\"]");
        assert_found(&rows, &[(14, "'visit' is taken by rule 'a'")]);
    }

    #[test]
    fn a_word_that_says_the_opposite_elsewhere_is_found() {
        let rows = "opposite = [\"s\", \"t\"]\n".to_owned() + &frame("a", "verbs = [\"visit\", \"leave\"]");
        assert_found(
            &rows,
            &[(10, "'leave' says 'r' here and its opposite 's' in rule 'a'"), (5, "'t' is no relation")],
        );
    }

    #[test]
    fn rules_that_never_fit_are_found() {
        assert_found(
            &frame("a", "verbs = [\"visit\"]\nobject_types = [\"event\"]"),
            &[(10, "none that the file allows")],
        );
        let both = "verbs = [\"visit\"]\nneeds = { with = [\"a\"] }\nnot = { with = [] }";
        assert_found(&frame("a", both), &[(6, "needs and excludes")]);
    }
}
