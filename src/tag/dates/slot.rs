//! The slots that patterns of dates may have, and which of them a token may begin.

use newsgraph_lexicon::Shape;

use crate::types::Token;

/// A typed gap in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Month,
    Day,
    Day2,
    Year,
    Weekday,
    Ordinal,
    N,
    N2,
    Unit,
    Unit2,
    Season,
    Quarter,
    Half,
    Decade,
    Direction,
    Near,
    Part,
    Fuzzy,
    Edge,
    Recurring,
    Numeric,
    Clock,
    Clock2,
    Hour,
    Iso,
    Year2,
    Zone,
    Holiday,
    YearWords,
    MonthDay,
    Nth,
    Spoken,
    Spoken2,
    Hour2,
    Length,
    Glued,
    Stamp,
    Fiscal,
    YearQuarter,
    YearHalf,
    YearMonth,
    // whole dates and times last: the others are read first
    Date,
    Date2,
    Time,
    Time2,
}

impl Slot {
    /// The slot of that name in a rule file.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "month" => Slot::Month,
            "day" => Slot::Day,
            "day2" => Slot::Day2,
            "year" => Slot::Year,
            "weekday" => Slot::Weekday,
            "ordinal" => Slot::Ordinal,
            "n" => Slot::N,
            "n2" => Slot::N2,
            "unit" => Slot::Unit,
            "unit2" => Slot::Unit2,
            "season" => Slot::Season,
            "quarter" => Slot::Quarter,
            "half" => Slot::Half,
            "decade" => Slot::Decade,
            "direction" => Slot::Direction,
            "near" => Slot::Near,
            "part" => Slot::Part,
            "fuzzy" => Slot::Fuzzy,
            "edge" => Slot::Edge,
            "recurring" => Slot::Recurring,
            "numeric" => Slot::Numeric,
            "clock" => Slot::Clock,
            "clock2" => Slot::Clock2,
            "hour" => Slot::Hour,
            "iso" => Slot::Iso,
            "year2" => Slot::Year2,
            "zone" => Slot::Zone,
            "holiday" => Slot::Holiday,
            "date" => Slot::Date,
            "date2" => Slot::Date2,
            "year-words" => Slot::YearWords,
            "month-day" => Slot::MonthDay,
            "nth" => Slot::Nth,
            "spoken" => Slot::Spoken,
            "spoken2" => Slot::Spoken2,
            "hour2" => Slot::Hour2,
            "time" => Slot::Time,
            "time2" => Slot::Time2,
            "length" => Slot::Length,
            "glued" => Slot::Glued,
            "stamp" => Slot::Stamp,
            "fiscal" => Slot::Fiscal,
            "year-quarter" => Slot::YearQuarter,
            "year-half" => Slot::YearHalf,
            "year-month" => Slot::YearMonth,
            _ => return None,
        })
    }
}

impl Slot {
    /// Reads a whole date or time.
    pub(super) const fn is_nested(self) -> bool {
        matches!(self, Slot::Date | Slot::Date2 | Slot::Time | Slot::Time2)
    }

    /// Reads one word of a table: a token that may begin it is it.
    pub(super) const fn is_word(self) -> bool {
        use Slot::{Direction, Edge, Fuzzy, Near, Part, Recurring, Season, Unit, Unit2};
        matches!(self, Unit | Unit2 | Season | Direction | Near | Part | Fuzzy | Edge | Recurring)
    }
}

impl Slot {
    /// Never reads more than one token; `single` tells whether a number here has but one.
    pub(super) const fn is_one_token(self, single: bool) -> bool {
        use Slot::{
            Day, Day2, Decade, Fiscal, Glued, Half, Hour, Hour2, Month, N, N2, Nth, Ordinal, Quarter, Weekday, Year,
            Year2, YearHalf, YearQuarter, Zone,
        };
        match self {
            Day | Day2 | Ordinal | N | N2 | Hour | Hour2 => single,
            Month | Weekday | Year | Year2 | Nth | Decade | Quarter | Half | Glued | Fiscal | Zone => true,
            YearQuarter | YearHalf => true,
            _ => self.is_word(),
        }
    }
}

/// Slots that may begin at a token, a bit each: what `read` need not look at is not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SlotSet(u64);

impl SlotSet {
    pub(super) fn insert(&mut self, slot: Slot) {
        self.0 |= 1 << slot as u64;
    }

    pub(super) fn has(self, slot: Slot) -> bool {
        self.0 >> slot as u64 & 1 != 0
    }

