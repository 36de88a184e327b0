//! Where entities are from: "Spain's Lena Varga", "the Spanish striker Lena Varga", "Lena Varga of Spain", else what the
//! gazetteer knows. In: mentions and entities of a document. Out: [`Origins`], asked by nominals such as "the Spaniard".

use newsgraph_lexicon::{Pos, PosSet, Sense, Shape};
use rustc_hash::FxHashMap;

use super::nominals::NominalWords;
use crate::types::{Entity, EntityIndex, EntityType, Mention, ONE_PERSON, Page, Span};

/// A country, ISO 3166-1 alpha-2.
pub(super) type Country = [u8; 2];

/// Subtype of countries.
pub(super) const COUNTRY: &str = "country";

/// Most words between "Spanish" or "Spain's" and the name.
const LONGEST: u32 = 4;

/// How well an origin fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is from elsewhere.
    Other,
    /// Nothing is known.
    Unknown,
    /// It is from there.
    Same,
}

/// Where the named entities of a document are from.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// Countries, and the demonym or place that the text itself gives.
    told: FxHashMap<EntityIndex, (Country, EntityIndex)>,
    known: FxHashMap<EntityIndex, Country>,
}

impl Origins {
    /// Reads a document; `mentions` are in text order.
    pub(super) fn new(page: &Page<'_>, words: &NominalWords, entities: &[Entity], mentions: &[Mention]) -> Self {
        let mut origins = Origins::default();
        let named = |m: &Mention| m.kind.is_named() && m.nominal.is_none();
        for mention in mentions.iter().filter(|m| named(m)) {
            if origins.known.contains_key(&mention.entity) {
                continue;
            }
            if let Some(country) = country(page, entities, mention) {
                origins.known.insert(mention.entity, country);
            }
        }
        for (n, mention) in mentions.iter().enumerate().filter(|(_, m)| named(m)) {
            let bearer = matches!(mention.kind, EntityType::Person | EntityType::Organisation);
            if !bearer || origins.told.contains_key(&mention.entity) {
                continue;
            }
            let is_origin = |m: &&Mention| named(m) && is_origin(m);
            let before = mentions[..n].iter().rev().take(3).find(|m| m.kind.is_named()).filter(is_origin);
            let before = before.filter(|m| announces(page, words, m, mention.tokens.start));
            let after = || mentions[n + 1..].iter().find(|m| m.kind.is_named()).filter(is_origin);
            let Some(origin) = before.or_else(|| after().filter(|m| follows(page, words, mention, m))) else {
                continue;
            };
            if let Some(country) = origins.known.get(&origin.entity).copied() {
                origins.told.insert(mention.entity, (country, origin.entity));
            }
        }
        origins
    }

    /// Whether an entity is from where a demonym or place says; a country alone does not settle what is `regional`.
    pub(super) fn fit(&self, entity: EntityIndex, origin: EntityIndex, regional: bool, entities: &[Entity]) -> Fit {
        let Some(wanted) = self.known.get(&origin) else { return Fit::Unknown };
        let told = self.told.get(&entity);
        let Some(country) = told.map(|(country, _)| country).or_else(|| self.known.get(&entity)) else {
            return Fit::Unknown;
        };
        // "Scottish" is of the country that "Welsh" is of
        let part =
            || told.is_some_and(|(_, by)| alike(&entities[by.0 as usize].name, &entities[origin.0 as usize].name));
        match country == wanted {
            false => Fit::Other,
            true if regional && !part() => Fit::Unknown,
            true => Fit::Same,
        }
    }

    /// Whether a demonym is of a country: "the European" says too little.
    pub(super) fn is_country(&self, origin: EntityIndex) -> bool {
        self.known.contains_key(&origin)
    }

    /// Whether the text itself says where an entity is from.
    pub(super) fn is_told(&self, entity: EntityIndex) -> bool {
        self.told.contains_key(&entity)
    }
}

/// "Scot", "Scottish" and "Scotland" begin alike.
fn alike(one: &str, other: &str) -> bool {
    const LETTERS: usize = 3;
    one.chars().flat_map(char::to_lowercase).take(LETTERS).eq(other.chars().flat_map(char::to_lowercase).take(LETTERS))
}

fn is_origin(mention: &Mention) -> bool {
    mention.kind == EntityType::Nationality || mention.kind == EntityType::Place
}

