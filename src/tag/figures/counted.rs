//! Numbers without a unit: counts with their noun, ages, fractions, ordinals, bare numbers. In: a number. Out: the figure.

use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;

use super::Scope;
use super::found::{Amount, BARE, COUNT, Found, ORDINAL, WITH_UNIT};
use super::numbers::Number;
use super::tables::Joint;
use crate::types::{FigureValue, Span};

impl Scope<'_> {
    /// "47,000 people", "7 to 10 films", "four unreleased films", a bare number.
    pub(super) fn count(&self, at: usize, number: &Number) -> Option<Found> {
        if !number.letters.is_empty() || matches!(self.word(number.end), "/" | ":") {
            return None;
        }
        if number.part {
            let mut found = self.found(at, number.end, number.value.into(), None);
            (found.subtype, found.score) = ("fraction", COUNT);
            return Some(found);
        }
        if let Some(found) = self.counted_range(at, number) {
            return Some(found);
        }
        if self.is_joiner(number.end) {
            return self.hyphened(at, number);
        }
        let mut found = self.found(at, number.end, number.value.into(), None);
        let year = !number.scaled
            && !number.spelt
            && number.value >= Decimal::from(1000)
            && number.value < Decimal::from(2100)
            && number.value.scale() == 0;
        let capital = self.token(at).is_some_and(|token| token.shape.has(Shape::UPPER_FIRST));
        let one_of = number.spelt && number.value == Decimal::ONE && self.joint(number.end) == Some(Joint::Of);
        match self.counted_noun(number.end).filter(|_| !one_of) {
            // "all of season five, minus three episodes": left out, not counted below nothing
            Some(_) if number.value.is_sign_negative() => return None,
            Some(noun) => {
                found.subtype = "count";
                found.value.unit = noun;
                found.score = if year { BARE } else { COUNT };
            }
            None if year || number.spelt && !number.scaled && number.value == Decimal::ONE => return None,
            // a name or a title: "Project Zero"
            None if number.value.is_zero() && capital => return None,
            None => found.score = if number.scaled { COUNT } else { BARE },
        }
        Some(found)
    }

    /// "between 7 and 10 films", "from 7 to 10": a dash alone may be a score.
    fn counted_range(&self, at: usize, first: &Number) -> Option<Found> {
        let second = self.second(at, first)?;
        let noun = self.counted_noun(second.end);
        let opened = at > self.floor && matches!(self.joint(at - 1), Some(Joint::Between | Joint::From));
        if noun.is_none() && !opened || self.is_joiner(second.end) {
            return None;
        }
        let amount = Amount::between(self.shared_scale(first, &second), second.value);
        let mut found = self.found(at, second.end, amount, None);
        found.score = if noun.is_some() { COUNT } else { BARE };
        if let Some(noun) = noun {
            (found.subtype, found.value.unit) = ("count", noun);
        }
        Some(found)
    }

    /// "19" of "a 19-member panel".
    fn hyphened(&self, at: usize, number: &Number) -> Option<Found> {
        let noun = number.end + 1;
        let lower = self.token(noun).is_some_and(|token| token.shape.has(Shape::LOWER | Shape::LETTER));
        if !lower || number.spelt {
            return None;
        }
        let mut found = self.found(at, number.end, number.value.into(), None);
        found.score = BARE;
        Some(found)
    }

    /// "aged 50", "Reed, 54,".
    pub(super) fn aged(&self, at: usize, number: &Number) -> Option<Found> {
        let told = at > self.floor && self.joint(at - 1) == Some(Joint::Aged);
        let set_off = at > self.floor
            && self.word(at - 1) == ","
            && matches!(self.word(number.end), "," | ".")
            && !number.spelt
            && number.value >= Decimal::TEN;
        if !told && !set_off || number.value >= Decimal::from(110) || number.scaled || !number.letters.is_empty() {
            return None;
        }
        let mut found = self.found(at, number.end, number.value.into(), None);
        (found.subtype, found.score) = ("age", if told { WITH_UNIT } else { COUNT });
        if told {
            found.value.unit = "year".to_owned();
        }
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
        let value =
            FigureValue { number: value.to_string(), written_number: value.to_string(), ..FigureValue::default() };
        Some(Found { tokens: Span::new(at as u32, at as u32 + 1), subtype: "ordinal", value, score: ORDINAL })
    }

    /// The noun that a number counts: the head of the noun group that begins at a token.
    pub(super) fn counted_noun(&self, at: usize) -> Option<String> {
        for token in at..(at + 4).min(self.limit) {
            let shape = self.page.tokens()[token].shape;
            let record = self.page.record(token);
            if !shape.has(Shape::LETTER) {
                return None;
            }
            if record.can_be(Pos::NNS) && !shape.has(Shape::UPPER_FIRST) {
                return Some(self.word(token).to_lowercase());
            }
            let kinds = PosSet::ADJECTIVE.0 | PosSet::NOUN.0 | Pos::VBN.bit() | Pos::VBG.bit() | Pos::RBR.bit();
            let modifier = shape.has(Shape::UPPER_FIRST) || record.pos_set().meets(PosSet(kinds));
            if !modifier || record.can_be(Pos::IN) {
                return None;
            }
        }
        None
    }

    /// Digits glued to a name or code: "A-380", "COVID-19", "CVE-2026-11873", "8.4.1".
    pub(super) fn part_of_code(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|n| &self.page.tokens()[n]);
        let glued = before.is_some_and(|t| t.shape.has(Shape::JOINER))
            && at > 1
            && self.page.tokens()[at - 2].shape.has(Shape::UPPER_FIRST);
        let word = self.word(at);
        let dotted = word.matches('.').count() > 1 && !word.contains(',');
        let numbered = before.is_some_and(|t| matches!(t.text(self.page.text()), "#" | "/" | "_"));
        // a footnote: "[1]"
        let note = before.is_some_and(|t| t.text(self.page.text()) == "[") && self.word(at + 1) == "]";
        glued || dotted || word.contains(':') || numbered || note
    }
}
