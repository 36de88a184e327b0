//! Stage 6 of 8, stance. In: the clause that tells a relation. Out: its [`Stance`]: how sure the text is and who says so.
//!
//! Cues are collected from the clause and from every clause it depends on; of several modalities the first in the order
//! of precedence holds, of several speakers the nearest.

use newsgraph_lexicon::Pos;

use crate::relate::clauses::{Clause, Link};
use crate::relate::cues::{Cue, Cues, Gives, Place};
use crate::relate::grammar::{Bits, join_keys};
use crate::relate::groups::{Governor, VerbGroup};
use crate::relate::sentence::SentenceView;
use crate::relate::unit::Mark;
use crate::rules::relation_file::Nature;
use crate::types::{Modality, Span};

/// How sure the text is, before it is known who the subject is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stance {
    /// The strongest modality of all cues but speech.
    pub(super) modality: Option<Modality>,
    /// True when someone says it.
    pub(super) said: bool,
    /// The group of who says it.
    pub(super) speaker: Option<u16>,
    /// Unit of the cue that decided, for `explain`.
    pub(super) cue: Option<u16>,
}

impl Stance {
    fn add(&mut self, cue: Cue, unit: usize, speaker: Option<u16>) {
        match cue.gives {
            Gives::Said => self.said = true,
            Gives::Always(modality) => self.strengthen(modality, unit),
            Gives::Passes => return,
        }
        if cue.speaks && self.speaker.is_none() {
            self.speaker = speaker;
        }
    }

    fn strengthen(&mut self, modality: Modality, unit: usize) {
        if self.modality.is_none_or(|m| modality < m) {
            self.modality = Some(modality);
            self.cue = Some(unit as u16);
        }
    }

    /// The modality of an edge; `own` when who says it is the edge's subject.
    pub(super) fn modality(&self, nature: Nature, own: bool) -> Modality {
        // an office stays what it is whoever speaks, but "may be based in Vel" and "allegedly founded Arvex" are not sure
        if nature == Nature::Fact {
            let told = self.said.then_some(Modality::Reported);
            return self.modality.into_iter().chain(told).min().unwrap_or(Modality::Asserted);
        }
        if nature == Nature::Speech {
            let own_plan =
                self.modality.filter(|m| matches!(m, Modality::Denied | Modality::Negated | Modality::Planned));
            let told = self.said && self.speaker.is_some() && !own;
            return own_plan.unwrap_or(if told { Modality::Reported } else { Modality::Asserted });
        }
        if nature == Nature::Measure {
            return if self.said || self.modality == Some(Modality::Alleged) {
                Modality::Reported
            } else {
                Modality::Asserted
            };
        }
        let said = match (self.said, own, nature) {
            (false, _, _) => None,
            (true, true, _) => Some(Modality::Claimed),
            (true, false, Nature::Hostile) => Some(Modality::Alleged),
            (true, false, _) => Some(Modality::Reported),
        };
        let own_allegation = match self.modality {
            Some(Modality::Alleged) if own => Some(Modality::Claimed),
            other => other,
        };
        [said, own_allegation].into_iter().flatten().min().unwrap_or(Modality::Asserted)
    }
}

/// How a clause looks ahead from the past, if it does.
#[derive(Clone, Copy)]
enum Future {
    /// It does not, or nobody knows what came of it.
    Open,
    /// Someone said so.
    Told,
    /// The text tells what came later.
    CameTrue,
}

/// Collects the cues of a clause and of those above it.
pub(super) struct Reader<'r, 's> {
    /// The sentence.
    pub(super) view: &'r SentenceView<'s>,
    /// The cues.
    pub(super) cues: &'r Cues,
}

