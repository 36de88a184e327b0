//! What an entity is called in the whole dump, and the keys under which names meet.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use compact_str::{CompactString, format_compact};
use newsgraph_lexicon::{ClassId, Lexicon, Pos};
use serde::{Deserialize, Serialize};

use crate::merge::Record;
use crate::merge::nodes::{count, is_listed};
use crate::types::{Contribution, EntityType};

/// Types of entities that are joined across documents; places with names of another type only.
const JOINED: [EntityType; 6] = [
    EntityType::Organisation,
    EntityType::Person,
    EntityType::Work,
    EntityType::Product,
    EntityType::Event,
    EntityType::Place,
];
/// Types whose names are abbreviated by their first letters.
const ABBREVIATED: [EntityType; 3] = [EntityType::Organisation, EntityType::Product, EntityType::Event];
/// Fewest words of a name whose first letters may stand for it where no text says so.
const INITIALS: usize = 3;
/// Length in letters of names in which one letter may be a slip.
const SLIP: std::ops::RangeInclusive<usize> = 8..=40;
/// Most spellings of an entity that are looked at, the commonest first.
const MAX_FORMS: usize = 40;

/// Names of an entity and in how many documents they stand.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct NameCount {
    id: CompactString,
    kind: CompactString,
    names: Vec<(CompactString, u64)>,
    forms: Vec<(CompactString, u64)>,
    documents: u64,
}

impl NameCount {
    /// The names of one document's entities, sorted by id.
    pub(super) fn of_document(contribution: &Contribution) -> Vec<NameCount> {
        let mut rows: Vec<_> = contribution.mentions.iter().filter(|row| row.nominal.is_empty()).collect();
        rows.retain(|row| EntityType::parse(&row.kind).is_some_and(|kind| JOINED.contains(&kind)));
        rows.sort_by(|a, b| (&a.entity, &a.text, &a.name).cmp(&(&b.entity, &b.text, &b.name)));
        rows.dedup_by(|a, b| a.entity == b.entity && a.text == b.text);
        let mut names: Vec<NameCount> = Vec::new();
        for row in rows {
            if names.last().is_none_or(|last| last.id != row.entity) {
                names.push(NameCount {
                    id: row.entity.clone(),
                    kind: row.kind.clone(),
                    names: vec![(row.name.clone(), 1)],
                    documents: 1,
                    ..NameCount::default()
                });
            }
            if let Some(last) = names.last_mut() {
                count(&mut last.forms, row.text.clone(), 1);
            }
        }
        names
    }
}

impl Record for NameCount {
    fn order(&self, other: &Self) -> Ordering {
        (&self.id, &self.kind).cmp(&(&other.id, &other.kind))
    }

    fn absorb(&mut self, other: Self) {
        other.names.into_iter().for_each(|(name, times)| count(&mut self.names, name, times));
        other.forms.into_iter().for_each(|(form, times)| count(&mut self.forms, form, times));
        self.documents += other.documents;
    }

    fn weight(&self) -> usize {
        160 + (self.forms.len() + self.names.len()) * 48
    }
}

/// How an entity came to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Role {
    /// It is its name.
    Own,
    /// Some document calls it so beside its full name.
    Form,
    /// They are the first letters of its name.
    Initials,
    /// It is its name without the initials in the middle.
    Middle,
    /// It is its name but for a letter.
    Slip,
    /// It is its name, whatever its type.
    Typed(Side),
}

/// What a type may do to the same name of another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Side {
    /// It may take it over.
    Takes,
    /// It may be taken over, when it is the rarer one.
    Gives,
    /// Neither: the name is known, or a title, or a person's.
    Stays,
}

/// An entity under a key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Clue {
    /// Type and letters; slips and names of any type have keys of their own.
    pub(super) key: CompactString,
    pub(super) id: CompactString,
    pub(super) kind: CompactString,
    pub(super) role: Role,
    /// The letters of its name.
    pub(super) letters: CompactString,
    /// Legal suffix, folded; empty for none.
    pub(super) suffix: CompactString,
    /// One word in capitals.
    pub(super) acronym: bool,
    pub(super) documents: u64,
}

impl Record for Clue {
    fn order(&self, other: &Self) -> Ordering {
        (&self.key, &self.id, self.role).cmp(&(&other.key, &other.id, other.role))
    }

    fn absorb(&mut self, other: Self) {
        self.documents = self.documents.max(other.documents);
    }

    fn weight(&self) -> usize {
        120 + self.key.len() + self.id.len()
    }
}

/// Word classes that names are taken apart by.
pub(super) struct NameWords<'a> {
    lexicon: &'a Lexicon<'a>,
    legal_suffix: Option<ClassId>,
}

/// Fewest letters of a name that is looked for under other types.
const TYPED_LETTERS: usize = 4;

/// A name taken apart.
struct Form {
    letters: String,
    initials: String,
    /// First and last word of a name with nothing but initials between them.
    outer: Option<String>,
    suffix: String,
    words: usize,
    acronym: bool,
    /// It begins with a given name, or is a surname.
    personal: bool,
}

impl<'a> NameWords<'a> {
    pub(super) fn new(lexicon: &'a Lexicon<'a>) -> Self {
        NameWords { lexicon, legal_suffix: lexicon.class("legal-suffix") }
    }

