//! Numbers without a unit: counts with their noun, fractions, bare numbers. In: a number. Out: the figure.

use compact_str::CompactString;
use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;

use super::Scope;
use super::found::{Amount, BARE, COUNT, Found};
use super::numbers::Number;
use super::words::Joint;
use crate::types::Span;

/// Longest group of what a number counts, in words.
const LONGEST: usize = 4;

impl Scope<'_> {
    /// "47,000 people", "7 to 10 films", "four unreleased films", a bare number.
    pub(super) fn count(&self, at: usize, number: &Number) -> Option<Found> {
        let bare = self.tables.bare;
        if !number.letters.is_empty() || !bare && matches!(self.word(number.end), "/" | ":") {
            return None;
        }
        let kind = || !number.spelt && at > self.floor && self.is_of_kind(at);
        if number.part && self.is_joiner(number.end) || self.is_second(at) || kind() {
            return None;
        }
        if number.part {
            let share = Amount { part: true, ..number.value.into() };
            let mut found = self.found(at, number.end, share, None);
            (found.subtype, found.score) = ("fraction", COUNT);
            return Some(found);
        }
        if let Some(found) = self.counted_range(at, number) {
            return Some(found);
        }
        let end = number.end + self.bound_after(number.end).map_or(0, |(_, length)| length);
        if end == number.end && self.is_joiner(end) && !bare {
            return self.hyphened(at, number);
        }
        let year = !number.scaled
            && !number.spelt
            && number.value.scale() == 0
            && (1000..2100).contains(&number.value.mantissa());
        let capital = self.token(at).is_some_and(|token| token.shape.has(Shape::UPPER_FIRST));
        let one_of = number.spelt && number.value == Decimal::ONE && self.joint(number.end) == Some(Joint::Of);
        // "this one tries to", "Formula 1 drivers": one counts no plural
        let single = number.value == Decimal::ONE && end == number.end;
        let noun = self.counted_noun(end).filter(|_| !one_of && !(single && !self.is_plural(end)));
        let noun = noun.filter(|_| !self.is_kind(at, number));
        let owned = |n: usize| self.page.record(n).pos_set().meets(PosSet(Pos::PRPS.bit() | Pos::POS.bit()));
        let told = |n: usize| self.token(n).is_some_and(|token| self.tables.definite.contains(&token.hash) || owned(n));
        // "the 2018 elections", not "some 2018 voters"
        let dated = year && number.value >= Decimal::from(1900) && at > self.floor && told(at - 1);
        // "Velpress 3 uses a list", "Velpress 3 starts at $90"
        let after = |pos: PosSet| self.token(end + 1).is_some_and(|_| self.page.record(end + 1).pos_set().meets(pos));
        let object = || after(PosSet(Pos::DT.bit())) || told(end + 1);
        let named = || at > self.floor && self.page.tokens()[at - 1].is_capitalised();
        let led = || after(PosSet(Pos::IN.bit() | Pos::TO.bit())) && named();
        let acts = || self.page.record(end).can_be(Pos::VBZ) && (object() || led());
        if dated || noun.is_some() && acts() && self.is_label(at, number) {
            return None;
        }
        let score = match noun {
            // "all of season five, minus three episodes": left out, not counted below nothing
            Some(_) if number.value.is_sign_negative() => return None,
            // a version: "Vel 5.0 users"
            Some(_) if number.value.scale() > 0 && !number.scaled && self.is_label(at, number) => return None,
            Some(_) => {
                if year {
                    BARE
                } else {
                    COUNT
                }
            }
            None if !bare && year || number.spelt && !number.scaled && number.value == Decimal::ONE => return None,
            // a name or a title: "Project Zero"
            None if number.value.is_zero() && capital => return None,
            None if !number.scaled && self.is_label(at, number) => return None,
            None => {
                if number.scaled {
                    COUNT
                } else {
                    BARE
                }
            }
        };
        let mut found = self.found(at, number.end, number.value.into(), None);
        found.score = score;
        if let Some(noun) = noun {
            (found.subtype, found.value.unit) = ("count", noun);
        }
        Some(found)
    }

    /// "between 7 and 10 films", "from 7 to 10", "5k-20k": a dash alone may be a score.
    fn counted_range(&self, at: usize, first: &Number) -> Option<Found> {
        let second = self.second(at, first).filter(|second| second.letters.is_empty())?;
        let noun = self.counted_noun(second.end);
        let opened = at > self.floor && matches!(self.joint(at - 1), Some(Joint::Between | Joint::From));
        let opened = opened || second.scaled;
        if noun.is_none() && !opened || self.is_joiner(second.end) {
            return None;
        }
        let amount = self.range(at, self.shared_scale(first, &second), second.value);
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

    /// The noun that a number counts: the head of the noun group that begins at a token.
    pub(super) fn counted_noun(&self, at: usize) -> Option<CompactString> {
        let mut kind = None;
        // "short-range missiles", "day-trippers": words with a hyphen are one
        let mut first = at;
        let mut words = 0;
        for token in at..self.limit {
            let shape = self.page.tokens()[token].shape;
            let record = self.page.record(token);
            let joined = token > at && self.word(token - 1) == "-";
            if token > at && self.word(token) == "-" && self.is_joiner(token) {
                continue;
            }
            if !joined {
                (first, words) = (token, words + 1);
            }
            // "11 Boeing 777 jets"
            let model =
                shape.has(Shape::NUMBER) && token > at && self.page.tokens()[token - 1].shape.has(Shape::UPPER_FIRST);
            if model && words <= LONGEST {
                continue;
            }
            if words > LONGEST || !shape.has(Shape::LETTER) {
                break;
            }
            let plural = record.can_be(Pos::NNS) || self.is_plural(token);
            if plural && !shape.has(Shape::UPPER_FIRST) {
                let span = Span::new(self.page.tokens()[first].span.start, self.page.tokens()[token].span.end);
                let noun = CompactString::from_str_to_lowercase(span.of(self.page.text()));
                if !self.is_modifier(token) {
                    return Some(noun);
                }
                kind = Some(noun);
                continue;
            }
            // "30 PCs"
            let initials = self.word(token).strip_suffix('s').filter(|word| word.len() > 1);
            if let Some(initials) = initials
                && initials.chars().all(char::is_uppercase)
            {
                return Some(self.word(token).into());
            }
            let kinds = PosSet::ADJECTIVE.0 | PosSet::NOUN.0 | Pos::VBN.bit() | Pos::VBG.bit() | PosSet::ADVERB.0;
            let modifier = shape.has(Shape::UPPER_FIRST) || record.pos_set().meets(PosSet(kinds));
            if !modifier || record.can_be(Pos::IN) {
                break;
            }
        }
        kind
    }

    /// A plural that tells of what kind the noun after it is: "rights" of "human rights activists".
    fn is_modifier(&self, at: usize) -> bool {
        let set = self.token(at + 1).map(|_| self.page.record(at + 1).pos_set()).unwrap_or_default();
        let noun = set.meets(PosSet::NOUN) && !set.meets(PosSet(PosSet::CLOSED.0 | Pos::VBD.bit()));
        noun && self.tables.modifiers.contains(&self.page.tokens()[at].hash)
    }

    /// The number of a kind, not of things: "category 5 hurricanes", "phase 3 trials".
    fn is_kind(&self, at: usize, number: &Number) -> bool {
        let kind = at.checked_sub(1).filter(|n| *n >= self.floor);
        number.value < Decimal::from(20)
            && kind.is_some_and(|n| self.tables.kinds.contains(&self.page.tokens()[n].hash))
    }

    /// A noun that is counted without an ending, and is the last of its group: "30 staff", not "30 staff members".
    fn is_plural(&self, at: usize) -> bool {
        let next = self.token(at + 1).map(|_| self.page.record(at + 1).pos_set()).unwrap_or_default();
        let modifier = next.meets(PosSet::NOUN) && !next.meets(PosSet::VERB);
        !modifier && self.tables.plurals.contains(&self.page.tokens()[at].hash)
    }
}
