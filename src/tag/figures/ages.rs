//! Ages without their word, and ordinals. In: a number or a token. Out: the figure.

use compact_str::ToCompactString as _;
use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;

use super::Scope;
use super::found::{Amount, CERTAIN, COUNT, Found, ORDINAL, WITH_UNIT};
use super::numbers::Number;
use super::tables::Joint;
use crate::types::{FigureValue, Span};

impl Scope<'_> {
    /// "aged 50", "Reed, 54,".
    pub(super) fn aged(&self, at: usize, number: &Number) -> Option<Found> {
        if number.value >= Decimal::from(110) || number.scaled || !number.letters.is_empty() {
            return None;
        }
        // "aged between 18 and 25", "sisters, 22, 24 and 26,"
        let mut first = self.list_start(at);
        if first > self.floor && self.joint(first - 1) == Some(Joint::Between) {
            first -= 1;
        }
        let bound = self.tables.bound(|n| (first > self.floor + n).then(|| self.page.tokens()[first - 1 - n].hash)).1;
        let told = first > self.floor + bound && self.joint(first - 1 - bound) == Some(Joint::Aged);
        let end = self.list_end(number.end);
        let set_off = !number.spelt
            && first > self.floor
            && self.word(first - 1) == ","
            && matches!(self.word(end), "," | ".")
            && number.value >= Decimal::TEN;
        if !told && !set_off || first < at && self.counted_noun(number.end).is_some() {
            return None;
        }
        let second = self.second(at, number).filter(|second| told && !second.scaled);
        let mut found = match &second {
            Some(second) => self.found(at, second.end, Amount::between(number.value, second.value), None),
            None => self.found(at, number.end, number.value.into(), None),
        };
        (found.subtype, found.score) = ("age", if told { WITH_UNIT } else { COUNT });
        if told {
            found.value.unit = "year".into();
        }
        Some(found)
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

    /// "third", "21st".
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
        let value = FigureValue {
            number: value.to_compact_string(),
            written_number: value.to_compact_string(),
            ..FigureValue::default()
        };
        Some(Found { tokens: Span::new(at as u32, at as u32 + 1), subtype: "ordinal", value, score: ORDINAL })
    }
}
