//! Numbers that are not one: "dozens of films", "tens of thousands of people", "millions of dollars". In: a token. Out: the least
//! it can mean, marked as `about`.

use rust_decimal::Decimal;

use super::Scope;
use super::found::{COUNT, Found};
use super::tables::Joint;

impl Scope<'_> {
    /// The unclear number that begins at a token: only with what is counted or measured.
    pub(super) fn vague(&self, at: usize) -> Option<Found> {
        let value = |n: usize| self.token(n).and_then(|token| self.tables.vague.get(&token.hash)).copied();
        let mut number: Decimal = value(at)?;
        let mut end = at + 1;
        while let (Some(Joint::Of), Some(next)) = (self.joint(end), value(end + 1)) {
            number = number.checked_mul(next)?;
            end += 2;
        }
        // "hundreds of millions users" has lost a word
        let next = match self.joint(end) {
            Some(Joint::Of) => end + 1,
            _ if end > at + 1 => end,
            _ => return None,
        };
        let mut found = if let Some((after, unit)) = self.unit_at(next, true).filter(|(_, unit)| !unit.scaled) {
            self.found(at, after, number.into(), Some(unit))
        } else {
            let noun = self.counted_noun(next);
            if noun.is_none() && end == at + 1 {
                return None;
            }
            let mut found = self.found(at, end, number.into(), None);
            found.score = COUNT;
            if let Some(noun) = noun {
                (found.subtype, found.value.unit) = ("count", noun);
            }
            found
        };
        if found.value.modifier.is_empty() {
            found.value.modifier = "about".to_owned();
        }
        Some(found)
    }
}
