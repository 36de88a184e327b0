//! Names of organisations, people, works, places, nationalities, products and events. In: a page and its [`Scan`].
//! Out: for every stretch that could be a name, one candidate per type with its sum of evidence.
//!
//! All types are weighed together, because evidence for one is evidence against the others: `spans` proposes, `inside`
//! and `around` collect features, `weights` counts them. Choosing is stage 5's work.

mod after;
mod around;
mod before;
mod brackets;
mod elsewhere;
mod endings;
mod events;
mod feature_set;
mod features;
mod handles;
mod heads;
mod initials;
mod inside;
mod neighbours;
mod pieces;
mod recased;
mod spans;
mod sport;
mod titles;
mod versions;
mod weights;

use newsgraph_lexicon::{ClassId, Lexicon, Pos, Shape};
use smallvec::SmallVec;

use self::around::AroundWords;
use self::elsewhere::{Elsewhere, ElsewhereWords};
use self::endings::Endings;
use self::events::EventWords;
use self::feature_set::Features;
use self::features::Feature;
use self::handles::Handle;
use self::heads::Heads;
use self::inside::{InsideWords, LIKELY};
use self::spans::{BorderWords, Run};
use self::weights::{KINDS, Weights};
use crate::error::RuleMistake;
use crate::rules::RuleFiles;
use crate::tag::scan::{Hit, Scan, readings};
use crate::types::{Candidate, EntityType, Page, Sentence, Span};

/// Candidates below this sum (thousandths) are not worth keeping: nothing later adds as much.
const HOPELESS: i32 = -4300;

/// Finds and weighs names.
pub(super) struct NameTagger {
    borders: BorderWords,
    inside: InsideWords,
    around: AroundWords,
    events: EventWords,
    elsewhere: ElsewhereWords,
    weights: Weights,
    heads: Heads,
    malware: Option<ClassId>,
    prize: Option<ClassId>,
}

