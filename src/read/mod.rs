//! Stage 1 of 8. In: files, folders, patterns or standard input. Out: a stream of [`RawDocument`]s in input order.
//!
//! One reader per kind of file, listed in [`FORMATS`]. What cannot be read becomes a [`Skip`] and the stream goes on; memory
//! stays bounded by [`LIMIT`] whatever the size of a file. Does not look for zones or dates inside a text (stage 2 does).

mod encoding;
mod html;
mod inputs;
mod json;
mod lines;
mod markdown;
mod row;
mod table;
mod text;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::error::Error;
pub use crate::limited::LIMIT;
use crate::types::{RawDocument, Skip};

use inputs::{Inputs, Source};

/// A kind of file.
#[derive(Debug)]
pub struct Format {
    /// Name used on the command line.
    pub name: &'static str,
    /// Endings of file names, without the dot, `gz` left out.
    pub endings: &'static [&'static str],
    /// What it is, for the help.
    pub doc: &'static str,
    /// True when a file holds many documents.
    pub rows: bool,
    read: fn(Opened) -> Items,
}

/// All kinds of files. Adding one is a file in this folder and a line here.
pub const FORMATS: &[Format] = &[
    Format { name: "text", endings: &["txt", "text"], doc: "one document per file", rows: false, read: text::read },
    Format {
        name: "markdown",
        endings: &["md", "markdown"],
        doc: "one document per file, front matter between lines of ---",
        rows: false,
        read: markdown::read,
    },
    Format {
        name: "jsonl",
        endings: &["jsonl", "ndjson", "json"],
        doc: "one JSON object per line, or an array of them",
        rows: true,
        read: json::read,
    },
    Format {
        name: "csv",
        endings: &["csv"],
        doc: "rows under a line of field names",
        rows: true,
        read: table::read_csv,
    },
    Format {
        name: "tsv",
        endings: &["tsv", "tab"],
        doc: "the same, separated by tabs",
        rows: true,
        read: table::read_tsv,
    },
    Format {
        name: "html",
        endings: &["html", "htm", "xhtml"],
        doc: "one page per file",
        rows: false,
        read: html::read,
    },
];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// How inputs are read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The format of all inputs; by name and content of each when `None`.
    pub format: Option<&'static Format>,
    /// Field of a document (`text`, `id`, `published` …) → name of the field in the input.
    pub fields: BTreeMap<String, String>,
}

/// A document and the number of its line or row, 0 for a whole file.
struct Found {
    record: u64,
    document: RawDocument,
}

/// What a reader yields.
type Items = Box<dyn Iterator<Item = Result<Found, Skip>> + Send>;

/// The reader's answer for a file that is one document.
fn one(document: Result<RawDocument, Skip>) -> Items {
    Box::new(std::iter::once(document.map(|document| Found { record: 0, document })))
}

/// A file that is open, decompressed.
struct Opened {
    /// As shown in skips.
    name: String,
    /// Id of the document, or of the rows with their number after it.
    id: String,
    bytes: Box<dyn BufRead + Send>,
    options: Arc<ReadOptions>,
}

impl Opened {
    fn skip(&self, record: u64, reason: impl Into<String>) -> Skip {
        Skip { input: self.name.clone(), record, id: String::new(), reason: reason.into() }
    }

    /// All bytes of a file that is one document.
    fn whole(&mut self) -> Result<Vec<u8>, Skip> {
        use std::io::Read as _;
        let mut bytes = Vec::new();
        let read = (&mut self.bytes).take(LIMIT as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.skip(0, format!("cannot be read: {error}")))?;
        if bytes.len() > LIMIT {
            return Err(self.skip(0, format!("longer than {} MB", LIMIT >> 20)));
        }
        Ok(bytes)
    }

    /// The text of a file that is one document.
    fn whole_text(&mut self) -> Result<String, Skip> {
        let bytes = self.whole()?;
        encoding::decode(bytes).map_err(|reason| self.skip(0, reason))
    }
}

/// The documents of all inputs, in input order; each id once.
pub struct Documents {
    inputs: Inputs,
    options: Arc<ReadOptions>,
    /// Name of the open file, and what is left of it.
    current: Option<(String, Items)>,
    /// Hashes of the ids so far.
    ids: FxHashSet<u64>,
}

impl Documents {
    /// Looks the inputs up: files, folders (read recursively in the order of names), patterns such as `news/*.txt`, and `-`
    /// for standard input.
    ///
    /// # Errors
    /// When an input does not exist or a pattern matches nothing.
    pub fn open(inputs: &[String], options: ReadOptions) -> Result<Self, Error> {
        let inputs = Inputs::new(inputs)?;
        Ok(Documents { inputs, options: Arc::new(options), current: None, ids: FxHashSet::default() })
    }

    fn start(&self, source: Source) -> Result<(String, Items), Skip> {
        let mut bytes = source.open()?;
        let format = match self.options.format {
            Some(format) => format,
            None => source.format(bytes.as_mut())?,
        };
        let id = if format.rows { source.id.clone() } else { source.stem().to_owned() };
        let opened = Opened { name: source.name.clone(), id, bytes, options: Arc::clone(&self.options) };
        Ok((source.name, (format.read)(opened)))
    }

    /// Refuses an empty text and an id that has been given before.
    fn check(&mut self, input: &str, found: Found) -> Result<RawDocument, Skip> {
        let Found { record, document } = found;
        let id = xxhash_rust::xxh3::xxh3_64(document.id.as_bytes());
        let reason = if document.text.trim().is_empty() {
            "text is empty"
        } else if !self.ids.insert(id) {
            "an earlier document has the same id"
        } else {
            return Ok(document);
        };
        Err(Skip { input: input.to_owned(), record, id: document.id, reason: reason.to_owned() })
    }
}

impl Iterator for Documents {
    type Item = Result<RawDocument, Skip>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((name, mut items)) = self.current.take()
                && let Some(item) = items.next()
            {
                let item = item.and_then(|found| self.check(&name, found));
                self.current = Some((name, items));
                return Some(item);
            }
            let source = self.inputs.next()?;
            match source.and_then(|source| self.start(source)) {
                Ok(current) => self.current = Some(current),
                Err(skip) => return Some(Err(skip)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
