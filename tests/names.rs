//! What names are: their type, their borders, and which of them are one.

mod support;

use support::annotated;

/// Names of a text as "text|type", or "text|type|name" where the entity has another name.
#[track_caller]
fn names(text: &str) -> Vec<String> {
    let record = annotated(text);
    let mentions = record["mentions"].as_array().expect("a list").iter();
    let word = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let named = mentions.filter(|m| !matches!(m["type"].as_str(), Some("date" | "figure" | "statement")));
    named
        .map(|m| {
            let (text, kind, name) = (word(&m["text"]), word(&m["type"]), word(&m["name"]));
            if name == text || kind == "role" { format!("{text}|{kind}") } else { format!("{text}|{kind}|{name}") }
        })
        .collect()
}

#[track_caller]
fn has(text: &str, expected: &[&str]) {
    let found = names(text);
    for name in expected {
        assert!(found.iter().any(|n| n == name), "{name:?} is not in {found:?} of: {text}");
    }
}

#[track_caller]
fn lacks(text: &str, name: &str) {
    let found = names(text);
    assert!(!found.iter().any(|n| n.split('|').next() == Some(name)), "{name:?} is in {found:?} of: {text}");
}

#[test]
fn degrees_and_generations_belong_to_the_name_before_them() {
    lacks("“We lost files,” said Lena Varga, MD, chief medical officer of Arvex Corp.", "MD");
    lacks("Lena Varga, PhD, and Karim Vell, M.D., lead the unit in Oslo.", "M.D.");
    has("Dale Marlow Jr. won. Marlow said he was glad.", &["Marlow|person|Dale Marlow Jr."]);
    has("Dale Marlow, Jr., won. Marlow said he was glad.", &["Marlow|person|Dale Marlow, Jr."]);
}

#[test]
fn a_party_is_known_by_its_members() {
    has("Labour MP Tom Reel left.", &["Labour|organisation|Labour Party", "Tom Reel|person"]);
    has("A Tory backbencher, Ola Berg, stayed.", &["Tory|organisation|Conservative Party"]);
    lacks("Labor Secretary Tom Reel left.", "Labor");
}

#[test]
fn a_known_person_is_not_cut() {
    has("Marine Le Pen's National Rally won.", &["Marine Le Pen|person"]);
    lacks("Marine Le Pen's National Rally won.", "Marine");
}

#[test]
fn an_acronym_said_as_a_word_may_be_written_as_one() {
    has(
        "Nato, Unicef and Nasa met in Vienna; Fifa was not there, Ikea was.",
        &[
            "Nato|organisation|NATO",
            "Unicef|organisation|UNICEF",
            "Nasa|organisation|NASA",
            "Fifa|organisation|FIFA",
            "Ikea|organisation|IKEA",
        ],
    );
    has("He joined Isis in Syria in 2014, the court heard.", &["Isis|organisation|Islamic State"]);
    has("Isis Lopez sang. Isis was glad, she said.", &["Isis|person|Isis Lopez"]);
    lacks("Time and Shape are what a Core needs.", "Core");
}

#[test]
fn a_possessive_that_a_longer_name_has_belongs_to_the_short_one() {
    let text = "Ostra Children's Hospital refused to pay. Attackers leaked details of Ostra Children's network.";
    has(text, &["Ostra Children's|organisation"]);
    lacks(text, "Ostra Children");
}

#[test]
fn heads_say_what_is_a_product_and_initials_what_is_a_body() {
    has("The Jigdaw Ransomware deletes files every hour.", &["Jigdaw Ransomware|product"]);
    has("The steamer SS Marlow and HMS Bulwark left port.", &["SS Marlow|product", "HMS Bulwark|product"]);
    has(
        "The Driver and Vehicle Permit Agency (DVPA) said it would act.",
        &["Driver and Vehicle Permit Agency|organisation", "DVPA|organisation|Driver and Vehicle Permit Agency"],
    );
}

