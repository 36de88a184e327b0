//! Gazetteer and word files as they are written: CSV with `#` comments, and plain lists.
//!
//! The format is documented in `docs/gazetteers.md`. A folder may hold `<type>.<subtype>.<source>.csv` (entities),
//! `words/*.csv` (parts of speech), `names/given.csv`, `names/surname.csv`, and `classes/<class>.txt`.

use std::path::Path;

use crate::error::Error;
use crate::kind::EntityType;
use crate::pos::Pos;
use crate::record::Flags;

/// One row of an entity file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // fields are those of the file format
pub struct EntityRow {
    pub id: String,
    pub name: String,
    pub kind: Option<EntityType>,
    pub subtype: String,
    /// Alias and its flags.
    pub aliases: Vec<(String, Flags)>,
    pub country: String,
    pub flags: Flags,
    /// Of 255.
    pub prior: Option<u8>,
    pub from: String,
    pub to: String,
    pub extra: String,
    /// One-based line in the file.
    pub line: u64,
}

/// One row of a part-of-speech file.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct WordRow {
    pub form: String,
    pub level: u8,
    pub pos: Pos,
    pub lemma: String,
    pub count: u32,
}

/// One row of a file of name parts.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct NameRow {
    pub name: String,
    pub freq: u32,
    pub gender: u8,
}

/// A file of word classes: its name is the class.
#[derive(Clone, Debug)]
pub struct ClassFile {
    /// Name of the class, from the file's name.
    pub class: String,
    /// Words and phrases.
    pub words: Vec<String>,
}

/// Everything a gazetteer folder holds.
#[derive(Default)]
pub struct Sources {
    /// Entity files: name and rows.
    pub entities: Vec<(String, Vec<EntityRow>)>,
    /// Part-of-speech rows of all word files.
    pub words: Vec<WordRow>,
    /// Given names.
    pub given: Vec<NameRow>,
    /// Surnames.
    pub surnames: Vec<NameRow>,
    /// Word classes, sorted by name.
    pub classes: Vec<ClassFile>,
    /// Hash of all file names and contents.
    pub content: u64,
}

impl Sources {
    /// Reads a gazetteer folder.
    ///
    /// # Errors
    /// The mistakes of all files: unreadable ones, rows with unknown types or flags, missing fields.
    pub fn read(folder: &Path) -> Result<Sources, Vec<Error>> {
        let mut sources = Sources::default();
        let mut errors = Vec::new();
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for relative in files(folder).map_err(|e| vec![e])? {
            let path = folder.join(&relative);
            let text = match std::fs::read_to_string(&path) {
                Ok(text) => text,
                Err(source) => {
                    errors.push(Error::Read { path, source });
                    continue;
                }
            };
            hash.update(relative.as_bytes());
            hash.update(text.as_bytes());
            sources.add(&relative, &text, &mut errors);
        }
        sources.content = hash.digest();
        if errors.is_empty() { Ok(sources) } else { Err(errors) }
    }

    /// The hash of a folder's file names and contents, as in [`Sources::content`], without reading what they say.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn hash(folder: &Path) -> Result<u64, Error> {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for relative in files(folder)? {
            let path = folder.join(&relative);
            hash.update(relative.as_bytes());
            hash.update(&std::fs::read(&path).map_err(|source| Error::Read { path, source })?);
        }
        Ok(hash.digest())
    }

    /// Adds one file by its name relative to the gazetteer folder.
    pub fn add(&mut self, relative: &str, text: &str, errors: &mut Vec<Error>) {
        if let Some(class) = relative.strip_prefix("classes/").and_then(|name| name.strip_suffix(".txt")) {
            let words = text.lines().map(|l| l.split(" #").next().unwrap_or("").trim());
            let words = words.filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect();
            self.classes.push(ClassFile { class: class.to_owned(), words });
        } else if relative.starts_with("words/") {
            read_rows(relative, text, errors, word_row, &mut self.words);
        } else if relative == "names/given.csv" {
            read_rows(relative, text, errors, name_row, &mut self.given);
        } else if relative == "names/surname.csv" {
            read_rows(relative, text, errors, name_row, &mut self.surnames);
        } else {
            let mut rows = Vec::new();
            read_rows(relative, text, errors, entity_row, &mut rows);
            self.entities.push((relative.to_owned(), rows));
        }
    }
}

