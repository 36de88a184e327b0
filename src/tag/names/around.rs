//! Evidence around a name: the words before and after it, its place in the sentence, and its neighbours in a list.

use newsgraph_lexicon::{ClassBits, ClassId, Lexicon, PosSet, Shape, WordId, meets, with};

use super::brackets::BracketWords;
use super::feature_set::Features;
use super::features::Feature;
use super::sport::has_score;
use super::{after, before};

use crate::tag::scan::Scan;
use crate::types::{Page, Sentence, Span};

/// Word classes and single words that stand before and after names.
pub(super) struct AroundWords {
    pub(super) honorific: Option<ClassId>,
    pub(super) roles: [Option<ClassId>; 2],
    pub(super) company_role: Option<ClassId>,
    pub(super) group: Option<ClassId>,
    pub(super) organisation_noun: Option<ClassId>,
    pub(super) firm_opener: Option<ClassId>,
    pub(super) person_noun: Option<ClassId>,
    pub(super) place_noun: Option<ClassId>,
    /// Kinds of works: "film", "song".
    pub(super) work_nouns: [Option<ClassId>; 8],
    /// The same together.
    pub(super) work_noun: ClassBits,
    pub(super) product_noun: Option<ClassId>,
    pub(super) vessel: Option<ClassId>,
    pub(super) malware: Option<ClassId>,
    pub(super) regime: Option<ClassId>,
    pub(super) member: Option<ClassId>,
    pub(super) body: Option<ClassId>,
    pub(super) work_made: Option<ClassId>,
    pub(super) firm_by: Option<ClassId>,
    pub(super) body_for: Option<ClassId>,
    pub(super) state_body: Option<ClassId>,
    pub(super) work_verb: Option<ClassId>,
    pub(super) work_count: Option<ClassId>,
    pub(super) says: Option<ClassId>,
    pub(super) person_verb: Option<ClassId>,
    pub(super) organisation_verb: Option<ClassId>,
    pub(super) place_verb: Option<ClassId>,
    pub(super) agency: Option<ClassId>,
    pub(super) legal_suffix: Option<ClassId>,
    single: Vec<(WordId, Feature)>,
    pub(super) album: Option<ClassId>,
    pub(super) brackets: BracketWords,
    pub(super) based: WordId,
    pub(super) according: WordId,
    pub(super) the: WordId,
    pub(super) who: WordId,
    pub(super) which: WordId,
    /// "its", and "his" and "her".
    pub(super) owners: [WordId; 3],
    pub(super) compass: Option<ClassId>,
    pub(super) versus: Option<ClassId>,
    pub(super) event_noun: Option<ClassId>,
    pub(super) connector: Option<ClassId>,
    pub(super) joiner: Option<ClassId>,
    pub(super) particle: Option<ClassId>,
    pub(super) naming: Option<ClassId>,
    pub(super) instance: Option<ClassId>,
    pub(super) territory: Option<ClassId>,
    pub(super) stake: Option<ClassId>,
    pub(super) greeting: Option<ClassId>,
    pub(super) business: Option<ClassId>,
    pub(super) it: WordId,
    pub(super) and: WordId,
    pub(super) have: WordId,
    pub(super) empty_verb: Option<ClassId>,
}

/// Classes of one word each that stand right before a name, and their features.
const BEFORE: [(&str, Feature); 9] = [
    ("before-in", Feature::InBefore),
    ("before-at", Feature::AtBefore),
    ("before-to-from", Feature::ToFromBefore),
    ("before-place", Feature::PlacePrepositionBefore),
    ("before-of", Feature::OfBefore),
    ("before-by", Feature::ByBefore),
    ("before-with", Feature::WithBefore),
    ("before-the", Feature::TheBefore),
    ("before-a", Feature::ABefore),
];

/// Classes of words for kinds of works.
pub(super) const WORK_NOUNS: [&str; 8] =
    ["film-noun", "series-noun", "book-noun", "song-noun", "album-noun", "game-noun", "artwork-noun", "play-noun"];

