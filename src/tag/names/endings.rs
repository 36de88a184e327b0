//! Endings of unknown words: "-enko" sounds like a person, "-abad" like a place. In: `rules/names/endings.toml`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::features::Feature;
use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};

const FILE: &str = "names/endings.toml";
/// Lengths of endings, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=10;

/// Endings and the evidence they are.
#[derive(Default)]
pub(super) struct Endings {
    features: FxHashMap<Vec<u8>, Feature>,
}

impl Endings {
    /// Reads the file; without it no ending says anything.
    ///
    /// # Errors
    /// Types that have no feature for endings.
    pub(super) fn load(files: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        let Some(text) = files.get(FILE) else { return Ok(Endings::default()) };
        let table: BTreeMap<String, Vec<String>> = rules::parse(FILE, text).map_err(|mistake| vec![mistake])?;
        let mut features = FxHashMap::default();
        for (kind, endings) in table {
            let feature = match kind.as_str() {
                "person" => Feature::PersonEnding,
                "place" => Feature::PlaceEnding,
                "organisation" => Feature::OrganisationEnding,
                _ => {
                    let what = format!("'{kind}' has no endings: write person, place or organisation");
                    return Err(vec![RuleMistake { file: FILE.to_owned(), line: 0, what }]);
                }
            };
            features.extend(endings.into_iter().map(|ending| (ending.into_bytes(), feature)));
        }
        Ok(Endings { features })
    }

    /// What the longest known ending of a word says.
    pub(super) fn of(&self, word: &str) -> Option<Feature> {
        let mut lower = [0u8; 10];
        let bytes = word.as_bytes();
        let longest = bytes.len().saturating_sub(2).min(*LENGTHS.end());
        let tail = &bytes[bytes.len() - longest..];
        for (to, from) in lower.iter_mut().zip(tail) {
            *to = from.to_ascii_lowercase();
        }
        LENGTHS.rev().filter(|n| *n <= longest).find_map(|n| self.features.get(&lower[longest - n..longest]).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_counts() {
        let endings = Endings::load(&RuleFiles::shipped()).unwrap();
        for (word, expected) in [
            ("Timoshchenko", Some(Feature::PersonEnding)),
            ("FARMABAD", Some(Feature::PlaceEnding)),
            ("Brightsoft", Some(Feature::OrganisationEnding)),
            ("on", None),
            ("Zürq", None),
        ] {
            assert_eq!(endings.of(word), expected, "{word}");
        }
    }
}
