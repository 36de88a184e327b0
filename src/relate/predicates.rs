//! Stage 6 of 8, predicates. In: clauses, noun groups and the compiled frames. Out: [`Draft`]s: relations with their
//! arguments, before stance and qualifiers.
//!
//! A verb or noun is looked up once; only the frames that begin with it are tried. The first slot of a frame that holds
//! a fitting argument gives it.

use newsgraph_lexicon::{Pos, Shape, meets};
use smallvec::SmallVec;

use crate::relate::arguments::{Argument, Arguments, Finder, Stands};
use crate::relate::clauses::{Clause, Link};
use crate::relate::frames::{Frame, Rules, Slot, VerbEntry};
use crate::relate::grammar::{Bits, Grammar};
use crate::relate::groups::{Form, Governor, NounGroup};
use crate::relate::tries::{Side, Try};
use crate::relate::unit::{Mark, Unit};
use crate::types::{EntityType, MentionIndex, Modality, RuleName, Span};

/// A relation found, not yet judged.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Number of the relation.
    pub(super) relation: u16,
    /// Arguments.
    pub(super) subject: MentionIndex,
    /// See `subject`.
    pub(super) object: MentionIndex,
    /// Bytes of the words that say it.
    pub(super) trigger: Span,
    /// Clause that tells it.
    pub(super) clause: Option<u16>,
    /// Noun group that tells it.
    pub(super) noun: Option<u16>,
    /// Modality of the words themselves.
    pub(super) modality: Option<Modality>,
    /// Who says so by the frame itself: the accuser.
    pub(super) accuser: Option<u16>,
    /// True for a relation that is told only beside another one of its subject.
    pub(super) dependent: bool,
    /// True for what a noun group takes for granted: it stays so in what others say.
    pub(super) given: bool,
    /// Rule.
    pub(super) rule: RuleName,
    /// Of its rule, 0 to 100.
    pub(super) confidence: u8,
    /// Group that only acts for, or belongs to, an argument.
    pub(super) via: Option<u16>,
    /// Qualifiers the frame names.
    pub(super) qualifiers: SmallVec<[(String, u16); 2]>,
}

/// Where a frame is being tried.
#[derive(Clone, Copy)]
pub(super) enum Site {
    /// A clause, with the phrase that the verb governs ("break into Y").
    Verb(u16, Option<u16>, bool),
    /// A noun unit in its group.
    Noun(u16, usize),
}

/// Tries frames on a sentence.
pub(super) struct Predicates<'p, 'f, 's> {
    /// The rules.
    pub(super) rules: &'p Rules,
    /// Which prepositions are of place.
    pub(super) grammar: &'p Grammar,
    /// Arguments.
    pub(super) finder: Finder<'f, 's>,
    /// What was found.
    pub(super) drafts: &'p mut Vec<Draft>,
    /// What was tried in vain, when someone explains.
    pub(super) tries: Option<&'p mut Vec<Try>>,
}

