//! How many say an edge independently, and what contradicts it.

use std::collections::BTreeMap;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;

type Row = BTreeMap<String, String>;

fn extract(rows: &[(&str, &str, &str)], folder: &Path) {
    let row = |(id, source, text): &(&str, &str, &str)| {
        serde_json::json!({"id": id, "source": source, "text": text, "published": "2024-05-06"}).to_string() + "\n"
    };
    let input: String = rows.iter().map(row).collect();
    let mut command = Command::new(cargo_bin!("newsgraph"));
    command.args(["extract", "--input-format", "jsonl", "-o"]).arg(folder).arg("-");
    let output = command.write_stdin(input).output().expect("started");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

fn table(folder: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join(name)).expect("there");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn copies_of_an_agency_text_and_articles_of_one_outlet_count_once() {
    let agency = "Fernwood Books bought the Kestrel Printing Company for $40 million on Monday.";
    let folder = tempfile::tempdir().expect("a folder");
    extract(
        &[
            ("a", "Harbour Gazette", agency),
            ("b", "City Docket", &format!("LAGOS - {agency}")),
            ("c", "City Docket", "Fernwood Books bought the Kestrel Printing Company last year."),
            (
                "d",
                "Page & Stage",
                "Fernwood Books bought the Kestrel Printing Company in a deal that surprised the trade.",
            ),
        ],
        folder.path(),
    );
    let edges = table(folder.path(), "edges.csv");
    let bought =
        edges.iter().find(|row| row["relation"] == "acquired" && row["modality"] == "asserted").expect("an edge");
    assert_eq!((&*bought["documents"], &*bought["sources"]), ("4", "2"), "{bought:?}");
}

#[test]
fn what_cannot_both_be_true_is_listed_with_both_sentences() {
    let folder = tempfile::tempdir().expect("a folder");
    extract(
        &[
            ("a", "", "Oskar Brandvold was born on 3 May 1950. Tavelin Shipping hired Oskar Brandvold."),
            ("b", "", "Oskar Brandvold was born on 9 June 1951. Tavelin Shipping hired Oskar Brandvold."),
            ("c", "", "Oskar Brandvold was born in 1950."),
            ("d", "", "The Kordan Front attacked Vesk Power. The group wanted money."),
            ("e", "", "The Kordan Front did not attack Vesk Power."),
        ],
        folder.path(),
    );
    let conflicts = table(folder.path(), "conflicts.csv");
    let [denied, other] = ["denied", "other-value"].map(|kind| {
        let rows: Vec<&Row> = conflicts.iter().filter(|row| row["kind"] == kind).collect();
        assert_eq!(rows.len(), 1, "{kind}: {conflicts:?}");
        rows[0]
    });
    assert_eq!(denied["quote_b"], "The Kordan Front did not attack Vesk Power.");
    assert_eq!((&*other["relation"], &*other["object_b"]), ("born_on", "date:1951-06-09"));
    assert_eq!(other["subject_a"], other["subject_b"], "one person, for one firm hired both");
    let edges = table(folder.path(), "edges.csv");
    for row in &conflicts {
        for side in ["edge_a", "edge_b"] {
            assert!(edges.iter().any(|edge| edge["id"] == row[side]), "{row:?}");
        }
    }
}
