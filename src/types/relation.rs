//! Relations (stage 6) and everything known of one document.

use compact_str::CompactString;

use crate::types::{Entity, EntityIndex, Mention, MentionIndex, Moment, RuleName, Span, ZoneKind};

/// How sure the text is of what it says. The order is that of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Someone denies it.
    Denied,
    /// The text says it is not so.
    Negated,
    /// Plot of a work.
    Fictional,
    /// If ….
    Conditional,
    /// Will, intends to, threatens to.
    Planned,
    /// The subject itself says so.
    Claimed,
    /// Someone else says so of a hostile act; accused, allegedly.
    Alleged,
    /// Believed, suspected, thought, linked to.
    Suspected,
    /// May, could.
    Possible,
    /// According to, reportedly, sources say.
    Reported,
    /// The text says so.
    Asserted,
}

impl Modality {
    /// All values, in order of precedence.
    pub const ALL: [Modality; 11] = [
        Modality::Denied,
        Modality::Negated,
        Modality::Fictional,
        Modality::Conditional,
        Modality::Planned,
        Modality::Claimed,
        Modality::Alleged,
        Modality::Suspected,
        Modality::Possible,
        Modality::Reported,
        Modality::Asserted,
    ];

    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Modality::Denied => "denied",
            Modality::Negated => "negated",
            Modality::Fictional => "fictional",
            Modality::Conditional => "conditional",
            Modality::Planned => "planned",
            Modality::Claimed => "claimed",
            Modality::Alleged => "alleged",
            Modality::Suspected => "suspected",
            Modality::Possible => "possible",
            Modality::Reported => "reported",
            Modality::Asserted => "asserted",
        }
    }

    /// The value with that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.name() == name)
    }
}

/// Who says what an edge says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The entity, when it is one.
    pub entity: Option<EntityIndex>,
    /// Its words ("unnamed sources", "TorrentFreak").
    pub span: Span,
}

/// A fact told by a sentence.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Name of the relation, of the inventory.
    pub name: CompactString,
    /// Who or what does it.
    pub subject: MentionIndex,
    /// To whom or what.
    pub object: MentionIndex,
    /// The words that say the relation.
    pub trigger: Span,
    /// How sure.
    pub modality: Modality,
    /// Who says so, if not the text itself.
    pub attribution: Option<Attribution>,
    /// When, a date mention.
    pub date: Option<MentionIndex>,
    /// Further qualifiers (`place`, `amount`, `former`, `instrument`), sorted by key.
    pub qualifiers: Vec<(String, String)>,
    /// The sentence or stretch that says it; holds both arguments.
    pub evidence: Span,
    /// The rule that found it: `attacked/passive-with-agent`.
    pub rule: RuleName,
    /// 0 to 100.
    pub confidence: u8,
}

/// Everything that was found in one document: what stages 4 to 6 hand to merge and write.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// The document's id.
    pub document: String,
    /// Headline, from the input or from its title zone.
    pub title: String,
    /// Publication date.
    pub published: Option<Moment>,
    /// Outlet, empty when unknown.
    pub source: String,
    /// Address, empty when unknown.
    pub url: String,
    /// Length of the given text in bytes.
    pub bytes: u64,
    /// Number of sentences read.
    pub sentences: u32,
    /// Zones of the page, for `explain` and `documents.csv`.
    pub zones: Vec<(Span, ZoneKind)>,
    /// Mentions, sorted by span; names, dates and figures first, then nominals that stand for something.
    pub mentions: Vec<Mention>,
    /// Entities the mentions point to.
    pub entities: Vec<Entity>,
    /// Relations, sorted by evidence, then subject and object.
    pub relations: Vec<Relation>,
}
