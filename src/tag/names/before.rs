//! Evidence right before a name: prepositions, titles, nouns that say what follows, the rest of its run of capitals.

use newsgraph_lexicon::{ClassId, Pos, Shape};

use super::around::Place;
use super::feature_set::Features;
use super::features::Feature;
use super::inside::{LIKELY, is_firm};
use super::neighbours::{before_bracket, ends_with_kind, ends_with_known, neighbour};
use super::pieces::{is_closed, is_headline_verb};
use super::spans::COMMON_GIVEN;
use crate::tag::scan::{Hit, readings};
use crate::types::EntityType;

/// How far before a noun for people its indefinite article or "of" is looked for, in tokens.
const INDEFINITE: usize = 4;

/// Sets the features of the words before a span.
pub(super) fn before(place: &Place<'_>, out: &mut Features) {
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
    let length =
        |class: Option<ClassId>| class.map_or(0, |class| place.scan.class_before(page, place.first, class, floor));
    let verb = acts(place, last);
    let noun = |class: Option<ClassId>| {
        let phrase = length(class);
        place.lower(last)
            && (phrase > 1 && !acts(place, place.first - phrase)
                || !verb && (phrase == 1 || place.noun_class(last, class)))
    };
    if let Some(feature) = words.before(token.word) {
        out.set(feature);
    }
    out.set_if(Feature::HonorificBefore, ends(words.honorific));
    // "coal producer Vel" is a firm, though "producer" alone is a role
    let role = words.roles.iter().map(|class| length(*class)).max().unwrap_or(0);
    // "astronauts Lena Holt and Karl Varga", but not "the specialists Arvex"
    let people = page.record(last).can_be(Pos::NNS) && out.has(Feature::GivenFirst);
    let roles = people && noun(words.roles[0]) && !noun(words.organisation_noun);
    out.set_if(Feature::RoleBefore, roles || role > 0 && (role > 1 || length(words.organisation_noun) <= role));
    out.set_if(Feature::DemonymBefore, ends(words.group) || ends_with_kind(place, EntityType::Nationality));
    out.set_if(Feature::PossessiveBefore, token.shape.has(Shape::POSSESSIVE));
    out.set_if(Feature::PlaceOwnerBefore, token.shape.has(Shape::POSSESSIVE) && ends_with_place(place, last));
    out.set_if(Feature::FirmOwnerBefore, token.shape.has(Shape::POSSESSIVE) && ends_with_firm(place, last));
    out.set_if(Feature::GreetingBefore, ends(words.greeting));
    let of_deal = [Feature::OfBefore, Feature::InBefore, Feature::WithBefore].into_iter().any(|f| out.has(f));
    out.set_if(Feature::StakeBefore, of_deal && last > floor && place.noun_class(last - 1, words.stake));
    // "Carmaker Acme" opens a sentence
    let opens = last == floor && place.is(last, words.firm_opener);
    // "its steel division, Vel, said", but "the speaker of its parliament, Lena Holt, said"
    let simple = !out.has(Feature::GivenFirst) && !out.has(Feature::OfInside) && !out.has(Feature::SmallInside);
    let apposed = word == "," && simple && last > floor && place.word(place.after) == "," && place.lower(last - 1);
    let division = apposed && place.noun_class(last - 1, words.organisation_noun);
    out.set_if(Feature::OrganisationNounBefore, opens || division || noun(words.organisation_noun));
    // "accused Vel of it" accuses, "the accused Lena Holt" is one
    let record = page.record(last);
    let says = place.is_verb_of(last, words.says) && record.weight[1] > record.weight[0];
    // "Ostra-born Lena Holt"
    let born = place.is(last, words.brackets.birth) && last > floor && page.tokens()[last - 1].shape.has(Shape::JOINER);
    out.set_if(Feature::PersonNounBefore, noun(words.person_noun) && !says || born);
    out.set_if(Feature::PlaceNounBefore, noun(words.place_noun));
    out.set_if(Feature::WorkNounBefore, words.work_nouns.iter().any(|class| noun(*class)));
    out.set_if(Feature::ProductNounBefore, noun(words.product_noun));
    // "a ferry, the Vel"
    let the = out.has(Feature::TheBefore) && last > floor + 1 && place.word(last - 1) == ",";
    let vessel = |end: usize| {
        place.lower(end - 1) && words.vessel.is_some_and(|class| place.scan.class_before(page, end, class, floor) > 0)
    };
    out.set_if(Feature::VesselNounBefore, vessel(place.first) || the && vessel(last - 1));
    out.set_if(
        Feature::OrganisationVerbBefore,
        place.lower(last) && place.is_verb_of(last, words.organisation_verb) && !page.record(last).can_be(Pos::IN),
    );
    out.set_if(Feature::PlaceVerbBefore, place.lower(last) && place.is_verb_of(last, words.place_verb));
    let prefix = token.shape.has(Shape::JOINER) && last > floor && place.lower(last - 1);
    out.set_if(Feature::HyphenBefore, prefix && !place.is(last - 1, words.particle));
    out.set_if(Feature::BracketBefore, matches!(word, "(" | "["));
    let record = page.record(last);
    // "the play Vel" plays nothing
    let article = last > floor
        && matches!(words.before(page.tokens()[last - 1].word), Some(Feature::TheBefore | Feature::ABefore));
    let mostly = record.verb != 0 && record.weight[1] > record.weight[0];
    out.set_if(Feature::VerbBefore, place.lower(last) && mostly && !(article && record.noun != 0));
    out.set_if(Feature::NumberBefore, token.shape.has(Shape::NUMBER));
    let listed = matches!(word, "," | "and" | "&" | "or") && last > floor && page.tokens()[last - 1].is_capitalised();
    out.set_if(Feature::ListBefore, listed);
    out.set_if(
        Feature::CommaAfterPlace,
        word == "," && last > floor && ends_with_kind(&Place { first: last, ..*place }, EntityType::Place),
    );
    let capital = |token: usize| {
        page.tokens()[token].is_capitalised()
            && !is_closed(page, token)
            && !is_headline_verb(page, place.sentence, token)
    };
    let named = |token: usize| capital(token) && !(token == floor && page.record(token).is_ordinary());
    // the run begins anew after "President", "Mr", "Russian"
    let titled = [Feature::HonorificBefore, Feature::RoleBefore, Feature::DemonymBefore].iter().any(|f| out.has(*f));
    out.set_if(Feature::RunBefore, capital(last) && !titled && !opens);
    out.set_if(Feature::TitleRunBefore, capital(last) && titled);
    out.set_if(Feature::KnownBefore, capital(last) && ends_with_known(place));
    let given = capital(last) && page.record(last).given >= COMMON_GIVEN;
    let known = out.has(Feature::KnownBefore);
    out.set_if(Feature::GivenRunBefore, given && out.has(Feature::RunBefore) && !known);
    let by_firm = out.has(Feature::ByBefore) && last > floor && page.record(last - 1).can_be(Pos::VBN);
    let according = last > floor && page.tokens()[last - 1].word == words.according;
    out.set_if(Feature::AccordingBefore, out.has(Feature::ToFromBefore) && according);
    out.set_if(Feature::FirmByBefore, by_firm && place.is_verb_of(last - 1, words.firm_by));
    let joined = place.is(last, words.joiner) && place.lower(last) || word == "&";
    let joined_at = if page.record(last).can_be(Pos::DT) { last.saturating_sub(1) } else { last };
    // "Acme Corp. of Vel": the name of a firm ends with its suffix
    let apart = joined && joined_at > floor && place.is(joined_at - 1, words.legal_suffix);
    out.set_if(Feature::JoinedBefore, joined && joined_at > floor && named(joined_at - 1) && !apart);
    out.set_if(Feature::SaysBefore, place.lower(last) && place.is_verb_of(last, words.says));
    out.set_if(Feature::CompassBefore, place.lower(last) && place.is(last, words.compass));
    let article = usize::from(out.has(Feature::TheBefore) && last > floor);
    out.set_if(Feature::VersusBefore, place.is(last - article, words.versus));
    out.set_if(Feature::CommaBefore, word == ",");
    let home = out.has(Feature::OfBefore) || out.has(Feature::ToFromBefore);
    out.set_if(Feature::ResidenceBefore, home && follows_person(place, last));
    if out.has(Feature::AtBefore) || out.has(Feature::WithBefore) || out.has(Feature::ToFromBefore) {
        let holder = last.checked_sub(1).filter(|holder| *holder >= floor && place.lower(*holder));
        let is = |class: Option<ClassId>| holder.is_some_and(|holder| place.noun_class(holder, class));
        out.set_if(Feature::RoleAtBefore, is(words.person_noun) || words.roles.iter().any(|class| is(*class)));
    }
    if out.has(Feature::OfBefore) {
        head_before_of(place, last, out);
    }
    // "bands, including Holt's": what Holt has is one
    let instance = instance_of(place).filter(|_| !followed_by_possessive(place));
    if let Some(noun) = instance.or_else(|| introducing(place, last)) {
        let is = |class: Option<ClassId>| place.noun_class(noun, class);
        // "a group of hackers called Red Lynx", but "officials called Acme" on the telephone
        let indefinite = (noun.saturating_sub(INDEFINITE).max(floor)..noun)
            .any(|at| matches!(words.before(page.tokens()[at].word), Some(Feature::ABefore | Feature::OfBefore)));
        let people = is(words.person_noun) || words.roles.iter().any(|class| is(*class));
        let (called, many) = (people && indefinite, page.record(noun).can_be(Pos::NNS));
        // artists may be bands, and "sold to victims, including Acme phones" means no victims
        let direct = instance.is_some()
            && !out.has(Feature::ListBefore)
            && (out.has(Feature::GivenFirst) || out.has(Feature::OneWord));
        out.set_if(Feature::CalledPerson, called && !many || people && direct);
        out.set_if(Feature::CalledOrganisation, called && many && instance.is_none() || is(words.organisation_noun));
        // "sites such as Acme", "hotels including Acme" are no places
        let places = if instance.is_some() { words.territory } else { words.place_noun };
        out.set_if(Feature::CalledPlace, is(places));
        // lists of works are stage 5's
        out.set_if(Feature::CalledWork, instance.is_none() && place.noun_of(noun, &words.work_noun));
        out.set_if(Feature::CalledProduct, is(words.product_noun));
    }
    if out.has(Feature::TheBefore)
        && last > floor
        && let Some(feature) = words.before(page.tokens()[last - 1].word)
    {
        out.set(feature);
    }
    let separated = matches!(word, "," | ";") || place.is(last, words.connector);
    if separated && last > floor {
        let before = before_bracket(place, last - 1);
        if page.tokens()[before].is_capitalised() || before != last - 1 {
            neighbour(place, before, out);
        }
    }
}

