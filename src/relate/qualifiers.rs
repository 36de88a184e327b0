//! Stage 6 of 8, qualifiers. In: a [`Draft`] and its sentence. Out: when and where it was, how much, and what stands in the
//! text for an argument.
//!
//! A standing fact ("President Lena Varga") has no date or place of the clause it is mentioned in.

use newsgraph_lexicon::Pos;
use smallvec::SmallVec;

use crate::relate::arguments::{PRESENT, VAGUE};
use crate::relate::clauses::Phrase;
use crate::relate::edges::is_definite;
use crate::relate::frames::RelationKind;
use crate::relate::grammar::Bits;
use crate::relate::groups::Governor;
use crate::relate::predicates::Draft;
use crate::relate::sentence::SentenceView;
use crate::relate::{amounts, scores};
use crate::rules::relation_file::Nature;
use crate::types::{EntityType, Extraction, Mention, MentionIndex, Nominal, Value};

/// Date, place and amount of what its noun and its clause tell; its score where one is wanted.
pub(super) fn qualifiers(
    view: &SentenceView<'_>,
    extraction: &Extraction,
    draft: &Draft,
    nature: Nature,
    kind: &RelationKind,
) -> (Option<MentionIndex>, Vec<(String, String)>) {
    // "met President Lena Varga in Vel", "its rival Arvex opened in May": what stands behind a name is the clause's, not that of
    // the office; what says who someone is has no day
    let noun = draft.noun.map(|noun| &view.groups.nouns[usize::from(noun)]).filter(|_| !draft.given);
    // "two million Arabs in the West Bank"
    let named = noun.is_some_and(|noun| noun.is_name(view.units)) && nature != Nature::Measure;
    let beside = noun.is_some_and(|noun| named || noun.apposed_to.is_some());
    let clause = draft.clause.filter(|clause| match nature {
        Nature::Fact => is_told(view, draft, *clause),
        // "the two men met on Monday": they are two on every day
        Nature::Measure => !is_definite(view, draft.noun),
        _ => !beside,
    });
    let noun = draft.noun.filter(|_| !named);
    let mine = |p: &&Phrase| noun.is_some() && p.noun == noun || clause.is_some() && p.clause == clause;
    let ends = [draft.subject, draft.object];
    // what a statement tells is no place or date of its being said
    let told = ends.map(|m| extraction.mentions[m.0 as usize].span);
    let inside = |m: MentionIndex| told.iter().any(|span| span.contains(extraction.mentions[m.0 as usize].span));
    let head = |group: u16| view.groups.nouns[usize::from(group)].head(view.units);
    let mut phrases: SmallVec<[&Phrase; 8]> = view.clauses.phrases.iter().filter(mine).collect();
    phrases.sort_by_key(|p| (p.noun != noun || noun.is_none(), p.marker));
    // "sentenced to 27 years", "a contract until 2031" tell of no day
    let dated = |p: &&&Phrase| {
        let marker = &view.units[usize::from(p.marker)];
        head(p.group).kind == Some(EntityType::Date) && marker.tag != Pos::TO && !marker.bits.any(Bits::UNTIL)
    };
    let day = |m: &MentionIndex| tells_when(&extraction.mentions[m.0 as usize]) && (ends.contains(m) || !inside(*m));
    let date = phrases.iter().filter(dated).find_map(|p| head(p.group).mention.filter(day));
    let date = date.filter(|m| !ends.contains(m));
    let place = phrases.iter().find(|p| {
        head(p.group).kind == Some(EntityType::Place)
            && view.units[usize::from(p.marker)].bits.any(Bits::PLACE_PREPOSITION)
    });
    let mut list: Vec<(String, String)> = Vec::new();
    let text = view.page.text();
    if let Some(mention) = place.and_then(|p| head(p.group).mention).filter(|m| !inside(*m)) {
        list.push(("place".to_owned(), extraction.mentions[mention.0 as usize].span.of(text).to_owned()));
    }
    for (name, group) in &draft.qualifiers {
        list.push((name.clone(), view.span(view.groups.nouns[usize::from(*group)].units()).of(text).to_owned()));
    }
    if let Some(noun) = draft.noun.filter(|_| !kind.lasting) {
        let noun = &view.groups.nouns[usize::from(noun)];
        // "previously a partner at Acme"
        let before = usize::from(noun.first).checked_sub(1).map(|u| &view.units[u]);
        let formerly = before.is_some_and(|unit| unit.bits.any(Bits::FORMERLY));
        if formerly || noun.units().any(|u| view.units[u].bits.any(Bits::FORMER)) {
            list.push(("former".to_owned(), "true".to_owned()));
        }
    }
    let until = |p: &&Phrase| {
        let marker = &view.units[usize::from(p.marker)];
        let ends = marker.tag == Pos::TO || marker.bits.any(Bits::UNTIL);
        ends && head(p.group).kind == Some(EntityType::Date) && head(p.group).mention.filter(day).is_some()
    };
    // "ran Acme until 2024", "led Acme from 1990 to 2004", not "was named chief executive until 2031"
    let past = clause.is_some_and(|clause| {
        let verb = &view.groups.verbs[usize::from(clause)];
        let begins = verb.verb(view.units).verb_bits.any(Bits::APPOINTING);
        view.units[usize::from(verb.first)].tag == Pos::VBD && !begins
    });
    if nature == Nature::Fact && !kind.lasting && past && phrases.iter().any(until) {
        list.push(("former".to_owned(), "true".to_owned()));
    }
    // "Acme officials", "the group": what stands in the text for an argument
    let nominal = |m: MentionIndex| {
        let mention = &extraction.mentions[m.0 as usize];
        (mention.nominal == Some(Nominal::Noun)).then_some(mention.span)
    };
    let acting = draft.via.map(|group| view.span(view.groups.nouns[usize::from(group)].units()));
    let via = acting.or_else(|| nominal(draft.subject)).or_else(|| nominal(draft.object));
    list.extend(via.map(|span| ("via".to_owned(), span.of(text).to_owned())));
    let score = if kind.scores { scores::told(view, extraction, draft) } else { None };
    list.extend(score.map(|span| ("score".to_owned(), span.of(text).to_owned())));
    let amount = if kind.amounts { amounts::told(view, extraction, draft) } else { None };
    list.extend(amount.map(|span| ("amount".to_owned(), span.of(text).to_owned())));
    list.sort();
    list.dedup_by(|a, b| a.0 == b.0);
    (date, list)
}

