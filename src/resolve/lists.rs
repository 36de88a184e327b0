//! Names in one list are of one type: "Harvest Moon (2012), Ida and The Long Way Down" are works when two of them are.
//! In: stretches with their scores. Out: the same, the doubtful members of a list raised for the type of the sure ones.

use newsgraph_lexicon::{ClassId, Lexicon, Pos, Shape, WordId, WordRecord};

use super::choose::Stretch;
use crate::types::{Candidate, EntityType, Page, Sentence, Span};

/// Score from which a reading is sure, in thousandths.
const SURE: i32 = 1500;
/// What the doubtful ones of a list gain for its type, and what other types lose there, in thousandths: more where the
/// sentence says that it lists works.
const GAIN: i32 = 3500;
const LOSS: i32 = 2500;
const GAIN_OF_WORKS: i32 = 5000;
const LOSS_TO_WORKS: i32 = 4000;
/// Longest bracket between two members, in tokens.
const BRACKET: usize = 10;

/// Words between the members of a list, and nouns that say what they are.
pub(super) struct ListWords {
    separator: Option<ClassId>,
    works: [Option<ClassId>; 6],
    territory: Option<ClassId>,
}

impl ListWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        let works =
            ["film", "series", "book", "song", "album", "game"].map(|work| lexicon.class(&format!("{work}-noun")));
        ListWords { separator: lexicon.class("list-word"), works, territory: lexicon.class("territory-noun") }
    }

    /// "and", "or": a token that joins members other than by a comma.
    pub(super) fn conjoins(&self, page: &Page<'_>, at: usize) -> bool {
        let joins = |class| at < page.tokens().len() && page.record(at).is_in(class);
        self.separator.is_some_and(joins) && page.word(at) != ","
    }
}

/// Raises doubtful members of lists of three and more; `stretches` are in text order.
pub(super) fn agree(page: &Page<'_>, words: &ListWords, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let mut from = 0;
    for sentence in page.split.sentences.iter().filter(|sentence| !sentence.headline) {
        let to = from + stretches[from..].partition_point(|s| s.tokens.start < sentence.tokens.end);
        let members = members(candidates, &stretches[from..to]);
        let mut list: Vec<usize> = Vec::new();
        for member in members {
            let at = from + member;
            let joined = list.last().is_some_and(|last| {
                separated(page, words, sentence, stretches[*last].tokens.end, stretches[at].tokens.start)
            });
            if !joined {
                settle(page, words, sentence, candidates, stretches, &list);
                list.clear();
            }
            list.push(at);
        }
        settle(page, words, sentence, candidates, stretches, &list);
        from = to;
    }
}

/// Names side by side: from left to right the likeliest stretch of those that begin first, the longest when none is likely.
fn members(candidates: &[Candidate], stretches: &[Stretch]) -> Vec<usize> {
    let best = |s: &Stretch| s.readings.iter().map(|r| r.1).max().unwrap_or(i32::MIN);
    let named = |s: &Stretch| s.readings.iter().any(|r| candidates[r.0].kind.is_named());
    let mut members: Vec<usize> = Vec::new();
    for (n, stretch) in stretches.iter().enumerate().filter(|(_, s)| named(s)) {
        let key = |s: &Stretch| (best(s).max(0), s.tokens.len());
        match members.last().copied().filter(|last| stretches[*last].tokens.overlaps(stretch.tokens)) {
            Some(last) if key(&stretches[last]) < key(stretch) => {
                members.pop();
                members.push(n);
            }
            Some(_) => {}
            None => members.push(n),
        }
    }
    members
}

/// Only commas, "and", articles, quotation marks and one short bracket stand between, and at least one separator.
fn separated(page: &Page<'_>, words: &ListWords, sentence: &Sentence, from: u32, to: u32) -> bool {
    let mut found = false;
    let mut at = from as usize;
    if to > sentence.tokens.end || to < from {
        return false;
    }
    while at < to as usize {
        let token = &page.tokens()[at];
        if words.separator.is_some_and(|class| page.record(at).is_in(class)) || page.word(at) == ";" {
            found = true;
        } else if page.word(at) == "(" {
            let limit = (at + BRACKET).min(to as usize);
            let Some(close) = (at..limit).find(|t| page.word(*t) == ")") else { return false };
            at = close;
        } else if !token.shape.has(Shape::QUOTE) && !page.record(at).can_be(Pos::DT) {
            return false;
        }
        at += 1;
    }
    found
}

/// How far behind a list "are among the films" says what it lists, in tokens.
const SAID_AFTER: u32 = 6;

