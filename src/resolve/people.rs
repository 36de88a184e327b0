//! One person by a people's name: "the Spaniard", "a young Serb". In: stretches with their scores. Out: the same, such words
//! raised as what they are; "Pole" and "Swede" look like other names. Plurals ("the Serbs") and adjectives stay as they are.

use newsgraph_lexicon::{Pos, PosSet, Shape, fold_hash};

use super::choose::Stretch;
use super::nominals::NominalWords;
use crate::types::{Candidate, EntityType, Mention, ONE_PERSON, Page, Sentence, Span};

/// What such a word gains as a demonym, in thousandths.
const GAIN: i32 = 5000;
/// Subtype of peoples without a country: "the Hutu" are many.
const PEOPLE: &str = "people";
/// Most words between article and demonym, and most tokens ("a 24-year-old Serb").
const ADJECTIVES: usize = 2;
const REACH: usize = 7;

/// Raises demonyms that stand for one person; `stretches` are in text order.
pub(super) fn tell(page: &Page<'_>, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let mut from = 0;
    for sentence in &page.split.sentences {
        let to = from + stretches[from..].partition_point(|s| s.tokens.start < sentence.tokens.end);
        for stretch in stretches[from..to].iter_mut().filter(|_| !sentence.headline) {
            let people = |n: usize| candidates[n].kind == EntityType::Nationality;
            let Some(at) = stretch.readings.iter().position(|(n, _)| people(*n)) else { continue };
            // "the Caribbean", "The Scotsman"
            let known = |n: usize| candidates[n].sense.is_some() && candidates[n].kind != EntityType::Person;
            let other = stretch.readings.iter().any(|(n, _)| !people(*n) && known(*n));
            if !other && is_one(page, sentence, stretch.tokens) {
                stretch.readings[at].1 += GAIN;
            }
        }
        from = to;
    }
}

/// "The Spaniard", "a young Serb", "the 31-year-old Serb": a demonym in the singular behind an article, no word of another
/// group.
pub(super) fn is_one(page: &Page<'_>, sentence: &Sentence, demonym: Span) -> bool {
    is_determined(page, sentence, demonym.start as usize)
        && !goes_on(page, sentence, demonym.end as usize)
        && has_plural(page, demonym)
}

/// "A Ukrainian", "a young Serb man": someone without a name, whom "the Ukrainian" is further on.
pub(super) fn is_unnamed(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    mention: &Mention,
    named: &[Mention],
) -> bool {
    if mention.kind != EntityType::Nationality || mention.nominal.is_some() {
        return false;
    }
    let (start, next) = (mention.tokens.start as usize, mention.tokens.end as usize);
    let first = sentence.tokens.start as usize;
    let article = (first..start).rev().take(REACH).find(|at| page.record(*at).can_be(Pos::DT));
    let definite = |at: usize| words.definite.is_some_and(|class| page.record(at).is_in(class));
    // "Lena Varga, a Serb, …", "Lena Varga is a Serb"
    let person = |end: usize| named.iter().any(|m| m.tokens.end as usize == end && m.kind == EntityType::Person);
    let says = |at: usize| page.word(at) == "," && person(at) || page.record(at).verb == words.be.0;
    let said = |at: usize| at > first && says(at - 1);
    if !article.is_some_and(|at| !definite(at) && !said(at)) {
        return false;
    }
    let noun = next < sentence.tokens.end as usize
        && [words.nouns[1].2, words.role].into_iter().flatten().any(|class| page.record(next).is_in(class));
    let named = page.tokens().get(next + 1).is_some_and(|token| token.is_capitalised());
    mention.subtype == ONE_PERSON || noun && !named
}

/// An article, with adjectives or an age at most between.
fn is_determined(page: &Page<'_>, sentence: &Sentence, start: usize) -> bool {
    let first = sentence.tokens.start as usize;
    let plain = |at: &usize| {
        let token = &page.tokens()[*at];
        token.shape.has(Shape::JOINER) || token.shape.has(Shape::DIGIT) || is_adjective(page, *at)
    };
    let mut words = 0;
    for at in (first..start).rev() {
        let record = page.record(at);
        if record.can_be(Pos::DT) && !page.tokens()[at].is_punctuation() {
            // no "in The Scotsman"
            return at == first || !page.tokens()[at].is_capitalised();
        }
        words += usize::from(!page.tokens()[at].shape.any(Shape::JOINER | Shape::DIGIT));
        if !plain(&at) || words > ADJECTIVES + 1 {
            return false;
        }
    }
    false
}

