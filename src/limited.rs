//! What bounds the memory that one record of an input may take.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Most bytes of one document, line or row; longer ones are skipped. The longest entities of Wikidata have about 5 MB.
pub const LIMIT: usize = 64 << 20;

/// Ends a table in which one row goes on for ever: an unclosed quotation mark would take all that follows into memory.
pub(crate) struct Limited<R> {
    bytes: R,
    used: Arc<AtomicUsize>,
}

impl<R: Read> Limited<R> {
    /// The reader, and the count of bytes read since the last row, which its user sets to zero after each row.
    pub(crate) fn new(bytes: R) -> (Self, Arc<AtomicUsize>) {
        let used = Arc::new(AtomicUsize::new(0));
        (Limited { bytes, used: Arc::clone(&used) }, used)
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.used.load(Ordering::Relaxed) > LIMIT {
            let what = format!("a row longer than {} MB, from an unclosed quotation mark", LIMIT >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        let read = self.bytes.read(out)?;
        self.used.fetch_add(read, Ordering::Relaxed);
        Ok(read)
    }
}
