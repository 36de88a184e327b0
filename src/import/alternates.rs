//! `alternateNamesV2.txt` of GeoNames in memory: English names, abbreviations and Wikidata ids by place, packed, for there
//! are millions of them.

use std::path::Path;

use super::input::each_line;
use super::rows::Rows;
use crate::error::Error;
use crate::lexicon::Flags;

const COLUMNS: usize = 10;
/// Columns that every version of the file has.
const NEEDED: usize = 4;

/// Other names of places.
#[derive(Default)]
pub(super) struct Alternates {
    /// All names, one after the other.
    text: String,
    /// Sorted by place when all are in.
    names: Vec<Name>,
    /// Place and number of its item in Wikidata, sorted likewise.
    items: Vec<(u32, u32)>,
}

/// A name of a place: where its text begins and ends.
struct Name {
    place: u32,
    start: u32,
    length: u16,
    flags: Flags,
}

impl Alternates {
    /// Reads the files; what is wrong with a line goes to `rows`.
    pub(super) fn read(paths: &[&Path], rows: &mut Rows<'_>) -> Result<Self, Error> {
        let mut all = Alternates::default();
        for path in paths {
            rows.begin(path);
            each_line(path, |number, line| {
                rows.at(number);
                if let Err(reason) = line.and_then(|line| all.add(line)) {
                    rows.skip(reason);
                }
                Ok(())
            })?;
        }
        // stable: names stay in the order of the file
        all.names.sort_by_key(|name| name.place);
        all.items.sort_by_key(|(place, _)| *place);
        Ok(all)
    }

    fn add(&mut self, line: &str) -> Result<(), String> {
        // older files end after the eighth column
        let mut cells = [""; COLUMNS + 1];
        let mut count = 0;
        for (cell, value) in cells.iter_mut().zip(line.split('\t')) {
            *cell = value;
            count += 1;
        }
        let place = cells[1].parse::<u32>().ok().filter(|_| (NEEDED..=COLUMNS).contains(&count));
        let place = place.ok_or_else(|| format!("{count} columns, not {COLUMNS}, or no geonameid"))?;
        let (language, name, is_colloquial, is_historic) = (cells[2], cells[3], cells[6] == "1", cells[7] == "1");
        let flags = match language {
            "en" if is_colloquial => return Ok(()),
            "en" if is_historic => Flags::HISTORIC,
            "en" => Flags::default(),
            "abbr" => Flags::CASE.with(Flags::ACRONYM),
            "wkdt" => {
                self.items.extend(name.strip_prefix('Q').and_then(|item| item.parse().ok()).map(|item| (place, item)));
                return Ok(());
            }
            _ => return Ok(()),
        };
        let start = u32::try_from(self.text.len()).map_err(|_| "more than 4 GB of names".to_owned())?;
        let length = u16::try_from(name.len()).map_err(|_| "a name of more than 64 kB".to_owned())?;
        self.text.push_str(name);
        self.names.push(Name { place, start, length, flags });
        Ok(())
    }

    /// Names of a place with their flags.
    pub(super) fn names(&self, place: u32) -> impl Iterator<Item = (String, Flags)> + '_ {
        let from = self.names.partition_point(|name| name.place < place);
        self.names[from..].iter().take_while(move |name| name.place == place).map(|name| {
            let start = name.start as usize;
            (self.text[start..start + usize::from(name.length)].to_owned(), name.flags)
        })
    }

    /// Wikidata id of a place; the last of several.
    pub(super) fn item(&self, place: u32) -> Option<String> {
        let after = self.items.partition_point(|(of, _)| *of <= place);
        let (of, item) = self.items.get(after.checked_sub(1)?)?;
        (*of == place).then(|| format!("Q{item}"))
    }
}
