//! The words of figures: numbers, scales and bounds of `rules/figures/numbers.toml`, the words around them of `context.toml`, and
//! the [`Units`] of all families.

use std::collections::BTreeMap;

use newsgraph_lexicon::{fold_hash, tokenise};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::units::{FamilyFile, Unit, Units};
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
    /// "plus" of "plus or minus".
    Plus,
    /// Stands before an age where nothing is counted: "turns 70".
    Turned,
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
    /// "in" of "one in five".
    In,
    /// "by" before what something changes by.
    By,
    /// "or" between neighbours: "two or three".
    Or,
}

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

/// What may begin with a token.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Opens(u8);

impl Opens {
    /// A currency symbol or code.
    pub(super) const MONEY: Opens = Opens(1);
    /// A number in words.
    pub(super) const NUMBER: Opens = Opens(1 << 1);
    /// A number that is not one: "dozens", "several".
    pub(super) const VAGUE: Opens = Opens(1 << 2);
    /// An ordinal.
    pub(super) const ORDINAL: Opens = Opens(1 << 3);
    /// "twice", "tenfold".
    pub(super) const MULTIPLE: Opens = Opens(1 << 4);
    /// "a", of a number or a unit.
    pub(super) const ARTICLE: Opens = Opens(1 << 5);

    /// Whether it opens this.
    pub(super) const fn has(self, other: Opens) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all it opens with is an article.
    pub(super) const fn is_article(self) -> bool {
        let others = Opens::VAGUE.0 | Opens::ORDINAL.0 | Opens::MULTIPLE.0;
        self.has(Opens::ARTICLE) && self.0 & others == 0
    }

    /// Whether it opens nothing.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Bounds by the hash of the word that stands next to the figure: the hashes of all their words from there on, and the meaning.
type Bounds = FxHashMap<u64, Vec<(Vec<u64>, String)>>;

/// All tables, by the hashes of folded words.
#[derive(Default)]
pub(super) struct Tables {
    /// Numbers that only name something are figures too: "flight 103".
    pub(super) bare: bool,
    pub(super) units: Units,
    /// What may begin with a word.
    opens: FxHashMap<u64, Opens>,
    /// Words of figures that may stand right after an article.
    after_article: FxHashSet<u64>,
    pub(super) numbers: FxHashMap<u64, NumberWord>,
    pub(super) ordinals: FxHashMap<u64, u32>,
    /// "rd" of "63rd".
    pub(super) ordinal_endings: Vec<String>,
    pub(super) fractions: FxHashMap<u64, u32>,
    pub(super) vague: FxHashMap<u64, Decimal>,
    /// "several hundred": the least that the word can mean before a scale.
    pub(super) few: FxHashMap<u64, u32>,
    /// "twice", "tenfold".
    pub(super) multiples: FxHashMap<u64, u32>,
    pub(super) fraction_signs: FxHashMap<char, Decimal>,
    joints: FxHashMap<u64, Joint>,
    /// Words of change: "rose from 5 to 7 percent" has two figures.
    pub(super) changes: FxHashSet<u64>,
    /// Words before or after a share that lessen: "fell 5 %", "a 5 % drop".
    pub(super) falls: FxHashSet<u64>,
    pub(super) falls_after: FxHashSet<u64>,
    /// Words of change that lessen with "by": "cut rates by 5 %".
    pub(super) falls_by: FxHashSet<u64>,
    /// Words before a number that make it a level, not a change: "fell below 5 %".
    pub(super) levels: FxHashSet<u64>,
    /// Words that a number names and does not count: "flight 103".
    pub(super) labels: FxHashSet<u64>,
    /// Labels whose number tells the kind of the noun after it: "category 5 hurricanes".
    pub(super) kinds: FxHashSet<u64>,
    /// Words that names of streets end with.
    pub(super) streets: FxHashSet<u64>,
    /// Words whose number is a rank: "No. 1".
    pub(super) ranks: FxHashSet<u64>,
    /// "the" of "arrested the two".
    pub(super) definite: FxHashSet<u64>,
    /// Digits and letters that are no figure, as written: "5G".
    pub(super) codes: FxHashSet<String>,
    /// Number words and what they count nothing with: "zero day".
    pub(super) no_number: FxHashSet<(u64, u64)>,
    /// Lengths of time: "one in five days" is no share.
    pub(super) spans: FxHashSet<u64>,
    /// What comes in millions: "300m people".
    pub(super) millions: FxHashSet<u64>,
    /// Nouns that are counted without an ending: "30 staff".
    pub(super) plurals: FxHashSet<u64>,
    /// Plurals that mostly tell of what kind the next noun is: "human rights activists".
    pub(super) modifiers: FxHashSet<u64>,
    /// "early" of "in his early 40s".
    pub(super) parts_of_decade: FxHashSet<u64>,
    glued: FxHashMap<String, Decimal>,
    glued_money: FxHashMap<String, Decimal>,
    /// Bounds by their last word: all words, last word first, and the meaning; the longest first.
    bounds: Bounds,
    /// Bounds after a figure by their first word: "or more".
    bounds_after: Bounds,
    /// A bound and the word before it that makes it a preposition.
    no_bound: FxHashSet<(u64, u64)>,
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

