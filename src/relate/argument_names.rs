//! Stage 6 of 8, names of arguments. In: a noun group without a name. Out: what it is called ("a group calling itself X"), what it
//! is said to be, and whom it belongs to or acts for ("Acme officials", "a report by Acme"). See [`arguments`](super::arguments).

use newsgraph_lexicon::{Pos, Shape};

use crate::relate::argument_types::Types;
use crate::relate::arguments::Finder;
use crate::relate::clauses::{Clause, Link, Phrase};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Governor, NounGroup};
use crate::relate::sentence::SentenceView;
use crate::relate::unit::Mark;
use crate::types::{EntityType, MentionIndex};

/// Subtypes of those who have an army or are one.
const ARMED: [&str; 4] = [COUNTRY, "government", "militant", "threat-actor"];
/// Subtype of countries.
const COUNTRY: &str = "country";

impl Finder<'_, '_> {
    /// The name that an unnamed group is given: "a group calling itself X", "a hacker who goes by X", "a hacking group, X, …".
    pub(super) fn name_of(&self, group: u16, types: &Types) -> Option<MentionIndex> {
        let view = self.view;
        if let Some(mention) = self.calls_itself(group, types) {
            return Some(mention);
        }
        let named = self.apposed_name(group).and_then(|n| n.head(view.units).mention).filter(|m| self.fits(*m, types));
        let named = named.or_else(|| self.same_as(group, types));
        // "Lena Varga, chief executive of Acme said"
        named.or_else(|| {
            let noun = &view.groups.nouns[usize::from(group)];
            // "Acme, the group that claimed …", "Acme, a group founded by …"
            let tells = |link| matches!(link, Link::Relative | Link::Participle);
            let described = view.clauses.clauses.iter().any(|c| c.anchor == Some(group) && tells(c.link));
            let other = noun.apposed_to.filter(|_| noun.head(view.units).role || described)?;
            let head = view.groups.nouns[usize::from(other)].head(view.units);
            head.mention.filter(|m| (described || head.kind == Some(EntityType::Person)) && self.fits(*m, types))
        })
    }

    /// "**SamSam** ransomware", "the **CFDT** union", "**Interfax** news agency": the noun only says what the name is; "a Kordan
    /// agency" is one of several.
    pub(super) fn kind_named(&self, group: u16, types: &Types) -> Option<MentionIndex> {
        let units = self.view.units;
        let noun = &self.view.groups.nouns[usize::from(group)];
        let indefinite = units[usize::from(noun.first)].bits.any(Bits::INDEFINITE);
        if !noun.head(units).noun_bits.any(Bits::KIND_NOUN) || indefinite {
            return None;
        }
        let inside = |u: &usize| *u >= usize::from(noun.first);
        let plain = |u: usize| units[u].mention.is_none() && units[u].tag == Pos::NN;
        let before = usize::from(noun.head).checked_sub(1).filter(inside)?;
        let before = if plain(before) { before.checked_sub(1).filter(inside)? } else { before };
        // not "the Norwegian company", "the UK agency"
        let origin = matches!(units[before].kind, Some(EntityType::Place | EntityType::Nationality));
        units[before].mention.filter(|m| !origin && self.fits(*m, types))
    }

    /// "a hacking group, **X**, …": the name beside a group.
    pub(super) fn apposed_name(&self, group: u16) -> Option<&NounGroup> {
        let view = self.view;
        let mut nouns = view.groups.nouns.iter();
        nouns.find(|n| n.apposed_to == Some(group) && n.governor == Governor::Free && n.is_name(view.units))
    }

    /// What a relative clause, participle or phrase says that a group is called: "known as X", "going by X", "using the handle X",
    /// "under the pseudonym X".
    fn calls_itself(&self, group: u16, types: &Types) -> Option<MentionIndex> {
        let view = self.view;
        let called = |other: u16| {
            let head = view.groups.nouns[usize::from(other)].head(view.units);
            head.mention.filter(|m| self.fits(*m, types))
        };
        let says_name = |other: u16| {
            let noun = &view.groups.nouns[usize::from(other)];
            noun.units().any(|unit| view.units[unit].noun_bits.any(Bits::NAME_NOUN))
        };
        let told = |clause: &&Clause| {
            clause.anchor == Some(group) && !matches!(clause.link, Link::Complement | Link::Adverbial)
        };
        let of_clauses = view.clauses.clauses.iter().filter(told).find_map(|clause| {
            let verb = view.groups.verbs[usize::from(clause.verb)].verb(view.units).verb_bits;
            let objects = [clause.second, clause.object].into_iter().flatten();
            let mut objects = objects.filter(|other| verb.any(Bits::NAMING) || says_name(*other));
            let phrases = view.clauses.phrases.iter().filter(|p| p.clause == Some(clause.verb));
            let mut phrases = phrases.filter(|p| {
                let marker = view.units[usize::from(p.marker)].bits;
                let by = marker.any(Bits::BY) && verb.any(Bits::GOING);
                marker.any(Bits::AS) && verb.any(Bits::NAMING) || by || says_name(p.group)
            });
            objects.find_map(called).or_else(|| phrases.find_map(|p| called(p.group)))
        });
        let own = || view.clauses.phrases.iter().filter(|p| p.noun == Some(group) && says_name(p.group));
        of_clauses.or_else(|| own().find_map(|p| called(p.group)))
    }