/// The files of a gazetteer folder that are read, relative to it, sorted.
fn files(folder: &Path) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    for (sub, ending) in [("", ".csv"), ("words", ".csv"), ("names", ".csv"), ("classes", ".txt")] {
        let path = folder.join(sub);
        let entries = match std::fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(e) if !sub.is_empty() && e.kind() == std::io::ErrorKind::NotFound => continue,
            Err(source) => return Err(Error::Read { path, source }),
        };
        for entry in entries {
            let entry = entry.map_err(|source| Error::Read { path: path.clone(), source })?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(ending) && name != "SOURCES.csv" && !name.starts_with('.') {
                found.push(if sub.is_empty() { name } else { format!("{sub}/{name}") });
            }
        }
    }
    found.sort();
    Ok(found)
}

type RowResult<T> = Result<T, String>;
/// Reads a row by its fields' names and its line.
type RowReader<T> = fn(&dyn Fn(&str) -> String, u64) -> RowResult<T>;

fn read_rows<T>(file: &str, text: &str, errors: &mut Vec<Error>, parse: RowReader<T>, out: &mut Vec<T>) {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(e) => {
            errors.push(Error::Line { file: file.to_owned(), line: 1, what: e.to_string() });
            return;
        }
    };
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let field = |name: &str| {
                    let at = header.iter().position(|h| h == name);
                    at.and_then(|at| record.get(at)).unwrap_or("").trim().to_owned()
                };
                match parse(&field, line) {
                    Ok(row) => out.push(row),
                    Err(what) => errors.push(Error::Line { file: file.to_owned(), line, what }),
                }
            }
            Err(e) => {
                let line = e.position().map_or(0, csv::Position::line);
                errors.push(Error::Line { file: file.to_owned(), line, what: e.to_string() });
            }
        }
    }
}

fn entity_row(field: &dyn Fn(&str) -> String, line: u64) -> RowResult<EntityRow> {
    let flags =
        |letters: &str| Flags::parse(letters).map_err(|c| format!("'{c}' is no flag; flags are C A X S L N H Q -"));
    let (id, name) = (field("id"), field("name"));
    if id.is_empty() || name.is_empty() {
        return Err("a row needs an id and a name".to_owned());
    }
    let kind = field("type");
    let kind = EntityType::parse(&kind).ok_or_else(|| format!("'{kind}' is no entity type"))?;
    let mut aliases = Vec::new();
    for alias in field("aliases").split('|').filter(|a| !a.trim().is_empty()) {
        let (alias, letters) = alias.split_once('^').unwrap_or((alias, ""));
        aliases.push((alias.trim().to_owned(), flags(letters.trim())?));
    }
    let prior = field("prior");
    let prior = if prior.is_empty() {
        None
    } else {
        let value: f64 = prior.parse().map_err(|_| format!("prior '{prior}' is no number from 0 to 1"))?;
        if !(0.0..=1.0).contains(&value) {
            return Err(format!("prior {prior} is not from 0 to 1"));
        }
        Some((value * 255.0).round() as u8)
    };
    Ok(EntityRow {
        id,
        name,
        kind: Some(kind),
        subtype: field("subtype"),
        aliases,
        country: field("country"),
        flags: flags(&field("flags"))?,
        prior,
        from: field("from"),
        to: field("to"),
        extra: field("extra"),
        line,
    })
}

fn word_row(field: &dyn Fn(&str) -> String, _line: u64) -> RowResult<WordRow> {
    let pos = field("pos");
    let pos = Pos::parse(&pos).ok_or_else(|| format!("'{pos}' is no part of speech"))?;
    let form = field("form");
    let lemma = field("lemma");
    Ok(WordRow {
        lemma: if lemma.is_empty() { form.clone() } else { lemma },
        level: field("level").parse().unwrap_or(10),
        count: field("count").parse().unwrap_or(0),
        form,
        pos,
    })
}

fn name_row(field: &dyn Fn(&str) -> String, _line: u64) -> RowResult<NameRow> {
    let freq = field("freq");
    Ok(NameRow {
        name: field("name"),
        freq: freq.parse::<f64>().map_err(|_| format!("freq '{freq}' is no number"))?.max(1.0) as u32,
        gender: field("gender").bytes().next().unwrap_or(0),
    })
}
