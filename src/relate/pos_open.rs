//! Stage 6 of 8, parts of speech of words of open classes: nouns, verbs, adjectives, adverbs. See [`pos`](super::pos).

use newsgraph_lexicon::{Lexicon, Pos, PosSet};

use crate::relate::grammar::Bits;
use crate::relate::pos::{CLOSED, before, starts_group};
use crate::relate::pos_closed::is_adverb_of;
use crate::relate::pos_noun_verb::{after_apposition, noun_or_verb};
use crate::relate::unit::{ADVERB_LEAD, Mark, Unit};
use crate::types::EntityType;

/// The verb form a set allows, in the order of what is likeliest after a subject.
pub(super) fn finite(set: PosSet) -> Option<Pos> {
    [Pos::VBD, Pos::VBZ, Pos::VB].into_iter().find(|p| set.has(*p))
}

/// The noun that a set allows.
pub(super) fn noun(set: PosSet) -> Option<Pos> {
    [Pos::NN, Pos::NNS, Pos::NNP].into_iter().find(|p| set.has(*p))
}

fn adjective(set: PosSet) -> Option<Pos> {
    [Pos::JJ, Pos::JJR, Pos::JJS].into_iter().find(|p| set.has(*p))
}

fn adverb(set: PosSet) -> Option<Pos> {
    [Pos::RB, Pos::RBR, Pos::RBS].into_iter().find(|p| set.has(*p))
}

