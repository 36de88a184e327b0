//! Known names from other people's data: files of a dump in, one gazetteer file out. No stage: it runs before any article.
//!
//! One importer per kind of dump, listed in [`IMPORTERS`]; each says in its file which fields it reads and under which
//! licence the source stands. Records flow one by one, so memory does not grow with the dump; a bad record is skipped,
//! counted and reported with its line. A row's `prior` stays empty, except where a gazetteer is imported: how ambiguous
//! a name is gets computed when it is compiled. What the source knows of an entity's weight goes into `extra`.

mod alternates;
mod attack;
mod cameo;
mod companies;
mod companies_house;
mod elements;
mod ftm;
mod geonames;
mod gleif;
mod imdb;
mod input;
mod misp;
mod opensanctions;
mod rows;
mod sanctions;
mod table;
mod wikidata;
mod wikidata_classes;
mod wikidata_tsv;
mod zstandard;

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::types::Skip;

use rows::Rows;
pub use rows::{Counts, Filter};

/// A kind of dump.
#[derive(Debug)]
pub struct Importer {
    /// Name used on the command line.
    pub name: &'static str,
    /// The source and its files, for the help and the header of the gazetteer.
    pub source: &'static str,
    /// Licence of the source, as far as it is known.
    pub licence: &'static str,
    read: fn(&[PathBuf], &mut Rows<'_>) -> Result<(), Error>,
}

/// All kinds of dumps. Adding one is a file in this folder and a line here.
pub const IMPORTERS: &[Importer] = &[
    wikidata::IMPORTER,
    wikidata_tsv::IMPORTER,
    geonames::IMPORTER,
    opensanctions::IMPORTER,
    ftm::IMPORTER,
    imdb::IMPORTER,
    gleif::IMPORTER,
    companies_house::IMPORTER,
    misp::IMPORTER,
    attack::IMPORTER,
    cameo::IMPORTER,
    table::IMPORTER,
];

/// The importer with that name.
pub fn importer(name: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| importer.name == name)
}

/// Writes what the files hold to a gazetteer file, under a temporary name until it is complete.
///
/// # Errors
/// When a file cannot be read to its end or is of another kind, or the output cannot be written.
pub fn import(
    importer: &Importer,
    files: &[PathBuf],
    filter: &Filter,
    output: &Path,
    report: &mut dyn FnMut(Skip),
) -> Result<Counts, Error> {
    let failed = |source| Error::Write { path: output.to_owned(), source };
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    let mut out = BufWriter::new(temporary.as_file_mut());
    let (source, licence) = (importer.source, importer.licence);
    write!(out, "# gazetteer-format: 1\n# source: {source}\n# licence: {licence}\n").map_err(failed)?;
    let mut rows = Rows::new(Box::new(out), output.to_owned(), filter, report)?;
    (importer.read)(files, &mut rows)?;
    let counts = rows.finish()?;
    temporary.persist(output).map_err(|error| failed(error.error))?;
    Ok(counts)
}
