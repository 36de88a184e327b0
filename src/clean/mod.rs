//! Stage 2 of 8. In: a [`RawDocument`]. Out: a [`Document`]: zones and publication date. The text is never rewritten.
//!
//! Works on lines: a text of one line is an article wholly, for a passage has no page around it. What is not clearly page
//! furniture stays article.

mod furniture;
mod lines;
mod opening;

use newsgraph_lexicon::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::types::{Document, Moment, RawDocument, Span, Zone, ZoneKind};

use furniture::Furniture;
use lines::{Line, lines, same};

/// Finds zones and date of documents.
pub struct Cleaner {
    furniture: Furniture,
}

/// Length in bytes from which a line that ends like a sentence is a paragraph of the article, not a heading or caption.
const PARAGRAPH: usize = 80;
/// Length in bytes from which a line that comes twice is a summary given twice; shorter ones may be headings of lists.
const REPEATED: usize = 60;

impl Cleaner {
    /// Looks up the word classes of page furniture.
    pub fn new(lexicon: &Lexicon<'_>) -> Self {
        Cleaner { furniture: Furniture::new(lexicon) }
    }

    /// Finds zones and date of a document.
    pub fn clean<'d>(&self, raw: &'d RawDocument, lexicon: &Lexicon<'_>) -> Document<'d> {
        let text = raw.text.as_str();
        let lines = lines(text);
        let mut kinds = vec![ZoneKind::Body; lines.len()];
        let mut dated = None;
        if lines.len() > 1 {
            dated = self.classify(raw, &lines, &mut kinds, lexicon);
        }
        if !kinds.contains(&ZoneKind::Body) {
            kinds.fill(ZoneKind::Body);
        }
        let in_text = || dated.or_else(|| opening::dateline(text, &lines, &kinds));
        let published = raw.published.clone().or_else(in_text);
        Document { raw, zones: zones(text, &lines, &kinds), published }
    }

    /// Gives every line its kind; returns the date of the byline.
    fn classify(
        &self,
        raw: &RawDocument,
        lines: &[Line],
        kinds: &mut [ZoneKind],
        lexicon: &Lexicon<'_>,
    ) -> Option<Moment> {
        let text = raw.text.as_str();
        let furniture: Vec<bool> =
            lines.iter().map(|line| self.furniture.is_furniture(line.of(text), lexicon)).collect();
        for (kind, is_furniture) in kinds.iter_mut().zip(&furniture) {
            if *is_furniture {
                *kind = ZoneKind::Chrome;
            }
        }
        let dated = opening::read(raw, lines, kinds, |line| self.furniture.begins_byline(line, lexicon));
        self.tail(text, lines, kinds, lexicon);
        repeats(text, lines, kinds);
        dated
    }

    /// Notes about the author at the end, and everything after the last furniture that has no article after it.
    fn tail(&self, text: &str, lines: &[Line], kinds: &mut [ZoneKind], lexicon: &Lexicon<'_>) {
        let mut after_article = true;
        let mut paragraphs = 0;
        for at in (lines.len() / 2..lines.len()).rev() {
            if kinds[at] != ZoneKind::Body {
                continue;
            }
            let line = lines[at].of(text);
            let is_paragraph = line.len() >= PARAGRAPH && lines::ends_sentence(line);
            if is_paragraph && paragraphs < 3 && at > 0 && self.furniture.is_author_bio(line, lexicon) {
                kinds[at] = ZoneKind::AuthorBio;
                // the author's name on a line of its own
                let before = lines[at - 1].of(text);
                if before.split_whitespace().count() <= 4 && !lines::ends_sentence(before) {
                    kinds[at - 1] = ZoneKind::AuthorBio;
                }
            } else if is_paragraph {
                after_article = false;
                paragraphs += 1;
            } else if after_article && kinds[..at].iter().rev().take(12).any(|k| *k == ZoneKind::Chrome) {
                // a link below "related posts", unless article text stands between
                let between = kinds[..at].iter().rposition(|k| *k == ZoneKind::Chrome).unwrap_or(0)..at;
                let is_article = |n: usize| {
                    kinds[n] == ZoneKind::Body && lines[n].len() >= PARAGRAPH && lines::ends_sentence(lines[n].of(text))
                };
                if between.start >= lines.len() / 2 && !between.clone().any(is_article) {
                    kinds[at] = ZoneKind::Related;
                }
            }
            if !after_article && paragraphs >= 3 {
                break;
            }
        }
    }
}

/// A paragraph given twice counts once: the one that is cut off, else the later one, is no content.
fn repeats(text: &str, lines: &[Line], kinds: &mut [ZoneKind]) {
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    for (at, line) in lines.iter().enumerate() {
        let words = lines::unfinished(line.of(text));
        if kinds[at] != ZoneKind::Body || words.len() < REPEATED {
            continue;
        }
        let hash = xxhash_rust::xxh3::xxh3_64(words.as_bytes());
        if seen.insert(hash) {
            first.insert(hash, at);
        } else if let Some(earlier) = first.get(&hash).copied() {
            let cut_off = at > earlier && same(lines[earlier].of(text), line.of(text));
            let earlier_is_cut = !lines::ends_sentence(lines[earlier].of(text)) && lines::ends_sentence(line.of(text));
            kinds[if cut_off && earlier_is_cut { earlier } else { at }] = ZoneKind::Chrome;
        }
    }
}

/// Neighbouring lines of one kind as one zone.
fn zones(text: &str, lines: &[Line], kinds: &[ZoneKind]) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for (line, kind) in lines.iter().zip(kinds) {
        match zones.last_mut() {
            Some(zone) if zone.kind == *kind => zone.span.end = line.span.end,
            _ => zones.push(Zone { span: line.span, kind: *kind }),
        }
    }
    if zones.is_empty() {
        zones.push(Zone { span: Span::new(0, text.len() as u32), kind: ZoneKind::Body });
    }
    zones
}
