//! Stage 4, what the lexicon finds. In: a page. Out: [`Scan`], every gazetteer hit and every phrase of a word class.
//!
//! One pass for all taggers; says nothing yet about which reading of a hit is meant.

use newsgraph_lexicon::{ClassBits, ClassId, EntityType, Flags, FormMatch, Pos, PosSet, Sense, Shape, meets};

use crate::types::{Page, Sentence, Span, Token};

/// A name of a gazetteer, spelt as one of its readings allows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Tokens it covers.
    pub(super) tokens: Span,
    /// Type of its likeliest reading.
    pub(super) kind: EntityType,
    /// Prior of its likeliest reading.
    pub(super) prior: u8,
    found: FormMatch,
}

/// A phrase of two or more words that belongs to word classes.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    tokens: Span,
    classes: ClassBits,
}

/// What begins and ends at a token.
#[derive(Clone, Copy, Debug, Default)]
struct Here {
    /// Classes of words and phrases that begin with it.
    begins: ClassBits,
    /// Classes of words and phrases that end with it.
    ends: ClassBits,
    /// The first hit and the first phrase at or after it.
    first: (u32, u32),
}

/// All hits of a page, in order of their first token, shortest first.
pub(super) struct Scan {
    hits: Vec<Hit>,
    phrases: Vec<Phrase>,
    /// One for each token, and one for the end.
    tokens: Vec<Here>,
}

impl Scan {
    /// Looks every token of the page up.
    pub(super) fn new(page: &Page<'_>) -> Self {
        let tokens = page.tokens();
        let here = (0..tokens.len()).map(|token| {
            let classes = page.record(token).classes;
            Here { begins: classes, ends: classes, first: (0, 0) }
        });
        let mut scan = Scan { hits: Vec::new(), phrases: Vec::new(), tokens: here.chain([Here::default()]).collect() };
        for sentence in &page.split.sentences {
            for start in sentence.tokens.range() {
                scan.tokens[start].first = (scan.hits.len() as u32, scan.phrases.len() as u32);
                if tokens[start].shape.any(Shape::LETTER | Shape::DIGIT) {
                    scan.look_up(page, sentence, start);
                }
            }
        }
        scan.tokens[tokens.len()].first = (scan.hits.len() as u32, scan.phrases.len() as u32);
        scan
    }

    /// Adds what begins at a token.
    fn look_up(&mut self, page: &Page<'_>, sentence: &Sentence, start: usize) {
        let tokens = page.tokens();
        let next = |n: usize| {
            let at = start + n;
            let inside =
                at < sentence.tokens.end as usize && (n == 0 || !tokens[at].shape.has(Shape::PARAGRAPH_BEFORE));
            inside.then(|| (tokens[at].hash, tokens[at].shape))
        };
        // "Vel/ord" for "Velord"
        if let Some(joined) = joined_by_slash(page, sentence, start) {
            let whole = |n: usize| (n == 0).then_some((joined, tokens[start].shape));
            page.lexicon.matches(whole, |found| {
                let tokens = Span::new(start as u32, start as u32 + SLASHED);
                let sense = fitting(page, tokens, found, sentence.headline).next();
                let sense = sense.filter(|sense| sense.kind.is_named() && sense.record.prior >= SURE_PRIOR);
                self.hits.extend(sense.map(|s| Hit { tokens, kind: s.kind, prior: s.record.prior, found }));
            });
        }
        page.lexicon.matches(next, |found| {
            let tokens = Span::new(start as u32, (start + found.tokens) as u32);
            if found.senses.0 != found.senses.1
                && let Some(sense) = fitting(page, tokens, found, sentence.headline).next()
            {
                self.hits.push(Hit { tokens, kind: sense.kind, prior: sense.record.prior, found });
            }
            if found.classes != ClassBits::default() {
                self.phrases.push(Phrase { tokens, classes: found.classes });
                for (word, bits) in found.classes.into_iter().enumerate() {
                    self.tokens[start].begins[word] |= bits;
                    self.tokens[start + found.tokens - 1].ends[word] |= bits;
                }
            }
        });
    }

    /// Gazetteer hits that begin at a token.
    pub(super) fn hits_at(&self, token: usize) -> &[Hit] {
        let (from, to) = self.bounds(token, |here| here.first.0);
        &self.hits[from..to]
    }

    /// Whether a member of one of some classes begins at a token.
    pub(super) fn begins(&self, token: usize, classes: &ClassBits) -> bool {
        self.tokens.get(token).is_some_and(|here| meets(&here.begins, classes))
    }

    /// Number of tokens from `token` on that form a member of the class: 1 for a word, more for a phrase, 0 for none.
    pub(super) fn class_at(&self, page: &Page<'_>, token: usize, class: ClassId) -> usize {
        if !self.tokens.get(token).is_some_and(|here| class.is_in(&here.begins)) {
            return 0;
        }
        let (from, to) = self.bounds(token, |here| here.first.1);
        let phrase = self.phrases[from..to].iter().rev().find(|phrase| class.is_in(&phrase.classes));
        phrase.map_or(0, |p| p.tokens.len() as usize).max(usize::from(page.record(token).is_in(class)))
    }

