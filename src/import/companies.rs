//! What registers of companies have in common: names in capitals, legal forms at the end.

use super::rows::Row;
use crate::lexicon::Flags;

/// Words that are not written in Title Case, one a line.
const CASING: &str = include_str!("casing.txt");
/// Words at the end of a company's legal name.
const LEGAL: &str = include_str!("../../gazetteers/classes/legal-suffix.txt");

/// A name in capitals as a newspaper prints it; any other name as it is.
pub(super) fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words = name.split_whitespace().enumerate().map(|(n, word)| {
        let lower = word.to_lowercase();
        if let Some(known) = entries(CASING).find(|known| known.to_lowercase() == lower) {
            return if n == 0 { first_upper(known) } else { known.to_owned() };
        }
        // what cannot be spoken is an abbreviation
        let spoken = lower.chars().any(|c| "aeiouy".contains(c) || !c.is_ascii());
        if spoken { first_upper(&lower) } else { word.to_owned() }
    });
    words.collect::<Vec<String>>().join(" ")
}

/// The first letter, and each after a hyphen or an opening bracket, in upper case.
fn first_upper(word: &str) -> String {
    let mut after_break = true;
    let raise = |c: char| {
        let raised = if after_break { c.to_uppercase().collect() } else { c.to_string() };
        after_break = c == '-' || c == '(' || c == '.' || c == '&';
        raised
    };
    word.chars().map(raise).collect()
}

/// Adds the name without its legal form, as a short form that counts only after the full one.
pub(super) fn add_short_name(row: &mut Row) {
    let Some(short) = without_legal_form(&row.name).map(str::to_owned) else { return };
    let flags = Flags::SHORT;
    row.aliases.insert(0, (short, flags));
}

fn without_legal_form(name: &str) -> Option<&str> {
    let forms = entries(LEGAL).filter(|form| {
        let start = name.len().checked_sub(form.len());
        let tail = start.and_then(|start| name.get(start..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(form))
            && start.and_then(|start| name.get(..start)).is_some_and(|head| head.ends_with(' '))
    });
    let longest = forms.max_by_key(|form| form.len())?;
    let short = name.get(..name.len() - longest.len())?.trim_end_matches([' ', ',', '.']);
    (!short.is_empty()).then_some(short)
}

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_what_a_newspaper_prints() {
        for (name, expected) in [
            ("THE VEL & DAM BANK OF NORTHGATE PLC", "The Vel & Dam Bank of Northgate PLC"),
            ("QRT MILLS-HOLT LIMITED", "QRT Mills-Holt Limited"),
            ("Vel Dam AG", "Vel Dam AG"),
        ] {
            assert_eq!(title_case(name), expected);
        }
    }

    #[test]
    fn legal_forms_are_dropped_from_the_end_only() {
        for (name, expected) in [
            ("Vel Dam Limited", Some("Vel Dam")),
            ("Vel Dam, Inc.", Some("Vel Dam")),
            ("Limited Mills", None),
            ("Limited", None),
        ] {
            assert_eq!(without_legal_form(name), expected);
        }
    }
}
