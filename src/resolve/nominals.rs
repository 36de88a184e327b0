//! "The group", "the studio", "she": mentions that stand for an entity named before, where one reading is clearly best.
//!
//! Silent otherwise: a wrong antecedent makes wrong edges.

use newsgraph_lexicon::{ClassId, Lexicon, Pos, PosSet, Shape, WordId};
use rustc_hash::FxHashSet;

use super::antecedents::{Antecedent, Search, antecedent, opens, speaks};
use super::told::{self, Told};
use crate::types::{Entity, EntityIndex, EntityType, Mention, Nominal, Page, Sentence, Span};

/// Words that stand for names.
pub(super) struct NominalWords {
    definite: Option<ClassId>,
    /// Nouns by what they stand for: type, subtype if any, class.
    pub(super) nouns: [(EntityType, &'static str, Option<ClassId>); 10],
    he: Option<ClassId>,
    she: Option<ClassId>,
    it: Option<ClassId>,
    /// What follows a noun to say which one is meant.
    restrictive: Option<ClassId>,
    /// Nouns that speak of anyone of a kind.
    anyone: Option<ClassId>,
    /// Adjectives of sentences in which "it" stands for nothing.
    impersonal: Option<ClassId>,
    state_body: Option<ClassId>,
    /// Nouns of which a text has many without a name.
    particular: Option<ClassId>,
    /// Words in names of organs of a state.
    state_head: Option<ClassId>,
    /// Nouns that are never an organ of a state.
    private: Option<ClassId>,
    /// Titles and offices.
    pub(super) role: Option<ClassId>,
    /// Verbs of saying.
    pub(super) says: Option<ClassId>,
    pub(super) of: WordId,
    pub(super) by: WordId,
    pub(super) be: WordId,
    pub(super) tell: WordId,
}

impl NominalWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        NominalWords {
            definite: lexicon.class("definite"),
            nouns: [
                (EntityType::Organisation, "", lexicon.class("org-noun")),
                (EntityType::Person, "", lexicon.class("person-noun")),
                (EntityType::Work, "film", lexicon.class("film-noun")),
                (EntityType::Work, "series", lexicon.class("series-noun")),
                (EntityType::Work, "album", lexicon.class("album-noun")),
                (EntityType::Work, "book", lexicon.class("book-noun")),
                (EntityType::Work, "game", lexicon.class("game-noun")),
                (EntityType::Work, "song", lexicon.class("song-noun")),
                (EntityType::Place, "city", lexicon.class("town-noun")),
                (EntityType::Place, "country", lexicon.class("country-noun")),
            ],
            he: lexicon.class("pronoun-he"),
            she: lexicon.class("pronoun-she"),
            it: lexicon.class("pronoun-it"),
            restrictive: lexicon.class("restrictive"),
            anyone: lexicon.class("anyone-noun"),
            impersonal: lexicon.class("impersonal"),
            state_body: lexicon.class("state-body"),
            particular: lexicon.class("particular-noun"),
            state_head: lexicon.class("state-head"),
            private: lexicon.class("private-noun"),
            role: lexicon.class("role"),
            says: lexicon.class("reporting-verb"),
            of: lexicon.word_of("of"),
            by: lexicon.word_of("by"),
            be: lexicon.word_of("be"),
            tell: lexicon.word_of("tell"),
        }
    }
}

/// Subtype of figures that are ages.
const AGE: &str = "age";

/// A stretch that stands for something named before.
pub(super) struct Phrase {
    pub(super) tokens: Span,
    /// Its type; of "it" only known with what it stands for.
    pub(super) kind: EntityType,
    pub(super) subtype: &'static str,
    pub(super) nominal: Nominal,
    /// `f`, `m`, 0 for any.
    pub(super) gender: u8,
    /// "The government", "the bank": only what bears the noun in its name, or was called so.
    pub(super) particular: bool,
    /// "The firm": never of a state.
    pub(super) private: bool,
    /// The word between article and noun.
    pub(super) modifier: Option<WordId>,
    /// "The actor", "the security firm": only who was called so.
    pub(super) told_only: bool,
    /// A verb of saying stands next to it.
    pub(super) speaks: bool,
}

