//! Where dates may begin. In: a page. Out: the slots that each token may begin, and whether a pattern goes on from it.

use newsgraph_lexicon::Shape;
use rustc_hash::FxHashMap;

use super::DateTagger;
use super::patterns::Patterns;
use super::slot::{Slot, SlotSet};
use super::trie::{Node, ROOT, Trie, bit};
use super::words::Words;
use crate::types::{Page, Token};

impl DateTagger {
    /// Words that dates begin with.
    pub(in crate::tag) fn openers(&self) -> impl Iterator<Item = u64> {
        self.openers.keys().copied()
    }

    /// Words that tell what time a clause looks to.
    pub(in crate::tag) fn looks(&self) -> impl Iterator<Item = u64> {
        self.words.looks.keys().copied()
    }

    /// For each token of a page, the slots it may begin, and those of the `openings` at which a pattern may begin.
    pub(super) fn starts(&self, page: &Page<'_>, openings: &[u32]) -> (Vec<SlotSet>, Vec<u32>) {
        let tokens = page.tokens();
        let mut slots = vec![SlotSet::default(); tokens.len()];
        let mut starts = Vec::with_capacity(openings.len() / 4);
        // from the last on: whether a pattern begins depends on what the next token opens
        for start in openings.iter().rev() {
            let at = *start as usize;
            let after = slots.get(at + 1).copied().unwrap_or_default();
            let opener = self.opener_at(page, at, after);
            slots[at] = opener.slots;
            let next = tokens.get(at + 1).map(|next| next.hash);
            if opener.may_go_on(next, after) && self.leads(ROOT, tokens, &slots, at) {
                starts.push(*start);
            } else {
                slots[at] = opener.slots.flat();
            }
        }
        starts.reverse();
        (slots, starts)
    }

    fn opener_at(&self, page: &Page<'_>, at: usize, after: SlotSet) -> Opener {
        let (token, next) = (&page.tokens()[at], page.tokens().get(at + 1));
        if token.shape.has(Shape::DIGIT) {
            let follows = if next.is_some() { page.word(at + 1) } else { "" };
            let ends_time = next.is_some_and(|next| self.words.ends_time(next.hash));
            let slots = SlotSet::of_digits(page.word(at), follows, ends_time);
            let slots = if self.is_alone(page, at, after) { slots.alone(page.word(at)) } else { slots };
            return Opener { slots, ends: true, ..Opener::default() };
        }
        let mut opener = self.openers.get(&token.hash).copied().unwrap_or_default();
        if opener.slots.has(Slot::Length) && self.is_alone(page, at, after) {
            opener.slots = opener.slots.alone("");
        }
        if !opener.slots.has(Slot::Holiday) {
            return opener;
        }
        // many holidays begin with "the"
        let next = next.map(|next| next.hash);
        let may = next.is_none_or(|next| opener.holidays & bit(next) != 0);
        let holiday = may && self.patterns.holiday_goes_on(token.hash, next);
        let slots = if holiday { opener.slots } else { opener.slots.without(Slot::Holiday) };
        Opener { slots, ends: opener.ends || holiday, ..opener }
    }

    /// Whether a number ends with its token, and no unit or half of the day follows; `after` are the slots of the next token.
    fn is_alone(&self, page: &Page<'_>, at: usize, after: SlotSet) -> bool {
        let Some(next) = page.tokens().get(at + 1) else { return true };
        let mark = || matches!(page.word(at + 1), "-" | "/") || next.shape.any(Shape::JOINER | Shape::NON_ASCII);
        after.is_empty()
            && !next.shape.has(Shape::DIGIT)
            && !(next.is_punctuation() && mark())
            && !self.words.follows_number(next.hash)
    }

    /// Whether the tokens from one on may lead from a node to the end of a pattern: not from "in the" where the next makes no
    /// pattern of it. Slots of several tokens are taken to fit.
    fn leads(&self, node: Node, tokens: &[Token], slots: &[SlotSet], at: usize) -> bool {
        let trie = &self.patterns.trie;
        if !trie.patterns(node).is_empty() {
            return true;
        }
        let Some(token) = tokens.get(at) else { return false };
        let on = |next: Node| self.leads(next, tokens, slots, at + 1);
        if trie.word(node, token.hash).is_some_and(on) {
            return true;
        }
        // a date that begins with another begins with what that begins with
        let open = if node == ROOT { slots[at].flat() } else { slots[at] };
        let single = slots[at].is_single(token);
        trie.slots(node, open).any(|(slot, next)| !slot.is_one_token(single) || on(next))
    }
}

/// What a word may begin, and what may follow it there.
#[derive(Clone, Copy, Default)]
pub(super) struct Opener {
    slots: SlotSet,
    /// A pattern may end with it, or a slot that it begins have more words.
    ends: bool,
    /// Slots that patterns go on with.
    after: SlotSet,
    /// A bit for each word that patterns go on with.
    words: u128,
    /// A bit for each word that names of holidays go on with; all for a name of one word.
    holidays: u128,
}

impl Opener {
    /// Whether a pattern may go on with a word that opens these slots; seldom yes for one that does not.
    fn may_go_on(&self, next: Option<u64>, slots: SlotSet) -> bool {
        self.ends || self.after.meets(slots) || next.is_some_and(|next| self.words & bit(next) != 0)
    }

    /// That of a word, by the patterns it begins.
    fn of(word: u64, slots: SlotSet, trie: &Trie) -> Self {
        let mut opener = Opener { slots, ..Opener::default() };
        let single = |(slot, node): (Slot, Node)| if slot.is_one_token(false) { Some(node) } else { None };
        let slots = trie.slots(ROOT, slots.flat().without(Slot::Holiday)).map(single);
        for node in slots.chain(trie.word(ROOT, word).map(Some)) {
            let Some(node) = node else {
                opener.ends = true;
                continue;
            };
            let (ends, after, words) = trie.after(node);
            opener.ends |= ends;
            opener.after = opener.after.and(after);
            opener.words |= words;
        }
        opener
    }
}

/// Openers by their words; a word that only begins patterns has the slots of dates alone.
pub(super) fn openers(
    patterns: &Patterns,
    words: &Words,
    ordinals: &FxHashMap<u64, u32>,
    numbers: &FxHashMap<u64, u32>,
) -> FxHashMap<u64, Opener> {
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
    let holidays = |word| {
        let rest =
            patterns.holidays_from(word).iter().map(|(rest, _)| rest.first().map_or(u128::MAX, |next| bit(*next)));
        rest.fold(0, |all, next| all | next)
    };
    let opener = |(word, slots)| (word, Opener { holidays: holidays(word), ..Opener::of(word, slots, &patterns.trie) });
    openers.into_iter().map(opener).collect()
}
