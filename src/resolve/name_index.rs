//! Entities of a document by the ways to name them. In: mentions, longest first. Out: the entity that a short form, an
//! acronym or a surname may stand for.

use newsgraph_lexicon::{ClassId, Shape};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use xxhash_rust::xxh3::xxh3_64;

use super::entities::Known;
use super::short_forms::CLUB;
use crate::types::{Candidate, EntityType, Page, Span};

/// How a short form is tied to the full form it is looked up by.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Tie {
    /// The same words.
    Words,
    /// The same gazetteer entry or value.
    Id,
    /// Capitals for the first letters, or in brackets behind the name.
    Acronym,
    /// A surname or a given name of a full name.
    PartOfName,
    /// First and last word of a longer personal name, its last two, or the outer of an organisation's of three words.
    Outer,
    /// The first words of a longer name.
    Lead,
    /// The last word of a club's name of two.
    Last,
    /// Its words written together, as handles are.
    Letters,
}

/// Entities by the ways to name them, in the order they became known.
#[derive(Default)]
pub(super) struct Index {
    entities: FxHashMap<(Tie, EntityType, u64), SmallVec<[u32; 2]>>,
    /// The document has handles or hashtags, which are looked up by what they spell.
    handles: bool,
    generation: Option<ClassId>,
}

impl Index {
    /// Of a document with or without handles; a generation ("Jr.") is no surname.
    pub(super) fn new(handles: bool, generation: Option<ClassId>) -> Self {
        Index { handles, generation, ..Index::default() }
    }

    /// Adds what a mention teaches of its entity; its first `lead` words may stand for it.
    pub(super) fn add(
        &mut self,
        page: &Page<'_>,
        at: usize,
        known: &Known,
        candidate: &Candidate,
        form: &[u64],
        lead: usize,
    ) {
        let kind = candidate.kind;
        self.insert(Tie::Words, kind, key(form), at);
        if !known.entity.id.is_empty() {
            self.insert(Tie::Id, kind, id_hash(&known.entity.id), at);
        }
        if candidate.value.is_some() {
            return;
        }
        if self.handles {
            page.spellings(candidate.tokens).for_each(|hash| self.insert(Tie::Letters, kind, hash, at));
        }
        if form.len() < 2 {
            return;
        }
        match kind {
            EntityType::Person => {
                let surname = page.surname(candidate.tokens, self.generation);
                let (first, last) = (form[0], page.tokens()[surname].hash);
                self.insert(Tie::PartOfName, kind, first, at);
                self.insert(Tie::PartOfName, kind, last, at);
                self.insert(Tie::Outer, kind, key(&[first, last]), at);
                // "Balboa Marín" of "Juan Balboa Marín"
                if let [.., before, end] = form[1..] {
                    self.insert(Tie::Outer, kind, key(&[before, end]), at);
                }
            }
            EntityType::Organisation | EntityType::Product | EntityType::Event => {
                for acronym in acronyms(page, candidate.tokens).into_iter().flatten() {
                    self.insert(Tie::Acronym, kind, acronym, at);
                }
                if form.len() == 3 && kind == EntityType::Organisation {
                    self.insert(Tie::Outer, kind, key(&[form[0], form[2]]), at);
                }
                if form.len() == 2 && known.entity.subtype == CLUB {
                    self.insert(Tie::Last, kind, form[1], at);
                }
                // "Vel" is not short for "Vel's Shop", but for "Vel's" itself
                // nor "Rovers" for "Rovers 14", a score
                let scored = kind == EntityType::Organisation
                    && page.tokens()[candidate.tokens.end as usize - 1].shape.has(Shape::NUMBER);
                let owner = |length: &usize| {
                    let mut tokens = page.tokens()[candidate.tokens.range()].iter();
                    tokens.any(|t| t.shape.has(Shape::POSSESSIVE) && t.hash == form[*length])
                };
                for length in (lead..form.len()).filter(|length| !scored && !owner(length)) {
                    self.insert(Tie::Lead, kind, key(&form[..length]), at);
                }
            }
            EntityType::Place if lead == 1 => self.insert(Tie::Lead, kind, key(&form[..1]), at),
            _ => {}
        }
    }

    fn insert(&mut self, tie: Tie, kind: EntityType, key: u64, at: usize) {
        let entities = self.entities.entry((tie, kind, key)).or_default();
        if !entities.contains(&(at as u32)) {
            entities.push(at as u32);
        }
    }

    /// The entity that was named last before `start`, else the first that is named at all. A part of a name is only a relative
    /// told of before where no one else has it: "Tom Reel and his wife, Ana Reel, … Reel".
    pub(super) fn nearest(&self, tie: Tie, kind: EntityType, key: u64, known: &[Known], start: u32) -> Option<usize> {
        let entities = self.entities.get(&(tie, kind, key))?;
        let last = |at: &&u32| known[**at as usize].starts.range(..start).next_back();
        let passing = |at: &&u32| tie == Tie::PartOfName && known[**at as usize].relative;
        let before = entities.iter().filter(|at| last(at).is_some()).max_by_key(|at| (!passing(at), last(at)));
        before.or_else(|| entities.iter().find(|at| !passing(at))).map(|at| *at as usize)
    }

    /// The entity that is named so, where no other is.
    pub(super) fn only(&self, tie: Tie, kind: EntityType, key: u64) -> Option<usize> {
        let entities = self.entities.get(&(tie, kind, key))?;
        (entities.len() == 1).then(|| entities[0] as usize)
    }
}

/// Of the words of a form, in their order.
pub(super) fn key(form: &[u64]) -> u64 {
    form.iter().fold(0, |sum, hash| sum.rotate_left(13) ^ hash)
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

/// Of an id as it is: folding would make 1.5 percent of 15.
pub(super) fn id_hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}
