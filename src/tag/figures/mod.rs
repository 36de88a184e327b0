//! Figures: money, shares, measures, counts, ordinals and ages. In: a page. Out: candidates with normalised values.
//!
//! A token opens a figure when it has a digit, is a number word or begins a currency symbol; no other is looked at. Words and units are data (`rules/figures/`), arithmetic is decimal. The readings in order: a unit before the
//! number ([`money`]), an unclear number ([`vague`]), a multiple or rank ([`multiples`]), a unit after it ([`measured`]), an age
//! ([`ages`]), something counted ([`counted`]), unless it only names something ([`labels`]).

mod ages;
mod counted;
mod currencies;
mod digits;
mod files;
mod found;
mod fractions;
mod labels;
mod measured;
mod money;
mod multiples;
mod numbers;
mod ranges;
mod tables;
mod units;
mod vague;
mod words;

use newsgraph_lexicon::{Pos, PosSet, Shape};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rustc_hash::{FxHashMap, FxHashSet};

use self::found::{CERTAIN, Found};
use self::numbers::{Number, number};
use self::tables::Tables;
use self::words::{Joint, NumberWord, Opens};
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

    /// Words before what is known: "the".
    pub(super) const fn definite(&self) -> &FxHashSet<u64> {
        &self.tables.definite
    }

    /// Signs such as "½", in thousandths.
    pub(super) fn fraction_signs(&self) -> FxHashMap<char, i64> {
        let thousandths = |value: &Decimal| (*value * Decimal::ONE_THOUSAND).trunc().to_i64();
        self.tables.fraction_signs.iter().filter_map(|(sign, value)| Some((*sign, thousandths(value)?))).collect()
    }

    /// Words that figures begin with.
    pub(super) fn openers(&self) -> impl Iterator<Item = u64> {
        self.tables.openers()
    }

    /// Appends the candidates of a page; `openings` are the tokens at which one may begin.
    pub(super) fn tag(&self, page: &Page<'_>, openings: &[u32], out: &mut Vec<Candidate>) {
        let first = out.len();
        let mut openings = openings.iter().map(|at| *at as usize).peekable();
        for sentence in &page.split.sentences {
            let (floor, limit) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            let scope = Scope { tables: &self.tables, page, floor, limit };
            // the token after the last figure
            let mut after = floor;
            while let Some(at) = openings.next_if(|at| *at < limit) {
                if at >= after
                    && let Some(found) = scope.figure(at, at > floor && at == after)
                {
                    after = found.tokens.end as usize;
                    out.push(found.candidate(page, limit));
                }
            }
        }
        self.settle_currencies(page, &mut out[first..]);
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
    /// The figure that begins at a token, `after` another or not.
    fn figure(&self, at: usize, after: bool) -> Option<Found> {
        let token = self.token(at)?;
        let (opens, digit) = (self.tables.opens(token.hash), token.shape.has(Shape::DIGIT));
        if opens.is_empty() && !digit && !token.is_punctuation() {
            return None;
        }
        // nearly every "a" stands before a word that no number or unit begins with
        let next = |next: &Token| next.shape.has(Shape::JOINER) || self.tables.may_follow_article(next.hash);
        if opens.is_article() && !digit && !self.token(at + 1).is_some_and(next) {
            return None;
        }
        if let Some(found) = self.code_glued(at) {
            return Some(found);
        }
        if opens.has(Opens::MONEY)
            && let Some(found) = self.money_before(at)
        {
            return Some(found);
        }
        if digit {
            if let Some(found) = self.decade_of_life(at) {
                return Some(found);
            }
            if let Some(found) = self.led(at).or_else(|| self.ordinal_in_digits(at)) {
                return Some(found);
            }
            if token.shape.has(Shape::URL) || self.part_of_code(at) {
                return None;
            }
        } else if self.token(at + 1).is_some_and(|next| self.tables.no_number.contains(&(token.hash, next.hash))) {
            return None;
        } else if let Some(found) = self.in_words(at, opens) {
            return Some(found);
        }
        // the figure of "plus or minus 3 points" begins at its number
        if self.is_plus_or_minus(at) {
            return None;
        }
        let Some(first) = self.number(at) else {
            return if opens.has(Opens::ARTICLE) && !after { self.single(at) } else { None };
        };
        let found = self
            .with_unit(at, &first)
            .or_else(|| self.aged(at, &first))
            .or_else(|| self.rank(at, &first))
            .or_else(|| self.count(at, &first));
        // "two and a half years" is how long something took
        let broken = |found: &Found| found.subtype == "count" && !first.value.fract().is_zero();
        // "three-quarters of an hour" too
        let timed = |found: &Found| {
            let unit = self.token(found.tokens.end as usize + 2);
            found.subtype == "fraction" && unit.is_some_and(|unit| self.tables.spans.contains(&unit.hash))
        };
        let sure =
            |found: &Found| first.sure && !broken(found) && !timed(found) || first.spelt && self.is_share(at, found);
        let surest = |found: &Found| if sure(found) { CERTAIN } else { 0 };
        found.map(|found| Found { score: found.score.max(surest(&found)), ..found })
    }

    /// "three quarters" as subject or after "by", where no length of time stands: "three quarters were women", "rose by three
    /// quarters"; not "for three quarters", "three quarters later".
    fn is_share(&self, at: usize, found: &Found) -> bool {
        let ends = |n: usize| self.token(n).is_none_or(|t| t.is_punctuation() && !t.shape.has(Shape::JOINER));
        let end = found.tokens.end as usize;
        let verb = || {
            let set = self.page.record(end).pos_set();
            set.within(PosSet(PosSet::VERB.0 | Pos::MD.bit())) && !set.is_empty()
        };
        let by = || self.joint(at - 1) == Some(Joint::By);
        let led = at == self.floor || by() || ends(at - 1) && !ends(end);
        found.subtype == "fraction" && led && (ends(end) || verb())
    }

    /// An unclear number, an ordinal or a multiple.
    fn in_words(&self, at: usize, opens: Opens) -> Option<Found> {
        let vague = opens.has(Opens::VAGUE).then(|| self.vague(at)).flatten();
        let few = || (opens.has(Opens::VAGUE) || opens.has(Opens::NUMBER)).then(|| self.few(at)).flatten();
        let ordinal = || opens.has(Opens::ORDINAL).then(|| self.ordinal(at)).flatten();
        let multiple = || opens.has(Opens::MULTIPLE).then(|| self.multiple(at)).flatten();
        vague.or_else(few).or_else(ordinal).or_else(multiple)
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
