//! The rule files of figures, read: numbers, scales and bounds of `rules/figures/numbers.toml`, the words around them of
//! `context.toml`, and the units of all families.

use std::collections::BTreeMap;

use newsgraph_lexicon::fold_hash;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::tables::{Bounds, Tables, hashes};
use super::units::FamilyFile;
use super::words::{Joint, NumberWord, Opens};
use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NumberFile {
    words: BTreeMap<String, u32>,
    scales: BTreeMap<String, u64>,
    glued: BTreeMap<String, u64>,
    glued_money: BTreeMap<String, u64>,
    vague: BTreeMap<String, u64>,
    few: BTreeMap<String, u32>,
    multiples: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u32>,
    ordinal_endings: Vec<String>,
    fractions: BTreeMap<String, u32>,
    fraction_signs: BTreeMap<char, [u32; 2]>,
    joints: BTreeMap<String, Joint>,
    bounds: BTreeMap<String, String>,
    bounds_after: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ContextFile {
    changes: Vec<String>,
    falls: Vec<String>,
    falls_after: Vec<String>,
    falls_by: Vec<String>,
    levels: Vec<String>,
    labels: Vec<String>,
    kinds: Vec<String>,
    streets: Vec<String>,
    ranks: Vec<String>,
    definite: Vec<String>,
    codes: Vec<String>,
    spans: Vec<String>,
    millions: Vec<String>,
    plurals: Vec<String>,
    modifiers: Vec<String>,
    parts_of_decade: Vec<String>,
    of_many: Vec<String>,
    /// Words after a number word with which it counts nothing, by the number word.
    no_number: BTreeMap<String, Vec<String>>,
    /// Words before a bound that make it a preposition, by the bound.
    no_bound: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingFile {
    bare: bool,
}

impl Tables {
    /// Reads `figures/*.toml`.
    ///
    /// # Errors
    /// All mistakes in the files.
    pub(super) fn load(files: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        let mut tables = Tables::default();
        let mut mistakes = Vec::new();
        for (path, text) in files.below("figures") {
            let read = if path.ends_with("numbers.toml") {
                rules::parse::<NumberFile>(path, text).map(|file| tables.numbers(&file))
            } else if path.ends_with("reading.toml") {
                rules::parse::<ReadingFile>(path, text).map(|file| tables.bare = file.bare)
            } else if path.ends_with("context.toml") {
                rules::parse::<ContextFile>(path, text).map(|file| tables.context(&file))
            } else {
                rules::parse::<FamilyFile>(path, text).map(|file| tables.units.add(file))
            };
            mistakes.extend(read.err());
        }
        tables.open();
        if mistakes.is_empty() { Ok(tables) } else { Err(mistakes) }
    }

    fn numbers(&mut self, file: &NumberFile) {
        self.numbers.extend(file.words.iter().map(|(word, n)| (fold_hash(word), NumberWord::Unit(*n))));
        self.numbers
            .extend(file.scales.iter().map(|(word, n)| (fold_hash(word), NumberWord::Scale(Decimal::from(*n)))));
        self.ordinals.extend(file.ordinals.iter().map(|(word, n)| (fold_hash(word), *n)));
        self.ordinal_endings.clone_from(&file.ordinal_endings);
        self.fractions.extend(file.fractions.iter().map(|(word, n)| (fold_hash(word), *n)));
        self.few.extend(file.few.iter().map(|(word, n)| (fold_hash(word), *n)));
        self.multiples.extend(file.multiples.iter().map(|(word, n)| (fold_hash(word), *n)));
        self.joints.extend(file.joints.iter().map(|(word, joint)| (fold_hash(word), *joint)));
        let sign = |(c, [over, under]): (&char, &[u32; 2])| {
            Decimal::from(*over).checked_div(Decimal::from(*under)).map(|value| (*c, value))
        };
        self.fraction_signs.extend(file.fraction_signs.iter().filter_map(sign));
        self.vague.extend(file.vague.iter().map(|(word, n)| (fold_hash(word), Decimal::from(*n))));
        // "89million": scale words glued to digits too
        let scales = file.scales.iter().filter(|(_, n)| **n >= 1_000);
        self.glued.extend(file.glued.iter().chain(scales).map(|(word, n)| (word.clone(), Decimal::from(*n))));
        self.glued_money.extend(file.glued_money.iter().map(|(word, n)| (word.clone(), Decimal::from(*n))));
        let reversed = |words: &str| hashes(words).into_iter().rev().collect();
        self.bounds = bounds(file.bounds.iter().map(|(words, meaning)| (reversed(words), meaning)));
        self.bounds_after = bounds(file.bounds_after.iter().map(|(words, meaning)| (hashes(words), meaning)));
        self.bounds.values_mut().for_each(|bounds| bounds.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    }

    fn context(&mut self, file: &ContextFile) {
        let set = |words: &[String]| words.iter().map(|word| fold_hash(word)).collect::<FxHashSet<u64>>();
        self.changes = set(&file.changes);
        self.falls = set(&file.falls);
        self.falls_after = set(&file.falls_after);
        self.falls_by = set(&file.falls_by);
        self.levels = set(&file.levels);
        self.labels = set(&file.labels);
        self.kinds = set(&file.kinds);
        self.streets = set(&file.streets);
        self.ranks = set(&file.ranks);
        self.definite = set(&file.definite);
        self.codes = file.codes.iter().cloned().collect();
        self.spans = set(&file.spans);
        self.millions = set(&file.millions);
        self.plurals = set(&file.plurals);
        self.modifiers = set(&file.modifiers);
        self.parts_of_decade = set(&file.parts_of_decade);
        self.of_many = set(&file.of_many);
        let pairs = |table: &BTreeMap<String, Vec<String>>| -> FxHashSet<(u64, u64)> {
            let pairs = table.iter().flat_map(|(one, words)| words.iter().map(move |word| (one, word)));
            pairs.map(|(one, word)| (fold_hash(one), fold_hash(word))).collect()
        };
        self.no_number = pairs(&file.no_number);
        self.no_bound = pairs(&file.no_bound);
    }

    /// What each word may begin, in one table: most words of a text begin nothing.
    fn open(&mut self) {
        let first = self
            .joints
            .iter()
            .filter(|(_, joint)| matches!(joint, Joint::Article | Joint::Minus))
            .map(|(word, _)| word);
        let article = self.joints.iter().filter(|(_, joint)| **joint == Joint::Article).map(|(word, _)| word);
        let all = [
            (Opens::MONEY, self.units.openers().iter().copied().collect::<Vec<u64>>()),
            (Opens::NUMBER, self.numbers.keys().chain(self.fractions.keys()).chain(first).copied().collect()),
            (Opens::VAGUE, self.vague.keys().chain(self.few.keys()).copied().collect()),
            (Opens::ORDINAL, self.ordinals.keys().copied().collect()),
            (Opens::MULTIPLE, self.multiples.keys().copied().collect()),
            (Opens::ARTICLE, article.copied().collect()),
        ];
        for (opens, words) in all {
            for word in words {
                self.opens.entry(word).or_default().0 |= opens.0;
            }
        }
        let numbers = self.numbers.keys().chain(self.fractions.keys()).chain(self.few.keys());
        self.after_article = numbers.copied().chain(self.units.words()).collect();
    }
}

/// Bounds by their first words.
fn bounds<'m>(rows: impl Iterator<Item = (Vec<u64>, &'m String)>) -> Bounds {
    let mut bounds = Bounds::default();
    for (words, meaning) in rows {
        if let Some(first) = words.first() {
            bounds.entry(*first).or_default().push((words, meaning.clone()));
        }
    }
    bounds
}
