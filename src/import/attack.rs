//! `attack`: ATT&CK as a STIX 2.1 bundle (`enterprise-attack.json`).
//!
//! Fields of objects of the types intrusion-set, campaign, malware and tool: name, aliases or x_mitre_aliases, and the
//! external id of the source `mitre-attack`. Revoked and deprecated objects are left out, as are relationships: which
//! group uses what is for articles to say.
//!
//! Licence: MITRE ATT&CK terms of use. © The MITRE Corporation. This work is reproduced and distributed with the
//! permission of The MITRE Corporation.

use std::path::PathBuf;

use serde_json::Value;

use super::Importer;
use super::elements::each_element;
use super::rows::{Row, Rows};
use crate::error::Error;
use crate::lexicon::EntityType;

pub(super) const IMPORTER: Importer =
    Importer { name: "attack", source: "MITRE ATT&CK (STIX 2.1 bundle)", licence: "LicenseRef-MITRE-ATTACK", read };

const TYPES: &[(&str, EntityType, &str)] = &[
    ("intrusion-set", EntityType::Organisation, "threat-actor"),
    ("campaign", EntityType::Event, "campaign"),
    ("malware", EntityType::Product, "malware"),
    ("tool", EntityType::Product, "software"),
];

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    for path in files {
        rows.begin(path);
        each_element(path, "objects", |line, object| {
            rows.at(line);
            rows.take(row(&object))
        })?;
    }
    Ok(())
}

fn row(object: &Value) -> Result<Option<Row>, String> {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    let is_set = |name: &str| object.get(name).and_then(Value::as_bool).unwrap_or(false);
    let kind = text("type").ok_or("object without 'type'")?;
    let Some((_, kind, subtype)) = TYPES.iter().find(|(name, _, _)| *name == kind) else { return Ok(None) };
    if is_set("revoked") || is_set("x_mitre_deprecated") {
        return Ok(None);
    }
    let list = |name: &str| object.get(name).and_then(Value::as_array).into_iter().flatten();
    let references = list("external_references");
    let external = references.filter(|r| r.get("source_name").and_then(Value::as_str) == Some("mitre-attack"));
    let external = external.filter_map(|r| r.get("external_id")?.as_str()).next();
    let id = external.or(text("id")).ok_or("object without 'id'")?;
    let mut row = Row::new(format!("attack:{id}"), text("name").unwrap_or_default(), *kind, subtype);
    for alias in list("aliases").chain(list("x_mitre_aliases")).filter_map(Value::as_str) {
        row.alias(alias);
    }
    Ok(Some(row))
}
