//! Figures: money, shares, measures, counts, ordinals and ages. In: a page. Out: candidates with normalised values.
//!
//! A token opens a figure when it has a digit, is a number word or begins a currency symbol; everything else costs one
//! look-up. Words and units are data (`rules/figures/`), arithmetic is decimal.

mod numbers;
mod tables;

use newsgraph_lexicon::{Pos, PosSet, Shape, fold_hash};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use self::numbers::{Number, number};
use self::tables::{LONGEST, NumberWord, Tables, Unit};
use crate::error::RuleMistake;
use crate::rules::RuleFiles;
use crate::types::{Candidate, EntityType, FigureValue, Page, Sentence, Span, Value};

/// Sums figures enter with, in thousandths: a unit makes one certain, a bare number is weak.
const WITH_UNIT: i32 = 4500;
const COUNT: i32 = 2500;
const BARE: i32 = 300;

/// Finds figures.
pub(super) struct FigureTagger {
    tables: Tables,
}

/// A figure found: where, what, and how sure.
struct Found {
    tokens: Span,
    subtype: &'static str,
    value: FigureValue,
    score: i32,
}

impl FigureTagger {
    pub(super) fn new(rules: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        Ok(FigureTagger { tables: Tables::load(rules)? })
    }

    /// Words of ordinals and of numbers below a hundred, for dates.
    pub(super) fn small_numbers(&self) -> (FxHashMap<u64, u32>, FxHashMap<u64, u32>) {
        let small = self.tables.numbers.iter().filter_map(|(word, number)| match number {
            NumberWord::Unit(n) => Some((*word, *n)),
            NumberWord::Scale(_) => None,
        });
        (self.tables.ordinals.clone(), small.collect())
    }

    /// Appends the candidates of a page.
    pub(super) fn tag(&self, page: &Page<'_>, out: &mut Vec<Candidate>) {
        for sentence in &page.split.sentences {
            let mut at = sentence.tokens.start as usize;
            while at < sentence.tokens.end as usize {
                match self.figure(page, sentence, at) {
                    Some(found) => {
                        at = found.tokens.end as usize;
                        out.push(candidate(page, found));
                    }
                    None => at += 1,
                }
            }
        }
    }

