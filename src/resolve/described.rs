//! Nominals that names describe: "the Spaniard", "the Spanish bank", "the Vel-based firm", "the Arvex-backed group"; and those
//! of events: "the storm". In: a phrase and what was named before. Out: the one that fits best, nothing where two do.

use smallvec::SmallVec;

use super::antecedents::{Antecedent, OF_STATE, REACH, Search, opens};
use super::origins::{Fit, Origins};
use super::phrases::Phrase;
use crate::types::{EntityIndex, EntityType};

/// How many sentences back one may stand that is known to be from there, and an event.
const FAR: usize = 4;
const FAR_OF_EVENTS: usize = 10;

/// Subtypes of bodies of a persuasion.
const PERSUADED: [&str; 2] = ["militant", "party"];

/// Subtypes that a body may have of which nothing is known.
const LIKELY: [&str; 2] = ["company", "international"];
/// Subtype of clubs.
const CLUB: &str = "club";

/// What a candidate is worth of whom nothing speaks against, of whom the noun or the origin speaks for, and both.
const WEAK: u8 = 2;
const FAIR: u8 = 3;
const BEST: u8 = 4;

impl Search<'_> {
    /// Who fits best, when it is one.
    pub(super) fn described(&self, phrase: &Phrase) -> Option<EntityIndex> {
        let origins = self.origins.get_or_init(|| Origins::new(self.page, self.words, self.entities, self.mentions));
        if phrase.names.demonym && !phrase.names.origin.is_some_and(|origin| origins.is_country(origin)) {
            return None;
        }
        let mut ranked: SmallVec<[(EntityIndex, u8, bool); 4]> = SmallVec::new();
        for a in self.known.iter().rev().take_while(|a| a.sentence + FAR >= self.number) {
            let rank = self.rank(origins, a, phrase);
            let near = a.sentence + REACH >= self.number;
            let Some(rank) = rank.filter(|rank| near || *rank == BEST) else { continue };
            match ranked.iter_mut().find(|(entity, ..)| *entity == a.entity) {
                Some((.., leads)) => *leads |= a.leads,
                None => ranked.push((a.entity, rank, a.leads)),
            }
        }
        let top = ranked.iter().map(|(_, rank, _)| *rank).max()?;
        let best = || ranked.iter().filter(|(_, rank, _)| *rank == top);
        let weak = phrase.kind == EntityType::Place && top < BEST
            || top == WEAK && (phrase.names.origin.is_none() || ranked.len() > 1);
        let (first, _, leads) = best().next().copied().filter(|_| !weak)?;
        if best().count() == 1 {
            // "Anna Holm was praised by Tom Reel. The Norwegian …": who leads may be the Norwegian, whatever is known of Reel
            let other =
                !leads && !origins.is_told(first) && ranked.iter().any(|(entity, _, leads)| *leads && *entity != first);
            let person = phrase.kind == EntityType::Person;
            // "the Arvex maker" may be of any other
            if phrase.names.beside.is_some() && phrase.kind == EntityType::Organisation && !leads {
                return None;
            }
            let unnamed = top < BEST && phrase.names.origin.is_some_and(|origin| self.unnamed.contains(&origin));
            return (!(person && (other || unnamed))).then_some(first);
        }
        self.leader(phrase, &ranked, top)
    }

    /// "Arvex will buy Bolton. The Spanish bank …": of several bodies the one that the sentence before is about.
    fn leader(&self, phrase: &Phrase, ranked: &[(EntityIndex, u8, bool)], top: u8) -> Option<EntityIndex> {
        // of two of which nothing is known neither is the Vel-based firm
        let told = phrase.names.origin.is_none() || top == BEST;
        let body = told && phrase.kind == EntityType::Organisation && opens(self.page, phrase.tokens, self.number);
        let is_best = |a: &&Antecedent<'_>| ranked.iter().any(|(entity, rank, _)| *entity == a.entity && *rank == top);
        let before = self.known.iter().rev().take_while(|a| a.sentence + 1 >= self.number);
        let mut leading =
            before.filter(|a| body && a.leads && !a.joined && a.noun.is_none()).filter(is_best).map(|a| a.entity);
        leading.next().filter(|first| leading.all(|entity| entity == *first))
    }

    /// How well a name fits; `None` when it does not.
    fn rank(&self, origins: &Origins, a: &Antecedent<'_>, phrase: &Phrase) -> Option<u8> {
        let names = &phrase.names;
        if a.noun.is_some() || a.describes || a.kind != phrase.kind || names.others.contains(&a.entity) {
            return None;
        }
        let fit =
            names.origin.map_or(Fit::Unknown, |origin| origins.fit(a.entity, origin, names.regional, self.entities));
        let by_noun = match phrase.kind {
            // "Tom Reel said the Spaniard …" is of another
            EntityType::Person if a.sentence == self.number && (a.leads || a.speaks) => return None,
            EntityType::Person if names.demonym || !phrase.told_only => FAIR - 1,
            EntityType::Person => FAIR - 1 - u8::from(!self.called(a, phrase)) * 2,
            EntityType::Organisation => self.body(a, phrase, fit),
            // "the Arvex soundtrack" is of the film Arvex
            _ if names.beside == Some(EntityType::Work) => 0,
            EntityType::Place => (FAIR - 1) * u8::from(a.subtype == phrase.subtype),
            _ => (FAIR - 1) * u8::from(a.subtype == phrase.subtype && !a.subtype.is_empty()),
        };
        match fit {
            Fit::Other => None,
            _ if by_noun == 0 => None,
            // "Arvex Italia, a unit of the German firm"
            Fit::Unknown if by_noun < 2 && a.sentence == self.number && !a.speaks => None,
            Fit::Unknown => Some(by_noun + 1),
            Fit::Same => Some(by_noun + 2),
        }
    }

    /// How well the noun fits a body: not, for all one knows, surely.
    fn body(&self, a: &Antecedent<'_>, phrase: &Phrase, fit: Fit) -> u8 {
        let noun = self.page.tokens()[phrase.tokens.end as usize - 1].hash;
        let of_state = phrase.private && (a.subtype == OF_STATE || self.of_state(a));
        let persuaded = !phrase.names.persuasion || PERSUADED.contains(&a.subtype);
        let body = self.words.rules.body(noun, a.subtype).map(|fits| fits && persuaded);
        // "the Arvex group" is Arvex itself, "the Harbour League club" a club of that league
        let beside = match phrase.names.beside {
            None | Some(EntityType::Product | EntityType::Work) => true,
            Some(EntityType::Organisation | EntityType::Event) => a.subtype == CLUB,
            _ => false,
        };
        if !beside {
            return 0;
        }
        match (of_state, body) {
            (true, _) => 0,
            (_, Some(true)) => 2,
            // "the Vel regional government" is not any government
            _ if self.called(a, phrase) || (!phrase.particular || fit == Fit::Same) && self.named_by(a, phrase) => 2,
            (_, Some(false)) if LIKELY.iter().any(|subtype| self.words.rules.body(noun, subtype) == Some(true)) => {
                u8::from(a.subtype.is_empty() && !phrase.names.persuasion)
            }
            _ => 0,
        }
    }

    /// The one event of that kind before.
    pub(super) fn event(&self, phrase: &Phrase) -> Option<EntityIndex> {
        let noun = self.page.tokens()[phrase.tokens.end as usize - 1].hash;
        let near = self.known.iter().rev().take_while(|a| a.sentence + FAR_OF_EVENTS >= self.number);
        let named = |entity: EntityIndex| self.words.rules.event(noun, &self.entities[entity.0 as usize].name);
        let mut fits =
            near.filter(|a| a.kind == EntityType::Event && a.noun.is_none() && named(a.entity)).map(|a| a.entity);
        let first = fits.next().filter(|_| !phrase.names.any() && phrase.modifier.is_none())?;
        fits.all(|entity| entity == first).then_some(first)
    }
}
