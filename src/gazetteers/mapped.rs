//! Compiled gazetteers as mapped files: only what is looked at comes into memory, and all processes share it.
//!
//! The one place with `unsafe` code. Reading an image of a million names into memory took 170 ms and 190 MB at every start;
//! mapping it takes neither.

use std::fs::File;
use std::io;

use memmap2::Mmap;

/// The bytes of a file, aligned so that an image can be read in place.
pub struct Mapped(Mmap);

impl Mapped {
    /// Maps a file that nobody writes to any more.
    ///
    /// # Errors
    /// When the system cannot map it.
    #[allow(unsafe_code)]
    pub(super) fn new(file: &File) -> io::Result<Self> {
        // SAFETY: the bytes must not change while they are borrowed. Compiled gazetteers are written under a temporary name
        // and renamed when they are whole, and removed files live on as long as they are mapped, so newsgraph never
        // writes to a file that can be mapped.
        unsafe { Mmap::map(file) }.map(Mapped)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}
