//! Who does what a verb before a pronoun says: "Lena Varga appointed **him**" is another than she, "Arvex said **it** would pay"
//! is Arvex. In: tokens and names. Out: the name that is the subject of the verb right before a pronoun.

use newsgraph_lexicon::{Pos, PosSet, Shape, WordId};

use super::nominals::NominalWords;
use crate::types::{EntityIndex, Mention, Page, Span};

/// Most auxiliaries and adverbs before a verb: "has since been".
const BEFORE_VERB: usize = 3;

/// What the verb before a pronoun says of who that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// "Lena Varga appointed him", "Arvex, which sold it in May": not who does it.
    ActsOnIt(EntityIndex),
    /// "Arvex said it would pay": mostly who says it.
    Tells(EntityIndex),
    /// "Arvex, which Corvid owns, said it would pay": mostly whom the sentence begins with.
    TellsAside,
}

/// Reads the verb right before a pronoun.
pub(super) fn before(page: &Page<'_>, words: &NominalWords, mentions: &[Mention], pronoun: Span) -> Option<Verb> {
    let at = pronoun.start as usize;
    let verb = at.checked_sub(1)?;
    let finite = PosSet(Pos::VBD.bit() | Pos::VBZ.bit() | Pos::MD.bit());
    let lower = |at: usize| page.tokens()[at].shape.has(Shape::LOWER);
    // "her lawyer" may be a lawyer of the same
    let owns = page.record(at).can_be(Pos::PRPS);
    if owns || !lower(verb) || page.record(verb).verb == 0 {
        return None;
    }
    let clause = page.tokens().get(at + 1).is_some_and(|_| page.record(at + 1).pos_set().meets(finite));
    let lemma = page.lexicon.record(WordId(page.record(verb).verb));
    let says = words.says.is_some_and(|class| lemma.is_in(class));
    if says != clause {
        return None;
    }
    let comma = page.word(verb.checked_sub(1)?) == ",";
    match doer(page, mentions, verb) {
        Some(doer) if says => Some(Verb::Tells(doer)),
        Some(doer) => Some(Verb::ActsOnIt(doer)),
        None => (says && comma).then_some(Verb::TellsAside),
    }
}

/// The name right before a verb, auxiliaries, adverbs and a relative pronoun aside.
fn doer(page: &Page<'_>, mentions: &[Mention], verb: usize) -> Option<EntityIndex> {
    let helps = |at: &usize| {
        let set = page.record(*at).pos_set();
        set.within(PosSet::ADVERB) || set.has(Pos::MD) || page.record(*at).verb != 0 && set.within(PosSet::VERB)
    };
    let mut end = verb;
    for _ in 0..BEFORE_VERB {
        end -= usize::from(end.checked_sub(1).filter(helps).is_some());
    }
    let relative = |at: &usize| page.record(*at).can_be(Pos::WDT) || page.record(*at).can_be(Pos::WP);
    if end.checked_sub(1).filter(relative).is_some() {
        end -= 1;
        end -= usize::from(end.checked_sub(1).is_some_and(|at| page.word(at) == ","));
    }
    let name = mentions[..mentions.partition_point(|m| (m.tokens.end as usize) <= end)].last();
    name.filter(|m| m.tokens.end as usize == end && m.kind.is_named()).map(|m| m.entity)
}
