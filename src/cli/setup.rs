//! What commands that run the pipeline have in common: gazetteers, rules, threads.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use etcetera::BaseStrategy as _;
use rayon::ThreadPool;

use crate::Error;
use crate::lexicon::Lexicon;
use crate::pipeline::{Options, Pipeline, load_lexicon};

/// Environment variable that names the folder for compiled gazetteers; empty for none.
const CACHE: &str = "NEWSGRAPH_CACHE";

#[derive(clap::Args)]
pub(super) struct Known {
    /// Folder of gazetteers that adds to the shipped ones; a row with the id of a shipped one takes its place
    #[arg(long, value_name = "DIR")]
    gazetteers: Vec<PathBuf>,
    /// Compile the gazetteers of --gazetteers anew instead of keeping them in the cache folder (NEWSGRAPH_CACHE)
    #[arg(long)]
    no_cache: bool,
}

#[derive(clap::Args)]
pub(super) struct Setup {
    #[command(flatten)]
    known: Known,
    /// Folder of rules that adds to the shipped ones; a file with the path of a shipped one takes its place
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Take groups without a name ("two gunmen") as arguments of relations too; their subtype is unnamed
    #[arg(long)]
    unnamed_groups: bool,
    /// Read the dates of all texts alike: "assistant" as messages and plans have them, where open dates are the next ones
    /// and "before 2010" is one date, "news" as news has them; when not given, short messages are told from news by their words
    #[arg(long, value_name = "READING")]
    dates: Option<String>,
    /// Read figures as other texts than news have them: "all" for every number, of labels and lengths of time too
    #[arg(long, value_name = "READING")]
    figures: Option<String>,
    /// Threads to work with; all cores when not given
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,
}

impl Setup {
    pub(super) fn pipeline(&self) -> Result<Pipeline<'static>, Error> {
        let known = self.known.options();
        let (rules, dates, figures) = (self.rules.clone(), self.dates.clone(), self.figures.clone());
        Pipeline::load(&Options { rules, dates, figures, unnamed_groups: self.unnamed_groups, ..known })
    }

    /// Options that change the output, for `run.json`.
    pub(super) fn note(&self, options: &mut BTreeMap<String, String>) {
        if self.unnamed_groups {
            options.insert("unnamed-groups".to_owned(), "true".to_owned());
        }
        for (of, reading) in [("dates", &self.dates), ("figures", &self.figures)] {
            if let Some(reading) = reading {
                options.insert(of.to_owned(), reading.clone());
            }
        }
    }

    pub(super) fn pool(&self) -> Result<ThreadPool, Error> {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(self.threads);
        builder.build().map_err(|error| Error::Usage(format!("{} threads cannot be started: {error}", self.threads)))
    }
}

impl Known {
    pub(super) fn lexicon(&self) -> Result<Lexicon<'static>, Error> {
        load_lexicon(&self.options())
    }

    fn options(&self) -> Options {
        Options { gazetteers: self.gazetteers.clone(), cache: self.cache(), ..Options::default() }
    }

    /// Where compiled gazetteers are kept: a folder of the user's cache, unless the environment names another.
    fn cache(&self) -> Option<PathBuf> {
        if self.no_cache {
            return None;
        }
        if let Some(folder) = std::env::var_os(CACHE) {
            return Some(folder).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        }
        Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("newsgraph"))
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
