//! Ids and names of entities that no gazetteer has: of values by what they say, of names by their words.

use crate::types::{EntityType, Value};

/// `date:2014-11-24`, `figure:18000000-usd`: the same value is the same entity. "About" and "nearly" 11 terabytes are the
/// 11 terabytes of another text; "at least 11" is another value.
pub(super) fn value_id(kind: EntityType, value: &Value) -> String {
    let name = value_name(value);
    let Value::Figure(figure) = value else { return format!("{kind}:{}", slug(&name)) };
    // a point and a sign are part of a number: 1.5 is not 15, -5 not 5
    let unit = slug(&figure.unit);
    let amount = name.strip_suffix(figure.unit.as_str()).unwrap_or(&name).trim_end().replace(' ', "-");
    if unit.is_empty() { format!("{kind}:{amount}") } else { format!("{kind}:{amount}-{unit}") }
}

/// How a value is written: `2014-11-24`, `18000000 USD`.
pub(super) fn value_name(value: &Value) -> String {
    match value {
        Value::Date(date) if !date.modifier.is_empty() => format!("{} {}", date.modifier, date.timex),
        Value::Date(date) => date.timex.to_string(),
        Value::Figure(figure) => {
            let number = if figure.low.is_empty() {
                short(&figure.number).to_owned()
            } else {
                format!("{}-{}", short(&figure.low), short(&figure.high))
            };
            let bound = if figure.is_approximate() { "" } else { figure.modifier.as_str() };
            [bound, &number, &figure.unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
    }
}

/// "2.50" is 2.5.
fn short(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// Lower case, accents folded, everything but letters and digits a single hyphen.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in newsgraph_lexicon::fold(name).chars() {
        if c.is_alphanumeric() || c == '.' && slug.ends_with(|c: char| c.is_ascii_digit()) {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches(['-', '.']).to_owned()
}
