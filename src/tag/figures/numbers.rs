//! Numbers as they are written: digits, words, and both.

use newsgraph_lexicon::Shape;
use rust_decimal::Decimal;

use super::tables::{NumberWord, Tables};
use crate::types::Page;

/// A number in the text.
#[derive(Clone, Debug, PartialEq)]
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
}

/// The number that begins at a token, before `limit`.
pub(super) fn number(page: &Page<'_>, tables: &Tables, at: usize, limit: usize) -> Option<Number> {
    let token = page.tokens().get(at).filter(|_| at < limit)?;
    let mut number = if token.shape.has(Shape::DIGIT) { digits(page, at)? } else { words(page, tables, at, limit)? };
    if number.letters.is_empty() {
        spaced_thousands(page, limit, &mut number);
        fraction(page, tables, limit, &mut number);
        scales(page, tables, limit, &mut number);
    }
    Some(number)
}

/// "1,200.50", "18m", "1.2"; not "8.4.1", "3rd" or "A380".
fn digits(page: &Page<'_>, at: usize) -> Option<Number> {
    let text = page.word(at);
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
    let (figures, letters) = text.split_at(end);
    if !figures.starts_with(|c: char| c.is_ascii_digit())
        || letters.chars().any(|c| !c.is_alphabetic() && !matches!(c, '²' | '³'))
    {
        return None;
    }
    let value = plain(figures)?;
    let grouped = figures.contains(',');
    Some(Number { end: at + 1, value, letters: letters.to_owned(), scaled: grouped, spelt: false, part: false })
}

/// Commas group thousands, one point separates decimals.
pub(super) fn plain(figures: &str) -> Option<Decimal> {
    let (whole, decimals) = figures.split_once('.').map_or((figures, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3 || group.len() == 2)
        && rest.last().is_none_or(|group| group.len() == 3)
        && (rest.is_empty() || first.len() <= 3);
    let dotted = decimals.is_none_or(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()));
    if !grouped || !dotted || first.len() + rest.len() * 3 > 24 {
        return None;
    }
    let text: String =
        std::iter::once(first).chain(rest).collect::<String>() + &decimals.map_or(String::new(), |d| format!(".{d}"));
    text.parse().ok()
}

/// "seventy-five", "a hundred and twenty", "half a million", "two and a half".
fn words(page: &Page<'_>, tables: &Tables, at: usize, limit: usize) -> Option<Number> {
    let word = |n: usize| page.tokens().get(n).filter(|_| n < limit).map(|t| t.hash);
    let is =
        |n: usize, text: &str| n < limit && page.tokens().get(n).is_some() && page.word(n).eq_ignore_ascii_case(text);
    let known = |n: usize| word(n).and_then(|hash| tables.numbers.get(&hash)).copied();
    let mut next = at;
    if is(next, "half") && is(next + 1, "a")
        || is(next, "half") && matches!(known(next + 1), Some(NumberWord::Scale(_)))
    {
        let scale = if is(next + 1, "a") { next + 2 } else { next + 1 };
        let Some(NumberWord::Scale(value)) = known(scale) else { return None };
        return Some(Number {
            end: scale + 1,
            value: value / Decimal::TWO,
            letters: String::new(),
            scaled: true,
            spelt: true,
            part: false,
        });
    }
    if let Some(found) = quarters(page, tables, at, limit) {
        return Some(found);
    }
    let (mut total, mut part, mut seen) = (Decimal::ZERO, Decimal::ZERO, false);
    let mut scaled = false;
    if (is(next, "a") || is(next, "an")) && matches!(known(next + 1), Some(NumberWord::Scale(_))) {
        part = Decimal::ONE;
        next += 1;
        seen = true;
    }
    loop {
        match known(next) {
            Some(NumberWord::Unit(n)) => {
                let n = Decimal::from(n);
                // "twenty five" adds up, "two three" are two numbers
                if seen
                    && !part.is_zero()
                    && !(part % Decimal::ONE_HUNDRED).is_zero()
                    && !(n < Decimal::TEN && (part % Decimal::TEN).is_zero())
                {
                    break;
                }
                part += n;
            }
            Some(NumberWord::Scale(scale)) if seen => {
                scaled = true;
                if scale < Decimal::ONE_THOUSAND {
                    part = part.checked_mul(scale)?;
                } else {
                    total = total.checked_add(part.checked_mul(scale)?)?;
                    part = Decimal::ZERO;
                }
            }
            _ => break,
        }
        seen = true;
        next += 1;
        let joined = is(next, "and") && scaled || page.tokens().get(next).is_some_and(|t| t.shape.has(Shape::JOINER));
        if joined && next < limit && matches!(known(next + 1), Some(NumberWord::Unit(_))) {
            next += 1;
        }
    }
    seen.then(|| Number { end: next, value: total + part, letters: String::new(), scaled, spelt: true, part: false })
        .filter(|n| n.end > at)
}

