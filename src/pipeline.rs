//! Stages 2 to 6 composed: one raw document in, everything known of it out. Stages 1, 7 and 8 are the caller's.

use std::path::PathBuf;
use std::thread;

use newsgraph_lexicon::Lexicon;

use crate::clean::Cleaner;
use crate::error::Error;
use crate::gazetteers;
use crate::relate::{Relater, SentenceTrace};
use crate::resolve::Resolver;
use crate::rules::RuleFiles;
use crate::split::{self, SentenceWords};
use crate::tag::Taggers;
use crate::types::{
    Candidate, Document, Entity, EntityIndex, Extraction, GivenName, Mention, Page, RawDocument, Span, Split,
};

/// The shipped lexicon, aligned so that it can be read in place.
#[repr(C, align(8))]
struct Aligned<T: ?Sized>(T);
static SHIPPED: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin")));

/// Score of a name that is given beforehand, in thousandths: above any sum of evidence.
const CERTAIN: i32 = 1_000_000;

/// What a run is made with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folders of gazetteers that add to or override the shipped ones.
    pub gazetteers: Vec<PathBuf>,
    /// Folders of rules that add to or override the shipped ones.
    pub rules: Vec<PathBuf>,
    /// Folder for compiled gazetteers of the user; `None` compiles them every time.
    pub cache: Option<PathBuf>,
    /// Groups without a name ("two gunmen") may be arguments of relations.
    pub unnamed_groups: bool,
    /// Folder below `readings/` of the rules that says how dates are read; `None` reads them as news has them.
    pub dates: Option<String>,
    /// The same for figures.
    pub figures: Option<String>,
}

/// Gazetteers and rules, loaded once and shared by all threads.
pub struct Pipeline<'a> {
    /// Gazetteers and word lists.
    pub lexicon: Lexicon<'a>,
    /// Rule files, as loaded.
    pub rules: RuleFiles,
    cleaner: Cleaner,
    sentence_words: SentenceWords,
    taggers: Taggers,
    resolver: Resolver,
    relater: Relater,
}

/// Everything the stages made of one document, for `explain`.
pub struct Trace<'a> {
    /// Zones and date.
    pub document: Document<'a>,
    /// Tokens and sentences.
    pub split: Split,
    /// Candidates of all taggers.
    pub candidates: Vec<Candidate>,
    /// The score of each candidate, in thousandths, with what the rest of the document says.
    pub settled: Vec<i32>,
    /// Mentions, entities and relations.
    pub extraction: Extraction,
    /// What stage 6 made of each sentence.
    pub sentences: Vec<SentenceTrace>,
}

/// The shipped lexicon and the user's gazetteers.
///
/// The user's gazetteers stay mapped until the process ends, for everything points into them.
///
/// # Errors
/// All mistakes in the gazetteers.
pub fn load_lexicon(options: &Options) -> Result<Lexicon<'static>, Error> {
    let mut lexicon = Lexicon::read(&SHIPPED.0)?;
    for folder in &options.gazetteers {
        let image = gazetteers::load(folder, &lexicon, options.cache.as_deref())?;
        lexicon.add(Box::leak(Box::new(image)).as_bytes())?;
    }
    Ok(lexicon)
}

impl Pipeline<'static> {
    /// A pipeline of the shipped gazetteers and rules and those of the user.
    ///
    /// # Errors
    /// All mistakes in the gazetteers, or all in the rule files.
    pub fn load(options: &Options) -> Result<Self, Error> {
        let mut rules = RuleFiles::shipped();
        for folder in &options.rules {
            rules.add(folder)?;
        }
        for (of, reading) in [("dates", &options.dates), ("figures", &options.figures)] {
            let Some(reading) = reading else { continue };
            rules.take_reading(of, reading)?;
        }
        let lexicon = load_lexicon(options)?;
        let mut pipeline = Self::with_lexicon(lexicon, rules)?;
        if options.unnamed_groups {
            pipeline.relater.take_unnamed_groups();
        }
        Ok(pipeline)
    }

    /// A pipeline of the shipped lexicon and the given rules.
    ///
    /// # Errors
    /// All mistakes in the rule files.
    pub fn new(rules: RuleFiles) -> Result<Self, Error> {
        Self::with_lexicon(Lexicon::read(&SHIPPED.0)?, rules)
    }
}

