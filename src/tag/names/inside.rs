//! Evidence inside a name: its shape, its words, and what the gazetteers say of it.

use newsgraph_lexicon::{ClassId, Flags, Lexicon, Pos, PosSet, Sense, Shape, WordRecord};

use super::endings::Endings;
use super::feature_set::Features;
use super::features::Feature;
use super::pieces::is_closed;
use super::weights::KINDS;
use crate::tag::scan::{Hit, Scan, readings};
use crate::types::{EntityType, Page, Sentence, Span, Token};

/// Word classes that names are made of.
pub(super) struct InsideWords {
    particle: Option<ClassId>,
    connector: Option<ClassId>,
    by: Option<ClassId>,
    with: Option<ClassId>,
    body_for: Option<ClassId>,
    suffix: Option<ClassId>,
    group: Option<ClassId>,
    language: Option<ClassId>,
    ordinal: Option<ClassId>,
    pub(super) number: Option<ClassId>,
    pub(super) version_noun: Option<ClassId>,
    pub(super) edition: Option<ClassId>,
    of: Option<ClassId>,
    pub(super) organisation_head: Option<ClassId>,
    organisation_lead: Option<ClassId>,
    legal_suffix: Option<ClassId>,
    place_head: Option<ClassId>,
    facility_head: Option<ClassId>,
    place_lead: Option<ClassId>,
    product_head: Option<ClassId>,
    product_sure: Option<ClassId>,
    address: Option<ClassId>,
    law: Option<ClassId>,
    district: Option<ClassId>,
    product_noun: Option<ClassId>,
    product_lead: Option<ClassId>,
    pub(super) product_maker: Option<ClassId>,
    pub(super) event_head: Option<ClassId>,
    event_lead: Option<ClassId>,
    pub(super) event_sure: Option<ClassId>,
    recurring: Option<ClassId>,
    prize: Option<ClassId>,
    prize_field: Option<ClassId>,
    pub(super) media: Option<ClassId>,
    titles: [Option<ClassId>; 3],
    calendar: [Option<ClassId>; 2],
    compass: Option<ClassId>,
    no_name: [Option<ClassId>; 6],
    pub(super) team: Option<ClassId>,
    endings: Endings,
}

impl InsideWords {
    pub(super) fn new(lexicon: &Lexicon<'_>, endings: Endings) -> Self {
        let class = |name| lexicon.class(name);
        InsideWords {
            particle: class("name-particle"),
            connector: class("name-connector"),
            by: class("before-by"),
            with: class("before-with"),
            body_for: class("body-for"),
            suffix: class("name-suffix"),
            group: class("group-adjective"),
            language: class("language"),
            ordinal: class("ordinal-word"),
            number: class("number-word"),
            version_noun: class("version-noun"),
            edition: class("edition-word"),
            of: class("before-of"),
            organisation_head: class("org-head"),
            organisation_lead: class("org-lead"),
            legal_suffix: class("legal-suffix"),
            place_head: class("place-head"),
            facility_head: class("facility-head"),
            place_lead: class("place-lead"),
            product_head: class("product-head"),
            product_sure: class("product-head-sure"),
            address: class("form-of-address"),
            law: class("law-head"),
            district: class("district-head"),
            product_noun: class("product-noun"),
            product_lead: class("product-lead"),
            product_maker: class("product-maker"),
            event_head: class("event-head"),
            event_lead: class("event-lead"),
            event_sure: class("event-head-sure"),
            recurring: class("event-recurring"),
            prize: class("prize-noun"),
            prize_field: class("prize-field"),
            media: class("media-noun"),
            titles: ["person-title", "role", "honorific"].map(class),
            calendar: ["month", "weekday"].map(class),
            compass: class("compass"),
            no_name: ["no-name", "interjection", "disease", "malware-noun", "computing-term", "contract-term"]
                .map(class),
            team: class("team-word"),
            endings,
        }
    }
}

/// Frequency classes (log2 per 100,000, plus one) from which a name part counts as common.
pub(super) const COMMON_GIVEN: u8 = 6;
/// The same for surnames.
pub(super) const COMMON_SURNAME: u8 = 5;