/// Appends the nominal mentions of a page; `mentions` are in text order.
pub(super) fn add(page: &Page<'_>, words: &NominalWords, entities: &[Entity], mentions: &mut Vec<Mention>) {
    let mut found: Vec<Mention> = Vec::new();
    let mut known: Vec<Antecedent<'_>> = Vec::new();
    let (mut leading, mut seen) = (FxHashSet::default(), 0);
    let mut told_kinds: Vec<(EntityIndex, &'static str)> = Vec::new();
    let mut called: Vec<Told> = Vec::new();
    let subject = life(page, words, mentions);
    let mut next = 0;
    for (number, sentence) in page.split.sentences.iter().enumerate() {
        let from = next;
        while next < mentions.len() && mentions[next].tokens.start < sentence.tokens.end {
            next += 1;
        }
        let named = &mentions[from..next];
        told_kinds.extend(named.first().and_then(|first| told::kind_of_work(page, words, sentence, first)));
        told::tell(page, words, sentence, named, entities, &mut called);
        let mut told = from;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end && !sentence.headline {
            let phrase = phrase(page, words, sentence, at as usize, named);
            let free = |span: Span| !named.iter().any(|m| m.subtype != AGE && m.tokens.overlaps(span));
            let Some(mut phrase) = phrase.filter(|p| free(p.tokens)) else {
                at += 1;
                continue;
            };
            at += 1;
            while told < next && mentions[told].tokens.end <= phrase.tokens.start {
                known.extend(antecedent(page, words, &mentions[told], number, entities, &told_kinds));
                told += 1;
            }
            leading.extend(known[seen..].iter().filter(|a| a.opens || a.speaks).map(|a| a.entity));
            seen = known.len();
            let search = Search {
                page,
                entities,
                known: &known,
                leading: &leading,
                told: &called,
                state_head: words.state_head,
                number,
                subject,
            };
            let Some((entity, kind)) = search.find(&phrase) else { continue };
            at = phrase.tokens.end;
            phrase.kind = kind;
            let subtype = entities[entity.0 as usize].subtype.as_str();
            let noun = Some(page.tokens()[phrase.tokens.end as usize - 1].word);
            let opens = opens(page, phrase.tokens, number);
            known.push(Antecedent {
                sentence: number,
                opens,
                leads: opens,
                kind: phrase.kind,
                subtype,
                entity,
                noun,
                speaks: phrase.speaks,
            });
            found.push(mention(page, &phrase, entities, entity));
        }
        known.extend(
            mentions[told..next].iter().filter_map(|m| antecedent(page, words, m, number, entities, &told_kinds)),
        );
    }
    mentions.extend(found);
}

/// "Lena Varga (born 1970) is a writer": the person that the text begins with and says what they are.
fn life(page: &Page<'_>, words: &NominalWords, mentions: &[Mention]) -> Option<EntityIndex> {
    let first = mentions.first().filter(|m| m.kind == EntityType::Person)?;
    let sentence = page.split.sentences.iter().position(|s| s.tokens.holds(first.tokens.start))?;
    let end = page.split.sentences[sentence].tokens.end as usize;
    let is = |at: usize| page.record(at).verb == words.be.0 && at + 1 < end && page.record(at + 1).can_be(Pos::DT);
    let mut behind = first.tokens.end as usize;
    if behind < end && page.word(behind) == "(" {
        behind = (behind..end).find(|at| page.word(*at) == ")").map_or(end, |close| close + 1);
    }
    (opens(page, first.tokens, sentence) && behind < end && is(behind)).then_some(first.entity)
}

fn mention(page: &Page<'_>, phrase: &Phrase, entities: &[Entity], entity: EntityIndex) -> Mention {
    let tokens = &page.tokens()[phrase.tokens.range()];
    Mention {
        span: Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end),
        tokens: phrase.tokens,
        kind: phrase.kind,
        subtype: entities[entity.0 as usize].subtype.clone(),
        entity,
        nominal: Some(phrase.nominal),
        value: None,
        rule: if phrase.nominal == Nominal::Pronoun { "pronoun" } else { "nominal" }.into(),
    }
}

