//! Candidates (stage 4) and mentions (stage 5): stretches of text that name something.

use compact_str::CompactString;
use newsgraph_lexicon::{EntityType, SenseId};
use smallvec::SmallVec;

use crate::types::{Span, Value};

/// Name of a rule, for `explain` and the `rule` columns: `gazetteer`, `person/honorific`, `dates/month-day-year` …
///
/// Up to 24 bytes are kept in place, so that a mention costs no allocation.
pub type RuleName = compact_str::CompactString;

/// One piece of evidence: the number of its weight and how much it adds, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Index into the weights' names.
    pub weight: u16,
    /// What it added to the score.
    pub points: i32,
}

/// Something a tagger thinks a stretch of text is. Several may stand at one place; stage 5 decides.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Bytes of the text.
    pub span: Span,
    /// Tokens it covers, as indices into the split's tokens.
    pub tokens: Span,
    /// What it would be.
    pub kind: EntityType,
    /// Its subtype, may be empty.
    pub subtype: CompactString,
    /// Sum of the evidence, in thousandths; below zero means more likely not.
    pub score: i32,
    /// The evidence, in the order it was found.
    pub evidence: SmallVec<[Evidence; 8]>,
    /// The gazetteer entry it would be, if any.
    pub sense: Option<SenseId>,
    /// Normalised value of a date or figure.
    pub value: Option<Value>,
    /// The rule that found it.
    pub rule: RuleName,
}

/// How a mention without a name stands for its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nominal {
    /// "the studio", "the group".
    Noun,
    /// "it", "she", "who".
    Pronoun,
    /// A noun group that names no known entity: "two gunmen", "a hacking group".
    Unnamed,
    /// An event told by a noun: "the attack on …".
    Event,
}

impl Nominal {
    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Nominal::Noun => "noun",
            Nominal::Pronoun => "pronoun",
            Nominal::Unnamed => "unnamed",
            Nominal::Event => "event",
        }
    }
}

/// Subtype of a demonym that stands for one person: "the Spaniard", "a Serb".
pub const ONE_PERSON: &str = "person";

/// Number of an entity in its document's [`Extraction::entities`](crate::types::Extraction).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIndex(pub u32);

/// Number of a mention in its document's [`Extraction::mentions`](crate::types::Extraction).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionIndex(pub u32);

/// A place in the text that names (or stands for) an entity.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Bytes of the text.
    pub span: Span,
    /// Tokens it covers.
    pub tokens: Span,
    /// What it is.
    pub kind: EntityType,
    /// Its subtype, may be empty.
    pub subtype: CompactString,
    /// The entity it names.
    pub entity: EntityIndex,
    /// How it stands for its entity, `None` for a name, date or figure.
    pub nominal: Option<Nominal>,
    /// Normalised value of a date or figure.
    pub value: Option<Value>,
    /// The rule that found it.
    pub rule: RuleName,
}

/// An entity of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// The gazetteer's id, else `type:slug` of its name; local ids carry the document's id.
    pub id: String,
    /// Canonical name; for dates and figures the normalised value.
    pub name: String,
    /// Its type's name.
    pub kind: Option<EntityType>,
    /// Its subtype, may be empty.
    pub subtype: CompactString,
    /// True when the name is too weak to be the same entity in another document (a bare surname, an acronym never spelt out).
    pub local: bool,
    /// True for a group without a name ("two gunmen").
    pub unnamed: bool,
}

/// A name that is known beforehand: in the examples of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// Bytes of the text.
    pub span: Span,
    /// Type.
    pub kind: EntityType,
    /// Subtype, may be empty.
    pub subtype: String,
}