/// Sets the features of the words of a span.
pub(super) fn inside(
    page: &Page<'_>,
    scan: &Scan,
    words: &InsideWords,
    sentence: &Sentence,
    span: Span,
    out: &mut Features,
) {
    let tokens = &page.tokens()[span.range()];
    let (first, last) = (span.start as usize, span.end as usize - 1);
    let is = |token: usize, class: Option<ClassId>| class.is_some_and(|class| page.record(token).is_in(class));
    let counted = tokens.iter().filter(|t| t.shape.any(Shape::LETTER | Shape::DIGIT) && !t.shape.has(Shape::JOINER));
    match counted.count() {
        0 | 1 => out.set(Feature::OneWord),
        2 => out.set(Feature::TwoWords),
        3 => out.set(Feature::ThreeWords),
        _ => out.set(Feature::ManyWords),
    }
    let known = |record: &WordRecord| record.level > 0 || record.given > 0 || record.surname > 0;
    let head = &tokens[0];
    let letters = head.span.len();
    out.set_if(
        Feature::Acronym,
        tokens.len() == 1
            && head.shape.has(Shape::ALL_UPPER)
            && ((2..=4).contains(&letters) || (5..=6).contains(&letters) && !known(page.record(first)))
            && !sentence.headline,
    );
    out.set_if(Feature::InnerCapital, tokens.iter().any(|t| t.shape.has(Shape::INNER_UPPER)));
    out.set_if(Feature::Digit, tokens.iter().any(|t| t.shape.has(Shape::DIGIT)));
    out.set_if(
        Feature::Shouted,
        sentence.headline
            && tokens
                .iter()
                .all(|t| !t.shape.has(Shape::LOWER) && (t.shape.has(Shape::ALL_UPPER) || !t.shape.has(Shape::LETTER))),
    );
    let joins = |t: usize| {
        page.tokens()[t].shape.has(Shape::LOWER) && page.tokens()[t].shape.has(Shape::LETTER) && !is(t, words.particle)
    };
    out.set_if(Feature::OfInside, tokens.len() > 2 && (first + 1..last).any(joins));
    let and_the =
        |t: usize| joins(t) && page.record(t).can_be(Pos::CC) && joins(t + 1) && page.record(t + 1).can_be(Pos::DT);
    out.set_if(Feature::AndTheInside, tokens.len() > 3 && (first + 1..last - 1).any(and_the));
    let with = |t: usize| joins(t) && is(t, words.with);
    out.set_if(Feature::ForInside, tokens.len() > 2 && (first + 1..last).any(with));
    out.set_if(Feature::BodyFor, (first..last).any(|t| is(t, words.body_for) && with(t + 1)));
    let connects = |t: usize| is(t, words.connector) || is(t, words.particle);
    let small = |t: usize| is_closed(page, t) && page.tokens()[t].shape.has(Shape::LETTER) && !connects(t);
    out.set_if(Feature::SmallInside, span.range().skip(1).any(small));
    out.set_if(Feature::ByInside, span.range().skip(1).any(|t| joins(t) && is(t, words.by)));
    out.set_if(Feature::SmallFirst, tokens.len() > 1 && is_closed(page, first));
    out.set_if(Feature::NumberFirst, tokens.len() > 1 && head.shape.has(Shape::NUMBER));
    out.set_if(Feature::PossessiveInside, tokens.iter().any(|t| t.shape.has(Shape::POSSESSIVE)));
    out.set_if(Feature::Ampersand, tokens.iter().any(|t| t.text(page.text()) == "&"));
    out.set_if(Feature::Hyphen, tokens.iter().any(|t| t.shape.has(Shape::JOINER)));
    let joins_number = |pair: &[Token]| {
        pair[0].shape.has(Shape::JOINER) && pair[1].shape.has(Shape::DIGIT) && !head.shape.has(Shape::NUMBER)
    };
    out.set_if(Feature::Designation, tokens.windows(2).any(joins_number));
    let number = |token: &Token| token.shape.has(Shape::NUMBER);
    let ends_with_number = number(&page.tokens()[last]) || is(last, words.number);
    out.set_if(Feature::NumberLast, tokens.len() > 1 && ends_with_number);
    out.set_if(Feature::PossessiveLast, page.tokens()[last].shape.has(Shape::POSSESSIVE));
    out.set_if(Feature::CommaInside, span.range().any(|t| page.word(t) == ","));
    out.set_if(Feature::YearFirst, tokens.len() > 1 && number(head) && letters == 4);
    out.set_if(Feature::Nickname, tokens.iter().any(|t| t.shape.has(Shape::QUOTE) && !t.shape.has(Shape::POSSESSIVE)));
    out.set_if(Feature::The, tokens.len() > 1 && page.record(first).can_be(Pos::DT));

    let (start, end) = (page.record(first), page.record(last));
    let surname_only = |record: &WordRecord| record.surname > 0 && record.given == 0;
    out.set_if(Feature::GivenFirst, start.given > 0);
    out.set_if(Feature::GivenFirstCommon, start.given >= COMMON_GIVEN);
    out.set_if(Feature::SurnameFirst, surname_only(start));
    out.set_if(Feature::SurnameLast, end.surname > 0);
    out.set_if(Feature::SurnameLastCommon, end.surname >= COMMON_SURNAME);
    out.set_if(Feature::GivenAndSurname, first != last && start.given > 0 && end.surname > 0);
    out.set_if(
        Feature::Initial,
        tokens.len() > 1 && tokens.iter().any(|t| t.shape.has(Shape::ONE_LETTER | Shape::FINAL_STOP)),
    );
    let particle = |t: usize| is(t, words.particle) && (t > first || page.tokens()[t].shape.has(Shape::LOWER));
    out.set_if(Feature::Particle, tokens.len() > 2 && span.range().any(particle));
    out.set_if(Feature::NameSuffix, tokens.len() > 1 && is(last, words.suffix));
    let end_token = &tokens[tokens.len() - 1];
    out.set_if(
        Feature::AcronymLast,
        tokens.len() > 1
            && end_token.shape.has(Shape::ALL_UPPER)
            && !end_token.shape.has(Shape::ONE_LETTER)
            && (2..=4).contains(&end_token.span.len())
            && !sentence.headline
            && end.surname == 0
            && !out.has(Feature::NameSuffix),
    );
    out.set_if(
        Feature::AllOrdinary,
        span.range().all(|t| page.record(t).is_ordinary() || !page.tokens()[t].shape.has(Shape::LETTER)),
    );
    out.set_if(Feature::OrdinaryFirst, start.is_ordinary());
    out.set_if(Feature::OrdinaryLast, end.is_ordinary());
    out.set_if(Feature::LastNoNoun, end.is_ordinary() && !end.pos_set().meets(PosSet::NOUN));
    out.set_if(Feature::Unknown, span.range().all(|t| !known(page.record(t))));
    out.set_if(Feature::UnknownLast, !known(end));
    out.set_if(
        Feature::GroupWord,
        is(first, words.group) && tokens.len() == 1 || is(last, words.language) && tokens.len() == 1,
    );
    out.set_if(Feature::OrganisationHead, is(last, words.organisation_head));
    out.set_if(
        Feature::OrganisationHeadInside,
        tokens.len() > 1 && span.range().take(tokens.len() - 1).any(|t| is(t, words.organisation_head)),
    );
    let before_of = |t: usize| is(t, words.organisation_head) && is(t + 1, words.of);
    out.set_if(Feature::OrganisationHeadOf, (first..last).any(before_of));
    let ordinal = |t: usize| page.tokens()[t].shape.has(Shape::DIGIT) && is(t, words.ordinal);
    out.set_if(Feature::OrdinalFirst, tokens.len() > 1 && ordinal(first));
    let lead = |class: Option<ClassId>| {
        class.is_some_and(|class| (1..tokens.len()).contains(&scan.class_at(page, first, class)))
    };
    out.set_if(Feature::OrganisationLead, lead(words.organisation_lead));
    out.set_if(Feature::PlaceLead, lead(words.place_lead));
    // "Co" of "Co-operation" is no firm's
    let goes_on = page.tokens().get(last + 1).is_some_and(|t| t.shape.has(Shape::JOINER));
    out.set_if(Feature::LegalSuffix, tokens.len() > 1 && is(last, words.legal_suffix) && !goes_on);
    let suffix = |t: usize| is(t, words.legal_suffix) || !page.tokens()[t].shape.has(Shape::LETTER);
    let own = tokens.len() == 1 && is(last, words.suffix) && belongs_to_name(page, scan, sentence, first);
    out.set_if(Feature::SuffixOnly, own || is(last, words.legal_suffix) && span.range().all(suffix));
    out.set_if(Feature::PlaceHead, tokens.len() > 1 && is(last, words.place_head));
    out.set_if(Feature::DistrictHead, tokens.len() > 1 && head.is_capitalised() && is(last, words.district));
    out.set_if(Feature::FacilityHead, tokens.len() > 1 && is(last, words.facility_head));
    out.set_if(Feature::ProductHead, tokens.len() > 1 && is(last, words.product_head));
    let small = page.tokens()[last].shape.has(Shape::LOWER);
    // "Vel Server 2012" goes on
    let version = page.tokens().get(last + 1).is_some_and(|t| t.shape.has(Shape::NUMBER));
    out.set_if(Feature::ProductHeadSure, tokens.len() > 1 && !small && !version && is(last, words.product_sure));
    out.set_if(Feature::ProductNounLast, tokens.len() > 1 && small && is(last, words.product_noun));
    out.set_if(Feature::ProductLead, lead(words.product_lead));
    out.set_if(Feature::MakerFirst, lead(words.product_maker));
    out.set_if(Feature::LawHead, tokens.len() > 1 && is(last, words.law) && !out.has(Feature::OrganisationHeadOf));
    // "World Cup" of "World Cup 2014"
    let year_last = tokens.len() > 1 && tokens[tokens.len() - 1].is_year();
    let event = last - usize::from(year_last);
    out.set_if(Feature::EventHead, is(event, words.event_head));
    let before_small = |t: usize| is(t, words.event_head) && page.tokens()[t + 1].shape.has(Shape::LOWER);
    out.set_if(Feature::EventHeadInside, (first..last).any(before_small));
    out.set_if(Feature::EventHeadSure, event > first && !small && is(event, words.event_sure));
    let prize = |t: usize| {
        // not "the Vel Prize for Ostra", a work, nor "the Vel Prize for Fiction for Ostra"
        let field = (t + 2..=last).take(1).any(|t| is(t, words.prize_field));
        let small = &page.tokens()[t + 1];
        let once = || page.tokens()[t + 2..=last].iter().all(|token| token.hash != small.hash);
        is(t, words.prize) && page.tokens()[t].is_capitalised() && small.shape.has(Shape::LOWER) && field && once()
    };
    out.set_if(Feature::PrizeFor, (first..last).any(prize));
    let recurring = words.recurring.is_some_and(|class| scan.class_before(page, event + 1, class, first) > 0);
    // not "the 1992 film Vel Games"; "2016–17 Vel Cup" has two years
    let named = tokens.iter().find(|token| token.shape.has(Shape::LETTER));
    let one_case = small || named.is_some_and(Token::is_capitalised);
    out.set_if(Feature::YearEvent, (out.has(Feature::YearFirst) || year_last) && recurring && one_case);
    out.set_if(Feature::EventLead, lead(words.event_lead));
    out.set_if(Feature::MediaHead, is(last, words.media));
    let title = words.titles.iter().flatten().map(|class| scan.class_at(page, first, *class)).max().unwrap_or(0);
    out.set_if(Feature::TitleFirst, title > 0);
    out.set_if(Feature::AddressFirst, tokens.len() > 1 && head.is_capitalised() && is(first, words.address));
    out.set_if(
        Feature::RoleLast,
        words.titles[1].is_some_and(|class| scan.class_before(page, last + 1, class, first) > 0),
    );
    let role = |t: usize| {
        if !(t..=last).all(|t| page.tokens()[t].is_capitalised()) {
            return false;
        }
        let length = words.titles[..2].iter().flatten().map(|class| scan.class_at(page, t, *class)).max().unwrap_or(0);
        let name = t + length;
        length > 0 && name < last && page.record(name).given > 0
    };
    out.set_if(Feature::RoleInside, !is(last, words.organisation_head) && (first + 1..last).any(role));
    out.set_if(Feature::Calendar, words.calendar.iter().any(|class| is(first, *class)));
    let covered = |class: ClassId| names_nothing(page, scan, sentence, class, span);
    out.set_if(Feature::NoName, words.no_name.iter().flatten().any(|class| covered(*class)));
    out.set_if(Feature::CompassFirst, tokens.len() > 1 && is(first, words.compass));
    out.set_if(Feature::TeamWord, is(last, words.team) || is(first, words.team));
    if !known(end)
        && let Some(feature) = words.endings.of(page.word(last))
    {
        out.set(feature);
    }
    gazetteer(page, scan, sentence, span, out);
}

