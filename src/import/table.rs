//! `csv`: any table with a header. Columns are those of a gazetteer file; `name` and `type` are needed, `id` is made of
//! type and name when it is missing. Aliases stand with `|` between, each may carry flags (`WHO^CA`).
//!
//! Licence: that of the table; write it into the header of the output.

use std::path::PathBuf;

use super::Importer;
use super::input::{Cells, each_row};
use super::rows::{Row, Rows, date};
use crate::error::Error;
use crate::lexicon::{EntityType, Flags};

pub(super) const IMPORTER: Importer =
    Importer { name: "csv", source: "a table with the columns of a gazetteer", licence: "unknown", read };

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    for path in files {
        rows.begin(path);
        each_row(path, true, &["name", "type"], |line, cells| {
            rows.at(line);
            rows.take(cells.and_then(|cells| row(&cells).map(Some)))
        })?;
    }
    Ok(())
}

fn row(cells: &Cells<'_>) -> Result<Row, String> {
    let flags = |letters: &str| {
        Flags::parse(letters.trim()).map_err(|c| format!("'{c}' is no flag: flags are C A X S L N H Q -"))
    };
    let (kind, subtype) = (cells.get("type"), cells.get("subtype"));
    let kind = EntityType::parse(kind).ok_or_else(|| format!("'{kind}' is no entity type"))?;
    let name = cells.get("name");
    let slug: Vec<String> = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let made =
        || format!("csv:{kind}-{}", slug.iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join("-"));
    let id = Some(cells.get("id")).filter(|id| !id.is_empty()).map_or_else(made, str::to_owned);
    let mut row = Row::new(id, name, kind, subtype);
    for alias in cells.get("aliases").split('|').filter(|alias| !alias.trim().is_empty()) {
        let (alias, letters) = alias.split_once('^').unwrap_or((alias, ""));
        row.aliases.push((alias.to_owned(), flags(letters)?));
    }
    row.flags = flags(cells.get("flags"))?;
    let prior = cells.get("prior");
    if !prior.is_empty() {
        let number = prior.parse::<f64>().ok().filter(|prior| (0.0..=1.0).contains(prior));
        row.weight = Some(number.ok_or_else(|| format!("prior '{prior}' is no number from 0 to 1"))?);
        row.prior = prior.to_owned();
    }
    row.qid = cells.get("qid").to_owned();
    row.country = cells.get("country").to_owned();
    (row.from, row.to) = (date(cells.get("from")), date(cells.get("to")));
    row.written_extra = cells.get("extra").to_owned();
    Ok(row)
}
