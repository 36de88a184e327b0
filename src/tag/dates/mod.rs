//! Dates, times, durations and recurring times. In: a page with its day of publication. Out: candidates with values.
//!
//! A token opens a date when it is one of the words of `rules/dates/`, or has a digit; the patterns that can begin there
//! are tried and the longest that means something wins. No other token is looked at.

mod anchor;
mod calendar;
mod clock;
mod digits;
mod durations;
mod found;
mod glued;
mod holidays;
mod lengths;
mod meaning;
mod messages;
mod nearest;
mod opening;
mod patterns;
mod places;
mod ranges;
mod reading;
mod sets;
mod shift;
mod slot;
mod slots;
mod spans;
mod spoken;
mod stands;
mod tense;
mod times;
mod trie;
mod walk;
mod when;
mod words;

use std::cell::RefCell;

use compact_str::{CompactString, ToCompactString as _};
use jiff::civil::Date;
use newsgraph_lexicon::{Pos, PosSet, Shape};
use rustc_hash::{FxHashMap, FxHashSet};

use self::anchor::{Anchor, Told};
use self::found::{Found, last_year};
use self::meaning::meaning;
use self::nearest::coming;
use self::opening::Opener;
use self::patterns::Patterns;
use self::reading::Clause;
use self::slots::{Bound, Nested, Place, Sought};
use self::walk::Matches;
use self::when::When;
use self::words::Words;
use crate::error::RuleMistake;
use crate::rules::RuleFiles;
use crate::tag::figures::FigureTagger;
use crate::tag::openings::Openings;
use crate::types::{Candidate, Moment, Page};

/// How far before "in 12 years" what is the first or worst in them may stand, in tokens.
const RECORD: usize = 8;

/// Finds dates.
pub(super) struct DateTagger {
    patterns: Patterns,
    words: Words,
    ordinals: FxHashMap<u64, u32>,
    numbers: FxHashMap<u64, u32>,
    /// "the" of "the 2018 elections".
    definite: FxHashSet<u64>,
    /// Signs such as "½", in thousandths.
    fractions: FxHashMap<char, i64>,
    /// What each word may begin: one look-up decides for nearly all tokens that no date begins there.
    openers: FxHashMap<u64, Opener>,
    /// All words that dates may have.
    known: FxHashSet<u64>,
}

impl DateTagger {
    pub(super) fn new(rules: &RuleFiles, figures: Option<&FigureTagger>) -> Result<Self, Vec<RuleMistake>> {
        let mut mistakes = Vec::new();
        let patterns = Patterns::load(rules, &mut mistakes);
        let words = Words::load(rules).map_err(|mistake| mistakes.push(mistake));
        let (ordinals, numbers) = figures.map(FigureTagger::small_numbers).unwrap_or_default();
        let definite = figures.map(|figures| figures.definite().clone()).unwrap_or_default();
        let fractions = figures.map(FigureTagger::fraction_signs).unwrap_or_default();
        match words {
            Ok(words) if mistakes.is_empty() => {
                let openers = opening::openers(&patterns, &words, &ordinals, &numbers);
                let known = openers
                    .keys()
                    .chain(&patterns.known)
                    .chain(words.halves.keys())
                    .chain(&words.meridiem)
                    .copied()
                    .collect();
                Ok(DateTagger { patterns, words, ordinals, numbers, definite, fractions, openers, known })
            }
            _ => Err(mistakes),
        }
    }

