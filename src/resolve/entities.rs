//! What names the same thing in a document: gazetteer ids, the same words, surnames, acronyms and short forms.
//!
//! Longer names come first, so that a short form finds its full form wherever that stands. A bare surname or an acronym
//! that is never spelt out stays local to its document.

use std::collections::BTreeSet;

use newsgraph_lexicon::{ClassId, Flags, Lexicon, Pos, Sense, Shape, WordId};

use super::entity_ids::{slug, value_id, value_name};
use super::handles;
use super::name_index::{Index, Tie, id_hash, key};
use super::relatives;
use crate::types::{Candidate, Entity, EntityIndex, EntityType, Mention, Page, Span};

/// Word classes that joining needs.
pub(super) struct JoinWords {
    legal_suffix: Option<ClassId>,
    naming: Option<ClassId>,
    particle: Option<ClassId>,
    place_head: Option<ClassId>,
    district: Option<ClassId>,
    unit: Option<ClassId>,
    birth: Option<ClassId>,
    generation: Option<ClassId>,
    kinship: Option<ClassId>,
    on: WordId,
    of: WordId,
}

impl JoinWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        JoinWords {
            legal_suffix: lexicon.class("legal-suffix"),
            naming: lexicon.class("naming-word"),
            particle: lexicon.class("name-particle"),
            place_head: lexicon.class("place-head"),
            district: lexicon.class("district-head"),
            unit: lexicon.class("unit-noun"),
            birth: lexicon.class("birth-word"),
            generation: lexicon.class("generation"),
            kinship: lexicon.class("kinship"),
            on: lexicon.word_of("on"),
            of: lexicon.word_of("of"),
        }
    }
}

/// An entity while its forms are gathered.
pub(super) struct Known {
    pub(super) entity: Entity,
    /// Folded words of its fullest form, articles and legal suffixes left out.
    full: Vec<u64>,
    /// It has a gazetteer's id.
    listed: bool,
    /// A person whose full name only ever tells whose relative that is: "his wife, Ana Reel".
    pub(super) relative: bool,
    /// First tokens of its mentions so far.
    pub(super) starts: BTreeSet<u32>,
}

