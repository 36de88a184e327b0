//! Stage 6 of 8, edges. In: [`Draft`]s of a sentence. Out: [`Relation`]s: with modality, attribution, date, place and
//! amount, each pair of arguments told once.

use newsgraph_lexicon::{Pos, meets};

use crate::relate::argument_names::{is_elsewhere, maker};
use crate::relate::confidence::Signs;
use crate::relate::cues::Cues;
use crate::relate::frames::Rules;
use crate::relate::grammar::Bits;
use crate::relate::officials::Officials;
use crate::relate::predicates::Draft;
use crate::relate::qualifiers::qualifiers;
use crate::relate::sentence::SentenceView;
use crate::relate::stance::{Reader, Stance};
use crate::relate::unit::Unit;
use crate::rules::relation_file::Nature;
use crate::types::{
    Attribution, EntityIndex, EntityType, Extraction, Mention, MentionIndex, Modality, Nominal, Relation,
};

/// Judges the drafts of a sentence and adds them to the document's relations.
pub(super) fn finish(
    view: &SentenceView<'_>,
    (rules, cues): (&Rules, &Cues),
    drafts: &[Draft],
    officials: &mut Officials,
    extraction: &mut Extraction,
    dropped: &mut dyn FnMut(&Draft, &'static str),
) {
    let first = extraction.relations.len();
    // where and when an event was counts only once the event is an argument of something else
    let depends = |draft: &Draft, extraction: &Extraction| {
        let subject = &extraction.mentions[draft.subject.0 as usize];
        draft.dependent && subject.nominal == Some(Nominal::Event)
    };
    let (later, now): (Vec<&Draft>, Vec<&Draft>) = drafts.iter().partition(|d| depends(d, extraction));
    for draft in now.into_iter().chain(later) {
        let told = |m: MentionIndex| extraction.relations[first..].iter().any(|r| r.subject == m || r.object == m);
        if depends(draft, extraction) && !told(draft.subject) {
            dropped(draft, "the event is no argument of another relation");
            continue;
        }
        let kind = &rules.relations[usize::from(draft.relation)];
        let nature = if draft.given { Nature::Fact } else { kind.nature };
        let (subject, object) = (entity(extraction, draft.subject), entity(extraction, draft.object));
        if subject == object && (!kind.reflexive || draft.subject == draft.object) {
            dropped(draft, "both arguments are one entity");
            continue;
        }
        if names_speaker(view, extraction, draft) {
            dropped(draft, "nobody calls himself by his name");
            continue;
        }
        if nature == Nature::Hostile && is_its_own(view, extraction, draft) {
            dropped(draft, "the object is the subject's own");
            continue;
        }
        let reader = Reader { view, cues };
        let mut stance = match nature {
            Nature::Fact => reader.read_fact(draft.clause, draft.noun, draft.trigger),
            // "the two men": known to be two, whoever speaks
            Nature::Measure if is_definite(view, draft.noun) => Stance::default(),
            _ => reader.read(draft.clause, draft.noun, nature),
        };
        if let Some(modality) = draft.modality {
            stance.modality = Some(stance.modality.map_or(modality, |m| m.min(modality)));
        }
        if draft.accuser.is_some() {
            stance.speaker = draft.accuser;
        }
        let attribution = attribution(view, extraction, &stance);
        let own = attribution.as_ref().is_some_and(|a| a.entity == Some(subject));
        // that someone says something is so, whoever else is quoted
        let speech = own && extraction.mentions[draft.object.0 as usize].kind == EntityType::Statement;
        let modality = match stance.modality(nature, own) {
            Modality::Claimed if speech => Modality::Asserted,
            modality => modality,
        };
        let told = nature == Nature::Fact || modality == Modality::Asserted;
        let attribution = attribution.filter(|_| !told);
        let (subject, object) = match kind.symmetric
            && extraction.entities[object.0 as usize].id < extraction.entities[subject.0 as usize].id
        {
            true => (draft.object, draft.subject),
            false => (draft.subject, draft.object),
        };
        let same = extraction.relations[first..].iter().position(|r| {
            r.name == kind.name
                && entity(extraction, r.subject) == entity(extraction, subject)
                && entity(extraction, r.object) == entity(extraction, object)
                // two names of one entity are told by their words
                && (r.subject == subject && r.object == object || entity(extraction, subject) != entity(extraction, object))
        });
        if let Some(same) = same {
            let earlier = &mut extraction.relations[first + same];
            if earlier.modality > modality {
                earlier.modality = modality;
                earlier.attribution = attribution;
            }
            dropped(draft, "told already in this sentence");
            continue;
        }
        let (date, qualifiers) = qualifiers(view, extraction, draft, nature, kind);
        let relation = Relation {
            name: kind.name.clone(),
            subject,
            object,
            trigger: draft.trigger,
            modality,
            attribution,
            date,
            qualifiers,
            evidence: view.sentence.span,
            rule: draft.rule.clone(),
            confidence: rules.confidence.of_edge(draft.confidence, signs(view, extraction, draft)),
        };
        extraction.relations.push(relation);
    }
    officials.claim(extraction, rules, first);
}

pub(super) fn is_definite(view: &SentenceView<'_>, group: Option<u16>) -> bool {
    group.is_some_and(|g| {
        let noun = &view.groups.nouns[usize::from(g)];
        noun.possessor.is_some() || view.units[usize::from(noun.first)].bits.any(Bits::DEFINITE)
    })
}

fn entity(extraction: &Extraction, mention: MentionIndex) -> EntityIndex {
    extraction.mentions[mention.0 as usize].entity
}

/// What makes an edge less sure than its rule.
fn signs(view: &SentenceView<'_>, extraction: &Extraction, draft: &Draft) -> Signs {
    let arguments = [draft.subject, draft.object].map(|m| &extraction.mentions[m.0 as usize]);
    let nominal = |m: &&Mention| matches!(m.nominal, Some(Nominal::Noun | Nominal::Pronoun));
    let [first, last] = match arguments[0].tokens.start < arguments[1].tokens.start {
        true => arguments,
        false => [arguments[1], arguments[0]],
    };
    let inside = first.tokens.end..last.tokens.start;
    let between = view.units.iter().filter(|u| u.is_name() && inside.contains(&u.tokens.start)).count();
    Signs {
        nominals: arguments.iter().filter(|m| nominal(m)).count() as u8,
        via: draft.via.is_some(),
        distance: last.tokens.start - first.tokens.start,
        between: between.min(usize::from(u8::MAX)) as u8,
    }
}

/// "Arvex shut down its Data Desk": no act against another. "He killed his wife Anna" is one.
fn is_its_own(view: &SentenceView<'_>, extraction: &Extraction, draft: &Draft) -> bool {
    let object = &extraction.mentions[draft.object.0 as usize];
    let group = view.unit_at(object.tokens.start as usize).and_then(|unit| view.group_at(unit));
    let noun = group.map(|group| &view.groups.nouns[usize::from(group)]);
    let named =
        noun.and_then(|noun| noun.possessor).map(|owner| view.groups.nouns[usize::from(owner)].head(view.units));
    let first = noun.map(|noun| &view.units[usize::from(noun.first)]).filter(|unit| unit.tag == Pos::PRPS);
    let owner = named.and_then(|head| head.mention.or(head.nominal)).or_else(|| first?.nominal);
    let owner = owner.map(|owner| entity(extraction, owner));
    object.kind != EntityType::Person && owner == Some(entity(extraction, draft.subject))
}

/// "I met Roe," he said: the one who speaks is not Roe. A name speaks of itself in headlines and of firms in their own
/// statements; a pronoun does not.
fn names_speaker(view: &SentenceView<'_>, extraction: &Extraction, draft: &Draft) -> bool {
    let mention = |m: MentionIndex| &extraction.mentions[m.0 as usize];
    let (speaker, said) = (mention(draft.subject), mention(draft.object));
    let named = |unit: &Unit| {
        unit.mention.map(mention).is_some_and(|name| {
            said.span.contains(name.span) && name.entity == speaker.entity && name.kind == EntityType::Person
        })
    };
    // "Roe, the minister said, has left": another minister
    let inside = speaker.nominal == Some(Nominal::Noun) && said.span.contains(speaker.span);
    let other = inside || speaker.nominal == Some(Nominal::Pronoun);
    said.kind == EntityType::Statement && other && view.units.iter().any(named)
}

/// Who says so: the entity that the speaker's group names, or its words.
fn attribution(view: &SentenceView<'_>, extraction: &Extraction, stance: &Stance) -> Option<Attribution> {
    let group = stance.speaker?;
    let noun = &view.groups.nouns[usize::from(group)];
    let head = noun.head(view.units);
    let named = |mention: MentionIndex| {
        let found = &extraction.mentions[mention.0 as usize];
        (found.kind.is_named() && !matches!(found.nominal, Some(Nominal::Unnamed)))
            .then_some((found.entity, found.span))
    };
    let inside = || {
        let units = noun.units().rev().filter_map(|u| view.units[u].mention);
        units.filter(|m| extraction.mentions[m.0 as usize].kind != EntityType::Role).find_map(named)
    };
    let owner =
        || noun.possessor.and_then(|p| view.groups.nouns[usize::from(p)].head(view.units).mention).and_then(named);
    let of = || {
        let phrase = view.clauses.phrases.iter().find(|p| {
            let marks = view.units[usize::from(p.marker)].bits.any(Bits::OF | Bits::TITLE_PREPOSITION);
            p.noun == Some(group) && marks && !is_elsewhere(view, noun, p)
        })?;
        view.groups.nouns[usize::from(phrase.group)].head(view.units).mention.and_then(named)
    };
    let apposed = || {
        let after = view.groups.nouns.iter().find(|n| n.apposed_to == Some(group) && n.is_name(view.units));
        after.and_then(|n| n.head(view.units).mention).and_then(named)
    };
    let acts = head.noun_bits.any(Bits::ACTS_FOR) || head.role;
    let by_head = head.mention.filter(|_| head.is_name()).or(head.nominal).and_then(named);
    let made = || {
        let by = maker(view, group)?;
        view.groups.nouns[usize::from(by.group)].head(view.units).mention.and_then(named)
    };
    let found = by_head
        .or_else(apposed)
        .or_else(owner)
        .or_else(made)
        .or_else(|| if acts { inside().or_else(of) } else { None });
    match found {
        Some((entity, span)) => Some(Attribution { entity: Some(entity), span }),
        // a pronoun that stands for no one known says nothing
        None if noun.is_pronoun(view.units) || head.tag == Pos::DT => None,
        // "the indicators show": someone speaks, or something written, and nothing else
        None if !speaks(view, head) => None,
        None => Some(Attribution { entity: None, span: view.span(noun.units()) }),
    }
}

/// A noun for people, for a body or for what is written.
fn speaks(view: &SentenceView<'_>, head: &Unit) -> bool {
    let sayer = Bits::ACTS_FOR | Bits::KIND_NOUN | Bits::OUTLET | Bits::WRITING;
    head.role || head.noun_bits.any(sayer) || view.kinds.iter().any(|kind| meets(&head.classes, kind))
}
