//! What names the same thing in a document: gazetteer ids, the same words, surnames, acronyms and short forms.
//!
//! Longer names come first, so that a short form finds its full form wherever that stands. A bare surname or an acronym
//! that is never spelt out stays local to its document.

use newsgraph_lexicon::{ClassId, Flags, Lexicon, Pos, Shape};

use crate::types::{Candidate, Entity, EntityIndex, EntityType, Mention, Page, Span, Value};

/// Word classes that joining needs.
pub(super) struct JoinWords {
    legal_suffix: Option<ClassId>,
}

impl JoinWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        JoinWords { legal_suffix: lexicon.class("legal-suffix") }
    }
}

/// An entity while its forms are gathered.
struct Known {
    entity: Entity,
    /// Folded words of its forms, articles and legal suffixes left out; the first is the fullest.
    forms: Vec<Vec<u64>>,
    /// First letters of the words of its fullest form: of the capitalised ones, and of all.
    initials: [String; 2],
    /// It has a gazetteer's id.
    listed: bool,
    /// The letters in brackets that define it.
    acronym: Option<u64>,
}

/// Mentions of the chosen candidates in text order, and the entities they point to.
pub(super) fn join(
    page: &Page<'_>,
    words: &JoinWords,
    candidates: &[Candidate],
    chosen: &[usize],
) -> (Vec<Mention>, Vec<Entity>) {
    let mut known: Vec<Known> = Vec::new();
    let mut entity_of = vec![0usize; chosen.len()];
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|n| {
        let candidate = &candidates[chosen[*n]];
        (std::cmp::Reverse(candidate.tokens.len()), candidate.tokens.start)
    });
    for n in order {
        let candidate = &candidates[chosen[n]];
        let form = form(page, words, candidate.tokens);
        let found = known.iter().position(|k| same(page, words, k, candidate, &form));
        entity_of[n] = match found {
            Some(at) => {
                if !known[at].forms.contains(&form) {
                    known[at].forms.push(form);
                }
                adopt(page, &mut known[at], candidate);
                at
            }
            None => {
                known.push(new(page, candidate, form));
                known.len() - 1
            }
        };
    }
    // entities are numbered by their first mention
    let mut number = vec![None; known.len()];
    let mut entities = Vec::new();
    let mentions = chosen
        .iter()
        .zip(&entity_of)
        .map(|(index, at)| {
            let candidate = &candidates[*index];
            let entity = *number[*at].get_or_insert_with(|| {
                entities.push(finished(page, &known[*at]));
                EntityIndex(entities.len() as u32 - 1)
            });
            Mention {
                span: candidate.span,
                tokens: candidate.tokens,
                kind: candidate.kind,
                subtype: candidate.subtype.clone(),
                entity,
                nominal: None,
                value: candidate.value.clone(),
                rule: candidate.rule.clone(),
            }
        })
        .collect();
    (mentions, entities)
}

/// Folded words without hyphens, a leading article and legal suffixes.
fn form(page: &Page<'_>, words: &JoinWords, tokens: Span) -> Vec<u64> {
    let suffix = |token: usize| words.legal_suffix.is_some_and(|class| page.record(token).is_in(class));
    let counts = |token: &usize| page.tokens()[*token].shape.any(Shape::LETTER | Shape::DIGIT);
    let mut kept: Vec<usize> = tokens.range().filter(counts).collect();
    if kept.len() > 1 && page.record(kept[0]).can_be(Pos::DT) {
        kept.remove(0);
    }
    while kept.len() > 1 && suffix(kept[kept.len() - 1]) {
        kept.pop();
    }
    kept.into_iter().map(|token| page.tokens()[token].hash).collect()
}

