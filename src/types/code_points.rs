//! Byte offsets of the crate as the code point offsets of the files.

use crate::types::Span;

/// Bytes between two marks: a lookup counts at most this many.
const STEP: usize = 64;

/// The number of code points before any byte of a text, at the cost of at most `STEP` bytes counted.
pub struct CodePoints<'a> {
    text: &'a [u8],
    /// Code points before byte `n * STEP`; empty for ASCII, where both numbers are the same.
    marks: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Counts a text once.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        if !text.is_ascii() {
            marks.reserve(bytes.len() / STEP + 1);
            let mut sum = 0;
            for chunk in bytes.chunks(STEP) {
                marks.push(sum);
                sum += count(chunk);
            }
            marks.push(sum);
        }
        CodePoints { text: bytes, marks }
    }

    /// Code points before a byte.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(mark) = self.marks.get(byte / STEP) else { return byte };
        *mark as usize + count(&self.text[byte / STEP * STEP..byte]) as usize
    }

    /// A span in code points.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.at(span.start as usize), self.at(span.end as usize)]
    }
}

/// Bytes that begin a code point.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_of_a_mixed_text() {
        let text = "Zoë 🎬 saw “L’Été” — ".repeat(20);
        let points = CodePoints::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), n);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
        let ascii = CodePoints::new("plain");
        assert_eq!((ascii.at(3), ascii.at(99)), (3, 5));
    }
}