impl<'a> Pipeline<'a> {
    /// A pipeline of the given lexicon and rules.
    ///
    /// # Errors
    /// All mistakes in the rule files.
    pub fn with_lexicon(lexicon: Lexicon<'a>, rules: RuleFiles) -> Result<Self, Error> {
        // stages 4 and 6 have most rules to read, and need nothing of each other
        let (taggers, relater) = thread::scope(|scope| {
            let relater = scope.spawn(|| Relater::new(&lexicon, &rules));
            let taggers = Taggers::new(&lexicon, &rules);
            (taggers, relater.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        Ok(Pipeline {
            cleaner: Cleaner::new(&lexicon),
            sentence_words: SentenceWords::new(&lexicon),
            taggers: taggers?,
            resolver: Resolver::new(&lexicon, &rules)?,
            relater: relater?,
            lexicon,
            rules,
        })
    }

    /// Name of a weight of a candidate's evidence.
    pub fn weight_name(&self, weight: u16) -> &str {
        self.taggers.weight_name(weight)
    }

    /// Everything known of one document.
    pub fn extract(&self, raw: &RawDocument) -> Extraction {
        self.extract_marked(raw, &[])
    }

    /// The same, with what every stage made of it.
    pub fn trace<'d>(&self, raw: &'d RawDocument) -> Trace<'d> {
        let document = self.cleaner.clean(raw, &self.lexicon);
        let split = split::split(&document, &self.lexicon, &self.sentence_words);
        let page = Page { document: &document, split: &split, lexicon: &self.lexicon };
        let candidates = self.taggers.tag_explained(&page);
        let settled = self.resolver.settled_scores(&page, &candidates);
        let mut extraction = self.resolver.resolve(&page, candidates.clone());
        let sentences = self.relater.explain(&page, &mut extraction);
        Trace { document, split, candidates, settled, extraction, sentences }
    }

    /// Everything known of a text in which some names are given beforehand, as in the examples of rules.
    pub fn extract_marked(&self, raw: &RawDocument, marks: &[GivenName]) -> Extraction {
        let document = self.cleaner.clean(raw, &self.lexicon);
        let split = split::split(&document, &self.lexicon, &self.sentence_words);
        let page = Page { document: &document, split: &split, lexicon: &self.lexicon };
        let mut extraction = self.resolve_marked(&page, raw, marks);
        self.relater.relate(&page, &mut extraction);
        extraction
    }

    /// Stages 4 and 5 with some names given beforehand.
    fn resolve_marked(&self, page: &Page<'_>, raw: &RawDocument, marks: &[GivenName]) -> Extraction {
        let mut candidates = self.taggers.tag(page);
        let overlaps = |span: Span| marks.iter().any(|m| m.span.start < span.end && span.start < m.span.end);
        candidates.retain(|c| !overlaps(c.span));
        candidates.extend(marks.iter().filter_map(|mark| marked_candidate(page.split, mark)));
        let mut extraction = self.resolver.resolve(page, candidates);
        for candidate in marks.iter().filter_map(|mark| marked_candidate(page.split, mark)) {
            insist(&mut extraction, candidate, raw);
        }
        extraction
    }
}

/// A mark as a candidate that nothing outweighs.
fn marked_candidate(split: &Split, mark: &GivenName) -> Option<Candidate> {
    let first = split.tokens.iter().position(|t| t.span.end > mark.span.start)?;
    let last = split.tokens.iter().rposition(|t| t.span.start < mark.span.end)? + 1;
    (first < last).then(|| Candidate {
        span: mark.span,
        tokens: Span::new(first as u32, last as u32),
        kind: mark.kind,
        subtype: mark.subtype.as_str().into(),
        score: CERTAIN,
        evidence: Default::default(),
        sense: None,
        value: None,
        rule: "marked".into(),
    })
}

/// Makes sure that a given name is a mention, whatever stage 5 thought of it.
fn insist(extraction: &mut Extraction, candidate: Candidate, raw: &RawDocument) {
    if extraction.mentions.iter().any(|m| m.tokens == candidate.tokens && m.kind == candidate.kind) {
        return;
    }
    let name = candidate.span.of(&raw.text);
    let id = format!("{}:{}", candidate.kind.name(), name.to_lowercase());
    let known = extraction.entities.iter().position(|e| e.id == id);
    let entity = EntityIndex(known.unwrap_or(extraction.entities.len()) as u32);
    if known.is_none() {
        let (name, kind) = (name.to_owned(), Some(candidate.kind));
        extraction.entities.push(Entity { id, name, kind, ..Entity::default() });
    }
    extraction.mentions.push(Mention {
        span: candidate.span,
        tokens: candidate.tokens,
        kind: candidate.kind,
        subtype: candidate.subtype,
        entity,
        nominal: None,
        value: candidate.value,
        rule: candidate.rule,
    });
}
