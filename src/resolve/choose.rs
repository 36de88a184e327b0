//! Which candidates stand: evidence is shared over the document, then each sentence takes the set of candidates that
//! do not overlap and have the largest sum.

use newsgraph_lexicon::{ClassId, Pos, Shape};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::beside::{self, BesideWords};
use super::lists::{self, ListWords};
use super::people;
use super::predicates::{self, PredicateWords};
use super::senses;
use super::short_forms;
use crate::types::{Candidate, EntityType, Page, Span};

/// The usual sum, in thousandths: a name missed costs about as much as a name too many, and short of
/// certainty a guess pays (F1 is best below even odds; measured on the development sets).
const THRESHOLD: i32 = -400;
/// The same for works, whose names say least about themselves.
const THRESHOLD_OF_WORKS: i32 = -900;

/// What a name of several words gains where it does not stand, when it stands elsewhere in the document.
const STANDS_ELSEWHERE: i32 = 3000;
/// Score from which a title of one word is what that word is in the whole document, in thousandths.
const SURE_TITLE: i32 = 1500;

/// Word classes that choosing needs.
pub(super) struct ChoiceWords {
    pub(super) lists: ListWords,
    pub(super) predicates: PredicateWords,
    pub(super) beside: BesideWords,
    pub(super) generation: Option<ClassId>,
    pub(super) district: Option<ClassId>,
}

/// One stretch with the candidates of all types that stand there.
pub(super) struct Stretch {
    /// Its tokens.
    pub(super) tokens: Span,
    /// Index of the candidate of each type, and its shared score.
    pub(super) readings: SmallVec<[(usize, i32); 4]>,
    /// What all its words hash to.
    pub(super) words: u64,
}

/// Indices of the candidates that stand, in text order.
pub(super) fn choose(page: &Page<'_>, words: &ChoiceWords, candidates: &[Candidate]) -> Vec<usize> {
    weigh(page, words, candidates).0
}

/// The score of each candidate once its list and the whole document have been heard.
pub(super) fn settled(page: &Page<'_>, words: &ChoiceWords, candidates: &[Candidate]) -> Vec<i32> {
    let mut scores: Vec<i32> = candidates.iter().map(|candidate| candidate.score).collect();
    let stretches = weigh(page, words, candidates).1;
    for (index, score) in stretches.into_iter().flat_map(|stretch| stretch.readings) {
        scores[index] = score;
    }
    scores
}

/// Indices of the candidates that stand, and all stretches with their last scores.
fn weigh(page: &Page<'_>, words: &ChoiceWords, candidates: &[Candidate]) -> (Vec<usize>, Vec<Stretch>) {
    let mut stretches = stretches(page, candidates);
    predicates::tell(page, &words.predicates, candidates, &mut stretches);
    beside::tell(page, &words.beside, candidates, &mut stretches);
    lists::agree(page, &words.lists, candidates, &mut stretches);
    people::tell(page, candidates, &mut stretches);
    senses::share(candidates, &mut stretches);
    short_forms::surnames(page, words.generation, candidates, &mut stretches);
    short_forms::given_names(page, candidates, &mut stretches);
    short_forms::short_names(page, words.district, candidates, &mut stretches);
    senses::unite(page, candidates, &mut stretches);
    numbers_in_names(page, candidates, &mut stretches);
    known_in_known(page, candidates, &mut stretches);
    let first = take(page, candidates, &stretches);
    let raised = recall(page, &words.lists, candidates, &first, &mut stretches);
    (if raised { take(page, candidates, &stretches) } else { first }, stretches)
}

/// Sum from which a reading of a type stands.
pub(super) fn threshold(kind: EntityType) -> i32 {
    if kind == EntityType::Work { THRESHOLD_OF_WORKS } else { THRESHOLD }
}

