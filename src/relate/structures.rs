//! Stage 6 of 8, structures. In: groups that stand together without a verb to say so. Out: [`Draft`]s: "Vel, Norway",
//! "Kordan Front (KF)", "12 soldiers", "the attack in Vel on Monday".
//!
//! A relation file asks for a structure by its kind; which kinds there are is known here. Places and dates of events are in
//! `structure_phrases`, sources in `structure_sources`.

use newsgraph_lexicon::{Pos, Shape, meets};

use crate::relate::arguments::{Finder, Stands};
use crate::relate::frames::Structure;
use crate::relate::grammar::Bits;
use crate::relate::groups::{Governor, NounGroup};
use crate::relate::life_brackets;
use crate::relate::place_rows;
use crate::relate::predicates::Draft;
use crate::relate::score_sheets::ScoreSheet;
use crate::relate::unit::{Mark, Unit};
use crate::types::{EntityType, Mention, MentionIndex, Nominal};

/// A structure that a relation file may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// "12 soldiers", "a third of the staff".
    CountedNoun,
    /// "Kordan Front (KF)".
    NameInBrackets,
    /// "Vel, Norway", "Vel, in the north of Norway", "the Anor district of Vel".
    PlaceRow,
    /// "the Bolton Hotel in Vel".
    NameInPlace,
    /// "Norwegian Lena Varga".
    DemonymName,
    /// "Lena Varga is a Norwegian macroeconomist".
    DemonymSaid,
    /// "The Norwegian", "the Norwegian firm" for one named before.
    DemonymNominal,
    /// "Vel-based Arvex".
    BasedCompound,
    /// "Arvex of Norway".
    NameOfPlace,
    /// "the attack in Vel".
    EventPlace,
    /// "the attack on Monday".
    EventDate,
    /// "Vel United 2 Ostra 1".
    ResultLine,
    /// "Vel United 2 (Reel 12, Skov 61)".
    ScoreSheet,
    /// "according to Lena Varga, the bridge is closed".
    AccordingTo,
    /// "Lena Varga (born 3 May 1950)".
    BirthDate,
    /// "Lena Varga (born in Vel)".
    BirthPlace,
    /// "Lena Varga (1950 – 2011)".
    DeathDate,
    /// "Lena Varga (3 May 1950, Vel – 4 June 2011, Ostra)".
    DeathPlace,
}

impl Kind {
    /// The names used in relation files.
    pub(super) const NAMES: [(&'static str, Kind); 18] = [
        ("counted-noun", Kind::CountedNoun),
        ("name-in-brackets", Kind::NameInBrackets),
        ("place-row", Kind::PlaceRow),
        ("name-in-place", Kind::NameInPlace),
        ("demonym-name", Kind::DemonymName),
        ("demonym-said", Kind::DemonymSaid),
        ("demonym-nominal", Kind::DemonymNominal),
        ("based-compound", Kind::BasedCompound),
        ("name-of-place", Kind::NameOfPlace),
        ("event-place", Kind::EventPlace),
        ("event-date", Kind::EventDate),
        ("result-line", Kind::ResultLine),
        ("score-sheet", Kind::ScoreSheet),
        ("according-to", Kind::AccordingTo),
        ("birth-date", Kind::BirthDate),
        ("birth-place", Kind::BirthPlace),
        ("death-date", Kind::DeathDate),
        ("death-place", Kind::DeathPlace),
    ];
}

/// Finds what relation files ask for.
pub(super) struct Structures<'p, 'f, 's> {
    /// What is asked for.
    pub(super) wanted: &'p [Structure],
    /// Arguments.
    pub(super) finder: Finder<'f, 's>,
    /// What was found.
    pub(super) drafts: &'p mut Vec<Draft>,
}

