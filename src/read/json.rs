//! JSON: an object per line; or objects over several lines, in an array or one after the other.

use std::io::{self, BufRead};

use super::lines::{Line, next_line};
use super::row::{self, Row};
use super::{Found, Items, LIMIT, Opened, encoding};
use crate::types::Skip;

pub(super) fn read(mut file: Opened) -> Items {
    let bytes = std::mem::replace(&mut file.bytes, Box::new(io::empty()));
    let mut bytes = match encoding::decoded(bytes, false) {
        Ok(bytes) => bytes,
        Err(error) => return Box::new(std::iter::once(Err(file.skip(0, format!("cannot be read: {error}"))))),
    };
    let by_line = bytes.fill_buf().map_or(true, has_object_per_line);
    Box::new(Rows { file, bytes, by_line, buffer: Vec::new(), number: 0, ended: false })
}

/// False for an array and for an object whose first line is only its opening bracket.
fn has_object_per_line(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    !head.starts_with(b"[") && !(line.trim_ascii() == b"{" && line.len() < head.len())
}

struct Rows {
    file: Opened,
    bytes: Box<dyn BufRead + Send>,
    by_line: bool,
    buffer: Vec<u8>,
    /// Of the last line or object, from 1.
    number: u64,
    ended: bool,
}

impl Iterator for Rows {
    type Item = Result<Found, Skip>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let next = if self.by_line {
                next_line(self.bytes.as_mut(), LIMIT, &mut self.buffer)
            } else {
                next_value(self.bytes.as_mut(), LIMIT, &mut self.buffer)
            };
            self.number += 1;
            match next {
                Ok(Line::End) => break,
                Ok(Line::TooLong) => {
                    return Some(Err(self.file.skip(self.number, format!("longer than {} MB", LIMIT >> 20))));
                }
                Ok(Line::Read) if self.buffer.trim_ascii().is_empty() => {}
                Ok(Line::Read) => return Some(self.row()),
                Err(error) => {
                    self.ended = true;
                    let reason = format!("cannot be read further: {error}");
                    return Some(Err(self.file.skip(self.number, reason)));
                }
            }
        }
        self.ended = true;
        None
    }
}

impl Rows {
    fn row(&self) -> Result<Found, Skip> {
        let number = self.number;
        let text = std::str::from_utf8(&self.buffer)
            .map_err(|error| self.file.skip(number, format!("invalid UTF-8 at byte {}", error.valid_up_to() + 1)))?;
        let row: Row =
            serde_json::from_str(text).map_err(|e| self.file.skip(number, format!("not a JSON object: {e}")))?;
        row::document(row, &self.file.options, &format!("{}:{number}", self.file.id))
            .map(|document| Found { record: number, document })
            .map_err(|(id, reason)| Skip { id, ..self.file.skip(number, reason) })
    }
}

/// Reads the next element of an array, or the next of several values, into `buffer`.
fn next_value(bytes: &mut (dyn BufRead + Send), limit: usize, buffer: &mut Vec<u8>) -> io::Result<Line> {
    buffer.clear();
    let (mut depth, mut quoted, mut escaped, mut length) = (0usize, false, false, 0usize);
    loop {
        let chunk = bytes.fill_buf()?;
        if chunk.is_empty() {
            return Ok(if length == 0 { Line::End } else { ended(length, limit) });
        }
        let mut end = None;
        let mut from = 0;
        for (at, byte) in chunk.iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'[' | b',' | b']' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 && length + at == from => from = at + 1,
                b',' | b']' | b'\n' if depth == 0 => end = Some(at),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        end = Some(at + 1);
                    }
                }
                _ => {}
            }
            if end.is_some() {
                break;
            }
        }
        let to = end.unwrap_or(chunk.len());
        let from = from.min(to);
        if length + (to - from) <= limit {
            buffer.extend_from_slice(&chunk[from..to]);
        } else {
            *buffer = Vec::new();
        }
        length += to - from;
        bytes.consume(to);
        if end.is_some() && length > 0 {
            return Ok(ended(length, limit));
        }
    }
}

const fn ended(length: usize, limit: usize) -> Line {
    if length > limit { Line::TooLong } else { Line::Read }
}
