//! What words do in figures.

use rust_decimal::Decimal;
use serde::Deserialize;

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberWord {
    /// "seven", "forty".
    Unit(u32),
    /// "hundred", "million".
    Scale(Decimal),
}

/// What a word between numbers does.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Joint {
    /// "and".
    And,
    /// "a": one, before a scale or a fraction.
    Article,
    /// "point" before decimals.
    Point,
    /// "minus".
    Minus,
    /// "plus" of "plus or minus".
    Plus,
    /// Stands before an age where nothing is counted: "turns 70".
    Turned,
    /// "of".
    Of,
    /// "out" of "out of".
    Out,
    /// "over" between the two numbers of a fraction.
    Over,
    /// "to" of a range.
    To,
    /// Opens a range, or names where a change began.
    From,
    /// Opens a range whose numbers "and" joins.
    Between,
    /// Stands before an age.
    Aged,
    /// "in" of "one in five".
    In,
    /// "by" before what something changes by.
    By,
    /// "or" between neighbours: "two or three".
    Or,
}

/// What may begin with a token.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Opens(pub(super) u8);

impl Opens {
    /// A currency symbol or code.
    pub(super) const MONEY: Opens = Opens(1);
    /// A number in words.
    pub(super) const NUMBER: Opens = Opens(1 << 1);
    /// A number that is not one: "dozens", "several".
    pub(super) const VAGUE: Opens = Opens(1 << 2);
    /// An ordinal.
    pub(super) const ORDINAL: Opens = Opens(1 << 3);
    /// "twice", "tenfold".
    pub(super) const MULTIPLE: Opens = Opens(1 << 4);
    /// "a", of a number or a unit.
    pub(super) const ARTICLE: Opens = Opens(1 << 5);

    /// Whether it opens this.
    pub(super) const fn has(self, other: Opens) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all it opens with is an article.
    pub(super) const fn is_article(self) -> bool {
        let others = Opens::VAGUE.0 | Opens::ORDINAL.0 | Opens::MULTIPLE.0;
        self.has(Opens::ARTICLE) && self.0 & others == 0
    }

    /// Whether it opens nothing.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
