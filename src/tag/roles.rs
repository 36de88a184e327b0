//! Roles: job titles and offices ("chief executive", "Prime Minister"). In: a page and its [`Scan`]. Out: candidates.

use newsgraph_lexicon::{ClassId, Lexicon, Shape};
use smallvec::SmallVec;

use crate::tag::scan::{Hit, Scan};
use crate::types::{Candidate, EntityType, Page, Sentence, Span};

/// Sum a role enters with, in thousandths: above a weak name, below a known one ("Premier" the footwear firm).
const SCORE: i32 = 600;
/// Prior from which a longer name that holds a role is believed.
const KNOWN: u8 = 110;

/// Finds members of the role class, longest first.
pub(super) struct RoleTagger {
    class: Option<ClassId>,
    of: Option<ClassId>,
}

impl RoleTagger {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        RoleTagger { class: lexicon.class("role"), of: lexicon.class("before-of") }
    }

    /// Appends the candidates of a page.
    pub(super) fn tag(&self, page: &Page<'_>, scan: &Scan, out: &mut Vec<Candidate>) {
        let Some(class) = self.class else { return };
        for sentence in &page.split.sentences {
            let mut at = sentence.tokens.start as usize;
            while at < sentence.tokens.end as usize {
                let length = scan.class_at(page, at, class);
                if length == 0 || length == 1 && is_modifier(page, at) {
                    at += 1;
                    continue;
                }
                if !self.is_held(page, sentence, at, at + length) || in_name(page, scan, sentence, at, at + length) {
                    at += length;
                    continue;
                }
                let tokens = &page.tokens()[at..at + length];
                out.push(Candidate {
                    span: Span::new(tokens[0].span.start, tokens[length - 1].span.end),
                    tokens: Span::new(at as u32, (at + length) as u32),
                    kind: EntityType::Role,
                    subtype: "".into(),
                    score: SCORE,
                    evidence: SmallVec::new(),
                    sense: None,
                    value: None,
                    rule: "role".into(),
                });
                at += length;
            }
        }
    }
}

impl RoleTagger {
    /// Someone or something named stands beside it: "director Jane Roe", "Acme spokesman", "head of". "A spokesman said"
    /// speaks of nobody's role in particular.
    fn is_held(&self, page: &Page<'_>, sentence: &Sentence, start: usize, end: usize) -> bool {
        let tokens = page.tokens();
        let inside = |t: &usize| sentence.tokens.holds(*t as u32);
        let parts = |t: &usize| tokens[*t].shape.has(Shape::POSSESSIVE) || page.word(*t) == ",";
        let before = start.checked_sub(1).filter(inside);
        let after = Some(end).filter(inside);
        let of = |t: usize| self.of.is_some_and(|class| page.record(t).is_in(class));
        tokens[start].is_capitalised()
            || before.is_some_and(|t| tokens[t].is_capitalised() || parts(&t))
            || after.is_some_and(|t| tokens[t].is_capitalised() || of(t) || page.word(t) == ",")
    }
}

/// "Saint Lucia", "Count Basie Theatre": part of a longer name that is known.
fn in_name(page: &Page<'_>, scan: &Scan, sentence: &Sentence, start: usize, end: usize) -> bool {
    let from = start.saturating_sub(2).max(sentence.tokens.start as usize);
    let longer = |hit: &Hit| {
        let (first, last) = (hit.tokens.start as usize, hit.tokens.end as usize);
        first <= start
            && end <= last
            && last - first > end - start
            && hit.prior > KNOWN
            && matches!(hit.kind, EntityType::Place | EntityType::Organisation)
    };
    page.tokens()[start].is_capitalised() && (from..=start).any(|at| scan.hits_at(at).iter().any(longer))
}

/// "private messages", "a major success": a word that is more often an adjective, in lower case, before no name.
fn is_modifier(page: &Page<'_>, at: usize) -> bool {
    let record = page.record(at);
    let adjective = record.weight[2] > 0 && record.weight[2] >= record.weight[0];
    let before_name = page.tokens().get(at + 1).is_some_and(|next| next.is_capitalised());
    adjective && page.tokens()[at].shape.has(Shape::LOWER) && !before_name
}
