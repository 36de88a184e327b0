//! What a class of Wikidata is here: the table `wikidata-classes.csv`.

use rustc_hash::FxHashMap;

use crate::lexicon::EntityType;

const TABLE: &str = include_str!("wikidata-classes.csv");

/// Type and subtype by the number of the class, with its rank in the table.
pub(super) struct Classes(FxHashMap<u64, (usize, EntityType, &'static str)>);

impl Classes {
    pub(super) fn shipped() -> Self {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1).enumerate();
        Classes(
            rows.filter_map(|(rank, line)| {
                let mut cells = line.split(',');
                let class = number(cells.next()?)?;
                Some((class, (rank, EntityType::parse(cells.next()?)?, cells.next()?)))
            })
            .collect(),
        )
    }

    /// The type and subtype of what belongs to these classes; `None` when none of them is in the table.
    pub(super) fn kind<'c>(&self, classes: impl Iterator<Item = &'c str>) -> Option<(EntityType, &'static str)> {
        let known = classes.filter_map(|class| self.0.get(&number(class)?));
        known.min_by_key(|(rank, _, _)| *rank).map(|(_, kind, subtype)| (*kind, *subtype))
    }
}

/// The number of an item: `Q5`, or its URL.
pub(super) fn number(item: &str) -> Option<u64> {
    item.rsplit('/').next()?.strip_prefix('Q')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_counts_once() {
        let lines = TABLE.lines().filter(|line| line.starts_with('Q')).count();
        assert_eq!(Classes::shipped().0.len(), lines);
    }

    #[test]
    fn the_earlier_class_of_the_table_counts() {
        let classes = Classes::shipped();
        assert_eq!(classes.kind(["Q43229", "Q46970"].into_iter()), Some((EntityType::Organisation, "company")));
        assert_eq!(
            classes.kind(["http://www.wikidata.org/entity/Q11424"].into_iter()),
            Some((EntityType::Work, "film"))
        );
        assert_eq!(classes.kind(["Q1", "L5"].into_iter()), None);
    }
}
