//! Organs of states: "Austrian police", "the Iraqi government", "the government of Qatar", "Norway's foreign ministry". In: a
//! page and its [`Scan`]. Out: organisation candidates that cover the demonym or country and the noun; behind a possessive the
//! noun alone, because the place before it is a name of its own.

use newsgraph_lexicon::{ClassId, Lexicon, Shape, WordId};
use smallvec::SmallVec;

use crate::tag::scan::{Scan, readings};
use crate::types::{Candidate, EntityType, Page, Sentence, Span};

/// Sum such a name enters with, in thousandths: above the demonym alone, whose place it takes.
const SCORE: i32 = 7000;

/// Finds nouns of the class beside demonyms and countries.
pub(super) struct StateBodyTagger {
    class: Option<ClassId>,
    inside: Option<ClassId>,
    of: WordId,
    the: WordId,
}

impl StateBodyTagger {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        StateBodyTagger {
            class: lexicon.class("state-body"),
            inside: lexicon.class("before-in"),
            of: lexicon.word_of("of"),
            the: lexicon.word_of("the"),
        }
    }

    /// Appends the candidates of a page.
    pub(super) fn tag(&self, page: &Page<'_>, scan: &Scan, out: &mut Vec<Candidate>) {
        let Some(class) = self.class else { return };
        for sentence in page.split.sentences.iter().filter(|sentence| !sentence.headline) {
            let end = sentence.tokens.end as usize;
            for at in sentence.tokens.range() {
                if scan.hits_at(at).is_empty() {
                    continue;
                }
                // "the Iraq government", but not "in Iraq police said"
                let inside = at > sentence.tokens.start as usize
                    && self.inside.is_some_and(|class| page.record(at - 1).is_in(class));
                let country = || end_of(page, scan, sentence, at, EntityType::Place).filter(|_| !inside);
                let Some(after) = end_of(page, scan, sentence, at, EntityType::Nationality).or_else(country) else {
                    continue;
                };
                let length = if after < end { scan.class_at(page, after, class) } else { 0 };
                if length > 0 && after + length <= end && is_whole(page, sentence, after, length) {
                    out.push(candidate(page, at, after + length));
                }
            }
            // "Norway's foreign ministry", but not "Norway's police"
            for at in sentence.tokens.range().skip(1).filter(|at| is_owner(page, scan, sentence, *at)) {
                let length = if at + 1 < end { scan.class_at(page, at + 1, class) } else { 0 };
                if length > 1 && at + 1 + length <= end && is_whole(page, sentence, at + 1, length) {
                    out.push(candidate(page, at + 1, at + 1 + length));
                }
            }
            for at in sentence.tokens.range() {
                if page.record(at).is_in(class) && page.tokens().get(at + 1).is_some_and(|t| t.word == self.of) {
                    let article = usize::from(page.tokens().get(at + 2).is_some_and(|t| t.word == self.the));
                    let place = at + 2 + article;
                    if let Some(after) = end_of(page, scan, sentence, place, EntityType::Place) {
                        out.push(candidate(page, at, after));
                    }
                }
            }
        }
    }
}

/// The possessive of a place: its capital speaks for a state as its name does.
fn is_owner(page: &Page<'_>, scan: &Scan, sentence: &Sentence, at: usize) -> bool {
    const LONGEST: usize = 3;
    let from = at.saturating_sub(LONGEST).max(sentence.tokens.start as usize);
    let place = |start: usize| {
        scan.hits_at(start).iter().any(|hit| hit.kind == EntityType::Place && hit.tokens.end as usize == at)
    };
    page.tokens()[at].shape.has(Shape::POSSESSIVE) && (from..at).any(place)
}

/// The noun is in lower case and no part of a compound ("Iraqi police officers").
fn is_whole(page: &Page<'_>, sentence: &Sentence, at: usize, length: usize) -> bool {
    let lower = page.tokens()[at..at + length].iter().all(|t| !t.shape.has(Shape::UPPER_FIRST));
    let next = at + length;
    let Some(follows) = page.tokens().get(next).filter(|_| next < sentence.tokens.end as usize) else { return lower };
    let record = page.record(next);
    let noun = record.noun != 0 && record.weight[0] > record.weight[1] && follows.shape.has(Shape::LOWER);
    lower && !noun && !follows.shape.has(Shape::JOINER)
}

/// End of the longest name of that type that begins at `at` and has one clear reading.
fn end_of(page: &Page<'_>, scan: &Scan, sentence: &Sentence, at: usize, kind: EntityType) -> Option<usize> {
    let fits = |hit: &&crate::tag::scan::Hit| {
        readings(page, **hit, sentence.headline)
            .any(|sense| sense.kind == kind && (kind == EntityType::Nationality || sense.subtype() == "country"))
    };
    scan.hits_at(at).iter().rev().find(fits).map(|hit| hit.tokens.end as usize)
}

fn candidate(page: &Page<'_>, start: usize, end: usize) -> Candidate {
    let tokens = &page.tokens()[start..end];
    Candidate {
        span: Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end),
        tokens: Span::new(start as u32, end as u32),
        kind: EntityType::Organisation,
        subtype: "government".into(),
        score: SCORE,
        evidence: SmallVec::new(),
        sense: None,
        value: None,
        rule: "state-body".into(),
    }
}
