//! Numbers with a unit after them: "18 million dollars", "11TBs", "68-ounce", "5 ft 2 in", "10 to 20 km". In: a number. Out: the figure.

use newsgraph_lexicon::{Pos, PosSet, Shape, fold_hash};
use rust_decimal::Decimal;
use smallvec::SmallVec;

use super::Scope;
use super::found::{Amount, Found};
use super::numbers::{Number, scales};
use super::tables::LONGEST;
use super::units::Unit;
use super::words::Joint;
use crate::types::Token;

/// Farthest from a figure, in tokens, that its value may be told again in another unit.
const BESIDE: usize = 4;

impl<'a> Scope<'a> {
    /// The figure of a number and the unit after it, or of one with the letters of a scale.
    pub(super) fn with_unit(&self, at: usize, first: &Number) -> Option<Found> {
        if first.letters.is_empty() {
            return self.united(at, first);
        }
        if let Some(unit) = self.beside(at, &first.letters) {
            return Some(self.measure(at, first, first.end, unit));
        }
        let (scale, unit) = self.tables.glued(&first.letters, first.letters.len() == 1 && self.is_many(first.end));
        let Some(scale) = scale else {
            return Some(self.measure(at, first, first.end, unit?));
        };
        let value = first.value.checked_mul(scale)?;
        let number = Number { value, scaled: true, letters: String::new(), ..first.clone() };
        self.united(at, &number).or_else(|| self.count(at, &number))
    }