    /// Appends the candidates of a page.
    pub(super) fn tag(&self, page: &Page<'_>, openings: &Openings, out: &mut Vec<Candidate>) {
        let published = page.document.published.as_ref().and_then(day_of);
        let time = page.document.published.as_ref().and_then(|moment| moment.time);
        let mut told = Told::default();
        let seen = RefCell::new(Vec::new());
        let (slots, starts) = self.starts(page, &openings.dates);
        let day_first = digits::day_first(page, &openings.dates);
        let agenda = self.is_agenda(page);
        let forward = agenda || self.words.forward;
        let mut starts = starts.into_iter().map(|at| at as usize).peekable();
        for sentence in &page.split.sentences {
            seen.borrow_mut().clear();
            let mut clause = Clause::new(page, &openings.kinds, sentence.tokens, forward);
            // the token after the last date
            let mut free = sentence.tokens.start as usize;
            while let Some(at) = starts.next_if(|at| *at < sentence.tokens.end as usize) {
                if at < free {
                    continue;
                }
                if self.read_to(&mut clause, at) {
                    seen.borrow_mut().clear();
                }
                let place = Place {
                    page,
                    sentence: sentence.tokens,
                    seen: &seen,
                    slots: &slots,
                    ahead: clause.ahead,
                    past: clause.past,
                    clocks: agenda || self.words.clocks,
                    agenda,
                    day_first,
                };
                let anchor = Anchor { published, told, ahead: clause.ahead, past: clause.past, forward, time };
                let Some(mut found) = self.led(place, at, anchor) else { continue };
                if !self.stands(page, sentence, found.start, &found, agenda) {
                    // "the Good Friday Agreement" has no Friday either
                    if found.holiday {
                        free = found.end;
                    }
                    continue;
                }
                self.reach(page, free, sentence.tokens.end as usize, &mut found);
                told.tell(&found.when);
                out.push(self.candidate(page, sentence, &found, published));
                free = found.end;
                if let Some(year) = last_year(place, &found)
                    && let Some(second) = self.second_year(place, free, year, matches!(found.when, When::Year(_)))
                {
                    told.tell(&second.when);
                    out.push(self.candidate(page, sentence, &second, published));
                    free = second.end;
                }
                clause.unread = free;
            }
        }
    }

    /// A date or time inside another pattern.
    fn nested(&self, place: Place<'_>, at: usize, depth: u8, sought: Sought) -> Option<Nested> {
        let matches = self.walk(place, at, depth)?;
        self.nested_of(place, at, depth, sought, &matches)
    }

    fn nested_of(&self, place: Place<'_>, at: usize, depth: u8, sought: Sought, matches: &Matches) -> Option<Nested> {
        let published = place.page.document.published.as_ref().and_then(day_of);
        let time = place.page.document.published.as_ref().and_then(|moment| moment.time);
        let forward = place.agenda || self.words.forward;
        let anchor = Anchor { published, told: Told::default(), ahead: place.ahead, past: place.past, forward, time };
        let found = self.longest(place, at, anchor, depth, sought, matches)?;
        Some(Nested { end: found.end, when: found.when, open: found.open, yearless: found.yearless })
    }

    /// The longest date that begins at a token, or after the words of a pattern that lead to it.
    fn led(&self, place: Place<'_>, at: usize, anchor: Anchor) -> Option<Found> {
        let found = self.best(place, at, anchor)?;
        if found.start == at {
            return Some(found);
        }
        let longer = self.best(place, found.start, anchor).filter(|next| next.end > found.end);
        Some(longer.unwrap_or(found))
    }

    /// The longest date that begins at a token.
    fn best(&self, place: Place<'_>, at: usize, anchor: Anchor) -> Option<Found> {
        let matches = self.walk(place, at, 0)?;
        self.longest(place, at, anchor, 0, Sought::Date, &matches)
    }

