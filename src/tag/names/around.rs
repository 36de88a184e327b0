//! Evidence around a name: the words before and after it, its place in the sentence, and its neighbours in a list.

use newsgraph_lexicon::{ClassId, Lexicon, Pos, PosSet, Shape, WordId};

use super::features::{Feature, Features};
use super::spans::is_closed;
use crate::tag::scan::Scan;
use crate::types::{EntityType, Page, Sentence, Span};

/// Word classes and single words that stand before and after names.
pub(super) struct AroundWords {
    honorific: Option<ClassId>,
    roles: [Option<ClassId>; 2],
    group: Option<ClassId>,
    organisation_noun: Option<ClassId>,
    person_noun: Option<ClassId>,
    place_noun: Option<ClassId>,
    work_nouns: [Option<ClassId>; 8],
    says: Option<ClassId>,
    person_verb: Option<ClassId>,
    organisation_verb: Option<ClassId>,
    agency: Option<ClassId>,
    single: Vec<(WordId, Feature)>,
    based: WordId,
    the: WordId,
    who: WordId,
    which: WordId,
    compass: Option<ClassId>,
    versus: Option<ClassId>,
    event_noun: Option<ClassId>,
    connector: Option<ClassId>,
    joiner: Option<ClassId>,
    particle: Option<ClassId>,
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
        AroundWords {
            honorific: class("honorific"),
            roles: ["role", "person-title"].map(class),
            group: class("group-adjective"),
            organisation_noun: class("org-noun"),
            person_noun: class("person-noun"),
            place_noun: class("place-noun"),
            work_nouns: ["film", "series", "book", "song", "album", "game", "artwork", "play"]
                .map(|work| class(&format!("{work}-noun"))),
            says: class("reporting-verb"),
            person_verb: class("person-verb"),
            organisation_verb: class("org-verb"),
            agency: class("dateline-agency"),
            single,
            based: lexicon.word_of("based"),
            the: lexicon.word_of("the"),
            who: lexicon.word_of("who"),
            which: lexicon.word_of("which"),
            compass: class("compass"),
            versus: class("versus"),
            event_noun: class("event-head"),
            connector: class("list-word"),
            joiner: class("name-connector"),
            particle: class("name-particle"),
        }
    }
}

/// Shared by the questions about one span.
struct Place<'p> {
    page: &'p Page<'p>,
    scan: &'p Scan,
    words: &'p AroundWords,
    sentence: &'p Sentence,
    first: usize,
    after: usize,
}

impl Place<'_> {
    fn is(&self, token: usize, class: Option<ClassId>) -> bool {
        self.starts(token, class) > 0
    }

    /// Tokens of a class member that starts at `token`, inside the sentence.
    fn starts(&self, token: usize, class: Option<ClassId>) -> usize {
        if token >= self.sentence.tokens.end as usize {
            return 0;
        }
        class.map_or(0, |class| self.scan.class_at(self.page, token, class))
    }

    fn word(&self, token: usize) -> &str {
        if self.sentence.tokens.holds(token as u32) { self.page.word(token) } else { "" }
    }

    /// The verb lemma's class membership: lists hold base forms.
    fn is_verb_of(&self, token: usize, class: Option<ClassId>) -> bool {
        let Some(class) = class.filter(|_| token < self.sentence.tokens.end as usize) else { return false };
        let record = self.page.record(token);
        record.pos_set().meets(PosSet::VERB)
            && record.verb != 0
            && self.page.lexicon.record(WordId(record.verb)).is_in(class)
    }

    fn noun_class(&self, token: usize, class: Option<ClassId>) -> bool {
        if self.is(token, class) {
            return true;
        }
        let Some(class) = class.filter(|_| token < self.sentence.tokens.end as usize) else { return false };
        let record = self.page.record(token);
        record.noun != 0 && self.page.lexicon.record(WordId(record.noun)).is_in(class)
    }

    fn lower(&self, token: usize) -> bool {
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
    before(&place, out);
    after(&place, out);
    let (open, close) = (place.first.checked_sub(1), place.after);
    let quote = |token: usize| sentence.tokens.holds(token as u32) && page.tokens()[token].shape.has(Shape::QUOTE);
    let opened = open.is_some_and(|t| quote(t) && !page.tokens()[place.first].shape.has(Shape::SPACE_BEFORE));
    out.set_if(Feature::Quoted, opened && (quote(close) || matches!(place.word(close), "," | ".") && quote(close + 1)));
    out.set_if(Feature::QuoteStart, opened && !out.has(Feature::Quoted));
    out.set_if(Feature::Headline, sentence.headline);
    out.set_if(Feature::WholeLine, span == sentence.tokens);
    out.set_if(Feature::Dateline, place.first == sentence.tokens.start as usize && dateline(&place));
    let reach = (
        place.first.saturating_sub(6).max(sentence.tokens.start as usize),
        (place.after + 5).min(sentence.tokens.end as usize),
    );
    let cue = (reach.0..place.first)
        .chain(place.after..reach.1)
        .any(|t| words.work_nouns.iter().any(|class| place.is(t, *class)));
    out.set_if(Feature::WorkCue, cue);
}

