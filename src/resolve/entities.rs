//! What names the same thing in a document: gazetteer ids, the same words, surnames, acronyms and short forms.
//!
//! Longer names come first, so that a short form finds its full form wherever that stands. A bare surname or an acronym
//! that is never spelt out stays local to its document.

use std::hash::Hasher as _;

use newsgraph_lexicon::{ClassId, Flags, Lexicon, Pos, Sense, Shape};
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;

use crate::types::{Candidate, Entity, EntityIndex, EntityType, Mention, Page, Span, Value};

/// Word classes that joining needs.
pub(super) struct JoinWords {
    legal_suffix: Option<ClassId>,
    naming: Option<ClassId>,
    particle: Option<ClassId>,
}

impl JoinWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        JoinWords {
            legal_suffix: lexicon.class("legal-suffix"),
            naming: lexicon.class("naming-word"),
            particle: lexicon.class("name-particle"),
        }
    }
}

/// An entity while its forms are gathered.
struct Known {
    entity: Entity,
    /// Folded words of its fullest form, articles and legal suffixes left out.
    full: Vec<u64>,
    /// It has a gazetteer's id.
    listed: bool,
    /// First tokens of its mentions so far.
    starts: Vec<u32>,
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
    let mut index = Index::default();
    let mut entity_of = vec![0usize; chosen.len()];
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|n| {
        let candidate = &candidates[chosen[*n]];
        (std::cmp::Reverse(candidate.tokens.len()), candidate.tokens.start)
    });
    for n in order {
        let candidate = &candidates[chosen[n]];
        let form = form(page, words, candidate.tokens);
        let at = match find(page, words, &known, &index, candidate, &form) {
            Some(at) => {
                take_over(page, &mut known[at], candidate, &form);
                at
            }
            None => {
                known.push(new(page, candidate, form.clone()));
                known.len() - 1
            }
        };
        index.add(page, at, &known[at], candidate, &form);
        known[at].starts.push(candidate.tokens.start);
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
                entities.push(finished(page, &known[*at]));
                EntityIndex(entities.len() as u32 - 1)
            });
            Mention {
                span: hashtag(page, candidate),
                tokens: candidate.tokens,
                kind: known[*at].entity.kind.unwrap_or(candidate.kind),
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

/// How far behind the first word of a name its acronym stands in brackets, at most.
const DEFINED_REACH: u32 = 10;

/// Types whose names are abbreviated by their first letters.
const DEFINED: [EntityType; 3] = [EntityType::Organisation, EntityType::Product, EntityType::Event];

/// How a short form is tied to the full form it is looked up by.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Tie {
    /// The same words.
    Words,
    /// The same gazetteer entry or value.
    Id,
    /// Capitals for the first letters, or in brackets behind the name.
    Acronym,
    /// A surname or a given name of a full name.
    PartOfName,
    /// First and last word of a longer personal name.
    Outer,
    /// The first words of a longer name.
    Lead,
}

/// Entities by the ways to name them, in the order they became known.
#[derive(Default)]
struct Index {
    entities: FxHashMap<(Tie, EntityType, u64), SmallVec<[u32; 2]>>,
}

impl Index {
    /// Adds what a mention teaches of its entity.
    fn add(&mut self, page: &Page<'_>, at: usize, known: &Known, candidate: &Candidate, form: &[u64]) {
        let kind = candidate.kind;
        self.insert(Tie::Words, kind, key(form), at);
        if !known.entity.id.is_empty() {
            self.insert(Tie::Id, kind, id_hash(&known.entity.id), at);
        }
        if candidate.value.is_some() || form.len() < 2 {
            return;
        }
        match kind {
            EntityType::Person => {
                let (first, last) = (form[0], form[form.len() - 1]);
                self.insert(Tie::PartOfName, kind, first, at);
                self.insert(Tie::PartOfName, kind, last, at);
                self.insert(Tie::Outer, kind, key(&[first, last]), at);
            }
            EntityType::Organisation | EntityType::Product | EntityType::Event => {
                for acronym in acronyms(page, candidate.tokens).into_iter().flatten() {
                    self.insert(Tie::Acronym, kind, acronym, at);
                }
                for length in 1..form.len() {
                    self.insert(Tie::Lead, kind, key(&form[..length]), at);
                }
            }
            _ => {}
        }
    }

