//! What merge makes and write puts into files: rows that say where something was read, and the nodes and edges they add
//! up to. All texts are folded: no line breaks, no control characters, no runs of white space.
//!
//! Rows are complete: nodes can be made from mention rows, edges from evidence rows, and nothing else is needed.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::types::Modality;

/// A line of `documents.csv`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Unique in a run.
    pub id: String,
    /// Publication date, ISO; empty when unknown.
    pub published: CompactString,
    /// Headline, may be empty.
    pub title: String,
    /// Outlet, may be empty.
    pub source: String,
    /// Address, may be empty.
    pub url: String,
    /// Length of the given text in code points.
    pub characters: u64,
    /// Number of sentences read.
    pub sentences: u32,
    /// Hash of the given text: tells documents with one id apart.
    pub hash: u64,
    /// How often the same document was given.
    pub copies: u64,
}

/// A line of `mentions.csv`: a place that names (or stands for) an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionRow {
    /// First code point of the given text.
    pub start: u32,
    /// First code point after.
    pub end: u32,
    /// The words.
    pub text: CompactString,
    /// Name of the entity type.
    pub kind: CompactString,
    /// Subtype, may be empty.
    pub subtype: CompactString,
    /// Id of the entity.
    pub entity: CompactString,
    /// Its id in this document, where joining documents changed it; else empty.
    pub entity_here: CompactString,
    /// The entity's name in this document.
    pub name: CompactString,
    /// `noun`, `pronoun`, `unnamed`, `event`; empty for a name, date or figure.
    pub nominal: CompactString,
    /// Normalised value of a date or figure.
    pub value: Option<Box<ValueCells>>,
    /// The rule that found it.
    pub rule: CompactString,
}

/// The value of a date or figure as it stands in cells; what does not apply is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ValueCells {
    /// TIMEX3 value of a date, number of a figure in its base unit.
    pub value: CompactString,
    /// Base unit of a figure.
    pub unit: CompactString,
    /// First moment of a date, ISO.
    pub start: CompactString,
    /// First moment after a date, ISO.
    pub end: CompactString,
    /// `about`, `over`, `approx` ….
    pub modifier: CompactString,
    /// What a relative date is relative to.
    pub anchor: CompactString,
    /// Lower bound of a figure.
    pub low: CompactString,
    /// Upper bound of a figure.
    pub high: CompactString,
    /// Number as written.
    pub written_number: CompactString,
    /// Unit as written.
    pub written_unit: CompactString,
}

/// What makes two sentences say the same thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EdgeKey {
    /// Id of a node.
    pub subject: CompactString,
    /// Name of the relation.
    pub relation: CompactString,
    /// Id of a node.
    pub object: CompactString,
    /// How sure.
    pub modality: Modality,
    /// Id of a node, or the words in lower case when they name none; empty for the text itself.
    pub attribution: CompactString,
}

impl EdgeKey {
    /// The edge's id: `e` and 16 hexadecimal digits, the same in every run.
    pub fn id(&self) -> String {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for part in [&*self.subject, &*self.relation, &*self.object, self.modality.name(), &*self.attribution] {
            hash.update(part.as_bytes());
            hash.update(b"\0");
        }
        format!("e{:016x}", hash.digest())
    }
}

/// A line of `evidence.csv`: a sentence that says an edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// The edge it supports.
    pub key: EdgeKey,
    /// Ids of subject, object and attribution in this document, where joining documents changed them; else empty.
    pub here: [CompactString; 3],
    /// Id of the document.
    pub document: CompactString,
    /// Publication date of the document, ISO; empty when unknown.
    pub published: CompactString,
    /// Outlet of the document, may be empty.
    pub source: CompactString,
    /// First code point of the sentence in the given text.
    pub start: u32,
    /// First code point after.
    pub end: u32,
    /// The sentence.
    pub quote: String,
    /// The words that stand for the subject there.
    pub subject_text: CompactString,
    /// The words that stand for the object there.
    pub object_text: CompactString,
    /// The words that say the relation.
    pub trigger: CompactString,
    /// The words that say who says so.
    pub attribution_text: CompactString,
    /// When: TIMEX3 value, else the words; empty when not said.
    pub date: CompactString,
    /// Further qualifiers, sorted; without `;` and `=`.
    pub qualifiers: Vec<(String, String)>,
    /// The rule that found it.
    pub rule: CompactString,
    /// 0 to 100.
    pub confidence: u8,
}

/// Everything one document adds to the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// The document.
    pub document: DocumentRow,
    /// In text order.
    pub mentions: Vec<MentionRow>,
    /// In text order.
    pub evidence: Vec<EvidenceRow>,
}

/// A line of `nodes.csv`, chosen from everything that was said of the entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Id of the entity.
    pub id: CompactString,
    /// Name of the entity type.
    pub kind: CompactString,
    /// Subtype, may be empty.
    pub subtype: CompactString,
    /// The commonest name.
    pub name: CompactString,
    /// Other ways it is written, the commonest first.
    pub aliases: Vec<CompactString>,
    /// Normalised value of a date or figure.
    pub value: ValueCells,
    /// Ids in other registries: `gn:2950159`.
    pub external_ids: Vec<CompactString>,
    /// Number of documents that mention it.
    pub documents: u64,
    /// Number of mentions.
    pub mentions: u64,
    /// First date a document about it was published; empty when unknown.
    pub first_seen: CompactString,
    /// Last such date.
    pub last_seen: CompactString,
}

/// A line of `edges.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// See [`EdgeKey::id`].
    pub id: String,
    /// What it says.
    pub key: EdgeKey,
    /// The date most sentences give; empty when none does.
    pub date: CompactString,
    /// All qualifiers, sorted.
    pub qualifiers: Vec<(String, String)>,
    /// That of the best sentence.
    pub confidence: u8,
    /// Number of documents that say it.
    pub documents: u64,
    /// Number of those who say it independently: an outlet counts once, as do copies of one text.
    pub sources: u64,
    /// Number of sentences that say it.
    pub mentions: u64,
    /// First date a document saying it was published; empty when unknown.
    pub first_seen: CompactString,
    /// Last such date.
    pub last_seen: CompactString,
    /// The best sentence: highest confidence, then shortest, then first by document id.
    pub quote: String,
}
