//! What time a clause looks to, told by its verbs: "will open on Friday", "opened on Friday", "the vote is on Friday".

use newsgraph_lexicon::{Pos, PosSet, Shape};

use super::DateTagger;
use super::reading::Clause;
use super::words::Look;
use crate::tag::openings::LOOK;

impl DateTagger {
    /// Whether the clause looks ahead and whether a verb of the past stands before, once a token is read.
    pub(super) fn tense(&self, clause: &Clause<'_>, at: usize) -> (bool, bool) {
        let (ahead, past) = (clause.ahead, clause.past);
        let pos = clause.page.record(at).pos_set();
        let told = pos.has(Pos::VBD) && !self.describes(clause, at);
        match self.look(clause, at) {
            Some(Look::Behind) => return (false, past),
            Some(Look::Ahead) => return (true, past || told),
            // "will miss the final after being sent off on Sunday"
            Some(Look::After) if clause.sentence.holds(at as u32 + 1) && clause.can_be(at + 1, Pos::VBG) => {
                return (false, past);
            }
            Some(Look::Set) if self.towards(clause, at + 1) => return (true, past || told),
            Some(Look::Until) if !past && at > clause.sentence.start as usize && self.comes(clause, at) => {
                return (true, past);
            }
            Some(Look::Comes) if self.comes(clause, at) => return (true, past || told),
            Some(Look::Starts) if self.comes(clause, at) || self.plans(clause, at) => return (true, past || told),
            Some(Look::Plans | Look::Acts) if self.plans(clause, at) => return (true, past || told),
            _ => {}
        }
        if told {
            let passive = |back: usize| {
                let token = at.checked_sub(back).filter(|n| clause.sentence.holds(*n as u32));
                token.is_some_and(|n| self.look(clause, n) == Some(Look::Passive))
            };
            let ends = !pos.has(Pos::VB) && !passive(1) && !passive(2);
            return (ahead && !ends, true);
        }
        (ahead || !past && pos.has(Pos::TO) && self.intends(clause, at), past)
    }

    /// A participle before its noun: "a televised debate", not "that killed two".
    fn describes(&self, clause: &Clause<'_>, at: usize) -> bool {
        let set = |n: usize| clause.page.record(n).pos_set();
        let before = at.checked_sub(1).filter(|n| clause.sentence.holds(*n as u32)).map(set).unwrap_or_default();
        let after = Some(at + 1).filter(|n| clause.sentence.holds(*n as u32)).map(set).unwrap_or_default();
        let article = PosSet(Pos::DT.bit() | Pos::PRPS.bit() | Pos::POS.bit());
        let pronoun = PosSet(Pos::IN.bit() | Pos::WDT.bit() | Pos::PRP.bit());
        before.meets(article) && !before.meets(pronoun) && after.meets(PosSet(PosSet::NOUN.0 | PosSet::ADJECTIVE.0))
    }

    fn towards(&self, clause: &Clause<'_>, at: usize) -> bool {
        clause.sentence.holds(at as u32) && self.words.towards.contains(&clause.page.tokens()[at].hash)
    }

    fn look(&self, clause: &Clause<'_>, at: usize) -> Option<Look> {
        if clause.kinds[at] & LOOK == 0 {
            return None;
        }
        self.words.looks.get(&clause.page.tokens()[at].hash).copied()
    }

    /// A form of "be" right before a date, or before its preposition: "the vote is on Tuesday" and "kick-off is at 9 p.m. on Tuesday"
    /// tell of the next one, as "he is to visit" does.
    fn comes(&self, clause: &Clause<'_>, at: usize) -> bool {
        let inside = |n: usize| clause.sentence.holds(n as u32);
        let opens = |n: usize| {
            let token = clause.page.tokens().get(n).filter(|_| inside(n));
            token.is_some_and(|token| {
                self.words.weekdays.contains_key(&token.hash) || self.words.months.contains_key(&token.hash)
            })
        };
        let next = |n: usize, pos: Pos| inside(at + n) && clause.can_be(at + n, pos);
        let time = |n: usize| {
            let tokens = clause.page.tokens();
            inside(n + 1) && tokens[n].shape.has(Shape::DIGIT) && self.words.ends_time(tokens[n + 1].hash)
        };
        opens(at + 1) || next(1, Pos::IN) && (opens(at + 2) || time(at + 2)) || next(1, Pos::TO) && next(2, Pos::VB)
    }

