//! What `explain` tells of a sentence: sums of evidence, rivals, rules that fired, and the one that nearly did.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;

#[track_caller]
fn assert_explained(text: &str, expected: &[&str]) {
    let output = Command::cargo_bin("newsgraph").unwrap().args(["explain", "--text", text]).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = out.lines().map(str::trim).collect();
    let mut from = 0;
    for wanted in expected {
        match lines[from..].iter().position(|line| line.contains(wanted)) {
            Some(at) => from += at,
            None => panic!("no {wanted:?} from line {from} on\n{out}"),
        }
    }
}

#[test]
fn a_name_shows_its_evidence_and_what_it_won_against() {
    assert_explained(
        "Arvex Corp hired Lena Varga from Borax Ltd.",
        &["+ \"Lena Varga\" person", "= bias", "- \"Lena Varga\" work by name: person", "= bias"],
    );
}

#[test]
fn an_edge_shows_its_rule_and_one_that_was_dropped_its_reason() {
    assert_explained(
        "Anna Holm bought Borax Ltd, and Anna Holm bought Borax Ltd again.",
        &[
            "=> Anna Holm --acquired--> Borax Ltd",
            "rule acquired/buy, trigger \"bought\"",
            "=/ Anna Holm | acquired",
            "told already",
        ],
    );
}

#[test]
fn a_rule_that_gave_nothing_says_what_stopped_it() {
    assert_explained(
        "The film hit Kim Jong-un.",
        &[".. \"hit\" set off attacked/hit: its subject \"The film\" is of type"],
    );
    assert_explained("Arvex Corp broke up the party.", &[".. \"broke\" set off attacked/attack: \"up\" follows"]);
    assert_explained("He was a victim of a hack by Arvex Corp.", &["set off attacked/victim-of: its subject is not"]);
}
