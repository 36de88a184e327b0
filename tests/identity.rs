//! One entity across documents: what is joined, what stays apart, and decisions that are edited and replayed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use newsgraph::write::{ALWAYS, FORMATS};

fn newsgraph(arguments: &[&str], input: &str) {
    let mut command = Command::new(cargo_bin!("newsgraph"));
    let output = command.args(arguments).write_stdin(input).output().expect("started");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

fn extract(articles: &[String], out: &Path, options: &[&str]) {
    let mut arguments = vec!["extract", "--input-format", "jsonl", "-o", out.to_str().expect("UTF-8")];
    arguments.extend(options);
    arguments.push("-");
    newsgraph(&arguments, &articles.concat());
}

fn articles(texts: &[(&str, &str)]) -> Vec<String> {
    let row = |(id, text): &(&str, &str)| {
        serde_json::json!({"id": id, "text": text, "published": "2024-05-06"}).to_string() + "\n"
    };
    texts.iter().map(row).collect()
}

/// Names that one document spells out and others do not.
const DUMP: [(&str, &str); 8] = [
    ("a", "Police raided the Zargen Marine Institute (ZMI) on Monday. The Zargen Marine Institute said it would sue."),
    ("b", "ZMI said on Tuesday that its computers were back. Officials of ZMI declined to comment."),
    ("c", "Harlan Foods Group bought a farm in Norway. Harlan Foods said the farm would grow barley."),
    ("d", "Harlan Foods said on Monday that it would close a plant. Shares of Harlan Foods fell."),
    (
        "e",
        "Tavelin Shipping Ltd said it had hired 40 people. The chief executive of Tavelin Shipping Ltd, Mara Quill, spoke in Oslo.",
    ),
    (
        "f",
        "Tavelin Shipping said profits rose. Mara Quill, chief executive of Tavelin Shipping, said the year was good.",
    ),
    ("g", "The writer Oskar Brandvold was born on 3 May 1950. Oskar Brandvold lives in Bergen."),
    ("h", "The goalkeeper Oskar Brandvold was born on 9 June 1998. Oskar Brandvold plays for Tavelin."),
];

fn table(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).expect("there");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn entity(folder: &Path, document: &str, text: &str) -> String {
    let rows = table(folder, "mentions.csv");
    let row = rows.iter().find(|row| row["document"] == document && row["text"] == text && row["nominal"].is_empty());
    row.unwrap_or_else(|| panic!("no mention {text} in {document}"))["entity"].clone()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = FORMATS.iter().flat_map(|format| format.files).chain(ALWAYS);
    let mut files: BTreeMap<_, _> =
        names.filter_map(|name| Some(((*name).to_owned(), fs::read(folder.join(name)).ok()?))).collect();
    files.remove("run.json");
    files
}

#[test]
fn what_one_document_spells_out_holds_for_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    extract(&articles(&DUMP), out, &[]);
    assert_eq!(entity(out, "b", "ZMI"), entity(out, "a", "Zargen Marine Institute"));
    assert_eq!(entity(out, "d", "Harlan Foods"), entity(out, "c", "Harlan Foods Group"));
    assert_eq!(entity(out, "f", "Tavelin Shipping"), entity(out, "e", "Tavelin Shipping Ltd"));
    let nodes = table(out, "nodes.csv");
    let harlan = nodes.iter().find(|row| row["id"] == "organisation:harlan-foods-group").expect("a node");
    assert_eq!((&*harlan["name"], &*harlan["documents"]), ("Harlan Foods Group", "2"));
    assert!(harlan["aliases"].contains("Harlan Foods"), "{harlan:?}");
}

#[test]
fn a_middle_initial_or_a_slip_needs_a_shared_edge() {
    let folder = tempfile::tempdir().expect("a folder");
    let dump = [
        ("a", "Tavelin Shipping hired Ada B. Quill. Ada B. Quill lives in Oslo."),
        ("b", "Tavelin Shipping hired Ada Quill on Monday."),
        ("c", "Tavelin Shipping hired Gunnar Halvorsen. Gunnar Halvorsen smiled."),
        ("d", "Tavelin Shipping hired Gunnar Halvorson on Monday."),
        ("e", "Police arrested Gunnar Halvorsem in Lagos."),
    ];
    extract(&articles(&dump), folder.path(), &[]);
    let out = folder.path();
    assert_eq!(entity(out, "b", "Ada Quill"), entity(out, "a", "Ada B. Quill"));
    assert_eq!(entity(out, "d", "Gunnar Halvorson"), entity(out, "c", "Gunnar Halvorsen"));
    assert_ne!(entity(out, "e", "Gunnar Halvorsem"), entity(out, "c", "Gunnar Halvorsen"));
}

#[test]
fn namesakes_with_other_facts_stay_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    extract(&articles(&DUMP), folder.path(), &[]);
    let [writer, keeper] = ["g", "h"].map(|document| entity(folder.path(), document, "Oskar Brandvold"));
    assert_ne!(writer, keeper);
    let decisions = table(folder.path(), "decisions.csv");
    let why = decisions.iter().find(|row| row["document"] == "h").expect("a decision");
    assert_eq!((&*why["decision"], &*why["b"]), ("must-not-merge", &*keeper));
    assert!(why["reason"].contains("born_on"), "{why:?}");
}

