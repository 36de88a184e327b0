//! The files of a gazetteer folder: which are read, and what they hold.
//!
//! The format is documented in `docs/gazetteers.md`. A folder may hold `<type>.<subtype>.<source>.csv` (entities),
//! `words/*.csv` (parts of speech), `names/given.csv`, `names/surname.csv`, and `classes/<class>.txt`.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use crate::error::Error;
use crate::record::MAX_CLASSES;
use crate::rows::{EntityRow, NameRow, WordRow, entity_rows, name_rows, word_rows};

/// A file of word classes: its name is the class.
#[derive(Clone, Debug)]
pub(crate) struct ClassFile {
    /// Name of the class, from the file's name.
    pub(crate) class: String,
    /// Words and phrases.
    pub(crate) words: Vec<String>,
}

/// Words, name parts and word classes of a folder.
#[derive(Default)]
pub(crate) struct Words {
    /// Part-of-speech rows of all word files.
    pub(crate) words: Vec<WordRow>,
    /// Given names.
    pub(crate) given: Vec<NameRow>,
    /// Surnames.
    pub(crate) surnames: Vec<NameRow>,
    /// Word classes, sorted by name.
    pub(crate) classes: Vec<ClassFile>,
}

/// A gazetteer folder and its files.
pub struct Folder {
    root: PathBuf,
    /// Relative to the folder, sorted.
    files: Vec<String>,
}

/// Hashes of the files of a folder that were read, in the order of their names.
pub(crate) struct Contents(Vec<u64>);

impl Folder {
    /// A folder with words, name parts, word classes and entities, as newsgraph ships one.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn whole(root: &Path) -> Result<Folder, Error> {
        list(root, &[("", ".csv"), ("words", ".csv"), ("names", ".csv"), ("classes", ".txt")])
    }

    /// The entity files of a folder: words and classes are those of the shipped one, for rules are written for them.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn entities(root: &Path) -> Result<Folder, Error> {
        list(root, &[("", ".csv")])
    }

    /// Paths of the files, in the order of their names.
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.files.iter().map(|file| self.root.join(file))
    }

    /// Hash of the names and contents of the files.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn hash(&self) -> Result<u64, Error> {
        let mut contents = self.contents();
        for (number, path) in self.paths().enumerate() {
            let failed = |source| Error::Read { path: path.clone(), source };
            let mut file = Hashed::open(&path).map_err(failed)?;
            file.finish().map_err(failed)?;
            contents.0[number] = file.hash.digest();
        }
        Ok(contents.hash(self))
    }

    /// Shows every row of every entity file to `each`, with the file's name.
    ///
    /// # Errors
    /// The mistakes of all files: unreadable ones, rows with unknown types or flags, missing fields.
    pub fn rows(&self, mut each: impl FnMut(&str, &EntityRow<'_>)) -> Result<(), Vec<Error>> {
        let mut errors = Vec::new();
        let mut contents = self.contents();
        for file in self.entity_files() {
            self.read_entities(file, &mut contents, &mut errors, |row| {
                each(file, row);
                Ok(())
            });
        }
        self.read_words(&mut contents, &mut errors);
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    pub(crate) fn contents(&self) -> Contents {
        Contents(vec![0; self.files.len()])
    }

    /// Names of the entity files, sorted.
    pub(crate) fn entity_files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str).filter(|file| !file.contains('/'))
    }

    pub(crate) fn read_entities(
        &self,
        file: &str,
        contents: &mut Contents,
        errors: &mut Vec<Error>,
        each: impl FnMut(&EntityRow<'_>) -> Result<(), Error>,
    ) {
        self.read(file, contents, errors, |from, errors| entity_rows(file, from, errors, each));
    }

    pub(crate) fn read_words(&self, contents: &mut Contents, errors: &mut Vec<Error>) -> Words {
        let mut words = Words::default();
        for file in self.files.iter().filter(|file| file.contains('/')) {
            self.read(file, contents, errors, |from, errors| {
                if let Some(class) = file.strip_prefix("classes/").and_then(|name| name.strip_suffix(".txt")) {
                    match io::read_to_string(from) {
                        Ok(text) => words.classes.push(class_file(class, &text)),
                        Err(source) => errors.push(Error::Read { path: self.root.join(file), source }),
                    }
                } else if file == "names/given.csv" {
                    name_rows(file, from, errors, &mut words.given);
                } else if file == "names/surname.csv" {
                    name_rows(file, from, errors, &mut words.surnames);
                } else if file.starts_with("words/") {
                    word_rows(file, from, errors, &mut words.words);
                }
            });
        }
        if let Some(class) = words.classes.get(MAX_CLASSES) {
            let (file, what) =
                (format!("classes/{}.txt", class.class), format!("more than {MAX_CLASSES} word classes"));
            errors.push(Error::Line { file, line: 1, what: what + ": raise MAX_CLASSES or unite two" });
        }
        words
    }

    fn read(
        &self,
        file: &str,
        contents: &mut Contents,
        errors: &mut Vec<Error>,
        what: impl FnOnce(&mut Hashed, &mut Vec<Error>),
    ) {
        let path = self.root.join(file);
        let read = Hashed::open(&path).and_then(|mut from| {
            what(&mut from, errors);
            from.finish()?;
            Ok(from.hash.digest())
        });
        match (read, self.files.iter().position(|name| name == file)) {
            (Ok(hash), Some(number)) => contents.0[number] = hash,
            (Ok(_), None) => {}
            (Err(source), _) => errors.push(Error::Read { path, source }),
        }
    }
}

impl Contents {
    /// One hash of all.
    pub(crate) fn hash(&self, folder: &Folder) -> u64 {
        let mut all = Xxh3::new();
        for (file, hash) in folder.files.iter().zip(&self.0) {
            all.update(file.as_bytes());
            all.update(&hash.to_le_bytes());
        }
        all.digest()
    }
}

/// A file that is hashed while it is read.
struct Hashed {
    file: File,
    hash: Xxh3,
}

impl Hashed {
    fn open(path: &Path) -> io::Result<Self> {
        Ok(Hashed { file: File::open(path)?, hash: Xxh3::new() })
    }

    /// Reads what is left.
    fn finish(&mut self) -> io::Result<()> {
        let mut buffer = vec![0; 1 << 16];
        while self.read(&mut buffer)? > 0 {}
        Ok(())
    }
}

impl Read for Hashed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}

fn class_file(class: &str, text: &str) -> ClassFile {
    let words = text.lines().map(|line| line.split(" #").next().unwrap_or("").trim());
    let words = words.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect();
    ClassFile { class: class.to_owned(), words }
}

/// The files of a folder that are read.
fn list(root: &Path, places: &[(&str, &str)]) -> Result<Folder, Error> {
    let mut files = Vec::new();
    for (sub, ending) in places {
        let path = root.join(sub);
        let entries = match std::fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(e) if !sub.is_empty() && e.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(Error::Read { path, source }),
        };
        for entry in entries {
            let entry = entry.map_err(|source| Error::Read { path: path.clone(), source })?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(ending) && name != "SOURCES.csv" && !name.starts_with('.') {
                files.push(if sub.is_empty() { name } else { format!("{sub}/{name}") });
            }
        }
    }
    files.sort();
    Ok(Folder { root: root.to_owned(), files })
}