impl Structures<'_, '_, '_> {
    /// Looks at every noun group once.
    pub(super) fn find(&mut self) {
        for number in 0..self.finder.view.groups.nouns.len() as u16 {
            let group = self.finder.view.groups.nouns[usize::from(number)];
            for wanted in self.wanted {
                let pair = match wanted.kind {
                    Kind::CountedNoun => self.counted(&group, number),
                    Kind::NameInBrackets => self.in_brackets(&group),
                    Kind::PlaceRow => place_rows::outer(&self.finder, number),
                    Kind::DemonymName => self.demonym(&group),
                    Kind::DemonymSaid => self.demonym_said(&group),
                    Kind::DemonymNominal => self.demonym_nominal(&group),
                    Kind::BasedCompound => self.based(&group, number, wanted),
                    Kind::NameOfPlace => self.of_place(&group, number),
                    Kind::ResultLine => self.result_line(number),
                    Kind::BirthDate | Kind::BirthPlace | Kind::DeathDate | Kind::DeathPlace => {
                        self.life(&group, number, wanted)
                    }
                    Kind::NameInPlace | Kind::EventPlace | Kind::EventDate => {
                        self.phrases(wanted, &group, number);
                        None
                    }
                    Kind::AccordingTo => self.according_to(number, wanted),
                    Kind::ScoreSheet => {
                        self.score_sheet(&group, number, wanted);
                        None
                    }
                };
                if let Some((subject, object)) = pair {
                    self.add(wanted, subject, object, number);
                }
            }
        }
    }

    pub(super) fn add(&mut self, wanted: &Structure, subject: MentionIndex, object: MentionIndex, group: u16) {
        if !self.finder.fits(subject, &wanted.subject) || !self.finder.fits(object, &wanted.object) {
            return;
        }
        let view = self.finder.view;
        let event = matches!(wanted.kind, Kind::EventPlace | Kind::EventDate);
        // what a source says is so whatever the clause makes of it; the other date of a life is none of a death
        let apart = matches!(
            wanted.kind,
            Kind::AccordingTo | Kind::BirthDate | Kind::BirthPlace | Kind::DeathDate | Kind::DeathPlace
        );
        self.drafts.push(Draft {
            relation: wanted.relation,
            subject,
            object,
            trigger: view.span(view.groups.nouns[usize::from(group)].units()),
            clause: view.clause_of(group).filter(|_| !apart),
            noun: Some(group).filter(|_| !apart),
            modality: None,
            accuser: None,
            dependent: event && !self.is_incident(group),
            given: event || wanted.kind == Kind::AccordingTo,
            rule: wanted.rule.clone(),
            confidence: wanted.confidence,
            via: None,
            qualifiers: Default::default(),
        });
    }

    pub(super) fn head(&self, group: u16) -> &Unit {
        let view = self.finder.view;
        view.groups.nouns[usize::from(group)].head(view.units)
    }

    fn counted(&mut self, group: &NounGroup, number: u16) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let figure = group.units().find(|u| view.units[*u].kind == Some(EntityType::Figure))?;
        let subject = view.units[figure].mention?;
        let (single, share) = {
            let mention = &self.finder.extraction.mentions[subject.0 as usize];
            let one = matches!(&mention.value, Some(crate::types::Value::Figure(f)) if f.number == "1");
            (one, mention.subtype.starts_with("percent"))
        };
        // "group four qualifier" and "a 1-0 defeat" count nothing
        // "one wishes": one counts no plural
        let counts = |unit: &Unit| {
            let plural = unit.tag == Pos::NNS
                || unit.set.has(Pos::NNS)
                || unit.noun_bits.any(Bits::PLURAL)
                || unit.kind.is_some();
            let counted =
                !unit.noun_bits.any(Bits::NOT_COUNTED) && !unit.bits.any(Bits::NOT_COUNTED) && !unit.is_value();
            unit.mark == Mark::None && counted && (share || if single { unit.tag != Pos::NNS } else { plural })
        };
        // "11 terabytes of data" counts, "a 2 terabyte disk" does not
        let size = self.finder.extraction.mentions[subject.0 as usize].subtype == "data_size";
        // "Arvex OS 5.0 users": a version
        let version = figure.checked_sub(1).is_some_and(|before| view.units[before].kind == Some(EntityType::Product));
        // "8.8 Misrepresentations", "version 3.0 users": a heading, a version; "2.5 million users" has a word
        let written = self.finder.extraction.mentions[subject.0 as usize].span.of(view.page.text());
        let broken = !share && written.contains('.') && !written.contains(char::is_alphabetic);
        // "485,000 workers' records": the records are told of
        let owns = view.groups.nouns.iter().any(|noun| noun.possessor == Some(number));
        if version || broken || owns {
            return None;
        }
        if figure < usize::from(group.head) {
            let head = group.head(view.units);
            // "47 Norwegian soldiers", not "the 12 companies' chief Lena Varga"
            let counted =
                head.tag.is_noun() && (!head.is_name() || head.kind == Some(EntityType::Nationality)) && counts(head);
            // "40,000 copies of Blue Dune" counts for the work
            let of_work = self.finder.phrases_of(number).any(|phrase| {
                let of = view.units[usize::from(phrase.marker)].bits.any(Bits::OF);
                of && self.head(phrase.group).kind == Some(EntityType::Work)
            });
            // a share is one "of" something: "40 percent higher sales", "a 12 percent rise"
            let counted = counted && !size && !share && !of_work;
            return counted.then(|| (subject, self.finder.statement(figure + 1..usize::from(group.last))));
        }
        // "20 percent of its staff", "hundreds of soldiers", "3.5 million barrels (3 percent) of oil"
        let end = self.after_brackets(usize::from(group.last));
        let of = view.clauses.phrases.iter().find(|p| {
            let joins = p.noun == Some(number) || usize::from(p.marker) == end;
            joins && view.units[usize::from(p.marker)].bits.any(Bits::OF)
        })?;
        let other = view.groups.nouns[usize::from(of.group)];
        // "millions of users' passwords": the users are counted
        let of_many = other.possessor.map(|owner| view.groups.nouns[usize::from(owner)]).is_some_and(|owner| {
            let head = owner.head(view.units);
            owner.first == owner.head && head.mention.is_none() && head.set.has(Pos::NNS)
        });
        if of_many {
            return None;
        }
        counts(other.head(view.units)).then(|| (subject, self.finder.statement(other.units())))
    }

    /// The unit after the brackets that open at a unit; the same unit where none do.
    fn after_brackets(&self, at: usize) -> usize {
        let units = self.finder.view.units;
        let open = units.get(at).is_some_and(|unit| unit.mark == Mark::Open);
        let close = open.then(|| units[at..].iter().position(|unit| unit.mark == Mark::Close)).flatten();
        close.map_or(at, |n| at + n + 1)
    }

    /// "Kordan Front (KF)": another name of the same type right after, in brackets, alone or after a cue word.
    fn in_brackets(&mut self, group: &NounGroup) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let mark = |u: usize| view.units.get(u).map(|unit| unit.mark);
        // "the National Liberation Army, or ELN,"
        let or = |u: usize| {
            let word = view.units.get(u + 2).is_some_and(|unit| unit.bits.any(Bits::OR));
            mark(u + 1) == Some(Mark::Comma) && word
        };
        let opens = |u: usize| mark(u + 1) == Some(Mark::Open) || or(u);
        let name = group.units().find(|u| view.units[*u].is_name() && opens(*u))?;
        let apart = or(name);
        let (before, open) = (&view.units[name], name + 1 + usize::from(apart));
        let inside = view.units.get(open + 1)?;
        let closes = matches!(view.units.get(open + 2)?.mark, Mark::Close | Mark::Comma);
        let acronym = inside.shape.has(Shape::ALL_UPPER);
        let spelt = acronym && self.initials(before) == view.span(open + 1..open + 2).of(view.page.text());
        let same = spelt || inside.kind == before.kind && (acronym || inside.kind != Some(EntityType::Place));
        // "Flash Player (CVE-2018-15967)" is a flaw of it, "Private Tom Reel (Lena Varga)" who plays him
        let flaw = inside.kind == Some(EntityType::Product) && inside.shape.has(Shape::DIGIT) && !spelt;
        let other = inside.kind == Some(EntityType::Person) && !self.share_a_word(before, inside);
        let part = acronym && !spelt && self.spells_part(before, inside);
        let entity = |unit: &Unit| unit.mention.map(|m| self.finder.extraction.mentions[m.0 as usize].entity);
        let sure = !apart || acronym && (spelt || entity(inside) == entity(before));
        (closes && same && sure && !flaw && !other && !part).then_some((inside.mention?, before.mention?))
    }

    /// "Vel Player for Advanced Recording Format (ARF)": the short form of what stands behind the small word.
    fn spells_part(&self, name: &Unit, short: &Unit) -> bool {
        let (page, letters) = (self.finder.view.page, self.initials(name));
        let short = &page.text()[page.tokens()[short.tokens.start as usize].span.range()];
        let tokens = &page.tokens()[name.tokens.start as usize..name.tokens.end as usize];
        let first = letters.strip_suffix(short).map(|before| before.chars().count()).filter(|before| *before > 0);
        let capitals = (0..tokens.len()).filter(|at| tokens[*at].is_capitalised());
        let starts = first.and_then(|first| capitals.into_iter().nth(first)).and_then(|at| at.checked_sub(1));
        starts.is_some_and(|before| tokens[before].shape.has(Shape::LOWER | Shape::LETTER))
    }

    /// True unless two names of several words have none in common.
    fn share_a_word(&self, one: &Unit, other: &Unit) -> bool {
        let tokens = self.finder.view.page.tokens();
        let words = |unit: &Unit| &tokens[unit.tokens.start as usize..unit.tokens.end as usize];
        let several = one.tokens.len() > 1 && other.tokens.len() > 1;
        !several || words(one).iter().any(|word| words(other).iter().any(|w| w.hash == word.hash))
    }

    /// First letters of the capitalised words of a name.
    fn initials(&self, unit: &Unit) -> String {
        let view = self.finder.view;
        let tokens = &view.page.tokens()[unit.tokens.start as usize..unit.tokens.end as usize];
        let capitals = tokens.iter().filter(|t| t.is_capitalised());
        capitals.filter_map(|t| t.text(view.page.text()).chars().next()).collect()
    }

    fn demonym(&mut self, group: &NounGroup) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let head = usize::from(group.head);
        let before = view.units.get(head.checked_sub(1)?)?;
        let adjacent = head > usize::from(group.first) && before.kind == Some(EntityType::Nationality);
        adjacent.then_some((view.units[head].mention?, before.mention?))
    }

    /// "Lena Varga is a Norwegian macroeconomist": what someone is, by a noun that is no office.
    fn demonym_said(&mut self, group: &NounGroup) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let Governor::Object(clause) = group.governor else { return None };
        let verb = &view.groups.verbs[usize::from(clause)];
        let says = verb.verb(view.units).verb_bits.any(Bits::BE) && !verb.negated;
        let subject = view.clauses.clauses[usize::from(clause)].subject.filter(|_| says)?;
        let head = group.head(view.units);
        let plain = head.mention.is_none() && !head.role && head.tag == Pos::NN;
        // "a macroeconomist", not "a Norwegian band", "a Korean given name"
        let thing = head.noun_bits.any(Bits::KIND_NOUN | Bits::NAME_NOUN) || meets(&head.classes, &view.kinds[1]);
        let plain = plain && !thing;
        let indefinite = view.units[usize::from(group.first)].bits.any(Bits::INDEFINITE);
        let people = group.units().filter(|u| *u < usize::from(group.head) && plain && indefinite);
        // no "Canadian-born actor"
        let joined = |u: usize| view.page.tokens()[view.units[u + 1].tokens.start as usize].shape.has(Shape::JOINER);
        let people =
            people.into_iter().find(|u| view.units[*u].kind == Some(EntityType::Nationality) && !joined(*u))?;
        Some((self.head(subject).mention?, view.units[people].mention?))
    }

    /// "The Norwegian", "the Norwegian firm" for one named before: what that one is.
    fn demonym_nominal(&mut self, group: &NounGroup) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let (head, mentions) = (group.head(view.units), &self.finder.extraction.mentions);
        let nominal = |m: &MentionIndex| mentions[m.0 as usize].nominal == Some(Nominal::Noun);
        if let Some(person) = head.mention.filter(nominal) {
            // mentions stand in text order
            let inside = (person.0 + 1..).zip(&mentions[person.0 as usize + 1..]);
            let mut inside = inside.take_while(|(_, m)| m.tokens.start < head.tokens.end);
            let people = |m: &Mention| m.kind == EntityType::Nationality && m.nominal.is_none();
            let (demonym, _) = inside.find(|(_, m)| people(m) && m.tokens.end == head.tokens.end)?;
            return Some((person, MentionIndex(demonym)));
        }
        let firm = head.nominal.filter(nominal)?;
        let joined = |u: usize| view.page.tokens()[view.units[u + 1].tokens.start as usize].shape.has(Shape::JOINER);
        let mut inside = group.units().filter(|u| *u < usize::from(group.head) && !joined(*u));
        let demonym = inside.find(|u| view.units[*u].kind == Some(EntityType::Nationality))?;
        Some((firm, view.units[demonym].mention?))
    }

    /// "Vel-based Arvex", "the Vel-based group Arvex".
    fn based(&mut self, group: &NounGroup, number: u16, wanted: &Structure) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let compound = group.units().find(|u| *u > usize::from(group.first) && view.units[*u].bits.any(Bits::BASED))?;
        let place = view.units[place_rows::town_of(&self.finder, compound - 1)].mention?;
        let subject = self.finder.one(number, &wanted.subject, Stands { owner: false, plans: false })?;
        (!subject.via && compound < usize::from(group.head)).then_some((subject.mention, place))
    }

    /// "Arvex of Norway": a place right after a name.
    fn of_place(&mut self, group: &NounGroup, number: u16) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let head = group.head(view.units);
        if !head.is_name() || head.kind == Some(EntityType::Place) {
            return None;
        }
        let of = view.clauses.phrases.iter().find(|p| {
            p.noun == Some(number) && p.marker == group.last && view.units[usize::from(p.marker)].bits.any(Bits::OF)
        })?;
        let place = self.head(of.group);
        let alone = view.groups.nouns[usize::from(of.group)].next.is_none();
        (place.kind == Some(EntityType::Place) && alone).then_some((head.mention?, place.mention?))
    }

    /// A line of two sides, each with its score: the winner and the loser; none in a draw.
    fn result_line(&self, number: u16) -> Option<(MentionIndex, MentionIndex)> {
        let view = self.finder.view;
        let [first, score, second, other, rest @ ..] = view.units.get(..view.units.len().min(5))? else { return None };
        let goals = |unit: &Unit| -> Option<u16> {
            let last = unit.tokens.end as usize - 1;
            view.page.word(last).parse().ok().filter(|_| unit.tokens.len() == 1)
        };
        let ends = rest.first().is_none_or(|unit| matches!(unit.mark, Mark::Open | Mark::Stop));
        if number != 0 || !ends {
            return None;
        }
        let (winner, loser) = match goals(score)?.cmp(&goals(other)?) {
            std::cmp::Ordering::Greater => (first, second),
            std::cmp::Ordering::Less => (second, first),
            std::cmp::Ordering::Equal => return None,
        };
        Some((winner.mention?, loser.mention?))
    }

    /// Who stands in the score sheet behind a side.
    fn score_sheet(&mut self, group: &NounGroup, number: u16, wanted: &Structure) {
        let view = self.finder.view;
        let side = group.units().rfind(|u| view.units[*u].is_name());
        let Some((at, side)) = side.and_then(|u| Some((u, view.units[u].mention?))) else { return };
        let sheet = ScoreSheet { view, extraction: self.finder.extraction, others: &wanted.subject_words.1 };
        for player in sheet.players(at) {
            self.add(wanted, player, side, number);
        }
    }

    /// What the brackets after a person tell of a life.
    fn life(&mut self, group: &NounGroup, number: u16, wanted: &Structure) -> Option<(MentionIndex, MentionIndex)> {
        let open = life_brackets::after(self.finder.view, usize::from(group.last))?;
        let person = life_brackets::titled(self.finder.view, group).unwrap_or(number);
        let person = self.finder.one(person, &wanted.subject, Stands { owner: false, plans: false })?;
        let life = life_brackets::read(self.finder.view, self.finder.extraction, open)?;
        let told = match wanted.kind {
            Kind::BirthDate => life.birth.date,
            Kind::BirthPlace => life.birth.place,
            Kind::DeathDate => life.death.date,
            _ => life.death.place,
        };
        told.map(|told| (person.mention, told))
    }
}
