//! Stage 6 of 8, clauses: what a verb group does to the stack of open clauses. See [`clauses`](super::clauses).

use newsgraph_lexicon::Pos;

use crate::relate::clauses::{Builder, Clause, Link, Open, Phrase};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor, Item};
use crate::relate::unit::Mark;
use crate::types::EntityType;

impl Builder<'_> {
    pub(super) fn verb(&mut self, at: usize, verb: u16) {
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

    pub(super) fn add(&mut self, clause: Clause) -> u16 {
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

    pub(super) fn open_clause(&mut self, verb: u16, link: Link, parent: Option<u16>, subject: Option<u16>) -> u16 {
        let (anchor, marker) = (self.top().anchor, self.top().marker);
        let number = self.add(Clause { subject, parent, anchor, marker, ..Clause::new(verb, link) });
        if let Some(subject) = subject {
            let owner = &mut self.groups.nouns[usize::from(subject)].governor;
            if *owner == Governor::Free && anchor != Some(subject) {
                *owner = Governor::Subject(number);
            }
            // "…, police said": what has a verb of its own stands in apposition to nothing, unless it is an office
            let group = &self.groups.nouns[usize::from(subject)];
            let head = group.head(self.units);
            // "the flat of Tom Reel, Norwegian officials said": several are no one person
            let one = |other: u16| {
                let other = &self.groups.nouns[usize::from(other)];
                other.is_name(self.units) && other.previous.is_none() && other.next.is_none()
            };
            let office = head.role && !(head.tag == Pos::NNS && group.apposed_to.is_some_and(one));
            if group.apposed_to.is_some() && anchor != Some(subject) && !office {
                self.groups.nouns[usize::from(subject)].apposed_to = None;
            }
        }
        self.take_date(verb, number);
        // "On Monday X said", "On Monday the head of X said": phrases before the subject belong to the clause, those before what a
        // relative clause tells of to the clause around it
        let told = anchor.filter(|_| link == Link::Relative);
        let clauses = &self.out.clauses;
        for phrase in self.out.phrases.iter_mut().rev() {
            let relative = phrase.clause.is_some_and(|c| clauses[usize::from(c)].link == Link::Relative);
            if phrase.noun.is_some() || relative {
                continue;
            }
            if phrase.clause.is_some() || told.is_some_and(|anchor| phrase.group < anchor) {
                break;
            }
            phrase.clause = Some(number);
        }
        number
    }

    /// "Arvex **on Monday** bought Bolton": a date right before a verb is the verb's, unless it is of an event ("the attack on
    /// Monday killed 12").
    fn take_date(&mut self, verb: u16, clause: u16) {
        let Some(phrase) = self.out.phrases.last().copied() else { return };
        let date = &self.groups.nouns[usize::from(phrase.group)];
        let beside = date.last == self.groups.verbs[usize::from(verb)].first;
        let dated = beside && date.head(self.units).kind == Some(EntityType::Date);
        // "the death of Tom Reel on Monday shocked": the date of what a noun tells
        let subject = self.out.clauses[usize::from(clause)].subject;
        let acts = |noun: u16| {
            let owner = self.chain(noun);
            !self.tells(noun) && !self.tells(owner) && Some(owner) == subject && self.event_above(noun).is_none()
        };
        if !dated || !phrase.noun.is_some_and(acts) || !self.unit(phrase.marker).bits.any(Bits::TIME_PREPOSITION) {
            return;
        }
        if let Some(last) = self.out.phrases.last_mut() {
            (last.clause, last.noun) = (Some(clause), None);
        }
    }

    /// A noun for a thing, whose date it may be: "the **death** of Tom Reel on Monday".
    fn tells(&self, noun: u16) -> bool {
        let group = &self.groups.nouns[usize::from(noun)];
        let body = group.head(self.units).noun_bits.any(Bits::KIND_NOUN | Bits::OUTLET);
        !group.is_name(self.units) && !self.personal(noun) && !body
    }

    /// What stands before an item, adverbs and quotation marks skipped.
    pub(super) fn before(&self, at: usize) -> Option<(usize, Item)> {
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
        let joined = self.conjunction(before);
        let conjunction = joined.is_some();
        let comma = before_unit.is_some_and(|u| matches!(u.mark, Mark::Comma | Mark::Dash));
        let closed = before_unit.is_some_and(|u| u.mark == Mark::Close);
        let adjacent = match before {
            Some((_, Item::Noun(noun))) => Some(noun),
            _ if closed => self.last_noun,
            _ => None,
        };
        let reporting = self.groups.verbs[usize::from(verb)].verb(self.units).verb_bits.any(Bits::CLAUSE_VERB);

        if let Some((depth, parent, object)) =
            self.reported_subject(adjacent, comma).filter(|_| self.top().clause.is_some())
        {
            self.out.stack.truncate(depth + 1);
            let above = &mut self.out.clauses[usize::from(parent)];
            above.object = above.object.filter(|o| *o != object);
            above.second = None;
            self.groups.nouns[usize::from(object)].governor = Governor::Free;
            self.push(Open { link: Link::Complement, parent: Some(parent), ..Open::root() });
            let number = self.open_clause(verb, Link::Complement, Some(parent), Some(object));
            self.top().clause = Some(number);
            return;
        }
        if let Some((teller, subject)) = self.told_around(before).filter(|_| comma) {
            self.out.stack.truncate(0);
            if let Some(speaker) = self.out.clauses[usize::from(teller)].subject {
                self.groups.nouns[usize::from(speaker)].apposed_to = None;
            }
            self.push(Open { link: Link::Complement, parent: Some(teller), ..Open::root() });
            let number = self.open_clause(verb, Link::Complement, Some(teller), Some(subject));
            self.top().clause = Some(number);
            return;
        }
        if let Some(other) = self.current().filter(|c| conjunction && self.goes_on_infinitive(verb, *c)) {
            let subject = self.out.clauses[usize::from(other)].subject;
            let number = self.open_clause(verb, Link::Conjoined, Some(other), subject);
            self.top().clause = Some(number);
            return;
        }
        if let Some(subject) = self.described_subject(before).filter(|_| comma && self.top().clause.is_some()) {
            let current = self.current();
            self.out.stack.truncate(1);
            let number = self.open_clause(verb, Link::Conjoined, current, Some(subject));
            self.top().clause = Some(number);
            return;
        }
        if (conjunction || comma && self.top().clause.is_some() && !self.outer_waits() && !reporting)
            && let Some(other) = self.last_finite().map(|c| match joined {
                Some(_) if self.comma_before(joined) => self.outermost(c),
                Some((at, _)) => self.beyond_aside(c, at),
                None => c,
            })
        {
            let shared = self.out.clauses[usize::from(other)];
            let (link, parent) = (Link::Conjoined, Some(other));
            let number = self.open_clause(verb, link, parent, shared.subject);
            if let Some(phrase) = before.and_then(|(_, item)| self.date_phrase(item)) {
                self.out.phrases[usize::from(phrase)].clause = Some(number);
            }
            self.out.clauses[usize::from(number)].anchor = shared.anchor;
            self.out.clauses[usize::from(number)].marker = shared.marker;
            self.top().clause = Some(number);
            return;
        }
        if self.top().clause.is_none() {
            self.first_verb(at, verb, adjacent, reporting);
            return;
        }
        self.further_verb(verb, adjacent, comma, reporting, at);
    }

    /// "**Arvex**, Lena Varga said, has left": the clause set off by commas that tells the one around it, and the subject of that.
    fn told_around(&self, before: Option<(usize, Item)>) -> Option<(u16, u16)> {
        let teller = self.current()?;
        let row = &self.out.clauses[usize::from(teller)];
        let verb = self.groups.verbs[usize::from(row.verb)].verb(self.units);
        let silent = row.object.is_none() && row.complement.is_none() && row.parent.is_none();
        let speaker = row.subject.filter(|_| silent && verb.verb_bits.any(Bits::CLAUSE_VERB))?;
        // "Arvex, Lena Varga said," with nothing but a date before the comma
        let items = &self.groups.items[..before?.0];
        let said = items.iter().rposition(|item| *item == Item::Verb(row.verb))?;
        let dated = items[said + 1..].iter().all(|item| match item {
            Item::Noun(noun) => self.groups.nouns[usize::from(*noun)].head(self.units).kind == Some(EntityType::Date),
            Item::Word(word) => self.unit(*word).bits.any(Bits::TIME_PREPOSITION),
            Item::Verb(_) => false,
        });
        let beside = said.checked_sub(1).filter(|n| items[*n] == Item::Noun(speaker) && dated)?;
        self.word(beside.checked_sub(1)?).filter(|unit| unit.mark == Mark::Comma)?;
        let Item::Noun(told) = items[beside.checked_sub(2)?] else { return None };
        let subject = self.root(told);
        let group = &self.groups.nouns[usize::from(subject)];
        let free = group.governor == Governor::Free && !group.head(self.units).is_value();
        free.then_some((teller, subject))
    }

    /// "X teaches in Vel, and **her father**, Tom Reel, was a judge": what a group between commas before a verb describes, when a
    /// conjunction stands before it.
    fn described_subject(&self, before: Option<(usize, Item)>) -> Option<u16> {
        let at = before?.0.checked_sub(1)?;
        let Item::Noun(noun) = self.groups.items[at] else { return None };
        let subject = self.groups.nouns[usize::from(noun)].apposed_to?;
        let group = &self.groups.nouns[usize::from(subject)];
        let place = self.groups.items[..at].iter().rposition(|item| *item == Item::Noun(subject))?;
        let joins = place.checked_sub(1).and_then(|n| self.word(n)).is_some_and(|unit| unit.tag == Pos::CC);
        let free = group.governor == Governor::Free && group.previous.is_none();
        let someone = group.head(self.units).person || self.personal(subject);
        (joins && free && someone).then_some(subject)
    }

    /// The verb of the open clause: its subject is the free group before it.
    fn first_verb(&mut self, at: usize, verb: u16, adjacent: Option<u16>, reporting: bool) {
        let open = self.top().clone();
        let subject = match open.link {
            Link::Relative if open.free.is_empty() && open.fronted.is_none() => open.anchor,
            _ => self.subject_of(&open, adjacent),
        };
        let (link, parent) = (open.link, open.parent);
        let number = self.open_clause(verb, link, parent, subject);
        if let (Some(marker), Some(group)) = (open.fronted, open.anchor) {
            self.out.phrases.push(Phrase { marker, group, clause: Some(number), noun: None });
        }
        let top = self.top();
        top.clause = Some(number);
        top.free.clear();
        // "the company Acme bought", "which Acme bought"
        if link == Link::Relative && !open.free.is_empty() && open.marker.is_some() && open.fronted.is_none() {
            self.out.clauses[usize::from(number)].object = open.anchor;
        }
        if subject.is_none() && reporting && self.group_follows(at) && !self.addresses(verb) {
            self.inverted = Some(number);
        }
    }

    /// "…, X, chairman of Y, told Z": the group after it is whom it was told, not who said it.
    fn addresses(&self, verb: u16) -> bool {
        self.groups.verbs[usize::from(verb)].verb(self.units).verb_bits.any(Bits::ADDRESSES)
    }

    /// A group comes right after an item: "said X".
    fn group_follows(&self, at: usize) -> bool {
        matches!(self.groups.items.get(at + 1), Some(Item::Noun(_)))
    }

    /// Which of the free groups is the subject: the head of the chain right before the verb, else what stands before.
    fn subject_of(&self, open: &Open, adjacent: Option<u16>) -> Option<u16> {
        if let Some(noun) = adjacent {
            // "Acme, the owner of Borax said": without a closing comma the apposed group is the subject
            let first = self.chain(noun);
            let group = &self.groups.nouns[usize::from(first)];
            if group.governor == Governor::Free && !group.head(self.units).is_value() {
                return Some(first);
            }
        }
        let mut named = open.free.iter().copied().map(|noun| {
            let root = self.root(noun);
            if self.groups.nouns[usize::from(root)].governor == Governor::Free { root } else { noun }
        });
        named.rfind(|n| {
            let group = &self.groups.nouns[usize::from(*n)];
            let head = group.head(self.units).kind;
            group.governor == Governor::Free && head != Some(EntityType::Date) && !self.numbers(*n)
        })
    }

    /// The group that phrases and coordinations go back to, appositions left alone.
    fn chain(&self, noun: u16) -> u16 {
        let mut at = noun;
        for _ in 0..24 {
            let group = &self.groups.nouns[usize::from(at)];
            let up = match group.governor {
                Governor::Phrase(phrase) => self.out.phrases[usize::from(phrase)].noun,
                _ => group.previous,
            };
            match up {
                Some(up) => at = up,
                None => break,
            }
        }
        at
    }

    /// The open clause whose object turns out to be the subject of what it reports: "X said Y bought Z",
    /// "X said Y, which owns Z, bought W".
    fn reported_subject(&self, adjacent: Option<u16>, comma: bool) -> Option<(usize, u16, u16)> {
        for depth in (0..self.out.stack.len()).rev() {
            let open = &self.out.stack[depth];
            let parent = open.clause?;
            let clause = &self.out.clauses[usize::from(parent)];
            let takes = self.groups.verbs[usize::from(clause.verb)].verb(self.units).verb_bits.any(Bits::CLAUSE_VERB);
            // "told X Y had left": the second group
            let second = clause.second.filter(|s| takes && adjacent.is_some_and(|noun| self.chain(noun) == *s));
            if let Some(second) = second {
                return Some((depth, parent, second));
            }
            if let Some(object) = clause.object.filter(|_| takes) {
                let straight =
                    adjacent.is_some_and(|noun| self.chain(noun) == object && !self.starts_anew(noun, clause));
                let across = comma
                    && adjacent.is_none()
                    && !self.outer_waits()
                    && (self.last_noun.is_some_and(|noun| self.root(noun) == object)
                        || self.out.stack[depth + 1..]
                            .iter()
                            .any(|o| o.anchor.is_some_and(|a| self.root(a) == object)));
                if straight || across {
                    return Some((depth, parent, object));
                }
            }
        }
        None
    }

    /// "denied the charges and the student recanted": after a thing that was denied, a person with a verb begins a new
    /// clause; "said the charges and the student" takes both.
    fn starts_anew(&self, noun: u16, clause: &Clause) -> bool {
        let verb = self.groups.verbs[usize::from(clause.verb)].verb(self.units);
        let Some(previous) = self.groups.nouns[usize::from(noun)].previous else { return false };
        !verb.verb_bits.any(Bits::QUOTATIVE) && self.personal(noun) && !self.personal(previous)
    }

    /// A finite verb where the open clause has one already.
    fn further_verb(&mut self, verb: u16, adjacent: Option<u16>, comma: bool, reporting: bool, at: usize) {
        let current = self.current();
        // "attacked A and B denied it": the last of a coordination begins a clause of its own, unless a subject before it
        // waits for its verb ("a body watching A and B will meet")
        let subject_waits = self.waiting().is_some_and(|depth| !self.out.stack[depth].free.is_empty());
        let last = adjacent.filter(|n| !subject_waits && self.groups.nouns[usize::from(*n)].previous.is_some());
        if let Some(noun) = last {
            let owner = self.groups.nouns[usize::from(self.chain(noun))].governor;
            if owner != Governor::Free {
                self.unlink(noun);
                self.out.stack.truncate(1);
                let number = self.open_clause(verb, Link::Conjoined, current, Some(noun));
                self.top().clause = Some(number);
                return;
            }
        }
        // "X, who owns Y, bought Z": back to the clause that waits for its verb
        if let Some(depth) = self.waiting() {
            self.out.stack.truncate(depth + 1);
            let open = self.top().clone();
            let own = adjacent.map(|n| self.chain(n));
            let own = own.filter(|n| self.groups.nouns[usize::from(*n)].governor == Governor::Free);
            let anchored = if open.link == Link::Relative && open.free.is_empty() {
                open.anchor
            } else {
                self.subject_of(&open, None)
            };
            let number = self.open_clause(verb, open.link, open.parent, own.or(anchored));
            self.top().clause = Some(number);
            return;
        }
        // "said on Friday it had": a reported clause without "that"
        if let (Some(parent), Some(noun)) = (current.filter(|c| self.reports_on(*c, at)), adjacent) {
            let first = self.chain(noun);
            if self.groups.nouns[usize::from(first)].governor == Governor::Free {
                self.push(Open { link: Link::Complement, parent: Some(parent), ..Open::root() });
                let number = self.open_clause(verb, Link::Complement, Some(parent), Some(first));
                self.top().clause = Some(number);
                return;
            }
        }
        // "…", X said: a clause of its own that tells what was said before; "…, her spokesman, X, said"
        let subject = adjacent.map(|n| self.chain(n)).or_else(|| self.holder_of_office().filter(|_| comma));
        let subject = subject.filter(|n| matches!(self.groups.nouns[usize::from(*n)].governor, Governor::Free));
        self.out.stack.truncate(1);
        let top = self.top();
        *top = Open::root();
        let number = self.open_clause(verb, Link::Root, None, subject);
        self.top().clause = Some(number);
        if reporting {
            if subject.is_none() && self.group_follows(at) && !self.addresses(verb) {
                self.inverted = Some(number);
            }
            if self.set_off(subject, verb) && !self.says_on(at) {
                self.adopt(number);
            }
        } else if subject.is_none()
            && let Some(parent) = current
        {
            let shared = self.out.clauses[usize::from(parent)].subject;
            self.out.clauses[usize::from(number)].subject = shared.filter(|_| comma);
        }
    }

    /// The last group when an office before it is its own: "her spokesman, **X**".
    fn holder_of_office(&self) -> Option<u16> {
        let holder = self.last_noun?;
        let office = &self.groups.nouns[usize::from(holder.checked_sub(1)?)];
        (office.apposed_to == Some(holder)).then_some(holder)
    }

    /// True when a clause with a verb of saying has told nothing yet, and no comma or conjunction stands after it.
    fn reports_on(&self, clause: u16, at: usize) -> bool {
        let row = &self.out.clauses[usize::from(clause)];
        let verb = self.groups.verbs[usize::from(row.verb)].verb(self.units);
        let silent = row.complement.is_none()
            && row.object.is_none_or(|o| self.groups.nouns[usize::from(o)].is_name(self.units));
        if !verb.verb_bits.any(Bits::CLAUSE_VERB) || !silent {
            return false;
        }
        for item in self.groups.items[..at].iter().rev() {
            match item {
                Item::Verb(verb) => return *verb == clause,
                Item::Word(word) => {
                    let unit = self.unit(*word);
                    if matches!(unit.mark, Mark::Comma | Mark::Colon | Mark::Dash) || unit.tag == Pos::CC {
                        return false;
                    }
                }
                Item::Noun(_) => {}
            }
        }
        false
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

    /// "an army unit, Corvid, said **it had** taken power": what is said follows.
    fn says_on(&self, at: usize) -> bool {
        match self.groups.items.get(at + 1..at + 3) {
            Some([Item::Noun(noun), Item::Verb(verb)]) => {
                let finite = self.groups.verbs[usize::from(*verb)].form == Form::Finite;
                finite && self.groups.nouns[usize::from(*noun)].is_pronoun(self.units)
            }
            _ => false,
        }
    }

    /// True when a mark stands before who says something: "…, X said", not "a flaw X disclosed".
    fn set_off(&self, subject: Option<u16>, verb: u16) -> bool {
        let mut first = self.groups.verbs[usize::from(verb)].first;
        let mut at = subject;
        while let Some(group) = at {
            let group = &self.groups.nouns[usize::from(group)];
            first = first.min(group.first);
            at = group.possessor;
        }
        let Some(before) = first.checked_sub(1).map(|u| self.unit(u)) else { return false };
        matches!(before.mark, Mark::Comma | Mark::Quote | Mark::Dash | Mark::Question | Mark::Stop)
    }

    fn unlink(&mut self, noun: u16) {
        if let Some(previous) = self.groups.nouns[usize::from(noun)].previous.take() {
            self.groups.nouns[usize::from(previous)].next = None;
        }
    }
}
