//! Stage 6 of 8, reported clauses. In: a clause with a verb of saying. Out: the units of what is said, without outer
//! quotation marks and final stop.

use crate::relate::clauses::Link;
use crate::relate::sentence::SentenceView;
use crate::relate::unit::Mark;

/// The units of what the clause reports, if it reports anything in this sentence.
pub(super) fn reported(view: &SentenceView<'_>, clause: u16) -> Option<std::ops::Range<usize>> {
    let saying = view.clauses.clauses[usize::from(clause)];
    let verb = &view.groups.verbs[usize::from(saying.verb)];
    let (first, last) = (usize::from(verb.first), usize::from(verb.last));
    let said = view
        .clauses
        .clauses
        .iter()
        .enumerate()
        .find(|(n, c)| c.parent == Some(clause) && c.link == Link::Complement && *n != usize::from(clause));
    if let Some((_, said)) = said {
        let verb_at = usize::from(view.groups.verbs[usize::from(said.verb)].first);
        if verb_at >= last {
            return trimmed(view, after_verb(view, last, said.marker), sentence_end(view));
        }
        let speaker = saying.subject.map_or(first, |s| usize::from(view.groups.nouns[usize::from(s)].first).min(first));
        return trimmed(view, 0, speaker);
    }
    quoted(view, first, last).or_else(|| {
        // "X said: we saw it"
        let colon = (last..view.units.len().min(last + 6)).find(|u| view.units[*u].mark == Mark::Colon)?;
        trimmed(view, colon + 1, sentence_end(view))
    })
}

/// Where the reported clause begins after the verb: after "that", after the addressee.
fn after_verb(view: &SentenceView<'_>, last: usize, marker: Option<u16>) -> usize {
    match marker {
        Some(marker) if usize::from(marker) >= last => {
            let marker = usize::from(marker);
            // "whether" and "if" belong to what is asked, "that" does not
            if view.units[marker].set.has(newsgraph_lexicon::Pos::WDT) { marker + 1 } else { marker }
        }
        _ => last,
    }
}

fn sentence_end(view: &SentenceView<'_>) -> usize {
    view.units.len()
}

/// The quotation next to a verb of saying, before its speaker or after it.
fn quoted(view: &SentenceView<'_>, first: usize, last: usize) -> Option<std::ops::Range<usize>> {
    let marks: smallvec::SmallVec<[usize; 8]> =
        view.units.iter().enumerate().filter(|(_, u)| u.mark == Mark::Quote).map(|(n, _)| n).collect();
    let after = marks.iter().copied().find(|m| *m >= last && *m <= last + 8);
    if let Some(open) = after {
        let close = marks.iter().copied().rfind(|m| *m > open).unwrap_or(view.units.len());
        return trimmed(view, open + 1, close);
    }
    let close = marks.iter().copied().rfind(|m| *m < first)?;
    let open = marks.iter().copied().find(|m| *m < close).map_or(0, |m| m + 1);
    trimmed(view, open, close)
}

/// Cuts marks at both ends; nothing is left of a single word.
fn trimmed(view: &SentenceView<'_>, mut start: usize, mut end: usize) -> Option<std::ops::Range<usize>> {
    let outer =
        |mark: Mark| matches!(mark, Mark::Comma | Mark::Quote | Mark::Colon | Mark::Stop | Mark::Dash | Mark::Other);
    while start < end && outer(view.units[start].mark) {
        start += 1;
    }
    while end > start && outer(view.units[end - 1].mark) {
        end -= 1;
    }
    (end >= start + 2).then_some(start..end)
}