impl NameTagger {
    pub(super) fn new(lexicon: &Lexicon<'_>, rules: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        Ok(NameTagger {
            borders: BorderWords::new(lexicon),
            inside: InsideWords::new(lexicon, Endings::load(rules)?),
            around: AroundWords::new(lexicon),
            events: EventWords::new(lexicon),
            elsewhere: ElsewhereWords::new(lexicon),
            weights: Weights::load(rules)?,
            heads: Heads::load(rules)?,
            malware: lexicon.class("malware-noun"),
            prize: lexicon.class("prize-noun"),
        })
    }

    /// Name of a weight of [`Evidence`].
    pub(super) fn weight_name(&self, weight: u16) -> &str {
        self.weights.name(weight)
    }

    /// Appends the candidates of a page; their evidence is listed only where someone will read it.
    pub(super) fn tag(&self, page: &Page<'_>, scan: &Scan, explained: bool, out: &mut Vec<Candidate>) {
        self.each_span(page, scan, |sentence, span, features, handle| {
            let sums = self.weights.sums(features);
            let stop = u32::from(self.ends_sentence(page, sentence, span));
            for (column, score) in sums.into_iter().enumerate().filter(|(_, score)| *score > HOPELESS) {
                let mut candidate = candidate(page, scan, sentence, span, column, score, handle);
                candidate.span.end -= stop;
                if candidate.subtype.is_empty() {
                    candidate.subtype = self.subtype(page, sentence, span, candidate.kind, features).into();
                }
                if explained {
                    candidate.evidence = self.weights.evidence(features, column).collect();
                }
                out.push(candidate);
            }
        });
    }

    /// "a filing with the SEC.": the stop of an abbreviation that the name is none of ends the sentence, "Arvex Inc." has its own.
    fn ends_sentence(&self, page: &Page<'_>, sentence: &Sentence, span: Span) -> bool {
        if span.end != sentence.tokens.end {
            return false;
        }
        let at = span.end as usize - 1;
        let last = &page.tokens()[at];
        let suffix = [self.borders.legal_suffix, self.borders.generation];
        let own = || suffix.iter().flatten().any(|class| page.record(at).is_in(*class));
        let stop = last.shape.has(Shape::FINAL_STOP) && !last.shape.has(Shape::ONE_LETTER);
        stop && !own() && page.word(at).matches('.').count() == 1
    }

    /// What the words in and beside a name say of its kind: the body that its head calls it; malware; a prize ("Vel Prize"),
    /// which does not take place as the "2016 Vel Awards" do; the edition of what comes again ("1998 World Cup").
    fn subtype(&self, page: &Page<'_>, sentence: &Sentence, span: Span, kind: EntityType, features: Features) -> &str {
        let last = &page.tokens()[span.end as usize - 1];
        let capital = last.is_capitalised() || last.shape.has(Shape::NUMBER);
        let prize = || self.prize.is_some_and(|class| page.record(span.end as usize - 1).is_in(class));
        match kind {
            EntityType::Organisation => self.heads.subtype(page, span),
            EntityType::Product if self.is_malware(page, sentence, span) => "malware",
            EntityType::Event if features.has(Feature::PrizeFor) => "prize",
            EntityType::Event if features.has(Feature::YearEvent) && capital => "edition",
            EntityType::Event if !features.has(Feature::YearFirst) && prize() => "prize",
            _ => "",
        }
    }

    /// A word for malware is the last of the span or stands right before or after it: "the Redtide ransomware".
    fn is_malware(&self, page: &Page<'_>, sentence: &Sentence, span: Span) -> bool {
        let near = [span.start.checked_sub(1), Some(span.end - 1), Some(span.end)].into_iter().flatten();
        let mut words = near.filter(|token| sentence.tokens.holds(*token));
        self.malware.is_some_and(|class| words.any(|token| page.record(token as usize).is_in(class)))
    }

    /// Tokens and features of every span that is weighed, for fitting the weights.
    pub(super) fn features(&self, page: &Page<'_>, scan: &Scan) -> Vec<(Span, Vec<&'static str>)> {
        let mut all = Vec::new();
        self.each_span(page, scan, |_, span, features, _| {
            all.push((span, features.iter().map(weights::name).collect()))
        });
        all
    }

    fn each_span(
        &self,
        page: &Page<'_>,
        scan: &Scan,
        mut each: impl FnMut(&Sentence, Span, Features, Option<&Handle>),
    ) {
        let sentences = &page.split.sentences;
        let runs: Vec<Vec<Run>> = sentences.iter().map(|sentence| spans::runs(page, &self.borders, sentence)).collect();
        let elsewhere = Elsewhere::new(page, &self.elsewhere, &runs);
        let handles = handles::handles(page, &runs);
        let mut proposed = Vec::new();
        for (sentence, runs) in sentences.iter().zip(&runs) {
            spans::spans(page, scan, &self.borders, sentence, runs, &mut proposed);
            spans::listed(page, &self.borders, runs, &mut proposed);
            titles::titles(page, scan, &self.borders, sentence, &mut proposed);
            events::events(page, &self.events, sentence, &mut proposed);
            events::dated(page, &self.events, sentence, &mut proposed);
            events::numbered(page, &self.events, sentence, &mut proposed);
            initials::initials(page, sentence, &mut proposed);
            if sentence.headline {
                body_names(page, &elsewhere, runs, &mut proposed);
            }
            let recased = recased::recased(page, &elsewhere, sentence, runs);
            proposed.extend_from_slice(&recased);
            let sources: SmallVec<[_; 1]> =
                runs.iter().filter_map(|run| spans::source_line(page, scan, &self.borders, sentence, run)).collect();
            for source in &sources {
                proposed.extend([source.place, source.outlet]);
            }
            // "London's" of "London's Hospital" is no name
            let known = |run: &&Run| scan.hits_at(run.tokens.start as usize).iter().any(|hit| hit.tokens == run.tokens);
            let owned: SmallVec<[Span; 1]> = runs
                .iter()
                .filter(|run| !known(run))
                .filter_map(|run| elsewhere.with_possessive(page, sentence, run))
                .collect();
            proposed.extend_from_slice(&owned);
            handles::propose(&handles, sentence, &mut proposed);
            let with_version = |run: &Run| versions::version(page, scan, &self.inside, sentence, run);
            let versions: SmallVec<[Span; 2]> = runs.iter().filter_map(with_version).collect();
            proposed.extend_from_slice(&versions);
            proposed.sort_unstable();
            proposed.dedup();
            proposed.retain(|span| !spans::has_party_letter(page, scan, &self.borders, *span));
            proposed.retain(|span| !self.inside_person(page, scan, sentence, *span));
            let (table, result) = (is_table(page, sentence), is_result(page, sentence));
            for span in &proposed {
                let mut features = Features::default();
                features.set(Feature::Bias);
                let handle = handles::at(&handles, *span);
                if !handle.is_some_and(|handle| handle.inside(page, &self.inside, &mut features)) {
                    inside::inside(page, scan, &self.inside, sentence, *span, &mut features);
                }
                around::around(page, scan, &self.around, sentence, *span, &mut features);
                elsewhere.features(page, sentence, *span, &mut features);
                features.set_if(Feature::Table, table);
                features.set_if(Feature::Version, versions.contains(span));
                features.set_if(Feature::PossessiveOfLonger, owned.contains(span));
                features.set_if(Feature::SourceLine, sources.iter().any(|source| source.outlet == *span));
                features.set_if(Feature::Dateline, sources.iter().any(|source| source.place == *span));
                if result {
                    features.set_if(Feature::Sport, !features.has(Feature::SportAlone));
                }
                let titled = features.has(Feature::TitleRunBefore);
                let is_whole = |run: &Run| run.tokens == *span || titled && run.tokens.end == span.end;
                let cut = recased.iter().any(|name| name.contains(*span) && name != span);
                let whole = !cut && runs.iter().any(is_whole) || recased.contains(span);
                let whole = whole && span.start != sentence.tokens.start;
                features.set_if(Feature::WholeRun, whole && !sentence.headline);
                // "Sony" of "Sony pictures", but not "British" of "British government"
                let demonym = features.has(Feature::NationalityKnown) || features.has(Feature::NationalityLikely);
                features.set_if(Feature::InsideKnown, cut && !demonym || inside_known(page, scan, sentence, *span));
                each(sentence, *span, features, handle);
            }
        }
    }

    /// "Le Pen" of "Marine Le Pen": part of a known person's full name, a title aside ("King" of "King Harald").
    fn inside_person(&self, page: &Page<'_>, scan: &Scan, sentence: &Sentence, span: Span) -> bool {
        let titles = [self.around.honorific, self.around.roles[1]];
        let titled = |token: u32| titles.iter().flatten().any(|class| page.record(token as usize).is_in(*class));
        let from = span.start.saturating_sub(5).max(sentence.tokens.start);
        (from..=span.start).flat_map(|token| scan.hits_at(token as usize)).any(|hit| {
            let known = hit.kind == EntityType::Person && hit.prior > SURE;
            known && hit.tokens != span && hit.tokens.contains(span) && !titled(hit.tokens.start)
        })
    }
}

