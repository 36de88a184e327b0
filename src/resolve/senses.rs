//! One sense per document: what a name is where that is clear, it is at all places with the same words.
//! In: stretches with the scores of their own places. Out: the same, with scores that have heard the other places.

use rustc_hash::{FxHashMap, FxHashSet};

use super::choose::{Stretch, threshold};
use crate::types::{Candidate, EntityType, Page};

/// Number of entity types, for tables by type.
const KINDS: usize = EntityType::ALL.len();
/// Types that the evidence of a document tells from others. A place is what is left, as is a title, but where it is sure.
const CLEAR: [EntityType; 4] = [EntityType::Organisation, EntityType::Product, EntityType::Event, EntityType::Work];
/// Sum over the threshold from which a word is a title in the document, not someone's given name, in thousandths.
const SURE_TITLE: i64 = 2000;
/// What a reading is ahead of another that it does not give way to, in thousandths.
const FAR_AHEAD: i32 = 4000;
/// Score of a reading that stage 4 did not think worth a candidate.
const UNLIKELY: i32 = -5000;

/// What the places with the same words say together.
struct Shared {
    count: i64,
    sums: [i64; KINDS],
    /// The place where one reading is furthest ahead of the others: by how much, and the scores there.
    clearest: (i32, [i32; KINDS]),
}

/// One sense per document: a reading's score is half its own, a quarter the mean over all places with the same words,
/// and a quarter the score at the place where the sense is clearest.
pub(super) fn share(candidates: &[Candidate], stretches: &mut [Stretch]) {
    let mut all: FxHashMap<u64, Shared> = FxHashMap::default();
    for stretch in stretches.iter() {
        let shared = all.entry(stretch.words).or_insert_with(|| Shared {
            count: 0,
            sums: [0; KINDS],
            clearest: (-1, [UNLIKELY; KINDS]),
        });
        let mut scores = [UNLIKELY; KINDS];
        for (index, score) in &stretch.readings {
            scores[candidates[*index].kind as usize] = *score;
        }
        shared.count += 1;
        for (sum, score) in shared.sums.iter_mut().zip(scores) {
            *sum += i64::from(score);
        }
        let best = scores.iter().copied().max().unwrap_or(UNLIKELY);
        let others = scores.iter().copied().filter(|score| *score < best).max().unwrap_or(best);
        // "no name" is a reading as well, with the score zero
        let lead = best - others.max(0);
        if lead > shared.clearest.0 {
            shared.clearest = (lead, scores);
        }
    }
    let inside = inside_longer(stretches);
    for (stretch, inside) in stretches.iter_mut().zip(inside) {
        let Some(shared) = all.get(&stretch.words).filter(|shared| shared.count > 1) else { continue };
        for (index, score) in &mut stretch.readings {
            let kind = candidates[*index].kind;
            if kind.is_named() {
                let mean = shared.sums[kind as usize] / shared.count;
                let clearest = if shared.clearest.0 < 0 { mean } else { i64::from(shared.clearest.1[kind as usize]) };
                // a full name hardly ever means two things in one document
                let own = if stretch.tokens.len() > 1 { mean } else { i64::from(*score) };
                let together = ((i64::from(*score) + own + mean + clearest) / 4) as i32;
                *score = if inside { together.min(*score) } else { together };
            }
        }
    }
}

/// Whether each stretch is part of a longer likely one: what "Sony" is elsewhere does not speak for it in "Sony Pictures".
fn inside_longer(stretches: &[Stretch]) -> Vec<bool> {
    let likely = |s: &Stretch| s.readings.iter().any(|(_, score)| *score > 0);
    let mut inside = vec![false; stretches.len()];
    for (n, long) in stretches.iter().enumerate().filter(|(_, s)| s.tokens.len() > 1 && likely(s)) {
        let same_start =
            stretches[..n].iter().enumerate().rev().take_while(|(_, s)| s.tokens.start == long.tokens.start);
        let later = stretches.iter().enumerate().skip(n + 1).take_while(|(_, s)| s.tokens.start < long.tokens.end);
        for (at, short) in same_start.chain(later) {
            inside[at] |= long.tokens.contains(short.tokens) && long.tokens != short.tokens;
        }
    }
    inside
}

/// A name that stands here as a firm and there as a product, and that no gazetteer knows as what it is here, is what most
/// of its evidence says: there the two readings change places. A single word that is no given name and no surname is
/// hardly ever a person where the document has it as something else. "Vel" the town and "Vel" the club are two names, as
/// are a person and the firm with that surname.
pub(super) fn unite(page: &Page<'_>, candidates: &[Candidate], stretches: &mut [Stretch]) {
    let best = |s: &Stretch| {
        let best = s.readings.iter().copied().max_by_key(|(n, score)| (*score, std::cmp::Reverse(candidates[*n].kind)));
        best.filter(|(n, score)| candidates[*n].kind.is_named() && *score > threshold(candidates[*n].kind))
    };
    let mut all: FxHashMap<u64, [i64; KINDS]> = FxHashMap::default();
    let mut bearers: FxHashSet<u64> = FxHashSet::default();
    for stretch in stretches.iter() {
        let Some((n, score)) = best(stretch) else { continue };
        let kind = candidates[n].kind;
        let alone = stretch.tokens.len() == 1;
        if kind != EntityType::Person || !alone {
            all.entry(stretch.words).or_default()[kind as usize] += i64::from(score - threshold(kind));
        }
        if kind == EntityType::Person && !alone {
            let outer = [stretch.tokens.start, stretch.tokens.end - 1];
            bearers.extend(outer.map(|at| page.tokens()[at as usize].hash));
        }
    }
    for stretch in stretches.iter_mut() {
        let Some((here, score)) = best(stretch) else { continue };
        let Some(sums) = all.get(&stretch.words) else { continue };
        let (from, start) = (candidates[here].kind, stretch.tokens.start as usize);
        let record = page.record(start);
        let word = stretch.tokens.len() == 1;
        let bears = word && (record.surname > 0 || bearers.contains(&page.tokens()[start].hash));
        let given = word && record.given > 0;
        let known = candidates[here].sense.is_some();
        let most = (0..KINDS).max_by_key(|kind| (sums[*kind], std::cmp::Reverse(*kind)));
        let told = |kind: &EntityType| match kind {
            EntityType::Work => word && from == EntityType::Person && sums[*kind as usize] > SURE_TITLE,
            _ => !given,
        };
        let kind = CLEAR.into_iter().find(|kind| most == Some(*kind as usize)).filter(told);
        let Some(kind) = kind.filter(|kind| *kind != from && !known && !bears) else { continue };
        let there = stretch.readings.iter_mut().find(|(n, _)| candidates[*n].kind == kind);
        if let Some((there, own)) = there.filter(|(_, own)| score - *own < FAR_AHEAD) {
            let level = score - threshold(from) + threshold(kind);
            *own = level;
            let there = *there;
            for (_, score) in stretch.readings.iter_mut().filter(|(n, _)| *n != there) {
                *score = (*score).min(level - 1);
            }
        }
    }
}
