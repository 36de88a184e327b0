//! Normalised values of dates and figures.

use compact_str::CompactString;

/// A point in time as far as it is known, in ISO 8601: `2014`, `2014-12`, `2014-12-01` or `2014-12-01T09:30`.
///
/// The zone of a time of day is kept as written in `zone` (`Z`, `+01:00`), empty when not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Calendar date: year, and month and day as far as known.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
    /// Hour, minute, second; only with a day.
    pub time: Option<(u8, u8, u8)>,
    /// Offset as written, empty when not known.
    pub zone: String,
}

impl Moment {
    /// An ISO date as far as it goes: `2014`, `2014-12`, `2014-12-01`; a time of day after it is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let date = text.split(['T', ' ']).next()?;
        let mut parts = date.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        let valid = month.is_none_or(|m: u8| (1..=12).contains(&m)) && day.is_none_or(|d: u8| (1..=31).contains(&d));
        valid.then_some(Moment { year, month, day, time: None, zone: String::new() })
    }

    /// A calendar day.
    pub const fn day(year: i16, month: u8, day: u8) -> Self {
        Moment { year, month: Some(month), day: Some(day), time: None, zone: String::new() }
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        let Some(month) = self.month else { return Ok(()) };
        write!(f, "-{month:02}")?;
        let Some(day) = self.day else { return Ok(()) };
        write!(f, "-{day:02}")?;
        let Some((hour, minute, second)) = self.time else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}")?;
        if second != 0 {
            write!(f, ":{second:02}")?;
        }
        f.write_str(&self.zone)
    }
}

/// Value of a date mention: TIMEX3, and the interval it covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateValue {
    /// TIMEX3 value (`2014-11-24T23:00`, `2014-W48-WE`, `P3W`, `PAST_REF`, `XXXX-12-25`).
    pub timex: CompactString,
    /// First moment, ISO; empty when not known.
    pub start: CompactString,
    /// First moment after, ISO; empty when not known.
    pub end: CompactString,
    /// TIMEX3 `mod` in lower case (`approx`, `start`, `mid`, `end`, `before`, `after`), empty for none.
    pub modifier: CompactString,
    /// The date it is relative to, ISO; empty for absolute dates.
    pub anchor: CompactString,
}

impl DateValue {
    /// A length of time or a recurring one ("17 years"), not one of a calendar.
    pub fn is_length(&self) -> bool {
        self.timex.starts_with('P') && !self.timex.ends_with("_REF")
    }
}

/// Value of a figure: number and unit in base form, and as written. Decimal text, never floats.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureValue {
    /// In the base unit, plain decimal (`18000000`, `0.05`), no exponent, no separators; the middle of a range.
    pub number: CompactString,
    /// byte, metre, kilogram, second, percent, celsius, ISO 4217 code, or the counted noun (singular as written); may be empty.
    pub unit: CompactString,
    /// `over`, `under`, `about`, `at least`, `at most`, `between`, `more than`, `vague` ("dozens") …; empty for none.
    pub modifier: CompactString,
    /// Lower bound of a range in the base unit, empty for none.
    pub low: CompactString,
    /// Upper bound of a range in the base unit, empty for none.
    pub high: CompactString,
    /// Number as written, in its own unit (`11` of "11TBs").
    pub written_number: CompactString,
    /// Unit as written, in its usual name (`terabyte`).
    pub written_unit: CompactString,
}

impl FigureValue {
    /// "About" or "nearly" the number: no bound, the same value less exactly.
    pub fn is_approximate(&self) -> bool {
        matches!(self.modifier.as_str(), "about" | "nearly")
    }
}

/// Value of a mention that has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Of a date.
    Date(DateValue),
    /// Of a figure.
    Figure(FigureValue),
}
