//! Stage 6 of 8, coordination. In: the row of items. Out: noun groups of one list joined, "A, B and C", each with the one
//! before and after it. Clauses that share a subject are joined in [`clauses`](super::clauses).

use newsgraph_lexicon::Pos;

use crate::relate::grammar::Bits;
use crate::relate::groups::{Groups, Item};
use crate::relate::participles::heads_list;
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// Most items in brackets that a list goes on after.
const LONGEST_BRACKET: usize = 12;

/// Most phrases that a group is looked for over.
const LONGEST_CHAIN: usize = 4;

/// Joins "A, B and C": from each conjunction leftwards over commas, as long as the groups are of one kind.
pub(super) fn coordinate(units: &[Unit], groups: &mut Groups) {
    for at in 1..groups.items.len().saturating_sub(1) {
        let Item::Word(word) = groups.items[at] else { continue };
        let unit = &units[usize::from(word)];
        if !unit.bits.any(Bits::AND) {
            continue;
        }
        // "the manager and then president of Arvex"
        let adverb = matches!(groups.items[at + 1], Item::Word(w) if units[usize::from(w)].tag.is_adverb());
        let after = at + 1 + usize::from(adverb);
        let (Some(mut left), Some(Item::Noun(mut right))) =
            (noun_before(groups, units, at), groups.items.get(after).copied())
        else {
            continue;
        };
        // "the films shown in Vel and their dates are: …"
        if heads_list(&units[usize::from(groups.nouns[usize::from(right)].first)..]) {
            continue;
        }
        if left.0 + 1 == at {
            left = alike(units, groups, left, right);
        }
        left = over_place(groups, units, left, right);
        // "Lena Varga, a chemist, and Tom Reel"
        let apposed = person_described(units, groups, left, right)
            .filter(|_| left.0 + 2 == at && !matches!(groups.items.get(after + 1), Some(Item::Verb(_))));
        if let Some(person) = apposed {
            left = person;
        }
        let kind = sort(units, groups, right);
        // ", and X did": a comma before the conjunction joins groups only in a list
        if apposed.is_none() && left.0 + 2 == at && !is_listed(units, groups, left, right) {
            match called_before(units, groups, left, (after, right)) {
                Some(alike) => left = alike,
                None => continue,
            }
        }
        loop {
            if groups.nouns[usize::from(left.1)].next.is_none() && groups.nouns[usize::from(right)].previous.is_none() {
                groups.nouns[usize::from(left.1)].next = Some(right);
                groups.nouns[usize::from(right)].previous = Some(left.1);
            }
            right = left.1;
            // "Lena Varga, whose sons Tom and Jan Reel": the list opens the relative clause
            if units[usize::from(groups.nouns[usize::from(right)].first)].tag == Pos::WPS {
                break;
            }
            let Some(comma) = left.0.checked_sub(1) else { break };
            let Item::Word(word) = groups.items[comma] else { break };
            if units[usize::from(word)].mark != Mark::Comma || comma == 0 {
                break;
            }
            let Some((before, further)) = over_bracket(groups, units, comma - 1) else { break };
            // "According to X, A and B said": the group of a phrase that opens the sentence is none of those who act
            let opens = before == 1 && matches!(groups.items[0], Item::Word(w) if units[usize::from(w)].tag == Pos::IN);
            if opens && matches!(groups.items.get(after + 1), Some(Item::Verb(_))) {
                break;
            }
            let (before, further) = over_place(groups, units, (before, further), right);
            if let Some(person) = person_described(units, groups, (before, further), right) {
                left = person;
                continue;
            }
            if sort(units, groups, further) != kind || sort(units, groups, right) != kind {
                break;
            }
            left = (before, further);
        }
    }
}

/// "**Lena Varga**, a chemist, Tom Reel", "**Lena Varga**, 34, Tom Reel": the person that a group between commas describes,
/// before another person.
fn person_described(units: &[Unit], groups: &Groups, apposed: (usize, u16), right: u16) -> Option<(usize, u16)> {
    let head = |group: u16| groups.nouns[usize::from(group)].head(units);
    let is_person = |group: u16| head(group).kind == Some(EntityType::Person);
    let age = head(apposed.1).kind == Some(EntityType::Figure);
    let describes = age || head(apposed.1).role && !head(apposed.1).is_name();
    let comma = apposed.0.checked_sub(1).filter(|n| is_mark(groups, units, *n, Mark::Comma))?;
    let Some(Item::Noun(noun)) = comma.checked_sub(1).map(|n| groups.items[n]) else { return None };
    (describes && is_person(right) && is_person(noun)).then_some((comma - 1, noun))
}

/// What is coordinated with a group: the one before the conjunction or, where that is something else, the one it is said
/// of: "the **president** of Norway and **prime minister** of Belgium", "**Lena Varga** of Norway and **Tom Reel**".
fn alike(units: &[Unit], groups: &Groups, left: (usize, u16), right: u16) -> (usize, u16) {
    let right = groups.nouns[usize::from(right)].head(units);
    let one_sort = |other: u16| {
        let other = groups.nouns[usize::from(other)].head(units);
        let (one, two) = (calling(right), calling(other));
        let named = right.kind.is_some() || one.is_some() || other.noun == right.noun && right.noun != 0;
        named && (one.is_some() && one == two || other.kind == right.kind && one == two)
    };
    let mut at = left;
    for _ in 0..LONGEST_CHAIN {
        if one_sort(at.1) {
            return at;
        }
        // "the attack **this morning** in Vel"
        let date = groups.nouns[usize::from(at.1)].head(units).kind == Some(EntityType::Date);
        if let Some(Item::Noun(noun)) = at.0.checked_sub(1).filter(|_| date).map(|n| groups.items[n]) {
            at = (at.0 - 1, noun);
            continue;
        }
        let Some(further) = at.0.checked_sub(2) else { break };
        let (Item::Noun(noun), Item::Word(word)) = (groups.items[further], groups.items[further + 1]) else { break };
        if units[usize::from(word)].tag != Pos::IN {
            break;
        }
        at = (further, noun);
    }
    left
}

