//! The lines of a text.

use crate::types::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Bytes of the text, without white space around.
    pub(super) span: Span,
    /// A blank line, or nothing, stands before it.
    pub(super) apart: bool,
}

impl Line {
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    pub(super) const fn len(&self) -> usize {
        (self.span.end - self.span.start) as usize
    }
}

pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut apart) = (0, true);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            apart = true;
        } else {
            let start = at + (line.len() - line.trim_start().len());
            lines.push(Line { span: Span::new(start as u32, (start + words.len()) as u32), apart });
            apart = false;
        }
        at += line.len();
    }
    lines
}

/// The last mark that is no closing quotation mark or bracket ends a sentence.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    line.ends_with(['.', '!', '?', '…', '。'])
}

/// The line without marks at its end.
pub(super) fn unfinished(line: &str) -> &str {
    line.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// True when two lines have the same letters and digits, in any case.
pub(super) fn same(one: &str, other: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    one == other || one.len().abs_diff(other.len()) <= 12 && letters(one) == letters(other)
}
