//! What a nominal or pronoun stands for: the one antecedent that is clearly best, else nothing.

use std::cell::OnceCell;

use newsgraph_lexicon::{ClassId, Pos, Shape, WordId};
use rustc_hash::FxHashSet;

use super::doers::{self, Verb};
use super::nominals::NominalWords;
use super::origins::Origins;
use super::phrases::Phrase;
use super::told::Told;
use crate::types::{Entity, EntityIndex, EntityType, Mention, Nominal, Page, Span};

/// How many sentences back an antecedent may stand.
pub(super) const REACH: usize = 2;

/// Sentences in which a text names what it is about.
const BEGINNING: usize = 2;

/// Subtype of the organs of a state.
pub(super) const OF_STATE: &str = "government";

/// Most words behind the article of someone without a name: "the old baker and his son".
const JOINED: usize = 3;

/// Types that "it" may have.
const THINGS: [EntityType; 5] =
    [EntityType::Organisation, EntityType::Place, EntityType::Product, EntityType::Work, EntityType::Event];

/// Something that a nominal may stand for: a name, or a nominal that stands for one.
#[derive(Clone, Copy)]
pub(super) struct Antecedent<'m> {
    pub(super) sentence: usize,
    /// True at the start of its sentence, an article aside.
    pub(super) opens: bool,
    /// The same, words aside that describe it.
    pub(super) leads: bool,
    pub(super) kind: EntityType,
    pub(super) subtype: &'m str,
    pub(super) entity: EntityIndex,
    /// Last word of a nominal, `None` of a name.
    pub(super) noun: Option<WordId>,
    /// Who says something: a verb of saying stands next to it.
    pub(super) speaks: bool,
    /// "Arvex and Bolton": another follows.
    pub(super) joined: bool,
    /// "Arvex owner Bolton": it only says what another is.
    pub(super) describes: bool,
}

/// A name as what a nominal may stand for.
pub(super) fn antecedent<'m>(
    page: &Page<'_>,
    words: &NominalWords,
    (mention, behind): (&Mention, &[Mention]),
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
    // "Norway's fund sold": the fund, not Norway
    let next = page.tokens().get(mention.tokens.end as usize);
    let owner = next.is_some_and(|next| next.shape.has(Shape::POSSESSIVE));
    // "the Vel-based firm": the place is no more than a word of another group
    let compound = next.is_some_and(|next| next.shape.has(Shape::JOINER));
    (mention.nominal.is_none() && !addressed && !compound).then_some(Antecedent {
        sentence,
        opens: opens(page, mention.tokens, sentence) && !owner,
        leads: leads(page, mention.tokens, sentence) && !owner,
        kind,
        subtype,
        entity,
        noun: None,
        speaks: speaks(page, words, mention.tokens),
        describes: describes(page, mention, behind),
        joined: next.is_some_and(|next| page.lexicon.record(next.word).can_be(Pos::CC)),
    })
}

/// "Arvex owner Bolton": a name of the same type behind one noun that is no verb.
fn describes(page: &Page<'_>, mention: &Mention, behind: &[Mention]) -> bool {
    let noun = mention.tokens.end;
    let next = behind.iter().take(2).find(|m| m.kind == mention.kind && m.tokens.start == noun + 1);
    next.is_some() && {
        let record = page.record(noun as usize);
        let other = [Pos::IN, Pos::CC, Pos::VBD, Pos::VBZ].iter().any(|pos| record.can_be(*pos));
        record.noun != 0 && record.weight[0] >= record.weight[1] && !other
    }
}

/// At the start of a sentence, a word aside: an article, a quotation mark.
pub(super) fn opens(page: &Page<'_>, tokens: Span, sentence: usize) -> bool {
    tokens.start <= page.split.sentences[sentence].tokens.start + 1
}

/// Longest run of words before a name that begins a sentence.
const LEAD: u32 = 6;

/// At the start of a sentence, words that describe it aside: "The Norwegian carmaker Arvex", "Vel-based Arvex".
pub(super) fn leads(page: &Page<'_>, tokens: Span, sentence: usize) -> bool {
    let start = page.split.sentences[sentence].tokens.start;
    let hyphen = |at: usize| page.tokens()[at].shape.has(Shape::JOINER);
    let describes = |at: usize| {
        let record = page.record(at);
        let noun = record.weight[0].max(record.weight[2]) >= record.weight[1] && !record.can_be(Pos::IN);
        let word = page.tokens()[at].shape.has(Shape::LETTER) && noun && !record.can_be(Pos::CC);
        word || hyphen(at) || hyphen(at - 1)
    };
    tokens.start <= start + LEAD && (start as usize + 1..tokens.start as usize).all(describes)
}

