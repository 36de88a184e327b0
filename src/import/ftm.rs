//! `ftm`: entities of FollowTheMoney as JSON lines, such as `entities.ftm.json` of OpenSanctions.
//!
//! Fields: id, caption, schema, properties: name, alias, weakAlias (needs context), country, nationality or jurisdiction,
//! birthDate, deathDate, incorporationDate, dissolutionDate, wikidataId, position. Entities that stand for relations
//! (Directorship, Ownership, Family …) are left out.
//!
//! Licence: that of the data; OpenSanctions: CC BY-NC 4.0, never part of what this project ships.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::input::each_line;
use super::rows::{Row, Rows, date};
use super::{Importer, sanctions};
use crate::error::Error;
use crate::lexicon::Flags;

pub(super) const IMPORTER: Importer = Importer {
    name: "ftm",
    source: "FollowTheMoney entities (JSON lines, as of OpenSanctions)",
    licence: "CC-BY-NC-4.0 when from OpenSanctions",
    read,
};

#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    caption: String,
    #[serde(default)]
    properties: BTreeMap<String, Vec<serde_json::Value>>,
}

impl Entity {
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.properties.get(name).into_iter().flatten().filter_map(serde_json::Value::as_str)
    }

    fn first(&self, names: &[&str]) -> &str {
        names.iter().find_map(|name| self.values(name).next()).unwrap_or_default()
    }
}

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    for path in files {
        rows.begin(path);
        each_line(path, |number, line| {
            rows.at(number);
            let entity = line.and_then(|line| {
                serde_json::from_str::<Entity>(line).map_err(|error| format!("no FollowTheMoney entity: {error}"))
            });
            rows.take(entity.map(|entity| row(&entity)))
        })?;
    }
    Ok(())
}

fn row(entity: &Entity) -> Option<Row> {
    let (kind, subtype) = sanctions::kind(&entity.schema)?;
    let name = if entity.caption.is_empty() { entity.first(&["name"]) } else { &entity.caption };
    let mut row = Row::new(format!("ftm:{}", entity.id), name, kind, subtype);
    for alias in entity.values("name").chain(entity.values("alias")) {
        row.alias(alias);
    }
    row.aliases.extend(entity.values("weakAlias").map(|alias| (alias.to_owned(), Flags::CONTEXT)));
    row.qid = entity.first(&["wikidataId"]).to_owned();
    row.country = entity.first(&["country", "nationality", "jurisdiction"]).to_owned();
    row.from = date(entity.first(&["birthDate", "incorporationDate"]));
    row.to = date(entity.first(&["deathDate", "dissolutionDate"]));
    row.extra.push(("role", entity.first(&["position"]).to_owned()));
    Some(row)
}