/// A nominal that begins at a token; `named` are the names, dates and figures of the sentence, with ages among them.
fn phrase(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, at: usize, named: &[Mention]) -> Option<Phrase> {
    let record = page.record(at);
    let is = |class: Option<ClassId>| class.is_some_and(|class| record.is_in(class));
    let pronouns = [
        (words.he, EntityType::Person, b'm'),
        (words.she, EntityType::Person, b'f'),
        (words.it, EntityType::Organisation, 0),
    ];
    if let Some((_, kind, gender)) = pronouns.into_iter().find(|(class, ..)| is(*class)) {
        if gender == 0 && is_empty(page, words, sentence, at) || is_in_name(page, sentence, at) {
            return None;
        }
        let tokens = Span::new(at as u32, at as u32 + 1);
        let speaks = speaks(page, words, tokens);
        let (nominal, modifier) = (Nominal::Pronoun, None);
        return Some(Phrase {
            tokens,
            kind,
            subtype: "",
            nominal,
            gender,
            particular: false,
            private: false,
            modifier,
            told_only: false,
            speaks,
        });
    }
    if !is(words.definite) {
        return None;
    }
    let small =
        |at: usize| at < sentence.tokens.end as usize && page.tokens()[at].shape.has(Shape::LOWER | Shape::LETTER);
    let of_kind = |at: usize, class: &Option<ClassId>| class.is_some_and(|class| page.record(at).is_in(class));
    let kind_of = |at: usize| {
        let stands = small(at) && stands_alone(page, words, sentence, at);
        let noun = words.nouns.iter().find(|(_, _, class)| stands && of_kind(at, class));
        let role = stands && noun.is_none() && of_kind(at, &words.role);
        let found = noun.map(|(kind, subtype, _)| (*kind, *subtype)).or(role.then_some((EntityType::Person, "")));
        found.map(|(kind, subtype)| (kind, subtype, kind == EntityType::Person))
    };
    let mut noun = at + 1;
    let mut kind = kind_of(noun);
    let aged = named.iter().find(|m| m.subtype == AGE && m.tokens.start as usize == noun);
    if let Some(age) = aged {
        noun = age.tokens.end as usize - 1;
        kind = stands_alone(page, words, sentence, noun).then_some((EntityType::Person, "", false));
    } else if kind.is_none() && small(noun) && page.record(noun).pos_set().meets(PosSet(Pos::NN.bit() | Pos::JJ.bit()))
    {
        noun += 1;
        kind = kind_of(noun);
    }
    let (kind, subtype, office) = kind.filter(|_| !of_kind(noun, &words.anyone))?;
    let tokens = Span::new(at as u32, noun as u32 + 1);
    let modifier = (aged.is_none() && noun > at + 1).then(|| page.tokens()[at + 1].word);
    Some(Phrase {
        tokens,
        kind,
        subtype,
        nominal: Nominal::Noun,
        gender: 0,
        particular: of_kind(noun, &words.state_body) || of_kind(noun, &words.particular),
        private: of_kind(noun, &words.private),
        modifier,
        told_only: office || modifier.is_some(),
        speaks: speaks(page, words, tokens),
    })
}

/// "Give Me Him", "its IT systems": a capital behind a capital and a word in capitals are no pronouns of the sentence.
fn is_in_name(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let token = &page.tokens()[at];
    let behind = at > sentence.tokens.start as usize && page.tokens()[at - 1].is_capitalised();
    token.is_capitalised() && behind || token.shape.has(Shape::ALL_UPPER)
}

/// "It is clear that", "it would not be possible", "makes it easy to": "it" stands for nothing.
fn is_empty(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, at: usize) -> bool {
    const LONGEST: usize = 4;
    let impersonal = |at: usize| words.impersonal.is_some_and(|class| page.record(at).is_in(class));
    let passes = |at: usize| {
        let record = page.record(at);
        let possessive = page.tokens()[at].shape.has(Shape::POSSESSIVE);
        record.verb == words.be.0 || record.can_be(Pos::MD) || record.can_be(Pos::RB) || possessive
    };
    let end = (sentence.tokens.end as usize).min(at + 2 + LONGEST);
    (at + 1..end).find(|at| impersonal(*at) || !passes(*at)).is_some_and(impersonal)
}

/// "The company behind", "the company that", "the group of", "the studio executive" speak of something else.
fn stands_alone(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, noun: usize) -> bool {
    let next = page.tokens().get(noun + 1).filter(|_| noun + 1 < sentence.tokens.end as usize);
    next.is_none_or(|t| {
        t.is_punctuation()
            || t.word != words.of && {
                let record = page.record(noun + 1);
                // "the fund established by Arvex"
                let made = record.can_be(Pos::VBN) && page.tokens().get(noun + 2).is_some_and(|t| t.word == words.by);
                let restricts = made || words.restrictive.is_some_and(|class| record.is_in(class));
                !restricts && (record.verb != 0 || record.noun == 0)
            }
    })
}
