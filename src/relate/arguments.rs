//! Stage 6 of 8, arguments. In: a noun group and the types a relation asks for. Out: the mentions it stands for.
//!
//! The head decides. "Acme officials" act for Acme, "Acme's servers" are Acme as a target; "two gunmen" are no one.
//! Event nouns, roles and clauses that are arguments become mentions here; what a group is called and whom it belongs to is in
//! `argument_names`.

use compact_str::CompactString;
use newsgraph_lexicon::{ClassBits, Pos, meets};
use smallvec::SmallVec;

use crate::relate::argument_types::Types;
use crate::relate::clauses::{Link, Phrase};
use crate::relate::grammar::Bits;
use crate::relate::groups::Governor;
use crate::relate::sentence::SentenceView;
use crate::types::{
    DateValue, Entity, EntityIndex, EntityType, Extraction, Mention, MentionIndex, Nominal, ONE_PERSON, RuleName, Span,
    Value,
};

/// What an argument is found with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Argument {
    /// The mention.
    pub(super) mention: MentionIndex,
    /// The group it was found in.
    pub(super) group: Option<u16>,
    /// True when the group only acts for it or belongs to it.
    pub(super) via: bool,
}

/// Arguments of one slot.
pub(super) type Arguments = SmallVec<[Argument; 2]>;

/// How a group may stand for someone else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stands {
    /// "Acme's servers" is Acme.
    pub(super) owner: bool,
    /// "a CIA plot to kill X" is the CIA: for subjects only.
    pub(super) plans: bool,
}

/// Subtype of a group without a name, so that no one takes it for a name.
const UNNAMED: CompactString = CompactString::const_new("unnamed");

/// Longest list that is distributed over a relation.
const LONGEST_LIST: usize = 8;

/// How far back the event that "the attack" means was told, in tokens: a sentence or two.
const EVENT_REACH: u32 = 60;

/// Values of dates that say nothing of when.
pub(super) const VAGUE: [&str; 2] = ["PAST_REF", "FUTURE_REF"];
/// The value of "today", which is a day, and of "to date", "at present", which are none.
pub(super) const PRESENT: &str = "PRESENT_REF";

/// Finds arguments and makes the mentions that they need.
pub(super) struct Finder<'f, 's> {
    /// The sentence.
    pub(super) view: &'f SentenceView<'s>,
    /// Everything found in the document; new mentions are added.
    pub(super) extraction: &'f mut Extraction,
    /// Mentions made for events, roles and clauses of this sentence: first and last token, mention.
    pub(super) made: &'f mut Vec<(u32, u32, MentionIndex)>,
}

impl Finder<'_, '_> {
    /// The mentions of a group and of those coordinated with it.
    pub(super) fn list(&mut self, group: u16, types: &Types, stands: Stands) -> Arguments {
        let mut found = Arguments::new();
        let mut at = Some(group);
        let mut count = 0;
        while let Some(group) = at {
            let instances = self.instances(group, types);
            if instances.is_empty() {
                found.extend(self.one(group, types, stands));
                found.extend(self.further_names(group, types));
            }
            found.extend(instances);
            at = self.view.groups.nouns[usize::from(group)].next;
            count += 1;
            if count == LONGEST_LIST {
                break;
            }
        }
        found
    }

    /// "three flaws (A, **B** and **C**)", "two firms, A and **B**,", "the towns of A and **B**": further names of what is called
    /// several.
    fn further_names(&self, group: u16, types: &Types) -> Arguments {
        let view = self.view;
        let head = view.groups.nouns[usize::from(group)].head(view.units);
        if head.tag != Pos::NNS || head.mention.is_some() {
            return Arguments::new();
        }
        let mut found = Arguments::new();
        let mut next = self.apposed_name(group).or_else(|| self.place_of(group)).and_then(|noun| noun.next);
        while let Some(at) = next.filter(|_| found.len() < LONGEST_LIST) {
            let noun = &view.groups.nouns[usize::from(at)];
            let mention = noun.head(view.units).mention.filter(|m| self.fits(*m, types));
            found.extend(mention.map(|mention| Argument { mention, group: Some(group), via: false }));
            next = noun.next;
        }
        found
    }

