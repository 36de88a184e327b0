//! Stage 6 of 8, relation rules as written. In: `relations/*.toml`. Out: [`RelationFile`]s; all mistakes are collected.
//!
//! The format is documented in `docs/relation-rules.md`. What a word or preposition means is decided in `frames`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};
use crate::types::EntityType;

/// Folder of the relation rules, below the rules folder.
pub(crate) const FOLDER: &str = "relations";

/// One relation with everything that finds it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationFile {
    /// Name, as in the inventory.
    pub(crate) relation: String,
    /// What an edge says, for people.
    #[allow(dead_code)] // read by people and `lint`
    pub(crate) means: String,
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
    #[allow(dead_code)] // read by stage 7
    pub(crate) single_valued: Option<Single>,
    /// Other values tell namesakes apart, in stage 7.
    #[serde(default)]
    #[allow(dead_code)] // read by stage 7
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
    /// Sentences in which the listed edges are found.
    #[serde(default)]
    pub(crate) accept: Vec<Accept>,
    /// Sentences in which none is.
    #[serde(default)]
    pub(crate) reject: Vec<Reject>,
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
    /// Counts: reported when someone says so, else asserted, whatever is planned or possible.
    Measure,
}

/// Of which argument there is only one.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Single {
    /// A subject has one object.
    Object,
    /// An object has one subject.
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
    /// Types that the subject must not have.
    #[serde(default)]
    pub(crate) not_subject_types: Vec<Spanned<String>>,
    /// Types that the object must not have.
    #[serde(default)]
    pub(crate) not_object_types: Vec<Spanned<String>>,
    /// 0 to 100.
    #[serde(default)]
    pub(crate) confidence: Option<u8>,
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
    #[allow(dead_code)] // read by people
    #[serde(default)]
    pub(crate) why: String,
}

/// Entity types and subtypes that an argument may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Types {
    any: u16,
    subtypes: Vec<(EntityType, String)>,
    /// What does not fit although the above would allow it.
    except: Option<Box<Types>>,
}

impl Types {
    /// Reads a list of `type` and `type.subtype`.
    pub(crate) fn parse(file: &str, text: &str, names: &[Spanned<String>], mistakes: &mut Vec<RuleMistake>) -> Types {
        let mut types = Types::default();
        for name in names {
            let (kind, subtype) = name.get_ref().split_once('.').unwrap_or((name.get_ref(), ""));
            match EntityType::parse(kind) {
                Some(kind) if subtype.is_empty() => types.any |= 1 << kind as u16,
                Some(kind) => types.subtypes.push((kind, subtype.to_owned())),
                None => mistakes.push(RuleMistake {
                    file: file.to_owned(),
                    line: rules::line_of(text, name.span().start),
                    what: format!("'{kind}' is no entity type"),
                }),
            }
        }
        types
    }

    /// Every type.
    pub(crate) fn all() -> Types {
        Types { any: u16::MAX, ..Types::default() }
    }

    /// The same without other types.
    pub(crate) fn except(mut self, others: Types) -> Types {
        self.except = (!others.is_empty()).then(|| Box::new(others));
        self
    }

    /// True when nothing is listed.
    pub(crate) fn is_empty(&self) -> bool {
        self.any == 0 && self.subtypes.is_empty()
    }

    /// True when a mention of that type and subtype fits.
    pub(crate) fn fits(&self, kind: EntityType, subtype: &str) -> bool {
        (self.any & (1 << kind as u16) != 0 || self.subtypes.iter().any(|(k, s)| *k == kind && s == subtype))
            && !self.except.as_ref().is_some_and(|except| except.fits(kind, subtype))
    }

    /// True when nothing but countries and peoples fits.
    pub(crate) fn only_origins(&self) -> bool {
        let origins = 1 << EntityType::Place as u16 | 1 << EntityType::Nationality as u16;
        self.subtypes.is_empty() && self.any & !origins == 0
    }

    /// True when a type fits whatever its subtype.
    pub(crate) fn allows(&self, kind: EntityType) -> bool {
        self.any & (1 << kind as u16) != 0 || self.subtypes.iter().any(|(k, _)| *k == kind)
    }
}

impl std::fmt::Display for Types {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whole = EntityType::ALL.iter().filter(|kind| self.any & (1 << **kind as u16) != 0).map(ToString::to_string);
        let parts = self.subtypes.iter().map(|(kind, subtype)| format!("{kind}.{subtype}"));
        let names: Vec<String> = whole.chain(parts).collect();
        f.write_str(&names.join(" or "))?;
        self.except.as_ref().map_or(Ok(()), |except| write!(f, " except {except}"))
    }
}

/// All relation files with their path and text, in the order of their paths.
pub(crate) fn load<'r>(files: &'r RuleFiles, mistakes: &mut Vec<RuleMistake>) -> Vec<(&'r str, &'r str, RelationFile)> {
    let mut loaded = Vec::new();
    for (path, text) in files.below(FOLDER).filter(|(path, _)| path.ends_with(".toml")) {
        match rules::parse::<RelationFile>(path, text) {
            Ok(file) => loaded.push((path, text, file)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    loaded
}
