//! Who holds a role: someone named beside it ("director Jane Roe", "Roe, an Acme spokesman", "Roe was head of Acme"). "A
//! spokesman said" speaks of nobody in particular, but "Acme's chief executive" of the one there is.

use newsgraph_lexicon::{ClassId, Lexicon, Pos, PosSet, Shape};

use crate::tag::scan::Scan;
use crate::types::{EntityType, Page, Sentence, Span};

/// Most tokens of the phrase a role is the head of, other roles in a list counted.
const LONGEST: usize = 14;
/// Most tokens of what a role is for, up to its holder: "the head of the harbour board, Jane Roe".
const COMPLEMENT: usize = 10;

/// Word classes that tell of a holder.
pub(super) struct Holders {
    /// "is", "became", "as", "named": what follows is someone's role.
    taking: Option<ClassId>,
    list: Option<ClassId>,
    the: Option<ClassId>,
    of: Option<ClassId>,
    body: Option<ClassId>,
    /// What companies are called by as well: "publisher", "broker".
    firm: Option<ClassId>,
    /// Offices that one person holds at a time.
    single: [Option<ClassId>; 2],
}

impl Holders {
    pub(super) fn new(lexicon: &Lexicon<'_>) -> Self {
        Holders {
            taking: lexicon.class("role-taking"),
            the: lexicon.class("before-the"),
            of: lexicon.class("before-of"),
            list: lexicon.class("list-word"),
            body: lexicon.class("org-head"),
            firm: lexicon.class("role-firm"),
            single: ["role-leads", "role-office"].map(|name| lexicon.class(name)),
        }
    }

    /// True when the text names the holder of a role.
    pub(super) fn hold(&self, page: &Page<'_>, scan: &Scan, sentence: &Sentence, role: Span) -> bool {
        let tokens = page.tokens();
        let (first, after) = (role.start as usize, role.end as usize);
        if self.is_part(page, sentence, role) {
            return false;
        }
        let capital = tokens[first].is_capitalised();
        let opens = role.start == sentence.tokens.start;
        if !capital && self.is(page, after - 1, self.firm) {
            // "publisher Jane Roe", not "publisher Acme"
            return named_after(page, scan, sentence, after) && page.record(after).given > 0;
        }
        let length = role.len() as usize;
        let single = self.single.iter().flatten().any(|class| scan.class_before(page, after, *class, first) == length);
        let says =
            capital && !(opens && length == 1) && (single || length > 1 || !self.governed(page, sentence, first));
        if says || named_after(page, scan, sentence, after) {
            return true;
        }
        let phrase = self.phrase(page, sentence, first);
        if single && self.is_definite(page, sentence, phrase.clone(), after) {
            return true;
        }
        let Some(before) = phrase.start.checked_sub(1).filter(|at| sentence.tokens.holds(*at as u32)) else {
            return false;
        };
        let apposition = matches!(page.word(before), "," | "(" | "—" | "–");
        // "president of Acme and rector of Vel University"
        let of = sentence.tokens.holds(role.end) && self.is(page, after, self.of);
        let joined = of && before + 1 == first && self.is(page, before, self.list);
        self.is(page, before, self.taking) || joined || apposition && !acts(page, sentence, after)
    }

