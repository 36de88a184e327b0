//! Stage 6 of 8, clauses without a tense: infinitives, gerunds, participles. See [`clauses`](super::clauses).

use newsgraph_lexicon::Pos;

use crate::relate::clauses::{Builder, Clause, Link, Open, Phrase};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor, Item};
use crate::relate::unit::Mark;
use crate::types::EntityType;

impl Builder<'_> {
    pub(super) fn infinitive(&mut self, at: usize, verb: u16) {
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
            self.dependent(Clause { subject, anchor: noun, ..Clause::new(verb, Link::Infinitive) });
            return;
        };
        let subject = match noun.and_then(|n| self.undertaker(n)) {
            Some(owner) => owner,
            None => self.for_whom(noun).or_else(|| self.controller(parent)),
        };
        self.dependent(Clause { subject, parent: Some(parent), anchor: noun, ..Clause::new(verb, Link::Infinitive) });
    }

    /// "a CIA plot to kill X", "the Norwegian mission to take Vel": the plot's owner does it, whatever the verb before it
    /// says of whom. "Our efforts to defeat X": nobody known does.
    fn undertaker(&self, noun: u16) -> Option<Option<u16>> {
        let group = &self.groups.nouns[usize::from(noun)];
        if !group.head(self.units).noun_bits.any(Bits::CLAUSE_NOUN | Bits::UNDERTAKING) {
            return None;
        }
        let first = self.unit(group.first);
        if first.tag == Pos::PRPS && first.nominal.is_none() && first.bits.any(Bits::OURS) {
            return Some(None);
        }
        let owns = |u: usize| self.units[u].is_name() || self.units[u].kind == Some(EntityType::Nationality);
        let named = group.units().any(|u| u != usize::from(group.head) && owns(u));
        (named || group.possessor.is_some()).then_some(Some(noun))
    }

    /// "It is easy for criminals to attack X": the group after "for" does it, unless it is a thing with a purpose.
    fn for_whom(&self, noun: Option<u16>) -> Option<u16> {
        let group = &self.groups.nouns[usize::from(noun?)];
        let Governor::Phrase(phrase) = group.governor else { return None };
        let marker = self.unit(self.out.phrases[usize::from(phrase)].marker);
        let owned = group.possessor.is_some() || self.unit(group.first).tag == Pos::PRPS;
        let purpose = owned || group.head(self.units).noun_bits.any(Bits::CLAUSE_NOUN);
        noun.filter(|_| marker.bits.any(Bits::FOR) && !purpose)
    }

    /// "called **on Norway** to act": whom a verb of appeal turns to, right behind it.
    fn called_on(&self, parent: u16) -> Option<u16> {
        let verb = &self.groups.verbs[usize::from(self.out.clauses[usize::from(parent)].verb)];
        if verb.passive || !verb.verb(self.units).verb_bits.any(Bits::APPEALING) {
            return None;
        }
        let next = |p: &&Phrase| p.clause == Some(parent) && p.marker == verb.last;
        self.out.phrases.iter().find(next).map(|phrase| phrase.group)
    }

    /// Who does what an infinitive or gerund tells: the object of "force", else the subject.
    fn controller(&self, parent: u16) -> Option<u16> {
        if let Some(other) = self.called_on(parent) {
            return Some(other);
        }
        let clause = &self.out.clauses[usize::from(parent)];
        let verb = &self.groups.verbs[usize::from(clause.verb)];
        let controls = verb.verb(self.units).verb_bits.any(Bits::OBJECT_CONTROL);
        if controls
            && !verb.passive
            && let Some(object) = clause.object
        {
            let group = &self.groups.nouns[usize::from(object)];
            let head = group.head(self.units);
            // "paid $1 million to settle it": no sum does anything
            if head.is_value() {
                return clause.subject;
            }
            if head.is_name()
                || head.nominal.is_some()
                || group.is_pronoun(self.units)
                || head.noun_bits.any(Bits::ACTS_FOR)
                || head.noun != 0 && !head.noun_bits.any(Bits::EVENT | Bits::CLAUSE_NOUN)
            {
                return Some(object);
            }
        }
        clause.subject
    }

    /// "imposed sanctions on X for supplying Y": who is punished or praised for it did it.
    fn reason(&self, parent: u16, marker: u16) -> Option<u16> {
        let object = self.out.clauses[usize::from(parent)].object?;
        let head = self.groups.nouns[usize::from(object)].head(self.units);
        let judged = self.unit(marker).bits.any(Bits::REASON) && head.noun_bits.any(Bits::OBJECT_CONTROL);
        let after = |p: &&Phrase| p.marker > self.groups.nouns[usize::from(object)].head && p.clause == Some(parent);
        self.out.phrases.iter().filter(|_| judged && head.mention.is_none()).find(after).map(|p| p.group)
    }

    /// "to prevent an attack from resulting in X", "barred X from selling": what is kept from it is the object, an event too.
    fn kept_from(&self, parent: u16, marker: u16) -> Option<u16> {
        let clause = &self.out.clauses[usize::from(parent)];
        let verb = &self.groups.verbs[usize::from(clause.verb)];
        let keeps = self.unit(marker).bits.any(Bits::FROM) && verb.verb(self.units).verb_bits.any(Bits::OBJECT_CONTROL);
        clause.object.filter(|_| keeps && !verb.passive)
    }

    pub(super) fn gerund(&mut self, at: usize, verb: u16) {
        let parent = self.current();
        let before = self.before(at);
        let preposition = self.preposition.take();
        if let Some(marker) = preposition {
            let noun = self.last_noun.filter(|_| self.near(at, 2));
            // "criticised X while thanking Y": both are of the subject
            let beside = self.unit(marker).bits.any(Bits::SUBORDINATOR) && !self.unit(marker).bits.any(Bits::AS);
            let subject = match parent {
                Some(parent) if beside => self.out.clauses[usize::from(parent)].subject,
                Some(parent) => self
                    .kept_from(parent, marker)
                    .or_else(|| self.reason(parent, marker))
                    .or_else(|| self.controller(parent)),
                None => noun.map(|n| self.root(n)),
            };
            self.dependent(Clause {
                subject,
                parent,
                anchor: noun,
                marker: Some(marker),
                ..Clause::new(verb, Link::Gerund)
            });
            return;
        }
        match before {
            // "criticised it in an interview with X, saying …": who speaks is the subject of the clause
            Some((_, Item::Noun(noun))) if parent.is_some() && self.speaks_for_clause(verb, noun) => {
                let subject = parent.and_then(|p| self.out.clauses[usize::from(p)].subject);
                self.dependent(Clause { subject, parent, ..Clause::new(verb, Link::Participle) });
            }
            // "a group calling itself X"
            Some((_, Item::Noun(noun))) => self.described(verb, Some(noun), parent),
            // "released Salt Road, starring Lena Varga"
            Some((at, Item::Word(word)))
                if self.unit(word).mark == Mark::Comma && self.work_before(at, verb).is_some() =>
            {
                self.described(verb, self.work_before(at, verb), parent);
            }
            // ", killing 12"
            Some((_, Item::Word(word)))
                if matches!(self.unit(word).mark, Mark::Comma | Mark::Dash) && parent.is_some() =>
            {
                let subject = parent.and_then(|p| self.out.clauses[usize::from(p)].subject);
                self.dependent(Clause { subject, parent, ..Clause::new(verb, Link::Participle) });
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
                self.dependent(Clause { subject, parent, ..Clause::new(verb, Link::Gerund) });
            }
            _ => {
                self.dependent(Clause { parent, ..Clause::new(verb, Link::Participle) });
            }
        }
    }

    /// The work named right before a comma, when the gerund behind that tells what works do.
    fn work_before(&self, comma: usize, verb: u16) -> Option<u16> {
        let tells = self.groups.verbs[usize::from(verb)].verb(self.units).verb_bits.any(Bits::OF_WORKS);
        let Item::Noun(noun) = *self.groups.items.get(comma.checked_sub(1)?)? else { return None };
        let kind = self.groups.nouns[usize::from(noun)].head(self.units).kind;
        (tells && kind == Some(EntityType::Work)).then_some(noun)
    }

    /// A gerund of saying after the group of a phrase.
    fn speaks_for_clause(&self, verb: u16, noun: u16) -> bool {
        let says = self.groups.verbs[usize::from(verb)].verb(self.units).verb_bits.any(Bits::REPORTING);
        says && matches!(self.groups.nouns[usize::from(noun)].governor, Governor::Phrase(_))
    }

    /// "While employed by X, Y wrote …", "if convicted": the subject of the main clause is meant.
    fn reduced(&mut self, at: usize, verb: u16) -> bool {
        let Some((_, Item::Word(word))) = self.before(at) else { return false };
        let open = self.top();
        if open.link != Link::Adverbial || open.marker != Some(word) || open.clause.is_some() || !open.free.is_empty() {
            return false;
        }
        self.out.stack.pop();
        let parent = self.current();
        let subject = parent.and_then(|p| self.out.clauses[usize::from(p)].subject);
        self.dependent(Clause { subject, parent, marker: Some(word), ..Clause::new(verb, Link::Participle) });
        true
    }

    pub(super) fn participle(&mut self, at: usize, verb: u16) {
        if self.reduced(at, verb) {
            return;
        }
        let parent = self.current();
        let before = self.before(at);
        match before {
            Some((_, Item::Noun(noun))) => {
                // "is an agency of the Norwegian government founded in 1942"
                let name = self.groups.nouns[usize::from(noun)].head(self.units).is_name();
                let whole = parent.filter(|_| name).and_then(|_| self.whole(noun, verb, parent));
                self.described(verb, whole.or(Some(noun)), parent);
            }
            Some((_, Item::Word(word)))
                if matches!(self.unit(word).mark, Mark::Comma | Mark::Close | Mark::Dash | Mark::Open) =>
            {
                let noun = self.last_noun.map(|n| self.whole(n, verb, parent).unwrap_or(n));
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

    /// "X is a shop in Vel, Norway, founded in 1963": what a participle behind a comma says something of.
    fn whole(&self, noun: u16, verb: u16, parent: Option<u16>) -> Option<u16> {
        let root = self.root(noun);
        let Some(parent) = parent else { return Some(root) };
        let is = self.groups.verbs[parent as usize].verb(self.units).verb_bits.any(Bits::BE | Bits::COPULA);
        let told = self.groups.nouns[usize::from(root)].governor == Governor::Object(parent);
        // "is the editor of the Vel Post, founded in 1963": no person is founded
        let wants = self.groups.verbs[usize::from(verb)].verb(self.units).verb_bits.any(Bits::TAKES_OBJECT);
        // but "X is a publisher, founded in 1963" may be a firm
        let subject = self.out.clauses[usize::from(parent)].subject;
        let kind = subject.and_then(|s| self.groups.nouns[usize::from(s)].head(self.units).kind);
        let body = kind == Some(EntityType::Organisation);
        (is && told && wants && (body || !self.personal(root))).then_some(root)
    }

    /// A participle clause that says something of a group.
    fn described(&mut self, verb: u16, noun: Option<u16>, parent: Option<u16>) {
        self.dependent(Clause { subject: noun, parent, anchor: noun, ..Clause::new(verb, Link::Participle) });
        self.top().anchor = noun;
    }

    /// Adds a clause that takes the groups to come.
    fn dependent(&mut self, clause: Clause) {
        let Clause { link, parent, marker, .. } = clause;
        let number = self.add(clause);
        self.push(Open { link, parent, marker, clause: Some(number), ..Open::root() });
    }

    /// Gives participles and gerunds at the start of a sentence ("Before joining Acme, …") the subject of the main clause.
    pub(super) fn finish(&mut self) {
        for number in 0..self.out.clauses.len() {
            let clause = self.out.clauses[number];
            // "Born in Vel and raised in Ostra, Lena Varga …"
            let with = clause.parent.filter(|_| clause.link == Link::Conjoined && clause.subject.is_none());
            if let Some(parent) = with {
                self.out.clauses[number].subject = self.out.clauses[usize::from(parent)].subject;
            }
            let opens = matches!(clause.link, Link::Participle | Link::Gerund);
            if clause.subject.is_none() && opens && clause.parent.is_none() {
                let main = self.out.clauses[number + 1..].iter().find(|c| c.link == Link::Root && c.subject.is_some());
                self.out.clauses[number].subject = main.and_then(|c| c.subject);
            }
        }
        self.share_objects();
        self.share_places();
        self.read_gaps();
    }
}
