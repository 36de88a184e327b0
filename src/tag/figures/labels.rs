//! Numbers that are no figures: of codes, versions, telephones, scores, flights. In: a token. Out: whether it is one.

use newsgraph_lexicon::{PosSet, Shape};

use super::Scope;
use super::numbers::Number;
use super::tables::Joint;

impl Scope<'_> {
    /// Digits glued to a name or code: "A-380", "COVID-19", "CVE-2026-11873", "under-19", "8.4.1", "[1]".
    pub(super) fn part_of_code(&self, at: usize) -> bool {
        let back = |n: usize| at.checked_sub(n).map(|n| &self.page.tokens()[n]);
        let joined = back(1).is_some_and(|token| token.shape.has(Shape::JOINER));
        let code = |shape: Shape| shape.has(Shape::UPPER_FIRST) || !shape.has(Shape::DIGIT);
        let named = back(2).is_some_and(|token| token.shape.has(Shape::LETTER) && code(token.shape));
        let chained = back(3).is_some_and(|token| token.shape.has(Shape::JOINER));
        let word = self.word(at);
        // "8.4.1", "6.2.x"
        let wild = self.word(at + 1).starts_with(".x") || self.word(at + 1) == "." && self.word(at + 2) == "x";
        let dotted = word.matches('.').count() > 1 && !word.contains(',') || wild;
        let numbered = back(1).is_some_and(|t| matches!(t.text(self.page.text()), "#" | "/" | "_"));
        joined && (named || chained)
            || self.tables.codes.contains(word)
            || dotted
            || word.contains(':')
            || numbered
            || self.is_footnote(at)
    }

    /// "[1]", "[1, 2]".
    fn is_footnote(&self, at: usize) -> bool {
        let inside = |n: &usize| {
            self.token(*n).is_some_and(|token| token.shape.has(Shape::NUMBER) || token.text(self.page.text()) == ",")
        };
        let Some(first) = (self.floor..at).rev().find(|n| !inside(n)) else { return false };
        let last = (at..self.limit).find(|n| !inside(n)).unwrap_or(self.limit);
        self.word(first) == "[" && self.word(last) == "]"
    }

    /// A number without a unit or noun that only names or belongs to something: "flight 103", "Windows 7", "episodes 2 to 10",
    /// "2" of "3-2", a telephone, "the two".
    pub(super) fn is_label(&self, at: usize, number: &Number) -> bool {
        if number.spelt {
            let the = at > self.floor && self.token(at - 1).is_some_and(|t| self.tables.definite.contains(&t.hash));
            let group = PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0);
            let after = self.token(number.end).map(|_| self.page.record(number.end).pos_set()).unwrap_or_default();
            let more = after.meets(group) && !after.meets(PosSet::CLOSED);
            return the && !more || self.is_named(at, true);
        }
        let digits = |n: usize| self.token(n).is_some_and(|token| token.shape.has(Shape::NUMBER));
        let after = |n: usize| at >= self.floor + n && digits(at - n);
        let closed = at > self.floor && self.word(at - 1) == ")" && after(2);
        let score = at > self.floor && self.token(at - 1).is_some_and(|t| t.shape.has(Shape::JOINER)) && after(2);
        let padded = self.word(at).len() > 1 && self.word(at).starts_with('0') && !self.word(at).contains('.');
        after(1) || digits(number.end) || closed || score || padded || self.is_named(at, false)
    }

    /// Whether the word before a number, or before the list that it is in, is a label or a name.
    fn is_named(&self, at: usize, spelt: bool) -> bool {
        let first = self.list_start(at);
        let Some(before) = first.checked_sub(1).filter(|n| *n >= self.floor) else { return false };
        let token = &self.page.tokens()[before];
        if self.tables.labels.contains(&token.hash) {
            return true;
        }
        let capital = |n: usize| {
            let shape = self.page.tokens()[n].shape;
            shape.has(Shape::LETTER) && shape.any(Shape::UPPER_FIRST | Shape::INNER_UPPER)
        };
        if spelt || !capital(before) {
            return false;
        }
        let start = (self.floor..before).rev().take_while(|n| capital(*n)).last().unwrap_or(before);
        // "About 12", and "In Iraq 12 died", begin a sentence with no name
        let opener =
            self.page.record(self.floor).pos_set().meets(PosSet(PosSet::CLOSED.0 | PosSet::ADVERB.0 | PosSet::VERB.0));
        !(opener && start <= self.floor + 1)
    }

    /// The first of the numbers that a list or range joins to the one at a token: "22, 24 and 26".
    pub(super) fn list_start(&self, at: usize) -> usize {
        let mut first = at;
        while first >= self.floor + 2
            && (self.word(first - 1) == "," || matches!(self.joint(first - 1), Some(Joint::And | Joint::To)))
            && self.token(first - 2).is_some_and(|token| token.shape.has(Shape::NUMBER))
        {
            first -= 2;
        }
        first
    }
}
