//! What the stages after splitting read.

use newsgraph_lexicon::{ClassId, Lexicon, WordRecord, fold_hash};

use crate::types::{Document, Span, Split, Token};

/// A document, its tokens and sentences, and the lexicon.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The document with zones and date.
    pub document: &'a Document<'a>,
    /// Its tokens and sentences.
    pub split: &'a Split,
    /// Gazetteers and words.
    pub lexicon: &'a Lexicon<'a>,
}

impl<'a> Page<'a> {
    /// The given text.
    pub fn text(&self) -> &'a str {
        self.document.text()
    }

    /// The tokens of title and body.
    pub fn tokens(&self) -> &'a [Token] {
        &self.split.tokens
    }

    /// A token as written.
    pub fn word(&self, token: usize) -> &'a str {
        self.split.tokens[token].text(self.text())
    }

    /// What the lexicon knows of a token.
    pub fn record(&self, token: usize) -> &'a WordRecord {
        self.lexicon.record(self.split.tokens[token].word)
    }

    /// Letters and digits of some tokens written together, digits at the end left out: what "@LenaHolt99" spells.
    pub fn letters(&self, tokens: Span) -> String {
        let words = tokens.range().map(|token| self.word(token));
        let all: String = words.flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
        all.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
    }

    /// The surname of a name: its last word, but for a generation ("Jr.") behind it.
    pub fn surname(&self, name: Span, generation: Option<ClassId>) -> usize {
        let own = |at: &u32| {
            self.tokens()[*at as usize].is_punctuation()
                || generation.is_some_and(|class| self.record(*at as usize).is_in(class))
        };
        (name.start + 1..name.end).rev().find(|at| !own(at)).unwrap_or(name.end - 1) as usize
    }

    /// What handles of a name look like, as hashes: its words written together, and the first letter with the last word.
    pub fn spellings(&self, name: Span) -> impl Iterator<Item = u64> {
        let initial = self.word(name.start as usize).chars().next().filter(|_| name.len() > 1);
        let short = initial.map(|initial| format!("{initial}{}", self.word(name.end as usize - 1)));
        [Some(self.letters(name)), short].into_iter().flatten().map(|word| fold_hash(&word))
    }
}
