//! Stage 4, the tokens at which a date or figure may begin. In: a page, and the words that open one. Out: [`Openings`], found in
//! one pass for both taggers.

use newsgraph_lexicon::Shape;

use crate::types::{Page, Token};

/// What a word may open or tell, a bit each.
pub(super) type Kinds = u8;

/// A date.
pub(super) const DATE: Kinds = 1;
/// A figure.
pub(super) const FIGURE: Kinds = 1 << 1;
/// What time its clause looks to.
pub(super) const LOOK: Kinds = 1 << 2;

/// Places of the table: 16 kB stay in the nearest cache, and of a thousand words one other word in sixteen shares a place.
const PLACES: usize = 1 << 14;

/// The kinds of all words that open something, by the low bits of their hashes: never fewer than a word has, seldom more, so
/// that one look passes over most words of a text, however many the rules know.
pub(super) struct Openers {
    places: Box<[Kinds; PLACES]>,
}

impl Openers {
    /// Of no words yet.
    pub(super) fn new() -> Self {
        Openers { places: Box::new([0; PLACES]) }
    }

    /// Adds words that open something.
    pub(super) fn add(&mut self, kind: Kinds, words: impl IntoIterator<Item = u64>) {
        for word in words {
            self.places[word as usize % PLACES] |= kind;
        }
    }

    /// What the tokens of a page may open.
    pub(super) fn of(&self, page: &Page<'_>) -> Openings {
        let kinds: Vec<Kinds> = page.tokens().iter().map(|token| self.kinds(page, token)).collect();
        // about one token in five opens something
        let [mut dates, mut figures] = [(); 2].map(|()| Vec::with_capacity(kinds.len() / 4));
        for (at, kinds) in (0..).zip(&kinds) {
            if kinds & DATE != 0 {
                dates.push(at);
            }
            if kinds & FIGURE != 0 {
                figures.push(at);
            }
        }
        Openings { kinds, dates, figures }
    }

    /// What a token may open. Digits open both dates and figures, a sign may begin a number.
    fn kinds(&self, page: &Page<'_>, token: &Token) -> Kinds {
        let kinds = self.places[token.hash as usize % PLACES];
        if !token.shape.any(Shape::DIGIT | Shape::PUNCTUATION) {
            kinds
        } else if token.shape.has(Shape::DIGIT) {
            kinds | DATE | FIGURE
        } else {
            kinds & !DATE | if is_sign(page, token) { FIGURE } else { 0 }
        }
    }
}

/// A mark that a number may begin with: the point of ".5", "½".
fn is_sign(page: &Page<'_>, token: &Token) -> bool {
    let from = &page.text().as_bytes()[token.span.start as usize..];
    match from {
        [b'.', next, ..] => next.is_ascii_digit(),
        // quotation marks and dashes, U+2000 to U+203F
        [0xE2, 0x80, ..] => false,
        [first, ..] if !first.is_ascii() => token.text(page.text()).starts_with(char::is_numeric),
        _ => false,
    }
}

/// What the tokens of a page may open or tell, and those that may open a date or figure, in order.
pub(super) struct Openings {
    pub(super) kinds: Vec<Kinds>,
    pub(super) dates: Vec<u32>,
    pub(super) figures: Vec<u32>,
}
