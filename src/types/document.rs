//! Documents: as they were given, and as they are read.

use std::collections::BTreeMap;

use crate::types::{Moment, Span, Token};

/// A document as a reader found it. All spans of later stages are bytes of its `text`, which is never rewritten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawDocument {
    /// Unique in a run: from the input, or made from its name and number.
    pub id: String,
    /// The given text. For HTML input, the text of the page with its blocks on lines of their own.
    pub text: String,
    /// Headline, when the input has it apart from the text.
    pub title: Option<String>,
    /// Publication date from the input's own metadata.
    pub published: Option<Moment>,
    /// Outlet, when given.
    pub source: Option<String>,
    /// Address, when given.
    pub url: Option<String>,
    /// Language tag, when given.
    pub language: Option<String>,
    /// Other fields of the input, as text.
    pub extra: BTreeMap<String, String>,
}

/// What a stretch of a page is. Facts come from title and body only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZoneKind {
    /// The headline.
    Title,
    /// "By Jane Sample, 1 December 2014, 3 mins read", section labels, datelines on a line of their own.
    Byline,
    /// The article.
    Body,
    /// "Jane Sample is a freelance writer …".
    AuthorBio,
    /// "You might also like", "Read more on …".
    Related,
    /// "Leave a comment" and what follows.
    Comments,
    /// Cookie and copyright notices, share buttons, newsletter boxes.
    Chrome,
}

impl ZoneKind {
    /// True where mentions and relations are taken from.
    pub const fn is_content(self) -> bool {
        matches!(self, ZoneKind::Title | ZoneKind::Body)
    }

    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            ZoneKind::Title => "title",
            ZoneKind::Byline => "byline",
            ZoneKind::Body => "body",
            ZoneKind::AuthorBio => "author-bio",
            ZoneKind::Related => "related",
            ZoneKind::Comments => "comments",
            ZoneKind::Chrome => "chrome",
        }
    }
}

/// A stretch of the given text of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Bytes of the text.
    pub span: Span,
    /// What it is.
    pub kind: ZoneKind,
}

/// Stage 2's product: the given text with its zones and the date it was published.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The document as given.
    pub raw: &'a RawDocument,
    /// Zones in text order, not overlapping, together covering everything but white space.
    pub zones: Vec<Zone>,
    /// When it was published, `None` when neither metadata nor text tell. Never the current date.
    pub published: Option<Moment>,
}

impl<'a> Document<'a> {
    /// The given text.
    pub fn text(&self) -> &'a str {
        &self.raw.text
    }
}

/// A sentence of a content zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, as indices into [`Split::tokens`].
    pub tokens: Span,
    /// Its bytes of the text, from the first token to the last.
    pub span: Span,
    /// Zone it is in.
    pub zone: ZoneKind,
    /// A headline or line in which capitals say nothing: Title Case or ALL CAPITALS.
    pub headline: bool,
    /// Half of its words in small letters are unknown: in an English text it is of another language.
    pub foreign: bool,
}

/// Stage 3's product: the tokens of the content zones, in text order, and the sentences they form.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// Tokens of title and body.
    pub tokens: Vec<Token>,
    /// Sentences, in text order, each token in exactly one.
    pub sentences: Vec<Sentence>,
    /// A third or more of the words in small letters are unknown ("avec", "wurde"): the text is not English.
    pub foreign: bool,
}
