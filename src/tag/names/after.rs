//! Evidence right after a name: verbs, nouns that say what it is, brackets, appositions.

use newsgraph_lexicon::{Pos, PosSet, Shape, WordId};

use super::around::Place;
use super::brackets;
use super::feature_set::Features;
use super::features::Feature;
use super::neighbours::neighbour;
use super::pieces::{is_closed, is_headline_verb};
use super::spans::COMMON_GIVEN;
use crate::types::EntityType;

/// Sets the features of the words after a span.
pub(super) fn after(place: &Place<'_>, out: &mut Features) {
    let (page, words, sentence) = (place.page, place.words, place.sentence);
    let next = place.after;
    if next >= sentence.tokens.end as usize {
        return;
    }
    let token = &page.tokens()[next];
    let record = page.record(next);
    let word = place.word(next);
    out.set_if(Feature::PossessiveAfter, token.shape.has(Shape::POSSESSIVE));
    out.set_if(Feature::CompanyRoleAfter, token.shape.has(Shape::POSSESSIVE) && place.is(next + 1, words.company_role));
    let auxiliary = |t: usize| {
        let record = page.record(t);
        record.can_be(Pos::MD) || record.verb != 0 && record.level <= 10 && record.pos_set().within(PosSet::VERB)
    };
    out.set_if(Feature::PossessiveOfPerson, token.shape.has(Shape::POSSESSIVE) && owns_person(place));
    out.set_if(Feature::AlbumAfter, token.shape.has(Shape::POSSESSIVE) && owns_album(place));
    out.set_if(Feature::AuxiliaryAfter, auxiliary(next));
    // "has said", "will be buying"
    let end = sentence.tokens.end as usize;
    let verb = (next..end.min(next + 4)).find(|t| !auxiliary(*t)).filter(|t| page.record(*t).verb != 0).unwrap_or(next);
    let says = place.is_verb_of(verb, words.says);
    out.set_if(Feature::SaysAfter, says);
    out.set_if(Feature::PersonVerbAfter, !says && place.is_verb_of(verb, words.person_verb));
    out.set_if(Feature::OrganisationVerbAfter, !says && place.is_verb_of(verb, words.organisation_verb));
    if let Some(owner) = owner_after(place) {
        out.set(if owner == words.owners[0] { Feature::ItsAfter } else { Feature::HisAfter });
    }
    out.set_if(Feature::BusinessAfter, does_business(place, verb));
    let comma = usize::from(word == ",");
    out.set_if(Feature::WhoAfter, page.tokens().get(next + comma).is_some_and(|t| t.word == words.who));
    out.set_if(Feature::WhichAfter, page.tokens().get(next + comma).is_some_and(|t| t.word == words.which));
    out.set_if(Feature::RoleAfter, words.roles.iter().any(|class| place.is(next, *class)));
    out.set_if(Feature::MemberAfter, place.is(next, words.member));
    out.set_if(Feature::OrganisationNounAfter, place.lower(next) && place.noun_class(next, words.organisation_noun));
    out.set_if(Feature::PersonNounAfter, place.lower(next) && place.noun_class(next, words.person_noun));
    out.set_if(Feature::PlaceNounAfter, place.lower(next) && place.noun_class(next, words.place_noun));
    out.set_if(Feature::WorkNounAfter, place.lower(next) && place.noun_of(next, &words.work_noun));
    out.set_if(Feature::ProductNounAfter, place.lower(next) && place.noun_class(next, words.product_noun));
    let harmful = place.lower(next) && place.noun_class(next, words.malware);
    let noun = |at: usize| place.lower(at) && page.record(at).noun != 0 && page.record(at).weight[0] > 0;
    out.set_if(Feature::MalwareAfter, harmful && !noun(next + 1));
    out.set_if(Feature::RegimeAfter, place.lower(next) && place.noun_class(next, words.regime));
    out.set_if(Feature::BodyNounAfter, is_definite(place) && heads_body(place));
    out.set_if(Feature::StateBodyAfter, place.lower(next) && place.is(next, words.state_body));
    out.set_if(Feature::WorkVerbAfter, does_as_works(place, verb));
    let joined_word = Some(next + 1).filter(|t| token.shape.has(Shape::JOINER) && place.lower(*t));
    out.set_if(Feature::BasedAfter, joined_word.is_some_and(|t| page.tokens()[t].word == words.based));
    out.set_if(Feature::ParticipleAfter, joined_word.is_some_and(|t| page.record(t).can_be(Pos::VBN)));
    out.set_if(Feature::NumberAfter, token.shape.has(Shape::NUMBER));
    let line_end = page.tokens().get(next + 1).is_none_or(|t| t.shape.any(Shape::LINE_BEFORE | Shape::NUMBER));
    out.set_if(Feature::TableAfter, token.shape.has(Shape::NUMBER) && line_end);
    out.set_if(Feature::PrepositionAfter, record.can_be(Pos::IN));
    out.set_if(Feature::NounAfter, place.lower(next) && record.noun != 0 && record.weight[0] >= record.weight[1]);
    out.set_if(Feature::CommaAfter, comma == 1);
    out.set_if(Feature::ColonAfter, word == ":");
    let end = sentence.tokens.end as usize;
    let capital = |token: usize| {
        token < end
            && page.tokens()[token].is_capitalised()
            && !is_closed(page, token)
            && !is_headline_verb(page, sentence, token)
    };
    // "Anna van der Berg" goes on after "Anna"
    let particles = (next..next + 3).take_while(|t| place.is(*t, words.particle) && place.lower(*t)).count();
    // "European Commission President Anna van der Berg": what a title follows ends there
    let titled = abbreviated_title(place, next) || words.roles.iter().any(|class| place.is(next, *class));
    // "law firm Ostra Lena Holt said": a firm and who speaks for it
    let speaker = out.has(Feature::OrganisationNounBefore)
        && page.record(next).given >= COMMON_GIVEN
        && capital(next + 1)
        && place.is_verb_of(next + 2, words.says);
    let demonym = is_demonym(place);
    // "Ostran Lena Holt won": someone of two names from there, not "Ostran Christian Church", "British North America"
    let place_name =
        |at: usize| place.scan.hits_at(at).iter().any(|hit| hit.tokens.len() > 1 && hit.kind == EntityType::Place);
    let someone = demonym
        && !place_name(place.first)
        && !place_name(next)
        && page.record(next).given >= COMMON_GIVEN
        && capital(next + 1)
        && !page.record(next + 1).is_ordinary()
        && !capital(next + 2);
    let goes_on = capital(next) && !titled && !speaker && !someone || particles > 0 && capital(next + particles);
    out.set_if(if demonym { Feature::DemonymRunAfter } else { Feature::RunAfter }, goes_on);
    let chief = words.company_role.map_or(0, |class| place.scan.class_at(page, next, class));
    let holder = next + chief;
    out.set_if(Feature::ChiefAfter, chief > 0 && capital(holder) && page.record(holder).given > 0);
    let joined = place.is(next, words.joiner) && place.lower(next) || word == "&";
    let article = usize::from(next + 1 < end && page.record(next + 1).can_be(Pos::DT));
    let apart = place.is(next - 1, words.legal_suffix);
    out.set_if(Feature::JoinedAfter, joined && capital(next + 1 + article) && !apart);
    let body = place.is(next - 1, words.body_for) && page.tokens()[next - 1].is_capitalised();
    let single = !record.can_be(Pos::CC) && !record.can_be(Pos::DT);
    out.set_if(Feature::BodyGoesOn, body && single && out.has(Feature::JoinedAfter));
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
    if let Some(feature) = brackets::after(place) {
        out.set(feature);
    }
    // ""Blue Dune 7", written and directed by", "Blue Dune, starring Lena Holt"
    let mark = |at: usize| page.tokens().get(at).is_some_and(|t| t.shape.has(Shape::QUOTE) || place.word(at) == ",");
    let made = (next..next + 3).find(|at| !mark(*at));
    // not "produced by Lena Holt, directed by"
    let made = made.is_some_and(|t| t > next && place.is(t, words.work_made)) && !out.has(Feature::ByBefore);
    out.set_if(Feature::MadeAfter, made);
    if comma == 1 {
        apposition(place, next + 1, out);
    }
}

