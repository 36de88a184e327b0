//! Which documents a command reads.

use std::collections::BTreeMap;

use crate::Error;
use crate::read::{Documents, FORMATS, Format, ReadOptions, format};

#[derive(clap::Args)]
pub(super) struct Input {
    /// Files, folders, patterns, or - for standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    inputs: Vec<String>,
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = parse_format, help = help())]
    input_format: InputFormat,
    /// Name of a field in the input: text=body
    #[arg(long = "field", value_name = "FIELD=NAME", value_parser = parse_field)]
    fields: Vec<(String, String)>,
}

/// `None`: by name and content.
#[derive(Clone, Copy)]
struct InputFormat(Option<&'static Format>);

/// Fields of a document that can be mapped.
const FIELDS: [&str; 8] = ["id", "text", "html", "title", "published", "source", "url", "language"];

impl Input {
    /// What of it changes the output, for `run.json`.
    pub(super) fn options(&self) -> BTreeMap<String, String> {
        let mut options = BTreeMap::from([("input-format".to_owned(), self.input_format.name().to_owned())]);
        options.extend(self.fields.iter().map(|(field, name)| (format!("field {field}"), name.clone())));
        options
    }

    /// All documents, and what had to be skipped, in order.
    pub(super) fn documents(&self) -> Result<Documents, Error> {
        let options = ReadOptions { format: self.input_format.0, fields: self.fields.iter().cloned().collect() };
        Documents::open(&self.inputs, options)
    }
}

impl InputFormat {
    fn name(self) -> &'static str {
        self.0.map_or("auto", |format| format.name)
    }
}

fn parse_format(name: &str) -> Result<InputFormat, String> {
    if name == "auto" {
        return Ok(InputFormat(None));
    }
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    format(name).map(|f| InputFormat(Some(f))).ok_or_else(|| format!("formats are auto, {}", names.join(", ")))
}

fn parse_field(pair: &str) -> Result<(String, String), String> {
    let (field, name) = pair.split_once('=').ok_or("write it as text=body")?;
    if !FIELDS.contains(&field) {
        return Err(format!("fields are {}", FIELDS.join(", ")));
    }
    Ok((field.to_owned(), name.to_owned()))
}

fn help() -> String {
    let lines: Vec<String> = FORMATS.iter().map(|f| format!("{} ({})", f.name, f.doc)).collect();
    format!("What the inputs are: auto (by name and content); {}", lines.join("; "))
}