/// The best reading of each stretch, and the heaviest set of them in each sentence.
fn take(page: &Page<'_>, candidates: &[Candidate], stretches: &[Stretch]) -> Vec<usize> {
    let best: Vec<(Span, usize, i32)> = stretches
        .iter()
        .filter_map(|s| {
            s.readings
                .iter()
                .max_by_key(|(index, score)| (*score, std::cmp::Reverse(candidates[*index].kind)))
                .map(|r| (s.tokens, r.0, r.1))
        })
        .map(|(tokens, index, score)| (tokens, index, score - threshold(candidates[index].kind)))
        .filter(|(.., worth)| *worth > 0)
        .collect();
    let mut chosen = Vec::new();
    for sentence in &page.split.sentences {
        heaviest(sentence.tokens, &best, &mut chosen);
    }
    chosen
}

/// What a number is worth that looks like part of a name, in thousandths.
const NUMBER_IN_NAME: i32 = 300;
/// Score of what does not stand, in thousandths.
const NEVER: i32 = -100_000;
/// Names that are looked at around a stretch: those that begin last before it, and next after it.
const NESTED: usize = 4;

/// "Second" of "the Second Circuit", "20th Century" of "20th Century Fox": a number word with a capital in mid-sentence, and
/// a date in the known name of a body or in that of one edition of an event ("2016–17" of "2016–17 Harbour Cup"), give way
/// to a name.
fn numbers_in_names(page: &Page<'_>, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let body = |(index, score): &(usize, i32)| {
        let candidate = &candidates[*index];
        let known = candidate.kind == EntityType::Organisation && candidate.sense.is_some();
        *score > 0 && (known || candidate.kind == EntityType::Event && candidate.subtype == "edition")
    };
    let bodies: Vec<Span> = stretches.iter().filter(|s| s.readings.iter().any(body)).map(|s| s.tokens).collect();
    let mut sentences = page.split.sentences.iter().peekable();
    for stretch in stretches {
        while sentences.next_if(|sentence| sentence.tokens.end <= stretch.tokens.start).is_some() {}
        let Some(sentence) = sentences.peek() else { return };
        let tokens = &page.tokens()[stretch.tokens.range()];
        let word = || {
            let opens = stretch.tokens.start == sentence.tokens.start || sentence.headline;
            !opens && tokens[0].shape.has(Shape::UPPER_FIRST) && !tokens.iter().any(|t| t.shape.has(Shape::DIGIT))
        };
        let inside = || {
            let before = &bodies[..bodies.partition_point(|name| name.start <= stretch.tokens.start)];
            before.iter().rev().take(NESTED).any(|name| name.contains(stretch.tokens) && *name != stretch.tokens)
        };
        for (index, score) in &mut stretch.readings {
            let gives_way = match candidates[*index].kind {
                EntityType::Figure => word() || inside(),
                EntityType::Date => inside(),
                _ => false,
            };
            if gives_way {
                *score = NUMBER_IN_NAME.min(*score);
            }
        }
    }
}

/// "Acme Player" is no mention in "Acme Player Pro" that the gazetteers know as the same thing; "the" and "ransomware" are
/// no parts of a name.
fn known_in_known(page: &Page<'_>, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let row = |index: usize| {
        // "King Harald" is known as "Harald" is, but titles are no part of a name
        let sense = page.lexicon.sense(candidates[index].sense?).filter(|s| s.kind != EntityType::Person)?;
        Some((sense.id.image, sense.record.entity))
    };
    let mut inside: Vec<(usize, usize)> = Vec::new();
    let known = |s: &Stretch| s.readings.iter().any(|(index, _)| candidates[*index].sense.is_some());
    for (at, inner) in stretches.iter().enumerate().filter(|(_, s)| known(s)) {
        let near = &stretches[at.saturating_sub(NESTED)..(at + NESTED).min(stretches.len())];
        let part = |at: usize| page.tokens()[at].is_capitalised() && !page.record(at).can_be(Pos::DT);
        let more = |s: &&Stretch| {
            let (outer, inner) = (s.tokens.range(), inner.tokens.range());
            (outer.start..inner.start).chain(inner.end..outer.end).all(part)
        };
        let longer = near.iter().filter(|s| s.tokens.contains(inner.tokens) && s.tokens != inner.tokens).filter(more);
        let known: SmallVec<[_; 4]> = longer
            .flat_map(|s| &s.readings)
            .filter(|(_, score)| *score > 0)
            .filter_map(|(index, _)| row(*index))
            .collect();
        let same = |index: usize| row(index).is_some_and(|row| known.contains(&row));
        inside.extend((0..inner.readings.len()).filter(|n| same(inner.readings[*n].0)).map(|n| (at, n)));
    }
    for (at, reading) in inside {
        stretches[at].readings[reading].1 = NEVER;
    }
}

