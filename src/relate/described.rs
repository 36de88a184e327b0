//! Stage 6 of 8, whom a noun describes. In: a noun of an office, a kind or a relative. Out: who is it: "X, chief executive
//! of Y", "X is one of the founders", "a native of Vel, X said".
//!
//! The slot `is` of a frame; the other slots are in [`slots`](super::slots).

use newsgraph_lexicon::Pos;

use crate::relate::argument_types::Types;
use crate::relate::arguments::{Argument, Arguments, Stands};
use crate::relate::clauses::{Clause, Phrase};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor, NounGroup};
use crate::relate::predicates::Predicates;
use crate::relate::unit::Mark;
use crate::types::EntityType;

impl Predicates<'_, '_, '_> {
    /// Whom or what a noun describes.
    pub(super) fn described(&mut self, group: u16, unit: usize, types: &Types) -> Arguments {
        let view = self.finder.view;
        let none = Stands { owner: false, plans: false };
        let one = self.one_of(group);
        let mut at = one.unwrap_or(group);
        // "X is a poet, critic and president of Y, Z": what is said of X goes back to it
        let mut backwards = self.is_said(self.first_of_list(group));
        for _ in 0..8 {
            let noun = view.groups.nouns[usize::from(at)];
            let head = usize::from(noun.head);
            // "chief executive X", "its unit Y"
            if (head > unit || at != group) && noun.is_name(view.units) {
                // "the actors X, Y and Z", but "the aides X and Y and chairman Z": who has an office of his own is none of them
                let several = view.units[unit].tag == Pos::NNS && at == group;
                let own = |other: u16| {
                    let other = &view.groups.nouns[usize::from(other)];
                    view.units[usize::from(other.first)..usize::from(other.head)].iter().any(|u| u.role)
                };
                let shared = |a: &Argument| a.group.is_none_or(|other| other == at || !own(other));
                let found: Arguments = match several {
                    true => self.finder.list(at, types, none).into_iter().take_while(shared).collect(),
                    false => self.finder.one(at, types, none).into_iter().collect(),
                };
                if !found.is_empty() {
                    return found;
                }
                return Arguments::new();
            }
            let mut found = Arguments::new();
            // "Lena Varga, the agents": several describe no single one
            let plural = view.units[unit].tag == Pos::NNS && one.is_none();
            let several = |other: u16| {
                let other = view.groups.nouns[usize::from(other)];
                plural && other.next.is_none() && other.previous.is_none()
            };
            if let Some(other) = noun.apposed_to.filter(|o| !several(*o)) {
                // "X, chief executive of Y,"; "X and Z, engineers at Y,"
                found = match plural {
                    true => self.finder.list(self.first_of_list(other), types, none),
                    false => self.finder.one(other, types, none).into_iter().collect(),
                };
            }
            if found.is_empty() {
                // "the chief executive of Y, X,"
                let after = view.groups.nouns.iter().position(|n| n.apposed_to == Some(at) && n.is_name(view.units));
                let after = after.filter(|n| !several(*n as u16));
                found = match after {
                    // "her sons, X and Z,"
                    Some(first) if plural => self.finder.list(first as u16, types, none),
                    other => other.and_then(|n| self.finder.one(n as u16, types, none)).into_iter().collect(),
                };
            }
            if found.is_empty() {
                found = self.heading(at).and_then(|n| self.finder.one(n, types, none)).into_iter().collect();
            }
            if found.is_empty() {
                found = self.copula(at, types);
            }
            if found.is_empty() {
                found = self.finder.instances(at, types);
            }
            if !found.is_empty() {
                return found;
            }
            // "president and chief executive X"; "X is a poet, president and chief executive": forwards, then backwards
            // but not "the Queen and her husband, Prince Olav"
            let role = |other: u16| {
                let other = &view.groups.nouns[usize::from(other)];
                let owned = view.units[usize::from(other.first)].tag == Pos::PRPS;
                !owned && view.units[other.units()].iter().any(|u| u.role)
            };
            let back = |other: u16| {
                let other = &view.groups.nouns[usize::from(other)];
                !other.is_name(view.units) && !other.is_pronoun(view.units)
            };
            let other = noun.next.filter(|n| !backwards && role(*n));
            let first = if backwards { noun.previous } else { view.groups.nouns[usize::from(group)].previous };
            match other {
                Some(next) => at = next,
                None => {
                    backwards = true;
                    let Some(previous) = first.filter(|p| back(*p)) else { break };
                    at = previous;
                }
            }
        }
        Arguments::new()
    }

    /// True for what a copula says of its subject.
    fn is_said(&self, group: u16) -> bool {
        let view = self.finder.view;
        let Governor::Object(clause) = view.groups.nouns[usize::from(group)].governor else { return false };
        let verb = &view.groups.verbs[usize::from(view.clauses.clauses[usize::from(clause)].verb)];
        verb.verb(view.units).verb_bits.any(Bits::BE) && !verb.passive
    }

    /// "X, one of the founders": the group that is one of several.
    fn one_of(&self, group: u16) -> Option<u16> {
        let view = self.finder.view;
        let Governor::Phrase(phrase) = view.groups.nouns[usize::from(group)].governor else { return None };
        let phrase = &view.clauses.phrases[usize::from(phrase)];
        let one = phrase.noun?;
        let head = view.groups.nouns[usize::from(one)].head(view.units);
        let of = view.units[usize::from(phrase.marker)].bits.any(Bits::OF);
        // "one of the founders", "the third of four sons", "the eldest of his brothers"
        (of && head.bits.any(Bits::ONE_OF)).then_some(one)
    }

    /// "X was named publisher", "the board elected X president": who is given the office.
    pub(super) fn named(&self, group: u16) -> Option<u16> {
        let view = self.finder.view;
        let first = self.first_of_list(group);
        let Governor::Object(clause) = view.groups.nouns[usize::from(first)].governor else { return None };
        let row = view.clauses.clauses[usize::from(clause)];
        let verb = &view.groups.verbs[usize::from(row.verb)];
        let (office, person) = if verb.passive { (row.object, row.subject) } else { (row.second, row.object) };
        let appoints = verb.verb(view.units).verb_bits.any(Bits::APPOINTING);
        person.filter(|_| appoints && office == Some(first))
    }

    /// The first member of the list that a group is in.
    fn first_of_list(&self, group: u16) -> u16 {
        let view = self.finder.view;
        let mut at = group;
        while let Some(previous) = view.groups.nouns[usize::from(at)].previous {
            at = previous;
        }
        at
    }

    /// "Vel Governor, Lena Varga said", "A native of Vel, she plays for …": what opens a sentence and is no part of its clause
    /// tells who the subject after the comma is.
    fn heading(&self, group: u16) -> Option<u16> {
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(group)];
        let opens = view.units[..usize::from(noun.first)].iter().all(|u| u.tag.is_adverb() || u.mark == Mark::Quote);
        if !opens
            || noun.governor != Governor::Free
            || noun.head(view.units).is_name()
            || noun.head(view.units).is_value()
        {
            return None;
        }
        let belongs = |other: &NounGroup| match other.governor {
            Governor::Phrase(phrase) => view.clauses.phrases[usize::from(phrase)].noun.is_some(),
            Governor::Group(_) => true,
            _ => other.previous.is_some(),
        };
        let after = usize::from(group) + 1;
        let next = after + view.groups.nouns[after..].iter().position(|other| !belongs(other))?;
        let subject = &view.groups.nouns[next];
        let before = usize::from(subject.first).checked_sub(1)?;
        let comma = view.units[before].mark == Mark::Comma;
        let person = next == after && subject.head(view.units).kind == Some(EntityType::Person);
        (comma && (person || matches!(subject.governor, Governor::Subject(_)))).then_some(next as u16)
    }

    /// "X is chief executive", "X became …", "named X as …", "X served as …".
    fn copula(&mut self, group: u16, types: &Types) -> Arguments {
        let view = self.finder.view;
        let none = Stands { owner: false, plans: false };
        let noun = &view.groups.nouns[usize::from(group)];
        match noun.governor {
            Governor::Object(clause) => {
                let row = view.clauses.clauses[usize::from(clause)];
                let verb = &view.groups.verbs[usize::from(row.verb)];
                let unit = verb.verb(view.units);
                if unit.verb_bits.any(Bits::BE | Bits::COPULA)
                    && row.object == Some(group)
                    && verb.form != Form::Participle
                {
                    return row.subject.map(|s| self.finder.list(s, types, none)).unwrap_or_default();
                }
                Arguments::new()
            }
            // "X's father was Y", "the chief executive of X is Y"
            Governor::Subject(clause) => {
                let row = view.clauses.clauses[usize::from(clause)];
                let verb = &view.groups.verbs[usize::from(row.verb)];
                let is = verb.verb(view.units).verb_bits.any(Bits::BE) && !verb.passive;
                // "the president is not X", "the next president may be X"
                let is = is && !verb.negated && verb.modal.is_none();
                let name = |other: &u16| view.groups.nouns[usize::from(*other)].is_name(view.units);
                let other =
                    row.object.filter(|other| is && noun.next.is_none() && noun.previous.is_none() && name(other));
                other.map(|other| self.finder.list(other, types, none)).unwrap_or_default()
            }
            Governor::Phrase(phrase) => {
                let phrase = view.clauses.phrases[usize::from(phrase)];
                if !view.units[usize::from(phrase.marker)].bits.any(Bits::AS) {
                    return Arguments::new();
                }
                let Some(row) = self.clause_of_as(phrase) else { return Arguments::new() };
                // "replaced Tom Reel during his time as minister": the phrase is of the noun
                let noun = phrase.noun.filter(|noun| Some(*noun) != row.object);
                let apart =
                    noun.is_some_and(|noun| view.groups.nouns[usize::from(noun)].head(view.units).mention.is_none());
                let verb = &view.groups.verbs[usize::from(row.verb)];
                let bits = verb.verb(view.units).verb_bits;
                // before the verb only the subject can be meant
                let opens = phrase.marker < verb.first || bits.any(Bits::JOINING);
                let of = if verb.passive || opens { row.subject } else { row.object.or(row.subject) };
                let mut found = of.map(|s| self.finder.list(s, types, none)).unwrap_or_default();
                let succeeds = bits.any(Bits::SUCCEEDING) && !verb.passive && row.object.is_some();
                if apart && (succeeds || bits.any(Bits::JOINING)) {
                    return Arguments::new();
                }
                let both = row.subject.filter(|_| succeeds);
                found.extend(both.into_iter().flat_map(|s| self.finder.list(s, types, none)));
                found
            }
            _ => Arguments::new(),
        }
    }

    /// The clause that an as-phrase belongs to; one that opens the sentence, to the next: "As an analyst at X, Y wrote …".
    fn clause_of_as(&self, phrase: Phrase) -> Option<Clause> {
        let view = self.finder.view;
        let rows = &view.clauses.clauses;
        match phrase.clause {
            Some(clause) => Some(rows[usize::from(clause)]),
            None if phrase.marker == 0 => {
                rows.iter().find(|row| view.groups.verbs[usize::from(row.verb)].first > 0).copied()
            }
            None => None,
        }
    }
}
