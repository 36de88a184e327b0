//! The same amount is the same node, however it is written; others are not.

#![allow(clippy::unwrap_used, missing_docs)]

use newsgraph::pipeline::Pipeline;
use newsgraph::rules::RuleFiles;
use newsgraph::types::{EntityType, RawDocument};

/// Ids of the figures of a text, in order.
fn nodes(pipeline: &Pipeline<'_>, text: &str) -> Vec<String> {
    let raw = RawDocument { id: "doc".to_owned(), text: text.to_owned(), ..RawDocument::default() };
    let extraction = pipeline.extract(&raw);
    let figures = extraction.mentions.iter().filter(|mention| mention.kind == EntityType::Figure);
    figures.map(|mention| extraction.entities[mention.entity.0 as usize].id.clone()).collect()
}

#[test]
fn one_amount_in_many_forms_is_one_node() {
    let pipeline = Pipeline::new(RuleFiles::shipped()).unwrap();
    let same = [
        "They took 11 terabytes of data, the 11TBs are for sale, all 11,000 gigabytes.",
        "They paid $18m, that is 18 million dollars or USD 18,000,000.",
        "They paid $4.5 M, that is 4.5m dollars.",
        "The firm has 47,000 staff, and 47000 staff were told.",
        "The road is 1.5 km long, and 1,500 metres were closed.",
        "A third of the crew left, and one in three of the guards.",
        "Exports grew tenfold, and a 10-fold rise is rare.",
        "It reached 45 C at noon and 113 F later.",
    ];
    for text in same {
        let nodes = nodes(&pipeline, text);
        assert!(nodes.len() > 1 && nodes.iter().all(|node| *node == nodes[0]), "{text}: {nodes:?}");
    }
    let apart = [
        "They paid $18m, not 18 million euros.",
        "Sales fell 5 percent, costs rose 5 percent.",
        "Rates rose 1.5 percent, not 15 percent.",
        "They took 11 terabytes, more than 11 terabytes are left.",
    ];
    for text in apart {
        let nodes = nodes(&pipeline, text);
        assert!(nodes.len() == 2 && nodes[0] != nodes[1], "{text}: {nodes:?}");
    }
}

#[test]
fn a_count_is_a_property_of_what_it_counts() {
    let pipeline = Pipeline::new(RuleFiles::shipped()).unwrap();
    for (text, counted) in [
        ("Four unreleased films were leaked.", "unreleased films"),
        ("Acme has 47000 staff.", "staff"),
        ("The thieves took 11 terabytes of data.", "data"),
    ] {
        let raw = RawDocument { id: "doc".to_owned(), text: text.to_owned(), ..RawDocument::default() };
        let extraction = pipeline.extract(&raw);
        let found: Vec<&str> = extraction
            .relations
            .iter()
            .filter(|relation| relation.name == "count_of")
            .map(|relation| extraction.mentions[relation.object.0 as usize].entity)
            .map(|entity| extraction.entities[entity.0 as usize].name.as_str())
            .collect();
        assert_eq!(found, [counted], "{text}");
    }
}

#[test]
fn the_number_of_a_model_is_no_count_of_what_it_does() {
    let pipeline = Pipeline::new(RuleFiles::shipped()).unwrap();
    assert_eq!(nodes(&pipeline, "The Velair Fold 6 starts at $1,899."), ["figure:1899-usd"]);
    assert_eq!(nodes(&pipeline, "In Norvale 12 starts were false."), ["figure:12-starts"]);
}
