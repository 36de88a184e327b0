//! How a text or clause reads its open dates, and what keeps a number from being one.

use newsgraph_lexicon::{Pos, PosSet, Shape};

use super::slots::Place;
use super::words::Look;
use super::{DateTagger, Found};
use crate::tag::openings::{Kinds, LOOK};
use crate::types::{Page, Span, Token};

/// Longest text, in tokens, that may say nothing but dates.
const AGENDA: usize = 40;

/// What time a clause looks to, as far as it was read.
#[derive(Clone, Copy)]
pub(super) struct Clause<'p> {
    page: &'p Page<'p>,
    /// What each token of the page may open or tell.
    kinds: &'p [Kinds],
    sentence: Span,
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

    fn can_be(&self, at: usize, pos: Pos) -> bool {
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

    /// Takes the words before a date into it that the reading counts to it: "before 2010", "more than two days".
    pub(super) fn reach(&self, page: &Page<'_>, first: usize, found: &mut Found) {
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

    /// Whether the clause looks ahead and whether a verb of the past stands before, once a token is read.
    fn tense(&self, clause: &Clause<'_>, at: usize) -> (bool, bool) {
        let (ahead, past) = (clause.ahead, clause.past);
        let pos = clause.page.record(at).pos_set();
        let told = pos.has(Pos::VBD);
        match self.look(clause, at) {
            Some(Look::Behind) => return (false, past),
            Some(Look::Ahead) => return (true, past || told),
            Some(Look::Comes) if self.comes(clause, at) => return (true, past || told),
            _ => {}
        }
        if told {
            let passive = |back: usize| {
                let token = at.checked_sub(back).filter(|n| clause.sentence.holds(*n as u32));
                token.is_some_and(|n| self.look(clause, n) == Some(Look::Passive))
            };
            let ends = !pos.has(Pos::VB) && !passive(1) && !passive(2);
            return (ahead && !ends, true);
        }
        (ahead || !past && pos.has(Pos::TO) && self.intends(clause, at), past)
    }

    fn look(&self, clause: &Clause<'_>, at: usize) -> Option<Look> {
        if clause.kinds[at] & LOOK == 0 {
            return None;
        }
        self.words.looks.get(&clause.page.tokens()[at].hash).copied()
    }

    /// A form of "be" right before a date, or before its preposition: "the vote is on Tuesday" tells of the next one,
    /// as "he is to visit" does.
    fn comes(&self, clause: &Clause<'_>, at: usize) -> bool {
        let inside = |n: usize| clause.sentence.holds(n as u32);
        let opens = |n: usize| {
            let token = clause.page.tokens().get(n).filter(|_| inside(n));
            token.is_some_and(|token| {
                self.words.weekdays.contains_key(&token.hash) || self.words.months.contains_key(&token.hash)
            })
        };
        let next = |n: usize, pos: Pos| inside(at + n) && clause.can_be(at + n, pos);
        opens(at + 1) || next(1, Pos::IN) && opens(at + 2) || next(1, Pos::TO) && next(2, Pos::VB)
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

    /// "to" of an infinitive after a noun without a verb before it: "Minister to visit Vel on Friday".
    fn intends(&self, clause: &Clause<'_>, at: usize) -> bool {
        let (sentence, next) = (clause.sentence, at + 1);
        let finite = |n: usize| {
            clause.can_be(n, Pos::MD)
                || clause.can_be(n, Pos::VBZ) && !clause.can_be(n, Pos::NNS)
                || matches!(self.look(clause, n), Some(Look::Comes | Look::Passive))
        };
        let subject = at.checked_sub(1).filter(|n| sentence.holds(*n as u32));
        subject.is_some_and(|n| !clause.can_be(n, Pos::VBG) && !clause.can_be(n, Pos::JJ))
            && sentence.holds(next as u32)
            && clause.can_be(next, Pos::VB)
            && !clause.page.tokens()[next].is_capitalised()
            && !self.openers.contains_key(&clause.page.tokens()[next].hash)
            && !(sentence.start as usize..at).any(finite)
    }
}
