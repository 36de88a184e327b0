//! Multiples and ranks: "twice", "tenfold", "10-fold", "No. 1". In: a token. Out: the figure.

use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;

use super::Scope;
use super::found::{COUNT, Found};
use super::numbers::Number;

impl Scope<'_> {
    /// "twice", "tenfold".
    pub(super) fn multiple(&self, at: usize) -> Option<Found> {
        let value = *self.tables.multiples.get(&self.token(at)?.hash)?;
        let mut found = self.found(at, at + 1, Decimal::from(value).into(), None);
        (found.subtype, found.score) = ("multiple", COUNT);
        found.value.unit = "times".into();
        Some(found)
    }

    /// "No. 1", "number seven": a place in an order, with its word.
    pub(super) fn rank(&self, at: usize, number: &Number) -> Option<Found> {
        let stop = usize::from(at > self.floor && self.word(at - 1) == ".");
        let word = at.checked_sub(1 + stop).filter(|n| *n >= self.floor)?;
        let whole = !number.scaled && number.letters.is_empty() && number.value.scale() == 0;
        // "no one" is a pronoun
        let none = number.spelt && self.page.record(word).can_be(Pos::DT);
        if !self.tables.ranks.contains(&self.token(word)?.hash) || !whole || none || self.is_joiner(number.end) {
            return None;
        }
        let mut found = self.found(at, number.end, number.value.into(), None);
        found.tokens.start = word as u32;
        (found.subtype, found.score) = ("ordinal", COUNT);
        Some(found)
    }

    /// "a gallon", "a dollar and 50 cents": one of a unit, where no amount stands before it ("$80 a barrel") and no noun after it ("a dollar bill").
    /// `at` is the article.
    pub(super) fn single(&self, at: usize) -> Option<Found> {
        let word = self.token(at + 1)?.shape.has(Shape::LETTER);
        let (end, unit) = self.unit_at(at + 1, false).filter(|(_, unit)| word && unit.single)?;
        let noun = |n: usize| self.page.record(n).pos_set().meets(PosSet::NOUN);
        let bound =
            self.token(end).is_some_and(|t| t.shape.has(Shape::JOINER) || t.shape.has(Shape::LETTER) && noun(end));
        let one = Number { end: at + 1, value: Decimal::ONE, spelt: true, ..Number::default() };
        (!bound).then(|| self.measure(at, &one, end, unit))
    }
}