impl Reader<'_, '_> {
    /// The stance towards what a clause tells, or, for a noun, a group and the clause it is in.
    ///
    /// What a relative clause tells is taken for granted: of the clauses above it only who speaks counts. Speech is told by
    /// its own clause where that is an adverbial one ("Roe said X, while Doe said Y").
    pub(super) fn read(&self, clause: Option<u16>, group: Option<u16>, nature: Nature) -> Stance {
        let mut stance = Stance::default();
        let mut granted = false;
        if let Some(group) = group {
            self.group(group, &mut stance);
        }
        let mut at = clause;
        let mut inside = true;
        for _ in 0..12 {
            let Some(number) = at else { break };
            let clause = self.view.clauses.clauses[usize::from(number)];
            if inside {
                self.own(&clause, &mut stance);
            }
            if nature == Nature::Speech && clause.link == Link::Adverbial {
                return stance;
            }
            let before = (stance.modality, stance.cue);
            at = self.above(&clause, &mut stance, &mut inside);
            if granted {
                (stance.modality, stance.cue) = before;
            }
            granted |= match clause.link {
                Link::Relative => !self.is_said_to_be(&clause),
                // "agreed to settle a suit brought by X": X did
                Link::Participle => self.describes(&clause),
                // "plans to sue because X attacked Y": X did
                Link::Adverbial => self.came_before(&clause),
                _ => false,
            };
        }
        self.sentence(&mut stance);
        stance
    }

    /// The stance towards an office or other fact: only its own clause counts, and only when the noun is what the clause
    /// says ("is not the head of"), for offices stay as they are in what others say.
    ///
    /// Doubt counts only in the words that tell it: "may be based in Vel", not "Vel, a town in Norway, may be shelled".
    pub(super) fn read_fact(&self, clause: Option<u16>, group: Option<u16>, trigger: Span) -> Stance {
        let mut stance = Stance::default();
        let Some(number) = clause else { return stance };
        let verb = self.view.groups.verbs[usize::from(number)].verb(self.view.units);
        let is = verb.verb_bits.any(Bits::BE | Bits::COPULA);
        let main = usize::from(self.view.groups.verbs[usize::from(number)].main);
        let own_words = self.view.span(main..main + 1).overlaps(trigger);
        let told =
            group.is_none_or(|g| is && self.view.groups.nouns[usize::from(g)].governor == Governor::Object(number));
        if told {
            let clause = &self.view.clauses.clauses[usize::from(number)];
            self.own(clause, &mut stance);
            // "is believed to have founded Arvex", "is alleged to be the head of Arvex"
            let above = clause.parent.map(|above| self.view.clauses.clauses[usize::from(above)].verb);
            let passive = above.is_some_and(|v| self.view.groups.verbs[usize::from(v)].passive);
            // "Norway's bid to join the body"
            let plan = clause.subject.is_some() && clause.subject == clause.anchor && own_words;
            if clause.link == Link::Infinitive && (passive || plan) {
                self.governing(clause, &mut stance, &mut true);
            }
        }
        let doubt = matches!(stance.modality, Some(Modality::Alleged | Modality::Suspected | Modality::Possible));
        if !own_words && (group.is_none() || doubt) {
            stance.modality = None;
        }
        stance
    }

    /// A past participle right behind the noun that it describes.
    fn describes(&self, clause: &Clause) -> bool {
        let verb = &self.view.groups.verbs[usize::from(clause.verb)];
        let noun = clause.anchor.map(|group| &self.view.groups.nouns[usize::from(group)]);
        verb.passive && noun.is_some_and(|noun| noun.last == verb.first)
    }

    /// "… as X threatened Y": a clause in the past that no condition opens tells what was so.
    fn came_before(&self, clause: &Clause) -> bool {
        let verb = &self.view.groups.verbs[usize::from(clause.verb)];
        let past = self.view.units[usize::from(verb.first)].tag == Pos::VBD && verb.modal.is_none();
        let supposes = |m| self.cues.get(Place::Subordinator, self.view.units[usize::from(m)].key).is_some();
        past && !clause.marker.is_some_and(supposes)
    }

