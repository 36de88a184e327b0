//! Gazetteer files into one image: words first, because how ambiguous a name is depends on them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::forms;
use crate::image::Parts;
use crate::pos::{Pos, PosSet};
use crate::prior::prior;
use crate::record::{ClassBits, EntityRecord, Flags, FormRecord, SenseRecord, Text, WordRecord};
use crate::source::{EntityRow, Sources};
use crate::token::{self, RawToken, Shape, fold_hash, tokenise};
use crate::{ABBREVIATION_CLASSES, Lexicon};

/// Longest name that is matched, in tokens.
pub const MAX_TOKENS: usize = 16;
/// Most word classes a lexicon can have.
pub const MAX_CLASSES: usize = 128;

/// Compiles gazetteer files into the bytes of an [`Image`](crate::Image).
///
/// `base` is the lexicon whose words decide how ambiguous the names of a user's gazetteer are; without one the
/// sources' own words do. The same sources give the same bytes.
pub fn compile(sources: &Sources, base: Option<&Lexicon<'_>>) -> Vec<u8> {
    let mut compiler =
        Compiler { parts: Parts { content: sources.content, ..Parts::default() }, ..Compiler::default() };
    compiler.words(sources);
    compiler.entities(sources, base);
    compiler.parts.into_bytes()
}

#[derive(Default)]
struct Compiler {
    parts: Parts,
    strings: FxHashMap<String, Text>,
    abbreviations: FxHashSet<u64>,
    forms: BTreeMap<Vec<u64>, Form>,
}

/// A form with all its readings, before numbering.
#[derive(Default)]
struct Form {
    tokens: Vec<RawToken>,
    classes: ClassBits,
    senses: Vec<SenseRecord>,
}

