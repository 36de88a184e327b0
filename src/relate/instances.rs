//! Stage 6 of 8, instances. In: a noun group without a name. Out: the names that the sentence gives as what it is about: "the
//! films stolen are A and B", "A and B are among the films stolen", "firms such as A", "officials, including X".

use newsgraph_lexicon::Pos;

use crate::relate::argument_types::Types;
use crate::relate::arguments::{Arguments, Finder, Stands};
use crate::relate::clauses::Link;
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, Governor};
use crate::relate::unit::Mark;
use crate::types::EntityType;

impl Finder<'_, '_> {
    /// The names that a group without one stands for; none for a group that is an argument itself.
    pub(super) fn instances(&mut self, group: u16, types: &Types) -> Arguments {
        let view = self.view;
        let head = view.groups.nouns[usize::from(group)].head(view.units);
        let plain = head.mention.is_none() && head.nominal.is_none() && head.noun != 0;
        if !plain || types.allows(EntityType::Statement) {
            return Arguments::new();
        }
        let named = self
            .told_by_copula(group)
            .or_else(|| self.after_colon(group))
            .or_else(|| self.one_among(group))
            .or_else(|| self.named_after(group));
        named.map(|first| self.list(first, types, Stands { owner: false, plans: false })).unwrap_or_default()
    }

    /// "The films stolen are A and B", "its units include A and B".
    fn told_by_copula(&self, group: u16) -> Option<u16> {
        let view = self.view;
        let several = view.groups.nouns[usize::from(group)].head(view.units).tag == Pos::NNS;
        let clause = view.clauses.clauses.iter().find(|c| {
            let verb = &view.groups.verbs[usize::from(c.verb)];
            let bits = if several { Bits::BE | Bits::INCLUDES } else { Bits::BE };
            let is = verb.verb(view.units).verb_bits.any(bits) && !verb.negated && verb.modal.is_none();
            is && !verb.passive && c.subject == Some(group) && c.anchor != Some(group)
        })?;
        clause.object.filter(|object| {
            let object = &view.groups.nouns[usize::from(*object)];
            let single = object.units().len() == 1;
            object.is_name(view.units) && single && object.head(view.units).kind != Some(EntityType::Nationality)
        })
    }

    /// "The films stolen and their dates are: A (2014) and B (2015)."
    fn after_colon(&self, group: u16) -> Option<u16> {
        let view = self.view;
        let last = view.groups.nouns[usize::from(group)].last;
        let clause = view.clauses.clauses.iter().find(|c| {
            let verb = &view.groups.verbs[usize::from(c.verb)];
            let colon = view.units.get(usize::from(verb.last)).is_some_and(|u| u.mark == Mark::Colon);
            let is = colon && verb.verb(view.units).verb_bits.any(Bits::BE) && !verb.negated && c.object.is_none();
            is && (c.subject == Some(group) || verb.first == last || c.subject.is_some_and(|s| self.and_its(group, s)))
        })?;
        let colon = view.groups.verbs[usize::from(clause.verb)].last;
        let first = view.groups.nouns.iter().position(|n| n.first == colon + 1 && n.is_name(view.units));
        first.map(|first| first as u16)
    }

    /// "**the films** stolen and **their dates**": a group and what belongs to it.
    fn and_its(&self, group: u16, other: u16) -> bool {
        let view = self.view;
        let first = usize::from(view.groups.nouns[usize::from(other)].first);
        let joined = first > 0 && view.units[first].tag == Pos::PRPS && view.units[first - 1].bits.any(Bits::AND);
        let free = |n: &u16| view.groups.nouns[usize::from(*n)].governor == Governor::Free;
        joined && (0..other).rev().find(free) == Some(group)
    }

    /// "A and B are among the films stolen", "A is one of the firms attacked".
    fn one_among(&self, group: u16) -> Option<u16> {
        let view = self.view;
        let Governor::Phrase(phrase) = view.groups.nouns[usize::from(group)].governor else { return None };
        let phrase = &view.clauses.phrases[usize::from(phrase)];
        let marker = &view.units[usize::from(phrase.marker)];
        let clause = match phrase.noun {
            None if marker.bits.any(Bits::AMONG) => phrase.clause?,
            Some(one) if marker.bits.any(Bits::OF) => {
                let one = &view.groups.nouns[usize::from(one)];
                match one.governor {
                    Governor::Object(clause) if one.head(view.units).bits.any(Bits::ONE_OF) => clause,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let verb = &view.groups.verbs[usize::from(clause)];
        let is = verb.verb(view.units).verb_bits.any(Bits::BE) && !verb.negated && !verb.passive;
        view.clauses.clauses[usize::from(clause)].subject.filter(|_| is)
    }

    /// "firms such as A and B", "officials, including X".
    fn named_after(&self, group: u16) -> Option<u16> {
        let view = self.view;
        let such = view.clauses.phrases.iter().find(|p| {
            let marker = &view.units[usize::from(p.marker)];
            p.noun == Some(group) && marker.bits.any(Bits::SUCH_AS)
        });
        let including = || {
            view.clauses.clauses.iter().find(|c| {
                let verb = &view.groups.verbs[usize::from(c.verb)];
                let includes = verb.form == Form::Gerund && verb.verb(view.units).verb_bits.any(Bits::INCLUDES);
                includes && c.link == Link::Participle && c.anchor == Some(group)
            })
        };
        such.map(|p| p.group).or_else(|| including()?.object)
    }
}
