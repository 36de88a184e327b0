//! Whether what reads as a date is one where it stands: "May" and "1999" alone, "the 15th floor", "5 years old".

use newsgraph_lexicon::{Pos, PosSet, Shape};

use super::DateTagger;
use super::found::Found;
use super::when::{TimeUnit, When};
use crate::types::{Page, Sentence};

/// How far before "by 1:14" a word may stand that makes it a lead, in tokens.
const MARGIN: usize = 3;

impl DateTagger {
    /// A month, weekday or year alone is a date only where the words around it do not say otherwise.
    pub(super) fn stands(&self, page: &Page<'_>, sentence: &Sentence, at: usize, found: &Found, agenda: bool) -> bool {
        let tokens = page.tokens();
        let before = at.checked_sub(1).filter(|n| sentence.tokens.holds(*n as u32));
        let after = Some(found.end).filter(|n| sentence.tokens.holds(*n as u32));
        let glued = |token: Option<usize>| {
            token.is_some_and(|t| {
                tokens[t].shape.has(Shape::JOINER) || matches!(page.word(t), "/" | "#" | "$" | "£" | "€")
            })
        };
        if tokens[at].shape.has(Shape::DIGIT) && before.is_some_and(|t| matches!(page.word(t), "$" | "£" | "€")) {
            return false;
        }
        let (alone, shape) = (found.end == at + 1, tokens[at].shape);
        // "£9.50 an hour from Monday", "5,000 barrels a day from Monday": a rate
        let digit = |n: usize| at.checked_sub(n).is_some_and(|t| tokens[t].shape.any(Shape::NUMBER | Shape::DIGIT));
        let rate = page.record(at).can_be(Pos::DT)
            && tokens[at].span.len() < 3
            && found.end > at + 1
            && self.words.units.contains_key(&tokens[at + 1].hash)
            && (digit(1) || digit(2) && before.is_some_and(|t| page.record(t).can_be(Pos::NNS)));
        if rate && !matches!(found.when, When::Duration(_)) {
            return false;
        }
        // "in a second term"
        let last = found.end - 1;
        let second = last > at
            && self.words.units.contains_key(&tokens[last].hash)
            && page.record(last).can_be(Pos::JJ)
            && page.record(last - 1).can_be(Pos::DT)
            && after.is_some_and(|t| page.record(t).pos_set().meets(PosSet(PosSet::NOUN.0 | Pos::JJ.bit())));
        if second && !matches!(found.when, When::Duration(_)) {
            return false;
        }
        // "in as many weeks"
        let compared = before.is_some_and(|t| self.words.compared.contains(&tokens[t].hash));
        if compared
            && found.when.timex().ends_with(|c: char| c.is_ascii_alphabetic())
            && found.when.timex().starts_with("PX")
        {
            return false;
        }
        // "1200% APR", "a therapeutic exemption (TUE)"
        if found.weak
            && alone
            && shape.has(Shape::ALL_UPPER)
            && page.word(at).trim_end_matches('.').len() == 3
            && !agenda
        {
            return false;
        }
        // "had an epiphany"
        let article = before.is_some_and(|t| page.record(t).can_be(Pos::DT));
        if alone && article && shape.has(Shape::LETTER) && !tokens[at].is_capitalised() && found.holiday {
            return false;
        }
        let bare = found.holiday
            && !self.words.directions.contains_key(&tokens[at].hash)
            && self.patterns.all[found.family].value == "holiday"
            && !tokens[found.end - 1].is_year();
        if bare && !self.celebrated(page, before, after) {
            return false;
        }
        // "to last three years"
        let verb = before.is_some_and(|t| page.record(t).can_be(Pos::TO) || page.record(t).can_be(Pos::MD));
        let length = matches!(found.when, When::Span { .. } | When::Duration(_));
        if verb && length && self.words.directions.contains_key(&tokens[at].hash) && page.record(at).can_be(Pos::VB) {
            return false;
        }
        if matches!(found.when, When::Year(_)) && found.weak {
            let year_before = before.is_some_and(|t| tokens[t].shape.has(Shape::NUMBER));
            // "the 2018 elections", but "some 2018 voters"
            let named = before.is_some_and(|t| {
                let owned = page.record(t).pos_set().meets(PosSet(Pos::PRPS.bit() | Pos::POS.bit()));
                owned || self.definite.contains(&tokens[t].hash)
            });
            let recent = matches!(found.when, When::Year(year) if year >= 1900);
            let counted = !(named && recent)
                && after.is_some_and(|t| {
                    !(recent && self.words.yearly.contains(&tokens[t].hash))
                        && tokens[t].shape.has(Shape::LOWER | Shape::LETTER)
                        && page.record(t).can_be(Pos::NNS)
                        && !(sentence.tokens.holds(t as u32 + 1) && page.record(t + 1).can_be(Pos::POS))
                        && !page.record(t).can_be(Pos::VBZ)
                });
            let figures = tokens[at].shape.has(Shape::DIGIT);
            // "1500 b"
            let unit = after.is_some_and(|t| {
                tokens[t].span.len() == 1 && tokens[t].shape.has(Shape::LOWER) && !page.record(t).can_be(Pos::DT)
            });
            // "in two thousand and nine"
            let led = before.is_some_and(|t| page.record(t).can_be(Pos::IN))
                && after.is_none_or(|t| tokens[t].is_punctuation());
            let plausible = matches!(found.when, When::Year(year) if (1400..2060).contains(&year) && (figures || led || year < 2000));
            let numbered = before.is_some_and(|t| self.words.numbered.contains(&tokens[t].hash));
            return plausible
                && !numbered
                && !glued(before)
                && !counted
                && !unit
                && !year_before
                && !page.tokens()[at].shape.has(Shape::URL);
        }
        // years of a number: "138-2010-2015"
        if matches!(&found.when, When::Range(from, _) | When::Until(from, _) if matches!(**from, When::Year(_)))
            && (glued(before) || glued(after))
        {
            return false;
        }
        if matches!(found.when, When::Decade(_)) && found.end == at + 1 && !tokens[at].shape.has(Shape::DIGIT) {
            // "in her nineties"
            return false;
        }
        if matches!(found.when, When::Set(_)) && found.end == at + 1 {
            // "Reel Weekly" is a name
            let counted =
                before.is_some_and(|t| tokens[t].shape.has(Shape::NUMBER) || tokens[t].shape.has(Shape::DIGIT));
            if counted || before.is_some_and(|t| self.numbers.contains_key(&tokens[t].hash)) {
                return false;
            }
            // "a quarterly report" tells no time
            let noun = |t: usize| page.record(t).can_be(Pos::NN) || page.record(t).can_be(Pos::NNS);
            if !self.words.alone && after.is_some_and(|t| tokens[t].shape.has(Shape::LETTER) && noun(t)) {
                return false;
            }
            // "the news weekly Der Vel"
            let named = |t: usize| tokens[t].shape.has(Shape::LETTER) && tokens[t].is_capitalised();
            let period = found.when.timex().starts_with('P') && !tokens[at].is_capitalised();
            if period && after.is_some_and(|t| named(t) && !self.openers.contains_key(&tokens[t].hash)) {
                return false;
            }
            // "as a daily to compete with it", not "with one another daily"
            let paper = article && before.is_some_and(|t| t == 0 || !self.numbers.contains_key(&tokens[t - 1].hash));
            if paper && !self.words.alone && !tokens[at].is_capitalised() && found.when.timex().starts_with('P') {
                return false;
            }
            if period && before.is_some_and(|t| is_paper(page, sentence, t, after)) {
                return false;
            }
            return found.when.timex().starts_with('X') || before.is_none() || !tokens[at].is_capitalised();
        }
        if matches!(found.when, When::Duration(_)) {
            // an age; "a second chance"
            let old = |n: usize| sentence.tokens.holds(n as u32) && self.words.old.contains(&tokens[n].hash);
            let old = old(found.end) || old(found.end + 1) && glued(after);
            let article = found.weak && found.end == at + 2;
            let ranked = article
                && page.record(at + 1).can_be(Pos::JJ)
                && after.is_some_and(|t| page.record(t).can_be(Pos::NN) || page.record(t).can_be(Pos::JJ));
            // "a weeks-long siege", "a second-generation model", but "a week-long siege"
            let plural = |t: usize| page.record(t).can_be(Pos::NNS) && !page.record(t).can_be(Pos::NN);
            let many = article && plural(at + 1);
            let hyphened = article
                && glued(after)
                && !sentence
                    .tokens
                    .holds(found.end as u32 + 1)
                    .then(|| tokens[found.end + 1].hash)
                    .is_some_and(|hash| self.words.long.contains(&hash));
            if many || hyphened {
                return false;
            }
            // "scored a century"
            let century = self.words.units.get(&tokens[found.end - 1].hash) == Some(&TimeUnit::Century);
            let runs = century && before.is_some_and(|t| self.words.scored.contains(&tokens[t].hash));
            return !old && !ranked && !rate && !runs;
        }
        if found.weak
            && matches!(found.when, When::Day(_) | When::DayOfMonth(..) | When::OpenWeekday(_) | When::Open(_))
        {
            // "on 11/20", "on the 15th": not "on the 15th floor"
            let led = before.is_none_or(|t| page.record(t).can_be(Pos::IN)) || Self::listed(page, sentence, at);
            let closed = after.is_none_or(|t| {
                tokens[t].is_punctuation() && !glued(after) || page.record(t).can_be(Pos::CC) && is_slashed(page, t + 1)
            });
            let named = before
                .is_some_and(|t| self.words.names.contains(&tokens[t].hash) && tokens[t].shape.has(Shape::UPPER_FIRST));
            let weekday = tokens[at].shape.has(Shape::LETTER) && found.end == at + 1 && !named;
            // "the Rising Sun"
            let doubtful = self.words.capital.contains(&tokens[at].hash) && !agenda;
            return weekday && (!doubtful || led || closed && before.is_none()) || led && closed && !glued(before);
        }
        if self.patterns.all[found.family].value == "present" && alone {
            // "Constantinople (now Istanbul)", "the now defunct site" tell of a name or of what it names
            let told = |t: usize| {
                let record = page.record(t);
                let of_name = (record.can_be(Pos::JJ) || record.can_be(Pos::VBN)) && !record.can_be(Pos::IN);
                tokens[t].shape.has(Shape::LETTER) && (tokens[t].is_capitalised() || of_name)
            };
            return before.is_none_or(|t| {
                page.word(t) != "(" && !page.record(t).can_be(Pos::DT) && !after.is_some_and(told) && !glued(after)
            });
        }
        if found.weak && matches!(found.when, When::Quarter(..)) {
            return (self.words.alone || before.is_some_and(|t| page.record(t).can_be(Pos::IN))) && !glued(after);
        }
        // "Jurassic Park", "the Ice Age films"
        if found.weak && matches!(found.when, When::Reference(_)) {
            let capital = |t: usize| tokens[t].shape.has(Shape::LETTER) && tokens[t].is_capitalised();
            return !after.is_some_and(capital);
        }
        // "in the fall of the wall", "in the summer heat"
        if found.weak && matches!(found.when, When::Season(..)) {
            let of = |t: usize| page.word(t) == "of";
            let noun = |t: usize| {
                let record = page.record(t);
                tokens[t].shape.has(Shape::LETTER)
                    && (record.can_be(Pos::NN) || record.can_be(Pos::NNS))
                    && !record.can_be(Pos::IN)
            };
            return after.is_none_or(|t| !of(t) && !noun(t) && !glued(after));
        }
        if found.weak && matches!(found.when, When::Part { day: None, .. }) {
            return after.is_none_or(|t| !tokens[t].shape.has(Shape::LETTER) || !page.record(t).can_be(Pos::NN));
        }
        if matches!(found.when, When::Time { day: None, .. }) {
            // "ran it in 12:51", "leads by 1:14"
            let bare = !found.when.timex().ends_with('Z') && found.end == at + 1 && page.word(at).contains(':');
            let took = before.is_some_and(|t| {
                let near = t.saturating_sub(MARGIN).max(sentence.tokens.start as usize)..t;
                self.words.elapsed.contains(&tokens[t].hash)
                    || page.record(t).can_be(Pos::IN)
                        && near.into_iter().any(|n| self.words.margins.contains(&tokens[n].hash))
            });
            if bare && took && !agenda && !self.words.forward {
                return false;
            }
            // "T13:23:42" is half of it
            let torn = before.is_some_and(|t| page.word(t) == ":") && !tokens[at].shape.has(Shape::SPACE_BEFORE);
            let verse =
                before.is_some_and(|t| self.words.verses.contains(&tokens[t].hash) && tokens[t].is_capitalised());
            return !glued(before) && !torn && !(verse && page.word(at).contains(':'));
        }
        if found.weak && matches!(found.when, When::Month(..) | When::OpenMonth(_)) {
            // "May" and "March" at the start of a sentence, or before a name, are as often words or names
            let doubtful = self.words.capital.contains(&tokens[at].hash) && !agenda;
            let named = after.is_some_and(|t| tokens[t].is_capitalised() && !tokens[t].is_punctuation());
            let led = before.is_some_and(|t| page.record(t).can_be(Pos::IN) || page.record(t).can_be(Pos::DT));
            return !doubtful || led && !named;
        }
        true
    }

