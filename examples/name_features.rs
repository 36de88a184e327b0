//! Prints the features of every stretch that is weighed as a name, for `scripts/fit-names`.
//!
//! In: JSONL documents (`{"id","text"}`) on standard input. Out: `{"id","spans":[[start,end,["feature",…]],…]}` a line,
//! offsets in Unicode code points.

use std::error::Error;
use std::io::{BufRead as _, Write as _};

use newsgraph::clean::Cleaner;
use newsgraph::pipeline::Pipeline;
use newsgraph::rules::RuleFiles;
use newsgraph::split::{self, SentenceWords};
use newsgraph::tag::Taggers;
use newsgraph::types::{Page, RawDocument};

fn main() -> Result<(), Box<dyn Error>> {
    let rules = RuleFiles::shipped();
    let pipeline = Pipeline::new(rules.clone())?;
    let lexicon = &pipeline.lexicon;
    let (cleaner, words, taggers) =
        (Cleaner::new(lexicon), SentenceWords::new(lexicon), Taggers::new(lexicon, &rules)?);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let raw = RawDocument { id: row["id"].as_str().unwrap_or_default().to_owned(), text, ..RawDocument::default() };
        let document = cleaner.clean(&raw, lexicon);
        let split = split::split(&document, lexicon, &words);
        let page = Page { document: &document, split: &split, lexicon };
        let point = |byte: u32| raw.text[..byte as usize].chars().count();
        let spans: Vec<_> = taggers
            .name_features(&page)
            .into_iter()
            .map(|(span, features)| {
                let tokens = &split.tokens[span.range()];
                (point(tokens[0].span.start), point(tokens[tokens.len() - 1].span.end), features)
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({ "id": raw.id, "spans": spans }))?;
    }
    Ok(())
}
