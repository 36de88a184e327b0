//! Lines of bounded length.

use std::io::{self, BufRead, Read as _};

/// What stands at the next line.
pub(super) enum Line {
    /// The line is in the buffer, with its line break.
    Read,
    /// It was longer than the limit and has been passed over.
    TooLong,
    /// There is none.
    End,
}

/// Reads the next line into `buffer`, at most `limit` bytes of it.
pub(super) fn next_line(bytes: &mut (dyn BufRead + Send), limit: usize, buffer: &mut Vec<u8>) -> io::Result<Line> {
    buffer.clear();
    if bytes.take(limit as u64 + 1).read_until(b'\n', buffer)? == 0 {
        return Ok(Line::End);
    }
    if buffer.len() <= limit || buffer.ends_with(b"\n") {
        return Ok(Line::Read);
    }
    // a single huge line must not keep its memory
    *buffer = Vec::new();
    bytes.skip_until(b'\n')?;
    Ok(Line::TooLong)
}