/// "III" of "King III", "MD" of "Lena Holt, MD", but not in "the MC", "(IV)" or "Baltimore, MD".
fn belongs_to_name(page: &Page<'_>, scan: &Scan, sentence: &Sentence, at: usize) -> bool {
    let floor = sentence.tokens.start as usize;
    let comma = usize::from(at > floor && page.word(at - 1) == ",");
    let Some(name) = at.checked_sub(1 + comma).filter(|name| *name >= floor) else { return false };
    // "Holt" of "Lena Holt" is no town
    let whole = |start: usize| start == floor || !page.tokens()[start - 1].is_capitalised();
    let place = |hit: &Hit| hit.tokens.end as usize == name + 1 && hit.kind == EntityType::Place;
    let mut starts = (floor.max(name.saturating_sub(3))..=name).filter(|start| whole(*start));
    let mut town = || starts.any(|start| scan.hits_at(start).iter().any(place));
    page.tokens()[name].is_capitalised() && !(comma > 0 && town())
}

/// The span is, or lies in, a phrase of a class whose members name no single thing: "Lyme" in "Lyme disease".
fn names_nothing(page: &Page<'_>, scan: &Scan, sentence: &Sentence, class: ClassId, span: Span) -> bool {
    const LONGEST: u32 = 4;
    let from = span.start.saturating_sub(LONGEST - 1).max(sentence.tokens.start);
    (from..=span.start).any(|start| start as usize + scan.class_at(page, start as usize, class) >= span.end as usize)
}

