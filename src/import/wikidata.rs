//! `wikidata`: the entity dump `latest-all.json.gz` or `.bz2`, or any part of it: one entity per line of a JSON array.
//!
//! Fields: id, English label and aliases (else those for all languages, `mul`), number of sitelinks; P31 class, P297
//! country code, P1082 population, P569/P570 birth and death, P571/P576 founded and dissolved, P577 published. Statements
//! that are deprecated or have no value are passed over, preferred ones come first. An entity none of whose classes is in
//! `wikidata-classes.csv` is left out. Lines are read without their brackets and commas.
//!
//! Licence: CC0 1.0.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Importer;
use super::input::each_line;
use super::rows::{Row, Rows, date, weight};
use super::wikidata_classes::Classes;
use crate::error::Error;

pub(super) const IMPORTER: Importer =
    Importer { name: "wikidata", source: "Wikidata, wikidata.org (entity dump)", licence: "CC0-1.0", read };

#[derive(Deserialize)]
struct Entity {
    id: String,
    #[serde(default, deserialize_with = "map_or_list")]
    labels: Texts<Text>,
    #[serde(default, deserialize_with = "map_or_list")]
    aliases: Texts<Vec<Text>>,
    #[serde(default, deserialize_with = "map_or_list")]
    claims: Claims,
    #[serde(default, deserialize_with = "map_or_list")]
    sitelinks: Sitelinks,
}

#[derive(Deserialize)]
struct Text {
    value: String,
}

/// Texts in English, for all languages or in British English; all others are passed over unread.
#[derive(Deserialize)]
struct Texts<T> {
    en: Option<T>,
    mul: Option<T>,
    #[serde(rename = "en-gb")]
    en_gb: Option<T>,
}

impl<T> Default for Texts<T> {
    fn default() -> Self {
        Texts { en: None, mul: None, en_gb: None }
    }
}

impl<T> Texts<T> {
    fn best(self) -> Option<T> {
        self.en.or(self.mul).or(self.en_gb)
    }
}

/// How many there are.
#[derive(Default)]
struct Sitelinks(u64);

impl<'de> Deserialize<'de> for Sitelinks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let links: BTreeMap<String, IgnoredAny> = BTreeMap::deserialize(deserializer)?;
        Ok(Sitelinks(links.len() as u64))
    }
}

/// Statements by property; those not read are passed over.
#[derive(Default, Deserialize)]
struct Claims {
    #[serde(default, rename = "P31")]
    classes: Vec<Statement>,
    #[serde(default, rename = "P297")]
    country: Vec<Statement>,
    #[serde(default, rename = "P1082")]
    population: Vec<Statement>,
    #[serde(default, rename = "P569")]
    born: Vec<Statement>,
    #[serde(default, rename = "P570")]
    died: Vec<Statement>,
    #[serde(default, rename = "P571")]
    founded: Vec<Statement>,
    #[serde(default, rename = "P576")]
    dissolved: Vec<Statement>,
    #[serde(default, rename = "P577")]
    published: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
}

#[derive(Deserialize)]
struct Snak {
    #[serde(default)]
    snaktype: String,
    datavalue: Option<DataValue>,
}

#[derive(Deserialize)]
struct DataValue {
    value: serde_json::Value,
}

fn read(files: &[PathBuf], rows: &mut Rows<'_>) -> Result<(), Error> {
    let classes = Classes::shipped();
    for path in files {
        rows.begin(path);
        each_line(path, |number, line| {
            rows.at(number);
            match line.map(|line| line.trim().trim_start_matches('[').trim_end_matches([']', ',']).trim()) {
                Ok("") => Ok(()),
                line => rows.take(line.and_then(|json| Ok(row(entity(json)?, &classes)))),
            }
        })?;
    }
    Ok(())
}

fn entity(json: &str) -> Result<Entity, String> {
    serde_json::from_str(json).map_err(|error| format!("no entity of Wikidata: {error}"))
}

/// `None` for what has no class of the table or no name to print in English.
fn row(entity: Entity, classes: &Classes) -> Option<Row> {
    let claims = &entity.claims;
    let (kind, subtype) = classes.kind(values(&claims.classes).filter_map(|value| value.get("id")?.as_str()))?;
    let name = entity.labels.best()?.value;
    let mut row = Row::new(format!("wikidata:{}", entity.id), &name, kind, subtype);
    for alias in entity.aliases.best().unwrap_or_default() {
        row.alias(&alias.value);
    }
    row.country = values(&claims.country).next().and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let first = |properties: [&[Statement]; 3]| properties.iter().find_map(|p| time(p)).unwrap_or_default();
    row.from = first([&claims.born, &claims.founded, &claims.published]);
    row.to = first([&claims.died, &claims.dissolved, &[]]);
    let population = values(&claims.population).next().and_then(|value| value.get("amount")?.as_str());
    row.extra.push(("pop", population.map_or(String::new(), |p| p.trim_start_matches('+').to_owned())));
    row.extra.push(("sitelinks", entity.sitelinks.0.to_string()));
    row.weight = Some(weight(entity.sitelinks.0, 200.0));
    row.qid = entity.id;
    Some(row)
}

/// Values of the statements that hold, preferred ones first.
fn values(statements: &[Statement]) -> impl Iterator<Item = &serde_json::Value> {
    let ranked = |rank: &'static str| statements.iter().filter(move |statement| statement.rank == rank);
    ranked("preferred")
        .chain(ranked("normal"))
        .filter(|statement| statement.mainsnak.snaktype == "value")
        .filter_map(|statement| statement.mainsnak.datavalue.as_ref().map(|data| &data.value))
}

/// The date of the first statement, as exact as it says (9 year, 10 month, 11 day); none before our era.
fn time(statements: &[Statement]) -> Option<String> {
    let value = values(statements).next()?;
    let parts = match value.get("precision")?.as_u64()? {
        9 => 1,
        10 => 2,
        11 => 3,
        _ => return None,
    };
    let written = date(value.get("time")?.as_str()?.strip_prefix('+')?);
    let exact = written.split('-').take(parts).collect::<Vec<_>>().join("-");
    (!exact.is_empty()).then_some(exact)
}

/// Reads a map; the dump writes an empty one as an empty list.
fn map_or_list<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    struct MapOrList<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for MapOrList<T> {
        type Value = T;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object or an empty list")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(serde::de::value::MapAccessDeserializer::new(map))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(T::default())
        }
    }
    deserializer.deserialize_any(MapOrList(std::marker::PhantomData))
}
