//! When and where an edge is said to hold and for how much: the words of its own clause, and of no other.

mod support;

use support::annotated;

/// The edge of a relation.
#[track_caller]
fn edge(text: &str, relation: &str) -> serde_json::Value {
    let record = annotated(text);
    let edges = record["relations"].as_array().expect("a list");
    let edge = edges.iter().find(|edge| edge["relation"] == relation);
    edge.unwrap_or_else(|| panic!("no {relation} in: {text}")).clone()
}

/// The date and place of the edge of a relation, empty where it has none.
#[track_caller]
fn when_and_where(text: &str, relation: &str) -> (String, String) {
    let edge = edge(text, relation);
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    (word(&edge["date"]["timex"]), word(&edge["qualifiers"]["place"]))
}

#[test]
fn what_was_paid_stands_with_who_paid_it() {
    for (text, relation, amount) in [
        ("The European Commission fined Google 2.95 billion euros.", "fined", "2.95 billion euros"),
        ("Google was fined $50 million by the European Commission.", "fined", "$50 million"),
        ("Microsoft bought Nokia for $7 billion on Monday.", "acquired", "$7 billion"),
        ("Microsoft completed its $7 billion takeover of Nokia.", "acquired", "$7 billion"),
        ("Google invested $300 million in Nokia.", "invested_in", "$300 million"),
    ] {
        assert_eq!(edge(text, relation)["qualifiers"]["amount"], amount, "{text}");
    }
    let text = "Microsoft, which lost $4 billion last year, bought Nokia.";
    assert!(edge(text, "acquired")["qualifiers"]["amount"].is_null());
}

#[test]
fn with_what_and_what_for_something_was_done() {
    let text = "Lena Varga sued Nokia for defamation in Oslo.";
    assert_eq!(edge(text, "sued")["qualifiers"]["purpose"], "defamation");
    let text = "Lena Varga sued Nokia for $5 million.";
    assert!(edge(text, "sued")["qualifiers"]["purpose"].is_null());
    let text = "Hezbollah attacked Haifa with drones and missiles on Monday.";
    assert_eq!(edge(text, "attacked")["qualifiers"]["instrument"], "drones");
    let text = "Hezbollah attacked Haifa with Hamas.";
    assert!(edge(text, "attacked")["qualifiers"]["instrument"].is_null());
}

#[test]
fn what_someone_did_until_a_day_is_over() {
    let text = "Lena Varga ran Nokia until 2020.";
    assert_eq!(edge(text, "leads")["qualifiers"]["former"], "true");
    let text = "Lena Varga runs Nokia until 2031.";
    assert!(edge(text, "leads")["qualifiers"]["former"].is_null());
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
