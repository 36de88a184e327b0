//! Handles and hashtags: what they name, and whose they are.

mod support;

use support::annotated;

/// Name and type of what each of the text's mentions with these words stands for.
#[track_caller]
fn named(text: &str, mention: &str) -> Vec<(String, String)> {
    let record = annotated(text);
    let mentions = record["mentions"].as_array().expect("a list").iter().filter(|m| m["text"] == mention);
    let field = |mention: &serde_json::Value, name| mention[name].as_str().expect("a text").to_owned();
    mentions.map(|m| (field(m, "name"), field(m, "type"))).collect()
}

#[test]
fn a_handle_is_typed_by_the_words_it_is_written_together_from() {
    for (text, mention, kind) in [
        ("It was first seen by @LenaHolt on Monday.", "LenaHolt", "person"),
        ("The account @VelHarbourPolice denied it.", "VelHarbourPolice", "organisation"),
        ("A rival, @dvk0x, reported the flaw.", "dvk0x", "person"),
    ] {
        let kinds: Vec<String> = named(text, mention).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [kind], "{text}");
    }
}

#[test]
fn a_handle_in_brackets_or_of_a_name_in_the_text_is_an_alias() {
    for (text, mention, name, kind) in [
        ("Lena Holt (@quietfox) wrote about it.", "quietfox", "Lena Holt", "person"),
        ("Lena Holt wrote about it. Then @lholt99 was silent.", "lholt99", "Lena Holt", "person"),
        ("Sona Pictures was sold. Fans wrote #SonaPictures again.", "#SonaPictures", "Sona Pictures", "organisation"),
    ] {
        assert_eq!(named(text, mention), [(name.to_owned(), kind.to_owned())], "{text}");
    }
}

#[test]
fn a_hashtag_that_names_nothing_is_no_name() {
    for (text, mention) in [
        ("Fans wrote #sad and went home.", "#sad"),
        ("Fans wrote #PrayForHarbours and went home.", "#PrayForHarbours"),
        ("Write to lena or @example.org today.", "example"),
    ] {
        assert_eq!(named(text, mention), [], "{text}");
    }
}
