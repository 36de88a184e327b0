//! Currencies of one word: "pesos" are those that the text names in full ("Colombian pesos").

use rustc_hash::FxHashMap;

use super::FigureTagger;
use super::units::Unit;
use crate::types::{Candidate, Page, Value};

impl FigureTagger {
    /// Gives the figures of a page whose currency several countries have that of the one which the page names in full; where it
    /// names two, they stay as they are.
    pub(super) fn settle_currencies(&self, page: &Page<'_>, figures: &mut [Candidate]) {
        let mut full: FxHashMap<u64, Option<&Unit>> = FxHashMap::default();
        for figure in figures.iter() {
            let Some((word, Some(unit))) = self.currency_of_many(page, figure) else { continue };
            let known = full.entry(word).or_insert(Some(unit));
            *known = known.filter(|known| known.base == unit.base);
        }
        for figure in figures.iter_mut().filter(|_| !full.is_empty()) {
            let Some((word, None)) = self.currency_of_many(page, figure) else { continue };
            if let (Some(Some(unit)), Some(Value::Figure(value))) = (full.get(&word), &mut figure.value) {
                (value.unit, value.written_unit) = (unit.base.clone(), unit.name.clone());
            }
        }
    }

    /// The last word of a figure where it is one of several currencies, and the one that it names in full.
    fn currency_of_many(&self, page: &Page<'_>, figure: &Candidate) -> Option<(u64, Option<&Unit>)> {
        let [.., before, last] = &page.tokens()[figure.tokens.range()] else { return None };
        let many = figure.subtype == "money" && self.tables.of_many.contains(&last.hash);
        many.then(|| (last.hash, self.tables.units.after(&[before.hash, last.hash], true, "")))
    }
}
