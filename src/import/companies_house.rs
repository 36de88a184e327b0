//! `companies-house`: `BasicCompanyDataAsOneFile.csv` of the register of companies of the United Kingdom.
//!
//! Columns (their names carry blanks, which are dropped): CompanyName, CompanyNumber, CompanyStatus, IncorporationDate,
//! DissolutionDate (dd/mm/yyyy), RegAddress.PostTown, PreviousName_1 to _10.CompanyName. Names in capitals are written
//! as newspapers do; former names are historic; the name without its legal form is a short form.
//!
//! Licence: public register, free to use; see Companies House, "Free company data product".

use std::path::PathBuf;

use super::Importer;
use super::companies::{add_short_name, title_case};
use super::input::{Cells, each_row};
use super::rows::{Row, Rows};
use crate::error::Error;
use crate::lexicon::{EntityType, Flags};

pub(super) const IMPORTER: Importer = Importer {
    name: "companies-house",
    source: "Companies House, United Kingdom (BasicCompanyData)",
    licence: "LicenseRef-public-register",
    read,
};

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    for path in files {
        rows.begin(path);
        each_row(path, false, &["CompanyName", "CompanyNumber"], |line, cells| {
            rows.at(line);
            rows.take(cells.and_then(|cells| match cells.get("CompanyNumber") {
                "" => Err("has no CompanyNumber".to_owned()),
                _ => Ok(Some(row(&cells))),
            }))
        })?;
    }
    Ok(())
}

fn row(cells: &Cells<'_>) -> Row {
    let id = format!("ch:{}", cells.get("CompanyNumber"));
    let mut row = Row::new(id, &title_case(cells.get("CompanyName")), EntityType::Organisation, "company");
    add_short_name(&mut row);
    for n in 1..=10 {
        let former = cells.get(&format!("PreviousName_{n}.CompanyName"));
        if former.is_empty() {
            break;
        }
        row.aliases.push((title_case(former), Flags::HISTORIC));
    }
    row.country = "GB".to_owned();
    row.from = iso(cells.get("IncorporationDate"));
    row.to = iso(cells.get("DissolutionDate"));
    row.extra.push(("hq", title_case(cells.get("RegAddress.PostTown"))));
    row
}

/// `dd/mm/yyyy` as an ISO date; nothing when it is none.
fn iso(date: &str) -> String {
    let parts: Vec<&str> = date.split('/').collect();
    match parts[..] {
        [day, month, year] => super::rows::date(&format!("{year}-{month}-{day}")),
        _ => String::new(),
    }
}
