//! Stage 6 of 8, clauses. In: the row of items. Out: one [`Clause`] per verb group with its subject, objects, phrases and
//! the clause it depends on; coordination and apposition between noun groups.
//!
//! One pass from left to right over a stack of open clauses. A finite verb takes the free group before it; when that
//! belongs to a relative clause, participle or apposition, the group which those hang on. Linear: each item is pushed
//! and popped once.

use newsgraph_lexicon::Pos;
use smallvec::SmallVec;

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
    stack: Vec<Open>,
}

/// A clause that may still take groups.
#[derive(Clone, Debug)]
struct Open {
    link: Link,
    parent: Option<u16>,
    anchor: Option<u16>,
    marker: Option<u16>,
    free: SmallVec<[u16; 4]>,
    clause: Option<u16>,
}

impl Open {
    fn root() -> Open {
        Open { link: Link::Root, parent: None, anchor: None, marker: None, free: SmallVec::new(), clause: None }
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

/// Joins "A, B and C": from each conjunction leftwards over commas, as long as the groups are of one kind.
fn coordinate(units: &[Unit], groups: &mut Groups) {
    for at in 1..groups.items.len().saturating_sub(1) {
        let Item::Word(word) = groups.items[at] else { continue };
        let unit = &units[usize::from(word)];
        if !unit.bits.any(Bits::AND) {
            continue;
        }
        let (Some(mut left), Item::Noun(mut right)) = (noun_before(groups, units, at), groups.items[at + 1]) else {
            continue;
        };
        let kind = sort(units, groups, right);
        loop {
            if groups.nouns[usize::from(left.1)].next.is_none() && groups.nouns[usize::from(right)].previous.is_none() {
                groups.nouns[usize::from(left.1)].next = Some(right);
                groups.nouns[usize::from(right)].previous = Some(left.1);
            }
            right = left.1;
            let Some(comma) = left.0.checked_sub(1) else { break };
            let Item::Word(word) = groups.items[comma] else { break };
            if units[usize::from(word)].mark != Mark::Comma || comma == 0 {
                break;
            }
            let Item::Noun(further) = groups.items[comma - 1] else { break };
            if sort(units, groups, further) != kind || sort(units, groups, right) != kind {
                break;
            }
            left = (comma - 1, further);
        }
    }
}

/// The group right before an item, a comma skipped ("A, B, and C").
fn noun_before(groups: &Groups, units: &[Unit], at: usize) -> Option<(usize, u16)> {
    let mut before = at.checked_sub(1)?;
    if let Item::Word(word) = groups.items[before] {
        if units[usize::from(word)].mark != Mark::Comma {
            return None;
        }
        before = before.checked_sub(1)?;
    }
    match groups.items[before] {
        Item::Noun(noun) => Some((before, noun)),
        _ => None,
    }
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

struct Builder<'b> {
    units: &'b [Unit],
    groups: &'b mut Groups,
    out: &'b mut Clauses,
    /// Preposition that waits for its group.
    preposition: Option<u16>,
    /// Last group and the item after it, for adjacency.
    last_noun: Option<u16>,
    last_noun_item: usize,
    /// Subordinator or relative pronoun that waits for its clause.
    marker: Option<u16>,
    parens: SmallVec<[(Option<u16>, usize, usize); 2]>,
    /// Reporting clause without a subject yet: ", said X".
    inverted: Option<u16>,
}

impl Builder<'_> {
    fn unit(&self, at: u16) -> &Unit {
        &self.units[usize::from(at)]
    }

    fn word(&self, item: usize) -> Option<&Unit> {
        match self.groups.items.get(item)? {
            Item::Word(word) => Some(self.unit(*word)),
            _ => None,
        }
    }

    fn top(&mut self) -> &mut Open {
        if self.out.stack.is_empty() {
            self.out.stack.push(Open::root());
        }
        let last = self.out.stack.len() - 1;
        &mut self.out.stack[last]
    }

    fn current(&self) -> Option<u16> {
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
        if relative {
            if let Some(anchor) = self.last_noun.filter(|_| self.near(at, 2)) {
                let parent = self.current();
                let marker = Some(word);
                self.push(Open {
                    link: Link::Relative,
                    parent,
                    anchor: Some(self.antecedent(anchor, at)),
                    marker,
                    ..Open::root()
                });
                self.preposition = None;
                return;
            }
        }
        if unit.bits.any(Bits::SUBORDINATOR) && (unit.tag != Pos::DT) && self.opens_clause(at) {
            let complement = unit.tag == Pos::IN && self.current().is_some() && self.reports(at);
            let link = if complement { Link::Complement } else { Link::Adverbial };
            let parent = self.current();
            let anchor = self.last_noun.filter(|_| complement && self.near(at, 1));
            self.push(Open { link, parent, anchor, marker: Some(word), ..Open::root() });
            self.preposition = None;
            return;
        }
        if PREPOSITION.has(unit.tag) && unit.tag != Pos::RP {
            self.preposition = Some(word);
        }
    }

    /// True when the last noun group ends at most `gap` items before `at`.
    fn near(&self, at: usize, gap: usize) -> bool {
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
        let group = &self.groups.nouns[usize::from(noun)];
        group
            .apposed_to
            .filter(|a| self.groups.nouns[usize::from(*a)].is_name(self.units) && !group.is_name(self.units))
            .unwrap_or(noun)
    }

    fn personal(&self, noun: u16) -> bool {
        matches!(
            self.groups.nouns[usize::from(noun)].head(self.units).kind,
            Some(EntityType::Person | EntityType::Role)
        ) || self.groups.nouns[usize::from(noun)].head(self.units).noun_bits.any(Bits::ACTS_FOR)
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

    fn push(&mut self, open: Open) {
        self.out.stack.push(open);
        self.marker = None;
    }

    fn noun(&mut self, at: usize, noun: u16) {
        let index = usize::from(noun);
        let previous = self.groups.nouns[index].previous;
        if let Some(clause) = self.inverted.take() {
            if self.preposition.is_none() && !self.groups.nouns[index].head(self.units).is_value() {
                self.out.clauses[usize::from(clause)].subject = Some(noun);
                self.groups.nouns[index].governor = Governor::Subject(clause);
                self.seen(at, noun);
                return;
            }
        }
        let date = self.groups.nouns[index].head(self.units).kind == Some(EntityType::Date);
        if date && self.preposition.is_none() && previous.is_none() {
            // "said Monday": a phrase without a preposition, which takes nobody's place
            let phrase =
                Phrase { marker: self.groups.nouns[index].first, group: noun, clause: self.current(), noun: None };
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
        } else if let Some(clause) = self.current().filter(|c| self.is_second_object(*c, at)) {
            self.out.clauses[usize::from(clause)].second = Some(noun);
            self.groups.nouns[index].governor = Governor::Object(clause);
        } else {
            let comma =
                self.word(at.wrapping_sub(1)).is_some_and(|u| matches!(u.mark, Mark::Comma | Mark::Dash | Mark::Open));
            let apposable = self.last_noun.filter(|n| {
                comma && self.near(at, 2) && !self.groups.nouns[usize::from(*n)].head(self.units).is_value()
            });
            if let Some(other) = apposable {
                self.groups.nouns[index].apposed_to = Some(self.apposition_target(other, noun));
            }
            self.top().free.push(noun);
        }
        self.seen(at, noun);
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
    fn after_verb(&self, at: usize) -> bool {
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
                Item::Noun(_) => return false,
            }
        }
        false
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
    fn root(&self, noun: u16) -> u16 {
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

    fn verb(&mut self, at: usize, verb: u16) {
        let group = self.groups.verbs[usize::from(verb)];
        self.inverted = None;
        match group.form {
            Form::Finite => self.finite(at, verb),
            Form::Infinitive => self.infinitive(at, verb),
            Form::Gerund => self.gerund(at, verb),
            Form::Participle => self.participle(at, verb),
        }
        self.preposition = None;
        debug_assert_eq!(self.out.clauses.len(), usize::from(verb) + 1);
    }

    fn add(&mut self, clause: Clause) -> u16 {
        let number = self.out.clauses.len() as u16;
        if let Some(parent) = clause.parent {
            let complements = matches!(clause.link, Link::Complement | Link::Infinitive | Link::Gerund);
            let parent = &mut self.out.clauses[usize::from(parent)];
            if complements && parent.complement.is_none() {
                parent.complement = Some(number);
            }
        }
        self.out.clauses.push(clause);
        number
    }

    fn open_clause(&mut self, verb: u16, link: Link, parent: Option<u16>, subject: Option<u16>) -> u16 {
        let (anchor, marker) = (self.top().anchor, self.top().marker);
        let number = self.add(Clause {
            verb,
            subject,
            object: None,
            second: None,
            link,
            parent,
            anchor,
            marker,
            complement: None,
        });
        if let Some(subject) = subject {
            let owner = &mut self.groups.nouns[usize::from(subject)].governor;
            if *owner == Governor::Free {
                *owner = Governor::Subject(number);
            }
        }
        // "On Monday X said": phrases before the subject belong to the clause
        for phrase in self.out.phrases.iter_mut().rev() {
            if phrase.clause.is_some() || phrase.noun.is_some() {
                break;
            }
            phrase.clause = Some(number);
        }
        number
    }

    /// What stands before an item, adverbs and quotation marks skipped.
    fn before(&self, at: usize) -> Option<(usize, Item)> {
        let skips = |item: &Item| match item {
            Item::Word(word) => {
                let unit = self.unit(*word);
                unit.tag.is_adverb() && unit.mark == Mark::None || unit.mark == Mark::Quote
            }
            _ => false,
        };
        (0..at).rev().map(|n| (n, self.groups.items[n])).find(|(_, item)| !skips(item))
    }

    fn finite(&mut self, at: usize, verb: u16) {
        let before = self.before(at);
        let before_unit =
            before.and_then(|(_, item)| if let Item::Word(w) = item { Some(*self.unit(w)) } else { None });
        let conjunction = before_unit.is_some_and(|u| u.tag == Pos::CC);
        let comma = before_unit.is_some_and(|u| matches!(u.mark, Mark::Comma | Mark::Dash));
        let closed = before_unit.is_some_and(|u| u.mark == Mark::Close);
        let adjacent = match before {
            Some((_, Item::Noun(noun))) => Some(noun),
            _ if closed => self.last_noun,
            _ => None,
        };
        let reporting = self.groups.verbs[usize::from(verb)].verb(self.units).verb_bits.any(Bits::CLAUSE_VERB);

        if conjunction || comma && self.top().clause.is_some() && !self.outer_waits() && !reporting {
            if let Some(other) = self.last_finite() {
                let shared = self.out.clauses[usize::from(other)];
                let (link, parent) = (Link::Conjoined, Some(other));
                let number = self.open_clause(verb, link, parent, shared.subject);
                self.out.clauses[usize::from(number)].anchor = shared.anchor;
                self.out.clauses[usize::from(number)].marker = shared.marker;
                self.top().clause = Some(number);
                return;
            }
        }
        if self.top().clause.is_none() {
            self.first_verb(at, verb, adjacent, reporting);
            return;
        }
        self.further_verb(verb, adjacent, comma, reporting, at);
    }

    /// True when an outer clause has its subject but no verb yet.
    fn outer_waits(&self) -> bool {
        let depth = self.out.stack.len().saturating_sub(1);
        self.out.stack[..depth].iter().rev().any(|open| open.clause.is_none())
    }

    fn last_finite(&self) -> Option<u16> {
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

    /// The verb of the open clause: its subject is the free group before it.
    fn first_verb(&mut self, at: usize, verb: u16, adjacent: Option<u16>, reporting: bool) {
        let open = self.top().clone();
        let subject = match open.link {
            Link::Relative if open.free.is_empty() => open.anchor,
            _ => self.subject_of(&open, adjacent),
        };
        let (link, parent) = (open.link, open.parent);
        let number = self.open_clause(verb, link, parent, subject);
        let top = self.top();
        top.clause = Some(number);
        top.free.clear();
        // "the company Acme bought", "which Acme bought"
        if link == Link::Relative && !open.free.is_empty() {
            self.out.clauses[usize::from(number)].object = open.anchor;
        }
        if subject.is_none() && reporting && self.group_follows(at) {
            self.inverted = Some(number);
        }
    }

    /// A group comes right after an item: "said X".
    fn group_follows(&self, at: usize) -> bool {
        matches!(self.groups.items.get(at + 1), Some(Item::Noun(_)))
    }

    /// Which of the free groups is the subject: the one right before the verb, else the root of what stands before.
    fn subject_of(&self, open: &Open, adjacent: Option<u16>) -> Option<u16> {
        if let Some(noun) = adjacent {
            let root = self.root(noun);
            let group = &self.groups.nouns[usize::from(noun)];
            // "Acme, the studio said": the group right before the verb speaks, unless a comma closes the apposition
            if root != noun
                && group.apposed_to.is_some()
                && group.governor == Governor::Free
                && group.previous.is_none()
            {
                return Some(noun);
            }
            let root_group = &self.groups.nouns[usize::from(root)];
            if root_group.governor == Governor::Free && !root_group.head(self.units).is_value() {
                if let Some(apposed) = self.chain_apposition(noun) {
                    return Some(apposed);
                }
                return Some(root);
            }
        }
        let named = open.free.iter().copied().map(|n| self.root(n));
        named
            .filter(|n| {
                let group = &self.groups.nouns[usize::from(*n)];
                group.governor == Governor::Free && group.head(self.units).kind != Some(EntityType::Date)
            })
            .next_back()
    }

    /// "Acme, the owner of Borax said" (no closing comma): the apposed group at the end of the phrase chain.
    fn chain_apposition(&self, noun: u16) -> Option<u16> {
        let mut at = noun;
        for _ in 0..12 {
            let group = &self.groups.nouns[usize::from(at)];
            if group.governor == Governor::Free && group.apposed_to.is_some() && group.previous.is_none() {
                return Some(at);
            }
            at = match group.governor {
                Governor::Phrase(phrase) => self.out.phrases[usize::from(phrase)].noun?,
                _ => group.previous?,
            };
        }
        None
    }

    /// A finite verb where the open clause has one already.
    fn further_verb(&mut self, verb: u16, adjacent: Option<u16>, comma: bool, reporting: bool, at: usize) {
        let current = self.current();
        let takes_clause = current.is_some_and(|c| {
            let clause = &self.out.clauses[usize::from(c)];
            self.groups.verbs[usize::from(clause.verb)].verb(self.units).verb_bits.any(Bits::CLAUSE_VERB)
        });
        let root = adjacent.map(|noun| self.root(noun));
        // "X said Y bought Z": Y was taken for the object
        if let (Some(noun), Some(root), Some(parent)) = (adjacent, root, current) {
            let is_object = self.out.clauses[usize::from(parent)].object == Some(root);
            let single = self.groups.nouns[usize::from(noun)].previous.is_none() || !is_object;
            if is_object && takes_clause {
                self.out.clauses[usize::from(parent)].object = None;
                self.groups.nouns[usize::from(root)].governor = Governor::Free;
                self.push(Open { link: Link::Complement, parent: Some(parent), ..Open::root() });
                let number = self.open_clause(verb, Link::Complement, Some(parent), Some(root));
                self.top().clause = Some(number);
                return;
            }
            // "attacked A and B denied it": the last of a coordination begins a clause of its own
            if !single {
                self.unlink(noun);
                self.out.stack.truncate(1);
                let number = self.open_clause(verb, Link::Conjoined, Some(parent), Some(noun));
                self.top().clause = Some(number);
                return;
            }
        }
        // "X, who owns Y, bought Z": back to the clause that waits for its verb
        if let Some(depth) = self.waiting() {
            self.out.stack.truncate(depth + 1);
            let open = self.top().clone();
            let own = adjacent
                .filter(|_| !comma)
                .map(|n| self.root(n))
                .filter(|n| self.groups.nouns[usize::from(*n)].governor == Governor::Free);
            let own = own.or_else(|| adjacent.filter(|n| self.apposed_alone(*n)));
            let anchored = self.subject_of(&open, None);
            let subject = if open.link == Link::Relative && open.free.is_empty() {
                open.anchor
            } else {
                own.filter(|_| anchored.is_none()).or(anchored).or(own)
            };
            let number = self.open_clause(verb, open.link, open.parent, subject);
            self.top().clause = Some(number);
            if reporting && own.is_some() && own != anchored && anchored.is_some() {
                self.out.clauses[usize::from(number)].subject = own;
            }
            return;
        }
        // "…", X said: a clause of its own that tells what was said before
        let subject = adjacent.map(|n| if self.apposed_alone(n) { n } else { self.root(n) });
        let subject = subject.filter(|n| matches!(self.groups.nouns[usize::from(*n)].governor, Governor::Free));
        self.out.stack.truncate(1);
        let top = self.top();
        *top = Open::root();
        let number = self.open_clause(verb, Link::Root, None, subject);
        self.top().clause = Some(number);
        if reporting {
            if subject.is_none() && self.group_follows(at) {
                self.inverted = Some(number);
            }
            self.adopt(number);
        } else if subject.is_none() {
            if let Some(parent) = current {
                let shared = self.out.clauses[usize::from(parent)].subject;
                self.out.clauses[usize::from(number)].subject = shared.filter(|_| comma);
            }
        }
    }

    /// True when a group in apposition stands right before a verb, with no comma to close the apposition.
    fn apposed_alone(&self, noun: u16) -> bool {
        let group = &self.groups.nouns[usize::from(noun)];
        group.governor == Governor::Free && group.apposed_to.is_some() && group.previous.is_none()
    }

    /// The innermost outer clause that has no verb yet.
    fn waiting(&self) -> Option<usize> {
        let depth = self.out.stack.len().saturating_sub(1);
        (0..depth).rev().find(|n| self.out.stack[*n].clause.is_none())
    }

    /// What was said stands before the verb of saying: root clauses so far depend on it.
    fn adopt(&mut self, saying: u16) {
        for number in 0..saying {
            let clause = &mut self.out.clauses[usize::from(number)];
            if clause.parent.is_none() && matches!(clause.link, Link::Root) {
                clause.parent = Some(saying);
                clause.link = Link::Complement;
                if self.out.clauses[usize::from(saying)].complement.is_none() {
                    self.out.clauses[usize::from(saying)].complement = Some(number);
                }
            }
        }
    }

    fn unlink(&mut self, noun: u16) {
        if let Some(previous) = self.groups.nouns[usize::from(noun)].previous.take() {
            self.groups.nouns[usize::from(previous)].next = None;
        }
    }

    fn infinitive(&mut self, at: usize, verb: u16) {
        let parent = self.current();
        let noun = self.last_noun.filter(|_| self.near(at, 1));
        let conjoined = matches!(self.before(at), Some((_, Item::Word(w))) if self.unit(w).tag == Pos::CC);
        if let (Some(parent), true) = (parent, conjoined) {
            let other = self.out.clauses[usize::from(parent)];
            if self.groups.verbs[usize::from(other.verb)].form == Form::Infinitive {
                let number = self.open_clause(verb, Link::Conjoined, Some(parent), other.subject);
                self.top().clause = Some(number);
                return;
            }
        }
        let Some(parent) = parent else {
            let subject = noun.map(|n| self.root(n));
            let number = self.add(Clause {
                verb,
                subject,
                object: None,
                second: None,
                link: Link::Infinitive,
                parent: None,
                anchor: noun,
                marker: None,
                complement: None,
            });
            self.push(Open { link: Link::Infinitive, clause: Some(number), ..Open::root() });
            return;
        };
        let subject = self.controller(parent);
        let number = self.add(Clause {
            verb,
            subject,
            object: None,
            second: None,
            link: Link::Infinitive,
            parent: Some(parent),
            anchor: noun,
            marker: None,
            complement: None,
        });
        self.push(Open { link: Link::Infinitive, parent: Some(parent), clause: Some(number), ..Open::root() });
    }

    /// Who does what an infinitive or gerund tells: the object of "force", else the subject.
    fn controller(&self, parent: u16) -> Option<u16> {
        let clause = &self.out.clauses[usize::from(parent)];
        let verb = &self.groups.verbs[usize::from(clause.verb)];
        let controls = verb.verb(self.units).verb_bits.any(Bits::OBJECT_CONTROL);
        if controls && !verb.passive {
            if let Some(object) = clause.object {
                let group = &self.groups.nouns[usize::from(object)];
                let head = group.head(self.units);
                if head.is_name()
                    || head.nominal.is_some()
                    || group.is_pronoun(self.units)
                    || head.noun_bits.any(Bits::ACTS_FOR)
                    || head.noun != 0 && !head.noun_bits.any(Bits::EVENT | Bits::CLAUSE_NOUN)
                {
                    return Some(object);
                }
            }
        }
        clause.subject
    }

    fn gerund(&mut self, at: usize, verb: u16) {
        let parent = self.current();
        let before = self.before(at);
        let preposition = self.preposition.take();
        if let Some(marker) = preposition {
            let noun = self.last_noun.filter(|_| self.near(at, 2));
            let subject = match parent {
                Some(parent) => self.controller(parent),
                None => noun.map(|n| self.root(n)),
            };
            let number = self.add(Clause {
                verb,
                subject,
                object: None,
                second: None,
                link: Link::Gerund,
                parent,
                anchor: noun,
                marker: Some(marker),
                complement: None,
            });
            self.push(Open { link: Link::Gerund, parent, marker: Some(marker), clause: Some(number), ..Open::root() });
            return;
        }
        match before {
            // "a group calling itself X"
            Some((_, Item::Noun(noun))) => self.described(verb, Some(noun), parent),
            // ", killing 12"
            Some((_, Item::Word(word)))
                if matches!(self.unit(word).mark, Mark::Comma | Mark::Dash) && parent.is_some() =>
            {
                let subject = parent.and_then(|p| self.out.clauses[usize::from(p)].subject);
                let number = self.add(Clause {
                    verb,
                    subject,
                    object: None,
                    second: None,
                    link: Link::Participle,
                    parent,
                    anchor: None,
                    marker: None,
                    complement: None,
                });
                self.push(Open { link: Link::Participle, parent, clause: Some(number), ..Open::root() });
            }
            Some((_, Item::Word(word))) if matches!(self.unit(word).mark, Mark::Comma) => {
                let noun = self.last_noun.map(|n| self.root(n));
                self.described(verb, noun, parent);
            }
            Some((_, Item::Word(word))) if self.unit(word).tag == Pos::CC && parent.is_some() => {
                let subject = parent.and_then(|p| self.out.clauses[usize::from(p)].subject);
                let number = self.open_clause(verb, Link::Conjoined, parent, subject);
                self.top().clause = Some(number);
            }
            // "denied attacking X"
            Some((_, Item::Verb(_))) => {
                let subject = parent.and_then(|p| self.controller(p));
                let number = self.add(Clause {
                    verb,
                    subject,
                    object: None,
                    second: None,
                    link: Link::Gerund,
                    parent,
                    anchor: None,
                    marker: None,
                    complement: None,
                });
                self.push(Open { link: Link::Gerund, parent, clause: Some(number), ..Open::root() });
            }
            _ => {
                let number = self.add(Clause {
                    verb,
                    subject: None,
                    object: None,
                    second: None,
                    link: Link::Participle,
                    parent,
                    anchor: None,
                    marker: None,
                    complement: None,
                });
                self.push(Open { link: Link::Participle, parent, clause: Some(number), ..Open::root() });
            }
        }
    }

    fn participle(&mut self, at: usize, verb: u16) {
        let parent = self.current();
        let before = self.before(at);
        match before {
            Some((_, Item::Noun(noun))) => self.described(verb, Some(noun), parent),
            Some((_, Item::Word(word)))
                if matches!(self.unit(word).mark, Mark::Comma | Mark::Close | Mark::Dash | Mark::Open) =>
            {
                let noun = self.last_noun.map(|n| if parent.is_none() { self.root(n) } else { n });
                self.described(verb, noun, parent);
            }
            Some((_, Item::Word(word))) if self.unit(word).tag == Pos::CC && parent.is_some() => {
                let other = parent.and_then(|p| self.out.clauses.get(usize::from(p))).copied();
                let passive = other.is_some_and(|o| self.groups.verbs[usize::from(o.verb)].passive);
                let past = other.is_some_and(|o| self.groups.verbs[usize::from(o.verb)].past);
                self.groups.verbs[usize::from(verb)].passive = passive || !past;
                let number = self.open_clause(verb, Link::Conjoined, parent, other.and_then(|o| o.subject));
                self.top().clause = Some(number);
            }
            _ => {
                self.described(verb, None, parent);
            }
        }
    }

    /// A participle clause that says something of a group.
    fn described(&mut self, verb: u16, noun: Option<u16>, parent: Option<u16>) {
        let noun = noun.map(|n| {
            let group = &self.groups.nouns[usize::from(n)];
            if group.previous.is_some() && group.apposed_to.is_none() { n } else { n }
        });
        let number = self.add(Clause {
            verb,
            subject: noun,
            object: None,
            second: None,
            link: Link::Participle,
            parent,
            anchor: noun,
            marker: None,
            complement: None,
        });
        self.push(Open { link: Link::Participle, parent, anchor: noun, clause: Some(number), ..Open::root() });
    }

    /// Gives participles at the start of a sentence the subject of the main clause.
    fn finish(&mut self) {
        for number in 0..self.out.clauses.len() {
            let clause = self.out.clauses[number];
            if clause.subject.is_none() && clause.link == Link::Participle && clause.parent.is_none() {
                let main = self.out.clauses[number + 1..].iter().find(|c| c.link == Link::Root && c.subject.is_some());
                self.out.clauses[number].subject = main.and_then(|c| c.subject);
            }
        }
    }
}
