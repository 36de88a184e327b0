//! Stage 6 of 8, predicates. In: clauses, noun groups and the compiled frames. Out: [`Draft`]s: relations with their
//! arguments, before stance and qualifiers.
//!
//! A verb or noun is looked up once; only the frames that begin with it are tried. The first slot of a frame that holds
//! a fitting argument gives it.

use smallvec::SmallVec;

use crate::relate::arguments::{Argument, Arguments, Finder, Stands};
use crate::relate::clauses::{Clause, Link};
use crate::relate::frames::{Frame, Need, Rules, Slot, VerbEntry};
use crate::relate::grammar::{Bits, join_keys};
use crate::relate::groups::{Form, Governor};
use crate::relate::rule_file::Types;
use crate::relate::speech;
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
    /// Rule.
    pub(super) rule: RuleName,
    /// 0 to 100.
    pub(super) confidence: u8,
    /// Qualifiers the frame names.
    pub(super) qualifiers: SmallVec<[(String, u16); 2]>,
}

/// Where a frame is being tried.
#[derive(Clone, Copy)]
enum Site {
    /// A clause, with the phrase that the verb governs ("break into Y").
    Verb(u16, Option<u16>, bool),
    /// A noun unit in its group.
    Noun(u16, usize),
}

/// Tries frames on a sentence.
pub(super) struct Predicates<'p, 'f, 's> {
    /// The rules.
    pub(super) rules: &'p Rules,
    /// Arguments.
    pub(super) finder: Finder<'f, 's>,
    /// What was found.
    pub(super) drafts: &'p mut Vec<Draft>,
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
        let key = if unit.verb == 0 { unit.key } else { unit.verb };
        let rules = self.rules;
        let Some(entries) = rules.verbs.get(&key) else { return };
        let particle = view.units.get(usize::from(verb.last)).map_or(0, |u| u.key);
        let longer = entries.iter().any(|e| !e.governs && e.after.first() == Some(&particle));
        for entry in entries {
            if entry.after.is_empty() && longer {
                continue;
            }
            if let Some((phrase, surface)) = self.follows(clause, entry) {
                self.frame(entry.frame, Site::Verb(clause, phrase, surface));
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
            let after_object = object.and_then(|o| view.units.get(usize::from(o.last)));
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
                && usize::from(p.marker) >= usize::from(verb.last)
                && view.units[usize::from(p.marker)].key == preposition
        });
        if let Some(phrase) = phrase {
            return Some((Some(phrase.group), false));
        }
        let surface = verb.passive && view.units.get(at).is_some_and(|u| u.key == preposition);
        surface.then_some((None, true))
    }

    fn nouns(&mut self, group: u16) {
        let view = self.finder.view;
        let noun = view.groups.nouns[usize::from(group)];
        let rules = self.rules;
        let head_is_name = noun.head(view.units).is_name();
        for unit in noun.units() {
            let word = &view.units[unit];
            let counts = unit == usize::from(noun.head) || head_is_name && unit < usize::from(noun.head);
            if !counts || word.is_name() || word.is_value() {
                continue;
            }
            let mut frames: SmallVec<[u32; 8]> = SmallVec::new();
            if let Some(found) = rules.nouns.get(&word.key) {
                frames.extend(found.iter().filter(|e| e.before.is_empty()).map(|e| e.frame));
            }
            if word.noun != word.key && word.noun != 0 && word.tokens.len() == 1 {
                if let Some(found) = rules.nouns.get(&word.noun) {
                    frames.extend(found.iter().filter(|e| self.preceded(unit, &e.before)).map(|e| e.frame));
                }
            } else if let Some(found) = rules.nouns.get(&word.key) {
                frames.extend(
                    found.iter().filter(|e| !e.before.is_empty() && self.preceded(unit, &e.before)).map(|e| e.frame),
                );
            }
            for (class, frame) in &rules.noun_classes {
                if word.classes[usize::from(class.0 >> 6) & 1] >> (class.0 & 63) & 1 != 0 {
                    frames.push(*frame);
                }
            }
            frames.sort_unstable();
            frames.dedup();
            for frame in frames {
                let not = &rules.frames[frame as usize].not_nouns;
                let excluded = word.classes[0] & not.classes[0] | word.classes[1] & not.classes[1] != 0;
                if excluded || not.words.contains(&word.key) || not.words.contains(&word.noun) {
                    continue;
                }
                self.frame(frame, Site::Noun(group, unit));
            }
        }
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
        let owner = rules.relations[usize::from(frame.relation)].owner;
        if !frame.needs.iter().all(|need| self.has(need, site)) || frame.not.iter().any(|need| self.has(need, site)) {
            return;
        }
        let stands = Stands { owner: false, plans: true };
        let mut subjects =
            self.argument(&frame.subject, &frame.subject_types, &frame.subject_words, site, stands, frame);
        if !frame.not_subject_types.is_empty() {
            subjects.retain(|s| !self.finder.fits(s.mention, &frame.not_subject_types));
        }
        if subjects.is_empty() {
            return;
        }
        let objects = self.argument(
            &frame.object,
            &frame.object_types,
            &frame.object_words,
            site,
            Stands { owner, plans: false },
            frame,
        );
        if objects.is_empty() {
            return;
        }
        let view = self.finder.view;
        let (clause, noun, trigger) = match site {
            Site::Verb(clause, _, _) => {
                let verb = &view.groups.verbs[usize::from(clause)];
                (Some(clause), None, view.span(usize::from(verb.main)..usize::from(verb.main) + 1))
            }
            Site::Noun(group, unit) => (self.telling(group), Some(group), view.span(unit..unit + 1)),
        };
        let accuser = self.accuser(frame, site, &subjects, &objects);
        let qualifiers = self.qualifiers(frame, site);
        for subject in &subjects {
            for object in &objects {
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
                    rule: frame.rule.clone(),
                    confidence: frame.confidence.saturating_sub(if subject.via || object.via { 8 } else { 0 }),
                    qualifiers: qualifiers.clone(),
                });
            }
        }
    }

    /// The clause that a noun's relation depends on for its modality.
    fn telling(&self, group: u16) -> Option<u16> {
        crate::relate::stance::clause_of(self.finder.view, group)
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

    fn qualifiers(&self, frame: &Frame, site: Site) -> SmallVec<[(String, u16); 2]> {
        let mut found = SmallVec::new();
        for (preposition, name) in &frame.qualifier {
            if let Some(group) = self.phrases(site, *preposition).first() {
                found.push((name.clone(), *group));
            }
        }
        found
    }

    /// Who acts in a clause: its subject, or the by-phrase of a passive.
    fn acting(&self, clause: u16) -> Option<u16> {
        let view = self.finder.view;
        let row = view.clauses.clauses[usize::from(clause)];
        if !view.groups.verbs[usize::from(row.verb)].passive {
            return row.subject;
        }
        view.clauses
            .phrases
            .iter()
            .find(|p| p.clause == Some(clause) && view.units[usize::from(p.marker)].bits.any(Bits::BY))
            .map(|p| p.group)
    }

    /// Groups of the phrases with a preposition that belong to a clause or noun.
    fn phrases(&self, site: Site, preposition: u64) -> SmallVec<[u16; 4]> {
        let view = self.finder.view;
        match site {
            Site::Verb(clause, _, _) => {
                let row = view.clauses.clauses[usize::from(clause)];
                let mine = view
                    .clauses
                    .phrases
                    .iter()
                    .filter(|p| p.clause == Some(clause) && view.units[usize::from(p.marker)].key == preposition);
                let attached = mine.filter(|p| match p.noun {
                    None => true,
                    Some(noun) => self.passes_on(noun, &row),
                });
                attached.map(|p| p.group).collect()
            }
            Site::Noun(group, unit) => {
                let mut found: SmallVec<[u16; 4]> = SmallVec::new();
                let noun = &view.groups.nouns[usize::from(group)];
                // "president Lena Varga of Norway": what follows a name belongs to the name
                if unit < usize::from(noun.head) && noun.is_name(view.units) {
                    let organisations = self.finder.phrases_of(group).filter(|p| {
                        view.units[usize::from(p.marker)].key == preposition
                            && view.groups.nouns[usize::from(p.group)].head(view.units).kind
                                == Some(EntityType::Organisation)
                    });
                    return organisations.map(|p| p.group).collect();
                }
                let mut at = Some(group);
                // "president and chief executive of Acme": what follows the last belongs to both
                for _ in 0..4 {
                    let Some(group) = at else { break };
                    found.extend(
                        self.finder
                            .phrases_of(group)
                            .filter(|p| view.units[usize::from(p.marker)].key == preposition)
                            .map(|p| p.group),
                    );
                    if !found.is_empty() {
                        break;
                    }
                    at = view.groups.nouns[usize::from(group)].next;
                }
                found
            }
        }
    }

    /// True when a phrase after a noun may belong to the verb: the noun is its object or a name.
    fn passes_on(&self, noun: u16, clause: &Clause) -> bool {
        let view = self.finder.view;
        let group = &view.groups.nouns[usize::from(noun)];
        let mut first = noun;
        while let Some(previous) = view.groups.nouns[usize::from(first)].previous {
            first = previous;
        }
        clause.object == Some(first)
            || clause.second == Some(first)
            || clause.subject == Some(first)
            || group.head(view.units).mention.is_some()
    }

    fn has(&self, need: &Need, site: Site) -> bool {
        let view = self.finder.view;
        self.phrases(site, need.preposition).iter().any(|group| {
            let head = view.groups.nouns[usize::from(*group)].head(view.units);
            need.words.is_empty() && need.types.is_empty()
                || need.words.contains(&head.noun)
                || need.words.contains(&head.key)
                || head.kind.is_some_and(|k| need.types.contains(&k))
        }) || self.has_gerund(need, site)
    }

    /// "charged with stealing": the phrase is a clause.
    fn has_gerund(&self, need: &Need, site: Site) -> bool {
        let Site::Verb(clause, _, _) = site else { return false };
        if need.words.is_empty() == need.types.is_empty() && !need.words.is_empty() || !need.types.is_empty() {
            return false;
        }
        let view = self.finder.view;
        view.clauses.clauses.iter().any(|c| {
            let verb = view.groups.verbs[usize::from(c.verb)].verb(view.units);
            c.parent == Some(clause)
                && c.link == Link::Gerund
                && c.marker.is_some_and(|m| view.units[usize::from(m)].key == need.preposition)
                && (need.words.is_empty() || need.words.contains(&verb.verb) || need.words.contains(&verb.key))
        })
    }

    fn argument(
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
            (Slot::Preposition(key), site) => self.phrases(site, key),
            (Slot::By, Site::Noun(group, _)) => self
                .finder
                .phrases_of(group)
                .filter(|p| view.units[usize::from(p.marker)].bits.any(Bits::BY))
                .map(|p| p.group)
                .collect(),
            (Slot::Light, Site::Noun(group, _)) => self.carrier(group, frame).into_iter().collect(),
            (Slot::Possessive | Slot::PossessiveObject, Site::Noun(group, _)) => return self.owner(group, types),
            (Slot::Modifier | Slot::ModifierObject, Site::Noun(group, unit)) => {
                return self.modifier(group, unit, types);
            }
            (Slot::Is, Site::Noun(group, unit)) => return self.described(group, unit, types),
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
        for group in groups {
            if self.words_fit(group, words) {
                found.extend(self.finder.list(group, types, stands));
            }
        }
        found
    }

    fn words_fit(&self, group: u16, words: &(Vec<u64>, Vec<u64>)) -> bool {
        if words.0.is_empty() && words.1.is_empty() {
            return true;
        }
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(group)];
        let is = |list: &Vec<u64>| {
            noun.units().any(|u| {
                let unit = &view.units[u];
                // a name of several words is one unit: "Vel News Agency" has the word "agency"
                let inside = || {
                    let tokens = unit.tokens.start as usize..unit.tokens.end as usize;
                    view.page.tokens().get(tokens).is_some_and(|t| t.iter().any(|t| list.contains(&t.hash)))
                };
                (u == usize::from(noun.head) || noun.is_name(view.units))
                    && (list.contains(&unit.noun) || list.contains(&unit.key) || unit.is_name() && inside())
            })
        };
        (words.0.is_empty() || is(&words.0)) && !is(&words.1)
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
            if let Some(mention) =
                first.nominal.filter(|m| first.tag == newsgraph_lexicon::Pos::PRPS && self.finder.fits(*m, types))
            {
                return std::iter::once(Argument { mention, group: None, via: false }).collect();
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

    /// A name before the noun in its own group: "the X attack". Between them may stand words that describe the noun, but
    /// no other office; a place or people must stand right before an office ("French president", not "French rebel leader").
    fn modifier(&mut self, group: u16, unit: usize, types: &Types) -> Arguments {
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(group)];
        let mut described = false;
        for at in (usize::from(noun.first)..unit).rev() {
            let word = &view.units[at];
            let compound = view.units[at + 1].tag == newsgraph_lexicon::Pos::JJ
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
            if word.role || word.is_name() {
                return Arguments::new();
            }
            described |= word.tag.is_noun();
        }
        Arguments::new()
    }

    /// Whom or what a noun describes.
    fn described(&mut self, group: u16, unit: usize, types: &Types) -> Arguments {
        let view = self.finder.view;
        let none = Stands { owner: false, plans: false };
        let mut at = group;
        for _ in 0..4 {
            let noun = view.groups.nouns[usize::from(at)];
            let head = usize::from(noun.head);
            // "chief executive X", "its unit Y"
            if (head > unit || at != group) && noun.is_name(view.units) {
                let found: Arguments = self.finder.one(at, types, none).into_iter().collect();
                if !found.is_empty() {
                    return found;
                }
                return Arguments::new();
            }
            let mut found = Arguments::new();
            // "Lena Varga, the agents": several describe no single one
            let several = |other: u16| {
                view.units[unit].tag == newsgraph_lexicon::Pos::NNS
                    && view.groups.nouns[usize::from(other)].next.is_none()
            };
            if let Some(other) = noun.apposed_to.filter(|o| !several(*o)) {
                // "X, chief executive of Y,"
                found = self.finder.one(other, types, none).into_iter().collect();
            }
            if found.is_empty() {
                // "the chief executive of Y, X,"
                let after = view.groups.nouns.iter().position(|n| n.apposed_to == Some(at) && n.is_name(view.units));
                let after = after.filter(|n| !several(*n as u16));
                found = after.and_then(|n| self.finder.one(n as u16, types, none)).into_iter().collect();
            }
            if found.is_empty() {
                found = self.copula(at, types);
            }
            if !found.is_empty() {
                return found;
            }
            // "president and chief executive X"
            let other = noun.next.filter(|n| {
                let next = &view.groups.nouns[usize::from(*n)];
                view.units[next.units()].iter().any(|u| u.role)
            });
            match other
                .or(noun.previous.filter(|p| self.finder.is_role(usize::from(view.groups.nouns[usize::from(*p)].head))))
            {
                Some(other) if other != group => at = other,
                _ => break,
            }
        }
        Arguments::new()
    }

    /// "X is chief executive", "X became …", "named X as …", "X served as …".
    fn copula(&mut self, group: u16, types: &Types) -> Arguments {
        let view = self.finder.view;
        let none = Stands { owner: false, plans: false };
        let noun = &view.groups.nouns[usize::from(group)];
        match noun.governor {
            Governor::Object(clause) => {
                let row = view.clauses.clauses[usize::from(clause)];
                let verb = &view.groups.verbs[usize::from(row.verb)];
                let unit = verb.verb(view.units);
                if unit.verb_bits.any(Bits::BE | Bits::COPULA)
                    && row.object == Some(group)
                    && verb.form != Form::Participle
                {
                    return row.subject.map(|s| self.finder.list(s, types, none)).unwrap_or_default();
                }
                Arguments::new()
            }
            Governor::Phrase(phrase) => {
                let phrase = view.clauses.phrases[usize::from(phrase)];
                if !view.units[usize::from(phrase.marker)].bits.any(Bits::AS) {
                    return Arguments::new();
                }
                let Some(clause) = phrase.clause else { return Arguments::new() };
                let row = view.clauses.clauses[usize::from(clause)];
                let verb = &view.groups.verbs[usize::from(row.verb)];
                let of = if verb.passive { row.subject } else { row.object.or(row.subject) };
                of.map(|s| self.finder.list(s, types, none)).unwrap_or_default()
            }
            _ => Arguments::new(),
        }
    }

    /// The subject of the verb that carries a noun: "X carried out an attack".
    fn carrier(&self, group: u16, frame: &Frame) -> Option<u16> {
        let view = self.finder.view;
        let mut at = group;
        while let Some(previous) = view.groups.nouns[usize::from(at)].previous {
            at = previous;
        }
        let clause = match view.groups.nouns[usize::from(at)].governor {
            Governor::Object(clause) => clause,
            Governor::Subject(clause) if view.groups.verbs[usize::from(clause)].passive => clause,
            Governor::Phrase(phrase) => view.clauses.phrases[usize::from(phrase)].clause?,
            _ => return None,
        };
        let verb = &view.groups.verbs[usize::from(clause)];
        let unit = verb.verb(view.units);
        let key = if unit.verb == 0 { unit.key } else { unit.verb };
        let next = view.units.get(usize::from(verb.last)).map_or(0, |u| u.key);
        let carries = frame.light.contains(&key) || frame.light.contains(&join_keys([key, next].into_iter()));
        if carries { self.acting(clause) } else { None }
    }
}
