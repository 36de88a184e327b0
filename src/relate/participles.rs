//! Stage 6 of 8, participles. In: tagged units and a form that may be past tense or participle. Out: which it is.

use newsgraph_lexicon::Pos;

use crate::relate::grammar::Bits;
use crate::relate::noun_groups::is_contact_relative;
use crate::relate::pos_noun_verb::after_apposition;
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// "a group called X attacked": a word for naming after a common noun, when the noun is indefinite or another verb follows.
fn names_what_stands_before(units: &[Unit], at: usize) -> bool {
    let unit = &units[at];
    let after_noun = at > 0 && units[at - 1].tag.is_noun() && units[at - 1].mention.is_none();
    if !unit.verb_bits.any(Bits::NAMING) || !after_noun {
        return false;
    }
    let indefinite = units[..at].iter().rev().take(5).any(|u| u.bits.any(Bits::INDEFINITE) && u.tag == Pos::DT);
    let name = units.iter().skip(at + 1).take(4).position(|u| u.is_name());
    let verb_after = name.and_then(|n| units.get(at + n + 2)).is_some_and(|u| u.tag.is_verb() || u.tag == Pos::MD);
    name.is_some() && (indefinite || verb_after)
}

/// A form that may be past tense or participle is a participle when it cannot be the verb of its clause.
pub(super) fn is_participle(units: &[Unit], at: usize) -> bool {
    let next = units.get(at + 1);
    // "set up by Lena Varga": over the particle
    let particle = usize::from(next.is_some_and(|n| n.set.has(Pos::RP) && !n.bits.any(Bits::BY)));
    let by_ahead = units.get(at + 1 + particle).is_some_and(|n| n.bits.any(Bits::BY));
    // "Salt Road," directed by Lena Varga
    let previous = units[..at].iter().rfind(|u| u.mark != Mark::Quote);
    let beyond_adverbs = units[..at].iter().rfind(|u| !u.tag.is_adverb() && u.mark != Mark::Quote);
    let comma_before = beyond_adverbs.is_some_and(|u| u.mark == Mark::Comma);
    // "while employed by Arvex"
    let reduced = previous.is_some_and(|u| {
        u.bits.any(Bits::SUBORDINATOR) && !u.bits.any(Bits::AS) && matches!(u.tag, Pos::IN | Pos::WRB)
    });
    if reduced && next.is_some_and(|n| n.tag == Pos::IN || n.bits.any(Bits::BY)) {
        return true;
    }
    if names_what_stands_before(units, at) {
        return true;
    }
    let first = units[..at].iter().all(|u| u.mark == Mark::Quote);
    if previous.is_some_and(|u| matches!(u.tag, Pos::WP | Pos::WDT | Pos::PRP)) {
        return false;
    }
    let subject = at.checked_sub(1).filter(|n| units[*n].is_name());
    if subject.is_some_and(|n| after_relative_pronoun(units, at) || is_contact_relative(units, n)) {
        return false;
    }
    if next.is_some_and(|n| n.tag == Pos::IN) && units[at].verb_bits.any(Bits::TAKES_OBJECT) {
        return true;
    }
    if in_apposition(units, at) {
        return true;
    }
    let noun_before = previous.is_some_and(|u| u.tag.is_noun() || u.tag == Pos::CD || u.mark == Mark::Close);
    if !units[at].verb_bits.any(Bits::CLAUSE_VERB | Bits::INTRANSITIVE) && finite_after_aside(units, at) {
        return true;
    }
    if by_ahead && (comma_before || noun_before) || first && next.is_some_and(|n| n.tag == Pos::IN || n.tag == Pos::TO)
    {
        return true;
    }
    if goes_on_passive(units, at) || (noun_before || comma_before) && shares_agent(units, at) {
        return true;
    }
    if (noun_before || comma_before) && said_of(units, at) {
        return true;
    }
    // "the flaw, tracked as X,"
    let named = next.is_some_and(|n| n.bits.any(Bits::AS)) && units[at].verb_bits.any(Bits::NAMING);
    if next.is_some_and(|n| n.bits.any(Bits::SUBORDINATOR)) && !named
        || units[at].verb_bits.any(Bits::REPORTING | Bits::INTRANSITIVE)
    {
        return false;
    }
    let phrase_ahead = next
        .is_some_and(|n| matches!(n.tag, Pos::IN | Pos::TO) || n.tag.is_adverb() || n.kind == Some(EntityType::Date));
    if !(phrase_ahead && (comma_before || noun_before)) {
        return false;
    }
    if comma_before && after_apposition(units, at) {
        return false;
    }
    if comma_before {
        // ", founded in 1990." and ", based in Paris, said": only prepositional phrases up to the next comma or the end
        return has_agent(units, at)
            || until_comma(units, at).is_some_and(|end| {
                end + 1 >= units.len()
                    || units[end].mark == Mark::Stop
                    || units.get(end + 1).is_some_and(|u| u.tag.is_verb() || u.tag == Pos::MD || u.tag.is_adverb())
            });
    }
    finite_after_phrases(units, at) || has_verb_before(units, at) || is_of_source(units, at)
}

