//! Stage 6 of 8, frames. [`Rules`]: hash tables from verb and noun lemmas to the frames that begin with them, so that a
//! sentence costs the same however many rules there are. `frame_compile` fills them.

use newsgraph_lexicon::{ClassBits, ClassId};
use rustc_hash::FxHashMap;

use crate::relate::argument_types::Types;
use crate::relate::confidence::Confidence;
use crate::relate::patterns::Patterns;
use crate::relate::structures::Kind;
use crate::rules::relation_file::Nature;
use crate::types::{EntityType, Modality, RuleName};

/// Where an argument of a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Who does it: the subject, or the by-phrase of a passive.
    Subject,
    /// What it is done to: the object, or the subject of a passive.
    Object,
    /// The group after the object, or what a copula says: "named X chief", "was named chief".
    Second,
    /// A reported clause or quotation.
    Clause,
    /// The group of a preposition.
    Preposition(u64),
    /// "X's attack".
    Possessive,
    /// "attack by X".
    By,
    /// Subject of a verb that carries the noun: "X launched an attack".
    Light,
    /// "the X attack", told by the noun.
    Modifier,
    /// "Y's arrest": the owner is what it is done to.
    PossessiveObject,
    /// "the Y hack".
    ModifierObject,
    /// Whom or what the noun describes: "X, a unit of Y", "X is a unit of Y", "chief executive X".
    Is,
    /// Who is given the office: "named X chief executive", "X was elected president".
    Named,
    /// The noun itself.
    Itself,
    /// The adverb right after the verb or its object, one of the object's words: "leaked it **online**".
    Adverb,
    /// A date, with a preposition of time or none: "on Monday", "last week".
    When,
}

/// A phrase that must, or must not, stand with a predicate.
#[derive(Clone, Debug)]
pub(super) struct Need {
    /// The preposition's key; none for the object of the verb.
    pub(super) preposition: Option<u64>,
    /// Lemmas of the head; with `types` empty too, anything will do.
    pub(super) words: Vec<u64>,
    /// Types of the head.
    pub(super) types: Vec<EntityType>,
}

/// A compiled frame.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Number of its relation.
    pub(super) relation: u16,
    /// `relation/rule`.
    pub(super) rule: RuleName,
    /// Where the subject is, best first.
    pub(super) subject: Vec<Slot>,
    /// Where the object is, best first.
    pub(super) object: Vec<Slot>,
    /// Types of the subject.
    pub(super) subject_types: Types,
    /// Types of the object.
    pub(super) object_types: Types,
    /// Lemmas for the subject's head: wanted, unwanted.
    pub(super) subject_words: (Vec<u64>, Vec<u64>),
    /// Lemmas for the object's head: wanted, unwanted.
    pub(super) object_words: (Vec<u64>, Vec<u64>),
    /// Phrases that must be there.
    pub(super) needs: Vec<Need>,
    /// Phrases that must not.
    pub(super) not: Vec<Need>,
    /// Prepositions whose phrase is a qualifier, and its name.
    pub(super) qualifier: Vec<(u64, String)>,
    /// Nouns it is not for.
    pub(super) not_nouns: NotNouns,
    /// Prepositions whose phrase may stand behind the field of an office.
    pub(super) beyond: Vec<u64>,
    /// True when a house or part of a town stands for the place that it is in.
    pub(super) within: bool,
    /// True when the owner of an object stands for it.
    pub(super) owner: bool,
    /// Whether the noun must, or must not, be for one field only: "fraud director", "a director".
    pub(super) field: Option<bool>,
    /// Verbs that carry the noun, by lemma.
    pub(super) light: Vec<u64>,
    /// Modality of the words themselves.
    pub(super) modality: Option<Modality>,
    /// 0 to 100.
    pub(super) confidence: u8,
}

/// A frame reached by a verb, with what must follow the verb.
#[derive(Clone, Debug)]
pub(super) struct VerbEntry {
    /// Number of the frame.
    pub(super) frame: u32,
    /// Keys of the words that must follow the verb: particle, preposition or noun.
    pub(super) after: Vec<u64>,
    /// True when the last of these is a preposition: its group is the frame's object.
    pub(super) governs: bool,
}

/// A frame reached by a noun, with the words that must stand before it.
#[derive(Clone, Debug)]
pub(super) struct NounEntry {
    /// Number of the frame.
    pub(super) frame: u32,
    /// Keys of the words before it, in text order.
    pub(super) before: Vec<u64>,
}

/// A structure that a relation asks for.
#[derive(Clone, Debug)]
pub(super) struct Structure {
    /// Which.
    pub(super) kind: Kind,
    /// Number of the relation.
    pub(super) relation: u16,
    /// `relation/rule`.
    pub(super) rule: RuleName,
    /// Types of the subject.
    pub(super) subject: Types,
    /// Types of the object.
    pub(super) object: Types,
    /// Words for the head of the group that tells it: wanted (none), unwanted.
    pub(super) subject_words: (Vec<u64>, Vec<u64>),
    /// 0 to 100.
    pub(super) confidence: u8,
}

/// Nouns that a frame is not for.
#[derive(Clone, Debug, Default)]
pub(super) struct NotNouns {
    /// By lemma or phrase.
    pub(super) words: Vec<u64>,
    /// By class.
    pub(super) classes: ClassBits,
}

/// A relation's own data.
#[derive(Clone, Debug)]
pub(super) struct RelationKind {
    /// Name.
    pub(super) name: compact_str::CompactString,
    /// What saying so makes of it.
    pub(super) nature: Nature,
    /// Symmetric.
    pub(super) symmetric: bool,
    /// True when "Acme's servers" as object are Acme.
    pub(super) owner: bool,
    /// Both arguments may be one entity.
    pub(super) reflexive: bool,
    /// The subject speaks for the object.
    pub(super) speaks_for: bool,
    /// The score told with it is kept.
    pub(super) scores: bool,
    /// The sum told with it is kept.
    pub(super) amounts: bool,
    /// It does not end with an office.
    pub(super) lasting: bool,
}

/// All rules, compiled.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// Relations by number.
    pub(super) relations: Vec<RelationKind>,
    /// Frames by number.
    pub(super) frames: Vec<Frame>,
    /// Frames by verb lemma.
    pub(super) verbs: FxHashMap<u64, Vec<VerbEntry>>,
    /// Frames by noun lemma or phrase.
    pub(super) nouns: FxHashMap<u64, Vec<NounEntry>>,
    /// Frames by class of noun.
    pub(super) noun_classes: Vec<(ClassId, u32)>,
    /// All classes of nouns that have frames: few nouns are in one.
    pub(super) any_noun_class: ClassBits,
    /// Structures.
    pub(super) structures: Vec<Structure>,
    /// Patterns.
    pub(super) patterns: Patterns,
    /// How sure edges are.
    pub(super) confidence: Confidence,
}