    /// The mention that a single group stands for.
    pub(super) fn one(&mut self, group: u16, types: &Types, stands: Stands) -> Option<Argument> {
        let noun = self.view.groups.nouns[usize::from(group)];
        let head = *noun.head(self.view.units);
        let here = |mention| Some(Argument { mention, group: Some(group), via: false });
        if let Some(mention) = head.mention.filter(|m| self.fits(*m, types)) {
            return here(mention);
        }
        if let Some(mention) = head.nominal.filter(|m| self.fits(*m, types)) {
            return here(mention);
        }
        if head.is_name() {
            let someone = |m: MentionIndex| is_one_person(&self.extraction.mentions[m.0 as usize]);
            let unnamed = self.view.unnamed && head.mention.is_some_and(someone);
            let fits = unnamed && types.fits(EntityType::Person, UNNAMED.as_str());
            return fits.then(|| self.group(noun.units(), EntityType::Person)).and_then(here);
        }
        if head.bits.any(Bits::SPEAKER | Bits::SPEAKERS) && noun.is_pronoun(self.view.units) {
            return self.speaker(group, types).and_then(here);
        }
        if let Some(mention) = self.kind_named(group, types) {
            return here(mention);
        }
        let inside = |u: &usize| *u >= usize::from(noun.first);
        // "Vel province", not "the Vel district of Ostra"
        let place = |u: &usize| self.view.units[*u].kind == Some(EntityType::Place);
        let division = usize::from(noun.head).checked_sub(1).filter(inside).filter(place);
        // nor "the bank's Vel region"
        let owner = noun.possessor.map(|owner| self.view.groups.nouns[usize::from(owner)].head(self.view.units).kind);
        let owned = owner == Some(Some(EntityType::Organisation)) || self.is_of_place(group);
        let division = division.filter(|_| head.noun_bits.any(Bits::DIVISION) && !owned);
        if let Some(mention) = division.and_then(|u| self.view.units[u].mention).filter(|m| self.fits(*m, types)) {
            return here(mention);
        }
        if let Some(mention) = self.name_of(group, types) {
            return Some(Argument { mention, group: Some(group), via: false });
        }
        if types.allows(EntityType::Event) && self.is_event(usize::from(noun.head)) {
            return here(self.event(usize::from(noun.head)));
        }
        if types.allows(EntityType::Role) && self.is_role(usize::from(noun.head)) {
            return here(self.role(usize::from(noun.head)));
        }
        // "a CIA plot to kill X": who owns a plan does what it is for
        let plans = stands.plans
            && head.noun_bits.any(Bits::CLAUSE_NOUN | Bits::UNDERTAKING)
            && self
                .view
                .clauses
                .clauses
                .iter()
                .any(|c| c.link == Link::Infinitive && c.anchor == Some(group) && c.subject == c.anchor);
        if let Some(mention) = self.attacker(group, types).filter(|_| stands.plans) {
            return Some(Argument { mention, group: Some(group), via: true });
        }
        let acts = plans || head.noun_bits.any(Bits::ACTS_FOR);
        if acts || stands.owner && !head.noun_bits.any(Bits::EVENT) {
            let via = |mention| Some(Argument { mention, group: Some(group), via: true });
            // nobody acts for a work: "plays a detective in the series Salt Road"
            let work = |m: &MentionIndex| self.extraction.mentions[m.0 as usize].kind == EntityType::Work;
            if let Some(mention) = self.owner(group, types).filter(|m| stands.owner || !work(m)) {
                return via(mention);
            }
        }
        if let Some(kind) = self.unnamed(group).filter(|kind| types.fits(*kind, UNNAMED.as_str())) {
            return here(self.group(noun.units(), kind));
        }
        if types.allows(EntityType::Statement) && head.mention.is_none() && !noun.is_pronoun(self.view.units) {
            return here(self.statement(noun.units()));
        }
        None
    }

    /// What a group without a name is: people, or a body of them. Nothing unless such groups were asked for.
    fn unnamed(&self, group: u16) -> Option<EntityType> {
        if !self.view.unnamed {
            return None;
        }
        let [people, bodies] = self.view.kinds;
        let head = self.view.groups.nouns[usize::from(group)].head(self.view.units);
        let is = |class: ClassBits| meets(&head.classes, &class);
        let plain = head.mention.is_none() && head.nominal.is_none() && !head.is_value();
        match (plain && is(people), plain && is(bodies)) {
            (true, _) => Some(EntityType::Person),
            (false, true) => Some(EntityType::Organisation),
            (false, false) => None,
        }
    }

    /// True when a mention has one of the types.
    pub(super) fn fits(&self, number: MentionIndex, types: &Types) -> bool {
        let mention = &self.extraction.mentions[number.0 as usize];
        !self.tells_no_day(number)
            && mention.nominal != Some(Nominal::Unnamed)
            && types.fits(mention.kind, &mention.subtype)
            // "the Serb beat Tom Reel": the people did not
            && (!is_one_person(mention) || types.only_origins())
    }