/// What a noun without a name is, where a list may go on behind ", and": an office, an event, a kind of place.
fn calling(unit: &Unit) -> Option<u8> {
    if unit.is_name() {
        return None;
    }
    let bits = [Bits::EVENT, Bits::PLACE_NOUN];
    let noun = bits.iter().position(|bit| unit.noun_bits.any(*bit)).filter(|_| unit.mention.is_none());
    // "the head of Congress and a member of Acme"
    if unit.role || unit.person { Some(0) } else { noun.map(|n| n as u8 + 1) }
}

/// "**a professor** at Oslo, and **the chief scientist** at Arvex", "**a raid** in Vel, and **attacks** in Ostra": what is the
/// subject of no clause goes with what is called alike before the comma.
fn called_before(units: &[Unit], groups: &Groups, left: (usize, u16), right: (usize, u16)) -> Option<(usize, u16)> {
    let called = |group: u16| calling(groups.nouns[usize::from(group)].head(units));
    let phrase = |item: &&Item| match item {
        Item::Noun(_) => true,
        Item::Word(word) => units[usize::from(*word)].tag == Pos::IN,
        Item::Verb(_) => false,
    };
    let acts = groups.items[right.0 + 1..].iter().find(|item| !phrase(item));
    let other = alike(units, groups, left, right.1);
    let same = called(right.1).is_some() && called(right.1) == called(other.1);
    (same && !matches!(acts, Some(Item::Verb(_)))).then_some(other)
}

/// True when a group before ", and" has another of its sort before it.
fn is_listed(units: &[Unit], groups: &Groups, left: (usize, u16), right: u16) -> bool {
    let kind = sort(units, groups, right);
    let comma = left
        .0
        .checked_sub(1)
        .is_some_and(|n| matches!(groups.items[n], Item::Word(w) if units[usize::from(w)].mark == Mark::Comma));
    let further = left.0.checked_sub(2).map(|n| groups.items[n]);
    // "Vel, Norway, and Acme": a place in a place, and something else
    let place = |group: u16| groups.nouns[usize::from(group)].head(units).kind == Some(EntityType::Place);
    let outer = place(left.1) && !place(right) && matches!(further, Some(Item::Noun(noun)) if place(noun));
    comma
        && !outer
        && matches!(further, Some(Item::Noun(noun)) if sort(units, groups, noun) == kind)
        && sort(units, groups, left.1) == kind
}

/// The group right before an item, a comma skipped ("A, B, and C").
fn noun_before(groups: &Groups, units: &[Unit], at: usize) -> Option<(usize, u16)> {
    let mut before = at.checked_sub(1)?;
    if is_mark(groups, units, before, Mark::Comma) {
        before = before.checked_sub(1)?;
    }
    over_bracket(groups, units, before)
}

/// The group that ends at an item, "X (born 1955)": what stands in brackets is skipped.
fn over_bracket(groups: &Groups, units: &[Unit], mut at: usize) -> Option<(usize, u16)> {
    if is_mark(groups, units, at, Mark::Close) {
        at = (at.saturating_sub(LONGEST_BRACKET)..at).rev().find(|n| is_mark(groups, units, *n, Mark::Open))?;
        at = at.checked_sub(1)?;
    }
    match groups.items[at] {
        Item::Noun(noun) => Some((at, noun)),
        _ => None,
    }
}

/// "Vel College, in Vel, and Ostra College": a body before a place that says where it is, both between commas; else the group
/// itself.
fn over_place(groups: &Groups, units: &[Unit], place: (usize, u16), right: u16) -> (usize, u16) {
    let kind = |group: u16| groups.nouns[usize::from(group)].head(units).kind;
    let body = |group: u16| kind(group) == Some(EntityType::Organisation);
    let inside = |n: usize| matches!(groups.items[n], Item::Word(w) if units[usize::from(w)].bits.any(Bits::INSIDE));
    let aside = place.0 > 2 && inside(place.0 - 1) && is_mark(groups, units, place.0 - 2, Mark::Comma);
    match aside.then(|| groups.items[place.0 - 3]) {
        Some(Item::Noun(noun)) if kind(place.1) == Some(EntityType::Place) && body(noun) && body(right) => {
            (place.0 - 3, noun)
        }
        _ => place,
    }
}

fn is_mark(groups: &Groups, units: &[Unit], item: usize, mark: Mark) -> bool {
    matches!(groups.items[item], Item::Word(word) if units[usize::from(word)].mark == mark)
}

/// What a group is, as far as lists are concerned: members of one list are of one sort.
fn sort(units: &[Unit], groups: &Groups, group: u16) -> u8 {
    let head = groups.nouns[usize::from(group)].head(units);
    match head.kind {
        Some(
            EntityType::Organisation
            | EntityType::Person
            | EntityType::Place
            | EntityType::Product
            | EntityType::Nationality,
        ) => 1,
        Some(EntityType::Work) => 2,
        Some(EntityType::Date) => 3,
        Some(EntityType::Figure) => 4,
        _ => 5,
    }
}
