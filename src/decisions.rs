//! Decisions about identity that were made before: `decisions.csv` of an earlier run, perhaps edited by hand.

use std::path::Path;

use crate::Error;
use crate::types::Decision;
use crate::write::{MERGE, MUST_NOT_MERGE, without_escape};

/// Score of a decision that says none: a person made it.
const CERTAIN: u8 = 100;

/// Reads decisions. Only the columns `decision`, `a` and `b` are needed, in any order.
///
/// # Errors
/// When the file cannot be read, lacks a column, or a row says nothing that can be done.
pub fn read(path: &Path) -> Result<Vec<Decision>, Error> {
    let read_error = |error: csv::Error| Error::Read { path: path.to_owned(), source: std::io::Error::other(error) };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(read_error)?;
    let header = reader.headers().map_err(read_error)?.clone();
    let column = |name: &str| header.iter().position(|cell| cell.trim() == name);
    let needed =
        |name: &str| column(name).ok_or_else(|| Error::Usage(format!("{}:1: no column '{name}'", path.display())));
    let needed = [needed("decision")?, needed("a")?, needed("b")?];
    let more = [column("document"), column("reason"), column("score")];
    let mut decisions = Vec::new();
    for record in reader.into_records() {
        let record = record.map_err(read_error)?;
        let line = record.position().map_or(0, csv::Position::line);
        let wrong = |what: String| Error::Usage(format!("{}:{line}: {what}", path.display()));
        let cell = |at: usize| without_escape(record.get(at).unwrap_or("")).trim();
        let [decision, a, b] = needed.map(cell);
        let [document, reason, score] = more.map(|at| at.map_or("", cell));
        let merge = match decision {
            MERGE => true,
            MUST_NOT_MERGE => false,
            other => return Err(wrong(format!("'{other}' is neither {MERGE} nor {MUST_NOT_MERGE}"))),
        };
        if a.is_empty() || b.is_empty() || a == b {
            return Err(wrong("a and b have to be two ids".to_owned()));
        }
        let certain = || Ok(CERTAIN);
        let score = if score.is_empty() { certain() } else { score.parse().map_err(|_| score) };
        let score = score.map_err(|score| wrong(format!("the score '{score}' is no number from 0 to 255")))?;
        let (a, b, document, reason) = (a.into(), b.into(), document.into(), reason.to_owned());
        decisions.push(Decision { merge, a, b, document, reason, score });
    }
    Ok(decisions)
}
