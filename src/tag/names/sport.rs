//! Reports of sport: whether a document is one, and which of its names take the field. "Vel beat Ostra 2-1" in a report of
//! team sport speaks of two teams, also where they are named once more without a result.

use newsgraph_lexicon::{ClassId, Lexicon, Shape};
use rustc_hash::FxHashSet;

use super::feature_set::Features;
use super::features::Feature;
use super::spans::Run;
use crate::types::{Page, Sentence, Span};

/// One word in so many is about sport in a report of sport.
const SPORT_SHARE: usize = 40;

/// Different words of sport from which a report is one of matches: "players" and "games" alone may be of video games.
const MATCH_WORDS: usize = 4;

/// One word of sport in so many tells of tennis or golf in a report of them.
const ALONE_SHARE: usize = 5;

/// Word classes of sport.
pub(super) struct SportWords {
    sport: Option<ClassId>,
    alone: Option<ClassId>,
    verb: Option<ClassId>,
    post: Option<ClassId>,
    versus: Option<ClassId>,
}

impl SportWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        SportWords {
            sport: lexicon.class("sport-word"),
            alone: lexicon.class("sport-alone"),
            verb: lexicon.class("sport-verb"),
            post: lexicon.class("sport-post"),
            versus: lexicon.class("versus"),
        }
    }
}

/// What a document has of sport.
#[derive(Default)]
pub(super) struct Sport {
    kind: Option<Feature>,
    sides: FxHashSet<u64>,
}

impl Sport {
    /// Counts the words of sport, and collects who beats whom.
    pub(super) fn new(page: &Page<'_>, words: &SportWords, runs: &[Vec<Run>], key: impl Fn(Span) -> u64) -> Self {
        let letters = |token: &usize| page.tokens()[*token].shape.has(Shape::LETTER);
        let count = (0..page.tokens().len()).filter(letters).count();
        let about = |class: Option<ClassId>| (0..page.tokens().len()).filter(|token| is(page, *token, class)).count();
        // a scorer tells of sport as a word does
        let scorers = page.split.sentences.iter().zip(runs).filter(|(sentence, _)| !sentence.headline);
        let scorers =
            scorers.map(|(sentence, runs)| runs.iter().filter(|run| counted(page, sentence, run.tokens)).count());
        let sport = about(words.sport) + scorers.sum::<usize>();
        if sport < 3 || sport * SPORT_SHARE < count {
            return Sport::default();
        }
        if about(words.alone) * ALONE_SHARE >= sport {
            return Sport { kind: Some(Feature::SportAlone), sides: FxHashSet::default() };
        }
        let mut sides = FxHashSet::default();
        let sport_words = (0..page.tokens().len()).filter(|token| is(page, *token, words.sport));
        if sport_words.map(|token| page.tokens()[token].hash).collect::<FxHashSet<_>>().len() < MATCH_WORDS {
            return Sport { kind: Some(Feature::Sport), sides };
        }
        for (sentence, runs) in page.split.sentences.iter().zip(runs).filter(|(sentence, _)| !sentence.headline) {
            let plays = |run: &&Run| plays(page, words, sentence, run.tokens);
            sides.extend(runs.iter().filter(plays).map(|run| key(run.tokens)));
        }
        Sport { kind: Some(Feature::Sport), sides }
    }

    /// Sets what the report says of a span with that key.
    pub(super) fn features(&self, page: &Page<'_>, sentence: &Sentence, span: Span, key: u64, out: &mut Features) {
        let Some(kind) = self.kind else { return };
        out.set(kind);
        let listed = listed(page, sentence, span);
        out.set_if(Feature::PlayerListed, listed);
        // "Vel" in a text with "Jane Vel" is a player sooner than a team
        if kind == Feature::Sport && !out.has(Feature::SurnameOfFull) && !out.has(Feature::Titled) {
            out.set_if(Feature::SideElsewhere, self.sides.contains(&key));
        }
    }
}

/// Most words between a score and the side before which it stands: "a 2-0 win away to Vel".
const SCORE_REACH: usize = 5;

