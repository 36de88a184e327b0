//! When and where an edge is said to hold: the words of its own clause, and of no other.

mod support;

use support::annotated;

/// The date and place of the edge of a relation, empty where it has none.
#[track_caller]
fn when_and_where(text: &str, relation: &str) -> (String, String) {
    let record = annotated(text);
    let edges = record["relations"].as_array().expect("a list");
    let edge = edges.iter().find(|edge| edge["relation"] == relation);
    let edge = edge.unwrap_or_else(|| panic!("no {relation} in: {text}"));
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    (word(&edge["date"]["timex"]), word(&edge["qualifiers"]["place"]))
}

#[test]
fn an_office_has_no_day_and_place_of_the_clause_around_it() {
    let text = "Lena Varga met Norwegian President Tom Reel in Oslo on Monday.";
    assert_eq!(when_and_where(text, "met_with"), ("XXXX-WXX-1".into(), "Oslo".into()));
    assert_eq!(when_and_where(text, "leads"), (String::new(), String::new()));
    assert_eq!(when_and_where(text, "has_role"), (String::new(), String::new()));
}

#[test]
fn a_date_before_the_verb_is_the_verbs() {
    let text = "Microsoft on Monday bought Nokia for $7 billion.";
    assert_eq!(when_and_where(text, "acquired").0, "XXXX-WXX-1");
}

#[test]
fn a_length_of_time_dates_nothing() {
    let text = "Lena Varga will buy 100 Rafale jets, made by Dassault Aviation, over the next 10 years.";
    assert_eq!(when_and_where(text, "produced").0, "");
}

#[test]
fn a_date_behind_what_describes_a_name_is_of_the_clause_around_it() {
    let text = "The Norwegian government took control of Nexperia, a chipmaker owned by Wingtech, in September 2024.";
    assert_eq!(when_and_where(text, "controls").0, "2024-09");
    assert_eq!(when_and_where(text, "owns").0, "");
}
