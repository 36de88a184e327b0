//! Where sentences end.
//!
//! A blank line always ends one; a full stop does unless it belongs to an abbreviation, initial or acronym that goes on;
//! closing quotes and brackets stay with their sentence. A single line break ends one only after a closing mark or
//! before a capital after a short line (headlines, lists, hard-wrapped agency copy stays whole). No sentence is endless.

use newsgraph_lexicon::{ClassId, Lexicon, Pos, PosSet, Shape};

use crate::types::{Sentence, Span, Split, Token, ZoneKind};

/// Word classes that decide on sentence ends.
#[derive(Clone, Copy, Debug)]
pub struct SentenceWords {
    /// Abbreviations that a name follows ("Mr.", "Gen."): never an end.
    before_name: Option<ClassId>,
    /// Abbreviations that a number follows ("No. 7", "p. 5"): no end before one.
    before_number: Option<ClassId>,
    /// Letters that name something by themselves ("on X."): an end behind a preposition.
    letter_name: Option<ClassId>,
}

impl SentenceWords {
    /// Looks the classes up.
    pub fn new(lexicon: &Lexicon<'_>) -> Self {
        SentenceWords {
            before_name: lexicon.class("abbreviation"),
            before_number: lexicon.class("abbreviation-number"),
            letter_name: lexicon.class("letter-name"),
        }
    }
}

/// Lines shorter than this that end without a closing mark are headings or list items, in characters.
/// Hard-wrapped copy has lines of 60 and more (measured on wire copy wrapped at 64 to 80 columns).
const SHORT_LINE: u32 = 55;

/// Longest sentence, in tokens: what goes on without a stop is a table, a list or a dump, and later stages look at pairs of
/// what a sentence has. The longest sentences of news and of contracts have some 300 (measured on the development sets).
const LONGEST: usize = 400;
/// Length from which such a sentence ends at any comma or semicolon.
const LONG: usize = 300;

/// Cuts the tokens from `first` on into sentences and appends them.
pub(super) fn cut(
    text: &str,
    zone: ZoneKind,
    first: usize,
    lexicon: &Lexicon<'_>,
    words: &SentenceWords,
    split: &mut Split,
) {
    let tokens = &split.tokens[first..];
    let mut start = 0;
    let mut line_start = 0;
    let mut sentences = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].shape.has(Shape::LINE_BEFORE) {
            line_start = at;
        }
        let next = at + 1;
        let end = if next == tokens.len()
            || tokens[next].shape.has(Shape::PARAGRAPH_BEFORE)
            || is_too_long(text, &tokens[start..next])
        {
            Some(next)
        } else if ends_here(text, tokens, at, lexicon, words) && !numbers_item(text, tokens, start, at) {
            Some(with_closing_marks(text, tokens, next))
        } else if tokens[next].shape.has(Shape::LINE_BEFORE) && line_ends(text, tokens, line_start, at) {
            Some(next)
        } else {
            None
        };
        if let Some(end) = end {
            sentences.push((start, end));
            start = end;
            at = end;
        } else {
            at = next;
        }
    }
    for (start, end) in sentences {
        let span = Span::new(tokens[start].span.start, tokens[end - 1].span.end);
        let headline = zone == ZoneKind::Title || capitals_say_nothing(text, &tokens[start..end], lexicon);
        let tokens = Span::new((first + start) as u32, (first + end) as u32);
        split.sentences.push(Sentence { tokens, span, zone, headline, foreign: false });
    }
}

/// A sentence that is cut for its length.
fn is_too_long(text: &str, tokens: &[Token]) -> bool {
    let pauses = || tokens.last().is_some_and(|token| matches!(token.text(text), "," | ";"));
    tokens.len() >= LONGEST || tokens.len() >= LONG && pauses()
}

fn ends_here(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon<'_>, words: &SentenceWords) -> bool {
    let token = &tokens[at];
    let next = &tokens[at + 1];
    if token.shape.has(Shape::FINAL_STOP) {
        return abbreviation_ends(text, tokens, at, lexicon, words);
    }
    if !token.is_punctuation() {
        return false;
    }
    match token.text(text) {
        "!" | "?" | "。" => {
            // "Why?" he asked: the sentence goes on after the quotation
            let goes_on = after_quotes(tokens, at + 1).is_some_and(is_lower);
            !goes_on && (next.shape.has(Shape::SPACE_BEFORE) || next.shape.has(Shape::QUOTE))
        }
        "." if next.shape.has(Shape::DIGIT) && before_number(tokens, at, lexicon, words) => false,
        "." => {
            // "…movies.The": a missing space is common on web pages; "file.txt" and "1.5" are not ends
            let after = after_quotes(tokens, at + 1);
            after.is_none_or(|t| {
                !is_lower(t)
                    && !(t.shape.has(Shape::DIGIT)
                        && !t.shape.has(Shape::SPACE_BEFORE)
                        && !next.shape.has(Shape::QUOTE))
            })
        }
        mark if mark.len() > 1 && mark.bytes().all(|b| b == b'.') || mark == "…" => {
            next.is_capitalised() && next.shape.has(Shape::SPACE_BEFORE)
        }
        _ => false,
    }
}

