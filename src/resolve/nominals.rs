//! "The group", "the studio", "she": mentions that stand for an entity named before, where one reading is clearly best.
//!
//! Silent otherwise: a wrong antecedent makes wrong edges.

use newsgraph_lexicon::{ClassId, Lexicon, Pos, Shape, WordId};

use crate::types::{Entity, EntityIndex, EntityType, Mention, Nominal, Page, Sentence, Span};

/// How many sentences back an antecedent may stand.
const REACH: usize = 2;

/// Sentences in which a text names what it is about.
const BEGINNING: usize = 2;

/// Furthest that what a name is may stand from it and from the verb, in tokens.
const FURTHEST: usize = 14;

/// Types that "it" may have.
const THINGS: [EntityType; 5] =
    [EntityType::Organisation, EntityType::Place, EntityType::Product, EntityType::Work, EntityType::Event];

/// Words that stand for names.
pub(super) struct NominalWords {
    definite: Option<ClassId>,
    /// Nouns by what they stand for: type, subtype if any, class.
    nouns: [(EntityType, &'static str, Option<ClassId>); 10],
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
    of: WordId,
    be: WordId,
    tell: WordId,
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
            of: lexicon.word_of("of"),
            be: lexicon.word_of("be"),
            tell: lexicon.word_of("tell"),
        }
    }
}

/// A stretch that stands for something named before.
struct Phrase {
    tokens: Span,
    /// Its type; of "it" only known with what it stands for.
    kind: EntityType,
    subtype: &'static str,
    nominal: Nominal,
    /// `f`, `m`, 0 for any.
    gender: u8,
    /// "The government", "the army": of a state.
    of_state: bool,
}

/// Something that a nominal may stand for: a name, or a nominal that stands for one.
#[derive(Clone, Copy)]
struct Antecedent<'m> {
    sentence: usize,
    /// True at the start of its sentence, an article aside.
    opens: bool,
    kind: EntityType,
    subtype: &'m str,
    entity: EntityIndex,
    /// Last word of a nominal, `None` of a name.
    noun: Option<WordId>,
}

