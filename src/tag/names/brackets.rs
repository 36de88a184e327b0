//! What opens behind a name with a bracket: "(1997)", "(VHA)", "(Norway)", "(born 3 May 1950)".

use newsgraph_lexicon::{ClassId, Lexicon, Sense};

use super::around::Place;
use super::features::Feature;
use super::initials;
use crate::tag::scan::readings;
use crate::types::{Span, Token};

/// Longest bracket that is searched for a birth, in tokens: names in other scripts stand there too.
const LONGEST: usize = 40;

/// Word classes that brackets hold.
pub(super) struct BracketWords {
    pub(super) birth: Option<ClassId>,
}

impl BracketWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        BracketWords { birth: lexicon.class("birth-word") }
    }
}

/// What the bracket that opens right behind a span says of it.
pub(super) fn after(place: &Place<'_>) -> Option<Feature> {
    let (page, open) = (place.page, place.after);
    if !matches!(place.word(open), "(" | "[") {
        return None;
    }
    let first = page.tokens().get(open + 1);
    let name = Span::new(place.first as u32, open as u32);
    Some(if first.is_some_and(Token::is_year) {
        Feature::YearAfter
    } else if initials::spells(page, name) {
        Feature::AcronymAfter
    } else if holds_country(place, open) {
        Feature::CountryInBracket
    } else if holds_birth(place, open) {
        Feature::BirthInBracket
    } else {
        Feature::BracketAfter
    })
}

/// "(Norway)".
fn holds_country(place: &Place<'_>, open: usize) -> bool {
    let closes = |end: u32| matches!(place.word(end as usize), ")" | "]");
    let country = |sense: Sense<'_>| sense.subtype() == "country";
    let inside = place.scan.hits_at(open + 1).iter().filter(|hit| closes(hit.tokens.end));
    inside.flat_map(|hit| readings(place.page, *hit, place.sentence.headline)).any(country)
}

/// "(born 3 May 1950)", "(née Holt)".
fn holds_birth(place: &Place<'_>, open: usize) -> bool {
    let end = (open + LONGEST).min(place.sentence.tokens.end as usize);
    let mut inside = (open + 1..end).take_while(|at| !matches!(place.word(*at), ")" | "]"));
    inside.any(|at| place.lower(at) && place.is(at, place.words.brackets.birth))
}
