//! CSV and TSV with field names in the first row.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use csv::ByteRecord;

use super::row::{self, Row, value_of};
use super::{Found, Items, Opened, encoding};
use crate::limited::Limited;
use crate::types::Skip;

pub(super) fn read_csv(file: Opened) -> Items {
    read(file, b',')
}

pub(super) fn read_tsv(file: Opened) -> Items {
    read(file, b'\t')
}

fn read(mut file: Opened, delimiter: u8) -> Items {
    let bytes = std::mem::replace(&mut file.bytes, Box::new(io::empty()));
    let failed = |file: &Opened, reason: String| -> Items { Box::new(std::iter::once(Err(file.skip(0, reason)))) };
    let mut bytes = match encoding::decoded(bytes, true) {
        Ok(bytes) => bytes,
        Err(error) => return failed(&file, format!("cannot be read: {error}")),
    };
    match bytes.fill_buf() {
        Ok([]) => return failed(&file, "text is empty".to_owned()),
        Ok(head) if encoding::is_binary(head) => return failed(&file, "is no text: binary file".to_owned()),
        _ => {}
    }
    let (limited, used) = Limited::new(Box::new(bytes) as Box<dyn Read + Send>);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(limited);
    match reader.byte_headers().map(|names| names.iter().map(text_of).collect::<Vec<String>>()) {
        Ok(names) => Box::new(Rows { file, reader, names, used, record: ByteRecord::new(), number: 0, ended: false }),
        Err(error) => failed(&file, format!("field names cannot be read: {error}")),
    }
}

struct Rows {
    file: Opened,
    reader: csv::Reader<Limited<Box<dyn Read + Send>>>,
    names: Vec<String>,
    /// Bytes read since the last row began.
    used: Arc<AtomicUsize>,
    record: ByteRecord,
    number: u64,
    ended: bool,
}

impl Iterator for Rows {
    type Item = Result<Found, Skip>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.number += 1;
        self.used.store(0, Ordering::Relaxed);
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => Some(self.row()),
            Ok(false) => None,
            Err(error) => {
                self.ended = true;
                Some(Err(self.file.skip(self.number, format!("cannot be read further: {error}"))))
            }
        }
    }
}

impl Rows {
    fn row(&self) -> Result<Found, Skip> {
        let mut row = Row::new();
        for (name, cell) in self.names.iter().zip(&self.record) {
            let cell = std::str::from_utf8(cell)
                .map_err(|_| self.file.skip(self.number, format!("invalid UTF-8 in field '{name}'")))?;
            if !cell.is_empty() {
                row.insert(name.clone(), value_of(cell));
            }
        }
        row::document(row, &self.file.options, &format!("{}:{}", self.file.id, self.number))
            .map(|document| Found { record: self.number, document })
            .map_err(|(id, reason)| Skip { id, ..self.file.skip(self.number, reason) })
    }
}

fn text_of(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().to_owned()
}
