//! People told of as someone's relatives: "his wife, Ana Reel". In: a full name. Out: whether a noun of kinship introduces it;
//! the bare surname in such a text is mostly the one whose relative that is.

use newsgraph_lexicon::{ClassId, Pos, PosSet, Shape, WordId};

use crate::types::{Page, Span};

/// Most words between the noun and the name: "his wife, the former actress Ana Reel", "the son of President Tom Reel".
const BETWEEN: usize = 4;

/// "His wife, Ana Reel", "the widow of the poet Tom Reel": a noun of kinship in small letters before a name, words that
/// describe the name between.
pub(super) fn introduces(page: &Page<'_>, kinship: Option<ClassId>, of: WordId, name: Span) -> bool {
    let start = name.start as usize;
    let noun = |at: usize| {
        page.tokens()[at].shape.has(Shape::LOWER) && kinship.is_some_and(|class| page.record(at).is_in(class))
    };
    let verb = PosSet(Pos::VBD.bit() | Pos::VBZ.bit() | Pos::MD.bit());
    let describes = |at: usize| {
        let record = page.record(at);
        let plain =
            record.noun != 0 || record.can_be(Pos::JJ) || record.can_be(Pos::DT) || page.tokens()[at].word == of;
        plain && !record.pos_set().meets(verb)
    };
    let mut commas = 0;
    for at in (start.saturating_sub(BETWEEN + 1)..start).rev() {
        if noun(at) {
            return true;
        }
        let comma = page.word(at) == ",";
        commas += usize::from(comma);
        if commas > 1 || !comma && (page.tokens()[at].is_punctuation() || !describes(at)) {
            return false;
        }
    }
    false
}
