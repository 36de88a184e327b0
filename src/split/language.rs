//! What is not English. In: tokens and sentences. Out: the same, marked.
//!
//! Names and terms are unknown to the lexicon too, but hardly one word of twenty in English news (measured on the development
//! sets).

use newsgraph_lexicon::{Lexicon, Shape};

use crate::types::{Split, Token};

/// Fewest words in small letters that tell the language of a text, and of a sentence.
const FEWEST: usize = 10;
const FEWEST_OF_SENTENCE: usize = 4;
/// Shortest word that tells a language, in bytes.
const SHORTEST: usize = 3;

/// Marks the sentences that are of another language, and the text if it is.
pub(super) fn mark(text: &str, lexicon: &Lexicon<'_>, split: &mut Split) {
    let (mut words, mut unknown) = (0, 0);
    for sentence in &mut split.sentences {
        let (here, unknown_here) = small_words(text, lexicon, &split.tokens[sentence.tokens.range()]);
        sentence.foreign = here >= FEWEST_OF_SENTENCE && unknown_here * 2 >= here;
        (words, unknown) = (words + here, unknown + unknown_here);
    }
    split.foreign = words >= FEWEST && unknown * 3 >= words;
}

/// How many words are in small letters, and how many of them the lexicon does not know.
fn small_words(text: &str, lexicon: &Lexicon<'_>, tokens: &[Token]) -> (usize, usize) {
    let small = |token: &&Token| {
        let letters = || match token.text(text) {
            word if token.shape.has(Shape::NON_ASCII) => word.chars().all(char::is_lowercase),
            word => word.bytes().all(|b| b.is_ascii_lowercase()),
        };
        // "c", "lbw": score sheets are full of letters and abbreviations
        let long = token.span.len() as usize >= SHORTEST;
        long && token.shape.has(Shape::LOWER) && !token.shape.has(Shape::DIGIT) && letters()
    };
    tokens.iter().filter(small).fold((0, 0), |(words, unknown), token| {
        (words + 1, unknown + usize::from(lexicon.record(token.word).pos_set().is_empty()))
    })
}
