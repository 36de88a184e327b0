//! Stage 5 of 8. In: candidates of all taggers. Out: an [`Extraction`] with mentions and entities, no relations yet.
//!
//! `choose` decides between candidates, `namesakes` between towns of one name, `entities` joins what names the same thing,
//! `nominals` adds "the group", "the Spaniard" and "she".

mod antecedents;
mod beside;
mod choose;
mod described;
mod doers;
mod entities;
mod entity_ids;
mod handles;
mod lists;
mod name_index;
mod namesakes;
mod nominal_rules;
mod nominals;
mod origins;
mod people;
mod phrase_nouns;
mod phrases;
mod predicates;
mod relatives;
mod senses;
mod short_forms;
mod told;

use newsgraph_lexicon::Lexicon;

use self::beside::BesideWords;
use self::choose::ChoiceWords;
use self::entities::JoinWords;
use self::lists::ListWords;
use self::nominals::NominalWords;
use self::predicates::PredicateWords;
use crate::error::Error;
use crate::rules::RuleFiles;
use crate::types::{Candidate, Extraction, Page, ZoneKind};

/// Decides between candidates and joins mentions of one entity.
pub struct Resolver {
    join: JoinWords,
    choice: ChoiceWords,
    nominals: NominalWords,
}

impl Resolver {
    /// Looks up the word classes it needs.
    ///
    /// # Errors
    /// Mistakes in the rule files.
    pub fn new(lexicon: &Lexicon<'_>, rules: &RuleFiles) -> Result<Self, Error> {
        Ok(Resolver {
            join: JoinWords::new(lexicon),
            choice: ChoiceWords {
                lists: ListWords::new(lexicon),
                predicates: PredicateWords::new(lexicon),
                beside: BesideWords::new(lexicon),
                generation: lexicon.class("generation"),
                district: lexicon.class("district-head"),
            },
            nominals: NominalWords::new(lexicon, rules)?,
        })
    }

    /// The score of each candidate, in thousandths, after the rest of the document has been heard: `resolve` chooses by it.
    pub fn settled_scores(&self, page: &Page<'_>, candidates: &[Candidate]) -> Vec<i32> {
        choose::settled(page, &self.choice, candidates)
    }

    /// Mentions and entities of one document.
    pub fn resolve(&self, page: &Page<'_>, mut candidates: Vec<Candidate>) -> Extraction {
        let chosen = choose::choose(page, &self.choice, &candidates);
        namesakes::tell_apart(page, &self.choice.lists, &mut candidates, &chosen);
        let (mut mentions, entities) = entities::join(page, &self.join, &mut candidates, &chosen);
        nominals::add(page, &self.nominals, &entities, &mut mentions);
        mentions.sort_by_key(|mention| (mention.span, mention.kind, mention.nominal));
        let raw = page.document.raw;
        let title_zone = page.document.zones.iter().find(|zone| zone.kind == ZoneKind::Title);
        let title = raw.title.clone().or_else(|| title_zone.map(|zone| zone.span.of(&raw.text).trim().to_owned()));
        Extraction {
            document: raw.id.clone(),
            title: title.unwrap_or_default(),
            published: page.document.published.clone(),
            source: raw.source.clone().unwrap_or_default(),
            url: raw.url.clone().unwrap_or_default(),
            bytes: raw.text.len() as u64,
            sentences: page.split.sentences.len() as u32,
            zones: page.document.zones.iter().map(|zone| (zone.span, zone.kind)).collect(),
            mentions,
            entities,
            relations: Vec::new(),
        }
    }
}
