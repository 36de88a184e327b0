//! Stage 6 of 8, patterns. In: the `match` lines of relation files. Out: [`Patterns`], indexed by a word that must stand
//! in the text, and [`Bindings`] where they fit.
//!
//! A sentence looks each of its words up once; only patterns with that trigger word are tried, outwards from it. Gaps
//! are bounded, so a try costs no more than the pattern is long.

use newsgraph_lexicon::{ClassId, Lexicon};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::relate::pattern_text::parse;
use crate::relate::pattern_words::{Needs, Words};
use crate::relate::rule_file::Types;
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
    /// Any form of it.
    Lemma(u64),
    /// A member of a word class.
    Class(ClassId),
}

/// A part of a pattern; the flag says that it may be missing.
#[derive(Clone, Debug)]
pub(super) enum Element {
    /// Alternatives, each a sequence.
    Words(Vec<SmallVec<[Atom; 2]>>, bool),
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
    /// Modality of the words themselves.
    pub(super) modality: Option<Modality>,
    /// 0 to 100.
    pub(super) confidence: u8,
    elements: Vec<Element>,
    trigger: usize,
    needs: Needs,
}

/// All patterns and the words that set them off.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    /// By number.
    pub(super) patterns: Vec<Pattern>,
    triggers: FxHashMap<u64, Vec<u32>>,
    lemma_triggers: FxHashMap<u64, Vec<u32>>,
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

/// Looks on while a pattern is tried.
trait Watch {
    /// So many parts of it stand there, and the next would be at this token.
    fn reached(&mut self, parts: usize, token: usize);
}

impl Watch for () {
    fn reached(&mut self, _: usize, _: usize) {}
}

/// The furthest that a pattern got.
struct Furthest {
    parts: usize,
    token: usize,
}

impl Watch for Furthest {
    fn reached(&mut self, parts: usize, token: usize) {
        if parts > self.parts {
            *self = Furthest { parts, token };
        }
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
        modality: Option<Modality>,
        confidence: u8,
    ) -> Result<(), String> {
        let elements = parse(sequence, lexicon)?;
        for (role, name) in [(Role::Subject, "{subject}"), (Role::Object, "{object}")] {
            if !elements.iter().any(|e| matches!(e, Element::Slot(r, _, false) if *r == role)) {
                return Err(format!("the pattern binds no {name}"));
            }
        }
        let rarity = |element: &Element| match element {
            Element::Words(alternatives, false) => alternatives
                .iter()
                .map(|a| match a.first() {
                    Some(Atom::Word(key) | Atom::Lemma(key)) => {
                        let record = lexicon.record(lexicon.word(*key));
                        Some(if record.level == 0 { 5 } else { u32::from(record.level) })
                    }
                    _ => None,
                })
                .min()
                .flatten(),
            _ => None,
        };
        let trigger = elements
            .iter()
            .enumerate()
            .filter_map(|(n, e)| rarity(e).map(|r| (r, std::cmp::Reverse(n))))
            .max()
            .map(|(_, n)| n.0)
            .ok_or("the pattern has no word that must stand there; write at least one outside ? and [class]")?;
        let (subject_types, object_types) = types;
        let needs = Needs::of(&elements, trigger);
        self.patterns.push(Pattern {
            relation,
            rule,
            subject_types,
            object_types,
            modality,
            confidence,
            elements,
            trigger,
            needs,
        });
        Ok(())
    }

    /// Builds the table of trigger words, once all patterns are there.
    pub(super) fn index(&mut self) {
        for (number, pattern) in self.patterns.iter().enumerate() {
            let Some(Element::Words(alternatives, _)) = pattern.elements.get(pattern.trigger) else { continue };
            for alternative in alternatives {
                let (table, key) = match alternative.first() {
                    Some(Atom::Word(key)) => (&mut self.triggers, *key),
                    Some(Atom::Lemma(key)) => (&mut self.lemma_triggers, *key),
                    _ => continue,
                };
                let list = table.entry(key).or_default();
                if list.last() != Some(&(number as u32)) {
                    list.push(number as u32);
                }
            }
        }
    }

    /// Finds all patterns that fit in a sentence.
    pub(super) fn find(&self, view: &SentenceView<'_>, mut each: impl FnMut(&Pattern, &Bindings)) {
        let words = Words::of(view);
        self.triggered(view, &words, |pattern, at| {
            if pattern.needs.stand_in(&words)
                && let Some(bindings) = pattern.fit(view, at, &mut ())
            {
                each(pattern, &bindings);
            }
        });
    }

    /// All patterns that were set off and do not fit: trigger token, how many parts stand there, token that is not the next.
    pub(super) fn furthest(&self, view: &SentenceView<'_>, mut each: impl FnMut(&Pattern, usize, usize, usize)) {
        self.triggered(view, &Words::of(view), |pattern, at| {
            let mut reached = Furthest { parts: 0, token: at };
            if pattern.fit(view, at, &mut reached).is_none() {
                each(pattern, at, reached.parts, reached.token);
            }
        });
    }

