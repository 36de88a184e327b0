//! Dates as other texts than news have them: the examples of each reading, and that news is read as before.

#![allow(clippy::unwrap_used)] // a test that cannot load the rules has failed

use newsgraph::pipeline::{Options, Pipeline};
use newsgraph::types::{EntityType, Moment, RawDocument};
use newsgraph::value_examples;

fn assistant() -> Pipeline<'static> {
    Pipeline::load(&Options { dates: Some("assistant".to_owned()), ..Options::default() }).unwrap()
}

fn dates(pipeline: &Pipeline<'_>, text: &str) -> Vec<String> {
    let published = Moment::parse("2014-12-02");
    let raw = RawDocument { id: "text".to_owned(), text: text.to_owned(), published, ..RawDocument::default() };
    let mentions = pipeline.extract(&raw).mentions;
    mentions.iter().filter(|m| m.kind == EntityType::Date).map(|m| m.span.of(text).to_owned()).collect()
}

#[test]
fn examples_of_a_reading_hold_under_it() {
    let pipeline = assistant();
    let (_, mistakes) = value_examples::run(&pipeline, &pipeline.rules);
    let own: Vec<_> = mistakes.iter().filter(|mistake| mistake.file == "dates/assistant.toml").collect();
    assert!(own.is_empty(), "{own:#?}");
}

#[test]
fn bounds_are_part_of_a_date_only_for_an_assistant() {
    let text = "It lists sales since 2010 and after May 2012.";
    assert_eq!(dates(&assistant(), text), ["since 2010", "after May 2012"]);
    let news = Pipeline::load(&Options::default()).unwrap();
    assert_eq!(dates(&news, text), ["2010", "May 2012"]);
}

#[test]
fn an_unknown_reading_is_a_mistake() {
    assert!(Pipeline::load(&Options { dates: Some("diary".to_owned()), ..Options::default() }).is_err());
}
