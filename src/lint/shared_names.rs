//! Names of a gazetteer folder that two entities bear, or that are ordinary words: each needs a flag, or one row too many is there.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::lexicon::{EntityRow, EntityType, Flags, Lexicon, fold};

/// SCOWL level up to which a word belongs to any newspaper.
const COMMON: u8 = 35;

/// A row, and what it is called by one of its names.
struct Bearer {
    file: Rc<str>,
    line: u64,
    id: Rc<str>,
    country: Rc<str>,
    form: String,
    flags: Flags,
    is_alias: bool,
    /// A flag, a prior or its letters keep the form from being taken for anything else.
    guarded: bool,
}

/// The names of a folder, by type and folded form.
#[derive(Default)]
pub(super) struct SharedNames {
    bearers: BTreeMap<(EntityType, String), Vec<Bearer>>,
}

impl SharedNames {
    /// Adds the names of a row. Towns and works share theirs by nature, and are weighed for it.
    pub(super) fn add(&mut self, file: &Rc<str>, row: &EntityRow<'_>) {
        if matches!(row.kind, EntityType::Place | EntityType::Work) || row.flags.has(Flags::SILENT) {
            return;
        }
        let (id, country): (Rc<str>, Rc<str>) = (row.id.into(), row.country.into());
        let names = std::iter::once((row.name, row.flags)).chain(row.aliases());
        for (number, (form, flags)) in names.enumerate().filter(|(_, (_, flags))| !flags.has(Flags::SILENT)) {
            let guarded = is_guarded(form, flags) || row.prior.is_some();
            self.bearers.entry((row.kind, fold(form))).or_default().push(Bearer {
                file: Rc::clone(file),
                line: row.line,
                id: Rc::clone(&id),
                country: Rc::clone(&country),
                form: form.to_owned(),
                flags,
                is_alias: number > 0,
                guarded,
            });
        }
    }

    /// Reports `(file, line, what)` for every name that stands for two things.
    pub(super) fn report(&self, lexicon: &Lexicon<'_>, mut report: impl FnMut(&str, u64, String)) {
        for ((_, folded), same) in &self.bearers {
            let level = lexicon.record(lexicon.word_of(folded)).level;
            for (at, bearer) in same.iter().enumerate() {
                if bearer.is_alias && !bearer.guarded && (1..=COMMON).contains(&level) {
                    let what =
                        format!("alias '{}' is an ordinary word: flag it X, or give the row a prior", bearer.form);
                    report(&bearer.file, bearer.line, what);
                } else if let Some(what) = conflict(bearer, &same[..at], same) {
                    report(&bearer.file, bearer.line, what);
                }
            }
        }
    }
}

fn is_guarded(form: &str, flags: Flags) -> bool {
    const GUARDS: [Flags; 6] =
        [Flags::CONTEXT, Flags::SHORT, Flags::ACRONYM, Flags::CASE, Flags::QUOTED, Flags::HISTORIC];
    GUARDS.iter().any(|flag| flags.has(*flag)) || !form.starts_with(char::is_uppercase)
}

/// What is wrong with a name that others bear, too: two rows of one thing, or an alias that says not which of two is meant.
fn conflict(bearer: &Bearer, before: &[Bearer], all: &[Bearer]) -> Option<String> {
    if bearer.guarded {
        return None;
    }
    if bearer.is_alias {
        // a short form of another gives way to the form that needs no full name
        let weak = |other: &Bearer| other.flags.any(Flags::SHORT.with(Flags::CONTEXT));
        let rival = all.iter().find(|other| other.id != bearer.id && !weak(other))?;
        return Some(format!(
            "alias '{}' is a name of '{}' ({}:{}), too: flag it S or X",
            bearer.form, rival.id, rival.file, rival.line
        ));
    }
    let same = |other: &&Bearer| !other.is_alias && !other.guarded && other.country == bearer.country;
    let twin = before.iter().filter(same).find(|other| other.id != bearer.id && other.file != bearer.file)?;
    Some(format!("'{}' is a row of {}:{} already: keep one", bearer.form, twin.file, twin.line))
}
