//! `imdb`: `title.basics.tsv` and `name.basics.tsv`; `title.ratings.tsv` with the first gives titles a weight.
//!
//! Columns by name (tabs, no quoting: titles hold quotation marks; `\N` is nothing): tconst, titleType, primaryTitle,
//! originalTitle, startYear, endYear; nconst, primaryName, birthYear, deathYear, primaryProfession; tconst, numVotes.
//! Films and series are taken, episodes, shorts and videos are not.
//!
//! Licence: personal and non-commercial use only: never part of what this project ships.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::Importer;
use super::input::each_line;
use super::rows::{Row, Rows, date, weight};
use crate::error::Error;
use crate::lexicon::EntityType;

pub(super) const IMPORTER: Importer = Importer {
    name: "imdb",
    source: "IMDb (title.basics.tsv, title.ratings.tsv, name.basics.tsv)",
    licence: "LicenseRef-IMDb-personal-and-non-commercial",
    read,
};

/// Kinds of titles that are taken.
const TITLES: &[(&str, &str)] = &[
    ("movie", "film"),
    ("tvMovie", "film"),
    ("tvSeries", "series"),
    ("tvMiniSeries", "series"),
    ("videoGame", "game"),
];

/// Votes by the number of the title.
type Votes = FxHashMap<u32, u32>;

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    let (ratings, others): (Vec<&PathBuf>, Vec<&PathBuf>) =
        files.iter().partition(|path| path.file_name().unwrap_or_default().to_string_lossy().contains("title.ratings"));
    let mut votes = Votes::default();
    for path in ratings {
        each_record(path, rows, |record, _| {
            let number = record.get("tconst").trim_start_matches('t').parse();
            if let (Ok(number), Ok(count)) = (number, record.get("numVotes").parse()) {
                votes.insert(number, count);
            }
            Ok(())
        })?;
    }
    for path in others {
        each_record(path, rows, |record, rows| match row(record, &votes) {
            Some(row) => rows.push(row),
            None => {
                rows.leave_out();
                Ok(())
            }
        })?;
    }
    Ok(())
}

/// A line by the names of its columns.
struct Record<'a> {
    names: &'a [String],
    cells: Vec<&'a str>,
}

impl<'a> Record<'a> {
    fn get(&self, name: &str) -> &'a str {
        let at = self.names.iter().position(|n| n == name);
        at.and_then(|at| self.cells.get(at).copied()).filter(|cell| *cell != "\\N").unwrap_or("")
    }
}

fn each_record(
    path: &Path,
    rows: &mut Rows<'_>,
    mut each: impl FnMut(&Record<'_>, &mut Rows<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    rows.begin(path);
    let mut names: Vec<String> = Vec::new();
    each_line(path, |number, line| {
        rows.at(number);
        let cells: Vec<&str> = match line {
            Ok(line) => line.split('\t').collect(),
            Err(reason) => {
                rows.skip(reason);
                return Ok(());
            }
        };
        if names.is_empty() {
            if !matches!(cells.first(), Some(&("tconst" | "nconst"))) {
                let what =
                    format!("{}:{number}: no column 'tconst' or 'nconst': is this a file of IMDb?", path.display());
                return Err(Error::Usage(what));
            }
            names = cells.iter().map(|name| (*name).to_owned()).collect();
        } else if cells.len() != names.len() {
            rows.skip(format!("{} columns, not {}", cells.len(), names.len()));
        } else {
            each(&Record { names: &names, cells }, rows)?;
        }
        Ok(())
    })
}

fn row(record: &Record<'_>, votes: &Votes) -> Option<Row> {
    let person = record.get("nconst");
    if !person.is_empty() {
        let mut row = Row::new(format!("imdb:{person}"), record.get("primaryName"), EntityType::Person, "");
        (row.from, row.to) = (date(record.get("birthYear")), date(record.get("deathYear")));
        row.extra.push(("role", record.get("primaryProfession").split(',').next().unwrap_or("").replace('_', " ")));
        return Some(row);
    }
    let id = record.get("tconst");
    let (_, subtype) = TITLES.iter().find(|(kind, _)| *kind == record.get("titleType"))?;
    let mut row = Row::new(format!("imdb:{id}"), record.get("primaryTitle"), EntityType::Work, subtype);
    row.alias(record.get("originalTitle"));
    (row.from, row.to) = (date(record.get("startYear")), date(record.get("endYear")));
    if !votes.is_empty() {
        let count = id.trim_start_matches('t').parse().ok().and_then(|number: u32| votes.get(&number).copied());
        row.extra.push(("votes", count.unwrap_or(0).to_string()));
        row.weight = Some(weight(u64::from(count.unwrap_or(0)), 1e6));
    }
    Some(row)
}
