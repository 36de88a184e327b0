//! Evidence from the rest of the document: what the same words are elsewhere in it, and what it is about.

use newsgraph_lexicon::{ClassBits, ClassId, Lexicon, Shape, WordId, meets, with};
use rustc_hash::{FxHashMap, FxHashSet};

use super::feature_set::Features;
use super::features::Feature;
use super::spans::Run;
use super::sport::{Sport, SportWords};
use crate::types::{Page, Sentence, Span, Token};

/// Word classes that say something about a whole document.
pub(super) struct ElsewhereWords {
    titles: [Option<ClassId>; 2],
    place: Option<ClassId>,
    bodies: [Option<ClassId>; 2],
    body_head: Option<ClassId>,
    program: Option<ClassId>,
    software: ClassBits,
    legal_suffix: Option<ClassId>,
    generation: Option<ClassId>,
    facility: Option<ClassId>,
    sport: SportWords,
}

impl ElsewhereWords {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        ElsewhereWords {
            titles: ["honorific", "person-title"].map(|name| lexicon.class(name)),
            place: lexicon.class("before-in"),
            bodies: ["org-noun", "state-body"].map(|name| lexicon.class(name)),
            body_head: lexicon.class("org-head"),
            program: lexicon.class("software-noun"),
            software: lexicon.classes(&["software-noun", "malware-noun", "computing-term"]),
            legal_suffix: lexicon.class("legal-suffix"),
            generation: lexicon.class("generation"),
            facility: lexicon.class("facility-head"),
            sport: SportWords::new(lexicon),
        }
    }
}

/// One word in so many is about software in a text about software.
const SOFTWARE_SHARE: usize = 60;

/// Words about software from which a text may be about it: one "app" makes none.
const SOFTWARE_WORDS: usize = 3;

/// Tokens of the words that initials in brackets are looked for in.
const LONGEST_SPELT: usize = 9;

/// What the whole document says about a stretch of words.
#[derive(Default)]
pub(super) struct Elsewhere {
    lower: FxHashSet<u64>,
    surnames: FxHashSet<u64>,
    leads: FxHashSet<u64>,
    titled: FxHashSet<u64>,
    places: FxHashSet<u64>,
    initials: FxHashSet<u64>,
    spelt_out: FxHashSet<u64>,
    firms: FxHashSet<u64>,
    firm_parts: Vec<Span>,
    counts: FxHashMap<u64, u32>,
    products: FxHashSet<u64>,
    firm_leads: FxHashSet<u64>,
    software: bool,
    /// Names that a longer one has as its possessive: "Vel Children" of "Vel Children's Hospital".
    owners: FxHashSet<u64>,
    sport: Sport,
}

impl Elsewhere {
    /// Reads all runs of the sentences in which capitals say something.
    pub(super) fn new(page: &Page<'_>, words: &ElsewhereWords, runs: &[Vec<Run>]) -> Self {
        let sport = Sport::new(page, &words.sport, runs, |span| span_key(page, span));
        let mut all = Elsewhere { sport, software: is_about_software(page, words), ..Elsewhere::default() };
        for (sentence, runs) in page.split.sentences.iter().zip(runs).filter(|(sentence, _)| !sentence.headline) {
            let tokens = &page.tokens()[sentence.tokens.range()];
            all.lower.extend(tokens.iter().filter(|t| t.shape.has(Shape::LOWER | Shape::LETTER)).map(|t| t.hash));
            for run in runs {
                all.read(page, words, sentence, run);
            }
            all.read_brackets(page, words, sentence);
        }
        all
    }

    fn read(&mut self, page: &Page<'_>, words: &ElsewhereWords, sentence: &Sentence, run: &Run) {
        let inside = &page.tokens()[run.tokens.range()];
        *self.counts.entry(key(inside.iter().map(|t| t.hash))).or_default() += 1;
        let first = run.tokens.start as usize;
        let before = first.checked_sub(1).filter(|before| *before >= sentence.tokens.start as usize);
        let is = |token: usize, class: Option<ClassId>| class.is_some_and(|class| page.record(token).is_in(class));
        if before.is_some_and(|before| is(before, words.place)) {
            self.places.insert(key(inside.iter().map(|t| t.hash)));
        }
        let small = |at: usize| page.tokens()[at].shape.has(Shape::LOWER | Shape::LETTER);
        let program = |at: usize| sentence.tokens.holds(at as u32) && small(at) && is_noun(page, at, words.program);
        // "the Vel browser", but not "the Ostra software vulnerability"
        if program(run.tokens.end as usize) && !program(run.tokens.end as usize + 1) {
            self.products.insert(key(inside.iter().map(|t| t.hash)));
        }
        for suffix in run.tokens.range().skip(1).filter(|token| is(*token, words.legal_suffix)) {
            let comma = usize::from(!page.tokens()[suffix - 1].shape.has(Shape::LETTER));
            let name = Span::new(run.tokens.start, (suffix - comma) as u32);
            self.firms.insert(span_key(page, name));
            let lead = page.record(first);
            if name.len() > 1 && lead.level == 0 && lead.given == 0 {
                self.firm_leads.insert(inside[0].hash);
            }
            self.firm_parts.push(name);
        }
        if heads_a_name(page, words, sentence, run.tokens.end as usize) {
            self.owners.insert(span_key(page, run.tokens));
        }
        let title = |token: usize| words.titles.iter().any(|class| is(token, *class));
        let titled = run.tokens.range().rev().skip(1).any(title) || before.is_some_and(title);
        if let (true, Some(last)) = (titled, inside.last()) {
            self.titled.insert(last.hash);
        }
        if let [first, .., _] = inside {
            let given = page.lexicon.record(first.word).given > 0;
            if given && inside.len() <= 4 {
                self.surnames.insert(page.tokens()[page.surname(run.tokens, words.generation)].hash);
            }
            self.leads.insert(first.hash);
            for capitals_only in [true, false] {
                if let Some(initials) = initials(page, inside, capitals_only) {
                    self.initials.insert(initials);
                }
            }
        }
    }

