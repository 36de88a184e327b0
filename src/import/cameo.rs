//! `cameo`: actor dictionaries of CAMEO and its kin (`.actors.txt`).
//!
//! Layout: `NAME_WITH_UNDERSCORES_ [CODE YYMMDD-YYMMDD][CODE >YYMMDD] ; note`; synonyms on the following lines, which begin
//! with `+`; codes may stand on lines of their own that begin with a tab; `#` begins a comment. Names are in capitals and
//! are written as newspapers do. The codes say what an actor is: of three letters a country, then a role. Actors with
//! a role that people have and dates of office are people; others are organisations. Lines that are none of this are
//! skipped.
//!
//! Licence: none is stated: for your own use only.

use std::path::PathBuf;

use super::Importer;
use super::companies::title_case;
use super::input::each_line;
use super::rows::{Row, Rows};
use crate::error::Error;
use crate::lexicon::EntityType;

pub(super) const IMPORTER: Importer =
    Importer { name: "cameo", source: "CAMEO actor dictionary", licence: "unknown", read };

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    for path in files {
        rows.begin(path);
        let mut open: Option<Actor> = None;
        each_line(path, |number, line| {
            rows.at(number);
            let line = match line {
                Ok(line) => line,
                Err(reason) => {
                    rows.skip(reason);
                    return Ok(());
                }
            };
            let text = line.split([';', '#']).next().unwrap_or_default();
            let (head, codes) = text.split_at(text.find('[').unwrap_or(text.len()));
            let (head, codes) = (head.trim(), codes.trim());
            if head.is_empty() && codes.is_empty() {
                return Ok(());
            }
            if let Some(wrong) = mistake(head, codes) {
                rows.skip(wrong);
                return Ok(());
            }
            if head.is_empty() || head.starts_with('+') {
                let Some(actor) = &mut open else {
                    rows.skip("codes or a synonym before any name");
                    return Ok(());
                };
                actor.names.extend(Some(head.trim_start_matches('+').to_owned()).filter(|name| !name.is_empty()));
                actor.codes.push_str(codes);
                return Ok(());
            }
            let next = Actor { names: vec![head.to_owned()], codes: codes.to_owned(), line: number };
            if let Some(actor) = open.replace(next) {
                actor.close(rows)?;
            }
            rows.at(number);
            Ok(())
        })?;
        if let Some(actor) = open {
            actor.close(rows)?;
        }
    }
    Ok(())
}

/// What is wrong with a line.
fn mistake(head: &str, codes: &str) -> Option<String> {
    if head.contains(char::is_whitespace) {
        return Some(format!("a blank inside the name '{head}'"));
    }
    let balanced = codes.matches('[').count() == codes.matches(']').count();
    if !codes.is_empty() && (!balanced || !codes.ends_with(']')) {
        return Some(format!("unclosed code '{codes}'"));
    }
    let mut numbers = codes.split(|c: char| !c.is_ascii_alphanumeric());
    let wrong = numbers.find(|n| n.len() != 6 && !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("'{wrong}' is no date of the form YYMMDD"))
}

/// An actor whose lines are being read.
struct Actor {
    names: Vec<String>,
    codes: String,
    line: u64,
}

impl Actor {
    fn close(self, rows: &mut Rows<'_>) -> Result<(), Error> {
        rows.at(self.line);
        if self.codes.is_empty() {
            rows.skip(format!("'{}' has no code", self.names[0]));
            return Ok(());
        }
        let dated = self.codes.bytes().any(|byte| byte.is_ascii_digit());
        let (kind, id) = if dated { (EntityType::Person, "person") } else { (EntityType::Organisation, "actor") };
        let mut names = self.names.iter().map(|name| title_case(name.replace('_', " ").trim()));
        let name = names.next().unwrap_or_default();
        let slug = self.names[0].trim_matches('_').to_lowercase().replace('_', "-");
        let mut row = Row::new(format!("cameo:{id}-{slug}"), &name, kind, "");
        for alias in names {
            row.alias(&alias);
        }
        let codes = self.codes.split(['[', ']']).filter_map(|code| code.split_whitespace().next());
        row.extra.push(("cameo", codes.collect::<Vec<_>>().join(",")));
        rows.push(row)
    }
}