    /// What a group is said to be, or which place it is: "X is a film directed by …", "the city of X", "the north of the canton of
    /// X".
    fn same_as(&self, group: u16, types: &Types) -> Option<MentionIndex> {
        let view = self.view;
        // "X is a poet and painter"
        let mut first = group;
        while let Some(previous) = view.groups.nouns[usize::from(first)].previous {
            first = previous;
        }
        if let Governor::Object(clause) = view.groups.nouns[usize::from(first)].governor {
            let row = &view.clauses.clauses[usize::from(clause)];
            let verb = &view.groups.verbs[usize::from(clause)];
            if verb.verb(view.units).verb_bits.any(Bits::BE) {
                let is = !verb.negated && row.object == Some(first);
                let subject = row.subject.filter(|_| is)?;
                let head = view.groups.nouns[usize::from(subject)].head(view.units);
                return head.mention.or(head.nominal).filter(|m| self.fits(*m, types));
            }
        }
        let place = self.place_of(group)?.head(view.units);
        place.mention.filter(|m| self.fits(*m, types))
    }

    /// "the city of **Vel**", "the towns of **Vel** and Ostra": the place that a noun says the kind of.
    pub(super) fn place_of(&self, group: u16) -> Option<&NounGroup> {
        let view = self.view;
        if !view.groups.nouns[usize::from(group)].head(view.units).noun_bits.any(Bits::PLACE_NOUN) {
            return None;
        }
        let mut phrases = view.clauses.phrases.iter();
        let of = phrases.find(|p| p.noun == Some(group) && view.units[usize::from(p.marker)].bits.any(Bits::OF))?;
        let place = &view.groups.nouns[usize::from(of.group)];
        let head = place.head(view.units);
        // what follows, so that it ends: "the north of the canton of Vel"
        let further = || self.place_of(of.group).filter(|_| head.mention.is_none() && of.group > group);
        if head.kind == Some(EntityType::Place) { Some(place) } else { further() }
    }

    /// "the Vel district **of Ostra**": another place is told of.
    pub(super) fn is_of_place(&self, group: u16) -> bool {
        let view = self.view;
        view.clauses.phrases.iter().any(|p| {
            let of = p.noun == Some(group) && view.units[usize::from(p.marker)].bits.any(Bits::OF);
            of && view.groups.nouns[usize::from(p.group)].head(view.units).kind == Some(EntityType::Place)
        })
    }

    /// Who owns a group or whom it acts for.
    pub(super) fn owner(&self, group: u16, types: &Types) -> Option<MentionIndex> {
        let view = self.view;
        let noun = &view.groups.nouns[usize::from(group)];
        if let Some(owner) = noun.possessor {
            let head = view.groups.nouns[usize::from(owner)].head(view.units);
            return head.mention.or(head.nominal).filter(|m| self.fits(*m, types));
        }
        let first = &view.units[usize::from(noun.first)];
        if let Some(mention) = first.nominal.filter(|m| first.tag == Pos::PRPS && self.fits(*m, types)) {
            return Some(mention);
        }
        // not the place of a "Vel-based spokesman"
        let compound = |u: usize| view.page.tokens()[view.units[u + 1].tokens.start as usize].shape.has(Shape::JOINER);
        // "Norwegian hackers" are not Norway
        let private = noun.head(view.units).noun_bits.any(Bits::PRIVATE);
        let foreign = |u: usize| private && view.units[u].kind == Some(EntityType::Nationality);
        let inside = noun.units().rev().filter(|u| *u < usize::from(noun.head) && !compound(*u) && !foreign(*u));
        let modifier = inside.filter_map(|u| view.units[u].mention).find(|m| self.fits(*m, types));
        if modifier.is_some() {
            return modifier;
        }
        // "researchers from Acme", but no "statement on Acme"
        let (acts, office) =
            (noun.head(view.units).noun_bits.any(Bits::ACTS_FOR), self.is_role(usize::from(noun.head)));
        let authority = noun.head(view.units).noun_bits.any(Bits::AUTHORITY);
        let country = |of: u16| {
            let head = view.groups.nouns[usize::from(of)].head(view.units);
            head.mention.is_some_and(|m| self.extraction.mentions[m.0 as usize].subtype == COUNTRY)
        };
        let owns = |p: &&Phrase| {
            let marker = &view.units[usize::from(p.marker)];
            let joins = marker.bits.any(Bits::OF)
                || acts && marker.bits.any(Bits::FROM)
                || authority && marker.bits.any(Bits::INSIDE) && country(p.group)
                || office && marker.bits.any(Bits::TITLE_PREPOSITION) && !is_elsewhere(view, noun, p);
            p.noun == Some(group) && joins
        };
        let named = |p: &Phrase| {
            let head = view.groups.nouns[usize::from(p.group)].head(view.units);
            // "a hacker from the group" says too little
            let nominal = head.nominal.filter(|_| !view.units[usize::from(p.marker)].bits.any(Bits::FROM));
            // "hackers from the Scattered Spider group"
            let kind = || self.kind_named(p.group, types);
            head.mention.or(nominal).filter(|m| self.fits(*m, types)).or_else(kind)
        };
        let of = view.clauses.phrases.iter().filter(owns).find_map(named);
        of.or_else(|| maker(self.view, group).and_then(named))
    }