/// Priors (of 255) from which a reading is known or likely.
const KNOWN: u8 = 190;
pub(super) const LIKELY: u8 = 110;

/// Sets the features of the whole span's gazetteer readings, and of known names inside it.
fn gazetteer(page: &Page<'_>, scan: &Scan, sentence: &Sentence, span: Span, out: &mut Features) {
    let mut all = Readings::default();
    for hit in scan.hits_at(span.start as usize).iter().filter(|hit| hit.tokens == span) {
        readings(page, *hit, sentence.headline).for_each(|sense| all.add(&sense, out));
    }
    if span.len() < 2 {
        return;
    }
    for hit in
        span.range().flat_map(|token| scan.hits_at(token)).filter(|hit| hit.tokens != span && span.contains(hit.tokens))
    {
        if hit.prior < LIKELY {
            continue;
        }
        out.set_if(Feature::OrganisationInside, hit.kind == EntityType::Organisation);
        out.set_if(Feature::PlaceInside, hit.kind == EntityType::Place);
        out.set_if(Feature::DemonymFirst, hit.kind == EntityType::Nationality && hit.tokens.start == span.start);
    }
}

/// A firm whose name needs no context.
pub(super) fn is_firm(sense: &Sense<'_>) -> bool {
    sense.kind == EntityType::Organisation
        && matches!(sense.subtype(), "company" | "airline" | "exchange")
        && !sense.flags().any(Flags::CONTEXT.with(Flags::SHORT))
}

