//! Stage 6 of 8, clauses: what stands between two verbs that share a subject: "X bought Y **and in 2011** sold it". See
//! [`clauses`](super::clauses).

use newsgraph_lexicon::Pos;

use crate::relate::clauses::{Builder, Link, Phrase};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor, Item};
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

impl Builder<'_> {
    /// True when an outer clause has its subject but no verb yet.
    pub(super) fn outer_waits(&self) -> bool {
        let depth = self.out.stack.len().saturating_sub(1);
        self.out.stack[..depth].iter().rev().any(|open| open.clause.is_none())
    }

    /// The conjunction before a verb, a date between them skipped: "and bought", "and in 2011 bought".
    pub(super) fn conjunction(&self, before: Option<(usize, Item)>) -> Option<(usize, Item)> {
        let joins = |at: usize| {
            let word = self.word(at).filter(|unit| unit.tag == Pos::CC);
            word.map(|_| (at, self.groups.items[at]))
        };
        let (at, item) = before?;
        let Some(phrase) = self.date_phrase(item) else { return joins(at) };
        let marker = self.out.phrases[usize::from(phrase)].marker;
        let marked = at.checked_sub(1).is_some_and(|n| self.groups.items[n] == Item::Word(marker));
        joins(at.checked_sub(1 + usize::from(marked))?)
    }

    /// The phrase that a date is in.
    pub(super) fn date_phrase(&self, item: Item) -> Option<u16> {
        let Item::Noun(noun) = item else { return None };
        let group = &self.groups.nouns[usize::from(noun)];
        match group.governor {
            Governor::Phrase(phrase) if group.head(self.units).kind == Some(EntityType::Date) => Some(phrase),
            _ => None,
        }
    }

    /// ", but": a comma before a conjunction.
    pub(super) fn comma_before(&self, conjunction: Option<(usize, Item)>) -> bool {
        let before = conjunction.and_then(|(at, _)| at.checked_sub(1)).and_then(|n| self.word(n));
        before.is_some_and(|u| u.mark == Mark::Comma)
    }

    /// The clause that a reported one depends on: "said that X fell, but believes".
    pub(super) fn outermost(&self, clause: u16) -> u16 {
        let mut at = clause;
        for _ in 0..6 {
            let row = &self.out.clauses[usize::from(at)];
            match row.parent.filter(|_| row.link == Link::Complement) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }

    /// "efforts to find and defeat X": a bare verb goes on an infinitive; "they want to help and say so" may not.
    pub(super) fn goes_on_infinitive(&self, verb: u16, clause: u16) -> bool {
        let group = |verb: u16| &self.groups.verbs[usize::from(verb)];
        let before = group(self.out.clauses[usize::from(clause)].verb);
        let bare = self.unit(group(verb).first).tag == Pos::VB && group(verb).modal.is_none();
        let says = group(verb).verb(self.units).verb_bits.any(Bits::CLAUSE_VERB);
        bare && !says && before.form == Form::Infinitive
    }

    /// "X has owned Y, which makes games, since 2005 and bought Z": the clause that goes on with a phrase behind a relative clause
    /// between commas.
    pub(super) fn beyond_aside(&self, clause: u16, conjunction: usize) -> u16 {
        let row = &self.out.clauses[usize::from(clause)];
        let comma = |unit: &Unit| unit.mark == Mark::Comma;
        let aside = row.marker.and_then(|m| m.checked_sub(1)).is_some_and(|before| comma(self.unit(before)));
        let Some(parent) = row.parent.filter(|_| aside && row.link == Link::Relative) else { return clause };
        let verb = self.groups.items.iter().position(|item| *item == Item::Verb(row.verb)).unwrap_or(conjunction);
        let mut commas = (verb..conjunction).filter(|n| self.word(*n).is_some_and(comma));
        let phrase = |n: usize| self.word(n + 1).is_some_and(|unit| unit.tag == Pos::IN);
        match (commas.next(), commas.next()) {
            (Some(only), None) if phrase(only) => parent,
            _ => clause,
        }
    }

    pub(super) fn last_finite(&self) -> Option<u16> {
        let current = self.current()?;
        let mut at = current;
        for _ in 0..8 {
            let clause = &self.out.clauses[usize::from(at)];
            if self.groups.verbs[usize::from(clause.verb)].form == Form::Finite {
                return Some(at);
            }
            at = clause.parent?;
        }
        None
    }

    /// "X wrote, directed and produced **Y**", "shelling and advancing on **Y**", "was arrested and charged **by Y**": verbs with
    /// nothing but a conjunction between them have the object, or the agent, of the last.
    pub(super) fn share_objects(&mut self) {
        let mut shared = false;
        for number in (1..self.out.clauses.len()).rev() {
            let (first, last) = (self.out.clauses[number - 1], self.out.clauses[number]);
            let verbs = [first, last].map(|clause| self.groups.verbs[usize::from(clause.verb)]);
            let joined = last.link == Link::Conjoined && usize::from(last.parent.unwrap_or(u16::MAX)) + 1 == number;
            let alone = verbs[0].verb(self.units).verb_bits.any(Bits::OFTEN_ALONE | Bits::BE | Bits::COPULA);
            let between = &self.units[usize::from(verbs[0].last)..usize::from(verbs[1].first)];
            let conjunction = between.iter().any(|unit| unit.bits.any(Bits::AND));
            let joins = |unit: &Unit| unit.bits.any(Bits::AND) || unit.mark == Mark::Comma || unit.tag.is_adverb();
            let one_row =
                joined && !alone && (conjunction || shared && !between.is_empty()) && between.iter().all(joins);
            shared = one_row && verbs[0].passive == verbs[1].passive && first.object.is_none();
            if !shared {
                continue;
            }
            if verbs[0].passive {
                let by = |phrase: &&Phrase| {
                    phrase.clause == Some(number as u16) && self.unit(phrase.marker).bits.any(Bits::BY)
                };
                let agent = self.out.phrases.iter().find(by).copied();
                let own = self.out.phrases.iter().any(|phrase| phrase.clause == Some(number as u16 - 1));
                if let Some(agent) = agent.filter(|_| !own) {
                    self.out.phrases.push(Phrase { clause: Some(number as u16 - 1), noun: None, ..agent });
                }
            } else {
                self.out.clauses[number - 1].object = last.object.or_else(|| self.aimed_at(number as u16));
            }
        }
    }

    /// "lives and works **in Vel**": the place of two verbs with nothing but a conjunction between them.
    pub(super) fn share_places(&mut self) {
        for number in 1..self.out.clauses.len() as u16 {
            let (first, last) = (self.out.clauses[usize::from(number) - 1], self.out.clauses[usize::from(number)]);
            let verbs = [first, last].map(|clause| self.groups.verbs[usize::from(clause.verb)]);
            let between = &self.units[usize::from(verbs[0].last)..usize::from(verbs[1].first)];
            let and = matches!(between, [unit] if unit.bits.any(Bits::AND));
            let alike = verbs[0].passive == verbs[1].passive && first.object.is_none() && last.object.is_none();
            if last.link != Link::Conjoined || last.parent != Some(number - 1) || !and || !alike {
                continue;
            }
            let inside = |phrase: &&Phrase| {
                let place = self.groups.nouns[usize::from(phrase.group)].head(self.units).kind;
                let beside = phrase.marker == verbs[1].last && self.unit(phrase.marker).bits.any(Bits::INSIDE);
                phrase.clause == Some(number) && beside && place == Some(EntityType::Place)
            };
            let place = self.out.phrases.iter().find(inside).copied();
            self.out.phrases.extend(place.map(|phrase| Phrase { clause: Some(number - 1), ..phrase }));
        }
    }

    /// "shelling and advancing **on Vel**": the name that a verb without an object aims at.
    fn aimed_at(&self, clause: u16) -> Option<u16> {
        let verb = &self.groups.verbs[usize::from(clause)];
        let phrase = self.out.phrases.iter().find(|p| p.clause == Some(clause) && p.marker == verb.last)?;
        let head = self.groups.nouns[usize::from(phrase.group)].head(self.units);
        let named = head.is_name() && !head.is_value();
        (named && self.unit(phrase.marker).bits.any(Bits::AIMED)).then_some(phrase.group)
    }
}
