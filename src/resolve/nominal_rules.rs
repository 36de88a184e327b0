//! `rules/nominals.toml`: which nouns stand for which kind of body or event. In: the file. Out: [`NominalRules`], by the hashes
//! of folded words.

use newsgraph_lexicon::fold_hash;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::error::{Error, RuleMistake};
use crate::rules::{self, RuleFiles};

/// Where the file is, below the rules folder.
const FILE: &str = "nominals.toml";

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    bodies: Vec<Bodies>,
    #[serde(default)]
    events: Vec<Events>,
    #[serde(default)]
    words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    subtypes: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Events {
    nouns: Vec<String>,
    heads: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    based: Vec<String>,
    #[serde(default)]
    regional: Vec<String>,
    #[serde(default)]
    other: Vec<String>,
    #[serde(default)]
    past: Vec<String>,
    #[serde(default)]
    lesser: Vec<String>,
    #[serde(default)]
    field: Vec<String>,
}

/// What the nouns of nominals stand for.
#[derive(Debug, Default)]
pub(super) struct NominalRules {
    /// Subtypes of the bodies that a noun stands for.
    bodies: FxHashMap<u64, Vec<String>>,
    /// Words in the names of the events that a noun stands for.
    events: FxHashMap<u64, FxHashSet<u64>>,
    based: FxHashSet<u64>,
    regional: FxHashSet<u64>,
    other: FxHashSet<u64>,
    past: FxHashSet<u64>,
    lesser: FxHashSet<u64>,
    field: FxHashSet<u64>,
}

impl NominalRules {
    /// Reads the file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn load(files: &RuleFiles) -> Result<Self, Error> {
        let Some(text) = files.get(FILE) else { return Ok(NominalRules::default()) };
        let written: Written = rules::parse(FILE, text).map_err(|mistake: RuleMistake| Error::Rules(vec![mistake]))?;
        let hashes = |words: &[String]| words.iter().map(|word| fold_hash(word)).collect::<FxHashSet<u64>>();
        let mut found = NominalRules {
            based: hashes(&written.words.based),
            regional: hashes(&written.words.regional),
            other: hashes(&written.words.other),
            past: hashes(&written.words.past),
            lesser: hashes(&written.words.lesser),
            field: hashes(&written.words.field),
            ..NominalRules::default()
        };
        for row in written.bodies {
            for noun in &row.nouns {
                found.bodies.entry(fold_hash(noun)).or_default().extend(row.subtypes.iter().cloned());
            }
        }
        for row in written.events {
            for noun in &row.nouns {
                found.events.entry(fold_hash(noun)).or_default().extend(hashes(&row.heads));
            }
        }
        Ok(found)
    }

    /// Whether a noun stands for bodies of a subtype; `None` for a noun that stands for none but by name.
    pub(super) fn body(&self, noun: u64, subtype: &str) -> Option<bool> {
        self.bodies.get(&noun).map(|subtypes| subtypes.iter().any(|s| s == subtype))
    }

    /// Whether a noun stands for events at all.
    pub(super) fn is_event(&self, noun: u64) -> bool {
        self.events.contains_key(&noun)
    }

    /// Whether a noun stands for an event of that name.
    pub(super) fn event(&self, noun: u64, name: &str) -> bool {
        self.events.get(&noun).is_some_and(|heads| name.split_whitespace().any(|word| heads.contains(&fold_hash(word))))
    }

    /// "based" of "Vel-based".
    pub(super) fn is_based(&self, word: u64) -> bool {
        self.based.contains(&word)
    }

    /// "Catalan": of a part of a country.
    pub(super) fn is_regional(&self, word: u64) -> bool {
        self.regional.contains(&word)
    }

    /// "The first bank", "the other club": another than the one named before.
    pub(super) fn is_other(&self, word: u64) -> bool {
        self.other.contains(&word)
    }

    /// "The former president" is who is called president.
    pub(super) fn is_past(&self, word: u64) -> bool {
        self.past.contains(&word)
    }

    /// "Vice" of "vice president", who is not "the president".
    pub(super) fn is_lesser(&self, word: u64) -> bool {
        self.lesser.contains(&word)
    }

    /// "To" of "the ambassador to Norway": the office is told further.
    pub(super) fn is_field(&self, word: u64) -> bool {
        self.field.contains(&word)
    }
}
