//! Stage 6 of 8, groups. In: tagged units. Out: noun groups with their heads, verb groups with voice, tense and polarity,
//! and the row of items (groups, and words outside any) that clauses are built from.

use newsgraph_lexicon::{Pos, PosSet};

use crate::relate::noun_groups::{noun_group, quoted_title};
use crate::relate::unit::{Mark, Unit};
use crate::relate::verb_groups::verb_group;

/// A noun group: determiner, modifiers, head. A possessor is a group of its own that ends in `'s`.
#[derive(Clone, Copy, Debug)]
pub(super) struct NounGroup {
    /// First unit and the one after the last, the `'s` of a possessor not counted.
    pub(super) first: u16,
    /// See `first`.
    pub(super) last: u16,
    /// The unit that says what the group is.
    pub(super) head: u16,
    /// The group before it that owns it ("Acme's" of "Acme's chief").
    pub(super) possessor: Option<u16>,
    /// True when it is itself such an owner.
    pub(super) owns: bool,
    /// The next group of a coordination ("and …").
    pub(super) next: Option<u16>,
    /// The group it is coordinated with, before it.
    pub(super) previous: Option<u16>,
    /// The group it stands in apposition to.
    pub(super) apposed_to: Option<u16>,
    /// What governs it.
    pub(super) governor: Governor,
}

/// What a noun group depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Governor {
    /// Nothing yet: may become a subject.
    #[default]
    Free,
    /// Subject of a clause.
    Subject(u16),
    /// Object, second object or complement of a clause.
    Object(u16),
    /// The phrase of that number.
    Phrase(u16),
    /// Owner or list member of another group.
    Group(u16),
}

/// Form of a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Has a tense: may have a subject of its own.
    Finite,
    /// "to buy", or a bare base form after another.
    Infinitive,
    /// "buying".
    Gerund,
    /// "bought by …".
    Participle,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbGroup {
    /// First unit and the one after the last.
    pub(super) first: u16,
    /// See `first`.
    pub(super) last: u16,
    /// The verb that counts.
    pub(super) main: u16,
    /// Form.
    pub(super) form: Form,
    /// The surface subject is what it is done to.
    pub(super) passive: bool,
    /// "not", "never", "didn't".
    pub(super) negated: bool,
    /// Unit of a modal verb, if any.
    pub(super) modal: Option<u16>,
    /// "is to", "is going to".
    pub(super) future: bool,
    /// Past or perfect.
    pub(super) past: bool,
}

/// A member of the row that a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A noun group, by number.
    Noun(u16),
    /// A verb group, by number.
    Verb(u16),
    /// A unit outside any group: preposition, conjunction, adverb, mark.
    Word(u16),
}

/// The groups of a sentence.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Noun groups in text order.
    pub(super) nouns: Vec<NounGroup>,
    /// Verb groups in text order; last, once more, those of clauses that leave theirs out.
    pub(super) verbs: Vec<VerbGroup>,
    /// All items in text order.
    pub(super) items: Vec<Item>,
}

/// Finds the groups, into buffers that are cleared first.
pub(super) fn group(units: &[Unit], text: &str, tokens: &[crate::types::Token], groups: &mut Groups) {
    groups.nouns.clear();
    groups.verbs.clear();
    groups.items.clear();
    let mut at = 0;
    let mut owner: Option<u16> = None;
    while at < units.len() {
        if let Some(verb) = verb_group(units, at, text, tokens) {
            at = usize::from(verb.last);
            groups.items.push(Item::Verb(groups.verbs.len() as u16));
            groups.verbs.push(verb);
            owner = None;
            continue;
        }
        if let Some((last, head)) = noun_group(units, at) {
            let number = groups.nouns.len() as u16;
            let owns = units.get(last).is_some_and(|u| u.tag == Pos::POS);
            if let Some(owner) = owner {
                groups.nouns[usize::from(owner)].governor = Governor::Group(number);
            }
            groups.nouns.push(NounGroup {
                first: at as u16,
                last: last as u16,
                head: head as u16,
                possessor: owner,
                owns,
                next: None,
                previous: None,
                apposed_to: None,
                governor: Governor::Free,
            });
            if owns {
                owner = Some(number);
                at = last + 1;
            } else {
                owner = None;
                groups.items.push(Item::Noun(number));
                at = last;
            }
            continue;
        }
        if owner.is_some() && units[at].mark == Mark::Quote {
            groups.items.push(Item::Word(at as u16));
            at += 1;
            continue;
        }
        if let Some(owner) = owner.take() {
            // "at Acme's": nothing follows that it owns
            groups.nouns[usize::from(owner)].owns = false;
            groups.items.push(Item::Noun(owner));
        }
        groups.items.push(Item::Word(at as u16));
        // "Salt Road," by Lena Varga: the mark behind the comma is the title's
        at += if closes_title(units, at) { 2 } else { 1 };
    }
    if let Some(owner) = owner {
        groups.nouns[usize::from(owner)].owns = false;
        groups.items.push(Item::Noun(owner));
    }
}

/// A comma inside the quotation marks of a title.
fn closes_title(units: &[Unit], comma: usize) -> bool {
    let title = comma.checked_sub(2).filter(|_| units[comma].mark == Mark::Comma);
    title.is_some_and(|open| quoted_title(units, open) == Some(comma))
}

impl VerbGroup {
    /// The unit of the main verb.
    pub(super) fn verb<'u>(&self, units: &'u [Unit]) -> &'u Unit {
        &units[usize::from(self.main)]
    }
}

impl NounGroup {
    /// The unit of the head.
    pub(super) fn head<'u>(&self, units: &'u [Unit]) -> &'u Unit {
        &units[usize::from(self.head)]
    }

    /// The units of the group.
    pub(super) fn units(&self) -> std::ops::Range<usize> {
        usize::from(self.first)..usize::from(self.last)
    }

    /// True when the head is a name of an entity.
    pub(super) fn is_name(&self, units: &[Unit]) -> bool {
        self.head(units).is_name()
    }

    /// True for pronouns.
    pub(super) fn is_pronoun(&self, units: &[Unit]) -> bool {
        self.head(units).set.has(Pos::PRP) && self.head(units).tag == Pos::PRP
    }
}

/// Word kinds that may stand in a prepositional phrase's place.
pub(super) const PREPOSITION: PosSet = PosSet(Pos::IN.bit() | Pos::TO.bit() | Pos::RP.bit());