/// Appends the nominal mentions of a page; `mentions` are in text order.
pub(super) fn add(page: &Page<'_>, words: &NominalWords, entities: &[Entity], mentions: &mut Vec<Mention>) {
    let mut found: Vec<Mention> = Vec::new();
    let mut known: Vec<Antecedent<'_>> = Vec::new();
    let mut told_kinds: Vec<(EntityIndex, &'static str)> = Vec::new();
    let mut next = 0;
    for (number, sentence) in page.split.sentences.iter().enumerate() {
        let from = next;
        while next < mentions.len() && mentions[next].tokens.start < sentence.tokens.end {
            next += 1;
        }
        let named = &mentions[from..next];
        told_kinds.extend(named.first().and_then(|first| said_to_be(page, words, sentence, first)));
        let mut told = from;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end && !sentence.headline {
            let phrase = phrase(page, words, sentence, at as usize);
            let free = |span: Span| !named.iter().any(|m| m.tokens.overlaps(span));
            let Some(mut phrase) = phrase.filter(|p| free(p.tokens)) else {
                at += 1;
                continue;
            };
            at = phrase.tokens.end;
            while told < next && mentions[told].tokens.end <= phrase.tokens.start {
                known.extend(antecedent(page, words, &mentions[told], number, entities, &told_kinds));
                told += 1;
            }
            let search = Search { page, entities, known: &known, number };
            let Some((entity, kind)) = search.find(&phrase) else { continue };
            phrase.kind = kind;
            let subtype = entities[entity.0 as usize].subtype.as_str();
            let noun = Some(page.tokens()[phrase.tokens.end as usize - 1].word);
            let opens = opens(page, phrase.tokens, number);
            known.push(Antecedent { sentence: number, opens, kind: phrase.kind, subtype, entity, noun });
            found.push(mention(page, &phrase, entities, entity));
        }
        known.extend(
            mentions[told..next].iter().filter_map(|m| antecedent(page, words, m, number, entities, &told_kinds)),
        );
    }
    mentions.extend(found);
}

fn antecedent<'m>(
    page: &Page<'_>,
    words: &NominalWords,
    mention: &Mention,
    sentence: usize,
    entities: &'m [Entity],
    told_kinds: &[(EntityIndex, &'static str)],
) -> Option<Antecedent<'m>> {
    let (kind, entity) = (mention.kind, mention.entity);
    let told = told_kinds.iter().find(|(of, _)| *of == entity).map(|(_, subtype)| *subtype);
    let known = || if mention.subtype.is_empty() { "" } else { entities[entity.0 as usize].subtype.as_str() };
    let subtype = told.unwrap_or_else(known);
    // "a spokesman told Vel Mail": an outlet to which something is told is not what the text is about
    let before = (mention.tokens.start as usize).checked_sub(1).map(|at| page.record(at));
    let addressed = subtype == "media" && before.is_some_and(|record| record.verb == words.tell.0);
    (mention.nominal.is_none() && !addressed).then_some(Antecedent {
        sentence,
        opens: opens(page, mention.tokens, sentence),
        kind,
        subtype,
        entity,
        noun: None,
    })
}

/// "Vel is a 2008 comedy film": what kind of work the text itself says a name is, whatever else bears that name.
fn said_to_be(
    page: &Page<'_>,
    words: &NominalWords,
    sentence: &Sentence,
    first: &Mention,
) -> Option<(EntityIndex, &'static str)> {
    let (from, end) = (first.tokens.end as usize, sentence.tokens.end as usize);
    let work = first.kind == EntityType::Work && first.nominal.is_none();
    let verb = (from..end.min(from + FURTHEST)).find(|at| work && page.record(*at).verb == words.be.0)?;
    let mark = |at: &usize| page.tokens()[*at].is_punctuation() && !page.tokens()[*at].shape.has(Shape::JOINER);
    let said = (verb + 1..end.min(verb + FURTHEST)).take_while(|at| !mark(at) && page.tokens()[*at].word != words.of);
    let kind = |at: usize| {
        let works = words.nouns.iter().filter(|(kind, ..)| *kind == EntityType::Work);
        works.into_iter().find(|(.., class)| class.is_some_and(|class| page.record(at).is_in(class)))
    };
    said.filter_map(kind).last().map(|(_, subtype, _)| (first.entity, *subtype))
}

/// At the start of a sentence, a word aside: an article, a quotation mark.
fn opens(page: &Page<'_>, tokens: Span, sentence: usize) -> bool {
    tokens.start <= page.split.sentences[sentence].tokens.start + 1
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

/// A nominal that begins at a token.
fn phrase(page: &Page<'_>, words: &NominalWords, sentence: &Sentence, at: usize) -> Option<Phrase> {
    let record = page.record(at);
    let is = |class: Option<ClassId>| class.is_some_and(|class| record.is_in(class));
    let pronouns = [
        (words.he, EntityType::Person, b'm'),
        (words.she, EntityType::Person, b'f'),
        (words.it, EntityType::Organisation, 0),
    ];
    if let Some((_, kind, gender)) = pronouns.into_iter().find(|(class, ..)| is(*class)) {
        if gender == 0 && is_empty(page, words, sentence, at) {
            return None;
        }
        let tokens = Span::new(at as u32, at as u32 + 1);
        return Some(Phrase { tokens, kind, subtype: "", nominal: Nominal::Pronoun, gender, of_state: false });
    }
    if !is(words.definite) {
        return None;
    }
    // "the security company" is seldom the one named before
    let noun = at + 1;
    let word = noun < sentence.tokens.end as usize && page.tokens()[noun].shape.has(Shape::LOWER | Shape::LETTER);
    if !word || !stands_alone(page, words, sentence, noun) {
        return None;
    }
    let in_class = |class: &Option<ClassId>| class.is_some_and(|class| page.record(noun).is_in(class));
    if in_class(&words.anyone) {
        return None;
    }
    let of_state = in_class(&words.state_body);
    let (kind, subtype, _) = words.nouns.iter().find(|(_, _, class)| in_class(class))?;
    let tokens = Span::new(at as u32, noun as u32 + 1);
    Some(Phrase { tokens, kind: *kind, subtype, nominal: Nominal::Noun, gender: 0, of_state })
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
                let restricts = words.restrictive.is_some_and(|class| record.is_in(class));
                !restricts && (record.verb != 0 || record.noun == 0)
            }
    })
}

/// Looks for what a nominal stands for.
struct Search<'s> {
    page: &'s Page<'s>,
    entities: &'s [Entity],
    /// What was named before, in text order.
    known: &'s [Antecedent<'s>],
    /// Number of the nominal's sentence.
    number: usize,
}

