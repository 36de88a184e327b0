//! Words of dates, by the hash of their folded form: `rules/dates/words.toml`.

use std::collections::BTreeMap;

use newsgraph_lexicon::fold_hash;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::messages::{self, Messages};
use super::patterns::hashes;
use super::when::TimeUnit;
use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};

/// Words that dates are made of.
pub(super) const FILE: &str = "dates/words.toml";
/// How they are read.
pub(super) const READING: &str = "dates/reading.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: BTreeMap<String, u8>,
    weekdays: BTreeMap<String, u8>,
    seasons: BTreeMap<String, String>,
    units: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    directions: BTreeMap<String, i8>,
    zones: BTreeMap<String, String>,
    near: BTreeMap<String, i8>,
    fuzzy: BTreeMap<String, String>,
    edges: BTreeMap<String, String>,
    recurring: BTreeMap<String, String>,
    halves: BTreeMap<String, u8>,
    scales: BTreeMap<String, u16>,
    decades: BTreeMap<String, i16>,
    capital: List,
    ahead: List,
    comes: List,
    plans: List,
    acts: List,
    starts: List,
    passive: List,
    behind: List,
    after: List,
    set: List,
    towards: List,
    until: List,
    yearly: List,
    half: List,
    names: List,
    numbered: List,
    verses: List,
    scored: List,
    long: List,
    military: Military,
    meridiem: List,
    hours: List,
    letters: BTreeMap<char, String>,
    attributive: List,
    compared: List,
    elapsed: List,
    margins: List,
    old: List,
    about: List,
    nth: List,
}

/// How open dates are read, and how far they reach.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    forward: bool,
    clocks: bool,
    alone: bool,
    bounds: BTreeMap<String, String>,
    #[serde(default)]
    after: BTreeMap<String, String>,
    messages: Option<messages::File>,
}

#[derive(Deserialize)]
struct List {
    words: Vec<String>,
}

/// What makes a time of four digits: "at 1900 hours".
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Military {
    before: Vec<String>,
    after: Vec<String>,
}

/// What a word tells of the time that its clause looks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The clause looks ahead.
    Ahead,
    /// What follows has been.
    Behind,
    /// What follows has been when it is a participle.
    After,
    /// The clause looks ahead when "for" or "to" follows.
    Set,
    /// The date right after it is to come, unless a verb of the past stands before.
    Until,
    /// A form of "be", or of a verb such as "open", that tells of the next day when it stands right before it.
    Comes,
    /// A verb that tells of what is planned for a day.
    Plans,
    /// One that is hardly ever a noun.
    Acts,
    /// Both of begin and plan.
    Starts,
    /// A form of "be" before a participle.
    Passive,
}

/// All word tables.
#[derive(Default)]
pub(super) struct Words {
    pub(super) months: FxHashMap<u64, u8>,
    pub(super) weekdays: FxHashMap<u64, u8>,
    pub(super) seasons: FxHashMap<u64, String>,
    pub(super) units: FxHashMap<u64, TimeUnit>,
    pub(super) parts: FxHashMap<u64, String>,
    pub(super) directions: FxHashMap<u64, i8>,
    pub(super) zones: FxHashMap<u64, String>,
    pub(super) near: FxHashMap<u64, i8>,
    pub(super) fuzzy: FxHashMap<u64, String>,
    pub(super) edges: FxHashMap<u64, String>,
    pub(super) recurring: FxHashMap<u64, String>,
    /// Hours that "a.m." and "p.m." add.
    pub(super) halves: FxHashMap<u64, u8>,
    /// "hundred" and "thousand" of years in words; 0 for the word that may stand after them.
    pub(super) scales: FxHashMap<u64, u16>,
    /// First years of decades in words.
    pub(super) decades: FxHashMap<u64, i16>,
    /// Words that are a month or weekday only with a capital.
    pub(super) capital: FxHashSet<u64>,
    /// Words that make a name of the weekday after them.
    pub(super) names: FxHashSet<u64>,
    /// Words whose number is no year: "flight 1549".
    pub(super) numbered: FxHashSet<u64>,
    /// Books of scripture, whose verses look like times: "John 4:23".
    pub(super) verses: FxHashSet<u64>,
    /// Words before a century that is one of runs.
    pub(super) scored: FxHashSet<u64>,
    /// Words that make a length of a unit before a hyphen: "a week-long siege".
    pub(super) long: FxHashSet<u64>,
    /// "and a half".
    pub(super) half: Vec<Vec<u64>>,
    /// Words that stand before and after a time of four digits.
    pub(super) military: [FxHashSet<u64>; 2],
    /// "m" of "8 p m".
    pub(super) meridiem: FxHashSet<u64>,
    /// Letters glued to the numbers of a length of time: "4h 12m 36s".
    pub(super) letters: FxHashMap<char, TimeUnit>,
    /// Prepositions after which a month tells of the noun after it: "copper for May delivery".
    pub(super) attributive: FxHashSet<u64>,
    /// Words after "set" that make a clause look ahead.
    pub(super) towards: FxHashSet<u64>,
    /// What firms and offices count by the year: "2024 sales".
    pub(super) yearly: FxHashSet<u64>,
    /// "as" of "in as many weeks".
    pub(super) compared: FxHashSet<u64>,
    /// Words before how long something took: "in 12:51".
    pub(super) elapsed: FxHashSet<u64>,
    /// Words that tell of a lead: "leads by 1:14".
    pub(super) margins: FxHashSet<u64>,
    /// Words that make an age of a length of time.
    pub(super) old: FxHashSet<u64>,
    /// Letters glued to an hour: "15h".
    pub(super) hours: Vec<char>,
    /// Endings that make an hour a rough one: "11ish".
    pub(super) about: Vec<String>,
    /// Endings of a day in figures: "th".
    pub(super) nth: Vec<String>,
    /// What words tell of the time that a clause looks to.
    pub(super) looks: FxHashMap<u64, Look>,
    /// Every clause is read as looking ahead.
    pub(super) forward: bool,
    /// A time without a day is the next one.
    pub(super) clocks: bool,
    /// "q1" and "a quarterly review" are dates.
    pub(super) alone: bool,
    /// Words before a date that are part of it, and the modifier they give it; the longest first.
    pub(super) bounds: Vec<(Vec<u64>, String)>,
    /// The same after a date: "3 p.m. or later".
    pub(super) bounds_after: Vec<(Vec<u64>, String)>,
    /// Texts that are read otherwise.
    pub(super) messages: Option<Messages>,
}

