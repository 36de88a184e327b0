//! Stage 6 of 8, the brackets that tell a life. In: the units from an opening bracket on. Out: [`Life`]: when and where someone
//! was born and died: "(born 3 May 1950 in Vel)", "(3 May 1950, Vel – 4 June 2011, Ostra)", "(died 1806)".
//!
//! Terms of office stand in brackets too: two dates are a life only where they lie far enough apart.

use newsgraph_lexicon::{Pos, Shape};

use crate::relate::grammar::Bits;
use crate::relate::groups::{Governor, NounGroup};
use crate::relate::sentence::SentenceView;
use crate::relate::unit::{Mark, Unit};
use crate::types::{EntityType, Extraction, MentionIndex, Value};

/// Fewest years between two dates that are a birth and a death; hardly any term of office is as long.
const SHORTEST_LIFE: u16 = 18;
/// Most units that are looked at.
const LONGEST: usize = 60;

/// An end of a life: when and where.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct End {
    /// The first date told of it.
    pub(super) date: Option<MentionIndex>,
    /// The first place told of it.
    pub(super) place: Option<MentionIndex>,
}

/// What brackets tell of someone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Life {
    /// The birth.
    pub(super) birth: End,
    /// The death.
    pub(super) death: End,
}

/// The brackets that open behind a name that ends before a unit: right there, or after a comma or empty ones.
pub(super) fn after(view: &SentenceView<'_>, end: usize) -> Option<usize> {
    let mark = |at: usize| view.units.get(at).map(|unit| unit.mark);
    let mut at = end;
    if mark(at) == Some(Mark::Comma) {
        at += 1;
    }
    if mark(at) == Some(Mark::Open) && mark(at + 1) == Some(Mark::Close) {
        at += 2;
    }
    (mark(at) == Some(Mark::Open)).then_some(at)
}

/// "**Lena Varga**, 12th Countess of Vel (", "**Lena Varga**, Baroness Ostra (": whose title stands before the brackets.
pub(super) fn titled(view: &SentenceView<'_>, group: &NounGroup) -> Option<u16> {
    let is_person = |group: &NounGroup| group.head(view.units).kind == Some(EntityType::Person);
    let of = match group.governor {
        Governor::Phrase(phrase) if !is_person(group) => {
            let phrase = &view.clauses.phrases[usize::from(phrase)];
            phrase.noun.filter(|_| view.units[usize::from(phrase.marker)].bits.any(Bits::OF))
        }
        _ => None,
    };
    let title = of.map_or(group, |of| &view.groups.nouns[usize::from(of)]);
    let head = title.head(view.units);
    let surname = is_person(title) && head.tokens.len() == 1;
    let told = if of.is_some() { head.role } else { surname && title.units().any(|unit| view.units[unit].role) };
    title.apposed_to.filter(|person| told && is_person(&view.groups.nouns[usize::from(*person)]))
}

/// Reads the brackets that open at a unit; nothing where anything in them is no part of a life.
pub(super) fn read(view: &SentenceView<'_>, extraction: &Extraction, open: usize) -> Option<Life> {
    let inside = view.units.get(open + 1..)?;
    let length = inside.iter().take(LONGEST).position(|unit| unit.mark == Mark::Close)?;
    let mut life = Life::default();
    let (mut dead, mut signed, mut dash) = (false, false, false);
    for unit in &inside[..length] {
        let dated = life.birth.date.is_some() || life.death.date.is_some();
        let end = if dead { &mut life.death } else { &mut life.birth };
        if unit.bits.any(Bits::BORN | Bits::DIED) {
            dead = unit.bits.any(Bits::DIED);
            signed = true;
        } else if joins(view, unit) {
            dead |= dated || end.place.is_some();
            dash = true;
        } else if unit.mark == Mark::Colon {
            // names in other languages come first
            if !dated {
                life = Life::default();
            }
        } else {
            match unit.kind {
                Some(EntityType::Date) if end.date.is_none() => end.date = unit.mention,
                Some(EntityType::Place) => end.place = end.place.or(unit.mention),
                None if unit.tag.is_verb() || matches!(unit.tag, Pos::NN | Pos::NNS) && dated => return None,
                None => {}
                Some(EntityType::Person | EntityType::Nationality) if !dated => {}
                Some(_) => return None,
            }
        }
    }
    // "King Otto (1833-1863)": how long he was king
    let titled = view.group_at(open.saturating_sub(1)).is_some_and(|group| {
        let units = view.groups.nouns[usize::from(group)].units();
        view.units[units].iter().any(|unit| (unit.bits | unit.noun_bits).any(Bits::RULER))
    });
    let year = |end: End| year(extraction, end.date?);
    let told = match (year(life.birth), year(life.death)) {
        _ if signed => true,
        (Some(birth), Some(death)) => {
            let days = life.birth.date.is_some_and(|date| is_day(extraction, date));
            dash && death >= birth + SHORTEST_LIFE && (days || !titled)
        }
        // "Lena Varga (3 May 1950, Vel) is a poet"
        (Some(_), None) => {
            let is = inside.get(length + 1).is_some_and(|unit| unit.verb_bits.any(Bits::BE));
            is && !dash && is_day(extraction, life.birth.date?)
        }
        _ => false,
    };
    told.then_some(life)
}

/// A dash between two dates, with or without space around it.
fn joins(view: &SentenceView<'_>, unit: &Unit) -> bool {
    let joiner = view.page.tokens()[unit.tokens.start as usize].shape.has(Shape::JOINER);
    unit.mark == Mark::Dash || joiner && unit.tokens.len() == 1
}

/// The year of a date.
fn year(extraction: &Extraction, date: MentionIndex) -> Option<u16> {
    timex(extraction, date)?.get(..4)?.parse().ok()
}

/// True for a single day.
fn is_day(extraction: &Extraction, date: MentionIndex) -> bool {
    timex(extraction, date).is_some_and(|timex| timex.len() == "2001-02-03".len())
}

fn timex(extraction: &Extraction, date: MentionIndex) -> Option<&str> {
    match &extraction.mentions[date.0 as usize].value {
        Some(Value::Date(value)) => Some(&value.timex),
        _ => None,
    }
}