    /// The relative clause says what something is: "is believed to be the group that hit Vel".
    fn is_said_to_be(&self, clause: &Clause) -> bool {
        let governor = clause.anchor.map(|group| self.view.groups.nouns[usize::from(group)].governor);
        let Some(Governor::Object(above)) = governor else { return false };
        let verb = &self.view.groups.verbs[usize::from(self.view.clauses.clauses[usize::from(above)].verb)];
        verb.verb(self.view.units).verb_bits.any(Bits::BE | Bits::COPULA)
    }

    /// Adjectives of a noun group ("alleged", "planned") and the verbs whose object it is ("denied the attack").
    fn group(&self, group: u16, stance: &mut Stance) {
        let noun = &self.view.groups.nouns[usize::from(group)];
        if self.none_of(group) {
            stance.strengthen(Modality::Negated, usize::from(noun.head));
        }
        for unit in noun.units() {
            if let Some(cue) = self.cues.get(Place::Adjective, self.view.units[unit].key) {
                stance.add(cue, unit, None);
            }
        }
    }

    /// Negation, modal verb and adverbs of the clause itself.
    fn own(&self, clause: &Clause, stance: &mut Stance) {
        let verb = &self.view.groups.verbs[usize::from(clause.verb)];
        // "said it would" is a plan, "met Roe, who would become chairman" came true: the future, seen from the past
        let past = |above: u16| {
            let verb = &self.view.groups.verbs[usize::from(self.view.clauses.clauses[usize::from(above)].verb)];
            let mut units = usize::from(verb.first)..=usize::from(verb.main);
            verb.modal.is_none() && units.any(|unit| self.view.units[unit].tag == Pos::VBD)
        };
        let future = match clause.link {
            Link::Complement if clause.parent.is_some_and(past) => Future::Told,
            Link::Relative if clause.parent.is_some_and(past) => Future::CameTrue,
            _ => Future::Open,
        };
        self.verb_group(verb, future, stance);
        let subject =
            clause.subject.filter(|s| matches!(self.view.groups.nouns[usize::from(*s)].governor, Governor::Subject(_)));
        if subject.into_iter().chain(clause.object).any(|group| self.none_of(group)) {
            stance.strengthen(Modality::Negated, usize::from(verb.main));
        }
        if let Some(marker) =
            clause.marker.filter(|_| matches!(clause.link, Link::Adverbial | Link::Complement | Link::Participle))
            && let Some(cue) = self.cues.get(Place::Subordinator, self.view.units[usize::from(marker)].key)
        {
            stance.add(cue, usize::from(marker), None);
        }
    }

    /// "no treaty", "neither Arvex nor Bolton".
    fn none_of(&self, group: u16) -> bool {
        let first = usize::from(self.view.groups.nouns[usize::from(group)].first);
        let negates =
            |unit: usize| self.view.units[unit].bits.any(Bits::NEGATOR) && self.view.units[unit].tag != Pos::RB;
        negates(first) || first.checked_sub(1).is_some_and(negates)
    }

    fn verb_group(&self, verb: &VerbGroup, future: Future, stance: &mut Stance) {
        if verb.negated {
            stance.strengthen(Modality::Negated, usize::from(verb.main));
        }
        if verb.future {
            stance.strengthen(Modality::Planned, usize::from(verb.main));
        }
        if let Some(modal) = verb.modal {
            let unit = &self.view.units[usize::from(modal)];
            let cue = |place: Place| self.cues.get(place, unit.verb).or_else(|| self.cues.get(place, unit.key));
            let cue = match (future, cue(Place::ToldModal)) {
                (Future::Told, Some(told)) => Some(told),
                (Future::CameTrue, Some(_)) => None,
                _ => cue(Place::Modal),
            };
            if let Some(cue) = cue {
                stance.add(cue, usize::from(modal), None);
            }
        }
        let first = usize::from(verb.first);
        let before = (0..first)
            .rev()
            .take_while(|u| self.view.units[*u].tag.is_adverb() || self.view.units[*u].mark == Mark::Comma);
        // "took almost six months"
        let counts = |u: usize| self.view.units.get(u + 1).is_some_and(|next| next.is_value());
        let after = (usize::from(verb.last)..self.view.units.len())
            .take_while(|u| self.view.units[*u].tag.is_adverb() && !counts(*u));
        for unit in before.chain(first..usize::from(verb.last)).chain(after) {
            if let Some(cue) = self.cues.get(Place::Adverb, self.view.units[unit].key) {
                stance.add(cue, unit, None);
            }
        }
    }

