//! Stage 6 of 8, units. In: the tokens of one sentence and the mentions over them. Out: [`Unit`]s: a word, a hyphenated
//! compound, a phrase of the lexicon ("according to", "chief executive") or a whole name, each read as one.

use newsgraph_lexicon::{ClassBits, Lexicon, Pos, PosSet, Shape, WordId, meets, union};

use crate::relate::grammar::{Bits, Grammar, join_keys, lemma_key};
use crate::relate::unit_mentions::{office_unit, stands_as_adverb, suffixes_end};
use crate::types::{EntityType, Extraction, MentionIndex, Nominal, Page, Sentence, Span, Token};

/// A mark that syntax reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word, name or number.
    #[default]
    None,
    /// `,`
    Comma,
    /// `;` or `:`
    Colon,
    /// A dash with space around it, or a long one.
    Dash,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// A quotation mark.
    Quote,
    /// `/`
    Slash,
    /// `?`
    Question,
    /// `.` and `!`
    Stop,
    /// Anything else.
    Other,
}

/// One unit of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Tokens of the page, half-open.
    pub(super) tokens: Span,
    /// Part of speech, decided by [`pos`](super::pos).
    pub(super) tag: Pos,
    /// Parts of speech its word can have; empty for names.
    pub(super) set: PosSet,
    /// Which mark, `None` for words.
    pub(super) mark: Mark,
    /// Name, date, figure or role that the unit is.
    pub(super) mention: Option<MentionIndex>,
    /// Type of that mention.
    pub(super) kind: Option<EntityType>,
    /// Nominal or pronoun that ends here and stands for an entity.
    pub(super) nominal: Option<MentionIndex>,
    /// Type of that entity; none for possessives, which own what stands behind them.
    pub(super) stands_for: Option<EntityType>,
    /// Number of its word; of the last one for several.
    pub(super) word: WordId,
    /// Key of the word or phrase, as in rules.
    pub(super) key: u64,
    /// Key of its lemma as a noun, 0 for none.
    pub(super) noun: u64,
    /// Key of its lemma as a verb, 0 for none.
    pub(super) verb: u64,
    /// Word classes of word and phrase.
    pub(super) classes: ClassBits,
    /// True for job titles: the word, its singular or the phrase is in the class.
    pub(super) role: bool,
    /// True for a noun for people: "teenager", "brother".
    pub(super) person: bool,
    /// True for a letter that stands for a party: "D", "R".
    pub(super) party_letter: bool,
    /// What grammar knows of the word.
    pub(super) bits: Bits,
    /// What grammar knows of its noun lemma.
    pub(super) noun_bits: Bits,
    /// What grammar knows of its verb lemma.
    pub(super) verb_bits: Bits,
    /// What its last token looks like.
    pub(super) shape: Shape,
}

impl Unit {
    /// True for names of entities: neither dates, figures nor roles.
    pub(super) fn is_name(&self) -> bool {
        self.kind.is_some_and(EntityType::is_named)
    }

    /// True for dates and figures.
    pub(super) fn is_value(&self) -> bool {
        matches!(self.kind, Some(EntityType::Date | EntityType::Figure))
    }
}

/// Which mention covers a token, for one document.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// Mention number + 1 of the name, date, figure or role over each token, 0 for none.
    names: Vec<u32>,
    /// The same for nominals, at their last token only.
    nominals: Vec<u32>,
}