/// What the readings of one name say together.
#[derive(Default)]
pub(super) struct Readings {
    best: u8,
}

impl Readings {
    /// Sets the features of one more reading.
    pub(super) fn add(&mut self, sense: &Sense<'_>, out: &mut Features) {
        let Some(kind) = KINDS.iter().position(|k| *k == sense.kind) else { return };
        let prior = sense.record.prior;
        let level = if prior >= KNOWN {
            0
        } else if prior >= LIKELY {
            1
        } else {
            2
        };
        out.set_number(Feature::OrganisationKnown as usize + kind * 3 + level);
        if prior > self.best {
            self.best = prior;
            out.set_if(Feature::NeedsContext, sense.flags().any(Flags::CONTEXT.with(Flags::SHORT)));
            out.set_if(Feature::NeedsQuotes, sense.flags().has(Flags::QUOTED));
        }
        out.set_if(Feature::Country, sense.kind == EntityType::Place && sense.subtype() == "country");
        out.set_if(Feature::Capital, sense.kind == EntityType::Place && sense.extra("capital").is_some());
        out.set_if(Feature::Firm, is_firm(sense));
        out.set_if(Feature::Party, sense.kind == EntityType::Organisation && sense.subtype() == "party");
        out.set_if(
            Feature::Club,
            sense.kind == EntityType::Organisation && matches!(sense.subtype(), "club" | "team" | "league"),
        );
    }
}