impl Compiler {
    fn text(&mut self, text: &str) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        if let Some(known) = self.strings.get(text) {
            return *known;
        }
        let new = Text { at: self.parts.strings.len() as u32, len: text.len() as u32 };
        self.parts.strings.extend_from_slice(text.as_bytes());
        self.strings.insert(text.to_owned(), new);
        new
    }

    fn tokens(&self, name: &str) -> Vec<RawToken> {
        let mut tokens = Vec::new();
        tokenise(name, 0, &self.abbreviations, &mut tokens);
        tokens
    }

    fn words(&mut self, sources: &Sources) {
        for file in sources.classes.iter().filter(|f| ABBREVIATION_CLASSES.contains(&f.class.as_str())) {
            self.abbreviations.extend(file.words.iter().map(|w| fold_hash(w.trim_end_matches('.'))));
        }
        let mut words: BTreeMap<String, WordRecord> = BTreeMap::new();
        let mut counts: FxHashMap<String, [u32; 4]> = FxHashMap::default();
        for row in &sources.words {
            let key = token::fold(&row.form);
            let word = words.entry(key.clone()).or_default();
            word.pos |= row.pos.bit();
            word.level = if word.level == 0 { row.level } else { word.level.min(row.level) };
            if let Some(group) = group(row.pos) {
                let count = &mut counts.entry(key).or_default()[group];
                *count = (*count).max(row.count.saturating_add(1));
            }
            words.entry(token::fold(&row.lemma)).or_default();
        }
        for (rows, surname) in [(&sources.given, false), (&sources.surnames, true)] {
            for row in rows {
                let word = words.entry(token::fold(&row.name)).or_default();
                let frequency = (32 - row.freq.leading_zeros()) as u8 + 1;
                if surname {
                    word.surname = word.surname.max(frequency);
                } else {
                    word.given = word.given.max(frequency);
                    word.gender = row.gender;
                }
            }
        }
        let mut phrases: Vec<(Vec<RawToken>, usize)> = Vec::new();
        for (number, file) in sources.classes.iter().enumerate().take(MAX_CLASSES) {
            let name = self.text(&file.class);
            self.parts.lists.push(name);
            for phrase in &file.words {
                let tokens = self.tokens(phrase);
                if tokens.iter().filter(|t| !forms::is_skipped(t.shape)).count() == 1 {
                    let word = words.entry(token::fold(phrase)).or_default();
                    word.classes[number >> 6] |= 1 << (number & 63);
                } else {
                    phrases.push((tokens, number));
                }
            }
        }
        self.parts.class_count = self.parts.lists.len() as u32;

        // number 0 is "unknown"; the order of the folded words makes numbers independent of the order of files
        let numbers: FxHashMap<String, u32> =
            words.keys().enumerate().map(|(n, w)| (w.clone(), n as u32 + 1)).collect();
        let mut likeliest: FxHashMap<(String, usize), u32> = FxHashMap::default();
        for row in &sources.words {
            let lemma = numbers.get(&token::fold(&row.lemma)).copied().unwrap_or(0);
            if let (Some(word), Some(group)) = (words.get_mut(&token::fold(&row.form)), group(row.pos)) {
                let field = match group {
                    0 => &mut word.noun,
                    1 => &mut word.verb,
                    _ => &mut word.modifier,
                };
                // "found" is a form of "find" far oftener than the base of "founded"
                let count = likeliest.entry((token::fold(&row.form), group.min(2))).or_insert(0);
                if *field == 0 || row.count > *count {
                    (*field, *count) = (lemma, row.count);
                }
            }
        }
        self.parts.words.push(WordRecord::default());
        for (folded, mut word) in words {
            word.hash = xxhash_rust::xxh3::xxh3_64(folded.as_bytes());
            if let Some(counts) = counts.get(&folded) {
                word.weight = counts.map(|c| if c == 0 { 0 } else { (32 - c.leading_zeros()) as u8 });
            }
            self.parts.words.push(word);
        }
        self.parts.word_slots = vec![0; (self.parts.words.len() * 2).next_power_of_two()];
        let mask = self.parts.word_slots.len() - 1;
        for (number, word) in self.parts.words.iter().enumerate().skip(1) {
            let mut at = word.hash as usize & mask;
            while self.parts.word_slots[at] != 0 {
                at = (at + 1) & mask;
            }
            self.parts.word_slots[at] = number as u32;
        }
        for (tokens, class) in phrases {
            let form = self.forms.entry(key(&tokens)).or_default();
            form.tokens = tokens;
            form.classes[class >> 6] |= 1 << (class & 63);
        }
    }

    fn entities(&mut self, sources: &Sources, base: Option<&Lexicon<'_>>) {
        if let (true, Some(base)) = (self.abbreviations.is_empty(), base) {
            self.abbreviations = base.abbreviations().collect();
        }
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        for (file, (name, rows)) in sources.entities.iter().enumerate() {
            let list = self.text(name);
            self.parts.lists.push(list);
            for row in rows {
                let number = match numbers.get(row.id.as_str()) {
                    Some(number) => *number,
                    None => {
                        let number = self.parts.entities.len() as u32;
                        numbers.insert(&row.id, number);
                        let record = self.entity(row, file as u32);
                        self.parts.entities.push(record);
                        number
                    }
                };
                self.add_form(number, &row.name, row.flags.with(Flags::MAIN), row, base);
                if let Some(rest) = row.name.strip_prefix("The ").filter(|_| row.flags.has(Flags::LEAD)) {
                    self.add_form(number, rest, row.flags, row, base);
                }
                for (alias, flags) in &row.aliases {
                    self.add_form(number, alias, *flags, row, base);
                }
            }
        }
        self.write_forms();
    }

    fn entity(&mut self, row: &EntityRow, file: u32) -> EntityRecord {
        let country = row.country.as_bytes();
        EntityRecord {
            hash: xxhash_rust::xxh3::xxh3_64(row.id.as_bytes()),
            id: self.text(&row.id),
            name: self.text(&row.name),
            subtype: self.text(&row.subtype),
            extra: self.text(&row.extra),
            from: self.text(&row.from),
            to: self.text(&row.to),
            file,
            country: if country.len() == 2 { [country[0], country[1]] } else { [0; 2] },
            kind: row.kind.map_or(0, |kind| kind as u8),
            unused: 0,
        }
    }

    fn add_form(&mut self, entity: u32, name: &str, flags: Flags, row: &EntityRow, base: Option<&Lexicon<'_>>) {
        let tokens = self.tokens(name);
        let counted: Vec<&RawToken> = tokens.iter().filter(|t| !forms::is_skipped(t.shape)).collect();
        if counted.is_empty() || counted.len() > MAX_TOKENS {
            return;
        }
        let known = |hash: u64| match base {
            Some(base) => base.record(base.word(hash)),
            None => find_word(&self.parts, hash),
        };
        let words: Vec<WordRecord> = counted.iter().map(|t| *known(t.hash)).collect();
        let (flags, prior) = prior(name, &counted, &words, flags, row);
        let capitals = counted.iter().enumerate().filter(|(_, t)| t.shape.has(Shape::UPPER_FIRST));
        let capitals = capitals.fold(0u16, |bits, (n, _)| bits | 1 << n);
        let form = self.text(name);
        let entry = self.forms.entry(key(&tokens)).or_default();
        if entry.senses.iter().any(|s| s.entity == entity && s.capitals == capitals) {
            return;
        }
        entry.tokens = tokens;
        entry.senses.push(SenseRecord { entity, form, flags: flags.0, capitals, prior, unused: [0; 3] });
    }

    fn write_forms(&mut self) {
        let forms = std::mem::take(&mut self.forms);
        let prefixes: usize = forms.keys().map(Vec::len).sum();
        self.parts.form_slots = vec![0; (prefixes * 2).next_power_of_two().max(16)];
        self.parts.forms.push(FormRecord::default());
        for mut form in forms.into_values() {
            let shared = form.senses.windows(2).any(|w| w[0].entity != w[1].entity);
            form.senses.sort_by_key(|s| (std::cmp::Reverse(s.prior), s.entity));
            for sense in &mut form.senses {
                sense.flags |= if shared { Flags::SHARED.0 } else { 0 };
            }
            let number = self.parts.forms.len() as u32;
            let mut tokens = 0;
            let slots = &mut self.parts.form_slots;
            let hash = forms::roll(&form.tokens, |hash, last| {
                tokens += 1;
                forms::insert(slots, hash, if last { number } else { 0 }, !last);
            });
            let classes = if form.classes == ClassBits::default() {
                0
            } else {
                self.parts.phrases.push(form.classes);
                self.parts.phrases.len() as u32
            };
            let senses = self.parts.senses.len() as u32;
            self.parts.senses.extend_from_slice(&form.senses);
            let sense_count = form.senses.len().min(usize::from(u16::MAX)) as u16;
            self.parts.forms.push(FormRecord { check: hash.check(), senses, sense_count, tokens, classes });
        }
    }
}

/// The tokens that tell one form from another.
fn key(tokens: &[RawToken]) -> Vec<u64> {
    tokens.iter().filter(|t| !forms::is_skipped(t.shape)).map(|t| t.hash).collect()
}

fn find_word(parts: &Parts, hash: u64) -> &WordRecord {
    let mask = parts.word_slots.len() - 1;
    let mut at = hash as usize & mask;
    loop {
        let number = parts.word_slots[at] as usize;
        if number == 0 || parts.words[number].hash == hash {
            return &parts.words[number];
        }
        at = (at + 1) & mask;
    }
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
