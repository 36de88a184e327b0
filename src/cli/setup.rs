//! What commands that run the pipeline have in common: gazetteers, rules, threads.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use rayon::ThreadPool;

use crate::Error;
use crate::pipeline::{Options, Pipeline};

#[derive(clap::Args)]
pub(super) struct Setup {
    /// Folder of gazetteers that adds to the shipped ones; a row with the id of a shipped one takes its place
    #[arg(long, value_name = "DIR")]
    gazetteers: Vec<PathBuf>,
    /// Folder of rules that adds to the shipped ones; a file with the path of a shipped one takes its place
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Threads to work with; all cores when not given
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,
}

impl Setup {
    pub(super) fn pipeline(&self) -> Result<Pipeline<'static>, Error> {
        Pipeline::load(&Options { gazetteers: self.gazetteers.clone(), rules: self.rules.clone() })
    }

    pub(super) fn pool(&self) -> Result<ThreadPool, Error> {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(self.threads);
        builder.build().map_err(|error| Error::Usage(format!("{} threads cannot be started: {error}", self.threads)))
    }
}

/// Says something to the person in front of the terminal; a closed standard error is no reason to stop.
pub(super) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "newsgraph: {text}");
}

/// A closing summary, for a person only: nothing is said into a file or a pipe.
pub(super) fn tell(text: &str) {
    if std::io::stderr().is_terminal() {
        complain(text);
    }
}
