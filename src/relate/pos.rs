//! Stage 6 of 8, parts of speech. In: units with the readings the lexicon allows. Out: the same, each with one tag.
//!
//! One pass from left to right chooses by the tags before and the readings after; a second one turns past tenses that
//! cannot be finite into participles. Weights are those of the lexicon (a sense-tagged corpus and news counts).

use newsgraph_lexicon::{Lexicon, Pos, PosSet, Shape};

use crate::relate::grammar::Bits;
use crate::relate::participles::is_participle;
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

const CLOSED: PosSet = PosSet(
    Pos::DT.bit()
        | Pos::PDT.bit()
        | Pos::PRP.bit()
        | Pos::PRPS.bit()
        | Pos::IN.bit()
        | Pos::CC.bit()
        | Pos::MD.bit()
        | Pos::TO.bit()
        | Pos::WDT.bit()
        | Pos::WP.bit()
        | Pos::WPS.bit()
        | Pos::WRB.bit()
        | Pos::EX.bit()
        | Pos::RP.bit(),
);
/// Most units in brackets between a subject and its verb.
const LONGEST_BRACKET: usize = 12;
const OPEN: PosSet = PosSet(PosSet::NOUN.0 | PosSet::VERB.0 | PosSet::ADJECTIVE.0 | PosSet::ADVERB.0);
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
        if units[at].tag == Pos::VBD && units[at].set.has(Pos::VBN) && is_participle(units, at) {
            units[at].tag = Pos::VBN;
        }
    }
}