/// Words that may say more of a body between its name and its noun ("the Vel ransomware group").
const BODY_WORDS: usize = 3;

/// Most words between "the" and a name.
const DEFINITE_REACH: usize = 4;

/// "the Vel", "the ruling Vel", "the far-right Vel".
fn is_definite(place: &Place<'_>) -> bool {
    let floor = place.first.saturating_sub(DEFINITE_REACH).max(place.sentence.tokens.start as usize);
    let tokens = place.page.tokens();
    let qualifies = |at: &usize| {
        let record = place.page.record(*at);
        let quality = record.can_be(Pos::JJ) || record.can_be(Pos::VBG) || record.can_be(Pos::NN);
        place.lower(*at) && quality || tokens[*at].shape.has(Shape::JOINER)
    };
    (floor..place.first).rev().find(|at| !qualifies(at)).is_some_and(|at| tokens[at].word == place.words.the)
}

/// "the Sandfly group", "the Vel hacking collective", but not "the Vel group chat" or, of what is known, "the Leeds firm".
fn heads_body(place: &Place<'_>) -> bool {
    let noun = |at: usize| place.lower(at) && place.page.record(at).noun != 0;
    let mut words = (place.after..place.after + BODY_WORDS).take_while(|at| noun(*at));
    words.any(|at| place.noun_class(at, place.words.body) && !(noun(at + 1) && place.page.record(at + 1).weight[0] > 0))
}