/// "a firm which **Lena Varga** founded in 1990": what stands before a form is the subject of a relative clause.
fn after_relative_pronoun(units: &[Unit], at: usize) -> bool {
    let inside = |u: &Unit| u.mark == Mark::None && (u.tag.is_noun() || u.tag.is_adjective() || u.tag == Pos::DT);
    let before = units[..at].iter().rposition(|u| !inside(u) || matches!(u.tag, Pos::WP | Pos::WDT));
    // "a firm that Lena Varga founded", but "reports that a firm founded in 1990 was sold"
    let told = |n: usize| units[n].tag.is_noun() && !units[n].noun_bits.any(Bits::CLAUSE_NOUN);
    before.is_some_and(|n| match units[n].tag {
        Pos::WP | Pos::WDT => true,
        Pos::IN => units[n].set.has(Pos::WDT) && n.checked_sub(1).is_some_and(told),
        _ => false,
    })
}

/// "films thought to have been leaked": nobody thinks to have or to be.
fn said_of(units: &[Unit], at: usize) -> bool {
    let to = units.get(at + 1).is_some_and(|n| n.tag == Pos::TO);
    let helps = units.get(at + 2).is_some_and(|n| n.verb_bits.any(Bits::BE | Bits::HAVE));
    to && helps && units[at].verb_bits.any(Bits::RAISING)
}

/// "Arvex, a firm linked to Bolton, sold it": of a name between commas an indefinite group has no verb of its own; "in Vel, a man
/// fired at police, said Reel" has.
fn in_apposition(units: &[Unit], at: usize) -> bool {
    let inside = |u: &Unit| u.mark == Mark::None && (u.tag.is_noun() || u.tag.is_adjective() || u.tag == Pos::DT);
    let comma = units[..at].iter().rposition(|u| !inside(u)).filter(|n| units[*n].mark == Mark::Comma);
    let Some(comma) = comma.filter(|n| units[n + 1].bits.any(Bits::INDEFINITE)) else { return false };
    let name = comma.checked_sub(1).is_some_and(|n| units[n].is_name() && !units[n].is_value());
    let governed = comma.checked_sub(2).is_some_and(|n| matches!(units[n].tag, Pos::IN | Pos::TO));
    let phrase = units.get(at + 1).is_some_and(|u| matches!(u.tag, Pos::IN | Pos::TO));
    let finite = |u: &Unit| matches!(u.tag, Pos::VBD | Pos::VBZ | Pos::MD) || is_auxiliary(u);
    let verb_behind = until_comma(units, at).and_then(|end| units.get(end + 1)).is_some_and(finite);
    name && !governed && phrase && verb_behind
}

