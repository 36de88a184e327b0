//! `newsgraph check`: fixtures against what is found now, for CI.

use std::io::Write as _;
use std::path::PathBuf;

use super::setup::Setup;
use super::{End, Failure};
use crate::Error;
use crate::check::{Outcome, check, junit};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Fixture files (.md) or folders of them
    #[arg(value_name = "FIXTURES", required = true)]
    fixtures: Vec<PathBuf>,
    /// Rewrite fixtures that differ so that they expect what was found
    #[arg(long)]
    update: bool,
    /// Write a report for CI systems as well
    #[arg(long, value_name = "junit=FILE", value_parser = parse_report)]
    report: Option<PathBuf>,
    #[command(flatten)]
    setup: Setup,
}

fn parse_report(text: &str) -> Result<PathBuf, String> {
    match text.split_once('=') {
        Some(("junit", file)) if !file.is_empty() => Ok(PathBuf::from(file)),
        _ => Err("the form is junit=FILE".to_owned()),
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<End, Failure> {
    let pipeline = arguments.setup.pipeline()?;
    let outcomes = check(&pipeline, &arguments.fixtures, arguments.update)?;
    if let Some(path) = &arguments.report {
        let report = junit(&outcomes).map_err(Error::Usage)?;
        std::fs::write(path, report).map_err(|source| Error::Write { path: path.clone(), source })?;
    }
    print(&outcomes, arguments.update)?;
    let same = outcomes.iter().all(|outcome| outcome.differences.is_empty());
    Ok(if same || arguments.update { End::Done } else { End::Differences })
}

fn print(outcomes: &[Outcome], update: bool) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let mut differences = 0;
    for outcome in outcomes.iter().filter(|outcome| !outcome.differences.is_empty()) {
        writeln!(out, "{}", outcome.path.display())?;
        for difference in &outcome.differences {
            write!(out, "{difference}")?;
        }
        differences += outcome.differences.len();
    }
    let what = if update && differences > 0 { ", written into the fixtures" } else { "" };
    writeln!(out, "{} fixtures, {differences} differences{what}", outcomes.len())?;
    Ok(())
}
