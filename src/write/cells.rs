//! Tables as RFC 4180 has them, with LF, and cells that no spreadsheet takes for a formula.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

/// A CSV table.
pub(super) struct Table<W: Write = BufWriter<File>> {
    writer: Writer<W>,
    safe: bool,
}

impl Table {
    /// Creates a file and writes its header; cells are made safe for spreadsheets.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn create(folder: &Path, name: &str, header: &[&str]) -> io::Result<Self> {
        let mut table = Self::create_raw(folder, name, header)?;
        table.safe = true;
        Ok(table)
    }

    /// Creates a file for a program that takes every cell as it is.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn create_raw(folder: &Path, name: &str, header: &[&str]) -> io::Result<Self> {
        let mut table = Table { writer: writer(create(folder, name)?), safe: false };
        table.row(header.iter().copied())?;
        Ok(table)
    }
}

impl Table<Vec<u8>> {
    /// Rows in memory, without a header, safe for spreadsheets.
    pub(super) fn in_memory() -> Self {
        Table { writer: writer(Vec::new()), safe: true }
    }

    /// The rows.
    ///
    /// # Errors
    /// Never: memory can be written.
    pub(super) fn into_bytes(self) -> io::Result<Vec<u8>> {
        self.writer.into_inner().map_err(|error| error.into_error())
    }
}

impl<W: Write> Table<W> {
    /// Writes a row.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for cell in cells {
            let cell = if self.safe { spreadsheet_safe(cell) } else { Cow::Borrowed(cell) };
            self.writer.write_field(cell.as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Writes what is still buffered.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new().terminator(Terminator::Any(b'\n')).quote_style(QuoteStyle::Necessary).from_writer(out)
}

/// Creates a file, and the folder it is in.
///
/// # Errors
/// When it cannot be created.
pub(super) fn create(folder: &Path, name: &str) -> io::Result<BufWriter<File>> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    Ok(BufWriter::with_capacity(1 << 16, File::create(path)?))
}

/// A cell that begins with `=`, `+`, `-`, `@` or a tab gets an apostrophe before it, unless it is a plain number; so does
/// one that begins with apostrophes and one of these, so that taking one apostrophe away always gives the text back.
pub fn spreadsheet_safe(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The text of a cell that [`spreadsheet_safe`] made.
pub fn without_escape(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

fn is_formula(cell: &str) -> bool {
    let first = cell.trim_start_matches('\'');
    first.starts_with(['=', '+', '-', '@', '\t']) && !is_number(cell)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// `key=value;key=value`.
pub(super) fn pairs(pairs: &[(String, String)]) -> String {
    pairs.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(";")
}

/// A list in one cell, with the mark between its items kept out of them.
pub(super) fn list<'a>(items: impl IntoIterator<Item = &'a str>, mark: char, instead: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.replace(mark, instead)).collect();
    items.join(mark.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_safe_and_come_back() {
        let table = [
            ("=1+1", "'=1+1"),
            ("@home", "'@home"),
            ("-5.2", "-5.2"),
            ("-5 degrees", "'-5 degrees"),
            ("+44", "'+44"),
            ("'=x", "''=x"),
            ("'quoted'", "'quoted'"),
            ("a=b", "a=b"),
            ("", ""),
            ("-", "'-"),
        ];
        for (text, cell) in table {
            assert_eq!(spreadsheet_safe(text), cell);
            assert_eq!(without_escape(cell), text);
        }
    }

    #[test]
    fn marks_stay_out_of_lists() {
        assert_eq!(list(["a;b", "c"], ';', ","), "a,b;c");
    }
}
