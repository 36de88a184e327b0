//! Rows of a gazetteer on their way out: cleaned, filtered, counted.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use crate::error::Error;
use crate::lexicon::{EntityType, Flags};
use crate::types::Skip;

/// Columns of an entity file, see `docs/gazetteers.md`.
const COLUMNS: [&str; 12] =
    ["id", "name", "type", "subtype", "aliases", "qid", "country", "flags", "prior", "from", "to", "extra"];
/// Longest name that is kept, in bytes: longer ones are sentences.
const LONGEST: usize = 160;

/// Which rows are kept.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Types, and with them subtypes (`place`, `work.film`); empty for all.
    pub kinds: Vec<(EntityType, Option<String>)>,
    /// Least weight (0 to 1) that the source gives to an entity; what the source does not weigh is kept.
    pub least: f64,
}

impl Filter {
    fn wants(&self, kind: EntityType, subtype: &str) -> bool {
        let matches = |(k, s): &(EntityType, Option<String>)| *k == kind && s.as_deref().is_none_or(|s| s == subtype);
        self.kinds.is_empty() || self.kinds.iter().any(matches)
    }
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows written.
    pub rows: u64,
    /// Aliases written.
    pub aliases: u64,
    /// Records that are no names we look for, or that a filter left out.
    pub left_out: u64,
    /// Bad records.
    pub skipped: u64,
}

/// One entity of a dump.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: EntityType,
    pub(super) subtype: String,
    pub(super) aliases: Vec<(String, Flags)>,
    pub(super) qid: String,
    pub(super) country: String,
    pub(super) flags: Flags,
    pub(super) prior: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) extra: Vec<(&'static str, String)>,
    /// `extra` as a gazetteer file has it, before the other pairs.
    pub(super) written_extra: String,
    /// 0 to 1 by what the source knows (sitelinks, population, votes); `None` when it knows nothing.
    pub(super) weight: Option<f64>,
}

impl Row {
    pub(super) fn new(id: String, name: &str, kind: EntityType, subtype: &str) -> Self {
        Row {
            id,
            name: name.to_owned(),
            kind,
            subtype: subtype.to_owned(),
            aliases: Vec::new(),
            qid: String::new(),
            country: String::new(),
            flags: Flags::default(),
            prior: String::new(),
            from: String::new(),
            to: String::new(),
            extra: Vec::new(),
            written_extra: String::new(),
            weight: None,
        }
    }

    pub(super) fn alias(&mut self, alias: &str) {
        self.aliases.push((alias.to_owned(), Flags::default()));
    }
}

