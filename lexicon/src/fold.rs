//! The folded form of a word and its hash: lower case, no accents, straight quotes, no inner points or soft hyphens.

use unicode_normalization::UnicodeNormalization as _;

use crate::token::is_apostrophe;

/// Hash of a word as [`tokenise`](crate::tokenise) would give it.
pub fn fold_hash(word: &str) -> u64 {
    let mut buffer = String::new();
    hash_folded(word, &mut buffer)
}

/// The same with a buffer that is used again.
pub(crate) fn hash_folded(word: &str, buffer: &mut String) -> u64 {
    if word.len() <= 40 && word.is_ascii() && !word.as_bytes().iter().any(|b| matches!(b, b'.' | b'\'')) {
        let mut small = [0u8; 40];
        for (to, from) in small.iter_mut().zip(word.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        return xxhash_rust::xxh3::xxh3_64(&small[..word.len()]);
    }
    fold_into(word, buffer);
    xxhash_rust::xxh3::xxh3_64(buffer.as_bytes())
}

/// The same of a word of ASCII letters: the first `length` bytes of `text`, of which sixteen are read at once.
pub(crate) fn hash_letters(text: &str, length: usize, buffer: &mut String) -> u64 {
    match text.as_bytes().first_chunk::<16>() {
        Some(bytes) if length <= bytes.len() => xxhash_rust::xxh3::xxh3_64(&bytes.map(|b| b | 0x20)[..length]),
        _ => hash_folded(&text[..length], buffer),
    }
}

/// The folded form of a word: what two spellings must share to count as the same token.
pub fn fold(word: &str) -> String {
    let mut buffer = String::new();
    fold_into(word, &mut buffer);
    buffer
}

fn fold_into(word: &str, buffer: &mut String) {
    buffer.clear();
    let keeps_apostrophe = contraction_at(word);
    let mark = word.len() == 1 || !word.bytes().any(|b| b.is_ascii_alphabetic());
    for (at, c) in word.char_indices() {
        match c {
            '.' if !mark => {}
            '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{0060}' | '\u{00B4}' => {
                if word.len() == c.len_utf8() || keeps_apostrophe.is_some_and(|from| at >= from) || at == 0 {
                    buffer.push('\'');
                }
            }
            '\u{00AD}' | '\u{200B}' | '\u{200D}' | '\u{FEFF}' => {}
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{00AB}' | '\u{00BB}' => buffer.push('"'),
            '\u{2013}' | '\u{2014}' | '\u{2010}' | '\u{2011}' | '\u{2212}' => buffer.push('-'),
            'ß' => buffer.push_str("ss"),
            'æ' | 'Æ' => buffer.push_str("ae"),
            'œ' | 'Œ' => buffer.push_str("oe"),
            'ø' | 'Ø' => buffer.push('o'),
            'ł' | 'Ł' => buffer.push('l'),
            'đ' | 'Đ' => buffer.push('d'),
            'ı' => buffer.push('i'),
            _ if c.is_ascii() => buffer.push(c.to_ascii_lowercase()),
            _ => buffer.extend(
                c.nfd().filter(|x| !unicode_normalization::char::is_combining_mark(*x)).flat_map(char::to_lowercase),
            ),
        }
    }
    if buffer.is_empty() {
        buffer.push_str(word);
    }
}

/// Where the apostrophe of a contraction stands: at most two lower-case letters after it (`don't`, `we're`), unlike `Da'esh`.
fn contraction_at(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
    let tail = &word[at + mark.len_utf8()..];
    (!tail.is_empty() && tail.len() <= 2 && tail.bytes().all(|b| b.is_ascii_alphabetic())).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_hash() {
        for (a, b) in [
            ("Beyoncé", "Beyonce"),
            ("Da’esh", "Daesh"),
            ("U.S.", "US"),
            ("co\u{AD}operate", "cooperate"),
            ("’s", "'s"),
        ] {
            assert_eq!(fold_hash(a), fold_hash(b), "{a} and {b}");
        }
        for (a, b) in [("we're", "were"), ("I'll", "ill"), ("can't", "cant")] {
            assert_ne!(fold_hash(a), fold_hash(b), "{a} and {b}");
        }
    }
}
