//! Stage 6 of 8, parts of speech. In: units with the readings the lexicon allows. Out: the same, each with one tag.
//!
//! One pass from left to right chooses by the tags before and the readings after; a second one turns past tenses that
//! cannot be finite into participles. Weights are those of the lexicon (a sense-tagged corpus and news counts).

use newsgraph_lexicon::{Lexicon, Pos, PosSet, Shape};

use crate::relate::grammar::Bits;
use crate::relate::participles::is_participle;
use crate::relate::pos_closed::closed_class;
use crate::relate::pos_open::open_class;
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// Readings of closed classes.
pub(super) const CLOSED: PosSet = PosSet::CLOSED.and(Pos::RP);
/// Most units in brackets between a subject and its verb.
const LONGEST_BRACKET: usize = 12;
/// Readings that begin a noun group whatever follows.
const GROUP_START: PosSet = PosSet(Pos::DT.bit() | Pos::PRPS.bit() | Pos::PRP.bit() | Pos::PDT.bit() | Pos::CD.bit());

/// Tags all units of a sentence.
pub(super) fn tag(units: &mut [Unit], text: &str, tokens: &[crate::types::Token], lexicon: &Lexicon<'_>) {
    for at in 0..units.len() {
        if units[at].mention.is_some() {
            continue;
        }
        let tag = if units[at].mark != Mark::None { Pos::PUNCT } else { choose(units, at, text, tokens, lexicon) };
        units[at].tag = tag;
    }
    for at in 0..units.len() {
        if is_based_compound(units, at) {
            units[at].tag = Pos::JJ;
        }
        if units[at].tag == Pos::VBD && units[at].set.has(Pos::VBN) && is_participle(units, at) {
            units[at].tag = Pos::VBN;
        }
    }
}

/// "a Vel based firm": the hyphen is missing.
fn is_based_compound(units: &[Unit], at: usize) -> bool {
    let place = at > 0 && units[at - 1].kind == Some(EntityType::Place);
    place && units[at].bits.any(Bits::BASED) && units.get(at + 1).is_some_and(|n| n.tag.is_noun())
}

/// The last unit before `at` that is no adverb, within the sentence; what stands in brackets is skipped.
pub(super) fn before(units: &[Unit], at: usize) -> Option<usize> {
    let mut last = (0..at).rev().find(|n| !units[*n].tag.is_adverb())?;
    if units[last].mark == Mark::Close {
        let open = (last.saturating_sub(LONGEST_BRACKET)..last).rev().find(|n| units[*n].mark == Mark::Open)?;
        last = open.checked_sub(1)?;
    }
    Some(last)
}

fn choose(units: &[Unit], at: usize, text: &str, tokens: &[crate::types::Token], lexicon: &Lexicon<'_>) -> Pos {
    let unit = &units[at];
    let set = unit.set;
    let previous = before(units, at);
    let tag = previous.map(|n| units[n].tag);
    let next = units.get(at + 1);
    let as_verb = unit.bits.any(Bits::VERB_PREFIX) && set.meets(PosSet::VERB) && !before_noun(next);
    if unit.tokens.len() > 1 && !as_verb {
        return compound(unit, (tag, next), tokens, lexicon);
    }
    if unit.shape.has(Shape::POSSESSIVE) {
        return possessive(tag, next, set);
    }
    // "Rev. Lena Varga", not a form of "rev"
    let titled = next.is_some_and(|n| n.kind == Some(EntityType::Person));
    if titled && unit.shape.has(Shape::FINAL_STOP) && unit.shape.has(Shape::UPPER_FIRST) {
        return Pos::NN;
    }
    if set.is_empty() {
        return unknown(unit, text, tokens);
    }
    // "U.S." and "IT" fold to pronouns
    if set.has(Pos::PRP) && unit.shape.has(Shape::ALL_UPPER) && !unit.shape.has(Shape::ONE_LETTER) {
        return Pos::NNP;
    }
    // "the 2014 attacks"
    let dated =
        previous.is_some_and(|n| units[n].kind == Some(EntityType::Date) && n > 0 && units[n - 1].tag == Pos::DT);
    let nominal_before = (dated
        || matches!(tag, Some(Pos::DT | Pos::PRPS | Pos::POS | Pos::JJ | Pos::JJS | Pos::JJR | Pos::CD)))
        && previous.is_some_and(|n| n + 1 == at);
    if set.meets(CLOSED)
        && !(nominal_before && set.meets(PosSet::NOUN) && !set.has(Pos::CD))
        && let Some(closed) = closed_class(units, at, tag, lexicon)
    {
        return closed;
    }
    open_class(units, at, tag, nominal_before, lexicon)
}

