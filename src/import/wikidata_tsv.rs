//! `wikidata-tsv`: answers of Wikidata's query service as TSV, of the endpoint (`?item`, `<url>`, `"text"@en`) or of the
//! web page (`item`, bare text).
//!
//! Columns: `item`, `itemLabel`, `type` (a class of `wikidata-classes.csv`), and, where the query gives them, `alias`,
//! `sitelinks`, `country` (two letters), `start`, `end`. Rows of one item that follow one another are joined, as a query
//! gives one per alias. Items in whose place only their number stands as a label have none in English and are left out.
//!
//! Licence: CC0 1.0.

use std::path::PathBuf;

use super::Importer;
use super::input::each_line;
use super::rows::{Row, Rows, date, weight};
use super::wikidata_classes::{Classes, number};
use crate::error::Error;

pub(super) const IMPORTER: Importer =
    Importer { name: "wikidata-tsv", source: "Wikidata, wikidata.org (query service, TSV)", licence: "CC0-1.0", read };

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    let classes = Classes::shipped();
    for path in files {
        rows.begin(path);
        let mut header: Option<Vec<String>> = None;
        let mut open: Option<Row> = None;
        each_line(path, |at, line| {
            rows.at(at);
            let cells = match line {
                Ok(line) => line.split('\t').map(term).collect::<Vec<String>>(),
                Err(reason) => {
                    rows.skip(reason);
                    return Ok(());
                }
            };
            let Some(names) = &header else {
                let names: Vec<String> = cells.iter().map(|name| name.trim_start_matches('?').to_owned()).collect();
                if let Some(missing) = ["item", "itemLabel", "type"].iter().find(|n| !names.iter().any(|c| c == *n)) {
                    return Err(Error::Usage(format!("{}:{at}: no column '{missing}'", path.display())));
                }
                header = Some(names);
                return Ok(());
            };
            let cell = |name: &str| {
                names.iter().position(|n| n == name).and_then(|at| cells.get(at)).map_or("", String::as_str)
            };
            let Some(item) = number(cell("item")) else {
                rows.skip(format!("'{}' is no item of Wikidata", cell("item")));
                return Ok(());
            };
            let qid = format!("Q{item}");
            if let Some(row) = open.as_mut().filter(|row| row.qid == qid) {
                row.alias(cell("alias"));
                return Ok(());
            }
            if let Some(row) = open.take() {
                rows.push(row)?;
            }
            let Some((kind, subtype)) = classes.kind([cell("type")].into_iter()) else {
                rows.leave_out();
                return Ok(());
            };
            if cell("itemLabel") == qid {
                rows.leave_out();
                return Ok(());
            }
            let mut row = Row::new(format!("wikidata:{qid}"), cell("itemLabel"), kind, subtype);
            row.alias(cell("alias"));
            row.country = cell("country").to_owned();
            (row.from, row.to) = (date(cell("start")), date(cell("end")));
            if let Ok(links) = cell("sitelinks").parse::<u64>() {
                row.extra.push(("sitelinks", links.to_string()));
                row.weight = Some(weight(links, 200.0));
            }
            row.qid = qid;
            open = Some(row);
            Ok(())
        })?;
        if let Some(row) = open {
            rows.push(row)?;
        }
    }
    Ok(())
}

/// A term without its brackets, quotation marks, language or datatype, and with its escapes undone.
fn term(cell: &str) -> String {
    let cell = cell.trim();
    if let Some(url) = cell.strip_prefix('<').and_then(|url| url.strip_suffix('>')) {
        return url.to_owned();
    }
    let quoted = cell.strip_prefix('"').and_then(|rest| rest.rfind('"').and_then(|end| rest.get(..end)));
    let Some(text) = quoted else { return cell.to_owned() };
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('t' | 'n' | 'r') => plain.push(' '),
                Some(other) => plain.push(other),
                None => {}
            },
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_both_ways_to_export() {
        for (cell, expected) in [
            (r#""Vel Dam"@en"#, "Vel Dam"),
            (r#""The \"Old\"\tMill"@en-gb"#, r#"The "Old" Mill"#),
            ("<http://www.wikidata.org/entity/Q5>", "http://www.wikidata.org/entity/Q5"),
            (r#""12"^^<http://www.w3.org/2001/XMLSchema#integer>"#, "12"),
            ("Vel Dam", "Vel Dam"),
            ("", ""),
        ] {
            assert_eq!(term(cell), expected);
        }
    }
}
