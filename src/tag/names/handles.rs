//! Handles and hashtags: "@LenaHolt", "#SonaPictures". In: a page. Out: their spans, and the evidence of the words they are
//! written together from, so that they are typed as "Lena Holt" and "Sona Pictures" are.
//!
//! "#sad" and "#PrayForVel" name nothing. What spells a name of the text, or stands in brackets behind one ("Lena Holt
//! (@lholt)"), is an alias of it: stage 5 joins the two.

use newsgraph_lexicon::{Pos, PosSet, Sense, SenseId, Shape, WordRecord, fold_hash};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::feature_set::Features;
use super::features::Feature;
use super::inside::{COMMON_GIVEN, COMMON_SURNAME, InsideWords, LIKELY, Readings};
use super::spans::Run;
use crate::types::{EntityType, Page, Sentence, Span};

/// Letters from which a word in small letters may be a given name and a surname written together.
const LONG: usize = 7;

/// A handle or hashtag of a page.
pub(super) struct Handle {
    /// Its words, without the mark before them.
    pub(super) tokens: Span,
    /// "@" before it, not "#".
    account: bool,
    /// Spells a name of the text or stands in brackets behind one.
    names: bool,
    /// Part of an address: "@example.org".
    address: bool,
    /// The words it is written together from.
    words: SmallVec<[u64; 4]>,
    /// What the gazetteer knows by these words.
    senses: SmallVec<[SenseId; 2]>,
}

/// Handles and hashtags of a page, in text order.
pub(super) fn handles(page: &Page<'_>, runs: &[Vec<Run>]) -> Vec<Handle> {
    if !page.text().contains(['@', '#']) {
        return Vec::new();
    }
    let mut all: Vec<Handle> = (0..page.tokens().len()).filter_map(|mark| handle(page, mark)).collect();
    if !all.is_empty() {
        let spelt = spelt(page, runs, &all);
        for handle in &mut all {
            handle.names |= spelt.contains(&fold_hash(&page.letters(handle.tokens)));
        }
    }
    all
}

/// The handle that a span is.
pub(super) fn at(handles: &[Handle], span: Span) -> Option<&Handle> {
    let at = handles.binary_search_by_key(&span, |handle| handle.tokens).ok()?;
    Some(&handles[at])
}

/// Adds the handles of a sentence to what is proposed, and takes out what cuts one.
pub(super) fn propose(handles: &[Handle], sentence: &Sentence, out: &mut Vec<Span>) {
    let Span { start, end } = sentence.tokens;
    let from = handles.partition_point(|handle| handle.tokens.start < start);
    let to = handles.partition_point(|handle| handle.tokens.start < end);
    let inside = &handles[from..to];
    if inside.is_empty() {
        return;
    }
    out.retain(|span| {
        let next = inside.partition_point(|handle| handle.tokens.end <= span.start);
        inside.get(next).is_none_or(|handle| span.end <= handle.tokens.start)
    });
    out.extend(inside.iter().map(|handle| handle.tokens).filter(|tokens| tokens.end <= end));
}

/// The handle or hashtag whose mark stands at `mark`.
fn handle(page: &Page<'_>, mark: usize) -> Option<Handle> {
    let tokens = page.tokens();
    let account = match tokens[mark].text(page.text()) {
        "@" => true,
        "#" => false,
        _ => return None,
    };
    let adjoins = |at: usize| tokens.get(at).is_some_and(|token| !token.shape.has(Shape::SPACE_BEFORE));
    let word = |at: usize| adjoins(at) && tokens[at].shape.any(Shape::LETTER | Shape::DIGIT);
    if !(word(mark + 1) && tokens[mark + 1].shape.has(Shape::LETTER)) {
        return None;
    }
    let mut end = mark + 2;
    while adjoins(end) && page.word(end) == "_" && word(end + 1) {
        end += 2;
    }
    let span = Span::new(mark as u32 + 1, end as u32);
    let name_before = || mark > 1 && page.word(mark - 1) == "(" && tokens[mark - 2].is_capitalised();
    let closed = tokens.get(end).is_some_and(|token| token.text(page.text()) == ")");
    let mut words = SmallVec::new();
    for token in tokens[span.range()].iter().filter(|token| token.shape.has(Shape::LETTER)) {
        inner_words(page, token.text(page.text()), |word| words.push(fold_hash(word)));
    }
    let mut handle = Handle {
        tokens: span,
        account,
        names: account && closed && name_before(),
        address: account && adjoins(end) && page.word(end) == "." && word(end + 1),
        senses: SmallVec::new(),
        words,
    };
    handle.senses = handle.look_up(page);
    Some(handle)
}

