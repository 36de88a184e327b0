//! What stage 2 makes of pages: zones and the date they were published.

use newsgraph::clean::Cleaner;
use newsgraph::pipeline::Pipeline;
use newsgraph::rules::RuleFiles;
use newsgraph::types::RawDocument;

fn zoned(raw: &RawDocument) -> (String, String) {
    let pipeline = Pipeline::new(RuleFiles::shipped()).expect("the shipped rules are right");
    let document = Cleaner::new(&pipeline.lexicon).clean(raw, &pipeline.lexicon);
    let zones: Vec<String> = document
        .zones
        .iter()
        .map(|zone| format!("{}:{}", zone.kind.name(), zone.span.of(&raw.text).split_whitespace().next().unwrap_or("")))
        .collect();
    (zones.join(" "), document.published.map(|m| m.to_string()).unwrap_or_default())
}

#[track_caller]
fn assert_zones(text: &str, expected: &str, published: &str) {
    let raw = RawDocument { text: text.to_owned(), ..RawDocument::default() };
    assert_eq!(zoned(&raw), (expected.to_owned(), published.to_owned()), "{text}");
}

const LEDE: &str =
    "Northgate Dairies said on Tuesday that thieves had copied the records of 40,000 customers from its servers.";
const MORE: &str =
    "The company, based in Leeds, told the regulator a day later and hired a team to look for the hole they had used.";

#[test]
fn a_passage_is_article_wholly() {
    assert_zones("", "body:", "");
    assert_zones(LEDE, "body:Northgate", "");
    assert_zones("Dairy hit by hackers", "body:Dairy", "");
    assert_zones(&format!("{LEDE}\n\n{MORE}"), "body:Northgate", "");
    assert_zones("Read more about this in the paper.", "body:Read", "");
}

#[test]
fn title_byline_and_date_stand_at_the_top() {
    let page = |top: &str| format!("{top}\n\n{LEDE}\n\n{MORE}");
    assert_zones(&page("Dairy loses records of customers"), "title:Dairy body:Northgate", "");
    assert_zones(
        &page("• World\n\nDairy loses records of customers\n\nMar 03, 20144 mins\nSecurityFoodDairies"),
        "chrome:• title:Dairy byline:Mar chrome:SecurityFoodDairies body:Northgate",
        "2014-03-03",
    );
    assert_zones(
        &page("Dairy loses records of customers\nBy Jane Sample\nPublished 3 March 2014, 10:15"),
        "title:Dairy byline:By body:Northgate",
        "2014-03-03T10:15",
    );
    assert_zones(
        &page("Dairy loses records of customers\n\nDairy loses records of customers"),
        "title:Dairy chrome:Dairy body:Northgate",
        "",
    );
}

#[test]
fn datelines_date_a_document_only_with_their_year() {
    assert_zones(&format!("LEEDS, March 3, 2014 (Reuters) - {LEDE}"), "body:LEEDS,", "2014-03-03");
    assert_zones(&format!("LEEDS, March 3 (Reuters) - {LEDE}"), "body:LEEDS,", "");
    assert_zones("The factory opened on March 3, 2014 - a Monday - and closed soon after.", "body:The", "");
}

#[test]
fn what_follows_the_article_is_no_news() {
    let page = |tail: &str| format!("Dairy loses records of customers\n\n{LEDE}\n\n{MORE}\n\n{tail}");
    assert_zones(
        &page("Leave a Comment\n\nYour email address will not be published."),
        "title:Dairy body:Northgate chrome:Leave",
        "",
    );
    assert_zones(
        &page("Related posts\n\nBank of Hull sues its auditor\n\nLeave a Reply"),
        "title:Dairy body:Northgate chrome:Related related:Bank chrome:Leave",
        "",
    );
    assert_zones(
        &page(
            "Jane Sample\n\nJane Sample is a freelance writer who lives in York and has written on food for twenty years.",
        ),
        "title:Dairy body:Northgate author-bio:Jane",
        "",
    );
}

#[test]
fn a_lede_given_twice_counts_once() {
    let summary = LEDE.trim_end_matches('.');
    let text = format!("Dairy loses records of customers\n\n{summary}\n\n{LEDE}\n\n{MORE}");
    assert_zones(&text, "title:Dairy chrome:Northgate body:Northgate", "");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn zones_are_in_order_and_cover_all_words(text in "([A-Z][a-z]{1,9}( [a-z]{1,9}|, |\\. |[é“”•—\u{a0}\u{ad}🎬]|\n\n?|\r\n|Dec 1, 2014|read more|By )){0,40}") {
        static PIPELINE: std::sync::OnceLock<Pipeline<'static>> = std::sync::OnceLock::new();
        let pipeline = PIPELINE.get_or_init(|| Pipeline::new(RuleFiles::shipped()).expect("right"));
        let raw = RawDocument { text, ..RawDocument::default() };
        let document = Cleaner::new(&pipeline.lexicon).clean(&raw, &pipeline.lexicon);
        let mut at = 0;
        for zone in &document.zones {
            let (start, end) = (zone.span.start as usize, zone.span.end as usize);
            proptest::prop_assert!(start >= at && raw.text[at..start].trim().is_empty() && end >= start);
            at = end;
        }
        proptest::prop_assert!(raw.text[at..].trim().is_empty());
    }
}
