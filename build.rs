//! Compiles the shipped gazetteers into one image and lists the shipped rule files, so that the program starts at once.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=gazetteers");
    println!("cargo::rerun-if-changed=rules");

    let scratch = out.join("scratch");
    let _ = std::fs::remove_dir_all(&scratch);
    std::fs::create_dir(&scratch).expect("OUT_DIR can be written");
    let image = std::fs::File::create(out.join("lexicon.bin")).expect("OUT_DIR can be written");
    let folder = newsgraph_lexicon::Folder::whole(&root.join("gazetteers")).map_err(|error| vec![error]);
    let compiled = folder.and_then(|folder| newsgraph_lexicon::compile(&folder, None, &scratch, &image));
    if let Err(errors) = compiled {
        for error in errors.iter().take(20) {
            println!("cargo::error={error}");
        }
        panic!("{} mistakes in gazetteers/", errors.len());
    }
    std::fs::remove_dir_all(&scratch).expect("OUT_DIR can be written");

    let mut list = String::from(
        "/// Shipped rule files: path below `rules/`, and text.\npub(super) const SHIPPED: &[(&str, &str)] = &[\n",
    );
    let mut files = Vec::new();
    collect(&root.join("rules"), &mut files);
    files.sort();
    for file in files {
        let name = file.strip_prefix(root.join("rules")).expect("found below it").to_string_lossy().replace('\\', "/");
        writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string()).expect("strings grow");
    }
    list.push_str("];\n");
    std::fs::write(out.join("rules.rs"), list).expect("OUT_DIR can be written");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "csv" || ending == "txt") {
            files.push(path);
        }
    }
}