/// The words that a word with capitals in it is written together from, digits at its end left out. A word that is known,
/// or has no capital inside, is one, but for a given name and a surname in small letters.
fn inner_words<'t>(page: &Page<'_>, text: &'t str, mut each: impl FnMut(&'t str)) {
    let record = |word: &str| page.lexicon.record(page.lexicon.word_of(word));
    let known = |word: &str| {
        let record = record(word);
        record.level > 0 || record.given > 0 || record.surname > 0
    };
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if known(text) {
        return each(text);
    }
    let chars: SmallVec<[(usize, char); 24]> = text.char_indices().collect();
    let mut start = 0;
    for (n, (at, c)) in chars.iter().enumerate().skip(1) {
        let small_next = chars.get(n + 1).is_some_and(|(_, next)| next.is_lowercase());
        let begins = c.is_uppercase() && (!chars[n - 1].1.is_uppercase() || small_next);
        if begins || c.is_ascii_digit() && !chars[n - 1].1.is_ascii_digit() {
            each(&text[start..*at]);
            start = *at;
        }
    }
    let person = |at: &usize| record(&text[..*at]).given >= COMMON_GIVEN && record(&text[*at..]).surname > 0;
    let mut cuts = chars.iter().map(|(at, _)| *at).skip(3).take(chars.len().saturating_sub(5));
    match cuts.find(|at| start == 0 && text.len() >= LONG && person(at)) {
        Some(at) => {
            each(&text[..at]);
            each(&text[at..]);
        }
        None => each(&text[start..]),
    }
}

/// What the names of the text spell, written together: all words, and the first letter with the last word.
fn spelt(page: &Page<'_>, runs: &[Vec<Run>], handles: &[Handle]) -> FxHashSet<u64> {
    let marked = |span: Span| {
        let before = handles.partition_point(|handle| handle.tokens.start <= span.start);
        before > 0 && handles[before - 1].tokens.contains(span)
    };
    let mut out = FxHashSet::default();
    for run in runs.iter().flatten().map(|run| run.tokens).filter(|run| !marked(*run)) {
        let last = page.record(run.end as usize - 1);
        if run.len() == 1 && last.is_ordinary() {
            continue;
        }
        out.extend(page.spellings(run));
    }
    out
}

impl Handle {
    /// What the gazetteer knows by exactly its words; in small letters, only what is hardly anything else.
    fn look_up(&self, page: &Page<'_>) -> SmallVec<[SenseId; 2]> {
        const SURE: u8 = 150;
        let whole = fold_hash(&page.letters(self.tokens));
        let small = !page.tokens()[self.tokens.start as usize].is_capitalised();
        let needed = if small && self.words.len() == 1 { SURE } else { LIKELY };
        let shape = Shape::LETTER | Shape::UPPER_FIRST;
        let mut out = SmallVec::new();
        for words in [&[whole][..], &self.words[..]] {
            page.lexicon.matches(
                |n| words.get(n).map(|hash| (*hash, shape)),
                |hit| {
                    let senses = page.lexicon.senses(hit).filter(|_| hit.tokens == words.len());
                    let sure = |sense: &Sense<'_>| sense.kind.is_named() && sense.record.prior >= needed;
                    out.extend(senses.filter(sure).map(|sense| sense.id));
                },
            );
            if !out.is_empty() || self.words.len() == 1 {
                break;
            }
        }
        out
    }

