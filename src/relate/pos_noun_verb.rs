//! Stage 6 of 8, parts of speech of words that may be noun or verb: "attack", "plans", "fighting". See [`pos`](super::pos).

use newsgraph_lexicon::{Pos, PosSet, Shape};

use crate::relate::grammar::Bits;
use crate::relate::pos::starts_group;
use crate::relate::pos_open::{finite, noun};
use crate::relate::unit::{Mark, Unit};
use crate::types::EntityType;

/// True when a clause has no other word that must be its verb; what stands before `at` is tagged.
fn only_verb(units: &[Unit], at: usize) -> bool {
    let ends = |u: &&Unit| u.mark == Mark::None && !u.set.has(Pos::WDT) && !u.set.has(Pos::WRB);
    // "a flaw found by X": no verb of the clause
    let passive = |n: usize| units[n].tag == Pos::VBD && units.get(n + 1).is_some_and(|u| u.bits.any(Bits::BY));
    let told = (0..at)
        .rev()
        .take_while(|n| ends(&&units[*n]))
        .any(|n| matches!(units[n].tag, Pos::VBD | Pos::VBZ | Pos::MD) && !passive(n));
    let must =
        |u: &Unit| u.kind.is_none() && (u.set.has(Pos::MD) || u.verb_bits.any(Bits::BE) || u.set.0 == Pos::VBD.bit());
    !told && !units[at + 1..].iter().take_while(ends).any(must)
}

/// "bought a few Arvex phones": what stands before a word goes back to a verb that takes an object, and no clause says so
/// of someone else ("the firm that owns Arvex plans …").
fn is_object(units: &[Unit], at: usize) -> bool {
    let inside = |u: &Unit| {
        u.mark == Mark::None
            && (u.tag.is_noun() || u.tag.is_adjective() || matches!(u.tag, Pos::DT | Pos::CD | Pos::PRPS | Pos::POS))
    };
    let Some(verb) = units[..at].iter().rposition(|u| !inside(u)) else { return false };
    let takes =
        units[verb].tag.is_verb() && !units[verb].verb_bits.any(Bits::CLAUSE_VERB | Bits::BE | Bits::INTRANSITIVE);
    // "a few Arvex phones", "three Arvex flaws" can be no one who does something
    let several = units.get(verb + 1..at).is_some_and(|group| {
        group.first().is_some_and(|u| u.bits.any(Bits::INDEFINITE) && u.mention.is_none() || u.tag == Pos::CD)
    });
    let relative = |u: &Unit| matches!(u.tag, Pos::WDT | Pos::WP) || u.set.has(Pos::WDT) || u.mark == Mark::Comma;
    takes && (several || !units[verb.saturating_sub(4)..verb].iter().any(relative))
}

/// "The film, set to be shown in May, stars X", "Arvex, which is owned by Corvid, plans to …": the first group of a sentence has
/// no verb before its comma, and what stands between that comma and the one before `at` has no tense, or is a relative clause.
/// The form that goes with the group.
fn after_aside(units: &[Unit], at: usize, group_ahead: bool) -> Option<Pos> {
    let between = |u: &Unit| u.mark == Mark::Quote || u.tag.is_adverb();
    let second = units[..at].iter().rposition(|u| !between(u)).filter(|n| units[*n].mark == Mark::Comma)?;
    let first = units[..second].iter().rposition(|u| !matches!(u.mark, Mark::None | Mark::Quote))?;
    let opening = units[..first].iter().all(|u| u.mark == Mark::None && !u.tag.is_verb() && u.tag != Pos::IN);
    let form = match first.checked_sub(1).map(|n| units[n].tag)? {
        Pos::NN | Pos::NNP => Pos::VBZ,
        Pos::NNS => Pos::VB,
        _ => return None,
    };
    let aside = units.get(first + 1).is_some_and(|u| u.tag.is_verb() && u.set.has(Pos::VBN) && u.mention.is_none());
    let relative = matches!(units[first + 1].tag, Pos::WDT | Pos::WP | Pos::WPS)
        && units[first + 2..second].iter().any(|u| u.tag.is_verb() && u.mention.is_none());
    let fits = units[first].mark == Mark::Comma && opening && (aside && group_ahead || relative);
    (fits && units[at].set.has(form)).then_some(form)
}

