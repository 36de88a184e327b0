//! The bytes of a compiled lexicon: a header, a section table and eight-byte aligned sections, read in place.

use crate::error::Error;
use crate::record::{ClassBits, EntityRecord, FormRecord, SenseRecord, Text, WordRecord};

/// Changes whenever the layout or the meaning of a record changes: older images are then compiled anew.
pub const FORMAT_VERSION: u32 = 4;
const MAGIC: [u8; 8] = *b"newsgaz\0";
const SECTIONS: usize = 9;
const HEADER: usize = 24 + SECTIONS * 16;

/// A compiled lexicon, borrowed from wherever its bytes are (the binary, a mapped file, memory).
#[derive(Clone, Copy)]
pub struct Image<'a> {
    /// Open-addressed table of word numbers by hash, 0 for empty.
    pub word_slots: &'a [u32],
    /// Words; number 0 stands for "unknown".
    pub words: &'a [WordRecord],
    /// Open-addressed table of token-sequence prefixes, see `forms.rs`.
    pub form_slots: &'a [u64],
    /// Forms; number 0 is unused.
    pub forms: &'a [FormRecord],
    /// Readings, grouped by form.
    pub senses: &'a [SenseRecord],
    /// Entities.
    pub entities: &'a [EntityRecord],
    /// Class bits of phrases.
    pub phrases: &'a [ClassBits],
    /// Names of word classes, then of gazetteer files: the first number is that of the classes.
    pub lists: &'a [Text],
    /// All strings.
    pub strings: &'a [u8],
    /// Number of word classes.
    pub class_count: u32,
    /// Hash of the source files' contents.
    pub content: u64,
}

/// The parts of an image while it is built.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) word_slots: Vec<u32>,
    pub(crate) words: Vec<WordRecord>,
    pub(crate) form_slots: Vec<u64>,
    pub(crate) forms: Vec<FormRecord>,
    pub(crate) senses: Vec<SenseRecord>,
    pub(crate) entities: Vec<EntityRecord>,
    pub(crate) phrases: Vec<ClassBits>,
    pub(crate) lists: Vec<Text>,
    pub(crate) strings: Vec<u8>,
    pub(crate) class_count: u32,
    pub(crate) content: u64,
}

impl Parts {
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let sections: [&[u8]; SECTIONS] = [
            bytemuck::cast_slice(&self.word_slots),
            bytemuck::cast_slice(&self.words),
            bytemuck::cast_slice(&self.form_slots),
            bytemuck::cast_slice(&self.forms),
            bytemuck::cast_slice(&self.senses),
            bytemuck::cast_slice(&self.entities),
            bytemuck::cast_slice(&self.phrases),
            bytemuck::cast_slice(&self.lists),
            &self.strings,
        ];
        let mut out = Vec::with_capacity(HEADER + sections.iter().map(|s| s.len() + 8).sum::<usize>());
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        out.extend_from_slice(&self.class_count.to_le_bytes());
        out.extend_from_slice(&self.content.to_le_bytes());
        let mut at = HEADER;
        for section in sections {
            out.extend_from_slice(&(at as u64).to_le_bytes());
            out.extend_from_slice(&(section.len() as u64).to_le_bytes());
            at = (at + section.len()).next_multiple_of(8);
        }
        for section in sections {
            out.extend_from_slice(section);
            out.resize(out.len().next_multiple_of(8), 0);
        }
        out
    }
}

/// The bytes of an image compiled at run time, aligned so that they can be read in place.
pub struct ImageBuffer(Vec<u64>);

impl ImageBuffer {
    /// Copies compiled bytes, which may stand anywhere, to where they can be read.
    pub fn new(bytes: &[u8]) -> Self {
        let mut words = vec![0u64; bytes.len().div_ceil(8)];
        bytemuck::cast_slice_mut(&mut words)[..bytes.len()].copy_from_slice(bytes);
        ImageBuffer(words)
    }

    /// Reads that many bytes to where they can be read in place.
    ///
    /// # Errors
    /// When there are fewer, or they cannot be read.
    pub fn read(from: &mut dyn std::io::Read, length: usize) -> std::io::Result<Self> {
        let mut words = vec![0u64; length.div_ceil(8)];
        from.read_exact(&mut bytemuck::cast_slice_mut(&mut words)[..length])?;
        Ok(ImageBuffer(words))
    }

    /// The bytes, with up to seven zeros after them.
    pub fn as_bytes(&self) -> &[u8] {
        bytemuck::cast_slice(&self.0)
    }
}

impl<'a> Image<'a> {
    /// Reads an image in place.
    ///
    /// # Errors
    /// When the bytes are no image, of another format version, cut short or not eight-byte aligned.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        let bad = |why: &'static str| Error::Image { why };
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(bad("not a compiled lexicon"));
        }
        let number = |at: usize, len: usize| {
            bytes[at..at + len].iter().rev().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte))
        };
        if number(8, 4) != u64::from(FORMAT_VERSION) {
            return Err(bad("compiled by another version"));
        }
        let section = |n: usize| -> Result<&'a [u8], Error> {
            let at = usize::try_from(number(24 + n * 16, 8)).map_err(|_| bad("cut short"))?;
            let len = usize::try_from(number(32 + n * 16, 8)).map_err(|_| bad("cut short"))?;
            at.checked_add(len).and_then(|end| bytes.get(at..end)).ok_or(bad("cut short"))
        };
        fn cast<T: bytemuck::Pod>(bytes: &[u8]) -> Result<&[T], Error> {
            bytemuck::try_cast_slice(bytes).map_err(|_| Error::Image { why: "not aligned" })
        }
        let image = Image {
            word_slots: cast(section(0)?)?,
            words: cast(section(1)?)?,
            form_slots: cast(section(2)?)?,
            forms: cast(section(3)?)?,
            senses: cast(section(4)?)?,
            entities: cast(section(5)?)?,
            phrases: cast(section(6)?)?,
            lists: cast(section(7)?)?,
            strings: section(8)?,
            class_count: number(12, 4) as u32,
            content: number(16, 8),
        };
        if !image.word_slots.len().is_power_of_two() || !image.form_slots.len().is_power_of_two() {
            return Err(bad("table sizes are damaged"));
        }
        Ok(image)
    }

    /// A string of the table; empty when the reference is damaged.
    pub fn text(&self, text: Text) -> &'a str {
        let end = text.at as usize + text.len as usize;
        self.strings.get(text.at as usize..end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}