/// How far behind a name a possessive that may mean it stands, in tokens.
const OWNER_REACH: usize = 6;

/// The "its", "his" or "her" that only a verb and small words part from a name: "Nokira will cut its", "Varga agreed to
/// sell her", "Nokira and its founder". With a noun between them it may be that noun's.
fn owner_after(place: &Place<'_>) -> Option<WordId> {
    let page = place.page;
    let reach = place.after..(place.after + OWNER_REACH).min(place.sentence.tokens.end as usize);
    // "sued Nokira and its founder"
    let joined = place.after + 1;
    if reach.contains(&joined) && page.tokens()[place.after].word == place.words.and {
        return Some(page.tokens()[joined].word).filter(|word| place.words.owners.contains(word));
    }
    let mut acts = false;
    for at in reach {
        let (word, record) = (page.tokens()[at].word, page.record(at));
        if place.words.owners.contains(&word) {
            return acts.then_some(word);
        }
        if word == place.words.it {
            return (acts && says_of_itself(place, at)).then_some(place.words.owners[0]);
        }
        let verb = record.verb != 0 && !record.can_be(Pos::MD) && (!acts || record.weight[1] >= record.weight[0]);
        let small = record.noun == 0 && record.can_be(Pos::IN) || record.can_be(Pos::TO) || record.can_be(Pos::MD);
        if !place.lower(at) || !verb && !small && !record.pos_set().within(PosSet::ADVERB) {
            return None;
        }
        acts |= verb;
    }
    None
}

/// "said it had sold", "said it will cut", but not "said it was raining": the "it" at a token does what is told of it.
fn says_of_itself(place: &Place<'_>, it: usize) -> bool {
    let record = |at: usize| place.page.record(at);
    let says = place.is_verb_of(it - 1, place.words.says);
    let had = |at: usize| record(at).can_be(Pos::VBD) && record(at).verb == place.words.have.0;
    let auxiliary = place.lower(it + 1) && (record(it + 1).can_be(Pos::MD) || had(it + 1));
    let verb = it + 2;
    let acts = place.lower(verb) && record(verb).verb != 0 && record(verb).level <= 60;
    says && auxiliary && acts && !place.is_verb_of(verb, place.words.empty_verb)
}

/// How far behind a verb its object stands, in tokens.
const OBJECT_REACH: usize = 7;

/// "posted a record loss", "closed 80 stores": what the verb at a token does is business, up to the next preposition.
fn does_business(place: &Place<'_>, verb: usize) -> bool {
    let page = place.page;
    let record = page.record(verb);
    if !place.lower(verb) || record.verb == 0 || record.weight[1] < record.weight[0] {
        return false;
    }
    let goes_on = |at: &usize| {
        let token = &page.tokens()[*at];
        let record = page.record(*at);
        place.lower(*at)
            && !record.can_be(Pos::WP)
            && (record.can_be(Pos::DT) || !record.can_be(Pos::IN))
            && !record.can_be(Pos::TO)
            || token.shape.any(Shape::NUMBER | Shape::JOINER | Shape::DIGIT)
            || matches!(page.word(*at), "$" | "€" | "£" | "%")
    };
    let end = (verb + 1 + OBJECT_REACH).min(place.sentence.tokens.end as usize);
    let mut object = (verb + 1..end).take_while(goes_on);
    // not "her production company"
    let head = |at: usize| !(place.lower(at + 1) && page.record(at + 1).can_be(Pos::NN));
    object.any(|at| place.lower(at) && place.noun_class(at, place.words.business) && head(at))
}