/// A name of several words that stands once stands wherever the document has the same words: "Sona Pictures" is not
/// "Sona" in the headline. One word alone is too often another word, but for a title: in quotation marks, or surely one
/// elsewhere. True when a reading was raised.
fn recall(
    page: &Page<'_>,
    lists: &ListWords,
    candidates: &[Candidate],
    chosen: &[usize],
    stretches: &mut [Stretch],
) -> bool {
    let mut standing: FxHashMap<u64, EntityType> = FxHashMap::default();
    let mut titles: FxHashSet<u64> = FxHashSet::default();
    let mut capitals: FxHashSet<u64> = FxHashSet::default();
    let mut others: Vec<u64> = Vec::new();
    let mut places: Vec<Span> = chosen.iter().map(|index| candidates[*index].tokens).collect();
    places.sort_unstable();
    let alone = |s: &Stretch| s.tokens.len() == 1;
    for stretch in stretches.iter().filter(|s| places.binary_search(&s.tokens).is_ok()) {
        let reading = stretch.readings.iter().max_by_key(|(_, score)| *score);
        let kind = reading.map(|(index, _)| candidates[*index].kind).filter(|kind| kind.is_named());
        match kind.filter(|_| alone(stretch)) {
            Some(EntityType::Work) if reading.is_some_and(|r| r.1 > SURE_TITLE) => _ = titles.insert(stretch.words),
            Some(EntityType::Work | EntityType::Person) | None => {}
            Some(_) => others.push(stretch.words),
        }
        if let Some(kind) = kind.filter(|kind| !alone(stretch) || *kind == EntityType::Work) {
            standing.insert(stretch.words, kind);
            if in_capitals(page, stretch.tokens) {
                capitals.insert(stretch.words);
            }
        }
    }
    for word in others {
        titles.remove(&word);
    }
    // "Justice Department" does not cut "U.S. Justice Department" in two; "Users of Acme" and "Halcyon and Acme" may be cut
    let sentences = &page.split.sentences;
    let opens = |at: u32| {
        sentences.binary_search_by_key(&at, |s| s.tokens.start).is_ok() && page.record(at as usize).is_ordinary()
    };
    let listed = |place: &Span| place.range().any(|at| lists.conjoins(page, at));
    let whole: Vec<Span> = places.iter().copied().filter(|place| !opens(place.start) && !listed(place)).collect();
    let best = |s: &Stretch| s.readings.iter().map(|(_, score)| *score).max().unwrap_or(NEVER);
    let strongest: Vec<(Span, i32)> = stretches.iter().map(|s| (s.tokens, best(s))).collect();
    let mut raised = false;
    for (at, stretch) in stretches.iter_mut().enumerate() {
        let title = alone(stretch) && titles.contains(&stretch.words) && is_noun(page, stretch.tokens.start as usize);
        if title {
            for (index, score) in &mut stretch.readings {
                *score +=
                    if candidates[*index].kind == EntityType::Work { STANDS_ELSEWHERE } else { -STANDS_ELSEWHERE };
            }
            raised = true;
            continue;
        }
        let stands = places.binary_search(&stretch.tokens).is_ok();
        if stands || alone(stretch) && !is_quoted(page, stretch.tokens) {
            continue;
        }
        let Some(kind) = standing.get(&stretch.words) else { continue };
        if within(&whole, stretch.tokens) {
            continue;
        }
        // "Sona pictures" is no more "Sona" than "Sona Pictures" is, however well known Sona is
        let near = &strongest[at.saturating_sub(NESTED)..(at + NESTED).min(strongest.len())];
        let first = |tokens: &Span| tokens.start == stretch.tokens.start && tokens.len() == 1;
        let inside = near.iter().filter(|(tokens, _)| capitals.contains(&stretch.words) && first(tokens));
        let inside = inside.map(|(_, score)| *score + 1).max().unwrap_or(NEVER);
        for (_, score) in stretch.readings.iter_mut().filter(|(index, _)| candidates[*index].kind == *kind) {
            *score = inside.max(*score + STANDS_ELSEWHERE);
            raised = true;
        }
    }
    raised
}

