//! The words of figures: numbers, scales, bounds and units, from `rules/figures/*.toml`.

use std::collections::BTreeMap;

use newsgraph_lexicon::{fold_hash, tokenise};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberWord {
    /// "seven", "forty".
    Unit(u32),
    /// "hundred", "million".
    Scale(Decimal),
}

/// What a word between numbers does.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Joint {
    /// "and".
    And,
    /// "a": one, before a scale or a fraction.
    Article,
    /// "point" before decimals.
    Point,
    /// "minus".
    Minus,
    /// "of".
    Of,
    /// "out" of "out of".
    Out,
    /// "over" between the two numbers of a fraction.
    Over,
    /// "to" of a range.
    To,
    /// Opens a range, or names where a change began.
    From,
    /// Opens a range whose numbers "and" joins.
    Between,
    /// Stands before an age.
    Aged,
}

/// A unit, as its file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    name: String,
    base: String,
    #[serde(default = "one", with = "rust_decimal::serde::str")]
    factor: Decimal,
    #[serde(default, with = "rust_decimal::serde::str")]
    offset: Decimal,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    /// Words that count only in the smaller part of a measure: "2 in" of "5 ft 2 in".
    #[serde(default)]
    parts: Vec<String>,
    /// Symbols of one letter that count apart from their number, as written.
    #[serde(default)]
    apart: Vec<String>,
    /// Multiplies the number as well as its value: "MUSD".
    #[serde(default = "one", with = "rust_decimal::serde::str")]
    scale: Decimal,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    scaled: bool,
}

fn one() -> Decimal {
    Decimal::ONE
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyFile {
    family: String,
    #[serde(default)]
    unit: Vec<UnitRow>,
    /// Examples are run elsewhere.
    #[serde(default, rename = "accept")]
    _accept: IgnoredAny,
    #[serde(default, rename = "reject")]
    _reject: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NumberFile {
    words: BTreeMap<String, u32>,
    scales: BTreeMap<String, u64>,
    glued: BTreeMap<String, u64>,
    glued_money: BTreeMap<String, u64>,
    vague: BTreeMap<String, u64>,
    ordinals: BTreeMap<String, u32>,
    fractions: BTreeMap<String, u32>,
    fraction_signs: BTreeMap<char, [u32; 2]>,
    joints: BTreeMap<String, Joint>,
    changes: Vec<String>,
    bounds: BTreeMap<String, String>,
}

/// A unit in use.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its usual name.
    pub(super) name: String,
    /// The base unit or currency code.
    pub(super) base: String,
    /// One of it in the base unit, after `offset` was added.
    pub(super) factor: Decimal,
    /// Added before the factor is applied.
    pub(super) offset: Decimal,
    /// Multiplies the number as written too.
    pub(super) scale: Decimal,
    /// Family it belongs to.
    pub(super) family: String,
    /// Another unit of the same word comes first unless nothing else fits.
    pub(super) weak: bool,
    /// Counts only after a scale word.
    pub(super) scaled: bool,
    /// Symbols of one letter that count apart from their number.
    pub(super) apart: Vec<String>,
}

/// All tables, by the hashes of folded words.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) numbers: FxHashMap<u64, NumberWord>,
    pub(super) ordinals: FxHashMap<u64, u32>,
    pub(super) fractions: FxHashMap<u64, u32>,
    pub(super) vague: FxHashMap<u64, Decimal>,
    fraction_signs: FxHashMap<char, Decimal>,
    joints: FxHashMap<u64, Joint>,
    /// Words of change: "rose from 5 to 7 percent" has two figures.
    pub(super) changes: FxHashSet<u64>,
    glued: FxHashMap<String, Decimal>,
    glued_money: FxHashMap<String, Decimal>,
    /// Bounds by their words' hashes, last word first.
    bounds: Vec<(Vec<u64>, String)>,
    units: Vec<Unit>,
    /// Units after a number, by their tokens' hashes; several tokens for "square miles".
    after: FxHashMap<Vec<u64>, Vec<usize>>,
    /// Units in the smaller part of a measure only.
    parts: FxHashMap<Vec<u64>, usize>,
    /// Symbols before a number.
    before: FxHashMap<Vec<u64>, usize>,
    /// Symbols glued to digits, in lower case.
    letters: FxHashMap<String, usize>,
    /// First tokens of currency symbols and of units' words.
    openers: FxHashSet<u64>,
}

