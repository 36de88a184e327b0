//! `newsgraph merge`: the graphs of several runs as one, the same as if all had been extracted together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::extract::{Decisions, Formats};
use super::setup;
use super::{End, Failure};
use crate::assemble::{Assembler, Provenance};
use crate::merge::Judge;
use crate::pipeline::{Options, Pipeline};
use crate::stored::Stored;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Output folders of newsgraph extract, with the format csv
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// Folder to write to; it may be one of the others
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    formats: Formats,
    #[command(flatten)]
    decisions: Decisions,
}

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    let stored = arguments.folders.iter().map(|folder| Stored::open(folder)).collect::<Result<Vec<_>, _>>()?;
    let mut assembler = Assembler::new(&arguments.output)?;
    for graph in &stored {
        for contribution in graph.contributions(assembler.spill())? {
            assembler.add(contribution?)?;
        }
        for skip in graph.skips()? {
            assembler.skip(skip?)?;
        }
    }
    let together = |texts: BTreeSet<&str>| texts.into_iter().collect::<Vec<_>>().join(" ");
    let mut options: BTreeMap<String, String> = BTreeMap::new();
    for name in stored.iter().flat_map(|graph| graph.run.options.keys()) {
        let values = stored.iter().filter_map(|graph| graph.run.options.get(name)).map(String::as_str);
        options.insert(name.clone(), together(values.collect()));
    }
    options.insert("formats".to_owned(), arguments.formats.names());
    let decisions = arguments.decisions.read(&mut options)?;
    let pipeline = Pipeline::load(&Options::default())?;
    let judge = Judge::new(&pipeline.lexicon, &pipeline.rules, decisions);
    let provenance = Provenance {
        gazetteers: together(stored.iter().map(|graph| &*graph.run.gazetteers).collect()),
        rules: together(stored.iter().map(|graph| &*graph.run.rules).collect()),
        options,
    };
    let counts = assembler.finish(&judge, &arguments.formats.chosen(), provenance)?;
    setup::tell(&format!("{} documents, {} nodes, {} edges", counts.documents, counts.nodes, counts.edges));
    Ok(End::Done)
}
