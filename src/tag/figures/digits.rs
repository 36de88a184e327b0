//! Numbers in digits, read from the characters: "1,200.50", "1 234 567", "2½", "6.2×10⁻⁴", "10^6". In: text and a byte. Out: value and end.
//!
//! What stands after the last digit ("18m", "3rd") is left to the caller.

use rust_decimal::Decimal;

use super::tables::Tables;

/// Digits read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    /// Byte after the last one.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// Thousands are set apart, or a power of ten multiplies it: no year.
    pub(super) grouped: bool,
}

/// The number whose first digit, or whose point before it, stands at byte `at`.
pub(super) fn digits(text: &str, at: usize, tables: &Tables) -> Option<Digits> {
    let rest = text.get(at..)?;
    let run = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
    let run = rest[..run].trim_end_matches(['.', ',']);
    // the numbers of a list: "22,24,26"
    let first = run.split(',').next().unwrap_or(run);
    let listed = at > 1 && text.as_bytes()[at - 1] == b',' && text.as_bytes()[at - 2].is_ascii_digit();
    let run = if listed || run.matches(',').count() > 1 && plain(run).is_none() { first } else { run };
    let mut read = Digits {
        end: at + run.len(),
        value: if run.is_empty() { Decimal::ZERO } else { plain(run)? },
        grouped: run.contains(','),
    };
    if !run.contains(['.', ',']) || run.contains(',') {
        spaced_thousands(text, run, &mut read);
    }
    let fraction = text[read.end..].chars().next().and_then(|c| tables.fraction_sign(c).map(|value| (c, value)));
    if let Some((c, value)) = fraction {
        read.value = read.value.checked_add(value)?;
        read.end += c.len_utf8();
    } else if run.is_empty() {
        return None;
    } else if let Some((end, power)) = raised(text, read.end) {
        read.value = powered(read.value, power)?;
        (read.end, read.grouped) = (end, true);
    } else if let Some((end, power)) = exponent(text, read.end, run.contains('.')) {
        read.value = shifted(read.value, power)?;
        (read.end, read.grouped) = (end, true);
    }
    Some(read)
}

/// Commas group thousands and one point separates decimals, or the other way round where nothing else fits ("1.111,11", "1,3").
pub(super) fn plain(figures: &str) -> Option<Decimal> {
    if figures.len() <= FEW
        && let Ok(whole) = figures.parse::<u64>()
    {
        return Some(whole.into());
    }
    if let Some((whole, decimals)) = figures.rsplit_once(',')
        && decimals.len() < 3
        && !whole.contains(',')
        && (whole.len() <= 3 && !whole.contains('.') || groups(whole, '.').is_some_and(|n| n > 1))
    {
        return joined(whole, decimals);
    }
    let (whole, decimals) = figures.split_once('.').map_or((figures, ""), |(whole, rest)| (whole, rest));
    groups(whole, ',')?;
    if whole.len() > 30 { None } else { joined(whole, decimals) }
}

/// Digits that an integer of 64 bits always holds.
const FEW: usize = 18;

/// The decimal of its whole part, whatever its marks, and its decimals.
fn joined(whole: &str, decimals: &str) -> Option<Decimal> {
    if !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = || whole.bytes().filter(u8::is_ascii_digit).chain(decimals.bytes());
    if whole.len() + decimals.len() <= FEW {
        let value = digits().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        return digits().next().map(|_| Decimal::new(value, decimals.len() as u32));
    }
    let whole = whole.replace([',', '.'], "");
    if decimals.is_empty() { whole.parse().ok() } else { format!("{whole}.{decimals}").parse().ok() }
}

