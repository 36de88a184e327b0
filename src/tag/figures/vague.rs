//! Numbers that are not one: "dozens of films", "tens of thousands of people", "several hundred". In: a token. Out: the least
//! it can mean, marked as `vague`: "millions of dollars" is not the one million of another sentence.

use compact_str::CompactString;
use newsgraph_lexicon::{Pos, PosSet, Shape, fold_hash};
use rust_decimal::Decimal;

use super::Scope;
use super::found::{COUNT, Found};
use super::numbers::{Number, scales};
use super::words::Joint;

/// What stands before and after an unclear number that is an object or subject by itself.
const BEFORE: PosSet = PosSet(PosSet::VERB.0 | Pos::CC.bit());
const AFTER: PosSet =
    PosSet(PosSet::VERB.0 | Pos::MD.bit() | Pos::CC.bit() | Pos::IN.bit() | Pos::TO.bit() | PosSet::ADVERB.0);

/// Modifier of a number that is not one.
const VAGUE: &str = "vague";

impl Scope<'_> {
    /// "dozens of films", "hundreds of millions of dollars", "thousands" alone.
    pub(super) fn vague(&self, at: usize) -> Option<Found> {
        let value = |n: usize| self.token(n).and_then(|token| self.tables.vague.get(&token.hash)).copied();
        let mut number: Decimal = value(at)?;
        let mut end = at + 1;
        while let (Some(Joint::Of), Some(next)) = (self.joint(end), value(end + 1)) {
            number = number.checked_mul(next)?;
            end += 2;
        }
        // "hundreds of millions users" has lost a word
        let of = self.joint(end) == Some(Joint::Of);
        let alone = number >= Decimal::TEN && end == at + 1 && !of;
        // "scores of 9.8"
        let rated = of && self.token(end + 1).is_some_and(|token| token.shape.has(Shape::DIGIT));
        if rated || alone && (number < Decimal::ONE_HUNDRED || !self.stands_alone(at)) {
            return None;
        }
        Some(self.unclear(at, end, end + usize::from(of), number))
    }

    /// "several hundred people", "a few thousand dollars", "a couple of films".
    pub(super) fn few(&self, at: usize) -> Option<Found> {
        let word = at + usize::from(self.joint(at) == Some(Joint::Article));
        let few = *self.tables.few.get(&self.token(word)?.hash)?;
        let of = usize::from(self.joint(word + 1) == Some(Joint::Of));
        let end = word + 1 + of;
        let mut number = Number { end, value: few.into(), ..Number::default() };
        scales(self.page, self.tables, self.limit, &mut number);
        if number.scaled {
            return Some(self.unclear(at, number.end, number.end, number.value));
        }
        // only a couple is a number by itself
        let couple = of == 1 && few == 2;
        let counts = |noun: &CompactString| couple && !self.tables.spans.contains(&fold_hash(noun));
        self.counted_noun(end).filter(counts).map(|_| self.unclear(at, word + 1, end, number.value))
    }

    /// The figure of an unclear number, whose unit or noun begins at `next`.
    fn unclear(&self, at: usize, end: usize, next: usize, number: Decimal) -> Found {
        let mut found = if let Some((after, unit)) = self.unit_at(next, true).filter(|(_, unit)| !unit.scaled) {
            self.found(at, after, number.into(), Some(unit))
        } else {
            let mut found = self.found(at, end, number.into(), None);
            found.score = COUNT;
            if let Some(noun) = self.counted_noun(next) {
                (found.subtype, found.value.unit) = ("count", noun);
            }
            found
        };
        if found.value.modifier.is_empty() || found.value.is_approximate() {
            found.value.modifier = VAGUE.into();
        }
        found
    }

    /// Whether an unclear number is itself what is done or done to: "killed hundreds", "millions fled", not "low hundreds".
    fn stands_alone(&self, at: usize) -> bool {
        let glued = |n: usize| self.is_joiner(n);
        if glued(at + 1) || at > self.floor && glued(at - 1) {
            return false;
        }
        let meets = |n: usize, set: PosSet| self.page.record(n).pos_set().meets(set);
        let ends = |n: usize| self.token(n).is_none_or(|t| t.is_punctuation() && !t.shape.has(Shape::JOINER));
        (at == self.floor || meets(at - 1, BEFORE)) && (ends(at + 1) || meets(at + 1, AFTER))
    }
}