    /// "recently", "in the future", "to date": a date that says nothing of when.
    pub(super) fn tells_no_day(&self, mention: MentionIndex) -> bool {
        let mention = &self.extraction.mentions[mention.0 as usize];
        let timex = |date: &DateValue| {
            let words = mention.tokens.len();
            // "earlier today" is a day
            VAGUE.contains(&date.timex.as_str()) || date.timex == PRESENT && words > 1 && date.modifier.is_empty()
        };
        matches!(&mention.value, Some(Value::Date(date)) if timex(date))
    }

    /// How much there is: mentions, entities, mentions made here.
    pub(super) fn counts(&self) -> [usize; 3] {
        [self.extraction.mentions.len(), self.extraction.entities.len(), self.made.len()]
    }

    /// Goes back to what there was.
    pub(super) fn forget(&mut self, counts: [usize; 3]) {
        self.extraction.mentions.truncate(counts[0]);
        self.extraction.entities.truncate(counts[1]);
        self.made.truncate(counts[2]);
    }

    /// True for a noun that tells an event: an attack, but no heart attack.
    pub(super) fn is_event(&self, unit: usize) -> bool {
        let word = &self.view.units[unit];
        let other = unit.checked_sub(1).is_some_and(|n| self.view.units[n].bits.any(Bits::NO_EVENT_AFTER));
        word.noun_bits.any(Bits::EVENT) && word.mention.is_none() && !other
    }

    /// True for a job title: by its mention or by the word class.
    pub(super) fn is_role(&self, unit: usize) -> bool {
        let unit = &self.view.units[unit];
        unit.kind == Some(EntityType::Role) || unit.role
    }

    /// The mention of a role, made if stage 5 has none.
    pub(super) fn role(&mut self, unit: usize) -> MentionIndex {
        if let Some(mention) = self.view.units[unit].mention {
            return mention;
        }
        let words = self.view.span(unit..unit + 1);
        let name = words.of(self.view.page.text()).to_lowercase();
        let id = format!("role:{}", slug(&name));
        self.make(unit..unit + 1, EntityType::Role, None, id, name, false)
    }

    /// The mention of an event told by a noun.
    pub(super) fn event(&mut self, unit: usize) -> MentionIndex {
        let span = self.view.span(unit..unit + 1);
        let name = span.of(self.view.page.text()).to_lowercase();
        let own = || format!("event:{}#{}-{}", slug(&name), self.extraction.document, span.start);
        let known = self.event_before(unit, &name).map(|e| self.extraction.entities[e.0 as usize].id.clone());
        let local = known.is_none();
        let id = known.unwrap_or_else(own);
        self.make(unit..unit + 1, EntityType::Event, Some(Nominal::Event), id, name, local)
    }

    /// "An attack on Vel … **the attack**": what a noun with nothing that says which means, when one event of its name was told
    /// shortly before.
    fn event_before(&self, unit: usize, name: &str) -> Option<EntityIndex> {
        let view = self.view;
        let group = view.group_at(unit)?;
        let noun = &view.groups.nouns[usize::from(group)];
        let first = &view.units[usize::from(noun.first)];
        let article = first.tag == Pos::DT && first.bits.any(Bits::DEFINITE);
        let bare = article && noun.units().len() == 2 && usize::from(noun.head) == unit;
        let told_which = view.clauses.phrases.iter().any(|p| p.noun == Some(group))
            || view.clauses.clauses.iter().any(|c| c.anchor == Some(group));
        if !bare || told_which {
            return None;
        }
        let start = view.units[unit].tokens.start;
        let mentions = self.extraction.mentions.iter().filter(|m| {
            let before = m.tokens.start < start && start - m.tokens.start <= EVENT_REACH;
            before && m.nominal == Some(Nominal::Event)
        });
        let mut events = mentions.map(|m| m.entity).filter(|e| self.extraction.entities[e.0 as usize].name == name);
        let event = events.next()?;
        events.all(|other| other == event).then_some(event)
    }

    /// The mention of a group without a name.
    fn group(&mut self, units: std::ops::Range<usize>, kind: EntityType) -> MentionIndex {
        let span = self.view.span(units.clone());
        let name = one_line(span.of(self.view.page.text()));
        let id = format!("unnamed:{}#{}-{}", slug(&name), self.extraction.document, span.start);
        self.make(units, kind, Some(Nominal::Unnamed), id, name, true)
    }

    /// The mention of a stretch of words as they stand.
    pub(super) fn statement(&mut self, units: std::ops::Range<usize>) -> MentionIndex {
        let name = one_line(self.view.span(units.clone()).of(self.view.page.text()));
        let id = format!("statement:{:016x}", xxhash_rust::xxh3::xxh3_64(name.as_bytes()));
        self.make(units, EntityType::Statement, None, id, name, false)
    }

