//! The bytes of a compiled lexicon: a header, a section table and eight-byte aligned sections, read in place.
//!
//! Nothing but the header is looked at when an image is opened, so that a mapped one costs no time; whoever reads a
//! record checks where it points to.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};

use xxhash_rust::xxh3::xxh3_64;

use crate::error::Error;
use crate::record::{ClassBits, EntityRecord, FormRecord, PhraseRecord, SenseRecord, Text, WordRecord};

/// Changes whenever the layout or the meaning of a record changes: older images are then compiled anew.
pub const FORMAT_VERSION: u32 = 6;
const MAGIC: [u8; 8] = *b"newsgaz\0";
const SECTIONS: usize = 12;
/// Magic, version, number of classes, three numbers, section table, checksum.
const HEADER: usize = 40 + SECTIONS * 16 + 8;

/// A compiled lexicon, borrowed from wherever its bytes are (the binary, a mapped file, memory).
#[derive(Clone, Copy)]
pub struct Image<'a> {
    /// Open-addressed table of word numbers by hash, 0 for empty; without places in an image of entities only.
    pub word_slots: &'a [u32],
    /// Words; number 0 stands for "unknown".
    pub words: &'a [WordRecord],
    /// Open-addressed table of token-sequence prefixes, see `forms.rs`.
    pub form_slots: &'a [u64],
    /// Forms; number 0 is unused, the last ends the senses of the one before.
    pub forms: &'a [FormRecord],
    /// Readings, grouped by form.
    pub senses: &'a [SenseRecord],
    /// Entities.
    pub entities: &'a [EntityRecord],
    /// Phrases of word classes, by form.
    pub phrases: &'a [PhraseRecord],
    /// Names of word classes, then of gazetteer files: the first number is that of the classes.
    pub lists: &'a [Text],
    /// Words of each class, in the order of the classes and of their numbers.
    pub members: &'a [u32],
    /// Where the members of each class begin, and the end.
    pub member_starts: &'a [u32],
    /// One bit for each entity of the images before: set when a row of this one takes its place. Empty for none.
    pub silenced: &'a [u64],
    /// All strings, each after its length.
    pub strings: &'a [u8],
    /// Facts about the whole.
    pub head: Head,
}

/// What the header says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Number of word classes.
    pub class_count: u32,
    /// Hash of the source files' contents.
    pub content: u64,
    /// [`Lexicon::content`](crate::Lexicon::content) of what it was compiled to be added to, 0 for nothing.
    pub base: u64,
    /// Places of the table of prefixes, without those behind its end.
    pub capacity: u64,
}

/// Numbers of the sections.
#[derive(Clone, Copy)]
pub(crate) enum Section {
    WordSlots,
    Words,
    FormSlots,
    Forms,
    Senses,
    Entities,
    Phrases,
    Lists,
    Members,
    MemberStarts,
    Silenced,
    Strings,
}

/// Writes an image section by section, in any order; the header comes last.
pub(crate) struct ImageWriter<'a> {
    out: BufWriter<&'a File>,
    at: u64,
    table: [(u64, u64); SECTIONS],
}

impl<'a> ImageWriter<'a> {
    pub(crate) fn new(file: &'a File) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        out.write_all(&[0; HEADER])?;
        Ok(ImageWriter { out, at: HEADER as u64, table: [(0, 0); SECTIONS] })
    }

    /// Writes a section from bytes in memory.
    pub(crate) fn section(&mut self, section: Section, bytes: &[u8]) -> io::Result<()> {
        self.begin(section);
        self.write_all(bytes)?;
        self.end(section)
    }

    /// What is written from here on belongs to the section.
    pub(crate) fn begin(&mut self, section: Section) {
        self.table[section as usize].0 = self.at;
    }

    pub(crate) fn end(&mut self, section: Section) -> io::Result<()> {
        let entry = &mut self.table[section as usize];
        entry.1 = self.at - entry.0;
        let gap = self.at.next_multiple_of(8) - self.at;
        self.write_all(&[0; 8][..gap as usize])
    }

    /// Writes the header; what is written to the file afterwards comes after the image.
    pub(crate) fn finish(mut self, head: Head) -> io::Result<()> {
        let mut header = Vec::with_capacity(HEADER);
        header.extend_from_slice(&MAGIC);
        header.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        header.extend_from_slice(&head.class_count.to_le_bytes());
        for number in [head.content, head.base, head.capacity] {
            header.extend_from_slice(&number.to_le_bytes());
        }
        for number in self.table.iter().flat_map(|(at, len)| [at, len]) {
            header.extend_from_slice(&number.to_le_bytes());
        }
        header.extend_from_slice(&xxh3_64(&header).to_le_bytes());
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header)?;
        self.out.seek(SeekFrom::End(0))?;
        self.out.flush()
    }
}

