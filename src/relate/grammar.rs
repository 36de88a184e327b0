//! Stage 6 of 8, the words that syntax rests on. In: `cues/grammar.toml`. Out: [`Grammar`], one bit set per word.
//!
//! Holds no rule itself: which words are auxiliaries, subordinators or reporting verbs is data.

use newsgraph_lexicon::{Lexicon, Shape, WordId, tokenise};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};

/// Where the words are listed, below the rules folder.
const FILE: &str = "cues/grammar.toml";

/// What grammar knows of a word; several may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(pub(super) u128);

#[allow(missing_docs)] // named as the keys of the file
impl Bits {
    pub(super) const BE: Bits = Bits(1);
    pub(super) const HAVE: Bits = Bits(1 << 1);
    pub(super) const DO: Bits = Bits(1 << 2);
    pub(super) const GET: Bits = Bits(1 << 3);
    pub(super) const NEGATOR: Bits = Bits(1 << 4);
    pub(super) const SUBORDINATOR: Bits = Bits(1 << 5);
    pub(super) const CLAUSE_VERB: Bits = Bits(1 << 6);
    pub(super) const OBJECT_CONTROL: Bits = Bits(1 << 7);
    pub(super) const DEFINITE: Bits = Bits(1 << 8);
    pub(super) const INDEFINITE: Bits = Bits(1 << 9);
    pub(super) const BY: Bits = Bits(1 << 10);
    pub(super) const OF: Bits = Bits(1 << 11);
    pub(super) const GOING: Bits = Bits(1 << 12);
    pub(super) const EVENT: Bits = Bits(1 << 13);
    pub(super) const ACTS_FOR: Bits = Bits(1 << 14);
    pub(super) const AND: Bits = Bits(1 << 15);
    pub(super) const FORMER: Bits = Bits(1 << 16);
    pub(super) const PLACE_PREPOSITION: Bits = Bits(1 << 17);
    pub(super) const COPULA: Bits = Bits(1 << 18);
    pub(super) const NAMING: Bits = Bits(1 << 19);
    pub(super) const OUTLET: Bits = Bits(1 << 20);
    pub(super) const CLAUSE_NOUN: Bits = Bits(1 << 21);
    pub(super) const TITLE_PREPOSITION: Bits = Bits(1 << 22);
    pub(super) const NOT_COUNTED: Bits = Bits(1 << 23);
    pub(super) const AS: Bits = Bits(1 << 24);
    pub(super) const REPORTING: Bits = Bits(1 << 25);
    pub(super) const PLACE_NOUN: Bits = Bits(1 << 26);
    pub(super) const PLURAL: Bits = Bits(1 << 27);
    pub(super) const STANDS_ALONE: Bits = Bits(1 << 28);
    pub(super) const KIND_NOUN: Bits = Bits(1 << 29);
    pub(super) const BASED: Bits = Bits(1 << 30);
    pub(super) const INSIDE: Bits = Bits(1 << 31);
    pub(super) const QUOTATIVE: Bits = Bits(1 << 32);
    pub(super) const TIME_PREPOSITION: Bits = Bits(1 << 33);
    pub(super) const INTRANSITIVE: Bits = Bits(1 << 34);
    pub(super) const SOURCE_PREPOSITION: Bits = Bits(1 << 35);
    pub(super) const INCIDENT: Bits = Bits(1 << 36);
    pub(super) const NO_EVENT_AFTER: Bits = Bits(1 << 37);
    pub(super) const TELLING: Bits = Bits(1 << 38);
    pub(super) const BORN: Bits = Bits(1 << 39);
    pub(super) const DIED: Bits = Bits(1 << 40);
    pub(super) const ADDRESSES: Bits = Bits(1 << 41);
    pub(super) const PRIVATE: Bits = Bits(1 << 42);
    pub(super) const REASON: Bits = Bits(1 << 43);
    pub(super) const FIELD: Bits = Bits(1 << 44);
    pub(super) const WHOLE: Bits = Bits(1 << 45);
    pub(super) const FOR: Bits = Bits(1 << 46);
    pub(super) const VERB_PREFIX: Bits = Bits(1 << 47);
    pub(super) const FROM: Bits = Bits(1 << 48);
    pub(super) const PUBLISHING: Bits = Bits(1 << 49);
    pub(super) const TAKES_OBJECT: Bits = Bits(1 << 50);
    pub(super) const THEIR: Bits = Bits(1 << 51);
    pub(super) const RELATIVE: Bits = Bits(1 << 52);
    pub(super) const APPOINTING: Bits = Bits(1 << 53);
    pub(super) const MOTION: Bits = Bits(1 << 54);
    pub(super) const ONE_OF: Bits = Bits(1 << 55);
    pub(super) const SPOUSE: Bits = Bits(1 << 56);
    pub(super) const RULER: Bits = Bits(1 << 57);
    pub(super) const RAISING: Bits = Bits(1 << 58);
    pub(super) const AMONG: Bits = Bits(1 << 59);
    pub(super) const SUCH_AS: Bits = Bits(1 << 60);
    pub(super) const INCLUDES: Bits = Bits(1 << 61);
    pub(super) const WHERE: Bits = Bits(1 << 62);
    pub(super) const SPEAKER: Bits = Bits(1 << 63);
    pub(super) const SPEAKERS: Bits = Bits(1 << 64);
    pub(super) const ALL_OF: Bits = Bits(1 << 65);
    pub(super) const WISH: Bits = Bits(1 << 66);
    pub(super) const COURTESY: Bits = Bits(1 << 67);
    pub(super) const OFTEN_ALONE: Bits = Bits(1 << 68);
    pub(super) const UNDERTAKING: Bits = Bits(1 << 69);
    pub(super) const OURS: Bits = Bits(1 << 70);
    pub(super) const CONTRAST: Bits = Bits(1 << 71);
    pub(super) const WRITING: Bits = Bits(1 << 72);
    pub(super) const RESPECTIVELY: Bits = Bits(1 << 73);
    pub(super) const NAME_NOUN: Bits = Bits(1 << 74);
    pub(super) const AIMED: Bits = Bits(1 << 75);
    pub(super) const FORCE: Bits = Bits(1 << 76);
    pub(super) const ATTRIBUTIVE: Bits = Bits(1 << 77);
    pub(super) const OF_MANY: Bits = Bits(1 << 78);
    pub(super) const JOINING: Bits = Bits(1 << 79);
    pub(super) const SUCCEEDING: Bits = Bits(1 << 80);
    pub(super) const FELLOW: Bits = Bits(1 << 81);
    pub(super) const APPEALING: Bits = Bits(1 << 82);
    pub(super) const ITS: Bits = Bits(1 << 83);
    pub(super) const TAKES_GERUND: Bits = Bits(1 << 84);
    pub(super) const OR: Bits = Bits(1 << 85);
    pub(super) const FORMERLY: Bits = Bits(1 << 86);
    pub(super) const UNTIL: Bits = Bits(1 << 87);
    pub(super) const OTHER: Bits = Bits(1 << 88);
    pub(super) const WHEREABOUTS: Bits = Bits(1 << 89);
    pub(super) const DIVISION: Bits = Bits(1 << 90);
    pub(super) const AUTHORITY: Bits = Bits(1 << 91);
    pub(super) const OF_WORKS: Bits = Bits(1 << 92);