/// The last unit before `at` that is no adverb, within the sentence; what stands in brackets is skipped.
fn before(units: &[Unit], at: usize) -> Option<usize> {
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
    if unit.tokens.len() > 1 {
        return compound(unit, next, tokens, lexicon);
    }
    if unit.shape.has(Shape::POSSESSIVE) {
        return possessive(tag, next, set);
    }
    if set.is_empty() {
        return unknown(unit, text, tokens);
    }
    // "U.S." and "IT" fold to pronouns
    if set.has(Pos::PRP) && unit.shape.has(Shape::ALL_UPPER) && !unit.shape.has(Shape::ONE_LETTER) {
        return Pos::NNP;
    }
    let nominal_before = matches!(tag, Some(Pos::DT | Pos::PRPS | Pos::POS | Pos::JJ | Pos::JJS | Pos::JJR | Pos::CD))
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
fn compound(unit: &Unit, next: Option<&Unit>, tokens: &[crate::types::Token], lexicon: &Lexicon<'_>) -> Pos {
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
    let before_noun = next.is_some_and(|n| n.mark == Mark::None && (n.set.meets(PosSet::NOUN) || n.kind.is_some()));
    let hyphenated = tokens[unit.tokens.start as usize + 1].shape.has(Shape::JOINER);
    if hyphenated
        && (first.shape.has(Shape::DIGIT) || last.has(Pos::VBN) || last.has(Pos::VBG) || last.within(PosSet::ADJECTIVE))
        && (before_noun || !last.meets(PosSet::NOUN))
    {
        return Pos::JJ;
    }
    let phrase = lexicon_is_preposition(last, unit);
    match (phrase, last.has(Pos::NNS)) {
        (true, _) => Pos::IN,
        (false, true) => Pos::NNS,
        (false, false) => Pos::NN,
    }
}

/// A phrase that ends in a preposition ("according to", "in front of").
fn lexicon_is_preposition(last: PosSet, unit: &Unit) -> bool {
    (last.has(Pos::IN) || last.has(Pos::TO)) && !unit.shape.has(Shape::JOINER)
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

fn starts_group(unit: &Unit) -> bool {
    unit.kind.is_some() || unit.mark == Mark::None && unit.set.meets(GROUP_START)
}

fn noun_like(unit: &Unit) -> bool {
    unit.kind.is_some() || unit.mark == Mark::None && (unit.set.meets(PosSet::NOUN) || unit.set.is_empty())
}

fn closed_class(units: &[Unit], at: usize, tag: Option<Pos>, lexicon: &Lexicon<'_>) -> Option<Pos> {
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
        return Some(that(units, at, tag, next));
    }
    if set.has(Pos::PRPS) && set.has(Pos::PRP) {
        let possesses = next.is_some_and(|n| {
            n.kind.is_some_and(|k| k.is_named())
                || n.set.meets(PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0)) && !n.set.meets(CLOSED)
        });
        return Some(if possesses { Pos::PRPS } else { Pos::PRP });
    }
    if set.has(Pos::EX) {
        let be = next.is_some_and(|n| n.verb_bits.any(Bits::BE) || n.set.has(Pos::MD));
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
        return Some(Pos::PRP);
    }
    if set.has(Pos::DT) {
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
        let group_ahead = next.is_some_and(|n| starts_group(n) || noun_like(n) || n.set.meets(PosSet::ADJECTIVE));
        if set.has(Pos::RP) && verb_before && (!group_ahead || !set.has(Pos::IN)) {
            return Some(Pos::RP);
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

/// "that": who did it, which one, or what was said.
fn that(units: &[Unit], at: usize, tag: Option<Pos>, next: Option<&Unit>) -> Pos {
    let Some(next) = next else { return Pos::DT };
    let before = units[..at].last();
    let verb_ahead = next.kind.is_none()
        && (next.set.has(Pos::MD)
            || next.set.meets(PosSet(Pos::VBD.bit() | Pos::VBZ.bit())) && !next.set.has(Pos::NNS)
            || next.set.within(PosSet::ADVERB));
    let clause_noun = before.is_some_and(|b| b.noun_bits.any(Bits::CLAUSE_NOUN));
    let gerund = |b: &Unit| b.tag == Pos::VBG && b.set.has(Pos::NN);
    let noun_before = before.is_some_and(|b| b.kind.is_some() || b.tag.is_noun() || gerund(b));
    if noun_before && verb_ahead {
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

/// The verb form a set allows, in the order of what is likeliest after a subject.
fn finite(set: PosSet) -> Option<Pos> {
    [Pos::VBD, Pos::VBZ, Pos::VB].into_iter().find(|p| set.has(*p))
}

fn noun(set: PosSet) -> Option<Pos> {
    [Pos::NN, Pos::NNS, Pos::NNP].into_iter().find(|p| set.has(*p))
}

fn adjective(set: PosSet) -> Option<Pos> {
    [Pos::JJ, Pos::JJR, Pos::JJS].into_iter().find(|p| set.has(*p))
}

fn adverb(set: PosSet) -> Option<Pos> {
    [Pos::RB, Pos::RBR, Pos::RBS].into_iter().find(|p| set.has(*p))
}

fn open_class(units: &[Unit], at: usize, tag: Option<Pos>, nominal_before: bool, lexicon: &Lexicon<'_>) -> Pos {
    let unit = &units[at];
    let set = unit.set;
    let next = units.get(at + 1);
    let weight = lexicon.record(unit.word).weight;
    let noun_ahead = next.is_some_and(|n| {
        n.kind.is_some_and(|k| k.is_named())
            || n.mark == Mark::None && n.set.meets(PosSet::NOUN) && !n.set.meets(CLOSED)
            || n.kind == Some(crate::types::EntityType::Role)
    });
    if nominal_before {
        // "the latest confirmed attack"
        let describes = next.is_some_and(|n| {
            n.mark == Mark::None && !n.set.meets(CLOSED) && (n.set.has(Pos::VBN) || n.set.within(PosSet::ADJECTIVE))
        });
        if describes
            && weight[2] >= weight[0]
            && let Some(pos) = adjective(set)
        {
            return pos;
        }
        if noun_ahead && !set.has(Pos::NN) {
            if let Some(pos) = adjective(set) {
                return pos;
            }
            if let Some(pos) = [Pos::VBN, Pos::VBG].into_iter().find(|p| set.has(*p)) {
                return pos;
            }
        }
        if noun_ahead
            && weight[2] > weight[0]
            && let Some(pos) = adjective(set)
        {
            return pos;
        }
        if let Some(pos) = noun(set) {
            return pos;
        }
        if let Some(pos) = adjective(set).or_else(|| adverb(set)) {
            return pos;
        }
    }
    let after_be = at > 0
        && before(units, at).is_some_and(|n| units[n].verb_bits.any(Bits::BE | Bits::GET) && units[n].tag.is_verb());
    let after_have = before(units, at).is_some_and(|n| units[n].verb_bits.any(Bits::HAVE) && units[n].tag.is_verb());
    let after_do = before(units, at).is_some_and(|n| units[n].verb_bits.any(Bits::DO) && units[n].tag.is_verb());
    if let Some(pos) = coordinated_verb(units, at, next.is_some_and(starts_group) || noun_ahead) {
        return pos;
    }
    match tag {
        Some(Pos::TO) if set.has(Pos::VB) => {
            let noun = set.meets(PosSet::NOUN) && weight[0] > weight[1] + 3;
            let describes = noun_ahead && set.meets(PosSet::ADJECTIVE) && weight[2] > weight[1] + 2;
            if !noun && !describes {
                return Pos::VB;
            }
        }
        Some(Pos::MD) if set.has(Pos::VB) => return Pos::VB,
        Some(_) if after_be && set.has(Pos::VBN) => {
            return if set.meets(PosSet::ADJECTIVE)
                && weight[2] > weight[1]
                && !next.is_some_and(|n| n.bits.any(Bits::BY) || n.set.has(Pos::IN) || n.set.has(Pos::TO))
            {
                Pos::JJ
            } else {
                Pos::VBN
            };
        }
        Some(_) if after_be && set.has(Pos::VBG) => return Pos::VBG,
        Some(_) if after_have && set.has(Pos::VBN) => return Pos::VBN,
        Some(_) if after_do && set.has(Pos::VB) && units[..at].last().is_some_and(|u| u.tag.is_adverb()) => {
            return Pos::VB;
        }
        Some(Pos::PRP | Pos::WP | Pos::WDT | Pos::EX) => {
            if let Some(pos) = finite(set) {
                return pos;
            }
        }
        _ => {}
    }
    if set.meets(PosSet::VERB) && set.meets(PosSet::NOUN) {
        return noun_or_verb(units, at, tag, next, weight, noun_ahead);
    }
    if set.meets(PosSet::VERB) && set.meets(PosSet::ADJECTIVE) {
        // "stolen data": a participle before a bare noun describes it, unless a subject stands before it
        let noun_before = tag.is_some_and(Pos::is_noun);
        if set.has(Pos::VBD) && noun_before {
            return Pos::VBD;
        }
        // "hacked the server and leaked several films": a second past tense after an object
        let after_object = tag == Some(Pos::CC) && at > 1 && units[at - 2].tag.is_noun();
        if set.has(Pos::VBD) && after_object && units[..at].iter().any(|u| u.tag == Pos::VBD) {
            return Pos::VBD;
        }
        // "an album of live recordings": no base form after a preposition
        let governed = tag == Some(Pos::IN) && previous_is_adjacent(units, at) && set.has(Pos::VB);
        if (weight[2] > weight[1] || governed && noun_ahead) && !noun_before {
            return adjective(set).unwrap_or(Pos::JJ);
        }
        let bare_noun_ahead = noun_ahead && !next.is_some_and(starts_group);
        let subject_may_stand = matches!(tag, Some(Pos::PUNCT | Pos::PRP));
        if bare_noun_ahead && !subject_may_stand && set.has(Pos::VBN) {
            return Pos::VBN;
        }
        return finite(set).or_else(|| [Pos::VBN, Pos::VBG].into_iter().find(|p| set.has(*p))).unwrap_or(Pos::JJ);
    }
    if set.meets(PosSet::VERB) {
        if let Some(pos) = finite(set) {
            // "stolen data was", "hacked accounts": no subject before it, a noun after it
            let bare_noun_ahead = noun_ahead && !next.is_some_and(starts_group);
            if set.has(Pos::VBN) && bare_noun_ahead && matches!(tag, None | Some(Pos::IN | Pos::CC)) {
                return Pos::VBN;
            }
            return pos;
        }
        // "after days of fighting."
        let nothing_ahead = next.is_none_or(|n| n.mark != Mark::None || n.set.has(Pos::WDT) || n.set.has(Pos::CC));
        if tag == Some(Pos::IN) && set.has(Pos::VBG) && nothing_ahead {
            return Pos::NN;
        }
        return [Pos::VBG, Pos::VBN].into_iter().find(|p| set.has(*p)).unwrap_or(Pos::VB);
    }
    if set.meets(PosSet::NOUN) && set.meets(PosSet::ADJECTIVE) {
        let after_noun = tag.is_some_and(|t| matches!(t, Pos::NN | Pos::NNS)) && previous_is_adjacent(units, at);
        let adjective_ahead = next.is_some_and(|n| n.set.within(PosSet::ADJECTIVE));
        if noun_ahead || adjective_ahead || (after_be || after_noun) && weight[2] > weight[0] {
            return adjective(set).unwrap_or(Pos::JJ);
        }
        return noun(set).unwrap_or(Pos::NN);
    }
    if set.meets(PosSet::ADJECTIVE) && set.meets(PosSet::ADVERB) {
        // "will then visit"
        let before_verb = tag == Some(Pos::MD) && next.is_some_and(|n| n.set.has(Pos::VB));
        let describes = (noun_ahead || after_be) && !before_verb;
        return if describes { adjective(set) } else { adverb(set) }.unwrap_or(Pos::RB);
    }
    noun(set).or_else(|| adjective(set)).or_else(|| adverb(set)).unwrap_or_else(|| first(set))
}

/// "to weaken and defeat the group", "killed and injured residents": the form of the verb right before the conjunction.
fn coordinated_verb(units: &[Unit], at: usize, object_ahead: bool) -> Option<Pos> {
    let [.., other, conjunction] = units.get(..at)? else { return None };
    let verb = other.tag.is_verb() && other.mention.is_none() && !other.verb_bits.any(Bits::BE | Bits::HAVE);
    let joined = conjunction.bits.any(Bits::AND) && verb && object_ahead;
    (joined && matches!(other.tag, Pos::VB | Pos::VBD | Pos::VBZ) && units[at].set.has(other.tag)).then_some(other.tag)
}

fn previous_is_adjacent(units: &[Unit], at: usize) -> bool {
    before(units, at).is_some_and(|n| n + 1 == at)
}

fn first(set: PosSet) -> Pos {
    [Pos::CD, Pos::DT, Pos::PDT, Pos::UH, Pos::CC, Pos::IN, Pos::RP, Pos::PRP, Pos::MD]
        .into_iter()
        .find(|p| set.has(*p))
        .unwrap_or(Pos::NN)
}

/// True when a clause has no other word that must be its verb; what stands before `at` is tagged.
fn only_verb(units: &[Unit], at: usize) -> bool {
    let ends = |u: &&Unit| u.mark == Mark::None && !u.set.has(Pos::WDT) && !u.set.has(Pos::WRB);
    let told = units[..at].iter().rev().take_while(ends).any(|u| matches!(u.tag, Pos::VBD | Pos::VBZ | Pos::MD));
    let must =
        |u: &Unit| u.kind.is_none() && (u.set.has(Pos::MD) || u.verb_bits.any(Bits::BE) || u.set.0 == Pos::VBD.bit());
    !told && !units[at + 1..].iter().take_while(ends).any(must)
}

fn noun_or_verb(
    units: &[Unit],
    at: usize,
    tag: Option<Pos>,
    next: Option<&Unit>,
    weight: [u8; 4],
    noun_ahead: bool,
) -> Pos {
    let set = units[at].set;
    let group_ahead = next.is_some_and(starts_group);
    let noun_before = tag.is_some_and(Pos::is_noun) || matches!(tag, Some(Pos::CD));
    let next_set = next.map_or(PosSet::default(), |n| n.set);
    let as_noun = noun(set).unwrap_or(Pos::NN);
    // "hackers attack the site", "Acme plans to": plural or name before, a group or "to" after
    if noun_before {
        if set.has(Pos::VBD) && (group_ahead || weight[1] + 1 >= weight[0]) {
            return Pos::VBD;
        }
        let opens = group_ahead || next_set.has(Pos::TO) || next_set.has(Pos::WDT);
        if set.has(Pos::VBZ) {
            let singular_before = tag != Some(Pos::NNS);
            // ", Acme reports."
            let closes = next.is_none_or(|n| n.mark != Mark::None);
            if tag == Some(Pos::NNP) && closes && units[at].verb_bits.any(Bits::CLAUSE_VERB) {
                return Pos::VBZ;
            }
            // "The film stars Lena Varga"
            let definite = at > 1 && units[at - 2].bits.any(Bits::DEFINITE);
            let names = definite && next.is_some_and(|n| n.kind == Some(EntityType::Person));
            // "the Norwegian companies Arvex and Bolton"
            let names_follow = !names && next.is_some_and(|n| n.kind.is_some_and(EntityType::is_named));
            if names_follow && weight[0] > weight[1] + 3 {
                return as_noun;
            }
            // "Lena Varga works for Arvex", "Arvex faces stiff competition"
            let acts = tag == Some(Pos::NNP)
                && units[at].shape.has(Shape::LOWER)
                && weight[1] + 3 >= weight[0]
                && (next_set.has(Pos::IN) || noun_ahead)
                && only_verb(units, at);
            return if singular_before && (names || acts || opens && weight[1] > 0 || weight[1] > weight[0] + 1) {
                Pos::VBZ
            } else {
                as_noun
            };
        }
        if set.has(Pos::VB) && !units[at].noun_bits.any(Bits::KIND_NOUN) {
            let plural_before = matches!(tag, Some(Pos::NNS | Pos::NNP));
            let adverb_ahead = next_set.within(PosSet::ADVERB);
            let verb = plural_before && tag == Some(Pos::NNS) && (opens || adverb_ahead && weight[1] > weight[0])
                || plural_before && opens && weight[1] > weight[0] + 2;
            return if verb { Pos::VB } else { as_noun };
        }
        if set.has(Pos::VBG) {
            return if noun_ahead || group_ahead { Pos::VBG } else { as_noun };
        }
        return as_noun;
    }
    match tag {
        Some(Pos::IN) if set.has(Pos::VBG) => {
            return if group_ahead || noun_ahead && weight[1] > 0 { Pos::VBG } else { as_noun };
        }
        Some(Pos::IN) => return as_noun,
        Some(Pos::CC) => {
            let other = units[..at].iter().rev().skip(1).find(|u| !u.tag.is_adverb() && u.tag != Pos::CC);
            if other.is_some_and(|u| u.tag.is_noun()) && !group_ahead {
                return as_noun;
            }
        }
        Some(t) if t.is_verb() && !set.has(Pos::VBG) => return as_noun,
        _ => {}
    }
    if set.has(Pos::VBG) && group_ahead {
        return Pos::VBG;
    }
    // "Fighting broke out"
    if set.has(Pos::VBG) && next_set.meets(PosSet(Pos::VBD.bit() | Pos::MD.bit())) && !next_set.meets(PosSet::NOUN) {
        return as_noun;
    }
    if weight[1] > weight[0] || set.has(Pos::VBD) && weight[1] >= weight[0] {
        return finite(set).or_else(|| [Pos::VBG, Pos::VBN].into_iter().find(|p| set.has(*p))).unwrap_or(as_noun);
    }
    as_noun
}