/// "a quarter million", "three quarters of a million".
fn quarters(page: &Page<'_>, tables: &Tables, at: usize, limit: usize) -> Option<Number> {
    let word = |n: usize| page.tokens().get(n).filter(|_| n < limit).map(|t| t.hash);
    let over = match word(at).and_then(|hash| tables.numbers.get(&hash)) {
        Some(NumberWord::Unit(n)) => Decimal::from(*n),
        Some(NumberWord::Scale(_)) => return None,
        None if at < limit && page.word(at) == "a" => Decimal::ONE,
        None => return None,
    };
    let under = Decimal::from(*tables.fractions.get(&word(at + 1)?)?);
    let Some(NumberWord::Scale(scale)) = tables.numbers.get(&word(at + 2)?) else { return None };
    let value = (over * *scale).checked_div(under)?;
    Some(Number { end: at + 3, value, letters: String::new(), scaled: true, spelt: true, part: false })
}

/// "40 000": groups of three zeros, or of any digits after a space that does not break.
fn spaced_thousands(page: &Page<'_>, limit: usize, number: &mut Number) {
    let short = number.value < Decimal::ONE_THOUSAND && number.value >= Decimal::ONE;
    if number.spelt || !short || number.value.scale() > 0 || !number.letters.is_empty() {
        return;
    }
    while number.end < limit {
        let (last, next) = (page.tokens()[number.end - 1].span, page.tokens()[number.end].span);
        let gap = page.text().get(last.end as usize..next.start as usize).unwrap_or("");
        let group = page.word(number.end);
        let digits = group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
        if !digits || gap.chars().count() != 1 || gap == " " && group != "000" {
            break;
        }
        let (Some(value), Ok(part)) = (number.value.checked_mul(Decimal::ONE_THOUSAND), group.parse::<Decimal>())
        else {
            break;
        };
        (number.value, number.end, number.scaled) = (value + part, number.end + 1, true);
    }
}

/// "thirds" of "two thirds" at a token, perhaps after a hyphen: what it divides by, and the token after it.
fn part(page: &Page<'_>, tables: &Tables, limit: usize, at: usize, over: Decimal) -> Option<(Decimal, usize)> {
    let from = at + usize::from(page.tokens().get(at).is_some_and(|t| t.shape.has(Shape::JOINER)));
    let token = page.tokens().get(from).filter(|_| from < limit)?;
    let under = tables.fractions.get(&token.hash)?;
    let plural = page.word(from).ends_with('s');
    (plural == (over > Decimal::ONE)).then(|| (Decimal::from(*under), from + 1))
}

/// "3 1/2", "two and a half", "three quarters", "1/2".
fn fraction(page: &Page<'_>, tables: &Tables, limit: usize, number: &mut Number) {
    let word = |n: usize| if n < limit { page.tokens().get(n).map_or("", |_| page.word(n)) } else { "" };
    let at = number.end;
    let digits = |n: usize| word(n).parse::<u32>().ok();
    let small = number.value >= Decimal::ONE && number.value < Decimal::ONE_HUNDRED;
    let whole_part = if word(at) == "and" { words(page, tables, at + 1, limit) } else { None };
    if let Some((under, end)) = part(page, tables, limit, at, number.value).filter(|_| small && !number.scaled) {
        number.value /= under;
        (number.end, number.part) = (end, true);
    } else if let Some((over, under, end)) = whole_part
        .filter(|over| over.value < Decimal::TEN && over.value >= Decimal::ONE)
        .and_then(|over| part(page, tables, limit, over.end, over.value).map(|(under, end)| (over.value, under, end)))
    {
        number.value += over / under;
        number.end = end;
    } else if word(at) == "/" && !page.tokens()[at].shape.has(Shape::SPACE_BEFORE) {
        if let Some(under) = digits(at + 1).filter(|n| (2..=100).contains(n)) {
            number.value /= Decimal::from(under);
            number.end = at + 2;
        }
    } else if let (Some(over), "/", Some(under)) = (digits(at), word(at + 1), digits(at + 2).filter(|n| *n > 1)) {
        if over < under {
            number.value += Decimal::from(over) / Decimal::from(under);
            number.end = at + 3;
        }
    } else if word(at) == "and" && word(at + 1) == "a" && matches!(word(at + 2), "half" | "quarter") {
        number.value +=
            Decimal::ONE / Decimal::from(tables.fractions.get(&page.tokens()[at + 2].hash).copied().unwrap_or(2));
        number.end = at + 3;
    }
}

/// "18 million", "3.5 lakh crore".
pub(super) fn scales(page: &Page<'_>, tables: &Tables, limit: usize, number: &mut Number) {
    while number.end < limit {
        let hash = page.tokens().get(number.end).map_or(0, |t| t.hash);
        let Some(NumberWord::Scale(scale)) = tables.numbers.get(&hash) else { break };
        let Some(value) = number.value.checked_mul(*scale) else { break };
        number.value = value;
        number.scaled = true;
        number.end += 1;
    }
}
