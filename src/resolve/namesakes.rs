//! Towns that share a name: "Paris, Texas" is not the capital of France. In: the chosen candidates. Out: the same, places
//! before a comma and a larger place with the reading that lies there.

use newsgraph_lexicon::{Sense, SenseId};

use super::lists::ListWords;
use crate::types::{Candidate, EntityType, Page, Span};

/// Changes the readings of places that are told by what stands behind them; `chosen` is in text order.
pub(super) fn tell_apart(page: &Page<'_>, words: &ListWords, candidates: &mut [Candidate], chosen: &[usize]) {
    for (n, pair) in chosen.windows(2).enumerate() {
        let (inner, outer) = (&candidates[pair[0]], &candidates[pair[1]]);
        let places = inner.kind == EntityType::Place && outer.kind == EntityType::Place;
        if !places || inner.tokens.end + 1 != outer.tokens.start || page.word(inner.tokens.end as usize) != "," {
            continue;
        }
        let sense = |candidate: &Candidate| candidate.sense.and_then(|id| page.lexicon.sense(id));
        let (Some(town), Some(region)) = (sense(inner), sense(outer)) else { continue };
        if lies_in(&town, &region) {
            continue;
        }
        let towns = readings(page, inner.tokens);
        let regions = readings(page, outer.tokens);
        let row = |region: &SenseId| {
            let region =
                page.lexicon.sense(*region).filter(|region| matches!(region.subtype(), "country" | "region"))?;
            let town = towns.iter().filter_map(|id| page.lexicon.sense(*id)).find(|town| lies_in(town, &region))?;
            Some((town.id, region.id))
        };
        let told = regions.iter().find_map(row);
        // "offices in Vel, Michigan and Ostra": a list
        let listed = words.conjoins(page, outer.tokens.end as usize)
            || n > 0 && is_before(page, &candidates[chosen[n - 1]], inner);
        if let Some((town, region)) = told {
            read_as(page, &mut candidates[pair[0]], Some(town));
            read_as(page, &mut candidates[pair[1]], Some(region));
        } else if region.subtype() == "region" && !region.country().is_empty() && !listed {
            // a town that the gazetteer does not have
            let elsewhere = !town.country().is_empty() && town.country() != region.country();
            if elsewhere || town.subtype() == "country" {
                read_as(page, &mut candidates[pair[0]], None);
            }
        }
    }
}

/// Gives a place another reading of the gazetteer, or none.
fn read_as(page: &Page<'_>, candidate: &mut Candidate, sense: Option<SenseId>) {
    candidate.sense = sense;
    let known = sense.and_then(|id| page.lexicon.sense(id));
    candidate.subtype = known.map_or("", |sense| sense.subtype()).into();
    if sense.is_none() {
        candidate.rule = "name".into();
    }
}

/// Another place stands right before, joined by a comma.
fn is_before(page: &Page<'_>, before: &Candidate, candidate: &Candidate) -> bool {
    before.kind == EntityType::Place
        && before.tokens.end + 1 == candidate.tokens.start
        && page.word(before.tokens.end as usize) == ","
}

/// The readings of some tokens as a place, likeliest first.
fn readings(page: &Page<'_>, tokens: Span) -> Vec<SenseId> {
    let mut found = Vec::new();
    page.lexicon.matches(
        |n| tokens.range().nth(n).map(|at| (page.tokens()[at].hash, page.tokens()[at].shape)),
        |hit| {
            if hit.tokens == tokens.len() as usize {
                let places = page.lexicon.senses(hit).filter(|sense| sense.kind == EntityType::Place);
                found.extend(places.map(|sense| sense.id));
            }
        },
    );
    found
}

/// A town lies in a country by its country, in a region by its code where both have one ("TX"), else by the country too.
fn lies_in(town: &Sense<'_>, larger: &Sense<'_>) -> bool {
    let country = larger.entity_id().strip_prefix("iso3166:");
    match (larger.subtype(), country) {
        ("country", Some(country)) => town.subtype() != "country" && town.country() == country,
        ("region", _) if town.subtype() != "country" && town.country() == larger.country() => {
            let code = larger.entity_id().strip_prefix("iso3166-2:").and_then(|id| id.rsplit_once('-'));
            let lettered = |code: &&str| code.bytes().all(|b| b.is_ascii_alphabetic());
            match (town.extra("adm1").filter(lettered), code.map(|(_, code)| code).filter(lettered)) {
                (Some(own), Some(code)) => own == code,
                _ => true,
            }
        }
        // what the gazetteer says nothing of is left alone
        ("country" | "region", _) => false,
        _ => true,
    }
}
