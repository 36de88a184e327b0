//! Stage 6 of 8. In: an [`Extraction`] with mentions. Out: the same with relations, and the events and clauses they need.
//!
//! A sentence becomes units, tags, noun and verb groups, clauses; verbs and nouns find their frames, trigger words their
//! patterns; arguments are mentions, stance comes from cues. See `docs/relation-rules.md` for the rules.

mod amounts;
pub(crate) mod argument_names;
mod argument_types;
mod arguments;
mod clause_nonfinite;
mod clause_nouns;
mod clause_shared;
mod clause_verbs;
mod clause_words;
mod clauses;
mod confidence;
mod coordination;
mod cues;
mod described;
mod edges;
mod frame_compile;
mod frames;
mod gapping;
mod grammar;
mod groups;
mod instances;
mod life_brackets;
mod noun_groups;
mod officials;
mod participles;
mod pattern_edges;
mod pattern_fit;
mod pattern_text;
mod pattern_words;
mod patterns;
mod place_rows;
mod pos;
mod pos_closed;
mod pos_noun_verb;
mod pos_open;
mod predicate_phrases;
mod predicates;
mod qualifiers;
mod score_sheets;
mod scores;
mod sentence;
mod slots;
mod speech;
mod stance;
mod structure_phrases;
mod structure_sources;
mod structures;
mod trace;
mod tries;
mod unit;
mod unit_mentions;
mod unused;
mod verb_groups;

pub use trace::{EdgeTrace, SentenceTrace};
pub use tries::Try;

use newsgraph_lexicon::{ClassBits, Lexicon, Shape};

use crate::error::Error;
use crate::relate::arguments::{Argument, Finder, Stands};
use crate::relate::clauses::{Clauses, Phrase};
use crate::relate::cues::Cues;
use crate::relate::frames::Rules;
use crate::relate::grammar::{Bits, Grammar};
use crate::relate::groups::{Form, Groups, VerbGroup};
use crate::relate::officials::Officials;
use crate::relate::patterns::{Bindings, Bound, Pattern, Role};
use crate::relate::predicates::{Draft, Predicates};
use crate::relate::sentence::SentenceView;
use crate::relate::structures::Structures;
use crate::relate::unit::{Cover, Unit, UnitClasses, UnitWords};
use crate::rules::RuleFiles;
use crate::types::{Extraction, MentionIndex, Page, Sentence};

/// Word classes of people without a name.
const PEOPLE_CLASSES: [&str; 2] = ["person-noun", "role"];
/// Word classes of bodies without a name.
const BODY_CLASSES: [&str; 1] = ["org-noun"];

/// Finds the relations that sentences tell.
pub struct Relater {
    grammar: Grammar,
    rules: Rules,
    cues: Cues,
    classes: UnitClasses,
    kinds: [ClassBits; 2],
    unnamed: bool,
}

/// Buffers of one document, reused from sentence to sentence, and what one sentence tells the next.
#[derive(Default)]
struct Scratch {
    units: Vec<Unit>,
    groups: Groups,
    clauses: Clauses,
    unit_of: Vec<u16>,
    group_of: Vec<u16>,
    drafts: Vec<Draft>,
    made: Vec<(u32, u32, MentionIndex)>,
    officials: Officials,
}

impl Relater {
    /// Compiles the rule files below `relations/` and the cue files.
    ///
    /// # Errors
    /// All mistakes in the rule files, together.
    pub fn new(lexicon: &Lexicon<'_>, rules: &RuleFiles) -> Result<Self, Error> {
        let mut mistakes = Vec::new();
        let relater = Relater {
            grammar: Grammar::load(lexicon, rules, &mut mistakes),
            rules: Rules::compile(lexicon, rules, &mut mistakes),
            cues: Cues::load(lexicon, rules, &mut mistakes),
            classes: UnitClasses::new(lexicon),
            kinds: [lexicon.classes(&PEOPLE_CLASSES), lexicon.classes(&BODY_CLASSES)],
            unnamed: false,
        };
        mistakes.sort();
        if mistakes.is_empty() { Ok(relater) } else { Err(Error::Rules(mistakes)) }
    }

    /// Lets groups without a name ("two gunmen") be arguments.
    pub fn take_unnamed_groups(&mut self) {
        self.unnamed = true;
    }

