//! The examples in the files of dates and figures, run as tests: an accept gives its words and value, a reject nothing.
//!
//! In: a pipeline and its rule files. Out: what is wrong, with file and line. Used by the tests and by `lint`.

use compact_str::CompactString;
use serde::Deserialize;
use toml::Spanned;

use crate::error::RuleMistake;
use crate::pipeline::Pipeline;
use crate::rules::{self, RuleFiles};
use crate::types::{EntityType, Mention, Moment, RawDocument, Value};

/// Folders of value rules, and the type of mention they find.
const FOLDERS: [(&str, EntityType); 2] = [("dates", EntityType::Date), ("figures", EntityType::Figure)];

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    accept: Vec<Example>,
    #[serde(default)]
    reject: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: Spanned<String>,
    /// When the text was published; empty for unknown.
    #[serde(default)]
    published: String,
    /// The words that must be found; in a reject nothing may be found, but for weaker readings of `but`.
    #[serde(default)]
    found: String,
    /// TIMEX3 value of a date; not compared when empty.
    #[serde(default)]
    timex: String,
    /// Number of a figure in its base unit; not compared when empty.
    #[serde(default)]
    number: String,
    /// Base unit; not compared when empty.
    #[serde(default)]
    unit: String,
    /// Why a reject is none: for the reader of the file.
    #[serde(default, rename = "why")]
    _why: String,
}

/// Number of examples run, and the ones that fail.
pub fn run(pipeline: &Pipeline<'_>, files: &RuleFiles) -> (usize, Vec<RuleMistake>) {
    let (mut count, mut mistakes) = (0, Vec::new());
    for (folder, kind) in FOLDERS {
        for (path, text) in files.below(folder) {
            let file: File = match rules::parse_examples(path, text) {
                Ok(file) => file,
                Err(mistake) => {
                    mistakes.push(mistake);
                    continue;
                }
            };
            let all = file.accept.iter().map(|e| (e, true)).chain(file.reject.iter().map(|e| (e, false)));
            for (example, accept) in all {
                count += 1;
                if let Some(what) = wrong(pipeline, example, kind, accept) {
                    let line = rules::line_of(text, example.text.span().start);
                    mistakes.push(RuleMistake { file: path.to_owned(), line, what });
                }
            }
        }
    }
    (count, mistakes)
}

/// What is wrong with an example, in words.
fn wrong(pipeline: &Pipeline<'_>, example: &Example, kind: EntityType, accept: bool) -> Option<String> {
    let text = example.text.get_ref();
    let published = Moment::read(&example.published);
    let raw = RawDocument { id: "example".to_owned(), text: text.clone(), published, ..RawDocument::default() };
    let extraction = pipeline.extract(&raw);
    let found: Vec<&Mention> = extraction.mentions.iter().filter(|m| m.kind == kind && m.nominal.is_none()).collect();
    let told = |m: &Mention| format!("{:?} ({})", m.span.of(text), value(m).join(", "));
    let all = found.iter().map(|m| told(m)).collect::<Vec<_>>().join(", ");
    if !accept {
        let valued = found.iter().any(|m| m.subtype != "number" && m.subtype != "count");
        return valued.then(|| format!("example {text:?}: nothing should be found, but {all} is"));
    }
    let Some(mention) = found.iter().find(|m| m.span.of(text) == example.found) else {
        return Some(format!("example {text:?}: {:?} is not found, only [{all}]", example.found));
    };
    let wanted = [&example.timex, &example.number, &example.unit];
    let fits = value(mention).iter().zip(wanted).all(|(is, wanted)| wanted.is_empty() || is == wanted);
    (!fits).then(|| format!("example {text:?}: found {}, not {}", told(mention), wanted.map(String::as_str).join(", ")))
}

/// TIMEX3 value, number and unit, as far as the mention has them.
fn value(mention: &Mention) -> [CompactString; 3] {
    match &mention.value {
        Some(Value::Date(date)) => [date.timex.clone(), CompactString::default(), CompactString::default()],
        Some(Value::Figure(figure)) => [CompactString::default(), figure.number.clone(), figure.unit.clone()],
        None => Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_a_date_or_figure_gives_its_value() {
        let files = RuleFiles::shipped();
        let pipeline = Pipeline::new(files.clone()).unwrap();
        let (count, mistakes) = run(&pipeline, &files);
        assert!(count > 30, "only {count} examples were found");
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    }
}
