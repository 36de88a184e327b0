//! Patterns of dates, compiled: words, alternatives, slots, each perhaps optional; merged into one trie.

use newsgraph_lexicon::{fold_hash, tokenise};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::slot::Slot;
use super::trie::Trie;
use super::words;
use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};

/// A pattern as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(rename = "match")]
    pattern: String,
    value: String,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    by: i32,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    modifier: String,
    #[serde(default)]
    hour: Option<u8>,
    #[serde(default)]
    ahead: bool,
    #[serde(default)]
    lead: u8,
    #[serde(default)]
    trail: u8,
    #[serde(default)]
    closed: bool,
    #[serde(default)]
    inner: bool,
    #[serde(default)]
    agenda: bool,
}

/// Where a holiday moves that falls on a day of rest.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Observed {
    /// From a Sunday to the Saturday before.
    Before,
    /// From a weekend to the nearest day of work.
    Nearest,
}

/// A holiday as its file has it: one of `day`, `nth`, `easter`, `dates`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holiday {
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) day: Option<String>,
    #[serde(default)]
    pub(super) nth: Option<(u8, i8, u8)>,
    #[serde(default)]
    pub(super) easter: Option<i32>,
    #[serde(default)]
    pub(super) offset: i32,
    #[serde(default)]
    pub(super) observed: Option<Observed>,
    /// Days of a calendar of its own, year by year.
    #[serde(default)]
    pub(super) dates: Option<String>,
    /// For a time of several days: the name of the holiday that ends it.
    #[serde(default)]
    pub(super) until: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    family: String,
    #[serde(default)]
    holiday: Vec<Holiday>,
    #[serde(default)]
    pattern: Vec<Row>,
}

/// One element: any of these, or nothing when optional.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) alternatives: Vec<Alternative>,
    pub(super) optional: bool,
}

/// A sequence of words, or a slot.
#[derive(Debug)]
pub(super) enum Alternative {
    Words(Vec<u64>),
    Slot(Slot),
}

impl Alternative {
    fn words(&self) -> &[u64] {
        match self {
            Alternative::Words(words) => words,
            Alternative::Slot(_) => &[],
        }
    }
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) value: String,
    pub(super) family: String,
    pub(super) weak: bool,
    pub(super) by: i32,
    pub(super) unit: String,
    pub(super) modifier: String,
    pub(super) hour: Option<u8>,
    pub(super) ahead: bool,
    /// Tokens that lead to the date and are none of it: "at" of "at 6.45".
    pub(super) lead: u8,
    /// Tokens after it that are none of it: "after" of "within 10 days after".
    pub(super) trail: u8,
    /// Nothing that the last number could count follows.
    pub(super) closed: bool,
    /// A time that stands only in others: "ten forty" of "Monday at ten forty".
    pub(super) inner: bool,
    /// Only in a text that says nothing but dates.
    pub(super) agenda: bool,
    /// A time of day alone.
    pub(super) time: bool,
}

/// All patterns.
#[derive(Default)]
pub(super) struct Patterns {
    pub(super) all: Vec<Pattern>,
    pub(super) holidays: Vec<Holiday>,
    /// Holidays' names by their first token: the others, and the holiday; the longest first.
    holiday_names: FxHashMap<u64, Vec<(Vec<u64>, usize)>>,
    /// The first token of each holiday's name and the one after it, or none.
    holiday_pairs: FxHashSet<(u64, Option<u64>)>,
    pub(super) trie: Trie,
    /// Words that times of day begin with.
    pub(super) time_openers: FxHashSet<u64>,
    /// All words of patterns and names of holidays.
    pub(super) known: FxHashSet<u64>,
}