    /// Whether the name of a holiday is one by the words around it: not in the name of something else ("the Good Friday
    /// Agreement", "Ashura Reed") or the kind of it ("Christmas shoppers", "Purim-themed masks").
    fn celebrated(&self, page: &Page<'_>, before: Option<usize>, after: Option<usize>) -> bool {
        let Some(next) = after else { return true };
        let (token, record) = (&page.tokens()[next], page.record(next));
        let led = before.is_some_and(|t| page.record(t).can_be(Pos::IN));
        let shouted = before.or(next.checked_sub(1)).is_some_and(|t| page.tokens()[t].shape.has(Shape::ALL_UPPER));
        let letter = token.shape.has(Shape::LETTER);
        let named = letter && token.is_capitalised() && !led && !shouted && !self.openers.contains_key(&token.hash);
        let kinds = letter && !token.is_capitalised() && record.can_be(Pos::NNS) && !record.can_be(Pos::VBZ);
        // "9/11-related" still tells the day
        let word = next.checked_sub(1).is_some_and(|t| page.tokens()[t].shape.has(Shape::LETTER));
        !named && !kinds && !(word && token.shape.has(Shape::JOINER) && !token.shape.has(Shape::SPACE_BEFORE))
    }

    /// A list of days in figures that a preposition leads goes on: "on 11/20, 11/22 and 11/25".
    fn listed(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
        let joins = |t: usize| page.word(t) == "," || page.record(t).can_be(Pos::CC);
        let start = sentence.tokens.start as usize;
        let before = |t: usize| (start..t).rev().find(|t| !joins(*t));
        let listed = |t: usize| Some(before(t)?.checked_sub(2)?).filter(|n| n + 3 < t && is_slashed(page, *n));
        let first = std::iter::successors(listed(at), |t| listed(*t)).last();
        first.is_some_and(|t| t > start && page.record(t - 1).can_be(Pos::IN)) && is_slashed(page, at)
    }
}

/// "The business **daily** reported", "a French **daily**, said": what stands before and after it makes it a paper.
fn is_paper(page: &Page<'_>, sentence: &Sentence, before: usize, after: Option<usize>) -> bool {
    let verb = PosSet(Pos::VBD.bit() | Pos::VBZ.bit());
    let tells = after.is_some_and(|t| page.record(t).pos_set().meets(verb));
    let article =
        before.checked_sub(1).is_some_and(|t| sentence.tokens.holds(t as u32) && page.record(t).can_be(Pos::DT));
    let (token, record) = (&page.tokens()[before], page.record(before));
    let kind = record.can_be(Pos::JJ) || token.is_capitalised();
    token.shape.has(Shape::LETTER) && (kind && (tells || article) || tells && record.can_be(Pos::NN))
}

/// "11/20" at a token.
fn is_slashed(page: &Page<'_>, at: usize) -> bool {
    let digits = |t: usize| page.tokens().get(t).is_some_and(|token| token.shape.has(Shape::DIGIT));
    digits(at) && page.tokens().get(at + 1).is_some() && page.word(at + 1) == "/" && digits(at + 2)
}
