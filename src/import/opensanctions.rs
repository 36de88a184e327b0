//! `opensanctions`: `targets.simple.csv`.
//!
//! Columns by name: id, schema, name, aliases (joined by `;` with a quoting of their own), birth_date, countries.
//!
//! Licence: CC BY-NC 4.0, opensanctions.org: not for commercial use, and never part of what this project ships.

use std::path::PathBuf;

use super::input::{Cells, each_row};
use super::rows::{Row, Rows, date};
use super::{Importer, sanctions};
use crate::error::Error;

pub(super) const IMPORTER: Importer = Importer {
    name: "opensanctions",
    source: "OpenSanctions, opensanctions.org (targets.simple.csv)",
    licence: "CC-BY-NC-4.0",
    read,
};

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    for path in files {
        rows.begin(path);
        each_row(path, false, &["id", "schema", "name"], |line, cells| {
            rows.at(line);
            rows.take(cells.map(|cells| row(&cells)))
        })?;
    }
    Ok(())
}

fn row(cells: &Cells<'_>) -> Option<Row> {
    let (kind, subtype) = sanctions::kind(cells.get("schema"))?;
    let mut row = Row::new(format!("os:{}", cells.get("id")), cells.get("name"), kind, subtype);
    for alias in list(cells.get("aliases")) {
        row.alias(&alias);
    }
    row.country = list(cells.get("countries")).into_iter().next().unwrap_or_default();
    row.from = list(cells.get("birth_date")).first().map_or(String::new(), |born| date(born));
    Some(row)
}

/// Values of a cell, which is a row of its own with `;` between.
fn list(cell: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(cell.as_bytes());
    let first = reader.records().next().and_then(Result::ok);
    first.map(|record| record.iter().map(|value| value.trim().to_owned()).collect()).unwrap_or_default()
}
