//! Money whose symbol or code stands before the number, and the cents after it. In: a token. Out: the figure.

use newsgraph_lexicon::{Pos, Shape, fold_hash};
use rust_decimal::Decimal;

use super::Scope;
use super::digits::digits;
use super::found::{Amount, Found};
use super::numbers::{Number, scales};
use super::units::Unit;
use super::words::Joint;

impl<'a> Scope<'a> {
    /// "$18m", "EUR 3bn", "£2-3 million", "$-5".
    pub(super) fn money_before(&self, at: usize) -> Option<Found> {
        let (length, unit) = (1..=3usize)
            .rev()
            .filter(|n| at + n < self.limit)
            .find_map(|n| self.currency(at, n).map(|unit| (n, unit)))?;
        let minus = matches!(self.word(at + length), "-" | "−") && !self.is_spaced(at + length + 1);
        let from = at + length + usize::from(minus);
        let mut first = self.number(from).filter(|n| !n.spelt)?;
        self.money_scale(&mut first)?;
        if minus {
            first.value = -first.value;
        }
        let mut amount = Amount::from(first.value);
        let changed = self.joint(first.end) == Some(Joint::To) && self.is_change(at);
        if let Some(mut second) = self.joined(at, first.end).filter(|_| !changed).and_then(|next| self.number(next))
            && self.money_scale(&mut second).is_some()
            && second.value > first.value
        {
            amount = Amount::between(self.shared_scale(&first, &second), second.value);
            first = second;
        } else if let Some((after, part)) = self.hundredths(first.end, unit) {
            amount.value += part;
            first.end = after;
        }
        Some(self.found(at, first.end, amount, Some(unit)))
    }

    /// The currency whose symbol is exactly `length` tokens.
    fn currency(&self, at: usize, length: usize) -> Option<&'a Unit> {
        let tokens = self.page.tokens().get(at..at + length)?;
        // "A$" and "c $" are currencies, "a $5 fee" holds an article and "'s $5" a possessive
        let apart = tokens[1..].iter().any(|t| t.shape.has(Shape::SPACE_BEFORE));
        let possessive = at > self.floor && self.page.tokens()[at - 1].shape.any(Shape::QUOTE | Shape::POSSESSIVE);
        if apart && tokens[0].span.len() < 2 && (possessive || self.page.record(at).can_be(Pos::DT)) {
            return None;
        }
        let hashes: smallvec::SmallVec<[u64; 3]> = tokens.iter().map(|t| t.hash).collect();
        self.tables.units.currency_before(&hashes)
    }

    /// "USD115", "EUR2.50", "N5bn": a code or an initial and its digits in one word.
    pub(super) fn code_glued(&self, at: usize) -> Option<Found> {
        let token = self.token(at).filter(|t| t.shape.has(Shape::DIGIT | Shape::UPPER_FIRST))?;
        let text = self.word(at);
        let letters = text.find(|c: char| c.is_ascii_digit())?;
        let code = self.tables.units.currency_before(&[fold_hash(&text[..letters])]);
        let unit = code.or_else(|| self.tables.units.initial(&text[..letters]))?;
        let read = digits(self.page.text(), token.span.start as usize + letters, self.tables)?;
        let mut end = at;
        while self.token(end).is_some_and(|t| (t.span.start as usize) < read.end) {
            end += 1;
        }
        let rest = &self.page.text()[read.end..self.token(end - 1)?.span.end as usize];
        let mut number = Number { end, value: read.value, letters: rest.into(), ..Number::default() };
        if rest.is_empty() {
            scales(self.page, self.tables, self.limit, &mut number);
        } else {
            self.money_scale(&mut number)?;
        }
        // "N5bn", "R1,200", "N617 a litre", but not the road N17
        let priced = || self.token(number.end).is_some() && self.page.record(number.end).can_be(Pos::DT);
        let price = || number.scaled || read.grouped || priced();
        (code.is_some() || price()).then(|| self.found(at, number.end, number.value.into(), Some(unit)))
    }

    /// Applies letters glued to money: "18m". `None` when the letters mean nothing. And a capital apart from it: "$4.5 M".
    fn money_scale(&self, number: &mut Number) -> Option<()> {
        if number.letters.is_empty() {
            let letter = self.word(number.end);
            let capital = self.token(number.end).is_some_and(|t| t.shape.has(Shape::UPPER_FIRST) && t.span.len() == 1);
            let initial = matches!(self.word(number.end + 1), "." | "&") || self.is_joiner(number.end + 1);
            if capital
                && !initial
                && !number.scaled
                && let (Some(scale), _) = self.tables.glued(letter, true)
            {
                number.value = number.value.checked_mul(scale)?;
                (number.end, number.scaled) = (number.end + 1, true);
            }
            return Some(());
        }
        let (scale, _) = self.tables.glued(&number.letters, true);
        number.value = number.value.checked_mul(scale?)?;
        number.scaled = true;
        Some(())
    }

    /// "and 50 cents", "43c" after whole units of the same currency: the token after it, and its part of one unit.
    pub(super) fn hundredths(&self, at: usize, unit: &Unit) -> Option<(usize, Decimal)> {
        let and = usize::from(self.joint(at) == Some(Joint::And));
        let part = self.number(at + and).filter(|n| n.value < Decimal::ONE_HUNDRED && !n.scaled)?;
        let small = if part.letters.is_empty() {
            self.unit_at(part.end, false)
        } else {
            self.tables.glued(&part.letters, false).1.map(|small| (part.end, small))
        };
        let Some((end, small)) = small else {
            // "15 dollars 50", "100 dollars and fifty": what ends the clause
            let closed = self.token(part.end).is_none_or(|t| t.is_punctuation() && !t.shape.has(Shape::JOINER));
            let cents = (and == 0 || part.spelt) && closed && part.value >= Decimal::TEN && unit.factor == Decimal::ONE;
            return (cents && part.letters.is_empty()).then(|| (part.end, part.value / Decimal::ONE_HUNDRED));
        };
        let same = small.base == unit.base || small.shared && unit.factor == Decimal::ONE;
        let fits = small.family == "money" && same && small.factor < unit.factor;
        fits.then(|| (end, part.value * small.factor))
    }

    fn is_spaced(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.shape.has(Shape::SPACE_BEFORE))
    }
}
