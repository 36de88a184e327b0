//! What a token looks like: case, digits, marks, and the white space before it.

use std::ops::{BitOr, BitOrAssign};

/// What a token looks like; several may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(pub u32);

#[allow(missing_docs)] // one line each would repeat the name; the doc of the group says what they are
impl Shape {
    /// Begins with an upper-case letter.
    pub const UPPER_FIRST: Shape = Shape(1);
    /// Has letters and all are upper case.
    pub const ALL_UPPER: Shape = Shape(1 << 1);
    /// Has an upper-case letter after a lower-case one (`iPhone`, `McDonald`).
    pub const INNER_UPPER: Shape = Shape(1 << 2);
    /// Has a letter.
    pub const LETTER: Shape = Shape(1 << 3);
    /// Has a digit.
    pub const DIGIT: Shape = Shape(1 << 4);
    /// Digits with inner separators only (`1,200.50`).
    pub const NUMBER: Shape = Shape(1 << 5);
    /// One or more punctuation marks or symbols.
    pub const PUNCTUATION: Shape = Shape(1 << 6);
    /// Ends with a full stop that belongs to it (`Inc.`, `U.S.`, `J.`).
    pub const FINAL_STOP: Shape = Shape(1 << 7);
    /// A web or mail address.
    pub const URL: Shape = Shape(1 << 8);
    /// White space stands before it.
    pub const SPACE_BEFORE: Shape = Shape(1 << 9);
    /// A line break stands before it.
    pub const LINE_BEFORE: Shape = Shape(1 << 10);
    /// A blank line stands before it, or the text begins.
    pub const PARAGRAPH_BEFORE: Shape = Shape(1 << 11);
    /// `'s` or a bare apostrophe after a word.
    pub const POSSESSIVE: Shape = Shape(1 << 12);
    /// A hyphen or dash with no space on either side.
    pub const JOINER: Shape = Shape(1 << 13);
    /// A quotation mark of any form.
    pub const QUOTE: Shape = Shape(1 << 14);
    /// Of one letter.
    pub const ONE_LETTER: Shape = Shape(1 << 15);
    /// Has a character outside ASCII.
    pub const NON_ASCII: Shape = Shape(1 << 16);
    /// Letters of a script without case, or none at all.
    pub const LOWER: Shape = Shape(1 << 17);

    /// True when all flags of `other` hold.
    pub const fn has(self, other: Shape) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when a flag of `other` holds.
    pub const fn any(self, other: Shape) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Shape {
    type Output = Shape;
    fn bitor(self, other: Shape) -> Shape {
        Shape(self.0 | other.0)
    }
}

impl BitOrAssign for Shape {
    fn bitor_assign(&mut self, other: Shape) {
        self.0 |= other.0;
    }
}
