//! Stage 6 of 8, reported clauses. In: a clause with a verb of saying. Out: the units of what is said, without outer
//! quotation marks and final stop.

use newsgraph_lexicon::Pos;

use crate::relate::clauses::{Clause, Link};
use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, VerbGroup};
use crate::relate::noun_groups::quoted_title;
use crate::relate::sentence::SentenceView;
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// The units of what the clause reports, if it reports anything in this sentence.
pub(super) fn reported(view: &SentenceView<'_>, clause: u16) -> Option<std::ops::Range<usize>> {
    let saying = view.clauses.clauses[usize::from(clause)];
    let verb = &view.groups.verbs[usize::from(saying.verb)];
    let (first, last) = (usize::from(verb.first), usize::from(verb.last));
    // "quoted Lena Varga as saying that …"
    let saying_it = |c: &Clause| {
        let as_saying = c.marker.is_some_and(|m| view.units[usize::from(m)].bits.any(Bits::AS));
        c.link == Link::Gerund && c.parent == Some(clause) && as_saying
    };
    if let Some(gerund) = view.clauses.clauses.iter().position(saying_it) {
        let told = view.clauses.clauses.iter().any(|c| c.link == Link::Complement && c.parent == Some(gerund as u16));
        if told {
            return reported(view, gerund as u16);
        }
    }
    let said = view
        .clauses
        .clauses
        .iter()
        .enumerate()
        .find(|(n, c)| c.parent == Some(clause) && c.link == Link::Complement && *n != usize::from(clause));
    // "X said: "…"": the marks show where it ends
    let quotation = |from: usize, to: usize| {
        view.units[from..to].windows(2).any(|pair| pair[0].mark == Mark::Colon && pair[1].mark == Mark::Quote)
    };
    if let Some((_, said)) = said.filter(|(_, said)| {
        let verb_at = usize::from(view.groups.verbs[usize::from(said.verb)].first);
        verb_at < last || !quotation(last, verb_at)
    }) {
        let verb_at = usize::from(view.groups.verbs[usize::from(said.verb)].first);
        // "Arvex, Varga said, has left": what is said stands around who says it
        if let Some(from) = said.subject.map(|s| opening(view, s)).filter(|from| verb_at >= last && *from < first) {
            return trimmed(view, from, sentence_end(view));
        }
        if verb_at >= last {
            let from = addressee(view, &saying, said).unwrap_or_else(|| after_verb(view, last, said.marker));
            let end = teller(view, &saying).unwrap_or_else(|| next_main(view, verb_at));
            return trimmed(view, from, end);
        }
        let speaker = saying.subject.map_or(first, |s| opening(view, s).min(first));
        return trimmed(view, usize::from(view.clauses.dateline), speaker);
    }
    if let Some(units) = gerund(view, clause) {
        return Some(units);
    }
    // ""Blue Dune 7", written by Roe": the name of a work
    let quotation = if verb.passive { None } else { quoted(view, first, last) };
    quotation.or_else(|| {
        // "X said: we saw it"
        // "X denied these allegations: we were there": what it denies is its object; "X explained the flaw: "…""
        let bare = saying.object.is_none() || verb.verb(view.units).verb_bits.any(Bits::ADDRESSES);
        let says = |u: &usize| view.units[*u].mark == Mark::Colon && (bare || is_quote(view, *u + 1));
        let colon = (last..view.units.len().min(last + 6)).find(says);
        match colon {
            Some(colon) => trimmed(view, colon + 1, sentence_end(view)),
            None => beside(view, &saying),
        }
    })
}

/// "Varga said it had sold Arvex, **Reuters** reported": where the one begins who tells that someone said so.
fn teller(view: &SentenceView<'_>, saying: &Clause) -> Option<usize> {
    let outer = &view.clauses.clauses[usize::from(saying.parent.filter(|_| saying.link == Link::Complement)?)];
    let teller = opening(view, outer.subject?);
    let behind = usize::from(view.groups.verbs[usize::from(saying.verb)].last);
    (teller > behind && usize::from(view.groups.verbs[usize::from(outer.verb)].first) > teller).then_some(teller)
}