/// "X said on Monday", "…, said X": a verb of saying stands next to it.
pub(super) fn speaks(page: &Page<'_>, words: &NominalWords, tokens: Span) -> bool {
    let says = |at: usize| {
        let verb = page.tokens().get(at).map_or(0, |t| page.lexicon.record(t.word).verb);
        verb != 0 && words.says.is_some_and(|class| page.lexicon.record(WordId(verb)).is_in(class))
    };
    says(tokens.end as usize) || (tokens.start as usize).checked_sub(1).is_some_and(says)
}

/// Looks for what a nominal stands for.
pub(super) struct Search<'s> {
    pub(super) page: &'s Page<'s>,
    pub(super) entities: &'s [Entity],
    /// What was named before, in text order.
    pub(super) known: &'s [Antecedent<'s>],
    /// Who began a sentence so far, or said something.
    pub(super) leading: &'s FxHashSet<EntityIndex>,
    /// What the text calls whom so far.
    pub(super) told: &'s [Told],
    pub(super) words: &'s NominalWords,
    /// All that the text names.
    pub(super) mentions: &'s [Mention],
    /// Where who is from, once asked for.
    pub(super) origins: &'s OnceCell<Origins>,
    /// Demonyms of people without a name so far.
    pub(super) unnamed: &'s FxHashSet<EntityIndex>,
    /// Number of the nominal's sentence.
    pub(super) number: usize,
    /// Whose life the text tells.
    pub(super) subject: Option<EntityIndex>,
}

