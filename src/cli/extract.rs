//! `newsgraph extract`: a dump of articles in, the files of a graph out.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use super::input::Input;
use super::setup::{Setup, tell};
use super::{End, Failure};
use crate::Error;
use crate::decisions;
use crate::extract::{Plan, extract};
use crate::types::Decision;
use crate::write::{Counts, FORMATS, Format, format};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Folder to write to; what an earlier run left there is replaced when all is done
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    formats: Formats,
    #[command(flatten)]
    decisions: Decisions,
    #[command(flatten)]
    setup: Setup,
    /// Exit with 1 when anything was skipped
    #[arg(long)]
    strict: bool,
}

#[derive(clap::Args)]
pub(super) struct Formats {
    /// Formats to write, separated by commas
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_value = "csv", value_parser = parse_format, help = help())]
    formats: Vec<&'static Format>,
}

#[derive(clap::Args)]
pub(super) struct Decisions {
    /// decisions.csv of an earlier run, perhaps edited: what it says of two ids comes before what the documents say
    #[arg(long = "decisions", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Decisions {
    /// What the files say; their hash goes into the options that change the output.
    pub(super) fn read(&self, options: &mut BTreeMap<String, String>) -> Result<Vec<Decision>, Error> {
        let mut all = Vec::new();
        for file in &self.files {
            all.extend(decisions::read(file)?);
        }
        all.sort();
        all.dedup();
        if !self.files.is_empty() {
            let hash = xxhash_rust::xxh3::xxh3_64(format!("{all:?}").as_bytes());
            options.insert("decisions".to_owned(), format!("{hash:016x}"));
        }
        Ok(all)
    }
}

impl Formats {
    /// In the order of the table, each once.
    pub(super) fn chosen(&self) -> Vec<&'static Format> {
        FORMATS.iter().filter(|format| self.formats.iter().any(|chosen| chosen.name == format.name)).collect()
    }

    pub(super) fn names(&self) -> String {
        self.chosen().iter().map(|format| format.name).collect::<Vec<_>>().join(",")
    }
}

fn parse_format(name: &str) -> Result<&'static Format, String> {
    format(name.trim()).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        format!("formats are {}", names.join(", "))
    })
}

fn help() -> String {
    let lines: Vec<String> = FORMATS.iter().map(|f| format!("{} ({})", f.name, f.help)).collect();
    format!("Formats to write, separated by commas: {}", lines.join("; "))
}

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    let start = Instant::now();
    let pipeline = arguments.setup.pipeline()?;
    let documents = arguments.input.documents()?;
    let formats = arguments.formats.chosen();
    let mut options: BTreeMap<String, String> = arguments.input.options();
    options.insert("formats".to_owned(), arguments.formats.names());
    arguments.setup.note(&mut options);
    let decisions = arguments.decisions.read(&mut options)?;
    let plan = Plan { folder: &arguments.output, formats: &formats, options: &options, decisions: &decisions };
    let bar = progress();
    let counts = arguments.setup.pool()?.install(|| extract(&pipeline, documents, plan, |bytes| bar.inc(bytes as u64)));
    bar.finish_and_clear();
    let (counts, bytes) = (counts?, bar.position());
    tell(&summary(&counts, bytes, start.elapsed().as_secs_f64()));
    Ok(if arguments.strict && counts.skipped > 0 { End::Differences } else { End::Done })
}

/// A spinner with what was read so far; hidden when standard error is no terminal.
fn progress() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{spinner} {bytes} read, {bytes_per_sec}, {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}

fn summary(counts: &Counts, bytes: u64, seconds: f64) -> String {
    format!(
        "{} documents, {} mentions, {} nodes, {} edges, {} skipped, {:.1} MB/s",
        HumanCount(counts.documents),
        HumanCount(counts.mentions),
        HumanCount(counts.nodes),
        HumanCount(counts.edges),
        HumanCount(counts.skipped),
        bytes as f64 / 1e6 / seconds.max(1e-9),
    )
}