    /// Goes one clause up and reads what the verb or noun there makes of the one below.
    fn above(&self, clause: &Clause, stance: &mut Stance, inside: &mut bool) -> Option<u16> {
        match clause.link {
            Link::Root => {
                *inside = false;
                clause.parent
            }
            Link::Conjoined => {
                let parent = clause.parent?;
                let verb = &self.view.groups.verbs[usize::from(clause.verb)];
                let other = self.view.groups.verbs[usize::from(self.view.clauses.clauses[usize::from(parent)].verb)];
                // "will buy X and sell Y": the modal holds for both, and so does "not" ("would not confirm or deny")
                *inside = false;
                let bare = self.view.units[usize::from(verb.main)].tag == Pos::VB && verb.modal.is_none();
                let before = usize::from(verb.first).checked_sub(1).map(|u| &self.view.units[u]);
                let nor = before.is_some_and(|u| u.bits.any(Bits::NEGATOR) && u.tag == Pos::CC);
                if nor || bare && other.negated {
                    stance.strengthen(Modality::Negated, usize::from(verb.main));
                }
                if self.view.units[usize::from(verb.main)].tag == Pos::VB
                    && verb.modal.is_none()
                    && let Some(cue) =
                        other.modal.and_then(|m| self.cues.get(Place::Modal, self.view.units[usize::from(m)].key))
                {
                    stance.add(cue, usize::from(other.main), None);
                }
                Some(parent)
            }
            Link::Complement | Link::Infinitive | Link::Gerund => self.governing(clause, stance, inside),
            Link::Relative | Link::Participle | Link::Adverbial => {
                *inside = false;
                clause.parent.or_else(|| clause.anchor.and_then(|group| self.view.clause_of(group)))
            }
        }
    }

