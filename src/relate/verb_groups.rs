//! Stage 6 of 8, verb groups: a verb with its auxiliaries and adverbs, its form, voice, tense and polarity. See
//! [`groups`](super::groups).

use newsgraph_lexicon::Pos;

use crate::relate::grammar::Bits;
use crate::relate::groups::{Form, VerbGroup};
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

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

/// The verb group that begins at a unit, if one does.
pub(super) fn verb_group(
    units: &[Unit],
    start: usize,
    text: &str,
    tokens: &[crate::types::Token],
) -> Option<VerbGroup> {
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
pub(super) fn is_attributive(units: &[Unit], start: usize, at: usize) -> bool {
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
