//! The whole way from documents to a graph: stages 2 to 6 on all threads, then stages 7 and 8.

use std::collections::BTreeMap;
use std::path::Path;

use crate::Error;
use crate::assemble::{Assembler, Provenance};
use crate::batches;
use crate::merge::{Contributor, Judge};
use crate::pipeline::Pipeline;
use crate::types::{Decision, RawDocument, Skip};
use crate::write::{Counts, Format};

/// Where a graph goes and how.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The output folder.
    pub folder: &'a Path,
    /// Formats to write.
    pub formats: &'a [&'static Format],
    /// Options that change the output, for `run.json`.
    pub options: &'a BTreeMap<String, String>,
    /// Decisions about identity that were made before.
    pub decisions: &'a [Decision],
}

/// Reads all documents and writes their graph. Runs in the rayon pool it is called in.
///
/// `watch` is told the size in bytes of each document that is done.
///
/// # Errors
/// When the output cannot be written. What is wrong with a document is listed in `skipped.csv`.
pub fn extract(
    pipeline: &Pipeline<'_>,
    documents: impl Iterator<Item = Result<RawDocument, Skip>> + Send,
    plan: Plan<'_>,
    watch: impl Fn(usize),
) -> Result<Counts, Error> {
    let mut assembler = Assembler::new(plan.folder)?;
    let contributor = Contributor::new(&pipeline.rules);
    batches::in_order(
        documents,
        |item| item.as_ref().map_or(1, |raw| raw.text.len()),
        |item| item.as_ref().ok().map(|raw| contributor.contribute(raw, &pipeline.extract(raw))),
        |item, outcome| match (item, outcome) {
            (Ok(raw), Ok(Some(contribution))) => {
                watch(raw.text.len());
                assembler.add(contribution)
            }
            (Err(skip), _) => assembler.skip(skip),
            (Ok(raw), outcome) => {
                let what = outcome.err().unwrap_or_default();
                let reason = format!("internal error, please report it with the document: {what}");
                assembler.skip(Skip { input: String::new(), record: 0, id: raw.id, reason })
            }
        },
    )?;
    let provenance = Provenance {
        gazetteers: format!("{:016x}", pipeline.lexicon.content()),
        rules: format!("{:016x}", pipeline.rules.content()),
        options: plan.options.clone(),
    };
    let judge = Judge::new(&pipeline.lexicon, &pipeline.rules, plan.decisions.to_vec());
    assembler.finish(&judge, plan.formats, provenance)
}
