//! Stage 6 of 8, sources: "according to Lena Varga, the bridge is closed". In: the group after the preposition. Out: who says
//! so, and what. See [`structures`](super::structures).

use std::ops::Range;

use newsgraph_lexicon::Pos;

use crate::relate::arguments::Stands;
use crate::relate::clauses::{Clause, Link, Phrase};
use crate::relate::frames::Structure;
use crate::relate::grammar::Bits;
use crate::relate::groups::Form;
use crate::relate::speech;
use crate::relate::structures::Structures;
use crate::relate::unit::Mark;
use crate::types::MentionIndex;

/// Most words before "according to" at the start of a sentence: "But according to …".
const LEAD: usize = 2;

impl Structures<'_, '_, '_> {
    /// Who is the source of a sentence, and what it says.
    pub(super) fn according_to(&mut self, number: u16, wanted: &Structure) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let phrase = *view
            .clauses
            .phrases
            .iter()
            .find(|p| p.group == number && view.units[usize::from(p.marker)].bits.any(Bits::SOURCE_PREPOSITION))?;
        let source = self.finder.one(number, &wanted.subject, Stands { owner: false, plans: false });
        let source = source.map(|s| s.mention).or_else(|| self.finder.made_by(number, &wanted.subject))?;
        let told = self.told(&phrase)?;
        Some((source, self.finder.statement(told)))
    }

    /// What the source says: what follows its phrase at the start of a sentence, else what stands before it at the end.
    fn told(&self, phrase: &Phrase) -> Option<Range<usize>> {
        let view = self.finder.view;
        let (marker, end) =
            (usize::from(phrase.marker), usize::from(view.groups.nouns[usize::from(phrase.group)].last));
        let finite = |inside: Range<usize>| {
            view.clauses.clauses.iter().position(|c| {
                let verb = &view.groups.verbs[usize::from(c.verb)];
                let describes = |c: &Clause| matches!(c.link, Link::Relative | Link::Participle) && c.anchor.is_some();
                let mut chain = std::iter::successors(Some(c), |c| {
                    c.parent.filter(|_| c.link == Link::Complement).map(|n| &view.clauses.clauses[usize::from(n)])
                });
                verb.form == Form::Finite && !chain.any(describes) && inside.contains(&usize::from(verb.main))
            })
        };
        // "That is according to Lena Varga"
        if view.units[..marker.min(LEAD + 1)].iter().any(|u| u.tag.is_verb()) && marker <= LEAD + 1 {
            return None;
        }
        let words = view.units[..marker].iter().filter(|u| u.mark == Mark::None).count();
        let main = finite(end..view.units.len());
        match main {
            Some(main) if words <= LEAD => {
                let subject = view.clauses.clauses[main].subject?;
                let subject = usize::from(view.groups.nouns[usize::from(subject)].first);
                let mut commas = (end..subject).filter(|u| view.units[*u].mark == Mark::Comma);
                let first = commas.next();
                let beside = |u: &usize| self.apposed(*u, phrase.group) || self.quotes(*u);
                let comma = first.filter(beside).and_then(|_| commas.next()).or(first);
                speech::trimmed(view, comma.unwrap_or(subject), self.told_by_others(subject))
            }
            None if words > LEAD && finite(0..marker).is_some() => {
                speech::trimmed(view, usize::from(view.clauses.dateline), marker)
            }
            _ => None,
        }
    }

    /// "according to the Post, quoting Lena Varga, …": a comma before whom the source has it from.
    fn quotes(&self, comma: usize) -> bool {
        let next = self.finder.view.units.get(comma + 1);
        next.is_some_and(|u| matches!(u.tag, Pos::VBG | Pos::VBN) && u.verb_bits.any(Bits::CLAUSE_VERB))
    }

    /// Where what the source says ends: ", while Tom Reel said …" is another's.
    fn told_by_others(&self, start: usize) -> usize {
        let view = self.finder.view;
        let clauses = view.clauses.clauses.iter().filter(|c| c.link == Link::Adverbial);
        let others = clauses.filter_map(|c| {
            let verb = &view.groups.verbs[usize::from(c.verb)];
            let says = verb.form == Form::Finite && verb.verb(view.units).verb_bits.any(Bits::CLAUSE_VERB);
            let marker = c.marker.map(usize::from).filter(|m| says && *m > start)?;
            let contrasts = view.units[marker].bits.any(Bits::CONTRAST);
            (contrasts && view.units[marker - 1].mark == Mark::Comma).then_some(marker)
        });
        others.min().unwrap_or(view.units.len())
    }

    /// A comma before what describes the source: "according to Lena Varga, chief of Acme, …".
    fn apposed(&self, comma: usize, source: u16) -> bool {
        let view = self.finder.view;
        let next = view.units.get(comma + 1).and_then(|_| view.group_at(comma + 1));
        next.is_some_and(|group| view.groups.nouns[usize::from(group)].apposed_to == Some(source))
    }
}
