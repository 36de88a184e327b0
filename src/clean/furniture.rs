//! Lines that belong to the page, not to the article: known by phrases of the word classes.

use newsgraph_lexicon::{ClassId, Lexicon, RawToken, Shape, tokenise};
use smallvec::SmallVec;

use super::lines::ends_sentence;

/// Longest line that is looked at, in bytes: notices are short, paragraphs are not.
const LONGEST: usize = 700;
/// Longest line of which a phrase anywhere tells, in bytes.
const SHORT: usize = 240;

/// The word classes of page furniture.
pub(super) struct Furniture {
    phrase: Option<ClassId>,
    whole_line: Option<ClassId>,
    bio: Option<ClassId>,
    bio_weak: Option<ClassId>,
    byline: Option<ClassId>,
}

/// A phrase in a line: its tokens.
struct Found {
    start: usize,
    end: usize,
}

impl Furniture {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        Furniture {
            phrase: lexicon.class("boilerplate"),
            whole_line: lexicon.class("boilerplate-line"),
            bio: lexicon.class("author-bio"),
            bio_weak: lexicon.class("author-bio-weak"),
            byline: lexicon.class("byline"),
        }
    }

    /// A line of notices, links, buttons or of a comment form.
    pub(super) fn is_furniture(&self, line: &str, lexicon: &Lexicon<'_>) -> bool {
        if line.len() > LONGEST {
            return false;
        }
        let tokens = tokens(line, lexicon);
        let words = tokens.iter().rposition(|t| t.shape.has(Shape::LETTER)).map_or(0, |last| last + 1);
        let whole = find(&tokens, self.whole_line, lexicon);
        if whole.iter().any(|f| f.start == 0 && f.end >= words) {
            return true;
        }
        let phrases = find(&tokens, self.phrase, lexicon);
        let Some(first) = phrases.first() else { return false };
        let covered: usize = phrases.iter().map(|f| f.end - f.start).sum();
        first.start == 0 && (line.len() <= SHORT || phrases.len() > 1)
            || line.len() <= SHORT && (!ends_sentence(line) || covered * 3 >= words)
    }

    /// A paragraph about the author: one phrase that is never news, or two that rarely are.
    pub(super) fn is_author_bio(&self, line: &str, lexicon: &Lexicon<'_>) -> bool {
        if line.len() > LONGEST * 2 {
            return false;
        }
        let tokens = tokens(line, lexicon);
        !find(&tokens, self.bio, lexicon).is_empty() || find(&tokens, self.bio_weak, lexicon).len() >= 3
    }

    /// "By …", "Published …".
    pub(super) fn begins_byline(&self, line: &str, lexicon: &Lexicon<'_>) -> bool {
        let tokens = tokens(line, lexicon);
        find(&tokens[..tokens.len().min(6)], self.byline, lexicon).first().is_some_and(|f| f.start == 0)
    }
}

fn tokens(line: &str, lexicon: &Lexicon<'_>) -> Vec<RawToken> {
    let mut tokens = Vec::with_capacity(line.len() / 4);
    tokenise(line, 0, lexicon, &mut tokens);
    tokens
}

/// Words and phrases of a class, those that overlap an earlier one left out.
fn find(tokens: &[RawToken], class: Option<ClassId>, lexicon: &Lexicon<'_>) -> SmallVec<[Found; 4]> {
    let mut found: SmallVec<[Found; 4]> = SmallVec::new();
    let Some(class) = class else { return found };
    let mut at = 0;
    while at < tokens.len() {
        let mut end = if lexicon.record(lexicon.word(tokens[at].hash)).is_in(class) { at + 1 } else { at };
        lexicon.matches(
            |n| tokens.get(at + n).map(|t| (t.hash, t.shape)),
            |hit| {
                if class.is_in(&hit.classes) {
                    end = end.max(at + hit.tokens);
                }
            },
        );
        if end > at {
            found.push(Found { start: at, end });
        }
        at = end.max(at + 1);
    }
    found
}
