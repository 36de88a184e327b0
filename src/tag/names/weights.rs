//! How much each feature counts for each type: `rules/names/weights.toml`, thousandths of a log-odds unit.
//!
//! The sum of a span's weights is the logarithm of how much likelier it is a name of the type than no name. The file is
//! fitted by `scripts/fit-names` (multinomial logistic regression) and can be edited by hand.

use std::collections::BTreeMap;

use strum::IntoEnumIterator as _;

use super::features::{COUNT, Feature, Features};
use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};
use crate::types::EntityType;

const FILE: &str = "names/weights.toml";

/// Types that names are typed as, in the order of the columns.
pub(super) const KINDS: [EntityType; 7] = [
    EntityType::Organisation,
    EntityType::Person,
    EntityType::Work,
    EntityType::Place,
    EntityType::Nationality,
    EntityType::Product,
    EntityType::Event,
];

/// Weights of all features for all types.
pub(super) struct Weights {
    rows: Vec<[i32; KINDS.len()]>,
}

impl Weights {
    /// Reads the weights file; features without a row count nothing.
    ///
    /// # Errors
    /// Unknown features and types, each with its name.
    pub(super) fn load(files: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        let mut rows = vec![[0; KINDS.len()]; COUNT];
        let Some(text) = files.get(FILE) else { return Ok(Weights { rows }) };
        let table: BTreeMap<String, BTreeMap<String, i32>> =
            rules::parse(FILE, text).map_err(|mistake| vec![mistake])?;
        let names: BTreeMap<&str, usize> = Feature::iter().map(|f| (name(f as usize), f as usize)).collect();
        let mut mistakes = Vec::new();
        for (feature, weights) in &table {
            let line = text.lines().position(|line| line.trim() == format!("[{feature}]")).map_or(0, |at| at + 1);
            let mut wrong = |what: String| mistakes.push(RuleMistake { file: FILE.to_owned(), line, what });
            let Some(row) = names.get(feature.as_str()) else {
                wrong(format!("'{feature}' is no feature: see src/tag/names/features.rs"));
                continue;
            };
            for (kind, weight) in weights {
                match KINDS.iter().position(|k| k.name() == kind) {
                    Some(column) => rows[*row][column] = *weight,
                    None => wrong(format!("'{kind}' is no type that names have")),
                }
            }
        }
        if mistakes.is_empty() { Ok(Weights { rows }) } else { Err(mistakes) }
    }

    /// Sums for all types of [`KINDS`].
    pub(super) fn sums(&self, features: Features) -> [i32; KINDS.len()] {
        let mut sums = [0; KINDS.len()];
        for feature in features.iter() {
            for (sum, weight) in sums.iter_mut().zip(self.rows[feature]) {
                *sum += weight;
            }
        }
        sums
    }

    /// What one feature adds for one type of [`KINDS`].
    pub(super) fn weight(&self, feature: usize, kind: usize) -> i32 {
        self.rows[feature][kind]
    }
}

/// Name of a feature by its number; empty for a wrong one.
pub(super) fn name(feature: usize) -> &'static str {
    Feature::iter().nth(feature).map_or("", Into::into)
}