    /// Words that something may begin with.
    pub(super) fn openers(&self) -> impl Iterator<Item = u64> {
        self.opens.keys().copied()
    }

    /// What may begin with a word.
    pub(super) fn opens(&self, hash: u64) -> Opens {
        self.opens.get(&hash).copied().unwrap_or_default()
    }

    /// Whether a figure may go on with a word after an article.
    pub(super) fn may_follow_article(&self, hash: u64) -> bool {
        self.after_article.contains(&hash)
    }

    /// What a word between numbers does.
    pub(super) fn joint(&self, hash: u64) -> Option<Joint> {
        self.joints.get(&hash).copied()
    }

    /// The value of "½".
    pub(super) fn fraction_sign(&self, c: char) -> Option<Decimal> {
        self.fraction_signs.get(&c).copied()
    }

    /// The unit or scale of letters glued to digits: `11TBs`, `5km`, `18m` next to money.
    pub(super) fn glued(&self, letters: &str, money: bool) -> (Option<Decimal>, Option<&Unit>) {
        let lower = letters.to_lowercase();
        if let Some(scale) = self.glued.get(letters).filter(|_| letters != lower) {
            return (Some(*scale), None);
        }
        let scale = money.then(|| self.glued_money.get(&lower)).flatten().or_else(|| self.glued.get(&lower)).copied();
        let unit = self.units.symbol(letters, &lower);
        if scale.is_some() && (money || unit.is_none()) {
            return (scale, None);
        }
        (None, unit)
    }

    /// What the bound that ends right before a token means, and its length; `previous(n)` is the hash of the n-th token
    /// back.
    pub(super) fn bound(&self, previous: impl Fn(usize) -> Option<u64>) -> (&str, usize) {
        let Some((words, meaning)) = fitting(&self.bounds, &previous) else { return ("", 0) };
        // "taking over hundreds of hectares", "questions about two of them"
        let preposition =
            words.len() == 1 && previous(1).is_some_and(|before| self.no_bound.contains(&(words[0], before)));
        if preposition { ("", 0) } else { (meaning, words.len()) }
    }

    /// What the bound that begins with a token means, and its length; `next(n)` is the hash of the n-th token on.
    pub(super) fn bound_after(&self, next: impl Fn(usize) -> Option<u64>) -> Option<(&str, usize)> {
        fitting(&self.bounds_after, &next).map(|(words, meaning)| (meaning, words.len()))
    }
}

/// The first bound whose words are those that `word` tells.
fn fitting<'b>(bounds: &'b Bounds, word: &impl Fn(usize) -> Option<u64>) -> Option<(&'b [u64], &'b str)> {
    let fits = |words: &[u64]| words.iter().enumerate().all(|(n, known)| word(n) == Some(*known));
    let (words, meaning) = bounds.get(&word(0)?)?.iter().find(|(words, _)| fits(words))?;
    Some((words, meaning))
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

/// The hashes of the tokens of a unit, symbol or bound.
pub(super) fn hashes(words: &str) -> Vec<u64> {
    let mut tokens = Vec::new();
    tokenise(words, 0, &FxHashSet::<u64>::default(), &mut tokens);
    tokens.into_iter().map(|t| t.hash).collect()
}
