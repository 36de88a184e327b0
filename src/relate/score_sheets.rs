//! Stage 6 of 8, score sheets. In: a side and what stands behind it. Out: its players: "Vel United 2 (Reel 12, Skov 61)",
//! "Vel 259 (A. Reel 69; T. Skov 4-43)", "Norway - Tom Reel (31st), Jan Skov (54th)".

use newsgraph_lexicon::{Pos, Shape};
use smallvec::SmallVec;

use crate::relate::scores::is_score;
use crate::relate::sentence::SentenceView;
use crate::relate::unit::{Mark, Unit};
use crate::types::{EntityType, Extraction, MentionIndex};

/// Most units between a total and the bracket behind it: "398 and 210-6 declared (".
const LONGEST_TOTAL: usize = 6;

/// Players of one side.
pub(super) type Players = SmallVec<[MentionIndex; 4]>;

/// A sentence that may hold score sheets.
pub(super) struct ScoreSheet<'s> {
    /// The sentence.
    pub(super) view: &'s SentenceView<'s>,
    /// Names.
    pub(super) extraction: &'s Extraction,
    /// Words behind a player that say that he played for the others: "own".
    pub(super) others: &'s [u64],
}

impl ScoreSheet<'_> {
    /// The players behind a side, which is one unit.
    pub(super) fn players(&self, side: usize) -> Players {
        let Some(behind) = self.unit(side + 1) else { return Players::new() };
        match behind.mark {
            Mark::Dash | Mark::Colon => self.listed(side),
            Mark::None if self.is_number(side + 1) || is_score(self.view, side + 1) => {
                let ahead = side + 2..(side + 2 + LONGEST_TOTAL).min(self.view.units.len());
                let total = |at: &usize| self.view.units[*at].mark == Mark::None && !self.view.units[*at].is_name();
                let open = ahead.clone().find(|at| !total(at)).unwrap_or(ahead.end);
                if self.is_mark(open, Mark::Open) { self.bracketed(open) } else { Players::new() }
            }
            _ => Players::new(),
        }
    }

    /// "(Reel 12, Skov 61 pen)", "(tries: Reel, Skov)": who has a count, or stands in a list that has; a bowler, whose two numbers
    /// are told ("4-43"), is of the other side.
    fn bracketed(&self, open: usize) -> Players {
        let mut players = Players::new();
        let mut counted = false;
        let inside = open + 1..self.end_of_brackets(open);
        for at in inside.clone() {
            counted |= self.is_mark(at, Mark::Colon) && at == open + 2;
            let starts = self.unit(at - 1).is_some_and(|unit| unit.mark != Mark::None);
            let Some(player) = self.person(at).filter(|_| starts) else { continue };
            let number = self.is_number(at + 1);
            let behind = self.unit(at + 1 + usize::from(number));
            let own = behind.is_some_and(|unit| self.others.contains(&unit.key));
            let alone = behind.is_some_and(|unit| matches!(unit.mark, Mark::Comma | Mark::Colon | Mark::Close));
            counted |= number;
            if number && !own || alone {
                players.push(player);
            }
        }
        if !counted {
            players.clear();
        }
        players
    }

    /// "Norway - Tom Reel (31st), Jan Skov 54", "Norway: 1-Tom Reel, 2-Jan Skov", "Norway - Tom Reel (Vel United)". Where the side
    /// opens the sentence, "(34)" may be an age.
    fn listed(&self, side: usize) -> Players {
        let mut players = Players::new();
        let inner = side.checked_sub(1).is_some_and(|before| self.is_mark(before, Mark::Colon));
        let country = self.is_of(side, EntityType::Place, "country");
        let mut at = side + 2;
        loop {
            let joined = self.unit(at + 1).is_some_and(|unit| matches!(unit.mark, Mark::Dash | Mark::Other));
            let shirt = self.is_number(at) && joined;
            at += 2 * usize::from(shirt);
            let Some(player) = self.person(at) else { return players };
            at += 1;
            let mut told = shirt || self.is_number(at);
            if self.is_mark(at, Mark::Open) {
                let ordinal = self.is_number(at + 1) && self.shape(at + 1).has(Shape::LETTER);
                let minute = self.is_number(at + 1) && inner && self.is_mark(side + 1, Mark::Dash);
                let club = country && self.is_of(at + 1, EntityType::Organisation, "club");
                told |= ordinal || minute || club;
                at = self.end_of_brackets(at) + 1;
            }
            while self.is_number(at) || self.is_mark(at, Mark::Comma) && self.is_number(at + 1) && !self.joins(at + 2) {
                at += 1;
            }
            if told {
                players.push(player);
            }
            let goes_on = self.is_mark(at, Mark::Comma) || self.unit(at).is_some_and(|unit| unit.tag == Pos::CC);
            if !goes_on {
                return players;
            }
            at += 1;
        }
    }

    fn unit(&self, at: usize) -> Option<&Unit> {
        self.view.units.get(at)
    }

    fn is_mark(&self, at: usize, mark: Mark) -> bool {
        self.unit(at).is_some_and(|unit| unit.mark == mark)
    }

    /// A hyphen, as in "15-Tom Reel".
    fn joins(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|unit| unit.mark == Mark::Other)
    }

    fn shape(&self, at: usize) -> Shape {
        self.view.page.tokens()[self.view.units[at].tokens.start as usize].shape
    }

    fn person(&self, at: usize) -> Option<MentionIndex> {
        self.unit(at).filter(|unit| unit.kind == Some(EntityType::Person)).and_then(|unit| unit.mention)
    }

    fn is_of(&self, at: usize, kind: EntityType, subtype: &str) -> bool {
        let mention = self.unit(at).filter(|unit| unit.kind == Some(kind)).and_then(|unit| unit.mention);
        mention.is_some_and(|m| self.extraction.mentions[m.0 as usize].subtype == subtype)
    }

    /// "12", "101", "31st".
    fn is_number(&self, at: usize) -> bool {
        let Some(unit) = self.unit(at).filter(|unit| unit.tokens.len() == 1) else { return false };
        let text = self.view.page.word(unit.tokens.start as usize);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits) && (digits == text.len() || text.len() == digits + 2)
    }

    /// The bracket that closes what opens at a unit; the end of the sentence where none does.
    fn end_of_brackets(&self, open: usize) -> usize {
        let units = &self.view.units[open..];
        open + units.iter().position(|unit| unit.mark == Mark::Close).unwrap_or(units.len())
    }
}
