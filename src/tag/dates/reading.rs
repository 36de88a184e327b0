//! How a text or clause reads its open dates, and what keeps a number from being one.

use newsgraph_lexicon::{Pos, PosSet, Shape};

use super::DateTagger;
use super::found::Found;
use super::slots::Place;
use crate::tag::openings::Kinds;
use crate::types::{Page, Span, Token};

/// Longest text, in tokens, that may say nothing but dates.
const AGENDA: usize = 40;

/// What time a clause looks to, as far as it was read.
#[derive(Clone, Copy)]
pub(super) struct Clause<'p> {
    pub(super) page: &'p Page<'p>,
    /// What each token of the page may open or tell.
    pub(super) kinds: &'p [Kinds],
    pub(super) sentence: Span,
    /// The first token that was not asked.
    pub(super) unread: usize,
    /// It looks ahead.
    pub(super) ahead: bool,
    /// A verb of the past stands before.
    pub(super) past: bool,
    /// All clauses look ahead.
    forward: bool,
}

impl<'p> Clause<'p> {
    /// At the start of a sentence.
    pub(super) fn new(page: &'p Page<'p>, kinds: &'p [Kinds], sentence: Span, forward: bool) -> Self {
        Clause { page, kinds, sentence, unread: sentence.start as usize, ahead: forward, past: false, forward }
    }

    pub(super) fn can_be(&self, at: usize, pos: Pos) -> bool {
        self.page.record(at).can_be(pos)
    }
}

impl DateTagger {
    /// Reads a clause on to a token; whether that changed what it looks to.
    pub(super) fn read_to(&self, clause: &mut Clause<'_>, at: usize) -> bool {
        let before = (clause.ahead, clause.past);
        for token in clause.unread..=at {
            let (ahead, past) = self.tense(clause, token);
            (clause.ahead, clause.past) = (ahead || clause.forward, past);
        }
        clause.unread = at + 1;
        before != (clause.ahead, clause.past)
    }

    /// Whether a text says nothing but dates, as a line of a programme does.
    pub(super) fn is_agenda(&self, page: &Page<'_>) -> bool {
        let tokens = page.tokens();
        let known = |token: &Token| !token.shape.has(Shape::LETTER) || self.known.contains(&token.hash);
        tokens.len() <= AGENDA
            && tokens.iter().all(|token| known(token) || token.shape.has(Shape::DIGIT))
            && (0..tokens.len())
                .all(|at| !page.record(at).can_be(Pos::PRP) || at > 0 && self.openers.contains_key(&tokens[at].hash))
    }

    /// Takes the words around a date into it that the reading counts to it: "before 2010", "more than two days", "3 p.m. or later".
    pub(super) fn reach(&self, page: &Page<'_>, first: usize, last: usize, found: &mut Found) {
        let follow = |words: &&(Vec<u64>, String)| {
            let tokens = page.tokens().get(found.end..found.end + words.0.len()).unwrap_or_default();
            found.end + words.0.len() <= last && words.0.iter().zip(tokens).all(|(word, token)| *word == token.hash)
        };
        if let Some((words, modifier)) = self.words.bounds_after.iter().find(follow) {
            found.end += words.len();
            found.modifier.clone_from(modifier);
        }
        let leads = |start: usize, words: &[u64]| {
            let from = start.checked_sub(words.len()).filter(|from| *from >= first)?;
            words.iter().zip(&page.tokens()[from..start]).all(|(word, token)| *word == token.hash).then_some(from)
        };
        let bound = |start: usize| {
            let mut all = self.words.bounds.iter();
            all.find_map(|(words, modifier)| Some((leads(start, words)?, modifier)))
        };
        while let Some((start, modifier)) = bound(found.start) {
            found.start = start;
            found.modifier.clone_from(modifier);
        }
    }

    /// Whether something that a number before it counts or measures begins at a token: "at 6.45 percent", "Monday 21 people".
    pub(super) fn counts(&self, place: Place<'_>, at: usize) -> bool {
        let counted = PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0);
        let Some(hash) = place.hash(at) else { return false };
        let shape = place.shape(at);
        let joined = shape.has(Shape::JOINER) || shape.has(Shape::DIGIT) || matches!(place.text(at), "/" | "%" | ":");
        let word = shape.has(Shape::LETTER) && !place.page.record(at).can_be(Pos::IN);
        let words = &self.words;
        let number =
            self.numbers.contains_key(&hash) || words.units.contains_key(&hash) || words.halves.contains_key(&hash);
        joined || number || word && place.page.record(at).pos_set().meets(counted)
    }
}
