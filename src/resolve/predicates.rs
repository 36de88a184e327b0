//! "Vel is a 2008 comedy film": what a sentence says of its first name is what that name is.
//! In: stretches with their scores. Out: the same, the subject of such a sentence raised for the type of the noun.

use newsgraph_lexicon::{ClassId, Lexicon, Pos, PosSet, Shape, WordId};

use super::choose::Stretch;
use crate::types::{Candidate, EntityType, Page, Sentence, Span};

/// What the subject gains for the type of the noun, and what other types lose there, in thousandths; "player" and
/// "driver" may be things.
const GAIN: i32 = 5000;
const GAIN_OF_PERSONS: i32 = 1500;
const LOSS: i32 = 1500;
/// Furthest that the noun stands behind its article, and longest bracket between name and verb, in tokens.
const REACH: usize = 9;
const BRACKET: usize = 14;

/// Nouns by the type they say.
pub(super) struct PredicateWords {
    nouns: [(EntityType, Option<ClassId>); 10],
    copula: Option<ClassId>,
}

impl PredicateWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        PredicateWords {
            nouns: [
                (EntityType::Work, lexicon.class("film-noun")),
                (EntityType::Work, lexicon.class("series-noun")),
                (EntityType::Work, lexicon.class("book-noun")),
                (EntityType::Work, lexicon.class("song-noun")),
                (EntityType::Work, lexicon.class("album-noun")),
                (EntityType::Work, lexicon.class("game-noun")),
                (EntityType::Product, lexicon.class("software-noun")),
                (EntityType::Organisation, lexicon.class("org-noun")),
                (EntityType::Place, lexicon.class("place-noun")),
                (EntityType::Person, lexicon.class("role")),
            ],
            copula: lexicon.class("copula"),
        }
    }
}

/// Raises the subjects of "is a …"; `stretches` are in text order.
pub(super) fn tell(page: &Page<'_>, words: &PredicateWords, candidates: &[Candidate], stretches: &mut [Stretch]) {
    for sentence in page.split.sentences.iter().filter(|sentence| !sentence.headline) {
        let Some((subject, kind)) = said(page, words, sentence) else { continue };
        let gain = if kind == EntityType::Person { GAIN_OF_PERSONS } else { GAIN };
        let from = stretches.partition_point(|s| s.tokens.start < subject.start);
        let inside = stretches[from..].iter_mut().take_while(|s| s.tokens.start < subject.end);
        for stretch in inside.filter(|s| s.tokens == subject) {
            for (index, score) in &mut stretch.readings {
                *score += if candidates[*index].kind == kind { gain } else { -LOSS };
            }
        }
    }
}

/// The name that a sentence begins with, and the type of what the sentence says it is.
fn said(page: &Page<'_>, words: &PredicateWords, sentence: &Sentence) -> Option<(Span, EntityType)> {
    let (mut start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    let tokens = page.tokens();
    let quoted = tokens[start].shape.has(Shape::QUOTE);
    start += usize::from(quoted);
    let is = |verb: u32| words.copula.is_some_and(|class| page.lexicon.record(WordId(verb)).is_in(class));
    let be = |at: usize| tokens[at].shape.has(Shape::LOWER | Shape::LETTER) && is(page.record(at).verb);
    let mut verb = (start + 1..end.min(start + BRACKET)).find(|at| be(*at) || matches!(page.word(*at), "(" | ","))?;
    let mut stop = verb;
    if page.word(verb) == "(" {
        let close = (verb..end.min(verb + BRACKET)).find(|at| page.word(*at) == ")")?;
        verb = close + 1;
    }
    let told = verb + 1 < end && be(verb) && page.record(verb + 1).can_be(Pos::DT);
    if quoted && tokens[stop - 1].shape.has(Shape::QUOTE) {
        stop -= 1;
    }
    let named =
        start < stop && tokens[start].is_capitalised() && tokens[stop - 1].shape.any(Shape::UPPER_FIRST | Shape::DIGIT);
    // "It is a novel", where a novel of that name is known
    let pronoun = !quoted && stop == start + 1 && page.record(start).pos_set().meets(PosSet::CLOSED);
    if !told || !named || pronoun {
        return None;
    }
    let first = verb + 2;
    let reach = first..end.min(first + REACH);
    // the noun is the last word before a preposition, a clause or a mark
    let ends = |at: usize| {
        let set = page.record(at).pos_set();
        tokens[at].is_punctuation() && !tokens[at].shape.any(Shape::JOINER | Shape::POSSESSIVE)
            || set.meets(PosSet(Pos::IN.bit() | Pos::TO.bit() | Pos::WDT.bit() | Pos::WP.bit() | Pos::WPS.bit()))
    };
    let noun = reach.clone().find(|at| ends(*at)).unwrap_or(reach.end).checked_sub(1).filter(|at| *at >= first)?;
    // "a film released in", not "a platform similar to"
    let goes_on = |set: PosSet| {
        !set.meets(PosSet(Pos::NN.bit())) && (set.meets(PosSet(Pos::VBN.bit())) || !set.meets(PosSet(Pos::JJ.bit())))
    };
    let in_class = |at: usize, class: Option<ClassId>| class.is_some_and(|class| page.record(at).is_in(class));
    let kind = [Some(noun), noun.checked_sub(1).filter(|at| *at >= first)]
        .into_iter()
        .flatten()
        .filter(|at| *at == noun || goes_on(page.record(noun).pos_set()))
        .find_map(|at| words.nouns.iter().find(|(_, class)| in_class(at, *class)).map(|(kind, _)| *kind));
    Some((Span::new(start as u32, stop as u32), kind?))
}
