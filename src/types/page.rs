//! What the stages after splitting read.

use newsgraph_lexicon::{Lexicon, WordRecord};

use crate::types::{Document, Split, Token};

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
}