    /// Whose an act of force is: "an Israeli strike", "Kordan Front's rockets", "a bombing by Kordan Front".
    pub(super) fn attacker(&self, group: u16, types: &Types) -> Option<MentionIndex> {
        let view = self.view;
        let noun = &view.groups.nouns[usize::from(group)];
        if !noun.head(view.units).noun_bits.any(Bits::FORCE) {
            return None;
        }
        let fits = |m: &MentionIndex| {
            let mention = &self.extraction.mentions[m.0 as usize];
            let armed = mention.kind == EntityType::Nationality || ARMED.contains(&mention.subtype.as_str());
            armed && self.fits(*m, types)
        };
        let inside = noun.units().rev().filter(|u| *u < usize::from(noun.head)).filter_map(|u| view.units[u].mention);
        let owner = noun.possessor.or_else(|| maker(view, group).map(|by| by.group));
        let owner = owner.and_then(|other| {
            let head = view.groups.nouns[usize::from(other)].head(view.units);
            head.mention.or(head.nominal)
        });
        owner.into_iter().chain(inside).find(fits)
    }

    /// "I", "we" in a quotation: who says it in the same sentence. "We" of a person is a body without a name.
    pub(super) fn speaker(&self, group: u16, types: &Types) -> Option<MentionIndex> {
        let view = self.view;
        let quoted = |unit: usize| view.units[..unit].iter().filter(|u| u.mark == Mark::Quote).count() % 2 == 1;
        let unit = usize::from(view.groups.nouns[usize::from(group)].head);
        // "I think": what one says anyhow
        let own = view.clauses.clauses.iter().find(|c| c.subject == Some(group));
        let thinks = own
            .is_some_and(|c| view.groups.verbs[usize::from(c.verb)].verb(view.units).verb_bits.any(Bits::CLAUSE_VERB));
        let saying = view.clauses.clauses.iter().find(|c| {
            let verb = &view.groups.verbs[usize::from(c.verb)];
            let says = verb.verb(view.units).verb_bits.any(Bits::CLAUSE_VERB) && !verb.passive;
            says && !quoted(usize::from(verb.main))
        });
        let subject = saying.filter(|_| quoted(unit) && !thinks)?.subject?;
        let head = view.groups.nouns[usize::from(subject)].head(view.units);
        let fits = match head.kind {
            Some(EntityType::Person) => view.units[unit].bits.any(Bits::SPEAKER),
            Some(EntityType::Organisation) => view.units[unit].bits.any(Bits::SPEAKERS),
            _ => false,
        };
        head.mention.filter(|m| fits && self.fits(*m, types))
    }

    /// Who has made something: "research published by Acme", "Acme's figures".
    pub(super) fn made_by(&self, group: u16, types: &Types) -> Option<MentionIndex> {
        let owner = self.view.groups.nouns[usize::from(group)]
            .possessor
            .or_else(|| maker(self.view, group).map(|p| p.group))?;
        let head = self.view.groups.nouns[usize::from(owner)].head(self.view.units);
        head.mention.or(head.nominal).filter(|m| self.fits(*m, types))
    }
}

/// "An official in Vel" may be anyone's, "officials in Vel" are its own.
pub(super) fn is_elsewhere(view: &SentenceView<'_>, noun: &NounGroup, phrase: &Phrase) -> bool {
    let place = view.groups.nouns[usize::from(phrase.group)].head(view.units).kind == Some(EntityType::Place);
    let inside = view.units[usize::from(phrase.marker)].bits.any(Bits::INSIDE);
    place && inside && view.units[usize::from(noun.first)].bits.any(Bits::INDEFINITE)
}

/// "a report by Acme", "a report published on Monday by Acme".
pub(super) fn maker<'v>(view: &'v SentenceView<'_>, group: u16) -> Option<&'v Phrase> {
    let participle = view.clauses.clauses.iter().position(|c| {
        let verb = view.groups.verbs[usize::from(c.verb)].verb(view.units);
        c.anchor == Some(group) && c.link == Link::Participle && verb.verb_bits.any(Bits::PUBLISHING)
    });
    view.clauses.phrases.iter().find(|p| {
        // "a novel of the same name by X"
        let outer = p.noun.and_then(|noun| match view.groups.nouns[usize::from(noun)].governor {
            Governor::Phrase(of) => view.clauses.phrases[usize::from(of)].noun,
            _ => None,
        });
        let here = p.noun == Some(group)
            || outer == Some(group)
            || participle.is_some() && p.clause == participle.map(|n| n as u16);
        here && view.units[usize::from(p.marker)].bits.any(Bits::BY)
    })
}