    fn triggered(&self, view: &SentenceView<'_>, words: &Words, mut each: impl FnMut(&Pattern, usize)) {
        if self.patterns.is_empty() {
            return;
        }
        let mut done: SmallVec<[(u32, usize); 8]> = SmallVec::new();
        for (at, [word, noun, verb]) in (view.first..).zip(words.keys()) {
            let lists = [
                self.triggers.get(word),
                Some(noun).filter(|key| **key != 0).and_then(|key| self.lemma_triggers.get(key)),
                Some(verb).filter(|key| **key != 0 && *key != noun).and_then(|key| self.lemma_triggers.get(key)),
            ];
            for number in lists.into_iter().flatten().flatten() {
                if done.contains(&(*number, at)) {
                    continue;
                }
                done.push((*number, at));
                each(&self.patterns[*number as usize], at);
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

    fn fit(&self, view: &SentenceView<'_>, at: usize, watch: &mut impl Watch) -> Option<Bindings> {
        let mut bindings = Bindings { first: at, last: at + 1, ..Bindings::default() };
        let fits = self.forward(view, self.trigger, at, &mut bindings, watch)
            && self.backward(view, self.trigger, at, &mut bindings, watch);
        fits.then_some(bindings)
    }

    /// Fits the elements from `element` on to the tokens from `at` on.
    fn forward(
        &self,
        view: &SentenceView<'_>,
        element: usize,
        at: usize,
        bindings: &mut Bindings,
        watch: &mut impl Watch,
    ) -> bool {
        watch.reached(element - self.trigger, at);
        let Some(current) = self.elements.get(element) else { return true };
        let at = view.skip_joiner(at);
        match current {
            Element::Words(alternatives, optional) => {
                for alternative in alternatives {
                    if let Some(end) = sequence_forward(view, alternative, at) {
                        let (mark, last) = (bindings.slots.len(), bindings.last);
                        bindings.last = bindings.last.max(end);
                        if self.forward(view, element + 1, end, bindings, watch) {
                            return true;
                        }
                        bindings.slots.truncate(mark);
                        bindings.last = last;
                    }
                }
                *optional && self.forward(view, element + 1, at, bindings, watch)
            }
            Element::Gap(longest) => {
                for n in 0..=usize::from(*longest) {
                    if n > 0 && view.ends_clause(at + n - 1) {
                        return false;
                    }
                    let mark = bindings.slots.len();
                    if self.forward(view, element + 1, at + n, bindings, watch) {
                        return true;
                    }
                    bindings.slots.truncate(mark);
                }
                false
            }
            Element::Slot(role, kind, optional) => {
                for end in view.ends_of(at) {
                    if view.fits_slot(at, end, *role, *kind) {
                        bindings.slots.push((*role, Bound { first: at, last: end }));
                        if self.forward(view, element + 1, end, bindings, watch) {
                            return true;
                        }
                        bindings.slots.pop();
                    }
                }
                *optional && self.forward(view, element + 1, at, bindings, watch)
            }
        }
    }

    /// Fits the elements before `element` to the tokens before `at`.
    fn backward(
        &self,
        view: &SentenceView<'_>,
        element: usize,
        at: usize,
        bindings: &mut Bindings,
        watch: &mut impl Watch,
    ) -> bool {
        watch.reached(self.elements.len() - element, at.saturating_sub(1));
        let Some(element) = element.checked_sub(1) else { return true };
        let at = view.skip_joiner_back(at);
        match &self.elements[element] {
            Element::Words(alternatives, optional) => {
                for alternative in alternatives {
                    if let Some(start) = sequence_backward(view, alternative, at) {
                        let (mark, first) = (bindings.slots.len(), bindings.first);
                        bindings.first = bindings.first.min(start);
                        if self.backward(view, element, start, bindings, watch) {
                            return true;
                        }
                        bindings.slots.truncate(mark);
                        bindings.first = first;
                    }
                }
                *optional && self.backward(view, element, at, bindings, watch)
            }
            Element::Gap(longest) => {
                for n in 0..=usize::from(*longest) {
                    if at < view.first + n || n > 0 && view.ends_clause(at - n) {
                        return false;
                    }
                    let mark = bindings.slots.len();
                    if self.backward(view, element, at - n, bindings, watch) {
                        return true;
                    }
                    bindings.slots.truncate(mark);
                }
                false
            }
            Element::Slot(role, kind, optional) => {
                for start in view.starts_of(at) {
                    if view.fits_slot(start, at, *role, *kind) {
                        bindings.slots.push((*role, Bound { first: start, last: at }));
                        if self.backward(view, element, start, bindings, watch) {
                            return true;
                        }
                        bindings.slots.pop();
                    }
                }
                *optional && self.backward(view, element, at, bindings, watch)
            }
        }
    }
}

fn atom(view: &SentenceView<'_>, atom: &Atom, at: usize) -> Option<usize> {
    if at >= view.last {
        return None;
    }
    match atom {
        Atom::Word(key) => (view.page.tokens()[at].hash == *key).then_some(at + 1),
        Atom::Lemma(key) => {
            let (noun, verb) = view.lemmas(at);
            (noun == Some(*key) || verb == Some(*key) || view.page.tokens()[at].hash == *key).then_some(at + 1)
        }
        Atom::Class(class) => view.class_end(at, *class),
    }
}

fn sequence_forward(view: &SentenceView<'_>, atoms: &[Atom], mut at: usize) -> Option<usize> {
    for (n, one) in atoms.iter().enumerate() {
        if n > 0 {
            at = view.skip_joiner(at);
        }
        at = atom(view, one, at)?;
    }
    Some(at)
}

fn sequence_backward(view: &SentenceView<'_>, atoms: &[Atom], mut at: usize) -> Option<usize> {
    for one in atoms.iter().rev() {
        at = view.skip_joiner_back(at);
        at = match one {
            Atom::Class(class) => view.class_start(at, *class)?,
            word => {
                let start = at.checked_sub(1).filter(|s| *s >= view.first)?;
                atom(view, word, start)?;
                start
            }
        };
    }
    Some(at)
}
