//! What the lexicon holds, file by file.

use std::collections::BTreeMap;

use crate::lexicon::{EntityType, Flags, Lexicon};

/// Counts of one file, type or of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Entities.
    pub rows: u64,
    /// Other ways to write them.
    pub aliases: u64,
    /// Names and aliases that also name another entity or a person, or are made of ordinary words only.
    pub ambiguous: u64,
}

/// What a lexicon holds.
#[derive(Debug, Default)]
pub struct Stats {
    /// By gazetteer file.
    pub files: BTreeMap<String, Count>,
    /// By type and subtype.
    pub types: BTreeMap<(EntityType, String), Count>,
    /// All together.
    pub total: Count,
}

/// Counts everything that is matched; silenced rows are not.
pub fn stats(lexicon: &Lexicon<'_>) -> Stats {
    let mut stats = Stats::default();
    let unclear = Flags::SHARED.with(Flags::ORDINARY).with(Flags::PERSON_NAME);
    for sense in lexicon.all_senses() {
        let is_main = sense.flags().has(Flags::MAIN);
        let ambiguous = sense.flags().any(unclear);
        let file = stats.files.entry(sense.file().to_owned()).or_default();
        let kind = stats.types.entry((sense.kind, sense.subtype().to_owned())).or_default();
        for count in [file, kind, &mut stats.total] {
            count.rows += u64::from(is_main);
            count.aliases += u64::from(!is_main);
            count.ambiguous += u64::from(ambiguous);
        }
    }
    stats
}
