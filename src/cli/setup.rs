//! What commands that run the pipeline have in common: gazetteers, rules, threads.

use std::io::Write as _;
use std::path::PathBuf;

use rayon::ThreadPool;

use crate::Error;
use crate::pipeline::Pipeline;
use crate::rules::RuleFiles;

#[derive(clap::Args)]
pub(super) struct Setup {
    /// Folder of rules that adds to the shipped ones; a file with the path of a shipped one takes its place
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Threads to work with; all cores when not given
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,
}

impl Setup {
    pub(super) fn pipeline(&self) -> Result<Pipeline<'static>, Error> {
        let mut rules = RuleFiles::shipped();
        for folder in &self.rules {
            rules.add(folder)?;
        }
        Pipeline::new(rules)
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
