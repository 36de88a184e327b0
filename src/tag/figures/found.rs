//! A figure's value. In: a number, its unit and where it stands. Out: [`Found`], and the candidate made of it.

use compact_str::{CompactString, ToCompactString as _};
use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use smallvec::SmallVec;

use super::Scope;
use super::units::Unit;
use super::words::Joint;
use crate::types::{Candidate, EntityType, FigureValue, Page, Span, Token, Value};

/// Sums figures enter with, in thousandths: a unit makes one certain, a bare number is weak.
/// Ages and fractions outweigh the length of time that begins them: "six weeks old", "three quarters of voters".
pub(super) const CERTAIN: i32 = 6500;
/// An age or measured time in several words outweighs a length of time with as many numbers: "ninety five years of age".
const LONG: i32 = 12_500;
pub(super) const WITH_UNIT: i32 = 4500;
pub(super) const COUNT: i32 = 2500;
pub(super) const ORDINAL: i32 = 1000;
pub(super) const BARE: i32 = 300;

/// Words between what tells of a fall and "by".
const FALL: usize = 5;

/// A figure found: where, what, and how sure.
pub(super) struct Found {
    pub(super) tokens: Span,
    pub(super) subtype: &'static str,
    pub(super) value: FigureValue,
    pub(super) score: i32,
}

/// What a number comes to in the unit it is written in.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    /// Bounds of a range.
    pub(super) bounds: Option<(Decimal, Decimal)>,
    /// A share of something, written as a fraction.
    pub(super) part: bool,
}

impl From<Decimal> for Amount {
    fn from(value: Decimal) -> Self {
        Amount { value, bounds: None, part: false }
    }
}

impl Amount {
    /// A range stands for its middle: neither bound is what was said.
    pub(super) fn between(low: Decimal, high: Decimal) -> Self {
        let value = low.checked_add(high).map_or(high, |sum| (sum / Decimal::TWO).normalize());
        Amount { value, bounds: Some((low, high)), part: false }
    }

    /// A value that may differ by so much.
    pub(super) fn within(value: Decimal, by: Decimal) -> Self {
        Amount { bounds: value.checked_sub(by).zip(value.checked_add(by)), ..value.into() }
    }

    fn map(self, change: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        let change = |value| change(value).unwrap_or(value);
        let bounds = self.bounds.map(|(low, high)| (change(low), change(high)));
        Amount { value: change(self.value), bounds, ..self }
    }
}

impl Scope<'_> {
    /// The figure from `start` to before `end`, with a minus sign and the bound that stand before it, or the bound after it.
    pub(super) fn found(&self, start: usize, end: usize, amount: Amount, unit: Option<&Unit>) -> Found {
        let negative = self.is_negative(start);
        let first = if negative { start - 1 } else { start };
        let amount = if negative { amount.map(|value| Some(-value)) } else { amount };
        let written = amount.map(|value| unit.map_or(Some(value), |u| value.checked_mul(u.scale)));
        let base =
            written.map(|value| unit.map_or(Some(value), |u| value.checked_add(u.offset)?.checked_mul(u.factor)));
        let previous = |n: usize| (first > self.floor + n).then(|| self.page.tokens()[first - 1 - n].hash);
        // "four-under 67"
        let (mut bound, mut bound_length) = self.tables.bound(previous);
        if first.checked_sub(1 + bound_length).is_some_and(|n| n >= self.floor && self.is_joiner(n)) {
            (bound, bound_length) = ("", 0);
        }
        let mut end = end;
        if let Some((after, length)) = self.bound_after(end) {
            (bound, end) = (after, end + length);
        }
        let share = amount.part || unit.is_some_and(|unit| unit.family == "percent");
        let fell = share && self.is_fall(first, bound_length, end);
        let base = if fell { base.map(|value| Some(-value)) } else { base };
        let bounds = base.bounds.map(|(low, high)| (low.min(high), low.max(high)));
        let (low, high) = bounds.map_or_else(Default::default, |(low, high)| (plain_text(low), plain_text(high)));
        let modifier = if base.bounds.is_some() { "between" } else { bound };
        let number = plain_text(base.value);
        let value = FigureValue {
            written_number: if unit.is_some() || fell { plain_text(written.value) } else { number.clone() },
            number,
            unit: unit.map_or_else(CompactString::default, |u| u.base.clone()),
            modifier: modifier.into(),
            low,
            high,
            written_unit: unit.map_or_else(CompactString::default, |u| u.name.clone()),
        };
        let family = unit.map(|u| u.family.as_str());
        let subtype = match family {
            Some("money") => "money",
            Some("percent") => "percent",
            Some("age") => "age",
            Some("multiple") => "multiple",
            Some("measure") if unit.is_some_and(|u| u.base == "byte") => "data_size",
            Some(_) => "measure",
            None => "number",
        };
        Found {
            tokens: Span::new((first - bound_length) as u32, end as u32),
            subtype,
            value,
            score: if matches!(family, Some("age" | "time")) { LONG } else { WITH_UNIT },
        }
    }
}

