//! Stage 6 of 8, groups. In: tagged units. Out: noun groups with their heads, verb groups with voice, tense and polarity,
//! and the row of items (groups, and words outside any) that clauses are built from.

use newsgraph_lexicon::{Pos, PosSet};

use crate::relate::grammar::Bits;
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

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
    /// Verb groups in text order.
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
        at += 1;
    }
    if let Some(owner) = owner {
        groups.nouns[usize::from(owner)].owns = false;
        groups.items.push(Item::Noun(owner));
    }
}

fn is_adverb(unit: &Unit) -> bool {
    unit.mark == Mark::None && unit.mention.is_none() && unit.tag.is_adverb()
}

/// The first unit from `at` on that is no adverb, and whether a negator was among those.
fn skip_adverbs(units: &[Unit], mut at: usize) -> (usize, bool) {
    let mut negated = false;
    while units.get(at).is_some_and(is_adverb) {
        negated |= units[at].bits.any(Bits::NEGATOR);
        at += 1;
    }
    (at, negated)
}

fn verb_group(units: &[Unit], start: usize, text: &str, tokens: &[crate::types::Token]) -> Option<VerbGroup> {
    let mut group = VerbGroup {
        first: start as u16,
        last: start as u16,
        main: start as u16,
        form: Form::Finite,
        passive: false,
        negated: false,
        modal: None,
        future: false,
        past: false,
    };
    let mut at = start;
    let (after, negated) = skip_adverbs(units, at);
    let lead = units.get(after)?;
    if after > at && !(lead.tag == Pos::TO || lead.tag.is_verb() || lead.tag == Pos::MD) {
        return None;
    }
    if lead.mention.is_some() || lead.mark != Mark::None {
        return None;
    }
    group.negated |= negated;
    at = after;
    if lead.tag == Pos::TO {
        let (verb, negated) = skip_adverbs(units, at + 1);
        if !units.get(verb).is_some_and(|u| u.tag == Pos::VB && u.mention.is_none()) {
            return None;
        }
        group.negated |= negated;
        group.form = Form::Infinitive;
        at = verb;
    } else if !(lead.tag.is_verb() || lead.tag == Pos::MD) {
        return None;
    }
    if is_attributive(units, start, at) {
        return None;
    }
    let mut first = true;
    loop {
        let unit = units.get(at)?;
        let contracted = tokens.get(unit.tokens.end as usize - 1).is_some_and(|t| {
            let word = t.text(text);
            word.ends_with("n't") || word.ends_with("n’t")
        });
        group.negated |= contracted;
        if first && group.form == Form::Finite {
            match unit.tag {
                Pos::VBG => group.form = Form::Gerund,
                Pos::VBN => group.form = Form::Participle,
                Pos::VBD => group.past = true,
                _ => {}
            }
        }
        first = false;
        let (next, negated) = skip_adverbs(units, at + 1);
        let following = units.get(next).filter(|u| u.mention.is_none() && u.mark == Mark::None).map(|u| u.tag);
        let goes_on = match following {
            Some(Pos::VB) if unit.tag == Pos::MD || unit.verb_bits.any(Bits::DO) => {
                if unit.tag == Pos::MD {
                    group.modal = Some(at as u16);
                }
                true
            }
            Some(Pos::VBN | Pos::VBD) if unit.verb_bits.any(Bits::BE | Bits::GET) && unit.tag.is_verb() => {
                group.passive = true;
                true
            }
            Some(Pos::VBG) if unit.verb_bits.any(Bits::BE) && unit.tag.is_verb() => {
                group.passive = false;
                true
            }
            Some(Pos::VBN | Pos::VBD) if unit.verb_bits.any(Bits::HAVE) && unit.tag.is_verb() => {
                group.past = true;
                true
            }
            Some(Pos::TO)
                if (unit.verb_bits.any(Bits::BE | Bits::HAVE)
                    || unit.verb_bits.any(Bits::GOING) && unit.tag == Pos::VBG)
                    && units.get(next + 1).is_some_and(|u| u.tag == Pos::VB) =>
            {
                group.future = unit.verb_bits.any(Bits::BE | Bits::GOING);
                group.negated |= negated;
                at = next + 1;
                group.main = at as u16;
                group.last = at as u16 + 1;
                continue;
            }
            _ => false,
        };
        group.main = at as u16;
        group.last = at as u16 + 1;
        if !goes_on {
            if units[at].verb_bits.any(Bits::BE) && negated {
                group.negated = true;
            }
            if unit.tag == Pos::MD {
                group.modal = Some(at as u16);
            }
            break;
        }
        group.negated |= negated;
        at = next;
    }
    if group.form == Form::Participle && !group.past {
        group.passive = true;
    }
    // "will attack" after "did he": a bare base form without auxiliary is a present tense or an infinitive
    Some(group)
}

/// "stolen data", "the hacking group": a participle inside a noun group.
fn is_attributive(units: &[Unit], start: usize, at: usize) -> bool {
    let unit = &units[at];
    if start != at || !matches!(unit.tag, Pos::VBN | Pos::VBG) || unit.verb_bits.any(Bits::BE | Bits::HAVE) {
        return false;
    }
    let Some(next) = units.get(at + 1) else { return false };
    let bare_noun_ahead = next.mark == Mark::None
        && (next.tag.is_noun() && next.kind.is_none()
            || next.kind == Some(EntityType::Role)
            || next.tag.is_adjective());
    if !bare_noun_ahead {
        return false;
    }
    let previous = at.checked_sub(1).map(|n| units[n].tag);
    match unit.tag {
        Pos::VBN => !matches!(previous, Some(Pos::NN | Pos::NNS | Pos::NNP)),
        _ => matches!(previous, Some(Pos::DT | Pos::PRPS | Pos::JJ | Pos::POS)),
    }
}