    /// "graduated from Butler", "use Messenger": right behind a verb or preposition that takes no role, a capital is a name.
    fn governed(&self, page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| sentence.tokens.holds(*before as u32));
        before.is_some_and(|before| {
            let record = page.record(before);
            let verb = record.verb != 0 && record.weight[1] > record.weight[0].max(record.weight[2]);
            let small = page.tokens()[before].shape.has(Shape::LOWER | Shape::LETTER);
            small && (verb || record.can_be(Pos::IN)) && !self.is(page, before, self.taking)
        })
    }

    /// The words from the article or first modifier of the phrase that ends with a role, lists of roles as one.
    fn phrase(&self, page: &Page<'_>, sentence: &Sentence, role: usize) -> std::ops::Range<usize> {
        let tokens = page.tokens();
        let floor = (sentence.tokens.start as usize).max(role.saturating_sub(LONGEST));
        let mut start = role;
        let mut article = false;
        while start > floor {
            let at = start - 1;
            let token = &tokens[at];
            let record = page.record(at);
            let lists = self.is(page, at, self.list) && at > floor;
            if lists {
                // "Holt, director": the comma is that of an apposition
                let small = tokens[at - 1].shape.has(Shape::LOWER | Shape::LETTER);
                if tokens[at - 1].is_capitalised() || !small && page.word(at) == "," {
                    break;
                }
                article = false;
            } else if article || self.is(page, at, self.taking) {
                break;
            } else if record.can_be(Pos::DT) || record.can_be(Pos::PRPS) {
                article = true;
            } else if !token.is_capitalised() && !token.shape.any(Shape::JOINER | Shape::POSSESSIVE | Shape::NUMBER) {
                let verb = record.verb != 0 && record.weight[1] > record.weight[0].max(record.weight[2]);
                let open = record.pos_set().meets(PosSet::OPEN) || record.pos_set().is_empty();
                if !token.shape.has(Shape::LETTER) || verb || !open || record.can_be(Pos::IN) {
                    break;
                }
            }
            start = at;
        }
        start..role
    }

    /// "its leader", "Acme's leader", "the Ostran leader", "the leader of Acme": one in particular.
    fn is_definite(
        &self,
        page: &Page<'_>,
        sentence: &Sentence,
        mut phrase: std::ops::Range<usize>,
        after: usize,
    ) -> bool {
        let tokens = page.tokens();
        let owner = |at: usize| page.record(at).can_be(Pos::PRPS) || tokens[at].shape.has(Shape::POSSESSIVE);
        let named = |at: usize| tokens[at].is_capitalised() && at > sentence.tokens.start as usize;
        let of = sentence.tokens.holds(after as u32) && self.is(page, after, self.of);
        let the = phrase.clone().any(|at| self.is(page, at, self.the));
        phrase.clone().any(owner) || the && (of || phrase.any(named))
    }

    /// "spy agency", "the Executive Committee", "the Attorney's office": the role says what something else is.
    fn is_part(&self, page: &Page<'_>, sentence: &Sentence, role: Span) -> bool {
        let after = role.end as usize;
        if !sentence.tokens.holds(role.end) {
            return false;
        }
        let token = &page.tokens()[after];
        let record = page.record(after);
        let finite = record.can_be(Pos::VBZ) || record.can_be(Pos::VBD) || record.can_be(Pos::MD);
        let noun = !finite && record.weight[0] > record.weight[1..].iter().copied().max().unwrap_or(0).max(1);
        token.shape.has(Shape::POSSESSIVE)
            || token.shape.has(Shape::LOWER | Shape::LETTER) && noun
            || token.is_capitalised() && self.is(page, after, self.body)
            || token.shape.has(Shape::JOINER)
    }

    fn is(&self, page: &Page<'_>, at: usize, class: Option<ClassId>) -> bool {
        class.is_some_and(|class| page.record(at).is_in(class))
    }
}

/// A name stands right after the role, or after a comma behind what the role is for.
fn named_after(page: &Page<'_>, scan: &Scan, sentence: &Sentence, after: usize) -> bool {
    let tokens = page.tokens();
    let name = |at: usize| {
        let place = || scan.hits_at(at).iter().any(|hit| hit.kind == EntityType::Place && hit.prior > 110);
        sentence.tokens.holds(at as u32) && tokens[at].is_capitalised() && !place()
    };
    let holds = |at: usize| sentence.tokens.holds(at as u32);
    if name(after) || holds(after) && name(after + 1) && page.record(after).can_be(Pos::VBN) {
        return true;
    }
    // "director of payment strategy Jane Roe"
    let small = |at: usize| holds(at) && tokens[at].shape.has(Shape::LOWER | Shape::LETTER);
    let nouns =
        (after + 1..after + COMPLEMENT).take_while(|at| small(*at) && !page.record(*at).can_be(Pos::DT)).count();
    if small(after) && page.record(after).can_be(Pos::IN) && nouns > 0 && name(after + 1 + nouns) {
        return !(after + 1..after + 1 + nouns).any(|at| is_verb(page, at) || page.record(at).can_be(Pos::IN));
    }
    if !holds(after)
        || !(page.word(after) == "," || page.record(after).can_be(Pos::IN) || page.record(after).can_be(Pos::TO))
    {
        return false;
    }
    let comma =
        (after..after + COMPLEMENT).take_while(|at| holds(*at)).find(|at| page.word(*at) == "," || is_verb(page, *at));
    comma.is_some_and(|at| page.word(at) == "," && name(at + 1))
}

/// "In Vel, a spokesman for Acme said": the phrase of the role is the subject of a verb and no apposition.
fn acts(page: &Page<'_>, sentence: &Sentence, after: usize) -> bool {
    let ends =
        |at: &usize| page.tokens()[*at].is_punctuation() || page.record(*at).can_be(Pos::WP) || is_verb(page, *at);
    let reach = (after..after + COMPLEMENT).take_while(|at| sentence.tokens.holds(*at as u32));
    reach.clone().find(ends).is_some_and(|at| is_verb(page, at))
}

/// A lower-case word that is a verb before anything else.
fn is_verb(page: &Page<'_>, at: usize) -> bool {
    let record = page.record(at);
    let small = page.tokens()[at].shape.has(Shape::LOWER | Shape::LETTER);
    let finite = record.can_be(Pos::MD) || record.can_be(Pos::VBD) || record.can_be(Pos::VBZ);
    small && finite && (record.can_be(Pos::MD) || record.weight[1] > record.weight[0].max(record.weight[2]))
}
