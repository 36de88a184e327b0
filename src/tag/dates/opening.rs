//! Where dates may begin. In: a page. Out: the slots that each token may begin, and whether a pattern goes on from it.

use newsgraph_lexicon::Shape;
use rustc_hash::FxHashMap;

use super::DateTagger;
use super::patterns::Patterns;
use super::slot::{Slot, SlotSet};
use super::slots::Place;
use super::trie::ROOT;
use super::words::Words;
use crate::types::Page;

impl DateTagger {
    /// Words that dates begin with.
    pub(in crate::tag) fn openers(&self) -> impl Iterator<Item = u64> {
        self.openers.keys().copied()
    }

    /// Words that tell what time a clause looks to.
    pub(in crate::tag) fn looks(&self) -> impl Iterator<Item = u64> {
        self.words.looks.keys().copied()
    }

    /// For each token of a page, the slots it may begin: none for all but a few, which are `openings`.
    pub(super) fn slots(&self, page: &Page<'_>, openings: &[u32]) -> Vec<SlotSet> {
        let mut slots = vec![SlotSet::default(); page.tokens().len()];
        for at in openings {
            slots[*at as usize] = self.slots_at(page, *at as usize);
        }
        slots
    }

    fn slots_at(&self, page: &Page<'_>, at: usize) -> SlotSet {
        let (token, next) = (&page.tokens()[at], page.tokens().get(at + 1));
        if token.shape.has(Shape::DIGIT) {
            let after = if next.is_some() { page.word(at + 1) } else { "" };
            return SlotSet::of_digits(page.word(at), after, next.is_some_and(|next| self.words.ends_time(next.hash)));
        }
        let slots = self.openers.get(&token.hash).copied().unwrap_or_default();
        // many holidays begin with "the"
        let holiday =
            slots.has(Slot::Holiday) && !self.patterns.holiday_goes_on(token.hash, next.map(|next| next.hash));
        if holiday { slots.without(Slot::Holiday) } else { slots }
    }

    /// Whether a pattern may begin at a token: not when it is one, like "the" or "10", that what follows makes no pattern of.
    pub(super) fn may_begin(&self, place: Place<'_>, at: usize) -> bool {
        let (trie, slots) = (&self.patterns.trie, place.slots(at));
        let Some(word) = place.hash(at).filter(|_| !slots.is_empty()) else { return false };
        let goes_on = |node| trie.goes_on(node, place.hash(at + 1), place.slots(at + 1));
        let digit = place.shape(at).has(Shape::DIGIT);
        // a date that begins with another begins with what that begins with
        let mut flat = trie.slots(ROOT, slots.flat());
        trie.word(ROOT, word).is_some_and(goes_on)
            || flat.any(|(slot, node)| !slot.is_one_token(digit) || goes_on(node))
    }
}

/// Slots by the words that may begin them; a word that only begins patterns has the slots of dates alone.
pub(super) fn openers(
    patterns: &Patterns,
    words: &Words,
    ordinals: &FxHashMap<u64, u32>,
    numbers: &FxHashMap<u64, u32>,
) -> FxHashMap<u64, SlotSet> {
    let mut openers: FxHashMap<u64, SlotSet> = FxHashMap::default();
    let mut add = |words: &mut dyn Iterator<Item = &u64>, slots: &[Slot]| {
        for word in words {
            let opened = openers.entry(*word).or_insert_with(|| SlotSet::default().with(Slot::Date).with(Slot::Date2));
            slots.iter().for_each(|slot| opened.insert(*slot));
        }
    };
    add(&mut words.months.keys(), &[Slot::Month]);
    add(&mut words.weekdays.keys(), &[Slot::Weekday]);
    add(&mut words.seasons.keys(), &[Slot::Season]);
    add(&mut words.directions.keys(), &[Slot::Direction]);
    add(&mut words.near.keys(), &[Slot::Near]);
    add(&mut words.fuzzy.keys(), &[Slot::Fuzzy]);
    add(&mut words.edges.keys(), &[Slot::Edge]);
    add(&mut words.parts.keys(), &[Slot::Part]);
    add(&mut words.recurring.keys(), &[Slot::Recurring]);
    add(&mut words.units.keys(), &[Slot::Unit, Slot::Unit2]);
    add(&mut words.zones.keys(), &[Slot::Zone]);
    add(&mut words.decades.keys(), &[Slot::Decade]);
    add(&mut ordinals.keys(), &[Slot::Ordinal, Slot::Day, Slot::Day2]);
    add(
        &mut numbers.keys(),
        &[
            Slot::N,
            Slot::N2,
            Slot::Hour,
            Slot::Clock,
            Slot::Clock2,
            Slot::Hour2,
            Slot::Time,
            Slot::Time2,
            Slot::Length,
            Slot::Spoken,
            Slot::Spoken2,
            Slot::YearWords,
            Slot::Ordinal,
            Slot::Day,
            Slot::Day2,
        ],
    );
    add(&mut patterns.holiday_openers(), &[Slot::Holiday]);
    add(&mut patterns.time_openers.iter(), &[Slot::Time, Slot::Time2]);
    add(&mut patterns.trie.first_words(), &[]);
    openers
}
