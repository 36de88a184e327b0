//! Stage 6 of 8, noun groups: where a group that begins at a unit ends, and which unit is its head. See
//! [`groups`](super::groups).

use newsgraph_lexicon::{Pos, Shape};

use crate::relate::grammar::Bits;
use crate::relate::unit::{Mark, Unit};
use crate::relate::verb_groups::is_attributive;
use crate::types::EntityType;

/// The end and the head of the noun group that begins at a unit, if one does.
pub(super) fn noun_group(units: &[Unit], start: usize) -> Option<(usize, usize)> {
    let first = &units[start];
    if let Some(end) = quoted_title(units, start) {
        return Some((end, start + 1));
    }
    if first.mark != Mark::None {
        return None;
    }
    if let Some(end) = party_and_place(units, start) {
        return Some((end, start));
    }
    if first.tag == Pos::PRP || first.tag == Pos::EX {
        return Some((start + 1, start));
    }
    let mut at = start;
    let mut head: Option<usize> = None;
    // "Norway's first openly gay minister"
    let mut determined = start > 0 && units[start - 1].tag == Pos::POS;
    while let Some(unit) = units.get(at) {
        // the "Kordan Front"
        if unit.mark == Mark::Quote && determined && head.is_none() && at == start + 1 {
            at += 1;
            continue;
        }
        // the 2002 film "Salt Road"
        let kind = head.filter(|h| h + 1 == at && units[*h].mention.is_none() && units[*h].tag.is_noun());
        if let Some(end) = kind.and_then(|_| quoted_title(units, at)) {
            head = Some(at + 1);
            at = end;
            continue;
        }
        if head.is_none() && joins_adjectives(units, start, at) {
            at += 1;
            continue;
        }
        // "a denial-of-service (DDoS) attack"
        let heads = |h: usize| units[h].mention.is_none() || units.get(at + 3).is_some_and(acts_for_name);
        if head.is_some_and(heads) && is_short_form(units, at) {
            at += 3;
            continue;
        }
        // "singer/songwriter Lena Varga"
        if unit.mark == Mark::Slash && joins_roles(units, at) {
            at += 1;
            continue;
        }
        if unit.mark != Mark::None || head.is_some_and(|h| is_appointed(units, start, h, at)) {
            break;
        }
        if unit.mention.is_some() {
            if head.is_some_and(|h| breaks_before(units, start, h, at)) {
                break;
            }
            head = Some(at);
            at += 1;
            continue;
        }
        match unit.tag {
            Pos::PDT if at == start => {}
            Pos::DT if at == start || units[at - 1].tag == Pos::PDT => determined = true,
            Pos::PRPS | Pos::WPS if at == start || units[at - 1].tag == Pos::PDT => determined = true,
            Pos::CD => head = Some(at),
            tag if tag.is_noun() => {
                // "in 2008 police said", but "on the 1990 novel"
                let alone = !determined && after_preposition(units, start);
                if head.is_some_and(|h| units[h].kind == Some(EntityType::Date) && alone) {
                    break;
                }
                head = Some(at);
            }
            tag if tag.is_adjective() => {
                // "a 1930 Indian silent film": after "a" a capitalised word goes on describing
                let indefinite = units[start].bits.any(Bits::INDEFINITE);
                let bare = |h: usize| units[h].mention.is_none() && units[h].tag != Pos::CD;
                if head.is_some_and(|h| bare(h) && !(indefinite && units[h].tag == Pos::NNP)) {
                    break;
                }
            }
            Pos::VBN | Pos::VBG => {
                let noun_ahead = units
                    .get(at + 1)
                    .is_some_and(|n| n.mark == Mark::None && (n.tag.is_noun() || n.tag.is_adjective()));
                let inside = determined || at > start || is_attributive(units, at, at);
                // "a statement accusing X", "data stolen": after its noun a participle begins a clause
                let after_noun = head.is_some_and(|h| units[h].tag.is_noun()) && !unit.set.has(Pos::NN);
                if !(noun_ahead && inside) || after_noun {
                    break;
                }
            }
            tag if tag.is_adverb() && determined && head.is_none() => {
                let describes =
                    units.get(at + 1).is_some_and(|n| n.tag.is_adjective() || n.tag == Pos::VBN || n.tag == Pos::CD);
                if !describes {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    match head {
        Some(head) => Some((at.max(head + 1), head)),
        // "the wounded", "this"
        None if determined && at > start + 1 && units[at - 1].mark == Mark::None => Some((at, at - 1)),
        None if determined && at == start + 1 && units[start].bits.any(Bits::STANDS_ALONE) => Some((at, start)),
        None => None,
    }
}

/// "Kordan Front (KF) forces", "(KF) leader Tom Reel": an office, or who acts for the name before the brackets.
fn acts_for_name(unit: &Unit) -> bool {
    unit.role || unit.noun_bits.any(Bits::ACTS_FOR)
}

/// A short form in brackets inside a group: the noun goes on behind it.
fn is_short_form(units: &[Unit], at: usize) -> bool {
    let Some([open, short, close, noun]) = units.get(at..at + 4) else { return false };
    let brackets = open.mark == Mark::Open && close.mark == Mark::Close;
    brackets
        && short.shape.has(Shape::UPPER_FIRST)
        && noun.mark == Mark::None
        && (noun.mention.is_none() || noun.role)
        && noun.tag.is_noun()
}

/// "Salt Road" in quotation marks at a unit: the end of the title with its marks. A comma or stop that stands inside the
/// marks ends it.
pub(super) fn quoted_title(units: &[Unit], at: usize) -> Option<usize> {
    let [open, title, close] = units.get(at..at + 3)? else { return None };
    let titled = matches!(title.kind, Some(EntityType::Work | EntityType::Product | EntityType::Event));
    let ends = match close.mark {
        Mark::Quote => Some(at + 3),
        Mark::Comma | Mark::Stop => units.get(at + 3).filter(|unit| unit.mark == Mark::Quote).map(|_| at + 2),
        _ => None,
    };
    ends.filter(|_| open.mark == Mark::Quote && titled)
}

/// "a brutal, senseless attack", "military and economic aid": a comma or conjunction between words that describe.
fn joins_adjectives(units: &[Unit], start: usize, at: usize) -> bool {
    let joiner = units[at].mark == Mark::Comma || units[at].bits.any(Bits::AND);
    let describes = |u: &Unit| u.mark == Mark::None && u.mention.is_none() && u.tag.is_adjective();
    let right = units.get(at + 1).filter(|u| u.mark == Mark::None && u.mention.is_none());
    let noun_behind = units.get(at + 2).is_some_and(|u| u.mark == Mark::None && (u.tag.is_noun() || describes(u)));
    joiner
        && at > start
        && describes(&units[at - 1])
        && right.is_some_and(|u| describes(u) && noun_behind || u.tag.is_noun() && units[at].bits.any(Bits::AND))
}

/// "Elected Lena Varga chairwoman": between a person and an office right behind a verb that gives offices.
fn is_appointed(units: &[Unit], start: usize, head: usize, at: usize) -> bool {
    let verb = start.checked_sub(1).map(|n| &units[n]);
    let appoints = verb.is_some_and(|u| u.tag.is_verb() && u.verb_bits.any(Bits::APPOINTING));
    appoints
        && head + 1 == at
        && units[head].kind == Some(EntityType::Person)
        && (units[at].role || units[at].kind == Some(EntityType::Role))
}

/// "Lena Varga, D-Vel, said": party and place of a politician are one word, which says nothing of the place. Its end.
fn party_and_place(units: &[Unit], at: usize) -> Option<usize> {
    let [letter, hyphen, place] = units.get(at..at + 3)? else { return None };
    let joined = [hyphen, place].iter().all(|unit| !unit.shape.has(Shape::SPACE_BEFORE));
    (letter.party_letter && joined && hyphen.mark == Mark::Other && place.kind == Some(EntityType::Place))
        .then_some(at + 3)
}

/// A slash between two offices.
fn joins_roles(units: &[Unit], at: usize) -> bool {
    let role = |unit: &Unit| unit.role || unit.kind == Some(EntityType::Role);
    at > 0 && !units[at].shape.has(Shape::SPACE_BEFORE) && role(&units[at - 1]) && units.get(at + 1).is_some_and(role)
}

fn after_preposition(units: &[Unit], start: usize) -> bool {
    start > 0 && matches!(units[start - 1].tag, Pos::IN | Pos::TO)
}

/// Two names without a comma between: one group when the first describes the second.
fn breaks_before(units: &[Unit], start: usize, head: usize, at: usize) -> bool {
    let (left, right) = (&units[head], &units[at]);
    // "the Vel-based Arvex", "of Vel-based Lena Varga"
    let compound = || units[head + 1].tag.is_adjective() && !units[head + 1].shape.has(Shape::SPACE_BEFORE);
    if head + 1 != at && (left.kind.is_none() || compound()) {
        return right.kind == Some(EntityType::Date);
    }
    match (left.kind, right.kind) {
        (_, Some(EntityType::Date)) => !matches!(left.tag, Pos::CD | Pos::JJ) || left.kind.is_some(),
        (Some(EntityType::Date), _) => {
            !(start < head && units[start].tag == Pos::DT || head > start && units[start].tag == Pos::PRPS)
        }
        (Some(EntityType::Figure), Some(EntityType::Figure)) => false,
        (Some(EntityType::Figure), _) => false,
        (_, Some(EntityType::Figure)) => true,
        (None, Some(EntityType::Person)) => is_contact_relative(units, at),
        (Some(EntityType::Role | EntityType::Nationality), _) | (None, _) => false,
        // "In Norway Prime Minister Varga said"
        (Some(EntityType::Place), Some(EntityType::Role)) => {
            head == start && after_preposition(units, start) && units[start - 1].bits.any(Bits::PLACE_PREPOSITION)
        }
        (Some(_), Some(EntityType::Role)) => false,
        // "the data expert at Arvex Lena Varga said"
        (Some(EntityType::Organisation), Some(EntityType::Person)) => {
            after_preposition(units, start) && start > 1 && acts_for_name(&units[start - 2])
        }
        (Some(EntityType::Organisation), Some(EntityType::Work | EntityType::Product)) => false,
        (Some(EntityType::Place), Some(EntityType::Person)) => after_preposition(units, start),
        (Some(EntityType::Place), Some(EntityType::Organisation)) => after_preposition(units, start),
        (Some(EntityType::Organisation), Some(EntityType::Organisation)) => false,
        _ => true,
    }
}

/// "the firm **Lena Varga** founded", "a flaw **Tom Reel** had found": a person behind a thing, and what was done to it.
pub(super) fn is_contact_relative(units: &[Unit], at: usize) -> bool {
    let Some(thing) = at.checked_sub(1) else { return false };
    let (thing_unit, person) = (&units[thing], &units[at]);
    let common = thing_unit.tag.is_noun() && thing_unit.mention.is_none() && thing_unit.shape.has(Shape::LOWER);
    let names = thing_unit.noun_bits.any(Bits::NAME_NOUN);
    if !common || names || thing_unit.role || thing_unit.person || person.kind != Some(EntityType::Person) {
        return false;
    }
    let describes = |u: &&Unit| u.mark == Mark::None && (u.tag.is_adjective() || u.tag.is_noun());
    let inside = units[..thing].iter().rev().take_while(describes).count();
    let determined = (thing - inside).checked_sub(1).is_some_and(|n| matches!(units[n].tag, Pos::DT | Pos::PRPS));
    let verb = units[at + 1..].iter().find(|u| !u.tag.is_adverb() && !u.verb_bits.any(Bits::HAVE));
    determined && verb.is_some_and(|u| u.mention.is_none() && u.set.has(Pos::VBD) && !u.verb_bits.any(Bits::BE))
}
