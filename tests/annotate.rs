//! `newsgraph annotate`: the record that other programs read.

use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;

fn annotate(input: &str, threads: &str) -> Vec<serde_json::Value> {
    let output = assert_cmd::Command::new(cargo_bin!("newsgraph"))
        .args(["annotate", "--input-format", "jsonl", "--threads", threads, "-"])
        .write_stdin(input)
        .assert()
        .success()
        .get_output()
        .clone();
    let text = String::from_utf8(output.stdout).expect("records are UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a record is JSON")).collect()
}

fn row(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text, "published": "2024-05-06"}).to_string() + "\n"
}

#[test]
fn offsets_are_code_points_and_give_back_the_words() {
    let text = "🎬 Zoë Kéré, 44, joined Microsoft in Zürich on 3 May 2024 – for “$18m”. 😀 Microsoft said Kéré will start on Monday.";
    let records = annotate(&row("a", text), "1");
    let letters: Vec<char> = text.chars().collect();
    let mentions = records[0]["mentions"].as_array().expect("a list");
    for mention in mentions {
        let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
        assert_eq!(letters[start..end].iter().collect::<String>(), mention["text"].as_str().unwrap());
    }
    for relation in records[0]["relations"].as_array().expect("a list") {
        for name in ["subject", "object"] {
            assert!(mentions.iter().any(|m| m["entity"] == relation[name]), "{relation}");
        }
    }
}

#[test]
fn one_record_per_document_in_input_order_for_any_number_of_threads() {
    let input: String = (0..1500).map(|n| row(&format!("d{n}"), "Microsoft bought Fjordkraft on Monday.")).collect();
    let ids = |records: &[serde_json::Value]| records.iter().map(|r| r["id"].to_string()).collect::<Vec<_>>();
    let one = annotate(&input, "1");
    assert_eq!(ids(&one), (0..1500).map(|n| format!("\"d{n}\"")).collect::<Vec<_>>());
    assert_eq!(one, annotate(&input, "3"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let input: String = (0..3000).map(|n| row(&format!("d{n}"), &"Kéré met Zoë. ".repeat(40))).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("in.jsonl");
    std::fs::write(&file, input).expect("written");
    let mut child = Command::new(cargo_bin!("newsgraph"))
        .args(["annotate", "--input-format", "jsonl", "-"])
        .stdin(std::fs::File::open(&file).expect("opened"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn groups_without_a_name_are_arguments_only_when_asked_for() {
    let text = row("a", "Two masked gunmen killed Lena Varga in Vel, police said.");
    let named = annotate(&text, "1");
    assert!(named[0]["relations"].as_array().unwrap().iter().all(|r| r["relation"] != "killed"), "{}", named[0]);
    let output = assert_cmd::Command::new(cargo_bin!("newsgraph"))
        .args(["annotate", "--input-format", "jsonl", "--unnamed-groups", "-"])
        .write_stdin(text)
        .assert()
        .success();
    let record: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).expect("a record is JSON");
    let killed = record["relations"].as_array().unwrap().iter().find(|r| r["relation"] == "killed").expect("an edge");
    let mention =
        record["mentions"].as_array().unwrap().iter().find(|m| m["entity"] == killed["subject"]).expect("its subject");
    assert_eq!((mention["text"].as_str(), mention["unnamed"].as_bool()), (Some("Two masked gunmen"), Some(true)));
    assert_eq!(mention["subtype"], "unnamed");
}

#[test]
fn the_score_of_a_match_is_kept_with_who_won_it() {
    for (text, score) in [
        ("Vel United beat Ostra City 3-1 on Saturday.", "3-1"),
        ("Roger Federer defeated Rafael Nadal 6-4, 3-6, 6-1.", "6-4, 3-6, 6-1"),
    ] {
        let record = annotate(&row("a", text), "1").remove(0);
        let edges = record["relations"].as_array().expect("a list");
        let won = edges.iter().find(|e| e["relation"] == "defeated").expect("someone won");
        assert_eq!(won["qualifiers"]["score"], score, "{text}");
        assert!(record["mentions"].as_array().expect("a list").iter().all(|m| m["type"] != "figure"), "{text}");
    }
}
