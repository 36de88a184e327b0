//! Stage 6 of 8, cues. In: `cues/modality.toml`. Out: [`Cues`]: what a word makes of the clause in its scope.

use newsgraph_lexicon::Lexicon;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use crate::error::RuleMistake;
use crate::relate::grammar::phrase_key;
use crate::rules::{self, RuleFiles};
use crate::types::Modality;

/// Where the cues are, below the rules folder.
const FILE: &str = "cues/modality.toml";

/// Where a cue word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Verb of the clause above: "said", "denied", "plans".
    Verb,
    /// Verb of the clause above when that is passive: "is believed".
    Passive,
    /// Noun that holds the clause: "reports that", "plan to".
    Noun,
    /// Adverb in the clause.
    Adverb,
    /// Adjective in the noun group, or before an infinitive: "alleged", "likely".
    Adjective,
    /// Modal verb of the clause.
    Modal,
    /// The same in what was said, by a verb in the past.
    ToldModal,
    /// Subordinator of the clause.
    Subordinator,
    /// Preposition whose group speaks: "according to".
    Preposition,
}

/// What a cue makes of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gives {
    /// Someone says so: claimed, alleged or reported, by who it is and what is said.
    Said,
    /// One modality, whoever speaks.
    Always(Modality),
    /// Only takes a negation or future on to the clause.
    Passes,
}

/// A compiled cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// What it gives.
    pub(super) gives: Gives,
    /// True when its subject (or group) is who says so.
    pub(super) speaks: bool,
    /// True when it holds for "that" clauses and quotes.
    pub(super) clause: bool,
    /// True when it holds for infinitives and gerunds.
    pub(super) infinitive: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cue: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: Spanned<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    passive: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adverbs: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    modals: Vec<String>,
    #[serde(default)]
    told_modals: Vec<String>,
    #[serde(default)]
    subordinators: Vec<String>,
    #[serde(default)]
    prepositions: Vec<String>,
    gives: String,
    #[serde(default)]
    speaks: bool,
    #[serde(default)]
    scope: Scope,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Scope {
    /// Both.
    #[default]
    All,
    /// "that" clauses and quotes.
    Clause,
    /// Infinitives and gerunds.
    Infinitive,
}

/// All cues, by place and word.
#[derive(Debug, Default)]
pub(super) struct Cues {
    cues: FxHashMap<(Place, u64), Cue>,
}

impl Cues {
    /// Loads the file; without one everything is asserted.
    pub(super) fn load(lexicon: &Lexicon<'_>, files: &RuleFiles, mistakes: &mut Vec<RuleMistake>) -> Cues {
        let mut cues = Cues::default();
        let Some(text) = files.get(FILE) else { return cues };
        let file: File = match rules::parse(FILE, text) {
            Ok(file) => file,
            Err(mistake) => {
                mistakes.push(mistake);
                return cues;
            }
        };
        for row in &file.cue {
            let gives = match row.gives.as_str() {
                "said" => Gives::Said,
                "passes" => Gives::Passes,
                name => match Modality::parse(name) {
                    Some(modality) => Gives::Always(modality),
                    None => {
                        mistakes.push(RuleMistake {
                            file: FILE.to_owned(),
                            line: rules::line_of(text, row.name.span().start),
                            what: format!("cue '{}' gives '{name}', which is no modality", row.name.get_ref()),
                        });
                        continue;
                    }
                },
            };
            let cue = Cue {
                gives,
                speaks: row.speaks,
                clause: row.scope != Scope::Infinitive,
                infinitive: row.scope != Scope::Clause,
            };
            let lists = [
                (Place::Verb, &row.verbs),
                (Place::Passive, &row.passive),
                (Place::Noun, &row.nouns),
                (Place::Adverb, &row.adverbs),
                (Place::Adjective, &row.adjectives),
                (Place::Modal, &row.modals),
                (Place::ToldModal, &row.told_modals),
                (Place::Subordinator, &row.subordinators),
                (Place::Preposition, &row.prepositions),
            ];
            for (place, words) in lists {
                for word in words {
                    cues.cues.entry((place, phrase_key(word, lexicon))).or_insert(cue);
                }
            }
        }
        cues
    }

    /// The cue of a word at a place.
    pub(super) fn get(&self, place: Place, key: u64) -> Option<Cue> {
        if key == 0 { None } else { self.cues.get(&(place, key)).copied() }
    }
}
