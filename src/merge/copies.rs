//! Who says it independently: one outlet counts once, however many articles it prints, and so does one text, however many
//! outlets print it.
//!
//! Two sentences are copies when most of their pairs of words are the same; of long ones the pairs with the smallest
//! hashes are compared, so that a sentence needs only a few numbers.

use compact_str::CompactString;
use smallvec::SmallVec;

use crate::types::EvidenceRow;

/// Most pairs of words kept of a sentence.
const KEPT: usize = 16;
/// Sentences of an edge that are compared; of what comes after only the outlet counts.
const MAX_COMPARED: usize = 256;

/// Hashes of pairs of words side by side, the smallest ones, sorted.
type Sketch = SmallVec<[u64; KEPT]>;

fn sketch(quote: &str) -> Sketch {
    let folded = newsgraph_lexicon::fold(quote);
    let mut hashes = Vec::new();
    let mut last = 0;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = xxhash_rust::xxh3::xxh3_64(word.as_bytes());
        hashes.push(xxhash_rust::xxh3::xxh3_64_with_seed(&word.to_le_bytes(), last));
        last = word;
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
    hashes.into_iter().collect()
}

/// At least two thirds of the smallest pairs of both are in both.
fn are_copies(a: &Sketch, b: &Sketch) -> bool {
    let (mut n, mut m, mut all, mut shared) = (0, 0, 0, 0);
    while all < KEPT && (n < a.len() || m < b.len()) {
        match (a.get(n), b.get(m)) {
            (Some(x), Some(y)) if x == y => (n, m, shared) = (n + 1, m + 1, shared + 1),
            (Some(x), Some(y)) if x > y => m += 1,
            (Some(_), _) => n += 1,
            (None, _) => m += 1,
        }
        all += 1;
    }
    shared * 3 >= all * 2
}

/// Those who say an edge.
#[derive(Default)]
pub(super) struct Voices {
    voices: Vec<Voice>,
    compared: usize,
}

/// Outlets that print each other's texts, or documents without an outlet.
struct Voice {
    sources: Vec<CompactString>,
    sketches: Vec<Sketch>,
}

impl Voices {
    /// Adds a sentence.
    pub(super) fn add(&mut self, row: &EvidenceRow) {
        let unknown = || format!("\n{}", row.document).into();
        let source: CompactString = if row.source.is_empty() { unknown() } else { row.source.to_lowercase() };
        let sketch = (self.compared < MAX_COMPARED).then(|| sketch(&row.quote));
        let mut voice = Voice { sources: vec![source], sketches: sketch.into_iter().collect() };
        self.compared += voice.sketches.len();
        let is_same = |known: &Voice| {
            let copies = |a: &Sketch| known.sketches.iter().any(|b| are_copies(a, b));
            known.sources.contains(&voice.sources[0]) || voice.sketches.iter().any(copies)
        };
        let (same, rest): (Vec<Voice>, Vec<Voice>) = std::mem::take(&mut self.voices).into_iter().partition(is_same);
        self.voices = rest;
        for mut known in same {
            voice.sources.append(&mut known.sources);
            voice.sketches.append(&mut known.sketches);
        }
        voice.sources.sort_unstable();
        voice.sources.dedup();
        self.voices.push(voice);
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.voices.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_agency_sentence_is_a_copy() {
        let agency =
            "Fernwood Books said on Monday that it would buy the Port Harcourt printer Kestrel for $40 million.";
        for (quote, copy) in [
            ("Fernwood Books said on Monday that it would buy the Port Harcourt printer Kestrel for $40 million", true),
            (
                "OSLO - Fernwood Books said on Monday that it would buy the Port Harcourt printer Kestrel for $40 million.",
                true,
            ),
            ("Fernwood Books said Monday it would buy Port Harcourt printer Kestrel for $40 million.", false),
            ("Kestrel, a printer in Port Harcourt, will be bought by Fernwood Books.", false),
            ("", false),
        ] {
            assert_eq!(are_copies(&sketch(agency), &sketch(quote)), copy, "{quote}");
        }
    }
}
