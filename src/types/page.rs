//! What the stages after splitting read.

use std::ops::Range;

use newsgraph_lexicon::{Lexicon, Shape, WordRecord};

use crate::types::{Document, Sentence, Split, Token};

/// Fewest words in small letters that tell the language of a text, and of a sentence.
const FEWEST: usize = 10;
const FEWEST_OF_SENTENCE: usize = 4;
/// Shortest word that tells a language, in bytes.
const SHORTEST: usize = 3;

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

    /// A third or more of its words in small letters are unknown ("avec", "wurde"): the text is not English. Names and terms
    /// are unknown too, but hardly one word of twenty in English news (measured on the development sets).
    pub fn is_foreign(&self) -> bool {
        let (words, unknown) = self.small_words(0..self.split.tokens.len());
        words >= FEWEST && unknown * 3 >= words
    }

    /// The same for a sentence of an English text: half of its words are unknown.
    pub fn is_foreign_sentence(&self, sentence: &Sentence) -> bool {
        let (words, unknown) = self.small_words(sentence.tokens.range());
        words >= FEWEST_OF_SENTENCE && unknown * 2 >= words
    }

    /// How many words are in small letters, and how many of them the lexicon does not know.
    fn small_words(&self, tokens: Range<usize>) -> (usize, usize) {
        let small = |at: &usize| {
            let shape = self.split.tokens[*at].shape;
            let letters = || match self.word(*at) {
                word if shape.has(Shape::NON_ASCII) => word.chars().all(char::is_lowercase),
                word => word.bytes().all(|b| b.is_ascii_lowercase()),
            };
            // "c", "lbw": score sheets are full of letters and abbreviations
            let long = self.word(*at).len() >= SHORTEST;
            long && shape.has(Shape::LOWER) && !shape.has(Shape::DIGIT) && letters()
        };
        tokens.filter(small).fold((0, 0), |(words, unknown), at| {
            (words + 1, unknown + usize::from(self.record(at).pos_set().is_empty()))
        })
    }
}