/// "landslides hit Vel", "the orchestra plays Vel", "will spin off Vel": a word that may be a noun is the verb of what stands
/// before it.
fn acts(place: &Place<'_>, at: usize) -> bool {
    let (page, floor) = (place.page, place.sentence.tokens.start as usize);
    let record = page.record(at);
    let Some(before) = at.checked_sub(1).filter(|before| *before >= floor && record.verb != 0) else { return false };
    let subject = page.record(before);
    let [noun, verb, ..] = record.weight;
    if subject.can_be(Pos::MD) || subject.can_be(Pos::TO) || subject.can_be(Pos::WP) {
        return record.can_be(Pos::VB) || record.can_be(Pos::VBZ);
    }
    if !place.lower(before) {
        // "HBO shows Vel and Ostra" are two
        let shouted = page.tokens()[before].shape.has(Shape::ALL_UPPER);
        return page.tokens()[before].is_capitalised() && !shouted && record.can_be(Pos::VBZ) && verb > noun;
    }
    let thing = subject.noun != 0 && subject.weight[0] > subject.weight[1..].iter().copied().max().unwrap_or(0);
    let past = subject.can_be(Pos::NNS) && record.can_be(Pos::VBD);
    thing && (past || !subject.can_be(Pos::NNS) && record.can_be(Pos::VBZ) && verb > noun)
}

