//! Which texts are messages: notes of one person to others, whose dates are read otherwise than those of news.

use newsgraph_lexicon::{PosSet, Shape, fold_hash};
use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::DateTagger;
use super::patterns::hashes;
use crate::types::{Page, Token};

/// What makes a text a message, as `rules/dates/reading.toml` has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    reading: String,
    tokens: usize,
    writers: Vec<String>,
    calls: Vec<String>,
    openings: Vec<String>,
    asks: Vec<String>,
    reports: Vec<String>,
}

/// The same by the hash of the words.
pub(super) struct Messages {
    /// Folder below `readings/` that says how dates of messages are read.
    pub(super) reading: String,
    /// Most tokens a message has.
    tokens: usize,
    /// Words the writer means himself by.
    writers: FxHashSet<u64>,
    /// Words that ask the reader for something anywhere.
    calls: FxHashSet<u64>,
    /// The same at the start of a text.
    openings: Vec<Vec<u64>>,
    /// Words that open a question, with which headlines mean all readers: "What we know".
    asks: FxHashSet<u64>,
    /// Verbs of reports.
    reports: FxHashSet<u64>,
}

impl From<File> for Messages {
    fn from(file: File) -> Self {
        let hashed = |words: Vec<String>| words.iter().map(|word| fold_hash(word)).collect();
        Messages {
            reading: file.reading,
            tokens: file.tokens,
            writers: hashed(file.writers),
            calls: hashed(file.calls),
            openings: file.openings.iter().map(|words| hashes(words)).collect(),
            asks: hashed(file.asks),
            reports: hashed(file.reports),
        }
    }
}

impl Messages {
    /// Whether a text is one: short, without quotation or report, and its writer speaks of himself or asks for something.
    fn have(&self, page: &Page<'_>) -> bool {
        let tokens = page.tokens();
        let of_news = |token: &Token| token.shape.has(Shape::QUOTE) || self.reports.contains(&token.hash);
        if tokens.len() > self.tokens || tokens.iter().any(of_news) {
            return false;
        }
        let opens =
            |words: &Vec<u64>| tokens.iter().map(|token| token.hash).take(words.len()).eq(words.iter().copied());
        let asks = tokens.first().is_some_and(|token| self.asks.contains(&token.hash));
        let speaks = |at: usize| {
            let word = tokens[at].hash;
            self.calls.contains(&word) || !asks && self.writers.contains(&word) && !is_of_name(page, at)
        };
        self.openings.iter().any(opens) || (0..tokens.len()).any(speaks)
    }
}

impl DateTagger {
    /// Folder below `readings/` that says how dates of messages are read, where this reading knows any.
    pub(in crate::tag) fn message_reading(&self) -> Option<&str> {
        self.words.messages.as_ref().map(|messages| messages.reading.as_str())
    }

    /// Whether a page is a message, and this reading knows any.
    pub(in crate::tag) fn is_message(&self, page: &Page<'_>) -> bool {
        self.words.messages.as_ref().is_some_and(|messages| messages.have(page))
    }
}

/// Whether a word belongs to a name: the number of "Elizabeth I", the first word of "My Cousin Rachel" inside a sentence.
fn is_of_name(page: &Page<'_>, at: usize) -> bool {
    let (tokens, before) = (page.tokens(), at.checked_sub(1));
    let Some(before) = before.filter(|before| !tokens[*before].is_punctuation()) else { return false };
    if tokens[at].shape.has(Shape::ONE_LETTER) {
        return tokens[before].is_capitalised() && !page.record(before).pos_set().meets(PosSet::CLOSED);
    }
    tokens[at].is_capitalised()
}