    /// A verb of the present that tells of what is planned, wherever its date stands: "the court hears her on Monday", "voters go to
    /// the polls on Sunday". One that may be a noun has a subject or an object beside it; "who hosts the show" tells what is so.
    fn plans(&self, clause: &Clause<'_>, at: usize) -> bool {
        let set = |n: Option<usize>| {
            let inside = n.filter(|n| clause.sentence.holds(*n as u32));
            inside.map(|n| clause.page.record(n).pos_set()).unwrap_or_default()
        };
        let (verb, before, after) = (set(Some(at)), set(at.checked_sub(1)), set(Some(at + 1)));
        let capital = |n: Option<usize>| {
            let token = n.filter(|n| clause.sentence.holds(*n as u32)).map(|n| &clause.page.tokens()[n]);
            token.is_some_and(|token| token.shape.has(Shape::LETTER) && token.is_capitalised())
        };
        let none =
            PosSet(Pos::WDT.bit() | Pos::WP.bit() | Pos::TO.bit() | Pos::MD.bit() | Pos::DT.bit() | Pos::PRPS.bit());
        // "opens lower on Friday" tells of a market
        let market = after.meets(PosSet(Pos::JJR.bit() | Pos::RBR.bit()));
        if before.meets(none) && !before.has(Pos::PRP) || market || clause.page.tokens()[at].is_capitalised() {
            return false;
        }
        let object = after.meets(PosSet(Pos::DT.bit() | Pos::PRPS.bit() | Pos::CD.bit())) || capital(Some(at + 1));
        let comma = at > clause.sentence.start as usize && clause.page.word(at - 1) == ",";
        let named = capital(at.checked_sub(1)) || before.has(Pos::PRP);
        let acts = self.look(clause, at) == Some(Look::Acts);
        if verb.has(Pos::VBZ) && (acts || !verb.has(Pos::NNS)) {
            return true;
        }
        let day = self.comes(clause, at);
        if verb.has(Pos::VBZ) {
            let subject = PosSet(PosSet::NOUN.0 | PosSet::ADVERB.0);
            let definite = PosSet(Pos::DT.bit() | Pos::PRPS.bit() | Pos::POS.bit());
            // "takes office", but "home visits on Friday", "the committee votes on Friday"
            let bare = !day && after.meets(PosSet::NOUN) && (comma || before.meets(subject) && !before.has(Pos::JJ));
            return if day || after.has(Pos::TO) {
                before.has(Pos::PRP) || before.has(Pos::NN) && (2..=3).any(|n| set(at.checked_sub(n)).meets(definite))
            } else {
                named || object || bare
            };
        }
        // "voters in Norvale go"
        let within = || set(at.checked_sub(2)).has(Pos::IN) && set(at.checked_sub(3)).has(Pos::NNS);
        let many = before.has(Pos::NNS) || before.has(Pos::PRP) || named && within();
        many || comma && object || named && (object || !verb.has(Pos::NN))
    }

    /// "to" of an infinitive after a noun without a verb before it: "Minister to visit Vel on Friday".
    fn intends(&self, clause: &Clause<'_>, at: usize) -> bool {
        let (sentence, next) = (clause.sentence, at + 1);
        let finite = |n: usize| {
            clause.can_be(n, Pos::MD)
                || clause.can_be(n, Pos::VBZ) && !clause.can_be(n, Pos::NNS)
                || matches!(self.look(clause, n), Some(Look::Comes | Look::Passive))
        };
        let subject = at.checked_sub(1).filter(|n| sentence.holds(*n as u32));
        subject.is_some_and(|n| !clause.can_be(n, Pos::VBG) && !clause.can_be(n, Pos::JJ))
            && sentence.holds(next as u32)
            && clause.can_be(next, Pos::VB)
            && !clause.page.tokens()[next].is_capitalised()
            && !self.openers.contains_key(&clause.page.tokens()[next].hash)
            && !(sentence.start as usize..at).any(finite)
    }
}
