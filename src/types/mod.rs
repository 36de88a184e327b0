//! What flows through the pipeline. Imports nothing of ours but the lexicon's own types.

mod document;
mod mention;
mod page;
mod relation;
mod skip;
mod token;
mod value;

pub use document::{Document, RawDocument, Sentence, Split, Zone, ZoneKind};
pub use mention::{Candidate, Entity, EntityIndex, Evidence, Mention, MentionIndex, Nominal, RuleName};
pub use newsgraph_lexicon::{EntityType, Span};
pub use page::Page;
pub use relation::{Attribution, Extraction, Modality, Relation};
pub use skip::Skip;
pub use token::Token;
pub use value::{DateValue, FigureValue, Moment, Value};