/// "said it would sue**; Varga called it a bully**": where a main clause begins behind a semicolon, else the sentence's end.
fn next_main(view: &SentenceView<'_>, told: usize) -> usize {
    let semicolon = |u: &usize| {
        let unit = &view.units[*u];
        unit.mark == Mark::Colon && view.page.word(unit.tokens.start as usize) == ";"
    };
    let quoted = |u: usize| view.units[told..u].iter().any(|unit| unit.mark == Mark::Quote);
    let main = |u: usize| {
        let behind = |c: &&Clause| usize::from(view.groups.verbs[usize::from(c.verb)].first) > u;
        view.clauses.clauses.iter().find(behind).is_some_and(|c| c.link == Link::Root && c.subject.is_some())
    };
    (told..view.units.len()).find(semicolon).filter(|u| main(*u) && !quoted(*u)).unwrap_or_else(|| sentence_end(view))
}

/// "denied **attacking Vel**": what is done, up to the next comma.
fn gerund(view: &SentenceView<'_>, clause: u16) -> Option<std::ops::Range<usize>> {
    let verb = &view.groups.verbs[usize::from(clause)];
    let takes = verb.verb(view.units).verb_bits.any(Bits::TAKES_GERUND) && !verb.passive;
    let done = view.groups.verbs.get(usize::from(clause) + 1).filter(|done| takes && done.first == verb.last)?;
    let from = usize::from(done.first);
    let plain = |u: &Unit| !matches!(u.mark, Mark::Comma | Mark::Dash | Mark::Colon | Mark::Stop);
    let comma = from + view.units[from..].iter().take_while(|u| plain(u)).count();
    // "denied paying it and the report named no one"
    let further = view.clauses.clauses.iter().skip(usize::from(clause) + 2).filter_map(|c| c.subject);
    let further = further.map(|s| opening(view, s)).filter(|first| *first > from + 1);
    let end = further.map(|first| first - 1).filter(|u| view.units[*u].bits.any(Bits::AND)).fold(comma, usize::min);
    (done.form == Form::Gerund).then(|| trimmed(view, from, end)).flatten()
}

/// "told Roe he had left": the end of the group that it was told, right before the subject of what was.
fn addressee(view: &SentenceView<'_>, saying: &Clause, said: &Clause) -> Option<usize> {
    let verb = &view.groups.verbs[usize::from(saying.verb)];
    let told = view.groups.nouns[usize::from(saying.object?)].last;
    let subject = opening(view, said.subject?);
    let addresses = verb.verb(view.units).verb_bits.any(Bits::ADDRESSES) && told > verb.last;
    (addresses && usize::from(told) == subject).then_some(subject)
}

/// The first unit of a group, whose it is and its office before it included: "**Arvex's** Lena Varga", "**her spokesman**,
/// Tom Reel".
fn opening(view: &SentenceView<'_>, group: u16) -> usize {
    let nouns = &view.groups.nouns;
    let mut owner = &nouns[usize::from(group)];
    let mut first = owner.first;
    while let Some(possessor) = owner.possessor {
        owner = &nouns[usize::from(possessor)];
        first = first.min(owner.first);
    }
    let office = nouns[..usize::from(group)].iter().find(|noun| noun.apposed_to == Some(group));
    usize::from(office.map_or(first, |office| first.min(office.first)))
}

/// What stands next to "said" where the clauses do not show it: a verb with a tense comes behind it, or before it and it
/// closes the sentence.
fn beside(view: &SentenceView<'_>, saying: &Clause) -> Option<std::ops::Range<usize>> {
    let verb = &view.groups.verbs[usize::from(saying.verb)];
    if !verb.verb(view.units).verb_bits.any(Bits::QUOTATIVE) || verb.passive || verb.form != Form::Finite {
        return None;
    }
    let subject = view.groups.nouns[usize::from(saying.subject?)];
    let (first, last) = (usize::from(verb.first).min(usize::from(subject.first)), usize::from(verb.last));
    let end = sentence_end(view);
    let told = |from: usize, to: usize| {
        view.groups.verbs.iter().any(|v| (from..to).contains(&usize::from(v.main)) && v.form == Form::Finite)
    };
    let group_follows = view.units.get(last).is_some_and(|u| u.mark == Mark::None && view.group_at(last).is_some());
    if group_follows && told(last, end) {
        return trimmed(view, last, end);
    }
    let closes = view.units[last..].iter().all(|u| u.mark == Mark::Stop || u.is_value() || u.tag == Pos::IN);
    let comma = first > 0 && matches!(view.units[first - 1].mark, Mark::Comma | Mark::Quote);
    let start = usize::from(view.clauses.dateline);
    (closes && comma && told(start, first)).then(|| trimmed(view, start, first)).flatten()
}

