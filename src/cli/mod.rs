//! The command line: one file per command, listed in `Command`. The only place that prints.

mod annotate;
mod check;
mod diff;
mod explain;
mod extract;
mod gazetteer;
mod input;
mod lint;
mod merge;
mod setup;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::Error;

/// Turns a dump of news articles into a knowledge graph in which every edge carries the sentence that says it.
#[derive(Parser)]
#[command(name = "newsgraph", version, max_term_width = 120)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// All commands: adding one is a file, a line here and a line in [`Command::run`].
#[derive(Subcommand)]
enum Command {
    /// Writes the knowledge graph of a dump of articles into a folder
    Extract(extract::Arguments),
    /// Prints what every document says as stand-off JSON lines, in input order
    Annotate(annotate::Arguments),
    /// Compares fixtures with what is found now; exit code 1 when they differ
    Check(check::Arguments),
    /// Shows why the mentions and edges of a text are what they are
    Explain(explain::Arguments),
    /// Lists mistakes in gazetteers and rules; exit code 1 when there are any
    Lint(lint::Arguments),
    /// Brings known names in from dumps, looks them up and counts them
    Gazetteer(gazetteer::Arguments),
    /// Joins the graphs of several runs to one
    Merge(merge::Arguments),
    /// Shows which nodes and edges two graphs do not share; exits with 1 when there are any
    Diff(diff::Arguments),
}

impl Command {
    fn run(self) -> Result<End, Failure> {
        match self {
            Command::Extract(arguments) => extract::run(&arguments),
            Command::Annotate(arguments) => annotate::run(&arguments),
            Command::Check(arguments) => check::run(&arguments),
            Command::Explain(arguments) => explain::run(&arguments),
            Command::Lint(arguments) => lint::run(&arguments),
            Command::Gazetteer(arguments) => gazetteer::run(&arguments),
            Command::Merge(arguments) => merge::run(&arguments),
            Command::Diff(arguments) => diff::run(&arguments),
        }
    }
}

/// How a run that could be done ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Exit code 0.
    Done,
    /// Exit code 1: differences were found, or something was skipped with `--strict`.
    Differences,
}

/// Why a run could not be done: exit code 2, but for a reader of our output that has gone.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Run(#[from] Error),
    #[error("standard output cannot be written: {0}")]
    Output(#[from] io::Error),
}

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    match Arguments::parse().command.run() {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Differences) => ExitCode::from(1),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            setup::complain(&failure.to_string());
            ExitCode::from(2)
        }
    }
}
