//! Stage 6 of 8, parts of speech of words of closed classes: determiners, pronouns, prepositions, conjunctions, modals. See
//! [`pos`](super::pos).

use newsgraph_lexicon::{Lexicon, Pos, PosSet, Shape};

use crate::relate::grammar::Bits;
use crate::relate::pos::{CLOSED, noun_like, starts_group};
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// Readings of open classes.
const OPEN: PosSet = PosSet(PosSet::NOUN.0 | PosSet::VERB.0 | PosSet::ADJECTIVE.0 | PosSet::ADVERB.0);

/// The tag of a word that may be of a closed class, `None` when it stands as one of an open class.
pub(super) fn closed_class(units: &[Unit], at: usize, tag: Option<Pos>, lexicon: &Lexicon<'_>) -> Option<Pos> {
    let unit = &units[at];
    let set = unit.set;
    let next = units.get(at + 1);
    let next_set = next.map_or(PosSet::default(), |n| n.set);
    let weight = lexicon.record(unit.word).weight;
    if set.has(Pos::TO) {
        return Some(Pos::TO);
    }
    if set.has(Pos::MD) {
        let verb_ahead = next.is_some_and(|n| {
            n.set.has(Pos::VB) || n.set.meets(PosSet::ADVERB) || n.set.has(Pos::PRP) || n.bits.any(Bits::NEGATOR)
        });
        if at > 0
            && unit.shape.has(Shape::UPPER_FIRST)
            && units[at - 1].mark == Mark::None
            && units[at - 1].shape.has(Shape::LOWER)
        {
            return Some(Pos::NNP);
        }
        return (verb_ahead || !set.meets(PosSet::NOUN)).then_some(Pos::MD);
    }
    if set.has(Pos::WDT) && set.has(Pos::IN) {
        return Some(that(units, at, tag, next, lexicon));
    }
    if set.has(Pos::PRPS) && set.has(Pos::PRP) {
        let possesses = next.is_some_and(|n| {
            n.kind.is_some_and(|k| k.is_named())
                || n.set.is_empty() && n.mark == Mark::None && n.kind.is_none()
                || n.set.meets(PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0)) && !n.set.meets(CLOSED)
        });
        // "her second album", "her 2019 album", but "paid her two million"
        let counts = |n: &Unit| match n.kind {
            // "her 12th album"
            Some(EntityType::Figure) => {
                let ordinal = n.shape.has(Shape::DIGIT) && n.shape.has(Shape::LETTER);
                ordinal || lexicon.record(n.word).can_be(Pos::JJ)
            }
            kind => kind == Some(EntityType::Date),
        };
        let noun = |n: &Unit| n.set.meets(PosSet::NOUN) && !n.set.meets(CLOSED);
        let possesses = possesses || next.is_some_and(counts) && units.get(at + 2).is_some_and(noun);
        return Some(if possesses { Pos::PRPS } else { Pos::PRP });
    }
    if set.has(Pos::EX) {
        let is = |n: &Unit| n.verb_bits.any(Bits::BE) || n.set.has(Pos::MD);
        let be = next.is_some_and(is) || next_set.meets(PosSet::ADVERB) && units.get(at + 2).is_some_and(is);
        return Some(if be { Pos::EX } else { Pos::RB });
    }
    for pos in [Pos::WP, Pos::WDT, Pos::WPS, Pos::WRB, Pos::PRPS] {
        if set.has(pos) {
            return Some(pos);
        }
    }
    if set.has(Pos::CD) {
        return Some(Pos::CD);
    }
    if set.has(Pos::PRP) {
        // "a coal mine"
        let noun = set.has(Pos::NN) && tag.is_some_and(Pos::is_noun) && at > 0 && units[at - 1].mention.is_none();
        return if noun { None } else { Some(Pos::PRP) };
    }
    if set.has(Pos::DT) {
        if unit.bits.any(Bits::ALL_OF) && floats(units, at) {
            return Some(Pos::RB);
        }
        return Some(if set.has(Pos::PDT) && next_set.has(Pos::DT) { Pos::PDT } else { Pos::DT });
    }
    if set.has(Pos::CC) && !set.has(Pos::IN) {
        return Some(Pos::CC);
    }
    if set.has(Pos::IN) || set.has(Pos::RP) {
        let verb_before = tag.is_some_and(Pos::is_verb);
        let open = set.0 & OPEN.0 & !PosSet::ADVERB.0;
        // "like", "near", "past": a verb or adjective only where a preposition cannot stand
        if open != 0 && PosSet(open).meets(PosSet::VERB) && matches!(tag, Some(Pos::TO | Pos::MD | Pos::PRP)) {
            return None;
        }
        if PosSet(open).meets(PosSet::VERB) && weight[1] > 9 && !next.is_some_and(starts_group) {
            return None;
        }
        // starred in "Salt Road"
        let next = next.and_then(|n| if n.mark == Mark::Quote { units.get(at + 2) } else { Some(n) });
        let group_ahead = next.is_some_and(|n| starts_group(n) || noun_like(n) || n.set.meets(PosSet::ADJECTIVE));
        if set.has(Pos::RP) && verb_before && (!group_ahead || !set.has(Pos::IN)) {
            return Some(Pos::RP);
        }
        // "in nearby Vel"
        let described =
            set.has(Pos::JJ) && !set.has(Pos::RP) && next.is_some_and(|n| n.kind.is_some_and(EntityType::is_named));
        if described && at > 0 && matches!(units[at - 1].tag, Pos::IN | Pos::TO) {
            return Some(Pos::JJ);
        }
        // ", once head of Acme": no subject of a clause
        let office = next.is_some_and(|n| n.role || n.kind == Some(EntityType::Role));
        if unit.bits.any(Bits::FORMERLY) && office && at > 0 && units[at - 1].mark == Mark::Comma {
            return Some(Pos::RB);
        }
        if set.has(Pos::IN) {
            let adverb =
                set.meets(PosSet::ADVERB) && !group_ahead && !next_set.meets(PosSet(PosSet::VERB.0 | CLOSED.0));
            return Some(if adverb { Pos::RB } else { Pos::IN });
        }
        return Some(if verb_before { Pos::RP } else { Pos::RB });
    }
    if set.has(Pos::PDT) {
        return None;
    }
    None
}