fn before(place: &Place<'_>, out: &mut Features) {
    let (page, words, floor) = (place.page, place.words, place.sentence.tokens.start as usize);
    if place.first == floor {
        let record = page.record(place.first);
        out.set(Feature::SentenceStart);
        out.set_if(Feature::SentenceStartOrdinary, record.is_ordinary());
        let nouns = record.weight[0];
        out.set_if(
            Feature::SentenceStartNoNoun,
            record.is_ordinary() && record.weight[1..].iter().any(|w| *w >= nouns),
        );
        return;
    }
    let last = place.first - 1;
    let token = &page.tokens()[last];
    let word = place.word(last);
    let ends = |class: Option<ClassId>| {
        class.is_some_and(|class| place.scan.class_before(page, place.first, class, floor) > 0)
    };
    let noun = |class: Option<ClassId>| place.lower(last) && (ends(class) || place.noun_class(last, class));
    if let Ok(at) = words.single.binary_search_by_key(&token.word, |(word, _)| *word) {
        out.set(words.single[at].1);
    }
    out.set_if(Feature::HonorificBefore, ends(words.honorific));
    out.set_if(Feature::RoleBefore, words.roles.iter().any(|class| ends(*class)));
    out.set_if(Feature::DemonymBefore, ends(words.group) || ends_with_kind(place, EntityType::Nationality));
    out.set_if(Feature::PossessiveBefore, token.shape.has(Shape::POSSESSIVE));
    out.set_if(Feature::OrganisationNounBefore, noun(words.organisation_noun));
    out.set_if(Feature::PersonNounBefore, noun(words.person_noun));
    out.set_if(Feature::PlaceNounBefore, noun(words.place_noun));
    out.set_if(Feature::WorkNounBefore, words.work_nouns.iter().any(|class| noun(*class)));
    out.set_if(Feature::BracketBefore, matches!(word, "(" | "["));
    let record = page.record(last);
    out.set_if(Feature::VerbBefore, place.lower(last) && record.verb != 0 && record.weight[1] > record.weight[0]);
    out.set_if(Feature::NumberBefore, token.shape.has(Shape::NUMBER));
    let listed = matches!(word, "," | "and" | "&" | "or") && last > floor && page.tokens()[last - 1].is_capitalised();
    out.set_if(Feature::ListBefore, listed);
    out.set_if(
        Feature::CommaAfterPlace,
        word == "," && last > floor && ends_with_kind(&Place { first: last, ..*place }, EntityType::Place),
    );
    let capital = |token: usize| page.tokens()[token].is_capitalised() && !is_closed(page, token);
    let named = |token: usize| capital(token) && !(token == floor && page.record(token).is_ordinary());
    // the run begins anew after "President", "Mr", "Russian"
    let titled = [Feature::HonorificBefore, Feature::RoleBefore, Feature::DemonymBefore].iter().any(|f| out.has(*f));
    out.set_if(Feature::RunBefore, capital(last) && !titled);
    out.set_if(Feature::TitleRunBefore, capital(last) && titled);
    out.set_if(Feature::KnownBefore, capital(last) && ends_with_known(place));
    let joined = place.is(last, words.joiner) && place.lower(last) || word == "&";
    let joined_at = if page.record(last).can_be(Pos::DT) { last.saturating_sub(1) } else { last };
    out.set_if(Feature::JoinedBefore, joined && joined_at > floor && named(joined_at - 1));
    out.set_if(Feature::SaysBefore, place.lower(last) && place.is_verb_of(last, words.says));
    out.set_if(Feature::CompassBefore, place.lower(last) && place.is(last, words.compass));
    out.set_if(Feature::VersusBefore, place.is(last, words.versus));
    out.set_if(Feature::CommaBefore, word == ",");
    if out.has(Feature::OfBefore) {
        head_before_of(place, last, out);
    }
    if out.has(Feature::TheBefore) && last > floor {
        let before = page.tokens()[last - 1].word;
        if let Ok(at) = words.single.binary_search_by_key(&before, |(word, _)| *word) {
            out.set(words.single[at].1);
        }
    }
    let separated = matches!(word, "," | ";") || place.is(last, words.connector);
    if separated && last > floor {
        let before = before_bracket(place, last - 1);
        if page.tokens()[before].is_capitalised() || before != last - 1 {
            neighbour(place, before, out);
        }
    }
}

