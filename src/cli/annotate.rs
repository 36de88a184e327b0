//! `newsgraph annotate`: stand-off JSON lines on standard output, one record per document, as they are read.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use super::extract::Decisions;
use super::input::Input;
use super::setup::{Setup, complain};
use super::{End, Failure};
use crate::batches;
use crate::merge::Verdicts;
use crate::types::{RawDocument, Skip};
use crate::write::write_standoff;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    decisions: Decisions,
    #[command(flatten)]
    setup: Setup,
}

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    let pipeline = arguments.setup.pipeline()?;
    let given = arguments.decisions.read(&mut BTreeMap::new())?;
    let verdicts = Verdicts::given(&given, &pipeline.rules);
    let annotate = |item: &Result<RawDocument, Skip>| {
        let mut record = Vec::new();
        if let Ok(raw) = item {
            let mut extraction = pipeline.extract(raw);
            for entity in &mut extraction.entities {
                entity.id = verdicts.id(&raw.id, &entity.id).to_owned();
            }
            write_standoff(raw, &extraction, &mut record)?;
        }
        Ok::<_, io::Error>(record)
    };
    let weight = |item: &Result<RawDocument, Skip>| item.as_ref().map_or(1, |raw| raw.text.len());
    let documents = arguments.input.documents()?;
    arguments.setup.pool()?.install(|| {
        let mut out = io::stdout().lock();
        batches::in_order(documents, weight, annotate, |item, outcome| {
            match (item, outcome) {
                (Ok(_), Ok(record)) => out.write_all(&record?)?,
                (Ok(raw), Err(panic)) => complain(&format!("document {} skipped: internal error: {panic}", raw.id)),
                (Err(skip), _) => complain(&format!("{}:{}: skipped: {}", skip.input, skip.record, skip.reason)),
            }
            Ok::<(), Failure>(())
        })?;
        out.flush()?;
        Ok(End::Done)
    })
}