    /// Number of tokens that end right before `token` and form a member of the class, 0 for none.
    pub(super) fn class_before(&self, page: &Page<'_>, token: usize, class: ClassId, floor: usize) -> usize {
        if !token.checked_sub(1).is_some_and(|last| class.is_in(&self.tokens[last].ends)) {
            return 0;
        }
        let longest = token.saturating_sub(floor).min(5);
        (1..=longest).rev().find(|n| self.class_at(page, token - n, class) == *n).unwrap_or(0)
    }

    fn bounds(&self, token: usize, first: impl Fn(&Here) -> u32) -> (usize, usize) {
        let from = self.tokens.get(token).map_or(0, |here| first(here) as usize);
        let to = self.tokens.get(token + 1).map_or(from, |here| first(here) as usize).max(from);
        (from, to)
    }
}

/// Tokens of a word with a slash in it.
const SLASHED: u32 = 3;
/// Prior from which a name is known in another spelling as well.
const SURE_PRIOR: u8 = 150;

/// Hash of the word that a capital and a small part with a slash between them make.
fn joined_by_slash(page: &Page<'_>, sentence: &Sentence, start: usize) -> Option<u64> {
    let [left, slash, right] = page.tokens().get(start..start + SLASHED as usize)? else { return None };
    let close = |token: &Token| !token.shape.has(Shape::SPACE_BEFORE);
    let cut = left.is_capitalised() && right.shape.has(Shape::LOWER | Shape::LETTER) && close(slash) && close(right);
    let inside = start + (SLASHED as usize) <= sentence.tokens.end as usize;
    let word = || format!("{}{}", left.text(page.text()), right.text(page.text()));
    (cut && inside && slash.text(page.text()) == "/").then(|| newsgraph_lexicon::fold_hash(&word()))
}

/// The readings of a hit that its spelling in the text allows, likeliest first.
pub(super) fn readings<'a>(page: &Page<'a>, hit: Hit, headline: bool) -> impl Iterator<Item = Sense<'a>> {
    fitting(page, hit.tokens, hit.found, headline)
}

fn fitting<'a>(page: &Page<'a>, tokens: Span, found: FormMatch, headline: bool) -> impl Iterator<Item = Sense<'a>> {
    let lexicon = page.lexicon;
    let page = *page;
    lexicon.senses(found).filter(move |sense| spelling_fits(&page, tokens, sense, headline))
}

/// Capitals where the gazetteer has them; letter for letter where it says so.
fn spelling_fits(page: &Page<'_>, span: Span, sense: &Sense<'_>, headline: bool) -> bool {
    let tokens = &page.tokens()[span.range()];
    let flags = sense.flags();
    let shouted = headline && tokens.iter().all(|t| !t.shape.has(Shape::LOWER));
    if flags.has(Flags::ACRONYM) && tokens.len() == 1 {
        let said = flags.has(Flags::SPOKEN) && tokens[0].is_capitalised();
        return said || tokens[0].shape.has(Shape::ALL_UPPER) || tokens[0].text(page.text()) == sense.form();
    }
    if flags.has(Flags::CASE) {
        let words = tokens.iter().map(|t| t.text(page.text()));
        return shouted || words.eq(sense.form().split_whitespace()) || tokens_equal(page, span, sense.form());
    }
    let mut kept = 0;
    let mut slip = None;
    let words = tokens.iter().enumerate().filter(|(n, token)| *n == 0 || !token.shape.has(Shape::JOINER));
    for (word, (n, token)) in words.enumerate() {
        let capital = sense.record.capitals.checked_shr(word as u32).is_some_and(|bits| bits & 1 != 0);
        if !capital || token.shape.any(Shape::UPPER_FIRST | Shape::DIGIT) {
            kept += usize::from(capital && !page.record(span.start as usize + n).can_be(Pos::DT));
        } else if slip.replace(span.start as usize + n).is_some() {
            return false;
        }
    }
    let slipped = slip.is_none_or(|at| kept > 0 && is_slip(page, span, sense, at));
    slipped && (sense.record.capitals != 0 || sense.kind != EntityType::Person)
}

/// "brad Pitt", "Wembley stadium": the one small letter in a name of several words is a slip, unless the words read as
/// a sentence or a phrase without it. Titles of works are too often ordinary words for that.
fn is_slip(page: &Page<'_>, span: Span, sense: &Sense<'_>, at: usize) -> bool {
    let first = at == span.start as usize;
    let record = page.record(at);
    // "by brad Pitt": no verb stands behind a preposition
    let preposition = at.checked_sub(1).is_some_and(|before| page.record(before).can_be(Pos::IN));
    let verb = record.weight[1] > 1 && !preposition;
    let read_apart = record.is_ordinary() && (record.given == 0 || verb || record.pos_set().meets(PosSet::CLOSED));
    sense.kind.is_named() && sense.kind != EntityType::Work && !(first && read_apart)
}

/// The stretch of text is the form, white space apart.
fn tokens_equal(page: &Page<'_>, span: Span, form: &str) -> bool {
    let tokens = &page.tokens()[span.range()];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let text = Span::new(first.span.start, last.span.end).of(page.text());
    text.split_whitespace().eq(form.split_whitespace())
}
