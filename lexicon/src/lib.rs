//! Gazetteers and word lists of newsgraph, compiled to one flat image that is read in place.
//!
//! In: CSV and text files of a gazetteer folder. Out: a [`Lexicon`] that looks up words by hash and names by their
//! tokens. The build script of newsgraph compiles the shipped folder with the same code that compiles a user's
//! gazetteers at run time, and gazetteer names are cut into tokens by the same [`tokenise`] as articles.

mod compile;
mod error;
mod fold;
mod forms;
mod image;
mod kind;
mod lexicon;
mod pos;
mod prior;
mod record;
mod rows;
mod shape;
mod sorted;
mod source;
mod span;
mod token;
mod words;

pub use compile::{MAX_TOKENS, compile};
pub use error::Error;
pub use fold::{fold, fold_hash};
pub use forms::is_skipped;
pub use image::{FORMAT_VERSION, Head, Image};
pub use kind::EntityType;
pub use lexicon::{FormMatch, Lexicon, Sense, SenseId, WordId};
pub use pos::{Pos, PosSet};
pub use record::{
    ClassBits, ClassId, EntityRecord, Flags, FormRecord, MAX_CLASSES, PhraseRecord, SenseRecord, Text, WordRecord,
    meets, union, with,
};
pub use rows::EntityRow;
pub use shape::Shape;
pub use source::Folder;
pub use span::Span;
pub use token::{Abbreviations, RawToken, tokenise};

/// Word classes whose members own the full stop after them.
pub const ABBREVIATION_CLASSES: [&str; 2] = ["abbreviation", "abbreviation-either"];
