//! `newsgraph annotate`: stand-off JSON lines on standard output, one record per document, as they are read.

use std::io::Write as _;

use super::input::Input;
use super::setup::{Setup, complain};
use super::{End, Failure};
use crate::batches;
use crate::types::{RawDocument, Skip};
use crate::write::write_standoff;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    setup: Setup,
}

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    let pipeline = arguments.setup.pipeline()?;
    let annotate = |item: Result<RawDocument, Skip>| {
        item.map(|raw| {
            let mut record = Vec::new();
            let written = write_standoff(&raw, &pipeline.extract(&raw), &mut record);
            written.map(|()| record)
        })
    };
    let weight = |item: &Result<RawDocument, Skip>| item.as_ref().map_or(1, |raw| raw.text.len());
    let documents = arguments.input.documents();
    arguments.setup.pool()?.install(|| {
        let mut out = std::io::stdout().lock();
        batches::in_order(documents, weight, annotate, |outcome| {
            match outcome {
                Ok(Ok(record)) => out.write_all(&record?)?,
                Ok(Err(skip)) => complain(&format!("{}:{}: skipped: {}", skip.input, skip.record, skip.reason)),
                Err(panic) => complain(&format!("a document was skipped: internal error: {panic}")),
            }
            Ok::<(), Failure>(())
        })?;
        out.flush()?;
        Ok(End::Done)
    })
}