/// The end and the head of the noun group that begins at a unit, if one does.
fn noun_group(units: &[Unit], start: usize) -> Option<(usize, usize)> {
    let first = &units[start];
    if first.mark != Mark::None {
        return None;
    }
    if first.tag == Pos::PRP || first.tag == Pos::EX {
        return Some((start + 1, start));
    }
    let mut at = start;
    let mut head: Option<usize> = None;
    let mut determined = false;
    while let Some(unit) = units.get(at) {
        // the "Kordan Front"
        if unit.mark == Mark::Quote && determined && head.is_none() && at == start + 1 {
            at += 1;
            continue;
        }
        if head.is_none() && joins_adjectives(units, start, at) {
            at += 1;
            continue;
        }
        if unit.mark != Mark::None {
            break;
        }
        if unit.mention.is_some() {
            if head.is_some_and(|h| breaks_before(units, start, h, at)) {
                break;
            }
            head = Some(at);
            at += 1;
            continue;
        }
        match unit.tag {
            Pos::PDT if at == start => {}
            Pos::DT if at == start || units[at - 1].tag == Pos::PDT => determined = true,
            Pos::PRPS | Pos::WPS if at == start || units[at - 1].tag == Pos::PDT => determined = true,
            Pos::CD => head = Some(at),
            tag if tag.is_noun() => {
                if head.is_some_and(|h| units[h].kind == Some(EntityType::Date) && after_preposition(units, start)) {
                    break;
                }
                head = Some(at);
            }
            tag if tag.is_adjective() => {
                // "a 1930 Indian silent film": after "a" a capitalised word goes on describing
                let indefinite = units[start].bits.any(Bits::INDEFINITE);
                let bare = |h: usize| units[h].mention.is_none() && units[h].tag != Pos::CD;
                if head.is_some_and(|h| bare(h) && !(indefinite && units[h].tag == Pos::NNP)) {
                    break;
                }
            }
            Pos::VBN | Pos::VBG => {
                let noun_ahead = units
                    .get(at + 1)
                    .is_some_and(|n| n.mark == Mark::None && (n.tag.is_noun() || n.tag.is_adjective()));
                let inside = determined || at > start || is_attributive(units, at, at);
                // "a statement accusing X", "data stolen": after its noun a participle begins a clause
                let after_noun = head.is_some_and(|h| units[h].tag.is_noun()) && !unit.set.has(Pos::NN);
                if !(noun_ahead && inside) || after_noun {
                    break;
                }
            }
            tag if tag.is_adverb() && determined && head.is_none() => {
                let describes =
                    units.get(at + 1).is_some_and(|n| n.tag.is_adjective() || n.tag == Pos::VBN || n.tag == Pos::CD);
                if !describes {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    match head {
        Some(head) => Some((at.max(head + 1), head)),
        // "the wounded", "this"
        None if determined && at > start + 1 && units[at - 1].mark == Mark::None => Some((at, at - 1)),
        None if determined && at == start + 1 && units[start].bits.any(Bits::STANDS_ALONE) => Some((at, start)),
        None => None,
    }
}

/// "a brutal, senseless attack", "military and economic aid": a comma or conjunction between words that describe.
fn joins_adjectives(units: &[Unit], start: usize, at: usize) -> bool {
    let joiner = units[at].mark == Mark::Comma || units[at].bits.any(Bits::AND);
    let describes = |u: &Unit| u.mark == Mark::None && u.mention.is_none() && u.tag.is_adjective();
    let right = units.get(at + 1).filter(|u| u.mark == Mark::None && u.mention.is_none());
    let noun_behind = units.get(at + 2).is_some_and(|u| u.mark == Mark::None && (u.tag.is_noun() || describes(u)));
    joiner
        && at > start
        && describes(&units[at - 1])
        && right.is_some_and(|u| describes(u) && noun_behind || u.tag.is_noun() && units[at].bits.any(Bits::AND))
}

fn after_preposition(units: &[Unit], start: usize) -> bool {
    start > 0 && matches!(units[start - 1].tag, Pos::IN | Pos::TO)
}

/// Two names without a comma between: one group when the first describes the second.
fn breaks_before(units: &[Unit], start: usize, head: usize, at: usize) -> bool {
    let (left, right) = (&units[head], &units[at]);
    if head + 1 != at && left.kind.is_none() {
        return right.kind == Some(EntityType::Date);
    }
    match (left.kind, right.kind) {
        (_, Some(EntityType::Date)) => !matches!(left.tag, Pos::CD | Pos::JJ) || left.kind.is_some(),
        (Some(EntityType::Date), _) => {
            !(start < head && units[start].tag == Pos::DT || head > start && units[start].tag == Pos::PRPS)
        }
        (Some(EntityType::Figure), Some(EntityType::Figure)) => false,
        (Some(EntityType::Figure), _) => false,
        (_, Some(EntityType::Figure)) => true,
        (Some(EntityType::Role | EntityType::Nationality), _) | (None, _) => false,
        // "In Norway Prime Minister Varga said"
        (Some(EntityType::Place), Some(EntityType::Role)) => {
            head == start && after_preposition(units, start) && units[start - 1].bits.any(Bits::PLACE_PREPOSITION)
        }
        (Some(_), Some(EntityType::Role)) => false,
        (Some(EntityType::Organisation), Some(EntityType::Person | EntityType::Work | EntityType::Product)) => false,
        (Some(EntityType::Place), Some(EntityType::Person)) => after_preposition(units, start),
        (Some(EntityType::Place), Some(EntityType::Organisation)) => after_preposition(units, start),
        (Some(EntityType::Organisation), Some(EntityType::Organisation)) => false,
        _ => true,
    }
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