    /// True when a bit of `other` is set.
    pub(super) const fn any(self, other: Bits) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOr for Bits {
    type Output = Bits;
    fn bitor(self, other: Bits) -> Bits {
        Bits(self.0 | other.0)
    }
}

/// The keys of the file and the bits they set.
const KEYS: [(&str, Bits); 93] = [
    ("be", Bits::BE),
    ("have", Bits::HAVE),
    ("do", Bits::DO),
    ("get", Bits::GET),
    ("negator", Bits::NEGATOR),
    ("subordinator", Bits::SUBORDINATOR),
    ("clause-verb", Bits::CLAUSE_VERB),
    ("object-control", Bits::OBJECT_CONTROL),
    ("definite", Bits::DEFINITE),
    ("indefinite", Bits::INDEFINITE),
    ("by", Bits::BY),
    ("of", Bits::OF),
    ("going", Bits::GOING),
    ("event", Bits::EVENT),
    ("acts-for", Bits::ACTS_FOR),
    ("and", Bits::AND),
    ("former", Bits::FORMER),
    ("place-preposition", Bits::PLACE_PREPOSITION),
    ("inside-preposition", Bits::INSIDE),
    ("copula", Bits::COPULA),
    ("naming", Bits::NAMING),
    ("outlet", Bits::OUTLET),
    ("clause-noun", Bits::CLAUSE_NOUN),
    ("title-preposition", Bits::TITLE_PREPOSITION),
    ("not-counted", Bits::NOT_COUNTED),
    ("as", Bits::AS),
    ("reporting", Bits::REPORTING),
    ("place-noun", Bits::PLACE_NOUN),
    ("plural", Bits::PLURAL),
    ("based", Bits::BASED),
    ("kind-noun", Bits::KIND_NOUN),
    ("stands-alone", Bits::STANDS_ALONE),
    ("quotative", Bits::QUOTATIVE),
    ("intransitive", Bits::INTRANSITIVE),
    ("time-preposition", Bits::TIME_PREPOSITION),
    ("source-preposition", Bits::SOURCE_PREPOSITION),
    ("incident", Bits::INCIDENT),
    ("telling", Bits::TELLING),
    ("from", Bits::FROM),
    ("publishing", Bits::PUBLISHING),
    ("verb-prefix", Bits::VERB_PREFIX),
    ("no-event-after", Bits::NO_EVENT_AFTER),
    ("born", Bits::BORN),
    ("died", Bits::DIED),
    ("addresses", Bits::ADDRESSES),
    ("private", Bits::PRIVATE),
    ("force", Bits::FORCE),
    ("attributive", Bits::ATTRIBUTIVE),
    ("reason", Bits::REASON),
    ("field", Bits::FIELD),
    ("whole", Bits::WHOLE),
    ("for", Bits::FOR),
    ("takes-object", Bits::TAKES_OBJECT),
    ("their", Bits::THEIR),
    ("relative", Bits::RELATIVE),
    ("appointing", Bits::APPOINTING),
    ("motion", Bits::MOTION),
    ("one-of", Bits::ONE_OF),
    ("spouse", Bits::SPOUSE),
    ("ruler", Bits::RULER),
    ("raising", Bits::RAISING),
    ("among", Bits::AMONG),
    ("such-as", Bits::SUCH_AS),
    ("includes", Bits::INCLUDES),
    ("where", Bits::WHERE),
    ("speaker", Bits::SPEAKER),
    ("speakers", Bits::SPEAKERS),
    ("all-of", Bits::ALL_OF),
    ("wish", Bits::WISH),
    ("courtesy", Bits::COURTESY),
    ("often-alone", Bits::OFTEN_ALONE),
    ("undertaking", Bits::UNDERTAKING),
    ("ours", Bits::OURS),
    ("contrast", Bits::CONTRAST),
    ("writing", Bits::WRITING),
    ("respectively", Bits::RESPECTIVELY),
    ("name-noun", Bits::NAME_NOUN),
    ("aimed", Bits::AIMED),
    ("of-many", Bits::OF_MANY),
    ("joining", Bits::JOINING),
    ("succeeding", Bits::SUCCEEDING),
    ("fellow", Bits::FELLOW),
    ("appealing", Bits::APPEALING),
    ("its", Bits::ITS),
    ("or", Bits::OR),
    ("formerly", Bits::FORMERLY),
    ("until", Bits::UNTIL),
    ("other", Bits::OTHER),
    ("whereabouts", Bits::WHEREABOUTS),
    ("division", Bits::DIVISION),
    ("authority", Bits::AUTHORITY),
    ("of-works", Bits::OF_WORKS),
    ("takes-gerund", Bits::TAKES_GERUND),
];

#[derive(Deserialize)]
#[serde(transparent)]
struct File(std::collections::BTreeMap<String, Vec<String>>);

/// Grammar's word lists, by the number or, for phrases and unknown words, the hash of a word.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    words: FxHashMap<u64, Bits>,
}