/// Number of groups when the last one of several has three digits and the others two (lakhs) or three.
fn groups(whole: &str, mark: char) -> Option<usize> {
    let mut count = 0;
    let mut groups = whole.split(mark).peekable();
    while let Some(group) = groups.next() {
        let fits = match (count, groups.peek().is_none()) {
            (0, true) => true,
            (0, false) => (1..=3).contains(&group.len()),
            (_, true) => group.len() == 3,
            (_, false) => matches!(group.len(), 2 | 3),
        };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// "40 000", "1 234 567.89": groups of three after one space. A common space parts single numbers too, so a lone group
/// after it must be zeros.
fn spaced_thousands(text: &str, first: &str, read: &mut Digits) {
    if first.contains(',') || first.len() > 3 || first.starts_with('0') {
        return;
    }
    let (mut value, mut end, mut count, mut sure) = (read.value, read.end, 0, false);
    loop {
        let mut rest = text[end..].chars();
        let Some(gap) = rest.next().filter(|c| c.is_whitespace() && *c != '\n') else { break };
        let rest = rest.as_str();
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let Some(group) = rest.get(..3).filter(|_| length == 3).and_then(|g| g.parse::<u32>().ok()) else { break };
        let Some(next) = value.checked_mul(Decimal::ONE_THOUSAND).and_then(|v| v.checked_add(Decimal::from(group)))
        else {
            break;
        };
        (value, end, count) = (next, end + gap.len_utf8() + 3, count + 1);
        sure |= gap != ' ' || group == 0;
    }
    if count > 1 || sure {
        (read.value, read.end, read.grouped) = (value, end, true);
        // decimals of the last group
        let rest = &text[end..];
        let digits = rest.strip_prefix('.').map_or(0, |r| r.find(|c: char| !c.is_ascii_digit()).unwrap_or(r.len()));
        if digits > 0
            && let Ok(part) = format!("0{}", &rest[..=digits]).parse::<Decimal>()
        {
            (read.value, read.end) = (read.value + part, end + 1 + digits);
        }
    }
}

/// "^6", "^-1" after a number: byte after it, and the power that it is raised to.
fn raised(text: &str, at: usize) -> Option<(usize, i32)> {
    let after = text[at..].strip_prefix('^')?;
    let sign = usize::from(after.starts_with(['-', '+']));
    let length = sign + after[sign..].bytes().take_while(u8::is_ascii_digit).count();
    let ended = after[length..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let power = after[..length].parse().ok().filter(|_| ended && length - sign <= 2)?;
    Some((at + 1 + length, power))
}

/// A value raised to a power; `None` outside what a decimal holds.
fn powered(value: Decimal, power: i32) -> Option<Decimal> {
    let product = (0..power.unsigned_abs()).try_fold(Decimal::ONE, |product, _| product.checked_mul(value))?;
    if power < 0 { Decimal::ONE.checked_div(product) } else { Some(product) }
}

/// "e13" after decimals, "e-5", "x10^-4", "×10−5", "×10⁶": byte after it, and the power of ten.
fn exponent(text: &str, at: usize, decimals: bool) -> Option<(usize, i32)> {
    let rest = &text[at..];
    let mut chars = rest.chars();
    let times = matches!(chars.next()?, 'x' | 'X' | '×' | '·');
    let after = if times { chars.as_str().strip_prefix("10")? } else { rest.strip_prefix(['e', 'E'])? };
    let raised = after.strip_prefix('^');
    let after = raised.unwrap_or(after);
    let signed = after.strip_prefix(['-', '+', '\u{2212}', '\u{2013}', '\u{207B}']);
    if times && raised.is_none() && signed.is_none() && !after.starts_with(is_superscript)
        || !times && signed.is_none() && !decimals
    {
        return None;
    }
    let minus = signed.is_some() && !after.starts_with('+');
    let after = signed.unwrap_or(after);
    let (mut power, mut length) = (0, 0);
    for c in after.chars().take(3) {
        let Some(digit) = c.to_digit(10).or_else(|| superscript(c)) else { break };
        (power, length) = (power * 10 + digit as i32, length + c.len_utf8());
    }
    let end = text.len() - after.len() + length;
    let ended = text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    (length > 0 && ended).then_some((end, if minus { -power } else { power }))
}

fn is_superscript(c: char) -> bool {
    superscript(c).is_some()
}

fn superscript(c: char) -> Option<u32> {
    match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(c as u32 - '⁰' as u32),
        _ => None,
    }
}

/// A value times a power of ten; `None` outside what a decimal holds.
fn shifted(mut value: Decimal, power: i32) -> Option<Decimal> {
    let step = if power < 0 { Decimal::new(1, 1) } else { Decimal::TEN };
    for _ in 0..power.unsigned_abs() {
        value = value.checked_mul(step).filter(|v| !v.is_zero())?;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleFiles;

    #[track_caller]
    fn reads(text: &str, value: &str, end: usize) {
        let tables = Tables::load(&RuleFiles::shipped()).unwrap();
        let read = digits(text, 0, &tables).map(|d| (d.value.normalize().to_string(), d.end));
        assert_eq!(read, Some((value.to_owned(), end)), "{text}");
    }

    #[test]
    fn separators_of_both_sides_of_the_channel_are_read() {
        reads("1,200.50", "1200.5", 8);
        reads("1.111,11", "1111.11", 8);
        reads("1,3", "1.3", 3);
        reads("12,34,567", "1234567", 9);
        reads("1 234 567.89 is", "1234567.89", 12);
        reads("40 000 visitors", "40000", 6);
        reads("40 300 visitors", "40", 2);
        reads("5, 6", "5", 1);
    }

    #[test]
    fn fraction_signs_and_powers_of_ten_count() {
        reads("2½ miles", "2.5", 3);
        reads("⅔", "0.6666666666666666666666666667", 3);
        reads("6.23x10^-4", "0.000623", 10);
        reads("1.3e6", "1300000", 5);
        reads("3x10 sets", "3", 1);
        reads("10^6 cells", "1000000", 4);
        reads("2.5^-1", "0.4", 6);
        reads("2^x", "2", 1);
        reads("127e13", "127", 3);
    }

    #[test]
    fn versions_and_too_long_numbers_are_none() {
        let tables = Tables::load(&RuleFiles::shipped()).unwrap();
        for text in ["8.4.1", "99999999999999999999999999999999", "22,24,26,31", "1e"] {
            assert_ne!(digits(text, 0, &tables).map(|d| d.end), Some(text.len()), "{text}");
        }
        assert_eq!(digits("9.9e99", 0, &tables), None);
    }
}