    /// Adds the relations of a page to what was found in it.
    pub fn relate(&self, page: &Page<'_>, extraction: &mut Extraction) {
        let cover = Cover::new(page, extraction);
        let mut scratch = Scratch::default();
        let (mentions, entities) = (extraction.mentions.len(), extraction.entities.len());
        for sentence in english(page) {
            self.sentence(page, sentence, &cover, extraction, &mut scratch, None);
        }
        unused::drop_unused(extraction, mentions, entities);
        sort(extraction);
    }

    /// What is made of each sentence, for `explain`. The extraction is that of stage 5, without relations.
    pub fn explain(&self, page: &Page<'_>, extraction: &mut Extraction) -> Vec<SentenceTrace> {
        let cover = Cover::new(page, extraction);
        let mut scratch = Scratch::default();
        let mut traces = Vec::new();
        for sentence in english(page) {
            self.sentence(page, sentence, &cover, extraction, &mut scratch, Some(&mut traces));
        }
        sort(extraction);
        traces
    }

    fn sentence(
        &self,
        page: &Page<'_>,
        sentence: &Sentence,
        cover: &Cover,
        extraction: &mut Extraction,
        scratch: &mut Scratch,
        traces: Option<&mut Vec<SentenceTrace>>,
    ) {
        let words = UnitWords { lexicon: page.lexicon, grammar: &self.grammar, classes: &self.classes };
        unit::build(page, sentence, cover, extraction, &words, &mut scratch.units);
        pos::tag(&mut scratch.units, page.text(), page.tokens(), page.lexicon);
        groups::group(&scratch.units, page.text(), page.tokens(), &mut scratch.groups);
        clauses::build(&scratch.units, &mut scratch.groups, &mut scratch.clauses);
        sentence::number(&scratch.units, &scratch.groups, &mut scratch.unit_of, &mut scratch.group_of);
        let Some(last) = scratch.units.last() else { return };
        let view = SentenceView {
            page,
            sentence: *sentence,
            first: sentence.tokens.start as usize,
            last: last.tokens.end as usize,
            units: &scratch.units,
            groups: &scratch.groups,
            clauses: &scratch.clauses,
            unit_of: &scratch.unit_of,
            group_of: &scratch.group_of,
            kinds: self.kinds,
            unnamed: self.unnamed,
        };
        scratch.drafts.clear();
        scratch.made.clear();
        let finder = Finder { view: &view, extraction, made: &mut scratch.made };
        let mut tries = Vec::new();
        let told = traces.is_some().then_some(&mut tries);
        let (rules, grammar) = (&self.rules, &self.grammar);
        let mut predicates = Predicates { rules, grammar, finder, drafts: &mut scratch.drafts, tries: told };
        predicates.find();
        let finder = Finder { view: &view, extraction: predicates.finder.extraction, made: predicates.finder.made };
        Structures { wanted: &self.rules.structures, finder, drafts: predicates.drafts }.find();
        let finder = &mut predicates.finder;
        let drafts = &mut *predicates.drafts;
        let mut told = predicates.tries;
        self.rules.patterns.find(&view, |pattern, bindings| {
            let Some(draft) = self.pattern(&view, finder, pattern, bindings) else {
                let units = view.unit_at(bindings.first).zip(view.unit_at(bindings.last - 1));
                if let (Some(tries), Some((first, last))) = (told.as_deref_mut(), units) {
                    tries.push(tries::unfilled(&view, pattern, first..last + 1));
                }
                return;
            };
            drafts.extend(self.listed(&view, finder, pattern, bindings, &draft));
            drafts.push(draft);
        });
        let judges = (&self.rules, &self.cues);
        let Some(traces) = traces else {
            edges::finish(&view, judges, &scratch.drafts, &mut scratch.officials, extraction, &mut |_, _| {});
            return;
        };
        let mut trace = trace::describe(&view);
        tries::patterns(&self.rules.patterns, &view, &mut tries);
        trace.tries = tries::furthest(tries, &scratch.drafts);
        let mut dropped = Vec::new();
        edges::finish(&view, judges, &scratch.drafts, &mut scratch.officials, extraction, &mut |draft, why| {
            dropped.push((std::ptr::from_ref(draft), why))
        });
        for draft in &scratch.drafts {
            let why = dropped.iter().find(|(d, _)| *d == std::ptr::from_ref(draft)).map_or("", |(_, why)| *why);
            trace.edges.push(trace::edge(&view, &self.rules, extraction, draft, why));
        }
        traces.push(trace);
    }

