//! "The group", "the studio", "she": mentions that stand for an entity named before, where one reading is clearly best.
//!
//! Silent otherwise: a wrong antecedent makes wrong edges.

use std::cell::OnceCell;

use newsgraph_lexicon::{ClassId, Lexicon, Pos, WordId};
use rustc_hash::FxHashSet;

use super::antecedents::{Antecedent, Search, antecedent, opens};
use super::nominal_rules::NominalRules;
use super::people;
use super::phrases::{AGE, Phrase, phrase};
use super::told::{self, Told};
use crate::error::Error;
use crate::rules::RuleFiles;
use crate::types::{Entity, EntityIndex, EntityType, Mention, Nominal, ONE_PERSON, Page, Span};

/// Words that stand for names.
pub(super) struct NominalWords {
    /// Which nouns stand for which bodies and events.
    pub(super) rules: NominalRules,
    pub(super) definite: Option<ClassId>,
    /// Nouns by what they stand for: type, subtype if any, class.
    pub(super) nouns: [(EntityType, &'static str, Option<ClassId>); 10],
    pub(super) he: Option<ClassId>,
    pub(super) she: Option<ClassId>,
    pub(super) it: Option<ClassId>,
    /// What a man and what a woman is called.
    pub(super) called: [(Option<ClassId>, u8); 2],
    /// What follows a noun to say which one is meant.
    pub(super) restrictive: Option<ClassId>,
    /// Nouns that speak of anyone of a kind.
    pub(super) anyone: Option<ClassId>,
    /// Adjectives of sentences in which "it" stands for nothing.
    pub(super) impersonal: Option<ClassId>,
    pub(super) state_body: Option<ClassId>,
    /// Nouns of which a text has many without a name.
    pub(super) particular: Option<ClassId>,
    /// Words in names of organs of a state.
    pub(super) state_head: Option<ClassId>,
    /// Nouns that are never an organ of a state.
    pub(super) private: Option<ClassId>,
    /// Titles and offices.
    pub(super) role: Option<ClassId>,
    /// Verbs of saying.
    pub(super) says: Option<ClassId>,
    /// "Daughter", "husband".
    pub(super) kinship: Option<ClassId>,
    /// Adjectives of religion or persuasion.
    pub(super) group: Option<ClassId>,
    pub(super) of: WordId,
    pub(super) by: WordId,
    pub(super) be: WordId,
    pub(super) tell: WordId,
    pub(super) become_: WordId,
    pub(super) as_: WordId,
}

impl NominalWords {
    pub(super) fn new(lexicon: &Lexicon<'_>, rules: &RuleFiles) -> Result<Self, Error> {
        Ok(NominalWords {
            rules: NominalRules::load(rules)?,
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
            called: [(lexicon.class("called-he"), b'm'), (lexicon.class("called-she"), b'f')],
            restrictive: lexicon.class("restrictive"),
            anyone: lexicon.class("anyone-noun"),
            impersonal: lexicon.class("impersonal"),
            state_body: lexicon.class("state-body"),
            particular: lexicon.class("particular-noun"),
            state_head: lexicon.class("state-head"),
            private: lexicon.class("private-noun"),
            role: lexicon.class("role"),
            says: lexicon.class("reporting-verb"),
            kinship: lexicon.class("kinship"),
            group: lexicon.class("group-adjective"),
            of: lexicon.word_of("of"),
            by: lexicon.word_of("by"),
            be: lexicon.word_of("be"),
            tell: lexicon.word_of("tell"),
            become_: lexicon.word_of("become"),
            as_: lexicon.word_of("as"),
        })
    }

    /// `m` or `f` for a word that is said of a man or of a woman.
    pub(super) fn gender(&self, lexicon: &Lexicon<'_>, word: WordId) -> Option<u8> {
        let is = |class: &Option<ClassId>| class.is_some_and(|class| lexicon.record(word).is_in(class));
        self.called.iter().find(|(class, _)| is(class)).map(|(_, gender)| *gender)
    }
}

/// Appends the nominal mentions of a page; `mentions` are in text order.
pub(super) fn add(page: &Page<'_>, words: &NominalWords, entities: &[Entity], mentions: &mut Vec<Mention>) {
    let mut found: Vec<Mention> = Vec::new();
    let mut known: Vec<Antecedent<'_>> = Vec::new();
    let (mut leading, mut seen) = (FxHashSet::default(), 0);
    let mut told_kinds: Vec<(EntityIndex, &'static str)> = Vec::new();
    let mut called: Vec<Told> = Vec::new();
    let subject = life(page, words, mentions);
    mark_persons(page, mentions);
    let (origins, mut unnamed) = (OnceCell::new(), FxHashSet::default());
    let mut next = 0;
    for (number, sentence) in page.split.sentences.iter().enumerate() {
        let from = next;
        while next < mentions.len() && mentions[next].tokens.start < sentence.tokens.end {
            next += 1;
        }
        let named = &mentions[from..next];
        told_kinds.extend(named.first().and_then(|first| told::kind_of_work(page, words, sentence, first)));
        told::tell(page, words, sentence, named, entities, &mut called);
        unnamed.extend(named.iter().filter(|m| people::is_unnamed(page, words, sentence, m, named)).map(|m| m.entity));
        let read = |at: usize, behind: &[Mention]| {
            antecedent(page, words, (&mentions[at], behind), number, entities, &told_kinds)
        };
        let mut told = from;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end && !sentence.headline {
            let phrase = phrase(page, words, sentence, at as usize, named);
            let other = |m: &&Mention| !(m.subtype == AGE || m.kind == EntityType::Role || m.kind.is_named());
            let free = |span: Span| !named.iter().filter(other).any(|m| m.tokens.overlaps(span));
            let Some(mut phrase) = phrase.filter(|p| free(p.tokens)) else {
                at += 1;
                continue;
            };
            at += 1;
            while told < next && mentions[told].tokens.end <= phrase.tokens.start {
                if !is_inside(&found, &mentions[told]) {
                    known.extend(read(told, &mentions[told + 1..next]));
                }
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
                words,
                mentions,
                origins: &origins,
                unnamed: &unnamed,
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
                joined: false,
                describes: false,
            });
            found.push(mention(page, &phrase, entities, entity));
        }
        for at in told..next {
            if !is_inside(&found, &mentions[at]) {
                known.extend(read(at, &mentions[at + 1..next]));
            }
        }
    }
    mentions.extend(found);
}

/// "The Arvex star", "the Vel-based firm": a name that only says which one is meant.
fn is_inside(found: &[Mention], mention: &Mention) -> bool {
    found.last().is_some_and(|nominal| nominal.tokens.contains(mention.tokens))
}

/// "The Spaniard", "a young Serb": demonyms that stand for one person are marked as such.
fn mark_persons(page: &Page<'_>, mentions: &mut [Mention]) {
    let mut sentences = page.split.sentences.iter().peekable();
    for mention in mentions.iter_mut().filter(|m| m.kind == EntityType::Nationality) {
        while sentences.next_if(|sentence| sentence.tokens.end <= mention.tokens.start).is_some() {}
        if sentences.peek().is_some_and(|s| !s.headline && people::is_one(page, s, mention.tokens)) {
            mention.subtype = ONE_PERSON.into();
        }
    }
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
