//! How a page begins: title, byline, and the date in either.

use crate::types::{Moment, RawDocument, ZoneKind};

use super::PARAGRAPH;
use super::lines::{Line, ends_sentence, same};

/// Lines that are looked at.
const OPENING: usize = 10;
/// Longest title, in bytes (headlines of agencies have up to 120).
const TITLE: usize = 180;
/// Longest byline, in bytes.
const BYLINE: usize = 120;
/// What may follow the date in a line that is only a date: a time, a zone, minutes to read.
const AFTER_DATE: usize = 30;

/// Finds title and byline; returns the date of the byline.
pub(super) fn read(
    raw: &RawDocument,
    lines: &[Line],
    kinds: &mut [ZoneKind],
    begins_byline: impl Fn(&str) -> bool,
) -> Option<Moment> {
    let text = raw.text.as_str();
    let title = given_title(raw, lines).or_else(|| {
        let at = kinds.iter().take(4).position(|k| *k == ZoneKind::Body)?;
        // a list mark at the very top is the way to the page, not its name
        let at = if is_trail(lines[at].of(text)) { at + 1 } else { at };
        is_title(text, lines, at, &begins_byline).then_some(at)
    });
    if let Some(title) = title {
        kinds[title] = ZoneKind::Title;
        for at in (0..title).filter(|at| is_trail(lines[*at].of(text))) {
            kinds[at] = ZoneKind::Chrome;
        }
        for at in title + 1..lines.len().min(OPENING) {
            if same(lines[at].of(text), lines[title].of(text)) {
                kinds[at] = ZoneKind::Chrome;
            }
        }
    }
    let mut dated = None;
    for at in 0..lines.len().min(OPENING) {
        let line = lines[at].of(text);
        if line.len() >= PARAGRAPH && ends_sentence(line) {
            break;
        }
        if kinds[at] == ZoneKind::Title || line.len() > BYLINE {
            continue;
        }
        let date = leading_date(line);
        let opens = date.is_none() && !ends_sentence(line) && begins_byline(line);
        if date.is_some() || opens {
            kinds[at] = ZoneKind::Byline;
            dated = dated.or(date).or_else(|| date_in(line));
            // section labels glued together on the next line
            let below = lines.get(at + 1).filter(|below| date_follows(below, text, title, at));
            if below.is_some() {
                kinds[at + 1] = ZoneKind::Chrome;
            }
        }
    }
    dated
}

/// A line right below the byline of an article whose title was found, without a sentence in it.
fn date_follows(below: &Line, text: &str, title: Option<usize>, at: usize) -> bool {
    let line = below.of(text);
    title.is_some_and(|title| title < at) && !below.apart && line.len() <= BYLINE && !ends_sentence(line)
}

/// The title of the metadata, where the text repeats it.
fn given_title(raw: &RawDocument, lines: &[Line]) -> Option<usize> {
    let title = raw.title.as_deref()?.trim();
    lines.iter().take(OPENING).position(|line| same(line.of(&raw.text), title))
}

/// Short, no sentence, followed by a blank line or a byline, and with an article below.
fn is_title(text: &str, lines: &[Line], at: usize, begins_byline: impl Fn(&str) -> bool) -> bool {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else { return false };
    let words = line.of(text);
    let begins = words.chars().next().is_some_and(|c| !c.is_lowercase());
    let ends = words.ends_with([':', ',', ';', '.', '-', '–', '—']);
    let is_short = line.len() <= TITLE && words.split_whitespace().count() >= 3;
    let apart = next.apart || begins_byline(next.of(text)) || leading_date(next.of(text)).is_some();
    let article = |line: &Line| line.len() >= PARAGRAPH && ends_sentence(line.of(text));
    begins && !ends && is_short && apart && lines.iter().skip(at + 1).any(article)
}

/// "• World": a mark and few words.
fn is_trail(line: &str) -> bool {
    line.starts_with(['•', '›', '»', '>', '|', '/']) && line.split_whitespace().count() <= 5
}

/// The day a short line consists of.
fn leading_date(line: &str) -> Option<Moment> {
    let (moment, rest) = Moment::read_prefix(line)?;
    (moment.day.is_some() && rest.len() <= AFTER_DATE && !ends_sentence(line)).then_some(moment)
}

/// The first day named in a byline.
fn date_in(line: &str) -> Option<Moment> {
    let mut before = ' ';
    line.char_indices().find_map(|(at, c)| {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        let (moment, _) = begins.then(|| Moment::read_prefix(&line[at..])).flatten()?;
        moment.day.is_some().then_some(moment)
    })
}

/// "LONDON, March 3, 2014 (Reuters) -": the day, with its year, in the dateline of the first paragraph.
pub(super) fn dateline(text: &str, lines: &[Line], kinds: &[ZoneKind]) -> Option<Moment> {
    let first = kinds.iter().position(|k| *k == ZoneKind::Body)?;
    let line = lines.get(first)?.of(text);
    let head = &line[..line.floor_char_boundary(80)];
    let place = head.split([',', ' ']).next()?;
    let capitals = place.len() > 2 && place.chars().all(|c| !c.is_lowercase()) && place.chars().any(char::is_uppercase);
    let (dateline, _) = head.split_once(" - ").or_else(|| head.split_once(" – ")).or_else(|| head.split_once(" — "))?;
    if capitals { date_in(dateline) } else { None }
}
