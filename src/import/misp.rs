//! `misp`: clusters of the MISP galaxy (JSON).
//!
//! Fields: type; of each value: value, uuid, meta.synonyms, meta.country. Blanks around names and what stands in brackets
//! after the names of agencies ("(Kenya)", "(page does not exist)") are dropped. Only clusters of names are taken: groups,
//! malware, ransomware, tools, agencies, vendors, producers, drones. Notes, links and references are not read.
//!
//! Licence: CC0 1.0 or BSD 2-Clause; clusters that come from MITRE need its notice, see `attack`.

use std::path::PathBuf;

use serde_json::Value;

use super::Importer;
use super::elements::{each_element, top_level_text};
use super::rows::{Row, Rows};
use crate::error::Error;
use crate::lexicon::EntityType;

pub(super) const IMPORTER: Importer =
    Importer { name: "misp", source: "MISP galaxy (clusters, JSON)", licence: "CC0-1.0 OR BSD-2-Clause", read };

/// Type of the cluster, and what its values are.
const CLUSTERS: &[(&str, EntityType, &str)] = &[
    ("threat-actor", EntityType::Organisation, "threat-actor"),
    ("mitre-intrusion-set", EntityType::Organisation, "threat-actor"),
    ("microsoft-activity-group", EntityType::Organisation, "threat-actor"),
    ("ransomware", EntityType::Product, "malware"),
    ("mitre-malware", EntityType::Product, "malware"),
    ("mitre-tool", EntityType::Product, "software"),
    ("tool", EntityType::Product, "software"),
    ("intelligence-agency", EntityType::Organisation, "intelligence"),
    ("intelligence-agencies", EntityType::Organisation, "intelligence"),
    ("surveillance-vendor", EntityType::Organisation, "company"),
    ("producer", EntityType::Organisation, "company"),
    ("uavs", EntityType::Product, "drone"),
    ("china-defence-universities", EntityType::Organisation, "university"),
];

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    for path in files {
        rows.begin(path);
        let cluster = top_level_text(path, "type")?.unwrap_or_default();
        let known = CLUSTERS.iter().find(|(name, _, _)| *name == cluster);
        each_element(path, "values", |line, value| {
            rows.at(line);
            rows.take(known.map(|(_, kind, subtype)| row(&value, *kind, subtype)).transpose())
        })?;
    }
    Ok(())
}

fn row(value: &Value, kind: EntityType, subtype: &str) -> Result<Row, String> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).ok_or(format!("value without '{name}'"));
    let mut row = Row::new(format!("misp:{}", text("uuid")?), without_bracket(text("value")?), kind, subtype);
    let meta = |name: &str| value.get("meta").and_then(|meta| meta.get(name));
    for synonym in meta("synonyms").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        row.alias(without_bracket(synonym));
    }
    let country = meta("country").and_then(|country| country.as_str().or_else(|| country.get(0)?.as_str()));
    row.country = country.unwrap_or_default().to_owned();
    Ok(row)
}

/// A name without what stands in brackets at its end.
fn without_bracket(name: &str) -> &str {
    let name = name.trim();
    match name.rsplit_once(" (") {
        Some((before, rest)) if rest.ends_with(')') => without_bracket(before),
        _ => name,
    }
}