/// "young", "old": a word in small letters that describes.
fn is_adjective(page: &Page<'_>, at: usize) -> bool {
    let describes = PosSet(Pos::JJ.bit() | Pos::NN.bit() | Pos::VBN.bit());
    page.tokens()[at].shape.has(Shape::LOWER) && page.record(at).pos_set().meets(describes)
}

/// "The Russian attack", "the German who", "the Serb beat Tom Reel": whether the group goes on behind a demonym.
fn goes_on(page: &Page<'_>, sentence: &Sentence, next: usize) -> bool {
    let end = sentence.tokens.end as usize;
    let tokens = page.tokens();
    if next >= end {
        return false;
    }
    let token = &tokens[next];
    let capital = |at: usize| at < end && tokens[at].is_capitalised();
    if token.is_punctuation() {
        // "the Spaniard, Lena Varga, …", "the Italian, French and Greek governments", "the Greek 'agape'", "[the Greek] firm"
        let opens = token.shape.has(Shape::QUOTE) && token.shape.has(Shape::SPACE_BEFORE);
        let bracket = matches!(page.word(next), "]" | "(");
        return token.shape.has(Shape::JOINER) || opens || bracket || page.word(next) == "," && capital(next + 1);
    }
    let record = page.record(next);
    if token.is_capitalised() || token.shape.has(Shape::DIGIT) || record.can_be(Pos::CC) && capital(next + 1) {
        return true;
    }
    let set = record.pos_set();
    let closed = [Pos::IN, Pos::MD, Pos::WP, Pos::WPS, Pos::WDT, Pos::TO, Pos::DT, Pos::CC];
    if closed.into_iter().any(|pos| set.has(pos)) {
        return false;
    }
    let compound = next + 1 < end && tokens[next + 1].shape.has(Shape::JOINER);
    let noun = set.meets(PosSet(Pos::NN.bit() | Pos::NNS.bit() | Pos::JJ.bit()));
    let [as_noun, as_verb, as_adjective, as_adverb] = record.weight;
    if compound || !set.meets(PosSet(Pos::VBZ.bit() | Pos::VBD.bit())) {
        // "the Briton then", but not "the Briton driver" and "the Briton first"
        return compound || noun && as_adverb <= as_noun.max(as_adjective) || set.is_empty();
    }
    // "the Serb beat the Dane", "the Russian strikes killed": a noun has no group right behind it
    let object = |at: usize| {
        let behind = page.record(at).pos_set();
        let opens = PosSet(Pos::DT.bit() | Pos::PRP.bit() | Pos::PRPS.bit() | Pos::RB.bit());
        capital(at) || tokens[at].shape.has(Shape::DIGIT) || behind.meets(opens) && !behind.has(Pos::IN)
    };
    noun && as_verb <= as_noun && !(next + 1 < end && object(next + 1))
}

/// "Spaniard", "Frenchwoman", "New Zealander": words whose plural is a demonym too; "Spanish" has none.
fn has_plural(page: &Page<'_>, demonym: Span) -> bool {
    let tokens = &page.tokens()[demonym.range()];
    let word = page.word(demonym.end as usize - 1);
    let known = |plural: &str| {
        let (hash, mut found) = (fold_hash(plural), false);
        let token = |n: usize| {
            let token = tokens.get(n)?;
            Some((if n + 1 == tokens.len() { hash } else { token.hash }, token.shape))
        };
        page.lexicon.matches(token, |hit| {
            found |= hit.tokens == tokens.len()
                && page.lexicon.senses(hit).any(|s| s.kind == EntityType::Nationality && s.subtype() != PEOPLE);
        });
        found
    };
    let men = word.strip_suffix("man").map(|stem| format!("{stem}men"));
    known(&format!("{word}s")) || men.is_some_and(|men| known(&men))
}