impl Search<'_> {
    /// What a nominal stands for, and the type of that.
    pub(super) fn find(&self, phrase: &Phrase) -> Option<(EntityIndex, EntityType)> {
        if let Some(owner) = self.joined_to(phrase) {
            return owner.map(|entity| (entity, phrase.kind));
        }
        let pronoun = phrase.nominal == Nominal::Pronoun;
        let verb = pronoun.then(|| doers::before(self.page, self.words, self.mentions, phrase.tokens)).flatten();
        match pronoun && phrase.gender == 0 {
            true => self.thing(phrase, verb).filter(|(entity, _)| verb != Some(Verb::ActsOnIt(*entity))),
            false if phrase.kind == EntityType::Event => self.event(phrase).map(|entity| (entity, phrase.kind)),
            false if phrase.names.any() => self.described(phrase).map(|entity| (entity, phrase.kind)),
            false => self.like(phrase, verb).map(|entity| (self.told_of(phrase, entity), phrase.kind)),
        }
    }

    /// "Tom Reel (1801–1870) and **his** wife", "the baker and **her** son": who stands before the conjunction, no one where
    /// that has no name.
    fn joined_to(&self, phrase: &Phrase) -> Option<Option<EntityIndex>> {
        let (page, at) = (self.page, phrase.tokens.start as usize);
        let first = page.split.sentences[self.number].tokens.start as usize;
        let owns = phrase.gender != 0 && page.record(at).can_be(Pos::PRPS);
        let owns = owns && page.tokens().get(at + 1).is_some_and(|next| next.shape.has(Shape::LETTER));
        if !owns || at < first + 2 || !page.record(at - 1).can_be(Pos::CC) {
            return None;
        }
        let bracket = || (first..at - 2).rev().find(|open| page.word(*open) == "(");
        let end = if page.word(at - 2) == ")" { bracket()? } else { at - 1 };
        let before = self.mentions[..self.mentions.partition_point(|m| (m.tokens.end as usize) <= end)].last();
        let person = before.filter(|m| m.tokens.end as usize == end && m.kind == EntityType::Person);
        if let Some(person) = person {
            return self.gender_fits(person.entity, phrase.gender).then_some(Some(person.entity));
        }
        let is = |class: Option<ClassId>| class.is_some_and(|class| page.record(end - 1).is_in(class));
        // "a baker" may be what the owner is: "Tom Reel is a baker and his wife …"
        let article = (first..end).rev().take(JOINED + 1).find(|at| page.record(*at).can_be(Pos::DT));
        let definite = |at: usize| self.words.definite.is_some_and(|class| page.record(at).is_in(class));
        let told = |at: usize| page.word(at) == "," || page.record(at).verb == self.words.be.0;
        let other = article.is_some_and(|at| at == first || definite(at) && !told(at - 1));
        let someone = other && (is(self.words.role) || is(self.words.nouns[1].2));
        let known = self.known.last().filter(|a| a.sentence == self.number && a.kind == phrase.kind);
        someone.then(|| known.filter(|a| a.noun.is_some()).map(|a| a.entity))
    }

    /// What "it" is: the one body that the sentence has named so far, else the one place or thing; when it has named none,
    /// what the sentence before begins with.
    fn thing(&self, phrase: &Phrase, verb: Option<Verb>) -> Option<(EntityIndex, EntityType)> {
        let near = |a: &&Antecedent<'_>| a.sentence + 1 >= self.number;
        let things = |a: &&Antecedent<'_>| THINGS.contains(&a.kind);
        let led = self.is_led(phrase);
        let known = self.before(led);
        let last = known.iter().rev().take_while(near).find(things)?;
        let from = known.partition_point(|a| a.sentence < last.sentence);
        let inside = || known[from..].iter().take_while(|a| a.sentence == last.sentence).filter(things);
        // "The flaw was found by Acme. It …": of the sentence before only what it is about
        if last.sentence < self.number {
            let begins = led || opens(self.page, phrase.tokens, self.number);
            // "The Vel carmaker Arvex", "Arvex rival Bolton": the last is what the sentence is about
            let mut opening = inside().take_while(|a| a.leads && begins);
            let first = opening.next()?;
            let body = opening.filter(|a| a.kind == EntityType::Organisation).last();
            let subject = body.unwrap_or(first);
            return Some((subject.entity, subject.kind));
        }
        // "Arvex fell when Bolton said it would …", "Arvex, which Corvid owns, said it would …": who says it
        let tells = |a: &&Antecedent<'_>| match verb {
            Some(Verb::Tells(teller)) => a.entity == teller,
            Some(Verb::TellsAside) => a.leads,
            _ => false,
        };
        if let Some(teller) = inside().find(tells) {
            return Some((teller.entity, teller.kind));
        }
        // "The fund sold its stake in Vel, it said": who the sentence is about
        if phrase.speaks && self.closes(phrase.tokens) {
            return inside().find(|a| a.leads).map(|subject| (subject.entity, subject.kind));
        }
        let bodies = || inside().filter(|a| a.kind == EntityType::Organisation);
        let one = bodies().next().or_else(|| inside().next())?;
        let alone = match one.kind {
            EntityType::Organisation => bodies().all(|a| a.entity == one.entity),
            _ => inside().all(|a| a.entity == one.entity),
        };
        alone.then_some((one.entity, one.kind))
    }

    /// ", it said." · ", it said in a statement": who says stands behind what is said.
    fn closes(&self, pronoun: Span) -> bool {
        let (page, at) = (self.page, pronoun.start as usize);
        let after = pronoun.end as usize + 1;
        let sentence = &page.split.sentences[self.number];
        let comma = at > sentence.tokens.start as usize && page.word(at - 1) == ",";
        let next = page.tokens().get(after).filter(|_| after < sentence.tokens.end as usize);
        let adverbial = || page.record(after).can_be(Pos::IN) && !page.record(after).can_be(Pos::DT);
        comma && next.is_none_or(|next| next.is_punctuation() || adverbial())
    }

    /// "Based in Vel, it …", "Raised by Anna Holm, she …", "The daughter of Anna Holm, she …": what leads the sentence up to the
    /// nominal names someone else.
    fn is_led(&self, phrase: &Phrase) -> bool {
        let (page, at) = (self.page, phrase.tokens.start as usize);
        let start = page.split.sentences[self.number].tokens.start as usize;
        if at < start + 2 || page.word(at - 1) != "," {
            return false;
        }
        let of = (start + 1..at).take(JOINED + 2).find(|at| page.tokens()[*at].word == self.words.of);
        let relative = of.is_some_and(|of| self.words.kinship.is_some_and(|class| page.record(of - 1).is_in(class)));
        page.record(start).can_be(Pos::VBN) || phrase.gender != 0 && relative && !page.record(at).can_be(Pos::PRPS)
    }

    /// What was named so far; of a sentence that a participle leads only what stands before it.
    fn before(&self, led: bool) -> &[Antecedent<'_>] {
        let end = if led { self.known.partition_point(|a| a.sentence < self.number) } else { self.known.len() };
        &self.known[..end]
    }

    /// "The hit drove in Tom Reel. He …" in the life of another is told of that other: no sentence began with Tom Reel.
    fn told_of(&self, phrase: &Phrase, found: EntityIndex) -> EntityIndex {
        let Some(subject) = self.subject.filter(|_| phrase.gender != 0) else { return found };
        let mut here = self.known.iter().rev().take_while(|a| a.sentence == self.number);
        let passing = !self.leading.contains(&found) && !here.any(|a| a.entity == found);
        if passing && self.gender_fits(subject, phrase.gender) { subject } else { found }
    }

    /// The one entity that fits: alone in reach, or alone in the nearest sentence that names one, or the subject there.
    fn like(&self, phrase: &Phrase, verb: Option<Verb>) -> Option<EntityIndex> {
        let word = self.page.tokens()[phrase.tokens.end as usize - 1].word;
        let fits = |a: &&Antecedent<'_>| {
            a.kind == phrase.kind
                && verb != Some(Verb::ActsOnIt(a.entity))
                && !(phrase.private && (a.subtype == OF_STATE || self.of_state(a)))
                // "the firm" says nothing of whom "the group" is
                && (phrase.gender != 0 || a.noun.is_none_or(|noun| noun == word))
                && (a.subtype.is_empty() || phrase.subtype.is_empty() || a.subtype == phrase.subtype)
                && (!phrase.particular || self.named_by(a, phrase) || self.called(a, phrase))
                && (phrase.gender == 0 || self.gender_fits(a.entity, phrase.gender))
        };
        let near = |a: &&Antecedent<'_>| a.sentence + REACH >= self.number;
        let known = self.before(self.is_led(phrase));
        let before: Vec<&Antecedent<'_>> = known.iter().rev().take_while(near).filter(fits).collect();
        let Some(last) = before.first() else { return only_one(known, phrase, fits) };
        // "the pressure group X …, the group": the one that the text calls so
        let mut called = before.iter().filter(|a| self.called(a, phrase)).map(|a| a.entity);
        if let Some(told) = called.next() {
            return called.all(|entity| entity == told).then_some(told);
        }
        if phrase.told_only {
            return None;
        }
        if before.iter().all(|a| a.entity == last.entity) {
            return Some(last.entity);
        }
        // "A bought B, B said. The firm said …": the one that speaks goes on
        if phrase.speaks && phrase.gender == 0 && last.sentence < self.number {
            let nearest = before.iter().take_while(|a| a.sentence == last.sentence);
            let mut speakers = nearest.filter(|a| a.speaks).map(|a| a.entity);
            if let Some(speaker) = speakers.next().filter(|first| speakers.all(|a| a == *first)) {
                return Some(speaker);
            }
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

    /// The text itself calls it so, with the same word before the noun when the nominal has one.
    pub(super) fn called(&self, antecedent: &Antecedent<'_>, phrase: &Phrase) -> bool {
        let noun = self.page.tokens()[phrase.tokens.end as usize - 1].word;
        let same = |told: &Told| {
            let modified = phrase.modifier.map_or(!told.lesser, |modifier| told.modifier == modifier);
            told.noun == noun && modified
        };
        phrase.gender == 0 && self.told.iter().any(|told| told.entity == antecedent.entity && same(told))
    }

    /// "The government" is one that has the word in its name, "the airline" one of that kind or called "Vel Airlines".
    pub(super) fn named_by(&self, antecedent: &Antecedent<'_>, phrase: &Phrase) -> bool {
        let at = phrase.tokens.end as usize - 1;
        let (word, noun) = (self.page.word(at), self.page.record(at).noun);
        let lexicon = &self.page.lexicon;
        let says = |part: &str| {
            part.eq_ignore_ascii_case(word) || noun != 0 && lexicon.record(lexicon.word_of(part)).noun == noun
        };
        // of the organs of a state "the government" is one
        let kind = antecedent.subtype == word && word != OF_STATE;
        kind || self.entities[antecedent.entity.0 as usize].name.split_whitespace().any(says)
    }

    /// "Office of the Health Commissioner": an organ of a state by a word of its name.
    pub(super) fn of_state(&self, antecedent: &Antecedent<'_>) -> bool {
        let lexicon = self.page.lexicon;
        let organ =
            |word: &str| self.words.state_head.is_some_and(|class| lexicon.record(lexicon.word_of(word)).is_in(class));
        self.entities[antecedent.entity.0 as usize].name.split_whitespace().any(organ)
    }

    /// The person is called so, or the given name is of that gender, or of none.
    fn gender_fits(&self, entity: EntityIndex, gender: u8) -> bool {
        let called = self.told.iter().filter(|told| told.entity == entity);
        if let Some(told) = called.filter_map(|told| self.words.gender(self.page.lexicon, told.noun)).next() {
            return told == gender;
        }
        let name = &self.entities[entity.0 as usize].name;
        let first = name.split_whitespace().next().unwrap_or("");
        let record = self.page.lexicon.record(self.page.lexicon.word_of(first));
        record.word_gender().is_none_or(|g| g == gender)
    }
}

/// Nothing near: the one that the text begins with, when it is the only one so far.
fn only_one(known: &[Antecedent<'_>], phrase: &Phrase, fits: impl Fn(&&Antecedent<'_>) -> bool) -> Option<EntityIndex> {
    let mut all = known.iter().filter(fits);
    let first = all.next().filter(|first| phrase.gender != 0 && first.sentence < BEGINNING)?;
    all.all(|a| a.entity == first.entity).then_some(first.entity)
}
