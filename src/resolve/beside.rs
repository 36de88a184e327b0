//! What names side by side say of each other: "Vel, starring Lena Holt" is a film, "Mara Quill (Lena Holt)" a character,
//! "law firm Ostra Lena Holt said" a firm and its lawyer. In: stretches with their scores. Out: the same, raised and lowered.

use newsgraph_lexicon::{ClassId, Lexicon, Shape, WordId};

use super::choose::Stretch;
use crate::types::{Candidate, EntityType, Page, Sentence, Span};

/// What a title gains before its cast, what a character gains before the one who plays it, and what a firm and a person
/// gain that stand side by side, in thousandths.
const GAIN_OF_WORK: i32 = 6000;
const GAIN_OF_CHARACTER: i32 = 2000;
const GAIN_OF_PAIR: i32 = 3500;
/// Score from which a reading is sure, in thousandths.
const SURE: i32 = 1500;
/// Frequency class of given names from which one begins a name.
const COMMON_GIVEN: u8 = 4;

/// Words that tell what the names around them do.
pub(super) struct BesideWords {
    cast: Option<ClassId>,
    organisation: Option<ClassId>,
    says: Option<ClassId>,
}

impl BesideWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        BesideWords {
            cast: lexicon.class("cast-word"),
            organisation: lexicon.class("org-noun"),
            says: lexicon.class("reporting-verb"),
        }
    }
}

/// Raises and lowers the readings of names side by side; `stretches` are in text order.
pub(super) fn tell(page: &Page<'_>, words: &BesideWords, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let mut from = 0;
    for sentence in &page.split.sentences {
        let to = from + stretches[from..].partition_point(|s| s.tokens.start < sentence.tokens.end);
        let inside = &mut stretches[from..to];
        from = to;
        if sentence.headline || inside.is_empty() {
            continue;
        }
        for at in sentence.tokens.range().skip(1) {
            match page.word(at) {
                "," if is_cast(page, words, sentence, at + 1) => title(candidates, inside, at as u32),
                "(" => character(page, candidates, inside, at as u32),
                _ => {}
            }
        }
        firm_and_person(page, words, sentence, candidates, inside);
    }
}

fn is_cast(page: &Page<'_>, words: &BesideWords, sentence: &Sentence, at: usize) -> bool {
    at < sentence.tokens.end as usize && words.cast.is_some_and(|class| page.record(at).is_in(class))
}

/// The best reading of a type other than `kind`.
fn rival(candidates: &[Candidate], stretch: &Stretch, kind: EntityType) -> i32 {
    let others = stretch.readings.iter().filter(|(n, _)| candidates[*n].kind != kind);
    others.map(|(_, score)| *score).max().unwrap_or(i32::MIN)
}

fn raise(candidates: &[Candidate], stretch: &mut Stretch, kind: EntityType, gain: i32) {
    for (n, score) in &mut stretch.readings {
        *score += if candidates[*n].kind == kind { gain } else { 0 };
    }
}

/// "Vel, starring …": the known title, else the longest name, that ends there and is nothing else.
fn title(candidates: &[Candidate], stretches: &mut [Stretch], end: u32) {
    let work = |s: &Stretch| s.readings.iter().find(|(n, _)| candidates[*n].kind == EntityType::Work).map(|r| r.0);
    let ends = stretches.iter_mut().filter(|s| s.tokens.end == end && rival(candidates, s, EntityType::Work) <= 0);
    let best = ends.filter_map(|s| work(s).map(|n| (candidates[n].sense.is_some(), s.tokens.len(), s)));
    if let Some((.., stretch)) = best.max_by_key(|(known, length, _)| (*known, *length)) {
        raise(candidates, stretch, EntityType::Work, GAIN_OF_WORK);
    }
}

/// "Mara Quill (Lena Holt)": a name like a person's before the name of the one who plays the part.
fn character(page: &Page<'_>, candidates: &[Candidate], stretches: &mut [Stretch], open: u32) {
    let closes = |s: &Stretch| page.tokens().get(s.tokens.end as usize).is_some_and(|t| t.text(page.text()) == ")");
    let person =
        |s: &Stretch| s.readings.iter().any(|(n, score)| candidates[*n].kind == EntityType::Person && *score > SURE);
    let sure = |s: &Stretch| person(s) && rival(candidates, s, EntityType::Person) < 0;
    if !stretches.iter().any(|s| s.tokens.start == open + 1 && s.tokens.len() > 1 && closes(s) && sure(s)) {
        return;
    }
    for stretch in stretches.iter_mut().filter(|s| s.tokens.end == open && s.tokens.len() == 2) {
        if page.record(stretch.tokens.start as usize).given >= COMMON_GIVEN {
            raise(candidates, stretch, EntityType::Person, GAIN_OF_CHARACTER);
        }
    }
}

/// "Law firm Ostra Lena Holt said": a common given name, not the first of the name that the noun announces, begins another.
fn firm_and_person(
    page: &Page<'_>,
    words: &BesideWords,
    sentence: &Sentence,
    candidates: &[Candidate],
    stretches: &mut [Stretch],
) {
    let is = |word: WordId, class: Option<ClassId>| class.is_some_and(|class| page.lexicon.record(word).is_in(class));
    let of = |at: u32| page.record(at as usize);
    let pair = |s: &Stretch| {
        let Span { start, end } = s.tokens;
        let noun = start.checked_sub(1).filter(|noun| *noun >= sentence.tokens.start && s.tokens.len() > 2)?;
        let small = page.tokens()[noun as usize].shape.has(Shape::LOWER | Shape::LETTER);
        let announced = small && is(page.tokens()[noun as usize].word, words.organisation);
        let speaks = end < sentence.tokens.end && is(WordId(of(end).verb), words.says);
        let given = end - 2;
        let begins = of(given).given >= COMMON_GIVEN && of(given - 1).given < COMMON_GIVEN;
        let words_only = s.tokens.range().all(|at| page.tokens()[at].is_capitalised());
        (announced && speaks && begins && words_only).then_some((s.tokens, given))
    };
    let pairs: Vec<(Span, u32)> = stretches.iter().filter_map(pair).collect();
    for (whole, given) in pairs {
        let [firm, person] = [Span::new(whole.start, given), Span::new(given, whole.end)];
        if ![firm, person].iter().all(|part| stretches.iter().any(|s| s.tokens == *part)) {
            continue;
        }
        for stretch in stretches.iter_mut().filter(|s| whole.contains(s.tokens)) {
            match stretch.tokens {
                tokens if tokens == firm => raise(candidates, stretch, EntityType::Organisation, GAIN_OF_PAIR),
                tokens if tokens == person => raise(candidates, stretch, EntityType::Person, GAIN_OF_PAIR),
                tokens if tokens == whole => stretch.readings.iter_mut().for_each(|(_, score)| *score -= GAIN_OF_PAIR),
                _ => {}
            }
        }
    }
}
