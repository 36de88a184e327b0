//! "The group", "the studio", "she": mentions that stand for an entity named before, where one reading is clearly best.
//!
//! Silent otherwise: a wrong antecedent makes wrong edges.

use newsgraph_lexicon::{ClassId, Lexicon, Shape};

use crate::types::{Entity, EntityIndex, EntityType, Mention, Nominal, Page, Sentence, Span};

/// How many sentences back an antecedent may stand.
const REACH: usize = 2;

/// Words that stand for names.
pub(super) struct NominalWords {
    definite: Option<ClassId>,
    /// Nouns by what they stand for: type, subtype if any, class.
    nouns: [(EntityType, &'static str, Option<ClassId>); 8],
    he: Option<ClassId>,
    she: Option<ClassId>,
}

impl NominalWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        NominalWords {
            definite: lexicon.class("definite"),
            nouns: [
                (EntityType::Organisation, "", lexicon.class("org-noun")),
                (EntityType::Person, "", lexicon.class("person-noun")),
                (EntityType::Work, "film", lexicon.class("film-noun")),
                (EntityType::Work, "series", lexicon.class("series-noun")),
                (EntityType::Work, "album", lexicon.class("album-noun")),
                (EntityType::Work, "book", lexicon.class("book-noun")),
                (EntityType::Work, "game", lexicon.class("game-noun")),
                (EntityType::Work, "song", lexicon.class("song-noun")),
            ],
            he: lexicon.class("pronoun-he"),
            she: lexicon.class("pronoun-she"),
        }
    }
}

/// Appends the nominal mentions of a page; `mentions` are in text order.
pub(super) fn add(page: &Page<'_>, words: &NominalWords, entities: &[Entity], mentions: &mut Vec<Mention>) {
    let mut found = Vec::new();
    let mut from = 0;
    for (number, sentence) in page.split.sentences.iter().enumerate() {
        while from < mentions.len() && mentions[from].tokens.start < sentence.tokens.start {
            from += 1;
        }
        if sentence.headline {
            continue;
        }
        let back = page.split.sentences[number.saturating_sub(REACH)].tokens.start;
        for at in sentence.tokens.range() {
            let Some((span, kind, subtype, nominal, gender)) = phrase(page, words, sentence, at) else { continue };
            if mentions[from..].iter().take_while(|m| m.tokens.start < span.end).any(|m| m.tokens.overlaps(span)) {
                continue;
            }
            let before = mentions.iter().filter(|m| {
                m.nominal.is_none()
                    && m.kind == kind
                    && (m.subtype.is_empty() || subtype.is_empty() || m.subtype == subtype)
                    && m.tokens.start >= back
                    && m.tokens.end <= span.start
            });
            let Some(entity) = antecedent(page, entities, before, sentence, gender) else { continue };
            let tokens = &page.tokens()[span.range()];
            let span_bytes = Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end);
            found.push(Mention {
                span: span_bytes,
                tokens: span,
                kind,
                subtype: entities[entity.0 as usize].subtype.clone(),
                entity,
                nominal: Some(nominal),
                value: None,
                rule: if nominal == Nominal::Pronoun { "pronoun" } else { "nominal" }.into(),
            });
        }
    }
    mentions.extend(found);
}

/// A nominal that begins at a token: its tokens, type, subtype, kind and gender (`f`, `m`, 0 for any).
fn phrase(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    at: usize,
) -> Option<(Span, EntityType, &'static str, Nominal, u8)> {
    let record = page.record(at);
    let is = |class: Option<ClassId>| class.is_some_and(|class| record.is_in(class));
    let pronoun =
        |gender| Some((Span::new(at as u32, at as u32 + 1), EntityType::Person, "", Nominal::Pronoun, gender));
    if is(words.he) {
        return pronoun(b'm');
    }
    if is(words.she) {
        return pronoun(b'f');
    }
    if !is(words.definite) {
        return None;
    }
    let noun = at + 1;
    if noun >= sentence.tokens.end as usize || !page.tokens()[noun].shape.has(Shape::LOWER | Shape::LETTER) {
        return None;
    }
    let next = page.tokens().get(noun + 1).filter(|_| noun + 1 < sentence.tokens.end as usize);
    // "the company behind", "the group of", "the studio executive" speak of something else
    let alone = next.is_none_or(|t| {
        t.is_punctuation() || {
            let r = page.record(noun + 1);
            r.verb != 0 || r.noun == 0
        }
    });
    let modified = next.is_some_and(|t| page.lexicon.word_of("of") == t.word);
    let in_class = |class: &Option<ClassId>| class.is_some_and(|class| page.record(noun).is_in(class));
    let (kind, subtype, _) = words.nouns.iter().find(|(_, _, class)| in_class(class))?;
    (alone && !modified).then_some((Span::new(at as u32, noun as u32 + 1), *kind, *subtype, Nominal::Noun, 0))
}

/// The one entity that fits: alone in reach, or first named in the nearest sentence that names one.
fn antecedent<'m>(
    page: &Page<'_>,
    entities: &[Entity],
    before: impl Iterator<Item = &'m Mention>,
    sentence: &Sentence,
    gender: u8,
) -> Option<EntityIndex> {
    let fits = |mention: &&Mention| gender == 0 || gender_fits(page, mention, entities, gender);
    let before: Vec<&Mention> = before.filter(fits).collect();
    let last = before.last()?;
    if before.iter().all(|m| m.entity == last.entity) {
        return Some(last.entity);
    }
    // several: the one that is named first in its sentence, when it is also the only one named twice or more
    let nearest = page.split.sentences.iter().find(|s| s.tokens.contains(last.tokens))?;
    if nearest.tokens == sentence.tokens && gender == 0 {
        return None;
    }
    let inside: Vec<&&Mention> = before.iter().filter(|m| nearest.tokens.contains(m.tokens)).collect();
    let first = inside.first()?;
    inside.iter().all(|m| m.entity == first.entity).then_some(first.entity)
}

/// The person's given name is of that gender, or of none.
fn gender_fits(page: &Page<'_>, mention: &Mention, entities: &[Entity], gender: u8) -> bool {
    let name = &entities[mention.entity.0 as usize].name;
    let first = name.split_whitespace().next().unwrap_or("");
    let record = page.lexicon.record(page.lexicon.word_of(first));
    record.word_gender().is_none_or(|g| g == gender)
}
