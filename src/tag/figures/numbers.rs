//! Numbers as they are written: digits, words, and both. In: a page and a token. Out: a [`Number`].
//!
//! The grammar is that of spoken English ("a hundred and twenty", "two point five million"); its words are
//! in `rules/figures/numbers.toml`. Parts of numbers are read in `fractions.rs`.

use newsgraph_lexicon::Shape;
use rust_decimal::Decimal;

use super::digits::digits;
use super::tables::Tables;
use super::words::{Joint, NumberWord, Opens};
use crate::types::{Page, Token};

/// A number in the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Number {
    /// Token after the last one.
    pub(super) end: usize,
    /// Its value.
    pub(super) value: Decimal,
    /// Letters glued to its last digits.
    pub(super) letters: String,
    /// A scale word multiplied it, or it has at least four digits with separators.
    pub(super) scaled: bool,
    /// Written in words only.
    pub(super) spelt: bool,
    /// A fraction of what follows: "two thirds".
    pub(super) part: bool,
    /// Holds a fraction in words that only a number can hold: "three quarters of", "a quarter million".
    pub(super) sure: bool,
}

/// The number that begins at a token, before `limit`.
pub(super) fn number(page: &Page<'_>, tables: &Tables, at: usize, limit: usize) -> Option<Number> {
    let token = page.tokens().get(at).filter(|_| at < limit)?;
    let opens = token.shape.has(Shape::DIGIT) || tables.opens(token.hash).has(Opens::NUMBER) || token.is_punctuation();
    if !opens {
        return None;
    }
    let reader = Reader { page, tables, limit };
    if reader.joint(at) == Some(Joint::Minus) {
        let number = reader.number(at + 1)?;
        return Some(Number { value: -number.value, ..number });
    }
    reader.number(at)
}

/// "18 million", "3.5 lakh crore": multiplies by the scale words that follow.
pub(super) fn scales(page: &Page<'_>, tables: &Tables, limit: usize, number: &mut Number) {
    Reader { page, tables, limit }.scales(number);
}

/// Looks at the words of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Reader<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) tables: &'p Tables,
    limit: usize,
}