    /// The longest of the patterns that match at a token and mean something there.
    fn longest(
        &self,
        place: Place<'_>,
        at: usize,
        anchor: Anchor,
        depth: u8,
        sought: Sought,
        matches: &Matches,
    ) -> Option<Found> {
        matches.longest_first(depth > 0).find_map(|matched| {
            let (end, family) = (matched.end as usize, usize::from(matched.pattern));
            let pattern = &self.patterns.all[family];
            let fits = match sought {
                Sought::Time => pattern.time,
                Sought::Date => !pattern.inner && (place.agenda || !pattern.agenda),
            };
            // "in three months" is a length of time in a clause of the past
            let past = pattern.ahead
                && at > place.sentence.start as usize
                && (!anchor.ahead || !self.words.forward && self.is_record(place, at));
            // a comma before a year that is not there
            let torn = place.text(end - 1) == ",";
            let led = depth > 0 && pattern.lead > 0;
            let counts = || self.counts(place, end) && !(self.words.alone && clock::clock(self, place, end).is_some());
            if !fits || led || past || torn || pattern.closed && counts() {
                return None;
            }
            let mut bound = Bound::default();
            for (slot, at) in matches.steps(matched) {
                slots::read(self, place, *slot, *at as usize, depth, &mut bound)?;
            }
            bound.of_noun = bound.month.is_some() && bound.year.is_none() && self.is_of_noun(place, at, end);
            let anchor = Anchor { ahead: anchor.ahead || pattern.ahead, ..anchor };
            let (when, modifier) = meaning(pattern, &bound, anchor, &self.patterns)?;
            let open = bound.open_half && bound.part.is_none();
            let when = if place.clocks && depth == 0 { coming(when, open, anchor) } else { when };
            let (start, end) = (at + usize::from(pattern.lead), end - usize::from(pattern.trail));
            let yearless = pattern.value == "date" && bound.month.is_some() && bound.year.is_none();
            let (weak, holiday) = (pattern.weak, bound.holiday.is_some());
            Some(Found { start, end, when, modifier, weak, open, yearless, holiday, family })
        })
    }

    /// Whether "in 12 years" at a token is how long there was none: "their first visit in 12 years", "the worst floods in 12 years".
    fn is_record(&self, place: Place<'_>, at: usize) -> bool {
        let from = at.saturating_sub(RECORD).max(place.sentence.start as usize);
        (from..at).any(|n| {
            place.page.record(n).can_be(Pos::JJS) || place.hash(n).is_some_and(|hash| self.ordinals.contains_key(&hash))
        })
    }

    /// Whether a date tells of the noun after it: "the November election", not "in November elections were held".
    fn is_of_noun(&self, place: Place<'_>, at: usize, end: usize) -> bool {
        let pos = |n: usize| place.hash(n).map(|_| place.page.record(n).pos_set()).unwrap_or_default();
        let (before, after) = (at.checked_sub(1).map(pos).unwrap_or_default(), pos(end));
        let group = PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0);
        let led = before.has(Pos::IN) && !place.hash(at - 1).is_some_and(|hash| self.words.attributive.contains(&hash));
        !led && after.meets(group) && !after.meets(PosSet::CLOSED)
    }

    /// A number of units: digits, or words below a hundred; text as TIMEX3 has it.
    fn whole_number(&self, place: Place<'_>, at: usize) -> Option<(usize, CompactString)> {
        if place.shape(at).has(Shape::DIGIT) {
            let text = place.text(at);
            let plain = text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
            return plain.then(|| (at + 1, text.chars().filter(|c| *c != ',').collect()));
        }
        let tens = *self.numbers.get(&place.hash(at)?).filter(|n| **n > 0)?;
        let joiner = usize::from(place.shape(at + 1).has(Shape::JOINER));
        let ones =
            place.hash(at + 1 + joiner).and_then(|hash| self.numbers.get(&hash)).filter(|n| tens >= 20 && **n < 10);
        Some(match ones {
            Some(n) => (at + 2 + joiner, (tens + n).to_compact_string()),
            None => (at + 1, tens.to_compact_string()),
        })
    }

    /// The longest holiday whose name begins at a token.
    fn holiday_at(&self, place: Place<'_>, at: usize) -> Option<(usize, usize)> {
        let fits = |name: &&(Vec<u64>, usize)| {
            let mut words = name.0.iter().enumerate();
            words.all(|(n, word)| place.hash(at + 1 + n) == Some(*word))
        };
        let (rest, holiday) = self.patterns.holidays_from(place.hash(at)?).iter().find(fits)?;
        Some((at + 1 + rest.len(), *holiday))
    }
}

/// The day of a moment, the first of its month or year when only that is known.
fn day_of(moment: &Moment) -> Option<Date> {
    let month = moment.month? as i8;
    Date::new(moment.year, month, moment.day.unwrap_or(1) as i8).ok()
}