    /// The figure that begins at a token.
    fn figure(&self, page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Found> {
        let token = &page.tokens()[at];
        if let Some(found) = self.code_glued(page, sentence, at) {
            return Some(found);
        }
        if self.tables.opens_money(token.hash)
            && let Some(found) = self.money_before(page, sentence, at)
        {
            return Some(found);
        }
        let limit = sentence.tokens.end as usize;
        if !token.shape.has(Shape::DIGIT) {
            if let Some(found) = self.vague(page, sentence, at).or_else(|| self.ordinal(page, at)) {
                return Some(found);
            }
        } else if token.shape.has(Shape::URL) || part_of_code(page, at) {
            return None;
        }
        let first = number(page, &self.tables, at, limit)?;
        self.with_unit(page, sentence, at, &first).or_else(|| self.count(page, sentence, at, &first))
    }

    /// "$18m", "EUR 3bn", "£2-3 million".
    fn money_before(&self, page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Found> {
        let limit = sentence.tokens.end as usize;
        let symbol = |length: usize| {
            let tokens = page.tokens().get(at..at + length)?;
            // "A$" is a currency, "a $5 fee" holds an article
            let apart = tokens[1..].iter().any(|t| t.shape.has(Shape::SPACE_BEFORE));
            if apart && tokens[0].span.len() < 2 {
                return None;
            }
            let hashes: Vec<u64> = tokens.iter().map(|t| t.hash).collect();
            self.tables.currency_before(&hashes)
        };
        let (length, unit) =
            (1..=3usize).rev().filter(|n| at + n < limit).find_map(|n| symbol(n).map(|unit| (n, unit)))?;
        let from = at + length;
        let mut first = number(page, &self.tables, from, limit).filter(|n| !n.spelt)?;
        self.scale_glued(page, limit, &mut first)?;
        let mut low = None;
        if let Some(second) = self.range(page, limit, first.end, |n| self.scale_glued(page, limit, n).is_some())
            && second.value > first.value
        {
            low = Some(self.shared_scale(&first, &second));
            first = second;
        }
        Some(self.found(page, sentence, at, first.end, &first, low, Some(unit)))
    }

    /// "USD115": a code and its digits in one word.
    fn code_glued(&self, page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Found> {
        if !page.tokens()[at].shape.has(Shape::DIGIT | Shape::UPPER_FIRST) {
            return None;
        }
        let text = page.word(at);
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let unit = self.tables.currency_before(&[fold_hash(&text[..digits])])?;
        let value = numbers::plain(&text[digits..])?;
        let mut number =
            Number { end: at + 1, value, letters: String::new(), scaled: false, spelt: false, part: false };
        numbers::scales(page, &self.tables, sentence.tokens.end as usize, &mut number);
        Some(self.found(page, sentence, at, number.end, &number, None, Some(unit)))
    }

    /// Applies letters glued to money: "18m". `None` when the letters mean nothing.
    fn scale_glued(&self, _page: &Page<'_>, _limit: usize, number: &mut Number) -> Option<()> {
        if number.letters.is_empty() {
            return Some(());
        }
        let (scale, _) = self.tables.glued(&number.letters, true);
        number.value = number.value.checked_mul(scale?)?;
        number.scaled = true;
        Some(())
    }

    /// A number after "-", "–" or "to".
    fn range(
        &self,
        page: &Page<'_>,
        limit: usize,
        at: usize,
        mut fits: impl FnMut(&mut Number) -> bool,
    ) -> Option<Number> {
        let token = page.tokens().get(at).filter(|_| at < limit)?;
        let joins = token.shape.has(Shape::JOINER) || matches!(token.text(page.text()), "to" | "–" | "-");
        let mut next = at + 1;
        while next < limit
            && page.tokens().get(next).is_some_and(|t| self.tables.opens_money(t.hash) && t.is_punctuation())
        {
            next += 1;
        }
        let mut second = joins.then(|| number(page, &self.tables, next, limit)).flatten()?;
        fits(&mut second).then_some(second)
    }

    /// "2 to 3 million": the scale of the second number is that of the first too.
    fn shared_scale(&self, first: &Number, second: &Number) -> Decimal {
        if first.scaled || !second.scaled {
            return first.value;
        }
        let mut scale = Decimal::ONE;
        while second.value / (scale * Decimal::ONE_THOUSAND) >= Decimal::ONE && first.value < Decimal::ONE_THOUSAND {
            scale *= Decimal::ONE_THOUSAND;
        }
        first.value.checked_mul(scale).filter(|v| *v < second.value).unwrap_or(first.value)
    }

    /// "18 million dollars", "11TBs", "61 percent", "68-ounce", "10 to 20 km", "50-year-old".
    fn with_unit(&self, page: &Page<'_>, sentence: &Sentence, at: usize, first: &Number) -> Option<Found> {
        let limit = sentence.tokens.end as usize;
        if !first.letters.is_empty() {
            let (scale, unit) = self.tables.glued(&first.letters, false);
            let mut number = first.clone();
            if let Some(scale) = scale {
                number.value = number.value.checked_mul(scale)?;
                number.scaled = true;
                number.letters.clear();
                let unit = self.unit_at(page, number.end, limit, true);
                return match unit {
                    Some((end, unit)) => Some(self.found(page, sentence, at, end, &number, None, Some(unit))),
                    None => self.count(page, sentence, at, &number),
                };
            }
            return unit.map(|unit| self.found(page, sentence, at, first.end, first, None, Some(unit)));
        }
        let mut last = first.clone();
        let mut low = None;
        if let Some(second) = self.range(page, limit, first.end, |n| n.letters.is_empty())
            && second.value > first.value
            && self.unit_at(page, second.end, limit, second.scaled).is_some()
        {
            low = Some(self.shared_scale(first, &second));
            last = second;
        }
        let (mut end, unit) = self.unit_at(page, last.end, limit, last.scaled)?;
        if unit.family == "measure"
            && low.is_none()
            && let Some((after, part)) = self.smaller_part(page, limit, end, unit)
        {
            last.value += part;
            end = after;
        }
        if unit.family == "money" {
            // "75 USD million", "3 dollars and 50 cents"
            last.end = end;
            numbers::scales(page, &self.tables, limit, &mut last);
            end = last.end;
            if let Some((after, part)) = self.hundredths(page, limit, end, unit) {
                last.value += part;
                end = after;
            }
        }
        Some(self.found(page, sentence, at, end, &last, low, Some(unit)))
    }

    /// "2 inches" after "5 feet": the token after it, and its part of the larger unit.
    fn smaller_part(&self, page: &Page<'_>, limit: usize, at: usize, unit: &Unit) -> Option<(usize, Decimal)> {
        let and = usize::from(at < limit && page.word(at) == "and");
        let part = number(page, &self.tables, at + and, limit).filter(|n| n.letters.is_empty())?;
        let (end, small) = self.unit_at(page, part.end, limit, false)?;
        let value = part.value.checked_mul(small.factor)?.checked_div(unit.factor)?;
        let fits = small.base == unit.base && small.offset.is_zero() && unit.offset.is_zero();
        (fits && small.factor < unit.factor && value < Decimal::ONE).then_some((end, value))
    }

    /// "and 50 cents" after whole units of the same currency: the token after it, and its part of one unit.
    fn hundredths(&self, page: &Page<'_>, limit: usize, at: usize, unit: &Unit) -> Option<(usize, Decimal)> {
        let and = usize::from(at < limit && page.word(at) == "and");
        let part = number(page, &self.tables, at + and, limit)
            .filter(|n| n.letters.is_empty() && n.value < Decimal::ONE_HUNDRED)?;
        let Some((end, small)) = self.unit_at(page, part.end, limit, false) else {
            // "15 dollars 50": two digits that end the clause
            let closed = part.end >= limit || page.tokens()[part.end].is_punctuation();
            let cents = and == 0 && closed && part.value >= Decimal::TEN && unit.factor == Decimal::ONE;
            return cents.then(|| (part.end, part.value / Decimal::ONE_HUNDRED));
        };
        let fits = small.family == "money" && small.base == unit.base && small.factor < unit.factor;
        fits.then(|| (end, part.value * small.factor))
    }

    /// The longest unit that begins at a token, or after a hyphen or bracket there.
    fn unit_at(&self, page: &Page<'_>, at: usize, limit: usize, scaled: bool) -> Option<(usize, &Unit)> {
        let skip = usize::from(page.tokens().get(at).is_some_and(|t| t.shape.has(Shape::JOINER)));
        let from = at + skip;
        let mut hashes: SmallVec<[u64; LONGEST]> = SmallVec::new();
        let mut best = None;
        for n in 0..LONGEST {
            let Some(token) = page.tokens().get(from + n).filter(|_| from + n < limit) else { break };
            hashes.push(token.hash);
            if let Some(unit) = self.tables.unit_after(&hashes, scaled) {
                // "5 in", "3 a": a single small letter apart from its number is a word
                let short = n == 0
                    && token.span.len() == 1
                    && token.shape.has(Shape::LETTER)
                    && token.shape.has(Shape::SPACE_BEFORE);
                if !short || matches!(token.text(page.text()), "m" | "g" | "W" | "V") {
                    best = Some((from + n + 1, unit));
                }
            }
        }
        best
    }

    /// "47,000 people", "four unreleased films", a bare number; an age.
    fn count(&self, page: &Page<'_>, sentence: &Sentence, at: usize, number: &Number) -> Option<Found> {
        if !number.letters.is_empty() {
            return None;
        }
        let limit = sentence.tokens.end as usize;
        let word = |n: usize| if n < limit { page.tokens().get(n).map_or("", |_| page.word(n)) } else { "" };
        let hyphen = page.tokens().get(number.end).is_some_and(|t| t.shape.has(Shape::JOINER)) && number.end < limit;
        let step = number.end + usize::from(hyphen);
        let old = step + 1 + usize::from(page.tokens().get(step + 1).is_some_and(|t| t.shape.has(Shape::JOINER)));
        if matches!(word(step), "year" | "years" | "month" | "months" | "week" | "weeks") && word(old) == "old" {
            let mut found = self.found(page, sentence, at, old + 1, number, None, None);
            found.subtype = "age";
            found.value.unit = "year".to_owned();
            found.score = WITH_UNIT;
            return Some(found);
        }
        if hyphen || word(number.end) == "/" || word(number.end) == ":" {
            return None;
        }
        let year = !number.scaled
            && !number.spelt
            && number.value >= Decimal::from(1000)
            && number.value < Decimal::from(2100)
            && number.value.scale() == 0;
        if number.part {
            let mut found = self.found(page, sentence, at, number.end, number, None, None);
            (found.subtype, found.score) = ("fraction", COUNT);
            return Some(found);
        }
        let noun = counted(page, sentence, number.end);
        let mut found = self.found(page, sentence, at, number.end, number, None, None);
        match noun {
            Some(noun) if !(number.spelt && number.value == Decimal::ONE && word(number.end) == "of") => {
                found.subtype = "count";
                found.value.unit = noun;
                found.score = if year { BARE } else { COUNT };
            }
            _ => {
                let aged = at > 0
                    && word(at - 1) == ","
                    && matches!(word(number.end), "," | ".")
                    && !number.spelt
                    && number.value >= Decimal::TEN
                    && number.value < Decimal::from(110);
                found.subtype = if aged { "age" } else { "number" };
                found.score = if number.scaled || aged { COUNT } else { BARE };
                if year || number.spelt && !number.scaled && number.value < Decimal::TWO && number.value.scale() == 0 {
                    return None;
                }
            }
        }
        Some(found)
    }

    /// "dozens of films", "thousands of people": only with what is counted.
    fn vague(&self, page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Found> {
        let value = *self.tables.vague.get(&page.tokens()[at].hash)?;
        let of = page.tokens().get(at + 1).filter(|_| at + 1 < sentence.tokens.end as usize)?;
        if of.text(page.text()) != "of" {
            return None;
        }
        let number = Number { end: at + 1, value, letters: String::new(), scaled: true, spelt: true, part: false };
        let noun = counted(page, sentence, at + 2)?;
        let mut found = self.found(page, sentence, at, at + 1, &number, None, None);
        found.subtype = "count";
        found.value.unit = noun;
        found.value.modifier = "about".to_owned();
        found.score = COUNT;
        Some(found)
    }

    /// "third", "21st".
    fn ordinal(&self, page: &Page<'_>, at: usize) -> Option<Found> {
        let value = *self.tables.ordinals.get(&page.tokens()[at].hash)?;
        let next = page.tokens().get(at + 1);
        // "second" of time, "first" as adverb
        let noun = next.is_some_and(|t| t.shape.has(Shape::LETTER))
            && page.record(at + 1).pos_set().meets(PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0));
        let before =
            at > 0 && page.record(at - 1).pos_set().meets(PosSet(Pos::DT.bit() | Pos::PRPS.bit() | Pos::POS.bit()));
        if !noun || !before {
            return None;
        }
        let value =
            FigureValue { number: value.to_string(), written_number: value.to_string(), ..FigureValue::default() };
        Some(Found { tokens: Span::new(at as u32, at as u32 + 1), subtype: "ordinal", value, score: 1000 })
    }

    #[allow(clippy::too_many_arguments)] // the one place where a value is made
    fn found(
        &self,
        page: &Page<'_>,
        sentence: &Sentence,
        start: usize,
        end: usize,
        number: &Number,
        low: Option<Decimal>,
        unit: Option<&Unit>,
    ) -> Found {
        let floor = sentence.tokens.start as usize;
        let negative = start > floor
            && matches!(page.tokens()[start - 1].text(page.text()), "-" | "−")
            && !page.tokens()[start].shape.has(Shape::SPACE_BEFORE)
            && page.tokens()[start - 1].shape.has(Shape::SPACE_BEFORE);
        let first = if negative { start - 1 } else { start };
        let signed = if negative { -number.value } else { number.value };
        let base =
            |value: Decimal| unit.map_or(Some(value), |u| (value + u.offset).checked_mul(u.factor)).unwrap_or(value);
        let text = |value: Decimal| plain_text(value);
        let previous = |n: usize| (first > floor + n).then(|| page.tokens()[first - 1 - n].hash);
        let (number_text, low_text, high_text) = match low {
            Some(low) => (text(base(signed)), text(base(low)), text(base(signed))),
            None => (text(base(signed)), String::new(), String::new()),
        };
        let value = FigureValue {
            number: number_text,
            unit: unit.map_or_else(String::new, |u| u.base.clone()),
            modifier: if low.is_some() { "between".to_owned() } else { self.tables.bound(previous).to_owned() },
            low: low_text,
            high: high_text,
            written_number: text(signed),
            written_unit: unit.map_or_else(String::new, |u| u.name.clone()),
        };
        let subtype = match unit.map(|u| u.family.as_str()) {
            Some("money") => "money",
            Some("percent") => "percent",
            Some("measure") if unit.is_some_and(|u| u.base == "byte") => "data_size",
            Some(_) => "measure",
            None => "number",
        };
        Found { tokens: Span::new(first as u32, end as u32), subtype, value, score: WITH_UNIT }
    }
}

/// Lemma of the noun that a number counts: the head of the noun group that begins at a token.
fn counted(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<String> {
    for token in at..(at + 4).min(sentence.tokens.end as usize) {
        let shape = page.tokens()[token].shape;
        let record = page.record(token);
        if !shape.has(Shape::LETTER) {
            return None;
        }
        let plural = record.can_be(Pos::NNS) && shape.has(Shape::LOWER);
        if plural {
            return Some(page.word(token).to_lowercase());
        }
        let modifier = shape.has(Shape::UPPER_FIRST)
            || record
                .pos_set()
                .meets(PosSet(PosSet::ADJECTIVE.0 | PosSet::NOUN.0 | Pos::VBN.bit() | Pos::VBG.bit() | Pos::RBR.bit()));
        if !modifier || record.can_be(Pos::IN) {
            return None;
        }
    }
    None
}

/// Digits glued to a name or code: "A-380", "COVID-19", "CVE-2026-11873", "8.4.1".
fn part_of_code(page: &Page<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|n| &page.tokens()[n]);
    let glued = before.is_some_and(|t| t.shape.has(Shape::JOINER))
        && at > 1
        && page.tokens()[at - 2].shape.has(Shape::UPPER_FIRST);
    let dotted = page.word(at).matches('.').count() > 1;
    let colon = page.word(at).contains(':');
    let numbered = before.is_some_and(|t| matches!(t.text(page.text()), "#" | "/" | "_"));
    glued || dotted || colon || numbered
}

/// Plain decimal text: whole numbers without a point, two places as written ("2.50"), else no trailing zeros.
fn plain_text(value: Decimal) -> String {
    if value.fract().is_zero() {
        return value.trunc().to_string();
    }
    if value.scale() <= 2 { value.to_string() } else { value.normalize().round_dp(20).to_string() }
}

fn candidate(page: &Page<'_>, found: Found) -> Candidate {
    let tokens = &page.tokens()[found.tokens.range()];
    Candidate {
        span: Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end),
        tokens: found.tokens,
        kind: EntityType::Figure,
        subtype: found.subtype.into(),
        score: found.score,
        evidence: SmallVec::new(),
        sense: None,
        value: Some(Value::Figure(found.value)),
        rule: format!("figure/{}", found.subtype).into(),
    }
}