    fn form(&self, name: &str) -> Form {
        let folded = newsgraph_lexicon::fold(name);
        let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let record = |word: &str| self.lexicon.record(self.lexicon.word_of(word));
        if words.len() > 1 && record(words[0]).can_be(Pos::DT) {
            words.remove(0);
        }
        let mut suffix = String::new();
        while words.len() > 1 && self.legal_suffix.is_some_and(|class| record(words[words.len() - 1]).is_in(class)) {
            suffix = words.pop().unwrap_or_default().to_owned() + &suffix;
        }
        let outer = match words.as_slice() {
            [first, middle @ .., last] if !middle.is_empty() && middle.iter().all(|word| word.chars().count() == 1) => {
                Some(format!("{first}{last}"))
            }
            _ => None,
        };
        let letter = |word: &&str| word.chars().next();
        let personal = words.first().is_some_and(|w| record(w).given > 0 || words.len() == 1 && record(w).surname > 0);
        Form {
            outer: outer.filter(|_| words[0].chars().count() > 1),
            letters: words.concat(),
            initials: words.iter().filter_map(letter).collect(),
            acronym: words.len() == 1 && name.chars().count() > 1 && !name.chars().any(char::is_lowercase),
            words: words.len(),
            personal,
            suffix,
        }
    }

    /// The keys of an entity.
    pub(super) fn clues(&self, mut names: NameCount) -> Vec<Clue> {
        let Some(kind) = EntityType::parse(&names.kind) else { return Vec::new() };
        names.names.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        names.forms.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        let Some((name, _)) = names.names.first() else { return Vec::new() };
        let own = self.form(name);
        let abbreviated = ABBREVIATED.contains(&kind);
        if own.letters.is_empty() {
            return Vec::new();
        }
        let clue = |role: Role, key: &str| Clue {
            key: match role {
                Role::Slip => format_compact!("~{kind} {key}"),
                Role::Typed(_) => format_compact!("?{key}"),
                _ => format_compact!("{kind} {key}"),
            },
            id: names.id.clone(),
            kind: names.kind.clone(),
            role,
            letters: own.letters.as_str().into(),
            suffix: own.suffix.as_str().into(),
            acronym: own.acronym,
            documents: names.documents,
        };
        let typed = (own.letters.chars().count() >= TYPED_LETTERS)
            .then(|| clue(Role::Typed(side(kind, &own, &names.id)), &own.letters));
        // a bare surname is no name outside its document, a place is known by more than its name
        if kind == EntityType::Place || is_local(&names.id) && !(own.acronym && abbreviated) {
            return typed.into_iter().collect();
        }
        let mut clues = vec![clue(Role::Own, &own.letters)];
        clues.extend(typed);
        let mut seen = BTreeSet::from([own.letters.clone()]);
        for (text, _) in names.forms.iter().take(MAX_FORMS) {
            let form = self.form(text);
            if (form.words > 1 || form.acronym && abbreviated) && seen.insert(form.letters.clone()) {
                clues.push(clue(Role::Form, &form.letters));
            }
        }
        if abbreviated && own.words >= INITIALS && !seen.contains(&own.initials) {
            clues.push(clue(Role::Initials, &own.initials));
        }
        let outer = own.outer.as_ref().filter(|outer| kind == EntityType::Person && !seen.contains(*outer));
        clues.extend(outer.map(|outer| clue(Role::Middle, outer)));
        let count = own.letters.chars().count();
        if own.words > 1 && SLIP.contains(&count) && own.letters.chars().all(char::is_alphabetic) {
            let mut keys: Vec<String> = (0..count).map(|n| without(&own.letters, n)).collect();
            // the same where a letter is doubled
            keys.dedup();
            clues.extend(keys.iter().chain([&own.letters]).map(|key| clue(Role::Slip, key)));
        }
        clues
    }
}

/// Firms, products and events are told by what they do; a place or a person that has no known name may be a guess.
fn side(kind: EntityType, own: &Form, id: &str) -> Side {
    match kind {
        EntityType::Organisation | EntityType::Product | EntityType::Event if !is_local(id) => Side::Takes,
        EntityType::Work => Side::Stays,
        EntityType::Person if own.personal => Side::Stays,
        _ if is_listed(id) => Side::Stays,
        _ => Side::Gives,
    }
}

fn without(letters: &str, gap: usize) -> String {
    letters.chars().enumerate().filter(|(n, _)| *n != gap).map(|(_, c)| c).collect()
}

/// A name that holds in one document only: `person:marta@a1`.
pub(super) fn is_local(id: &str) -> bool {
    !is_listed(id) && id.contains('@')
}

/// One letter more, less, other, or two side by side exchanged; not the first letter.
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    if same == 0 || a == b || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let (a, b) = (&a[same..], &b[same..]);
    let (rest_a, rest_b) = (a.get(1..).unwrap_or_default(), b.get(1..).unwrap_or_default());
    let exchanged = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    rest_a == rest_b || rest_a == b || a == rest_b || exchanged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter() {
        for (a, b, slip) in [
            ("marakovacs", "marakovac", true),
            ("marakovacs", "marakovasc", true),
            ("marakovacs", "marakobacs", true),
            ("marakovacs", "marrakovacs", true),
            ("marakovacs", "larakovacs", false),
            ("marakovacs", "mirakovac", false),
            ("marakovacs", "marakovacs", false),
        ] {
            assert_eq!(one_slip(a, b), slip, "{a} {b}");
            assert_eq!(one_slip(b, a), slip, "{b} {a}");
        }
    }
}
