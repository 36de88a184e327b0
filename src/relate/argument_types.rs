//! Stage 6 of 8, argument types. In: lists of `type` and `type.subtype` of a rule. Out: [`Types`], what an argument may be.

use toml::Spanned;

use crate::error::RuleMistake;
use crate::rules;
use crate::types::EntityType;

/// Entity types and subtypes that an argument may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Types {
    any: u16,
    subtypes: Vec<(EntityType, String)>,
    /// What does not fit although the above would allow it.
    except: Option<Box<Types>>,
}

impl Types {
    /// Reads a list of `type` and `type.subtype`.
    pub(crate) fn parse(file: &str, text: &str, names: &[Spanned<String>], mistakes: &mut Vec<RuleMistake>) -> Types {
        let mut types = Types::default();
        for name in names {
            let (kind, subtype) = name.get_ref().split_once('.').unwrap_or((name.get_ref(), ""));
            match EntityType::parse(kind) {
                Some(kind) if subtype.is_empty() => types.any |= 1 << kind as u16,
                Some(kind) => types.subtypes.push((kind, subtype.to_owned())),
                None => mistakes.push(RuleMistake {
                    file: file.to_owned(),
                    line: rules::line_of(text, name.span().start),
                    what: format!("'{kind}' is no entity type"),
                }),
            }
        }
        types
    }

    /// Every type.
    pub(crate) fn all() -> Types {
        Types { any: u16::MAX, ..Types::default() }
    }

    /// The same without other types.
    pub(crate) fn except(mut self, others: Types) -> Types {
        self.except = (!others.is_empty()).then(|| Box::new(others));
        self
    }

    /// True when nothing is listed.
    pub(crate) fn is_empty(&self) -> bool {
        self.any == 0 && self.subtypes.is_empty()
    }

    /// True when a mention of that type and subtype fits.
    pub(crate) fn fits(&self, kind: EntityType, subtype: &str) -> bool {
        (self.any & (1 << kind as u16) != 0 || self.subtypes.iter().any(|(k, s)| *k == kind && s == subtype))
            && !self.except.as_ref().is_some_and(|except| except.fits(kind, subtype))
    }

    /// True when nothing but countries and peoples fits.
    pub(crate) fn only_origins(&self) -> bool {
        let origins = 1 << EntityType::Place as u16 | 1 << EntityType::Nationality as u16;
        self.subtypes.iter().all(|(kind, _)| *kind == EntityType::Place) && self.any & !origins == 0
    }

    /// True when nothing but events fits.
    pub(crate) fn only_events(&self) -> bool {
        self.any == 1 << EntityType::Event as u16 && self.subtypes.is_empty()
    }

    /// True when a type fits whatever its subtype.
    pub(crate) fn allows(&self, kind: EntityType) -> bool {
        self.any & (1 << kind as u16) != 0 || self.subtypes.iter().any(|(k, _)| *k == kind)
    }
}

impl std::fmt::Display for Types {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whole = EntityType::ALL.iter().filter(|kind| self.any & (1 << **kind as u16) != 0).map(ToString::to_string);
        let parts = self.subtypes.iter().map(|(kind, subtype)| format!("{kind}.{subtype}"));
        let names: Vec<String> = whole.chain(parts).collect();
        f.write_str(&names.join(" or "))?;
        self.except.as_ref().map_or(Ok(()), |except| write!(f, " except {except}"))
    }
}