/// "have **both** said", "A and B **both** said", "firms that **all** had": of the subject before, and no group of its own.
fn floats(units: &[Unit], at: usize) -> bool {
    let (Some(before), Some(next)) = (units[..at].last(), units.get(at + 1)) else { return false };
    if next.mention.is_some() || next.set.meets(PosSet::NOUN) {
        return false;
    }
    let auxiliary = before.verb_bits.any(Bits::HAVE | Bits::BE) && before.tag.is_verb();
    if auxiliary && next.set.has(Pos::VBN) {
        return true;
    }
    let joined = at.checked_sub(2).is_some_and(|n| units[n].bits.any(Bits::AND));
    let several = before.tag.is_noun() && (joined || before.tag == Pos::NNS) || before.tag == Pos::WP;
    several && next.set.meets(PosSet(Pos::VBD.bit() | Pos::MD.bit()))
}

/// "that": who did it, which one, or what was said.
fn that(units: &[Unit], at: usize, tag: Option<Pos>, next: Option<&Unit>, lexicon: &Lexicon<'_>) -> Pos {
    let Some(next) = next else { return Pos::DT };
    let before = units[..at].last();
    let verb_ahead = next.kind.is_none()
        && (next.set.has(Pos::MD)
            || next.set.meets(PosSet(Pos::VBD.bit() | Pos::VBZ.bit())) && !next.set.has(Pos::NNS)
            || next.set.within(PosSet::ADVERB)
            || is_adverb_of(units, at + 1, lexicon));
    // "a group that calls itself X": no group begins right after a noun
    let acts = next.kind.is_none()
        && next.set.has(Pos::VBZ)
        && units.get(at + 2).is_some_and(|u| {
            u.mark == Mark::None && u.set.meets(PosSet(Pos::DT.bit() | Pos::PRPS.bit() | Pos::PRP.bit()))
        });
    let clause_noun = before.is_some_and(|b| b.noun_bits.any(Bits::CLAUSE_NOUN));
    let gerund = |b: &Unit| b.tag == Pos::VBG && b.set.has(Pos::NN);
    let noun_before = before.is_some_and(|b| b.kind.is_some() || b.tag.is_noun() || gerund(b));
    if noun_before && (verb_ahead || acts && !clause_noun) {
        return Pos::WDT;
    }
    if noun_before && !clause_noun && next.set.meets(PosSet::VERB) && !noun_like(next) {
        return Pos::WDT;
    }
    if tag.is_some_and(|t| t.is_verb() || t.is_noun() || t.is_adjective() || t == Pos::CC) || noun_before {
        return Pos::IN;
    }
    if matches!(tag, Some(Pos::IN)) || tag.is_none() {
        return Pos::DT;
    }
    let singular = next.set.has(Pos::NN) && next.kind.is_none();
    if before.is_some_and(|b| b.mark != Mark::None) && singular { Pos::DT } else { Pos::IN }
}

/// "still contain": a word that is mostly an adverb, before a verb.
pub(super) fn is_adverb_of(units: &[Unit], at: usize, lexicon: &Lexicon<'_>) -> bool {
    let weight = lexicon.record(units[at].word).weight;
    let most = weight[3] > weight[0].max(weight[1]).max(weight[2]) + 1;
    let next = units.get(at + 1).filter(|n| n.kind.is_none());
    let verb = next.is_some_and(|n| n.set.within(PosSet::VERB) && !n.set.is_empty());
    // "Lena Varga still lives in Vel", not "the still lives"
    let subject = at > 0 && (units[at - 1].mark == Mark::Comma || units[at - 1].tag.is_noun());
    let acts = || subject && next.is_some_and(|n| n.set.meets(PosSet(Pos::VBZ.bit() | Pos::VB.bit())));
    most && units[at].set.meets(PosSet::ADVERB) && (verb || acts())
}
