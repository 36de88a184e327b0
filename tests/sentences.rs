//! Where sentences end, and that tokens lose nothing of any text.

#![allow(clippy::unwrap_used, missing_docs)]

use newsgraph::pipeline::Pipeline;
use newsgraph::rules::RuleFiles;
use newsgraph::split::{SentenceWords, split};
use newsgraph::types::{Document, RawDocument, Span, Split, Zone, ZoneKind};

fn pipeline() -> &'static Pipeline<'static> {
    static PIPELINE: std::sync::OnceLock<Pipeline<'static>> = std::sync::OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(RuleFiles::shipped()).expect("the shipped rules are right"))
}

fn split_text(text: &str) -> Split {
    let raw = RawDocument { text: text.to_owned(), ..RawDocument::default() };
    let zones = vec![Zone { span: Span::new(0, text.len() as u32), kind: ZoneKind::Body }];
    let lexicon = &pipeline().lexicon;
    split(&Document { raw: &raw, zones, published: None }, lexicon, &SentenceWords::new(lexicon))
}

/// Each case is a text with `|` where a sentence ends.
#[test]
fn sentences_end_where_a_reader_would_end_them() {
    let cases = [
        "He left.| She stayed.",
        "Mr. Turner met Dr. Gray.| They spoke.",
        "J. K. Rowling wrote it.",
        "The film opened in the U.S.| No one saw it.",
        "The U.S. Navy sailed.",
        "They wrote it on X.| Nasser said so.",
        "They met Hun Sen.| Her father left.",
        "They met Lt. Gen. He Ostran.",
        "Malcolm X. Marlow wrote it.",
        "Acme Inc. said so.",
        "Shares of Acme Inc. rose 3.5 percent.| Others fell.",
        "It fell to 1.5.| The bank said so.",
        "“We won.”| He smiled.",
        "\"We won,\" she said.| \"It was close.\"",
        "\"Did you win?\" he asked.",
        "Why?| Because.",
        "He waited... and left.",
        "See https://example.org/a.b for more.| Thanks.",
        "It ended at 11 p.m. GMT.",
        "It ended at 11 p.m.| The crowd left.",
        "They sold movies.|The studio sued.",
        "Storm hits coast\n\n|Thousands fled on Monday.",
        "- Milk\n|- Eggs\n|- Bread",
        "The minister said on Tuesday that the talks in the capital would\ngo on until Friday.| He left.",
        "Gen. Smith and Col. Brown retired.",
        "It was signed on Jan. 5 by Gov. Lee.",
        "(He left.)| She stayed.",
        "The band Yahoo! played.",
        "No. 5 won.| No. 6 lost.",
        "Dr. A. B. Reel, M.D., spoke first.| Then he left.",
        "Sen. Lee (D-Ohio) voted no.| Others did not.",
        "The firm, Arvex Ltd., denied it.| Its shares fell.",
        "Sales rose to $1.5 million.| Costs fell.",
        "It costs $5.| That is too much.",
        "He lives in Washington, D.C.| She does not.",
        "He lives in Washington, D.C., with his wife.",
        "The U.K. government agreed.",
        "She left at 10 a.m. on Monday.",
        "“Stop!” he cried.| “Come back!”",
        "“Stop!| Come back!” he cried.",
        "He said: “It is over.”| The crowd cheered.",
        "'It is over,' he said.| 'Go home.'",
        "Is it true?| Nobody knows!| Yet all talk.",
        "What?!| He was stunned.",
        "The vote (see p. 5) was close.| It passed.",
        "Vel United vs. Ostra Rovers drew a crowd.",
        "The ship HMS Vel sank in St. Ives Bay.| Two died.",
        "St. Petersburg was quiet.| Moscow was not.",
        "Version 2.0.1 fixes it.| Update now.",
        "Mail press@example.org for details.| Thank you.",
        "He paid approx. 300 euros.",
        "The case is Reel v. Arvex.| A ruling is due.",
        "The Rev. Tom Reel prayed.",
        "Lt. Col. Reel was hurt.| He is recovering.",
        "Gov. Reel met Lt. Gov. Skov.",
        "Reel Jr. won.| Reel Sr. watched.",
        "It happened in Oct. 2014.| Nobody was hurt.",
        "The bank cut rates by 0.25 points.| Markets rose.",
        "“I don’t know,” said Reel.| He shrugged.",
        "He works for Arvex Corp.| She does not.",
        "There were apples, pears, etc.| All were sold.",
        "…and then it ended.| Nobody spoke.",
        "Prices rose 3 percent… then fell.",
        "VEL, Norway (AP) — Two men died on Friday.| Police came.",
        "1. Tom Reel (Norway) 9.93\n|2. Jan Skov (Belgium) 10.01",
        "Tom Reel, who was born in 1950, died.| He was 64.",
        "He said he would come.| [The spokesman declined to comment.]",
        "The firm's site, arvex.example, was down.| It came back.",
        "Yahoo! bought it.| Jeopardy! is on.",
        "“Why?” asked Mr. Reel.| “Because,” said Ms. Varga.",
        "A. He left.",
    ];
    let mut wrong = Vec::new();
    for case in cases {
        let text = case.replace('|', "");
        let split = split_text(&text);
        let found: Vec<&str> = split.sentences.iter().map(|s| s.span.of(&text)).collect();
        let expected: Vec<&str> = case.split('|').map(str::trim).collect();
        if found != expected {
            wrong.push(format!("{found:?} for {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether capitals say nothing in a line.
#[test]
fn a_sentence_full_of_names_is_no_headline() {
    let cases = [
        ("Harbour Council Approves New Ferry Terminal After Long Debate", true),
        ("COUNCIL APPROVES NEW FERRY TERMINAL.", true),
        ("The Member of the Harbour Council since 2003 was Tom Reel of the Liberal Party of Nova Vel.", false),
        ("Members are the Vel Academy of Sciences, the Royal Institute of Sound and the Ostra Museum of Art.", false),
        ("The council approved a new ferry terminal after a long debate", false),
    ];
    for (text, headline) in cases {
        assert_eq!(split_text(text).sentences[0].headline, headline, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn tokens_and_gaps_rebuild_any_text(text in "([a-zA-Z.]{1,5}|[ \n]|[’‘“”\"'`.,:-]|\u{a0}|\u{ad}|\u{200b}|🎬|e\u{301}|中文|http://|@|\\PC){0,60}") {
        let split = split_text(&text);
        let mut at = 0;
        for token in &split.tokens {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            proptest::prop_assert!(at <= start && start < end && text.is_char_boundary(start) && text.is_char_boundary(end));
            let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
            proptest::prop_assert!(text[at..start].chars().all(invisible));
            at = end;
        }
        let mut next = 0;
        for sentence in &split.sentences {
            proptest::prop_assert!(sentence.tokens.start == next && sentence.tokens.end > next);
            next = sentence.tokens.end;
        }
        proptest::prop_assert_eq!(next as usize, split.tokens.len());
    }
}

#[test]
fn no_sentence_is_endless() {
    let text = "Mara Quill, ".repeat(2_000) + &"17 ".repeat(2_000);
    let split = split_text(&text);
    let longest = split.sentences.iter().map(|sentence| sentence.tokens.len()).max().unwrap();
    assert!(longest <= 400, "{longest}");
    let tokens: u32 = split.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    assert_eq!(tokens as usize, split.tokens.len());
}
