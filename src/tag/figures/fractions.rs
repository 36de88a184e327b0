//! Parts of numbers in words: "two thirds", "half a million", "two and a half", "3 1/2", "one out of three". In: a number.
//! Out: the number with its part.

use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;

use super::numbers::{Number, Reader};
use super::words::{Joint, NumberWord};

impl Reader<'_> {
    /// "thirds" of "two thirds" at a token, perhaps after a hyphen: what it divides by, and the token after it.
    pub(super) fn part(&self, at: usize, over: Decimal) -> Option<(Decimal, usize)> {
        let from = self.after_hyphen(at);
        let (mut under, mut end) = (self.tables.fractions.get(&self.token(from)?.hash).copied(), from + 1);
        if let Some(NumberWord::Unit(tens @ 20..)) = self.known(from) {
            // "twenty-fifths"
            let next = self.after_hyphen(from + 1);
            let unit = self.token(next).and_then(|token| self.tables.fractions.get(&token.hash));
            (under, end) = (unit.filter(|n| (3..10).contains(*n)).map(|n| n + tens), next + 1);
        }
        let under = Decimal::from(under?);
        let plural = self.token(end - 1)?.text(self.page.text()).ends_with('s');
        (plural == (over > Decimal::ONE)).then_some((under, end))
    }

    /// "two thirds", "3/4", "half a million", "a third of", "three quarters of a million", "quarter million".
    /// `whole` is the number at that token.
    pub(super) fn fraction(&self, at: usize, whole: Option<&Number>) -> Option<Number> {
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
                && !pos(n).meets(PosSet(Pos::VBD.bit() | Pos::VBG.bit()))
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
    pub(super) fn and_fraction(&self, number: &mut Number) {
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
    pub(super) fn ratio(&self, number: &mut Number) {
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