impl Search<'_> {
    /// What a nominal stands for, and the type of that.
    fn find(&self, phrase: &Phrase) -> Option<(EntityIndex, EntityType)> {
        match phrase.nominal == Nominal::Pronoun && phrase.gender == 0 {
            true => self.thing(phrase),
            false => self.like(phrase).map(|entity| (entity, phrase.kind)),
        }
    }

    /// What "it" is: the one body that the sentence has named so far, else the one place or thing; when it has named none,
    /// what the sentence before begins with.
    fn thing(&self, phrase: &Phrase) -> Option<(EntityIndex, EntityType)> {
        let near = |a: &&Antecedent<'_>| a.sentence + 1 >= self.number;
        let things = |a: &&Antecedent<'_>| THINGS.contains(&a.kind);
        let last = self.known.iter().rev().take_while(near).find(things)?;
        let from = self.known.partition_point(|a| a.sentence < last.sentence);
        let inside = || self.known[from..].iter().take_while(|a| a.sentence == last.sentence).filter(things);
        // "The flaw was found by Acme. It …": of the sentence before only what it is about
        if last.sentence < self.number {
            let subject = inside().next().filter(|a| a.opens && opens(self.page, phrase.tokens, self.number))?;
            return Some((subject.entity, subject.kind));
        }
        let bodies = || inside().filter(|a| a.kind == EntityType::Organisation);
        let one = bodies().next().or_else(|| inside().next())?;
        let alone = match one.kind {
            EntityType::Organisation => bodies().all(|a| a.entity == one.entity),
            _ => inside().all(|a| a.entity == one.entity),
        };
        alone.then_some((one.entity, one.kind))
    }

    /// The one entity that fits: alone in reach, or alone in the nearest sentence that names one, or the subject there.
    fn like(&self, phrase: &Phrase) -> Option<EntityIndex> {
        let word = self.page.tokens()[phrase.tokens.end as usize - 1].word;
        let fits = |a: &&Antecedent<'_>| {
            a.kind == phrase.kind
                // "the firm" says nothing of whom "the group" is
                && (phrase.gender != 0 || a.noun.is_none_or(|noun| noun == word))
                && (a.subtype.is_empty() || phrase.subtype.is_empty() || a.subtype == phrase.subtype)
                && (!phrase.of_state || self.named_by(a, phrase))
                && (phrase.gender == 0 || self.gender_fits(a, phrase.gender))
        };
        let near = |a: &&Antecedent<'_>| a.sentence + REACH >= self.number;
        let before: Vec<&Antecedent<'_>> = self.known.iter().rev().take_while(near).filter(fits).collect();
        let Some(last) = before.first() else { return self.only_one(phrase, fits) };
        if before.iter().all(|a| a.entity == last.entity) {
            return Some(last.entity);
        }
        if last.sentence == self.number && phrase.gender == 0 {
            return None;
        }
        let mut inside = before.iter().filter(|a| a.sentence == last.sentence);
        if inside.clone().all(|a| a.entity == last.entity) {
            return Some(last.entity);
        }
        // "Lena Varga met Anna Holm on Monday. She said …"
        inside.next_back().filter(|_| phrase.gender != 0 && last.sentence < self.number).map(|a| a.entity)
    }

    /// "The government" is one that has the word in its name.
    fn named_by(&self, antecedent: &Antecedent<'_>, phrase: &Phrase) -> bool {
        let noun = self.page.word(phrase.tokens.end as usize - 1);
        self.entities[antecedent.entity.0 as usize].name.split_whitespace().any(|word| word.eq_ignore_ascii_case(noun))
    }

    /// Nothing near: the one that the text begins with, when it is the only one so far.
    fn only_one(&self, phrase: &Phrase, fits: impl Fn(&&Antecedent<'_>) -> bool) -> Option<EntityIndex> {
        let mut all = self.known.iter().filter(fits);
        let first = all.next().filter(|first| phrase.gender != 0 && first.sentence < BEGINNING)?;
        all.all(|a| a.entity == first.entity).then_some(first.entity)
    }

    /// The person's given name is of that gender, or of none.
    fn gender_fits(&self, antecedent: &Antecedent<'_>, gender: u8) -> bool {
        let name = &self.entities[antecedent.entity.0 as usize].name;
        let first = name.split_whitespace().next().unwrap_or("");
        let record = self.page.lexicon.record(self.page.lexicon.word_of(first));
        record.word_gender().is_none_or(|g| g == gender)
    }
}