/// Longest unit or bound, in tokens.
pub(super) const LONGEST: usize = 4;

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
            } else {
                rules::parse::<FamilyFile>(path, text).map(|file| tables.family(file))
            };
            mistakes.extend(read.err());
        }
        if mistakes.is_empty() { Ok(tables) } else { Err(mistakes) }
    }

    fn numbers(&mut self, file: &NumberFile) {
        self.numbers.extend(file.words.iter().map(|(word, n)| (fold_hash(word), NumberWord::Unit(*n))));
        self.numbers
            .extend(file.scales.iter().map(|(word, n)| (fold_hash(word), NumberWord::Scale(Decimal::from(*n)))));
        self.ordinals.extend(file.ordinals.iter().map(|(word, n)| (fold_hash(word), *n)));
        self.fractions.extend(file.fractions.iter().map(|(word, n)| (fold_hash(word), *n)));
        self.joints.extend(file.joints.iter().map(|(word, joint)| (fold_hash(word), *joint)));
        self.changes.extend(file.changes.iter().map(|word| fold_hash(word)));
        let sign = |(c, [over, under]): (&char, &[u32; 2])| {
            Decimal::from(*over).checked_div(Decimal::from(*under)).map(|value| (*c, value))
        };
        self.fraction_signs.extend(file.fraction_signs.iter().filter_map(sign));
        self.vague.extend(file.vague.iter().map(|(word, n)| (fold_hash(word), Decimal::from(*n))));
        self.glued.extend(file.glued.iter().map(|(word, n)| (word.clone(), Decimal::from(*n))));
        self.glued_money.extend(file.glued_money.iter().map(|(word, n)| (word.clone(), Decimal::from(*n))));
        for (words, meaning) in &file.bounds {
            let mut hashes = hashes(words);
            hashes.reverse();
            self.bounds.push((hashes, meaning.clone()));
        }
        self.bounds.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    fn family(&mut self, file: FamilyFile) {
        for row in file.unit {
            let number = self.units.len();
            for word in &row.words {
                self.after.entry(hashes(word)).or_default().push(number);
            }
            for symbol in &row.symbols {
                let tokens = hashes(symbol);
                self.after.entry(tokens.clone()).or_default().push(number);
                self.letters.entry(symbol.clone()).or_insert(number);
                if file.family == "money" {
                    self.openers.insert(tokens[0]);
                    self.before.insert(tokens, number);
                }
            }
            for word in &row.parts {
                self.parts.insert(hashes(word), number);
            }
            self.units.push(Unit {
                name: row.name,
                base: row.base,
                factor: row.factor,
                offset: row.offset,
                scale: row.scale,
                family: file.family.clone(),
                weak: row.weak,
                scaled: row.scaled,
                apart: row.apart,
            });
        }
    }

    /// True when a number in words, or one with a sign in words, may begin with the token.
    pub(super) fn opens_number(&self, hash: u64) -> bool {
        self.numbers.contains_key(&hash) || self.joints.contains_key(&hash) || self.fractions.contains_key(&hash)
    }

    /// What a word between numbers does.
    pub(super) fn joint(&self, hash: u64) -> Option<Joint> {
        self.joints.get(&hash).copied()
    }

    /// The value of "½".
    pub(super) fn fraction_sign(&self, c: char) -> Option<Decimal> {
        self.fraction_signs.get(&c).copied()
    }

    /// The unit of the smaller part of a measure.
    pub(super) fn part_unit(&self, tokens: &[u64]) -> Option<&Unit> {
        self.parts.get(tokens).map(|at| &self.units[*at])
    }

    /// True when a currency symbol may begin with the token.
    pub(super) fn opens_money(&self, hash: u64) -> bool {
        self.openers.contains(&hash)
    }

    /// The currency whose symbol is exactly these tokens.
    pub(super) fn currency_before(&self, tokens: &[u64]) -> Option<&Unit> {
        self.before.get(tokens).map(|at| &self.units[*at])
    }

    /// The unit these tokens name after a number; `scaled` after a scale word.
    pub(super) fn unit_after(&self, tokens: &[u64], scaled: bool) -> Option<&Unit> {
        let fitting = self.after.get(tokens)?.iter().map(|at| &self.units[*at]).filter(|unit| scaled || !unit.scaled);
        // after a scale word a pound is money, else it is a mass
        fitting.max_by_key(|unit| {
            if scaled {
                (unit.family == "money", unit.weak)
            } else {
                (unit.family == "money" && !unit.weak, !unit.weak)
            }
        })
    }

    /// The unit or scale of letters glued to digits: `11TBs`, `5km`, `18m` next to money.
    pub(super) fn glued(&self, letters: &str, money: bool) -> (Option<Decimal>, Option<&Unit>) {
        let lower = letters.to_lowercase();
        if let Some(scale) = self.glued.get(letters).filter(|_| letters != lower) {
            return (Some(*scale), None);
        }
        let scale = money.then(|| self.glued_money.get(&lower)).flatten().or_else(|| self.glued.get(&lower)).copied();
        if scale.is_some() && (money || !self.letters.contains_key(&lower)) {
            return (scale, None);
        }
        (None, self.letters.get(&lower).map(|at| &self.units[*at]))
    }

    /// What the bound that ends right before a token means, and its length; `previous(n)` is the hash of the n-th token
    /// back.
    pub(super) fn bound(&self, previous: impl Fn(usize) -> Option<u64>) -> (&str, usize) {
        let fits = |words: &[u64]| words.iter().enumerate().all(|(n, word)| previous(n) == Some(*word));
        self.bounds.iter().find(|(words, _)| fits(words)).map_or(("", 0), |(words, meaning)| (meaning, words.len()))
    }
}

fn hashes(words: &str) -> Vec<u64> {
    let mut tokens = Vec::new();
    tokenise(words, 0, &FxHashSet::<u64>::default(), &mut tokens);
    tokens.into_iter().map(|t| t.hash).collect()
}