/// "beat Vel 2-0", "lost 2-0 to Vel".
pub(super) fn has_score(page: &Page<'_>, sentence: &Sentence, span: Span) -> bool {
    let tokens = page.tokens();
    let score = |at: usize| {
        let small = |at: usize| tokens[at].shape.has(Shape::NUMBER) && tokens[at].span.len() <= 2;
        let apart = at > 0 && tokens[at - 1].shape.has(Shape::JOINER);
        at + 2 < sentence.tokens.end as usize
            && !apart
            && small(at)
            && tokens[at + 1].shape.has(Shape::JOINER)
            && small(at + 2)
            && !tokens.get(at + 3).is_some_and(|t| t.shape.has(Shape::JOINER))
    };
    let floor = (span.start as usize).saturating_sub(SCORE_REACH).max(sentence.tokens.start as usize);
    let word = |at: &usize| tokens[*at].shape.has(Shape::LOWER | Shape::LETTER);
    let before = (floor..span.start as usize).rev().find(|at| !word(at));
    let behind = before.is_some_and(|last| last >= sentence.tokens.start as usize + 2 && score(last - 2));
    behind || score(span.end as usize)
}

/// "Vel beat Ostra", "against Vel", "Vel 3", "Vel captain Jane Roe".
fn plays(page: &Page<'_>, words: &SportWords, sentence: &Sentence, run: Span) -> bool {
    let before = run.start.checked_sub(1).filter(|before| sentence.tokens.holds(*before));
    let versus = |at: u32| is(page, at as usize, words.versus);
    let next = |at: u32| {
        let token = &page.tokens()[at as usize];
        let score = token.shape.has(Shape::NUMBER) && token.span.len() <= 2;
        score || versus(at) || is(page, at as usize, words.post) || is(page, at as usize, words.verb)
    };
    before.is_some_and(versus) || Some(run.end).filter(|at| sentence.tokens.holds(*at)).is_some_and(next)
}

/// "9 - Jane Roe", "Jane Roe (28th)", "(Jane Roe 46th, A. Vel 102)": a player in a list of a team or of scorers.
fn listed(page: &Page<'_>, sentence: &Sentence, span: Span) -> bool {
    let tokens = page.tokens();
    let shirt = reads(page, beside(sentence, span.start, -1), &["-"])
        && is_count(page, beside(sentence, span.start, -2), 2)
        && {
            let dash = &tokens[span.start as usize - 1];
            dash.shape.has(Shape::SPACE_BEFORE) || tokens[span.start as usize].shape.has(Shape::SPACE_BEFORE)
        };
    let timed = reads(page, beside(sentence, span.end, 0), &["("])
        && is_count(page, beside(sentence, span.end, 1), 2)
        && reads(page, beside(sentence, span.end, 2), &[")"]);
    let replaced = reads(page, beside(sentence, span.start, -1), &["("])
        && is_count(page, beside(sentence, span.end, i64::from(reads(page, beside(sentence, span.end, 0), &[","]))), 2);
    shirt || timed || replaced || counted(page, sentence, span)
}

/// "(Jane Roe 46th, A. Vel 102; …": a name with a number, in a row of such names in brackets.
fn counted(page: &Page<'_>, sentence: &Sentence, span: Span) -> bool {
    const LONGEST_ROW: usize = 60;
    let opens = reads(page, beside(sentence, span.start, -1), &["(", ",", ";", ":"]);
    let row = opens && is_count(page, beside(sentence, span.end, 0), 3);
    let mark = |token: &usize| matches!(page.word(*token), "(" | ")");
    let before = (sentence.tokens.start as usize..span.start as usize).rev().take(LONGEST_ROW);
    row && before.into_iter().find(mark).is_some_and(|token| page.word(token) == "(")
}

/// The token some steps from another, in its sentence.
fn beside(sentence: &Sentence, from: u32, step: i64) -> Option<usize> {
    u32::try_from(i64::from(from) + step).ok().filter(|at| sentence.tokens.holds(*at)).map(|at| at as usize)
}

fn reads(page: &Page<'_>, token: Option<usize>, texts: &[&str]) -> bool {
    token.is_some_and(|token| texts.contains(&page.word(token)))
}

/// "28th", "46", but no year.
fn is_count(page: &Page<'_>, token: Option<usize>, longest: usize) -> bool {
    token.is_some_and(|token| {
        let text = page.word(token);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=longest).contains(&digits) && (digits == text.len() || text.len() == digits + 2)
    })
}

fn is(page: &Page<'_>, token: usize, class: Option<ClassId>) -> bool {
    class.is_some_and(|class| page.record(token).is_in(class))
}
