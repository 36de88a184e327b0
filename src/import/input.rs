//! Dumps as they come: compressed or not, line by line or row by row.
//!
//! Nothing here holds more than one record: dumps of hundreds of gigabytes are read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::atomic::Ordering;

use super::zstandard;
use crate::error::Error;
use crate::limited::{LIMIT, Limited};

/// Bytes asked of a file at a time.
const BUFFER: usize = 256 << 10;

/// Opens a file, or standard input for `-`; gzip, bzip2 and zstandard are known by their first bytes.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let mut plain: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::with_capacity(BUFFER, io::stdin()))
    } else {
        Box::new(BufReader::with_capacity(BUFFER, File::open(path).map_err(failed)?))
    };
    let head = plain.fill_buf().map_err(failed)?;
    let buffered = |bytes: Box<dyn Read>| Box::new(BufReader::with_capacity(BUFFER, bytes)) as Box<dyn BufRead>;
    let mut bytes = if head.starts_with(&[0x1f, 0x8b]) {
        buffered(Box::new(flate2::bufread::MultiGzDecoder::new(plain)))
    } else if head.starts_with(b"BZh") {
        buffered(Box::new(bzip2::bufread::MultiBzDecoder::new(plain)))
    } else if head.starts_with(&zstandard::MAGIC) {
        buffered(Box::new(zstandard::Frames::new(plain)))
    } else {
        plain
    };
    if bytes.fill_buf().map_err(failed)?.starts_with(b"\xEF\xBB\xBF") {
        bytes.consume(3);
    }
    Ok(bytes)
}

/// Calls `each` with every line that is not blank, without its line break, and its number; a line that is too long or
/// not in UTF-8 is an error of its own.
pub(super) fn each_line(
    path: &Path,
    mut each: impl FnMut(u64, Result<&str, String>) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let mut bytes = open(path)?;
    let (mut buffer, mut number) = (Vec::new(), 0);
    loop {
        buffer.clear();
        if bytes.by_ref().take(LIMIT as u64 + 1).read_until(b'\n', &mut buffer).map_err(failed)? == 0 {
            return Ok(());
        }
        number += 1;
        if buffer.len() > LIMIT && !buffer.ends_with(b"\n") {
            buffer = Vec::new();
            bytes.skip_until(b'\n').map_err(failed)?;
            each(number, Err(format!("longer than {} MB", LIMIT >> 20)))?;
            continue;
        }
        match std::str::from_utf8(&buffer) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => each(number, Ok(line.trim_end_matches(['\n', '\r'])))?,
            Err(error) => each(number, Err(format!("invalid UTF-8 at byte {}", error.valid_up_to() + 1)))?,
        }
    }
}

/// A row of a table with a header: cells by the name of their column, trimmed; empty when there is no such column.
pub(super) struct Cells<'a> {
    names: &'a [String],
    record: &'a csv::StringRecord,
}

impl<'a> Cells<'a> {
    pub(super) fn get(&self, name: &str) -> &'a str {
        let at = self.names.iter().position(|n| n == name);
        at.and_then(|at| self.record.get(at)).unwrap_or("").trim()
    }
}

/// Calls `each` with every row of a comma-separated table and its line. Names of columns are trimmed, `#` lines are
/// comments when `comments`; all of `needed` must be among the columns.
pub(super) fn each_row(
    path: &Path,
    comments: bool,
    needed: &[&str],
    mut each: impl FnMut(u64, Result<Cells<'_>, String>) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let (limited, used) = Limited::new(open(path)?);
    let comment = comments.then_some(b'#');
    let mut reader = csv::ReaderBuilder::new().flexible(true).comment(comment).from_reader(limited);
    let header = reader.byte_headers().map_err(|error| failed(io::Error::other(error)))?;
    let names: Vec<String> = header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    if let Some(missing) = needed.iter().find(|name| !names.iter().any(|n| n == *name)) {
        let what = format!("{}:1: no column '{missing}': is this file of the kind named by --from?", path.display());
        return Err(Error::Usage(what));
    }
    let mut record = csv::ByteRecord::new();
    loop {
        used.store(0, Ordering::Relaxed);
        match reader.read_byte_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                match csv::StringRecord::from_byte_record(record) {
                    Ok(text) => {
                        each(line, Ok(Cells { names: &names, record: &text }))?;
                        record = text.into_byte_record();
                    }
                    Err(error) => {
                        each(line, Err("invalid UTF-8".to_owned()))?;
                        record = error.into_byte_record();
                    }
                }
            }
            Err(error) => return Err(failed(io::Error::other(error))),
        }
    }
}
