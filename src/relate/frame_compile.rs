//! Stage 6 of 8, rules. In: relation files. Out: [`Rules`], compiled, and the mistakes in the files.

use newsgraph_lexicon::{Lexicon, Pos, PosSet, WordId, with};
use toml::Spanned;

use crate::error::RuleMistake;
use crate::relate::argument_types::Types;
use crate::relate::confidence::Confidence;
use crate::relate::frames::{Frame, Need, NotNouns, NounEntry, RelationKind, Rules, Slot, Structure, VerbEntry};
use crate::relate::grammar::phrase_key;
use crate::relate::patterns::Names;
use crate::relate::structures::Kind;
use crate::rules::relation_file::{self, FrameRow, Nature, RelationFile, Slots};
use crate::rules::{self, RuleFiles};
use crate::types::{EntityType, Modality};

/// Confidence of a frame or pattern that states none.
const USUAL_CONFIDENCE: u8 = 80;

impl Rules {
    /// Compiles all relation files.
    pub(super) fn compile(lexicon: &Lexicon<'_>, files: &RuleFiles, mistakes: &mut Vec<RuleMistake>) -> Rules {
        let rules = Rules { confidence: Confidence::load(files, mistakes), ..Rules::default() };
        let mut compiler = Compiler { lexicon, rules, mistakes, file: "", text: "" };
        for (path, text, file) in relation_file::load(files, compiler.mistakes) {
            compiler.file = path;
            compiler.text = text;
            compiler.relation(file);
        }
        let mut rules = compiler.rules;
        rules.patterns.index();
        rules
    }
}

struct Compiler<'c> {
    lexicon: &'c Lexicon<'c>,
    rules: Rules,
    mistakes: &'c mut Vec<RuleMistake>,
    file: &'c str,
    text: &'c str,
}

