//! A row of named values as a document: one place for field names, whatever the file format.

use serde_json::{Map, Value};

use super::{ReadOptions, html};
use crate::types::{Moment, RawDocument};

/// Field → value.
pub(super) type Row = Map<String, Value>;

pub(super) fn value_of(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// The document of a row, `number` being its id when it brings none.
///
/// # Errors
/// Its id as far as known, and what is wrong.
pub(super) fn document(mut row: Row, options: &ReadOptions, number: &str) -> Result<RawDocument, (String, String)> {
    let name = |field: &str| options.fields.get(field).map_or_else(|| field.to_owned(), Clone::clone);
    let id = plain(row.remove(&name("id"))).unwrap_or_else(|| number.to_owned());
    let wrong = |reason: String| (id.clone(), reason);
    let mut document = RawDocument::default();
    match row.remove(&name("text")) {
        Some(Value::String(text)) => document.text = text,
        None | Some(Value::Null) => match row.remove(&name("html")) {
            Some(Value::String(page)) => document = html::page(&page).map_err(wrong)?,
            _ => return Err(wrong(format!("no field '{}'", name("text")))),
        },
        Some(other) => return Err(wrong(format!("field '{}' is {}, not text", name("text"), kind(&other)))),
    }
    document.title = plain(row.remove(&name("title"))).or(document.title);
    document.source = plain(row.remove(&name("source"))).or(document.source);
    document.url = plain(row.remove(&name("url"))).or(document.url);
    document.language = plain(row.remove(&name("language"))).or(document.language);
    if let Some(written) = plain(row.remove(&name("published"))) {
        match Moment::read(&written) {
            Some(moment) => document.published = Some(moment),
            // kept where a reader of the output can see it
            None => drop(document.extra.insert("published".to_owned(), written)),
        }
    }
    document.extra.extend(row.into_iter().filter_map(|(key, value)| Some((key, plain(Some(value))?))));
    document.id = id;
    Ok(document)
}

/// A value as text; nothing for null and blank.
fn plain(value: Option<Value>) -> Option<String> {
    match value? {
        Value::Null => None,
        Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
        other => Some(other.to_string()),
    }
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