    fn make(
        &mut self,
        units: std::ops::Range<usize>,
        kind: EntityType,
        nominal: Option<Nominal>,
        id: String,
        name: String,
        local: bool,
    ) -> MentionIndex {
        let span = self.view.span(units.clone());
        if let Some((_, _, mention)) = self
            .made
            .iter()
            .find(|(s, e, m)| *s == span.start && *e == span.end && self.extraction.mentions[m.0 as usize].kind == kind)
        {
            return *mention;
        }
        let entities = &mut self.extraction.entities;
        // one entity for all mentions of a role or statement in the document
        let known = (!local).then(|| entities.iter().position(|e| e.id == id)).flatten();
        let entity = EntityIndex(known.unwrap_or(entities.len()) as u32);
        if known.is_none() {
            let unnamed = nominal == Some(Nominal::Unnamed);
            let subtype = if unnamed { UNNAMED } else { CompactString::default() };
            entities.push(Entity { id, name, kind: Some(kind), subtype, local, unnamed });
        }
        let tokens = Span::new(self.view.units[units.start].tokens.start, self.view.units[units.end - 1].tokens.end);
        let mention = MentionIndex(self.extraction.mentions.len() as u32);
        self.extraction.mentions.push(Mention {
            span,
            tokens,
            kind,
            subtype: self.extraction.entities[entity.0 as usize].subtype.clone(),
            entity,
            nominal,
            value: None,
            rule: RuleName::from("relate"),
        });
        self.made.push((span.start, span.end, mention));
        mention
    }

    /// Phrases that belong to a noun group, those after a name in between included.
    pub(super) fn phrases_of(&self, group: u16) -> impl Iterator<Item = &Phrase> + '_ {
        let view = self.view;
        view.clauses.phrases.iter().filter(move |p| {
            let Some(noun) = p.noun else { return false };
            if noun == group {
                return true;
            }
            // "the purchase of Acme of Vel": Acme's; "an invasion by dozens of groups": what is counted
            let of = view.units[usize::from(p.marker)].bits.any(Bits::OF);
            let between = &view.groups.nouns[usize::from(noun)];
            let counts = between.head(view.units).kind == Some(EntityType::Figure);
            if of
                && (between.is_name(view.units) || counts)
                && !view.groups.nouns[usize::from(p.group)].head(view.units).is_value()
            {
                return false;
            }
            match between.governor {
                Governor::Phrase(_) => {
                    // "the attack on Acme in Vel on Monday": names hand what follows on; "after 17 years at Acme" is where they were spent
                    let length = |m: MentionIndex| match &self.extraction.mentions[m.0 as usize].value {
                        Some(Value::Date(date)) => date.is_length(),
                        _ => false,
                    };
                    let mut at = noun;
                    for _ in 0..4 {
                        let between = &view.groups.nouns[usize::from(at)];
                        let Governor::Phrase(phrase) = between.governor else { return false };
                        let head = between.head(view.units);
                        let hands_on = head.kind != Some(EntityType::Role) && head.mention.is_some_and(|m| !length(m));
                        match view.clauses.phrases[usize::from(phrase)].noun.filter(|_| hands_on) {
                            Some(of) if of == group => return true,
                            Some(of) => at = of,
                            None => return false,
                        }
                    }
                    false
                }
                _ => between.previous == Some(group) && self.shares(group, noun),
            }
        })
    }

    /// True when what follows the second of two coordinated groups may be said of both: "an executive and a co-founder of Acme"
    /// are two things, as are "head of Borax and founder of Acme", "an Ostran economist and founder of Acme".
    pub(super) fn shares(&self, first: u16, second: u16) -> bool {
        let view = self.view;
        let [first, second] = [first, second].map(|group| &view.groups.nouns[usize::from(group)]);
        let beside = second.first <= first.last + 2;
        let complete = first.units().any(|unit| view.units[unit].kind == Some(EntityType::Nationality));
        beside && !complete && view.units[usize::from(second.first)].tag != Pos::DT
    }
}

/// "The Serb", "a Spaniard": a demonym that stands for one person.
fn is_one_person(mention: &Mention) -> bool {
    mention.kind == EntityType::Nationality && mention.nominal.is_none() && mention.subtype == ONE_PERSON
}

/// A name as part of an id: letters and digits, lower case, joined by hyphens.
fn slug(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Words with one space between them, whatever breaks and spaces the article has there.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