impl AroundWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        let class = |name: &str| lexicon.class(name);
        let mut single = Vec::new();
        for (name, feature) in BEFORE {
            if let Some(class) = class(name) {
                single.extend(lexicon.members(class).map(|word| (word, feature)));
            }
        }
        single.sort_unstable_by_key(|(word, _)| *word);
        let work_nouns = WORK_NOUNS.map(class);
        AroundWords {
            honorific: class("honorific"),
            roles: ["role", "person-title"].map(class),
            company_role: class("role-company"),
            group: class("group-adjective"),
            organisation_noun: class("org-noun"),
            firm_opener: class("firm-opener"),
            person_noun: class("person-noun"),
            place_noun: class("place-noun"),
            work_nouns,
            work_noun: work_nouns.into_iter().flatten().fold(ClassBits::default(), with),
            product_noun: class("product-noun"),
            vessel: class("vessel-noun"),
            malware: class("malware-noun"),
            regime: class("regime-noun"),
            member: class("role-member"),
            body: class("body-noun"),
            work_made: class("work-made"),
            firm_by: class("firm-by-verb"),
            body_for: class("body-for"),
            state_body: class("state-body"),
            work_verb: class("work-verb"),
            work_count: class("work-count"),
            says: class("reporting-verb"),
            person_verb: class("person-verb"),
            organisation_verb: class("org-verb"),
            place_verb: class("place-verb"),
            agency: class("dateline-agency"),
            legal_suffix: class("legal-suffix"),
            single,
            album: class("album-noun"),
            brackets: BracketWords::new(lexicon),
            based: lexicon.word_of("based"),
            according: lexicon.word_of("according"),
            the: lexicon.word_of("the"),
            who: lexicon.word_of("who"),
            which: lexicon.word_of("which"),
            owners: ["its", "his", "her"].map(|word| lexicon.word_of(word)),
            compass: class("compass"),
            versus: class("versus"),
            event_noun: class("event-head"),
            connector: class("list-word"),
            joiner: class("name-connector"),
            particle: class("name-particle"),
            naming: class("naming-word"),
            instance: class("instance-word"),
            territory: class("territory-noun"),
            stake: class("stake-noun"),
            greeting: class("greeting"),
            business: class("business-noun"),
            it: lexicon.word_of("it"),
            and: lexicon.word_of("and"),
            have: lexicon.word_of("have"),
            empty_verb: class("empty-it-verb"),
        }
    }
}

impl AroundWords {
    /// "in", "at" and their like.
    pub(super) fn is_locative(&self, word: WordId) -> bool {
        matches!(self.before(word), Some(Feature::InBefore | Feature::AtBefore))
    }

    /// The feature of a word of one of the classes that stand right before a name.
    pub(super) fn before(&self, word: WordId) -> Option<Feature> {
        let at = self.single.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        Some(self.single[at].1)
    }
}

/// Shared by the questions about one span.
pub(super) struct Place<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) scan: &'p Scan,
    pub(super) words: &'p AroundWords,
    pub(super) sentence: &'p Sentence,
    pub(super) first: usize,
    pub(super) after: usize,
}

impl Place<'_> {
    /// Whether a member of a class starts at `token`, inside the sentence.
    pub(super) fn is(&self, token: usize, class: Option<ClassId>) -> bool {
        class.is_some_and(|class| self.is_one_of(token, &with(ClassBits::default(), class)))
    }

    /// Whether a member of one of some classes starts at `token`, inside the sentence.
    pub(super) fn is_one_of(&self, token: usize, classes: &ClassBits) -> bool {
        token < self.sentence.tokens.end as usize && self.scan.begins(token, classes)
    }

    pub(super) fn word(&self, token: usize) -> &str {
        if self.sentence.tokens.holds(token as u32) { self.page.word(token) } else { "" }
    }

    /// The verb lemma's class membership: lists hold base forms.
    pub(super) fn is_verb_of(&self, token: usize, class: Option<ClassId>) -> bool {
        let Some(class) = class.filter(|_| token < self.sentence.tokens.end as usize) else { return false };
        let record = self.page.record(token);
        record.pos_set().meets(PosSet::VERB)
            && record.verb != 0
            && self.page.lexicon.record(WordId(record.verb)).is_in(class)
    }

    pub(super) fn noun_class(&self, token: usize, class: Option<ClassId>) -> bool {
        class.is_some_and(|class| self.noun_of(token, &with(ClassBits::default(), class)))
    }

    /// Whether a member of one of some classes starts at `token`, or its noun is one.
    pub(super) fn noun_of(&self, token: usize, classes: &ClassBits) -> bool {
        if token >= self.sentence.tokens.end as usize {
            return false;
        }
        let noun = self.page.record(token).noun;
        self.scan.begins(token, classes) || noun != 0 && meets(&self.page.lexicon.record(WordId(noun)).classes, classes)
    }

    pub(super) fn lower(&self, token: usize) -> bool {
        self.sentence.tokens.holds(token as u32) && self.page.tokens()[token].shape.has(Shape::LOWER | Shape::LETTER)
    }
}