/// "Her son, Tom Reel, lives in Vel", "Reel, creator of the show, signed with Arvex": the first group of a sentence has no verb
/// before its comma, and what stands between that comma and the one before `at` says who that is, and neither that nor what
/// follows has a tense.
pub(super) fn after_apposition(units: &[Unit], at: usize) -> bool {
    // "Lena Varga, a singer, now works for Arvex"
    let second = units[..at].iter().rposition(|u| !u.tag.is_adverb()).filter(|n| units[*n].mark == Mark::Comma);
    let Some(second) = second else { return false };
    let plain = |u: &Unit| matches!(u.mark, Mark::None | Mark::Quote);
    let Some(end) = units[..second].iter().position(|u| !plain(u)) else { return false };
    // "Lena Varga (1898–1976), a physicist, taught"
    let close = || units[end..second].iter().position(|u| u.mark == Mark::Close).map(|n| end + n + 1);
    let first = if units[end].mark == Mark::Open { close().unwrap_or(end) } else { end };
    // "The minister of Norway, Lena Varga, met", but "In Vel, the capital, …"
    let group_word = |u: &Unit| !u.tag.is_verb() && !matches!(u.tag, Pos::IN | Pos::PRP | Pos::WRB);
    let opening = group_word(&units[0]) && units[..end].iter().all(|u| group_word(u) || u.bits.any(Bits::OF));
    let singular = end > 0 && matches!(units[end - 1].tag, Pos::NN | Pos::NNP);
    // "Lena Varga, 41, lives in Vel", "Lena Varga, 41, a singer, lives in Vel"
    let aside = match units.get(first + 1..second).unwrap_or_default() {
        [age, comma, rest @ ..] if age.tag == Pos::CD && comma.mark == Mark::Comma => rest,
        all => all,
    };
    let tense = |u: &Unit| matches!(u.tag, Pos::VBD | Pos::VBZ | Pos::MD | Pos::WDT | Pos::WP | Pos::PRP);
    let group = |u: &Unit| {
        let opens = matches!(u.tag, Pos::DT | Pos::PRPS | Pos::CD) || u.tag.is_adverb();
        u.tag.is_noun() || u.tag.is_adjective() || opens || u.set.has(Pos::VBN)
    };
    // "Lena Varga, born in Vel, Norway, lives in Ostra", "Lena Varga, of Vel, Norway, works for Arvex"
    let place = |n: usize| aside.get(n).is_some_and(|u| u.kind == Some(EntityType::Place));
    let written = |n: usize| aside[n].mark == Mark::Comma && n > 0 && place(n - 1) && place(n + 1);
    let home = aside.first().is_some_and(|u| u.bits.any(Bits::OF)) && place(1);
    // "Lena Varga, who was born in Vel, moved to Ostra"
    let relative = aside.first().is_some_and(|u| matches!(u.tag, Pos::WP | Pos::WDT | Pos::WPS))
        && aside.iter().any(|u| u.tag.is_verb());
    let told = (relative || home || aside.first().is_some_and(group))
        && aside.iter().enumerate().all(|(n, u)| (plain(u) || written(n)) && (relative || !tense(u)));
    units[first].mark == Mark::Comma && opening && singular && told && !has_verb_after(units, at)
}

/// A verb that must be one, or may be one behind a comma.
fn has_verb_after(units: &[Unit], at: usize) -> bool {
    units.windows(2).skip(at).any(|pair| {
        let [before, unit] = pair else { return false };
        let must = unit.set.has(Pos::MD) || unit.verb_bits.any(Bits::BE) || unit.set.0 == Pos::VBD.bit();
        let may = before.mark != Mark::None && unit.set.meets(PosSet(Pos::VBD.bit() | Pos::VBZ.bit()));
        unit.kind.is_none() && (must || may)
    })
}

/// "'Blue Dune' stars Lena Varga", "'Blue Dune' hits cinemas": what the title of one work does.
fn is_told_of(units: &[Unit], at: usize) -> bool {
    let Some([title, mark]) = at.checked_sub(2).map(|first| &units[first..at]) else { return false };
    mark.mark == Mark::Quote && title.kind == Some(EntityType::Work) && only_verb(units, at)
}

