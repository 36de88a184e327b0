//! Numbers as they are written: digits, words, and both. In: a page and a token. Out: a [`Number`].
//!
//! The grammar is that of spoken English ("a hundred and twenty", "two point five million", "three quarters of a
//! million"); its words are in `rules/figures/numbers.toml`.

use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;

use super::digits::digits;
use super::tables::{Joint, NumberWord, Opens, Tables};
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
struct Reader<'p> {
    page: &'p Page<'p>,
    tables: &'p Tables,
    limit: usize,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.page.tokens().get(at).filter(|_| at < self.limit)
    }

    fn known(&self, at: usize) -> Option<NumberWord> {
        self.token(at).and_then(|token| self.tables.numbers.get(&token.hash)).copied()
    }

    fn joint(&self, at: usize) -> Option<Joint> {
        self.token(at).and_then(|token| self.tables.joint(token.hash))
    }

    /// Whether nothing that the number could belong to follows.
    fn closed(&self, at: usize) -> bool {
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
    fn digits(&self, at: usize) -> Option<Number> {
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
    fn whole(&self, at: usize) -> Option<Number> {
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
    fn below_hundred(&self, at: usize) -> Option<Number> {
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
    fn after_hyphen(&self, at: usize) -> usize {
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
        while let Some(NumberWord::Scale(scale)) = self.known(number.end) {
            product = if product == Decimal::ONE_HUNDRED { scale } else { product.checked_mul(scale)? };
            number.value = number.value.checked_mul(scale)?;
            (number.end, number.scaled) = (number.end + 1, true);
        }
        Some(product)
    }

    fn scales(&self, number: &mut Number) {
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

    /// "thirds" of "two thirds" at a token, perhaps after a hyphen: what it divides by, and the token after it.
    fn part(&self, at: usize, over: Decimal) -> Option<(Decimal, usize)> {
        let from = self.after_hyphen(at);
        let (mut under, mut end) = (self.tables.fractions.get(&self.token(from)?.hash).copied(), from + 1);
        if let Some(NumberWord::Unit(tens @ 20..)) = self.known(from) {
            // "twenty-fifths"
            let next = self.after_hyphen(from + 1);
            let unit = self.token(next).and_then(|token| self.tables.fractions.get(&token.hash));
            (under, end) = (unit.filter(|n| (3..10).contains(*n)).map(|n| n + tens), next + 1);
        }
        let plural = self.token(end - 1)?.text(self.page.text()).ends_with('s');
        (plural == (over > Decimal::ONE)).then_some((Decimal::from(under?), end))
    }

    /// "two thirds", "3/4", "half a million", "a third of", "three quarters of a million", "quarter million".
    /// `whole` is the number at that token.
    fn fraction(&self, at: usize, whole: Option<&Number>) -> Option<Number> {
        let article = self.joint(at) == Some(Joint::Article);
        let over = if article {
            Number { end: at + 1, value: Decimal::ONE, spelt: true, ..Number::default() }
        } else if self.tables.fractions.contains_key(&self.token(at)?.hash) {
            Number { end: at, value: Decimal::ONE, spelt: true, ..Number::default() }
        } else {
            whole.filter(|n| n.letters.is_empty() && !n.value.is_zero())?.clone()
        };
        let (under, end) = self.part(over.end, over.value).or_else(|| {
            // not "24/7"
            let under = self.slashed(over.end).filter(|under| over.value < *under)?;
            (over.value.scale() == 0 && !over.spelt).then_some((under, over.end + 2))
        })?;
        // "one hundred thirty-fifths" are a hundred of them
        let (over, under) = match over.end.checked_sub(1).filter(|_| over.spelt).and_then(|last| self.known(last)) {
            Some(NumberWord::Unit(tens @ 20..)) if over.value > tens.into() && under < Decimal::TEN => {
                (Number { value: over.value - Decimal::from(tens), ..over }, under + Decimal::from(tens))
            }
            _ => (over, under),
        };
        let mut number = Number { end, value: over.value.checked_div(under)?.normalize(), part: true, ..over.clone() };
        // "of a million", "a million", "million"
        let of = usize::from(self.joint(end) == Some(Joint::Of));
        let from = end + of + usize::from(self.joint(end + of) == Some(Joint::Article));
        if matches!(self.known(from), Some(NumberWord::Scale(_))) {
            (number.end, number.part, number.sure) = (from, false, true);
            self.scales(&mut number);
            return Some(number);
        }
        number.sure = over.spelt && of == 1;
        // alone, "a third" and "quarter" are no numbers
        let counts = match (over.end > at, article) {
            (true, false) => true,
            (true, true) => of == 1 || self.is_article(end) || self.is_share(at, end, under),
            (false, _) => self.is_part_of(at, under) || under == Decimal::TWO && self.is_bounded(at, end),
        };
        counts.then_some(number)
    }

    /// "a third" by itself: "cut by a third", "a fifth said"; not "a third man", and a quarter is also a time.
    fn is_share(&self, at: usize, end: usize, under: Decimal) -> bool {
        let group = PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0);
        let finite = PosSet(Pos::VBD.bit() | Pos::VBZ.bit());
        let pos = |n: usize| self.page.record(n).pos_set();
        let noun = self.token(end).is_some_and(|t| {
            t.shape.any(Shape::JOINER | Shape::UPPER_FIRST)
                || !t.is_punctuation() && pos(end).meets(group) && !pos(end).meets(finite)
        });
        let by = at.checked_sub(1).is_some_and(|n| self.joint(n) == Some(Joint::By));
        !noun && (by || under > Decimal::TWO && under != Decimal::from(4))
    }

    /// "half" with a bound and nothing that it could be half of: "fell by more than half".
    fn is_bounded(&self, at: usize, end: usize) -> bool {
        let bound = self.tables.bound(|n| at.checked_sub(n + 1).map(|n| self.page.tokens()[n].hash));
        bound.1 > 0 && self.closed(end)
    }

    /// "half" before what it is a half of: "half of the crew", "half its staff", "half a mile"; not "the first half of". And
    /// "quarter-litre".
    fn is_part_of(&self, at: usize, under: Decimal) -> bool {
        let pos = |n: usize| self.page.record(n).pos_set();
        let owned = self.joint(at + 1) == Some(Joint::Of)
            || self.token(at + 1).is_some() && pos(at + 1).meets(PosSet(Pos::DT.bit() | Pos::PRPS.bit()));
        let owner = under == Decimal::TWO && owned || self.token(at + 1).is_some_and(|t| t.shape.has(Shape::JOINER));
        let before = PosSet(Pos::DT.bit() | Pos::PRPS.bit() | Pos::POS.bit() | PosSet::ADJECTIVE.0);
        let chosen = |n: usize| {
            pos(n).meets(before)
                && !pos(n).has(Pos::VBD)
                && !self.token(n).is_some_and(|t| self.tables.bound(|_| Some(t.hash)).1 == 1)
                || self.token(n).is_some_and(|t| self.tables.ordinals.contains_key(&t.hash))
        };
        owner && at.checked_sub(1).is_none_or(|n| !chosen(n))
    }

    fn is_article(&self, at: usize) -> bool {
        self.joint(at) == Some(Joint::Article)
    }

    /// "/4" with no spaces: what it divides by.
    fn slashed(&self, at: usize) -> Option<Decimal> {
        let glued = |n: usize| self.token(n).filter(|token| !token.shape.has(Shape::SPACE_BEFORE));
        let slash = glued(at).is_some_and(|token| token.text(self.page.text()) == "/");
        let under = glued(at + 1)?.text(self.page.text()).parse::<u32>().ok()?;
        let date = glued(at + 2).is_some_and(|token| token.text(self.page.text()) == "/");
        (slash && !date && (2..=100).contains(&under)).then(|| Decimal::from(under))
    }

    /// "and a half" of "two and a half" or "3 million and a half", "and two thirds", "1/2" of "3 1/2".
    fn and_fraction(&self, number: &mut Number) {
        let next = self.after_hyphen(number.end);
        let and = self.joint(next) == Some(Joint::And);
        let from = match (and, number.spelt) {
            (true, _) => self.after_hyphen(next + 1),
            // "4-1/2"
            (false, false) => next,
            (false, true) => number.end,
        };
        let over = if and && self.joint(from) == Some(Joint::Article) {
            Number { end: self.after_hyphen(from + 1), value: Decimal::ONE, spelt: true, ..Number::default() }
        } else if let Some(over) = self.below_hundred(from).filter(|_| and).or_else(|| self.digits(from)) {
            over
        } else {
            return;
        };
        let found = if over.spelt {
            self.part(over.end, over.value)
        } else {
            self.slashed(over.end).map(|under| (under, over.end + 2))
        };
        let Some((under, end)) = found.filter(|(under, _)| over.value < *under && over.letters.is_empty()) else {
            return;
        };
        let mut part = Number { end, value: over.value / under, ..over };
        // "two and a half million" multiplies both, "one billion and three quarters million" one
        let scale = self.last_scale(number);
        let scale = if scale > Decimal::ONE && matches!(self.known(end), Some(NumberWord::Scale(_))) {
            self.scales(&mut part);
            Decimal::ONE
        } else {
            scale
        };
        if let Some(sum) = part.value.checked_mul(scale).and_then(|part| number.value.checked_add(part)) {
            (number.value, number.end, number.sure) = (sum, part.end, true);
        }
    }

    /// The scale from a thousand on that ends a number: a half of it is meant by "3 million and a half".
    fn last_scale(&self, number: &Number) -> Decimal {
        match number.end.checked_sub(1).and_then(|last| self.known(last)) {
            Some(NumberWord::Scale(scale)) if scale >= Decimal::ONE_THOUSAND => scale,
            _ => Decimal::ONE,
        }
    }

    /// "one out of three", "one in five"; "1 over 3" where nothing follows.
    fn ratio(&self, number: &mut Number) {
        let joint = self.joint(number.end);
        let out = joint == Some(Joint::Out) && self.joint(number.end + 1) == Some(Joint::Of);
        if !out && !matches!(joint, Some(Joint::Over | Joint::In)) || number.scaled || number.value.is_zero() {
            return;
        }
        let under = self.whole(number.end + 1 + usize::from(out));
        let Some(under) = under.filter(|n| n.letters.is_empty() && n.value > number.value) else { return };
        let whole = |n: &Number| n.value.scale() == 0 && n.value <= Decimal::ONE_HUNDRED;
        let span = self.token(under.end).is_some_and(|token| self.tables.spans.contains(&token.hash));
        let share = joint == Some(Joint::In) && whole(number) && whole(&under) && !span;
        if (out || share || joint == Some(Joint::Over) && self.closed(under.end))
            && let Some(value) = number.value.checked_div(under.value)
        {
            (number.value, number.end, number.part) = (value.normalize(), under.end, true);
        }
    }
}
