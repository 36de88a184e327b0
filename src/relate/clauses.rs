//! Stage 6 of 8, clauses. In: the row of items. Out: one [`Clause`] per verb group with its subject, objects, phrases and
//! the clause it depends on; apposition between noun groups.
//!
//! One pass from left to right over a stack of open clauses. A finite verb takes the free group before it; when that
//! belongs to a relative clause, participle or apposition, the group which those hang on. Linear: each item is pushed
//! and popped once.

use smallvec::SmallVec;

use crate::relate::coordination::coordinate;
use crate::relate::grammar::Bits;
use crate::relate::groups::{Governor, Groups, Item};
use crate::relate::unit::Unit;
use crate::types::EntityType;

/// How a clause hangs on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// On none.
    Root,
    /// "said (that) …".
    Complement,
    /// "who …", "which …".
    Relative,
    /// ", owned by …", ", killing …".
    Participle,
    /// "to buy".
    Infinitive,
    /// "of buying".
    Gerund,
    /// "after …", "if …".
    Adverbial,
    /// "and …".
    Conjoined,
}

/// A verb group with what belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    /// Its verb group; clauses and verb groups are numbered alike.
    pub(super) verb: u16,
    /// Surface subject.
    pub(super) subject: Option<u16>,
    /// Direct object, or what a copula says.
    pub(super) object: Option<u16>,
    /// The group after the object.
    pub(super) second: Option<u16>,
    /// How it hangs on `parent` or `anchor`.
    pub(super) link: Link,
    /// The clause it depends on.
    pub(super) parent: Option<u16>,
    /// The noun group it describes.
    pub(super) anchor: Option<u16>,
    /// Unit of its subordinator, relative pronoun or preposition.
    pub(super) marker: Option<u16>,
    /// First clause that depends on it as what is said, wanted or done.
    pub(super) complement: Option<u16>,
}

impl Clause {
    /// A clause of which nothing but the verb is known.
    pub(super) fn new(verb: u16, link: Link) -> Clause {
        Clause {
            verb,
            subject: None,
            object: None,
            second: None,
            link,
            parent: None,
            anchor: None,
            marker: None,
            complement: None,
        }
    }
}

/// A preposition with its noun group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// Unit of the preposition.
    pub(super) marker: u16,
    /// The group after it; for several the first.
    pub(super) group: u16,
    /// The clause in which it stands.
    pub(super) clause: Option<u16>,
    /// The noun group right before it, if any.
    pub(super) noun: Option<u16>,
}

/// Clauses and phrases of a sentence.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    /// In the order of their verbs; last those that leave theirs out.
    pub(super) clauses: Vec<Clause>,
    /// In text order; last the phrases that two clauses share, once for the other.
    pub(super) phrases: Vec<Phrase>,
    pub(super) stack: Vec<Open>,
    /// Units of the dateline that the sentence begins with, its dash included.
    pub(super) dateline: u16,
}

/// A clause that may still take groups.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) link: Link,
    pub(super) parent: Option<u16>,
    pub(super) anchor: Option<u16>,
    pub(super) marker: Option<u16>,
    /// Groups that may become its subject.
    pub(super) free: SmallVec<[u16; 4]>,
    /// Its clause, once it has a verb.
    pub(super) clause: Option<u16>,
    /// Preposition before its relative pronoun: "for which".
    pub(super) fronted: Option<u16>,
}

impl Open {
    pub(super) fn root() -> Open {
        Open {
            link: Link::Root,
            parent: None,
            anchor: None,
            marker: None,
            free: SmallVec::new(),
            clause: None,
            fronted: None,
        }
    }
}

/// Builds the clauses of a sentence, into buffers that are cleared first.
pub(super) fn build(units: &[Unit], groups: &mut Groups, out: &mut Clauses) {
    out.clauses.clear();
    out.phrases.clear();
    out.stack.clear();
    out.stack.push(Open::root());
    out.dateline = 0;
    coordinate(units, groups);
    let mut builder = Builder {
        units,
        groups,
        out,
        preposition: None,
        last_noun: None,
        last_noun_item: 0,
        parens: SmallVec::new(),
        inverted: None,
    };
    for at in 0..builder.groups.items.len() {
        builder.step(at);
    }
    builder.finish();
}

pub(super) struct Builder<'b> {
    pub(super) units: &'b [Unit],
    pub(super) groups: &'b mut Groups,
    pub(super) out: &'b mut Clauses,
    /// Preposition that waits for its group.
    pub(super) preposition: Option<u16>,
    /// Last group and the item after it, for adjacency.
    pub(super) last_noun: Option<u16>,
    pub(super) last_noun_item: usize,
    /// Open brackets: the group before each, the item after that group and how many clauses were open.
    pub(super) parens: SmallVec<[(Option<u16>, usize, usize); 2]>,
    /// Reporting clause without a subject yet: ", said X".
    pub(super) inverted: Option<u16>,
}

impl Builder<'_> {
    pub(super) fn unit(&self, at: u16) -> &Unit {
        &self.units[usize::from(at)]
    }

    pub(super) fn word(&self, item: usize) -> Option<&Unit> {
        match self.groups.items.get(item)? {
            Item::Word(word) => Some(self.unit(*word)),
            _ => None,
        }
    }

    pub(super) fn top(&mut self) -> &mut Open {
        if self.out.stack.is_empty() {
            self.out.stack.push(Open::root());
        }
        let last = self.out.stack.len() - 1;
        &mut self.out.stack[last]
    }

    pub(super) fn current(&self) -> Option<u16> {
        self.out.stack.last().and_then(|open| open.clause)
    }

    fn step(&mut self, at: usize) {
        match self.groups.items[at] {
            Item::Noun(noun) => self.noun(at, noun),
            Item::Verb(verb) => self.verb(at, verb),
            Item::Word(word) => self.word_item(at, word),
        }
    }

    /// True when the last noun group ends at most `gap` items before `at`.
    pub(super) fn near(&self, at: usize, gap: usize) -> bool {
        at < self.last_noun_item + gap
    }

    pub(super) fn personal(&self, noun: u16) -> bool {
        let head = self.groups.nouns[usize::from(noun)].head(self.units);
        match head.kind {
            Some(EntityType::Person | EntityType::Role) => true,
            // "the United States" are no state that acts for someone
            Some(_) => false,
            None => head.role || head.noun_bits.any(Bits::ACTS_FOR),
        }
    }

    pub(super) fn push(&mut self, open: Open) {
        self.out.stack.push(open);
    }

    /// The group that a chain of phrases, appositions and coordinations goes back to.
    pub(super) fn root(&self, noun: u16) -> u16 {
        let mut at = noun;
        for _ in 0..24 {
            let group = &self.groups.nouns[usize::from(at)];
            let up = match group.governor {
                Governor::Phrase(phrase) => self.out.phrases[usize::from(phrase)].noun,
                Governor::Free if group.previous.is_some() => group.previous,
                Governor::Free => group.apposed_to,
                _ => None,
            };
            match up {
                Some(up) => at = up,
                None => break,
            }
        }
        at
    }
}
