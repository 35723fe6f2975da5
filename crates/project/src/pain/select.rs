//! From all comparisons to the pains of a map: what holds, the worst first, nothing twice.
//!
//! A comparison holds if its false-discovery rate over **all** that was tried (Benjamini and Hochberg 1995) is below 0.05, the whole
//! adjusted interval lies on the worse side, both groups have the minimum base, and the loss is worth a word: at least 2.5 % of
//! the scale, or a tenth more time. One that is only a part of a wider one gives way to it ([`is_part`]). They are ranked by what is lost: the lower end of the loss a journey, times the journeys
//! it happens to where the sampling lets them be counted. Going down the list, a comparison is dropped if
//! it names mostly the same journeys as one above it (Jaccard ≥ 0.5), or if nothing of it is left among the journeys that
//! have none of the pains above it (p ≥ 0.05, or too few): then those explain it.

use super::candidate::{Candidate, Groups, Kind};
use super::effect::{Effect, compare};
use super::outcome::{Measure, Outcome};
use super::standing::Standing;
use super::{Found, FoundPain, Ground, Tried};
use rayon::prelude::*;
use std::sync::{Arc, OnceLock};
use wayline_engine::stats::multiple::benjamini_hochberg;
use wayline_model::question::Operator;

const Q: f64 = 0.05;
const P: f64 = 0.05;
/// Least loss of a rating, on 0 … 1.
const RATING: f64 = 0.025;
/// Least loss of time, as a logarithm: a tenth more.
const TIME: f64 = 0.095;
const SAME: f64 = 0.5;
/// Pains on a map, and under one step.
const MOST: usize = 8;
const MOST_A_STEP: usize = 3;
/// Of these, without a comparison: the flow shows every leak anyway.
const MOST_STANDING: usize = 3;
/// Least part of the median whole journey that a longer way must take.
const PART: f64 = 0.25;

/// A comparison on one outcome with what came of it.
pub(crate) struct Compared<'a> {
    candidate: &'a Candidate,
    outcome: &'a Outcome,
    groups: Groups,
    strata: Arc<Vec<u32>>,
    effect: Effect,
    reversed: bool,
}

/// Tries every comparison on every outcome. Those without enough values on both sides are not tries.
pub(crate) fn compare_all<'a>(
    ground: &Ground<'_>,
    family: &'a [Candidate],
    outcomes: &'a [Outcome],
) -> Vec<Compared<'a>> {
    let everywhere = Arc::new(ground.strata(usize::MAX));
    // Many comparisons sit at the same step: each step's strata are counted once.
    let before: Vec<OnceLock<Arc<Vec<u32>>>> = vec![OnceLock::new(); ground.skeleton.steps.len()];
    let strata_before =
        |step: usize| Arc::clone(before[step].get_or_init(|| Arc::new(ground.strata(step))));
    family
        .par_iter()
        .flat_map_iter(|candidate| {
            let groups = candidate.groups(ground.journeys, ground.scope);
            let strata = match candidate.kind {
                _ if candidate.local => strata_before(candidate.step),
                Kind::Step => strata_before(candidate.step),
                _ => Arc::clone(&everywhere),
            };
            let mut compared = Vec::new();
            for outcome in outcomes {
                let here = outcome.measure.step();
                if candidate.local != here.is_some() || here.is_some_and(|s| s != candidate.step) {
                    continue;
                }
                let circular = is_circular(ground, candidate, &outcome.measure);
                let Some(groups) = groups.clone().filter(|_| !circular) else { continue };
                let effect = compare(&outcome.values, &strata, &groups.with, &groups.against, 1.0);
                let Some(effect) = effect else { continue };
                let base = ground.min_base as f64;
                if effect.n_with < base || effect.n_against < base {
                    continue;
                }
                let reversed = effect.difference > 0.0 && candidate.title_reversed.is_some();
                let (effect, groups) = if reversed {
                    (effect.reversed(), Groups { with: groups.against, against: groups.with })
                } else {
                    (effect, groups)
                };
                let strata = Arc::clone(&strata);
                compared.push(Compared { candidate, outcome, groups, strata, effect, reversed });
            }
            compared
        })
        .collect()
}

