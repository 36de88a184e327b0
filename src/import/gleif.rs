//! `gleif`: the golden copy of legal entities (LEI2, CSV).
//!
//! Columns: LEI, Entity.LegalName, Entity.OtherEntityNames.OtherEntityName.1 to .5 with .type (a former name is
//! historic), Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1 to .5, Entity.LegalAddress.City and
//! .Country, Entity.EntityCategory, Entity.EntityStatus. Funds and sole proprietors are left out, and what is no longer
//! active.
//!
//! Licence: CC0 1.0.

use std::path::PathBuf;

use super::Importer;
use super::companies::{add_short_name, title_case};
use super::input::{Cells, each_row};
use super::rows::{Row, Rows};
use crate::error::Error;
use crate::lexicon::{EntityType, Flags};

pub(super) const IMPORTER: Importer =
    Importer { name: "gleif", source: "GLEIF, gleif.org (golden copy LEI2, CSV)", licence: "CC0-1.0", read };

/// Most other names an entity has columns for.
const OTHER_NAMES: usize = 5;

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    for path in files {
        rows.begin(path);
        each_row(path, false, &["LEI", "Entity.LegalName"], |line, cells| {
            rows.at(line);
            rows.take(cells.and_then(|cells| match cells.get("LEI") {
                "" => Err("has no LEI".to_owned()),
                _ => Ok(is_wanted(&cells).then(|| row(&cells))),
            }))
        })?;
    }
    Ok(())
}

fn is_wanted(cells: &Cells<'_>) -> bool {
    let category = cells.get("Entity.EntityCategory");
    let status = cells.get("Entity.EntityStatus");
    !matches!(category, "FUND" | "SOLE_PROPRIETOR") && (status.is_empty() || status == "ACTIVE")
}

fn row(cells: &Cells<'_>) -> Row {
    let name = title_case(cells.get("Entity.LegalName"));
    let subtype = match cells.get("Entity.EntityCategory") {
        "INTERNATIONAL_ORGANIZATION" => "international",
        "RESIDENT_GOVERNMENT_ENTITY" => "government",
        _ => "company",
    };
    let mut row = Row::new(format!("lei:{}", cells.get("LEI")), &name, EntityType::Organisation, subtype);
    add_short_name(&mut row);
    for n in 1..=OTHER_NAMES {
        let column = format!("Entity.OtherEntityNames.OtherEntityName.{n}");
        let is_former = cells.get(&format!("{column}.type")) == "PREVIOUS_LEGAL_NAME";
        let flags = if is_former { Flags::HISTORIC } else { Flags::default() };
        row.aliases.push((title_case(cells.get(&column)), flags));
        let column = format!("Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.{n}");
        row.alias(&title_case(cells.get(&column)));
    }
    row.country = cells.get("Entity.LegalAddress.Country").to_owned();
    row.extra.push(("hq", title_case(cells.get("Entity.LegalAddress.City"))));
    row
}
