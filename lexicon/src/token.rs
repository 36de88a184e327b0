//! Text into tokens: the one tokeniser, used for gazetteer names when they are compiled and for articles when they are read.
//!
//! A token never holds white space; tokens and the gaps between them rebuild the text. Words keep inner apostrophes
//! (`O'Brien`, `don't`), the possessive and contracted verbs are tokens of their own (`Sony` `'s`, `they` `'re`), hyphens and slashes stand alone
//! (`state` `-` `backed`), numbers keep inner commas and points (`1,200.50`), initials and letter-by-letter
//! acronyms keep their points (`J.`, `U.S.`), and so do abbreviations (`Inc.`).

use crate::fold::{hash_folded, hash_letters};
use crate::shape::Shape;
use crate::span::Span;

/// What is left of a verb behind an apostrophe; the one of "is" is cut like a possessive.
const CONTRACTIONS: [&str; 5] = ["re", "ve", "ll", "d", "m"];

/// A token as the tokeniser sees it, before any word is looked up.
#[derive(Clone, Copy, Debug)]
pub struct RawToken {
    /// Bytes of the text.
    pub span: Span,
    /// Stable hash of the folded form: lower case, no accents, straight quotes, no inner points or soft hyphens.
    pub hash: u64,
    /// What it looks like.
    pub shape: Shape,
}

/// Says whether a word (without its full stop) is an abbreviation that owns the stop after it.
pub trait Abbreviations {
    /// `hash` is that of the folded word; `text` the word as written.
    fn owns_stop(&self, hash: u64, text: &str) -> bool;
}

impl Abbreviations for rustc_hash::FxHashSet<u64> {
    fn owns_stop(&self, hash: u64, _: &str) -> bool {
        self.contains(&hash)
    }
}

pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{00B4}')
}

const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{00AB}' | '\u{00BB}' | '\u{2018}' | '\u{2019}' | '\'' | '`'
    )
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2015}' | '\u{2212}')
}

/// Characters inside a word that carry nothing: soft hyphen, zero-width space and joiners, byte order mark.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_invisible(c) || unicode_normalization::char::is_combining_mark(c)
    }
}

/// Cuts `text` into tokens and appends them to `out`; byte offsets begin at `base`. Linear in the length of the text.
pub fn tokenise(text: &str, base: u32, abbreviations: &impl Abbreviations, out: &mut Vec<RawToken>) {
    let mut at = 0;
    let mut gap = Shape::SPACE_BEFORE | Shape::LINE_BEFORE | Shape::PARAGRAPH_BEFORE;
    let mut buffer = String::new();
    let bytes = text.as_bytes();
    while at < text.len() {
        // white space: how wide the gap is decides whether a name may cross it
        let c = first_char(text, at);
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            gap |= Shape::SPACE_BEFORE;
            if c == '\n' || c == '\u{2028}' {
                gap =
                    if gap.has(Shape::LINE_BEFORE) { gap | Shape::PARAGRAPH_BEFORE } else { gap | Shape::LINE_BEFORE };
            } else if c == '\u{2029}' {
                gap |= Shape::LINE_BEFORE | Shape::PARAGRAPH_BEFORE;
            }
            continue;
        }
        if let Some((end, shape)) = plain_word(bytes, at) {
            let hash = hash_letters(&text[at..], end - at, &mut buffer);
            out.push(RawToken { span: Span::new(base + at as u32, base + end as u32), hash, shape: shape | gap });
            gap = Shape::default();
            at = end;
            continue;
        }
        let (end, mut shape) = if is_word(c) {
            word_end(text, at)
        } else {
            mark_end(
                text,
                at,
                c,
                out.last().is_some_and(|t| t.span.end == base + at as u32 && t.shape.any(Shape::LETTER | Shape::DIGIT)),
            )
        };
        let mut end = end;
        let mut hash = hash_folded(&text[at..end], &mut buffer);
        if bytes.get(end) == Some(&b'.')
            && shape.has(Shape::LETTER)
            && !shape.has(Shape::FINAL_STOP)
            && bytes.get(end + 1) != Some(&b'.')
            && (shape.has(Shape::ONE_LETTER | Shape::UPPER_FIRST) || abbreviations.owns_stop(hash, &text[at..end]))
        {
            end += 1;
            shape |= Shape::FINAL_STOP;
            if !shape.has(Shape::ONE_LETTER) {
                hash = hash_folded(&text[at..end], &mut buffer);
            }
        }
        if shape.has(Shape::JOINER)
            && (gap.has(Shape::SPACE_BEFORE) || !text[end..].chars().next().is_some_and(is_word))
        {
            shape.0 &= !Shape::JOINER.0;
        }
        out.push(RawToken { span: Span::new(base + at as u32, base + end as u32), hash, shape: shape | gap });
        gap = Shape::default();
        at = end;
    }
}

