//! Stage 6 of 8, one's own officials. In: the edges of a sentence, one sentence after the other. Out: what a body's spokesman,
//! head or staff say of it is claimed, not reported: the body itself says so.

use rustc_hash::FxHashSet;

use crate::relate::frames::Rules;
use crate::rules::relation_file::Nature;
use crate::types::{EntityIndex, Extraction, MentionIndex, Modality};

/// Who speaks for whom so far: relations whose file says `speaks_for`, and that did not end ("former").
#[derive(Default)]
pub(super) struct Officials(FxHashSet<(EntityIndex, EntityIndex)>);

impl Officials {
    /// Learns from the edges of a sentence, which begin at `first`, and marks as claimed what is said of a body for it.
    pub(super) fn claim(&mut self, extraction: &mut Extraction, rules: &Rules, first: usize) {
        let Extraction { relations, mentions, .. } = extraction;
        let entity = |mention: MentionIndex| mentions[mention.0 as usize].entity;
        for relation in &relations[first..] {
            let speaks = rules.relations.iter().any(|kind| kind.speaks_for && kind.name == relation.name);
            let former = relation.qualifiers.iter().any(|(name, _)| name == "former");
            if speaks && relation.modality == Modality::Asserted && !former {
                self.0.insert((entity(relation.subject), entity(relation.object)));
            }
        }
        for relation in &mut relations[first..] {
            let Some(speaker) = relation.attribution.as_ref().and_then(|a| a.entity) else { continue };
            let by_others = matches!(relation.modality, Modality::Alleged | Modality::Reported);
            let act = |nature| matches!(nature, Nature::Hostile | Nature::Neutral);
            if by_others
                && self.0.contains(&(speaker, entity(relation.subject)))
                && rules.relations.iter().any(|kind| kind.name == relation.name && act(kind.nature))
            {
                relation.modality = Modality::Claimed;
            }
        }
    }
}
