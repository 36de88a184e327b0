//! Stage 6 of 8, structures made of a group and its phrases: "the attack in Vel on Monday", "the Bolton Hotel in Vel". See
//! [`structures`](super::structures).

use newsgraph_lexicon::Pos;
use smallvec::SmallVec;

use crate::relate::arguments::Stands;
use crate::relate::clauses::{Link, Phrase};
use crate::relate::frames::Structure;
use crate::relate::grammar::Bits;
use crate::relate::groups::{Governor, NounGroup};
use crate::relate::structures::{Kind, Structures};
use crate::relate::unit::Mark;
use crate::types::{EntityType, MentionIndex};

impl Structures<'_, '_, '_> {
    /// True for a phrase of a group: right after it, or behind names and places ("the attack on Acme at a market in Vel").
    /// A date may stand behind anything that belongs to the subject of a clause ("the blast at a hotel on Monday killed …").
    fn belongs(&self, phrase: &Phrase, group: u16, kind: EntityType) -> bool {
        let view = self.finder.view;
        let opens = matches!(view.groups.nouns[usize::from(group)].governor, Governor::Subject(_) | Governor::Free);
        // "a raid conducted by the army on Monday"
        let told = phrase.clause.map(|c| &view.clauses.clauses[usize::from(c)]).filter(|c| c.anchor == Some(group));
        if let Some(clause) = told.filter(|c| c.link == Link::Participle) {
            let verb = view.groups.verbs[usize::from(clause.verb)].verb(view.units);
            return !verb.verb_bits.any(Bits::CLAUSE_VERB | Bits::TELLING);
        }
        let mut at = phrase.noun;
        for _ in 0..5 {
            let Some(noun) = at else { return false };
            if noun == group {
                return true;
            }
            let between = &view.groups.nouns[usize::from(noun)];
            let head = between.head(view.units);
            // "in Vel in Norway": the nearer place
            let name = head.mention.is_some() && (kind != EntityType::Place || head.kind != Some(EntityType::Place));
            at = match between.governor {
                Governor::Phrase(outer) => {
                    let outer = &view.clauses.phrases[usize::from(outer)];
                    let place = view.units[usize::from(outer.marker)].bits.any(Bits::PLACE_PREPOSITION);
                    let near = kind == EntityType::Place && head.kind == Some(EntityType::Place);
                    outer
                        .noun
                        .filter(|n| *n == group && !near || name || place && !near || opens && kind == EntityType::Date)
                }
                _ => between.previous.filter(|first| self.finder.shares(*first, noun)),
            };
        }
        false
    }

    /// Places and dates of events, places of places: phrases of a group.
    pub(super) fn phrases(&mut self, wanted: &Structure, group: &NounGroup, number: u16) {
        let view = self.finder.view;
        let head = group.head(view.units);
        let event = self.finder.is_event(usize::from(group.head)) || head.kind == Some(EntityType::Event);
        // "joined Arvex in Vel" says where someone joined it
        let told_there = match group.governor {
            Governor::Object(_) => true,
            // "drove for Arvex in Vel" says where someone drove, "a driver for Arvex in Vel" where Arvex is
            Governor::Phrase(outer) => {
                let outer = &view.clauses.phrases[usize::from(outer)];
                outer.noun.is_none() && view.units[usize::from(outer.marker)].bits.any(Bits::FOR)
            }
            _ => false,
        };
        let body = head.kind == Some(EntityType::Organisation) && !told_there;
        let place = head.kind == Some(EntityType::Place) || body;
        if wanted.kind == Kind::NameInPlace && !place || wanted.kind != Kind::NameInPlace && !event {
            return;
        }
        if !view.words_fit(number, &wanted.subject_words) {
            return;
        }
        let kind = if wanted.kind == Kind::EventDate { EntityType::Date } else { EntityType::Place };
        let mut found: SmallVec<[u16; 4]> = SmallVec::new();
        for phrase in view.clauses.phrases.iter().filter(|p| self.belongs(p, number, kind)) {
            let marker = &view.units[usize::from(phrase.marker)];
            // "in the town of Vel"
            let of_place =
                !place && kind == EntityType::Place && self.head(phrase.group).noun_bits.any(Bits::PLACE_NOUN);
            let vague =
                kind == EntityType::Date && !place && (self.is_vague(phrase.group) || self.told_then(phrase, number));
            // "served in the Salt War until 1946"
            let bound = kind == EntityType::Date && marker.bits.any(Bits::SUBORDINATOR);
            let fits = (self.head(phrase.group).kind == Some(kind) || of_place) && !vague && !bound;
            let joins = if place { Bits::INSIDE } else { Bits::PLACE_PREPOSITION };
            let place_marker = kind != EntityType::Place || marker.bits.any(joins);
            // "wounded in the Salt War at Vel": the phrase of a named event and the place both belong to the verb
            let told = head.kind == Some(EntityType::Event)
                && matches!(group.governor, Governor::Phrase(outer) if {
                    let outer = &view.clauses.phrases[usize::from(outer)];
                    outer.noun.is_none() && view.units[usize::from(outer.marker)].bits.any(Bits::INSIDE)
                });
            // "beat Norway 2-1 in Vel": what stands between says that Norway is not in Vel
            let apart = phrase.noun != Some(number) || usize::from(phrase.marker) != self.behind_short_form(group);
            if fits && place_marker && !(place && apart) && !(told && kind == EntityType::Place) {
                found.push(phrase.group);
            }
        }
        // "Monday's attack", "the 2014 attack", "the 1951 Salt War"
        if kind == EntityType::Date {
            found.extend(group.possessor.filter(|p| self.head(*p).kind == Some(kind)));
        }
        let inside = group.units().filter(|u| *u < usize::from(group.head) && view.units[*u].kind == Some(kind));
        // "the recently concluded summit"
        let inside: SmallVec<[MentionIndex; 2]> =
            inside.filter_map(|u| view.units[u].mention).filter(|m| !self.finder.tells_no_day(*m)).collect();
        // "the 1999 storm in the summer of 2012": the nearer date is the event's
        if kind == EntityType::Date && !inside.is_empty() {
            found.clear();
        }
        if found.is_empty() && inside.is_empty() {
            return;
        }
        let subject = match head.mention {
            Some(mention) => mention,
            None => self.finder.event(usize::from(group.head)),
        };
        for other in found {
            for object in self.finder.list(other, &wanted.object, Stands { owner: false, plans: false }) {
                self.add(wanted, subject, object.mention, number);
            }
        }
        if wanted.kind == Kind::EventDate {
            for object in inside {
                self.add(wanted, subject, object, number);
            }
        }
    }

    /// The unit behind the head of a group and a short form of it: "the Vel Institute (VI) in Norway".
    fn behind_short_form(&self, group: &NounGroup) -> usize {
        let behind = usize::from(group.head) + 1;
        let units = self.finder.view.units;
        let Some([open, short, close]) = units.get(behind..behind + 3) else { return behind };
        let brackets = open.mark == Mark::Open && close.mark == Mark::Close;
        if brackets && short.is_name() { behind + 3 } else { behind }
    }

    /// "reported the attack on Monday": the date is rather that of the report.
    fn told_then(&self, phrase: &Phrase, event: u16) -> bool {
        let view = self.finder.view;
        // "became aware of the attack on Monday"
        let mut aware = false;
        let about = match view.groups.nouns[usize::from(event)].governor {
            Governor::Object(clause) => Some(clause),
            Governor::Phrase(of) => {
                let of = &view.clauses.phrases[usize::from(of)];
                aware = of.noun.is_none();
                of.clause.filter(|_| view.units[usize::from(of.marker)].bits.any(Bits::OF))
            }
            _ => None,
        };
        let Some(clause) = about else { return false };
        let verb = &view.groups.verbs[usize::from(clause)];
        let bits = verb.verb(view.units).verb_bits;
        let tells = bits.any(Bits::CLAUSE_VERB | Bits::TELLING) || aware && bits.any(Bits::BE | Bits::COPULA);
        tells && verb.last <= view.groups.nouns[usize::from(event)].first && phrase.marker > verb.last
    }

    /// "recently", "to date": no date.
    fn is_vague(&self, group: u16) -> bool {
        self.head(group).mention.is_some_and(|mention| self.finder.tells_no_day(mention))
    }

    /// True for an event that news tells for its own sake: one of a kind, some with their place, or another one with place and date.
    pub(super) fn is_incident(&self, group: u16) -> bool {
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(group)];
        let has = |kind: EntityType| {
            let mut phrases = view.clauses.phrases.iter();
            phrases.any(|p| self.head(p.group).kind == Some(kind) && self.belongs(p, group, kind))
        };
        if !view.units[usize::from(noun.head)].noun_bits.any(Bits::INCIDENT) {
            return noun.head(view.units).tag != Pos::NNS && has(EntityType::Place) && has(EntityType::Date);
        }
        let first = &view.units[usize::from(noun.first)];
        let told = noun.possessor.is_some() || matches!(first.tag, Pos::DT | Pos::PRPS | Pos::CD);
        told || noun.head(view.units).tag != Pos::NNS || has(EntityType::Place)
    }
}
