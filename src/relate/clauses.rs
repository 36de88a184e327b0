//! Stage 6 of 8, clauses. In: the row of items. Out: one [`Clause`] per verb group with its subject, objects, phrases and
//! the clause it depends on; apposition between noun groups.
//!
//! One pass from left to right over a stack of open clauses. A finite verb takes the free group before it; when that
//! belongs to a relative clause, participle or apposition, the group which those hang on. Linear: each item is pushed
//! and popped once.

use newsgraph_lexicon::Pos;
use smallvec::SmallVec;

use crate::relate::coordination::coordinate;
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor, Groups, Item, PREPOSITION};
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// How a clause hangs on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// On none.
    Root,
    /// "said (that) …".
    Complement,
    /// "who …", "which …".
    Relative,
    /// ", owned by …", ", killing …".
    Participle,
    /// "to buy".
    Infinitive,
    /// "of buying".
    Gerund,
    /// "after …", "if …".
    Adverbial,
    /// "and …".
    Conjoined,
}

/// A verb group with what belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    /// Its verb group; clauses and verb groups are numbered alike.
    pub(super) verb: u16,
    /// Surface subject.
    pub(super) subject: Option<u16>,
    /// Direct object, or what a copula says.
    pub(super) object: Option<u16>,
    /// The group after the object.
    pub(super) second: Option<u16>,
    /// How it hangs on `parent` or `anchor`.
    pub(super) link: Link,
    /// The clause it depends on.
    pub(super) parent: Option<u16>,
    /// The noun group it describes.
    pub(super) anchor: Option<u16>,
    /// Unit of its subordinator, relative pronoun or preposition.
    pub(super) marker: Option<u16>,
    /// First clause that depends on it as what is said, wanted or done.
    pub(super) complement: Option<u16>,
}

/// A preposition with its noun group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// Unit of the preposition.
    pub(super) marker: u16,
    /// The group after it; for several the first.
    pub(super) group: u16,
    /// The clause in which it stands.
    pub(super) clause: Option<u16>,
    /// The noun group right before it, if any.
    pub(super) noun: Option<u16>,
}

/// Clauses and phrases of a sentence.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    /// In the order of their verbs.
    pub(super) clauses: Vec<Clause>,
    /// In text order.
    pub(super) phrases: Vec<Phrase>,
    pub(super) stack: Vec<Open>,
}

/// A clause that may still take groups.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) link: Link,
    pub(super) parent: Option<u16>,
    pub(super) anchor: Option<u16>,
    pub(super) marker: Option<u16>,
    /// Groups that may become its subject.
    pub(super) free: SmallVec<[u16; 4]>,
    /// Its clause, once it has a verb.
    pub(super) clause: Option<u16>,
    /// Preposition before its relative pronoun: "for which".
    pub(super) fronted: Option<u16>,
}

impl Open {
    pub(super) fn root() -> Open {
        Open {
            link: Link::Root,
            parent: None,
            anchor: None,
            marker: None,
            free: SmallVec::new(),
            clause: None,
            fronted: None,
        }
    }
}

/// Builds the clauses of a sentence, into buffers that are cleared first.
pub(super) fn build(units: &[Unit], groups: &mut Groups, out: &mut Clauses) {
    out.clauses.clear();
    out.phrases.clear();
    out.stack.clear();
    out.stack.push(Open::root());
    coordinate(units, groups);
    let mut builder = Builder {
        units,
        groups,
        out,
        preposition: None,
        last_noun: None,
        last_noun_item: 0,
        marker: None,
        parens: SmallVec::new(),
        inverted: None,
    };
    for at in 0..builder.groups.items.len() {
        builder.step(at);
    }
    builder.finish();
}

pub(super) struct Builder<'b> {
    pub(super) units: &'b [Unit],
    pub(super) groups: &'b mut Groups,
    pub(super) out: &'b mut Clauses,
    /// Preposition that waits for its group.
    pub(super) preposition: Option<u16>,
    /// Last group and the item after it, for adjacency.
    pub(super) last_noun: Option<u16>,
    pub(super) last_noun_item: usize,
    /// Subordinator or relative pronoun that waits for its clause.
    marker: Option<u16>,
    parens: SmallVec<[(Option<u16>, usize, usize); 2]>,
    /// Reporting clause without a subject yet: ", said X".
    pub(super) inverted: Option<u16>,
}

