//! Names like a given one, whatever the typing mistakes.

use crate::lexicon::{Lexicon, Sense, fold};

/// A name that is like the one asked for.
pub struct Hit<'a> {
    /// Letters to change, add, leave out or swap to come from one to the other, case and accents aside.
    pub distance: usize,
    /// The reading.
    pub sense: Sense<'a>,
}

/// Readings of the names nearest to the one asked for, nearest first, then likeliest; at most `limit`.
///
/// A name of n letters may differ by n/4, at most 3. When a name is met exactly, only exact ones are told unless `all`.
pub fn search<'a>(lexicon: &Lexicon<'a>, name: &str, all: bool, limit: usize) -> Vec<Hit<'a>> {
    let asked = fold(name.trim());
    let length = asked.chars().count();
    let allowed = (length / 4).min(3);
    let mut hits: Vec<Hit<'a>> = Vec::new();
    for sense in lexicon.all_senses() {
        let form = sense.form();
        // letters take one to four bytes, so this never drops a name that is near enough
        if form.len() + allowed < length || form.len() > (length + allowed) * 4 {
            continue;
        }
        let form = fold(form);
        if form.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&form, &asked);
        if distance <= allowed {
            hits.push(Hit { distance, sense });
        }
    }
    hits.sort_by_key(|hit| (hit.distance, std::cmp::Reverse(hit.sense.record.prior), hit.sense.id));
    if !all && hits.first().is_some_and(|hit| hit.distance == 0) {
        hits.retain(|hit| hit.distance == 0);
    }
    hits.truncate(limit);
    hits
}
