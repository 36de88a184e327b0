//! Stage 6 of 8, confidence. In: `confidence.toml`: how often each rule was right where that was measured, and what lowers
//! an edge. Out: [`Confidence`], a percentage for each edge (how near it comes: `docs/confidence.md`).

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::error::RuleMistake;
use crate::rules::{self, RuleFiles};
use crate::types::RuleName;

/// Where the figures are, below the rules folder.
const FILE: &str = "confidence.toml";

/// No edge is surer than this, none less sure than the rest of a hundred.
const MOST: u32 = 99;

/// What lowers an edge below its rule, in points of a hundred.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Lowers {
    /// An argument is a nominal or pronoun.
    nominal: u8,
    /// An argument only acts for, or belongs to, what is named.
    via: u8,
    /// `far-tokens` and more between the arguments.
    far: u8,
    /// See `far`.
    far_tokens: u32,
    /// For each other name between the arguments, up to three.
    between: u8,
}

/// What of `Lowers` holds for an edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Arguments that are nominals or pronouns.
    pub(super) nominals: u8,
    /// True when an argument acts for what is named.
    pub(super) via: bool,
    /// Tokens from one argument to the other.
    pub(super) distance: u32,
    /// Other names between them.
    pub(super) between: u8,
}

/// How sure edges are.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Confidence {
    /// How many edges the figure that a rule states counts for.
    prior_edges: u32,
    lowers: Lowers,
    /// Edges of a rule that were right, and all that were found.
    measured: FxHashMap<RuleName, (u32, u32)>,
}

impl Confidence {
    /// Reads the figures.
    pub(super) fn load(files: &RuleFiles, mistakes: &mut Vec<RuleMistake>) -> Confidence {
        let Some(text) = files.get(FILE) else { return Confidence::default() };
        rules::parse(FILE, text).unwrap_or_else(|mistake| {
            mistakes.push(mistake);
            Confidence::default()
        })
    }

    /// Confidence of a rule: what its file says, as if seen on `prior-edges` edges, and what was measured.
    pub(super) fn of_rule(&self, rule: &str, stated: u8) -> u8 {
        let Some((right, found)) = self.measured.get(rule) else { return stated };
        let all = self.prior_edges + found;
        let points = u32::from(stated) * self.prior_edges + 100 * right;
        (points + all / 2).checked_div(all).map_or(stated, |percent| percent.min(MOST) as u8)
    }

    /// Confidence of an edge of a rule.
    pub(super) fn of_edge(&self, rule: u8, signs: Signs) -> u8 {
        let Lowers { nominal, via, far, far_tokens, between } = self.lowers;
        let lowered = u32::from(nominal) * u32::from(signs.nominals)
            + u32::from(via) * u32::from(signs.via)
            + u32::from(far) * u32::from(signs.distance >= far_tokens)
            + u32::from(between) * u32::from(signs.between.min(3));
        u32::from(rule).saturating_sub(lowered).clamp(100 - MOST, MOST) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::relation_file;

    #[test]
    fn every_measured_rule_exists() {
        let files = RuleFiles::shipped();
        let mut mistakes = Vec::new();
        let confidence = Confidence::load(&files, &mut mistakes);
        let mut known = Vec::new();
        for (_, _, file) in relation_file::load(&files, &mut mistakes) {
            known.extend(file.rules().map(|name| file.rule_name(name)));
        }
        assert_eq!(mistakes, []);
        let gone: Vec<&RuleName> = confidence.measured.keys().filter(|rule| !known.contains(rule)).collect();
        assert!(gone.is_empty(), "run scripts/fit-confidence: no rule is named {gone:?}");
    }

    #[test]
    fn what_was_measured_outweighs_what_is_stated() {
        let measured = std::iter::once((RuleName::from("leads/head"), (2, 32))).collect();
        let confidence = Confidence { prior_edges: 8, lowers: Lowers::default(), measured };
        assert_eq!(confidence.of_rule("leads/head", 90), 23);
        assert_eq!(confidence.of_rule("leads/other", 90), 90);
    }

    #[test]
    fn signs_lower_an_edge_and_it_stays_a_percentage() {
        let lowers = Lowers { nominal: 5, via: 3, far: 10, far_tokens: 25, between: 2 };
        let confidence = Confidence { prior_edges: 8, lowers, ..Confidence::default() };
        let signs = Signs { nominals: 2, via: true, distance: 25, between: 9 };
        assert_eq!(confidence.of_edge(90, signs), 90 - 10 - 3 - 10 - 6);
        assert_eq!(confidence.of_edge(10, signs), 1);
    }
}
