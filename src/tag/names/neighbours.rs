//! Evidence from the names next to a name: the neighbour in a list, a known name right before it.

use super::around::Place;
use super::feature_set::Features;
use super::features::Feature;
use crate::types::EntityType;

/// The token before "(…)" when the bracket closes at `token`, else the token itself; a comma before "and" is skipped.
pub(super) fn before_bracket(place: &Place<'_>, token: usize) -> usize {
    let floor = place.sentence.tokens.start as usize;
    let token = if place.word(token) == "," && token > floor { token - 1 } else { token };
    if place.word(token) != ")" {
        return token;
    }
    let open = (floor.max(token.saturating_sub(8))..token).rev().find(|t| place.word(*t) == "(");
    open.filter(|open| *open > floor).map_or(token, |open| open - 1)
}

/// What the name next in a list, which ends or begins at `token`, seems to be.
pub(super) fn neighbour(place: &Place<'_>, token: usize, out: &mut Features) {
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

/// A known name of an organisation or a place ends right before the span.
pub(super) fn ends_with_known(place: &Place<'_>) -> bool {
    ends_with_kind(place, EntityType::Organisation) || ends_with_kind(place, EntityType::Place)
}

/// A gazetteer name of that type ends right before the span.
pub(super) fn ends_with_kind(place: &Place<'_>, kind: EntityType) -> bool {
    let floor = place.first.saturating_sub(3).max(place.sentence.tokens.start as usize);
    (floor..place.first).any(|start| {
        place.scan.hits_at(start).iter().any(|hit| hit.tokens.end as usize == place.first && hit.kind == kind)
    })
}
