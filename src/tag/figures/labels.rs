//! Numbers that are no figures: of codes, versions, telephones, scores, flights. In: a token. Out: whether it is one.

use newsgraph_lexicon::{Pos, PosSet, Shape};

use super::Scope;
use super::numbers::Number;
use super::words::{Joint, NumberWord};

/// Longest name of a street, in tokens.
const STREET: usize = 4;

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
        // "v2.19.1"; the number of " .533" began at its point
        let pointed = back(1)
            .is_some_and(|t| t.text(self.page.text()) == "." && !self.page.tokens()[at].shape.has(Shape::SPACE_BEFORE))
            && (back(1).is_some_and(|t| t.shape.has(Shape::SPACE_BEFORE))
                || back(2).is_some_and(|t| t.shape.has(Shape::DIGIT)));
        let dotted = pointed || word.matches('.').count() > 1 && !word.contains(',') || wild;
        let numbered = back(1).is_some_and(|t| matches!(t.text(self.page.text()), "#" | "/" | "_"));
        joined && (named || chained && !self.tables.bare)
            || self.tables.codes.contains(word)
            || dotted
            || word.contains(':')
            || numbered && !self.tables.bare
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
        if self.tables.bare {
            return false;
        }
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
        let padded = self.word(at).len() > 1 && self.word(at).starts_with('0') && !self.word(at).contains('.');
        // the points of a tie-break: "7-6(5)", "7-6 (5)"
        let hyphen = |n: usize| at >= self.floor + n && self.is_joiner(at - n);
        let tie = at > self.floor && self.word(at - 1) == "(" && after(2) && hyphen(3) && after(4);
        let label = after(1) || digits(number.end) || closed || padded || tie;
        label || self.is_item(at, number.end) || self.is_address(number.end) || self.is_named(at, false)
    }

    /// The number of what a number before it counts: "777" of "11 Boeing 777 jets".
    pub(super) fn is_of_kind(&self, at: usize) -> bool {
        let capital = |n: &usize| self.page.tokens()[*n].shape.has(Shape::UPPER_FIRST);
        let name = (self.floor..at).rev().take_while(capital).last();
        let counts = |n: usize| {
            let token = &self.page.tokens()[n];
            token.shape.has(Shape::NUMBER)
                || matches!(self.tables.numbers.get(&token.hash), Some(NumberWord::Unit(2..)))
        };
        !self.tables.bare && name.and_then(|n| n.checked_sub(1)).is_some_and(|n| n >= self.floor && counts(n))
    }

    /// The number of a line: "3. Lena Varga", "3) Stir", "3 - Lena Varga".
    fn is_item(&self, at: usize, end: usize) -> bool {
        let mark = self.word(end);
        let first = at == self.floor || self.page.tokens()[at].shape.has(Shape::LINE_BEFORE);
        let name = self.token(end + 1).is_some_and(|t| t.shape.has(Shape::UPPER_FIRST));
        let glued = self.token(end).is_some_and(|t| !t.shape.has(Shape::SPACE_BEFORE));
        name && (first && glued && matches!(mark, "." | ")") || matches!(mark, "-" | "–") && !glued)
    }

    /// "12 Baker Street": a number before capitals that end in a word for streets.
    fn is_address(&self, at: usize) -> bool {
        let capital = |n: &usize| self.token(*n).is_some_and(|t| t.shape.has(Shape::UPPER_FIRST));
        let name = (at..at + STREET).take_while(capital).skip(1);
        name.into_iter().any(|n| self.tables.streets.contains(&self.page.tokens()[n].hash))
    }

    /// The second number of a score, which counts nothing: "12" of "his 97-12 record".
    pub(super) fn is_second(&self, at: usize) -> bool {
        let before = |n: usize| at.checked_sub(n).filter(|n| *n >= self.floor).and_then(|n| self.token(n));
        !self.tables.bare
            && before(1).is_some_and(|t| t.shape.has(Shape::JOINER))
            && before(2).is_some_and(|t| t.shape.has(Shape::NUMBER))
    }

    /// Whether the word before a number, or before the list that it is in, is a label or a name.
    fn is_named(&self, at: usize, spelt: bool) -> bool {
        let list = self.list_start(at);
        let Some(before) = list.checked_sub(1).filter(|n| *n >= self.floor) else { return false };
        // "the newest version (2.3)"
        let label = before - usize::from(self.word(before) == "(" && before > self.floor);
        if self.tables.labels.contains(&self.page.tokens()[label].hash) {
            return true;
        }
        let capital = |n: usize| {
            let shape = self.page.tokens()[n].shape;
            shape.has(Shape::LETTER) && shape.any(Shape::UPPER_FIRST | Shape::INNER_UPPER)
        };
        // "Orbit Mail Server (OMS) 6.0"
        if spelt || !capital(before) {
            return !spelt && self.is_initials(before);
        }
        let start = (self.floor..before).rev().take_while(|n| capital(*n)).last().unwrap_or(before);
        // "About 12", and "In Iraq 12 died", begin a sentence with no name, "The Velair Fold 6" does
        let first = self.page.record(self.floor).pos_set();
        let opener = first.meets(PosSet(PosSet::CLOSED.0 | PosSet::ADVERB.0 | PosSet::VERB.0));
        let article = first.has(Pos::DT) && before > self.floor;
        !(opener && !article && start <= self.floor + 1)
    }

    /// The end of a short form in brackets after its words: "Orbit Mail Server (OMS)".
    fn is_initials(&self, close: usize) -> bool {
        let short = if self.word(close) == ")" { self.word(close - 1) } else { "" };
        let Some(open) = close.checked_sub(2).filter(|n| *n > self.floor && self.word(*n) == "(") else { return false };
        let words = (self.floor..open).rev().map(|n| self.word(n).chars().next());
        short.len() > 1
            && short.len() <= open - self.floor
            && short.chars().rev().map(Some).zip(words).all(|(a, b)| a == b)
    }

    /// The first of the numbers that a list or range joins to the one at a token: "22, 24 and 26".
    pub(super) fn list_start(&self, at: usize) -> usize {
        let mut first = at;
        while first >= self.floor + 2
            && (self.word(first - 1) == ","
                || matches!(self.joint(first - 1), Some(Joint::And | Joint::Or | Joint::To)))
            && self.token(first - 2).is_some_and(|token| token.shape.has(Shape::NUMBER))
        {
            first -= 2;
        }
        first
    }
}
