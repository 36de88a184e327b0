//! Fixtures: articles with what must be found in them, so that a change to a gazetteer or rule shows what it moves.
//!
//! In: Markdown files ([`Fixture`]) and a pipeline. Out: an [`Outcome`] for each. Used by `newsgraph check`.

mod difference;
mod expected;
mod fixture;
#[cfg(feature = "cli")]
mod junit;

use std::path::{Path, PathBuf};

pub use difference::Difference;
pub use fixture::{BLOCKS, Fixture, article, fixture_files};
#[cfg(feature = "cli")]
pub use junit::junit;

use crate::error::Error;
use crate::pipeline::Pipeline;

/// What became of one fixture.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The file.
    pub path: PathBuf,
    /// Lost and changed lines in the order of the fixture, then new ones; empty when it is as expected.
    pub differences: Vec<Difference>,
}

/// Compares what the pipeline finds in each fixture below `paths` with what the fixture expects.
///
/// With `update`, fixtures that differ are rewritten to expect what was found; the article stays byte for byte.
///
/// # Errors
/// When a fixture cannot be read or is no well-formed one, or cannot be rewritten.
pub fn check(pipeline: &Pipeline<'_>, paths: &[PathBuf], update: bool) -> Result<Vec<Outcome>, Error> {
    let mut outcomes = Vec::new();
    for path in paths {
        for file in fixture_files(path)? {
            outcomes.push(check_one(pipeline, &file, update)?);
        }
    }
    Ok(outcomes)
}

fn check_one(pipeline: &Pipeline<'_>, path: &Path, update: bool) -> Result<Outcome, Error> {
    let fixture = Fixture::read(path)?;
    let raw = article(&path.display().to_string(), &fixture.article);
    let extraction = pipeline.extract(&raw);
    let found = expected::found(&extraction, &raw.text);
    let differences = difference::differences(&fixture.expected, &found, &raw.text);
    if update && !differences.is_empty() {
        let lines = found.map(|block| block.into_iter().map(|f| f.line).collect());
        let write_error = |source| Error::Write { path: path.to_owned(), source };
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::NamedTempFile::new_in(folder).map_err(write_error)?;
        std::fs::write(file.path(), fixture.with_expected(&lines)).map_err(write_error)?;
        file.persist(path).map_err(|error| write_error(error.error))?;
    }
    Ok(Outcome { path: path.to_owned(), differences })
}
