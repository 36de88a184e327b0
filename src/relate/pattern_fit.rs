//! Stage 6 of 8, patterns. In: a compiled pattern and where its trigger word stands. Out: [`Bindings`] when it fits.
//!
//! Parts are fitted outwards from the trigger, first those after it; what may be missing or is a gap is tried again with
//! another length when what follows does not fit.

use newsgraph_lexicon::Shape;

use crate::relate::pattern_words::Words;
use crate::relate::patterns::{Atom, Bindings, Bound, Element, Pattern};
use crate::relate::sentence::SentenceView;

/// Looks on while a pattern is tried.
pub(super) trait Watch {
    /// So many parts of it stand there, and the next would be at this token.
    fn reached(&mut self, parts: usize, token: usize);
}

impl Watch for () {
    fn reached(&mut self, _: usize, _: usize) {}
}

/// The furthest that a pattern got.
pub(super) struct Furthest {
    /// How many parts stand there.
    pub(super) parts: usize,
    /// Where the next would be.
    pub(super) token: usize,
}

impl Watch for Furthest {
    fn reached(&mut self, parts: usize, token: usize) {
        if parts > self.parts {
            *self = Furthest { parts, token };
        }
    }
}

impl Pattern {
    /// What its slots bind when its trigger is the token at `at`.
    pub(super) fn fit(
        &self,
        view: &SentenceView<'_>,
        words: &Words,
        at: usize,
        watch: &mut impl Watch,
    ) -> Option<Bindings> {
        let mut bindings = Bindings { first: at, last: at + 1, ..Bindings::default() };
        let fits = self.forward(view, words, self.trigger, at, &mut bindings, watch)
            && self.backward(view, words, self.trigger, at, &mut bindings, watch);
        fits.then_some(bindings)
    }

    /// Fits the elements from `element` on to the tokens from `at` on.
    fn forward(
        &self,
        view: &SentenceView<'_>,
        words: &Words,
        element: usize,
        at: usize,
        bindings: &mut Bindings,
        watch: &mut impl Watch,
    ) -> bool {
        watch.reached(element - self.trigger, at);
        let Some(current) = self.elements.get(element) else { return true };
        let at = view.skip_joiner(at);
        match current {
            Element::Words(choice, optional) => {
                let some = choice.may_begin(words.get(at));
                for alternative in choice.alternatives.iter().filter(|_| some) {
                    if let Some(end) = sequence_forward(view, alternative, at) {
                        let (mark, last) = (bindings.slots.len(), bindings.last);
                        bindings.last = bindings.last.max(end);
                        if self.forward(view, words, element + 1, end, bindings, watch) {
                            return true;
                        }
                        bindings.slots.truncate(mark);
                        bindings.last = last;
                    }
                }
                *optional && self.forward(view, words, element + 1, at, bindings, watch)
            }
            Element::Gap(longest) => {
                for n in 0..=usize::from(*longest) {
                    if n > 0 && view.ends_clause(at + n - 1) {
                        return false;
                    }
                    let mark = bindings.slots.len();
                    if self.forward(view, words, element + 1, at + n, bindings, watch) {
                        return true;
                    }
                    bindings.slots.truncate(mark);
                }
                false
            }
            Element::Slot(role, kind, optional) => {
                for end in view.ends_of(at) {
                    // "operated by Norway's Vel Air": not by Norway
                    let owner = element + 1 == self.elements.len() && view.owns_next(end);
                    if !owner && view.fits_slot(at, end, *role, *kind) {
                        bindings.slots.push((*role, Bound { first: at, last: end }));
                        if self.forward(view, words, element + 1, end, bindings, watch) {
                            return true;
                        }
                        bindings.slots.pop();
                    }
                }
                *optional && self.forward(view, words, element + 1, at, bindings, watch)
            }
        }
    }

    /// Fits the elements before `element` to the tokens before `at`.
    fn backward(
        &self,
        view: &SentenceView<'_>,
        words: &Words,
        element: usize,
        at: usize,
        bindings: &mut Bindings,
        watch: &mut impl Watch,
    ) -> bool {
        watch.reached(self.elements.len() - element, at.saturating_sub(1));
        let Some(element) = element.checked_sub(1) else { return true };
        let at = view.skip_joiner_back(at);
        match &self.elements[element] {
            Element::Words(choice, optional) => {
                let some = choice.may_end(words.before(at));
                for alternative in choice.alternatives.iter().filter(|_| some) {
                    if let Some(start) = sequence_backward(view, alternative, at) {
                        let (mark, first) = (bindings.slots.len(), bindings.first);
                        bindings.first = bindings.first.min(start);
                        if self.backward(view, words, element, start, bindings, watch) {
                            return true;
                        }
                        bindings.slots.truncate(mark);
                        bindings.first = first;
                    }
                }
                *optional && self.backward(view, words, element, at, bindings, watch)
            }
            Element::Gap(longest) => {
                for n in 0..=usize::from(*longest) {
                    if at < view.first + n || n > 0 && view.ends_clause(at - n) {
                        return false;
                    }
                    let mark = bindings.slots.len();
                    if self.backward(view, words, element, at - n, bindings, watch) {
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
                        if self.backward(view, words, element, start, bindings, watch) {
                            return true;
                        }
                        bindings.slots.pop();
                    }
                }
                *optional && self.backward(view, words, element, at, bindings, watch)
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
        Atom::Joined(key) => {
            let joined = at.checked_sub(1).is_some_and(|before| view.page.tokens()[before].shape.has(Shape::JOINER));
            (joined && view.page.tokens()[at].hash == *key).then_some(at + 1)
        }
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
