//! Names whose initials follow in brackets: "Organisation for Security and Cooperation in Europe (OSCE)". The initials tell
//! where a name begins, small words and commas inside it or not (after Schwartz and Hearst, PSB 2003).

use newsgraph_lexicon::Shape;

use crate::types::{Page, Sentence, Span};

/// Longest name that initials are looked for in, in tokens.
const LONGEST: usize = 14;
/// Fewest and most letters of initials.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=9;

/// Appends the names of a sentence that initials in brackets spell.
pub(super) fn initials(page: &Page<'_>, sentence: &Sentence, out: &mut Vec<Span>) {
    for open in sentence.tokens.range().filter(|at| begins_brackets(page, sentence, *at)) {
        let floor = (sentence.tokens.start as usize).max(open.saturating_sub(LONGEST));
        let spelt = (floor..open).rev().map(|start| Span::new(start as u32, open as u32)).find(|s| spells(page, *s));
        out.extend(spelt);
    }
}

/// Initials in brackets follow the span, and its words begin with their letters: all words, or those with a capital.
pub(super) fn spells(page: &Page<'_>, span: Span) -> bool {
    let Some(letters) = page.tokens().get(span.end as usize + 1) else { return false };
    let letters = letters.text(page.text()).trim_end_matches('s');
    let tokens = &page.tokens()[span.range()];
    let words = tokens.iter().filter(|token| token.shape.has(Shape::LETTER) && !token.shape.has(Shape::POSSESSIVE));
    let first = |token: &crate::types::Token| token.text(page.text()).chars().next().unwrap_or_default();
    let all = words.clone().map(first).flat_map(char::to_uppercase);
    let capitals = words.filter(|token| token.is_capitalised()).map(first);
    tokens[0].is_capitalised()
        && LETTERS.contains(&letters.len())
        && (capitals.eq(letters.chars()) || all.eq(letters.chars()))
}

/// "(OSCE)": capitals alone in brackets, the brackets at `at`.
fn begins_brackets(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let inside = at + 2 < sentence.tokens.end as usize;
    inside && page.word(at) == "(" && page.word(at + 2) == ")" && page.tokens()[at + 1].shape.has(Shape::ALL_UPPER)
}
