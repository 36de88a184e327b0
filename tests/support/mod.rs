//! What the tests of single texts share.

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

/// The record that `annotate` prints for a text.
#[track_caller]
pub(crate) fn annotated(text: &str) -> Value {
    let input = serde_json::json!({"id": "a", "text": text}).to_string();
    let mut command = assert_cmd::Command::new(cargo_bin!("newsgraph"));
    let command = command.args(["annotate", "--input-format", "jsonl", "-"]).write_stdin(input);
    let output = command.assert().success().get_output().stdout.clone();
    serde_json::from_slice(&output).expect("a record is JSON")
}