#[test]
fn what_is_named_as_an_instance_is_of_the_kind_of_the_noun() {
    has("Rebels held towns in northern Vel, including Tal Hadir.", &["Tal Hadir|place"]);
    has("He played for clubs such as Olimpia Vosk in Poland.", &["Olimpia Vosk|organisation"]);
    has("Insurgents fled Karabela before troops recaptured Husara.", &["Karabela|place", "Husara|place"]);
}

#[test]
fn a_district_is_called_by_its_first_word_and_a_ministry_by_its_state() {
    has("Officials in Tavel County said so. Tavel officials waited.", &["Tavel|place|Tavel County"]);
    let text = "Norway's foreign ministry said no on Monday. Sweden's foreign ministry agreed.";
    has(text, &["foreign ministry|organisation|Norway's foreign ministry"]);
    has(text, &["foreign ministry|organisation|Sweden's foreign ministry"]);
    has("The frigate Ardmore left the port.", &["Ardmore|product"]);
    has("Men from 3rd Battalion, 6th Guards attacked.", &["3rd Battalion, 6th Guards|organisation"]);
    has("He was charged under the Harbour Fraud and Abuse Act.", &["Harbour Fraud and Abuse Act|work"]);
}

#[test]
fn a_birth_name_is_the_same_person() {
    has("Anna Marlow (née McKay) signed in 2009. McKay won the title.", &["McKay|person|Anna Marlow"]);
    has("Juan Balboa Marin was a poet. Balboa Marin died in 2014.", &["Balboa Marin|person|Juan Balboa Marin"]);
    has("Zaro (born Karel Vosk on 17 May 1977) is an artist. Vosk lives in Oslo.", &["Vosk|person|Zaro"]);
}

#[test]
fn an_account_on_a_service_is_not_the_service() {
    has("Follow the minister on Twitter (@LenaH) today.", &["LenaH|person"]);
}

#[test]
fn holidays_and_capitals_in_titles_stand_for_nobody() {
    lacks("Families were out shopping for Eid.", "Eid");
    lacks("Lena Varga starred in Death Becomes Him in 2010.", "Him");
    lacks("Lena Varga works at a major Ostran company.", "major");
}

#[test]
fn a_body_goes_on_with_what_it_is_for_and_a_place_does_not() {
    has("He leads the Ostra Centre for Marine Music.", &["Ostra Centre for Marine Music|organisation"]);
    has("They left Norfolk Naval Station for the Caribbean.", &["Norfolk Naval Station|place", "Caribbean|place"]);
    has("Fire hit Bondi and the Adass Marlow Synagogue.", &["Adass Marlow Synagogue|place"]);
    has("He will appear at Velford Magistrates' Court.", &["Velford Magistrates' Court|organisation"]);
}

#[test]
fn ships_and_models_have_all_their_words() {
    has(
        "The destroyer USS Gravely sailed. The MV Queen of the North sank.",
        &["USS Gravely|product", "MV Queen of the North|product"],
    );
    has("The Boeing 737-800 was flown by Vel Air.", &["Boeing 737-800|product"]);
    lacks("In April the Boeing 200 orders were booked.", "Boeing 200");
}

#[test]
fn the_firm_with_the_long_name_is_the_one_with_the_short_name() {
    let text = "Google was in talks with Meta Platforms. The paper said Meta would spend billions.";
    has(text, &["Meta|organisation|Meta Platforms"]);
    has("The Meta river rose on Monday.", &["Meta|place"]);
}

#[test]
fn what_stands_behind_a_list_says_what_it_is_of() {
    let text = "The storm killed five in Ostra's Dal Rok and Vel Tai provinces.";
    has(text, &["Dal Rok|place", "Vel Tai|place"]);
}

#[test]
fn the_stop_of_a_sentence_is_no_part_of_a_name() {
    has("They told the SEC.", &["SEC|organisation|Securities and Exchange Commission"]);
    has("They told Arvex Inc.", &["Arvex Inc.|organisation"]);
}

#[test]
fn a_capital_that_denies_something_is_no_person() {
    has("The envoy spoke of a blockade, a charge Beijing denied.", &["Beijing|place"]);
    has("Jack London rose. London denied it.", &["London|person|Jack London"]);
}
