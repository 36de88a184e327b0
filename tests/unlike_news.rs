//! Texts that are not what the rules are for: other languages, and places that share a name.

mod support;

use support::annotated;

#[test]
fn texts_in_other_languages_give_no_relations() {
    for text in [
        "Le président Emmanuel Macron a rencontré mardi à Paris la chancelière Angela Merkel. Selon la police, trois \
         personnes sont mortes dans cette attaque, qui avait été annoncée par le ministre.",
        "Der Minister Robert Habeck ist der Chef der Partei. Die Polizei hat am Montag zwei Männer in Hamburg \
         festgenommen, sagte der Sprecher des Konzerns, und will nicht mehr darüber sagen.",
    ] {
        let record = annotated(text);
        assert_eq!(record["relations"], serde_json::json!([]), "{text}");
        let unlisted = record["mentions"].as_array().expect("a list").iter().filter(|m| m["rule"] == "name");
        assert_eq!(unlisted.count(), 0, "{text}");
    }
}

#[test]
fn a_foreign_sentence_does_not_silence_its_neighbours() {
    let text = "Lena Varga is the chief executive of Arvex Corp. Elle a rencontré mardi la chancelière allemande. \
                The firm said on Monday that it had sold two of its plants in Leeds to a rival.";
    assert_ne!(annotated(text)["relations"], serde_json::json!([]));
}

#[test]
fn a_town_is_the_one_of_the_region_behind_it() {
    for (text, name, expected) in [
        ("She was born in Paris, Texas.", "Paris", "gn:4717560"),
        ("She was born in Paris, France.", "Paris", "gn:2988507"),
        ("She was born in Athens, Georgia.", "Georgia", "iso3166-2:US-GA"),
        ("He moved to London, Ontario, in May.", "London", "gn:6058560"),
        ("He moved to Peru, Nebraska, in May.", "Peru", "place:peru"),
        ("It has offices in London, California and Tokyo.", "London", "gn:2643743"),
    ] {
        let record = annotated(text);
        let found = record["mentions"].as_array().expect("a list").iter().find(|m| m["text"] == name);
        let entity = found.and_then(|m| m["entity"].as_str()).unwrap_or_default();
        assert_eq!(entity.split('@').next(), Some(expected), "{text}");
    }
}
