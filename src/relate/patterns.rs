//! Stage 6 of 8, patterns. In: the `match` lines of relation files. Out: [`Patterns`], indexed by a word that must stand
//! in the text, and [`Bindings`] where they fit.
//!
//! A sentence looks each of its words up once; only patterns with that trigger word are tried, outwards from it. Gaps
//! are bounded, so a try costs no more than the pattern is long.

use newsgraph_lexicon::{ClassId, Lexicon};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::relate::argument_types::Types;
use crate::relate::pattern_edges::{Choice, Neighbours};
use crate::relate::pattern_fit::Furthest;
use crate::relate::pattern_text::parse;
use crate::relate::pattern_words::{Needs, Words};
use crate::relate::pos::CLOSED;
use crate::relate::sentence::SentenceView;
use crate::types::{EntityType, Modality, RuleName};

/// What a slot of a pattern binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `{subject}`
    Subject,
    /// `{object}`
    Object,
    /// `{date}`
    Date,
    /// `{place}`
    Place,
    /// `{amount}`
    Amount,
    /// Any other name: must stand there, binds nothing.
    Other,
}

/// One word of a pattern, by its key.
#[derive(Clone, Debug)]
pub(super) enum Atom {
    /// As it stands in the text.
    Word(u64),
    /// The same, joined by a hyphen to what stands before: "-based".
    Joined(u64),
    /// Any form of it.
    Lemma(u64),
    /// A member of a word class.
    Class(ClassId),
}

/// A part of a pattern; the flag says that it may be missing.
#[derive(Clone, Debug)]
pub(super) enum Element {
    /// Words of which one must stand there.
    Words(Choice, bool),
    /// Up to so many tokens.
    Gap(u8),
    /// A name or group.
    Slot(Role, Option<EntityType>, bool),
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Number of its relation.
    pub(super) relation: u16,
    /// `relation/rule`.
    pub(super) rule: RuleName,
    /// Types of the subject.
    pub(super) subject_types: Types,
    /// Types of the object.
    pub(super) object_types: Types,
    /// Words one of which must stand in the subject and in the object, and words that must not.
    pub(super) words: [(Vec<u64>, Vec<u64>); 2],
    /// What both arguments must look like.
    pub(super) names: Names,
    /// Modality of the words themselves.
    pub(super) modality: Option<Modality>,
    /// 0 to 100.
    pub(super) confidence: u8,
    /// Its parts.
    pub(super) elements: Vec<Element>,
    /// Number of the part that is looked up.
    pub(super) trigger: usize,
    /// Told by a word joined to a name, "Vel-backed": the clause says nothing of it.
    pub(super) compound: bool,
    needs: Needs,
}

/// What both arguments of a pattern must look like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    /// Names with nothing but adjectives beside them.
    pub(super) bare: bool,
    /// Names of several words.
    pub(super) full: bool,
}

/// All patterns and the words that set them off.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    /// By number.
    pub(super) patterns: Vec<Pattern>,
    triggers: FxHashMap<u64, Vec<Trigger>>,
    lemma_triggers: FxHashMap<u64, Vec<Trigger>>,
}

/// What a trigger word sets off.
#[derive(Clone, Copy, Debug)]
struct Trigger {
    /// Number of the pattern.
    pattern: u32,
    neighbours: Neighbours,
}

/// Part of a sentence that a slot took: tokens relative to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    /// First token.
    pub(super) first: usize,
    /// Token after the last.
    pub(super) last: usize,
}

/// Where the slots of a pattern are.
#[derive(Clone, Debug, Default)]
pub(super) struct Bindings {
    /// Slots in the order in which they were bound.
    pub(super) slots: SmallVec<[(Role, Bound); 4]>,
    /// First token of the words of the pattern.
    pub(super) first: usize,
    /// Token after the last of them.
    pub(super) last: usize,
}

impl Bindings {
    /// What a role is bound to.
    pub(super) fn get(&self, role: Role) -> Option<Bound> {
        self.slots.iter().find(|(r, _)| *r == role).map(|(_, bound)| *bound)
    }
}