/// Sets the features of what stands around a span.
pub(super) fn around(
    page: &Page<'_>,
    scan: &Scan,
    words: &AroundWords,
    sentence: &Sentence,
    span: Span,
    out: &mut Features,
) {
    let place = Place { page, scan, words, sentence, first: span.start as usize, after: span.end as usize };
    before::before(&place, out);
    after::after(&place, out);
    let (open, close) = (place.first.checked_sub(1), place.after);
    let quote = |token: usize| sentence.tokens.holds(token as u32) && page.tokens()[token].shape.has(Shape::QUOTE);
    let opened = open.is_some_and(|t| quote(t) && !page.tokens()[place.first].shape.has(Shape::SPACE_BEFORE));
    out.set_if(Feature::Quoted, opened && (quote(close) || matches!(place.word(close), "," | ".") && quote(close + 1)));
    out.set_if(Feature::QuoteStart, opened && !out.has(Feature::Quoted));
    let ground = out.has(Feature::AtBefore) || out.has(Feature::InBefore);
    out.set_if(Feature::ScoreBeside, !ground && has_score(page, sentence, span));
    out.set_if(Feature::Headline, sentence.headline);
    out.set_if(Feature::WholeLine, span == sentence.tokens);
    out.set_if(Feature::Dateline, place.first == sentence.tokens.start as usize && dateline(&place));
    let reach = (
        place.first.saturating_sub(6).max(sentence.tokens.start as usize),
        (place.after + 5).min(sentence.tokens.end as usize),
    );
    // not "a film festival"
    let tells = |t: usize| place.is_one_of(t, &words.work_noun) && !place.is(t + 1, words.event_noun);
    let cue = (reach.0..place.first).chain(place.after..reach.1).any(tells);
    out.set_if(Feature::WorkCue, cue);
}

/// "LONDON (Reuters) -", "PARIS 1996-08-22", "MANILA, April 8 -".
fn dateline(place: &Place<'_>) -> bool {
    let tokens = place.page.tokens();
    let end = place.sentence.tokens.end as usize;
    if !tokens[place.first..place.after].iter().all(|t| t.shape.has(Shape::ALL_UPPER)) {
        return false;
    }
    let dash = |t: usize| matches!(place.word(t), "-" | "–" | "—" | "--") && !tokens[t].shape.has(Shape::JOINER);
    let mut reach = place.after..(place.after + 8).min(end);
    if reach.clone().any(|t| place.is(t, place.words.agency) && matches!(place.word(t - 1), "(" | "," | "—" | "-")) {
        return true;
    }
    // "OSLO 2019-03-04", "AKRON, Ohio 2019-03-04"
    let iso = |t: usize| t + 1 < end && tokens[t].is_year() && tokens[t + 1].shape.has(Shape::JOINER);
    let region = place.word(place.after) == ","
        && (place.after + 2..place.after + 5).find(|t| *t >= end || !tokens[*t].is_capitalised()).is_some_and(iso);
    let dated = iso(place.after) || region;
    dated || reach.any(|t| dash(t) && t <= place.after + 5)
}
