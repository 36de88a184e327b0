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

use rustc_hash::FxHashMap;

use super::Importer;
use super::input::each_line;
use super::rows::{Row, Rows, weight};
use crate::error::Error;
use crate::lexicon::{EntityType, Flags};

pub(super) const IMPORTER: Importer = Importer {
    name: "geonames",
    source: "GeoNames, geonames.org (allCountries.txt, alternateNamesV2.txt)",
    licence: "CC-BY-4.0",
    read,
};

const COLUMNS: usize = 19;
const ALTERNATE_COLUMNS: usize = 10;
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

/// English names and Wikidata ids by the number of the place.
type Alternates = FxHashMap<u32, Vec<(String, Flags)>>;

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    let (alternates, places): (Vec<&PathBuf>, Vec<&PathBuf>) = files.iter().partition(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        name.contains("alternatename")
    });
    let (mut names, mut qids) = (Alternates::default(), FxHashMap::default());
    for path in &alternates {
        read_alternates(path, rows, &mut names, &mut qids)?;
    }
    for path in places {
        rows.begin(path);
        each_line(path, |number, line| {
            rows.at(number);
            rows.take(line.and_then(place).map(|place| {
                let (mut row, number) = place?;
                if let Some(qid) = qids.get(&number) {
                    row.qid.clone_from(qid);
                }
                if !alternates.is_empty() {
                    row.aliases.truncate(1);
                    row.aliases.extend(names.remove(&number).unwrap_or_default());
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

fn read_alternates(
    path: &Path,
    rows: &mut Rows<'_>,
    names: &mut Alternates,
    qids: &mut FxHashMap<u32, String>,
) -> Result<(), Error> {
    rows.begin(path);
    each_line(path, |number, line| {
        rows.at(number);
        let line = match line {
            Ok(line) => line,
            Err(reason) => {
                rows.skip(reason);
                return Ok(());
            }
        };
        // older files end after the eighth column
        let cells: Vec<&str> = line.split('\t').collect();
        let place = cells.get(1).and_then(|cell| cell.parse::<u32>().ok());
        let (Some(place), 4..=ALTERNATE_COLUMNS) = (place, cells.len()) else {
            rows.skip(format!("{} columns, not {ALTERNATE_COLUMNS}, or no geonameid", cells.len()));
            return Ok(());
        };
        let is_set = |at: usize| cells.get(at).is_some_and(|cell| *cell == "1");
        let historic = if is_set(7) { "H" } else { "" };
        match cells[2] {
            "en" if !is_set(6) => {
                let flags = Flags::parse(historic).unwrap_or_default();
                names.entry(place).or_default().push((cells[3].to_owned(), flags));
            }
            "abbr" => {
                let flags = Flags::parse("CA").unwrap_or_default();
                names.entry(place).or_default().push((cells[3].to_owned(), flags));
            }
            "wkdt" => drop(qids.insert(place, cells[3].to_owned())),
            _ => {}
        }
        Ok(())
    })
}
