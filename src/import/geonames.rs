//! `geonames`: `allCountries.txt` or a country's file, and `alternateNamesV2.txt` with it when better aliases are wanted.
//!
//! Fields of the first (19 columns, tabs, no header, no quoting): id, name, asciiname, alternatenames, feature class and
//! code, country, admin1, population. Kept are places people live in (P), countries and regions (A), and of H, T, S, L
//! the features that news names: seas, rivers, lakes, bays, straits; islands, mountains, deserts; airports.
//! Fields of the second (10 columns): geonameid, isolanguage, name, colloquial, historic, from which English names and
//! Wikidata ids are taken; codes, links and postcodes are not names. The order of the files does not matter.
//!
//! Without the second file, aliases are taken from the first only for places of 100,000 people and more and where they
//! look like the name: 16 % of the unchecked ones name something else (measured on cities15000).
//!
//! Licence: CC BY 4.0, geonames.org.

use std::path::{Path, PathBuf};

use super::Importer;
use super::alternates::Alternates;
use super::input::each_line;
use super::rows::{Row, Rows, weight};
use crate::error::Error;
use crate::lexicon::EntityType;

pub(super) const IMPORTER: Importer = Importer {
    name: "geonames",
    source: "GeoNames, geonames.org (allCountries.txt, alternateNamesV2.txt)",
    licence: "CC-BY-4.0",
    read,
};

const COLUMNS: usize = 19;
/// Places of fewer people keep only their main names, see above.
const ALIASES_FROM: u64 = 100_000;
/// Likeness (0 to 1) from which an unchecked alias is taken for one of the same place.
const ALIKE: f64 = 0.5;

/// Class, beginning of the code, and subtype; the first that fits counts.
const FEATURES: &[(&str, &str, &str)] = &[
    ("P", "PPLX", "district"),
    ("P", "", "city"),
    ("A", "PCL", "country"),
    ("A", "ADM", "region"),
    ("A", "TERR", "region"),
    ("H", "STM", "river"),
    ("H", "LK", "lake"),
    ("H", "SEA", "sea"),
    ("H", "OCN", "sea"),
    ("H", "GULF", "sea"),
    ("H", "BAY", "sea"),
    ("H", "STRT", "sea"),
    ("T", "MT", "mountain"),
    ("T", "PK", "mountain"),
    ("T", "VLC", "mountain"),
    ("T", "ISL", "island"),
    ("T", "DSRT", "region"),
    ("T", "PEN", "region"),
    ("S", "AIRP", "airport"),
    ("L", "CONT", "continent"),
    ("L", "RGN", "region"),
];

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    let (others, places): (Vec<&Path>, Vec<&Path>) = files.iter().map(PathBuf::as_path).partition(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        name.contains("alternatename")
    });
    let alternates = Alternates::read(&others, rows)?;
    for path in places {
        rows.begin(path);
        each_line(path, |number, line| {
            rows.at(number);
            rows.take(line.and_then(place).map(|place| {
                let (mut row, number) = place?;
                row.qid = alternates.item(number).unwrap_or_default();
                if !others.is_empty() {
                    row.aliases.truncate(1);
                    row.aliases.extend(alternates.names(number));
                }
                Some(row)
            }))
        })?;
    }
    Ok(())
}

/// A place and its number; `None` for a feature that news does not name. The first alias is the plain spelling.
fn place(line: &str) -> Result<Option<(Row, u32)>, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() != COLUMNS {
        return Err(format!("{} columns, not {COLUMNS}", cells.len()));
    }
    let number: u32 = cells[0].parse().map_err(|_| format!("'{}' is no geonameid", cells[0]))?;
    let (class, code) = (cells[6], cells[7]);
    let feature = FEATURES.iter().find(|(c, begin, _)| *c == class && code.starts_with(begin));
    // codes that end in H are of what is no more: PPLH, ADM1H, PCLH
    let Some((_, _, subtype)) = feature.filter(|_| !code.ends_with('H') || code.len() < 4) else { return Ok(None) };
    let population: u64 = cells[14].parse().unwrap_or(0);
    let mut row = Row::new(format!("gn:{number}"), cells[1], EntityType::Place, subtype);
    row.alias(cells[2]);
    if population >= ALIASES_FROM {
        let plain = cells[2].to_lowercase();
        let alike = |alias: &&str| strsim::normalized_levenshtein(&alias.to_lowercase(), &plain) >= ALIKE;
        let sound = |alias: &&str| alias.chars().count() > 3 && alias.chars().next().is_some_and(char::is_uppercase);
        for alias in cells[3].split(',').filter(sound).filter(alike) {
            row.alias(alias);
        }
    }
    row.country = cells[8].to_owned();
    if population > 0 {
        row.extra.push(("pop", population.to_string()));
    }
    if !cells[10].is_empty() && *subtype == "city" {
        row.extra.push(("adm1", cells[10].to_owned()));
    }
    row.weight = Some(weight(population, 1e7)).filter(|_| matches!(*subtype, "city" | "district"));
    Ok(Some((row, number)))
}