/// A span as a candidate of the type of a column.
fn candidate(
    page: &Page<'_>,
    scan: &Scan,
    sentence: &Sentence,
    span: Span,
    column: usize,
    score: i32,
    handle: Option<&Handle>,
) -> Candidate {
    let kind = KINDS[column];
    let hits = scan.hits_at(span.start as usize).iter().filter(|hit| hit.tokens == span);
    let known = hits.flat_map(|hit| readings(page, *hit, sentence.headline));
    let mut senses = known.chain(handle.into_iter().flat_map(|handle| handle.senses(page)));
    let sense = senses.find(|sense| sense.kind == kind);
    let tokens = &page.tokens()[span.range()];
    Candidate {
        span: Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end),
        tokens: span,
        kind,
        subtype: sense.as_ref().map_or("", |s| s.subtype()).into(),
        score,
        evidence: SmallVec::new(),
        sense: sense.as_ref().map(|s| s.id),
        value: None,
        rule: if sense.is_some() { "gazetteer" } else { "name" }.into(),
    }
}

/// Prior (of 255) from which a known name is not cut in two by another.
const SURE: u8 = 150;

/// A longer name of the gazetteer holds the span, by more than an article, or the span cuts one in two.
fn inside_known(page: &Page<'_>, scan: &Scan, sentence: &Sentence, span: Span) -> bool {
    let from = span.start.saturating_sub(5).max(sentence.tokens.start);
    let article = |hit: Span| {
        hit.end == span.end && hit.start + 1 == span.start && page.record(hit.start as usize).can_be(Pos::DT)
    };
    let holds = (from..=span.start).flat_map(|token| scan.hits_at(token as usize)).any(|hit| {
        hit.tokens != span
            && hit.tokens.contains(span)
            && hit.prior > LIKELY
            && hit.kind != EntityType::Work
            && !article(hit.tokens)
    });
    // "Sona Vel" of "Sona Vel network", where "Vel Network" is known
    let small = |at: u32| page.tokens()[at as usize].shape.has(Shape::LOWER);
    let cut = |hit: &Hit| hit.tokens.end == span.end + 1 && hit.tokens.len() > 1 && hit.prior > SURE && small(span.end);
    let inner = span.start + 1..span.end;
    holds || inner.flat_map(|token| scan.hits_at(token as usize)).any(cut)
}

