//! The score of a match: "beat Vel City 3-1", "a 2-0 win over Lund", "6-4, 6-3". In: the two sides of an edge and the words that
//! tell it. Out: the words of the score.
//!
//! A score is two counts that mean something only between two sides, so it is no figure of its own: relations that ask for
//! it (`scores = true`) keep it as a qualifier.

use newsgraph_lexicon::Shape;

use crate::relate::predicates::Draft;
use crate::relate::sentence::SentenceView;
use crate::relate::unit::{Mark, Unit};
use crate::types::{Extraction, MentionIndex, Span};

/// The score told with an edge: right after the side that is named last, else in the words that tell it or after them.
pub(super) fn told(view: &SentenceView<'_>, extraction: &Extraction, draft: &Draft) -> Option<Span> {
    let ends = |side: MentionIndex| {
        let tokens = extraction.mentions[side.0 as usize].tokens;
        Some((view.unit_at(tokens.start as usize)?, view.unit_at(tokens.end as usize - 1)? + 1))
    };
    let last = ends(draft.subject)?.max(ends(draft.object)?);
    let trigger = view.units.iter().position(|unit| start(view, unit) >= draft.trigger.start)?;
    let group = draft.noun.map(|noun| usize::from(view.groups.nouns[usize::from(noun)].first));
    let mut before = group.unwrap_or(trigger).min(trigger)..last.0;
    let first = Some(last.1).filter(|at| is_score(view, *at)).or_else(|| {
        let own = |at: &usize| is_score(view, *at) && (*at == 0 || view.units[at - 1].mention.is_none());
        before.find(own)
    })?;
    let mut end = first + 1;
    loop {
        let next = end + usize::from(view.units.get(end).is_some_and(|unit| unit.mark == Mark::Comma));
        if !is_score(view, next) {
            return Some(view.span(first..end));
        }
        end = next + 1;
    }
}

/// Byte at which a unit begins.
fn start(view: &SentenceView<'_>, unit: &Unit) -> u32 {
    view.page.tokens()[unit.tokens.start as usize].span.start
}

/// Whether a unit is a score: two numbers that the cutting into units made one word.
pub(super) fn is_score(view: &SentenceView<'_>, at: usize) -> bool {
    let Some(unit) = view.units.get(at) else { return false };
    let number = |n: u32| view.page.tokens()[n as usize].shape.has(Shape::NUMBER);
    unit.tokens.len() == 3 && unit.mention.is_none() && number(unit.tokens.start) && number(unit.tokens.end - 1)
}
