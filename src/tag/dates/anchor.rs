//! What dates are relative to: the day of publication, the dates told before, and the tense of the clause.

use jiff::civil::Date;

use super::when::{TimeUnit, When};

/// What dates are relative to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchor {
    /// Day of publication; the first of the month when only that is known.
    pub(super) published: Option<Date>,
    /// What was told before in the text.
    pub(super) told: Told,
    /// The clause looks ahead.
    pub(super) ahead: bool,
    /// A verb of the past stands before.
    pub(super) past: bool,
    /// Every open date is the next one, however far it is.
    pub(super) forward: bool,
    /// Time of publication: hour, minute, second.
    pub(super) time: Option<(u8, u8, u8)>,
}

/// The dates told last, for "the following day".
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// The last day.
    day: Option<Date>,
    /// The first day of the last day, month or year.
    any: Option<Date>,
}

impl Told {
    /// Remembers a date.
    pub(super) fn tell(&mut self, when: &When) {
        if let When::Day(day) = when {
            self.day = Some(*day);
        }
        if matches!(when, When::Day(_) | When::Month(..) | When::Year(_)) {
            self.any = when.days().map(|(first, _)| first).or(self.any);
        }
    }

    /// The date that something a number of units later is counted from.
    pub(super) fn from(self, unit: TimeUnit) -> Option<Date> {
        let coarse = matches!(unit, TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century);
        if coarse { self.any } else { self.day }
    }
}
