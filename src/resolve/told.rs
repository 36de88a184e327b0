//! What a text calls a name: "X is a militant group", "the pressure group X", "X, a carmaker in Vel". "The group" is X then.

use newsgraph_lexicon::{ClassId, Pos, PosSet, Shape, WordId};

use super::nominals::NominalWords;
use crate::types::{Entity, EntityIndex, EntityType, Mention, Page, Sentence};

/// Furthest that what a name is may stand from it and from the verb, in tokens.
const FURTHEST: usize = 14;

/// A noun that the text itself calls a name.
pub(super) struct Told {
    /// Whom it calls so.
    pub(super) entity: EntityIndex,
    /// The noun.
    pub(super) noun: WordId,
    /// The word before it.
    pub(super) modifier: WordId,
    /// "Vice president": not "the president".
    pub(super) lesser: bool,
}

/// Appends what a sentence calls the names in it.
pub(super) fn tell(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    named: &[Mention],
    entities: &[Entity],
    found: &mut Vec<Told>,
) {
    for (number, mention) in named.iter().enumerate().filter(|(_, m)| m.nominal.is_none()) {
        let (start, end) = (mention.tokens.start as usize, sentence.tokens.end as usize);
        let mut push = |noun: usize| {
            let known = entities[mention.entity.0 as usize].kind.is_some();
            let tokens = page.tokens();
            let quote = usize::from(noun > 1 && tokens[noun - 1].shape.has(Shape::QUOTE));
            let modifier = noun.checked_sub(1 + quote).map_or(WordId::UNKNOWN, |at| tokens[at].word);
            let lesser = noun > 0 && words.rules.is_lesser(tokens[noun - 1].hash);
            let noun = tokens[noun].word;
            found.extend(known.then_some(Told { entity: mention.entity, noun, modifier, lesser }));
        };
        let first = sentence.tokens.start as usize;
        let gendered = |at: usize| words.gender(page.lexicon, page.tokens()[at].word).is_some();
        let office = |at: usize| mention.kind == EntityType::Person && is_office(page, words, at);
        // "the singer X", "Prime Minister X", "Norway's president, X"
        let before = start - usize::from(start > first && page.word(start - 1) == ",");
        if before > first + 1
            && is_noun(page, words, mention.kind, before - 1)
            && (before == start || office(before - 1))
            || before == start && before > first && office(before - 1)
            // "Mrs X", "her husband, X"
            || mention.kind == EntityType::Person && before > first && gendered(before - 1)
        {
            push(before - 1);
        }
        let mut next = mention.tokens.end as usize;
        let comma = next < end && page.word(next) == ",";
        if next < end && page.word(next) == "(" {
            next = (next..end.min(next + FURTHEST)).find(|at| page.word(*at) == ")").map_or(end, |close| close + 1);
        }
        let verb =
            |at: usize| at < end && (page.record(at).verb == words.be.0 || page.record(at).verb == words.become_.0);
        let is = number == 0 && verb(next);
        let from = next + 1 + usize::from(next + 1 < end && page.record(next + 1).can_be(Pos::DT));
        if (comma || is) && from < end {
            // "X, chief executive of Arvex", but "X, officials said"
            let found = head(page, words, mention.kind, from, end);
            found.filter(|at| from > next + 1 || office(*at)).into_iter().for_each(&mut push);
        }
        // "X resigned as prime minister"
        let other = named[number + 1..].iter().find(|m| m.kind.is_named());
        let stop = other.map_or(end, |m| m.tokens.start as usize);
        let as_ = (next..stop.min(next + FURTHEST)).find(|at| page.tokens()[*at].word == words.as_);
        let role = as_.filter(|_| mention.kind == EntityType::Person);
        role.and_then(|at| head(page, words, mention.kind, at + 1, stop)).into_iter().for_each(push);
    }
}

/// "President", "prime minister": a title or office, in any letters.
fn is_office(page: &Page<'_>, words: &NominalWords, at: usize) -> bool {
    words.role.is_some_and(|class| page.record(at).is_in(class))
}

/// The last noun for a type before a preposition, a clause or a mark.
fn head(page: &Page<'_>, words: &NominalWords, kind: EntityType, from: usize, end: usize) -> Option<usize> {
    let goes_on = |at: &usize| {
        let (token, record) = (&page.tokens()[*at], page.record(*at));
        let ends = PosSet(Pos::IN.bit() | Pos::WDT.bit() | Pos::WP.bit() | Pos::WPS.bit());
        let describes = record.noun != 0 || record.can_be(Pos::JJ) || !token.shape.has(Shape::LOWER);
        token.shape.any(Shape::JOINER | Shape::POSSESSIVE)
            || page.tokens()[*at - 1].shape.has(Shape::JOINER)
            || !token.is_punctuation() && describes && !record.pos_set().meets(ends)
    };
    (from..end.min(from + FURTHEST)).take_while(goes_on).filter(|at| is_noun(page, words, kind, *at)).last()
}

fn is_noun(page: &Page<'_>, words: &NominalWords, kind: EntityType, at: usize) -> bool {
    let shape = page.tokens()[at].shape;
    // "Vel Hall, the airline's office"
    let plain =
        shape.has(Shape::LOWER) && !page.tokens().get(at + 1).is_some_and(|next| next.shape.has(Shape::POSSESSIVE));
    let of = |class: Option<ClassId>| class.is_some_and(|class| page.record(at).is_in(class));
    let role = kind == EntityType::Person && of(words.role);
    plain && (role || words.nouns.iter().any(|(noun_of, _, class)| *noun_of == kind && of(*class)))
}

/// "Vel is a 2008 comedy film": what kind of work the text itself says a name is, whatever else bears that name.
pub(super) fn kind_of_work(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    first: &Mention,
) -> Option<(EntityIndex, &'static str)> {
    let (from, end) = (first.tokens.end as usize, sentence.tokens.end as usize);
    let work = first.kind == EntityType::Work && first.nominal.is_none();
    let verb = (from..end.min(from + FURTHEST)).find(|at| work && page.record(*at).verb == words.be.0)?;
    let mark = |at: &usize| page.tokens()[*at].is_punctuation() && !page.tokens()[*at].shape.has(Shape::JOINER);
    let said = (verb + 1..end.min(verb + FURTHEST)).take_while(|at| !mark(at) && page.tokens()[*at].word != words.of);
    let kind = |at: usize| {
        let works = words.nouns.iter().filter(|(kind, ..)| *kind == EntityType::Work);
        works.into_iter().find(|(.., class)| class.is_some_and(|class| page.record(at).is_in(class)))
    };
    said.filter_map(kind).last().map(|(_, subtype, _)| (first.entity, *subtype))
}
