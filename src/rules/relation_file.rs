//! Relation rules as written. In: `relations/*.toml`. Out: [`RelationFile`]s; all mistakes are collected.
//!
//! The format is documented in `docs/relation-rules.md`. What a word or preposition means is decided in stage 6.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};
use crate::types::RuleName;

/// Folder of the relation rules, below the rules folder.
pub(crate) const FOLDER: &str = "relations";

/// One relation with everything that finds it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationFile {
    /// Name, as in the inventory.
    pub(crate) relation: String,
    /// What an edge says, for people.
    #[expect(dead_code, reason = "for the reader of the file")]
    means: String,
    /// Types of the subject.
    pub(crate) subject: Vec<Spanned<String>>,
    /// Types of the object.
    pub(crate) object: Vec<Spanned<String>>,
    /// What someone else's saying so makes of it.
    #[serde(default)]
    pub(crate) nature: Nature,
    /// Stored once, whichever side is told first.
    #[serde(default)]
    pub(crate) symmetric: bool,
    /// True when what belongs to the object ("Acme's servers") stands for it; so for hostile relations unless stated.
    #[serde(default)]
    pub(crate) possessions: Option<bool>,
    /// Of which argument there is only one: stage 7 reports other values as conflicts.
    #[serde(default)]
    pub(crate) single_valued: Option<Single>,
    /// Other values tell namesakes apart, in stage 7.
    #[serde(default)]
    pub(crate) tells_apart: bool,
    /// Relations that say the opposite: no word may tell both.
    #[serde(default)]
    pub(crate) opposite: Vec<Spanned<String>>,
    /// Frames.
    #[serde(default)]
    pub(crate) frame: Vec<FrameRow>,
    /// Patterns.
    #[serde(default)]
    pub(crate) pattern: Vec<PatternRow>,
    /// Structures.
    #[serde(default)]
    pub(crate) structure: Vec<StructureRow>,
    /// True when both arguments may be mentions of one entity: other names.
    #[serde(default)]
    pub(crate) reflexive: bool,
    /// True when the subject speaks for the object: what a spokesman says of his body is claimed by it.
    #[serde(default)]
    pub(crate) speaks_for: bool,
    /// True when the score told with it ("3-1") is kept as the qualifier `score`.
    #[serde(default)]
    pub(crate) scores: bool,
    /// True when the sum told with it ("for $2bn") is kept as the qualifier `amount`.
    #[serde(default)]
    pub(crate) amounts: bool,
    /// True when it does not end with an office: a former Norwegian minister is a Norwegian.
    #[serde(default)]
    pub(crate) lasting: bool,
}

impl RelationFile {
    /// Names of all its rules.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &Spanned<String>> {
        let frames = self.frame.iter().map(|row| &row.name);
        let patterns = self.pattern.iter().map(|row| &row.name);
        frames.chain(patterns).chain(self.structure.iter().map(|row| &row.name))
    }

    /// Name of a rule in the graph: `relation/rule`.
    pub(crate) fn rule_name(&self, name: &Spanned<String>) -> RuleName {
        RuleName::from(format!("{}/{}", self.relation, name.get_ref()))
    }
}

/// What someone else's saying so makes of a relation.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Nature {
    /// Becomes alleged.
    Hostile,
    /// Becomes reported.
    #[default]
    Neutral,
    /// Stays asserted: offices, places, dates.
    Fact,
    /// That someone says something: reported when somebody is told to say so, planned or denied, and else asserted, whatever
    /// is said.
    Speech,
    /// Counts: reported when someone says so, else asserted, whatever is planned or possible.
    Measure,
}

/// Of which argument there is only one.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Single {
    /// A subject has one object: a person is born on one day.
    Object,
    /// An object has one subject: what is counted has one number.
    Subject,
}

/// A slot, or several, best first.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Slots {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Slots {
    /// The names of the slots.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        match self {
            Slots::One(name) => std::slice::from_ref(name).iter(),
            Slots::Many(names) => names.iter(),
        }
        .map(String::as_str)
    }
}

/// Verbs and nouns with their slots.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameRow {
    /// Name of the rule.
    pub(crate) name: Spanned<String>,
    /// Verb lemmas, with particle or preposition.
    #[serde(default)]
    pub(crate) verbs: Vec<Spanned<String>>,
    /// Noun lemmas, phrases or classes in brackets.
    #[serde(default)]
    pub(crate) nouns: Vec<Spanned<String>>,
    /// Noun lemmas, phrases or classes of which it must be none.
    #[serde(default)]
    pub(crate) not_nouns: Vec<Spanned<String>>,
    /// Whether the noun must, or must not, be an office for one field only: "fraud director", "a director".
    #[serde(default)]
    pub(crate) field: Option<bool>,
    /// Where the subject is.
    pub(crate) subject: Slots,
    /// Where the object is.
    pub(crate) object: Slots,
    /// Narrower than the file's.
    #[serde(default)]
    pub(crate) subject_types: Vec<Spanned<String>>,
    /// Narrower than the file's.
    #[serde(default)]
    pub(crate) object_types: Vec<Spanned<String>>,
    /// Types that the subject must not have, for a subtype that another relation takes.
    #[serde(default)]
    pub(crate) not_subject_types: Vec<Spanned<String>>,
    /// The same of the object.
    #[serde(default)]
    pub(crate) not_object_types: Vec<Spanned<String>>,
    /// Lemmas of which the subject's head must be one.
    #[serde(default)]
    pub(crate) subject_words: Vec<String>,
    /// Lemmas of which it must be none.
    #[serde(default)]
    pub(crate) not_subject_words: Vec<String>,
    /// Lemmas of which the object's head must be one.
    #[serde(default)]
    pub(crate) object_words: Vec<String>,
    /// Lemmas of which it must be none.
    #[serde(default)]
    pub(crate) not_object_words: Vec<String>,
    /// Phrases that must stand there.
    #[serde(default)]
    pub(crate) needs: BTreeMap<String, Vec<String>>,
    /// Phrases that must not stand there.
    #[serde(default)]
    pub(crate) not: BTreeMap<String, Vec<String>>,
    /// Phrases kept as qualifiers.
    #[serde(default)]
    pub(crate) qualifier: BTreeMap<String, String>,
    /// Verbs whose subject is the noun's subject.
    #[serde(default)]
    pub(crate) light: Vec<String>,
    /// Prepositions whose phrase may stand behind what a noun is of: "professor of law **at** Yale".
    #[serde(default)]
    pub(crate) beyond: Vec<String>,
    /// True when a house or part of a town stands for the place that it is in: "died at a hospital in Vel".
    #[serde(default)]
    pub(crate) within: bool,
    /// True when the owner of an object stands for it ("Acme's research unit"); as the file says unless stated.
    #[serde(default)]
    pub(crate) possessions: Option<bool>,
    /// Modality the words themselves have ("accuse of"), unless a cue says more.
    #[serde(default)]
    pub(crate) modality: Option<String>,
    /// 0 to 100: how often an edge of this frame is right.
    #[serde(default)]
    pub(crate) confidence: Option<u8>,
}

