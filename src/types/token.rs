//! Tokens, with what the lexicon knows of them.

use newsgraph_lexicon::{Shape, WordId};

use crate::types::Span;

/// A word, number or mark of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes of the given text.
    pub span: Span,
    /// Number of the word in the lexicon.
    pub word: WordId,
    /// Hash of the folded form, the same for all spellings of a word.
    pub hash: u64,
    /// What it looks like.
    pub shape: Shape,
}

impl Token {
    /// The token as written.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    /// True when it begins with a capital letter.
    pub const fn is_capitalised(&self) -> bool {
        self.shape.has(Shape::UPPER_FIRST)
    }

    /// True for four digits, as a year is written.
    pub const fn is_year(&self) -> bool {
        self.shape.has(Shape::NUMBER) && self.span.len() == 4
    }

    /// True for marks and symbols.
    pub const fn is_punctuation(&self) -> bool {
        self.shape.has(Shape::PUNCTUATION)
    }
}
