//! Rule files: TOML below `rules/`, shipped with the program or given by the user.
//!
//! A rule file is found by its path (`dates/relative.toml`, `relations/attacked.toml`); a user's file with the path of a
//! shipped one takes its place. What the files mean is known to the stage that reads them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use crate::error::{Error, RuleMistake};

pub(crate) mod relation_file;

mod shipped {
    #![allow(missing_docs)]
    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// All rule files of a run.
#[derive(Clone, Debug, Default)]
pub struct RuleFiles {
    files: BTreeMap<String, Cow<'static, str>>,
    /// The relation files among them, once asked for.
    relations: OnceLock<relation_file::Parsed>,
}

impl RuleFiles {
    /// The rules that come with the program.
    pub fn shipped() -> Self {
        let files = shipped::SHIPPED.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(*text))).collect();
        RuleFiles { files, ..RuleFiles::default() }
    }

    /// Adds a user's rules folder; a file with the same path below it takes the place of an earlier one.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn add(&mut self, folder: &Path) -> Result<(), Error> {
        self.relations.take();
        self.add_below(folder, folder)
    }

    fn add_below(&mut self, root: &Path, folder: &Path) -> Result<(), Error> {
        let read_error = |source| Error::Read { path: folder.to_owned(), source };
        for entry in std::fs::read_dir(folder).map_err(read_error)? {
            let path = entry.map_err(read_error)?.path();
            if path.is_dir() {
                self.add_below(root, &path)?;
            } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "csv" || ending == "txt") {
                let text =
                    std::fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                self.files.insert(name, Cow::Owned(text));
            }
        }
        Ok(())
    }

    /// Reads "dates" or "figures" as a folder below `readings/` says: its files of these add to the others, or take the
    /// place of those with the same path.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn take_reading(&mut self, of: &str, name: &str) -> Result<(), Error> {
        let taken = self.reading(of, name);
        if taken.is_empty() {
            return Err(Error::Usage(format!("there is no reading of {of} '{name}' below rules/readings")));
        }
        self.relations.take();
        self.files.extend(taken);
        Ok(())
    }

    /// The files of "dates" or "figures" alone, as a folder below `readings/` reads them; `None` when there is no such folder.
    pub fn read_as(&self, of: &str, name: &str) -> Option<Self> {
        let taken = Some(self.reading(of, name)).filter(|taken| !taken.is_empty())?;
        let own = self.below(of).map(|(path, _)| (path.to_owned(), self.files[path].clone()));
        Some(RuleFiles { files: own.chain(taken).collect(), ..RuleFiles::default() })
    }

    /// The files of a reading, under the paths that they stand for.
    fn reading(&self, of: &str, name: &str) -> Vec<(String, Cow<'static, str>)> {
        let root = format!("readings/{name}/");
        let folder = format!("{root}{of}/");
        let inside = self.files.iter().filter(|(path, _)| path.starts_with(&folder));
        inside.map(|(path, text)| (path[root.len()..].to_owned(), text.clone())).collect()
    }

    /// Whether they are those that come with the program and no others.
    pub fn are_shipped(&self) -> bool {
        self.files.values().all(|text| matches!(text, Cow::Borrowed(_)))
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// The files below a folder, sorted by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inside = move |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files.iter().filter(move |(path, _)| inside(path)).map(|(path, text)| (path.as_str(), text.as_ref()))
    }

    /// Hash of all paths and texts, for `run.json`.
    pub fn content(&self) -> u64 {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for (path, text) in &self.files {
            hash.update(path.as_bytes());
            hash.update(text.as_bytes());
        }
        hash.digest()
    }
}

/// Reads a TOML rule file without its examples, which are half of the text and need not be read at a start.
///
/// # Errors
/// One mistake, with the line the parser stopped at.
pub fn parse<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, RuleMistake> {
    toml::from_str(&without_examples(text)).map_err(|error| mistake(path, text, &error))
}

/// Reads a TOML rule file for its examples.
///
/// # Errors
/// One mistake, with the line the parser stopped at.
pub fn parse_examples<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, RuleMistake> {
    toml::from_str(text).map_err(|error| mistake(path, text, &error))
}

fn mistake(path: &str, text: &str, error: &toml::de::Error) -> RuleMistake {
    let line = error.span().map_or(0, |span| line_of(text, span.start));
    RuleMistake { file: path.to_owned(), line, what: error.message().to_owned() }
}

/// The text with spaces in place of its examples, so that all else keeps its offset.
fn without_examples(text: &str) -> String {
    let mut tables = text.split("\n[");
    let mut rules = String::with_capacity(text.len());
    rules.push_str(tables.next().unwrap_or_default());
    for table in tables {
        if table.starts_with("[accept]]") || table.starts_with("[reject]]") {
            rules.push_str("\n ");
            rules.push_str(&" ".repeat(table.len()));
        } else {
            rules.push_str("\n[");
            rules.push_str(table);
        }
    }
    rules
}

/// One-based line of a byte offset.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_left_out_and_all_else_keeps_its_place() {
        let text = "a = 1\r\n[[accept]]\r\ntext = \"Ä\"\n\n[[pattern]]\nb = 2\n[[reject]]\ntext = \"b\"";
        let rules = without_examples(text);
        assert_eq!(rules.split_whitespace().collect::<Vec<_>>(), ["a", "=", "1", "[[pattern]]", "b", "=", "2"]);
        assert_eq!((rules.len(), rules.find("[[pattern]]")), (text.len(), text.find("[[pattern]]")));
    }
}