/// "Lena Holt, of Vel", "Lena Holt, 43, from Vel": where somebody lives stands behind the "of" at a token.
fn follows_person(place: &Place<'_>, of: usize) -> bool {
    let (page, floor) = (place.page, place.sentence.tokens.start as usize);
    let Some(comma) = of.checked_sub(1).filter(|comma| *comma > floor && place.word(*comma) == ",") else {
        return false;
    };
    let aged = page.tokens()[comma - 1].shape.has(Shape::NUMBER) && page.tokens()[comma - 1].span.len() == 2;
    let name = if aged { comma.saturating_sub(3) } else { comma - 1 };
    let given = name.saturating_sub(1);
    given >= floor
        && page.tokens()[name].is_capitalised()
        && page.tokens()[given].is_capitalised()
        && page.record(given).given >= COMMON_GIVEN
}

/// "a researcher named X", "the malware, dubbed “X”": the noun in lower case that a name is introduced with.
fn introducing(place: &Place<'_>, last: usize) -> Option<usize> {
    let floor = place.sentence.tokens.start as usize;
    let quote = usize::from(place.page.tokens()[last].shape.has(Shape::QUOTE));
    let end = (last + 1).checked_sub(quote).filter(|end| *end > floor)?;
    let naming = place.scan.class_before(place.page, end, place.words.naming?, floor);
    let before = end.checked_sub(naming + 1).filter(|noun| naming > 0 && *noun >= floor)?;
    let noun = before.checked_sub(usize::from(place.word(before) == ","))?;
    // "the firm named Lena Holt chief executive"
    if place.words.roles.iter().any(|class| place.is(place.after, *class)) {
        return None;
    }
    Some(noun).filter(|noun| place.lower(*noun))
}

