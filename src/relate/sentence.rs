//! Stage 6 of 8, a sentence read. In: units, groups and clauses. Out: [`SentenceView`], the questions that rules ask:
//! which group begins here, what is the lemma, where does the clause end.

use newsgraph_lexicon::{ClassBits, ClassId, Pos, Shape};
use smallvec::SmallVec;

use crate::relate::clauses::Clauses;
use crate::relate::grammar::Bits;
use crate::relate::groups::{Governor, Groups};
use crate::relate::noun_groups::quoted_title;
use crate::relate::patterns::Role;
use crate::relate::unit::{Mark, Unit};
use crate::types::{EntityType, Page, Sentence, Span};

/// Syntax of one sentence. All numbers are into its own lists; tokens are the page's.
pub(super) struct SentenceView<'s> {
    /// The page.
    pub(super) page: &'s Page<'s>,
    /// The sentence.
    pub(super) sentence: Sentence,
    /// First token.
    pub(super) first: usize,
    /// Token after the last.
    pub(super) last: usize,
    /// Its units.
    pub(super) units: &'s [Unit],
    /// Its groups.
    pub(super) groups: &'s Groups,
    /// Its clauses.
    pub(super) clauses: &'s Clauses,
    /// Unit of each token, from `first` on.
    pub(super) unit_of: &'s [u16],
    /// Noun group of each unit, `NO_GROUP` for none.
    pub(super) group_of: &'s [u16],
    /// Word classes of nouns for people and for bodies.
    pub(super) kinds: [ClassBits; 2],
    /// Groups without a name may be arguments.
    pub(super) unnamed: bool,
}

/// No noun group.
pub(super) const NO_GROUP: u16 = u16::MAX;

