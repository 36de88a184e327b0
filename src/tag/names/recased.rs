//! Names of the document that somebody wrote in another case: "Vel pictures" beside "Vel Pictures", "lena Holt" beside
//! "Lena Holt". In: the runs of a sentence. Out: each run with its lower-case neighbour, where the body has both as one run.

use newsgraph_lexicon::Shape;
use smallvec::SmallVec;

use super::elsewhere::Elsewhere;
use super::spans::Run;
use crate::types::{Page, Sentence, Span};

/// Such names of a sentence; what is proposed inside them is no whole run.
pub(super) fn recased(
    page: &Page<'_>,
    elsewhere: &Elsewhere,
    sentence: &Sentence,
    runs: &[Run],
) -> SmallVec<[Span; 2]> {
    let mut out = SmallVec::new();
    if sentence.headline {
        return out;
    }
    let small =
        |at: u32| sentence.tokens.holds(at) && page.tokens()[at as usize].shape.has(Shape::LOWER | Shape::LETTER);
    for Span { start, end } in runs.iter().map(|run| run.tokens) {
        if small(end) {
            // a known name may stand before it: "the Ostra Vel network"
            let starts = [start, end - 1].into_iter().take(if end - start > 1 { 2 } else { 1 });
            out.extend(starts.map(|start| Span::new(start, end + 1)).filter(|span| elsewhere.is_run(page, *span)));
        }
        // "northern Ireland" and "president Holt" are right as they are, "will Holt" is a question
        if let Some(given) = start.checked_sub(1).filter(|given| small(*given)) {
            let record = page.record(given as usize);
            let span = Span::new(given, end);
            if record.given > 0 && !record.is_ordinary() && elsewhere.is_run(page, span) {
                out.push(span);
            }
        }
    }
    out
}