/// "state-backed": an adjective by its last part; "cyber-attack": a noun.
fn compound(
    unit: &Unit,
    (tag, next): (Option<Pos>, Option<&Unit>),
    tokens: &[crate::types::Token],
    lexicon: &Lexicon<'_>,
) -> Pos {
    let first = &tokens[unit.tokens.start as usize];
    if unit.bits.any(Bits::AND) {
        return Pos::CC;
    }
    if first.shape.has(Shape::JOINER) {
        return Pos::JJ;
    }
    let last = lexicon.record(tokens[unit.tokens.end as usize - 1].word).pos_set();
    if unit.set.has(Pos::IN) && !tokens[unit.tokens.start as usize + 1].shape.has(Shape::JOINER) {
        return Pos::IN;
    }
    let before_noun = before_noun(next) || next.is_some_and(|n| n.kind.is_some());
    let hyphenated = tokens[unit.tokens.start as usize + 1].shape.has(Shape::JOINER);
    if hyphenated
        && (first.shape.has(Shape::DIGIT) || last.has(Pos::VBN) || last.has(Pos::VBG) || last.within(PosSet::ADJECTIVE))
        && (before_noun || !last.meets(PosSet::NOUN))
    {
        return Pos::JJ;
    }
    // "on board the ship", "the people on board"
    if !hyphenated && !unit.role && !last.meets(CLOSED) {
        return if next.is_some_and(starts_group) { Pos::IN } else { Pos::RB };
    }
    // "according to", "in front of", "met head-on", but "a start-up", "the payments start-up Arvex"
    let governed = matches!(tag, Some(Pos::DT | Pos::PRPS | Pos::POS | Pos::JJ | Pos::NN));
    let noun = hyphenated && !last.has(Pos::TO) && (before_noun || governed);
    let phrase = !noun && (last.has(Pos::IN) || last.has(Pos::TO));
    match (phrase, last.has(Pos::NNS)) {
        (true, _) => Pos::IN,
        (false, true) => Pos::NNS,
        (false, false) => Pos::NN,
    }
}

/// True before a word that may be a noun: "his co-opted friends".
fn before_noun(next: Option<&Unit>) -> bool {
    next.is_some_and(|n| n.mark == Mark::None && n.kind.is_none() && n.set.meets(PosSet::NOUN))
}

fn possessive(tag: Option<Pos>, next: Option<&Unit>, set: PosSet) -> Pos {
    let next_set = next.map_or(PosSet::default(), |n| n.set);
    match tag {
        Some(Pos::PRP | Pos::EX | Pos::WP | Pos::WRB) => Pos::VBZ,
        Some(_) if set.has(Pos::VBZ) && (next_set.has(Pos::DT) || next_set.within(PosSet::ADVERB)) => Pos::VBZ,
        _ => Pos::POS,
    }
}

fn unknown(unit: &Unit, text: &str, tokens: &[crate::types::Token]) -> Pos {
    if unit.shape.has(Shape::DIGIT) {
        return Pos::CD;
    }
    if unit.shape.has(Shape::UPPER_FIRST) {
        return Pos::NNP;
    }
    let word = tokens[unit.tokens.end as usize - 1].text(text);
    match word {
        w if w.ends_with("ing") && w.len() > 5 => Pos::VBG,
        w if w.ends_with("ed") && w.len() > 4 => Pos::VBD,
        w if w.ends_with("ly") && w.len() > 4 => Pos::RB,
        w if w.ends_with('s') && w.len() > 3 => Pos::NNS,
        _ => Pos::NN,
    }
}

/// True when a unit begins a noun group whatever follows.
pub(super) fn starts_group(unit: &Unit) -> bool {
    unit.kind.is_some() || unit.mark == Mark::None && unit.set.meets(GROUP_START)
}

/// True when a unit may be the head of a noun group.
pub(super) fn noun_like(unit: &Unit) -> bool {
    unit.kind.is_some() || unit.mark == Mark::None && (unit.set.meets(PosSet::NOUN) || unit.set.is_empty())
}
