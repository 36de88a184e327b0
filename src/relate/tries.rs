//! Stage 6 of 8, rules that gave nothing, for `explain`. In: how far each rule got at its trigger word and what stopped
//! it. Out: [`Try`]s, the furthest of each trigger.

use crate::relate::argument_types::Types;
use crate::relate::arguments::Stands;
use crate::relate::frames::{Frame, Slot};
use crate::relate::patterns::{Pattern, Patterns};
use crate::relate::predicates::{Draft, Predicates, Site};
use crate::relate::sentence::SentenceView;
use crate::types::{RuleName, Span};

/// Most rules told of one trigger word.
const MOST: usize = 3;

/// A rule that was set off and gave no edge.
#[derive(Clone, Debug)]
pub struct Try {
    /// Bytes of the word that set it off.
    pub trigger: Span,
    /// `relation/rule`.
    pub rule: RuleName,
    /// 0 to 100: how much of it was there.
    pub far: u8,
    /// What stopped it.
    pub stopped: String,
}

/// Which argument of a frame is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Its subject.
    Subject,
    /// Its object.
    Object,
}

impl Predicates<'_, '_, '_> {
    /// Notes that a frame was stopped; free unless someone explains.
    pub(super) fn stopped(&mut self, frame: &Frame, site: Site, far: u8, why: impl FnOnce(&mut Self) -> String) {
        if self.tries.is_none() {
            return;
        }
        let (rule, trigger) = (frame.rule.clone(), self.trigger(site));
        let stopped = why(self);
        if let Some(tries) = self.tries.as_deref_mut() {
            tries.push(Try { trigger, rule, far, stopped });
        }
    }

    /// What stands after a verb instead of what a frame wants there.
    pub(super) fn follower(&self, clause: u16) -> String {
        let view = self.finder.view;
        let after = usize::from(view.groups.verbs[usize::from(clause)].last);
        match view.units.get(after) {
            Some(_) => {
                format!("{:?} follows, not the word that it wants", view.span(after..after + 1).of(view.page.text()))
            }
            None => "nothing follows, not the word that it wants".to_owned(),
        }
    }

    /// What stands where an argument of a frame would be, and why it is none.
    pub(super) fn misfit(&mut self, frame: &Frame, site: Site, side: Side) -> String {
        let (name, slots, types, words): (_, &[Slot], _, _) = match side {
            Side::Subject => ("subject", &frame.subject, &frame.subject_types, &frame.subject_words),
            Side::Object => ("object", &frame.object, &frame.object_types, &frame.object_words),
        };
        let stands = Stands { owner: false, plans: false };
        let anything = (Vec::new(), Vec::new());
        let counts = self.finder.counts();
        let found = self.argument(slots, &Types::all(), &anything, site, stands, frame).first().copied();
        let Some(found) = found else { return format!("nothing stands where its {name} would be") };
        let mention = &self.finder.extraction.mentions[found.mention.0 as usize];
        let text = mention.span.of(self.finder.view.page.text());
        let subtype = if mention.subtype.is_empty() { String::new() } else { format!(".{}", mention.subtype) };
        let kind = mention.kind;
        let fits = self.finder.fits(found.mention, types);
        let excluded = fits && (!words.0.is_empty() || !words.1.is_empty());
        // what was made only to be told of is no mention
        self.finder.forget(counts);
        match (excluded, fits) {
            (true, _) => {
                format!("its {name} {text:?} is not among the words that it wants, or among those it excludes")
            }
            (false, true) => format!("its {name} {text:?} has no name in the text"),
            (false, false) => format!("its {name} {text:?} is of type {kind}{subtype}, not {types}"),
        }
    }
}

/// Notes how far the patterns of a sentence got that did not fit, those with less than half of their parts aside.
pub(super) fn patterns(patterns: &Patterns, view: &SentenceView<'_>, tries: &mut Vec<Try>) {
    patterns.furthest(view, |pattern, trigger, parts, token| {
        let text = view.page.text();
        let words = |token: usize| view.page.tokens().get(token).map(|t| t.span);
        let Some(span) = words(trigger) else { return };
        let at = match view.first <= token && token < view.last {
            true => words(token).map_or("", |span| span.of(text)),
            false => "the end of the sentence",
        };
        let all = pattern.parts();
        if parts * 2 < all {
            return;
        }
        tries.push(Try {
            trigger: span,
            rule: pattern.rule.clone(),
            far: (parts * 100 / all.max(1)) as u8,
            stopped: format!("{parts} of its {all} parts stand there; {at:?} is not the next"),
        });
    });
}

/// Notes a pattern whose words are all there.
pub(super) fn unfilled(view: &SentenceView<'_>, pattern: &Pattern, units: std::ops::Range<usize>) -> Try {
    let (subject, object) = (&pattern.subject_types, &pattern.object_types);
    Try {
        trigger: view.span(units),
        rule: pattern.rule.clone(),
        far: 95,
        stopped: format!("its subject is not {subject}, or its object not {object}"),
    }
}

/// The furthest tries of each trigger word that no rule took.
pub(super) fn furthest(mut tries: Vec<Try>, drafts: &[Draft]) -> Vec<Try> {
    tries.retain(|t| !drafts.iter().any(|d| d.trigger.overlaps(t.trigger)));
    tries.sort_by(|a, b| (a.trigger, b.far, &a.rule, &a.stopped).cmp(&(b.trigger, a.far, &b.rule, &b.stopped)));
    tries.dedup_by(|a, b| a.trigger == b.trigger && a.rule == b.rule);
    let mut kept: Vec<Try> = Vec::new();
    for one in tries {
        let same = kept.iter().rev().take_while(|k| k.trigger == one.trigger).count();
        if same < MOST {
            kept.push(one);
        }
    }
    kept
}
