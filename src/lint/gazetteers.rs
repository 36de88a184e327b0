//! Mistakes in a gazetteer folder that its reader does not stop at.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use crate::lexicon::{EntityRow, Error, Folder, Lexicon};
use crate::lint::Finding;
use crate::lint::shared_names::SharedNames;

/// Mistakes in all files of a gazetteer folder, sorted by file and line. The lexicon tells ordinary words.
pub fn gazetteers(folder: &Path, lexicon: &Lexicon<'_>) -> Vec<Finding> {
    let name = |file: &str| folder.join(file).display().to_string();
    let mut findings = Vec::new();
    let mut ids: HashMap<String, (Rc<str>, u64)> = HashMap::new();
    let mut names: HashMap<[String; 5], u64> = HashMap::new();
    let mut shared = SharedNames::default();
    let mut current: Rc<str> = "".into();
    let read = Folder::whole(folder).map_err(|error| vec![error]).and_then(|files| {
        files.rows(|file, row| {
            if *current != *file {
                current = file.into();
                names.clear();
            }
            shared.add(&current, row);
            let mut report = |what: String| findings.push(Finding { file: name(file), line: row.line, what });
            if let Some((other, line)) = ids.insert(row.id.to_owned(), (Rc::clone(&current), row.line)) {
                report(format!("id '{}' is already that of {other}:{line}: give each entity one row", row.id));
            }
            let facts = [row.name, row.subtype, row.country, row.from, row.extra].map(str::to_owned);
            if let Some(line) = names.insert(facts, row.line) {
                report(format!("'{}' stands on line {line} already, with the same facts: remove one", row.name));
            }
            for what in row_mistakes(row) {
                report(what);
            }
        })
    });
    if let Err(errors) = read {
        return errors.into_iter().map(|error| read_error(error, &name)).collect();
    }
    shared.report(lexicon, |file, line, what| findings.push(Finding { file: name(file), line, what }));
    findings.sort();
    findings
}

fn read_error(error: Error, name: &dyn Fn(&str) -> String) -> Finding {
    match error {
        Error::Line { file, line, what } => Finding { file: name(&file), line, what },
        Error::Read { path, source } => {
            Finding { file: path.display().to_string(), line: 0, what: format!("cannot be read: {source}") }
        }
        other => Finding { file: name(""), line: 0, what: other.to_string() },
    }
}

/// What is wrong with one row alone.
fn row_mistakes(row: &EntityRow<'_>) -> Vec<String> {
    let mut mistakes = Vec::new();
    if !row.country.is_empty() && !(row.country.len() == 2 && row.country.bytes().all(|b| b.is_ascii_uppercase())) {
        mistakes.push(format!("country '{}' is no ISO 3166-1 code of two capitals", row.country));
    }
    for (field, value) in [("from", row.from), ("to", row.to)] {
        if !value.is_empty() && !is_date(value) {
            mistakes.push(format!("{field} '{value}' is neither a year nor an ISO date"));
        }
    }
    let year = |date: &str| date.split('-').next().and_then(|year| year.parse::<i32>().ok());
    if let (Some(from), Some(to)) = (year(row.from), year(row.to))
        && from > to
    {
        mistakes.push(format!("from {} is later than to {}", row.from, row.to));
    }
    for (alias, _) in row.aliases() {
        if alias == row.name {
            mistakes.push(format!(
                "alias '{alias}' is the name itself: remove it, flags of the name go into the flags column"
            ));
        }
    }
    mistakes
}

/// A year, month or day that exists.
fn is_date(value: &str) -> bool {
    let mut parts = value.splitn(3, '-');
    let year = parts.next().is_some_and(|y| (1..=4).contains(&y.len()) && y.bytes().all(|b| b.is_ascii_digit()));
    let month = parts.next().is_none_or(|m| m.parse().is_ok_and(|m: u8| (1..=12).contains(&m)));
    year && month && (value.len() < 8 || value.parse::<jiff::civil::Date>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Options, load_lexicon};

    fn gazetteers(folder: &Path) -> Vec<Finding> {
        super::gazetteers(folder, &load_lexicon(&Options::default()).unwrap())
    }

    #[track_caller]
    fn assert_found(rows: &str, expected: &[(u64, &str)]) {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("id,name,type,subtype,aliases,qid,country,flags,prior,from,to,extra\n{rows}");
        std::fs::write(folder.path().join("organisation.company.test.csv"), text).unwrap();
        let found = gazetteers(folder.path());
        let found: Vec<(u64, &str)> = found.iter().map(|f| (f.line, f.what.as_str())).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((line, what), (expected_line, expected_what)) in found.iter().zip(expected) {
            assert!(line == expected_line && what.contains(expected_what), "{what} on line {line}");
        }
    }

    #[test]
    fn sound_rows_are_silent() {
        assert_found("a,Acme,organisation,company,Acme Corp^S,,GB,,,1999,2004-05-01,hq=London\n", &[]);
    }

    #[test]
    fn names_of_two_entities_need_a_flag() {
        assert_found(
            "a,Acme,organisation,company,Zorbex,,,,,,,\nb,Bolt,organisation,company,Zorbex,,,,,,,\n",
            &[(2, "too: flag it"), (3, "too: flag it")],
        );
        assert_found("a,Acme,organisation,company,Zorbex^S,,,,,,,\nb,Zorbex,organisation,company,,,,,,,\n", &[]);
        assert_found("a,Acme,work,film,Zorbex,,,,,,,\nb,Bolt,work,film,Zorbex,,,,,,,\n", &[]);
    }

    #[test]
    fn one_entity_has_one_row_in_all_files() {
        let folder = tempfile::tempdir().unwrap();
        for (file, id) in [("organisation.company.test.csv", "a"), ("organisation.media.test.csv", "b")] {
            let header = "id,name,type,subtype,aliases,qid,country,flags,prior,from,to,extra";
            std::fs::write(folder.path().join(file), format!("{header}\n{id},Acme,organisation,,,,GB,,,,,\n")).unwrap();
        }
        let found = gazetteers(folder.path());
        assert!(found.len() == 1 && found[0].what.contains("keep one"), "{found:?}");
    }

    #[test]
    fn an_alias_that_is_an_ordinary_word_needs_a_flag() {
        let rows = "a,Block Inc.,organisation,company,Block,,,,,,,\nb,Bolt Inc.,organisation,company,Bolt^X,,,,,,,\n";
        assert_found(rows, &[(2, "ordinary word")]);
    }

    #[test]
    fn each_mistake_is_found_on_its_line() {
        assert_found("a,Acme,organisation,,,,,Y,,,,\n", &[(2, "is no flag")]);
        assert_found("a,Acme,firm,,,,,,,,,\n", &[(2, "is no entity type")]);
        assert_found("a,Acme,organisation,,,,,,,,,\na,Bolt,organisation,,,,,,,,,\n", &[(3, "already that of")]);
        assert_found("a,Acme,organisation,,,,uk,,,2004,1999,\n", &[(2, "no ISO 3166-1"), (2, "later than")]);
        assert_found(
            "a,Acme,organisation,,Acme^S,,,,,1999-02-30,,\n",
            &[(2, "is the name itself"), (2, "neither a year nor")],
        );
    }
}