/// The tag of a word that may be both, by what stands before and after it.
pub(super) fn noun_or_verb(
    units: &[Unit],
    at: usize,
    tag: Option<Pos>,
    next: Option<&Unit>,
    weight: [u8; 4],
    noun_ahead: bool,
) -> Pos {
    let set = units[at].set;
    // "copies that still contain", but "the firm claims that it"
    let restricts = !units[at].verb_bits.any(Bits::CLAUSE_VERB)
        && next.is_some_and(|n| n.set.has(Pos::WDT))
        && units
            .get(at + 2)
            .is_some_and(|n| n.kind.is_none() && n.set.meets(PosSet(PosSet::ADVERB.0 | PosSet::VERB.0)));
    // "attacks this weekend": a date is no object
    let dated = tag == Some(Pos::NN) && next.is_some_and(|n| n.kind == Some(EntityType::Date));
    let group_ahead = next.is_some_and(starts_group) && !restricts && !dated;
    let noun_before = tag.is_some_and(Pos::is_noun) || matches!(tag, Some(Pos::CD));
    let of_title = next.is_some_and(|n| n.kind == Some(EntityType::Person)) || noun_ahead && weight[1] + 3 >= weight[0];
    if set.has(Pos::VBZ) && of_title && is_told_of(units, at) {
        return Pos::VBZ;
    }
    let next_set = next.map_or(PosSet::default(), |n| n.set);
    let as_noun = noun(set).unwrap_or(Pos::NN);
    // "of being backed by X", not "a human being"
    if set.has(Pos::VBG) && units[at].verb_bits.any(Bits::BE) && next_set.has(Pos::VBN) {
        return Pos::VBG;
    }
    // "hackers attack the site", "Acme plans to": plural or name before, a group or "to" after
    if noun_before {
        if set.has(Pos::VBD) && (group_ahead || weight[1] + 1 >= weight[0]) {
            return Pos::VBD;
        }
        // "Arvex plans to buy", "the attack amounts to a siege", but "issued patches to older systems"
        let infinitive = || units.get(at + 2).is_some_and(|u| u.set.has(Pos::VB) && !starts_group(u));
        let to = next_set.has(Pos::TO) && (weight[1] >= weight[0] || infinitive());
        let opens = group_ahead || to || next_set.has(Pos::WDT) && !restricts;
        if set.has(Pos::VBZ) && tag == Some(Pos::NNP) && is_object(units, at) {
            return as_noun;
        }
        if set.has(Pos::VBZ) {
            let singular_before = tag != Some(Pos::NNS);
            // ", Acme reports."
            let closes = next.is_none_or(|n| n.mark != Mark::None);
            if tag == Some(Pos::NNP) && closes && units[at].verb_bits.any(Bits::CLAUSE_VERB) {
                return Pos::VBZ;
            }
            // "The film stars Lena Varga"
            let definite = at > 1 && units[at - 2].bits.any(Bits::DEFINITE);
            let names = definite && next.is_some_and(|n| n.kind == Some(EntityType::Person));
            // "the Norwegian companies Arvex and Bolton"
            let names_follow = !names && next.is_some_and(|n| n.kind.is_some_and(EntityType::is_named));
            // "Lena Varga heads Arvex": but "the Varga aides Tom Reel and Ana Duma"
            let aides = units[at].role && next.is_some_and(|n| n.kind == Some(EntityType::Person));
            let person = units[at - 1].kind == Some(EntityType::Person) && !aides;
            if person && names_follow && only_verb(units, at) {
                return Pos::VBZ;
            }
            if names_follow && (weight[0] > weight[1] + 3 || units[at].role) {
                return as_noun;
            }
            // "Lena Varga works for Arvex", "Arvex faces stiff competition", "Arvex supplies braking systems"
            let described = || {
                let noun = |n: &Unit| n.mark == Mark::None && n.set.meets(PosSet::NOUN);
                next_set.meets(PosSet(Pos::VBG.bit() | Pos::VBN.bit())) && units.get(at + 2).is_some_and(noun)
            };
            let acts = tag == Some(Pos::NNP)
                && units[at].shape.has(Shape::LOWER)
                && weight[1] + 3 >= weight[0]
                && (next_set.has(Pos::IN) || noun_ahead || described())
                && only_verb(units, at);
            return if singular_before && (names || acts || opens && weight[1] > 0 || weight[1] > weight[0] + 1) {
                Pos::VBZ
            } else {
                as_noun
            };
        }
        if set.has(Pos::VB) && !units[at].noun_bits.any(Bits::KIND_NOUN) {
            let plural_before = matches!(tag, Some(Pos::NNS | Pos::NNP));
            let adverb_ahead = next_set.within(PosSet::ADVERB);
            // "Lena Varga and Tom Reel run the firm", "… star in the film", "… work for Arvex"
            let several = units[at - 1].kind == Some(EntityType::Person)
                && units[..at].iter().any(|u| u.bits.any(Bits::AND))
                && (group_ahead || next_set.has(Pos::IN) && weight[1] > 0)
                && only_verb(units, at);
            if several {
                return Pos::VB;
            }
            let verb = plural_before && tag == Some(Pos::NNS) && (opens || adverb_ahead && weight[1] > weight[0])
                || plural_before && opens && weight[1] > weight[0] + 2;
            return if verb { Pos::VB } else { as_noun };
        }
        if set.has(Pos::VBG) {
            // "records belonging to Arvex", "nations making up the bloc", "a lawyer living in Vel"
            let describes = (tag == Some(Pos::NNS) || units[at - 1].role)
                && weight[1] > 0
                && next.is_some_and(|n| n.mark == Mark::None)
                && next_set.meets(PosSet(Pos::IN.bit() | Pos::TO.bit() | Pos::RP.bit()));
            return if noun_ahead || group_ahead || describes { Pos::VBG } else { as_noun };
        }
        return as_noun;
    }
    // ", bought by Acme in 2016, licenses its designs": no noun stands before "its"
    if set.has(Pos::VBZ) && tag == Some(Pos::PUNCT) && next_set.within(PosSet(Pos::PRPS.bit())) {
        return Pos::VBZ;
    }
    // ", which makes phones, tablets and" goes on with a list
    let goes_on = next.is_some_and(|n| n.mark == Mark::None && !n.set.has(Pos::CC));
    if let Some(form) = after_aside(units, at, next.is_some_and(starts_group)).filter(|_| goes_on) {
        return form;
    }
    // "lives in Vel", "lives and works in Vel"
    let joined = || next_set.has(Pos::CC) && units.get(at + 2).is_some_and(|u| u.kind.is_none() && u.set.has(Pos::VBZ));
    let governs = next_set.has(Pos::IN) || next_set.has(Pos::DT);
    let singular = set.has(Pos::VBZ) && weight[1] > 0 && (governs || joined());
    if singular && after_apposition(units, at) {
        return Pos::VBZ;
    }
    match tag {
        Some(Pos::IN) if set.has(Pos::VBG) => {
            // "while working at Arvex"
            let meanwhile = at > 0 && units[at - 1].bits.any(Bits::CONTRAST) && next_set.has(Pos::IN);
            if meanwhile {
                return Pos::VBG;
            }
            return if group_ahead || noun_ahead && weight[1] > 0 { Pos::VBG } else { as_noun };
        }
        Some(Pos::IN) => return as_noun,
        Some(Pos::CC) => {
            // "lives and works in Vel"
            if at > 1 && units[at - 2].tag == Pos::VBZ && set.has(Pos::VBZ) && next_set.has(Pos::IN) {
                return Pos::VBZ;
            }
            let other = units[..at].iter().rev().skip(1).find(|u| !u.tag.is_adverb() && u.tag != Pos::CC);
            // "is a lawyer and lives in Vel": what someone does now, and does besides
            let singular = other.is_some_and(|u| matches!(u.tag, Pos::NN | Pos::NNP));
            let does = set.has(Pos::VBZ) && next_set.has(Pos::IN) && weight[1] > 0 && singular;
            // "moved to Ostra and now lives in Vel"
            if does && units[at - 1].tag.is_adverb() {
                return Pos::VBZ;
            }
            // "Lena Varga was born in Vel, Norway, and lives in Ostra"
            let name =
                at > 2 && units[at - 2].mark == Mark::Comma && units[at - 3].kind.is_some_and(EntityType::is_named);
            let one = units[0].kind == Some(EntityType::Person) || units[0].tag == Pos::PRP;
            if name && one && set.has(Pos::VBZ) && units[at].verb_bits.any(Bits::INTRANSITIVE) && next_set.has(Pos::IN)
            {
                return Pos::VBZ;
            }
            let clause = || units[..at].iter().rev().take_while(|u| u.mark == Mark::None).find(|u| u.tag.is_verb());
            if does && clause().is_some_and(|u| u.tag == Pos::VBZ) {
                return Pos::VBZ;
            }
            if other.is_some_and(|u| u.tag.is_noun()) && !group_ahead {
                return as_noun;
            }
        }
        Some(t) if t.is_verb() && !set.has(Pos::VBG) => return as_noun,
        _ => {}
    }
    if set.has(Pos::VBG) && group_ahead {
        return Pos::VBG;
    }
    // "Fighting broke out"
    if set.has(Pos::VBG) && next_set.meets(PosSet(Pos::VBD.bit() | Pos::MD.bit())) && !next_set.meets(PosSet::NOUN) {
        return as_noun;
    }
    if weight[1] > weight[0] || set.has(Pos::VBD) && weight[1] >= weight[0] {
        return finite(set).or_else(|| [Pos::VBG, Pos::VBN].into_iter().find(|p| set.has(*p))).unwrap_or(as_noun);
    }
    as_noun
}