/// Where the reported clause begins after the verb: after "that", after the addressee.
fn after_verb(view: &SentenceView<'_>, last: usize, marker: Option<u16>) -> usize {
    match marker {
        Some(marker) if usize::from(marker) >= last => {
            let marker = usize::from(marker);
            // "whether" and "if" belong to what is asked, "that" does not
            if view.units[marker].set.has(newsgraph_lexicon::Pos::WDT) { marker + 1 } else { marker }
        }
        _ => after_date(view, last),
    }
}

/// "said Friday it had", "said on Friday it had": when it was said is no part of what was said.
fn after_date(view: &SentenceView<'_>, last: usize) -> usize {
    let is_date = |unit: usize| view.units.get(unit).is_some_and(|u| u.kind == Some(EntityType::Date));
    let preposition = view.units.get(last).is_some_and(|u| u.bits.any(Bits::TIME_PREPOSITION));
    match (is_date(last), preposition && is_date(last + 1)) {
        (true, _) => last + 1,
        (false, true) => last + 2,
        (false, false) => last,
    }
}

fn sentence_end(view: &SentenceView<'_>) -> usize {
    view.units.len()
}

/// The quotation next to a verb of saying, before its speaker or after it.
fn quoted(view: &SentenceView<'_>, first: usize, last: usize) -> Option<std::ops::Range<usize>> {
    // "wrote about it in his memoir "Knife"": the marks of a title quote nothing
    let title = |n: usize| {
        let mark = |before: usize, last: usize| {
            let open = n.checked_sub(before);
            open.is_some_and(|open| quoted_title(view.units, open) == Some(open + last))
        };
        mark(0, 3) || mark(0, 2) || mark(2, 3) || mark(3, 2)
    };
    let quotes = view.units.iter().enumerate().filter(|(n, u)| u.mark == Mark::Quote && !title(*n));
    let marks: smallvec::SmallVec<[usize; 8]> = quotes.map(|(n, _)| n).collect();
    // "maintain the software and provide "support"": not the quotation of the first verb
    let other = |m: usize| view.groups.verbs.iter().any(|v| (last..m).contains(&usize::from(v.main)));
    let after = marks.iter().copied().find(|m| *m >= last && *m <= last + 8).filter(|m| !other(*m));
    if let Some(open) = after {
        // "said the "vast majority" had left": the words in quotation marks are a part of what is said
        let before = open.checked_sub(1).map(|u| &view.units[u]).filter(|_| open > last);
        // "told them about "healing" ants"
        if before.is_some_and(|u| u.tag == Pos::IN && !u.set.has(Pos::WDT)) {
            return None;
        }
        let goes_on = before.is_some_and(|u| u.mark == Mark::None && !u.is_name() && u.tag != Pos::IN);
        let told = |v: &VerbGroup| usize::from(v.main) > open && v.form == Form::Finite;
        if goes_on && view.groups.verbs.iter().any(told) {
            return trimmed(view, after_date(view, last), sentence_end(view));
        }
        let close = marks.iter().copied().rfind(|m| *m > open).unwrap_or(view.units.len());
        return trimmed(view, open + 1, close);
    }
    // "found it "proven" that Roe had written": another verb stands between
    let next = |close: &usize| !view.groups.verbs.iter().any(|v| (*close..first).contains(&usize::from(v.main)));
    let that = |close: &usize| view.units.get(close + 1).is_some_and(|u| u.set.has(Pos::WDT) && u.set.has(Pos::IN));
    let close = marks.iter().copied().rfind(|m| *m < first).filter(|close| next(close) && !that(close))?;
    let open = marks.iter().copied().find(|m| *m < close).map_or(0, |m| m + 1);
    trimmed(view, open, close)
}

/// Cuts marks at both ends; nothing is left of a single word.
pub(super) fn trimmed(view: &SentenceView<'_>, mut start: usize, mut end: usize) -> Option<std::ops::Range<usize>> {
    let outer = |mark: Mark| {
        matches!(mark, Mark::Comma | Mark::Quote | Mark::Colon | Mark::Stop | Mark::Dash | Mark::Slash | Mark::Other)
    };
    while start < end && outer(view.units[start].mark) {
        start += 1;
    }
    while end > start && outer(view.units[end - 1].mark) {
        end -= 1;
    }
    (end >= start + 2).then_some(start..end)
}

fn is_quote(view: &SentenceView<'_>, unit: usize) -> bool {
    view.units.get(unit).is_some_and(|u| u.mark == Mark::Quote)
}
