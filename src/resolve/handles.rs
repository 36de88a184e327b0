//! Handles and hashtags that are another name's: "Lena Holt (@lholt)", "#SonaPictures" beside "Sona Pictures". In: a chosen
//! candidate and what is known by longer names. Out: the entity it is an alias of, whatever its own type seemed to be.

use newsgraph_lexicon::{Shape, WordId, fold_hash};

use super::entities::Known;
use super::name_index::{Index, Tie};
use crate::types::{Candidate, EntityType, Page, Span};

/// Types whose names are written as handles, likeliest first.
const KINDS: [EntityType; 6] = [
    EntityType::Person,
    EntityType::Organisation,
    EntityType::Product,
    EntityType::Work,
    EntityType::Event,
    EntityType::Place,
];

/// The mark of a handle or hashtag right before a candidate.
fn mark<'a>(page: &Page<'a>, candidate: &Candidate) -> Option<&'a str> {
    let before = candidate.tokens.start.checked_sub(1)? as usize;
    let close = !page.tokens()[before + 1].shape.has(Shape::SPACE_BEFORE);
    Some(page.word(before)).filter(|word| close && matches!(*word, "@" | "#"))
}

/// True for a handle or hashtag.
pub(super) fn is_handle(page: &Page<'_>, candidate: &Candidate) -> bool {
    candidate.kind.is_named() && mark(page, candidate).is_some()
}

/// "Lena Holt (@lholt)": the handle in brackets is that of the name before them, but not in "on Vel (@lholt)", where the name
/// is that of the service.
pub(super) fn is_bracketed(page: &Page<'_>, on: WordId, candidate: &Candidate, name: Span) -> bool {
    let (start, end) = (candidate.tokens.start, name.end);
    let service = name.start > 0 && page.tokens()[name.start as usize - 1].word == on;
    let closed = page.tokens().get(candidate.tokens.end as usize).is_some_and(|t| t.text(page.text()) == ")");
    !service && end + 2 == start && closed && page.word(end as usize) == "(" && mark(page, candidate) == Some("@")
}

/// The entity whose name the letters spell.
pub(super) fn spelt(page: &Page<'_>, known: &[Known], index: &Index, candidate: &Candidate) -> Option<usize> {
    let key = fold_hash(&page.letters(candidate.tokens));
    KINDS.iter().find_map(|kind| index.nearest(Tie::Letters, *kind, key, known, candidate.tokens.start))
}
