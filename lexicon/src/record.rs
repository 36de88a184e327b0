//! The fixed-size records of a compiled lexicon, laid out so that a mapped file can be read in place.

use bytemuck::{Pod, Zeroable};

use crate::pos::{Pos, PosSet};

/// Where a string stands in the string table; 0 is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub struct Text(pub u32);

/// What is known of one word (one folded form).
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
#[repr(C)]
pub struct WordRecord {
    /// Hash of the folded form.
    pub hash: u64,
    /// One bit for each word class the word belongs to, in the order of [`Lexicon::class_names`](crate::Lexicon::class_names).
    pub classes: ClassBits,
    /// Parts of speech it can have, a [`PosSet`].
    pub pos: u32,
    /// Word number of its lemma as a noun, 0 when it is none.
    pub noun: u32,
    /// Word number of its lemma as a verb, 0 when it is none.
    pub verb: u32,
    /// Word number of its lemma as an adjective or adverb, 0 when it is none.
    pub modifier: u32,
    /// How often it is a noun, verb, adjective, adverb: log2 of the count in a sense-tagged corpus, plus one; 0 for never.
    pub weight: [u8; 4],
    /// SCOWL level (10 very common … 70 rare), 0 when the word is in no list of ordinary words.
    pub level: u8,
    /// log2 of its frequency per 100,000 as a given name plus one, 0 when it is none.
    pub given: u8,
    /// log2 of its frequency per 100,000 as a surname plus one, 0 when it is none.
    pub surname: u8,
    /// Gender of the given name: `f`, `m`, `u`, or 0.
    pub gender: u8,
}

impl WordRecord {
    /// The parts of speech the word can have.
    pub const fn pos_set(&self) -> PosSet {
        PosSet(self.pos)
    }

    /// True when it can be that part of speech.
    pub const fn can_be(&self, pos: Pos) -> bool {
        self.pos & pos.bit() != 0
    }

    /// True when it belongs to the class.
    pub const fn is_in(&self, class: ClassId) -> bool {
        class.is_in(&self.classes)
    }

    /// Gender of the given name, `f` or `m`; `None` when it is none or both have it.
    pub const fn word_gender(&self) -> Option<u8> {
        match self.gender {
            b'f' | b'm' => Some(self.gender),
            _ => None,
        }
    }

    /// True for words that a newspaper prints in lower case every day (SCOWL 10 to 50).
    pub const fn is_ordinary(&self) -> bool {
        self.level != 0 && self.level <= 50
    }
}

/// Number of a word class, below [`MAX_CLASSES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u8);

impl ClassId {
    /// Whether it is in a set.
    pub const fn is_in(self, classes: &ClassBits) -> bool {
        classes[self.0 as usize >> 6] >> (self.0 & 63) & 1 != 0
    }
}

/// What is recorded of an alias.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u16);

impl Flags {
    /// `C`: only as written, letter for letter.
    pub const CASE: Flags = Flags(1);
    /// `A`: an acronym.
    pub const ACRONYM: Flags = Flags(1 << 1);
    /// `X`: needs context.
    pub const CONTEXT: Flags = Flags(1 << 2);
    /// `S`: a short form, valid after the full form in the document.
    pub const SHORT: Flags = Flags(1 << 3);
    /// `L`: a leading article belongs to the name when it stands there.
    pub const LEAD: Flags = Flags(1 << 4);
    /// `N`: not at the start of a sentence.
    pub const NOT_FIRST: Flags = Flags(1 << 5);
    /// `H`: historic.
    pub const HISTORIC: Flags = Flags(1 << 6);
    /// `Q`: needs quotation marks or a cue (works).
    pub const QUOTED: Flags = Flags(1 << 7);
    /// `-`: an id to point to, never matched; in a user's file it silences the row of that id.
    pub const SILENT: Flags = Flags(1 << 8);
    /// Computed: every word of the form is an ordinary word.
    pub const ORDINARY: Flags = Flags(1 << 9);
    /// Computed: a single word that is a given name or surname.
    pub const PERSON_NAME: Flags = Flags(1 << 10);
    /// Computed: the form is the entity's main name, not an alias.
    pub const MAIN: Flags = Flags(1 << 11);
    /// Computed: another entity has the same form.
    pub const SHARED: Flags = Flags(1 << 12);
    /// Computed: an acronym that is said as a word and may be written as one: "Nato".
    pub const SPOKEN: Flags = Flags(1 << 13);

