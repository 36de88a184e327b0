//! Which slots of patterns each word may begin.

use rustc_hash::FxHashMap;

use super::patterns::Patterns;
use super::slot::{Slot, SlotSet};
use super::words::Words;

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