/// "No." of "No. 7": a phrase of two tokens, the word and its stop.
fn before_number(tokens: &[Token], stop: usize, lexicon: &Lexicon<'_>, words: &SentenceWords) -> bool {
    let (Some(class), Some(first)) = (words.before_number, stop.checked_sub(1)) else { return false };
    let phrase = &tokens[first..=stop];
    let mut found = false;
    lexicon.matches(
        |n| phrase.get(n).map(|token| (token.hash, token.shape)),
        |form| found |= form.tokens == 2 && class.is_in(&form.classes),
    );
    found
}

/// "1." at the start of a list item.
fn numbers_item(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    at == start + 1
        && tokens[start].shape.has(Shape::NUMBER)
        && tokens[start].span.len() <= 2
        && tokens[at].text(text) == "."
}

/// The first token from `at` on that is no quotation mark or bracket.
fn after_quotes(tokens: &[Token], at: usize) -> Option<&Token> {
    tokens[at..].iter().find(|t| !t.shape.has(Shape::QUOTE))
}

/// After "Inc.", "U.S.", "J.": an end only before a word that begins a sentence.
fn abbreviation_ends(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon<'_>, words: &SentenceWords) -> bool {
    let (token, next) = (&tokens[at], &tokens[at + 1]);
    let record = lexicon.record(token.word);
    if !next.is_capitalised() && !next.shape.has(Shape::QUOTE) {
        return false;
    }
    if words.letter_name.is_some_and(|class| record.is_in(class)) && follows_preposition(tokens, at, lexicon) {
        return true;
    }
    // "in the U.S. No one": a capital that ordinary text writes small, and that is no name after all
    let function_word = |after: &Token| {
        let word = lexicon.record(after.word);
        let open_class = PosSet(PosSet::NOUN.0 | PosSet::VERB.0 | PosSet::ADJECTIVE.0);
        !word.pos_set().is_empty()
            && !word.pos_set().meets(open_class)
            && after.text(text).chars().skip(1).all(|c| !c.is_uppercase())
    };
    let after = after_quotes(tokens, at + 1);
    if token.shape.has(Shape::ONE_LETTER) {
        return false;
    }
    if words.before_name.is_some_and(|class| record.is_in(class)) {
        // "met Hun Sen. Her father left": a name that is spelt like a title, and no "Lt. Gen. He"
        let name = at.checked_sub(1).map(|before| &tokens[before]);
        let named = name.is_some_and(|name| name.is_capitalised() && !name.shape.has(Shape::FINAL_STOP));
        return named && after.is_some_and(function_word);
    }
    after.is_none_or(function_word)
}

/// "wrote **on** X.", but not "Malcolm X."
fn follows_preposition(tokens: &[Token], at: usize, lexicon: &Lexicon<'_>) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    before.is_some_and(|token| is_lower(token) && lexicon.record(token.word).can_be(Pos::IN))
}

fn is_lower(token: &Token) -> bool {
    token.shape.has(Shape::LETTER) && token.shape.has(Shape::LOWER) && !token.shape.has(Shape::DIGIT)
}

/// Quotation marks and brackets right after the stop close the sentence.
fn with_closing_marks(text: &str, tokens: &[Token], mut end: usize) -> usize {
    while end < tokens.len() {
        let token = &tokens[end];
        let closes = matches!(token.text(text), ")" | "]" | "”" | "’" | "»")
            || token.shape.has(Shape::QUOTE) && !token.shape.has(Shape::SPACE_BEFORE);
        if !closes || token.shape.has(Shape::SPACE_BEFORE) {
            break;
        }
        end += 1;
    }
    end
}

/// A line break that is more than wrapping: the line is short and unfinished, and a capital or digit begins the next.
fn line_ends(text: &str, tokens: &[Token], line_start: usize, at: usize) -> bool {
    let width = tokens[at].span.end - tokens[line_start].span.start;
    let next = &tokens[at + 1];
    let open = matches!(tokens[at].text(text), "," | "-" | "–" | "—" | "(" | "and" | "of" | "the");
    width < SHORT_LINE && !open && !is_lower(next)
}

/// True when most longer words are capitalised, so that a capital is no sign of a name. A sentence full of long names has
/// few others too, but a verb in lower case, or a full stop where not all is capitals.
fn capitals_say_nothing(text: &str, tokens: &[Token], lexicon: &Lexicon<'_>) -> bool {
    let mut capital = 0;
    let mut shouted = 0;
    let mut ordinary_capital = 0;
    let mut lower = 0;
    let mut verb = false;
    for token in tokens.iter().filter(|token| token.shape.has(Shape::LETTER)) {
        let small = token.shape.has(Shape::LOWER);
        let record = lexicon.record(token.word);
        verb |= small && record.can_be(Pos::VBD) && !record.can_be(Pos::IN);
        if token.span.len() < 4 {
            continue;
        }
        if token.is_capitalised() {
            capital += 1;
            shouted += u32::from(token.shape.has(Shape::ALL_UPPER));
            ordinary_capital += u32::from(record.is_ordinary());
        } else if small {
            lower += 1;
        }
    }
    let stop = tokens.last().is_some_and(|token| token.text(text) == ".");
    let sentence = (verb || stop) && shouted * 2 < capital;
    !sentence && capital >= 4 && lower * 5 <= capital && ordinary_capital * 3 >= capital
}
