//! Figures: money, shares, measures, counts, ordinals and ages. In: a page. Out: candidates with normalised values.
//!
//! A token opens a figure when it has a digit, is a number word or begins a currency symbol; everything else costs one
//! look-up. Words and units are data (`rules/figures/`), arithmetic is decimal. The readings in order: a unit before the
//! number ([`money`]), an unclear number ([`vague`]), a unit after it ([`measured`]), something counted ([`counted`]).

mod counted;
mod digits;
mod found;
mod measured;
mod money;
mod numbers;
mod ranges;
mod tables;
mod vague;

use newsgraph_lexicon::Shape;
use rustc_hash::FxHashMap;

use self::found::{CERTAIN, Found};
use self::numbers::{Number, number};
use self::tables::{NumberWord, Tables};
use crate::error::RuleMistake;
use crate::rules::RuleFiles;
use crate::types::{Candidate, Page, Token};

/// Finds figures.
pub(super) struct FigureTagger {
    tables: Tables,
}

impl FigureTagger {
    pub(super) fn new(rules: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        Ok(FigureTagger { tables: Tables::load(rules)? })
    }

    /// Words of ordinals and of numbers below a hundred, for dates.
    pub(super) fn small_numbers(&self) -> (FxHashMap<u64, u32>, FxHashMap<u64, u32>) {
        let small = self.tables.numbers.iter().filter_map(|(word, number)| match number {
            NumberWord::Unit(n) => Some((*word, *n)),
            NumberWord::Scale(_) => None,
        });
        (self.tables.ordinals.clone(), small.collect())
    }

    /// Appends the candidates of a page.
    pub(super) fn tag(&self, page: &Page<'_>, out: &mut Vec<Candidate>) {
        for sentence in &page.split.sentences {
            let (floor, limit) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            let scope = Scope { tables: &self.tables, page, floor, limit };
            let mut at = floor;
            while at < limit {
                match scope.figure(at) {
                    Some(found) => {
                        at = found.tokens.end as usize;
                        out.push(found.candidate(page));
                    }
                    None => at += 1,
                }
            }
        }
    }
}

/// A sentence in which figures are looked for.
#[derive(Clone, Copy)]
struct Scope<'a> {
    tables: &'a Tables,
    page: &'a Page<'a>,
    /// Its first token.
    floor: usize,
    /// The token after its last.
    limit: usize,
}

impl<'a> Scope<'a> {
    /// The figure that begins at a token.
    fn figure(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        if let Some(found) = self.code_glued(at) {
            return Some(found);
        }
        if self.tables.opens_money(token.hash)
            && let Some(found) = self.money_before(at)
        {
            return Some(found);
        }
        if !token.shape.has(Shape::DIGIT) {
            if let Some(found) = self.vague(at).or_else(|| self.ordinal(at)) {
                return Some(found);
            }
        } else if token.shape.has(Shape::URL) || self.part_of_code(at) {
            return None;
        }
        let first = self.number(at)?;
        let found = self.with_unit(at, &first).or_else(|| self.aged(at, &first)).or_else(|| self.count(at, &first));
        let surest = if first.sure { CERTAIN } else { 0 };
        found.map(|found| Found { score: found.score.max(surest), ..found })
    }

    /// A token of the sentence.
    fn token(&self, at: usize) -> Option<&'a Token> {
        self.page.tokens().get(at).filter(|_| at < self.limit)
    }

    /// A token of the sentence as written; empty outside.
    fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.text(self.page.text()))
    }

    /// The number that begins at a token.
    fn number(&self, at: usize) -> Option<Number> {
        number(self.page, self.tables, at, self.limit)
    }

    /// A hyphen or dash with no space on either side.
    fn is_joiner(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.shape.has(Shape::JOINER))
    }
}