    fn pattern(
        &self,
        view: &SentenceView<'_>,
        finder: &mut Finder<'_, '_>,
        pattern: &Pattern,
        bindings: &Bindings,
    ) -> Option<Draft> {
        let owner = self.rules.relations[usize::from(pattern.relation)].owner;
        let mut argument = |role: Role, types: &argument_types::Types, owner: bool| {
            let bound: Bound = bindings.get(role)?;
            let head = view.head_between(bound.first, bound.last)?;
            let single = view.unit_at(bound.first)? == head && bound.last == view.units[head].tokens.end as usize;
            let group = view.group_at(head);
            let short = pattern.names.full && view.units[head].tokens.len() < 2;
            // "known as Vel's hero": what belongs to the last name of a pattern is not that name
            let possessor =
                role == Role::Object && !owner && bound.last >= bindings.last && view.is_possessor(bound.last);
            if short || possessor || pattern.names.bare && !view.is_bare(bound.first, head) {
                return None;
            }
            if single {
                let unit = &view.units[head];
                if let Some(mention) = unit.mention.or(unit.nominal).filter(|m| finder.fits(*m, types)) {
                    return Some((mention, group));
                }
            }
            // "run by President Roe's brother": what owns something behind the pattern is not told of
            let last = view.groups.nouns[usize::from(group?)].last;
            let end = view.units[usize::from(last) - 1].tokens.end as usize;
            if bound.last >= bindings.last && view.owns_next(end) {
                return None;
            }
            finder.one(group?, types, Stands { owner, plans: false }).map(|a| (a.mention, group))
        };
        let (subject, subject_group) = argument(Role::Subject, &pattern.subject_types, false)?;
        let (object, object_group) = argument(Role::Object, &pattern.object_types, owner)?;
        // "Acme's PSN": the words of the full name count
        let entity = finder.extraction.mentions[object.0 as usize].entity;
        let name = &finder.extraction.entities[entity.0 as usize].name;
        let named = |list: &Vec<u64>| name.split_whitespace().any(|w| list.contains(&newsgraph_lexicon::fold_hash(w)));
        let [subject_words, object_words] = &pattern.words;
        let (wanted, barred) = object_words;
        let fit = |group: Option<u16>, words| group.is_none_or(|group| view.words_fit(group, words));
        let there = fit(subject_group, subject_words) && (fit(object_group, object_words) || named(wanted));
        if !there || named(barred) {
            return None;
        }
        let units = view.unit_at(bindings.first)?..view.unit_at(bindings.last - 1)? + 1;
        let clause = self.clause_of(view, units.clone(), subject_group);
        let qualifiers = [(Role::Amount, "amount"), (Role::Place, "place")].into_iter().filter_map(|(role, name)| {
            let bound = bindings.get(role)?;
            Some((name.to_owned(), view.group_at(view.head_between(bound.first, bound.last)?)?))
        });
        Some(Draft {
            relation: pattern.relation,
            subject,
            object,
            trigger: view.span(units),
            clause,
            noun: None,
            modality: pattern.modality,
            accuser: None,
            dependent: false,
            given: pattern.compound,
            rule: pattern.rule.clone(),
            confidence: pattern.confidence,
            via: None,
            qualifiers: qualifiers.collect(),
        })
    }

