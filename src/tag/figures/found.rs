//! A figure's value. In: a number, its unit and where it stands. Out: [`Found`], and the candidate made of it.

use newsgraph_lexicon::Shape;
use rust_decimal::Decimal;
use smallvec::SmallVec;

use super::Scope;
use super::tables::Unit;
use crate::types::{Candidate, EntityType, FigureValue, Page, Span, Value};

/// Sums figures enter with, in thousandths: a unit makes one certain, a bare number is weak.
/// Ages and fractions outweigh the length of time that begins them: "six weeks old", "three quarters of voters".
pub(super) const CERTAIN: i32 = 6500;
pub(super) const WITH_UNIT: i32 = 4500;
pub(super) const COUNT: i32 = 2500;
pub(super) const ORDINAL: i32 = 1000;
pub(super) const BARE: i32 = 300;

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
}

impl From<Decimal> for Amount {
    fn from(value: Decimal) -> Self {
        Amount { value, bounds: None }
    }
}

impl Amount {
    /// A range stands for its middle: neither bound is what was said.
    pub(super) fn between(low: Decimal, high: Decimal) -> Self {
        let value = low.checked_add(high).map_or(high, |sum| (sum / Decimal::TWO).normalize());
        Amount { value, bounds: Some((low, high)) }
    }

    fn map(self, change: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        let change = |value| change(value).unwrap_or(value);
        Amount { value: change(self.value), bounds: self.bounds.map(|(low, high)| (change(low), change(high))) }
    }
}

impl Scope<'_> {
    /// The figure from `start` to before `end`, with a minus sign and the bound that stand before it.
    pub(super) fn found(&self, start: usize, end: usize, amount: Amount, unit: Option<&Unit>) -> Found {
        let negative = start > self.floor
            && matches!(self.word(start - 1), "-" | "−")
            && self.token(start).is_some_and(|t| !t.shape.has(Shape::SPACE_BEFORE))
            && self.token(start - 1).is_some_and(|t| t.shape.has(Shape::SPACE_BEFORE));
        let first = if negative { start - 1 } else { start };
        let amount = if negative { amount.map(|value| Some(-value)) } else { amount };
        let written = amount.map(|value| unit.map_or(Some(value), |u| value.checked_mul(u.scale)));
        let base =
            written.map(|value| unit.map_or(Some(value), |u| value.checked_add(u.offset)?.checked_mul(u.factor)));
        let previous = |n: usize| (first > self.floor + n).then(|| self.page.tokens()[first - 1 - n].hash);
        let (low, high) = base.bounds.map_or_else(Default::default, |(low, high)| (plain_text(low), plain_text(high)));
        let (bound, bound_length) = self.tables.bound(previous);
        let modifier = if base.bounds.is_some() { "between" } else { bound };
        let value = FigureValue {
            number: plain_text(base.value),
            unit: unit.map_or_else(String::new, |u| u.base.clone()),
            modifier: modifier.to_owned(),
            low,
            high,
            written_number: plain_text(written.value),
            written_unit: unit.map_or_else(String::new, |u| u.name.clone()),
        };
        let subtype = match unit.map(|u| u.family.as_str()) {
            Some("money") => "money",
            Some("percent") => "percent",
            Some("age") => "age",
            Some("measure") if unit.is_some_and(|u| u.base == "byte") => "data_size",
            Some(_) => "measure",
            None => "number",
        };
        Found {
            tokens: Span::new((first - bound_length) as u32, end as u32),
            subtype,
            value,
            score: if subtype == "age" { CERTAIN } else { WITH_UNIT },
        }
    }
}

impl Found {
    /// The candidate of a figure.
    pub(super) fn candidate(self, page: &Page<'_>) -> Candidate {
        let tokens = &page.tokens()[self.tokens.range()];
        Candidate {
            span: Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end),
            tokens: self.tokens,
            kind: EntityType::Figure,
            subtype: self.subtype.into(),
            score: self.score,
            evidence: SmallVec::new(),
            sense: None,
            value: Some(Value::Figure(self.value)),
            rule: format!("figure/{}", self.subtype).into(),
        }
    }
}

/// Digits kept of a value that is no whole number: more than any text gives, few enough to read.
const DIGITS: u32 = 12;

/// Plain decimal text: whole numbers without a point, two places as written ("2.50"), else no trailing zeros.
fn plain_text(value: Decimal) -> String {
    if value.fract().is_zero() {
        return value.trunc().to_string();
    }
    if value.scale() <= 2 { value.to_string() } else { value.round_sf(DIGITS).unwrap_or(value).normalize().to_string() }
}
