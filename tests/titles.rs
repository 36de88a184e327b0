//! Types and borders of names that only the sentence or the document gives away.

mod support;

use support::annotated;

/// Types of the mentions with these words, in text order.
#[track_caller]
fn types(text: &str, name: &str) -> Vec<String> {
    let record = annotated(text);
    let mentions = record["mentions"].as_array().expect("a list").iter().filter(|m| m["text"] == name);
    mentions.map(|m| m["type"].as_str().expect("a type").to_owned()).collect()
}

#[test]
fn a_sentence_says_what_its_subject_is() {
    for (text, name, expected) in [
        ("Marat is a 2012 novel by Lena Holt.", "Marat", "work"),
        ("\"Marlow 7\", written and directed by Lena Holt, will open in May.", "Marlow 7", "work"),
        ("Nokira became the first drugmaker to sell pills at a market.", "Nokira", "organisation"),
        ("Varga is a Zemblan rock band from Leeds.", "Varga", "organisation"),
        ("Lena Holt (born 1964) is a British author whose first novel sold well.", "Lena Holt", "person"),
        ("Tom Reel (1910 – 1983) was a Canadian film and television actor.", "Tom Reel", "person"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
}

#[test]
fn a_title_of_one_word_is_one_in_the_whole_text() {
    let text =
        "The leaked films include Fury, Hot Fuzz and The Hurt Locker. Viewers said that Fury was downloaded often.";
    assert_eq!(types(text, "Fury"), ["work", "work"]);
    let person = "Annie Holt met Tom Reel in Leeds. Later Annie saw the film Hot Fuzz.";
    assert_eq!(types(person, "Annie"), ["person"]);
}

#[test]
fn a_title_is_told_by_its_cast_and_a_character_by_who_plays_it() {
    let film = "Halberd, starring Lena Varga, opened on Friday. Critics said Halberd was dull.";
    assert_eq!(types(film, "Halberd"), ["work", "work"]);
    let studio = "The film is by Tolva Pictures, starring Lena Varga.";
    assert_eq!(types(studio, "Tolva Pictures"), ["organisation"]);
    assert_eq!(types("In the comedy, Daniel Quorn (Mara Holt) runs a shop.", "Daniel Quorn"), ["person"]);
}

#[test]
fn a_name_is_what_it_is_introduced_as() {
    for (text, name, expected) in [
        ("In May a Brenvik researcher named Candid Osterholt found the flaw.", "Candid Osterholt", "person"),
        ("The malware, dubbed Philadelphia, spread in May.", "Philadelphia", "product"),
        ("Ida Holt, chief executive of High Bridge, agreed.", "High Bridge", "organisation"),
        ("A group of hackers known as \u{201c}Salted Heron\u{201d} took the files.", "Salted Heron", "organisation"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
}

#[test]
fn a_known_body_is_not_cut_because_its_short_form_stands_elsewhere() {
    let text = "Justice Department officials spoke first. Lena Holt, a lawyer for the U.S. Justice Department, agreed.";
    assert_eq!(types(text, "U.S. Justice Department"), ["organisation"]);
    assert_eq!(types(text, "Justice Department"), ["organisation"]);
}

#[test]
fn a_firm_ends_before_who_speaks_for_it() {
    let text = "The deal was legal, an analyst at law firm Ostrel Maria Kovacs said on Monday.";
    assert_eq!(types(text, "Ostrel"), ["organisation"]);
    assert_eq!(types(text, "Maria Kovacs"), ["person"]);
    assert_eq!(types("An analyst at law firm Maria Kovacs said so.", "Maria Kovacs").len(), 1);
}

#[test]
fn a_name_is_of_one_type_in_a_text() {
    let text =
        "The online store Brenvikel was down on Monday. Brenvikel confirmed the theft. The thief wrote to Brenvikel.";
    assert_eq!(types(text, "Brenvikel"), ["organisation"; 3]);
    let title = "The stolen films included Fury, Annie and The Hurt Locker. Annie drew 20,000 people.";
    assert_eq!(types(title, "Annie"), ["work", "work"]);
    let founder = "Daniel Quorn founded Quorn Foods in Leeds. Shares of Quorn fell. Quorn himself was at sea.";
    assert!(types(founder, "Quorn").contains(&"person".to_owned()), "{:?}", types(founder, "Quorn"));
}

#[test]
fn names_end_where_another_word_begins() {
    for (text, name, expected) in [
        ("Tolva Disposal Co. of Hartford closed its plant.", "Tolva Disposal Co.", "organisation"),
        ("The plant of Tolva Meats Ltd. of Liverpool closed.", "Liverpool", "place"),
        ("But New Jersey Gov. Lena Holt was there.", "New Jersey", "place"),
        ("He was told so by Coast Guard Lt. Tom Reel.", "Coast Guard", "organisation"),
        ("He was the governor of Saint Lucia until 1802.", "Saint Lucia", "place"),
        ("Moscow DOLVAYA GAZETA in Russian 14 May 2019", "DOLVAYA GAZETA", "organisation"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
    let party = "Rep. Lena Holt, D-Ohio, met Sen. Tom Reel, R-Texas.";
    assert!(types(party, "D-Ohio").is_empty() && types(party, "R-Texas").is_empty());
}

#[test]
fn a_firm_named_like_a_person_is_one_in_the_whole_text() {
    let text =
        "Harvey Norris fell on Monday. Shares of Harvey Norris, Inc. lost 5 percent. Harvey Norris said it was sorry.";
    assert_eq!(types(text, "Harvey Norris"), ["organisation", "organisation"]);
}

#[test]
fn what_common_words_spell_out_is_no_name() {
    let thing = "The clinic lost protected health information (PHI) of patients. PHI is worth more than a card.";
    assert_eq!(types(thing, "PHI"), [""; 0]);
    let body = "The national harbour commission (NHC) met on Monday. NHC said it would act.";
    assert_eq!(types(body, "NHC"), ["organisation", "organisation"]);
    let contract = "Tolva Bank will lend to the Borrower. The Borrower said that the Lender agreed.";
    assert_eq!(types(contract, "Borrower"), [""; 0]);
    assert_eq!(types("Attackers send PHP files over SMTP, and SMTP is old.", "SMTP"), [""; 0]);
}

#[test]
fn a_name_of_the_document_is_one_in_another_case() {
    let text = "Hackers attacked Tolva Pictures on Monday. Its owner said that Tolva pictures was closed.";
    assert_eq!(types(text, "Tolva pictures"), ["organisation"]);
    let known = "Sony Pictures closed on Monday. The staff of Sony pictures were told.";
    assert_eq!(types(known, "Sony pictures"), ["organisation"]);
    let person = "Lena Holt sang in Leeds. Later the singer lena Holt left Leeds.";
    assert_eq!(types(person, "lena Holt"), ["person"]);
    let question = "Will Holt sang in Leeds. When will Holt sing again?";
    assert!(types(question, "will Holt").is_empty());
    let alone = "Tolva opened in Leeds. Its owner said that Tolva pictures were sold.";
    assert!(types(alone, "Tolva pictures").is_empty());
}

#[test]
fn a_product_has_its_version_and_what_counts_is_none() {
    for (text, name, expected) in [
        ("The flaw is in OpenVarga 10.3, which came out in May.", "OpenVarga 10.3", &["product"][..]),
        ("It hits Windows Server 2012 R2 as well.", "Windows Server 2012 R2", &["product"]),
        ("It hits Ostrel 4.1.43 as well.", "Ostrel 4.1.43", &["product"]),
        ("Windows 10 times out.", "Windows 10 times", &[]),
        ("McVarga 9.5-0 was the result.", "McVarga 9.5", &[]),
    ] {
        assert_eq!(types(text, name), expected, "{text}");
    }
}

#[test]
fn a_noun_for_programs_behind_a_name_says_what_it_is_in_the_whole_text() {
    assert_eq!(types("The Philadelphia ransomware was cheap.", "Philadelphia"), ["product"]);
    assert_eq!(types("The Philadelphia ransomware attack was dear.", "Philadelphia"), ["place"]);
    assert_eq!(types("Few feared the Magenta worm. Then Magenta spread.", "Magenta"), ["product", "product"]);
}

#[test]
fn a_firm_with_the_name_of_a_family_is_one_where_nobody_bears_it() {
    for (text, name) in [
        ("Porsche said on Monday that profits rose.", "Porsche"),
        ("Google has fired its finance chief.", "Google"),
        ("Apple is being sued by the state of Texas.", "Apple"),
    ] {
        assert_eq!(types(text, name), ["organisation"], "{text}");
    }
    let person = "Ida Porsche won the race. Porsche said that she was tired.";
    assert_eq!(types(person, "Porsche"), ["person"]);
    assert_eq!(types("Apple pie sold well.", "Apple"), [""; 0]);
}

#[test]
fn a_body_is_called_by_the_name_before_its_noun() {
    for (text, name, expected) in [
        ("A flaw that the Sandfly group had used was mended.", "Sandfly", "organisation"),
        ("The Vorlan hacking collective took the files.", "Vorlan", "organisation"),
        ("The London company said that profits rose.", "London", "place"),
        ("Members of the Kurdish group fled.", "Kurdish", "nationality"),
        ("The Windows group chat was loud.", "Windows", "product"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
}

#[test]
fn whose_things_they_are_says_what_a_name_is() {
    for (text, name, expected) in [
        ("Nokira raised its forecast on Monday.", "Nokira", "organisation"),
        ("Nokira agreed to sell its plant in Vel.", "Nokira", "organisation"),
        ("Kiprono broke his own record.", "Kiprono", "person"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
}

#[test]
fn a_headline_in_capitals_is_cut_at_its_verbs() {
    let text = "NORWAY'S HALVARGA SAYS UNICEF TALKS TO START SOON.";
    assert_eq!(types(text, "HALVARGA"), ["person"]);
    assert_eq!(types("SOCCER - NORWAY BEAT ALBANIA IN FRIENDLY.", "NORWAY"), ["place"]);
}

#[test]
fn what_a_firm_owns_is_a_product_sooner_than_a_person() {
    for (text, name, expected) in [
        ("Pfizer's Zelvoran was approved.", "Zelvoran", "product"),
        ("Samsung's Kelto B Fold9 went on sale.", "Kelto B Fold9", "product"),
        ("Boeing's Varga said it was safe.", "Varga", "person"),
        ("Volkswagen's Bremen plant will stay open.", "Bremen", "place"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
}

#[test]
fn a_club_is_called_by_its_last_word_but_a_city_is_no_club() {
    let text = "Real Sociedad beat Getafe 2-0 on Saturday. Sociedad are third.";
    assert_eq!(types(text, "Sociedad"), ["organisation"]);
    let text = "He left Dynamo Moscow in May. The trip to Moscow took a day.";
    assert_eq!(types(text, "Moscow"), ["place"]);
}

#[test]
fn an_edition_is_part_of_a_product() {
    for (text, name) in [
        ("They sell the iPhone 12 Pro Max here.", "iPhone 12 Pro Max"),
        ("Alba Airlines ordered 20 Boeing 737 MAX jets.", "Boeing 737 MAX"),
        ("Samsung Kelto K24 Ultra phones sell well.", "Samsung Kelto K24 Ultra"),
        ("HMS Kelto and HMS Varga sailed on Monday.", "HMS Varga"),
    ] {
        assert_eq!(types(text, name), ["product"], "{text}");
    }
}

#[test]
fn a_bracket_behind_a_name_says_what_it_is() {
    for (text, name, expected) in [
        ("3. Oluwa Kaltenga (Nigeria) 50.31 seconds", "Oluwa Kaltenga", "person"),
        ("Lindo Jasper Kaltenga (born 3 May 1970) is a singer.", "Lindo Jasper Kaltenga", "person"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
    let order = "Jasper Kaltenga, KMBT (born 3 May 1970) is a singer.";
    assert_eq!(types(order, "KMBT"), [""; 0], "an order behind a name is nobody");
}

#[test]
fn the_words_around_a_name_say_what_it_is() {
    for (text, name, expected) in [
        ("Nordgard's Lena Varga scored twice.", "Nordgard", "organisation"),
        ("Prices rose, according to Carlife.", "Carlife", "organisation"),
        ("The song is on Grey Harbour's third album.", "Grey Harbour", "organisation"),
        ("The patch was for Velos OS on Monday.", "Velos OS", "organisation"),
        (
            "A judge of the District Court for the District of Vermont ruled.",
            "District Court for the District of Vermont",
            "organisation",
        ),
        ("The River Wolsum rises near Tavel.", "River Wolsum", "place"),
        ("He lived in Brandon, County Kerry, until 1990.", "County Kerry", "place"),
        ("A storm rages on Neptune.", "Neptune", "place"),
        ("She won the Finnish Grand Prix on Sunday.", "Finnish Grand Prix", "event"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
    let list = "Aid was sent to Mayotte after Cyclone Dodo; the Red Cross and Caritas sent teams.";
    assert_eq!(types(list, "Cyclone Dodo"), ["event"], "no third member of a list of bodies");
}

#[test]
fn prizes_are_known_by_one_word() {
    assert_eq!(types("Lena Varga won a Pulitzer.", "Pulitzer"), ["event"]);
    assert_eq!(types("Lena Varga won an Oscar.", "Oscar"), [""; 0], "no person");
    assert_eq!(types("Oscar Holt met Oscar Roe.", "Oscar Roe"), ["person"]);
}

#[test]
fn labels_in_a_text_about_software_are_no_works() {
    let about = "The browser has a flaw in its firmware, and the malware asks users to";
    assert_eq!(types(&format!("{about} press \u{201c}Grant Entry\u{201d} in the app."), "Grant Entry"), [""; 0]);
    assert_eq!(types("Her novel \u{201c}Grant Entry\u{201d} won a prize.", "Grant Entry"), ["work"]);
    let film = format!("{about} download the film \u{201c}Grant Entry\u{201d}.");
    assert_eq!(types(&film, "Grant Entry"), ["work"], "a cue beside it outweighs what the text is about");
}

#[test]
fn what_a_name_does_says_that_it_is_a_work() {
    let text = "The leaked files included Annie and Hot Fuzz. Annie passed 30,000 downloads.";
    assert_eq!(types(text, "Annie"), ["work", "work"]);
    assert_eq!(types("Lena Holt met Tom Reel. Lena passed 20 towns.", "Lena"), ["person"]);
}

#[test]
fn what_a_name_is_said_to_be_says_that_it_is_a_work() {
    for (text, name, expected) in [
        ("The Salt Road is a 2019 Norwegian drama film directed by Lena Holt.", "The Salt Road", &["work"][..]),
        ("Salt Road is a film festival in the north.", "Salt Road", &["place"]),
        ("It is a novel about the war.", "It", &[]),
    ] {
        assert_eq!(types(text, name), expected, "{text}");
    }
}

#[test]
fn who_governs_is_named_without_the_noun() {
    for (text, name, expected) in [
        ("The Sirisena government fell in May.", "Sirisena", &["person"][..]),
        ("The Blair government fell in May.", "Blair", &["person"]),
        ("They told Liege police on Monday.", "Liege", &["place"]),
    ] {
        assert_eq!(types(text, name), expected, "{text}");
    }
}

#[test]
fn what_is_exclaimed_is_no_name() {
    assert_eq!(types("Hi Lena, we are sold out.", "Hi Lena"), [""; 0]);
    assert_eq!(types("Can I install it on this phone?", "Can I"), [""; 0]);
    for name in ["Bruh", "WTF", "Dont"] {
        assert_eq!(types(&format!("{name} say that again."), name), [""; 0], "{name}");
    }
}

#[test]
fn what_a_firm_does_says_that_it_is_one() {
    for (text, name, expected) in [
        ("South Korea's Hansora posted a record loss.", "Hansora", &["organisation"][..]),
        ("Finland's Nokira said it had won the contract.", "Nokira", &["organisation"]),
        ("Orange bought a 51 percent stake in Telvora for 2 billion euros.", "Telvora", &["organisation"]),
        ("Regulators sued Coinbrin and its founder on Monday.", "Coinbrin", &["organisation"]),
        ("Gap reported a third-quarter loss. UPS said it would cut 12,000 jobs.", "UPS", &["organisation"]),
        ("Carmaker Velta said sales rose.", "Velta", &["organisation"]),
        ("Lena Holt sold her house. Holt raised prices.", "Holt", &["person"]),
        ("The drug Zelvora, made in Oslo, won approval.", "Zelvora", &["product"]),
        ("Microsoft said Outlook 2010 would get no more updates.", "Outlook 2010", &["product"]),
    ] {
        assert_eq!(types(text, name), expected, "{text}");
    }
}

#[test]
fn a_verb_before_a_name_is_no_noun_for_it() {
    for (text, name, expected) in [
        ("The firm will spin off Zemblan Energy, its battery arm.", "Zemblan Energy", "organisation"),
        ("The play Vorse by Lena Holt is at the theatre.", "Vorse", "work"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
}

#[test]
fn what_people_do_and_where_they_live_says_what_a_name_is() {
    for (text, name, expected) in [
        ("They left astronauts Butch Wexford and Suni Holt in space.", "Butch Wexford", "person"),
        ("Nurse Grace Holt, of Wexhawe, was on duty.", "Wexhawe", "place"),
        ("Karl Holt, 38, of Dell Side, was jailed on Friday.", "Dell Side", "place"),
        ("Soweto-born Thandaka Mwazi opened the show.", "Thandaka Mwazi", "person"),
        ("Earl Holt (born 1950) is an American economist.", "Earl Holt", "person"),
        ("Phoebe Holt-Bridge will write it.", "Phoebe Holt-Bridge", "person"),
    ] {
        assert_eq!(types(text, name), [expected], "{text}");
    }
}

#[test]
fn a_capital_that_speaks_is_nobody() {
    for (text, name) in [
        ("Manila rejected the claim on Monday.", "Manila"),
        ("Moscow, an ally of the government, vetoed it.", "Moscow"),
    ] {
        assert_eq!(types(text, name), ["place"], "{text}");
    }
}

#[test]
fn a_score_beside_a_club_says_that_it_plays() {
    let text = "The visitors lost 2-0 to Crystal Palace on Sunday.";
    assert_eq!(types(text, "Crystal Palace"), ["organisation"]);
    assert_eq!(types("She moved to Crystal Palace on Sunday.", "Crystal Palace"), ["place"]);
    assert_eq!(types("Anna Varga (SRB) beat Lena Holt (NOR) 6-4 6-2.", "SRB"), ["place"]);
}

#[test]
fn a_title_begins_with_its_small_words() {
    for (text, name) in [
        ("The Vexing is the debut studio album by a band from Leeds.", "The Vexing"),
        ("Beyond Salt & Ash is a 2003 video game.", "Beyond Salt & Ash"),
        ("Critics loved Lena Holt's The Salt Department.", "The Salt Department"),
    ] {
        assert_eq!(types(text, name), ["work"], "{text}");
    }
    assert_eq!(types("Brandhorst is a village in the southeast.", "Brandhorst"), ["place"]);
}