/// "president of X", "the city of X", "a unit of X": the noun before "of", a demonstrative or article skipped.
fn head_before_of(place: &Place<'_>, of: usize, out: &mut Features) {
    let floor = place.sentence.tokens.start as usize;
    let Some(head) = of.checked_sub(1).filter(|head| *head >= floor) else { return };
    let words = place.words;
    out.set_if(Feature::RoleOfBefore, words.roles.iter().any(|class| place.noun_class(head, *class)));
    out.set_if(Feature::PlaceNounOfBefore, place.noun_class(head, words.place_noun));
    out.set_if(Feature::OrganisationNounOfBefore, place.noun_class(head, words.organisation_noun));
    out.set_if(Feature::PersonNounOfBefore, place.noun_class(head, words.person_noun));
    out.set_if(Feature::WorkNounOfBefore, words.work_nouns.iter().any(|class| place.noun_class(head, *class)));
}

/// The token before "(…)" when the bracket closes at `token`, else the token itself; a comma before "and" is skipped.
fn before_bracket(place: &Place<'_>, token: usize) -> usize {
    let floor = place.sentence.tokens.start as usize;
    let token = if place.word(token) == "," && token > floor { token - 1 } else { token };
    if place.word(token) != ")" {
        return token;
    }
    let open = (floor.max(token.saturating_sub(8))..token).rev().find(|t| place.word(*t) == "(");
    open.filter(|open| *open > floor).map_or(token, |open| open - 1)
}

/// What the name next in a list, which ends or begins at `token`, seems to be.
fn neighbour(place: &Place<'_>, token: usize, out: &mut Features) {
    let page = place.page;
    let sentence = place.sentence;
    let floor = token.saturating_sub(3).max(sentence.tokens.start as usize);
    let ends_before = token < place.first;
    let starts = if ends_before { floor..token + 1 } else { token..token + 1 };
    for start in starts {
        for hit in place.scan.hits_at(start) {
            if ends_before && hit.tokens.end as usize != token + 1 {
                continue;
            }
            if hit.prior < 110 {
                continue;
            }
            match hit.kind {
                EntityType::Organisation => out.set(Feature::ListOrganisation),
                EntityType::Place => out.set(Feature::ListPlace),
                EntityType::Person => out.set(Feature::ListPerson),
                EntityType::Work => out.set(Feature::ListWork),
                _ => {}
            }
        }
    }
    let (given, surname) = if ends_before { (token.checked_sub(1), token) } else { (Some(token), token + 1) };
    let Some(given) = given.filter(|g| *g >= sentence.tokens.start as usize && surname < sentence.tokens.end as usize)
    else {
        return;
    };
    let tokens = page.tokens();
    let full = page.record(given).given > 3
        && tokens[given].is_capitalised()
        && tokens[surname].is_capitalised()
        && (page.record(surname).surname > 0 || !page.record(surname).is_ordinary());
    out.set_if(Feature::ListPerson, full);
}