/// Mentions of the chosen candidates in text order, and the entities they point to.
pub(super) fn join(
    page: &Page<'_>,
    words: &JoinWords,
    candidates: &mut [Candidate],
    chosen: &[usize],
) -> (Vec<Mention>, Vec<Entity>) {
    forget_introduced(page, words, candidates, chosen);
    let candidates = &*candidates;
    let mut known: Vec<Known> = Vec::new();
    let is_handle: Vec<bool> = chosen.iter().map(|at| handles::is_handle(page, &candidates[*at])).collect();
    let mut index = Index::new(is_handle.contains(&true), words.generation);
    let mut entity_of = vec![0usize; chosen.len()];
    let is_birth_name: Vec<bool> = (0..chosen.len())
        .map(|n| n > 0 && birth_name(page, words, &candidates[chosen[n - 1]], &candidates[chosen[n]]))
        .collect();
    // a name and the birth name behind it come together, the name first
    let length = |n: usize| {
        let pair = [
            n.checked_sub(1).filter(|_| is_birth_name[n]),
            Some(n),
            Some(n + 1).filter(|n| is_birth_name.get(*n) == Some(&true)),
        ];
        pair.into_iter().flatten().map(|n| candidates[chosen[n]].tokens.len()).max()
    };
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|n| (is_handle[*n], std::cmp::Reverse(length(*n)), candidates[chosen[*n]].tokens.start));
    for n in order {
        let candidate = &candidates[chosen[n]];
        let form = form(page, words, with_owner(page, candidate));
        let bracketed = |b: &usize| handles::is_bracketed(page, words.on, candidate, candidates[chosen[*b]].tokens);
        let before = n.checked_sub(1).filter(|b| is_birth_name[n] || is_handle[n] && bracketed(b));
        let alias = match before {
            Some(name) => Some(entity_of[name]),
            None if is_handle[n] => handles::spelt(page, &known, &index, candidate),
            None => None,
        };
        let full = candidate.kind == EntityType::Person && form.len() > 1;
        let relative = full && relatives::introduces(page, words.kinship, words.of, candidate.tokens);
        let at = match alias.or_else(|| find(page, words, &known, &index, candidate, &form)) {
            Some(at) => {
                take_over(page, &mut known[at], candidate, &form);
                known[at].relative &= relative || !full;
                at
            }
            None => {
                known.push(Known { relative, ..new(page, candidate, form.clone()) });
                known.len() - 1
            }
        };
        index.add(page, at, &known[at], candidate, &form, lead(page, words, candidate));
        known[at].starts.insert(candidate.tokens.start);
        entity_of[n] = at;
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
                entities.push(finished(page, std::mem::take(&mut known[*at].entity)));
                EntityIndex(entities.len() as u32 - 1)
            });
            Mention {
                span: hashtag(page, candidate),
                tokens: candidate.tokens,
                kind: entities[entity.0 as usize].kind.unwrap_or(candidate.kind),
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

/// "Vel (born Lena Holt)", "Anna Vel (née Holt)": another name of the person named right before.
fn birth_name(page: &Page<'_>, words: &JoinWords, name: &Candidate, other: &Candidate) -> bool {
    let persons = name.kind == EntityType::Person && other.kind == EntityType::Person;
    let between = name.tokens.end as usize;
    persons
        && other.tokens.start as usize == between + 2
        && matches!(page.word(between), "(" | ",")
        && words.birth.is_some_and(|class| page.record(between + 1).is_in(class))
}

/// The bytes of a mention: the mark of a hashtag is part of it.
fn hashtag(page: &Page<'_>, candidate: &Candidate) -> Span {
    let Span { start, end } = candidate.span;
    let marked = page.text().get(..start as usize).is_some_and(|before| before.ends_with('#'));
    if marked && candidate.kind.is_named() { Span::new(start - 1, end) } else { candidate.span }
}

/// "A group codenamed GOP": what a text introduces by its name is not what the gazetteer knows by these letters.
fn forget_introduced(page: &Page<'_>, words: &JoinWords, candidates: &mut [Candidate], chosen: &[usize]) {
    let Some(naming) = words.naming else { return };
    let single = |c: &Candidate| c.sense.is_some() && c.tokens.len() == 1 && c.tokens.start > 0;
    let acronym = |c: &Candidate| page.tokens()[c.tokens.start as usize].shape.has(Shape::ALL_UPPER);
    let introduced = |c: &Candidate| page.record(c.tokens.start as usize - 1).is_in(naming);
    let letters = |c: &Candidate| page.tokens()[c.tokens.start as usize].hash;
    let all = chosen.iter().map(|index| &candidates[*index]);
    let new: Vec<u64> = all.filter(|c| single(c) && acronym(c) && introduced(c)).map(letters).collect();
    for index in chosen.iter().filter(|_| !new.is_empty()) {
        if single(&candidates[*index]) && new.contains(&letters(&candidates[*index])) {
            (candidates[*index].sense, candidates[*index].subtype) = (None, "".into());
        }
    }
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

/// How many words a name is at least cut to: "Vel" is not short for "Vel County Police" or "Vel Security Research Team",
/// but the county and the firm that these belong to. Of places only a
/// district is called by its first word, not "Vel River" or "Vel Hospital".
fn lead(page: &Page<'_>, words: &JoinWords, candidate: &Candidate) -> usize {
    let tokens = candidate.tokens;
    let is = |token: usize, class: Option<ClassId>| class.is_some_and(|class| page.record(token).is_in(class));
    let article = usize::from(tokens.len() > 1 && page.record(tokens.start as usize).can_be(Pos::DT));
    let (start, last) = (tokens.start as usize + article, tokens.end as usize - 1);
    if candidate.kind == EntityType::Place {
        let called = !page.record(start).is_ordinary() && last > start && is(last, words.district);
        return if called { 1 } else { usize::MAX };
    }
    let long = start + 2 <= last;
    if long && (is(start + 1, words.place_head) || is(last, words.unit)) { 2 } else { 1 }
}

/// How far behind the first word of a name its acronym stands in brackets, at most.
const DEFINED_REACH: u32 = 10;

/// Types whose names are abbreviated by their first letters.
const DEFINED: [EntityType; 3] = [EntityType::Organisation, EntityType::Product, EntityType::Event];

/// The entity that the candidate names, among those known by fuller names.
fn find(
    page: &Page<'_>,
    words: &JoinWords,
    known: &[Known],
    index: &Index,
    candidate: &Candidate,
    form: &[u64],
) -> Option<usize> {
    let (kind, start) = (candidate.kind, candidate.tokens.start);
    let nearest = |tie, key| index.nearest(tie, kind, key, known, start);
    if let Some(value) = &candidate.value {
        return nearest(Tie::Id, id_hash(&value_id(kind, value)));
    }
    if let Some(at) = nearest(Tie::Words, key(form)) {
        return Some(at);
    }
    // what a document spells out is what its acronym means, whatever the gazetteer thinks of it
    let token = &page.tokens()[start as usize];
    let capitals = form.len() == 1 && token.shape.has(Shape::ALL_UPPER) && token.span.len() > 1;
    if let Some(at) = capitals.then(|| nearest(Tie::Acronym, form[0])).flatten() {
        return Some(at);
    }
    // "PlayStation Network (PSN)": what the brackets define is of the type of the name before them
    let bracketed = capitals && start > 0 && page.word(start as usize - 1) == "(";
    let other = |kind: &EntityType| index.nearest(Tie::Acronym, *kind, form[0], known, start);
    let adjoins = |at: &usize| {
        let reach = (start + 1).saturating_sub(DEFINED_REACH)..=start;
        known[*at].starts.range(reach).next().is_some()
    };
    if let Some(at) = bracketed.then(|| DEFINED.iter().find_map(other).filter(adjoins)).flatten() {
        return Some(at);
    }
    if let Some(sense) = candidate.sense.and_then(|id| page.lexicon.sense(id)) {
        if let Some(at) = nearest(Tie::Id, id_hash(sense.entity_id())) {
            return Some(at);
        }
        // "Sony" beside "Sony Pictures Entertainment" is the parent: a name of its own
        if !sense.flags().has(Flags::SHORT) && kind != EntityType::Person {
            return None;
        }
    }
    let named = sense_of(page, candidate).is_some();
    // "Sona Corp" is a full name, not short for "Sona Pictures"
    let last = candidate.tokens.end as usize - 1;
    let full = words.legal_suffix.is_some_and(|class| page.record(last).is_in(class));
    let particle = words.particle.is_some_and(|class| page.record(start as usize).is_in(class));
    let unlisted = |at: usize| !named || !known[at].listed;
    match kind {
        EntityType::Person if form.len() == 1 => nearest(Tie::PartOfName, form[0]).filter(|at| unlisted(*at)),
        // "Al-Haddad" is "Karim al-Haddad"
        EntityType::Person if form.len() == 2 && particle => {
            nearest(Tie::PartOfName, form[1]).filter(|at| unlisted(*at))
        }
        EntityType::Person if form.len() == 2 => nearest(Tie::Outer, key(form)),
        EntityType::Organisation | EntityType::Product if !capitals && !full => {
            // "Sona Entertainment" is "Sona Pictures Entertainment"
            let outer = || if form.len() == 2 { nearest(Tie::Outer, key(form)) } else { None };
            let club = || if form.len() == 1 { index.only(Tie::Last, kind, form[0]) } else { None };
            nearest(Tie::Lead, key(form)).or_else(outer).or_else(club)
        }
        // "Tavel" is "Tavel County"
        EntityType::Place if form.len() == 1 && !named => nearest(Tie::Lead, key(form)),
        _ => None,
    }
}

fn new(page: &Page<'_>, candidate: &Candidate, form: Vec<u64>) -> Known {
    let first = with_owner(page, candidate).start as usize;
    let name = Span::new(page.tokens()[first].span.start.min(candidate.span.start), candidate.span.end);
    let mut entity = Entity {
        name: one_line(name.of(page.text())),
        kind: Some(candidate.kind),
        subtype: candidate.subtype.clone(),
        ..Entity::default()
    };
    if let Some(value) = &candidate.value {
        entity.id = value_id(candidate.kind, value);
        entity.name = value_name(value);
    }
    let mut known = Known { entity, full: Vec::new(), listed: false, relative: false, starts: BTreeSet::new() };
    known.full.clone_from(&form);
    take_over(page, &mut known, candidate, &form);
    if let Some(sense) = written_apart(page, candidate).filter(|_| !known.listed && candidate.value.is_none()) {
        known.entity.id = sense.entity_id().to_owned();
        known.entity.name = sense.name().to_owned();
        known.entity.subtype = sense.subtype().into();
        known.listed = true;
    }
    known
}

/// Rule of what an organ of a state is found by.
const STATE_BODY: &str = "state-body";

/// "Foreign ministry" of "Norway's foreign ministry" is named with the state that has it: other states have theirs.
fn with_owner(page: &Page<'_>, candidate: &Candidate) -> Span {
    let (tokens, Span { start, end }) = (page.tokens(), candidate.tokens);
    if candidate.rule != STATE_BODY || start < 2 || !tokens[start as usize - 1].shape.has(Shape::POSSESSIVE) {
        return candidate.tokens;
    }
    let owner = tokens[..start as usize - 1].iter().rev().take_while(|t| t.is_capitalised()).count() as u32;
    Span::new(start - 1 - owner, end)
}

/// "Torrent Freak" and "Tor/rent Freak" for "TorrentFreak": a listed name of one word, written as several.
fn written_apart<'a>(page: &Page<'a>, candidate: &Candidate) -> Option<Sense<'a>> {
    if !(2..=3).contains(&candidate.tokens.len()) || candidate.kind == EntityType::Person {
        return None;
    }
    let words = candidate.tokens.range().filter(|t| page.tokens()[*t].shape.any(Shape::LETTER | Shape::DIGIT));
    let joined: String = words.map(|token| page.word(token)).collect();
    let token = (newsgraph_lexicon::fold_hash(&joined), Shape::LETTER | Shape::UPPER_FIRST);
    let mut found = None;
    page.lexicon.matches(|n| (n == 0).then_some(token), |hit| found = Some(hit));
    page.lexicon.senses(found?).find(|sense| sense.kind == candidate.kind && sense.record.prior > 150)
}