impl Reader<'_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.page.tokens().get(at).filter(|_| at < self.limit)
    }

    pub(super) fn known(&self, at: usize) -> Option<NumberWord> {
        self.token(at).and_then(|token| self.tables.numbers.get(&token.hash)).copied()
    }

    pub(super) fn joint(&self, at: usize) -> Option<Joint> {
        self.token(at).and_then(|token| self.tables.joint(token.hash))
    }

    /// Whether nothing that the number could belong to follows.
    pub(super) fn closed(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.is_punctuation() && !token.shape.has(Shape::JOINER))
    }

    fn number(&self, at: usize) -> Option<Number> {
        let whole = self.whole(at);
        if let Some(number) = self.fraction(at, whole.as_ref()) {
            return Some(number);
        }
        let mut number = whole?;
        if number.letters.is_empty() {
            self.decimals(&mut number);
            self.and_fraction(&mut number);
            self.scales(&mut number);
            self.ratio(&mut number);
        }
        Some(number)
    }

    /// "1,200.50", "18m", ".25"; not "8.4.1", "3rd" or "A380".
    pub(super) fn digits(&self, at: usize) -> Option<Number> {
        let (text, token) = (self.page.text(), self.token(at)?);
        let point = self.page.word(at) == "."
            && token.shape.has(Shape::SPACE_BEFORE)
            && self.token(at + 1).is_some_and(|t| t.shape.has(Shape::DIGIT) && !t.shape.has(Shape::SPACE_BEFORE));
        if !point && !self.page.word(at).starts_with(char::is_numeric) {
            return None;
        }
        let read = digits(text, token.span.start as usize, self.tables)?;
        let mut end = at;
        while self.token(end).is_some_and(|t| (t.span.start as usize) < read.end) {
            end += 1;
        }
        let last = self.token(end.checked_sub(1)?)?;
        let letters = text.get(read.end..last.span.end as usize)?;
        let unit = letters.trim_end_matches(['²', '³', '2', '3']);
        if !unit.chars().all(char::is_alphabetic) || unit.is_empty() && !letters.is_empty() {
            return None;
        }
        Some(Number { end, value: read.value, letters: letters.to_owned(), scaled: read.grouped, ..Number::default() })
    }

    /// "seventy-five", "a hundred and twenty", "3 hundred and 21", "4 thousand 3 hundred", "18 million".
    pub(super) fn whole(&self, at: usize) -> Option<Number> {
        let mut number = self.group(at, true)?;
        if !number.letters.is_empty() {
            return Some(number);
        }
        let mut ceiling = self.scale(&mut number)?;
        // groups go down: what follows "thousand" is below a thousand
        while ceiling > Decimal::ONE {
            let and = self.joint(number.end) == Some(Joint::And);
            let Some(mut next) = self.group(number.end + usize::from(and), false) else { break };
            if !next.letters.is_empty() || and && self.part(next.end, next.value).is_some() {
                break;
            }
            let own = self.scale(&mut next)?;
            let joins = next.spelt && (number.spelt || own > Decimal::ONE)
                || own > Decimal::ONE && !number.spelt
                || and && ceiling == Decimal::ONE_HUNDRED && next.value.scale() == 0;
            if !joins || next.value >= ceiling || next.value.is_zero() {
                break;
            }
            number.value = number.value.checked_add(next.value)?;
            number.end = next.end;
            number.spelt &= next.spelt;
            ceiling = own;
        }
        Some(number)
    }

    /// What stands before a scale from a thousand on: digits, words to 999, or an article before a scale.
    fn group(&self, at: usize, first: bool) -> Option<Number> {
        if let Some(number) = self.digits(at) {
            return Some(number);
        }
        let mut number = match self.known(at) {
            Some(NumberWord::Unit(_)) => self.below_hundred(at)?,
            None if first && self.joint(at) == Some(Joint::Article) => {
                let scale = matches!(self.known(at + 1), Some(NumberWord::Scale(_)));
                scale.then(|| Number { end: at + 1, value: Decimal::ONE, spelt: true, ..Number::default() })?
            }
            _ => return None,
        };
        if self.known(number.end) == Some(NumberWord::Scale(Decimal::ONE_HUNDRED)) {
            number.value *= Decimal::ONE_HUNDRED;
            (number.end, number.scaled) = (number.end + 1, true);
            let and = usize::from(self.joint(number.end) == Some(Joint::And));
            if let Some(rest) = self.below_hundred(number.end + and)
                && !(and == 1 && self.part(rest.end, rest.value).is_some())
                && !rest.value.is_zero()
            {
                number.value += rest.value;
                number.end = rest.end;
            }
        }
        Some(number)
    }

    /// "seven", "seventy-five".
    pub(super) fn below_hundred(&self, at: usize) -> Option<Number> {
        let Some(NumberWord::Unit(value)) = self.known(at) else { return None };
        let mut number = Number { end: at + 1, value: Decimal::from(value), spelt: true, ..Number::default() };
        if value >= 20 {
            let next = self.after_hyphen(at + 1);
            if let Some(NumberWord::Unit(unit @ 1..=9)) = self.known(next) {
                (number.end, number.value) = (next + 1, Decimal::from(value + unit));
            }
        }
        Some(number)
    }

    /// The token after a hyphen, with spaces around it or none; else the same token.
    pub(super) fn after_hyphen(&self, at: usize) -> usize {
        let hyphen =
            self.token(at).is_some_and(|token| token.shape.has(Shape::JOINER) || token.text(self.page.text()) == "-");
        at + usize::from(hyphen)
    }

    /// Multiplies by the scale words that follow; what they come to, one for none.
    fn scale(&self, number: &mut Number) -> Option<Decimal> {
        let mut product = if number.scaled && number.spelt { Decimal::ONE_HUNDRED } else { Decimal::ONE };
        if product > Decimal::ONE && !(number.value % Decimal::ONE_HUNDRED).is_zero() {
            product = Decimal::ONE;
        }
        // "a 1.35-billion-pound offer"
        while let (at, Some(NumberWord::Scale(scale))) = self.scale_at(number.end) {
            product = if product == Decimal::ONE_HUNDRED { scale } else { product.checked_mul(scale)? };
            number.value = number.value.checked_mul(scale)?;
            (number.end, number.scaled) = (at + 1, true);
        }
        Some(product)
    }

    /// The number word at a token, or after a hyphen there, and where it stands.
    fn scale_at(&self, at: usize) -> (usize, Option<NumberWord>) {
        let hyphen = self.token(at).is_some_and(|token| token.shape.has(Shape::JOINER));
        let at = at + usize::from(hyphen);
        (at, self.known(at))
    }

    pub(super) fn scales(&self, number: &mut Number) {
        if !matches!(self.scale_at(number.end).1, Some(NumberWord::Scale(_))) {
            return;
        }
        let mut scaled = number.clone();
        if self.scale(&mut scaled).is_some() {
            *number = scaled;
        }
    }

    /// "point five" of "two point five million".
    fn decimals(&self, number: &mut Number) {
        if !number.spelt || self.joint(number.end) != Some(Joint::Point) {
            return;
        }
        let (mut at, mut text) = (number.end + 1, String::from("0."));
        while let Some(part) = self.below_hundred(at).filter(|_| text.len() < 20) {
            text.push_str(&part.value.to_string());
            at = part.end;
        }
        if at > number.end + 1
            && let Ok(part) = text.parse::<Decimal>()
        {
            (number.value, number.end) = (number.value + part, at);
        }
    }
}
