//! Stage 6 of 8, clauses: what place a noun group takes in the open clauses: object, phrase, apposition or free for the next
//! verb. See [`clauses`](super::clauses).

use newsgraph_lexicon::{Pos, Shape};

use crate::relate::clauses::{Builder, Link, Open, Phrase};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor, Item};
use crate::relate::noun_groups::is_contact_relative;
use crate::relate::unit::Mark;
use crate::types::EntityType;

impl Builder<'_> {
    /// Takes a noun group.
    pub(super) fn noun(&mut self, at: usize, noun: u16) {
        let index = usize::from(noun);
        let previous = self.groups.nouns[index].previous;
        // "X, whose house was bombed": the group opens a relative clause and belongs to X
        if self.unit(self.groups.nouns[index].first).tag == Pos::WPS
            && let Some(owner) = self.last_noun.filter(|_| self.near(at, 2))
        {
            let parent = self.current();
            self.groups.nouns[index].possessor = Some(owner);
            let mut open = Open { link: Link::Relative, parent, anchor: Some(owner), ..Open::root() };
            open.free.push(noun);
            self.push(open);
            self.preposition = None;
            self.seen(at, noun);
            return;
        }
        // "the firm Lena Varga founded": a relative clause without a pronoun
        let first = self.groups.nouns[index].first;
        let beside = |n: &u16| self.groups.nouns[usize::from(*n)].last == first && self.preposition.is_none();
        let thing = self.last_noun.filter(|n| beside(n) && is_contact_relative(self.units, usize::from(first)));
        if thing.is_some() {
            let (parent, marker) = (self.current(), Some(first));
            let mut open = Open { link: Link::Relative, parent, anchor: thing, marker, ..Open::root() };
            open.free.push(noun);
            self.push(open);
            self.seen(at, noun);
            return;
        }
        if let Some(clause) = self.inverted.take()
            && self.preposition.is_none()
            && !self.groups.nouns[index].head(self.units).is_value()
        {
            self.out.clauses[usize::from(clause)].subject = Some(noun);
            self.groups.nouns[index].governor = Governor::Subject(clause);
            self.seen(at, noun);
            return;
        }
        let date = self.groups.nouns[index].head(self.units).kind == Some(EntityType::Date);
        // "broke out last week": a particle of the verb
        if date
            && self.preposition.is_some_and(|p| self.unit(p).set.has(Pos::RP))
            && matches!(self.groups.items.get(at.wrapping_sub(2)), Some(Item::Verb(_)))
        {
            let marker = self.preposition.filter(|p| self.unit(*p).bits.any(Bits::TIME_PREPOSITION));
            self.preposition = marker;
        }
        if date && self.preposition.is_none() && previous.is_none() {
            // "said Monday": a phrase without a preposition, which takes nobody's place; "Lena Varga (1909 – 1941)" tells
            // nothing of when what follows was so
            let in_brackets = self.parens.last().and_then(|(noun, _, _)| *noun).filter(|_| self.current().is_none());
            // "the attack on Acme earlier today": when the event was
            let event = self.last_noun.filter(|n| self.near(at, 1) && self.event_above(*n).is_some());
            let phrase = Phrase {
                marker: self.groups.nouns[index].first,
                group: noun,
                clause: self.current(),
                noun: in_brackets.or(event),
            };
            self.groups.nouns[index].governor = Governor::Phrase(self.out.phrases.len() as u16);
            self.out.phrases.push(phrase);
            // "Arvex, now a unit of Borax": the apposition goes on
            let now = self.near(at, 2) && self.is_adverb(noun);
            if self.near(at, 1) || now {
                self.last_noun_item = at + 1;
            }
            return;
        }
        if let Some(marker) = self.preposition.take() {
            let adjacent = self.last_noun.filter(|_| self.near(at, 2)).or_else(|| self.home_of(at, marker, noun));
            let clause = self.beyond_name(marker).or_else(|| self.beyond_commas(at));
            let phrase = Phrase { marker, group: noun, clause, noun: adjacent };
            self.groups.nouns[index].governor = Governor::Phrase(self.out.phrases.len() as u16);
            self.out.phrases.push(phrase);
        } else if previous.is_some() {
            // governed with the group it is coordinated with
        } else if let Some(clause) = self.current().filter(|_| self.after_verb(at)) {
            self.out.clauses[usize::from(clause)].object = Some(noun);
            self.groups.nouns[index].governor = Governor::Object(clause);
            self.fronted_belongs(clause, noun);
        } else if let Some(clause) = self.current().filter(|c| self.is_late_object(*c, at, noun)) {
            self.out.clauses[usize::from(clause)].object = Some(noun);
            self.groups.nouns[index].governor = Governor::Object(clause);
        } else if let Some(clause) = self.current().filter(|c| self.is_second_object(*c, at)) {
            self.out.clauses[usize::from(clause)].second = Some(noun);
            self.groups.nouns[index].governor = Governor::Object(clause);
        } else {
            // "Lena Varga, formerly head of Acme", "Arvex, now a unit of Borax"
            let adverb = self.word(at.wrapping_sub(1)).is_some_and(|u| u.tag.is_adverb());
            let now = matches!(self.groups.items.get(at.wrapping_sub(1)), Some(Item::Noun(n)) if self.is_adverb(*n))
                && self.unit(self.groups.nouns[index].first).tag == Pos::DT;
            let before = at.wrapping_sub(1 + usize::from(adverb || now));
            let titled = self.groups.nouns[index].head(self.units).kind == Some(EntityType::Work)
                && self.last_noun.is_some_and(|n| self.kind_of_name(n));
            let comma = self.word(before).is_some_and(|u| {
                matches!(u.mark, Mark::Comma | Mark::Dash | Mark::Open) || u.mark == Mark::Quote && titled
            });
            // "Lena Varga, 54, a chemist": over the age
            let value = |n: u16| {
                let group = &self.groups.nouns[usize::from(n)];
                let age = group.apposed_to.is_some_and(|person| self.personal(person));
                group.head(self.units).is_value() && (!age || self.groups.nouns[index].is_name(self.units))
            };
            let apposable = self.last_noun.filter(|n| comma && self.near(at, 2 + usize::from(adverb)) && !value(*n));
            let apposable = apposable.filter(|n| !self.fronted(*n, noun) && !self.beside(*n, noun, before));
            let apposable = apposable.filter(|_| !self.part_of_which(at));
            if let Some(office) = self.office_before(at, noun).or_else(|| self.own_office(at, noun, before)) {
                self.groups.nouns[usize::from(office)].apposed_to = Some(noun);
                self.top().free.retain(|n| *n != office);
            } else if let Some(other) = apposable {
                let target = self.relative_of(at, other, noun).unwrap_or_else(|| self.apposition_target(other, noun));
                self.groups.nouns[index].apposed_to = Some(target);
            }
            self.top().free.push(noun);
        }
        self.seen(at, noun);
    }

    /// "The data expert at Arvex Lena Varga said": a person right behind the body of an office holds it.
    fn office_before(&self, at: usize, noun: u16) -> Option<u16> {
        let kind = |n: u16| self.groups.nouns[usize::from(n)].head(self.units).kind;
        let body = self.last_noun.filter(|n| self.near(at, 1) && kind(*n) == Some(EntityType::Organisation))?;
        let Governor::Phrase(phrase) = self.groups.nouns[usize::from(body)].governor else { return None };
        let office = self.out.phrases[usize::from(phrase)].noun?;
        (kind(noun) == Some(EntityType::Person)
            && matches!(kind(office), None | Some(EntityType::Role))
            && self.personal(office))
        .then_some(office)
    }

    /// "met Tom Reel, **her spokesman**, Lena Varga, said": between somebody's office and a verb its holder is named, when the
    /// comma is at this item.
    fn own_office(&self, at: usize, noun: u16, comma: usize) -> Option<u16> {
        let office = self.last_noun.filter(|_| self.near(at, 2))?;
        let group = &self.groups.nouns[usize::from(office)];
        let owned = self.unit(group.first).tag == Pos::PRPS
            && group.head(self.units).role
            && group.head(self.units).tag == Pos::NN;
        let is_comma = |n: usize| self.word(n).is_some_and(|word| word.mark == Mark::Comma);
        let opens = group.governor == Governor::Free && is_comma(comma) && comma.checked_sub(2).is_some_and(is_comma);
        let acts = self.groups.items.get(at + 1 + usize::from(is_comma(at + 1)));
        let person = self.groups.nouns[usize::from(noun)].head(self.units).kind == Some(EntityType::Person);
        (owned && opens && person && matches!(acts, Some(Item::Verb(_)))).then_some(office)
    }

    /// "A, B and C, **two** of which": which two is not told.
    fn part_of_which(&self, at: usize) -> bool {
        let of = self.word(at + 1).is_some_and(|word| word.bits.any(Bits::OF));
        of && self.word(at + 2).is_some_and(|word| matches!(word.tag, Pos::WDT | Pos::WP)) && !self.all_of(at + 2)
    }

    /// "film", "song": a noun that says what a name is.
    fn kind_of_name(&self, noun: u16) -> bool {
        let head = self.groups.nouns[usize::from(noun)].head(self.units);
        head.mention.is_none() && head.noun_bits.any(Bits::KIND_NOUN)
    }

    /// "a quake of magnitude **6.8**": a bare number right behind the noun that it belongs to.
    pub(super) fn numbers(&self, noun: u16) -> bool {
        let group = &self.groups.nouns[usize::from(noun)];
        let before = usize::from(group.first).checked_sub(1).map(|n| &self.units[n]);
        let figure = group.head(self.units).kind == Some(EntityType::Figure) && group.units().len() == 1;
        figure && before.is_some_and(|unit| unit.tag == Pos::NN && unit.mention.is_none())
    }

    /// "now", "today": a date of one plain word.
    fn is_adverb(&self, noun: u16) -> bool {
        let group = &self.groups.nouns[usize::from(noun)];
        let unit = self.unit(group.head);
        let word = unit.tokens.len() == 1 && unit.shape.has(Shape::LOWER);
        group.units().len() == 1 && unit.kind == Some(EntityType::Date) && word
    }

    /// "Lena Varga (chairman), Tom Reel (president)", "a member of Acme, a member of Borax": a further one of a list, when the
    /// comma is at this item.
    fn beside(&self, other: u16, noun: u16, comma: usize) -> bool {
        let (first, second) = (&self.groups.nouns[usize::from(other)], &self.groups.nouns[usize::from(noun)]);
        let (left, right) = (first.head(self.units), second.head(self.units));
        let bracketed = self.word(comma.wrapping_sub(1)).is_some_and(|u| u.mark == Mark::Close);
        if bracketed && left.is_name() && right.is_name() && left.kind == right.kind {
            return true;
        }
        let Governor::Phrase(phrase) = first.governor else { return false };
        let of = self.out.phrases[usize::from(phrase)].noun.map(|n| self.groups.nouns[usize::from(n)].head(self.units));
        of.is_some_and(|of| of.noun != 0 && of.noun == right.noun && of.mention.is_none())
    }

    /// "bought 10 jets, made by Acme, **over 10 years**": behind a clause between commas a phrase is of the clause around it.
    fn beyond_commas(&self, at: usize) -> Option<u16> {
        let current = self.current();
        let row = &self.out.clauses[usize::from(current?)];
        let comma = |unit: Option<u16>| unit.is_some_and(|unit| self.unit(unit).mark == Mark::Comma);
        let opens = row.marker.unwrap_or(self.groups.verbs[usize::from(row.verb)].first);
        let aside =
            matches!(row.link, Link::Participle | Link::Relative) && row.parent.is_some() && row.anchor.is_some();
        // "took over Arvex, a firm owned by Acme, **in May**": of what describes the name
        let apposed = row.anchor.is_some_and(|told| self.groups.nouns[usize::from(told)].apposed_to.is_some());
        let between = aside && (apposed || comma(opens.checked_sub(1)));
        let behind = at.checked_sub(2).and_then(|n| self.word(n)).is_some_and(|unit| unit.mark == Mark::Comma);
        // "who was born in Vel, Norway, in May": the comma is the place's
        let written = at.checked_sub(3).is_some_and(|n| match self.groups.items[n] {
            Item::Noun(noun) => matches!(
                self.groups.nouns[usize::from(noun)].head(self.units).kind,
                Some(EntityType::Place | EntityType::Date)
            ),
            _ => false,
        });
        if between && behind && !written { row.parent } else { current }
    }

    /// "blamed a gang known as X **for the raid**": behind the name that a participle gives a phrase is of the clause around it.
    fn beyond_name(&self, marker: u16) -> Option<u16> {
        let current = self.current()?;
        let row = &self.out.clauses[usize::from(current)];
        let verb = &self.groups.verbs[usize::from(row.verb)];
        let names = row.link == Link::Participle && verb.verb(self.units).verb_bits.any(Bits::NAMING);
        let named = || {
            let as_name = |p: &Phrase| p.clause == Some(current) && self.unit(p.marker).bits.any(Bits::AS);
            row.object.is_some() || self.out.phrases.iter().any(as_name)
        };
        row.parent.filter(|_| names && named() && self.unit(marker).bits.any(Bits::REASON))
    }

    /// "Lena Varga, 72, of Vel, Norway, …", "Tom Reel, of Acme, …": the person before the comma is from there.
    fn home_of(&self, at: usize, marker: u16, noun: u16) -> Option<u16> {
        let from = matches!(
            self.groups.nouns[usize::from(noun)].head(self.units).kind,
            Some(EntityType::Place | EntityType::Organisation)
        );
        let comma = at.checked_sub(2).and_then(|n| self.word(n)).is_some_and(|unit| unit.mark == Mark::Comma);
        if !from || !comma || !self.unit(marker).bits.any(Bits::OF) {
            return None;
        }
        let is_person = |n: &u16| {
            let head = self.groups.nouns[usize::from(*n)].head(self.units);
            head.kind == Some(EntityType::Person) || head.person
        };
        let before = |n: usize| match self.groups.items.get(n)? {
            Item::Noun(noun) => Some(self.root(*noun)),
            _ => None,
        };
        let last = before(at.checked_sub(3)?)?;
        // "aged 72" is two groups
        let age = || before(at.checked_sub(4)?);
        Some(last).filter(is_person).or_else(|| age().filter(is_person))
    }

    /// "In a post on Monday, Lena Varga said": a person after a phrase that opens the sentence is not in it.
    fn fronted(&self, other: u16, noun: u16) -> bool {
        // "In a post about the patch, Lena Varga said"
        let mut at = other;
        let mut phrase = None;
        for _ in 0..6 {
            let Governor::Phrase(outer) = self.groups.nouns[usize::from(at)].governor else { break };
            let outer = self.out.phrases[usize::from(outer)];
            phrase = Some(outer);
            match outer.noun {
                Some(noun) => at = noun,
                None => break,
            }
        }
        let opens = phrase.is_some_and(|p| p.clause.is_none() && p.noun.is_none());
        let person = self.groups.nouns[usize::from(noun)].head(self.units).kind == Some(EntityType::Person);
        person && opens && !self.personal(other)
    }

    /// "Lena Varga was born in Vel, the daughter of …": the subject, not the place, is a relative of someone.
    fn relative_of(&self, at: usize, other: u16, noun: u16) -> Option<u16> {
        let head = self.groups.nouns[usize::from(noun)].head(self.units);
        let before = self.groups.nouns[usize::from(other)].head(self.units);
        let relative = head.noun_bits.any(Bits::RELATIVE) && head.mention.is_none();
        if !relative || !matches!(before.kind, Some(EntityType::Place | EntityType::Date | EntityType::Organisation)) {
            return None;
        }
        let verb_follows = self.groups.items[at + 1..].iter().any(|i| matches!(i, Item::Verb(_)));
        let clause = self.current().filter(|_| !verb_follows)?;
        self.out.clauses[usize::from(clause)].subject
    }

    /// "Smith, 45, a member of the board, …": what a further apposition belongs to.
    fn apposition_target(&self, other: u16, noun: u16) -> u16 {
        let mut target = other;
        if let Some(first) = self.groups.nouns[usize::from(other)].apposed_to {
            target = first;
        }
        let group = &self.groups.nouns[usize::from(target)];
        // "the head of Acme, Lena Varga": a person stands for the office, not for the company
        if self.personal(noun) && !self.personal(target) && matches!(group.governor, Governor::Phrase(_)) {
            let root = self.root(target);
            if self.personal(root) {
                target = root;
            }
        }
        target
    }

    fn seen(&mut self, at: usize, noun: u16) {
        self.last_noun = Some(noun);
        self.last_noun_item = at + 1;
    }

    /// True when only adverbs and particles stand between the verb of the current clause and an item.
    pub(super) fn after_verb(&self, at: usize) -> bool {
        for item in self.groups.items[..at].iter().rev() {
            match item {
                Item::Verb(verb) => return self.current() == Some(*verb),
                Item::Word(word) => {
                    let unit = self.unit(*word);
                    let passes = unit.tag.is_adverb()
                        || unit.tag == Pos::RP
                        || matches!(unit.mark, Mark::Quote)
                        || unit.tag.is_adjective();
                    if !passes {
                        return false;
                    }
                }
                // "said Monday": a date without a preposition stands in nobody's way
                Item::Noun(noun) => {
                    let group = &self.groups.nouns[usize::from(*noun)];
                    if group.head(self.units).kind != Some(EntityType::Date)
                        || !matches!(group.governor, Governor::Phrase(_))
                    {
                        return false;
                    }
                }
            }
        }
        false
    }

    /// "for which X claimed responsibility": the fronted phrase belongs to the noun that the verb takes.
    fn fronted_belongs(&mut self, clause: u16, noun: u16) {
        let group = &self.groups.nouns[usize::from(noun)];
        let common = group.head(self.units).tag.is_noun() && group.head(self.units).mention.is_none();
        let row = self.out.clauses[usize::from(clause)];
        let fronted = self.out.phrases.iter_mut().rev().find(|p| {
            common
                && p.clause == Some(clause)
                && p.noun.is_none()
                && Some(p.group) == row.anchor
                && Some(p.marker) < row.marker
        });
        if let Some(phrase) = fronted {
            phrase.noun = Some(noun);
        }
    }

    /// "condemned in the strongest terms the attack": an object behind a phrase, when no verb follows that it may be the
    /// subject of.
    fn is_late_object(&self, clause: u16, at: usize, noun: u16) -> bool {
        let row = &self.out.clauses[usize::from(clause)];
        let verb = &self.groups.verbs[usize::from(row.verb)];
        let Some(Item::Noun(before)) = at.checked_sub(1).map(|n| self.groups.items[n]) else { return false };
        let Governor::Phrase(phrase) = self.groups.nouns[usize::from(before)].governor else { return false };
        let phrase = self.out.phrases[usize::from(phrase)];
        let manner = phrase.clause == Some(clause) && phrase.noun.is_none();
        let group = &self.groups.nouns[usize::from(noun)];
        let head = group.head(self.units);
        let heavy = head.is_name()
            || matches!(self.unit(group.first).tag, Pos::DT | Pos::PDT | Pos::PRPS)
            || group.possessor.is_some();
        let verb_follows = self.groups.items[at + 1..]
            .iter()
            .take(6)
            .any(|i| matches!(i, Item::Verb(v) if self.groups.verbs[usize::from(*v)].form == Form::Finite));
        let takes = !verb.passive && !verb.verb(self.units).verb_bits.any(Bits::BE | Bits::COPULA);
        row.object.is_none()
            && row.complement.is_none()
            && takes
            && manner
            && heavy
            && !head.is_value()
            && !verb_follows
    }

    fn is_second_object(&self, clause: u16, at: usize) -> bool {
        let clause = &self.out.clauses[usize::from(clause)];
        let Some(object) = clause.object else { return false };
        if clause.second.is_some() {
            return false;
        }
        let last = at.checked_sub(1).and_then(|n| self.groups.items.get(n));
        let mut end = object;
        while let Some(next) = self.groups.nouns[usize::from(end)].next {
            end = next;
        }
        last == Some(&Item::Noun(end))
            || last.is_some_and(|i| matches!(i, Item::Word(w) if self.unit(*w).mark == Mark::Quote))
                && at >= 2
                && self.groups.items[at - 2] == Item::Noun(end)
    }
}
