//! The units of figures, one file of `rules/figures/` a family. In: the files' rows. Out: [`Unit`]s by the hashes of their words.

use compact_str::CompactString;
use newsgraph_lexicon::fold_hash;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::tables::hashes;

/// A unit, as its file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    name: CompactString,
    base: CompactString,
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
    /// Symbols that count apart from their number only as written: those of one letter, and "pc", which is no "PC".
    #[serde(default)]
    apart: Vec<String>,
    /// Marks right after a number that are quotation marks elsewhere.
    #[serde(default)]
    marks: Vec<String>,
    /// Letters that count only glued to a number, and only as written.
    #[serde(default)]
    glued: Vec<String>,
    /// Letters right before a number, only as written, that are money where the number is a price at sight: "N5bn", "R1,200".
    #[serde(default)]
    initials: Vec<String>,
    /// Multiplies the number as well as its value: "MUSD".
    #[serde(default = "one", with = "rust_decimal::serde::str")]
    scale: Decimal,
    /// Words before a number without a unit: "magnitude 7.1".
    #[serde(default)]
    leads: Vec<String>,
    /// The smaller unit of a bare number after it: "6-foot-2".
    #[serde(default)]
    rest: String,
    /// Letters that count glued to a number only right after a figure in the base of `beside-base`: "(572 °F, 573.15K)".
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default, rename = "beside-base")]
    beside_base: CompactString,
    #[serde(default)]
    shared: bool,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    scaled: bool,
    #[serde(default)]
    single: bool,
    #[serde(default)]
    last: bool,
}

fn one() -> Decimal {
    Decimal::ONE
}

/// A file of `rules/figures/` that names a family.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FamilyFile {
    family: String,
    #[serde(default)]
    unit: Vec<UnitRow>,
}

/// A unit in use.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its usual name.
    pub(super) name: CompactString,
    /// The base unit or currency code.
    pub(super) base: CompactString,
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
    /// Symbols that count apart from their number only as written.
    pub(super) apart: Vec<String>,
    /// An article alone counts it: "a gallon".
    pub(super) single: bool,
    /// Counts only where its noun group ends: "20 grand", not "two grand pianos".
    pub(super) last: bool,
    /// The name of the smaller unit of a bare number after it: "6-foot-2".
    pub(super) rest: String,
    /// The hundredth of every currency: "20 euros and 50 cents".
    pub(super) shared: bool,
}

/// The tokens of a unit without its hyphens: "light-year" is found with them and without.
fn unhyphened(words: &str) -> Vec<u64> {
    hashes(&words.replace('-', " "))
}

/// All units, by the hashes of folded words.
#[derive(Default)]
pub(super) struct Units {
    all: Vec<Unit>,
    /// Units after a number, by their tokens' hashes; several tokens for "square miles".
    after: FxHashMap<Vec<u64>, Vec<usize>>,
    /// First tokens of those.
    begins: FxHashSet<u64>,
    /// Units in the smaller part of a measure only, by hash and by letters.
    parts: FxHashMap<u64, usize>,
    part_letters: FxHashMap<String, usize>,
    /// Words before a number without a unit.
    leads: FxHashMap<u64, usize>,
    /// Symbols before a number.
    before: FxHashMap<Vec<u64>, usize>,
    /// Symbols glued to digits, in lower case.
    letters: FxHashMap<String, usize>,
    /// Letters glued to digits, as written.
    glued: FxHashMap<String, usize>,
    /// Letters glued to digits right after a figure in another base, and that base.
    beside: FxHashMap<String, (usize, CompactString)>,
    /// Letters glued before digits, as written, that are money where the number is a price.
    initials: FxHashMap<String, usize>,
    /// Marks right after a number: the inch of `6'2"`.
    marks: FxHashMap<u64, usize>,
    /// First tokens of currency symbols.
    openers: FxHashSet<u64>,
}

