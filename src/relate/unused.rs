//! Stage 6 of 8, arguments tried in vain. In: an extraction with all mentions that rules made. Out: without those of no relation.

use crate::types::{EntityIndex, Extraction, MentionIndex};

/// Drops the events, roles and clauses that were tried as arguments and are none; `mentions` and `entities` are how many
/// there were before.
pub(super) fn drop_unused(extraction: &mut Extraction, mentions: usize, entities: usize) {
    let mut used = vec![false; extraction.mentions.len() - mentions];
    let made = |m: MentionIndex| (m.0 as usize).checked_sub(mentions);
    for relation in &extraction.relations {
        for number in
            [Some(relation.subject), Some(relation.object), relation.date].into_iter().flatten().filter_map(made)
        {
            used[number] = true;
        }
    }
    let mut numbers = Vec::with_capacity(used.len());
    let mut entity_numbers = vec![None; extraction.entities.len() - entities];
    let made_mentions = extraction.mentions.split_off(mentions);
    let made_entities = extraction.entities.split_off(entities);
    for (mut mention, used) in made_mentions.into_iter().zip(used) {
        numbers.push(MentionIndex(extraction.mentions.len() as u32));
        if !used {
            continue;
        }
        if let Some(number) = (mention.entity.0 as usize).checked_sub(entities) {
            let known = *entity_numbers[number].get_or_insert_with(|| {
                extraction.entities.push(made_entities[number].clone());
                EntityIndex(extraction.entities.len() as u32 - 1)
            });
            mention.entity = known;
        }
        extraction.mentions.push(mention);
    }
    for relation in &mut extraction.relations {
        for argument in [&mut relation.subject, &mut relation.object] {
            if let Some(number) = made(*argument) {
                *argument = numbers[number];
            }
        }
        relation.date = relation.date.map(|date| made(date).map_or(date, |number| numbers[number]));
        if let Some(attribution) = &mut relation.attribution {
            let source = attribution
                .entity
                .map(|entity| (entity.0 as usize).checked_sub(entities).map_or(Some(entity), |n| entity_numbers[n]));
            attribution.entity = source.flatten();
        }
    }
}