/// Names of the body in a headline, where capitals say nothing.
fn body_names(page: &Page<'_>, elsewhere: &Elsewhere, runs: &[Run], proposed: &mut Vec<Span>) {
    for run in runs {
        for start in run.tokens.start..run.tokens.end {
            let ends = start + 1..=run.tokens.end.min(start + 5);
            proposed.extend(ends.map(|end| Span::new(start, end)).filter(|span| elsewhere.is_run(page, *span)));
        }
    }
}

/// "Vel United 2 Ostra 1 (halftime 1-1)", "Vel 2 Ostra 1; Tavel 0 Holt 3": two sides, each with its score.
fn is_result(page: &Page<'_>, sentence: &Sentence) -> bool {
    const LONGEST_SIDE: usize = 5;
    let tokens = &page.tokens()[sentence.tokens.range()];
    let side = |from: usize| {
        let words = tokens[from..].iter().take_while(|t| t.is_capitalised() || t.shape.has(Shape::JOINER)).count();
        let score = tokens.get(from + words).filter(|t| t.shape.has(Shape::NUMBER) && t.span.len() <= 3);
        (1..=LONGEST_SIDE).contains(&words).then_some(())?;
        score.map(|_| from + words + 1)
    };
    // "Vel 2, Ostra 1"
    let all = || side(0).filter(|at| tokens.get(*at).is_some_and(|t| t.text(page.text()) == ","));
    let all = || all().and_then(|at| side(at + 1)).is_some_and(|at| at + 1 >= tokens.len());
    let stops = |at: usize| tokens.get(at).is_none_or(|t| t.is_punctuation() && !t.shape.has(Shape::JOINER));
    let begins = |at: &usize| *at == 0 || stops(*at - 1);
    all() || (0..tokens.len()).filter(begins).any(|start| side(start).and_then(side).is_some_and(stops))
}

/// A third or more of the line are numbers: results, standings, prices.
fn is_table(page: &Page<'_>, sentence: &Sentence) -> bool {
    let tokens = &page.tokens()[sentence.tokens.range()];
    let numbers = tokens.iter().filter(|t| t.shape.has(Shape::NUMBER)).count();
    let words = tokens.iter().filter(|t| t.shape.has(Shape::LETTER)).count();
    numbers > 0 && numbers * 2 >= words
}