/// "'s Lena Holt".
fn owns_person(place: &Place<'_>) -> bool {
    let (page, given) = (place.page, place.after + 1);
    let name = |at: usize| place.sentence.tokens.holds(at as u32) && page.tokens()[at].is_capitalised();
    let surname = given + 1;
    name(given)
        && name(surname)
        && page.record(given).given >= COMMON_GIVEN
        && (page.record(surname).surname > 0 || !page.record(surname).is_ordinary())
}

/// Most words of what someone has, after the possessive.
const OWNED: usize = 4;

/// "'s second album", but not "'s album charts".
fn owns_album(place: &Place<'_>) -> bool {
    let reach = place.after + 1..(place.after + 1 + OWNED).min(place.sentence.tokens.end as usize);
    let mut words = reach.take_while(|at| place.lower(*at) && !place.page.record(*at).can_be(Pos::IN));
    words.any(|at| place.noun_class(at, place.words.album) && !place.lower(at + 1))
}

/// How far behind a verb what it counts stands, in tokens.
const COUNT_REACH: usize = 5;

/// "grossed", "passed 206,000 downloads".
fn does_as_works(place: &Place<'_>, verb: usize) -> bool {
    let page = place.page;
    let record = page.record(verb);
    let past = place.lower(verb) && (record.can_be(Pos::VBD) || record.can_be(Pos::VBN));
    // "the channel premiered the video"
    let object = verb + 1 < place.sentence.tokens.end as usize && page.record(verb + 1).can_be(Pos::DT);
    let behind = verb + 1..(verb + COUNT_REACH).min(place.sentence.tokens.end as usize);
    let number = behind.clone().find(|at| page.tokens()[*at].shape.has(Shape::NUMBER));
    let counted = |at: usize| place.lower(at) && place.noun_class(at, place.words.work_count);
    let copies = || number.is_some_and(|number| (number + 1..behind.end).any(counted));
    past && !object && (place.is_verb_of(verb, place.words.work_verb) || copies())
}

/// "Gov.", "Lt": a form of address, but not one that is a word as well ("Metropolitan").
fn abbreviated_title(place: &Place<'_>, at: usize) -> bool {
    const SHORT: u32 = 4;
    let title = place.is(at, place.words.honorific);
    title && (place.page.tokens()[at].shape.has(Shape::FINAL_STOP) || place.page.tokens()[at].span.len() <= SHORT)
}

/// The gazetteer knows the whole span as a demonym before anything else.
fn is_demonym(place: &Place<'_>) -> bool {
    let hits = place.scan.hits_at(place.first).iter();
    hits.filter(|hit| hit.tokens.end as usize == place.after).any(|hit| hit.kind == EntityType::Nationality)
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
    let located = page.tokens().get(at + 1).is_some_and(|t| words.is_locative(t.word));
    out.set_if(Feature::CommaBasedAfter, located && page.tokens()[at].word == words.based);
    let is_place = place.scan.hits_at(at).iter().any(|hit| hit.kind == EntityType::Place && hit.prior > 100);
    out.set_if(Feature::CommaPlaceAfter, is_place);
    if !page.record(at).can_be(Pos::DT) {
        return;
    }
    let compound = page.tokens().get(at + 1).is_some_and(|next| next.shape.has(Shape::JOINER));
    let indefinite = !compound && words.before(page.tokens()[at].word) == Some(Feature::ABefore);
    for token in at + 1..(at + 1 + APPOSITION_REACH).min(sentence.tokens.end as usize) {
        let record = page.record(token);
        // "a Vel-flagged, Ostra-operated ship"
        let listed = place.word(token) == "," && page.record(token - 1).can_be(Pos::VBN) && place.lower(token - 1);
        if record.can_be(Pos::IN) || matches!(place.word(token), "," | ".") && !listed {
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
        let person = place.noun_class(token, words.person_noun)
            || words.roles.iter().any(|class| place.noun_class(token, *class));
        out.set_if(Feature::AppositionPerson, person);
        out.set_if(Feature::AppositionOrganisation, place.noun_class(token, words.organisation_noun));
        out.set_if(Feature::AppositionProduct, place.noun_class(token, words.product_noun));
        out.set_if(Feature::AppositionPlace, place.noun_class(token, words.place_noun));
        let work = place.noun_of(token, &words.work_noun);
        out.set_if(Feature::AppositionWork, work);
        // not "CD, the song" and "Lena Holt, a pilot"
        out.set_if(Feature::AppositionAWork, work && indefinite && !person);
    }
}
