//! What is known of the words of figures, by the hash of the word.

use newsgraph_lexicon::tokenise;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::units::{Unit, Units};
use super::words::{Joint, NumberWord, Opens};

/// Bounds by the hash of the word that stands next to the figure: the hashes of all their words from there on, and the meaning.
pub(super) type Bounds = FxHashMap<u64, Vec<(Vec<u64>, String)>>;

/// All tables, by the hashes of folded words.
#[derive(Default)]
pub(super) struct Tables {
    /// Numbers that only name something are figures too: "flight 103".
    pub(super) bare: bool,
    pub(super) units: Units,
    /// What may begin with a word.
    pub(super) opens: FxHashMap<u64, Opens>,
    /// Words of figures that may stand right after an article.
    pub(super) after_article: FxHashSet<u64>,
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
    pub(super) joints: FxHashMap<u64, Joint>,
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
    /// Words of several currencies: "pesos".
    pub(super) of_many: FxHashSet<u64>,
    pub(super) glued: FxHashMap<String, Decimal>,
    pub(super) glued_money: FxHashMap<String, Decimal>,
    /// Bounds by their last word: all words, last word first, and the meaning; the longest first.
    pub(super) bounds: Bounds,
    /// Bounds after a figure by their first word: "or more".
    pub(super) bounds_after: Bounds,
    /// A bound and the word before it that makes it a preposition.
    pub(super) no_bound: FxHashSet<(u64, u64)>,
}

/// Longest unit or bound, in tokens.
pub(super) const LONGEST: usize = 4;

impl Tables {
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

/// The hashes of the tokens of a unit, symbol or bound.
pub(super) fn hashes(words: &str) -> Vec<u64> {
    let mut tokens = Vec::new();
    tokenise(words, 0, &FxHashSet::<u64>::default(), &mut tokens);
    tokens.into_iter().map(|t| t.hash).collect()
}
