//! Stage 6 of 8, one's own officials. In: the edges of a sentence and all before them. Out: what a body's spokesman, head or
//! staff say of it is claimed, not reported: the body itself says so.

use crate::relate::frames::Rules;
use crate::rules::relation_file::Nature;
use crate::types::{EntityIndex, Extraction, MentionIndex, Modality, Relation};

/// Marks as claimed what is said of a body by those who speak for it; `first` is the first edge of the sentence.
///
/// Who speaks for whom is told by relations whose file says `speaks_for`, in this sentence or before it.
pub(super) fn claim(extraction: &mut Extraction, rules: &Rules, first: usize) {
    for number in first..extraction.relations.len() {
        let relation = &extraction.relations[number];
        let Some(speaker) = relation.attribution.as_ref().and_then(|a| a.entity) else { continue };
        let act = rules
            .relations
            .iter()
            .any(|kind| kind.name == relation.name && matches!(kind.nature, Nature::Hostile | Nature::Neutral));
        let by_others = matches!(relation.modality, Modality::Alleged | Modality::Reported);
        if act && by_others && speaks_for(extraction, rules, speaker, entity(extraction, relation.subject)) {
            extraction.relations[number].modality = Modality::Claimed;
        }
    }
}

/// True when the text tells that a person speaks for a body, and not that he once did.
fn speaks_for(extraction: &Extraction, rules: &Rules, speaker: EntityIndex, body: EntityIndex) -> bool {
    let speaks = |relation: &Relation| rules.relations.iter().any(|k| k.speaks_for && k.name == relation.name);
    extraction.relations.iter().any(|relation| {
        relation.modality == Modality::Asserted
            && entity(extraction, relation.subject) == speaker
            && entity(extraction, relation.object) == body
            && speaks(relation)
            && !relation.qualifiers.iter().any(|(name, _)| name == "former")
    })
}

fn entity(extraction: &Extraction, mention: MentionIndex) -> EntityIndex {
    extraction.mentions[mention.0 as usize].entity
}
