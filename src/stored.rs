//! A graph that was written before, read back from its `csv` files: to merge it with others or to compare it.

use std::cmp::Ordering;
use std::fs::File;
use std::io;
use std::iter::Peekable;
use std::path::{Path, PathBuf};

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::merge::{Record, Sorted, Sorter};
use crate::types::{Contribution, DocumentRow, EdgeKey, EvidenceRow, MentionRow, Modality, Skip, ValueCells};
use crate::write::{
    DOCUMENT_COLUMNS, EVIDENCE_COLUMNS, MENTION_COLUMNS, OUTPUT_VERSION, Run, SKIPPED_COLUMNS, without_escape,
};

/// Bytes of evidence that are kept in memory while it is sorted by document.
const BUDGET: usize = 64 << 20;

/// An output folder.
pub struct Stored {
    folder: PathBuf,
    /// What it was made with.
    pub run: Run,
}

impl Stored {
    /// Opens an output folder.
    ///
    /// # Errors
    /// When it holds no `run.json`, or one of another version.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("run.json");
        let text = std::fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let run: Run = serde_json::from_str(&text)
            .map_err(|error| Error::Usage(format!("{}: not written by newsgraph extract: {error}", path.display())))?;
        if run.format != OUTPUT_VERSION {
            let what = format!("format {} where {OUTPUT_VERSION} is needed: extract it anew", run.format);
            return Err(Error::Usage(format!("{}: {what}", path.display())));
        }
        Ok(Stored { folder: folder.to_owned(), run })
    }

    /// The rows of one of its tables.
    ///
    /// # Errors
    /// When the file cannot be read or has other columns.
    pub fn table(&self, name: &str, columns: &[&str]) -> Result<Table, Error> {
        Table::open(self.folder.join(name), columns)
    }

    /// What was skipped when it was made.
    ///
    /// # Errors
    /// When `skipped.csv` cannot be read.
    pub fn skips(&self) -> Result<impl Iterator<Item = Result<Skip, Error>>, Error> {
        let table = self.table("skipped.csv", &SKIPPED_COLUMNS)?;
        Ok(table.map(|row| {
            let row = row?;
            let [input, id, reason] = [0, 2, 3].map(|n| row.cell(n).to_owned());
            Ok(Skip { input, record: row.number(1)?, id, reason })
        }))
    }

    /// What its documents contributed, by document id. `spill` is a folder for what does not fit into memory.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn contributions(&self, spill: &Path) -> Result<Contributions, Error> {
        let mut by_document = Sorter::new(spill, "reread", BUDGET);
        let error = |source| Error::Write { path: spill.to_owned(), source };
        for row in self.table("evidence.csv", &EVIDENCE_COLUMNS)? {
            by_document.push(ByDocument(evidence(&row?)?)).map_err(error)?;
        }
        Ok(Contributions {
            documents: self.table("documents.csv", &DOCUMENT_COLUMNS)?,
            mentions: self.table("mentions.csv", &MENTION_COLUMNS)?.peekable(),
            evidence: by_document.finish().map_err(error)?.peekable(),
            spill: spill.to_owned(),
        })
    }
}

/// Rows of a CSV file.
pub struct Table {
    path: PathBuf,
    records: csv::StringRecordsIntoIter<File>,
}

impl Table {
    fn open(path: PathBuf, columns: &[&str]) -> Result<Self, Error> {
        let file = File::open(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let mut reader = csv::Reader::from_reader(file);
        let header = reader.headers().map_err(|error| read_error(&path, error))?;
        if header != columns {
            return Err(Error::Usage(format!("{}: the columns are not those of this version", path.display())));
        }
        Ok(Table { path, records: reader.into_records() })
    }
}

impl Iterator for Table {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        Some(record.map(|record| Row { path: self.path.clone(), record }).map_err(|e| read_error(&self.path, e)))
    }
}

fn read_error(path: &Path, error: csv::Error) -> Error {
    Error::Read { path: path.to_owned(), source: io::Error::other(error) }
}

/// A row of a table, its escapes undone.
pub struct Row {
    path: PathBuf,
    record: csv::StringRecord,
}

impl Row {
    /// A cell by the number of its column.
    pub fn cell(&self, column: usize) -> &str {
        without_escape(self.record.get(column).unwrap_or(""))
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter().map(without_escape)
    }

    fn number<T: std::str::FromStr>(&self, column: usize) -> Result<T, Error> {
        self.cell(column).parse().map_err(|_| self.wrong(column))
    }

