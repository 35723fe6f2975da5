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
use std::sync::Arc;
use wayline_engine::stats::multiple::benjamini_hochberg;

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
const MOST_STANDING: usize = 4;

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
    family
        .par_iter()
        .flat_map_iter(|candidate| {
            let groups = candidate.groups(ground.journeys, ground.scope);
            let strata = match candidate.kind {
                Kind::Step => Arc::new(ground.strata(candidate.step)),
                _ => Arc::clone(&everywhere),
            };
            let mut compared = Vec::new();
            for outcome in outcomes {
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
        Measure::Ratings(_) => false,
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
    let mut tried = Vec::new();
    let mut list: Vec<(FoundPain, Option<&Compared<'_>>)> = Vec::new();
    for (c, q) in compared.iter().zip(q_compared) {
        let pain = pain(ground, c);
        tried.push(Tried { claim: pain.claim.clone(), step: pain.step, q: *q, loss: pain.loss });
        let least = if matches!(c.outcome.measure, Measure::Time { .. }) { TIME } else { RATING };
        if *q < Q && -c.effect.high >= least {
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
    let mut parts = parts.into_iter();
    list.retain(|_| parts.next() != Some(true));
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
    let is = match outcome.measure {
        Measure::Ratings(scale) if !low_is_good(scale) => "difference < 0",
        Measure::Goal { .. } => "difference < 0",
        Measure::Ratings(_) | Measure::Time { .. } => "difference > 0",
    };
    let each = match outcome.measure {
        Measure::Ratings(_) | Measure::Goal { .. } => -effect.high,
        // How many times the usual time is lost.
        Measure::Time { .. } => (-effect.high).exp() - 1.0,
    };
    let journeys = groups.with.iter().filter(|with| **with).count() as f64;
    let loss = if ground.shows_prevalence() { each * journeys } else { each };
    FoundPain {
        step: candidate.step,
        title: title.clone(),
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

fn jaccard(a: &[bool], b: &[bool]) -> f64 {
    let both = a.iter().zip(b).filter(|(a, b)| **a && **b).count();
    let either = a.iter().zip(b).filter(|(a, b)| **a || **b).count();
    both as f64 / either.max(1) as f64
}