impl Scope<'_> {
    /// What a bound that begins at a token means, and its length.
    pub(super) fn bound_after(&self, at: usize) -> Option<(&str, usize)> {
        // "100+", not "100 + 50" and "5+66"
        let apart = |t: &&Token| t.is_punctuation() && t.shape.has(Shape::SPACE_BEFORE);
        let glued = |t: &Token| t.shape.has(Shape::DIGIT) && !t.shape.has(Shape::SPACE_BEFORE);
        let sum = |t: &&Token| t.text(self.page.text()) == "+" && self.token(at + 1).is_some_and(glued);
        let token = |n: usize| self.token(at + n).filter(|t| n > 0 || !apart(t) && !sum(t));
        self.tables.bound_after(|n| token(n).map(|token| token.hash))
    }

    /// A minus sign glued to what begins at a token ("-5"), or apart from it after a word that no dash can follow ("of - 5") or in brackets ("(- 5)").
    pub(super) fn is_negative(&self, start: usize) -> bool {
        let Some(sign) = start.checked_sub(1).filter(|n| *n >= self.floor) else { return false };
        let bracket = sign > self.floor && self.word(sign - 1) == "(";
        // nothing but a number: "- 1 4/5"
        let alone = || {
            let number = |n: usize| self.token(n).is_some_and(|t| t.shape.has(Shape::DIGIT)) || self.word(n) == "/";
            sign == self.floor && matches!(self.word(sign), "-" | "−") && (start..self.limit).all(number)
        };
        if alone() {
            return true;
        }
        let spaced = bracket || self.token(sign).is_some_and(|t| t.shape.has(Shape::SPACE_BEFORE));
        if !spaced || !matches!(self.word(sign), "-" | "−") {
            return false;
        }
        let glued = self.token(start).is_some_and(|t| !t.shape.has(Shape::SPACE_BEFORE));
        let pos = |n: usize| sign.checked_sub(n).filter(|n| *n >= self.floor).map(|n| self.page.record(n).pos_set());
        let (before, to) = (pos(1).unwrap_or_default(), PosSet(Pos::TO.bit()));
        let link = bracket || before.within(PosSet(Pos::IN.bit() | Pos::TO.bit())) && !before.is_empty();
        let infinitive = before.has(Pos::VB) && pos(2).is_some_and(|pos| pos.meets(to));
        glued || link || infinitive
    }

    /// A share by which something lessens: "fell 5 %", "down by nearly 5 %", "cut output by a third", "a 5 % drop"; not a level
    /// ("fell below 5 %") nor a part of what is left ("dropped a third of its claims").
    fn is_fall(&self, first: usize, bound_length: usize, end: usize) -> bool {
        let back = |n: usize| (first > self.floor + n).then(|| self.page.tokens()[first - 1 - n].hash);
        if bound_length > 0 && back(0).is_some_and(|word| self.tables.levels.contains(&word)) {
            return false;
        }
        if self.token(end).is_some_and(|token| self.tables.falls_after.contains(&token.hash)) {
            return true;
        }
        let word = back(bound_length);
        if word.is_none_or(|word| self.tables.joint(word) != Some(Joint::By)) {
            return word.is_some_and(|word| self.tables.falls.contains(&word)) && self.joint(end) != Some(Joint::Of);
        }
        // "fell in July by 5 %": the change that was told last
        let by = first - 1 - bound_length;
        let told = (by.saturating_sub(FALL).max(self.floor)..by).rev().find(|n| {
            let word = self.page.tokens()[*n].hash;
            let verb = self.page.record(*n).pos_set();
            self.tables.changes.contains(&word)
                || self.tables.falls.contains(&word)
                || verb.within(PosSet::VERB) && !verb.is_empty()
        });
        told.is_some_and(|n| {
            let word = self.page.tokens()[n].hash;
            self.tables.falls.contains(&word) || self.tables.falls_by.contains(&word)
        })
    }
}

impl Found {
    /// The candidate of a figure in a sentence that ends before a token, without the full stop that its last token may hold
    /// ("12 mph.").
    pub(super) fn candidate(self, page: &Page<'_>, limit: usize) -> Candidate {
        let tokens = &page.tokens()[self.tokens.range()];
        let end = tokens[tokens.len() - 1].span.end;
        let last = page.word(self.tokens.end as usize - 1);
        let stop = self.tokens.end as usize == limit && last.len() > 1 && last.find('.') == Some(last.len() - 1);
        Candidate {
            span: Span::new(tokens[0].span.start, end - u32::from(stop)),
            tokens: self.tokens,
            kind: EntityType::Figure,
            subtype: self.subtype.into(),
            score: self.score,
            evidence: SmallVec::new(),
            sense: None,
            value: Some(Value::Figure(self.value)),
            rule: CompactString::const_new("figure/") + self.subtype,
        }
    }
}

/// Digits kept of a value that is no whole number: more than any text gives, few enough to read.
const DIGITS: u32 = 12;

/// Plain decimal text: whole numbers without a point, two places as written ("2.50"), else no trailing zeros.
fn plain_text(value: Decimal) -> CompactString {
    if value.scale() == 0 || value.fract().is_zero() {
        let small = value.to_i64().filter(|n| *n != 0);
        return small.map_or_else(|| value.trunc().to_compact_string(), |n| n.to_compact_string());
    }
    if value.scale() <= 2 {
        value.to_compact_string()
    } else {
        value.round_sf(DIGITS).unwrap_or(value).normalize().to_compact_string()
    }
}
