//! `newsgraph lint`: mistakes in gazetteers and rules, with file and line.

use std::io::Write as _;
use std::path::PathBuf;

use super::{End, Failure};
use crate::lint::{Finding, gazetteers, rules};
use crate::pipeline::{Options, load_lexicon};
use crate::rules::RuleFiles;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Gazetteer folder to read
    #[arg(long, value_name = "DIR")]
    gazetteers: Vec<PathBuf>,
    /// Rules folder to read together with the shipped rules
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    let lexicon = load_lexicon(&Options::default())?;
    let of_folder = |folder: &PathBuf| gazetteers(folder, &lexicon);
    let mut findings: Vec<Finding> = arguments.gazetteers.iter().flat_map(of_folder).collect();
    let mut files = RuleFiles::shipped();
    for folder in &arguments.rules {
        files.add(folder)?;
    }
    findings.extend(rules(files)?);
    let mut out = std::io::stdout().lock();
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    writeln!(out, "{} mistakes", findings.len())?;
    Ok(if findings.is_empty() { End::Done } else { End::Differences })
}