/// The tag of a word that is of no closed class, or does not stand as one.
pub(super) fn open_class(
    units: &[Unit],
    at: usize,
    tag: Option<Pos>,
    nominal_before: bool,
    lexicon: &Lexicon<'_>,
) -> Pos {
    let unit = &units[at];
    let set = unit.set;
    let next = units.get(at + 1);
    let weight = lexicon.record(unit.word).weight;
    // "that still contain": mostly an adverb, and a verb follows
    if is_adverb_of(units, at, lexicon)
        && let Some(pos) = adverb(set)
    {
        return pos;
    }
    let noun_ahead = next.is_some_and(|n| {
        n.kind.is_some_and(|k| k.is_named())
            || n.mark == Mark::None && n.set.meets(PosSet::NOUN) && !n.set.meets(CLOSED)
            || n.kind == Some(EntityType::Role)
    });
    let officer = next.is_some_and(|n| matches!(n.kind, Some(EntityType::Nationality | EntityType::Role)) || n.role);
    if unit.bits.any(Bits::ATTRIBUTIVE) && officer {
        let governs = Bits::SUBORDINATOR | Bits::BY | Bits::OF | Bits::FOR | Bits::BE;
        let before = at.checked_sub(1).map(|n| &units[n]);
        let stands = |u: &Unit| u.tag.is_verb() || u.tag == Pos::IN;
        if before.is_some_and(|u| stands(u) && !u.bits.any(governs) && !u.verb_bits.any(Bits::BE)) {
            return Pos::JJ;
        }
    }
    // "a lender best known for its apps"
    let degree = [Pos::RBS, Pos::RBR].into_iter().find(|pos| set.has(*pos));
    let known = next.is_some_and(|n| n.mention.is_none() && n.set.has(Pos::VBN));
    if let Some(pos) = degree.filter(|_| known && tag.is_some_and(Pos::is_noun)) {
        return pos;
    }
    // "Lena Varga last visited Vel"
    let name = at > 0 && units[at - 1].kind.is_some_and(EntityType::is_named);
    if name
        && set.meets(PosSet::ADJECTIVE)
        && next.is_some_and(|n| n.mention.is_none() && n.set.has(Pos::VBD) && !n.set.meets(PosSet::NOUN))
        && let Some(pos) = adverb(set)
    {
        return pos;
    }
    // "a quake of magnitude 7.1 struck Vel", "Flight 103 exploded": the number ends the group
    let numbered = tag == Some(Pos::CD) && at > 1 && matches!(units[at - 2].tag, Pos::NN | Pos::NNP);
    let counts = noun_ahead && next.is_some_and(|n| !starts_group(n));
    if numbered && !counts && set.has(Pos::VBD) && !set.meets(PosSet::NOUN) {
        return Pos::VBD;
    }
    if nominal_before {
        // "the latest confirmed attack", "the first openly gay minister"
        let after_adverb = next.is_some_and(|n| !n.set.is_empty() && n.set.within(PosSet::ADVERB));
        let describes = units.get(at + 1 + usize::from(after_adverb)).is_some_and(|n| {
            let quality = n.set.within(PosSet::ADJECTIVE) || after_adverb && n.set.meets(PosSet::ADJECTIVE);
            n.mark == Mark::None && !n.set.meets(CLOSED) && (n.set.has(Pos::VBN) || quality)
        });
        // "the military abused the law" is a clause
        let clause = units.get(at + 2).is_some_and(|n| n.set.has(Pos::DT)) && set.meets(PosSet::NOUN);
        if describes
            && !clause
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
    let bare_noun_ahead = noun_ahead && next.is_some_and(|n| n.kind == Some(EntityType::Role) || !starts_group(n));
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
        // "will then visit"
        Some(Pos::MD) if set.has(Pos::RB) && next.is_some_and(|n| n.set.has(Pos::VB)) => return Pos::RB,
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
            // "which police blamed on Arvex"
            let subject = matches!(tag, Some(Pos::WP | Pos::WDT))
                && weight[0] > weight[1]
                && !set.has(Pos::VBZ)
                && next.is_some_and(|n| n.set.has(Pos::VBD) && !n.set.meets(PosSet::NOUN));
            if let Some(pos) = noun(set).filter(|_| subject) {
                return pos;
            }
            if let Some(pos) = finite(set) {
                return pos;
            }
        }
        _ => {}
    }
    // "accused of being behind it"
    if unit.verb_bits.any(Bits::BE) && set.has(Pos::VBG) && tag != Some(Pos::PUNCT) {
        return Pos::VBG;
    }
    if set.meets(PosSet::VERB) && set.meets(PosSet::NOUN) {
        return noun_or_verb(units, at, tag, next, weight, noun_ahead);
    }
    if set.meets(PosSet::VERB) && set.meets(PosSet::ADJECTIVE) {
        // "stolen data": a participle before a bare noun describes it, unless a subject stands before it
        let noun_before = tag.is_some_and(Pos::is_noun);
        if bare_noun_ahead && after_people(units, at) {
            return adjective(set).unwrap_or(Pos::JJ);
        }
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
        // "Vel, located in Norway,"
        let apposed = tag == Some(Pos::PUNCT) && set.has(Pos::VBN) && next.is_some_and(|n| n.set.has(Pos::IN));
        if apposed && weight[2] > weight[1] && !after_apposition(units, at) {
            return Pos::VBN;
        }
        if (weight[2] > weight[1] || governed && noun_ahead) && !noun_before {
            return adjective(set).unwrap_or(Pos::JJ);
        }
        let subject_may_stand = matches!(tag, Some(Pos::PUNCT | Pos::PRP));
        if bare_noun_ahead && !subject_may_stand && set.has(Pos::VBN) {
            return Pos::VBN;
        }
        return finite(set).or_else(|| [Pos::VBN, Pos::VBG].into_iter().find(|p| set.has(*p))).unwrap_or(Pos::JJ);
    }
    if set.meets(PosSet::VERB) {
        if let Some(pos) = finite(set) {
            // "stolen data was", "hacked accounts", "a publicly traded firm": no subject before it, a noun after it
            let people = after_people(units, at);
            // "the first freely elected president"
            let ranked = tag == Some(Pos::JJ) && at > 0 && units[at - 1].tag.is_adverb();
            // "seized power on Monday and installed General Roe"
            let officer = next.is_some_and(|n| matches!(n.kind, Some(EntityType::Role | EntityType::Person)));
            let goes_on = tag == Some(Pos::CC) && officer && units[..at].iter().any(|u| u.tag == Pos::VBD);
            if set.has(Pos::VBD) && goes_on {
                return Pos::VBD;
            }
            if set.has(Pos::VBN)
                && bare_noun_ahead
                && (people || ranked || matches!(tag, None | Some(Pos::IN | Pos::CC | Pos::DT | Pos::PRPS)))
            {
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
    // ", then a reporter for Arvex,"
    if tag != Some(Pos::IN)
        && weight[3] > weight[0].max(weight[2]) + ADVERB_LEAD
        && let Some(pos) = adverb(set)
    {
        return pos;
    }
    if set.meets(PosSet::NOUN) && set.meets(PosSet::ADJECTIVE) {
        // "shot dead the minister", "made public a report"
        let result = tag.is_some_and(Pos::is_verb) && previous_is_adjacent(units, at) && next.is_some_and(starts_group);
        if result && weight[2] > weight[0] {
            return adjective(set).unwrap_or(Pos::JJ);
        }
        let after_noun = tag.is_some_and(|t| matches!(t, Pos::NN | Pos::NNS)) && previous_is_adjacent(units, at);
        let adjective_ahead = next.is_some_and(|n| n.set.within(PosSet::ADJECTIVE));
        // "food giant Arvex", "a venture capital firm": behind a noun no adjective describes the next
        let behind = tag == Some(Pos::NN) && previous_is_adjacent(units, at) && units[at - 1].mention.is_none();
        let names = next.is_some_and(|n| n.kind.is_some_and(EntityType::is_named));
        if behind && set.has(Pos::NN) && (names || noun_ahead && weight[0] >= weight[2]) {
            return Pos::NN;
        }
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

/// "an American convicted felon", "a retired American mixed martial artist", "a Ghana focused explorer": a demonym that has its
/// article describes, and a place that has "a".
fn after_people(units: &[Unit], at: usize) -> bool {
    let [.., before, origin] = &units[..at] else { return false };
    match origin.kind {
        Some(EntityType::Nationality) => matches!(before.tag, Pos::DT | Pos::JJ),
        Some(EntityType::Place) => before.bits.any(Bits::INDEFINITE) && before.tag == Pos::DT,
        _ => false,
    }
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