/// "according to a report published on Monday": a source has no verb of its own.
fn is_of_source(units: &[Unit], at: usize) -> bool {
    let group = units[..at].iter().rev().take_while(|u| u.tag.is_noun() || u.tag.is_adjective() || u.tag == Pos::DT);
    let before = at.checked_sub(group.count() + 1);
    before.is_some_and(|n| units[n].bits.any(Bits::SOURCE_PREPOSITION))
}

/// "was born in Vel and educated at Oslo", "based on a novel and directed by X": the next verb after a passive, with a
/// conjunction before and no object after it.
fn goes_on_passive(units: &[Unit], at: usize) -> bool {
    let before = units[..at].iter().rposition(|u| !u.tag.is_adverb());
    let conjunction = before.is_some_and(|n| units[n].bits.any(Bits::AND));
    let by_ahead = has_agent(units, at);
    // "was founded in Vel and sold to Arvex", but "was educated in Vel and moved to Ostra"
    let given = || {
        let name = units.get(at + 2).is_some_and(|u| u.kind == Some(EntityType::Organisation));
        name && !units[at].verb_bits.any(Bits::MOTION | Bits::INTRANSITIVE)
    };
    let phrase_ahead =
        units.get(at + 1).is_some_and(|n| n.tag == Pos::IN || n.bits.any(Bits::BY) || n.set.has(Pos::TO) && given());
    if !conjunction || !phrase_ahead {
        return false;
    }
    let verb = units[..at].iter().rposition(|u| u.tag.is_verb() && u.mention.is_none() && u.tag != Pos::VBG);
    let Some(verb) = verb.filter(|v| units[*v].tag == Pos::VBN) else { return false };
    // "Born in Vel and raised in Ostra, Lena Varga …"
    if verb == 0 {
        return true;
    }
    // "was born in Vel and moved to Ostra"
    if units[verb].bits.any(Bits::BORN) && units[at].verb_bits.any(Bits::MOTION | Bits::INTRANSITIVE) {
        return false;
    }
    let reduced = units[verb - 1].tag.is_noun() || units[verb - 1].mark == Mark::Comma;
    units[verb - 1].verb_bits.any(Bits::BE) || by_ahead && reduced
}

/// "released in Norway by X": an agent behind nothing but phrases.
fn has_agent(units: &[Unit], at: usize) -> bool {
    let phrases = units[at + 1..].iter().take_while(|u| u.mark == Mark::None && !u.tag.is_verb() && u.tag != Pos::CC);
    let governed = units.get(at + 1).is_some_and(|u| matches!(u.tag, Pos::IN | Pos::TO) || u.bits.any(Bits::BY));
    governed && phrases.into_iter().any(|u| u.bits.any(Bits::BY))
}

/// "produced, written and directed by X": forms in a row, the last of them with the agent of all.
fn shares_agent(units: &[Unit], at: usize) -> bool {
    let mut joined = false;
    for unit in &units[at + 1..] {
        let past = unit.set.has(Pos::VBN) && unit.mention.is_none();
        match unit.mark {
            Mark::Comma => joined = true,
            Mark::None if unit.bits.any(Bits::AND) => joined = true,
            Mark::None if unit.bits.any(Bits::BY) => return joined,
            Mark::None if past && joined || unit.tag.is_adverb() => {}
            _ => return false,
        }
    }
    false
}

/// Where the comma or stop is that ends a run of prepositional phrases; `None` when something else comes first.
fn until_comma(units: &[Unit], at: usize) -> Option<usize> {
    for (n, unit) in units.iter().enumerate().skip(at + 1) {
        match unit.mark {
            Mark::Comma | Mark::Stop => return Some(n),
            Mark::None
                if (unit.tag == Pos::VBD || unit.tag == Pos::VBZ || unit.tag == Pos::MD || unit.tag == Pos::CC) =>
            {
                return None;
            }
            _ => {}
        }
    }
    Some(units.len())
}

