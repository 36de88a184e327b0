//! Every gazetteer file says where it comes from, under a licence that allows shipping it, with that licence's text.

use std::path::Path;

/// Licences the shipped gazetteers may be under; `A AND B` needs both.
const ALLOWED: &[&str] = &[
    "MIT OR Apache-2.0",
    "MIT",
    "BSD-2-Clause",
    "CC-BY-4.0",
    "CC0-1.0",
    "Unicode-3.0",
    "WordNet",
    "SCOWL",
    "LicenseRef-MITRE-ATTACK",
    "LicenseRef-public-domain",
];

/// One row of `gazetteers/SOURCES.csv`.
struct Source {
    file: glob::Pattern,
    licence: String,
    texts: Vec<String>,
}

#[test]
fn every_gazetteer_file_has_a_source_with_a_licence_that_may_ship() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("gazetteers");
    let mut reader = csv::Reader::from_path(folder.join("SOURCES.csv")).expect("SOURCES.csv is there");
    let sources: Vec<Source> = reader.records().map(|record| source(&record.expect("whole rows"))).collect();
    let mut wrong = Vec::new();
    for row in &sources {
        for part in row.licence.split(" AND ").map(|part| part.trim_matches(['(', ')'])) {
            if !ALLOWED.contains(&part) {
                wrong.push(format!("{}: licence '{part}' is not allowed", row.file));
            } else if part != "LicenseRef-public-domain" && !row.texts.iter().any(|text| is_text_of(text, part)) {
                wrong.push(format!("{}: no text of '{part}': add it to gazetteers/LICENSES", row.file));
            }
        }
        for text in row.texts.iter().filter(|text| !root.join(text).is_file()) {
            wrong.push(format!("{}: {text} does not exist", row.file));
        }
    }
    for file in files(&folder) {
        if !sources.iter().any(|row| row.file.matches(&file)) {
            wrong.push(format!("{file}: no row in gazetteers/SOURCES.csv: run scripts/gazetteers/provenance.py"));
        } else if let Some((named, licence)) = header_licence(&folder.join(&file)).map(|named| {
            let row = sources.iter().find(|row| row.file.matches(&file));
            (named, row.map_or("", |row| row.licence.as_str()))
        }) && named != licence
        {
            wrong.push(format!("{file}: its header says '{named}', SOURCES.csv '{licence}'"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn source(record: &csv::StringRecord) -> Source {
    Source {
        file: glob::Pattern::new(&record[0]).expect("a file or a pattern"),
        licence: record[4].to_owned(),
        texts: record[5].split_whitespace().map(str::to_owned).collect(),
    }
}

fn is_text_of(text: &str, licence: &str) -> bool {
    let name = text.rsplit('/').next().unwrap_or(text);
    name.strip_suffix(".txt").is_some_and(|name| name == licence || name.starts_with(&format!("{licence}.")))
        || licence == "MIT OR Apache-2.0" && name == "LICENSE-MIT"
}

/// The licence a file's header comments name.
fn header_licence(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).expect("gazetteers are UTF-8");
    text.lines()
        .take_while(|line| line.starts_with('#'))
        .find_map(|line| line.strip_prefix("# licence: ").map(str::to_owned))
}

/// Paths below the folder, without the table of sources and the licence texts.
fn files(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = glob::glob(&folder.join("**/*").display().to_string())
        .expect("a valid pattern")
        .flatten()
        .filter(|path| path.is_file())
        .filter_map(|path| path.strip_prefix(folder).ok().map(|path| path.display().to_string()))
        .filter(|path| path != "SOURCES.csv" && !path.starts_with("LICENSES/"))
        .collect();
    found.sort();
    found
}