/// "The films are Vel, Ostra and Mr. Reel", "Vel and Ostra are among the films": works in the plural stand before the
/// list in its sentence, or right behind it.
fn works_named(page: &Page<'_>, words: &ListWords, sentence: &Sentence, list: Span) -> bool {
    let after = list.end..sentence.tokens.end.min(list.end + SAID_AFTER);
    (sentence.tokens.start..list.start).chain(after).map(|at| at as usize).any(|at| {
        let record = page.record(at);
        let works = |record: &WordRecord| words.works.iter().flatten().any(|class| record.is_in(*class));
        // "screeners" is in no dictionary, "screener" is in the class
        let unknown = record.pos_set().is_empty().then(|| page.word(at).strip_suffix('s')).flatten();
        match unknown {
            Some(singular) => works(page.lexicon.record(page.lexicon.word_of(singular))),
            None => record.can_be(Pos::NNS) && (works(page.lexicon.record(WordId(record.noun))) || works(record)),
        }
    })
}

/// "Dal Rok and Vel Tai **provinces**": what the list is of.
fn are_territories(page: &Page<'_>, words: &ListWords, sentence: &Sentence, behind: u32) -> bool {
    let token = page.tokens().get(behind as usize).filter(|_| sentence.tokens.holds(behind));
    if !token.is_some_and(|token| token.shape.has(Shape::LOWER | Shape::LETTER)) {
        return false;
    }
    let record = page.record(behind as usize);
    record.can_be(Pos::NNS)
        && words.territory.is_some_and(|class| page.lexicon.record(WordId(record.noun)).is_in(class))
}

/// Two sure members of one type, and no two of another, decide for the doubtful ones; where the sentence speaks
/// of works, one sure work does, and as many others are no matter.
fn settle(
    page: &Page<'_>,
    words: &ListWords,
    sentence: &Sentence,
    candidates: &[Candidate],
    stretches: &mut [Stretch],
    list: &[usize],
) {
    let Some((first, last)) = list.first().zip(list.last()) else { return };
    let list_tokens = Span::new(stretches[*first].tokens.start, stretches[*last].tokens.end);
    if list.len() < 2 {
        return;
    }
    if are_territories(page, words, sentence, list_tokens.end) {
        raise(candidates, stretches, list, EntityType::Place, (GAIN, LOSS));
        return;
    }
    let of_works = works_named(page, words, sentence, list_tokens);
    if list.len() < 3 && !of_works {
        return;
    }
    let best = |s: &Stretch| s.readings.iter().max_by_key(|r| r.1).map(|r| (candidates[r.0].kind, r.1));
    // a known title needs no more than a sentence that speaks of works
    let known = |s: &Stretch, score: i32| {
        of_works && score > 0 && s.readings.iter().any(|r| r.1 == score && candidates[r.0].sense.is_some())
    };
    let counts_as = |s: &Stretch, kind: EntityType| {
        let best = best(s).filter(|(k, _)| *k == kind);
        best.is_some_and(|(k, score)| score > SURE || k == EntityType::Work && known(s, score))
    };
    let sure = |kind: EntityType| list.iter().filter(|at| counts_as(&stretches[**at], kind)).count();
    const KINDS: [EntityType; 6] = [
        EntityType::Organisation,
        EntityType::Person,
        EntityType::Work,
        EntityType::Place,
        EntityType::Product,
        EntityType::Event,
    ];
    let counts = KINDS.map(sure);
    let Some(most) = (0..KINDS.len()).max_by_key(|n| (counts[*n], std::cmp::Reverse(*n))) else { return };
    let works = KINDS.iter().position(|kind| *kind == EntityType::Work).unwrap_or(most);
    let most = if of_works && counts[works] > 0 { works } else { most };
    let others = counts.iter().sum::<usize>() - counts[most];
    let kind = KINDS[most];
    let agreed = if of_works && kind == EntityType::Work {
        counts[most] >= others.max(1)
    } else {
        counts[most] >= 2 && others * 3 <= counts[most]
    };
    if !agreed {
        return;
    }
    let told = of_works && kind == EntityType::Work;
    let (gain, loss) = if told { (GAIN_OF_WORKS, LOSS_TO_WORKS) } else { (GAIN, LOSS) };
    raise(candidates, stretches, list, kind, (gain, loss));
}

/// Raises the doubtful members of a list for a type by a gain, and lowers their other readings by a loss; a people in a list
/// of places stays one ("Kurdish and Arab areas").
fn raise(
    candidates: &[Candidate],
    stretches: &mut [Stretch],
    list: &[usize],
    kind: EntityType,
    (gain, loss): (i32, i32),
) {
    let best = |s: &Stretch| s.readings.iter().max_by_key(|r| r.1).map(|r| (candidates[r.0].kind, r.1));
    for at in list {
        let stretch = &mut stretches[*at];
        let best = best(stretch);
        let doubtful = best.is_none_or(|(k, score)| k != kind || score <= SURE);
        let people = kind == EntityType::Place && best.is_some_and(|(k, _)| k == EntityType::Nationality);
        if !doubtful || people || !stretch.readings.iter().any(|r| candidates[r.0].kind == kind) {
            continue;
        }
        for (index, score) in &mut stretch.readings {
            *score += if candidates[*index].kind == kind { gain } else { -loss };
        }
    }
}
