//! What "the group", "the actor" and "the 34-year-old" stand for, and when they stand for nothing.

mod support;

use support::annotated;

/// What the mention with these words stands for; empty when there is none.
#[track_caller]
fn stands_for(text: &str, words: &str) -> String {
    let record = annotated(text);
    let mut mentions = record["mentions"].as_array().expect("a list").iter();
    let found = mentions.find(|m| m["text"] == words && m["rule"] == "nominal");
    found.map_or_else(String::new, |m| m["name"].as_str().expect("a name").to_owned())
}

#[test]
fn a_noun_stands_for_whom_the_text_called_so() {
    let group =
        "The pressure group Salted Heron sued Arvex Corp. on Monday. Arvex Corp. met Bolton Inc. there. The group won.";
    assert_eq!(stands_for(group, "The group"), "Salted Heron");
    let actor = "Tom Reel met the actor Ivo Marr on Monday. The actor owns Bolton Inc.";
    assert_eq!(stands_for(actor, "The actor"), "Ivo Marr");
    let singer = "Lena Varga, a singer, founded Arvex Corp. in 2010. The singer was born in Oslo.";
    assert_eq!(stands_for(singer, "The singer"), "Lena Varga");
}

#[test]
fn a_noun_of_which_a_text_has_many_stands_only_for_what_bears_it() {
    let text = "Arvex Corp. found the flaw on Monday. The bank closed its branches.";
    assert_eq!(stands_for(text, "The bank"), "");
    assert_eq!(stands_for(&text.replace("Arvex Corp.", "Arvex Bank"), "The bank"), "Arvex Bank");
    assert_eq!(stands_for(&text.replace("Arvex Corp.", "The bank Arvex"), "The bank"), "Arvex");
    assert_eq!(stands_for(&text.replace("The bank", "The company"), "The company"), "Arvex Corp.");
}

#[test]
fn the_life_of_one_person_goes_on_with_that_person() {
    let text = "Tom Reel is a coach. The hit drove in Mark Holt. He left the club in 1990.";
    let record = annotated(text);
    let he = record["mentions"].as_array().expect("a list").iter().find(|m| m["text"] == "He").expect("a pronoun");
    assert_eq!(he["name"], "Tom Reel");
    let it = annotated("Arvex Corp. lost its IT systems on Monday.");
    assert!(it["mentions"].as_array().expect("a list").iter().all(|m| m["text"] != "IT"));
}

#[test]
fn an_office_that_nobody_was_given_stands_for_nobody() {
    assert_eq!(stands_for("Lena Varga spoke to the press on Monday. The actor was not there.", "The actor"), "");
    assert_eq!(stands_for("Lena Varga sent the files on Monday. The hacker sold them.", "The hacker"), "");
}

#[test]
fn an_age_stands_for_the_one_person_before_it() {
    let one = "Lena Varga was named captain on Friday. The 26-year-old joined Bolton Rovers in 2010.";
    assert_eq!(stands_for(one, "The 26-year-old"), "Lena Varga");
    let two = "Lena Varga met Tom Reel on Friday. The 26-year-old joined Bolton Rovers in 2010.";
    assert_eq!(stands_for(two, "The 26-year-old"), "");
}
