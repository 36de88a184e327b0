//! `docs/dates-and-figures.md` shows every family of dates and figures with examples of its rule file. The test compares;
//! `NEWSGRAPH_WRITE_DOCS=1 cargo test --test value_families` writes the page anew.

#![allow(clippy::unwrap_used)] // a test that cannot read its files has failed

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Examples shown of a file, spread over all it has.
const SHOWN: usize = 6;

const OPENING: &str = "# Dates and figures

Every family of `rules/dates` and `rules/figures`, with some of the examples in its file (all of them run as tests). Made from
the rule files: do not edit it, run `NEWSGRAPH_WRITE_DOCS=1 cargo test --test value_families`.

The value of a date is its TIMEX3 value; where it depends on the day of publication, that day is given. The value of a figure is
its number in the base unit; a range stands for its middle and keeps its bounds in `low` and `high`, and \"about\", \"at least\"
and the like are kept as its `modifier` ([annotations.md](annotations.md)); a share by which something fell is negative. Numbers
in dates, names, codes, versions, scores (a qualifier of `defeated`) and telephones are no figures, lengths of time are dates, and a unit without a number is
nothing. Texts of another kind (protocols, tables, messages) mean every number: with `--figures all` those of labels and telephones
(\"flight 103\", \"Velpress 3\", \"the two\") are figures too, and lengths of time are measures in seconds or months.

Dates are read as news has them: open ones (\"on Friday\") lie behind unless the clause looks ahead (\"will meet\", \"is set for\", and the present of what is planned:
\"meets on Friday\"), and bounds (\"before 2010\"),
bare hours (\"Monday 2-4\") and the two ends of \"from 2010 to 2014\" are no part of a date. Messages and plans mean the next
Friday, and tests of date assistants ask for it: `--dates assistant` reads all texts so, `--dates news` none. Without either, a short text without
quotation or report is read as a message where its writer speaks of himself or asks for something (\"I am away from Friday\", \"please send the
figures since 2010\"; `rules/dates/reading.toml` has the words). What news declines of their tests:

| they ask for | news has | because | `--dates assistant` |
|---|---|---|---|
| \"before 2010\", \"more than 4 days\", \"around 1pm\" with the bound | \"2010\", \"4 days\", \"1pm\" | TimeML marks the date, what is said of it stands in the sentence | as they do |
| \"next quarter\" without its article | \"the next quarter\" | the same | as they do |
| \"2014-2018\" and \"Nov 18 2014-Dec 19 2015\" as one range | two dates | \"1866–1932\" is when one was born and died | as they do |
| \"Monday 12-4\" as hours | \"Monday\" | it is a score as often | as they do |
| \"week 31\", \"q1\" alone | nothing | of a league, a product | as they do |
| \"a quarterly meeting\" as every three months | nothing | the kind of a meeting, not when it is | as they do |
| \"Friday\", \"after Feb\", \"the weekend\" to come; \"last Wednesday\" of last week | the last one | news tells what has been | as they do |
| \"two months ago\" as a day, \"some days\" as three, the \"end of the day\" as 23:59:59 | a month, `PXD`, the day | no more is said | as they do |
| \"May to March\" that ends where March begins | the whole of March | the last month counts | as they do |
| \"8 p.m.\" of the day of writing (SUTime) | `T20` | the day is another one as often | `T20` |
| \"partner of the year\", \"four afternoon classes\", \"before lunch\" | nothing | names no time | nothing |
| \"Christmas\" and \"at 8 a.m.\" apart, \"1 p.m.\" without its zone | one time, with its zone | one moment | the same |
| a fortnight from a Monday on, two decades from a round year on | from the day of writing on | as said | the same |
| Jewish holidays from the evening before (Duckling) | the day itself | calendars print the day | the same |
| \"two upcoming months\" as the second month from now, \"14 days hence\" at an hour (Duckling) | two months, a day | as said | the same |
";

#[derive(Deserialize)]
struct File {
    family: Option<String>,
    #[serde(default)]
    pattern: Vec<toml::Value>,
    #[serde(default)]
    unit: Vec<toml::Value>,
    #[serde(default)]
    holiday: Vec<toml::Value>,
    #[serde(default)]
    accept: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    text: String,
    #[serde(default)]
    published: String,
    #[serde(default)]
    found: String,
    #[serde(default)]
    timex: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    unit: String,
}

#[test]
fn the_page_of_dates_and_figures_is_that_of_the_rule_files() {
    let page = page();
    let path = root().join("docs/dates-and-figures.md");
    if std::env::var_os("NEWSGRAPH_WRITE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == page, "{} is stale: NEWSGRAPH_WRITE_DOCS=1 cargo test --test value_families", path.display());
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    let mut page = OPENING.to_owned();
    let readings = [
        ("readings/assistant/dates", "Dates with `--dates assistant`"),
        ("readings/all/figures", "Figures with `--figures all`"),
    ];
    for (folder, title) in [("dates", "Dates"), ("figures", "Figures")].into_iter().chain(readings) {
        write!(page, "\n## {title}\n").unwrap();
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(root().join("rules").join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        files.sort();
        for path in files {
            let text = std::fs::read_to_string(&path).unwrap();
            let file: File = toml::from_str(&text).unwrap();
            if let Some(family) = &file.family {
                let name = path.file_name().unwrap().to_string_lossy();
                section(&mut page, family, &format!("rules/{folder}/{name}"), &text, &file);
            }
        }
    }
    page
}

fn section(page: &mut String, family: &str, path: &str, text: &str, file: &File) {
    let about: Vec<&str> = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).collect();
    let parts = [(file.pattern.len(), "patterns"), (file.unit.len(), "units"), (file.holiday.len(), "holidays")];
    let parts: String = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}")).collect();
    write!(page, "\n### {family}\n\n{} ([{path}](../{path}){parts})\n", about.join(" ")).unwrap();
    if file.accept.is_empty() {
        return;
    }
    let published = file.accept.iter().any(|example| !example.published.is_empty());
    page.push_str(if published {
        "\n| sentence | published | value |\n|---|---|---|\n"
    } else {
        "\n| sentence | value |\n|---|---|\n"
    });
    for example in file.accept.iter().step_by(file.accept.len().div_ceil(SHOWN)) {
        let sentence = example.text.replacen(&example.found, &format!("**{}**", example.found), 1);
        let value = [&example.timex, &example.number, &example.unit];
        let value: Vec<&str> = value.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let mut cells = vec![sentence];
        if published {
            cells.push(example.published.clone());
        }
        cells.push(if value.is_empty() { String::new() } else { format!("`{}`", value.join(" ")) });
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        writeln!(page, "| {} |", cells.join(" | ")).unwrap();
    }
}
