//! Stage 6 of 8, sources: "according to Lena Varga, the bridge is closed". In: the group after the preposition. Out: who says
//! so, and what. See [`structures`](super::structures).

use std::ops::Range;

use crate::relate::arguments::Stands;
use crate::relate::clauses::{Link, Phrase};
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
                let own = matches!(c.link, Link::Relative | Link::Participle) && c.anchor.is_some();
                verb.form == Form::Finite && !own && inside.contains(&usize::from(verb.main))
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
                let comma = first.filter(|u| self.apposed(*u, phrase.group)).and_then(|_| commas.next()).or(first);
                speech::trimmed(view, comma.unwrap_or(subject), view.units.len())
            }
            None if words > LEAD && finite(0..marker).is_some() => speech::trimmed(view, 0, marker),
            _ => None,
        }
    }

    /// A comma before what describes the source: "according to Lena Varga, chief of Acme, …".
    fn apposed(&self, comma: usize, source: u16) -> bool {
        let view = self.finder.view;
        let next = view.units.get(comma + 1).and_then(|_| view.group_at(comma + 1));
        next.is_some_and(|group| view.groups.nouns[usize::from(group)].apposed_to == Some(source))
    }
}
