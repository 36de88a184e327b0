//! A stretch of text or of tokens.

/// A half-open range of bytes of the given text (or of token indices, where the field says so).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First unit inside.
    pub start: u32,
    /// First unit after.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`, half-open.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }

    /// Number of units.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// True when nothing is inside.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// True when the two share at least one unit.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the unit at `at` is inside.
    pub const fn holds(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// As a range of `usize`, for slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of `text` inside the range.
    ///
    /// # Panics
    /// When the range is not on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}