impl Write for ImageWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<'a> Image<'a> {
    /// Reads an image in place.
    ///
    /// # Errors
    /// When the bytes are no image, of another format version, cut short or not eight-byte aligned.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        let bad = |why: &'static str| Error::Image { why };
        let header = bytes.get(..HEADER).filter(|header| header.starts_with(&MAGIC));
        let header = header.ok_or(bad("not a compiled lexicon"))?;
        let number = |at: usize| {
            header.get(at..at + 8).map_or(0, |b| b.iter().rev().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte)))
        };
        if number(8) as u32 != FORMAT_VERSION {
            return Err(bad("compiled by another version"));
        }
        if number(HEADER - 8) != xxh3_64(&header[..HEADER - 8]) {
            return Err(bad("its header is damaged"));
        }
        let section = |section: Section| -> Result<&'a [u8], Error> {
            let entry = 40 + section as usize * 16;
            let bounds = usize::try_from(number(entry)).ok().zip(usize::try_from(number(entry + 8)).ok());
            let bounds = bounds.and_then(|(at, len)| Some(at..at.checked_add(len)?));
            bounds.and_then(|bounds| bytes.get(bounds)).ok_or(bad("cut short"))
        };
        fn cast<T: bytemuck::Pod>(bytes: &[u8]) -> Result<&[T], Error> {
            bytemuck::try_cast_slice(bytes).map_err(|_| Error::Image { why: "not aligned" })
        }
        Ok(Image {
            word_slots: cast(section(Section::WordSlots)?)?,
            words: cast(section(Section::Words)?)?,
            form_slots: cast(section(Section::FormSlots)?)?,
            forms: cast(section(Section::Forms)?)?,
            senses: cast(section(Section::Senses)?)?,
            entities: cast(section(Section::Entities)?)?,
            phrases: cast(section(Section::Phrases)?)?,
            lists: cast(section(Section::Lists)?)?,
            members: cast(section(Section::Members)?)?,
            member_starts: cast(section(Section::MemberStarts)?)?,
            silenced: cast(section(Section::Silenced)?)?,
            strings: section(Section::Strings)?,
            head: Head {
                class_count: (number(8) >> 32) as u32,
                content: number(16),
                base: number(24),
                capacity: number(32),
            },
        })
    }

    /// Word classes of a phrase, by the number of its form.
    pub(crate) fn classes(&self, form: u32) -> ClassBits {
        let found = self.phrases.binary_search_by_key(&u64::from(form), |phrase| phrase.form);
        found.ok().and_then(|at| self.phrases.get(at)).map_or(ClassBits::default(), |phrase| phrase.classes)
    }

    /// A string of the table; empty when the reference is damaged.
    pub fn text(&self, text: Text) -> &'a str {
        let (length, rest) = self.strings.get(text.0 as usize..).and_then(length).unwrap_or((0, &[]));
        rest.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

/// The length before a string, and what follows it.
fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut length = 0;
    for (n, byte) in bytes.iter().take(5).enumerate() {
        length |= usize::from(byte & 0x7F) << (7 * n);
        if byte & 0x80 == 0 {
            return Some((length, &bytes[n + 1..]));
        }
    }
    None
}

/// Writes strings, each after its length; one that came shortly before is not written again.
pub(crate) struct Strings {
    at: u64,
    /// Hash and place of the last string at each place.
    recent: Vec<(u64, u32)>,
}

/// Enough for subtypes, details and the names that rows have in common; a megabyte.
const RECENT: usize = 1 << 16;

impl Strings {
    pub(crate) fn new(out: &mut ImageWriter<'_>) -> io::Result<Self> {
        out.begin(Section::Strings);
        out.write_all(&[0])?;
        Ok(Strings { at: 1, recent: vec![(0, 0); RECENT] })
    }

    /// Place of the string.
    pub(crate) fn put(&mut self, out: &mut ImageWriter<'_>, text: &str) -> Result<Text, Error> {
        if text.is_empty() {
            return Ok(Text(0));
        }
        let hash = xxh3_64(text.as_bytes());
        let recent = &mut self.recent[hash as usize & (RECENT - 1)];
        if recent.0 == hash && recent.1 != 0 {
            return Ok(Text(recent.1));
        }
        let place = u32::try_from(self.at).map_err(|_| Error::Large)?;
        *recent = (hash, place);
        let mut length = text.len();
        while length >= 0x80 {
            out.write_all(&[length as u8 | 0x80])?;
            self.at += 1;
            length >>= 7;
        }
        out.write_all(&[length as u8])?;
        out.write_all(text.as_bytes())?;
        self.at += 1 + text.len() as u64;
        Ok(Text(place))
    }
}