    /// What the gazetteer knows by its words.
    pub(super) fn senses<'a>(&self, page: &Page<'a>) -> impl Iterator<Item = Sense<'a>> {
        self.senses.iter().filter_map(|id| page.lexicon.sense(*id))
    }

    /// Its words are what is to be asked, not its letters.
    fn is_composed(&self, page: &Page<'_>) -> bool {
        self.words.len() > 1 || !page.tokens()[self.tokens.start as usize].is_capitalised()
    }

    /// Sets the features of what it is; those of its words where it is written together. True when it has set them all.
    pub(super) fn inside(&self, page: &Page<'_>, words: &InsideWords, out: &mut Features) -> bool {
        out.set(if self.account { Feature::Handle } else { Feature::Hashtag });
        out.set_if(Feature::HandleOfName, self.names);
        let records: SmallVec<[&WordRecord; 4]> =
            self.words.iter().map(|word| page.lexicon.record(page.lexicon.word(*word))).collect();
        let (Some(first), Some(last)) = (records.first(), records.last()) else { return false };
        let ordinary = |record: &WordRecord| record.is_ordinary() && record.given == 0;
        let named = !self.senses.is_empty() || self.names;
        let head = [words.organisation_head, words.media, words.team, words.event_sure].into_iter().flatten();
        let headed = records.len() > 1 && head.clone().any(|class| last.is_in(class));
        // "#PrayForVel", "#OurHarbour": a small word or verb leads no name, but for an article
        let article = first.can_be(Pos::DT) && self.words.len() > 1;
        let phrase = !self.account && records.len() > 1 && !article && (is_small(first) || leads_phrase(first));
        let common = records.iter().all(|record| ordinary(record)) && !headed && (records.len() == 1 || !self.account);
        let empty = !named && (common || phrase);
        out.set_if(Feature::NoName, self.address || empty);
        if !self.is_composed(page) {
            return false;
        }
        out.set(match records.len() {
            1 => Feature::OneWord,
            2 => Feature::TwoWords,
            3 => Feature::ThreeWords,
            _ => Feature::ManyWords,
        });
        let known = |record: &WordRecord| record.level > 0 || record.given > 0 || record.surname > 0;
        out.set_if(Feature::GivenFirst, first.given > 0);
        out.set_if(Feature::GivenFirstCommon, first.given >= COMMON_GIVEN);
        out.set_if(Feature::SurnameFirst, first.surname > 0 && first.given == 0);
        out.set_if(Feature::SurnameLast, last.surname > 0);
        out.set_if(Feature::SurnameLastCommon, last.surname >= COMMON_SURNAME);
        out.set_if(Feature::GivenAndSurname, records.len() > 1 && first.given > 0 && last.surname > 0);
        out.set_if(Feature::AllOrdinary, records.iter().all(|record| record.is_ordinary()));
        out.set_if(Feature::OrdinaryFirst, first.is_ordinary());
        out.set_if(Feature::OrdinaryLast, last.is_ordinary());
        out.set_if(Feature::Unknown, !records.iter().any(|record| known(record)));
        out.set_if(Feature::UnknownLast, !known(last));
        let ends = |class: Option<_>| records.len() > 1 && class.is_some_and(|class| last.is_in(class));
        out.set_if(Feature::OrganisationHead, ends(words.organisation_head));
        out.set_if(Feature::MediaHead, ends(words.media));
        out.set_if(Feature::TeamWord, ends(words.team));
        out.set_if(Feature::EventHead, ends(words.event_head));
        out.set_if(Feature::EventHeadSure, ends(words.event_sure));
        let mut readings = Readings::default();
        self.senses(page).for_each(|sense| readings.add(&sense, out));
        out.set_if(Feature::OrganisationInside, self.senses.is_empty() && self.begins_with_body(page));
        true
    }

    /// "VelNewsBreaking": the first words are a known organisation.
    fn begins_with_body(&self, page: &Page<'_>) -> bool {
        let shape = Shape::LETTER | Shape::UPPER_FIRST;
        let mut found = false;
        page.lexicon.matches(
            |n| self.words.get(n).map(|hash| (*hash, shape)),
            |hit| {
                let best = page.lexicon.senses(hit).next();
                found |= best.is_some_and(|s| s.kind == EntityType::Organisation && s.record.prior >= LIKELY);
            },
        );
        found
    }
}

/// An article, pronoun, preposition or conjunction.
fn is_small(record: &WordRecord) -> bool {
    record.pos_set().meets(PosSet::CLOSED) && record.given == 0
}

/// A word that is a verb as often as a noun.
fn leads_phrase(record: &WordRecord) -> bool {
    record.is_ordinary() && record.given == 0 && record.verb != 0 && record.weight[1] >= record.weight[0]
}