/// "have arrested 30 people suspected of theft": the clause has its verb, and nothing begins another one.
fn has_verb_before(units: &[Unit], at: usize) -> bool {
    for unit in units[..at].iter().rev() {
        let boundary = unit.mark != Mark::None
            || matches!(unit.tag, Pos::CC | Pos::WP | Pos::WDT | Pos::WPS | Pos::WRB | Pos::PRP | Pos::TO | Pos::VBG)
            || unit.bits.any(Bits::SUBORDINATOR);
        if boundary {
            return false;
        }
        if unit.tag.is_verb() || unit.tag == Pos::MD {
            return !unit.verb_bits.any(Bits::CLAUSE_VERB | Bits::OBJECT_CONTROL | Bits::HAVE);
        }
    }
    false
}

/// "data stolen from the firm was leaked": a finite verb comes before any new subject, comma or conjunction.
fn finite_after_phrases(units: &[Unit], at: usize) -> bool {
    let mut governed = true;
    for (n, unit) in units.iter().enumerate().skip(at + 1) {
        if unit.mark != Mark::None {
            return false;
        }
        match unit.tag {
            Pos::IN | Pos::TO => governed = true,
            // "the films shown in Vel and their dates are: …"
            Pos::CC if heads_list(&units[n + 1..]) => return true,
            Pos::CC | Pos::WP | Pos::WDT | Pos::WRB | Pos::PRP => return false,
            Pos::VBD | Pos::VBZ | Pos::MD => return governed,
            Pos::VB if unit.verb_bits.any(Bits::BE | Bits::HAVE) => return governed,
            Pos::DT | Pos::PRPS if !governed => return false,
            tag if tag.is_noun() => {}
            _ => {}
        }
        if unit.bits.any(Bits::SUBORDINATOR) && (unit.tag != Pos::IN || unit.set.has(Pos::WDT)) {
            return false;
        }
    }
    false
}

/// "their dates are:": what belongs to the group before, a copula and a list.
pub(super) fn heads_list(units: &[Unit]) -> bool {
    let owned = units.first().is_some_and(|u| u.tag == Pos::PRPS);
    let verb = units.iter().position(|u| u.mark != Mark::None || u.tag.is_verb()).filter(|_| owned);
    verb.is_some_and(|v| units[v].verb_bits.any(Bits::BE) && units.get(v + 1).is_some_and(|u| u.mark == Mark::Colon))
}

/// "the films already released online, which are copies, are A and B": between the group and its verb stands a relative
/// clause between commas, so that what follows the group is no verb of it.
fn finite_after_aside(units: &[Unit], at: usize) -> bool {
    let before = units[..at].iter().rposition(|u| !u.tag.is_adverb());
    let noun = before.is_some_and(|n| units[n].tag.is_noun());
    let plain = |u: &Unit| u.mark == Mark::None && !u.tag.is_verb() && !matches!(u.tag, Pos::CC | Pos::MD | Pos::PRP);
    let Some(comma) = (at + 1..units.len()).find(|n| !plain(&units[*n])).filter(|n| units[*n].mark == Mark::Comma)
    else {
        return false;
    };
    let relative = units.get(comma + 1).is_some_and(|u| matches!(u.tag, Pos::WDT | Pos::WP));
    let Some(end) = units.iter().skip(comma + 1).position(|u| u.mark != Mark::None).map(|n| comma + 1 + n) else {
        return false;
    };
    let verb = units.get(end + 1).is_some_and(|u| matches!(u.tag, Pos::VBD | Pos::VBZ | Pos::MD) || is_auxiliary(u));
    noun && relative && units[end].mark == Mark::Comma && verb
}

/// "are", "have": a form with a tense.
fn is_auxiliary(unit: &Unit) -> bool {
    unit.tag == Pos::VB && unit.verb_bits.any(Bits::BE | Bits::HAVE)
}