fn after(place: &Place<'_>, out: &mut Features) {
    let (page, words, sentence) = (place.page, place.words, place.sentence);
    let next = place.after;
    if next >= sentence.tokens.end as usize {
        return;
    }
    let token = &page.tokens()[next];
    let record = page.record(next);
    let word = place.word(next);
    out.set_if(Feature::PossessiveAfter, token.shape.has(Shape::POSSESSIVE));
    let auxiliary = |t: usize| {
        let record = page.record(t);
        record.can_be(Pos::MD) || record.verb != 0 && record.level <= 10 && record.pos_set().within(PosSet::VERB)
    };
    out.set_if(Feature::AuxiliaryAfter, auxiliary(next));
    // "has said", "will be buying"
    let end = sentence.tokens.end as usize;
    let verb = (next..end.min(next + 4)).find(|t| !auxiliary(*t)).filter(|t| page.record(*t).verb != 0).unwrap_or(next);
    let says = place.is_verb_of(verb, words.says);
    out.set_if(Feature::SaysAfter, says);
    out.set_if(Feature::PersonVerbAfter, !says && place.is_verb_of(verb, words.person_verb));
    out.set_if(Feature::OrganisationVerbAfter, !says && place.is_verb_of(verb, words.organisation_verb));
    let comma = usize::from(word == ",");
    out.set_if(Feature::WhoAfter, page.tokens().get(next + comma).is_some_and(|t| t.word == words.who));
    out.set_if(Feature::WhichAfter, page.tokens().get(next + comma).is_some_and(|t| t.word == words.which));
    out.set_if(Feature::RoleAfter, words.roles.iter().any(|class| place.is(next, *class)));
    out.set_if(Feature::OrganisationNounAfter, place.lower(next) && place.noun_class(next, words.organisation_noun));
    out.set_if(Feature::PersonNounAfter, place.lower(next) && place.noun_class(next, words.person_noun));
    out.set_if(Feature::PlaceNounAfter, place.lower(next) && place.noun_class(next, words.place_noun));
    out.set_if(
        Feature::WorkNounAfter,
        words.work_nouns.iter().any(|class| place.lower(next) && place.noun_class(next, *class)),
    );
    out.set_if(
        Feature::BasedAfter,
        token.shape.has(Shape::JOINER) && page.tokens().get(next + 1).is_some_and(|t| t.word == words.based),
    );
    out.set_if(Feature::NumberAfter, token.shape.has(Shape::NUMBER));
    let line_end = page.tokens().get(next + 1).is_none_or(|t| t.shape.any(Shape::LINE_BEFORE | Shape::NUMBER));
    out.set_if(Feature::TableAfter, token.shape.has(Shape::NUMBER) && line_end);
    out.set_if(Feature::PrepositionAfter, record.can_be(Pos::IN));
    out.set_if(Feature::NounAfter, place.lower(next) && record.noun != 0 && record.weight[0] >= record.weight[1]);
    out.set_if(Feature::CommaAfter, comma == 1);
    out.set_if(Feature::ColonAfter, word == ":");
    let end = sentence.tokens.end as usize;
    let capital = |token: usize| token < end && page.tokens()[token].is_capitalised() && !is_closed(page, token);
    // "Anna van der Berg" goes on after "Anna"
    let particles = (next..next + 3).take_while(|t| place.is(*t, words.particle) && place.lower(*t)).count();
    // "European Commission President Anna van der Berg": what a title follows ends there
    let titled = words.roles.iter().any(|class| place.is(next, *class));
    out.set_if(Feature::RunAfter, capital(next) && !titled || particles > 0 && capital(next + particles));
    let joined = place.is(next, words.joiner) && place.lower(next) || word == "&";
    let article = usize::from(next + 1 < end && page.record(next + 1).can_be(Pos::DT));
    out.set_if(Feature::JoinedAfter, joined && capital(next + 1 + article));
    out.set_if(Feature::VersusAfter, place.is(next, words.versus));
    out.set_if(Feature::HyphenAfter, token.shape.has(Shape::JOINER));
    let follows = page.tokens().get(next + 1).filter(|_| next + 1 < sentence.tokens.end as usize);
    if place.is(next, words.connector) && follows.is_some_and(|t| t.is_capitalised()) {
        out.set(Feature::ListAfter);
        neighbour(place, next + 1, out);
    }
    out.set_if(
        Feature::VerbAfter,
        place.lower(next) && record.verb != 0 && record.weight[1] > record.weight[0] && !says,
    );
    out.set_if(Feature::EventNounAfter, place.lower(next) && place.noun_class(next, words.event_noun));
    if matches!(word, "(" | "[") {
        let inner = page.tokens().get(next + 1);
        let number = inner.is_some_and(|t| t.shape.has(Shape::NUMBER) && t.span.len() == 4);
        let capitals = inner.is_some_and(|t| t.shape.has(Shape::ALL_UPPER) && t.span.len() > 1);
        out.set(if number {
            Feature::YearAfter
        } else if capitals {
            Feature::AcronymAfter
        } else {
            Feature::BracketAfter
        });
    }
    if comma == 1 {
        apposition(place, next + 1, out);
    }
}