/// The character at byte `at`, which is a boundary inside `text`.
fn first_char(text: &str, at: usize) -> char {
    let byte = text.as_bytes()[at];
    if byte < 0x80 { char::from(byte) } else { text[at..].chars().next().unwrap_or(' ') }
}

/// Whether the comma at byte `at`, after a digit, parts numbers and not thousands: of three numbers or more, the last has not
/// three digits ("22,24,26", but "12,34,567").
fn is_list(bytes: &[u8], at: usize) -> bool {
    /// No number is longer.
    const REACH: usize = 32;
    let figures = |b: &u8| b.is_ascii_digit() || *b == b',';
    let (floor, limit) = (at.saturating_sub(REACH), bytes.len().min(at + REACH));
    let first = bytes[floor..at].iter().rposition(|b| !figures(b)).map_or(floor, |n| floor + n + 1);
    let last = bytes[at..limit].iter().position(|b| !figures(b)).map_or(limit, |n| at + n);
    let run = bytes[first..last].strip_suffix(b",").unwrap_or(&bytes[first..last]);
    let count = run.iter().filter(|b| **b == b',').count();
    let tail = run.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    count > 1 && tail != 3
}

/// A word of nothing but ASCII letters before white space or a comma, as most are.
fn plain_word(bytes: &[u8], start: usize) -> Option<(usize, Shape)> {
    let (mut end, mut upper) = (start, 0);
    let next = loop {
        match bytes.get(end) {
            Some(b) if b.is_ascii_alphabetic() => upper += usize::from(b.is_ascii_uppercase()),
            next => break next,
        }
        end += 1;
    };
    let word = &bytes[start..end];
    if word.is_empty() || !next.is_none_or(|b| b.is_ascii_whitespace() || *b == b',') {
        return None;
    }
    let mut shape = if word.len() == 1 { Shape::LETTER | Shape::ONE_LETTER } else { Shape::LETTER };
    if upper == 0 {
        return Some((end, shape | Shape::LOWER));
    }
    if word[0].is_ascii_uppercase() {
        shape |= Shape::UPPER_FIRST;
    }
    if upper == word.len() {
        shape |= Shape::ALL_UPPER;
    } else if word.iter().skip_while(|b| b.is_ascii_uppercase()).any(u8::is_ascii_uppercase) {
        shape |= Shape::INNER_UPPER;
    }
    Some((end, shape))
}