    const LETTERS: [(char, Flags); 9] = [
        ('C', Flags::CASE),
        ('A', Flags::ACRONYM),
        ('X', Flags::CONTEXT),
        ('S', Flags::SHORT),
        ('L', Flags::LEAD),
        ('N', Flags::NOT_FIRST),
        ('H', Flags::HISTORIC),
        ('Q', Flags::QUOTED),
        ('-', Flags::SILENT),
    ];

    /// Flags from their letters in a gazetteer file.
    ///
    /// # Errors
    /// The first letter that is no flag.
    pub fn parse(letters: &str) -> Result<Flags, char> {
        letters.chars().try_fold(Flags::default(), |flags, letter| {
            let (_, flag) = Self::LETTERS.iter().find(|(l, _)| *l == letter).ok_or(letter)?;
            Ok(Flags(flags.0 | flag.0))
        })
    }

    /// The letters as a gazetteer file has them; computed flags have none.
    pub fn letters(self) -> String {
        Self::LETTERS.iter().filter(|(_, flag)| self.has(*flag)).map(|(letter, _)| *letter).collect()
    }

    /// True when all flags of `other` are set.
    pub const fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when a flag of `other` is set.
    pub const fn any(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

/// A form: one way to write one or more entities, or a phrase of word classes.
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
#[repr(C)]
pub struct FormRecord {
    /// Second hash of the folded tokens, to tell a real hit from a collision.
    pub check: u32,
    /// First sense in the sense table, up to that of the next form; [`FormRecord::CLASSES`] set when the form is a phrase
    /// of word classes.
    pub senses: u32,
}

impl FormRecord {
    /// Bit of `senses`: the form stands in the table of phrases.
    pub const CLASSES: u32 = 1 << 31;
}

/// A phrase of word classes.
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
#[repr(C)]
pub struct PhraseRecord {
    /// Number of the form; phrases are sorted by it.
    pub form: u64,
    /// Its classes.
    pub classes: ClassBits,
}

/// One reading of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub struct SenseRecord {
    /// Number of the entity.
    pub entity: u32,
    /// The form as written in the gazetteer.
    pub form: Text,
    /// [`Flags`] of the form.
    pub flags: u16,
    /// Bit n: token n begins with an upper-case letter in the gazetteer, so it must in the text.
    pub capitals: u16,
    /// How likely the form means this entity when it is read in print, of 255.
    pub prior: u8,
    /// Padding, zero.
    pub unused: [u8; 3],
}

/// One entity of a gazetteer.
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
#[repr(C)]
pub struct EntityRecord {
    /// Its id (`gn:2950159`).
    pub id: Text,
    /// Its main name.
    pub name: Text,
    /// Its subtype, may be empty.
    pub subtype: Text,
    /// `from` and `to` (year or ISO date) and `k=v;k=v`, with `DETAIL` between; empty when all three are.
    pub details: Text,
    /// Number of the gazetteer file it comes from.
    pub file: u32,
    /// ISO 3166-1 alpha-2, zeros when unknown.
    pub country: [u8; 2],
    /// Number of its [`EntityType`](crate::EntityType).
    pub kind: u8,
    /// Padding, zero.
    pub unused: u8,
}

/// Stands between the details of an entity: the unit separator, which is in no name.
pub(crate) const DETAIL: char = '\u{1F}';

/// Words of 64 bits for a set of word classes.
const CLASS_WORDS: usize = 3;
/// Most word classes a lexicon can have.
pub const MAX_CLASSES: usize = CLASS_WORDS * 64;

/// A set of word classes.
pub type ClassBits = [u64; CLASS_WORDS];

/// A set of classes and one more.
pub const fn with(mut classes: ClassBits, class: ClassId) -> ClassBits {
    classes[class.0 as usize >> 6] |= 1 << (class.0 & 63);
    classes
}

/// All classes of two sets.
#[inline]
pub const fn union(one: ClassBits, other: &ClassBits) -> ClassBits {
    [one[0] | other[0], one[1] | other[1], one[2] | other[2]]
}

/// Whether two sets of classes share one.
#[inline]
pub const fn meets(one: &ClassBits, other: &ClassBits) -> bool {
    one[0] & other[0] | one[1] & other[1] | one[2] & other[2] != 0
}
