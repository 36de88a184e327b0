//! Looking things up: words by hash, names by the tokens they are made of.

use crate::ABBREVIATION_CLASSES;
use crate::error::Error;
use crate::fold::fold_hash;
use crate::forms::{self, Rolling};
use crate::image::Image;
use crate::kind::EntityType;
use crate::record::{
    ClassBits, ClassId, DETAIL, EntityRecord, Flags, FormRecord, SenseRecord, WordRecord, meets, with,
};
use crate::shape::Shape;
use crate::token::Abbreviations;

/// Number of a word in the shipped lexicon; [`WordId::UNKNOWN`] when it is in no list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that is in no list.
    pub const UNKNOWN: WordId = WordId(0);

    /// True when the word is in a list.
    pub const fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// One reading of a name: an entity of one of the lexicon's images.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SenseId {
    /// Number of the image: 0 is the shipped one.
    pub image: u32,
    /// Number of the sense in it.
    pub sense: u32,
}

/// A gazetteer hit.
#[derive(Clone, Copy, Debug)]
pub struct FormMatch {
    /// Number of tokens the hit covers in the text, hyphens included.
    pub tokens: usize,
    /// First and last+1 sense in its image.
    pub senses: (u32, u32),
    /// The image.
    pub image: u32,
    /// Word classes of the phrase, if it belongs to any.
    pub classes: ClassBits,
}

/// One reading of a hit, resolved.
#[derive(Clone, Copy)]
pub struct Sense<'a> {
    /// Its number.
    pub id: SenseId,
    /// The reading's record.
    pub record: &'a SenseRecord,
    /// The entity's record.
    pub entity: &'a EntityRecord,
    /// The entity's type.
    pub kind: EntityType,
    image: Image<'a>,
}

impl<'a> Sense<'a> {
    /// Flags of the form, computed ones included.
    pub const fn flags(&self) -> Flags {
        Flags(self.record.flags)
    }
    /// The entity's id.
    pub fn entity_id(&self) -> &'a str {
        self.image.text(self.entity.id)
    }
    /// The entity's main name.
    pub fn name(&self) -> &'a str {
        self.image.text(self.entity.name)
    }
    /// The form as the gazetteer writes it.
    pub fn form(&self) -> &'a str {
        self.image.text(self.record.form)
    }
    /// The entity's subtype, may be empty.
    pub fn subtype(&self) -> &'a str {
        self.image.text(self.entity.subtype)
    }
    /// ISO 3166-1 alpha-2, empty when unknown.
    pub fn country(&self) -> &'a str {
        if self.entity.country == [0; 2] { "" } else { std::str::from_utf8(&self.entity.country).unwrap_or("") }
    }
    /// Value of a `k=v` pair of the row's extra field.
    pub fn extra(&self, key: &str) -> Option<&'a str> {
        self.detail(2).split(';').find_map(|pair| pair.split_once('=').filter(|(k, _)| *k == key).map(|(_, v)| v))
    }
    /// `from` field of the row, may be empty.
    pub fn from(&self) -> &'a str {
        self.detail(0)
    }
    /// `to` field of the row, may be empty.
    pub fn to(&self) -> &'a str {
        self.detail(1)
    }
    fn detail(&self, nth: usize) -> &'a str {
        self.image.text(self.entity.details).splitn(3, DETAIL).nth(nth).unwrap_or("")
    }
    /// The gazetteer file the entity comes from.
    pub fn file(&self) -> &'a str {
        let at = self.image.head.class_count as usize + self.entity.file as usize;
        self.image.lists.get(at).map_or("", |t| self.image.text(*t))
    }
}

/// The shipped image and any gazetteers of the user's, later ones overriding earlier ones.
#[derive(Clone)]
pub struct Lexicon<'a> {
    images: Vec<Image<'a>>,
    /// Words of the shipped image: no other has any.
    words: &'a [WordRecord],
    /// Number of entities in the images before each one.
    before: Vec<usize>,
    abbreviations: ClassBits,
}

