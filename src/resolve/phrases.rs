//! Nominals in a sentence: "the group", "the Vel-based firm", "the 31-year-old Serb", "she". In: tokens and the names of a
//! sentence. Out: [`Phrase`]s, which stand for something named before or for nothing.

use newsgraph_lexicon::{ClassId, Pos, PosSet, Shape, WordId};
use smallvec::SmallVec;

use super::antecedents::speaks;
use super::nominals::NominalWords;
use super::origins::COUNTRY;
use super::phrase_nouns::{announces, is_apposed, is_empty, is_in_name, kind, stands_alone};
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
        let verb = |at: usize| page.record(at).can_be(Pos::VBD) || page.record(at).can_be(Pos::VBZ);
        let goes_on = noun + 1 < end && !verb(noun + 1) && kind(page, words, sentence, noun + 1, named).is_some();
        if let Some(kind) = kind(page, words, sentence, noun, named).filter(|_| !goes_on) {
            let anyone = words.anyone.is_some_and(|class| page.record(noun).is_in(class));
            let described = kind.0 == EntityType::Person || found.names.any() || found.word.is_some();
            let tokens = Span::new(at as u32, noun as u32 + 1);
            let apposed = described && is_apposed(page, words, sentence, tokens, named);
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
        found.names.regional |= based && name.subtype != COUNTRY;
        found.names.others.push(name.entity);
        found.names.linked = true;
        return tokens[link].shape.has(Shape::LOWER).then_some(link + 1);
    }
    match name.kind {
        EntityType::Nationality | EntityType::Place => {
            found.names.origin = Some(name.entity);
            // two cities of one country are two places
            let part = name.kind == EntityType::Place && name.subtype != COUNTRY;
            found.names.regional = part || words.rules.is_regional(tokens[next - 1].hash);
        }
        _ => {
            found.names.beside = Some(name.kind);
            found.word = Some(tokens[next - 1].word);
        }
    }
    if name.kind != EntityType::Nationality {
        found.names.others.push(name.entity);
    }
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
