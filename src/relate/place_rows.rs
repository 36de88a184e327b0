//! Stage 6 of 8, structures: rows of places, each in the next: "Vel, Ostra, Norway", "Vel, in the north of Ostra", "the
//! Anor district of Vel". In: a group that names a place. Out: the place that it is said to be in. See
//! [`structures`](super::structures).

use newsgraph_lexicon::Pos;

use crate::relate::arguments::Finder;
use crate::relate::grammar::Bits;
use crate::relate::groups::Governor;
use crate::relate::unit::{Mark, Unit};
use crate::types::{EntityType, MentionIndex};

/// Longest bracket that a row of places runs over, in units.
const BRACKET: usize = 8;
/// How many nouns of places may stand before the name: "the northern part of the province of Vel".
const DEEPEST: usize = 3;

/// How far up a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A town, a building, or not known.
    Local,
    Region,
    Country,
    Continent,
}

/// How a place is joined to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// By a comma alone.
    Comma,
    /// By a preposition.
    Preposition,
}

/// A place of a row.
#[derive(Clone, Copy)]
struct Place {
    mention: MentionIndex,
    /// Its group, and the last one of its words ("the province" of "the province of Vel").
    group: u16,
    rank: Rank,
    /// Known by its name, so that the rank is sure.
    known: bool,
}

/// The place that a group names, and the one that stands behind it as the place it is in.
pub(super) fn outer(finder: &Finder<'_, '_>, group: u16) -> Option<(MentionIndex, MentionIndex)> {
    let row = Rows { finder };
    let noun = &finder.view.groups.nouns[usize::from(group)];
    // of a row in a row the last name counts: "the province of Vel" is looked at when Vel is
    let inner = row.place(group, 0).filter(|place| place.group == group && !noun.owns)?;
    let (outer, join) = row.next(inner)?;
    let fits = match join {
        Join::Preposition => !falls(inner, outer) && !row.opens_clause(outer),
        Join::Comma => row.ascends(inner, outer),
    };
    (fits && inner.mention != outer.mention).then_some((inner.mention, outer.mention))
}

/// "**Vel**, Texas-based Arvex": the unit of the town before a region, but "in Vel, Norway-based Arvex".
pub(super) fn town_of(finder: &Finder<'_, '_>, region: usize) -> usize {
    let (row, units) = (Rows { finder }, finder.view.units);
    let Some([town, comma]) = region.checked_sub(2).map(|first| &units[first..region]) else { return region };
    let wide = |unit: &Unit| unit.mention.is_some_and(|place| row.rank(place) >= Rank::Region);
    let written =
        town.kind == Some(EntityType::Place) && comma.mark == Mark::Comma && !wide(town) && wide(&units[region]);
    let inside = region >= 3 && units[region - 3].bits.any(Bits::PLACE_PREPOSITION);
    if written && !inside { region - 2 } else { region }
}

/// A country is in no town; a region may be, as boroughs are.
fn falls(inner: Place, outer: Place) -> bool {
    inner.rank >= Rank::Country && inner.rank > outer.rank
}

struct Rows<'r, 'f, 's> {
    finder: &'r Finder<'f, 's>,
}