    /// Keeps the initials of common words that stand behind them in brackets: "denial of service (DoS)". Those of a
    /// body ("the harbour commission (HC)") are its name.
    fn read_brackets(&mut self, page: &Page<'_>, words: &ElsewhereWords, sentence: &Sentence) {
        let tokens = &page.tokens()[sentence.tokens.range()];
        let is = |t: &Token, class: Option<ClassId>| class.is_some_and(|c| page.lexicon.record(t.word).is_in(c));
        let reads = |token: &Token, text: &str| token.text(page.text()) == text;
        for (open, window) in tokens.windows(3).enumerate() {
            let [bracket, short, close] = window else { continue };
            if !short.is_capitalised() || !reads(bracket, "(") || !reads(close, ")") {
                continue;
            }
            let common = |t: &&Token| !t.is_capitalised() && !words.bodies.iter().any(|class| is(t, *class));
            let count = tokens[..open].iter().rev().take(LONGEST_SPELT).take_while(common).count();
            let headed = |t: Option<&Token>| t.is_some_and(|t| is(t, words.body_head));
            let spelt = |from: usize| {
                let long = &tokens[from..open];
                initials(page, long, false) == Some(short.hash) && !headed(long.first()) && !headed(long.last())
            };
            if (open - count..open).any(spelt) {
                self.spelt_out.insert(short.hash);
            }
        }
    }

    /// Sets the features that need the rest of the document.
    pub(super) fn features(&self, page: &Page<'_>, sentence: &Sentence, span: Span, out: &mut Features) {
        let tokens = &page.tokens()[span.range()];
        let hash = tokens[0].hash;
        if tokens.len() == 1 {
            out.set_if(Feature::LowerElsewhere, self.lower.contains(&hash) && !out.has(Feature::Handle));
            out.set_if(Feature::SurnameOfFull, self.surnames.contains(&hash));
            out.set_if(Feature::ShortOfLonger, self.leads.contains(&hash));
            out.set_if(Feature::NoName, self.spelt_out.contains(&hash));
            out.set_if(Feature::Initials, tokens[0].shape.has(Shape::ALL_UPPER) && self.initials.contains(&hash));
        }
        out.set_if(Feature::Titled, self.titled.contains(&tokens[tokens.len() - 1].hash));
        let words = key(tokens.iter().map(|t| t.hash));
        let count = self.counts.get(&words).copied().unwrap_or(0);
        out.set_if(Feature::Again, count > 1);
        out.set_if(Feature::InBody, sentence.headline && count > 0);
        // "Dell" in a text with "Dell Inc." and "Michael Dell" may be either
        let firm = self.firms.contains(&words) && self.firm_parts.binary_search(&span).is_err();
        // "Arvex Energy" beside "Arvex Corp" is a name of its own
        let longer = page.tokens().get(span.end as usize).filter(|_| span.end < sentence.tokens.end);
        let firm = firm && !longer.is_some_and(|t| t.is_capitalised() && !t.shape.has(Shape::ALL_UPPER));
        let person = out.has(Feature::SurnameOfFull) || out.has(Feature::Titled);
        let lead = tokens.len() == 1 && self.firm_leads.contains(&hash);
        out.set_if(Feature::FirmLead, lead && !person && !longer.is_some_and(Token::is_capitalised));
        let begins = !out.has(Feature::SentenceStartOrdinary) || acts(out);
        let lone = tokens.len() == 1 && is_firm_before_all(out) && !person && begins;
        out.set_if(Feature::LoneFirm, lone && !longer.is_some_and(Token::is_capitalised));
        out.set_if(Feature::FirmElsewhere, firm && !out.has(Feature::SurnameOfFull));
        out.set_if(Feature::InElsewhere, self.places.contains(&words));
        let known = [
            Feature::OrganisationKnown,
            Feature::OrganisationLikely,
            Feature::PlaceKnown,
            Feature::PersonKnown,
            Feature::NationalityKnown,
            Feature::NationalityLikely,
            Feature::Country,
        ];
        let known = known.into_iter().any(|feature| out.has(feature));
        out.set_if(Feature::ProductElsewhere, self.products.contains(&words) && !known);
        out.set_if(Feature::Software, self.software);
        self.sport.features(page, sentence, span, words, out);
    }

