//! Dates and figures as other texts than news have them: the examples of each reading, and that news is read as before.

#![allow(clippy::unwrap_used)] // a test that cannot load the rules has failed

use newsgraph::pipeline::{Options, Pipeline};
use newsgraph::types::{EntityType, Moment, RawDocument};
use newsgraph::value_examples;

fn assistant() -> Pipeline<'static> {
    Pipeline::load(&Options { dates: Some("assistant".to_owned()), ..Options::default() }).unwrap()
}

fn all_figures() -> Pipeline<'static> {
    Pipeline::load(&Options { figures: Some("all".to_owned()), ..Options::default() }).unwrap()
}

fn figures(pipeline: &Pipeline<'_>, text: &str) -> Vec<String> {
    let raw = RawDocument { id: "text".to_owned(), text: text.to_owned(), ..RawDocument::default() };
    let mentions = pipeline.extract(&raw).mentions;
    mentions.iter().filter(|m| m.kind == EntityType::Figure).map(|m| m.span.of(text).to_owned()).collect()
}

fn dates(pipeline: &Pipeline<'_>, text: &str) -> Vec<String> {
    let published = Moment::parse("2014-12-02");
    let raw = RawDocument { id: "text".to_owned(), text: text.to_owned(), published, ..RawDocument::default() };
    let mentions = pipeline.extract(&raw).mentions;
    mentions.iter().filter(|m| m.kind == EntityType::Date).map(|m| m.span.of(text).to_owned()).collect()
}

#[test]
fn examples_of_a_reading_hold_under_it() {
    for (pipeline, file) in [(assistant(), "dates/assistant.toml"), (all_figures(), "figures/times.toml")] {
        let (_, mistakes) = value_examples::run(&pipeline, &pipeline.rules);
        let own: Vec<_> = mistakes.iter().filter(|mistake| mistake.file == file).collect();
        assert!(own.is_empty(), "{own:#?}");
    }
}

#[test]
fn bounds_are_part_of_a_date_only_for_an_assistant() {
    let text = "It lists sales since 2010 and after May 2012.";
    assert_eq!(dates(&assistant(), text), ["since 2010", "after May 2012"]);
    let news = Pipeline::load(&Options::default()).unwrap();
    assert_eq!(dates(&news, text), ["2010", "May 2012"]);
}

#[test]
fn a_message_is_read_as_one_unless_all_texts_are_news() {
    let text = "I will be in Velport until Friday, so call before Monday";
    let usual = Pipeline::load(&Options::default()).unwrap();
    assert_eq!(dates(&usual, text), ["until Friday", "before Monday"]);
    let news = Pipeline::load(&Options { dates: Some("news".to_owned()), ..Options::default() }).unwrap();
    assert_eq!(dates(&news, text), ["Friday", "Monday"]);
}

#[test]
fn numbers_that_only_name_something_are_figures_only_where_all_are() {
    let text = "Flight 103 took three days; Velpress 3 is at 555-0142, and the A-380 is not.";
    assert_eq!(figures(&all_figures(), text), ["103", "three days", "3", "555", "0142"]);
    let news = Pipeline::load(&Options::default()).unwrap();
    assert!(figures(&news, text).is_empty());
}

#[test]
fn an_unknown_reading_is_a_mistake() {
    assert!(Pipeline::load(&Options { dates: Some("diary".to_owned()), ..Options::default() }).is_err());
    assert!(Pipeline::load(&Options { figures: Some("assistant".to_owned()), ..Options::default() }).is_err());
}
