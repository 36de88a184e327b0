//! Stage 4 of 8. In: a document's [`Split`](crate::types::Split). Out: [`Candidate`]s, several of which may stand at one place.
//!
//! One tagger per file; each is a pure function of [`Page`] and appends to a list. None sees another's candidates:
//! choosing between them is stage 5's work.

mod dates;
mod figures;
mod names;
mod openings;
mod readers;
mod roles;
mod scan;
mod state_bodies;

use std::thread;

use newsgraph_lexicon::Lexicon;

use self::dates::DateTagger;
use self::figures::FigureTagger;
use self::names::NameTagger;
use self::readers::Readers;
use self::roles::RoleTagger;
use self::scan::Scan;
use self::state_bodies::StateBodyTagger;
use crate::error::Error;
use crate::rules::RuleFiles;
use crate::types::{Candidate, Page, Span};

/// All taggers with the rules they read, made once for a run.
pub struct Taggers {
    dates: Readers,
    figures: FigureTagger,
    names: NameTagger,
    roles: RoleTagger,
    state_bodies: StateBodyTagger,
}

impl Taggers {
    /// Loads the rules of all taggers.
    ///
    /// # Errors
    /// All mistakes in the rule files, together.
    pub fn new(lexicon: &Lexicon<'_>, rules: &RuleFiles) -> Result<Self, Error> {
        // each takes as long as the others together
        let (names, figures, dates) = thread::scope(|scope| {
            let names = scope.spawn(|| NameTagger::new(lexicon, rules));
            let figures = FigureTagger::new(rules);
            let dates = DateTagger::new(rules, figures.as_ref().ok());
            (names.join(), figures, dates)
        });
        let names = names.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        match (names, figures, dates) {
            (Ok(names), Ok(figures), Ok(dates)) => {
                let dates = Readers::new(dates, &figures, rules).map_err(Error::Rules)?;
                let (roles, state_bodies) = (RoleTagger::new(lexicon), StateBodyTagger::new(lexicon));
                Ok(Taggers { dates, figures, names, roles, state_bodies })
            }
            (names, figures, dates) => {
                let all = names.err().into_iter().chain(figures.err()).chain(dates.err());
                Err(Error::Rules(all.flatten().collect()))
            }
        }
    }

    /// Candidates of all taggers, in no particular order, without their evidence.
    pub fn tag(&self, page: &Page<'_>) -> Vec<Candidate> {
        self.candidates(page, false)
    }

    /// The same with the evidence that each score is the sum of.
    pub fn tag_explained(&self, page: &Page<'_>) -> Vec<Candidate> {
        self.candidates(page, true)
    }

    fn candidates(&self, page: &Page<'_>, explained: bool) -> Vec<Candidate> {
        let scan = Scan::new(page);
        // about one for four tokens
        let mut candidates = Vec::with_capacity(page.tokens().len() / 3);
        self.names.tag(page, &scan, explained, &mut candidates);
        // in a text of another language capitals and small words say little: what is known by name stands
        if page.split.foreign {
            candidates.retain(|candidate| candidate.sense.is_some());
        }
        self.roles.tag(page, &scan, &mut candidates);
        self.state_bodies.tag(page, &scan, &mut candidates);
        candidates.extend(self.dates_and_figures(page));
        candidates
    }

    /// Candidates for dates and figures alone.
    pub fn dates_and_figures(&self, page: &Page<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let reader = self.dates.of(page, &self.figures);
        let openings = reader.openers.of(page);
        reader.dates.tag(page, &openings, &mut candidates);
        self.figures.tag(page, &openings.figures, &mut candidates);
        candidates
    }

    /// Name of a weight of the candidates' evidence.
    pub fn weight_name(&self, weight: u16) -> &str {
        self.names.weight_name(weight)
    }

    /// Tokens and features of every stretch that is weighed as a name: what weights are fitted on.
    pub fn name_features(&self, page: &Page<'_>) -> Vec<(Span, Vec<&'static str>)> {
        self.names.features(page, &Scan::new(page))
    }
}
