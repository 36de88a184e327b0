//! Stage 6 of 8, the text of patterns: words, `[class]`, `<lemma>`, `(a|b)`, `?`, `...3` and `{slot:type}`.

use newsgraph_lexicon::{Lexicon, Shape, tokenise};
use smallvec::SmallVec;

use crate::relate::pattern_edges::Choice;
use crate::relate::patterns::{Atom, Element, Role};
use crate::types::EntityType;

/// Longest gap that a pattern may ask for, in tokens.
const LONGEST_GAP: u8 = 8;

/// Reads a pattern's text.
pub(super) fn parse(text: &str, lexicon: &Lexicon<'_>) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end;
        if let Some(after) = rest.strip_prefix('{') {
            let close = after.find('}').ok_or("a '{' is not closed")?;
            let (role, kind) = slot(&after[..close])?;
            end = close + 2;
            let optional = rest[end..].starts_with('?');
            elements.push(Element::Slot(role, kind, optional));
            rest = rest[end + usize::from(optional)..].trim_start();
            continue;
        } else if let Some(after) = rest.strip_prefix("...") {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let longest: u8 =
                after[..digits].parse().map_err(|_| "'...' needs a number: '...3' is up to three words")?;
            if longest > LONGEST_GAP {
                return Err(format!("a gap of {longest} words is too long; the longest is {LONGEST_GAP}"));
            }
            elements.push(Element::Gap(longest));
            rest = after[digits..].trim_start();
            continue;
        } else if rest.starts_with('(') && !rest.starts_with("( ") && rest.len() > 1 {
            let close = rest.find(')').ok_or("a '(' is not closed")?;
            let alternatives = rest[1..close].split('|').map(|a| atoms(a, lexicon)).collect::<Result<Vec<_>, _>>()?;
            let optional = rest[close + 1..].starts_with('?');
            elements.push(Element::Words(Choice::of(alternatives), optional));
            rest = rest[close + 1 + usize::from(optional)..].trim_start();
            continue;
        } else {
            end = rest.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(rest.len());
        }
        let word = &rest[..end];
        let (word, optional) = match word.strip_suffix('?') {
            Some(word) if !word.is_empty() => (word, true),
            _ => (word, false),
        };
        for one in atoms(word, lexicon)? {
            elements.push(Element::Words(Choice::of(vec![SmallVec::from_iter([one])]), optional));
        }
        rest = rest[end..].trim_start();
    }
    Ok(elements)
}

fn slot(inside: &str) -> Result<(Role, Option<EntityType>), String> {
    let (name, kind) = inside.split_once(':').unwrap_or((inside, ""));
    let role = match name {
        "subject" => Role::Subject,
        "object" => Role::Object,
        "date" => Role::Date,
        "place" => Role::Place,
        "amount" => Role::Amount,
        _ => Role::Other,
    };
    let kind = match (kind, role) {
        ("", Role::Date) => Some(EntityType::Date),
        ("", Role::Place) => Some(EntityType::Place),
        ("", Role::Amount) => Some(EntityType::Figure),
        ("", _) => None,
        (kind, _) => Some(EntityType::parse(kind).ok_or_else(|| format!("'{kind}' is no entity type"))?),
    };
    Ok((role, kind))
}

fn atoms(text: &str, lexicon: &Lexicon<'_>) -> Result<SmallVec<[Atom; 2]>, String> {
    let mut out = SmallVec::new();
    for word in text.split_whitespace() {
        if let Some(lemma) = word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
            out.push(Atom::Lemma(newsgraph_lexicon::fold_hash(lemma)));
        } else if let Some(class) = word.strip_prefix('[').and_then(|w| w.strip_suffix(']')) {
            let class = lexicon.class(class).ok_or_else(|| format!("'{class}' is no word class"))?;
            out.push(Atom::Class(class));
        } else {
            let mut tokens = Vec::new();
            // as in running text: a possessive or hyphen keeps what it does after a word
            let word = if word.starts_with(['\'', '-']) { format!("x{word}") } else { word.to_owned() };
            let skip = usize::from(word.starts_with("x'") || word.starts_with("x-"));
            tokenise(&word, 0, lexicon, &mut tokens);
            let words = tokens.iter().skip(skip).filter(|t| !t.shape.has(Shape::JOINER)).map(|t| t.hash);
            let joined = word.starts_with("x-");
            out.extend(
                words.enumerate().map(|(n, key)| if joined && n == 0 { Atom::Joined(key) } else { Atom::Word(key) }),
            );
        }
    }
    if out.is_empty() { Err("an alternative is empty".to_owned()) } else { Ok(out) }
}
