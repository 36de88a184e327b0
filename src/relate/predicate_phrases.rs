//! Stage 6 of 8, predicates: the phrases that belong to a verb or noun, and whether those that a frame wants are there. See
//! [`predicates`](super::predicates).

use newsgraph_lexicon::Pos;
use smallvec::SmallVec;

use crate::relate::argument_types::Types;
use crate::relate::arguments::{Argument, Stands};
use crate::relate::clauses::{Clause, Link, Phrase};
use crate::relate::frames::Need;
use crate::relate::grammar::Bits;
use crate::relate::groups::Governor;
use crate::relate::predicates::{Predicates, Site};
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

impl Predicates<'_, '_, '_> {
    /// "an album of songs by X, released by Y", "a series of films starring X": what a participle describes when the group next
    /// to it is nothing of the kind.
    pub(super) fn outer(&mut self, clause: u16, types: &Types) -> Option<Argument> {
        let view = self.finder.view;
        let row = view.clauses.clauses[usize::from(clause)];
        let mut at = row.subject.filter(|_| row.subject == row.anchor && row.link != Link::Relative)?;
        for _ in 0..4 {
            let Governor::Phrase(phrase) = view.groups.nouns[usize::from(at)].governor else { return None };
            let phrase = view.clauses.phrases[usize::from(phrase)];
            // "a game published by X, released in May": what the participle before describes
            let before = || phrase.clause.and_then(|c| view.clauses.clauses[usize::from(c)].anchor);
            at = phrase.noun.or_else(before)?;
            let found = self.finder.one(at, types, Stands { owner: false, plans: false });
            let named =
                found.filter(|a| !a.via && self.finder.extraction.mentions[a.mention.0 as usize].kind.is_named());
            if named.is_some() {
                return named;
            }
        }
        None
    }

    /// "the bombing of a mosque in Vel, which police blamed on X": the event that a relative clause tells of when the group next
    /// to it is none.
    pub(super) fn event_told(&mut self, anchor: u16, types: &Types, words: &(Vec<u64>, Vec<u64>)) -> Option<Argument> {
        let view = self.finder.view;
        let mut at = anchor;
        for _ in 0..4 {
            let Governor::Phrase(phrase) = view.groups.nouns[usize::from(at)].governor else { return None };
            at = view.clauses.phrases[usize::from(phrase)].noun?;
            if view.groups.nouns[usize::from(at)].head(view.units).noun_bits.any(Bits::EVENT) {
                let fits = view.words_fit(at, words);
                return fits.then(|| self.finder.one(at, types, Stands { owner: false, plans: false }))?;
            }
        }
        None
    }

    /// True for a phrase with this preposition; "Vel, **where** she lives" has one of place.
    pub(super) fn marks(&self, phrase: &Phrase, preposition: u64) -> bool {
        let marker = &self.finder.view.units[usize::from(phrase.marker)];
        marker.key == preposition
            || marker.bits.any(Bits::WHERE) && self.grammar.of(preposition).any(Bits::PLACE_PREPOSITION)
    }

    /// Groups of the phrases with a preposition that belong to a clause or noun.
    pub(super) fn phrases(&self, site: Site, preposition: u64) -> SmallVec<[u16; 4]> {
        let view = self.finder.view;
        match site {
            Site::Verb(clause, _, _) => {
                let row = view.clauses.clauses[usize::from(clause)];
                let mine =
                    view.clauses.phrases.iter().filter(|p| p.clause == Some(clause) && self.marks(p, preposition));
                // "died in prison in 1828": a date after the noun of another phrase is when it was done
                let date =
                    |group: u16| view.groups.nouns[usize::from(group)].head(view.units).kind == Some(EntityType::Date);
                let attached = mine.filter(|p| match p.noun {
                    None => true,
                    Some(noun) => self.passes_on(noun, &row) || date(p.group) || self.reaches(noun, p, &row),
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
                    // but "an executive and a co-founder of Acme" are two things
                    at = view.groups.nouns[usize::from(group)].next.filter(|next| self.finder.shares(group, *next));
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

    /// "blamed an attack on firms **on X**", "broke out at a factory **in Vel**": a phrase behind what belongs to the object, or behind
    /// a place, is of the verb.
    fn reaches(&self, noun: u16, phrase: &Phrase, clause: &Clause) -> bool {
        let view = self.finder.view;
        let Governor::Phrase(outer) = view.groups.nouns[usize::from(noun)].governor else { return false };
        let outer = &view.clauses.phrases[usize::from(outer)];
        let place = |phrase: &Phrase| view.units[usize::from(phrase.marker)].bits.any(Bits::PLACE_PREPOSITION);
        // "ripped through a mine in Vel"
        let governed = outer.marker == view.groups.verbs[usize::from(clause.verb)].last;
        match outer.noun {
            Some(of) => Some(of) == clause.object && !place(phrase),
            None => (place(outer) || governed) && place(phrase),
        }
    }

    /// "professor of law at Yale", "vice president of daytime programmes for ABC": the phrase behind what an office is of.
    pub(super) fn beyond_field(&self, site: Site, preposition: u64) -> SmallVec<[u16; 4]> {
        let view = self.finder.view;
        let group = match site {
            Site::Noun(group, unit) if usize::from(view.groups.nouns[usize::from(group)].head) == unit => group,
            _ => return SmallVec::new(),
        };
        let phrases = &view.clauses.phrases;
        let head = |group: u16| view.groups.nouns[usize::from(group)].head(view.units);
        let is_field = |of: u16| {
            let head = head(of);
            head.mention.is_none() && !head.role && !head.noun_bits.any(Bits::ACTS_FOR | Bits::EVENT)
        };
        // "a lawyer for victims at Acme": several people are no field
        let opens = |phrase: &Phrase| {
            let marker = &view.units[usize::from(phrase.marker)];
            let title = marker.bits.any(Bits::TITLE_PREPOSITION) && head(phrase.group).tag != Pos::NNS;
            marker.bits.any(Bits::OF) || title
        };
        let mut field =
            phrases.iter().find(|p| p.noun == Some(group) && opens(p) && is_field(p.group)).map(|p| p.group);
        while let Some(at) = field {
            let mut behind = phrases
                .iter()
                .filter(|p| p.noun == Some(at) && view.units[usize::from(p.marker)].key == preposition)
                .map(|p| p.group)
                .peekable();
            if behind.peek().is_some() {
                return behind.collect();
            }
            // "professor of law and economics at Yale"
            field = view.groups.nouns[usize::from(at)].next.filter(|next| is_field(*next));
        }
        SmallVec::new()
    }

    /// "Attacks reported by X": the phrase says who reported, not who attacked.
    pub(super) fn of_participle(&self, group: u16, phrase: &Phrase) -> bool {
        let view = self.finder.view;
        let head = usize::from(view.groups.nouns[usize::from(group)].head);
        let describes = |next: &Unit| next.tag.is_noun() && !next.is_value() || next.tag.is_adjective();
        let between = view.units.get(head + 1..usize::from(phrase.marker) + 1).unwrap_or_default();
        between.windows(2).any(|pair| {
            let [word, next] = pair else { return false };
            word.mark == Mark::None && word.kind.is_none() && word.set.has(Pos::VBN) && !describes(next)
        })
    }

    /// True when a phrase that a frame asks for stands there.
    pub(super) fn has(&self, need: &Need, site: Site) -> bool {
        let view = self.finder.view;
        let thing = || match site {
            Site::Verb(clause, _, _) => view.clauses.clauses[usize::from(clause)].object.into_iter().collect(),
            Site::Noun(..) => SmallVec::new(),
        };
        need.preposition.map_or_else(thing, |preposition| self.phrases(site, preposition)).iter().any(|group| {
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
            // "of attempting to kill": the act, not the attempt
            let to =
                c.complement.map(|to| &view.clauses.clauses[usize::from(to)]).filter(|to| to.link == Link::Infinitive);
            let verb = view.groups.verbs[usize::from(to.unwrap_or(c).verb)].verb(view.units);
            c.parent == Some(clause)
                && c.link == Link::Gerund
                && c.marker.is_some_and(|m| Some(view.units[usize::from(m)].key) == need.preposition)
                && (need.words.is_empty() || need.words.contains(&verb.verb) || need.words.contains(&verb.key))
        })
    }
}