/// Whether the outcome is made of what is compared: those who never came to the end have no time to it, a slow wait is part
/// of the time, and whoever reaches the goal has been at its step.
fn is_circular(ground: &Ground<'_>, candidate: &Candidate, measure: &Measure) -> bool {
    match measure {
        Measure::Ratings(_)
        | Measure::About { .. }
        | Measure::Onward { .. }
        | Measure::Astray { .. } => false,
        Measure::Time { .. } => {
            let last = ground.whole_way().map(|(_, last)| last);
            candidate.kind == Kind::Slow || Some(candidate.step) == last
        }
        Measure::Goal { to, .. } => ground.activities(candidate.step).contains(&to.as_str()),
    }
}

/// Keeps the worst that hold and do not repeat each other.
pub(crate) fn select(
    ground: &Ground<'_>,
    compared: &[Compared<'_>],
    standing: Vec<Standing>,
) -> Found {
    let p: Vec<f64> =
        compared.iter().map(|c| c.effect.p).chain(standing.iter().map(|s| s.p)).collect();
    let q = benjamini_hochberg(&p);
    let (q_compared, q_standing) = q.split_at(compared.len());
    let whole_s = median_whole_s(ground);
    let mut tried = Vec::new();
    let mut list: Vec<(FoundPain, Option<&Compared<'_>>)> = Vec::new();
    for (c, q) in compared.iter().zip(q_compared) {
        let pain = pain(ground, c);
        tried.push(Tried { claim: pain.claim.clone(), step: pain.step, q: *q, loss: pain.loss });
        let least = if matches!(c.outcome.measure, Measure::Time { .. }) { TIME } else { RATING };
        if *q < Q && -c.effect.high >= least && is_long(ground, c, whole_s) {
            list.push((pain, Some(c)));
        }
    }
    for (s, q) in standing.into_iter().zip(q_standing) {
        tried.push(Tried {
            claim: s.pain.claim.clone(),
            step: s.pain.step,
            q: *q,
            loss: s.pain.loss,
        });
        if *q < Q && s.pain.loss > 0.0 {
            list.push((s.pain, None));
        }
    }
    let parts: Vec<bool> = list.iter().map(|(_, own)| is_part(ground, *own, &list)).collect();
    let vague: Vec<bool> = list.iter().map(|(_, own)| is_vague(ground, *own, &list)).collect();
    let mut dropped = parts.iter().zip(&vague).map(|(part, vague)| *part || *vague);
    list.retain(|_| dropped.next() != Some(true));
    let leaks: Vec<usize> = list
        .iter()
        .filter_map(|(_, own)| {
            own.filter(|own| own.outcome.measure.loses())?.outcome.measure.step()
        })
        .collect();
    list.retain(|(pain, own)| {
        let leak = own.is_none() && matches!(pain.claim.question.op, Operator::Counts { .. });
        !(leak && leaks.contains(&pain.step))
    });
    // A stable sort: equal losses stay in the order of the family.
    list.sort_by(|a, b| b.0.loss.total_cmp(&a.0.loss));
    let mut found = Found { tried, ..Found::default() };
    let mut taken: Vec<&Compared<'_>> = Vec::new();
    let mut alone = 0;
    for (pain, compared) in list {
        if compared.is_some_and(|c| repeats_another(ground, c, &taken)) {
            continue;
        }
        let here = found.pains.iter().filter(|other| other.step == pain.step).count();
        let full = compared.is_none() && alone >= MOST_STANDING;
        if full || found.pains.len() >= MOST || here >= MOST_A_STEP {
            found.more += 1;
            continue;
        }
        alone += usize::from(compared.is_none());
        taken.extend(compared);
        found.pains.push(pain);
    }
    found
}

fn pain(ground: &Ground<'_>, compared: &Compared<'_>) -> FoundPain {
    let Compared { candidate, outcome, groups, effect, reversed, .. } = compared;
    let (title, with, against) = match (&candidate.title_reversed, reversed) {
        (Some(title), true) => (title, &candidate.against, &candidate.with),
        _ => (&candidate.title, &candidate.with, &candidate.against),
    };
    let title = match candidate.kind {
        Kind::Attribute => format!("{title}, {}", worse(ground, &outcome.measure)),
        _ => title.clone(),
    };
    let is = match outcome.measure {
        Measure::Ratings(scale) if !low_is_good(scale) => "difference < 0",
        Measure::About { scale, .. } if !low_is_good(scale) => "difference < 0",
        Measure::Goal { .. } | Measure::Onward { .. } => "difference < 0",
        Measure::Ratings(_)
        | Measure::About { .. }
        | Measure::Astray { .. }
        | Measure::Time { .. } => "difference > 0",
    };
    let each = match outcome.measure {
        // Which part of the longer time is lost.
        Measure::Time { .. } => 1.0 - effect.high.exp(),
        _ => -effect.high,
    };
    let journeys = groups.with.iter().filter(|with| **with).count() as f64;
    let loss = if ground.shows_prevalence() { each * journeys } else { each };
    FoundPain {
        step: candidate.step,
        title,
        claim: ground.claim(outcome.measure.question(), Some(with), Some(against), is.into()),
        loss,
        opportunity: opportunity(candidate, *reversed, ground),
    }
}

/// The title of what could be better: the other side of the comparison. A value of an attribute has no other side that could be chosen.
fn opportunity(candidate: &Candidate, reversed: bool, ground: &Ground<'_>) -> Option<String> {
    let step = &ground.names[candidate.step];
    Some(match candidate.kind {
        Kind::Promise => format!("Keep the promise at {step}"),
        Kind::Slow => format!(
            "{step} within {}",
            crate::label::duration(candidate.over_s.unwrap_or_default())
        ),
        Kind::Step if reversed => format!("Fewer go through {step}"),
        Kind::Step => format!("More reach {step}"),
        Kind::Repeat => format!("{step} once is enough"),
        Kind::Return => format!("No way back to {step}"),
        Kind::Attribute => return None,
    })
}

/// What is worse, after the condition that it goes with.
fn worse(ground: &Ground<'_>, measure: &Measure) -> String {
    let named = |activity: &str| {
        let found = ground.journeys.find_activity(activity).and_then(|a| ground.step_of[a.0]);
        found.map_or_else(|| crate::label::words(activity), |step| ground.names[step].clone())
    };
    match measure {
        Measure::Ratings(_) => "ratings are worse".into(),
        Measure::About { step, .. } => format!("{} is rated worse", ground.names[*step]),
        Measure::Time { to, .. } => format!("{} comes later", named(to)),
        Measure::Goal { to, .. } => format!("fewer reach {}", named(to)),
        Measure::Onward { step, name, .. } => {
            format!("fewer go on from {} to {name}", ground.names[*step])
        }
        Measure::Astray { name, .. } => format!("more meet {name}"),
    }
}

/// Median length of a whole journey, in seconds.
fn median_whole_s(ground: &Ground<'_>) -> f64 {
    let length = |events: std::ops::Range<usize>| {
        Some(ground.flow.time[events.end.checked_sub(1)?] - ground.flow.time[events.start])
    };
    let mut lengths: Vec<i64> = ground.flow.journeys().filter_map(length).collect();
    crate::discover::moves::median_s(&mut lengths).unwrap_or_default()
}

/// Whether a longer way is longer by a part of the whole journey that anybody would feel; true of other outcomes.
fn is_long(ground: &Ground<'_>, own: &Compared<'_>, whole_s: f64) -> bool {
    if !matches!(own.outcome.measure, Measure::Time { .. }) {
        return true;
    }
    let typical_s = |flags: &[bool]| {
        let times =
            own.outcome.values.iter().zip(flags).filter(|(value, flag)| **flag && value.n > 0.0);
        let mut seconds: Vec<f64> = times.map(|(value, _)| (-value.sum).exp_m1()).collect();
        seconds.sort_by(f64::total_cmp);
        seconds.get(seconds.len() / 2).copied().unwrap_or_default()
    };
    debug_assert_eq!(own.groups.with.len(), ground.journeys.len(), "one flag a journey");
    typical_s(&own.groups.with) - typical_s(&own.groups.against) >= PART * whole_s
}

fn low_is_good(scale: wayline_text::rating::Scale) -> bool {
    let (low, high) = scale.range();
    matches!((scale.valence(low), scale.valence(high)), (Ok(low), Ok(high)) if low > high)
}

fn repeats_another(ground: &Ground<'_>, own: &Compared<'_>, taken: &[&Compared<'_>]) -> bool {
    let above: Vec<_> =
        taken.iter().filter(|other| other.outcome.measure == own.outcome.measure).collect();
    if above.iter().any(|other| jaccard(&own.groups.with, &other.groups.with) >= SAME) {
        return true;
    }
    let free = |flags: &[bool]| -> Vec<bool> {
        flags
            .iter()
            .enumerate()
            .map(|(journey, flag)| *flag && !above.iter().any(|other| other.groups.with[journey]))
            .collect()
    };
    let (with, against) = (free(&own.groups.with), free(&own.groups.against));
    let rest = compare(&own.outcome.values, &own.strata, &with, &against, 1.0);
    let base = ground.min_base as f64;
    !above.is_empty()
        && !rest.is_some_and(|rest| {
            rest.n_with >= base && rest.n_against >= base && rest.p < P && rest.difference < 0.0
        })
}

/// Whether a comparison is only a part of a wider one: nine in ten of its journeys lie in the wider one, and the journeys
/// that the wider one has beside them are at least half as badly off.
fn is_part(
    ground: &Ground<'_>,
    own: Option<&Compared<'_>>,
    list: &[(FoundPain, Option<&Compared<'_>>)],
) -> bool {
    let Some(own) = own else { return false };
    let size = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
    let inside = size(&own.groups.with);
    list.iter().filter_map(|(_, wider)| *wider).any(|wider| {
        let both = own.groups.with.iter().zip(&wider.groups.with).filter(|(a, b)| **a && **b);
        let contained = 10 * both.count() >= 9 * inside && size(&wider.groups.with) > inside;
        contained && wider.outcome.measure == own.outcome.measure && {
            let beside: Vec<bool> = wider
                .groups
                .with
                .iter()
                .zip(&own.groups.with)
                .map(|(wide, own)| *wide && !own)
                .collect();
            let values = &wider.outcome.values;
            compare(values, &wider.strata, &beside, &wider.groups.against, 1.0).is_some_and(
                |rest| {
                    rest.n_with >= ground.min_base as f64
                        && rest.p < P
                        && rest.difference <= 0.5 * own.effect.difference
                },
            )
        }
    })
}

/// Whether a comparison names too much: nine in ten journeys of a narrower one that holds lie in it, and outside of that nothing is
/// left of it. Going on from a step is vague, too, where the same journeys are known to meet what keeps them.
fn is_vague(
    ground: &Ground<'_>,
    own: Option<&Compared<'_>>,
    list: &[(FoundPain, Option<&Compared<'_>>)],
) -> bool {
    let Some(own) = own.filter(|own| own.candidate.local) else { return false };
    let size = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
    list.iter().filter_map(|(_, other)| *other).any(|other| {
        if !other.candidate.local || other.candidate.step != own.candidate.step {
            return false;
        }
        if other.outcome.measure != own.outcome.measure {
            return matches!(own.outcome.measure, Measure::Onward { .. })
                && matches!(other.outcome.measure, Measure::Astray { .. })
                && jaccard(&own.groups.with, &other.groups.with) >= SAME;
        }
        let inner = size(&other.groups.with);
        let both = own.groups.with.iter().zip(&other.groups.with).filter(|(a, b)| **a && **b);
        if 10 * both.count() < 9 * inner || size(&own.groups.with) <= inner {
            return false;
        }
        let beside: Vec<bool> = own
            .groups
            .with
            .iter()
            .zip(&other.groups.with)
            .map(|(own, inner)| *own && !inner)
            .collect();
        compare(&own.outcome.values, &own.strata, &beside, &own.groups.against, 1.0).is_some_and(
            |rest| rest.n_with >= ground.min_base as f64 && (rest.p >= P || rest.difference >= 0.0),
        )
    })
}

fn jaccard(a: &[bool], b: &[bool]) -> f64 {
    let both = a.iter().zip(b).filter(|(a, b)| **a && **b).count();
    let either = a.iter().zip(b).filter(|(a, b)| **a || **b).count();
    both as f64 / either.max(1) as f64
}