#[test]
fn a_name_is_what_most_documents_have_it_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let dump = [
        ("a", "The retailer Brenvik said it would sue."),
        ("b", "Mara Quill, chief executive of the software firm Brenvik, said so."),
        ("c", "He was seen in Brenvik on Monday."),
        ("d", "Bergen Ltd said it would sue."),
        ("e", "Bergen Ltd said it would hire 40 people."),
        ("f", "He was seen in Bergen on Monday."),
    ];
    extract(&articles(&dump), folder.path(), &[]);
    let out = folder.path();
    assert_eq!(entity(out, "c", "Brenvik"), entity(out, "a", "Brenvik"));
    let decisions = table(out, "decisions.csv");
    let why = decisions.iter().find(|row| row["a"] == "place:brenvik").expect("a decision");
    assert_eq!((&*why["decision"], &*why["b"]), ("merge", "organisation:brenvik"));
    let nodes = table(out, "nodes.csv");
    let node = nodes.iter().find(|row| row["id"] == "organisation:brenvik").expect("a node");
    assert_eq!((&*node["type"], &*node["documents"]), ("organisation", "3"));
    // a known town is no guess
    assert_ne!(entity(out, "f", "Bergen"), entity(out, "d", "Bergen Ltd"));
}

#[test]
fn a_short_form_may_leave_out_the_middle_but_not_the_team() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Tavelin Marine Insurance hired 40 people. Tavelin Insurance said it would hire more. \
                Tavelin Cargo Ltd said nothing. The Osmark Data Research Team found the flaw, and Osmark mended it.";
    extract(&articles(&[("a", text)]), folder.path(), &[]);
    let full = entity(folder.path(), "a", "Tavelin Marine Insurance");
    assert_eq!(entity(folder.path(), "a", "Tavelin Insurance"), full);
    assert_ne!(entity(folder.path(), "a", "Tavelin Cargo Ltd"), full);
    let team = entity(folder.path(), "a", "Osmark Data Research Team");
    assert_ne!(entity(folder.path(), "a", "Osmark"), team, "the firm is not its team");
}

#[test]
fn an_ambiguous_short_form_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dump = DUMP.to_vec();
    dump.push(("i", "The Harlan Foods Council bought a mill. Harlan Foods said the mill would grind wheat."));
    dump.push(("j", "The Zargen Metal Institute (ZMI) opened on Monday. The Zargen Metal Institute is in Oslo."));
    extract(&articles(&dump), folder.path(), &[]);
    assert_eq!(entity(folder.path(), "d", "Harlan Foods"), "organisation:harlan-foods");
    assert_eq!(entity(folder.path(), "b", "ZMI"), "organisation:zmi@b");
    let decisions = table(folder.path(), "decisions.csv");
    let open = decisions.iter().filter(|row| row["a"] == "organisation:harlan-foods").count();
    assert_eq!(open, 2, "{decisions:?}");
}

#[test]
fn decisions_are_replayed_and_can_be_edited() {
    let folder = tempfile::tempdir().expect("a folder");
    let [first, again, edited] = ["first", "again", "edited"].map(|name| folder.path().join(name));
    let all = ["--formats", "csv,neo4j,gephi,graphml,jsonl"];
    let mut dump = articles(&DUMP);
    extract(&dump, &first, &[&all[..], &["--threads", "1"]].concat());
    let file = first.join("decisions.csv");
    dump.reverse();
    extract(&dump, &again, &[&all[..], &["--threads", "3", "--decisions", file.to_str().expect("UTF-8")]].concat());
    assert_eq!(files(&first), files(&again));

    let changed = fs::read_to_string(&file).expect("there").replace(
        "merge,organisation:harlan-foods,organisation:harlan-foods-group",
        "must-not-merge,organisation:harlan-foods,organisation:harlan-foods-group",
    ) + "merge,person:oskar-brandvold@h,person:oskar-brandvold,,,\n";
    let file = folder.path().join("mine.csv");
    fs::write(&file, changed).expect("written");
    extract(&dump, &edited, &["--decisions", file.to_str().expect("UTF-8")]);
    assert_eq!(entity(&edited, "d", "Harlan Foods"), "organisation:harlan-foods");
    assert_eq!(entity(&edited, "h", "Oskar Brandvold"), entity(&edited, "g", "Oskar Brandvold"));
    assert_eq!(entity(&edited, "b", "ZMI"), entity(&edited, "a", "Zargen Marine Institute"));
}

#[test]
fn merged_halves_are_judged_as_one_dump() {
    let folder = tempfile::tempdir().expect("a folder");
    let [whole, left, right, merged] = ["whole", "left", "right", "merged"].map(|name| folder.path().join(name));
    let dump = articles(&DUMP);
    extract(&dump, &whole, &[]);
    let half = |parity: usize| dump.iter().skip(parity).step_by(2).cloned().collect::<Vec<_>>();
    extract(&half(0), &left, &[]);
    extract(&half(1), &right, &[]);
    let [left, right, out] = [&left, &right, &merged].map(|path| path.to_str().expect("UTF-8"));
    newsgraph(&["merge", left, right, "-o", out], "");
    assert_eq!(files(&whole), files(&merged));
}

#[test]
fn a_decision_that_says_nothing_is_one_clear_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("decisions.csv");
    for (rows, says) in [
        ("decision,a\nmerge,x\n", "decisions.csv:1: no column 'b'"),
        ("decision,a,b\njoin,x,y\n", "decisions.csv:2: 'join' is neither merge nor must-not-merge"),
        ("decision,a,b\nmerge,x,x\n", "decisions.csv:2: a and b have to be two ids"),
    ] {
        fs::write(&file, rows).expect("written");
        let mut command = Command::new(cargo_bin!("newsgraph"));
        command.args(["extract", "-o"]).arg(folder.path().join("out")).arg("--decisions").arg(&file).arg("-");
        let output = command.write_stdin("").output().expect("started");
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(says), "{message}");
    }
}