impl Patterns {
    /// Compiles one pattern.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    #[allow(clippy::too_many_arguments)] // the fields of a pattern
    pub(super) fn add(
        &mut self,
        lexicon: &Lexicon<'_>,
        sequence: &str,
        relation: u16,
        rule: RuleName,
        types: (Types, Types),
        words: [(Vec<u64>, Vec<u64>); 2],
        names: Names,
        modality: Option<Modality>,
        confidence: u8,
    ) -> Result<(), String> {
        let elements = parse(sequence, lexicon)?;
        for (role, name) in [(Role::Subject, "{subject}"), (Role::Object, "{object}")] {
            if !elements.iter().any(|e| matches!(e, Element::Slot(r, _, false) if *r == role)) {
                return Err(format!("the pattern binds no {name}"));
            }
        }
        // the word seldom met: of an open class, of a higher level, with fewer senses
        let rarity = |key: u64| {
            let record = lexicon.record(lexicon.word(key));
            let open = record.level != 0 && !record.pos_set().meets(CLOSED);
            (open, record.level, std::cmp::Reverse(record.weight.into_iter().max()))
        };
        let rarest = |element: &Element| match element {
            Element::Words(choice, false) => choice
                .alternatives
                .iter()
                .map(|a| match a.first() {
                    Some(Atom::Word(key) | Atom::Joined(key) | Atom::Lemma(key)) => Some(rarity(*key)),
                    _ => None,
                })
                .min()
                .flatten(),
            _ => None,
        };
        let trigger = elements
            .iter()
            .enumerate()
            .filter_map(|(n, e)| rarest(e).map(|r| (r, std::cmp::Reverse(n))))
            .max()
            .map(|(_, n)| n.0)
            .ok_or("the pattern has no word that must stand there; write at least one outside ? and [class]")?;
        let (subject_types, object_types) = types;
        let needs = Needs::of(&elements, trigger);
        let compound = elements.iter().any(|element| match element {
            Element::Words(choice, _) => choice.alternatives.iter().any(|a| matches!(a.first(), Some(Atom::Joined(_)))),
            _ => false,
        });
        self.patterns.push(Pattern {
            relation,
            rule,
            subject_types,
            object_types,
            words,
            names,
            modality,
            confidence,
            elements,
            trigger,
            compound,
            needs,
        });
        Ok(())
    }

    /// Builds the table of trigger words, once all patterns are there.
    pub(super) fn index(&mut self) {
        for (number, pattern) in self.patterns.iter().enumerate() {
            let Some(Element::Words(choice, _)) = pattern.elements.get(pattern.trigger) else { continue };
            for alternative in &choice.alternatives {
                let (table, key) = match alternative.first() {
                    Some(Atom::Word(key) | Atom::Joined(key)) => (&mut self.triggers, *key),
                    Some(Atom::Lemma(key)) => (&mut self.lemma_triggers, *key),
                    _ => continue,
                };
                let neighbours = Neighbours::of(&pattern.elements, pattern.trigger, alternative);
                let list = table.entry(key).or_default();
                match list.last_mut().filter(|last| last.pattern == number as u32) {
                    Some(last) => last.neighbours = last.neighbours.or(neighbours),
                    None => list.push(Trigger { pattern: number as u32, neighbours }),
                }
            }
        }
    }

    /// Finds all patterns that fit in a sentence.
    pub(super) fn find(&self, view: &SentenceView<'_>, mut each: impl FnMut(&Pattern, &Bindings)) {
        let words = Words::of(view);
        self.triggered(view, &words, true, |pattern, at| {
            if pattern.needs.stand_in(&words)
                && let Some(bindings) = pattern.fit(view, &words, at, &mut ())
            {
                each(pattern, &bindings);
            }
        });
    }

    /// All patterns that were set off and do not fit: trigger token, how many parts stand there, token that is not the next.
    pub(super) fn furthest(&self, view: &SentenceView<'_>, mut each: impl FnMut(&Pattern, usize, usize, usize)) {
        let words = Words::of(view);
        self.triggered(view, &words, false, |pattern, at| {
            let mut reached = Furthest { parts: 0, token: at };
            if pattern.fit(view, &words, at, &mut reached).is_none() {
                each(pattern, at, reached.parts, reached.token);
            }
        });
    }

    /// The patterns that each word sets off; `likely`: only those whose neighbours it may have.
    fn triggered(&self, view: &SentenceView<'_>, words: &Words, likely: bool, mut each: impl FnMut(&Pattern, usize)) {
        if self.patterns.is_empty() {
            return;
        }
        let mut done: SmallVec<[u32; 8]> = SmallVec::new();
        for (at, token) in (view.first..).zip(words.tokens()) {
            let [word, noun, verb] = token.keys;
            let lists = [
                self.triggers.get(&word),
                Some(noun).filter(|key| *key != 0).and_then(|key| self.lemma_triggers.get(&key)),
                Some(verb).filter(|key| *key != 0 && *key != noun).and_then(|key| self.lemma_triggers.get(&key)),
            ];
            if lists.iter().all(Option::is_none) {
                continue;
            }
            let (before, after) = (words.before(view.skip_joiner_back(at)), words.get(view.skip_joiner(at + 1)));
            for trigger in lists.into_iter().flatten().flatten() {
                if (!likely || trigger.neighbours.may_be(before, after)) && !done.contains(&trigger.pattern) {
                    done.push(trigger.pattern);
                    each(&self.patterns[trigger.pattern as usize], at);
                }
            }
            done.clear();
        }
    }
}

impl Pattern {
    /// How many parts it has.
    pub(super) fn parts(&self) -> usize {
        self.elements.len()
    }
}