impl Rows<'_, '_, '_> {
    /// The place that a group names: its head, the name before a noun of places ("the Vel region"), or the name behind one.
    fn place(&self, group: u16, depth: usize) -> Option<Place> {
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(group)];
        let head = noun.head(view.units);
        let named = |mention| Some(Place { mention, group, rank: self.rank(mention), known: self.known(mention) });
        if head.kind == Some(EntityType::Place) {
            return named(head.mention?);
        }
        if !head.noun_bits.any(Bits::PLACE_NOUN) || noun.head + 1 != noun.last {
            return None;
        }
        let before = usize::from(noun.head).checked_sub(1).filter(|unit| *unit >= usize::from(noun.first));
        let before = before.map(|unit| &view.units[unit]).filter(|unit| unit.kind == Some(EntityType::Place));
        let of = view.units.get(usize::from(noun.last)).is_some_and(|unit| unit.bits.any(Bits::OF));
        let behind = self.behind(usize::from(noun.last) + 1, depth).filter(|_| of);
        match before.and_then(|unit| unit.mention) {
            // "the Doura district of Vel" is Doura, "the U.S. state of Vel" and "the Texas town of Vel" are Vel
            Some(mention) if !of || !self.known(mention) || behind.is_some_and(|b| b.rank > self.rank(mention)) => {
                named(mention)
            }
            _ => behind,
        }
    }

    /// The place named by the group that begins at a unit.
    fn behind(&self, unit: usize, depth: usize) -> Option<Place> {
        let view = self.finder.view;
        let group = view.group_at(unit).filter(|_| depth < DEEPEST)?;
        (usize::from(view.groups.nouns[usize::from(group)].first) == unit).then(|| self.place(group, depth + 1))?
    }

    fn rank(&self, mention: MentionIndex) -> Rank {
        match self.finder.extraction.mentions[mention.0 as usize].subtype.as_str() {
            "continent" => Rank::Continent,
            "country" => Rank::Country,
            "region" => Rank::Region,
            _ => Rank::Local,
        }
    }

    fn known(&self, mention: MentionIndex) -> bool {
        !self.finder.extraction.mentions[mention.0 as usize].subtype.is_empty()
    }

    /// What stands behind a place, and how it is joined.
    fn next(&self, place: Place) -> Option<(Place, Join)> {
        let view = self.finder.view;
        let mark = |at: usize| view.units.get(at).map(|unit| unit.mark);
        let mut at = usize::from(view.groups.nouns[usize::from(place.group)].last);
        if mark(at) == Some(Mark::Open) {
            let close = view.units[at..].iter().take(BRACKET).position(|unit| unit.mark == Mark::Close)?;
            // "Vel (1874–1883), Ostra (1883–1893)", "Vel (Holm), Ostra (Anor)": a list
            let apart = |unit: &Unit| unit.is_value() || unit.kind == Some(EntityType::Place);
            view.units[at..at + close].iter().all(|unit| !apart(unit)).then_some(())?;
            at += close + 1;
        }
        let comma = mark(at) == Some(Mark::Comma);
        at += usize::from(comma);
        let bits = view.units.get(at)?.bits;
        let behind_name = at == usize::from(view.groups.nouns[usize::from(place.group)].last);
        let preposition = bits.any(Bits::INSIDE) || bits.any(Bits::OF) && behind_name;
        if !preposition && !comma {
            return None;
        }
        let join = if preposition { Join::Preposition } else { Join::Comma };
        let next = self.behind(at + usize::from(preposition), 0)?;
        // "Vel, the capital of Norway" is told by the noun
        let noun = &view.groups.nouns[usize::from(next.group)];
        let plain = preposition || usize::from(noun.first) == at;
        (plain && !noun.owns).then_some((next, join))
    }

    /// The first group of a clause: "In Vel, Norway met Ostra".
    fn opens_clause(&self, place: Place) -> bool {
        let view = self.finder.view;
        let noun = &view.groups.nouns[usize::from(place.group)];
        let behind = view.group_at(usize::from(noun.last)).map(|group| view.groups.nouns[usize::from(group)].governor);
        matches!(behind, Some(Governor::Subject(_)))
    }

    /// Whether two places with nothing but a comma between them are one in the other, and no list.
    fn ascends(&self, inner: Place, outer: Place) -> bool {
        if self.paired(inner, outer) {
            return true;
        }
        if self.alike(inner, outer) {
            return false;
        }
        let view = self.finder.view;
        let noun = |place: Place| &view.groups.nouns[usize::from(place.group)];
        // "Vel, Ostra and Tavel airports" are a list as well
        let names = |group: u16| {
            let mut units = view.groups.nouns[usize::from(group)].units();
            units.any(|unit| view.units[unit].kind == Some(EntityType::Place))
        };
        let other = |group: Option<u16>| group.is_some_and(|group| self.place(group, 0).is_some() || names(group));
        let climbs = inner.rank < outer.rank;
        let end = usize::from(noun(outer).last);
        let mark = |at: usize| view.units.get(at).map(|unit| unit.mark);
        // "Vel, Norway, and Lena Varga" is no list of places; "Vel, Ostra, and other towns" is one
        let is_place = |group: u16| {
            let head = view.groups.nouns[usize::from(group)].head(view.units);
            self.place(group, 0).is_some() || head.noun_bits.any(Bits::PLACE_NOUN)
        };
        let and = mark(end) == Some(Mark::Comma)
            && view.units.get(end + 1).is_some_and(|unit| unit.bits.any(Bits::AND))
            && view.group_at(end + 2).is_some_and(is_place);
        let direct = noun(inner).next == Some(outer.group) && climbs;
        let beside = other(noun(inner).next) || other(noun(inner).previous) || other(noun(outer).previous) || and;
        let listed = other(noun(outer).next) || !direct && (beside && !climbs || other(noun(inner).next));
        // "In Vel, Norway won", "if it attacks Vel, Norway will", but "people from Vel, Norway, won"
        let subject = matches!(noun(outer).governor, Governor::Subject(_))
            && matches!(noun(inner).governor, Governor::Phrase(_) | Governor::Object(_))
            && mark(end) != Some(Mark::Comma);
        if listed || subject || falls(inner, outer) || inner.rank == outer.rank && inner.rank > Rank::Region {
            return false;
        }
        let (first, before) = self.first_of_row(inner);
        let (last, after) = self.last_of_row(outer);
        // "Vel, Ostra, Anor": a row of towns is a list
        let whole = before + after == 0 || first < last && last >= Rank::Region;
        // "Vel, Norway, Lund, Sweden": a list of towns with their countries, or of anything
        let next = self.next(outer).filter(|(_, join)| *join == Join::Comma).map(|(next, _)| next);
        let alone = climbs && before == 0 && next.is_none_or(|next| next.rank < outer.rank && !next.known);
        whole && next.is_none_or(|next| !next.known || next.rank >= outer.rank) || alone
    }

    /// Two of a list: of one kind by their last words ("Vel Hospital, Ostra Hospital"), or "the Vel Patrol" that nobody knows.
    fn alike(&self, inner: Place, outer: Place) -> bool {
        let view = self.finder.view;
        let name = |place: Place| self.finder.extraction.mentions[place.mention.0 as usize].tokens;
        let last = |place: Place| {
            let tokens = name(place);
            view.page.tokens()[tokens.end as usize - 1].hash
        };
        let several = |place: Place| name(place).len() > 1;
        let noun = &view.groups.nouns[usize::from(outer.group)];
        let article = view.units[usize::from(noun.first)].tag == Pos::DT;
        inner.rank == outer.rank && several(inner) && several(outer) && last(inner) == last(outer)
            || article && outer.rank == Rank::Local && !outer.known
    }

    /// "Vel, Norway, and Lund, Sweden": a list of known towns, each with its region or country.
    fn paired(&self, inner: Place, outer: Place) -> bool {
        let pair = |town: Place, wider: Place| {
            town.known && wider.known && town.rank == Rank::Local && wider.rank >= Rank::Region
        };
        if !pair(inner, outer) {
            return false;
        }
        let (after, before) = (self.following(outer), self.preceding(inner));
        let opens_pair =
            |town: Place| self.next(town).is_some_and(|(wider, join)| join == Join::Comma && pair(town, wider));
        let goes_on = after.is_some_and(opens_pair);
        let went_before = before.and_then(|wider| self.preceding(wider)).is_some_and(opens_pair);
        goes_on && before.is_none_or(|place| place.rank >= Rank::Region)
            || went_before && after.is_none_or(|place| place.rank == Rank::Local)
    }

    /// The next place of a list: behind a comma, a conjunction or both.
    fn following(&self, place: Place) -> Option<Place> {
        let view = self.finder.view;
        let end = usize::from(view.groups.nouns[usize::from(place.group)].last);
        let joins =
            |at: &usize| view.units.get(*at).is_some_and(|unit| unit.mark == Mark::Comma || unit.bits.any(Bits::AND));
        let joined = (end..end + 2).take_while(joins).count();
        (joined > 0).then(|| self.behind(end + joined, DEEPEST - 1))?
    }

    /// The same backwards.
    fn preceding(&self, place: Place) -> Option<Place> {
        let view = self.finder.view;
        let first = usize::from(view.groups.nouns[usize::from(place.group)].first);
        let joins = |unit: &&Unit| unit.mark == Mark::Comma || unit.bits.any(Bits::AND);
        let joined = view.units[first.saturating_sub(2)..first].iter().rev().take_while(joins).count();
        let group = first.checked_sub(joined + 1).filter(|_| joined > 0).and_then(|unit| view.group_at(unit))?;
        self.place(group, DEEPEST - 1)
    }

    /// The rank of the first place of a row joined by commas, and how many stand before this one.
    fn first_of_row(&self, place: Place) -> (Rank, usize) {
        let view = self.finder.view;
        let (mut first, mut count) = (place, 0);
        while count < view.units.len() {
            let at = usize::from(view.groups.nouns[usize::from(first.group)].first);
            let group = at.checked_sub(2).and_then(|unit| view.group_at(unit));
            let comma = at > 0 && view.units[at - 1].mark == Mark::Comma;
            let Some(before) = group.filter(|_| comma).and_then(|group| self.place(group, 0)) else { break };
            (first, count) = (before, count + 1);
        }
        (first.rank, count)
    }

    /// The same for the last place.
    fn last_of_row(&self, place: Place) -> (Rank, usize) {
        let (mut last, mut count) = (place, 0);
        while let Some((next, Join::Comma)) = self.next(last) {
            (last, count) = (next, count + 1);
        }
        (last.rank, count)
    }
}
