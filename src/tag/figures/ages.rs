//! Ages without their word, and ordinals. In: a number or a token. Out: the figure.

use compact_str::{CompactString, ToCompactString as _};
use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;

use super::Scope;
use super::found::{Amount, CERTAIN, COUNT, Found, ORDINAL, WITH_UNIT};
use super::numbers::Number;
use super::words::Joint;
use crate::types::{FigureValue, Span};

impl Scope<'_> {
    /// "aged 50", "Reed, 54,".
    pub(super) fn aged(&self, at: usize, number: &Number) -> Option<Found> {
        if number.value >= Decimal::from(110) || number.scaled || !number.letters.is_empty() {
            return None;
        }
        // "aged between 18 and 25", "aged from 6 to 12", "sisters, 22, 24 and 26,"
        let mut first = self.list_start(at);
        if first > self.floor && matches!(self.joint(first - 1), Some(Joint::Between | Joint::From)) {
            first -= 1;
        }
        let bound = self.tables.bound(|n| (first > self.floor + n).then(|| self.page.tokens()[first - 1 - n].hash)).1;
        let counted = || self.counted_noun(number.end).is_some();
        // "the age of 78"
        let of = self.before(first, bound) == Some(Joint::Of) && !counted();
        let told = self.before(first, bound + usize::from(of)) == Some(Joint::Aged);
        let end = self.list_end(number.end);
        let set_off = !number.spelt
            && first > self.floor
            && self.word(first - 1) == ","
            && matches!(self.word(end), "," | ".")
            && number.value >= Decimal::TEN
            && number.value.scale() == 0;
        // "turns 70", not "turned 20 rooms", "turns 3 and 4"
        let turned = || {
            self.before(first, bound) == Some(Joint::Turned)
                && first == at
                && end == number.end
                && number.value >= Decimal::TEN
                && number.value.scale() == 0
                && !self.is_joiner(end)
                && !counted()
        };
        let told = told || turned();
        if !told && !set_off || first < at && counted() {
            return None;
        }
        let second = self.second(at, number).filter(|second| told && !second.scaled && second.letters.is_empty());
        let mut found = match &second {
            Some(second) => self.found(at, second.end, Amount::between(number.value, second.value), None),
            None => self.found(at, number.end, number.value.into(), None),
        };
        (found.subtype, found.score) = ("age", if told { WITH_UNIT } else { COUNT });
        found.value.unit = "year".into();
        Some(found)
    }

    /// What the word before a token does, after `bound` words of a bound.
    fn before(&self, at: usize, bound: usize) -> Option<Joint> {
        (at > self.floor + bound).then(|| self.joint(at - 1 - bound)).flatten()
    }

    /// The end of a list of numbers that goes on at a token: ", 24 and 26".
    fn list_end(&self, mut at: usize) -> usize {
        let is_number = |n: usize| self.token(n).is_some_and(|token| token.shape.has(Shape::NUMBER));
        while (self.word(at) == "," || self.joint(at) == Some(Joint::And)) && is_number(at + 1) {
            at += 2;
        }
        at
    }

    /// "40s" of "in his 40s", "her late 20s": from the first to the last year.
    pub(super) fn decade_of_life(&self, at: usize) -> Option<Found> {
        let decade: u32 =
            self.word(at).strip_suffix('s')?.parse().ok().filter(|n| n % 10 == 0 && (10..100).contains(n))?;
        let owner = |n: usize| n > self.floor && self.page.record(n - 1).can_be(Pos::PRPS);
        let part = |n: usize| {
            n > self.floor && self.token(n - 1).is_some_and(|t| self.tables.parts_of_decade.contains(&t.hash))
        };
        let before = if at > self.floor && self.is_joiner(at - 1) { at - 1 } else { at };
        let first = if part(before) { before - 1 } else { at };
        if !owner(first) {
            return None;
        }
        let mut found = self.found(at, at + 1, Amount::between(decade.into(), (decade + 9).into()), None);
        (found.subtype, found.score) = ("age", CERTAIN);
        found.value.unit = "year".into();
        Some(found)
    }

    /// "63rd" of "the 63rd minute", "his 200th goal": in digits before its noun; with a capital after it, it is part of a name.
    pub(super) fn ordinal_in_digits(&self, at: usize) -> Option<Found> {
        let number = self.number(at).filter(|number| self.tables.ordinal_endings.contains(&number.letters))?;
        let lower = self.token(at + 1).is_some_and(|t| t.shape.has(Shape::LOWER));
        let noun = lower && self.page.record(at + 1).pos_set().meets(PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0));
        let whole = number.value.scale() == 0 && !number.value.is_zero();
        (noun && whole).then(|| self.ranked(at, number.value.to_compact_string()))
    }

    /// "third".
    pub(super) fn ordinal(&self, at: usize) -> Option<Found> {
        let value = *self.tables.ordinals.get(&self.token(at)?.hash)?;
        let record = |n: usize| self.page.record(n).pos_set();
        // "second" of time, "first" as adverb
        let noun = self.page.tokens().get(at + 1).is_some_and(|t| t.shape.has(Shape::LETTER))
            && record(at + 1).meets(PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0));
        let before = at > 0 && record(at - 1).meets(PosSet(Pos::DT.bit() | Pos::PRPS.bit() | Pos::POS.bit()));
        if !noun || !before {
            return None;
        }
        Some(self.ranked(at, value.to_compact_string()))
    }

    /// The ordinal of one token.
    fn ranked(&self, at: usize, number: CompactString) -> Found {
        let value = FigureValue { written_number: number.clone(), number, ..FigureValue::default() };
        Found { tokens: Span::new(at as u32, at as u32 + 1), subtype: "ordinal", value, score: ORDINAL }
    }
}
