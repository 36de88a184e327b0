//! Kinds of bodies by the head of their name: "Vel Progressive Party" is a party. In: `rules/names/heads.toml`.

use std::collections::BTreeMap;

use newsgraph_lexicon::{Pos, fold_hash};
use rustc_hash::FxHashMap;

use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};
use crate::types::{Page, Span};

const FILE: &str = "names/heads.toml";

/// Subtypes by the hash of the head.
#[derive(Default)]
pub(super) struct Heads {
    subtypes: FxHashMap<u64, String>,
}

impl Heads {
    /// Reads the file; without it no head says anything.
    ///
    /// # Errors
    /// When it is not a table of lists.
    pub(super) fn load(files: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        let Some(text) = files.get(FILE) else { return Ok(Heads::default()) };
        let table: BTreeMap<String, Vec<String>> = rules::parse(FILE, text).map_err(|mistake| vec![mistake])?;
        let row = |(subtype, heads): (String, Vec<String>)| {
            heads.into_iter().map(move |head| (fold_hash(&head), subtype.clone())).collect::<Vec<_>>()
        };
        Ok(Heads { subtypes: table.into_iter().flat_map(row).collect() })
    }

    /// The subtype that the name of an organisation tells, "" when it tells none.
    pub(super) fn subtype(&self, page: &Page<'_>, tokens: Span) -> &str {
        // "Party" of "Communist Party of Norway"
        let of = tokens.range().skip(1).find(|token| page.record(*token).can_be(Pos::IN));
        let head = of.unwrap_or(tokens.end as usize) - 1;
        let told = (tokens.len() > 1).then(|| self.subtypes.get(&page.tokens()[head].hash)).flatten();
        told.map_or("", String::as_str)
    }
}
