//! Stage 3 of 8. In: a [`Document`]. Out: [`Split`], the tokens of its title and body and the sentences they form,
//! and which of them are not English.
//!
//! Linear in the length of the text. Does not tag parts of speech (stage 6 does) and never changes the text.

mod language;
mod sentences;

use newsgraph_lexicon::{Lexicon, RawToken, tokenise};

use crate::types::{Document, Split, Token};

pub use sentences::SentenceWords;

/// Cuts the content zones of a document into tokens and sentences.
pub fn split(document: &Document<'_>, lexicon: &Lexicon<'_>, words: &SentenceWords) -> Split {
    let text = document.text();
    let mut split = Split::default();
    let mut raw: Vec<RawToken> = Vec::with_capacity(text.len() / 5);
    for zone in document.zones.iter().filter(|zone| zone.kind.is_content()) {
        raw.clear();
        tokenise(zone.span.of(text), zone.span.start, lexicon, &mut raw);
        let first = split.tokens.len();
        split.tokens.extend(raw.iter().map(|t| Token {
            span: t.span,
            word: lexicon.word(t.hash),
            hash: t.hash,
            shape: t.shape,
        }));
        sentences::cut(text, zone.kind, first, lexicon, words, &mut split);
    }
    language::mark(text, lexicon, &mut split);
    split
}