/// How far after ", the" the noun of an apposition may stand, in tokens.
const APPOSITION_REACH: usize = 6;

/// ", 41," · ", chief executive of" · ", a studio behind" · ", Ohio".
fn apposition(place: &Place<'_>, at: usize, out: &mut Features) {
    let (page, words, sentence) = (place.page, place.words, place.sentence);
    if at >= sentence.tokens.end as usize {
        return;
    }
    out.set_if(
        Feature::AgeAfter,
        page.tokens()[at].shape.has(Shape::NUMBER) && page.tokens()[at].span.len() == 2 && place.word(at + 1) == ",",
    );
    out.set_if(
        Feature::CommaRoleAfter,
        place.is(at, words.roles[0]) || page.tokens()[at].word == words.the && place.is(at + 1, words.roles[0]),
    );
    let is_place = place.scan.hits_at(at).iter().any(|hit| hit.kind == EntityType::Place && hit.prior > 100);
    out.set_if(Feature::CommaPlaceAfter, is_place);
    if !page.record(at).can_be(Pos::DT) {
        return;
    }
    for token in at + 1..(at + 1 + APPOSITION_REACH).min(sentence.tokens.end as usize) {
        let record = page.record(token);
        if record.can_be(Pos::IN) || matches!(place.word(token), "," | ".") {
            break;
        }
        let follows = place.lower(token)
            && page.tokens().get(token + 1).is_none_or(|t| {
                !t.shape.has(Shape::LOWER | Shape::LETTER)
                    || page.record(token + 1).can_be(Pos::IN)
                    || !page.record(token + 1).pos_set().meets(PosSet::NOUN)
            });
        if !follows {
            continue;
        }
        out.set_if(
            Feature::AppositionPerson,
            place.noun_class(token, words.person_noun)
                || words.roles.iter().any(|class| place.noun_class(token, *class)),
        );
        out.set_if(Feature::AppositionOrganisation, place.noun_class(token, words.organisation_noun));
        out.set_if(Feature::AppositionPlace, place.noun_class(token, words.place_noun));
        out.set_if(Feature::AppositionWork, words.work_nouns.iter().any(|class| place.noun_class(token, *class)));
    }
}

/// A gazetteer name of that type ends right before the span.
/// A known name of an organisation or a place ends right before the span.
fn ends_with_known(place: &Place<'_>) -> bool {
    ends_with_kind(place, EntityType::Organisation) || ends_with_kind(place, EntityType::Place)
}

fn ends_with_kind(place: &Place<'_>, kind: EntityType) -> bool {
    let floor = place.first.saturating_sub(3).max(place.sentence.tokens.start as usize);
    (floor..place.first).any(|start| {
        place.scan.hits_at(start).iter().any(|hit| hit.tokens.end as usize == place.first && hit.kind == kind)
    })
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
    let iso = |t: usize| {
        t + 1 < end
            && tokens[t].shape.has(Shape::NUMBER)
            && tokens[t].span.len() == 4
            && tokens[t + 1].shape.has(Shape::JOINER)
    };
    let region = place.word(place.after) == ","
        && (place.after + 2..place.after + 5).find(|t| *t >= end || !tokens[*t].is_capitalised()).is_some_and(iso);
    let dated = iso(place.after) || region;
    dated || reach.any(|t| dash(t) && t <= place.after + 5)
}
