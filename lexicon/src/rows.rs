//! Rows of gazetteer and word files, one at a time: nothing is copied but what is kept.

use std::io::Read;

use crate::error::Error;
use crate::kind::EntityType;
use crate::pos::Pos;
use crate::record::Flags;

/// One row of an entity file, as it stands in the reader's buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // fields are those of the file format
pub struct EntityRow<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub kind: EntityType,
    pub subtype: &'a str,
    pub country: &'a str,
    pub flags: Flags,
    /// Of 255.
    pub prior: Option<u8>,
    pub from: &'a str,
    pub to: &'a str,
    pub extra: &'a str,
    /// One-based line in the file.
    pub line: u64,
    aliases: &'a str,
}

impl<'a> EntityRow<'a> {
    /// Other ways to write the name, with their flags.
    pub fn aliases(&self) -> impl Iterator<Item = (&'a str, Flags)> + use<'a> {
        split_aliases(self.aliases).map(|(alias, letters)| (alias, Flags::parse(letters).unwrap_or_default()))
    }
}

fn split_aliases(aliases: &str) -> impl Iterator<Item = (&str, &str)> {
    aliases.split('|').filter(|alias| !alias.trim().is_empty()).map(|alias| {
        let (alias, letters) = alias.split_once('^').unwrap_or((alias, ""));
        (alias.trim(), letters.trim())
    })
}

/// One row of a part-of-speech file.
#[derive(Clone, Debug)]
pub(crate) struct WordRow {
    pub(crate) form: String,
    pub(crate) level: u8,
    pub(crate) pos: Pos,
    pub(crate) lemma: String,
    pub(crate) count: u32,
}

/// One row of a file of name parts.
#[derive(Clone, Debug)]
pub(crate) struct NameRow {
    pub(crate) name: String,
    pub(crate) freq: u32,
    pub(crate) gender: u8,
}

/// Shows every row of an entity file to `each`; what is wrong with a row goes to `errors`.
pub(crate) fn entity_rows(
    file: &str,
    from: impl Read,
    errors: &mut Vec<Error>,
    mut each: impl FnMut(&EntityRow<'_>) -> Result<(), Error>,
) {
    const COLUMNS: [&str; 11] =
        ["id", "name", "type", "subtype", "aliases", "country", "flags", "prior", "from", "to", "extra"];
    let mut failed = None;
    rows(file, from, COLUMNS, errors, |fields, line| match each(&entity_row(fields, line)?) {
        Ok(()) => Ok(true),
        Err(error) => {
            failed = Some(error);
            Ok(false)
        }
    });
    errors.extend(failed);
}

/// All rows of a part-of-speech file.
pub(crate) fn word_rows(file: &str, from: impl Read, errors: &mut Vec<Error>, out: &mut Vec<WordRow>) {
    rows(file, from, ["form", "level", "pos", "lemma", "count"], errors, |[form, level, pos, lemma, count], _| {
        out.push(WordRow {
            form: form.to_owned(),
            level: level.parse().unwrap_or(10),
            pos: Pos::parse(pos).ok_or_else(|| format!("'{pos}' is no part of speech"))?,
            lemma: if lemma.is_empty() { form } else { lemma }.to_owned(),
            count: count.parse().unwrap_or(0),
        });
        Ok(true)
    });
}

/// All rows of a file of given names or surnames.
pub(crate) fn name_rows(file: &str, from: impl Read, errors: &mut Vec<Error>, out: &mut Vec<NameRow>) {
    rows(file, from, ["name", "freq", "gender"], errors, |[name, freq, gender], _| {
        let freq: f64 = freq.parse().map_err(|_| format!("freq '{freq}' is no number"))?;
        let gender = gender.bytes().next().unwrap_or(0);
        out.push(NameRow { name: name.to_owned(), freq: freq.max(1.0) as u32, gender });
        Ok(true)
    });
}

/// Shows the fields of the named columns of every row to `each`, until it returns false; a column that is not there is empty.
fn rows<const N: usize>(
    file: &str,
    from: impl Read,
    columns: [&str; N],
    errors: &mut Vec<Error>,
    mut each: impl FnMut([&str; N], u64) -> Result<bool, String>,
) {
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).buffer_capacity(1 << 16).from_reader(from);
    let mut wrong = |line: u64, what: String| errors.push(Error::Line { file: file.to_owned(), line, what });
    let places = match reader.headers() {
        Ok(header) => columns.map(|column| header.iter().position(|name| name.trim() == column)),
        Err(error) => return wrong(1, error.to_string()),
    };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                let fields = places.map(|at| at.and_then(|at| record.get(at)).unwrap_or("").trim());
                match each(fields, line) {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(what) => wrong(line, what),
                }
            }
            Err(error) => {
                wrong(error.position().map_or(0, csv::Position::line), error.to_string());
                if error.is_io_error() {
                    return;
                }
            }
        }
    }
}

fn entity_row<'a>(fields: [&'a str; 11], line: u64) -> Result<EntityRow<'a>, String> {
    let [id, name, kind, subtype, aliases, country, flags, prior, from, to, extra] = fields;
    let parse = |letters: &str| {
        Flags::parse(letters).map_err(|letter| format!("'{letter}' is no flag; flags are C A X S L N H Q -"))
    };
    if id.is_empty() || name.is_empty() {
        return Err("a row needs an id and a name".to_owned());
    }
    let kind = EntityType::parse(kind).ok_or_else(|| format!("'{kind}' is no entity type"))?;
    for (_, letters) in split_aliases(aliases) {
        parse(letters)?;
    }
    let prior = match prior {
        "" => None,
        prior => {
            let value: f64 = prior.parse().map_err(|_| format!("prior '{prior}' is no number from 0 to 1"))?;
            if !(0.0..=1.0).contains(&value) {
                return Err(format!("prior {prior} is not from 0 to 1"));
            }
            Some((value * 255.0).round() as u8)
        }
    };
    Ok(EntityRow { id, name, kind, subtype, country, flags: parse(flags)?, prior, from, to, extra, line, aliases })
}
