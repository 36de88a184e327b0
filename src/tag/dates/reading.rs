//! How a text or clause reads its open dates, and what keeps a number from being one.

use newsgraph_lexicon::{Pos, PosSet, Shape};

use super::DateTagger;
use super::slots::Place;
use crate::types::{Page, Span};

/// Longest text, in tokens, that may say nothing but dates.
const AGENDA: usize = 40;

impl DateTagger {
    /// Whether a text says nothing but dates, as a line of a programme does: all its verbs could be words of dates, and nobody
    /// is spoken of.
    pub(super) fn is_agenda(&self, page: &Page<'_>) -> bool {
        let finite = PosSet(Pos::VBD.bit() | Pos::VBZ.bit() | Pos::MD.bit() | Pos::VB.bit());
        let person = PosSet(Pos::PRP.bit());
        let count = page.tokens().len();
        count <= AGENDA
            && (0..count).all(|at| {
                let token = &page.tokens()[at];
                !token.shape.has(Shape::LETTER)
                    || !page.record(at).pos_set().meets(person)
                        && (self.known.contains(&token.hash) || !page.record(at).pos_set().meets(finite))
            })
    }

    /// A form of "be" right before a date, or before its preposition: "the vote is on Tuesday" tells of the next one,
    /// as "he is to visit" does.
    pub(super) fn comes(&self, page: &Page<'_>, sentence: Span, at: usize) -> bool {
        let opens = |n: usize| {
            let token = page.tokens().get(n).filter(|_| sentence.holds(n as u32));
            token.is_some_and(|token| {
                self.words.weekdays.contains_key(&token.hash) || self.words.months.contains_key(&token.hash)
            })
        };
        let next = |n: usize, pos: Pos| sentence.holds((at + n) as u32) && page.record(at + n).can_be(pos);
        self.words.comes.contains(&page.tokens()[at].hash)
            && (opens(at + 1) || next(1, Pos::IN) && opens(at + 2) || next(1, Pos::TO) && next(2, Pos::VB))
    }

    /// Whether something that a number before it counts or measures begins at a token: "at 6.45 percent", "Monday 21 people".
    pub(super) fn counts(&self, place: Place<'_>, at: usize) -> bool {
        let counted = PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0);
        let Some(hash) = place.hash(at) else { return false };
        let shape = place.shape(at);
        let joined = shape.has(Shape::JOINER) || shape.has(Shape::DIGIT) || matches!(place.text(at), "/" | "%" | ":");
        let word = shape.has(Shape::LETTER) && !place.page.record(at).can_be(Pos::IN);
        let number = self.numbers.contains_key(&hash) || self.words.units.contains_key(&hash);
        joined || number || word && place.page.record(at).pos_set().meets(counted)
    }
}