impl Units {
    /// Takes in the units of a family.
    pub(super) fn add(&mut self, file: FamilyFile) {
        for row in file.unit {
            let number = self.all.len();
            for word in row.words.iter().chain(&row.symbols) {
                let tokens = unhyphened(word);
                self.begins.extend(tokens.first());
                self.after.entry(tokens).or_default().push(number);
            }
            for symbol in &row.symbols {
                let tokens = hashes(symbol);
                self.letters.entry(symbol.clone()).or_insert(number);
                if file.family == "money" {
                    self.openers.insert(tokens[0]);
                    self.before.insert(tokens, number);
                }
            }
            self.glued.extend(row.glued.into_iter().map(|letters| (letters, number)));
            self.initials.extend(row.initials.into_iter().map(|letters| (letters, number)));
            let base = &row.beside_base;
            self.beside.extend(row.beside.into_iter().map(|letters| (letters, (number, base.clone()))));
            self.marks.extend(row.marks.iter().map(|mark| (fold_hash(mark), number)));
            self.leads.extend(row.leads.iter().map(|word| (fold_hash(word), number)));
            for word in row.parts {
                for hash in [fold_hash(&word), fold_hash(&format!("{word}."))] {
                    self.begins.insert(hash);
                    self.parts.insert(hash, number);
                }
                self.part_letters.insert(word, number);
            }
            self.all.push(Unit {
                name: row.name,
                base: row.base,
                factor: row.factor,
                offset: row.offset,
                scale: row.scale,
                family: file.family.clone(),
                weak: row.weak,
                scaled: row.scaled,
                apart: row.apart,
                single: row.single,
                last: row.last,
                rest: row.rest,
                shared: row.shared,
            });
        }
    }

    /// Hashes of the tokens that may begin a currency symbol.
    pub(super) fn openers(&self) -> &FxHashSet<u64> {
        &self.openers
    }

    /// Hashes of all tokens that units and currency symbols are made of.
    pub(super) fn words(&self) -> impl Iterator<Item = u64> {
        self.after.keys().chain(self.before.keys()).flatten().copied()
    }

    /// The unit of letters right after a figure in another base, and that base.
    pub(super) fn beside(&self, letters: &str) -> Option<(&Unit, &str)> {
        self.beside.get(letters).map(|(at, base)| (&self.all[*at], base.as_str()))
    }

    /// The unit of the smaller part of a measure.
    pub(super) fn part(&self, word: u64) -> Option<&Unit> {
        self.parts.get(&word).map(|at| &self.all[*at])
    }

    /// The unit that a word before a number tells.
    pub(super) fn lead(&self, hash: u64) -> Option<&Unit> {
        self.leads.get(&hash).map(|at| &self.all[*at])
    }

    /// The unit of a mark.
    pub(super) fn mark(&self, hash: u64) -> Option<&Unit> {
        self.marks.get(&hash).map(|at| &self.all[*at])
    }

    /// The unit of a bare number after a larger one.
    pub(super) fn rest_of(&self, unit: &Unit) -> Option<&Unit> {
        self.all.iter().find(|small| !unit.rest.is_empty() && small.name == unit.rest)
    }

    /// The unit of letters glued to the number of the smaller part of a measure.
    pub(super) fn glued_part(&self, letters: &str) -> Option<&Unit> {
        self.part_letters.get(letters).map(|at| &self.all[*at])
    }

    /// True when a currency symbol may begin with the token.
    pub(super) fn opens_money(&self, hash: u64) -> bool {
        self.openers.contains(&hash)
    }

    /// The currency whose symbol is exactly these tokens.
    pub(super) fn currency_before(&self, tokens: &[u64]) -> Option<&Unit> {
        self.before.get(tokens).map(|at| &self.all[*at])
    }

    /// The currency whose initial these letters are.
    pub(super) fn initial(&self, letters: &str) -> Option<&Unit> {
        self.initials.get(letters).map(|at| &self.all[*at])
    }

    /// True when a unit after a number may begin with the token.
    pub(super) fn begins(&self, hash: u64) -> bool {
        self.begins.contains(&hash)
    }

    /// The unit these tokens name after a number, the first of them written as `word`; `scaled` after a scale word.
    pub(super) fn after(&self, tokens: &[u64], scaled: bool, word: &str) -> Option<&Unit> {
        let fitting = self.after.get(tokens)?.iter().map(|at| &self.all[*at]).filter(|unit| scaled || !unit.scaled);
        // after a scale word a pound is money, else it is a mass; "Nm" is of force, "nm" a length
        fitting.max_by_key(|unit| {
            let (money, as_written) = (unit.family == "money", unit.apart.iter().any(|symbol| symbol == word));
            if scaled { (as_written, money, unit.weak) } else { (as_written, money && !unit.weak, !unit.weak) }
        })
    }

    /// The unit whose symbol these letters are, as written or in lower case.
    pub(super) fn symbol(&self, letters: &str, lower: &str) -> Option<&Unit> {
        self.glued.get(letters).or_else(|| self.letters.get(lower)).map(|at| &self.all[*at])
    }
}
