//! Mistakes in rule files: what their readers report, and examples that do not give what they say.

use crate::error::{Error, RuleMistake};
use crate::examples::{self, Failure, Outcome};
use crate::lint::Finding;
use crate::lint::relations::relations;
use crate::pipeline::Pipeline;
use crate::rules::RuleFiles;
use crate::value_examples;

/// Mistakes in all rule files, sorted by file and line.
///
/// # Errors
/// When the pipeline cannot be made for another reason than its rules.
pub fn rules(files: RuleFiles) -> Result<Vec<Finding>, Error> {
    let pipeline = match Pipeline::new(files) {
        Ok(pipeline) => pipeline,
        Err(Error::Rules(mistakes)) => {
            return Ok(mistakes.into_iter().map(mistake).collect());
        }
        Err(other) => return Err(other),
    };
    let Outcome { failures, mistakes, shown, .. } = examples::run(&pipeline);
    let (_, wrong_values) = value_examples::run(&pipeline, &pipeline.rules);
    let wrong_rules = relations(&pipeline.rules, &shown);
    let mut findings: Vec<Finding> = mistakes
        .into_iter()
        .chain(wrong_values)
        .chain(wrong_rules)
        .map(mistake)
        .chain(failures.iter().map(finding))
        .collect();
    findings.sort();
    Ok(findings)
}

fn mistake(mistake: RuleMistake) -> Finding {
    Finding { file: format!("rules/{}", mistake.file), line: mistake.line as u64, what: mistake.what }
}

fn finding(failure: &Failure) -> Finding {
    let mut what = format!("example \"{}\"", failure.text);
    if failure.shifted {
        what.push_str(" in the middle of a text");
    }
    for (title, edges) in [("misses", &failure.missing), ("gives unwanted", &failure.unwanted)] {
        if !edges.is_empty() {
            what.push_str(&format!(" {title} {}", edges.join("; ")));
        }
    }
    Finding { file: format!("rules/{}", failure.file), line: failure.line as u64, what }
}
