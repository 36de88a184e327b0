//! How a text or clause reads its open dates, and what keeps a number from being one.

use newsgraph_lexicon::{Pos, PosSet, Shape};

use super::DateTagger;
use super::slots::Place;
use super::words::Look;
use crate::types::{Page, Span, Token};

/// Longest text, in tokens, that may say nothing but dates.
const AGENDA: usize = 40;

/// What time a clause looks to, as far as it was read.
#[derive(Clone, Copy)]
pub(super) struct Clause {
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

impl Clause {
    /// At the start of a sentence.
    pub(super) fn new(sentence: Span, forward: bool) -> Self {
        Clause { sentence, unread: sentence.start as usize, ahead: forward, past: false, forward }
    }
}

impl DateTagger {
    /// Reads a clause on to a token; whether that changed what it looks to.
    pub(super) fn read_to(&self, page: &Page<'_>, clause: &mut Clause, at: usize) -> bool {
        let before = (clause.ahead, clause.past);
        for token in clause.unread..=at {
            let (ahead, past) = self.tense(page, clause.sentence, token, clause.ahead, clause.past);
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
            && (0..tokens.len()).all(|at| !page.record(at).can_be(Pos::PRP))
    }

    /// Whether the clause looks ahead and whether a verb of the past stands before, once a token is read.
    fn tense(&self, page: &Page<'_>, sentence: Span, at: usize, ahead: bool, past: bool) -> (bool, bool) {
        let record = page.record(at);
        match self.look(page, at) {
            Some(Look::Behind) => return (false, past),
            Some(Look::Ahead) => return (true, past || record.can_be(Pos::VBD)),
            Some(Look::Comes) if self.comes(page, sentence, at) => return (true, past || record.can_be(Pos::VBD)),
            _ => {}
        }
        if record.can_be(Pos::VBD) {
            let passive = |back: usize| {
                let token = at.checked_sub(back).filter(|n| sentence.holds(*n as u32));
                token.is_some_and(|n| self.look(page, n) == Some(Look::Passive))
            };
            let ends = !record.can_be(Pos::VB) && !passive(1) && !passive(2);
            return (ahead && !ends, true);
        }
        (ahead || !past && self.intends(page, sentence, at), past)
    }

    fn look(&self, page: &Page<'_>, at: usize) -> Option<Look> {
        let hash = page.tokens()[at].hash;
        self.words.looks.get(&hash).copied()
    }

    /// A form of "be" right before a date, or before its preposition: "the vote is on Tuesday" tells of the next one,
    /// as "he is to visit" does.
    fn comes(&self, page: &Page<'_>, sentence: Span, at: usize) -> bool {
        let opens = |n: usize| {
            let token = page.tokens().get(n).filter(|_| sentence.holds(n as u32));
            token.is_some_and(|token| {
                self.words.weekdays.contains_key(&token.hash) || self.words.months.contains_key(&token.hash)
            })
        };
        let next = |n: usize, pos: Pos| sentence.holds((at + n) as u32) && page.record(at + n).can_be(pos);
        opens(at + 1) || next(1, Pos::IN) && opens(at + 2) || next(1, Pos::TO) && next(2, Pos::VB)
    }

    /// Whether something that a number before it counts or measures begins at a token: "at 6.45 percent", "Monday 21 people".
    pub(super) fn counts(&self, place: Place<'_>, at: usize) -> bool {
        let counted = PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0);
        let Some(hash) = place.hash(at) else { return false };
        let shape = place.shape(at);
        let joined = shape.has(Shape::JOINER) || shape.has(Shape::DIGIT) || matches!(place.text(at), "/" | "%" | ":");
        let word = shape.has(Shape::LETTER) && !place.page.record(at).can_be(Pos::IN);
        let number = self.numbers.contains_key(&hash) || self.words.units.contains_key(&hash);
        joined || number || word && place.page.record(at).pos_set().meets(counted)
    }

    /// An infinitive after a noun without a verb before it: "Minister to visit Vel on Friday".
    fn intends(&self, page: &Page<'_>, sentence: Span, at: usize) -> bool {
        let next = at + 1;
        let finite = |n: usize| {
            let record = page.record(n);
            record.can_be(Pos::MD)
                || record.can_be(Pos::VBZ) && !record.can_be(Pos::NNS)
                || matches!(self.look(page, n), Some(Look::Comes | Look::Passive))
        };
        let subject = at.checked_sub(1).filter(|n| sentence.holds(*n as u32)).map(|n| page.record(n));
        page.record(at).can_be(Pos::TO)
            && subject.is_some_and(|record| !record.can_be(Pos::VBG) && !record.can_be(Pos::JJ))
            && sentence.holds(next as u32)
            && page.record(next).can_be(Pos::VB)
            && !page.tokens()[next].is_capitalised()
            && !self.openers.contains_key(&page.tokens()[next].hash)
            && !(sentence.start as usize..at).any(finite)
    }
}