/// True when the candidate names the entity.
fn same(page: &Page<'_>, words: &JoinWords, known: &Known, candidate: &Candidate, form: &[u64]) -> bool {
    if known.entity.kind != Some(candidate.kind) {
        return false;
    }
    if let Some(value) = &candidate.value {
        return known.entity.id == value_id(candidate.kind, value);
    }
    if known.forms.iter().any(|f| f == form) {
        return true;
    }
    if let Some(sense) = candidate.sense.and_then(|id| page.lexicon.sense(id)) {
        if known.listed && !sense.flags().has(Flags::ACRONYM) {
            return known.entity.id == sense.entity_id();
        }
        if !sense.flags().any(Flags::SHORT.with(Flags::ACRONYM)) {
            return false;
        }
    }
    let full = &known.forms[0];
    match candidate.kind {
        EntityType::Person if form.len() == 1 && full.len() > 1 => {
            full.last() == form.last() || full.first() == form.first()
        }
        EntityType::Person if form.len() == 2 && full.len() > 2 => {
            full.first() == form.first() && full.last() == form.last()
        }
        EntityType::Organisation | EntityType::Product | EntityType::Event => {
            let one = form.len() == 1 && full.len() > 1;
            let token = &page.tokens()[candidate.tokens.start as usize];
            let capitals = one && token.shape.has(Shape::ALL_UPPER) && token.span.len() > 1;
            if capitals {
                return known.acronym == Some(form[0])
                    || known
                        .initials
                        .iter()
                        .any(|i| i.eq_ignore_ascii_case(token.text(page.text()).trim_start_matches('#')));
            }
            // "Sona Corp" is a full name, not short for "Sona Pictures"
            let last = candidate.tokens.end as usize - 1;
            if words.legal_suffix.is_some_and(|class| page.record(last).is_in(class)) {
                return false;
            }
            // "Northgate" for "Northgate Dairies"; a name the gazetteer has by itself was kept apart above
            candidate.kind != EntityType::Event && full.len() > form.len() && full.starts_with(form)
        }
        _ => false,
    }
}

/// The acronym in brackets right after a name: "PlayStation Network (PSN)".
fn defined_acronym(page: &Page<'_>, tokens: Span) -> Option<u64> {
    let after = page.tokens().get(tokens.end as usize..tokens.end as usize + 3)?;
    let bracketed = after[0].text(page.text()) == "(" && after[2].text(page.text()) == ")";
    (bracketed && tokens.len() > 1 && after[1].shape.has(Shape::ALL_UPPER)).then_some(after[1].hash)
}

fn new(page: &Page<'_>, candidate: &Candidate, form: Vec<u64>) -> Known {
    let letters = |all: bool| -> String {
        let words = candidate
            .tokens
            .range()
            .filter(|t| page.tokens()[*t].shape.has(Shape::LETTER) && (all || page.tokens()[*t].is_capitalised()));
        words.filter_map(|token| page.word(token).chars().next()).collect()
    };
    let initials = [letters(false), letters(true)];
    let mut entity = Entity {
        name: one_line(candidate.span.of(page.text())),
        kind: Some(candidate.kind),
        subtype: candidate.subtype.clone(),
        ..Entity::default()
    };
    if let Some(value) = &candidate.value {
        entity.id = value_id(candidate.kind, value);
        entity.name = value_name(value);
    }
    let mut known = Known { entity, forms: vec![form], initials, listed: false, acronym: None };
    adopt(page, &mut known, candidate);
    known
}

/// Takes over what a further mention knows of the entity.
fn adopt(page: &Page<'_>, known: &mut Known, candidate: &Candidate) {
    known.acronym = known.acronym.or_else(|| defined_acronym(page, candidate.tokens));
    if let Some(sense) = candidate.sense.and_then(|id| page.lexicon.sense(id)).filter(|_| !known.listed) {
        known.entity.id = sense.entity_id().to_owned();
        known.entity.name = sense.name().to_owned();
        known.entity.subtype = sense.subtype().into();
        known.listed = true;
    }
}

/// Gives entities without a gazetteer id theirs.
fn finished(page: &Page<'_>, known: &Known) -> Entity {
    let mut entity = known.entity.clone();
    let kind = entity.kind.map_or("", EntityType::name);
    if entity.id.is_empty() {
        entity.id = format!("{kind}:{}", slug(&entity.name));
        let one_word = !entity.name.contains(char::is_whitespace);
        let shouted = entity.name.chars().all(|c| !c.is_lowercase());
        entity.local = one_word
            && (entity.kind == Some(EntityType::Person) || entity.kind == Some(EntityType::Organisation) && shouted);
        if entity.local {
            entity.id = format!("{}@{}", entity.id, page.document.raw.id);
        }
    }
    entity
}

/// `date:2014-11-24`, `figure:18000000-usd`: the same value is the same entity.
fn value_id(kind: EntityType, value: &Value) -> String {
    format!("{kind}:{}", slug(&value_name(value)))
}

fn value_name(value: &Value) -> String {
    match value {
        Value::Date(date) if !date.modifier.is_empty() => format!("{} {}", date.modifier, date.timex),
        Value::Date(date) => date.timex.clone(),
        Value::Figure(figure) => {
            let number = if figure.number.is_empty() {
                format!("{}-{}", figure.low, figure.high)
            } else {
                figure.number.clone()
            };
            [figure.modifier.as_str(), &number, &figure.unit]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

/// Lower case, accents folded, everything but letters and digits a single hyphen.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in newsgraph_lexicon::fold(name).chars() {
        if c.is_alphanumeric() || c == '.' && slug.ends_with(|c: char| c.is_ascii_digit()) {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches(['-', '.']).to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
