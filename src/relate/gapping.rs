//! Stage 6 of 8, gapping. In: the clauses of a sentence. Out: one more clause for each conjunct that leaves its verb out:
//! "bought A for $2bn **and B for $1bn**", "was fined $5m **and B $3m**", "killed A in Vel **and B in Ostra**".
//!
//! A conjunct is read so when it is a pair of groups that answers a pair before it: the object and a phrase or second object, or
//! the subject and what follows the verb. The later groups are led by the same preposition, or none, and are of one kind, the
//! earlier ones too. The new clause has the verb and the place of the one before.

use newsgraph_lexicon::Pos;

use crate::relate::clauses::{Builder, Clause, Phrase};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor, Item};
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// Two groups side by side: "B for $1bn", "B $3m".
#[derive(Clone, Copy)]
struct Pair {
    first: u16,
    /// Unit of the preposition between them.
    marker: Option<u16>,
    second: u16,
    /// The item after it.
    end: usize,
}

/// What a pair answers: in a clause, the one it has with its object, or the one it has with its subject.
#[derive(Clone, Copy)]
struct Answered {
    clause: u16,
    object: bool,
}

impl Builder<'_> {
    /// Adds a clause for each pair that goes on with the verb before it.
    pub(super) fn read_gaps(&mut self) {
        let spoken = self.out.clauses.len();
        for at in 2..self.groups.items.len() {
            let Some(pair) = self.joined_pair(at) else { continue };
            let Some(answered) = self.answered(at, pair, spoken) else { continue };
            self.go_on(pair, answered);
        }
    }

    /// The pair behind a conjunction, or behind a comma when another pair of the kind follows.
    fn joined_pair(&self, at: usize) -> Option<Pair> {
        let word = self.word(at)?;
        let and = word.bits.any(Bits::AND);
        if !and && word.mark != Mark::Comma {
            return None;
        }
        let pair = self.pair(at + 1)?;
        let next = || {
            let comma = self.word(pair.end).is_some_and(|unit| unit.mark == Mark::Comma);
            let behind = pair.end + usize::from(comma);
            let and = self.word(behind).is_some_and(|unit| unit.bits.any(Bits::AND));
            self.pair(behind + usize::from(and)).filter(|_| comma || and)
        };
        let listed = and || next().is_some_and(|next| self.same_marker(pair.marker, next.marker));
        listed.then_some(pair)
    }

    fn pair(&self, at: usize) -> Option<Pair> {
        let Item::Noun(first) = *self.groups.items.get(at)? else { return None };
        let marker = match *self.groups.items.get(at + 1)? {
            Item::Word(word) if matches!(self.unit(word).tag, Pos::IN | Pos::TO) => Some(word),
            _ => None,
        };
        let behind = at + 1 + usize::from(marker.is_some());
        let Item::Noun(second) = *self.groups.items.get(behind)? else { return None };
        let verb = match self.groups.items.get(behind + 1) {
            Some(Item::Verb(verb)) => self.groups.verbs[usize::from(*verb)].form == Form::Finite,
            _ => false,
        };
        let group = &self.groups.nouns[usize::from(first)];
        // "A as a diver, B as a cook": a name behind a comma looks like an apposition
        let apposed = group.apposed_to.is_some() && !group.is_name(self.units);
        let free = group.governor == Governor::Free && !apposed;
        (free && !verb).then_some(Pair { first, marker, second, end: behind + 1 })
    }

    fn same_marker(&self, one: Option<u16>, other: Option<u16>) -> bool {
        one.map(|unit| self.unit(unit).key) == other.map(|unit| self.unit(unit).key)
    }

    /// What a pair goes on with: back over groups and prepositions to one led like its second.
    fn answered(&self, at: usize, pair: Pair, spoken: usize) -> Option<Answered> {
        let comma = self.word(at - 1).is_some_and(|unit| unit.mark == Mark::Comma);
        let mut back = at - usize::from(comma);
        loop {
            back = back.checked_sub(1)?;
            let noun = match self.groups.items[back] {
                Item::Noun(noun) => noun,
                Item::Word(word) if matches!(self.unit(word).tag, Pos::IN | Pos::TO) => continue,
                _ => return None,
            };
            let (marker, clause) = match self.groups.nouns[usize::from(noun)].governor {
                Governor::Phrase(phrase) => {
                    let phrase = &self.out.phrases[usize::from(phrase)];
                    // a date without a preposition is a phrase that begins with itself
                    let marker = Some(phrase.marker).filter(|m| *m != self.groups.nouns[usize::from(noun)].first);
                    (marker, phrase.clause)
                }
                Governor::Object(clause) => (None, Some(clause)),
                _ => return None,
            };
            // "A as Helen, B as a diver": parts, whatever they are called
            let part = marker.is_some_and(|m| self.unit(m).bits.any(Bits::AS));
            if !self.same_marker(marker, pair.marker) || !part && !self.alike(noun, pair.second) {
                continue;
            }
            let clause = clause?;
            // "convicted A of fraud and B of theft", but "met A of Vel and B of Ostra": who they are
            if marker.is_some_and(|m| self.unit(m).bits.any(Bits::OF)) && self.head(noun).is_name() {
                return None;
            }
            let row = self.out.clauses[usize::from(clause)];
            let before = back.checked_sub(1 + usize::from(marker.is_some()))?;
            let object = match self.groups.items[before] {
                Item::Noun(object) if row.object.is_some_and(|first| self.in_list(first, object)) => true,
                Item::Noun(subject) if usize::from(clause) >= spoken && row.subject == Some(subject) => false,
                Item::Verb(verb) if verb == clause => false,
                _ => return None,
            };
            let other = if object { row.object } else { row.subject.filter(|s| self.head(*s).is_name()) };
            return self.alike(other?, pair.first).then_some(Answered { clause, object });
        }
    }

    fn head(&self, group: u16) -> &Unit {
        self.groups.nouns[usize::from(group)].head(self.units)
    }

    /// True for a group of the list that begins with another.
    fn in_list(&self, first: u16, group: u16) -> bool {
        let mut at = Some(first);
        while let Some(member) = at {
            if member == group {
                return true;
            }
            at = self.groups.nouns[usize::from(member)].next;
        }
        false
    }

    /// Groups of one kind; a bare number goes with a counted noun ("45 people", "12").
    fn alike(&self, one: u16, other: u16) -> bool {
        let (first, second) = (self.head(one), self.head(other));
        let counted = || {
            let group = &self.groups.nouns[usize::from(one)];
            second.kind == Some(EntityType::Figure) && self.units[group.units()].iter().any(Unit::is_value)
        };
        first.kind == second.kind && first.is_name() == second.is_name() || first.kind.is_none() && counted()
    }

    /// Adds the clause of a pair: its own phrases, and those of the clause before that it has none of its own for.
    fn go_on(&mut self, pair: Pair, answered: Answered) {
        let new = self.out.clauses.len() as u16;
        let row = self.out.clauses[usize::from(answered.clause)];
        let verb = self.groups.verbs[usize::from(row.verb)];
        let bare = Some(pair.second).filter(|_| pair.marker.is_none());
        let clause = match answered.object {
            true => Clause { verb: new, object: Some(pair.first), second: bare, complement: None, ..row },
            false => Clause { verb: new, subject: Some(pair.first), object: bare, complement: None, ..row },
        };
        self.groups.verbs.push(verb);
        self.out.clauses.push(clause);
        let group = &mut self.groups.nouns[usize::from(pair.first)];
        group.governor = if answered.object { Governor::Object(new) } else { Governor::Subject(new) };
        group.apposed_to = None;
        if let Some(previous) = group.previous.take() {
            self.groups.nouns[usize::from(previous)].next = None;
        }
        if let Some(second) = bare {
            self.groups.nouns[usize::from(second)].governor = Governor::Object(new);
        }
        let start = self.groups.nouns[usize::from(pair.first)].first;
        for number in 0..self.out.phrases.len() {
            let phrase = self.out.phrases[number];
            if phrase.clause != Some(answered.clause) {
                continue;
            }
            let (kind, key) = (self.head(phrase.group).kind, self.unit(phrase.marker).key);
            // "for $1bn **in May** and B for $2bn **in June**", but "… and B for $2bn **on Monday**": of both
            let own = phrase.marker > start
                && self.out.phrases.iter().any(|p| {
                    let earlier = p.marker >= verb.last && p.marker < start && p.clause == phrase.clause;
                    earlier && (self.head(p.group).kind == kind || self.unit(p.marker).key == key)
                });
            if own {
                self.out.phrases[number].clause = Some(new);
            } else if phrase.marker > start || phrase.marker < verb.first {
                self.out.phrases.push(Phrase { clause: Some(new), ..phrase });
            }
        }
    }
}
