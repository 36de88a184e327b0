//! Stage 4, who reads the dates of a page: one tagger for all texts, another for messages.

use std::sync::OnceLock;

use crate::error::RuleMistake;
use crate::rules::RuleFiles;
use crate::tag::dates::DateTagger;
use crate::tag::figures::FigureTagger;
use crate::tag::openings::{DATE, FIGURE, LOOK, Openers};
use crate::types::Page;

/// A tagger of dates, and what words open a date or figure, or tell of its time.
pub(super) struct Reader {
    pub(super) dates: DateTagger,
    pub(super) openers: Openers,
}

/// The readers of a run.
pub(super) struct Readers {
    usual: Reader,
    /// The rules that messages are read by, where they are others.
    rules: Option<RuleFiles>,
    /// Made from them when the first message is read: few runs have any, and making it is a fifth of a start.
    of_messages: OnceLock<Option<Reader>>,
}

impl Reader {
    fn new(dates: DateTagger, figures: &FigureTagger) -> Self {
        let mut openers = Openers::new();
        openers.add(DATE, dates.openers());
        openers.add(FIGURE, figures.openers());
        openers.add(LOOK, dates.looks());
        Reader { dates, openers }
    }
}

impl Readers {
    /// With the tagger of all texts.
    ///
    /// # Errors
    /// Mistakes in the rules of messages where they are the user's; a test reads those that are shipped.
    pub(super) fn new(dates: DateTagger, figures: &FigureTagger, rules: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        let of_messages = dates.message_reading().and_then(|reading| rules.read_as("dates", reading));
        let readers = Readers { usual: Reader::new(dates, figures), rules: of_messages, of_messages: OnceLock::new() };
        if let Some(own) = readers.rules.as_ref().filter(|rules| !rules.are_shipped()) {
            let reader = DateTagger::new(own, Some(figures)).map(|dates| Reader::new(dates, figures))?;
            readers.of_messages.get_or_init(|| Some(reader));
        }
        Ok(readers)
    }

    /// The reader of a page.
    pub(super) fn of(&self, page: &Page<'_>, figures: &FigureTagger) -> &Reader {
        let made =
            || DateTagger::new(self.rules.as_ref()?, Some(figures)).ok().map(|dates| Reader::new(dates, figures));
        if !self.usual.dates.is_message(page) {
            return &self.usual;
        }
        self.of_messages.get_or_init(made).as_ref().unwrap_or(&self.usual)
    }
}