impl Words {
    pub(super) fn load(files: &RuleFiles) -> Result<Self, RuleMistake> {
        let Some(text) = files.get(FILE) else { return Ok(Words::default()) };
        let file: File = rules::parse(FILE, text)?;
        let reading =
            files.get(READING).map(|text| rules::parse::<Reading>(READING, text)).transpose()?.unwrap_or_default();
        let listed = |table: BTreeMap<String, String>| {
            let mut all: Vec<_> = table.into_iter().map(|(words, modifier)| (hashes(&words), modifier)).collect();
            all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
            all
        };
        let [bounds, bounds_after] = [reading.bounds, reading.after].map(listed);
        fn keyed<T>(table: BTreeMap<String, T>) -> FxHashMap<u64, T> {
            table.into_iter().map(|(word, value)| (fold_hash(&word), value)).collect()
        }
        let hashed = |list: &List| -> FxHashSet<u64> { list.words.iter().map(|word| fold_hash(word)).collect() };
        let unknown =
            |code: &str| RuleMistake { file: FILE.to_owned(), line: 0, what: format!("'{code}' is no unit of time") };
        let units = file
            .units
            .iter()
            .map(|(word, code)| Ok((fold_hash(word), TimeUnit::parse(code).ok_or_else(|| unknown(code))?)));
        let letters = file
            .letters
            .iter()
            .map(|(letter, code)| Ok((*letter, TimeUnit::parse(code).ok_or_else(|| unknown(code))?)));
        let lists = [
            (file.ahead, Look::Ahead),
            (file.behind, Look::Behind),
            (file.after, Look::After),
            (file.set, Look::Set),
            (file.until, Look::Until),
            (file.comes, Look::Comes),
            (file.plans, Look::Plans),
            (file.acts, Look::Acts),
            (file.starts, Look::Starts),
            (file.passive, Look::Passive),
        ];
        let looks =
            lists.into_iter().flat_map(|(list, look)| list.words.into_iter().map(move |w| (fold_hash(&w), look)));
        let looks: FxHashMap<u64, Look> = looks.collect();
        Ok(Words {
            units: units.collect::<Result<_, RuleMistake>>()?,
            months: keyed(file.months),
            weekdays: keyed(file.weekdays),
            seasons: keyed(file.seasons),
            parts: keyed(file.parts),
            directions: keyed(file.directions),
            zones: keyed(file.zones),
            near: keyed(file.near),
            fuzzy: keyed(file.fuzzy),
            edges: keyed(file.edges),
            recurring: keyed(file.recurring),
            halves: keyed(file.halves),
            scales: keyed(file.scales),
            decades: keyed(file.decades),
            half: file.half.words.iter().map(|words| hashes(words)).collect(),
            military: [file.military.before, file.military.after]
                .map(|words| words.iter().map(|word| fold_hash(word)).collect()),
            meridiem: hashed(&file.meridiem),
            letters: letters.collect::<Result<_, RuleMistake>>()?,
            attributive: hashed(&file.attributive),
            towards: hashed(&file.towards),
            yearly: hashed(&file.yearly),
            compared: hashed(&file.compared),
            elapsed: hashed(&file.elapsed),
            margins: hashed(&file.margins),
            old: hashed(&file.old),
            hours: file.hours.words.iter().flat_map(|w| w.chars()).collect(),
            about: file.about.words,
            nth: file.nth.words,
            names: hashed(&file.names),
            numbered: hashed(&file.numbered),
            verses: hashed(&file.verses),
            scored: hashed(&file.scored),
            long: hashed(&file.long),
            capital: hashed(&file.capital),
            forward: reading.forward,
            clocks: reading.clocks,
            alone: reading.alone,
            bounds,
            bounds_after,
            messages: reading.messages.map(Messages::from),
            looks,
        })
    }

    /// Whether digits before a word may be a time: "pm", "GMT", "hours".
    pub(super) fn ends_time(&self, word: u64) -> bool {
        let [_, after] = &self.military;
        self.halves.contains_key(&word) || self.zones.contains_key(&word) || after.contains(&word)
    }

    /// Whether a word that begins no date may go on with the number before it: "pm", "thousand", "and" of "and a half". What a
    /// slot reads behind a number has to be among these, or a mark, a number or a unit.
    pub(super) fn follows_number(&self, word: u64) -> bool {
        let half = |words: &Vec<u64>| words.first() == Some(&word);
        self.ends_time(word) || self.scales.contains_key(&word) || self.half.iter().any(half)
    }
}