/// Every word has a capital, and not because the words are a headline's.
fn in_capitals(page: &Page<'_>, tokens: Span) -> bool {
    let sentences = &page.split.sentences;
    let sentence = sentences.get(sentences.partition_point(|s| s.tokens.end <= tokens.start));
    sentence.is_some_and(|s| !s.headline) && page.tokens()[tokens.range()].iter().all(|token| token.is_capitalised())
}

/// Whether one of the spans, which are in text order and apart, holds these tokens.
fn within(spans: &[Span], tokens: Span) -> bool {
    let last = spans.partition_point(|span| span.start <= tokens.start).checked_sub(1);
    last.is_some_and(|last| spans[last].contains(tokens))
}

/// A capital that is no small word or verb at the beginning of a sentence.
fn is_noun(page: &Page<'_>, at: usize) -> bool {
    let record = page.record(at);
    page.tokens()[at].is_capitalised()
        && (!record.is_ordinary() || record.noun != 0 && record.weight[0] >= record.weight[1])
}

/// Quotation marks stand right around the tokens.
fn is_quoted(page: &Page<'_>, tokens: Span) -> bool {
    let quote = |at: Option<u32>| {
        at.and_then(|at| page.tokens().get(at as usize)).is_some_and(|token| token.shape.has(Shape::QUOTE))
    };
    quote(tokens.start.checked_sub(1)) && quote(Some(tokens.end))
}

fn stretches(page: &Page<'_>, candidates: &[Candidate]) -> Vec<Stretch> {
    let mut by_place: Vec<(Span, usize)> =
        (0..candidates.len()).map(|index| (candidates[index].tokens, index)).collect();
    by_place.sort_unstable();
    let words = |tokens: Span| page.tokens()[tokens.range()].iter().fold(0u64, |sum, t| sum.rotate_left(11) ^ t.hash);
    let stretch = |here: &[(Span, usize)]| {
        let tokens = here[0].0;
        let readings = here.iter().map(|(_, index)| (*index, candidates[*index].score)).collect();
        Stretch { tokens, readings, words: words(tokens) }
    };
    by_place.chunk_by(|one, other| one.0 == other.0).map(stretch).collect()
}

/// The set of stretches inside `sentence` that do not overlap and have the largest sum, appended in text order.
fn heaviest(sentence: Span, best: &[(Span, usize, i32)], chosen: &mut Vec<usize>) {
    let from = best.partition_point(|(tokens, ..)| tokens.start < sentence.start);
    let to = best.partition_point(|(tokens, ..)| tokens.start < sentence.end);
    let end_of = |at: usize| (best[at].0.end - sentence.start) as usize;
    let mut by_end: Vec<usize> = (from..to).filter(|at| best[*at].0.end <= sentence.end).collect();
    if by_end.is_empty() {
        return;
    }
    by_end.sort_by_key(|at| end_of(*at));
    let mut by_end = by_end.into_iter().peekable();
    let mut sums = vec![(0i64, None); sentence.len() as usize + 1];
    for end in 1..sums.len() {
        sums[end] = (sums[end - 1].0, None);
        while let Some(at) = by_end.next_if(|at| end_of(*at) == end) {
            let (tokens, _, worth) = best[at];
            let sum = sums[(tokens.start - sentence.start) as usize].0 + i64::from(worth);
            if sum > sums[end].0 {
                sums[end] = (sum, Some(at));
            }
        }
    }
    let mut end = sums.len() - 1;
    let first = chosen.len();
    while end > 0 {
        match sums[end].1 {
            Some(at) => {
                chosen.push(best[at].1);
                end = (best[at].0.start - sentence.start) as usize;
            }
            None => end -= 1,
        }
    }
    chosen[first..].reverse();
}