fn word_end(text: &str, start: usize) -> (usize, Shape) {
    let bytes = text.as_bytes();
    if let Some(end) = address_end(text, start) {
        return (end, Shape::URL);
    }
    let mut shape = Shape::default();
    let mut at = start;
    let (mut upper, mut lower, mut letters, mut digits) = (0u32, 0u32, 0u32, 0u32);
    let mut inner_stop = false;
    while at < text.len() {
        let c = first_char(text, at);
        if is_word(c) {
            if c.is_ascii_digit() || c.is_numeric() {
                digits += 1;
            } else if !is_invisible(c) {
                letters += 1;
                if c.is_uppercase() {
                    upper += 1;
                    if letters == 1 && digits == 0 {
                        shape |= Shape::UPPER_FIRST;
                    } else if lower > 0 {
                        shape |= Shape::INNER_UPPER;
                    }
                } else if c.is_lowercase() {
                    lower += 1;
                }
            }
            if !c.is_ascii() {
                shape |= Shape::NON_ASCII;
            }
            at += c.len_utf8();
            continue;
        }
        let next = text[at + c.len_utf8()..].chars().next();
        match c {
            // 22,24,26 is a list
            ',' if digits > 0 && letters == 0 && is_list(bytes, at) => break,
            // 1,200.50 and 10:30 stay whole; so does 2.5m
            '.' | ',' | ':' if digits > 0 && letters == 0 && next.is_some_and(|n| n.is_ascii_digit()) => at += 1,
            // U.S., p.m.: single letters, each with its point
            '.' if letters == 1 + u32::from(inner_stop) * letters.saturating_sub(1)
                && digits == 0
                && next.is_some_and(|n| n.is_alphabetic())
                && single_letter_ahead(text, at + 1) =>
            {
                inner_stop = true;
                at += 1;
            }
            // Ph.D., Psy.D.
            '.' if (2..=3).contains(&letters)
                && digits == 0
                && !inner_stop
                && shape.has(Shape::UPPER_FIRST)
                && degree_ahead(text, at + 1) =>
            {
                inner_stop = true;
                at += 1;
            }
            '.' if inner_stop => {
                at += 1;
                shape |= Shape::FINAL_STOP;
                break;
            }
            _ if is_apostrophe(c) && letters > 0 && next.is_some_and(char::is_alphabetic) => {
                let after = at + c.len_utf8();
                if possessive_ahead(text, after) || contraction_ahead(text, after).is_some() {
                    break;
                }
                at += c.len_utf8();
            }
            _ => break,
        }
    }
    if letters > 0 {
        shape |= Shape::LETTER;
        if upper == letters {
            shape |= Shape::ALL_UPPER;
        }
        if upper == 0 {
            shape |= Shape::LOWER;
        }
        if letters == 1 && digits == 0 {
            shape |= Shape::ONE_LETTER;
        }
    }
    if digits > 0 {
        shape |= Shape::DIGIT;
        if letters == 0 {
            shape |= Shape::NUMBER;
        }
    }
    debug_assert!(at > start && bytes.len() >= at);
    (at, shape)
}

/// True at the `S` of `U.S.`: one letter, then a point or the end of the word.
fn single_letter_ahead(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    chars.next().is_some_and(char::is_alphabetic) && !chars.next().is_some_and(|c| is_word(c) || is_apostrophe(c))
}

/// True at the `D` of `Ph.D.`: one capital, then a point.
fn degree_ahead(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
}

/// True at the `s` of `Sony's`.
fn possessive_ahead(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(is_word)
}

/// The end of the `re` of `they're`, of `ve`, `ll`, `d` and `m`.
fn contraction_ahead(text: &str, at: usize) -> Option<usize> {
    let is =
        |end: &&&str| text.as_bytes().get(at..at + end.len()).is_some_and(|b| b.eq_ignore_ascii_case(end.as_bytes()));
    let end = at + CONTRACTIONS.iter().find(is)?.len();
    let ends = |c: char| !is_word(c) && !is_apostrophe(c);
    text.get(end..)?.chars().next().is_none_or(ends).then_some(end)
}