impl Grammar {
    /// Loads the file; without one there is no syntax and no relation.
    pub(super) fn load(lexicon: &Lexicon<'_>, files: &RuleFiles, mistakes: &mut Vec<RuleMistake>) -> Grammar {
        let mut grammar = Grammar::default();
        let Some(text) = files.get(FILE) else { return grammar };
        let File(lists) = match rules::parse(FILE, text) {
            Ok(file) => file,
            Err(mistake) => {
                mistakes.push(mistake);
                return grammar;
            }
        };
        for (key, words) in &lists {
            let Some((_, bits)) = KEYS.iter().find(|(k, _)| k == key) else {
                mistakes.push(RuleMistake {
                    file: FILE.to_owned(),
                    line: 0,
                    what: format!("'{key}' is no list of words that grammar reads"),
                });
                continue;
            };
            for word in words {
                let entry = grammar.words.entry(phrase_key(word, lexicon)).or_default();
                entry.0 |= bits.0;
            }
        }
        grammar
    }

    /// What is known of a word, by the key of its spelling.
    pub(super) fn of(&self, key: u64) -> Bits {
        self.words.get(&key).copied().unwrap_or_default()
    }
}

/// The key of a word or phrase as written in a rule: the token's hash, or the hashes of several joined.
pub(super) fn phrase_key(phrase: &str, lexicon: &Lexicon<'_>) -> u64 {
    let mut tokens = Vec::new();
    tokenise(phrase, 0, lexicon, &mut tokens);
    join_keys(tokens.iter().filter(|t| !t.shape.has(Shape::JOINER)).map(|t| t.hash))
}

/// Joins the hashes of a phrase's tokens; one token keeps its own.
pub(super) fn join_keys(hashes: impl Iterator<Item = u64>) -> u64 {
    hashes.reduce(|sum, hash| sum.rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ hash).unwrap_or(0)
}

/// Hash of a lemma by its word number, 0 for an unknown word.
pub(super) fn lemma_key(lexicon: &Lexicon<'_>, number: u32) -> u64 {
    if number == 0 { 0 } else { lexicon.record(WordId(number)).hash }
}