/// Whether a fact is what its clause tells, and so when and where the clause says: "she became chief executive in May", not
/// "the chief executive, Jane Roe, left in May".
fn is_told(view: &SentenceView<'_>, draft: &Draft, clause: u16) -> bool {
    let main = usize::from(view.groups.verbs[usize::from(clause)].main);
    let verb = draft.trigger.contains(view.span(main..main + 1));
    verb || draft.noun.is_some_and(|noun| {
        let group = &view.groups.nouns[usize::from(noun)];
        match group.governor {
            // "charged a Vel man, Tom Reel, in Ostra" tells nothing of where he lives
            Governor::Object(_) => !group.is_name(view.units) && !is_named(view, noun),
            Governor::Phrase(phrase) => {
                let marker = view.clauses.phrases[usize::from(phrase)].marker;
                view.units[usize::from(marker)].bits.any(Bits::AS)
            }
            _ => false,
        }
    })
}

/// "a Vel man, **Tom Reel**": a name stands in apposition to a group.
fn is_named(view: &SentenceView<'_>, group: u16) -> bool {
    view.groups.nouns.iter().any(|noun| noun.apposed_to == Some(group) && noun.is_name(view.units))
}

/// False for "after 14 months", "a day", "recently": how long or how often, not when.
fn tells_when(mention: &Mention) -> bool {
    let Some(Value::Date(date)) = &mention.value else { return true };
    let vague = VAGUE.contains(&date.timex.as_str());
    date.timex == PRESENT || !vague && !date.is_length()
}