impl Cover {
    /// Of two mentions over one token the longer holds.
    pub(super) fn new(page: &Page<'_>, extraction: &Extraction) -> Cover {
        let count = page.tokens().len();
        let mut cover = Cover { names: vec![0; count], nominals: vec![0; count] };
        let mentions = &extraction.mentions;
        let names_first =
            |nominal: bool| mentions.iter().enumerate().filter(move |(_, m)| m.nominal.is_some() == nominal);
        for (number, mention) in names_first(false).chain(names_first(true)) {
            let (first, last) = (mention.tokens.start as usize, mention.tokens.end as usize);
            if last > count || first >= last {
                continue;
            }
            let mark = number as u32 + 1;
            match mention.nominal {
                None => {
                    let longer =
                        |other: u32| other == 0 || mentions[other as usize - 1].tokens.len() < mention.tokens.len();
                    if cover.names[first..last].iter().all(|other| longer(*other)) {
                        cover.names[first..last].fill(mark);
                    }
                }
                // "the 26-year-old": its age is no figure of its own there
                Some(Nominal::Noun) if cover.names[last - 1] != 0 => cover.names[first + 1..last].fill(mark),
                Some(Nominal::Noun | Nominal::Pronoun) => cover.nominals[last - 1] = mark,
                Some(Nominal::Unnamed | Nominal::Event) => {}
            }
        }
        cover
    }

    pub(super) fn name(&self, token: usize) -> Option<MentionIndex> {
        self.names.get(token).copied().and_then(|n| n.checked_sub(1)).map(MentionIndex)
    }

    fn nominal(&self, token: usize) -> Option<MentionIndex> {
        self.nominals.get(token).copied().and_then(|n| n.checked_sub(1)).map(MentionIndex)
    }
}

/// By how much a word is an adverb rather than a noun (in powers of two) to be taken for one.
pub(super) const ADVERB_LEAD: u8 = 3;

/// What unit building looks up.
pub(super) struct UnitWords<'a> {
    /// Gazetteers and words.
    pub(super) lexicon: &'a Lexicon<'a>,
    /// Grammar's words.
    pub(super) grammar: &'a Grammar,
    /// Word classes.
    pub(super) classes: &'a UnitClasses,
}

/// Bits of the word classes that units rest on.
pub(super) struct UnitClasses {
    /// Whose phrases are one unit.
    pub(super) phrases: ClassBits,
    /// Of job titles.
    pub(super) roles: ClassBits,
    /// Of degrees and orders behind a name.
    pub(super) suffixes: ClassBits,
    /// Of letters of parties.
    party_letters: ClassBits,
    /// Of people without an office, relatives and members among them.
    people: ClassBits,
}

impl UnitClasses {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> UnitClasses {
        UnitClasses {
            phrases: lexicon.classes(&["role", "person-title", "preposition-phrase"]),
            roles: lexicon.classes(&["role", "person-title"]),
            suffixes: lexicon.classes(&["name-suffix"]),
            party_letters: lexicon.classes(&["party-letter"]),
            people: lexicon.classes(&["person-noun", "kinship", "role-member"]),
        }
    }
}

