//! Stage 6 of 8, units of mentions. In: tokens under a mention. Out: whether it stands as a name, where its unit ends, of which
//! classes it is. See [`unit`](super::unit).

use newsgraph_lexicon::{ClassBits, Pos, Shape, meets};

use crate::relate::grammar::Bits;
use crate::relate::unit::{ADVERB_LEAD, Cover, Unit, UnitWords, word_unit};
use crate::types::{EntityType, Extraction, Mention, Page, Span};

/// "now living in Vel": a date of one word that is nearly always an adverb is no noun group.
pub(super) fn stands_as_adverb(page: &Page<'_>, at: usize, mention: &Mention) -> bool {
    let weight = page.record(at).weight;
    mention.kind == EntityType::Date && mention.tokens.len() == 1 && weight[3] > weight[0] + ADVERB_LEAD
}

/// "Lena Varga, MD, FACP, said": where the degrees and orders behind a person's name end; they are part of its unit.
pub(super) fn suffixes_end(
    page: &Page<'_>,
    from: usize,
    stop: usize,
    cover: &Cover,
    extraction: &Extraction,
    words: &UnitWords<'_>,
) -> usize {
    let tokens = page.tokens();
    let suffix = |token: usize| {
        let classes = page.record(token).classes;
        let is = |bits: ClassBits| meets(&classes, &bits);
        let capitals = tokens[token].shape.has(Shape::UPPER_FIRST)
            && tokens[token].shape.any(Shape::ALL_UPPER | Shape::INNER_UPPER)
            && !tokens[token].shape.has(Shape::ONE_LETTER);
        let place = cover.name(token).is_some_and(|m| extraction.mentions[m.0 as usize].kind == EntityType::Place);
        is(words.classes.suffixes) && !is(words.classes.roles) && capitals && !place
    };
    let mut end = from;
    loop {
        let at = if end < stop && page.word(end) == "," { end + 1 } else { end };
        if at >= stop || !suffix(at) || at == from {
            return end;
        }
        end = at + 1;
    }
}

/// A job title of several words as the office in it: the longest phrase that is one ("vice president" of "vice president of
/// sales"), else the word before the first preposition ("researcher" of "security threat researcher"). Other nouns in it
/// are the field of the office.
pub(super) fn office_unit(page: &Page<'_>, at: usize, last: usize, words: &UnitWords<'_>) -> Unit {
    let tokens = page.tokens();
    let mut office = None;
    for start in at..last {
        words.lexicon.matches(
            |n| (start + n < last).then(|| (tokens[start + n].hash, tokens[start + n].shape)),
            |hit| {
                let longer = hit.tokens > office.map_or(1, |(from, to): (usize, usize)| to - from);
                if longer && meets(&hit.classes, &words.classes.roles) {
                    office = Some((start, start + hit.tokens));
                }
            },
        );
    }
    let preposition = |t: &usize| page.record(*t).can_be(Pos::IN) && !page.record(*t).can_be(Pos::NN);
    let (start, end) = office.unwrap_or_else(|| {
        let end = (at + 1..last).find(preposition).unwrap_or(last);
        (end - 1, end)
    });
    let mut unit = word_unit(page, start, end, words);
    unit.tokens = Span::new(at as u32, last as u32);
    let field = |t: usize| {
        let (record, bits) = (page.record(t), words.grammar.of(tokens[t].hash));
        bits.any(Bits::FIELD) || record.weight[0] > record.weight[2] && !bits.any(Bits::KIND_NOUN | Bits::WHOLE)
    };
    if end < last || (at..start).any(field) {
        unit.bits = unit.bits | Bits::FIELD;
    }
    unit
}
