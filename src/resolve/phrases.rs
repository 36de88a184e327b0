//! Nominals in a sentence: "the group", "the Vel-based firm", "the 31-year-old Serb", "she". In: tokens and the names of a
//! sentence. Out: [`Phrase`]s, which stand for something named before or for nothing.

use newsgraph_lexicon::{ClassId, Pos, PosSet, Shape, WordId};
use smallvec::SmallVec;

use super::antecedents::speaks;
use super::nominals::NominalWords;
use crate::types::{EntityIndex, EntityType, Mention, Nominal, ONE_PERSON, Page, Sentence, Span};

/// Subtype of figures that are ages.
pub(super) const AGE: &str = "age";

/// Most words, names and ages between "the" and its noun.
const LONGEST: usize = 5;

/// A stretch that stands for something named before.
pub(super) struct Phrase {
    pub(super) tokens: Span,
    /// Its type; of "it" only known with what it stands for.
    pub(super) kind: EntityType,
    pub(super) subtype: &'static str,
    pub(super) nominal: Nominal,
    /// `f`, `m`, 0 for any.
    pub(super) gender: u8,
    /// "The government", "the bank": only what bears the noun in its name, or was called so.
    pub(super) particular: bool,
    /// "The firm": never of a state.
    pub(super) private: bool,
    /// The word between article and noun.
    pub(super) modifier: Option<WordId>,
    /// "The actor", "the security firm": only who was called so.
    pub(super) told_only: bool,
    /// A verb of saying stands next to it.
    pub(super) speaks: bool,
    /// What is said of it by names.
    pub(super) names: Names,
}

/// Names in a phrase, "the Spanish bank", "the Vel-based firm", "the Arvex-backed group": they say which one is meant.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// A demonym or place that it is from.
    pub(super) origin: Option<EntityIndex>,
    /// Of a part of a country ("Catalan").
    pub(super) regional: bool,
    /// Names that are not what it stands for.
    pub(super) others: SmallVec<[EntityIndex; 2]>,
    /// It has no noun but the demonym: "the Spaniard".
    pub(super) demonym: bool,
    /// A place or body is joined to it: "the Vel-based firm".
    pub(super) linked: bool,
    /// The type of a name right before the noun that is no place: "the Arvex film".
    pub(super) beside: Option<EntityType>,
    /// Words of religion or persuasion say what it is: "the Sunni group".
    pub(super) persuasion: bool,
}

impl Names {
    /// True when there are any.
    pub(super) fn any(&self) -> bool {
        self.origin.is_some() || !self.others.is_empty() || self.persuasion
    }
}

/// A nominal that begins at a token; `named` are the names, dates and figures of the sentence, with ages among them.
pub(super) fn phrase(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    at: usize,
    named: &[Mention],
) -> Option<Phrase> {
    let record = page.record(at);
    let is = |class: Option<ClassId>| class.is_some_and(|class| record.is_in(class));
    let pronouns = [
        (words.he, EntityType::Person, b'm'),
        (words.she, EntityType::Person, b'f'),
        (words.it, EntityType::Organisation, 0),
    ];
    if let Some((_, kind, gender)) = pronouns.into_iter().find(|(class, ..)| is(*class)) {
        if gender == 0 && is_empty(page, words, sentence, at) || is_in_name(page, sentence, at) {
            return None;
        }
        let tokens = Span::new(at as u32, at as u32 + 1);
        let speaks = speaks(page, words, tokens);
        let (nominal, modifier) = (Nominal::Pronoun, None);
        return Some(Phrase {
            tokens,
            kind,
            subtype: "",
            nominal,
            gender,
            particular: false,
            private: false,
            modifier,
            told_only: false,
            speaks,
            names: Names::default(),
        });
    }
    if is(words.definite) { noun_phrase(page, words, sentence, at, named) } else { None }
}

/// What stands between "the" and the noun.
#[derive(Default)]
struct Modifiers {
    names: Names,
    /// The last plain word.
    word: Option<WordId>,
    aged: bool,
}

/// "The firm", "the Spanish state-owned bank", "the 31-year-old Serb".
fn noun_phrase(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    at: usize,
    named: &[Mention],
) -> Option<Phrase> {
    let (tokens, end) = (page.tokens(), sentence.tokens.end as usize);
    let mut found = Modifiers::default();
    let mut noun = at + 1;
    for _ in 0..LONGEST {
        if noun >= end {
            return None;
        }
        let starts = |m: &&Mention| m.tokens.start as usize == noun && m.nominal.is_none();
        let mention = named.iter().filter(starts).find(|m| m.subtype == AGE || m.kind.is_named());
        if let Some(mention) = mention.filter(|m| !is_persuasion(page, words, m)) {
            // "the ship aged eighteen"
            if mention.subtype == AGE && noun > at + 1 {
                return None;
            }
            let last = mention.tokens.end as usize - 1;
            if mention.subtype == AGE {
                found.aged = true;
                let named = named.iter().any(|m| m.tokens.start as usize == last + 1 && m.kind.is_named());
                if !named && stands_alone(page, words, sentence, last) {
                    return Some(finished(page, words, at, last, (EntityType::Person, ""), found));
                }
            } else if mention.subtype == ONE_PERSON {
                (found.names.origin, found.names.demonym) = (Some(mention.entity), true);
                found.names.regional = words.rules.is_regional(tokens[last].hash);
                return Some(finished(page, words, at, last, (EntityType::Person, ""), found));
            }
            noun = name(page, words, mention, end, &mut found)?;
            continue;
        }
        // "the mercenary group", "the car maker"
        let goes_on = noun + 1 < end && kind(page, words, sentence, noun + 1, named).is_some();
        if let Some(kind) = kind(page, words, sentence, noun, named).filter(|_| !goes_on) {
            let anyone = words.anyone.is_some_and(|class| page.record(noun).is_in(class));
            let apposed = (found.names.any() || found.word.is_some()) && is_apposed(page, words, sentence, at, named);
            let free = !anyone && !apposed && !announces(page, sentence, noun, kind.0, named);
            return free.then(|| finished(page, words, at, noun, kind, found));
        }
        // "the first Spanish bank", "the national team"
        if !is_modifier(page, words, noun) || words.rules.is_other(tokens[noun].hash) {
            return None;
        }
        found.names.persuasion |= !tokens[noun].shape.has(Shape::LOWER);
        if !words.rules.is_past(tokens[noun].hash) {
            found.word = Some(tokens[noun].word);
        }
        noun += 1;
        // "state-owned", "pro-Vel"
        if noun < end && tokens[noun].shape.has(Shape::JOINER) {
            noun += 1;
        }
    }
    None
}

