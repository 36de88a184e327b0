//! Names of a gazetteer folder that two entities bear, or that are ordinary words: each needs a flag, or one row too many is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{EntityRow, EntityType, Flags, Sources, fold};

/// SCOWL level up to which a word belongs to any newspaper.
const COMMON: u8 = 35;

/// A row and what it is called by one of its names.
struct Bearer<'a> {
    file: &'a str,
    row: &'a EntityRow,
    form: &'a str,
    flags: Flags,
    is_alias: bool,
}

/// Reports `(file, line, what)` for every name that stands for two things.
pub(super) fn shared_names(sources: &Sources, mut report: impl FnMut(&str, u64, String)) {
    let common: BTreeSet<&str> = sources.words.iter().filter(|w| w.level <= COMMON).map(|w| w.form.as_str()).collect();
    let mut bearers: BTreeMap<(EntityType, String), Vec<Bearer<'_>>> = BTreeMap::new();
    for bearer in sources.entities.iter().flat_map(|(file, rows)| rows.iter().flat_map(|row| names(file, row))) {
        let Some(kind) = bearer.row.kind.filter(|kind| tells_apart(*kind)) else { continue };
        if bearer.is_alias && !is_guarded(&bearer) && common.contains(fold(bearer.form).as_str()) {
            let what = format!("alias '{}' is an ordinary word: flag it X, or give the row a prior", bearer.form);
            report(bearer.file, bearer.row.line, what);
        }
        bearers.entry((kind, fold(bearer.form))).or_default().push(bearer);
    }
    for same in bearers.values().filter(|same| same.len() > 1) {
        for (at, bearer) in same.iter().enumerate() {
            if let Some(what) = conflict(bearer, &same[..at], same) {
                report(bearer.file, bearer.row.line, what);
            }
        }
    }
}

/// Towns and works share their names by nature, and are weighed for it.
fn tells_apart(kind: EntityType) -> bool {
    !matches!(kind, EntityType::Place | EntityType::Work)
}

/// What is matched of a row.
fn names<'a>(file: &'a str, row: &'a EntityRow) -> impl Iterator<Item = Bearer<'a>> {
    let aliases = row.aliases.iter().map(|(form, flags)| (form.as_str(), *flags, true));
    std::iter::once((row.name.as_str(), row.flags, false))
        .chain(aliases)
        .filter(|(_, flags, _)| !row.flags.has(Flags::SILENT) && !flags.has(Flags::SILENT))
        .map(move |(form, flags, is_alias)| Bearer { file, row, form, flags, is_alias })
}

/// A flag, a prior or its letters keep the form from being taken for anything else.
fn is_guarded(bearer: &Bearer<'_>) -> bool {
    let guards = [Flags::CONTEXT, Flags::SHORT, Flags::ACRONYM, Flags::CASE, Flags::QUOTED, Flags::HISTORIC];
    bearer.row.prior.is_some()
        || guards.iter().any(|flag| bearer.flags.has(*flag))
        || !bearer.form.starts_with(char::is_uppercase)
}

/// What is wrong with a name that others bear, too: two rows of one thing, or an alias that says not which of two is meant.
fn conflict(bearer: &Bearer<'_>, before: &[Bearer<'_>], all: &[Bearer<'_>]) -> Option<String> {
    let (form, row) = (bearer.form, bearer.row);
    let other = |other: &&Bearer<'_>| other.row.id != row.id;
    if !bearer.is_alias {
        let twin = before.iter().filter(other).find(|twin| {
            !twin.is_alias
                && twin.file != bearer.file
                && twin.row.country == row.country
                && !is_guarded(twin)
                && !is_guarded(bearer)
        })?;
        return Some(format!("'{form}' is a row of {}:{} already: keep one", twin.file, twin.row.line));
    }
    // a short form or an acronym of another gives way to the form that needs no full name
    let rival =
        all.iter().filter(other).find(|rival| !rival.flags.has(Flags::SHORT) && !rival.flags.has(Flags::CONTEXT))?;
    (!is_guarded(bearer)).then(|| {
        format!(
            "alias '{form}' is a name of '{}' ({}:{}), too: flag it S or X",
            rival.row.id, rival.file, rival.row.line
        )
    })
}
