//! Which documents a command reads.

use std::collections::BTreeMap;
use std::io::BufRead as _;

use crate::types::{Moment, RawDocument, Skip};

#[derive(clap::Args)]
pub(super) struct Input {
    /// Files, or - for standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    inputs: Vec<String>,
    /// What the input is: jsonl
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    input_format: String,
}

impl Input {
    /// What of it changes the output, for `run.json`.
    pub(super) fn options(&self) -> BTreeMap<String, String> {
        BTreeMap::from([("input-format".to_owned(), self.input_format.clone())])
    }

    /// All documents, and what had to be skipped, in order.
    pub(super) fn documents(&self) -> Box<dyn Iterator<Item = Result<RawDocument, Skip>> + Send> {
        let _ = (&self.inputs, &self.input_format);
        let lines = std::io::BufReader::new(std::io::stdin()).lines().map_while(Result::ok);
        Box::new(lines.enumerate().map(|(n, line)| {
            let skip = |reason: String| Skip { input: "-".into(), record: n as u64 + 1, id: String::new(), reason };
            let row: BTreeMap<String, serde_json::Value> =
                serde_json::from_str(&line).map_err(|e| skip(format!("not JSON: {e}")))?;
            let text = |key: &str| row.get(key).and_then(|v| v.as_str()).map(str::to_owned);
            Ok(RawDocument {
                id: text("id").ok_or_else(|| skip("no id".into()))?,
                text: text("text").ok_or_else(|| skip("no text".into()))?,
                title: text("title"),
                published: text("published").and_then(|p| moment(&p)),
                source: text("source"),
                url: text("url"),
                language: text("language"),
                extra: BTreeMap::new(),
            })
        }))
    }
}

fn moment(text: &str) -> Option<Moment> {
    let mut parts = text.get(..text.len().min(10))?.split('-');
    Some(Moment {
        year: parts.next()?.parse().ok()?,
        month: parts.next().and_then(|m| m.parse().ok()),
        day: parts.next().and_then(|d| d.parse().ok()),
        time: None,
        zone: String::new(),
    })
}