/// A name among the modifiers: where the next word is.
fn name(page: &Page<'_>, words: &NominalWords, name: &Mention, end: usize, found: &mut Modifiers) -> Option<usize> {
    let (tokens, next) = (page.tokens(), name.tokens.end as usize);
    if name.subtype == AGE {
        return Some(next);
    }
    if next + 1 >= end || tokens[next].shape.has(Shape::POSSESSIVE) {
        return None;
    }
    let link = next + 1;
    if tokens[next].shape.has(Shape::JOINER) {
        let based = words.rules.is_based(tokens[link].hash) && name.kind == EntityType::Place;
        found.names.origin = found.names.origin.or(based.then_some(name.entity));
        found.names.others.push(name.entity);
        found.names.linked = true;
        return tokens[link].shape.has(Shape::LOWER).then_some(link + 1);
    }
    match name.kind {
        EntityType::Nationality | EntityType::Place => {
            found.names.origin = Some(name.entity);
            found.names.regional = words.rules.is_regional(tokens[next - 1].hash);
        }
        _ => found.names.beside = Some(name.kind),
    }
    if name.kind != EntityType::Nationality {
        found.names.others.push(name.entity);
    }
    found.word = Some(tokens[next - 1].word);
    Some(next)
}

/// "Sunni Islamist": what looks like a name is of words for a persuasion.
fn is_persuasion(page: &Page<'_>, words: &NominalWords, mention: &Mention) -> bool {
    mention.kind != EntityType::Nationality
        && mention.tokens.range().all(|at| words.group.is_some_and(|class| page.record(at).is_in(class)))
}

/// A word in small letters, or of persuasion, that describes the noun behind it.
fn is_modifier(page: &Page<'_>, words: &NominalWords, at: usize) -> bool {
    let describes = PosSet(Pos::NN.bit() | Pos::JJ.bit() | Pos::VBN.bit());
    let small = page.tokens()[at].shape.has(Shape::LOWER | Shape::LETTER);
    small && page.record(at).pos_set().meets(describes) || words.group.is_some_and(|class| page.record(at).is_in(class))
}

/// What a noun that stands alone is for: type and subtype.
fn kind(
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
    let noun = words.nouns.iter().find(|(_, _, class)| is(class));
    noun.map(|(kind, subtype, _)| (*kind, *subtype)).or_else(|| is(&words.role).then_some((EntityType::Person, "")))
}

/// "The group Arvex", "the firm, Arvex, …", "the firm, the Arvex Corp., …": a noun that the name behind it explains.
fn announces(page: &Page<'_>, sentence: &Sentence, noun: usize, kind: EntityType, named: &[Mention]) -> bool {
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
fn is_apposed(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, at: usize, named: &[Mention]) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= sentence.tokens.start as usize) else {
        return false;
    };
    let named = page.word(before) == "," && named.iter().any(|m| m.tokens.end as usize == before && m.kind.is_named());
    named || page.record(before).verb == words.be.0
}

fn finished(
    page: &Page<'_>,
    words: &NominalWords,
    at: usize,
    noun: usize,
    (kind, subtype): (EntityType, &'static str),
    found: Modifiers,
) -> Phrase {
    let of_kind = |class: &Option<ClassId>| class.is_some_and(|class| page.record(noun).is_in(class));
    let tokens = Span::new(at as u32, noun as u32 + 1);
    let modifier = found.word.filter(|_| !found.aged);
    let noun_of_person = kind == EntityType::Person && !found.names.demonym;
    Phrase {
        tokens,
        kind,
        subtype,
        nominal: Nominal::Noun,
        gender: 0,
        particular: kind == EntityType::Event || of_kind(&words.state_body) || of_kind(&words.particular),
        private: of_kind(&words.private),
        modifier,
        told_only: !found.aged && (noun_of_person || modifier.is_some()),
        speaks: speaks(page, words, tokens),
        names: found.names,
    }
}

/// "Give Me Him", "its IT systems": a capital behind a capital and a word in capitals are no pronouns of the sentence.
fn is_in_name(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let token = &page.tokens()[at];
    let behind = at > sentence.tokens.start as usize && page.tokens()[at - 1].is_capitalised();
    token.is_capitalised() && behind || token.shape.has(Shape::ALL_UPPER)
}

/// "It is clear that", "it would not be possible", "makes it easy to": "it" stands for nothing.
fn is_empty(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, at: usize) -> bool {
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
fn stands_alone(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, noun: usize) -> bool {
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
                let bare =
                    record.can_be(Pos::VB) && ![Pos::VBZ, Pos::VBD, Pos::VBN].iter().any(|pos| record.can_be(*pos));
                let compound = record.noun != 0 && bare && record.weight[0] > record.weight[1];
                !restricts && !compound && (record.verb != 0 || record.noun == 0)
            }
    })
}