impl Patterns {
    /// Reads every file below `dates/` but the words and how they are read.
    pub(super) fn load(files: &RuleFiles, mistakes: &mut Vec<RuleMistake>) -> Self {
        let mut patterns = Patterns::default();
        for (path, text) in files.below("dates").filter(|(path, _)| !matches!(*path, words::FILE | words::READING)) {
            match rules::parse::<File>(path, text) {
                Ok(file) => patterns.add(path, text, file, mistakes),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        patterns
    }

    fn add(&mut self, path: &str, text: &str, file: File, mistakes: &mut Vec<RuleMistake>) {
        for holiday in file.holiday {
            for name in &holiday.names {
                let tokens = hashes(name);
                self.known.extend(&tokens);
                let Some((first, rest)) = tokens.split_first() else { continue };
                self.holiday_pairs.insert((*first, rest.first().copied()));
                let names = self.holiday_names.entry(*first).or_default();
                names.retain(|(known, _)| known != rest);
                names.push((rest.to_vec(), self.holidays.len()));
                names.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
            self.holidays.push(holiday);
        }
        for row in file.pattern {
            match compile(&row.pattern) {
                Ok(elements) => self.insert(&elements, row, &file.family),
                Err(what) => {
                    let at = text.find(&row.pattern).unwrap_or(0);
                    mistakes.push(RuleMistake { file: path.to_owned(), line: rules::line_of(text, at), what });
                }
            }
        }
    }

    fn insert(&mut self, elements: &[Element], row: Row, family: &str) {
        let holds = |sought: &[Slot]| {
            let slot =
                |alternative: &Alternative| matches!(alternative, Alternative::Slot(slot) if sought.contains(slot));
            elements.iter().flat_map(|element| &element.alternatives).any(slot)
        };
        let time = matches!(row.value.as_str(), "clock" | "clock-past") && !holds(&[Slot::Date, Slot::Date2]);
        if time {
            self.time_openers.extend(first_words(elements));
        }
        self.known.extend(elements.iter().flat_map(|element| &element.alternatives).flat_map(Alternative::words));
        self.trie.insert(elements, self.all.len() as u16);
        self.all.push(Pattern {
            value: row.value,
            family: family.to_owned(),
            weak: row.weak,
            by: row.by,
            unit: row.unit,
            modifier: row.modifier,
            hour: row.hour,
            ahead: row.ahead,
            lead: row.lead,
            trail: row.trail,
            closed: row.closed,
            inner: row.inner,
            agenda: row.agenda,
            time,
        });
    }

    /// The holiday that ends a time of several days.
    pub(super) fn end_of(&self, holiday: &Holiday) -> Option<&Holiday> {
        let name = holiday.until.as_ref()?;
        self.holidays.iter().find(|other| other.names.contains(name))
    }

    /// Whether the name of a holiday that begins with a word may go on with another.
    pub(super) fn holiday_goes_on(&self, word: u64, next: Option<u64>) -> bool {
        self.holiday_pairs.contains(&(word, None)) || self.holiday_pairs.contains(&(word, next))
    }

    /// The names of holidays that begin with a word, without it; the longest first.
    pub(super) fn holidays_from(&self, word: u64) -> &[(Vec<u64>, usize)] {
        self.holiday_names.get(&word).map_or(&[], Vec::as_slice)
    }

    /// First words of holidays' names.
    pub(super) fn holiday_openers(&self) -> impl Iterator<Item = &u64> {
        self.holiday_names.keys()
    }
}

/// Words that a pattern may begin with.
fn first_words(elements: &[Element]) -> impl Iterator<Item = u64> {
    let must = elements.iter().position(|element| !element.optional).unwrap_or(0);
    let first = elements.iter().take(must + 1).flat_map(|element| &element.alternatives);
    first.filter_map(|alternative| alternative.words().first().copied())
}

/// Elements of a pattern's text; a bracket between spaces is one of the text.
fn compile(text: &str) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = if rest.starts_with('(') && !rest.starts_with("( ") {
            rest.find(')').map(|at| at + 1).ok_or("a bracket is not closed")?
        } else {
            rest.find(' ').unwrap_or(rest.len())
        };
        let (mut element, tail) = rest.split_at(end);
        let (optional, tail) = match tail.strip_prefix('?') {
            Some(tail) => (true, tail),
            None => (false, tail),
        };
        let optional = optional || element.len() > 1 && element.ends_with('?');
        element = element.trim_end_matches('?');
        let inner = element.strip_prefix('(').and_then(|e| e.strip_suffix(')')).unwrap_or(element);
        let alternatives: Result<Vec<Alternative>, String> = inner.split('|').map(alternative).collect();
        elements.push(Element { alternatives: alternatives?, optional });
        rest = tail.trim_start();
    }
    if elements.iter().all(|e| e.optional) {
        return Err("a pattern needs something that must stand there".to_owned());
    }
    Ok(elements)
}

fn alternative(text: &str) -> Result<Alternative, String> {
    if let Some(name) = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
        return Slot::parse(name).map(Alternative::Slot).ok_or_else(|| format!("'{name}' is no slot of dates"));
    }
    let words = hashes(text);
    if words.is_empty() { Err(format!("'{text}' has no words")) } else { Ok(Alternative::Words(words)) }
}

pub(super) fn hashes(text: &str) -> Vec<u64> {
    // an apostrophe alone is a token of its own in the text too
    let mut all = Vec::new();
    for word in text.split_whitespace() {
        let mut tokens = Vec::new();
        tokenise(word, 0, &FxHashSet::<u64>::default(), &mut tokens);
        if word.starts_with('\'') {
            all.push(fold_hash(word));
        } else {
            all.extend(tokens.into_iter().map(|t| t.hash));
        }
    }
    all
}
