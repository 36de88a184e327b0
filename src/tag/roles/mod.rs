//! Roles: job titles and offices ("chief executive", "Prime Minister"). In: a page and its [`Scan`]. Out: candidates.
//!
//! A role is one that someone named holds: `held` looks for the holder, `borders` for all words of the role.

mod borders;
mod held;

use newsgraph_lexicon::{ClassId, Lexicon, Pos, Shape};
use smallvec::SmallVec;

use self::borders::Borders;
use self::held::Holders;
use crate::tag::scan::{Hit, Scan};
use crate::types::{Candidate, EntityType, Page, Sentence, Span};

/// Sum a role enters with, in thousandths: above a weak name, below a known one ("Premier" the footwear firm).
const SCORE: i32 = 600;
/// Prior from which a longer name that holds a role is believed.
const KNOWN: u8 = 110;

/// Finds members of the role class, longest first.
pub(super) struct RoleTagger {
    class: Option<ClassId>,
    thing: Option<ClassId>,
    titles: [Option<ClassId>; 2],
    body: Option<ClassId>,
    beside: Option<ClassId>,
    holders: Holders,
    borders: Borders,
}

impl RoleTagger {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        RoleTagger {
            class: lexicon.class("role"),
            thing: lexicon.class("product-noun"),
            body: lexicon.class("org-head"),
            titles: ["honorific", "person-title"].map(|name| lexicon.class(name)),
            beside: lexicon.class("role-beside"),
            holders: Holders::new(lexicon),
            borders: Borders::new(lexicon),
        }
    }

    /// "fellow senator Lena Varga": one of the same, no office.
    fn is_beside(&self, page: &Page<'_>, at: usize) -> bool {
        let next = page.tokens().get(at + 1);
        let word = next.is_some_and(|next| next.shape.has(Shape::LETTER) && !page.record(at + 1).can_be(Pos::IN));
        word && self.beside.is_some_and(|class| page.record(at).is_in(class))
    }

    /// Appends the candidates of a page.
    pub(super) fn tag(&self, page: &Page<'_>, scan: &Scan, out: &mut Vec<Candidate>) {
        let Some(class) = self.class else { return };
        for sentence in &page.split.sentences {
            let mut at = sentence.tokens.start as usize;
            while at < sentence.tokens.end as usize {
                let length = scan.class_at(page, at, class);
                // "a language model"
                let floor = sentence.tokens.start as usize;
                let thing = |class| scan.class_before(page, at + length, class, floor) > length;
                let modifier = |at| self.is_modifier(page, at) || self.is_beside(page, at);
                if length == 0 || length == 1 && modifier(at) || self.thing.is_some_and(thing) {
                    at += 1;
                    continue;
                }
                let word = Span::new(at as u32, (at + length) as u32);
                let role = self.borders.whole(page, scan, sentence, word);
                at = role.end as usize;
                if self.holders.hold(page, scan, sentence, role) && !self.in_name(page, scan, sentence, role) {
                    out.push(candidate(page, role));
                }
            }
        }
    }

    /// "Saint Lucia", "Count Basie Theatre": part of a longer name that is known. Known people bear a role as their first
    /// name ("Marine Vel") where it is no title ("Queen Anna").
    fn in_name(&self, page: &Page<'_>, scan: &Scan, sentence: &Sentence, role: Span) -> bool {
        let start = role.start as usize;
        let from = start.saturating_sub(2).max(sentence.tokens.start as usize);
        let title = || self.titles.iter().flatten().any(|class| scan.class_at(page, start, *class) > 0);
        let longer = |hit: &Hit| {
            let named = match hit.kind {
                EntityType::Place | EntityType::Organisation => true,
                EntityType::Person => hit.tokens.start == role.start && !title(),
                _ => false,
            };
            named && hit.tokens.contains(role) && hit.tokens.len() > role.len() && hit.prior > KNOWN
        };
        page.tokens()[start].is_capitalised() && (from..=start).any(|at| scan.hits_at(at).iter().any(longer))
    }

    /// "private messages", "a major success", "a major Vel company": a word that is more often an adjective, in lower case,
    /// before no name of a person; "the official Vel news agency": one that may be, before the name of a body.
    fn is_modifier(&self, page: &Page<'_>, at: usize) -> bool {
        let record = page.record(at);
        let adjective = record.weight[2] > 0 && record.weight[2] >= record.weight[0];
        let capitals = page.tokens()[at + 1..].iter().take_while(|next| next.is_capitalised()).count();
        let end = at + 1 + capitals;
        let noun = |at: usize| {
            let record = page.record(at);
            page.tokens()[at].shape.has(Shape::LOWER | Shape::LETTER)
                && record.noun != 0
                && record.weight[0] > record.weight[1]
        };
        let kind = end < page.tokens().len() && noun(end);
        let body = kind || self.body.is_some_and(|class| page.record(end - 1).is_in(class));
        let modifies = adjective && (capitals == 0 || kind) || record.can_be(Pos::JJ) && capitals > 0 && body;
        page.tokens()[at].shape.has(Shape::LOWER) && modifies
    }
}

fn candidate(page: &Page<'_>, role: Span) -> Candidate {
    let tokens = &page.tokens()[role.range()];
    Candidate {
        span: Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end),
        tokens: role,
        kind: EntityType::Role,
        subtype: "".into(),
        score: SCORE,
        evidence: SmallVec::new(),
        sense: None,
        value: None,
        rule: "role".into(),
    }
}
