//! Stage 4, the tokens at which a date or figure may begin. In: a page, and the words that open one. Out: [`Openings`], found in
//! one pass for both taggers.

use newsgraph_lexicon::Shape;

use crate::types::{Page, Token};

/// What a word may open or tell, a bit each.
pub(super) type Kinds = u8;

/// A date.
pub(super) const DATE: Kinds = 1;
/// A date, if the next word is one that dates go on with: "the" before "first".
pub(super) const LEAD: Kinds = 1 << 3;
/// Dates go on with it.
pub(super) const NEXT: Kinds = 1 << 4;
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
        let count = page.tokens().len();
        let kinds: Vec<Kinds> = page.tokens().iter().map(|token| self.kinds(page, token)).chain([0]).collect();
        let may = |at: usize, kind: Kinds| kinds[at] & kind != 0;
        let dates = places(count, |at| may(at, DATE) | (may(at, LEAD) & may(at + 1, NEXT)));
        let figures = places(count, |at| may(at, FIGURE));
        Openings { kinds, dates, figures }
    }

    /// What a token may open. Digits open both dates and figures, a sign may begin a number.
    fn kinds(&self, page: &Page<'_>, token: &Token) -> Kinds {
        let kinds = self.places[token.hash as usize % PLACES];
        if !token.shape.any(Shape::DIGIT | Shape::PUNCTUATION) {
            kinds
        } else if token.shape.has(Shape::DIGIT) {
            kinds | DATE | FIGURE | NEXT
        } else {
            kinds & !(DATE | LEAD) | if is_sign(page, token) { FIGURE } else { 0 }
        }
    }
}

/// The tokens of which something holds. Which do is as good as chance: without a branch nothing is guessed wrong.
fn places(count: usize, holds: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut places = vec![0; count];
    let mut found = 0;
    for at in 0..count {
        places[found] = at as u32;
        found += usize::from(holds(at));
    }
    places.truncate(found);
    places
}

/// A mark that a number may begin with: the point of ".5", "½".
#[inline(never)] // few tokens are marks: the loop over all of them stays small
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
    /// One for each token, and none for what is after the last.
    pub(super) kinds: Vec<Kinds>,
    pub(super) dates: Vec<u32>,
    pub(super) figures: Vec<u32>,
}
