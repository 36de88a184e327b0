//! Nouns of nominals: what "the group" may stand for by its noun, and where it stands for nothing: "the group behind", "the
//! group Arvex", "Arvex is the group". In: tokens and the names of a sentence. See [`phrases`](super::phrases).

use newsgraph_lexicon::{ClassId, Pos, Shape};

use super::nominals::NominalWords;
use crate::types::{EntityType, Mention, Page, Sentence, Span};

/// What a noun that stands alone is for: type and subtype.
pub(super) fn kind(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    at: usize,
    named: &[Mention],
) -> Option<(EntityType, &'static str)> {
    let token = &page.tokens()[at];
    if !token.shape.has(Shape::LOWER | Shape::LETTER) || !stands_alone(page, words, sentence, at) {
        return None;
    }
    let is = |class: &Option<ClassId>| class.is_some_and(|class| page.record(at).is_in(class));
    if words.rules.is_event(token.hash) {
        // "the war in Vel" is another one, "the festival in June" is not
        let phrase = at + 1 < sentence.tokens.end as usize && page.record(at + 1).can_be(Pos::IN);
        let dated = || named.iter().any(|m| m.tokens.start as usize == at + 2 && m.kind == EntityType::Date);
        return (!phrase || dated()).then_some((EntityType::Event, ""));
    }
    let next = page.tokens().get(at + 1).filter(|_| at + 1 < sentence.tokens.end as usize);
    if is(&words.role) && next.is_some_and(|next| words.rules.is_field(next.hash)) {
        return None;
    }
    let noun = words.nouns.iter().find(|(_, _, class)| is(class));
    noun.map(|(kind, subtype, _)| (*kind, *subtype)).or_else(|| is(&words.role).then_some((EntityType::Person, "")))
}

/// "The group Arvex", "the firm, Arvex, …", "the firm, the Arvex Corp., …": a noun that the name behind it explains.
pub(super) fn announces(
    page: &Page<'_>,
    sentence: &Sentence,
    noun: usize,
    kind: EntityType,
    named: &[Mention],
) -> bool {
    let end = sentence.tokens.end as usize;
    let begins = |at: usize| named.iter().find(|m| m.tokens.start as usize == at && m.kind.is_named());
    let next = noun + 1;
    if next >= end || page.word(next) != "," {
        return begins(next).is_some();
    }
    // "for the firm, the Harbour Mail said" explains nothing
    let article = next + 1 < end && page.record(next + 1).can_be(Pos::DT);
    let closes = |m: &Mention| m.tokens.end as usize >= end || page.tokens()[m.tokens.end as usize].is_punctuation();
    begins(next + 1 + usize::from(article)).is_some_and(|m| m.kind == kind && closes(m))
}

/// "Arvex, the Spanish bank, …", "Arvex is the Vel-based firm": the names before it say what it is.
pub(super) fn is_apposed(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    phrase: Span,
    named: &[Mention],
) -> bool {
    let (start, next) = (phrase.start as usize, phrase.end as usize);
    let Some(before) = start.checked_sub(1).filter(|at| *at >= sentence.tokens.start as usize) else { return false };
    let goes_on = next < sentence.tokens.end as usize && page.record(next).verb != 0;
    let comma = page.word(before) == "," && !goes_on;
    comma && named.iter().any(|m| m.tokens.end as usize == before && m.kind.is_named())
        || page.record(before).verb == words.be.0
}

/// "Give Me Him", "its IT systems": a capital behind a capital and a word in capitals are no pronouns of the sentence.
pub(super) fn is_in_name(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let token = &page.tokens()[at];
    let behind = at > sentence.tokens.start as usize && page.tokens()[at - 1].is_capitalised();
    token.is_capitalised() && behind || token.shape.has(Shape::ALL_UPPER)
}

/// "It is clear that", "it would not be possible", "makes it easy to": "it" stands for nothing.
pub(super) fn is_empty(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, at: usize) -> bool {
    const LONGEST: usize = 4;
    let impersonal = |at: usize| words.impersonal.is_some_and(|class| page.record(at).is_in(class));
    let passes = |at: usize| {
        let record = page.record(at);
        let possessive = page.tokens()[at].shape.has(Shape::POSSESSIVE);
        record.verb == words.be.0 || record.can_be(Pos::MD) || record.can_be(Pos::RB) || possessive
    };
    let end = (sentence.tokens.end as usize).min(at + 2 + LONGEST);
    (at + 1..end).find(|at| impersonal(*at) || !passes(*at)).is_some_and(impersonal)
}

/// "The company behind", "the company that", "the group of", "the studio executive" speak of something else.
pub(super) fn stands_alone(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, noun: usize) -> bool {
    let next = page.tokens().get(noun + 1).filter(|_| noun + 1 < sentence.tokens.end as usize);
    next.is_none_or(|t| {
        t.is_punctuation()
            || t.word != words.of && {
                let record = page.record(noun + 1);
                // "the fund established by Arvex"
                let made = record.can_be(Pos::VBN) && page.tokens().get(noun + 2).is_some_and(|t| t.word == words.by);
                // "the group known as Arvex"
                let made = made || record.can_be(Pos::VBN) && !record.can_be(Pos::VBD) && !record.can_be(Pos::VB);
                let restricts = made || words.restrictive.is_some_and(|class| record.is_in(class));
                // "the studio sound": no verb in that form goes with one studio
                let other = [Pos::VBZ, Pos::VBD, Pos::VBN, Pos::MD, Pos::RB];
                let bare = record.can_be(Pos::VB) && !other.iter().any(|pos| record.can_be(*pos));
                let compound = record.noun != 0 && bare && record.weight[0] > record.weight[1];
                // "the hurricane then hit Vel"
                let adverb = record.can_be(Pos::RB) && record.weight[3] > record.weight[0].max(record.weight[2]);
                !restricts && !compound && (record.verb != 0 || record.noun == 0 || adverb)
            }
    })
}
