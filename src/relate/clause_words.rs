//! Stage 6 of 8, clauses: what marks, subordinators and relative pronouns do to the stack of open clauses. See
//! [`clauses`](super::clauses).

use newsgraph_lexicon::{Pos, PosSet, Shape};

use crate::relate::clauses::{Builder, Link, Open};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor, Item, PREPOSITION, VerbGroup};
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// Furthest that the dash of a dateline stands from the start, in units: "VEL, Norway, May 3 (Reuters) —".
const DATELINE: usize = 9;

impl Builder<'_> {
    /// Takes a unit outside any group.
    pub(super) fn word_item(&mut self, at: usize, word: u16) {
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
                    self.last_noun_item = at + 1;
                }
                self.preposition = None;
            }
            Mark::Colon | Mark::Stop | Mark::Question if self.parens.is_empty() && unit.mark != Mark::Stop => {
                self.preposition = None;
                if unit.mark == Mark::Colon {
                    let told = self.quotes_on(at);
                    self.out.stack.truncate(0);
                    let link = if told.is_some() { Link::Complement } else { Link::Root };
                    self.out.stack.push(Open { link, parent: told, ..Open::root() });
                }
            }
            Mark::Dash if self.dateline(word) => {
                // "VEL, May 3 (Reuters) -": its day is of no clause
                self.out.dateline = word + 1;
                self.out.phrases.iter_mut().for_each(|phrase| phrase.noun = phrase.noun.or(Some(0)));
                self.out.stack.truncate(0);
                self.out.stack.push(Open::root());
                self.preposition = None;
                self.last_noun = None;
            }
            Mark::None => self.function_word(at, word, &unit),
            _ => {}
        }
    }

    /// "Lena Varga wrote: "Arvex left"": the clause whose words stand in the quotation marks behind a colon.
    fn quotes_on(&self, colon: usize) -> Option<u16> {
        let clause = self.last_finite().filter(|_| self.word(colon + 1).is_some_and(|u| u.mark == Mark::Quote))?;
        let row = &self.out.clauses[usize::from(clause)];
        let verb = &self.groups.verbs[usize::from(row.verb)];
        let says = verb.verb(self.units).verb_bits.any(Bits::CLAUSE_VERB) && !verb.passive;
        (says && row.complement.is_none()).then_some(clause)
    }

    /// "VEL — The agency said": where it was written; no sentence about a place begins with it in capitals and a dash.
    fn dateline(&self, dash: u16) -> bool {
        let first = &self.units[0];
        let spelling = self.groups.nouns.first().map(|group| group.first);
        let no_verb = self.out.clauses.is_empty() && self.parens.is_empty();
        let near = usize::from(dash) < DATELINE;
        no_verb
            && near
            && spelling == Some(0)
            && first.kind == Some(EntityType::Place)
            && first.shape.has(Shape::ALL_UPPER)
    }

    fn function_word(&mut self, at: usize, word: u16, unit: &Unit) {
        let relative = matches!(unit.tag, Pos::WDT | Pos::WP | Pos::WPS) || self.tells_which(at, unit);
        let gap = if self.preposition.is_some() { 3 } else { 2 };
        let described = || self.described_before(at);
        if relative && let Some(anchor) = self.last_noun.filter(|_| self.near(at, gap)).or_else(described) {
            let parent = self.current();
            let marker = Some(word);
            // "both of which will be shown": who does it
            let fronted = self.preposition.take().filter(|p| !self.unit(*p).bits.any(Bits::OF));
            let anchor = if self.all_of(at) { self.first_told(anchor) } else { self.antecedent(anchor, at) };
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
            let place = self.last_noun.filter(|_| link == Link::Adverbial && unit.bits.any(Bits::WHERE));
            let place = place.filter(|_| self.near(at, 2)).and_then(|noun| self.place_before(noun));
            let fronted = place.map(|_| word);
            self.push(Open { link, parent, anchor: anchor.or(place), marker: Some(word), fronted, ..Open::root() });
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

    /// "the firm **that** Acme bought": no clause of its own when its verb wants an object and has none.
    fn tells_which(&self, at: usize, unit: &Unit) -> bool {
        let that = unit.tag == Pos::IN && unit.set.has(Pos::WDT);
        let Some(noun) = self.last_noun.filter(|_| that && self.near(at, 1)) else { return false };
        let thing = !self.groups.nouns[usize::from(noun)].head(self.units).is_value();
        let Some([Item::Noun(_), Item::Verb(verb), behind @ ..]) = self.groups.items.get(at + 1..) else {
            return false;
        };
        let group = &self.groups.verbs[usize::from(*verb)];
        let lacks = match behind.first() {
            Some(Item::Word(word)) => self.unit(*word).tag.is_adverb() || PREPOSITION.has(self.unit(*word).tag),
            Some(Item::Verb(next)) => self.groups.verbs[usize::from(*next)].form == Form::Finite,
            _ => false,
        };
        let bits = group.verb(self.units).verb_bits;
        let takes =
            group.form == Form::Finite && !group.passive && !bits.any(Bits::BE | Bits::COPULA | Bits::INTRANSITIVE);
        thing && lacks && takes && !self.reports(at)
    }

    /// "both **of which**", "all of whom".
    pub(super) fn all_of(&self, at: usize) -> bool {
        let of = at.checked_sub(1).and_then(|n| self.word(n)).is_some_and(|w| w.bits.any(Bits::OF));
        let all = match at.checked_sub(2).map(|n| self.groups.items[n]) {
            Some(Item::Word(word)) => Some(self.unit(word)),
            Some(Item::Noun(noun)) => Some(self.groups.nouns[usize::from(noun)].head(self.units)),
            _ => None,
        };
        of && all.is_some_and(|unit| unit.bits.any(Bits::ALL_OF))
    }

    /// The first group of the list that a group closes, or stands for: "A and B, **both** of which".
    fn first_told(&self, noun: u16) -> u16 {
        self.first_of(self.groups.nouns[usize::from(noun)].apposed_to.unwrap_or(noun))
    }

    /// The first group of the list that a group closes.
    fn first_of(&self, noun: u16) -> u16 {
        let mut first = noun;
        while let Some(previous) = self.groups.nouns[usize::from(first)].previous {
            first = previous;
        }
        first
    }

    /// "Yale in Vel, where she studied", "Vel, Norway, where she lives": the place or body that a chain of them goes back to.
    fn place_before(&self, noun: u16) -> Option<u16> {
        let is_place = |noun: &u16| {
            let kind = self.groups.nouns[usize::from(*noun)].head(self.units).kind;
            matches!(kind, Some(EntityType::Place | EntityType::Organisation))
        };
        Some(self.root(noun)).filter(is_place).or(Some(noun).filter(is_place))
    }

    /// "the films released online, which are copies": what a participle without an object describes, right before the comma.
    fn described_before(&self, at: usize) -> Option<u16> {
        let comma = at.checked_sub(1).filter(|n| self.word(*n).is_some_and(|w| w.mark == Mark::Comma))?;
        let (_, Item::Verb(verb)) = self.before(comma)? else { return None };
        let clause = self.out.clauses.get(usize::from(verb)).filter(|c| c.link == Link::Participle)?;
        clause.anchor.filter(|_| self.current() == Some(verb) && clause.object.is_none())
    }

    /// Whom a noun of a relative describes of which a group is the other one: "**Lena Varga**, daughter of Tom Reel".
    fn whose_relative(&self, noun: u16) -> Option<u16> {
        let Governor::Phrase(phrase) = self.groups.nouns[usize::from(noun)].governor else { return None };
        let kin = &self.groups.nouns[usize::from(self.out.phrases[usize::from(phrase)].noun?)];
        kin.apposed_to.filter(|told| kin.head(self.units).noun_bits.any(Bits::RELATIVE) && self.personal(*told))
    }

    /// The town that a noun describes of which a group is the country or region: "**Vel**, the capital of Ostra".
    fn town_of(&self, noun: u16) -> Option<u16> {
        let Governor::Phrase(phrase) = self.groups.nouns[usize::from(noun)].governor else { return None };
        let kind = &self.groups.nouns[usize::from(self.out.phrases[usize::from(phrase)].noun?)];
        let is_place =
            |told: &u16| self.groups.nouns[usize::from(*told)].head(self.units).kind == Some(EntityType::Place);
        kind.apposed_to.filter(|told| !kind.is_name(self.units) && is_place(told))
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
        // "Vel, the capital of Ostra province, which they captured": the town
        if who == Some(false)
            && self.word(at.wrapping_sub(1)).is_some_and(|w| w.mark == Mark::Comma)
            && let Some(town) = self.town_of(noun)
        {
            return town;
        }
        // "Lena Varga, daughter of Tom Reel, who leads Acme": whom the sentence is about, not the relative
        if who == Some(true)
            && self.word(at.wrapping_sub(1)).is_some_and(|w| w.mark == Mark::Comma)
            && let Some(told) = self.whose_relative(noun)
        {
            return told;
        }
        // "co-owned by X and Y, who founded it": both
        if who == Some(true) && self.word(at.wrapping_sub(1)).is_some_and(|w| w.mark == Mark::Comma) {
            let mut first = noun;
            while let Some(previous) = self.groups.nouns[usize::from(first)].previous.filter(|p| self.personal(*p)) {
                first = previous;
            }
            if first != noun {
                return first;
            }
        }
        // "A and B, which are": both
        if who == Some(false) && self.plural_next(at) {
            let first = self.first_of(noun);
            if first != noun && self.groups.nouns[usize::from(first)].is_name(self.units) {
                return first;
            }
        }
        // "a film starring X and Y, which depicts": a thing, not the person before the pronoun
        let mut thing = noun;
        // "Arvex in Norway, which has confirmed it": places say nothing
        if who == Some(false) && self.says_next(at) {
            thing = self.beyond_places(thing);
        }
        // "a firm based in Vel, Norway that was founded in 1997": no place needs telling from others
        if self.word(at).is_some_and(|w| w.set.has(Pos::WDT) && w.set.has(Pos::IN)) {
            thing = self.beyond_names(self.beyond_places(thing));
        }
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

    /// The verb after an item.
    fn verb_after(&self, at: usize) -> Option<&VerbGroup> {
        let verb = self.groups.items[at + 1..].iter().find_map(|item| match item {
            Item::Verb(verb) => Some(*verb),
            _ => None,
        })?;
        Some(&self.groups.verbs[usize::from(verb)])
    }

    /// The next verb is one of saying.
    fn says_next(&self, at: usize) -> bool {
        self.verb_after(at).is_some_and(|verb| verb.verb(self.units).verb_bits.any(Bits::CLAUSE_VERB))
    }

    /// The next verb is one of many.
    fn plural_next(&self, at: usize) -> bool {
        self.verb_after(at).is_some_and(|verb| self.unit(verb.first).bits.any(Bits::OF_MANY))
    }

    /// What a place is the place of: "an attack in Vel", "a firm based in Vel, Norway".
    fn beyond_places(&self, noun: u16) -> u16 {
        let mut at = noun;
        for _ in 0..4 {
            let group = &self.groups.nouns[usize::from(at)];
            if group.head(self.units).kind != Some(EntityType::Place) {
                return at;
            }
            let up = match group.governor {
                Governor::Phrase(phrase) => {
                    let phrase = self.out.phrases[usize::from(phrase)];
                    let clause = phrase.clause.map(|c| self.out.clauses[usize::from(c)]);
                    phrase.noun.or(clause.filter(|c| c.link == Link::Participle).and_then(|c| c.anchor))
                }
                Governor::Free => group.previous.or(group.apposed_to),
                _ => None,
            };
            let Some(up) = up else { break };
            at = up;
        }
        noun
    }

    /// "an update for Arvex 2010 **that** closes it": a name needs no telling from others, the noun that it belongs to does.
    fn beyond_names(&self, noun: u16) -> u16 {
        let Governor::Phrase(phrase) = self.groups.nouns[usize::from(noun)].governor else { return noun };
        let named = |group: u16| self.groups.nouns[usize::from(group)].is_name(self.units);
        let kind = self.out.phrases[usize::from(phrase)].noun.filter(|kind| named(noun) && !named(*kind));
        kind.unwrap_or(noun)
    }

    /// "the attacks in Vel, for which X claimed responsibility": of a chain of phrases the event.
    pub(super) fn event_above(&self, noun: u16) -> Option<u16> {
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

    /// Before a clause, not a mere group: a finite verb comes before the next comma.
    fn opens_clause(&self, at: usize) -> bool {
        let mut governed = false;
        let mut seen_noun = false;
        // "after a hack that exposed X": the verb of the pronoun is not the one that "after" waits for
        let mut relative = false;
        for (n, item) in self.groups.items[at + 1..].iter().enumerate().take(14) {
            match item {
                Item::Verb(verb) => {
                    let verb = &self.groups.verbs[usize::from(*verb)];
                    match verb.form {
                        Form::Finite if relative => relative = false,
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
                        // "named it after the town and claimed …": no clause after "after"
                        Mark::None
                            if unit.tag == Pos::CC
                                && matches!(self.groups.items.get(at + n + 2), Some(Item::Verb(_))) =>
                        {
                            return false;
                        }
                        Mark::None => {
                            governed = PREPOSITION.has(unit.tag);
                            relative |= seen_noun && matches!(unit.tag, Pos::WDT | Pos::WP);
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
        // "asked if", but "disclosed it sooner if"
        let next_to =
            |w: &Unit| w.set.has(Pos::WDT) || !self.word(at.wrapping_sub(1)).is_some_and(|u| u.mark == Mark::None);
        let that = self
            .word(at)
            .filter(|w| next_to(w))
            .is_some_and(|w| w.set.has(Pos::WDT) || w.set.has(Pos::CC) || w.set.within(PosSet(Pos::IN.bit())));
        that && (reporting || noun) && !self.word(at).is_some_and(|w| w.bits.any(Bits::AS) || w.tag == Pos::WRB)
    }
}