/// Cuts a sentence into units, into a buffer that is cleared first.
pub(super) fn build(
    page: &Page<'_>,
    sentence: &Sentence,
    cover: &Cover,
    extraction: &Extraction,
    words: &UnitWords<'_>,
    units: &mut Vec<Unit>,
) {
    units.clear();
    let tokens = page.tokens();
    let stop = sentence.tokens.end as usize;
    let mut at = sentence.tokens.start as usize;
    while at < stop {
        if let Some(last) = score_end(page, at, stop) {
            let mut unit = word_unit(page, at, last, words);
            (unit.tag, unit.set, unit.mark) = (Pos::JJ, PosSet::default().with(Pos::JJ), Mark::None);
            units.push(unit);
            at = last;
            continue;
        }
        if let Some(mention) = cover.name(at).filter(|m| {
            let governed = units.last().is_some_and(|u| u.set.has(Pos::IN));
            governed || !stands_as_adverb(page, at, &extraction.mentions[m.0 as usize])
        }) {
            let mut last = at + 1;
            while last < stop && cover.name(last) == Some(mention) {
                last += 1;
            }
            let kind = extraction.mentions[mention.0 as usize].kind;
            let mut unit = if kind == EntityType::Role && last > at + 1 {
                office_unit(page, at, last, words)
            } else {
                word_unit(page, at, last, words)
            };
            unit.mention = Some(mention);
            unit.kind = Some(kind);
            unit.mark = Mark::None;
            if kind != EntityType::Role {
                unit.set = PosSet::default();
                unit.tag = if kind == EntityType::Figure { Pos::CD } else { Pos::NNP };
            } else {
                unit.tag = Pos::NN;
                unit.set = PosSet::default().with(Pos::NN);
            }
            if kind == EntityType::Person {
                last = suffixes_end(page, last, stop, cover, extraction, words);
                unit.tokens.end = last as u32;
            }
            units.push(unit);
            at = last;
            continue;
        }
        let mut last = at + 1;
        // "Paris-based": the hyphen and the word after a name are one unit
        let after_name = tokens[at].shape.has(Shape::JOINER) && units.last().is_some_and(|u| u.mention.is_some());
        if after_name && last < stop && tokens[last].shape.has(Shape::LETTER) && cover.name(last).is_none() {
            let mut unit = word_unit(page, last, last + 1, words);
            unit.tokens = Span::new(at as u32, last as u32 + 1);
            unit.set = PosSet::default().with(Pos::JJ);
            units.push(unit);
            at = last + 1;
            continue;
        }
        if tokens[at].shape.has(Shape::LETTER) {
            last = phrase_end(page, at, stop, cover, words).unwrap_or(last);
            if last == at + 1 {
                while last + 1 < stop
                    && tokens[last].shape.has(Shape::JOINER)
                    && tokens[last + 1].shape.any(Shape::LETTER | Shape::DIGIT)
                    && cover.name(last + 1).is_none()
                {
                    last += 2;
                }
            }
        }
        let mut unit = word_unit(page, at, last, words);
        // "transferred to Torpedo Squadron", "with Rob Holt": a capital that nothing but a name explains is no verb
        let inside = !sentence.headline && units.last().is_some_and(|before| before.mark == Mark::None);
        let names = unit.set.meets(PosSet::NOUN) || page.record(last - 1).given > 0;
        if inside && unit.shape.has(Shape::UPPER_FIRST) && names {
            unit.set = PosSet(unit.set.0 & !PosSet::VERB.0);
        }
        unit.nominal = cover.nominal(last - 1);
        let standing = unit.nominal.filter(|_| !unit.set.has(Pos::PRPS) || unit.set.has(Pos::PRP));
        unit.stands_for = standing.map(|m| extraction.mentions[m.0 as usize].kind);
        units.push(unit);
        at = last;
    }
}

/// "2-1", "6-4": short numbers side by side, a score and no quantity of what follows.
fn score_end(page: &Page<'_>, at: usize, stop: usize) -> Option<usize> {
    const LONGEST: u32 = 3;
    let tokens = page.tokens().get(at..stop.min(at + 4))?;
    let [first, joiner, second, ..] = tokens else { return None };
    let short = |token: &Token| token.shape.has(Shape::NUMBER) && token.span.len() <= LONGEST;
    let goes_on = tokens.get(3).is_some_and(|token| token.shape.has(Shape::JOINER));
    (short(first) && joiner.shape.has(Shape::JOINER) && short(second) && !goes_on).then_some(at + 3)
}

