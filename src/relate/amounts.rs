//! What was paid, asked or lost: "fined Acme $5 million", "bought Acme for $2bn", "its $2bn takeover of Acme". In: an edge and its
//! sentence. Out: the words of the sum, for relations that ask for it (`amounts = true`).

use crate::relate::clauses::Phrase;
use crate::relate::grammar::Bits;
use crate::relate::predicates::Draft;
use crate::relate::sentence::SentenceView;
use crate::types::{Extraction, MentionIndex, Span};

/// Subtype of sums of money.
const MONEY: &str = "money";

/// The sum told with an edge: in the noun that tells it, behind the object, or in a phrase of the noun or clause behind both.
pub(super) fn told(view: &SentenceView<'_>, extraction: &Extraction, draft: &Draft) -> Option<Span> {
    let mention = |m: MentionIndex| &extraction.mentions[m.0 as usize];
    let is_sum = |m: &MentionIndex| mention(*m).subtype == MONEY && *m != draft.subject && *m != draft.object;
    let sum_of = |group: u16| view.groups.nouns[usize::from(group)].head(view.units).mention.filter(is_sum);
    let within = draft.noun.and_then(|noun| {
        let units = view.groups.nouns[usize::from(noun)].units();
        view.units[units].iter().filter_map(|unit| unit.mention).find(is_sum)
    });
    let clause = draft.clause.map(|clause| &view.clauses.clauses[usize::from(clause)]);
    // "fined Acme $5 million", "was fined $5 million", "invested $5 million in Acme"
    let object = || clause.into_iter().flat_map(|clause| [clause.object, clause.second]).flatten().find_map(sum_of);
    // "bought A for $1m and B for $2m": the sum behind the object
    let end = mention(draft.object).tokens.end;
    let mine =
        |p: &&Phrase| draft.noun.is_some() && p.noun == draft.noun || p.clause.is_some() && p.clause == draft.clause;
    let led = |p: &&Phrase| view.units[usize::from(p.marker)].bits.any(Bits::FOR | Bits::OF);
    let behind = |m: &MentionIndex| mention(*m).tokens.start >= end;
    let phrase = || {
        let phrases = view.clauses.phrases.iter().filter(mine).filter(led);
        phrases.filter_map(|p| sum_of(p.group)).find(behind)
    };
    within.or_else(object).or_else(phrase).map(|m| mention(m).span)
}