    /// The set and one slot more.
    pub(super) fn with(mut self, slot: Slot) -> Self {
        self.insert(slot);
        self
    }

    /// The slots of both sets.
    pub(super) fn and(self, other: Self) -> Self {
        SlotSet(self.0 | other.0)
    }

    /// The set without one slot.
    pub(super) fn without(self, slot: Slot) -> Self {
        SlotSet(self.0 & !(1 << slot as u64))
    }

    /// Whether the sets share a slot.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Where the slots that both sets have stand among those of the other.
    pub(super) fn places_in(self, other: Self) -> impl Iterator<Item = usize> {
        let mut shared = self.0 & other.0;
        std::iter::from_fn(move || {
            let slot = (shared != 0).then(|| shared.trailing_zeros())?;
            shared &= shared - 1;
            Some((other.0 & ((1 << slot) - 1)).count_ones() as usize)
        })
    }

    /// The set without dates and times inside others.
    pub(super) fn flat(self) -> Self {
        use Slot::{Date, Date2, Time, Time2};
        const NESTED: u64 = 1 << Date as u64 | 1 << Date2 as u64 | 1 << Time as u64 | 1 << Time2 as u64;
        SlotSet(self.0 & !NESTED)
    }

    /// The set of a number of one token, as written, which no unit follows: it is no length, nor a time without "am" or a mark.
    pub(super) fn alone(self, text: &str) -> Self {
        use Slot::{Clock, Clock2, Length, Spoken, Spoken2, YearWords};
        const CLOCK: u64 = 1 << Clock as u64 | 1 << Clock2 as u64;
        const MORE: u64 = 1 << Length as u64 | 1 << Spoken as u64 | 1 << Spoken2 as u64 | 1 << YearWords as u64;
        if text.bytes().any(|b| !b.is_ascii() || b.is_ascii_alphabetic()) {
            return self;
        }
        SlotSet(self.0 & !if text.contains([':', '.']) { MORE } else { MORE | CLOCK })
    }

    /// Whether a number that begins at this token has no other: in words it may be the first of a length else.
    pub(super) fn is_single(self, token: &Token) -> bool {
        token.shape.has(Shape::DIGIT) || !self.has(Slot::Length)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What a token with a digit may begin; `after` is the text of the token after it, which may or may not end a time
    /// ("pm", "GMT").
    pub(super) fn of_digits(text: &str, after: &str, ends_time: bool) -> Self {
        let bytes = text.as_bytes();
        let mut slots = Self::default().with(Slot::Date).with(Slot::Date2);
        let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
        let plain = digits == bytes.len();
        let joined = matches!(after, "-" | "/");
        if digits == 0 {
            return slots.with(Slot::Quarter).with(Slot::Half).with(Slot::Glued).with(Slot::Fiscal);
        }
        if digits <= 2 {
            for slot in [Slot::Day, Slot::Day2, Slot::Time, Slot::Time2] {
                slots.insert(slot);
            }
            if plain {
                for slot in [Slot::Hour, Slot::Hour2, Slot::Year2] {
                    slots.insert(slot);
                }
            } else {
                slots.insert(Slot::Ordinal);
                slots.insert(Slot::Nth);
            }
            if joined {
                slots.insert(Slot::MonthDay);
            }
            if after == "/" {
                slots.insert(Slot::Holiday);
            }
        } else if digits <= 4 {
            slots.insert(Slot::Time);
            slots.insert(Slot::Time2);
        }
        if digits <= 4 && (!plain || ends_time) {
            slots.insert(Slot::Clock);
            slots.insert(Slot::Clock2);
        }
        if bytes.len() <= 6 {
            for slot in [Slot::N, Slot::N2, Slot::Hour, Slot::Hour2, Slot::Length] {
                slots.insert(slot);
            }
        }
        if plain && digits == 4 {
            slots.insert(Slot::Year);
        }
        if !plain {
            for slot in [Slot::Glued, Slot::Stamp, Slot::YearQuarter, Slot::YearHalf] {
                slots.insert(slot);
            }
        }
        if joined {
            slots.insert(Slot::YearMonth);
        }
        if joined || digits == 8 || bytes.contains(&b'.') {
            slots.insert(Slot::Numeric);
        }
        if bytes.contains(&b'T') || joined && digits == 4 {
            slots.insert(Slot::Iso);
        }
        if bytes.last() == Some(&b's') {
            slots.insert(Slot::Decade);
        }
        slots
    }
}