    fn governing(&self, clause: &Clause, stance: &mut Stance, inside: &mut bool) -> Option<u16> {
        let view = self.view;
        let infinitive = clause.link != Link::Complement;
        // "a plan to defeat X", "a commitment to defeating X", "reports that X fell"
        if let Some(group) = clause.anchor {
            let noun = &view.groups.nouns[usize::from(self.beyond_doer(group))];
            let head = noun.head(view.units);
            if let Some(cue) =
                self.cues.get(Place::Noun, head.noun).filter(|c| if infinitive { c.infinitive } else { c.clause })
            {
                stance.add(cue, usize::from(noun.head), noun.possessor);
                // "no evidence that X fell"
                if self.none_of(group) {
                    stance.strengthen(Modality::Negated, usize::from(noun.head));
                }
            }
        }
        let parent = clause.parent?;
        let above = view.clauses.clauses[usize::from(parent)];
        let verb = &view.groups.verbs[usize::from(above.verb)];
        let unit = verb.verb(view.units);
        let key = if unit.verb == 0 { unit.key } else { unit.verb };
        let place = if verb.passive { Place::Passive } else { Place::Verb };
        // "would like to buy Acme" is a plan, "would like to thank Acme" thanks it
        if infinitive && verb.modal.is_some() && unit.verb_bits.any(Bits::WISH) {
            *inside = false;
            let act = view.groups.verbs[usize::from(clause.verb)].verb(view.units);
            if !act.verb_bits.any(Bits::COURTESY) {
                stance.strengthen(Modality::Planned, usize::from(verb.main));
            }
            return Some(parent);
        }
        let holds = |cue: &Cue| if infinitive { cue.infinitive } else { cue.clause };
        let adverbial = clause.link == Link::Gerund
            && clause.marker.map(|m| view.units[usize::from(m)].bits).is_some_and(|bits| {
                // but "quoted X as saying"
                bits.any(Bits::SUBORDINATOR) && !bits.any(Bits::AS)
            });
        if !adverbial {
            // "called on Norway to act"
            let particle = view.units.get(usize::from(verb.last)).map_or(0, |u| u.key);
            let joined = join_keys([key, particle].into_iter());
            if let Some(cue) = self.cues.get(place, key).or_else(|| self.cues.get(place, joined)).filter(holds) {
                let speaker = if verb.passive { self.agent(parent) } else { above.subject };
                stance.add(cue, usize::from(verb.main), speaker);
            }
            // "is likely to": the adjective after the copula; "has yet to"
            let after = view.units.get(usize::from(verb.last));
            let adjective = after.filter(|u| (u.tag.is_adjective() || u.tag == Pos::CC) && infinitive);
            if let Some(cue) = adjective.and_then(|u| self.cues.get(Place::Adjective, u.key)) {
                stance.add(cue, usize::from(verb.last), None);
            }
        }
        // "was not able to", "will be forced to": what holds for the verb above holds for the infinitive
        if adverbial {
            // "will meet X before visiting Y"
            if let Some(cue) = verb.modal.and_then(|m| self.cues.get(Place::Modal, view.units[usize::from(m)].key)) {
                stance.add(cue, usize::from(verb.main), None);
            }
        }
        *inside = infinitive && !adverbial;
        if clause.link == Link::Complement
            && verb.negated
            && self.cues.get(place, key).is_some_and(|c| c.gives == Gives::Said)
        {
            stance.strengthen(Modality::Possible, usize::from(verb.main));
        }
        Some(parent)
    }

    /// "a plan for Acme to buy X": the plan, not who is to do it.
    fn beyond_doer(&self, group: u16) -> u16 {
        let Governor::Phrase(phrase) = self.view.groups.nouns[usize::from(group)].governor else { return group };
        let phrase = self.view.clauses.phrases[usize::from(phrase)];
        let doer = self.view.units[usize::from(phrase.marker)].bits.any(Bits::FOR);
        phrase.noun.filter(|_| doer).unwrap_or(group)
    }

    /// The by-phrase of a passive clause.
    fn agent(&self, clause: u16) -> Option<u16> {
        self.view
            .clauses
            .phrases
            .iter()
            .find(|p| p.clause == Some(clause) && self.view.units[usize::from(p.marker)].bits.any(Bits::BY))
            .map(|p| p.group)
    }

    /// "According to X" and what else holds for the whole sentence.
    fn sentence(&self, stance: &mut Stance) {
        for phrase in &self.view.clauses.phrases {
            let marker = usize::from(phrase.marker);
            let cue = self.cues.get(Place::Preposition, self.view.units[marker].key);
            if let Some(cue) = cue.filter(|_| !self.is_rate(marker, phrase.group)) {
                stance.add(cue, marker, Some(phrase.group));
            }
        }
        let question = self.view.units.iter().rev().take(2).any(|u| u.mark == Mark::Question);
        if question {
            stance.strengthen(Modality::Possible, self.view.units.len() - 1);
        }
    }
}

impl Reader<'_, '_> {
    /// "One per second", "30 per router": no source as in "per Reuters".
    fn is_rate(&self, marker: usize, group: u16) -> bool {
        let noun = &self.view.groups.nouns[usize::from(group)];
        let head = noun.head(self.view.units);
        let bare = noun.units().len() == 1 && head.tag == Pos::NN && head.mention.is_none() && !head.role;
        self.view.units[marker].tokens.len() == 1 && (bare || head.is_value())
    }
}