impl<'a> Lexicon<'a> {
    /// A lexicon of one compiled image.
    ///
    /// # Errors
    /// When the bytes are no image of this version, or one that was compiled to be added to another.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        let image = Image::read(bytes)?;
        if !image.word_slots.len().is_power_of_two() || image.words.is_empty() {
            return Err(Error::Image { why: "it has no words" });
        }
        let mut lexicon =
            Lexicon { images: vec![image], words: image.words, before: vec![0], abbreviations: ClassBits::default() };
        lexicon.abbreviations = lexicon.classes(&ABBREVIATION_CLASSES);
        Ok(lexicon)
    }

    /// Adds a user's gazetteer, compiled for this lexicon. A row with the id of an earlier one takes its place; one
    /// flagged `-` silences it.
    ///
    /// # Errors
    /// When the bytes are no image of this version, or were compiled for another lexicon.
    pub fn add(&mut self, bytes: &'a [u8]) -> Result<(), Error> {
        let image = Image::read(bytes)?;
        if image.head.base != self.content() {
            return Err(Error::Image { why: "compiled for other gazetteers" });
        }
        self.before.push(self.entity_count());
        self.images.push(image);
        Ok(())
    }

    /// The shipped image.
    fn shipped(&self) -> &Image<'a> {
        &self.images[0]
    }

    /// Hash of the contents of all gazetteers, for `run.json`.
    pub fn content(&self) -> u64 {
        self.images.iter().fold(0, |sum, image| sum.rotate_left(1) ^ image.head.content)
    }

    /// Number of a word by the hash of its folded form.
    pub fn word(&self, hash: u64) -> WordId {
        let image = self.shipped();
        let mask = image.word_slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let number = image.word_slots[at];
            if number == 0 || self.words[number as usize].hash == hash {
                return WordId(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// Number of a word as written in a rule.
    pub fn word_of(&self, word: &str) -> WordId {
        self.word(fold_hash(word))
    }

    /// What is known of a word; an empty record for an unknown one.
    pub fn record(&self, word: WordId) -> &'a WordRecord {
        self.words.get(word.0 as usize).unwrap_or_else(|| &self.words[0])
    }

    /// Names of the word classes, in the order of their numbers.
    pub fn class_names(&self) -> impl Iterator<Item = &'a str> + '_ {
        let image = self.shipped();
        image.lists.iter().take(image.head.class_count as usize).map(|t| image.text(*t))
    }

    /// Number of the class with that name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.class_names().position(|n| n == name).map(|n| ClassId(n as u8))
    }

    /// The set of the classes with those names.
    pub fn classes(&self, names: &[&str]) -> ClassBits {
        names.iter().filter_map(|name| self.class(name)).fold(ClassBits::default(), with)
    }

    /// Words of a class, in the order of their numbers; phrases are not among them.
    pub fn members(&self, class: ClassId) -> impl Iterator<Item = WordId> + '_ {
        let image = self.shipped();
        let starts = image.member_starts.get(usize::from(class.0)..);
        let bounds = starts.and_then(|starts| starts.first().zip(starts.get(1)));
        let members = bounds.and_then(|(from, to)| image.members.get(*from as usize..*to as usize));
        members.unwrap_or_default().iter().map(|number| WordId(*number))
    }

    /// Hashes of the words that own the full stop after them.
    pub(crate) fn abbreviations(&self) -> impl Iterator<Item = u64> + '_ {
        let bits = self.abbreviations;
        self.words.iter().filter(move |w| meets(&w.classes, &bits)).map(|w| w.hash)
    }

    /// Reports every name and phrase that begins at the first token, shortest first, from all images.
    ///
    /// `token(n)` gives hash and shape of the n-th token from there, `None` where no name may go on (end of sentence).
    #[inline]
    pub fn matches(&self, mut token: impl FnMut(usize) -> Option<(u64, Shape)>, mut each: impl FnMut(FormMatch)) {
        for (number, image) in self.images.iter().enumerate() {
            let mut hash = Rolling::START;
            let mut n = 0;
            while let Some((word, shape)) = token(n) {
                n += 1;
                if n > 1 && forms::is_skipped(shape) {
                    continue;
                }
                hash = hash.push(word);
                let Some(found) = forms::find(image.form_slots, image.head.capacity, hash) else { break };
                if found.form != 0
                    && let Some([form, next, ..]) = image.forms.get(found.form as usize..)
                    && form.check == hash.check()
                {
                    let senses = (form.senses & !FormRecord::CLASSES, next.senses & !FormRecord::CLASSES);
                    let classes = if form.senses & FormRecord::CLASSES == 0 {
                        ClassBits::default()
                    } else {
                        image.classes(found.form)
                    };
                    each(FormMatch { tokens: n, senses, image: number as u32, classes });
                }
                if !found.more {
                    break;
                }
            }
        }
    }

    /// The readings of a hit that are not silenced, likeliest first.
    pub fn senses(&self, hit: FormMatch) -> impl Iterator<Item = Sense<'a>> + '_ {
        (hit.senses.0..hit.senses.1).filter_map(move |sense| self.sense(SenseId { image: hit.image, sense }))
    }

    /// One reading by its number; `None` when it is silenced.
    pub fn sense(&self, id: SenseId) -> Option<Sense<'a>> {
        let image = *self.images.get(id.image as usize)?;
        let record = image.senses.get(id.sense as usize)?;
        let entity = image.entities.get(record.entity as usize)?;
        let silent = Flags(record.flags).has(Flags::SILENT) || self.is_silenced(id.image, record.entity);
        let kind = EntityType::from_number(entity.kind)?;
        (!silent).then_some(Sense { id, record, entity, kind, image })
    }

    /// True when a later image has a row for the entity.
    fn is_silenced(&self, image: u32, entity: u32) -> bool {
        let later = self.images.get(image as usize + 1..).unwrap_or_default();
        let number = self.before.get(image as usize).map_or(0, |before| before + entity as usize);
        later.iter().any(|later| later.silenced.get(number >> 6).is_some_and(|bits| bits >> (number & 63) & 1 != 0))
    }

    /// Ids of all entities, in the order of their numbers.
    pub(crate) fn entity_ids(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.images.iter().flat_map(|image| image.entities.iter().map(|entity| image.text(entity.id)))
    }

    /// Number of rows.
    pub fn entity_count(&self) -> usize {
        self.images.iter().map(|i| i.entities.len()).sum()
    }

    /// Every way to write every entity, for `lint`, `stats` and `search`.
    pub fn all_senses(&self) -> impl Iterator<Item = Sense<'a>> + '_ {
        self.images.iter().enumerate().flat_map(move |(n, image)| {
            (0..image.senses.len() as u32).filter_map(move |sense| self.sense(SenseId { image: n as u32, sense }))
        })
    }
}

impl Abbreviations for Lexicon<'_> {
    fn owns_stop(&self, hash: u64, _text: &str) -> bool {
        meets(&self.record(self.word(hash)).classes, &self.abbreviations)
    }
}