impl Predicates<'_, '_, '_> {
    /// Tries all frames of a sentence's verbs and nouns.
    pub(super) fn find(&mut self) {
        for clause in 0..self.finder.view.clauses.clauses.len() as u16 {
            self.verb(clause);
        }
        for group in 0..self.finder.view.groups.nouns.len() as u16 {
            self.nouns(group);
        }
    }

    fn verb(&mut self, clause: u16) {
        let view = self.finder.view;
        let verb = &view.groups.verbs[usize::from(view.clauses.clauses[usize::from(clause)].verb)];
        let unit = verb.verb(view.units);
        // "to found": a base form, not a form of "find"
        let base = unit.tag == Pos::VB && unit.tokens.len() == 1;
        let key = if unit.verb == 0 || base { unit.key } else { unit.verb };
        let rules = self.rules;
        let Some(entries) = rules.verbs.get(&key) else { return };
        let particle = view.units.get(usize::from(verb.last)).map_or(0, |u| u.key);
        let longer = entries.iter().any(|e| !e.governs && e.after.first() == Some(&particle));
        for entry in entries {
            if entry.after.is_empty() && longer {
                continue;
            }
            match self.follows(clause, entry) {
                Some((phrase, surface)) => self.frame(entry.frame, Site::Verb(clause, phrase, surface)),
                None => {
                    let frame = &rules.frames[entry.frame as usize];
                    self.stopped(frame, Site::Verb(clause, None, false), 20, |these| these.follower(clause));
                }
            }
        }
    }

    /// Whether the words that an entry wants after the verb are there: the governed phrase, and whether the surface
    /// subject is what it governs ("was broken into").
    fn follows(&self, clause: u16, entry: &VerbEntry) -> Option<(Option<u16>, bool)> {
        let view = self.finder.view;
        let row = view.clauses.clauses[usize::from(clause)];
        let verb = &view.groups.verbs[usize::from(row.verb)];
        let words = &entry.after[..entry.after.len() - usize::from(entry.governs)];
        let mut at = usize::from(verb.last);
        for word in words {
            let next = view.units.get(at);
            if next.is_some_and(|u| u.key == *word || u.noun == *word) {
                at += 1;
                continue;
            }
            // "shut X down"; "claimed full responsibility"
            let object = if verb.passive { row.subject } else { row.object };
            let object = object.map(|o| view.groups.nouns[usize::from(o)]);
            // "knocked X, Y and Z offline"
            let last = object.map(|o| {
                let mut last = o;
                while let Some(next) = last.next {
                    last = view.groups.nouns[usize::from(next)];
                }
                usize::from(last.last)
            });
            let after_object = last.and_then(|last| view.units.get(last));
            let head = object.map(|o| *o.head(view.units));
            if after_object.is_some_and(|u| u.key == *word) || head.is_some_and(|h| h.noun == *word || h.key == *word) {
                continue;
            }
            return None;
        }
        if !entry.governs {
            return Some((None, false));
        }
        let preposition = entry.after.last().copied().unwrap_or(0);
        let phrase = view.clauses.phrases.iter().find(|p| {
            p.clause == Some(clause)
                && (usize::from(p.marker) >= usize::from(verb.last)
                    || view.units[usize::from(p.marker)].bits.any(Bits::WHERE))
                && self.marks(p, preposition)
                // "have gone on to work, and Tom Reel with Lena Varga joined": not of this verb
                && p.noun.is_none_or(|noun| match view.clause_of(noun) {
                    Some(other) => other == clause,
                    // "took part in the raid, and the war over Vel": what a conjunction adds keeps its own phrases
                    None => {
                        let noun = &view.groups.nouns[usize::from(noun)];
                        let added = usize::from(noun.first).checked_sub(1).map(|before| &view.units[before]);
                        noun.head(view.units).mention.is_some() || added.is_none_or(|unit| !unit.bits.any(Bits::AND))
                    }
                })
        });
        if let Some(phrase) = phrase {
            return Some((Some(phrase.group), false));
        }
        // "broke out last week": a particle governs nothing
        let next = view.units.get(at).filter(|u| u.key == preposition);
        let particle = next.is_some_and(|u| u.set.has(Pos::RP))
            && !view.clauses.phrases.iter().any(|p| usize::from(p.marker) == at);
        if particle && !verb.passive {
            return Some((None, false));
        }
        let surface = verb.passive && next.is_some();
        surface.then_some((None, true))
    }

    fn nouns(&mut self, group: u16) {
        let view = self.finder.view;
        let noun = view.groups.nouns[usize::from(group)];
        let rules = self.rules;
        let head_is_name = noun.head(view.units).is_name();
        for unit in noun.units() {
            let word = &view.units[unit];
            // "the president/chief executive of Acme" has two offices
            let slashed = view.units.get(unit + 1).is_some_and(|next| next.mark == Mark::Slash);
            let counts = unit == usize::from(noun.head) || (head_is_name || slashed) && unit < usize::from(noun.head);
            // "fellow senator Lena Varga" is a senator
            let counts = counts && !(head_is_name && word.bits.any(Bits::FELLOW));
            if !counts || word.is_name() || word.is_value() {
                continue;
            }
            let mut frames: SmallVec<[u32; 8]> = SmallVec::new();
            if let Some(found) = rules.nouns.get(&word.key) {
                frames.extend(found.iter().filter(|e| e.before.is_empty()).map(|e| e.frame));
            }
            // "co-founders" are founders
            let lemma_counts = word.tokens.len() == 1 || word.bits.any(Bits::VERB_PREFIX);
            if word.noun != word.key && word.noun != 0 && lemma_counts {
                if let Some(found) = rules.nouns.get(&word.noun) {
                    frames.extend(found.iter().filter(|e| self.preceded(unit, &e.before)).map(|e| e.frame));
                }
            } else if let Some(found) = rules.nouns.get(&word.key) {
                frames.extend(
                    found.iter().filter(|e| !e.before.is_empty() && self.preceded(unit, &e.before)).map(|e| e.frame),
                );
            }
            if meets(&word.classes, &rules.any_noun_class) {
                let mine = rules.noun_classes.iter().filter(|(class, _)| class.is_in(&word.classes));
                frames.extend(mine.map(|(_, frame)| *frame));
            }
            frames.sort_unstable();
            frames.dedup();
            for frame in frames {
                let not = &rules.frames[frame as usize].not_nouns;
                let excluded = meets(&word.classes, &not.classes);
                let field = rules.frames[frame as usize].field;
                let elsewhere = field.is_some_and(|wanted| wanted != self.for_a_field(&noun, unit));
                // "co-owner" is an owner, "managing director" need not be a director
                let hyphened = || view.page.tokens()[word.tokens.start as usize + 1].shape.has(Shape::JOINER);
                let lemma = (word.tokens.len() == 1 || hyphened()) && not.words.contains(&word.noun);
                if elsewhere || excluded || not.words.contains(&word.key) || lemma {
                    continue;
                }
                self.frame(frame, Site::Noun(group, unit));
            }
        }
    }

    /// "Retail fraud director", "technical director", "a director": an office below the head of the whole.
    fn for_a_field(&self, noun: &NounGroup, unit: usize) -> bool {
        let units = self.finder.view.units;
        let first = usize::from(noun.first);
        if units[unit].tokens.len() > 1 && units[unit].bits.any(Bits::FIELD) {
            return true;
        }
        let Some(before) = unit.checked_sub(1).filter(|before| *before >= first) else { return false };
        let word = &units[before];
        // "Arvex's Africa director", "Arvex Africa director Lena Varga"
        let body = before > first && units[before - 1].kind == Some(EntityType::Organisation);
        if word.kind == Some(EntityType::Place) && (noun.possessor.is_some() || body) {
            return true;
        }
        // "the Vel bank governor" heads what is named, "the central bank governor" a body of the country
        let kind = || word.noun_bits.any(Bits::KIND_NOUN) && (before == first || units[before - 1].mention.is_some());
        let whole = word.noun_bits.any(Bits::WHOLE) || kind();
        let plain = word.tag.is_noun() && word.mention.is_none() && !word.role && !whole;
        // "a $5 donation Ostran leader Roe had pledged": the article is of another noun
        let apart = units[first..unit].iter().any(Unit::is_value);
        // "a former head of Acme" was its head
        let apart = apart || units[first..unit].iter().any(|u| u.bits.any(Bits::FORMER));
        let one_of_several = units[first].bits.any(Bits::INDEFINITE) && units[first].mention.is_none() && !apart;
        // "the Conservative leader" leads the party
        plain || word.kind != Some(EntityType::Organisation) && word.bits.any(Bits::FIELD) || one_of_several
    }

    fn preceded(&self, unit: usize, before: &[u64]) -> bool {
        let units = self.finder.view.units;
        before
            .iter()
            .rev()
            .enumerate()
            .all(|(n, key)| unit.checked_sub(n + 1).is_some_and(|u| units[u].key == *key || units[u].noun == *key))
    }

    fn frame(&mut self, number: u32, site: Site) {
        let rules = self.rules;
        let frame = &rules.frames[number as usize];
        if !frame.needs.iter().all(|need| self.has(need, site)) {
            return self.stopped(frame, site, 40, |_| "a phrase that it needs is not there".to_owned());
        }
        if frame.not.iter().any(|need| self.has(need, site)) {
            return self.stopped(frame, site, 40, |_| "a phrase stands there that it excludes".to_owned());
        }
        let stands = Stands { owner: false, plans: true };
        let subjects = self.argument(&frame.subject, &frame.subject_types, &frame.subject_words, site, stands, frame);
        if subjects.is_empty() {
            return self.stopped(frame, site, 60, |these| these.misfit(frame, site, Side::Subject));
        }
        let objects = self.argument(
            &frame.object,
            &frame.object_types,
            &frame.object_words,
            site,
            Stands { owner: frame.owner, plans: false },
            frame,
        );
        if objects.is_empty() {
            return self.stopped(frame, site, 80, |these| these.misfit(frame, site, Side::Object));
        }
        let view = self.finder.view;
        let trigger = self.trigger(site);
        let (clause, noun) = match site {
            Site::Verb(clause, _, _) => (Some(clause), None),
            Site::Noun(group, _) => (view.clause_of(group), Some(group)),
        };
        let accuser = self.accuser(frame, site, &subjects, &objects);
        let qualifiers = self.qualifiers(frame, site);
        // "A and B bought X and Y respectively": the first of one list with the first of the other
        let respective =
            subjects.len().max(objects.len()) > 1 && view.units.iter().any(|u| u.bits.any(Bits::RESPECTIVELY));
        if respective && subjects.len() != objects.len() {
            return self.stopped(frame, site, 90, |_| "its lists do not go in pairs".to_owned());
        }
        for (first, subject) in subjects.iter().enumerate() {
            for (second, object) in objects.iter().enumerate() {
                if respective && first != second {
                    continue;
                }
                if frame.owner && self.own_thing(subject, object) {
                    continue;
                }
                self.drafts.push(Draft {
                    relation: frame.relation,
                    subject: subject.mention,
                    object: object.mention,
                    trigger,
                    clause,
                    noun,
                    modality: frame.modality,
                    accuser,
                    dependent: false,
                    // "the bombing over Vel"
                    given: noun.is_some() && frame.subject.contains(&Slot::Itself),
                    rule: frame.rule.clone(),
                    confidence: frame.confidence,
                    via: [subject, object].into_iter().find(|a| a.via).and_then(|a| a.group),
                    qualifiers: qualifiers.clone(),
                });
            }
        }
    }

    /// "Arvex shut down its Bolton service": what one does to a thing of one's own is no hostile act.
    fn own_thing(&self, subject: &Argument, object: &Argument) -> bool {
        let view = self.finder.view;
        let mentions = &self.finder.extraction.mentions;
        let entity = |mention: MentionIndex| mentions[mention.0 as usize].entity;
        let thing = matches!(mentions[object.mention.0 as usize].kind, EntityType::Product | EntityType::Work);
        let first = object.group.map(|group| &view.units[usize::from(view.groups.nouns[usize::from(group)].first)]);
        let Some(owner) = first.filter(|unit| unit.tag == Pos::PRPS) else { return false };
        let event = mentions[subject.mention.0 as usize].kind == EntityType::Event;
        thing && owner.nominal.map_or(!event, |owner| entity(owner) == entity(subject.mention))
    }

    /// Bytes of the verb or noun that sets a frame off.
    pub(super) fn trigger(&self, site: Site) -> Span {
        let view = self.finder.view;
        let unit = match site {
            Site::Verb(clause, _, _) => usize::from(view.groups.verbs[usize::from(clause)].main),
            Site::Noun(_, unit) => unit,
        };
        view.span(unit..unit + 1)
    }

    /// "X accused Y of …": the subject says so when it is no argument itself.
    fn accuser(&self, frame: &Frame, site: Site, subjects: &Arguments, objects: &Arguments) -> Option<u16> {
        frame
            .modality
            .filter(|m| matches!(m, Modality::Alleged | Modality::Suspected | Modality::Reported | Modality::Denied))?;
        let Site::Verb(clause, _, _) = site else { return None };
        let group = self.acting(clause)?;
        let used = subjects.iter().chain(objects).any(|a| a.group == Some(group));
        (!used).then_some(group)
    }

    /// The phrases that a frame keeps: "attacked it **with drones**", "sued her **for defamation**", not "for $5 million", "with Norway".
    fn qualifiers(&self, frame: &Frame, site: Site) -> SmallVec<[(String, u16); 2]> {
        let view = self.finder.view;
        let thing = |group: &u16| {
            let noun = &view.groups.nouns[usize::from(*group)];
            let head = noun.head(view.units);
            // "for focusing on compliance"
            let verbal = noun.units().len() == 1 && head.set.has(Pos::VBG);
            let kind = matches!(head.kind, None | Some(EntityType::Product | EntityType::Event | EntityType::Work));
            kind && head.tag.is_noun() && !verbal
        };
        let told = frame.qualifier.iter().filter_map(|(preposition, name)| {
            let group = self.phrases(site, *preposition).into_iter().find(thing)?;
            Some((name.clone(), group))
        });
        told.collect()
    }

    /// Who acts in a clause: its subject, or the by-phrase of a passive.
    pub(super) fn acting(&self, clause: u16) -> Option<u16> {
        let view = self.finder.view;
        let row = view.clauses.clauses[usize::from(clause)];
        if !view.groups.verbs[usize::from(row.verb)].passive {
            return row.subject.map(|subject| self.speaker_of(subject, &row).unwrap_or(subject));
        }
        let by = |clause: u16| {
            let mut phrases = view.clauses.phrases.iter();
            phrases.find(|p| p.clause == Some(clause) && view.units[usize::from(p.marker)].bits.any(Bits::BY))
        };
        by(clause).map(|p| p.group).or_else(|| {
            // "written, produced and directed by X", "written by and starring X"
            let next = self.joined(clause)?;
            let row = view.clauses.clauses[usize::from(next)];
            if view.groups.verbs[usize::from(row.verb)].form == Form::Gerund { row.object } else { self.acting(next) }
        })
    }

    /// The clause whose verb a comma or conjunction joins to a passive without an agent: another passive, or after "by and"
    /// a gerund.
    fn joined(&self, clause: u16) -> Option<u16> {
        let view = self.finder.view;
        let verb = &view.groups.verbs[usize::from(clause)];
        let next = clause + 1;
        let other = view.groups.verbs.get(usize::from(next))?;
        let between = &view.units[usize::from(verb.last)..usize::from(other.first).max(usize::from(verb.last))];
        let mut parts = between.iter().filter(|u| !u.tag.is_adverb());
        let by = between.first().is_some_and(|u| u.bits.any(Bits::BY));
        let joins = parts.all(|u| u.mark == Mark::Comma || u.bits.any(Bits::AND | Bits::BY)) && !between.is_empty();
        (joins && by == (other.form == Form::Gerund) && (by || other.passive)).then_some(next)
    }

    /// "X issued a statement accusing Y": who issues it accuses.
    fn speaker_of(&self, group: u16, clause: &Clause) -> Option<u16> {
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(group)];
        let Governor::Object(outer) = noun.governor else { return None };
        let participle = clause.link == Link::Participle && clause.anchor == Some(group);
        let outer = view.clauses.clauses[usize::from(outer)];
        // "vetoed a Corvid statement criticising Y": the one named with it
        let named = noun.units().any(|unit| view.units[unit].mention.is_some());
        let says = noun.head(view.units).noun_bits.any(Bits::CLAUSE_NOUN) && noun.possessor.is_none() && !named;
        outer.subject.filter(|_| participle && says && !view.groups.verbs[usize::from(outer.verb)].passive)
    }
}
