//! What patterns of recurring times mean: "every Tuesday", "twice a month", "weekdays".

use super::patterns::Pattern;
use super::slots::Bound;
use super::when::{TimeUnit, When};

/// The meaning; `None` when the parts make no recurring time.
pub(super) fn meaning(pattern: &Pattern, bound: &Bound) -> Option<When> {
    Some(match pattern.value.as_str() {
        "weekends-set" => When::Set(format!("P{}WE", bound.n.as_deref()?)),
        "open-set" => When::Set(match (bound.ordinal, bound.month, &bound.season) {
            (Some(day), ..) => format!("XXXX-XX-{day:02}"),
            (_, Some(month), _) => format!("XXXX-{month:02}"),
            (.., season) => format!("XXXX-{}", season.as_ref()?),
        }),
        "set" => match (bound.weekday, bound.unit) {
            (Some(day), _) => When::Set(format!("XXXX-WXX-{day}")),
            // "every second film"
            (None, Some(TimeUnit::Second)) if pattern.by == 0 => return None,
            (None, Some(unit)) => {
                When::Set(unit.duration(&bound.ordinal.map_or(pattern.by.max(1), i32::from).to_string()))
            }
            _ => return None,
        },
        "vague-set" => When::Set(bound.unit?.duration("X")),
        "part-of-week" => When::Set(format!("XXXX-WXX-{}", if pattern.by == 5 { "WD" } else { "WE" })),
        "adverb-set" => When::Set(bound.recurring.clone()?),
        "weekday-set" => When::Set(match (&bound.recurring, &bound.part) {
            (Some(set), None) if bound.weekday.is_some() => {
                format!("XXXX-WXX-{}{}", bound.weekday?, set.starts_with('T').then_some(set)?)
            }
            (Some(set), Some(part)) => format!("{set}T{part}"),
            (Some(set), None) => set.clone(),
            (None, Some(part)) => match bound.weekday {
                Some(day) => format!("XXXX-WXX-{day}T{part}"),
                None => format!("T{part}"),
            },
            _ => return None,
        }),
        "every-n" => When::Set(TimeUnit::parse(&pattern.unit)?.duration(&pattern.by.to_string())),
        "n-set" => When::Set(bound.unit?.duration(bound.n.as_deref()?)),
        _ => return None,
    })
}