    /// "K" of "(572 °F, 573.15K)", which tells of the figure before it once more.
    fn beside(&self, at: usize, letters: &str) -> Option<&'a Unit> {
        let (unit, base) = self.tables.units.beside(letters)?;
        let last = |n: &usize| self.unit_at(*n, false).is_some_and(|(_, unit)| unit.base == base);
        (self.floor..at).rev().take(BESIDE).any(|n| last(&n)).then_some(unit)
    }

    /// The figure of a number, or of the range that it begins, and the unit after it.
    fn united(&self, at: usize, first: &Number) -> Option<Found> {
        if let Some(second) = self.second(at, first)
            && let Some((end, unit)) = self.unit_of(&second)
        {
            let amount = self.range(at, self.shared_scale(first, &second), second.value);
            return Some(self.found(at, end, amount, Some(unit)));
        }
        if let Some((second, unit)) = self.change_target(at, first) {
            return Some(self.found(at, first.end, self.shared_scale(first, &second).into(), Some(unit)));
        }
        if let Some((by, end)) = self.uncertainty(first.end)
            && let Some((end, unit)) = self.unit_at(end, first.scaled)
        {
            return Some(self.found(at, end, Amount::within(first.value, by), Some(unit)));
        }
        let (end, unit) = self.unit_at(first.end, first.scaled).or_else(|| self.unit_shared(first))?;
        // "5 % ± 0.2", "5 % ± 0.2 %"
        if let Some((by, after)) = self.uncertainty(end) {
            let share = unit.family == "percent";
            let same = |own: &Unit| own.name == unit.name || share && own.family == unit.family;
            let own = self.unit_at(after, false).filter(|(_, own)| same(own));
            return Some(self.found(at, own.map_or(after, |own| own.0), Amount::within(first.value, by), Some(unit)));
        }
        Some(self.measure(at, first, end, unit))
    }

    /// Whether what is counted, measured or paid from a token on comes in millions: "300m people", "12m tonnes" and
    /// "18m dollars" are no lengths.
    pub(super) fn is_many(&self, at: usize) -> bool {
        let measured = || {
            let (end, unit) = self.unit_at(at, true)?;
            let word = self.token(end - 1)?.span.len() > 2 && !self.is_joiner(at);
            // "past the 100m mark"
            let (record, named) =
                (self.page.record(end - 1), at > self.floor + 1 && self.page.record(at - 2).can_be(Pos::DT));
            let money = unit.family == "money" && (!named || record.can_be(Pos::NNS) || !record.can_be(Pos::VB));
            Some(word && (unit.family == "measure" || money))
        };
        let counted = || self.counted_noun(at).is_some_and(|noun| self.tables.millions.contains(&fold_hash(&noun)));
        measured().unwrap_or_else(counted)
    }

    /// "mile" of "half a mile", "a quarter of a mile".
    fn unit_shared(&self, part: &Number) -> Option<(usize, &'a Unit)> {
        let of = part.end + usize::from(self.joint(part.end) == Some(Joint::Of));
        let article = self.joint(of) == Some(Joint::Article);
        self.unit_at(of + 1, false).filter(|(_, unit)| part.part && article && unit.family != "age")
    }

    /// A number with its unit, the smaller part that may follow, or the same unit again as the end of a range.
    pub(super) fn measure(&self, at: usize, first: &Number, mut end: usize, unit: &'a Unit) -> Found {
        let mut number = first.clone();
        if let Some((low, high, unit, end)) = self.units_joined(at, first, end, unit) {
            return self.found(at, end, Amount::between(low, high), Some(unit));
        }
        // no speed is made up of a larger and a smaller one
        if unit.family == "measure" && !unit.base.contains(" per ") {
            let mut smallest = unit;
            // "2 yards 7 ft 10 inches"
            let bare = |end: usize, smallest: &Unit| self.bare_part(end, unit).filter(|_| smallest.name == unit.name);
            while let Some((after, part, small)) =
                self.smaller_part(end, unit, smallest).or_else(|| bare(end, smallest))
            {
                number.value += part;
                (end, smallest) = (after, small);
            }
        }
        if unit.family == "money" {
            // "75 USD million", "3 dollars and 50 cents"
            number.end = end;
            scales(self.page, self.tables, self.limit, &mut number);
            end = number.end;
            if let Some((after, part)) = self.hundredths(end, unit) {
                number.value += part;
                end = after;
            }
        }
        self.found(at, end, number.value.into(), Some(unit))
    }

    /// "44 mg to 50 mg": both in the second unit, and the token after it.
    fn units_joined(
        &self,
        at: usize,
        first: &Number,
        end: usize,
        unit: &Unit,
    ) -> Option<(Decimal, Decimal, &'a Unit, usize)> {
        let changed = self.joint(end) == Some(Joint::To) && self.is_change(at);
        let second = self.number(self.joined(at, end).filter(|_| !changed)?)?;
        let (end, own) = self.unit_of(&second)?;
        let low = first.value.checked_mul(unit.factor)?.checked_div(own.factor)?;
        let high = second.scaled_by(self)?;
        (own.base == unit.base && own.family == unit.family && own.offset == unit.offset && low < high)
            .then_some((low, high, own, end))
    }

    /// "rose from 50 to 80 percent": the second number, whose unit is that of the first too.
    fn change_target(&self, at: usize, first: &Number) -> Option<(Number, &'a Unit)> {
        let from = at > self.floor && self.joint(at - 1) == Some(Joint::From);
        if !from || self.joint(first.end) != Some(Joint::To) || !self.changes(at) {
            return None;
        }
        let second = self.number(first.end + 1)?;
        let (_, unit) = self.unit_of(&second)?;
        (unit.family != "age").then_some((second, unit))
    }

    /// The unit glued to a number or after it.
    fn unit_of(&self, number: &Number) -> Option<(usize, &'a Unit)> {
        if number.letters.is_empty() {
            return self.unit_at(number.end, number.scaled);
        }
        match self.tables.glued(&number.letters, false) {
            (Some(_), _) => self.unit_at(number.end, true),
            (None, unit) => unit.map(|unit| (number.end, unit)),
        }
    }

    /// "2 inches" after "5 feet": the token after it, its part of the larger unit, and its own unit.
    fn smaller_part(&self, at: usize, unit: &Unit, last: &Unit) -> Option<(usize, Decimal, &'a Unit)> {
        let joined = self.joint(at) == Some(Joint::And) || self.word(at) == ",";
        let from = at + usize::from(joined);
        let part = self.number(from)?;
        let (end, small) = if part.letters.is_empty() {
            let word = self.token(part.end).and_then(|token| self.tables.units.part(token.hash));
            word.map(|unit| (part.end + 1, unit)).or_else(|| self.unit_at(part.end, false))?
        } else {
            let glued = self.tables.units.glued_part(&part.letters);
            (part.end, glued.or_else(|| self.tables.glued(&part.letters, false).1)?)
        };
        let value = part.value.checked_mul(small.factor)?.checked_div(unit.factor)?;
        let in_last = part.value.checked_mul(small.factor)?.checked_div(last.factor)?;
        let fits = small.base == unit.base && small.offset.is_zero() && unit.offset.is_zero();
        (fits && small.factor < last.factor && in_last < Decimal::TEN).then_some((end, value, small))
    }

    /// The longest unit that begins at a token, or after a hyphen there.
    pub(super) fn unit_at(&self, at: usize, scaled: bool) -> Option<(usize, &'a Unit)> {
        if let Some(unit) = self.mark(at) {
            return Some((at + 1, unit));
        }
        let from = at + usize::from(self.is_joiner(at));
        self.token(from).filter(|token| self.tables.units.begins(token.hash))?;
        let mut hashes: SmallVec<[u64; LONGEST]> = SmallVec::new();
        let mut best = self.closing(from);
        for n in 0..2 * LONGEST {
            let Some(token) = self.token(from + n) else { break };
            // "2,000-square-foot"
            if n > 0 && token.shape.has(Shape::JOINER) {
                continue;
            }
            hashes.push(token.hash);
            if let Some(unit) = self.tables.units.after(&hashes, scaled, self.word(from)) {
                // "5 in", "3 a": a single letter apart from its number is a word
                let short = n == 0
                    && token.span.len() == 1
                    && token.shape.has(Shape::LETTER)
                    && token.shape.has(Shape::SPACE_BEFORE);
                let word = self.word(from);
                let cased = short || unit.apart.iter().any(|symbol| symbol.eq_ignore_ascii_case(word));
                let symbol = unit.apart.iter().any(|symbol| symbol == word);
                // "24703 L-202" is a code
                let coded = short
                    && self.is_joiner(from + 1)
                    && self.token(from + 2).is_some_and(|t| t.shape.has(Shape::DIGIT));
                let written = (!cased || symbol) && !coded;
                let names =
                    n == 0 && !scaled && !symbol && self.is_name(from) || unit.last && self.goes_on(from + n + 1);
                if written && !names {
                    best = Some((from + n + 1, unit));
                }
            }
            if hashes.len() == LONGEST {
                break;
            }
        }
        best
    }

    /// A word that is a unit where nothing but a point follows: "The pencil is 2 in.", "3 in. of rain".
    fn closing(&self, at: usize) -> Option<(usize, &'a Unit)> {
        let point = |n: usize| self.word(n) == "." && !self.token(n).is_some_and(|t| t.shape.has(Shape::SPACE_BEFORE));
        let closed = self.token(at + 1).is_none() || point(at + 1) || self.word(at).ends_with('.');
        closed.then(|| self.tables.units.part(self.token(at)?.hash)).flatten().map(|unit| (at + 1, unit))
    }

    /// A unit's word that begins a name or tells of what kind the next noun is: "six Euro ties", "500 Dollar Tree shops".
    fn is_name(&self, at: usize) -> bool {
        let capital = self.token(at).is_some_and(|t| t.shape.has(Shape::UPPER_FIRST) && !t.shape.has(Shape::ALL_UPPER));
        let noun = |n: usize| self.page.record(n).pos_set().meets(PosSet::NOUN);
        let next = |t: &Token| t.shape.has(Shape::LETTER) && t.shape.has(Shape::SPACE_BEFORE) && noun(at + 1);
        capital && !self.page.record(at).can_be(Pos::NNS) && self.token(at + 1).is_some_and(next)
    }

    /// Whether a noun group goes on at a token: "two grand pianos", "two Grand Prix".
    fn goes_on(&self, at: usize) -> bool {
        let group = PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0);
        let set = self.token(at).map(|_| self.page.record(at).pos_set()).unwrap_or_default();
        let named = self.token(at).is_some_and(|t| t.shape.has(Shape::UPPER_FIRST));
        named || self.is_joiner(at) || set.meets(group) && !set.meets(PosSet::CLOSED)
    }

    /// The unit of a mark glued to a number: `12" pipes`, `6'2"`; not the end of `"the top 10"`, and not `the 5' mark`.
    fn mark(&self, at: usize) -> Option<&'a Unit> {
        let token = self.token(at).filter(|token| !token.shape.has(Shape::SPACE_BEFORE))?;
        let unit = self.tables.units.mark(token.hash)?;
        // not "a Big Five"", and not the minutes of "59°10′25″"
        let digits = at.checked_sub(1).is_some_and(|n| self.word(n).ends_with(char::is_numeric));
        if !digits || at.checked_sub(2).is_some_and(|n| self.word(n) == "°") {
            return None;
        }
        let (text, start) = (self.page.text(), token.span.start as usize);
        let mark = token.text(text);
        let followed =
            self.token(at + 1).is_some_and(|t| t.shape.has(Shape::DIGIT) && !t.shape.has(Shape::SPACE_BEFORE));
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let (mut open, mut last) = (false, ' ');
        for c in text[line..start].chars() {
            let turns = mark.starts_with(c) && (open || !last.is_ascii_digit());
            open = c == '“' || open != turns;
            last = c;
        }
        (if unit.rest.is_empty() { !open } else { followed }).then_some(unit)
    }

    /// A number after the word of its unit: "magnitude 7.1", "a magnitude-7.1 quake", "a magnitude of 7.1".
    pub(super) fn led(&self, at: usize) -> Option<Found> {
        let back = |n: usize| at.checked_sub(n).filter(|n| *n >= self.floor);
        let between = back(1).is_some_and(|n| self.is_joiner(n) || self.joint(n) == Some(Joint::Of));
        let word = self.token(back(1 + usize::from(between))?)?;
        let unit = self.tables.units.lead(word.hash)?;
        let number = self.number(at).filter(|number| number.letters.is_empty() && !number.scaled)?;
        Some(self.found(at, number.end, number.value.into(), Some(unit)))
    }

    /// "2" of "6-foot-2", "six foot two", "6'2": the token after it, its part of the larger unit, and its own unit.
    fn bare_part(&self, at: usize, unit: &Unit) -> Option<(usize, Decimal, &'a Unit)> {
        let small = self.tables.units.rest_of(unit)?;
        let hyphen = self.is_joiner(at);
        let part = self.number(at + usize::from(hyphen)).filter(|part| part.letters.is_empty())?;
        let closed = self.token(part.end).is_none_or(|t| t.is_punctuation() && !t.shape.has(Shape::JOINER));
        let value = part.value.checked_mul(small.factor)?.checked_div(unit.factor)?;
        (value < Decimal::ONE && (hyphen || closed)).then_some((part.end, value, small))
    }
}

impl Number {
    /// The value with the scale glued to it.
    fn scaled_by(&self, scope: &Scope<'_>) -> Option<Decimal> {
        match scope.tables.glued(&self.letters, false) {
            (Some(scale), _) if !self.letters.is_empty() => self.value.checked_mul(scale),
            _ => Some(self.value),
        }
    }
}