/// The end of a web or mail address that begins at `start`, if one does.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    let head = &rest[..rest.len().min(64)];
    let stop = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'<' | b'>' | b'(' | b')' | b'|') || *b >= 0x80;
    let is_web = head.get(..4).is_some_and(|h| h.eq_ignore_ascii_case(b"http") || h.eq_ignore_ascii_case(b"www."))
        && (head.starts_with(b"www.") || head.windows(3).take(8).any(|w| w == b"://"));
    let is_mail = !is_web && {
        let word = head.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+')))?;
        head[word] == b'@' && head.get(word + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    if !is_web && !is_mail {
        return None;
    }
    let mut end = rest.iter().position(stop).unwrap_or(rest.len());
    while end > 0 && matches!(rest[end - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'') {
        end -= 1;
    }
    (end > 3).then_some(start + end)
}

/// A token that begins with something other than a letter or digit.
fn mark_end(text: &str, start: usize, c: char, after_word: bool) -> (usize, Shape) {
    let mut shape = Shape::PUNCTUATION;
    let mut end = start + c.len_utf8();
    if is_apostrophe(c) && after_word {
        if let Some(end) = contraction_ahead(text, end) {
            return (end, Shape::LETTER | Shape::LOWER);
        }
        shape |= Shape::POSSESSIVE;
        if possessive_ahead(text, end) {
            end += 1;
        } else {
            shape |= Shape::QUOTE;
        }
        return (end, shape);
    }
    if is_quote(c) {
        shape |= Shape::QUOTE;
        // ``quoted'' and ''quoted'' are one mark
        if matches!(c, '\'' | '`') && text[end..].starts_with(c) {
            end += 1;
        }
        return (end, shape);
    }
    if c == '.' || is_dash(c) {
        while text[end..].starts_with(c) {
            end += c.len_utf8();
        }
    }
    if is_dash(c) && end == start + c.len_utf8() && after_word {
        shape |= Shape::JOINER;
    }
    (end, shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold_hash;

    #[track_caller]
    fn assert_tokens(text: &str, expected: &[&str]) {
        let abbreviations: rustc_hash::FxHashSet<u64> = ["inc", "mr"].into_iter().map(fold_hash).collect();
        let mut tokens = Vec::new();
        tokenise(text, 0, &abbreviations, &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|t| t.span.of(text)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn plain_words_look_the_same_before_any_mark() {
        for word in ["a", "I", "vel", "Vel", "VEL", "iPhone", "McDonald", "McDONALD", "USAir", "PhD"] {
            let (plain, other) = (format!("{word}, x"), format!("{word}; x"));
            assert_eq!(plain_word(plain.as_bytes(), 0), Some(word_end(&plain, 0)), "{word}");
            assert_eq!(plain_word(other.as_bytes(), 0), None);
            let long = format!("{word} and all that is behind it");
            assert_eq!(hash_letters(&long, word.len(), &mut String::new()), fold_hash(word));
        }
    }

    #[test]
    fn words_numbers_acronyms_and_possessives_are_cut_as_documented() {
        assert_tokens("Sony’s $18m film", &["Sony", "’s", "$", "18m", "film"]);
        assert_tokens("the U.S. No one", &["the", "U.S.", "No", "one"]);
        assert_tokens("J. K. Rowling, Mr. Turner.", &["J.", "K.", "Rowling", ",", "Mr.", "Turner", "."]);
        assert_tokens("Acme Inc. paid 1,200.50.", &["Acme", "Inc.", "paid", "1,200.50", "."]);
        assert_tokens("state-backed O'Brien don't", &["state", "-", "backed", "O'Brien", "don't"]);
        assert_tokens("see https://example.org/a.b, ok", &["see", "https://example.org/a.b", ",", "ok"]);
        assert_tokens("the Joneses' house", &["the", "Joneses", "'", "house"]);
        assert_tokens("they’re, I'd've, ma'am", &["they", "’re", ",", "I'd", "'ve", ",", "ma'am"]);
        assert_tokens("wait... no", &["wait", "...", "no"]);
        assert_tokens("nos. 22,24,31.", &["nos", ".", "22", ",", "24", ",", "31", "."]);
        assert_tokens("12,34,567 or 1,3", &["12,34,567", "or", "1,3"]);
        assert_tokens("her Ph.D. in law", &["her", "Ph.D.", "in", "law"]);
        assert_tokens("at 11 p.m. GMT", &["at", "11", "p.m.", "GMT"]);
    }
}