/// A place that is well known ends right before a token: "Norway", not "Billy Jackson".
fn ends_with_place(place: &Place<'_>, end: usize) -> bool {
    ends_with_whole(place, end, |hit| hit.kind == EntityType::Place && hit.prior >= LIKELY)
}

/// A known firm that needs no context ends right before a token.
fn ends_with_firm(place: &Place<'_>, end: usize) -> bool {
    ends_with_whole(place, end, |hit| {
        hit.kind == EntityType::Organisation
            && readings(place.page, *hit, place.sentence.headline).any(|sense| is_firm(&sense))
    })
}

/// A known name that ends right before a token, and no longer run of capitals does.
fn ends_with_whole(place: &Place<'_>, end: usize, known: impl Fn(&Hit) -> bool) -> bool {
    let floor = place.sentence.tokens.start as usize;
    let whole = |start: usize| start == floor || !place.page.tokens()[start - 1].is_capitalised();
    let ends = |hit: &Hit| hit.tokens.end as usize == end && known(hit);
    (floor.max(end.saturating_sub(4))..end).any(|start| whole(start) && place.scan.hits_at(start).iter().any(ends))
}

fn followed_by_possessive(place: &Place<'_>) -> bool {
    let next = place.page.tokens().get(place.after).filter(|_| place.sentence.tokens.holds(place.after as u32));
    next.is_some_and(|token| token.shape.has(Shape::POSSESSIVE))
}

/// How far before "such as" the noun stands of which names are instances, and how long the list of them before a name is,
/// in tokens.
const INSTANCE: usize = 5;
const LISTED: usize = 12;

/// "actors such as X and Y", "towns in northern Vel, including X": the nearest noun in the plural.
fn instance_of(place: &Place<'_>) -> Option<usize> {
    let (page, floor) = (place.page, place.sentence.tokens.start as usize);
    let class = place.words.instance?;
    let listed = |at: &usize| page.tokens()[*at].is_capitalised() || place.is(*at, place.words.connector);
    let reach = (floor.max(place.first.saturating_sub(LISTED))..place.first).rev();
    let separated = place.is(place.first - 1, place.words.connector);
    let first = reach.take_while(listed).last().filter(|_| separated).unwrap_or(place.first);
    let length = place.scan.class_before(page, first, class, floor);
    let end = first.checked_sub(length).filter(|end| length > 0 && *end > floor)?;
    let end = end - usize::from(place.word(end - 1) == ",");
    let reach =
        (floor.max(end.saturating_sub(INSTANCE))..end).rev().take_while(|at| !page.tokens()[*at].is_punctuation());
    reach.into_iter().find(|at| (place.lower(*at) || *at == floor) && page.record(*at).can_be(Pos::NNS))
}

/// "president of X", "the city of X", "a unit of X": the noun before "of", a demonstrative or article skipped.
fn head_before_of(place: &Place<'_>, of: usize, out: &mut Features) {
    let floor = place.sentence.tokens.start as usize;
    let Some(head) = of.checked_sub(1).filter(|head| *head >= floor) else { return };
    let words = place.words;
    out.set_if(Feature::RoleOfBefore, words.roles.iter().any(|class| place.noun_class(head, *class)));
    let ends = |class: ClassId| place.scan.class_before(place.page, of, class, floor) > 0;
    out.set_if(Feature::CompanyRoleOfBefore, words.company_role.is_some_and(ends));
    out.set_if(Feature::PlaceNounOfBefore, place.noun_class(head, words.place_noun));
    out.set_if(Feature::OrganisationNounOfBefore, place.noun_class(head, words.organisation_noun));
    out.set_if(Feature::PersonNounOfBefore, place.noun_class(head, words.person_noun));
    out.set_if(Feature::WorkNounOfBefore, place.noun_of(head, &words.work_noun));
}