/// What the gazetteer knows by this form. A short form ("Hancock", "Abbott") says nothing where its full form is not in
/// the document: too many others have it. "brad Pitt" is in full, whatever its letters.
fn sense_of<'a>(page: &Page<'a>, candidate: &Candidate) -> Option<Sense<'a>> {
    let sense = candidate.sense.and_then(|id| page.lexicon.sense(id))?;
    let before = candidate.tokens.start.checked_sub(1).map(|token| page.tokens()[token as usize].hash);
    let word_before = |word: &str| Some(newsgraph_lexicon::fold_hash(word)) == before;
    let full = !sense.flags().has(Flags::SHORT) || sense.name().split_whitespace().any(word_before);
    full.then_some(sense)
}

/// Takes over what a further mention knows of the entity: a gazetteer entry, a spelling that is not all capitals.
fn take_over(page: &Page<'_>, known: &mut Known, candidate: &Candidate, form: &[u64]) {
    let same_words = known.full == form;
    let full_name = same_words || candidate.kind == EntityType::Person && form.len() > 1;
    if let Some(sense) = sense_of(page, candidate).filter(|_| full_name && !known.listed) {
        known.entity.id = sense.entity_id().to_owned();
        known.entity.name = sense.name().to_owned();
        known.entity.subtype = sense.subtype().into();
        known.listed = true;
    } else if same_words && !known.listed && candidate.value.is_none() && is_shouted(&known.entity.name) {
        known.entity.name = one_line(candidate.span.of(page.text()));
    }
}

fn is_shouted(name: &str) -> bool {
    name.chars().all(|c| !c.is_lowercase())
}

/// Gives entities without a gazetteer id theirs.
fn finished(page: &Page<'_>, mut entity: Entity) -> Entity {
    let kind = entity.kind.map_or("", EntityType::name);
    if entity.id.is_empty() {
        entity.id = format!("{kind}:{}", slug(&entity.name));
        let one_word = !entity.name.contains(char::is_whitespace);
        let shouted = is_shouted(&entity.name);
        entity.local = one_word
            && (entity.kind == Some(EntityType::Person) || entity.kind == Some(EntityType::Organisation) && shouted);
        if entity.local {
            entity.id = format!("{}@{}", entity.id, page.document.raw.id);
        }
    }
    entity
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
