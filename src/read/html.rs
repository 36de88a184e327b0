//! Web pages: the readable part of a page with its blocks on lines of their own, title and date from its metadata.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability, TextMode};

use super::{Items, Opened, one};
use crate::types::{Moment, RawDocument};

/// Longest page that is parsed, in bytes; articles are far below it.
const LONGEST: usize = 16 << 20;

/// Most elements opened without one being closed: the parser takes time in the square of it (100,000 took over 20 s).
const DEEPEST: usize = 5_000;

pub(super) fn read(mut file: Opened) -> Items {
    let text = file.whole_text();
    one(text.and_then(|text| {
        let found = page(&text).map_err(|reason| file.skip(0, reason))?;
        Ok(RawDocument { id: file.id, ..found })
    }))
}

/// The article of a page, without an id.
pub(super) fn page(html: &str) -> Result<RawDocument, String> {
    if html.trim().is_empty() {
        return Ok(RawDocument::default());
    }
    if html.len() > LONGEST {
        return Err(format!("page longer than {} MB", LONGEST >> 20));
    }
    if opened_in_a_row(html) > DEEPEST {
        return Err(format!("page with more than {DEEPEST} elements inside each other"));
    }
    // a defect of the parser that one page brings out must not end the run
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        Readability::new(html, None, Some(config)).and_then(|mut page| page.parse())
    }));
    let article = parsed
        .map_err(|_| "page cannot be parsed".to_owned())?
        .map_err(|error| format!("no article found in the page: {error}"))?;
    Ok(RawDocument {
        text: article.text_content.to_string(),
        title: Some(article.title).filter(|title| !title.trim().is_empty()),
        published: article.published_time.as_deref().and_then(Moment::read),
        source: article.site_name,
        url: article.url,
        language: article.lang,
        ..RawDocument::default()
    })
}

/// The longest run of opening tags without a closing one.
fn opened_in_a_row(html: &str) -> usize {
    let (mut most, mut run) = (0, 0);
    for tag in html.as_bytes().windows(2).filter(|pair| pair[0] == b'<') {
        run = if tag[1] == b'/' { 0 } else { run + usize::from(tag[1].is_ascii_alphabetic()) };
        most = most.max(run);
    }
    most
}