impl Compiler<'_> {
    fn mistake(&mut self, at: usize, what: String) {
        let line = rules::line_of(self.text, at);
        self.mistakes.push(RuleMistake { file: self.file.to_owned(), line, what });
    }

    fn relation(&mut self, file: &RelationFile) {
        let number = self.rules.relations.len() as u16;
        let subject = Types::parse(self.file, self.text, &file.subject, self.mistakes);
        let object = Types::parse(self.file, self.text, &file.object, self.mistakes);
        self.rules.relations.push(RelationKind {
            name: file.relation.as_str().into(),
            nature: file.nature,
            symmetric: file.symmetric,
            reflexive: file.reflexive,
            speaks_for: file.speaks_for,
            scores: file.scores,
            amounts: file.amounts,
            lasting: file.lasting,
            owner: file.possessions.unwrap_or(file.nature == Nature::Hostile),
        });
        for row in &file.frame {
            self.frame(number, file, row, &subject, &object);
        }
        for row in &file.structure {
            let name = row.kind.get_ref();
            let subject = self.narrowed(&row.subject_types, &subject, &row.not_subject_types);
            let object = self.narrowed(&row.object_types, &object, &row.not_object_types);
            match Kind::NAMES.iter().find(|(known, _)| known == name) {
                Some((_, kind)) => self.rules.structures.push(Structure {
                    kind: *kind,
                    relation: number,
                    rule: file.rule_name(&row.name),
                    subject,
                    object,
                    subject_words: (Vec::new(), self.keys(&row.not_subject_words)),
                    confidence: self.confidence(file, &row.name, row.confidence),
                }),
                None => {
                    let known: Vec<&str> = Kind::NAMES.iter().map(|(name, _)| *name).collect();
                    self.mistake(
                        row.kind.span().start,
                        format!("'{name}' is no structure; there are {}", known.join(", ")),
                    );
                }
            }
        }
        for row in &file.pattern {
            let at = row.sequence.span().start;
            let narrowed = self.narrowed(&row.subject_types, &subject, &row.not_subject_types);
            let narrowed_object = self.narrowed(&row.object_types, &object, &row.not_object_types);
            let modality = self.modality(row.modality.as_deref(), at);
            let words = [
                (self.keys(&row.subject_words), self.keys(&row.not_subject_words)),
                (self.keys(&row.object_words), self.keys(&row.not_object_words)),
            ];
            let rule = file.rule_name(&row.name);
            let confidence = self.confidence(file, &row.name, row.confidence);
            let added = self.rules.patterns.add(
                self.lexicon,
                row.sequence.get_ref(),
                number,
                rule,
                (narrowed, narrowed_object),
                words,
                Names { bare: row.bare, full: row.full },
                modality,
                confidence,
            );
            if let Err(what) = added {
                self.mistake(at, what);
            }
        }
    }

    fn narrowed(&mut self, names: &[Spanned<String>], of: &Types, without: &[Spanned<String>]) -> Types {
        let types = Types::parse(self.file, self.text, names, self.mistakes);
        let without = Types::parse(self.file, self.text, without, self.mistakes);
        if types.is_empty() { of.clone() } else { types }.except(without)
    }

    fn modality(&mut self, name: Option<&str>, at: usize) -> Option<Modality> {
        let name = name?;
        let modality = Modality::parse(name);
        if modality.is_none() {
            self.mistake(at, format!("'{name}' is no modality"));
        }
        modality
    }

    fn confidence(&self, file: &RelationFile, name: &Spanned<String>, stated: Option<u8>) -> u8 {
        self.rules.confidence.of_rule(&file.rule_name(name), stated.unwrap_or(USUAL_CONFIDENCE))
    }

    fn keys(&self, words: &[String]) -> Vec<u64> {
        words.iter().map(|w| phrase_key(w, self.lexicon)).collect()
    }

    fn frame(&mut self, relation: u16, file: &RelationFile, row: &FrameRow, subject: &Types, object: &Types) {
        let at = row.name.span().start;
        let number = self.rules.frames.len() as u32;
        let frame = Frame {
            relation,
            rule: file.rule_name(&row.name),
            subject: self.slots(&row.subject, at),
            object: self.slots(&row.object, at),
            subject_types: self.narrowed(&row.subject_types, subject, &row.not_subject_types),
            object_types: self.narrowed(&row.object_types, object, &row.not_object_types),
            subject_words: (self.keys(&row.subject_words), self.keys(&row.not_subject_words)),
            object_words: (self.keys(&row.object_words), self.keys(&row.not_object_words)),
            needs: row.needs.iter().map(|(p, words)| self.need(p, words)).collect(),
            not: row.not.iter().map(|(p, words)| self.need(p, words)).collect(),
            qualifier: row.qualifier.iter().map(|(p, name)| (phrase_key(p, self.lexicon), name.clone())).collect(),
            not_nouns: self.not_nouns(&row.not_nouns),
            beyond: self.keys(&row.beyond),
            within: row.within,
            owner: row.possessions.unwrap_or(self.rules.relations[usize::from(relation)].owner),
            field: row.field,
            light: self.keys(&row.light),
            modality: self.modality(row.modality.as_deref(), at),
            confidence: self.confidence(file, &row.name, row.confidence),
        };
        self.rules.frames.push(frame);
        if row.verbs.is_empty() && row.nouns.is_empty() {
            self.mistake(at, format!("frame '{}' has neither verbs nor nouns", row.name.get_ref()));
        }
        for verb in &row.verbs {
            self.verb(number, verb);
        }
        for noun in &row.nouns {
            self.noun(number, noun);
        }
    }

    fn verb(&mut self, frame: u32, verb: &Spanned<String>) {
        let mut words = verb.get_ref().split_whitespace();
        let Some(first) = words.next() else {
            self.mistake(verb.span().start, "a verb is empty".to_owned());
            return;
        };
        let record = self.lexicon.record(self.lexicon.word_of(first));
        if record.verb == 0 && !record.pos_set().meets(PosSet::VERB) {
            self.mistake(verb.span().start, format!("'{first}' is no verb in gazetteers/words; add its forms there"));
            return;
        }
        // a rule writes base forms: "found" is to found, though the text's "found" is mostly a form of "find"
        let base = record.verb == 0 || record.can_be(Pos::VB);
        let lemma = if base { record.hash } else { self.lexicon.record(WordId(record.verb)).hash };
        let rest: Vec<&str> = words.collect();
        let governs = rest.last().is_some_and(|w| {
            self.lexicon.record(self.lexicon.word_of(w)).can_be(Pos::IN)
                || self.lexicon.record(self.lexicon.word_of(w)).can_be(Pos::TO)
        });
        let after = rest.iter().map(|w| phrase_key(w, self.lexicon)).collect();
        self.rules.verbs.entry(lemma).or_default().push(VerbEntry { frame, after, governs });
    }

    fn noun(&mut self, frame: u32, noun: &Spanned<String>) {
        let name = noun.get_ref();
        if let Some(class) = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')) {
            match self.lexicon.class(class) {
                Some(id) => {
                    self.rules.noun_classes.push((id, frame));
                    self.rules.any_noun_class = with(self.rules.any_noun_class, id);
                }
                None => self.mistake(
                    noun.span().start,
                    format!("'{class}' is no word class; classes are in gazetteers/classes"),
                ),
            }
            return;
        }
        let key = phrase_key(name, self.lexicon);
        self.rules.nouns.entry(key).or_default().push(NounEntry { frame, before: Vec::new() });
        // a phrase of a class is one unit and found by its key, any other by its last word
        if let Some((before, last)) = name.rsplit_once(' ') {
            let before = before.split_whitespace().map(|w| phrase_key(w, self.lexicon)).collect();
            self.rules.nouns.entry(phrase_key(last, self.lexicon)).or_default().push(NounEntry { frame, before });
        }
    }

    fn not_nouns(&mut self, names: &[Spanned<String>]) -> NotNouns {
        let mut not = NotNouns::default();
        for name in names {
            match name.get_ref().strip_prefix('[').and_then(|n| n.strip_suffix(']')) {
                Some(class) => match self.lexicon.class(class) {
                    Some(id) => not.classes = with(not.classes, id),
                    None => self.mistake(name.span().start, format!("'{class}' is no word class")),
                },
                None => not.words.push(phrase_key(name.get_ref(), self.lexicon)),
            }
        }
        not
    }

    fn need(&mut self, preposition: &str, words: &[String]) -> Need {
        let preposition = (preposition != "object").then(|| phrase_key(preposition, self.lexicon));
        let mut need = Need { preposition, words: Vec::new(), types: Vec::new() };
        for word in words {
            match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
                Some(kind) => match EntityType::parse(kind) {
                    Some(kind) => need.types.push(kind),
                    None => self.mistake(0, format!("'{kind}' is no entity type")),
                },
                None => need.words.push(phrase_key(word, self.lexicon)),
            }
        }
        need
    }

    fn slots(&mut self, slots: &Slots, at: usize) -> Vec<Slot> {
        let mut out = Vec::new();
        for name in slots.names() {
            out.push(match name {
                "subject" => Slot::Subject,
                "object" => Slot::Object,
                "second" | "complement" => Slot::Second,
                "clause" => Slot::Clause,
                "possessive" => Slot::Possessive,
                "by" => Slot::By,
                "light" => Slot::Light,
                "modifier" => Slot::Modifier,
                "possessive-object" => Slot::PossessiveObject,
                "modifier-object" => Slot::ModifierObject,
                "is" => Slot::Is,
                "named" => Slot::Named,
                "self" => Slot::Itself,
                "adverb" => Slot::Adverb,
                "date" => Slot::When,
                preposition => {
                    let key = phrase_key(preposition, self.lexicon);
                    let word = self.lexicon.record(self.lexicon.word(key));
                    let known = word.can_be(Pos::IN) || word.can_be(Pos::TO) || preposition.contains(' ');
                    if !known {
                        self.mistake(at, format!("'{preposition}' is neither a slot nor a preposition"));
                    }
                    Slot::Preposition(key)
                }
            });
        }
        out
    }
}