/// A sequence of words and slots.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PatternRow {
    /// Name of the rule.
    pub(crate) name: Spanned<String>,
    /// The sequence.
    #[serde(rename = "match")]
    pub(crate) sequence: Spanned<String>,
    /// Narrower than the file's.
    #[serde(default)]
    pub(crate) subject_types: Vec<Spanned<String>>,
    /// Narrower than the file's.
    #[serde(default)]
    pub(crate) object_types: Vec<Spanned<String>>,
    /// Types that the subject must not have.
    #[serde(default)]
    pub(crate) not_subject_types: Vec<Spanned<String>>,
    /// Types that the object must not have.
    #[serde(default)]
    pub(crate) not_object_types: Vec<Spanned<String>>,
    /// Words of the subject, one of which must stand there.
    #[serde(default)]
    pub(crate) subject_words: Vec<String>,
    /// Words that must not stand in the subject.
    #[serde(default)]
    pub(crate) not_subject_words: Vec<String>,
    /// Words of the object, one of which must stand there.
    #[serde(default)]
    pub(crate) object_words: Vec<String>,
    /// Words that must not stand in the object.
    #[serde(default)]
    pub(crate) not_object_words: Vec<String>,
    /// True where both arguments are names with nothing but adjectives beside them.
    #[serde(default)]
    pub(crate) bare: bool,
    /// True where both arguments are names of several words.
    #[serde(default)]
    pub(crate) full: bool,
    /// Modality the words themselves have.
    #[serde(default)]
    pub(crate) modality: Option<String>,
    /// 0 to 100.
    #[serde(default)]
    pub(crate) confidence: Option<u8>,
}

/// Groups that stand together in one of the ways that `structures` knows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StructureRow {
    /// Name of the rule.
    pub(crate) name: Spanned<String>,
    /// Which way.
    pub(crate) kind: Spanned<String>,
    /// Narrower than the file's.
    #[serde(default)]
    pub(crate) subject_types: Vec<Spanned<String>>,
    /// The same of the object.
    #[serde(default)]
    pub(crate) object_types: Vec<Spanned<String>>,
    /// Types that the subject must not have.
    #[serde(default)]
    pub(crate) not_subject_types: Vec<Spanned<String>>,
    /// Types that the object must not have.
    #[serde(default)]
    pub(crate) not_object_types: Vec<Spanned<String>>,
    /// Words that the group which tells it must not have; behind a player of a score sheet, that he is of the other side.
    #[serde(default)]
    pub(crate) not_subject_words: Vec<String>,
    /// 0 to 100.
    #[serde(default)]
    pub(crate) confidence: Option<u8>,
}

/// The examples of a relation file, read where they are run.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Examples {
    /// Sentences in which the listed edges are found.
    #[serde(default)]
    pub(crate) accept: Vec<Accept>,
    /// Sentences in which none is.
    #[serde(default)]
    pub(crate) reject: Vec<Reject>,
}

/// A sentence with the edges it gives.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accept {
    /// Text with names in brackets.
    pub(crate) text: Spanned<String>,
    /// `A -> B : modality by C`.
    pub(crate) edges: Vec<String>,
}

/// A sentence that gives none.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reject {
    /// Text with names in brackets.
    pub(crate) text: Spanned<String>,
    /// Why not, for people.
    #[expect(dead_code, reason = "for the reader of the file")]
    #[serde(default)]
    why: String,
}

/// All relation files with their path and text, in the order of their paths. They are parsed once.
pub(crate) fn load<'r>(files: &'r RuleFiles, mistakes: &mut Vec<RuleMistake>) -> Vec<Loaded<'r>> {
    let parsed = files.relations.get_or_init(|| {
        let files = files.below(FOLDER).filter(|(path, _)| path.ends_with(".toml"));
        files.map(|(path, text)| (path.to_owned(), rules::parse(path, text))).collect()
    });
    let mut loaded = Vec::new();
    for (path, parsed) in parsed {
        match parsed {
            Ok(file) => loaded.push((path.as_str(), files.get(path).unwrap_or(""), file)),
            Err(mistake) => mistakes.push(mistake.clone()),
        }
    }
    loaded
}

/// Path, text and what it says.
pub(crate) type Loaded<'r> = (&'r str, &'r str, &'r RelationFile);

/// Relation files by path, or what is wrong with them.
pub(super) type Parsed = Vec<(String, Result<RelationFile, RuleMistake>)>;