/// Where rows go.
pub(super) struct Rows<'a> {
    out: csv::Writer<Box<dyn Write + 'a>>,
    path: PathBuf,
    filter: &'a Filter,
    report: &'a mut dyn FnMut(Skip),
    file: String,
    line: u64,
    pub(super) counts: Counts,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        out: Box<dyn Write + 'a>,
        path: PathBuf,
        filter: &'a Filter,
        report: &'a mut dyn FnMut(Skip),
    ) -> Result<Self, Error> {
        let out = csv::WriterBuilder::new().comment(Some(b'#')).from_writer(out);
        let mut rows = Rows { out, path, filter, report, file: String::new(), line: 0, counts: Counts::default() };
        rows.write(&COLUMNS)?;
        Ok(rows)
    }

    /// Says which file is read from now on.
    pub(super) fn begin(&mut self, file: &std::path::Path) {
        self.file = file.display().to_string();
        self.line = 0;
    }

    /// Says which line is read from now on.
    pub(super) const fn at(&mut self, line: u64) {
        self.line = line;
    }

    /// Counts a bad record and says why it is one.
    pub(super) fn skip(&mut self, reason: impl Into<String>) {
        self.counts.skipped += 1;
        (self.report)(Skip { input: self.file.clone(), record: self.line, id: String::new(), reason: reason.into() });
    }

    /// Takes what was made of a record: a row, nothing we look for, or why it cannot be read.
    pub(super) fn take(&mut self, made: Result<Option<Row>, String>) -> Result<(), Error> {
        match made {
            Ok(Some(row)) => self.push(row)?,
            Ok(None) => self.leave_out(),
            Err(reason) => self.skip(reason),
        }
        Ok(())
    }

    /// Counts a record that is no name we look for.
    pub(super) const fn leave_out(&mut self) {
        self.counts.left_out += 1;
    }

    /// Writes a row, unless it has no name or a filter leaves it out.
    pub(super) fn push(&mut self, row: Row) -> Result<(), Error> {
        let (id, name) = (spaced(&row.id), spaced(&row.name));
        if id.is_empty() || name.is_empty() {
            self.skip(if id.is_empty() { "has no id" } else { "has no name" });
            return Ok(());
        }
        let light = row.weight.is_some_and(|weight| weight < self.filter.least);
        if light || !self.filter.wants(row.kind, &row.subtype) || !is_latin(&name) || name.len() > LONGEST {
            self.leave_out();
            return Ok(());
        }
        let mut seen = BTreeSet::from([name.clone()]);
        let mut aliases = String::new();
        for (alias, flags) in &row.aliases {
            let alias = spaced(alias);
            let sound = is_latin(&alias) && alias.len() <= LONGEST && !alias.contains(['|', '^']);
            if alias.is_empty() || !sound || !seen.insert(alias.clone()) {
                continue;
            }
            if !aliases.is_empty() {
                aliases.push('|');
            }
            aliases.push_str(&alias);
            let letters = flags.letters();
            if !letters.is_empty() {
                aliases.push('^');
                aliases.push_str(&letters);
            }
            self.counts.aliases += 1;
        }
        let written = Some(spaced(&row.written_extra)).filter(|extra| !extra.is_empty());
        let pairs = row
            .extra
            .iter()
            .map(|(key, value)| (key, spaced(value).replace(';', ",")))
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={value}"));
        let extra: Vec<String> = written.into_iter().chain(pairs).collect();
        let country = country(&row.country);
        self.counts.rows += 1;
        self.write(&[
            &id,
            &name,
            row.kind.name(),
            &spaced(&row.subtype),
            &aliases,
            &row.qid,
            &country,
            &row.flags.letters(),
            &row.prior,
            &row.from,
            &row.to,
            &extra.join(";"),
        ])
    }

    fn write(&mut self, cells: &[&str; 12]) -> Result<(), Error> {
        let path = &self.path;
        self.out
            .write_record(cells)
            .map_err(|error| Error::Write { path: path.clone(), source: std::io::Error::other(error) })
    }

    pub(super) fn finish(mut self) -> Result<Counts, Error> {
        self.out.flush().map_err(|source| Error::Write { path: self.path.clone(), source })?;
        Ok(self.counts)
    }
}

/// Without control characters, with single spaces, without any around.
pub(super) fn spaced(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True unless a letter is of another script: English articles do not print it.
fn is_latin(name: &str) -> bool {
    name.chars()
        .all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(&c) || c == '\u{2019}')
}

/// An ISO 3166-1 code of two capitals, else nothing.
fn country(code: &str) -> String {
    let code = code.trim();
    let whole = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if whole { code.to_ascii_uppercase() } else { String::new() }
}

/// A year or ISO date from what a dump has (`1970-05-01T00:00:00`, `1970`, `1970-05`), else nothing.
pub(super) fn date(text: &str) -> String {
    let text = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let mut parts = text.split('-');
    let digits = |part: Option<&str>, len: usize| {
        part.filter(|part| part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned)
    };
    let Some(year) = digits(parts.next(), 4) else { return String::new() };
    let real = |part: &String| part != "00";
    let Some(month) = digits(parts.next(), 2).filter(real) else { return year };
    let Some(day) = digits(parts.next(), 2).filter(real) else { return format!("{year}-{month}") };
    format!("{year}-{month}-{day}")
}

/// A count on a scale from 0 (none) to 1 (`full` or more), by orders of magnitude.
pub(super) fn weight(count: u64, full: f64) -> f64 {
    ((count as f64 + 1.0).ln() / (full + 1.0).ln()).min(1.0)
}