    /// The same for what is coordinated with the slot behind the words of a pattern: "starring Jane Roe **and John Doe**".
    fn listed(
        &self,
        view: &SentenceView<'_>,
        finder: &mut Finder<'_, '_>,
        pattern: &Pattern,
        bindings: &Bindings,
        first: &Draft,
    ) -> Vec<Draft> {
        let ends = |role| bindings.get(role).filter(|bound| bound.first >= bindings.last);
        let (role, bound) = match (ends(Role::Subject), ends(Role::Object)) {
            (Some(bound), _) => (Role::Subject, bound),
            (None, Some(bound)) => (Role::Object, bound),
            (None, None) => return Vec::new(),
        };
        let types = if role == Role::Subject { &pattern.subject_types } else { &pattern.object_types };
        let next = view
            .head_between(bound.first, bound.last)
            .and_then(|head| view.group_at(head))
            .and_then(|group| view.groups.nouns[usize::from(group)].next);
        let Some(next) = next else { return Vec::new() };
        let others = finder.list(next, types, Stands { owner: false, plans: false });
        let named = if role == Role::Subject { first.subject } else { first.object };
        let kind = |m: MentionIndex| finder.extraction.mentions.get(m.0 as usize).map(|m| (m.kind, m.nominal));
        let with = |mention: MentionIndex| {
            let mut draft = first.clone();
            *(if role == Role::Subject { &mut draft.subject } else { &mut draft.object }) = mention;
            draft
        };
        let tokens = view.page.tokens();
        // "Arvex-owned Bolton and Vel Air": only Bolton
        let owner = bindings.slots.iter().map(|(_, slot)| slot.last).filter(|last| *last < bound.first);
        if owner.into_iter().any(|last| tokens[last].shape.has(Shape::JOINER)) {
            return Vec::new();
        }
        // "with Jane Roe as X and John Doe as Y"
        let before = bound.first.checked_sub(1).map(|at| tokens[at].hash);
        let again = |mention: MentionIndex| {
            let behind = finder.extraction.mentions[mention.0 as usize].tokens.end as usize;
            tokens.get(behind).is_some_and(|t| !t.is_punctuation() && Some(t.hash) == before)
        };
        // "Norway's Arvex and Sweden's Bolton", "Norway's Lena Varga and Tom Reel of Sweden"
        let possessive = bound.first.checked_sub(1).is_some_and(|at| tokens[at].shape.has(Shape::POSSESSIVE));
        let of_another = |group: u16| {
            let of = |p: &Phrase| p.noun == Some(group) && view.units[usize::from(p.marker)].bits.any(Bits::OF);
            possessive && view.clauses.phrases.iter().any(of)
        };
        // "Norwegian tycoon Tom Reel and his wife", "… and rebel leader Ivo Marr": what describes one name is told of none that
        // has a description of its own
        let group_of = |slot: &Bound| view.group_at(view.head_between(slot.first, slot.last)?);
        let described = bindings.slots.iter().any(|(_, s)| s.first < bound.first && group_of(s) == group_of(&bound));
        let owned = |other: &Argument| {
            let owner = |group: u16| {
                let noun = &view.groups.nouns[usize::from(group)];
                noun.possessor.is_some() || described && noun.units().len() > 1
            };
            other.group.is_some_and(|group| owner(group) || of_another(group))
        };
        let alike = |other: &&Argument| {
            !other.via
                && !owned(other)
                && !again(other.mention)
                && kind(other.mention) == kind(named)
                && other.mention != first.subject
                && other.mention != first.object
        };
        // "Acme's X and Y, Borax's Z and W": the list is the other's from there on
        let of_one = |other: &&Argument| !possessive || !owned(other);
        others.iter().take_while(of_one).filter(alike).map(|other| with(other.mention)).collect()
    }

    /// The clause whose verb is among the words of a pattern, a participle with its agent first ("to settle a suit brought
    /// by"), else the one its subject is in.
    fn clause_of(&self, view: &SentenceView<'_>, units: std::ops::Range<usize>, subject: Option<u16>) -> Option<u16> {
        let verbs = || view.groups.verbs.iter().enumerate().filter(|(_, v)| units.contains(&usize::from(v.main)));
        let done_by = |v: &VerbGroup| view.units.get(usize::from(v.last)).is_some_and(|u| u.bits.any(Bits::BY));
        let participle = verbs().find(|(_, v)| v.form == Form::Participle && v.passive && done_by(v));
        let verb = participle.or_else(|| verbs().next());
        verb.map(|(v, _)| v as u16).or_else(|| subject.and_then(|s| view.clause_of(s)))
    }
}

/// The sentences that are read: none of another language.
fn english<'p>(page: &'p Page<'_>) -> impl Iterator<Item = &'p Sentence> {
    page.split.sentences.iter().filter(|sentence| !page.split.foreign && !sentence.foreign)
}

/// Relations by evidence, then arguments: the order in which they are written.
fn sort(extraction: &mut Extraction) {
    let mentions = &extraction.mentions;
    let key = |m: MentionIndex| mentions[m.0 as usize].span;
    extraction.relations.sort_by(|a, b| {
        let place = |r: &crate::types::Relation| (r.evidence.start, key(r.subject).start, key(r.object).start);
        place(a).cmp(&place(b)).then_with(|| a.name.cmp(&b.name))
    });
}
