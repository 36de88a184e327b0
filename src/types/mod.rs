//! What flows through the pipeline. Imports nothing of ours but the lexicon's own types.

mod code_points;
mod document;
mod graph;
mod judgement;
mod mention;
mod moment;
mod page;
mod relation;
mod skip;
mod token;
mod value;

pub use code_points::CodePoints;
pub use document::{Document, RawDocument, Sentence, Split, Zone, ZoneKind};
pub use graph::{Contribution, DocumentRow, Edge, EdgeKey, EvidenceRow, MentionRow, Node, ValueCells};
pub use judgement::{Claim, Conflict, ConflictKind, Decision};
pub use mention::{
    Candidate, Entity, EntityIndex, Evidence, GivenName, Mention, MentionIndex, Nominal, ONE_PERSON, RuleName,
};
pub use newsgraph_lexicon::{EntityType, Span};
pub use page::Page;
pub use relation::{Attribution, Extraction, Modality, Relation};
pub use skip::Skip;
pub use token::Token;
pub use value::{DateValue, FigureValue, Moment, Value};
