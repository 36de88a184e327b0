//! Two numbers that are one figure: "10-15", "8- to 16-", "between 5 and 7", "20 ± 3". In: the first number. Out: where the second begins.

use newsgraph_lexicon::Shape;
use rust_decimal::Decimal;

use super::Scope;
use super::found::Amount;
use super::numbers::Number;
use super::words::Joint;

impl Scope<'_> {
    /// Where the second number of a range begins, when a dash, "to" or the "and" of "between" stands at a token.
    pub(super) fn joined(&self, start: usize, at: usize) -> Option<usize> {
        let before = || start.checked_sub(1).filter(|n| *n >= self.floor).and_then(|n| self.joint(n));
        let dash = || self.is_joiner(at) || matches!(self.word(at), "-" | "–");
        let next = match self.joint(at) {
            // "rose from 5 to 7 percent", "fell by $3 million to $20 million"
            Some(Joint::To) => match before() {
                Some(Joint::From) if self.changes(start) => return None,
                Some(Joint::By) => return None,
                _ => at + 1,
            },
            Some(Joint::And) if before() == Some(Joint::Between) => at + 1,
            Some(Joint::Or) => at + 1,
            // "8- to 16-metre", "18-to-24-year-olds"
            None if dash() && self.joint(at + 1) == Some(Joint::To) => at + 2 + usize::from(self.is_joiner(at + 2)),
            None if dash() => at + 1,
            _ => return None,
        };
        let symbol = self.token(next).is_some_and(|t| self.tables.units.opens_money(t.hash) && t.is_punctuation());
        Some(next + usize::from(symbol))
    }

    /// The second number of a range, with its sign, greater than the first; "or" joins neighbours only. Letters glued to it are those of a unit.
    pub(super) fn second(&self, start: usize, first: &Number) -> Option<Number> {
        let next = self.joined(start, first.end)?;
        let minus = matches!(self.word(next), "-" | "−")
            && self.token(next + 1).is_some_and(|token| !token.shape.has(Shape::SPACE_BEFORE));
        let mut number = self.number(next + usize::from(minus))?;
        // a name: "7-Eleven"
        if number.spelt && !first.spelt && self.is_joiner(first.end) {
            return None;
        }
        if minus {
            number.value = -number.value;
        }
        // "5k-20k", "2-3m people"; the letters of a unit stay: "10-15km"
        let many = || number.letters.len() == 1 && self.is_many(number.end);
        if !number.letters.is_empty()
            && let (Some(scale), _) = self.tables.glued(&number.letters, many())
        {
            number.value = number.value.checked_mul(scale)?;
            (number.scaled, number.letters) = (true, String::new());
        }
        let low = if self.is_negative(start) { -first.value } else { first.value };
        let near = self.joint(first.end) != Some(Joint::Or) || number.value <= low * Decimal::TWO;
        (number.value > low && near).then_some(number)
    }

    /// What a range comes to before the sign that stands before its first number is applied.
    pub(super) fn range(&self, start: usize, low: Decimal, high: Decimal) -> Amount {
        Amount::between(low, if self.is_negative(start) { -high } else { high })
    }

    /// Whether a word of change stands right before a figure: in "rose 3 cents to 12 dollars" no range follows.
    pub(super) fn is_change(&self, start: usize) -> bool {
        start > self.floor && self.token(start - 1).is_some_and(|t| self.tables.changes.contains(&t.hash))
    }

    /// Whether a verb of change stands shortly before "from": "rose from 5 to 7" has two figures.
    pub(super) fn changes(&self, start: usize) -> bool {
        let from = start.saturating_sub(7).max(self.floor);
        (from..start).any(|n| self.token(n).is_some_and(|t| self.tables.changes.contains(&t.hash)))
    }

    /// "2 to 3 million": the scale of the second number is that of the first too.
    pub(super) fn shared_scale(&self, first: &Number, second: &Number) -> Decimal {
        if first.scaled || !second.scaled {
            return first.value;
        }
        let mut scale = Decimal::ONE;
        while first.value < Decimal::ONE_THOUSAND
            && let Some(next) = scale.checked_mul(Decimal::ONE_THOUSAND).filter(|next| second.value >= *next)
        {
            scale = next;
        }
        first.value.checked_mul(scale).filter(|v| *v < second.value).unwrap_or(first.value)
    }

    /// "± 3" or "+/- 3" after a number: what it may differ by, and the token after it.
    pub(super) fn uncertainty(&self, at: usize) -> Option<(Decimal, usize)> {
        let glued = |n: usize| self.token(n).is_some_and(|t| !t.shape.has(Shape::SPACE_BEFORE));
        let signs = self.word(at) == "+" && self.word(at + 1) == "/" && self.word(at + 2) == "-" && glued(at + 1);
        let next = if self.word(at) == "±" {
            at + 1
        } else if signs || self.is_plus_or_minus(at + 2) && at + 2 < self.limit {
            at + 3
        } else {
            return None;
        };
        let number = self.number(next).filter(|n| n.letters.is_empty())?;
        Some((number.value, number.end))
    }

    /// Whether "minus" at a token is that of "plus or minus", which takes nothing off.
    pub(super) fn is_plus_or_minus(&self, at: usize) -> bool {
        at >= self.floor + 2
            && self.joint(at) == Some(Joint::Minus)
            && self.joint(at - 1) == Some(Joint::Or)
            && self.joint(at - 2) == Some(Joint::Plus)
    }

    pub(super) fn joint(&self, at: usize) -> Option<Joint> {
        self.token(at).and_then(|token| self.tables.joint(token.hash))
    }
}
