//! Stage 6 of 8, slots. In: a frame's slot and the clause or noun it is tried on. Out: the arguments that fill it.
//!
//! See [`predicates`](super::predicates) for which frames are tried where.

use newsgraph_lexicon::Pos;
use smallvec::SmallVec;

use crate::relate::argument_types::Types;
use crate::relate::arguments::{Argument, Arguments, Stands};
use crate::relate::clauses::{Link, Phrase};
use crate::relate::frames::{Frame, Slot};
use crate::relate::grammar::{Bits, join_keys};
use crate::relate::groups::Governor;
use crate::relate::predicates::{Predicates, Site};
use crate::relate::speech;
use crate::types::EntityType;

impl Predicates<'_, '_, '_> {
    pub(super) fn argument(
        &mut self,
        slots: &[Slot],
        types: &Types,
        words: &(Vec<u64>, Vec<u64>),
        site: Site,
        stands: Stands,
        frame: &Frame,
    ) -> Arguments {
        for slot in slots {
            let found = self.slot(*slot, types, words, site, stands, frame);
            if !found.is_empty() {
                return found;
            }
        }
        Arguments::new()
    }

    fn slot(
        &mut self,
        slot: Slot,
        types: &Types,
        words: &(Vec<u64>, Vec<u64>),
        site: Site,
        stands: Stands,
        frame: &Frame,
    ) -> Arguments {
        let view = self.finder.view;
        let groups: SmallVec<[u16; 4]> = match (slot, site) {
            (Slot::Clause, Site::Verb(clause, _, _)) => {
                let mut found = Arguments::new();
                if let Some(units) = speech::reported(view, clause) {
                    let mention = self.finder.statement(units);
                    found.push(Argument { mention, group: None, via: false });
                }
                return found;
            }
            (Slot::Subject, Site::Verb(clause, _, _)) => self.acting(clause).into_iter().collect(),
            (Slot::Object, Site::Verb(_, Some(governed), _)) => std::iter::once(governed).collect(),
            (Slot::Object, Site::Verb(clause, None, surface)) => {
                let row = view.clauses.clauses[usize::from(clause)];
                let passive = view.groups.verbs[usize::from(row.verb)].passive;
                if passive || surface { row.subject } else { row.object }.into_iter().collect()
            }
            (Slot::Second, Site::Verb(clause, governed, _)) => {
                let row = view.clauses.clauses[usize::from(clause)];
                let verb = &view.groups.verbs[usize::from(row.verb)];
                let copula = verb.verb(view.units).verb_bits.any(Bits::BE | Bits::COPULA);
                let second = if verb.passive || copula || governed.is_some() { row.object } else { row.second };
                let as_phrase = view
                    .clauses
                    .phrases
                    .iter()
                    .find(|p| p.clause == Some(clause) && view.units[usize::from(p.marker)].bits.any(Bits::AS))
                    .map(|p| p.group);
                second.or(as_phrase).into_iter().collect()
            }
            (Slot::Preposition(key), site) => {
                let mut mine = self.phrases(site, key);
                if mine.is_empty() && frame.beyond.contains(&key) {
                    mine = self.beyond_field(site, key);
                }
                if let (true, Site::Noun(group, _)) = (mine.is_empty(), site) {
                    let told = self.told_of(group, frame);
                    let behind = view.clauses.phrases.iter().filter(|p| told.is_some() && p.clause == told);
                    mine.extend(behind.filter(|p| self.marks(p, key)).map(|p| p.group));
                }
                mine
            }
            (Slot::When, site) => self.dates(site),
            (Slot::Adverb, Site::Verb(clause, _, _)) => {
                let adverb = self.adverb(clause, &words.0);
                let said = adverb.map(|unit| self.finder.statement(unit..unit + 1));
                return said.map(|mention| Argument { mention, group: None, via: false }).into_iter().collect();
            }
            (Slot::By, Site::Noun(group, _)) => self
                .finder
                .phrases_of(group)
                .filter(|p| view.units[usize::from(p.marker)].bits.any(Bits::BY) && !self.of_participle(group, p))
                .map(|p| p.group)
                .collect(),
            (Slot::Light, Site::Noun(group, _)) => {
                let told = || self.told_of(group, frame).and_then(|clause| self.acting(clause));
                self.carrier(group, frame).or_else(told).into_iter().collect()
            }
            (Slot::Possessive | Slot::PossessiveObject, Site::Noun(group, _)) => return self.owner(group, types),
            (Slot::Modifier | Slot::ModifierObject, Site::Noun(group, unit)) => {
                return self.modifier(group, unit, types);
            }
            (Slot::Is, Site::Noun(group, unit)) => return self.described(group, unit, types),
            (Slot::Named, Site::Noun(group, _)) => self.named(group).into_iter().collect(),
            (Slot::Itself, Site::Noun(_, unit)) => {
                let mention = if types.allows(EntityType::Role) {
                    self.finder.role(unit)
                } else if types.allows(EntityType::Event) {
                    self.finder.event(unit)
                } else {
                    return Arguments::new();
                };
                return std::iter::once(Argument { mention, group: None, via: false }).collect();
            }
            _ => SmallVec::new(),
        };
        let mut found = Arguments::new();
        let first = groups.first().copied();
        for group in &groups {
            if view.words_fit(*group, words) {
                let group = self.reciprocal(*group, site).unwrap_or(*group);
                found.extend(self.finder.list(group, types, stands));
            }
        }
        if frame.within && found.is_empty() {
            found.extend(groups.iter().filter_map(|group| self.around(*group, types, &frame.object)));
        }
        let described = matches!(slot, Slot::Object | Slot::Subject) && found.is_empty();
        if let (true, Site::Verb(clause, None, _)) = (described, site) {
            let row = view.clauses.clauses[usize::from(clause)];
            let passive = view.groups.verbs[usize::from(row.verb)].passive;
            let fits = row.subject.is_some_and(|subject| view.words_fit(subject, words));
            if fits && passive == (slot == Slot::Object) {
                found.extend(self.outer(clause, types));
            }
            if let Some(anchor) = first.filter(|first| row.anchor == Some(*first)) {
                let thing = row.link == Link::Relative && types.only_events();
                let who = row.marker.is_some_and(|marker| view.units[usize::from(marker)].tag == Pos::WP);
                if thing && !who {
                    found.extend(self.event_told(anchor, types, words));
                }
            }
        }
        found
    }

    /// "A and B accused **each other**": those who act.
    fn reciprocal(&self, group: u16, site: Site) -> Option<u16> {
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(group)];
        let each = view.units[usize::from(noun.first)].bits.any(Bits::ALL_OF) && noun.units().len() == 2;
        let clause = match site {
            Site::Verb(clause, _, _) => Some(clause),
            Site::Noun(told, _) => view.clause_of(told),
        };
        clause.filter(|_| each && noun.head(view.units).bits.any(Bits::OTHER)).and_then(|clause| self.acting(clause))
    }

    /// One of the words right after a verb or its object, as an adverb.
    fn adverb(&self, clause: u16, words: &[u64]) -> Option<usize> {
        let view = self.finder.view;
        let row = view.clauses.clauses[usize::from(clause)];
        let after_object = row.object.map(|object| usize::from(view.groups.nouns[usize::from(object)].last));
        let places = [Some(usize::from(view.groups.verbs[usize::from(row.verb)].last)), after_object];
        let fits = |unit: &usize| view.units.get(*unit).is_some_and(|u| u.tag.is_adverb() && words.contains(&u.key));
        places.into_iter().flatten().find(fits)
    }

    /// "at a hospital **in Vel**", "in exile in Ostra": the place that a house or part of a town is in, or near where the frame
    /// asks for what is near.
    fn around(&mut self, group: u16, types: &Types, slots: &[Slot]) -> Option<Argument> {
        let view = self.finder.view;
        let head = |group: u16| view.groups.nouns[usize::from(group)].head(view.units);
        let unnamed = head(group).mention.is_none() && head(group).noun_bits.any(Bits::PLACE_NOUN | Bits::WHEREABOUTS);
        let inside = |phrase: &&Phrase| {
            let place = head(phrase.group).kind == Some(EntityType::Place);
            let marker = &view.units[usize::from(phrase.marker)];
            place && (marker.bits.any(Bits::INSIDE) || slots.contains(&Slot::Preposition(marker.key)))
        };
        let place = self.finder.phrases_of(group).filter(|_| unnamed).find(inside).map(|phrase| phrase.group);
        self.finder.one(place?, types, Stands { owner: false, plans: false })
    }

    /// The dates of a clause or noun.
    fn dates(&self, site: Site) -> SmallVec<[u16; 4]> {
        let view = self.finder.view;
        let is_date =
            |group: u16| view.groups.nouns[usize::from(group)].head(view.units).kind == Some(EntityType::Date);
        let mine = |p: &&Phrase| match site {
            Site::Verb(clause, _, _) => p.clause == Some(clause),
            Site::Noun(group, _) => p.noun == Some(group),
        };
        let timed = |p: &&Phrase| {
            let marker = &view.units[usize::from(p.marker)];
            is_date(p.group) && (marker.bits.any(Bits::TIME_PREPOSITION) || marker.kind == Some(EntityType::Date))
        };
        view.clauses.phrases.iter().filter(mine).filter(timed).map(|p| p.group).collect()
    }

    /// The owner of a noun: "X's attack", "its attack".
    fn owner(&mut self, group: u16, types: &Types) -> Arguments {
        let view = self.finder.view;
        let mut at = group;
        loop {
            let noun = &view.groups.nouns[usize::from(at)];
            if let Some(owner) = noun.possessor {
                return self.finder.list(owner, types, Stands { owner: false, plans: false });
            }
            let first = &view.units[usize::from(noun.first)];
            // "Lena Varga and her husband, …, and their daughter"
            if first.bits.any(Bits::THEIR) && first.nominal.is_none() {
                return self.plural_subject(at, types);
            }
            if let Some(mention) = first.nominal.filter(|m| first.tag == Pos::PRPS && self.finder.fits(*m, types)) {
                return std::iter::once(Argument { mention, group: None, via: false }).collect();
            }
            if first.bits.any(Bits::ITS) && first.nominal.is_none() {
                let who = self.appoints(at).or_else(|| self.judged(at));
                return who
                    .map(|who| self.finder.list(who, types, Stands { owner: false, plans: false }))
                    .unwrap_or_default();
            }
            // "Acme's president and chief executive"
            match noun
                .previous
                .filter(|_| usize::from(noun.first) == usize::from(noun.head) || noun.head(view.units).is_name())
            {
                Some(previous) if view.units[usize::from(noun.first)].role => at = previous,
                _ => return Arguments::new(),
            }
        }
    }

    /// "Acme named Roe as its chairman": who gives the office that a group is.
    fn appoints(&self, group: u16) -> Option<u16> {
        let view = self.finder.view;
        let clause = match view.groups.nouns[usize::from(group)].governor {
            Governor::Object(clause) => clause,
            Governor::Phrase(phrase) => {
                let phrase = &view.clauses.phrases[usize::from(phrase)];
                phrase.clause.filter(|_| view.units[usize::from(phrase.marker)].bits.any(Bits::AS))?
            }
            _ => return None,
        };
        let row = view.clauses.clauses[usize::from(clause)];
        let verb = &view.groups.verbs[usize::from(row.verb)];
        let gives = verb.verb(view.units).verb_bits.any(Bits::APPOINTING) && !verb.passive;
        row.subject.filter(|_| gives && row.object.is_some() && row.object != Some(group))
    }

    /// "condemned X for **its** attack on Y": who is punished or praised for what a group tells.
    fn judged(&self, group: u16) -> Option<u16> {
        let view = self.finder.view;
        let Governor::Phrase(phrase) = view.groups.nouns[usize::from(group)].governor else { return None };
        let phrase = &view.clauses.phrases[usize::from(phrase)];
        let clause = phrase.clause.filter(|_| view.units[usize::from(phrase.marker)].bits.any(Bits::REASON))?;
        let row = view.clauses.clauses[usize::from(clause)];
        let verb = &view.groups.verbs[usize::from(row.verb)];
        let judges = verb.verb(view.units).verb_bits.any(Bits::OBJECT_CONTROL);
        if verb.passive { row.subject } else { row.object }.filter(|_| judges)
    }

    /// The subject of the clause that a group is in, when it is several and nothing else is that may be meant.
    fn plural_subject(&mut self, group: u16, types: &Types) -> Arguments {
        let view = self.finder.view;
        let clause = view.clause_of(group);
        let clause = clause.or_else(|| (view.clauses.clauses.len() == 1).then_some(0));
        let subject = clause.and_then(|clause| view.clauses.clauses[usize::from(clause)].subject);
        let Some(subject) = subject.filter(|subject| *subject < group) else { return Arguments::new() };
        let between = &view.groups.nouns[usize::from(subject) + 1..usize::from(group)];
        if between.iter().any(|other| matches!(other.head(view.units).tag, Pos::NNS)) {
            return Arguments::new();
        }
        let none = Stands { owner: false, plans: false };
        let mut found = self.finder.list(subject, types, none);
        // "lives with his wife, …, and their daughter"
        let spouse = between.iter().position(|other| {
            let owned = view.units[usize::from(other.first)].tag == Pos::PRPS;
            owned && view.units[other.units()].iter().any(|unit| unit.noun_bits.any(Bits::SPOUSE))
        });
        if let Some(spouse) = spouse.filter(|_| found.len() == 1) {
            found.extend(self.finder.one(subject + 1 + spouse as u16, types, none));
        }
        if found.len() > 1 { found } else { Arguments::new() }
    }

    /// A name before the noun in its own group: "the X attack". Between them may stand words that describe the noun, but
    /// no other office; a place or people must stand right before an office ("French president", not "French rebel leader").
    fn modifier(&mut self, group: u16, unit: usize, types: &Types) -> Arguments {
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(group)];
        let mut described = false;
        for at in (usize::from(noun.first)..unit).rev() {
            let word = &view.units[at];
            let compound = view.units[at + 1].tag == Pos::JJ
                && view.page.tokens()[view.units[at + 1].tokens.start as usize]
                    .shape
                    .has(newsgraph_lexicon::Shape::JOINER);
            if compound && word.mention.is_some() {
                return Arguments::new();
            }
            if let Some(mention) = word.mention.filter(|m| self.finder.fits(*m, types)) {
                let origin = matches!(word.kind, Some(EntityType::Place | EntityType::Nationality));
                if described
                    && origin
                    && view.units[unit].role
                    && !types.allows(EntityType::Event)
                    && !types.only_origins()
                {
                    return Arguments::new();
                }
                return std::iter::once(Argument { mention, group: None, via: false }).collect();
            }
            // "a 1930 Indian film"
            let people = word.kind == Some(EntityType::Nationality) && types.allows(EntityType::Date);
            if word.role || word.is_name() && !people {
                return Arguments::new();
            }
            described |= word.tag.is_noun();
        }
        // "Acme chairman X and chief executive Y"
        let shared = noun.previous.filter(|_| unit == usize::from(noun.first) && view.units[unit].role);
        let office = shared.and_then(|p| {
            let previous = &view.groups.nouns[usize::from(p)];
            let office = previous.units().find(|u| view.units[*u].role)?;
            (previous.is_name(view.units) && noun.is_name(view.units)).then_some((p, office))
        });
        office.map(|(previous, office)| self.modifier(previous, office, types)).unwrap_or_default()
    }

    /// The subject of the verb that carries a noun: "X carried out an attack".
    fn carrier(&self, group: u16, frame: &Frame) -> Option<u16> {
        let view = self.finder.view;
        let mut at = group;
        while let Some(previous) = view.groups.nouns[usize::from(at)].previous {
            at = previous;
        }
        let mut marker = None;
        let clause = match view.groups.nouns[usize::from(at)].governor {
            Governor::Object(clause) => clause,
            Governor::Subject(clause) if view.groups.verbs[usize::from(clause)].passive => clause,
            Governor::Phrase(phrase) => {
                let phrase = &view.clauses.phrases[usize::from(phrase)];
                // "received a bachelor of science degree": what is of the object is carried with it
                let unit = &view.units[usize::from(phrase.marker)];
                marker = Some(unit.key).filter(|_| !unit.bits.any(Bits::OF));
                phrase.clause?
            }
            _ => return None,
        };
        if self.is_light(clause, marker, frame) { self.acting(clause) } else { None }
    }

    /// True when the verb of a clause is one that carries a frame's noun, with its particle ("pull off") or with the preposition
    /// before the noun, wherever that stands ("**killed** Y **in** a raid"); a verb with another object carries that ("**scored** 28
    /// points in a win").
    fn is_light(&self, clause: u16, marker: Option<u64>, frame: &Frame) -> bool {
        let view = self.finder.view;
        let verb = &view.groups.verbs[usize::from(clause)];
        let unit = verb.verb(view.units);
        let key = if unit.verb == 0 { unit.key } else { unit.verb };
        let next = view.units.get(usize::from(verb.last)).map_or(0, |u| u.key);
        let joined = |other| frame.light.contains(&join_keys([key, other].into_iter()));
        let carries = marker.is_none() || view.clauses.clauses[usize::from(clause)].object.is_none();
        carries && frame.light.contains(&key) || joined(next) || marker.is_some_and(joined)
    }

    /// "an attack **launched by X**", "the attack on Y **that X launched**": the clause behind a noun whose verb carries it.
    fn told_of(&self, group: u16, frame: &Frame) -> Option<u16> {
        let view = self.finder.view;
        if frame.light.is_empty() {
            return None;
        }
        // "the attack on a market in Vel launched by X": over what belongs to it, but no other thing that is done
        let reaches = |anchor: u16| {
            let mut at = anchor;
            for _ in 0..4 {
                if at == group {
                    return true;
                }
                let between = &view.groups.nouns[usize::from(at)];
                let other = between.head(view.units).noun_bits.any(Bits::EVENT | Bits::CLAUSE_NOUN);
                let Governor::Phrase(phrase) = between.governor else { return false };
                match view.clauses.phrases[usize::from(phrase)].noun.filter(|_| !other || between.is_name(view.units)) {
                    Some(up) => at = up,
                    None => return false,
                }
            }
            false
        };
        let clauses = view.clauses.clauses.iter().enumerate();
        let mut behind = clauses.filter(|(_, c)| matches!(c.link, Link::Relative | Link::Participle));
        let found = behind.find(|(number, c)| {
            let passive = view.groups.verbs[usize::from(c.verb)].passive;
            let told = if passive { c.subject } else { c.object };
            told.is_some()
                && told == c.anchor
                && c.anchor.is_some_and(reaches)
                && self.is_light(*number as u16, None, frame)
        });
        found.map(|(number, _)| number as u16)
    }
}