    /// The error of a cell that does not hold what its column should.
    pub fn wrong(&self, column: usize) -> Error {
        let line = self.record.position().map_or(0, csv::Position::line);
        let cell = self.cell(column);
        Error::Usage(format!("{}:{line}: '{cell}' in column {} is damaged", self.path.display(), column + 1))
    }
}

/// Evidence in the order of documents.
#[derive(Serialize, Deserialize)]
struct ByDocument(EvidenceRow);

impl Record for ByDocument {
    fn order(&self, other: &Self) -> Ordering {
        self.0.document.cmp(&other.0.document).then_with(|| self.0.order(&other.0))
    }

    fn absorb(&mut self, other: Self) {
        self.0.absorb(other.0);
    }

    fn weight(&self) -> usize {
        self.0.weight()
    }
}

/// Rows of three tables put together by document.
pub struct Contributions {
    documents: Table,
    mentions: Peekable<Table>,
    evidence: Peekable<Sorted<ByDocument>>,
    spill: PathBuf,
}

impl Iterator for Contributions {
    type Item = Result<Contribution, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.documents.next()?;
        Some(row.and_then(|row| self.contribution(&row)))
    }
}

impl Contributions {
    fn contribution(&mut self, row: &Row) -> Result<Contribution, Error> {
        let mut contribution = Contribution { document: document(row)?, ..Contribution::default() };
        let id = &contribution.document.id;
        while let Some(row) = self.mentions.next_if(|row| row.as_ref().map_or(true, |row| row.cell(0) == id)) {
            contribution.mentions.push(mention(&row?)?);
        }
        let here = |row: &io::Result<ByDocument>| row.as_ref().map_or(true, |row| row.0.document == **id);
        while let Some(row) = self.evidence.next_if(here) {
            let row = row.map_err(|source| Error::Write { path: self.spill.clone(), source })?;
            contribution.evidence.push(row.0);
        }
        Ok(contribution)
    }
}

fn document(row: &Row) -> Result<DocumentRow, Error> {
    let hash = row.cell(9).strip_prefix('x').and_then(|hex| u64::from_str_radix(hex, 16).ok());
    Ok(DocumentRow {
        id: row.cell(0).to_owned(),
        published: row.cell(1).into(),
        title: row.cell(2).to_owned(),
        source: row.cell(3).to_owned(),
        url: row.cell(4).to_owned(),
        characters: row.number(5)?,
        sentences: row.number(6)?,
        hash: hash.ok_or_else(|| row.wrong(9))?,
        copies: 1,
    })
}

fn mention(row: &Row) -> Result<MentionRow, Error> {
    let value = ValueCells {
        value: row.cell(9).into(),
        unit: row.cell(10).into(),
        start: row.cell(11).into(),
        end: row.cell(12).into(),
        modifier: row.cell(13).into(),
        anchor: row.cell(14).into(),
        low: row.cell(15).into(),
        high: row.cell(16).into(),
        written_number: row.cell(17).into(),
        written_unit: row.cell(18).into(),
    };
    Ok(MentionRow {
        start: row.number(1)?,
        end: row.number(2)?,
        text: row.cell(3).into(),
        kind: row.cell(4).into(),
        subtype: row.cell(5).into(),
        entity: own(row, 20, 6),
        entity_here: CompactString::default(),
        name: row.cell(7).into(),
        nominal: row.cell(8).into(),
        value: (value != ValueCells::default()).then(|| Box::new(value)),
        rule: row.cell(19).into(),
    })
}

/// An id as its document has it: what is joined may be another one when there are more documents.
fn own(row: &Row, here: usize, joined: usize) -> CompactString {
    let here = row.cell(here);
    if here.is_empty() { row.cell(joined).into() } else { here.into() }
}

fn evidence(row: &Row) -> Result<EvidenceRow, Error> {
    let qualifiers = row.cell(16).split(';').filter_map(|pair| pair.split_once('='));
    Ok(EvidenceRow {
        key: EdgeKey {
            subject: own(row, 20, 6),
            relation: row.cell(7).into(),
            object: own(row, 21, 8),
            modality: Modality::parse(row.cell(9)).ok_or_else(|| row.wrong(9))?,
            attribution: own(row, 22, 10),
        },
        here: Default::default(),
        document: row.cell(1).into(),
        start: row.number(2)?,
        end: row.number(3)?,
        quote: row.cell(4).to_owned(),
        rule: row.cell(5).into(),
        subject_text: row.cell(11).into(),
        object_text: row.cell(12).into(),
        trigger: row.cell(13).into(),
        attribution_text: row.cell(14).into(),
        date: row.cell(15).into(),
        qualifiers: qualifiers.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
        confidence: row.number(17)?,
        published: row.cell(18).into(),
        source: row.cell(19).into(),
    })
}