    /// "Vel Children's" in a text with "Vel Children's Hospital": a run with the possessive behind it.
    pub(super) fn with_possessive(&self, page: &Page<'_>, sentence: &Sentence, run: &Run) -> Option<Span> {
        let Span { start, end } = run.tokens;
        let behind = |at: u32| page.tokens().get(at as usize).filter(|_| at < sentence.tokens.end);
        let possessive = behind(end).is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
        // not the longer name itself
        let ends = !behind(end + 1).is_some_and(Token::is_capitalised);
        (possessive && ends && self.owners.contains(&span_key(page, run.tokens))).then_some(Span::new(start, end + 1))
    }

    /// True when the body has the words as a run of capitals.
    pub(super) fn is_run(&self, page: &Page<'_>, span: Span) -> bool {
        self.counts.contains_key(&key(page.tokens()[span.range()].iter().map(|t| t.hash)))
    }
}

/// A firm with the name of a family or thing, but of no product.
fn is_firm_before_all(features: &Features) -> bool {
    let any = |of: &[Feature]| of.iter().any(|feature| features.has(*feature));
    let product = any(&[Feature::ProductKnown, Feature::ProductLikely, Feature::ProductPossible]);
    let other = any(&[Feature::SurnameLast, Feature::AllOrdinary]);
    features.has(Feature::Firm) && other && !product && !features.has(Feature::GivenFirstCommon)
}

/// "Shell will", "Google said": what begins a sentence so is a name, for no common word would stand there alone.
fn acts(features: &Features) -> bool {
    [Feature::AuxiliaryAfter, Feature::SaysAfter, Feature::OrganisationVerbAfter].into_iter().any(|f| features.has(f))
}

/// True when enough of the words are about software.
fn is_about_software(page: &Page<'_>, words: &ElsewhereWords) -> bool {
    let about = |token: &usize| is_noun_of(page, *token, &words.software);
    let count = (0..page.tokens().len()).filter(about).count();
    count >= SOFTWARE_WORDS && count * SOFTWARE_SHARE >= page.tokens().len()
}

/// Hash of the first letters of a run, with or without its small words.
fn initials(page: &Page<'_>, run: &[Token], capitals_only: bool) -> Option<u64> {
    let mut letters = [0u8; 8];
    let mut count = 0;
    for token in run.iter().filter(|t| t.is_capitalised() || !capitals_only && t.shape.has(Shape::LETTER)) {
        *letters.get_mut(count)? = *token.text(page.text()).as_bytes().first().filter(|b| b.is_ascii())?;
        count += 1;
    }
    let word = std::str::from_utf8(&letters[..count]).ok().filter(|_| count > 1)?;
    Some(newsgraph_lexicon::fold_hash(word))
}

/// Key of the words of a span.
fn span_key(page: &Page<'_>, span: Span) -> u64 {
    key(page.tokens()[span.range()].iter().map(|t| t.hash))
}

fn key(hashes: impl Iterator<Item = u64>) -> u64 {
    hashes.fold(0, |sum, hash| sum.rotate_left(9) ^ hash)
}

/// Furthest that a legal suffix stands behind a possessive, in tokens.
const SUFFIX_REACH: usize = 3;

/// "'s Hospital", "'s Holdings Inc": the possessive is part of the name, as it hardly is in "Vel's Tavel Hospital".
fn heads_a_name(page: &Page<'_>, words: &ElsewhereWords, sentence: &Sentence, at: usize) -> bool {
    let end = sentence.tokens.end as usize;
    let is = |at: usize, class: Option<ClassId>| class.is_some_and(|class| page.record(at).is_in(class));
    let capitals =
        |from: usize| (from..end.min(from + SUFFIX_REACH)).take_while(|at| page.tokens()[*at].is_capitalised());
    at < end
        && page.tokens()[at].shape.has(Shape::POSSESSIVE)
        && (capitals(at + 1).take(1).any(|at| is(at, words.facility))
            || capitals(at + 1).any(|at| is(at, words.legal_suffix)))
}

/// The word at `at`, or its noun, is in the class.
pub(super) fn is_noun(page: &Page<'_>, at: usize, class: Option<ClassId>) -> bool {
    class.is_some_and(|class| is_noun_of(page, at, &with(ClassBits::default(), class)))
}

/// The same of one of several classes.
fn is_noun_of(page: &Page<'_>, at: usize, classes: &ClassBits) -> bool {
    let record = page.record(at);
    let lemma = || &page.lexicon.record(WordId(record.noun)).classes;
    meets(&record.classes, classes) || record.noun != 0 && meets(lemma(), classes)
}
