//! Markdown with front matter, as fixtures are written: `key: value` lines between two lines of `---`, then the article.
//!
//! What follows the first block of expected `mentions` or `relations` is not part of the article.

use super::row::{Row, value_of};
use super::{Items, Opened, one};
use crate::types::{RawDocument, Skip};

/// First lines of what is no article.
const EXPECTED: [&str; 2] = ["```mentions", "```relations"];

pub(super) fn read(mut file: Opened) -> Items {
    let text = file.whole_text();
    one(text.and_then(|text| document(&file, &text)))
}

fn document(file: &Opened, text: &str) -> Result<RawDocument, Skip> {
    let (front, article) = front_matter(text);
    let mut row: Row = front
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| (key.trim().to_owned(), value_of(unquoted(value.trim()))))
        .collect();
    let mut end = article.len();
    let mut at = 0;
    for line in article.split_inclusive('\n') {
        if EXPECTED.contains(&line.trim_end()) {
            end = at;
            break;
        }
        at += line.len();
    }
    row.insert("text".to_owned(), value_of(article[..end].trim_end()));
    super::row::document(row, &file.options, &file.id).map_err(|(id, reason)| Skip { id, ..file.skip(0, reason) })
}

/// The lines between the marks, and what follows them without leading blank lines.
fn front_matter(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r'])) else { return ("", text) };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let article = &rest[at + line.len()..];
            return (&rest[..at], article.trim_start_matches(['\n', '\r']));
        }
        at += line.len();
    }
    ("", text)
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value)
}