impl SentenceView<'_> {
    /// The unit that a token is in.
    pub(super) fn unit_at(&self, token: usize) -> Option<usize> {
        self.unit_of.get(token.checked_sub(self.first)?).map(|u| usize::from(*u))
    }

    /// The noun group that a unit is in.
    pub(super) fn group_at(&self, unit: usize) -> Option<u16> {
        self.group_of.get(unit).copied().filter(|g| *g != NO_GROUP)
    }

    /// Keys of a token's lemmas as noun and as verb.
    pub(super) fn lemmas(&self, token: usize) -> (Option<u64>, Option<u64>) {
        let record = self.page.record(token);
        let key = |number: u32| (number != 0).then(|| self.page.lexicon.record(newsgraph_lexicon::WordId(number)).hash);
        (key(record.noun), key(record.verb))
    }

    /// The token after a hyphen between two words.
    pub(super) fn skip_joiner(&self, at: usize) -> usize {
        if at < self.last && self.page.tokens()[at].shape.has(Shape::JOINER) { at + 1 } else { at }
    }

    /// The same backwards: `at` is the token after the stretch.
    pub(super) fn skip_joiner_back(&self, at: usize) -> usize {
        if at > self.first && self.page.tokens()[at - 1].shape.has(Shape::JOINER) { at - 1 } else { at }
    }

    /// A possessive at a token, with what is owned behind it.
    pub(super) fn owns_next(&self, at: usize) -> bool {
        let letters = |at: usize| at < self.last && self.page.tokens()[at].shape.has(Shape::LETTER);
        at < self.last && self.page.tokens()[at].shape.has(Shape::POSSESSIVE) && letters(at + 1)
    }

    /// True for a token that no gap of a pattern runs over.
    pub(super) fn ends_clause(&self, token: usize) -> bool {
        self.unit_at(token).is_none_or(|u| matches!(self.units[u].mark, Mark::Colon | Mark::Stop | Mark::Question))
    }

    /// True when the head of a group, or a word of its name, is among the words that must stand there, and none among those
    /// that must not.
    pub(super) fn words_fit(&self, group: u16, words: &(Vec<u64>, Vec<u64>)) -> bool {
        if words.0.is_empty() && words.1.is_empty() {
            return true;
        }
        let noun = &self.groups.nouns[usize::from(group)];
        let is = |list: &Vec<u64>| {
            noun.units().any(|u| {
                let unit = &self.units[u];
                // a name of several words is one unit: "Vel News Agency" has the word "agency"
                let inside = || {
                    let tokens = unit.tokens.start as usize..unit.tokens.end as usize;
                    self.page.tokens().get(tokens).is_some_and(|t| t.iter().any(|t| list.contains(&t.hash)))
                };
                (u == usize::from(noun.head) || noun.is_name(self.units))
                    && (list.contains(&unit.noun) || list.contains(&unit.key) || unit.is_name() && inside())
            })
        };
        (words.0.is_empty() || is(&words.0)) && !is(&words.1)
    }

    /// True when what ends at a token owns what follows: "'s".
    pub(super) fn is_possessor(&self, end: usize) -> bool {
        end < self.last && self.page.tokens()[end].shape.has(Shape::POSSESSIVE)
    }

    /// True for a name with nothing but adjectives before it from a token on, and nothing after it but what it is.
    pub(super) fn is_bare(&self, token: usize, head: usize) -> bool {
        let group = self.group_at(head).map(|g| self.groups.nouns[usize::from(g)]);
        let first = self.unit_at(token);
        // "the Kordan Front group"
        let kind = |u: usize| self.units[u].mention.is_none() && self.units[u].noun_bits.any(Bits::KIND_NOUN);
        let quotes = |u: &Unit| u.mark == Mark::Quote;
        self.units[head].is_name()
            && group.is_some_and(|g| {
                // "Roe 6-4, 6-2"
                let score = |u: &Unit| u.tag.is_adjective() && u.shape.has(Shape::DIGIT);
                (head + 1..usize::from(g.last)).all(|u| kind(u) || quotes(&self.units[u]) || score(&self.units[u]))
            })
            && first.is_some_and(|first| {
                self.units[first..head].iter().all(|u| u.tag.is_adjective() || u.tag == Pos::DT || quotes(u))
            })
    }

    /// Where groups and names that begin at a token end.
    pub(super) fn ends_of(&self, token: usize) -> SmallVec<[usize; 2]> {
        let mut ends = SmallVec::new();
        let Some(unit) = self.unit_at(token) else { return ends };
        if self.units[unit].tokens.start as usize != token {
            return ends;
        }
        if let Some(group) = self.group_at(unit) {
            let group = &self.groups.nouns[usize::from(group)];
            if usize::from(group.first) == unit {
                ends.push(self.units[usize::from(group.last) - 1].tokens.end as usize);
            }
        }
        let name = self.units[unit].mention.map(|_| unit + 1);
        if let Some(last) = name.or_else(|| quoted_title(self.units, unit)) {
            let end = self.units[last - 1].tokens.end as usize;
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
        ends
    }

    /// Where groups and names that end before a token begin.
    pub(super) fn starts_of(&self, token: usize) -> SmallVec<[usize; 2]> {
        let mut starts = SmallVec::new();
        let Some(unit) = token.checked_sub(1).and_then(|t| self.unit_at(t)) else { return starts };
        if self.units[unit].tokens.end as usize != token {
            return starts;
        }
        if let Some(group) = self.group_at(unit) {
            let group = &self.groups.nouns[usize::from(group)];
            if usize::from(group.last) == unit + 1 {
                starts.push(self.units[usize::from(group.first)].tokens.start as usize);
            }
        }
        let name = self.units[unit].mention.map(|_| unit);
        for first in name.into_iter().chain(self.title_before(unit + 1)) {
            let start = self.units[first].tokens.start as usize;
            if !starts.contains(&start) {
                starts.push(start);
            }
        }
        starts
    }

    /// The clause that a group belongs to, through phrases and coordination.
    pub(super) fn clause_of(&self, group: u16) -> Option<u16> {
        let mut at = group;
        for _ in 0..16 {
            let noun = &self.groups.nouns[usize::from(at)];
            match noun.governor {
                Governor::Subject(clause) | Governor::Object(clause) => return Some(clause),
                Governor::Phrase(phrase) => {
                    let phrase = &self.clauses.phrases[usize::from(phrase)];
                    match phrase.noun {
                        Some(noun) => at = noun,
                        None => return phrase.clause,
                    }
                }
                Governor::Group(other) => at = other,
                Governor::Free => match noun.previous.or(noun.apposed_to) {
                    Some(other) => at = other,
                    None => {
                        // a subject that was shared: "X bought Y and sold Z"
                        let of = self.clauses.clauses.iter().position(|c| c.subject == Some(at));
                        return of.map(|n| n as u16);
                    }
                },
            }
        }
        None
    }

    /// The opening mark of a quoted title that ends before a unit.
    pub(super) fn title_before(&self, unit: usize) -> Option<usize> {
        let opens = |open: &usize| quoted_title(self.units, *open) == Some(unit);
        [3, 2].into_iter().filter_map(|length| unit.checked_sub(length)).find(opens)
    }

    /// True when a stretch can fill a slot: its head has the type, where one is asked for.
    pub(super) fn fits_slot(&self, first: usize, last: usize, role: Role, kind: Option<EntityType>) -> bool {
        let Some(at) = self.head_between(first, last) else { return false };
        let head = &self.units[at];
        match kind {
            Some(EntityType::Place) if self.ends_a_longer_name(first, at) => false,
            Some(kind) => head.kind.or(head.stands_for) == Some(kind),
            None => {
                head.mention.is_some()
                    || head.nominal.is_some()
                    || matches!(role, Role::Subject | Role::Object | Role::Other)
            }
        }
    }

    /// "Vision **Vel**": a noun with a capital before a place makes another name with it.
    fn ends_a_longer_name(&self, first: usize, head: usize) -> bool {
        let from = self.unit_at(first).unwrap_or(head);
        self.units[from..head.max(from)].iter().any(|unit| {
            let noun = unit.tag.is_noun() && unit.mention.is_none() && !unit.role;
            noun && unit.shape.has(Shape::UPPER_FIRST)
        })
    }

    /// The head of the group or name between two tokens.
    pub(super) fn head_between(&self, first: usize, last: usize) -> Option<usize> {
        let (from, to) = (self.unit_at(first)?, self.unit_at(last.checked_sub(1)?)?);
        if from == to {
            return Some(from);
        }
        let group = self.group_at(to)?;
        Some(usize::from(self.groups.nouns[usize::from(group)].head))
    }

    /// Where a member of a class that begins at a token ends.
    pub(super) fn class_end(&self, token: usize, class: ClassId) -> Option<usize> {
        let unit = &self.units[self.unit_at(token)?];
        let inside = class.is_in(&unit.classes);
        if inside && unit.tokens.start as usize == token {
            return Some(unit.tokens.end as usize);
        }
        self.page.record(token).is_in(class).then_some(token + 1)
    }

    /// Where a member of a class that ends before a token begins.
    pub(super) fn class_start(&self, token: usize, class: ClassId) -> Option<usize> {
        let before = token.checked_sub(1).filter(|t| *t >= self.first)?;
        let unit = &self.units[self.unit_at(before)?];
        let inside = class.is_in(&unit.classes);
        if inside && unit.tokens.end as usize == token {
            return Some(unit.tokens.start as usize);
        }
        self.page.record(before).is_in(class).then_some(before)
    }

    /// Bytes of a run of units.
    pub(super) fn span(&self, units: std::ops::Range<usize>) -> Span {
        let tokens = self.page.tokens();
        let first = self.units[units.start].tokens.start as usize;
        let last = self.units[units.end - 1].tokens.end as usize - 1;
        Span::new(tokens[first].span.start, tokens[last].span.end)
    }
}

/// Numbers the unit of each token and the noun group of each unit.
pub(super) fn number(units: &[Unit], groups: &Groups, unit_of: &mut Vec<u16>, group_of: &mut Vec<u16>) {
    unit_of.clear();
    for (number, unit) in units.iter().enumerate() {
        unit_of.extend(std::iter::repeat_n(number as u16, unit.tokens.len() as usize));
    }
    group_of.clear();
    group_of.resize(units.len(), NO_GROUP);
    for (number, group) in groups.nouns.iter().enumerate() {
        group_of[group.units()].fill(number as u16);
    }
}
