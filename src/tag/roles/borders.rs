//! All words of a role: its rank and field before ("senior security researcher", "product evangelist"), what it is for
//! behind ("director of marketing", "Minister for Trade"). In: a member of the role class. Out: the whole role.

use newsgraph_lexicon::{ClassId, Lexicon, Pos, PosSet, Shape};

use crate::tag::scan::Scan;
use crate::types::{Page, Sentence, Span};

/// Most nouns before a role that say its field.
const MAX_NOUNS: usize = 3;

/// Word classes that the words of a role belong to.
pub(super) struct Borders {
    rank: Option<ClassId>,
    field: Option<ClassId>,
    /// Nouns before a role that are not of it: "rebel leader", "ministry spokesman", "football coach".
    apart: [Option<ClassId>; 5],
}

impl Borders {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        Borders {
            rank: lexicon.class("role-rank"),
            field: lexicon.class("role-field"),
            apart: ["org-noun", "person-noun", "place-noun", "group-adjective", "sport-word"]
                .map(|name| lexicon.class(name)),
        }
    }

    /// The role that a member of the class is the core of.
    pub(super) fn whole(&self, page: &Page<'_>, scan: &Scan, sentence: &Sentence, word: Span) -> Span {
        let floor = sentence.tokens.start as usize;
        let word = one_case(page, word);
        let capital = page.tokens()[word.start as usize].is_capitalised();
        let mut start = word.start as usize;
        if !capital {
            let nouns = self.field_nouns(page, floor, start);
            // "e-business director": half a word is no field
            let joined = |at: usize| page.tokens()[at].shape.has(Shape::JOINER);
            if !(start - nouns).checked_sub(1).is_some_and(|at| at >= floor && joined(at)) {
                start -= nouns;
            }
        }
        while let Some(class) = self.rank {
            let length = scan.class_before(page, start, class, floor);
            if length == 0 || page.tokens()[start - length].is_capitalised() != capital {
                break;
            }
            start -= length;
        }
        Span::new(start as u32, self.end(page, scan, sentence, word.end as usize, capital) as u32)
    }

    /// Number of lower-case nouns before `start`; what names someone or a body right before it is none.
    fn field_nouns(&self, page: &Page<'_>, floor: usize, start: usize) -> usize {
        let noun = |at: &usize| {
            let record = page.record(*at);
            let small = page.tokens()[*at].shape.has(Shape::LOWER | Shape::LETTER);
            let noun = record.noun != 0 && record.weight[1..].iter().all(|other| record.weight[0] > *other);
            small && noun && !record.pos_set().meets(PosSet::CLOSED)
        };
        let apart = |at: usize| self.apart.iter().flatten().any(|class| page.record(at).is_in(*class));
        let count = (floor..start).rev().take(MAX_NOUNS).take_while(noun).count();
        if count > 0 && apart(start - 1) { 0 } else { count }
    }

    /// Past "of marketing", "for Trade and Industry".
    fn end(&self, page: &Page<'_>, scan: &Scan, sentence: &Sentence, after: usize, capital: bool) -> usize {
        let Some(class) = self.field else { return after };
        let limit = sentence.tokens.end as usize;
        if after >= limit || !page.record(after).can_be(Pos::IN) || !matches!(page.word(after), "of" | "for") {
            return after;
        }
        let first = after + 1;
        let field = |at: usize| {
            let length = if at < limit { scan.class_at(page, at, class) } else { 0 };
            if length > 0 && page.tokens()[at].is_capitalised() == capital { length } else { 0 }
        };
        let mut end = first + field(first);
        if end == first {
            return after;
        }
        while end + 1 < limit && page.word(end) == "and" && field(end + 1) > 0 {
            end += 1 + field(end + 1);
        }
        // "head of security firm Acme": the field is no more than a part of what follows
        let token = page.tokens().get(end).filter(|_| end < limit);
        let goes_on = token.is_some_and(|t| t.shape.has(Shape::LETTER) && t.is_capitalised() == capital)
            && page.record(end).noun != 0
            && page.record(end).weight[1..].iter().all(|other| page.record(end).weight[0] > *other);
        if goes_on { after } else { end }
    }
}

/// "director General Holt": a rank after the role, and no director general; but "chairman of the Joint Chiefs of Staff".
fn one_case(page: &Page<'_>, word: Span) -> Span {
    let tokens = &page.tokens()[word.range()];
    match tokens {
        [first, second] if !first.is_capitalised() && second.is_capitalised() => Span::new(word.start, word.start + 1),
        _ => word,
    }
}
