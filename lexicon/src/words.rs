//! Word lists, name parts and word classes into word records: what is known of single words.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ABBREVIATION_CLASSES;
use crate::fold::{fold, fold_hash};
use crate::forms;
use crate::pos::{Pos, PosSet};
use crate::record::{ClassBits, ClassId, MAX_CLASSES, WordRecord};
use crate::source::Words;
use crate::token::{RawToken, tokenise};

/// The words of a folder, numbered.
#[derive(Default)]
pub(crate) struct WordTable {
    /// Words; number 0 stands for "unknown".
    pub(crate) records: Vec<WordRecord>,
    /// Open-addressed table of word numbers.
    pub(crate) slots: Vec<u32>,
    /// Names of the classes, in the order of their numbers.
    pub(crate) classes: Vec<String>,
    /// Words that own the full stop after them, by hash.
    pub(crate) abbreviations: FxHashSet<u64>,
    /// Classes of phrases of several words, by [order](crate::forms::Rolling::order).
    pub(crate) phrases: BTreeMap<u64, ClassBits>,
    /// What phrases begin with.
    pub(crate) prefixes: Vec<u64>,
}

impl WordTable {
    pub(crate) fn new(sources: &Words) -> Self {
        let mut table = WordTable::default();
        for file in sources.classes.iter().filter(|f| ABBREVIATION_CLASSES.contains(&f.class.as_str())) {
            table.abbreviations.extend(file.words.iter().map(|w| fold_hash(w.trim_end_matches('.'))));
        }
        let mut words = listed(sources);
        table.add_classes(sources, &mut words);
        find_lemmas(sources, &mut words);
        let weights = weights(sources);
        table.records.push(WordRecord::default());
        for (folded, mut word) in words {
            word.hash = xxhash_rust::xxh3::xxh3_64(folded.as_bytes());
            if let Some(counts) = weights.get(&folded) {
                word.weight = counts.map(|c| if c == 0 { 0 } else { (32 - c.leading_zeros()) as u8 });
            }
            table.records.push(word);
        }
        table.slots = slots(&table.records);
        table
    }

    /// Marks the words of each class, and keeps its phrases.
    fn add_classes(&mut self, sources: &Words, words: &mut BTreeMap<String, WordRecord>) {
        let mut tokens: Vec<RawToken> = Vec::new();
        for (number, file) in sources.classes.iter().enumerate().take(MAX_CLASSES) {
            self.classes.push(file.class.clone());
            for phrase in &file.words {
                tokens.clear();
                tokenise(phrase, 0, &self.abbreviations, &mut tokens);
                tokens.retain(|token| !forms::is_skipped(token.shape));
                let classes = if tokens.len() == 1 {
                    &mut words.entry(fold(phrase)).or_default().classes
                } else {
                    let mut hash = forms::Rolling::START;
                    for (n, token) in tokens.iter().enumerate() {
                        if n > 0 {
                            self.prefixes.push(hash.order());
                        }
                        hash = hash.push(token.hash);
                    }
                    self.phrases.entry(hash.order()).or_default()
                };
                classes[number >> 6] |= 1 << (number & 63);
            }
        }
    }

    /// The words of all classes, one class after the other, and where each class begins, and the end.
    pub(crate) fn members(&self) -> (Vec<u32>, Vec<u32>) {
        let (mut members, mut starts) = (Vec::new(), vec![0]);
        for class in 0..self.classes.len() {
            let words = self.records.iter().enumerate();
            let words = words.filter(|(_, word)| word.is_in(ClassId(class as u8)));
            members.extend(words.map(|(number, _)| number as u32));
            starts.push(members.len() as u32);
        }
        (members, starts)
    }

    /// What is known of a word by its hash; an empty record for an unknown one.
    pub(crate) fn find(&self, hash: u64) -> &WordRecord {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let number = self.slots[at] as usize;
            if number == 0 || self.records[number].hash == hash {
                return &self.records[number];
            }
            at = (at + 1) & mask;
        }
    }
}

/// Words with their parts of speech and levels, and name parts, by folded form.
fn listed(sources: &Words) -> BTreeMap<String, WordRecord> {
    let mut words: BTreeMap<String, WordRecord> = BTreeMap::new();
    for row in &sources.words {
        let word = words.entry(fold(&row.form)).or_default();
        word.pos |= row.pos.bit();
        word.level = if word.level == 0 { row.level } else { word.level.min(row.level) };
        words.entry(fold(&row.lemma)).or_default();
    }
    for (rows, surname) in [(&sources.given, false), (&sources.surnames, true)] {
        for row in rows {
            let word = words.entry(fold(&row.name)).or_default();
            let frequency = (32 - row.freq.leading_zeros()) as u8 + 1;
            if surname {
                word.surname = word.surname.max(frequency);
            } else {
                word.given = word.given.max(frequency);
                word.gender = row.gender;
            }
        }
    }
    words
}

/// How often each word is a noun, verb, adjective, adverb, plus one.
fn weights(sources: &Words) -> FxHashMap<String, [u32; 4]> {
    let mut counts: FxHashMap<String, [u32; 4]> = FxHashMap::default();
    for row in &sources.words {
        if let Some(group) = group(row.pos) {
            let count = &mut counts.entry(fold(&row.form)).or_default()[group];
            *count = (*count).max(row.count.saturating_add(1));
        }
    }
    counts
}

/// Gives each word its likeliest lemma as a noun, a verb and a modifier.
fn find_lemmas(sources: &Words, words: &mut BTreeMap<String, WordRecord>) {
    // number 0 is "unknown"; the order of the folded words makes numbers independent of the order of files
    let numbers: FxHashMap<String, u32> = words.keys().enumerate().map(|(n, w)| (w.clone(), n as u32 + 1)).collect();
    let mut likeliest: FxHashMap<(String, usize), u32> = FxHashMap::default();
    for row in &sources.words {
        let form = fold(&row.form);
        let lemma = numbers.get(&fold(&row.lemma)).copied().unwrap_or(0);
        if let (Some(word), Some(group)) = (words.get_mut(&form), group(row.pos)) {
            let field = match group {
                0 => &mut word.noun,
                1 => &mut word.verb,
                _ => &mut word.modifier,
            };
            // "found" is a form of "find" far oftener than the base of "founded"
            let count = likeliest.entry((form, group.min(2))).or_insert(0);
            if *field == 0 || row.count > *count {
                (*field, *count) = (lemma, row.count);
            }
        }
    }
}

fn slots(records: &[WordRecord]) -> Vec<u32> {
    let mut slots = vec![0; (records.len() * 2).next_power_of_two()];
    let mask = slots.len() - 1;
    for (number, word) in records.iter().enumerate().skip(1) {
        let mut at = word.hash as usize & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = number as u32;
    }
    slots
}

/// Which of the four weights of a word a part of speech counts for.
const fn group(pos: Pos) -> Option<usize> {
    if PosSet::NOUN.has(pos) {
        Some(0)
    } else if PosSet::VERB.has(pos) {
        Some(1)
    } else if PosSet::ADJECTIVE.has(pos) {
        Some(2)
    } else if PosSet::ADVERB.has(pos) {
        Some(3)
    } else {
        None
    }
}