    fn insert(&mut self, tie: Tie, kind: EntityType, key: u64, at: usize) {
        let entities = self.entities.entry((tie, kind, key)).or_default();
        if !entities.contains(&(at as u32)) {
            entities.push(at as u32);
        }
    }

    /// The entity that was named last before `start`, else the first that is named at all.
    fn nearest(&self, tie: Tie, kind: EntityType, key: u64, known: &[Known], start: u32) -> Option<usize> {
        let entities = self.entities.get(&(tie, kind, key))?;
        let last = |at: &&u32| known[**at as usize].starts.iter().copied().filter(|s| *s < start).max();
        let before = entities.iter().filter(|at| last(at).is_some()).max_by_key(last);
        before.or(entities.first()).map(|at| *at as usize)
    }
}

fn key(form: &[u64]) -> u64 {
    form.iter().fold(0, |sum, hash| sum.rotate_left(13) ^ hash)
}

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
    let adjoins = |at: &usize| known[*at].starts.iter().any(|s| (*s..s + DEFINED_REACH).contains(&start));
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
        EntityType::Organisation | EntityType::Product if !capitals && !full => nearest(Tie::Lead, key(form)),
        _ => None,
    }
}

/// Ways to abbreviate a name: its first letters with and without small words, and the capitals in brackets behind it.
fn acronyms(page: &Page<'_>, tokens: Span) -> [Option<u64>; 3] {
    let mut letters = String::new();
    let mut all = String::new();
    for token in tokens.range().filter(|token| page.tokens()[*token].shape.has(Shape::LETTER)) {
        let Some(letter) = page.word(token).chars().next() else { continue };
        all.push(letter);
        if page.tokens()[token].is_capitalised() {
            letters.push(letter);
        }
    }
    let hash = |word: &str| (word.chars().count() > 1).then(|| newsgraph_lexicon::fold_hash(word));
    [hash(&letters), hash(&all), defined_acronym(page, tokens)]
}

/// The acronym in brackets right after a name: "PlayStation Network (PSN)".
fn defined_acronym(page: &Page<'_>, tokens: Span) -> Option<u64> {
    let after = page.tokens().get(tokens.end as usize..tokens.end as usize + 3)?;
    let bracketed = after[0].text(page.text()) == "(" && after[2].text(page.text()) == ")";
    (bracketed && tokens.len() > 1 && after[1].shape.has(Shape::ALL_UPPER)).then_some(after[1].hash)
}

fn new(page: &Page<'_>, candidate: &Candidate, form: Vec<u64>) -> Known {
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
    let mut known = Known { entity, full: Vec::new(), listed: false, starts: Vec::new() };
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
fn finished(page: &Page<'_>, known: &Known) -> Entity {
    let mut entity = known.entity.clone();
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

/// Of an id as it is: folding would make 1.5 percent of 15.
fn id_hash(id: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(id.as_bytes());
    hasher.finish()
}

/// `date:2014-11-24`, `figure:18000000-usd`: the same value is the same entity. "About" and "nearly" 11 terabytes are the
/// 11 terabytes of another text; "at least 11" is another value.
fn value_id(kind: EntityType, value: &Value) -> String {
    let name = value_name(value);
    let Value::Figure(figure) = value else { return format!("{kind}:{}", slug(&name)) };
    // a point and a sign are part of a number: 1.5 is not 15, -5 not 5
    let unit = slug(&figure.unit);
    let amount = name.strip_suffix(figure.unit.as_str()).unwrap_or(&name).trim_end().replace(' ', "-");
    if unit.is_empty() { format!("{kind}:{amount}") } else { format!("{kind}:{amount}-{unit}") }
}

fn value_name(value: &Value) -> String {
    match value {
        Value::Date(date) if !date.modifier.is_empty() => format!("{} {}", date.modifier, date.timex),
        Value::Date(date) => date.timex.clone(),
        Value::Figure(figure) => {
            let number = if figure.low.is_empty() {
                short(&figure.number).to_owned()
            } else {
                format!("{}-{}", short(&figure.low), short(&figure.high))
            };
            let bound = if figure.is_approximate() { "" } else { figure.modifier.as_str() };
            [bound, &number, &figure.unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
    }
}

/// "2.50" is 2.5.
fn short(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
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