/// The end of the longest phrase of a unit class that begins at a token.
fn phrase_end(page: &Page<'_>, at: usize, stop: usize, cover: &Cover, words: &UnitWords<'_>) -> Option<usize> {
    let tokens = page.tokens();
    let mut best: Option<usize> = None;
    words.lexicon.matches(
        |n| (at + n < stop && cover.name(at + n).is_none()).then(|| (tokens[at + n].hash, tokens[at + n].shape)),
        |hit| {
            if hit.tokens > 1 && meets(&hit.classes, &words.classes.phrases) {
                best = Some(at + hit.tokens);
            }
        },
    );
    // "gearing up to release X": an infinitive, not the preposition "up to"
    best.filter(|end| {
        // "in the north of Vel", not "north of Vel"
        let article =
            at.checked_sub(1).map(|before| page.record(before)).filter(|r| r.can_be(Pos::DT) && !r.can_be(Pos::IN));
        if article.is_some() && page.record(*end - 1).can_be(Pos::IN) {
            return false;
        }
        let infinitive = *end < stop && page.record(*end - 1).can_be(Pos::TO) && page.record(*end).can_be(Pos::VB);
        let group_ahead = *end + 1 < stop
            && (cover.name(*end + 1).is_some()
                || page.record(*end + 1).can_be(Pos::DT)
                || page.record(*end + 1).can_be(Pos::PRPS));
        // "is due to be released"
        let auxiliary = *end < stop && words.grammar.of(tokens[*end].hash).any(Bits::BE | Bits::HAVE);
        !(infinitive && (group_ahead || auxiliary))
    })
}

pub(super) fn word_unit(page: &Page<'_>, at: usize, last: usize, words: &UnitWords<'_>) -> Unit {
    let tokens = page.tokens();
    let token = &tokens[last - 1];
    let record = page.record(last - 1);
    let mut classes = record.classes;
    let key = if last - at == 1 {
        token.hash
    } else {
        let parts = tokens[at..last].iter().filter(|t| !t.shape.has(Shape::JOINER)).map(|t| t.hash);
        words.lexicon.matches(
            |n| (at + n < last).then(|| (tokens[at + n].hash, tokens[at + n].shape)),
            |hit| {
                if hit.tokens == last - at {
                    classes = hit.classes;
                }
            },
        );
        join_keys(parts)
    };
    // "co-founders" are founders
    if record.noun != 0 && classes == record.classes {
        let lemma = words.lexicon.record(WordId(record.noun));
        classes = union(classes, &lemma.classes);
    }
    let (noun, verb) = (lemma_key(words.lexicon, record.noun), lemma_key(words.lexicon, record.verb));
    // "co-founded" is a form of "found"
    let prefixed = last - at > 1 && words.grammar.of(tokens[at].hash).any(Bits::VERB_PREFIX);
    let prefix = if prefixed { Bits::VERB_PREFIX } else { Bits::default() };
    Unit {
        tokens: Span::new(at as u32, last as u32),
        tag: Pos::NN,
        set: record.pos_set(),
        mark: if token.is_punctuation() { mark(page.word(last - 1), token.shape) } else { Mark::None },
        mention: None,
        kind: None,
        nominal: None,
        stands_for: None,
        word: token.word,
        key,
        noun,
        verb,
        classes,
        role: meets(&classes, &words.classes.roles),
        person: meets(&classes, &words.classes.people),
        party_letter: meets(&classes, &words.classes.party_letters) && token.shape.has(Shape::UPPER_FIRST),
        bits: words.grammar.of(key) | prefix,
        noun_bits: if noun == 0 { Bits::default() } else { words.grammar.of(noun) },
        verb_bits: if verb == 0 || prefixed { Bits::default() } else { words.grammar.of(verb) },
        shape: token.shape,
    }
}

fn mark(text: &str, shape: Shape) -> Mark {
    if shape.has(Shape::POSSESSIVE) {
        return Mark::None;
    }
    if shape.has(Shape::QUOTE) {
        return Mark::Quote;
    }
    match text {
        "," => Mark::Comma,
        ";" | ":" => Mark::Colon,
        "(" | "[" => Mark::Open,
        ")" | "]" => Mark::Close,
        "?" => Mark::Question,
        "/" => Mark::Slash,
        "." | "!" | "..." | "…" => Mark::Stop,
        "--" | "–" | "—" => Mark::Dash,
        "-" if shape.has(Shape::SPACE_BEFORE) && !shape.has(Shape::JOINER) => Mark::Dash,
        "$" | "%" | "&" | "€" | "£" => Mark::None,
        _ => Mark::Other,
    }
}