/// The country that the gazetteer has for what a mention names; of a body also by a word of its name ("Norwegian army").
fn country(page: &Page<'_>, entities: &[Entity], mention: &Mention) -> Option<Country> {
    let id = &entities[mention.entity.0 as usize].id;
    let tokens = &page.tokens()[mention.tokens.range()];
    let people = mention.kind == EntityType::Nationality;
    let from = |first: usize, whole: bool| {
        let mut found = None;
        page.lexicon.matches(
            |n| tokens.get(first + n).map(|token| (token.hash, token.shape)),
            |hit| {
                let origin = |s: &Sense<'_>| s.kind == EntityType::Nationality || s.subtype() == COUNTRY;
                let fits = |s: &Sense<'_>| {
                    if whole { s.entity_id() == id || people && s.kind == EntityType::Nationality } else { origin(s) }
                };
                let sense =
                    (!whole || hit.tokens == tokens.len()).then(|| page.lexicon.senses(hit).find(fits)).flatten();
                found = found.or(sense.map(|s| s.entity.country).filter(|country| *country != [0; 2]));
            },
        );
        found
    };
    let body = mention.kind == EntityType::Organisation;
    from(0, true).or_else(|| (0..tokens.len()).filter(|_| body).find_map(|first| from(first, false)))
}

/// "Spanish striker …", "Spain's …", "the Vel-based firm …": what stands between only describes the name.
fn announces(page: &Page<'_>, words: &NominalWords, origin: &Mention, name: u32) -> bool {
    let tokens = page.tokens();
    let from = origin.tokens.end;
    if from > name || name - from > LONGEST + 2 {
        return false;
    }
    // "the Serb beat Lena Varga", but "a Serb, Lena Varga, …"
    if origin.subtype == ONE_PERSON {
        return false;
    }
    if from + 1 == name && page.word(from as usize) == "," {
        return origin.kind == EntityType::Nationality;
    }
    let owner = from < name && tokens[from as usize].shape.has(Shape::POSSESSIVE);
    let joined = from + 1 < name && tokens[from as usize].shape.has(Shape::JOINER);
    let based = joined && words.rules.is_based(tokens[from as usize + 1].hash);
    // no "Vel-born striker", "Vel rival"
    let fits = if origin.kind == EntityType::Place { owner || based } else { !joined };
    let from = from + if joined { 2 } else { u32::from(owner) };
    fits && name - from <= LONGEST && (from..name).all(|at| describes(page, at as usize))
}

/// A noun or adjective, no word that is a verb more often, and no mark.
fn describes(page: &Page<'_>, at: usize) -> bool {
    let (token, record) = (&page.tokens()[at], page.record(at));
    let closed = PosSet(Pos::IN.bit() | Pos::CC.bit() | Pos::DT.bit() | Pos::MD.bit() | Pos::PRP.bit() | Pos::TO.bit());
    let set = record.pos_set();
    let verb = set.meets(PosSet(Pos::VBD.bit() | Pos::VBZ.bit()));
    let rather = record.weight[0].max(record.weight[2]) > record.weight[1];
    token.shape.has(Shape::JOINER) || !token.is_punctuation() && !set.meets(closed) && (!verb || rather)
}

/// "Lena Varga of Spain", "Lena Varga (Spain)", "Lena Varga, a Spanish striker", "Lena Varga is a Spaniard".
fn follows(page: &Page<'_>, words: &NominalWords, name: &Mention, origin: &Mention) -> bool {
    let between = Span::new(name.tokens.end, origin.tokens.start);
    if between.start >= between.end || between.len() > LONGEST {
        return false;
    }
    let first = between.start as usize;
    let rest = || (first + 1..between.end as usize).map(|at| page.record(at));
    let article = || rest().next().is_some_and(|record| record.can_be(Pos::DT)) || between.len() == 1;
    let people = origin.kind == EntityType::Nationality;
    let copula = || page.record(first).verb == words.be.0;
    match page.word(first) {
        "(" => between.len() == 1,
        _ if page.tokens()[first].word == words.of => !people && between.len() <= 2 && article(),
        "," => people && between.len() > 1 && article() && rest().skip(1).all(|record| record.can_be(Pos::JJ)),
        _ => people && copula() && article() && rest().skip(1).all(|record| record.can_be(Pos::JJ)),
    }
}