impl Builder<'_> {
    pub(super) fn unit(&self, at: u16) -> &Unit {
        &self.units[usize::from(at)]
    }

    pub(super) fn word(&self, item: usize) -> Option<&Unit> {
        match self.groups.items.get(item)? {
            Item::Word(word) => Some(self.unit(*word)),
            _ => None,
        }
    }

    pub(super) fn top(&mut self) -> &mut Open {
        if self.out.stack.is_empty() {
            self.out.stack.push(Open::root());
        }
        let last = self.out.stack.len() - 1;
        &mut self.out.stack[last]
    }

    pub(super) fn current(&self) -> Option<u16> {
        self.out.stack.last().and_then(|open| open.clause)
    }

    fn step(&mut self, at: usize) {
        match self.groups.items[at] {
            Item::Noun(noun) => self.noun(at, noun),
            Item::Verb(verb) => self.verb(at, verb),
            Item::Word(word) => self.word_item(at, word),
        }
    }

    fn word_item(&mut self, at: usize, word: u16) {
        let unit = *self.unit(word);
        match unit.mark {
            Mark::Open => {
                self.parens.push((self.last_noun, self.last_noun_item, self.out.stack.len()));
                self.out.stack.push(Open { anchor: self.last_noun, ..Open::root() });
                self.preposition = None;
            }
            Mark::Close => {
                if let Some((noun, _, depth)) = self.parens.pop() {
                    self.out.stack.truncate(depth.max(1));
                    self.last_noun = noun;
                    self.last_noun_item = at;
                }
                self.preposition = None;
            }
            Mark::Colon | Mark::Stop | Mark::Question if self.parens.is_empty() && unit.mark != Mark::Stop => {
                self.preposition = None;
                self.marker = None;
                if unit.mark == Mark::Colon {
                    self.out.stack.truncate(0);
                    self.out.stack.push(Open::root());
                }
            }
            Mark::None => self.function_word(at, word, &unit),
            _ => {}
        }
    }

    fn function_word(&mut self, at: usize, word: u16, unit: &Unit) {
        let relative = matches!(unit.tag, Pos::WDT | Pos::WP | Pos::WPS);
        let gap = if self.preposition.is_some() { 3 } else { 2 };
        if relative && let Some(anchor) = self.last_noun.filter(|_| self.near(at, gap)) {
            let parent = self.current();
            let marker = Some(word);
            // "both of which will be shown": who does it
            let fronted = self.preposition.take().filter(|p| !self.unit(*p).bits.any(Bits::OF));
            let anchor = self.antecedent(anchor, at);
            let anchor = fronted.and_then(|_| self.event_above(anchor)).unwrap_or(anchor);
            self.push(Open { link: Link::Relative, parent, anchor: Some(anchor), marker, fronted, ..Open::root() });
            return;
        }
        let that = unit.set.has(Pos::WDT) && unit.tag == Pos::IN && self.current().is_some() && self.reports(at);
        if unit.bits.any(Bits::SUBORDINATOR) && unit.tag != Pos::DT && (that || self.opens_clause(at)) {
            let complement = unit.tag == Pos::IN && self.current().is_some() && self.reports(at);
            let link = if complement { Link::Complement } else { Link::Adverbial };
            let parent = self.current();
            let anchor = self.last_noun.filter(|_| complement && self.near(at, 1));
            self.push(Open { link, parent, anchor, marker: Some(word), ..Open::root() });
            self.preposition = None;
            return;
        }
        if unit.tag.is_adjective() && self.near(at, 1) {
            // "people familiar with": the phrase still follows the group
            self.last_noun_item = at + 1;
        }
        if PREPOSITION.has(unit.tag) && unit.tag != Pos::RP {
            self.preposition = Some(word);
        }
    }

    /// True when the last noun group ends at most `gap` items before `at`.
    pub(super) fn near(&self, at: usize, gap: usize) -> bool {
        at < self.last_noun_item + gap
    }

    /// A relative pronoun may belong to the head of a chain: "the head of Acme, who …".
    fn antecedent(&self, noun: u16, at: usize) -> u16 {
        let who = self.groups.items.get(at).and_then(|i| match i {
            Item::Word(w) => Some(self.unit(*w).tag == Pos::WP),
            _ => None,
        });
        if who == Some(true) && !self.personal(noun) {
            let root = self.root(noun);
            if self.personal(root) {
                return root;
            }
        }
        // "a film starring X and Y, which depicts": a thing, not the person before the pronoun
        let mut thing = noun;
        if who == Some(false) {
            for _ in 0..4 {
                let group = &self.groups.nouns[usize::from(thing)];
                if group.head(self.units).kind != Some(EntityType::Person) {
                    break;
                }
                thing = match (group.governor, group.previous) {
                    (_, Some(previous)) => previous,
                    (Governor::Object(clause), _) => match self.out.clauses[usize::from(clause)].anchor {
                        Some(anchor) => anchor,
                        None => break,
                    },
                    _ => break,
                };
            }
        }
        let noun = thing;
        let group = &self.groups.nouns[usize::from(noun)];
        group
            .apposed_to
            .filter(|a| self.groups.nouns[usize::from(*a)].is_name(self.units) && !group.is_name(self.units))
            .unwrap_or(noun)
    }

    /// "the attacks in Vel, for which X claimed responsibility": of a chain of phrases the event.
    fn event_above(&self, noun: u16) -> Option<u16> {
        let mut at = noun;
        for _ in 0..8 {
            let group = &self.groups.nouns[usize::from(at)];
            if group.head(self.units).noun_bits.any(Bits::EVENT) {
                return Some(at);
            }
            at = match group.governor {
                Governor::Phrase(phrase) => self.out.phrases[usize::from(phrase)].noun?,
                _ => group.previous?,
            };
        }
        None
    }

    pub(super) fn personal(&self, noun: u16) -> bool {
        self.groups.nouns[usize::from(noun)].head(self.units).role
            || matches!(
                self.groups.nouns[usize::from(noun)].head(self.units).kind,
                Some(EntityType::Person | EntityType::Role)
            )
            || self.groups.nouns[usize::from(noun)].head(self.units).noun_bits.any(Bits::ACTS_FOR)
    }

    /// Before a clause, not a mere group: a finite verb comes before the next comma.
    fn opens_clause(&self, at: usize) -> bool {
        let mut governed = false;
        let mut seen_noun = false;
        for item in self.groups.items[at + 1..].iter().take(14) {
            match item {
                Item::Verb(verb) => {
                    let verb = &self.groups.verbs[usize::from(*verb)];
                    match verb.form {
                        Form::Finite => {
                            return seen_noun || self.word(at).is_some_and(|w| w.tag == Pos::WRB || w.tag == Pos::WDT);
                        }
                        Form::Participle if !seen_noun => {
                            return self.word(at).is_some_and(|w| w.tag == Pos::WRB || !w.bits.any(Bits::AS));
                        }
                        _ if !seen_noun => return false,
                        _ => {}
                    }
                }
                Item::Noun(_) => {
                    seen_noun |= !governed;
                    governed = false;
                }
                Item::Word(word) => {
                    let unit = self.unit(*word);
                    match unit.mark {
                        Mark::Comma if !seen_noun => {}
                        Mark::None => {
                            governed = PREPOSITION.has(unit.tag);
                            if unit.bits.any(Bits::SUBORDINATOR) && unit.tag == Pos::IN && seen_noun {
                                return false;
                            }
                        }
                        Mark::Quote | Mark::Open | Mark::Close => {}
                        _ => return false,
                    }
                }
            }
        }
        false
    }

    /// True when "that", "whether" or "if" at an item tells what the verb or noun before it holds.
    fn reports(&self, at: usize) -> bool {
        let verb = self.current().map(|c| &self.groups.verbs[usize::from(self.out.clauses[usize::from(c)].verb)]);
        let reporting =
            verb.is_some_and(|v| v.verb(self.units).verb_bits.any(Bits::CLAUSE_VERB | Bits::BE | Bits::OBJECT_CONTROL));
        let noun = self
            .last_noun
            .filter(|_| self.near(at, 1))
            .is_some_and(|n| self.groups.nouns[usize::from(n)].head(self.units).noun_bits.any(Bits::CLAUSE_NOUN));
        let that = self.word(at).is_some_and(|w| {
            w.set.has(Pos::WDT) || w.set.has(Pos::CC) || w.set.within(newsgraph_lexicon::PosSet(Pos::IN.bit()))
        });
        that && (reporting || noun) && !self.word(at).is_some_and(|w| w.bits.any(Bits::AS) || w.tag == Pos::WRB)
    }

    pub(super) fn push(&mut self, open: Open) {
        self.out.stack.push(open);
        self.marker = None;
    }

    fn noun(&mut self, at: usize, noun: u16) {
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
            if self.near(at, 1) {
                self.last_noun_item = at + 1;
            }
            return;
        }
        if let Some(marker) = self.preposition.take() {
            let adjacent = self.last_noun.filter(|_| self.near(at, 2));
            let phrase = Phrase { marker, group: noun, clause: self.current(), noun: adjacent };
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
            let comma =
                self.word(at.wrapping_sub(1)).is_some_and(|u| matches!(u.mark, Mark::Comma | Mark::Dash | Mark::Open));
            let apposable = self.last_noun.filter(|n| {
                comma && self.near(at, 2) && !self.groups.nouns[usize::from(*n)].head(self.units).is_value()
            });
            let apposable = apposable.filter(|n| !self.fronted(*n, noun));
            if let Some(other) = apposable {
                self.groups.nouns[index].apposed_to = Some(self.apposition_target(other, noun));
            }
            self.top().free.push(noun);
        }
        self.seen(at, noun);
    }

    /// "In a post on Monday, Lena Varga said": a person after a phrase that opens the sentence is not in it.
    fn fronted(&self, other: u16, noun: u16) -> bool {
        let Governor::Phrase(phrase) = self.groups.nouns[usize::from(other)].governor else { return false };
        let phrase = self.out.phrases[usize::from(phrase)];
        let person = self.groups.nouns[usize::from(noun)].head(self.units).kind == Some(EntityType::Person);
        person && phrase.clause.is_none() && phrase.noun.is_none() && !self.personal(other)
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

    /// The group that a chain of phrases, appositions and coordinations goes back to.
    pub(super) fn root(&self, noun: u16) -> u16 {
        let mut at = noun;
        for _ in 0..24 {
            let group = &self.groups.nouns[usize::from(at)];
            let up = match group.governor {
                Governor::Phrase(phrase) => self.out.phrases[usize::from(phrase)].noun,
                Governor::Free if group.previous.is_some() => group.previous,
                Governor::Free => group.apposed_to,
                _ => None,
            };
            match up {
                Some(up) => at = up,
                None => break,
            }
        }
        at
    }
}
