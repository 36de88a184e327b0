//! The tree is the pipeline: a module may only use what stands below it (ARCHITECTURE.md, "Layers").

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Module and layer; modules of one layer never use each other.
const LAYERS: &[(&str, u8)] = &[
    ("types", 0),
    ("error", 1),
    ("batches", 1),
    ("limited", 1),
    ("rules", 2),
    ("gazetteers", 3),
    ("import", 3),
    ("read", 3),
    ("clean", 3),
    ("split", 3),
    ("tag", 3),
    ("resolve", 3),
    ("relate", 3),
    ("merge", 3),
    ("write", 3),
    ("pipeline", 4),
    ("value_examples", 5),
    ("assemble", 4),
    ("stored", 4),
    ("decisions", 4),
    ("examples", 5),
    ("extract", 6),
    ("check", 6),
    ("explain", 6),
    ("lint", 6),
    ("cli", 7),
];

#[test]
fn every_module_uses_only_what_stands_below_it() {
    let layers: BTreeMap<&str, u8> = LAYERS.iter().copied().collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in rust_files(&source) {
        let relative = file.strip_prefix(&source).expect("found below it");
        let module = relative.components().next().expect("not empty").as_os_str().to_string_lossy().replace(".rs", "");
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(layer) = layers.get(module.as_str()) else {
            wrong.push(format!("{}: module '{module}' has no layer: add it to tests/layers.rs", relative.display()));
            continue;
        };
        let text = std::fs::read_to_string(&file).expect("source files are readable");
        for used in uses(&text) {
            match layers.get(used.as_str()) {
                Some(below) if used == module || below < layer => {}
                Some(_) => wrong.push(format!("{}: '{module}' must not use '{used}'", relative.display())),
                None if used == "Error" || used == "lexicon" => {}
                None => wrong.push(format!("{}: '{used}' has no layer: add it to tests/layers.rs", relative.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Names right after `crate::` in code, also those of a group `crate::{a, b::c}`.
fn uses(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with('$') || code[..at].ends_with("in ") {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let (mut depth, mut start) = (0, 0);
                for (n, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth > 0 => depth -= 1,
                        ',' | '}' if depth == 0 => {
                            found.push(first_name(&group[start..n]));
                            start = n + 1;
                            if c == '}' {
                                break;
                            }
                        }
                        _ => {}
                    }
                }
            }
            None => found.push(first_name(rest)),
        }
    }
    found.retain(|name| !name.is_empty() && name != "self");
    found
}

fn first_name(path: &str) -> String {
    path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
