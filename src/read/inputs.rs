//! Which files are read, in which order, and what they are called.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use super::{FORMATS, Format};
use crate::error::Error;
use crate::types::Skip;

/// Bytes asked of a file at a time.
const BUFFER: usize = 256 << 10;

/// A file to be read.
pub(super) struct Source {
    /// As shown in skips: the path as given or found, `-` for standard input.
    pub(super) name: String,
    /// What ids are made of: the path below the input folder; the path as given when there are several inputs.
    pub(super) id: String,
    /// `None` for standard input.
    path: Option<PathBuf>,
}

impl Source {
    fn new(path: &Path, root: Option<&Path>) -> Self {
        let id = root.and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
        let name = |path: &Path| path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        Source { name: name(path), id: name(id), path: Some(path.to_owned()) }
    }

    /// The id without the endings that say how the file is written.
    pub(super) fn stem(&self) -> &str {
        let plain = self.id.strip_suffix(".gz").unwrap_or(&self.id);
        match plain.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() && by_ending(ending).is_some() => stem,
            _ => plain,
        }
    }

    /// The bytes of the file; gzip is known by its first two bytes and decompressed.
    pub(super) fn open(&self) -> Result<Box<dyn BufRead + Send>, Skip> {
        let failed = |error: std::io::Error| self.skip(format!("cannot be read: {error}"));
        let mut plain: Box<dyn BufRead + Send> = match &self.path {
            None => Box::new(BufReader::with_capacity(BUFFER, std::io::stdin())),
            Some(path) => Box::new(BufReader::with_capacity(BUFFER, File::open(path).map_err(failed)?)),
        };
        let gzip = plain.fill_buf().map_err(failed)?.starts_with(&[0x1f, 0x8b]);
        Ok(if gzip { Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(plain))) } else { plain })
    }

    /// The format by the ending of the name, else by how the content begins.
    pub(super) fn format(&self, bytes: &mut (dyn BufRead + Send)) -> Result<&'static Format, Skip> {
        let plain = self.id.strip_suffix(".gz").unwrap_or(&self.id);
        if let Some(format) = plain.rsplit_once('.').and_then(|(_, ending)| by_ending(ending)) {
            return Ok(format);
        }
        let head = bytes.fill_buf().map_err(|error| self.skip(format!("cannot be read: {error}")))?;
        Ok(by_content(head))
    }

    fn skip(&self, reason: String) -> Skip {
        Skip { input: self.name.clone(), record: 0, id: String::new(), reason }
    }
}

fn by_ending(ending: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.endings.iter().any(|e| e.eq_ignore_ascii_case(ending)))
}

fn by_content(head: &[u8]) -> &'static Format {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let after = head.get(1..).unwrap_or_default().trim_ascii_start();
    let begins = |what: &[u8]| head.get(..what.len()).is_some_and(|h| h.eq_ignore_ascii_case(what));
    let name = match head.first() {
        Some(b'{') if matches!(after.first(), Some(b'"' | b'}')) => "jsonl",
        Some(b'[') if after.first() == Some(&b'{') => "jsonl",
        Some(b'<') if begins(b"<!doctype html") || begins(b"<html") => "html",
        Some(b'-') if begins(b"---\n") || begins(b"---\r\n") => "markdown",
        _ => "text",
    };
    FORMATS.iter().find(|format| format.name == name).unwrap_or(&FORMATS[0])
}

/// The files of all inputs; folders are walked while they are read.
pub(super) struct Inputs {
    left: std::vec::IntoIter<Input>,
    walk: Option<(Input, ignore::Walk)>,
    several: bool,
}

enum Input {
    Stdin,
    File(PathBuf),
    Folder(PathBuf),
}

impl Inputs {
    pub(super) fn new(given: &[String]) -> Result<Self, Error> {
        let mut inputs = Vec::new();
        for input in given {
            let path = PathBuf::from(input);
            if input == "-" {
                inputs.push(Input::Stdin);
            } else if path.is_dir() {
                inputs.push(Input::Folder(path));
            } else if !path.exists() && input.contains(['*', '?', '[']) {
                inputs.extend(matching(input)?);
            } else {
                std::fs::metadata(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
                inputs.push(Input::File(path));
            }
        }
        Ok(Inputs { several: inputs.len() > 1, left: inputs.into_iter(), walk: None })
    }

    fn source(&self, path: &Path, root: Option<&Path>) -> Source {
        Source::new(path, if self.several { None } else { root })
    }
}

/// Files and folders a pattern stands for, in the order of their names.
fn matching(pattern: &str) -> Result<Vec<Input>, Error> {
    let wrong = |error: glob::PatternError| Error::Usage(format!("{pattern}: {error}"));
    let paths = glob::glob(pattern).map_err(wrong)?;
    let found: Vec<Input> =
        paths.flatten().map(|path| if path.is_dir() { Input::Folder(path) } else { Input::File(path) }).collect();
    if found.is_empty() {
        return Err(Error::Usage(format!("{pattern}: no file matches this pattern")));
    }
    Ok(found)
}

impl Iterator for Inputs {
    type Item = Result<Source, Skip>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((Input::Folder(root), walk)) = &mut self.walk {
                let (root, entry) = (root.clone(), walk.next());
                match entry {
                    Some(Ok(entry)) if entry.path().is_dir() => continue,
                    Some(Ok(entry)) => return Some(Ok(self.source(entry.path(), Some(&root)))),
                    Some(Err(error)) => {
                        let input = root.to_string_lossy().into_owned();
                        let reason = format!("cannot be read: {error}");
                        return Some(Err(Skip { input, record: 0, id: String::new(), reason }));
                    }
                    None => self.walk = None,
                }
            }
            match self.left.next()? {
                Input::Stdin => return Some(Ok(Source { name: "-".into(), id: "-".into(), path: None })),
                Input::File(path) => {
                    let root = path.parent().map(Path::to_owned);
                    return Some(Ok(self.source(&path, root.as_deref())));
                }
                Input::Folder(root) => {
                    let walk = ignore::WalkBuilder::new(&root)
                        .standard_filters(false)
                        .hidden(true)
                        .sort_by_file_name(Ord::cmp)
                        .build();
                    self.walk = Some((Input::Folder(root), walk));
                }
            }
        }
    }
}
