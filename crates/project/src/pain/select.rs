//! From all comparisons to the pains of a map: what holds, the worst first, nothing twice.
//!
//! A comparison holds if its p, adjusted for **all** that was tried (Holm 1979), is below 0.05, the whole
//! 95 % interval (adjusted for strata) lies on the worse side, both groups have the minimum base, and the loss is worth a word: the interval's end nearest zero is at least 2.5 % of
//! the scale, or a tenth more time. (A false-discovery rate would be too weak here: many true comparisons say the same thing and are drawn
//! as one, and every one of them would have bought room for a false one.) They are ranked by what is lost ([`super::loss`]). What says again what
//! another one says is left out ([`super::redundant`]).

use super::bits::Bits;
use super::candidate::{Candidate, Groups, Kind};
use super::effect::{Effect, Side, compare};
use super::loss::Loss;
use super::outcome::{Measure, Outcome};
use super::redundant::{aside, is_more_than_its_parts, is_part, is_vague, repeats_another};
use super::said::pain;
use super::standing::{About, Standing, is_unhappy, unusual};
use super::{Found, FoundPain, Ground, Tried};
use rayon::prelude::*;
use std::sync::Arc;
use wayline_engine::stats::multiple::{benjamini_hochberg, holm};

/// The chance that even one pain of a map is no more than chance.
const ALPHA: f64 = 0.05;
pub(super) const P: f64 = 0.05;
/// Least loss of a rating or a share, on 0 … 1.
const RATING: f64 = 0.025;
/// Least loss of time, as a logarithm: a tenth more.
const TIME: f64 = 0.095;
pub(super) const SAME: f64 = 0.5;
/// Pains on a map, and under one step.
const MOST: usize = 8;
const MOST_A_STEP: usize = 3;
/// Of these, leaks: the flow shows every leak anyway.
const MOST_LEAKS: usize = 3;
/// Least part of the median whole journey that a longer way must take.
const PART: f64 = 0.25;

/// A comparison on one outcome with what came of it.
pub(crate) struct Compared<'a> {
    pub(super) candidate: &'a Candidate,
    pub(super) outcome: &'a Outcome,
    pub(super) strata: Arc<Vec<u32>>,
    pub(super) effect: Effect,
    pub(super) reversed: bool,
    /// Journeys that are worse off; of customers who are lost, those who were to go on.
    journeys: f64,
}

/// A comparison that holds, with its journeys.
pub(super) struct Holding<'a> {
    pub(super) pain: FoundPain,
    pub(super) compared: &'a Compared<'a>,
    pub(super) groups: Groups,
}

impl Compared<'_> {
    /// The journeys that are worse off, and those they are held against.
    fn groups(&self, ground: &Ground<'_>) -> Option<Groups> {
        let groups = self.candidate.groups(ground.journeys, ground.scope)?;
        Some(if self.reversed {
            Groups { with: groups.against, against: groups.with }
        } else {
            groups
        })
    }
}

/// Tries every comparison on every outcome. Those without enough values on both sides are not tries.
pub(crate) fn compare_all<'a>(
    ground: &Ground<'_>,
    family: &'a [Candidate],
    outcomes: &'a [Outcome],
) -> Vec<Compared<'a>> {
    let everywhere = Arc::new(ground.strata(usize::MAX));
    let before: Vec<Arc<Vec<u32>>> =
        (0..ground.skeleton.steps.len()).map(|step| Arc::new(ground.strata(step))).collect();
    family
        .par_iter()
        .flat_map_iter(|candidate| {
            let outcomes = outcomes.iter().filter(|outcome| {
                let here = outcome.measure.step();
                candidate.local == here.is_some()
                    && here.is_none_or(|step| step == candidate.step)
                    && !is_circular(ground, candidate, outcome)
            });
            let mut compared = Vec::new();
            let mut groups = None;
            for outcome in outcomes {
                if groups.is_none() {
                    groups = candidate.groups(ground.journeys, ground.scope);
                }
                let Some(groups) = &groups else { break };
                // How far a journey came in all is what reaching the goal means: there only what lies before the step is comparable.
                let goal = matches!(outcome.measure, Measure::Goal { .. });
                let strata = if goal || candidate.local || candidate.kind == Kind::Step {
                    &before[candidate.step]
                } else {
                    &everywhere
                };
                let side = |journey: usize| match groups {
                    Groups { with, .. } if with.has(journey) => Side::With,
                    Groups { against, .. } if against.has(journey) => Side::Against,
                    _ => Side::Neither,
                };
                let effect = compare(&outcome.values, &outcome.rated, strata, side, 1.0);
                let Some(effect) = effect else { continue };
                let base = ground.min_base as f64;
                if effect.n_with < base || effect.n_against < base {
                    continue;
                }
                let reversed = effect.difference > 0.0 && candidate.title_reversed.is_some();
                // Nobody was expected at a step beside the main line: not to come there is no pain. And who stopped before a step
                // reached neither it nor the goal: where journeys stop is told by leaving.
                let expected = !ground.skeleton.steps[candidate.step].optional
                    && !matches!(outcome.measure, Measure::Goal { .. });
                if candidate.kind == Kind::Step && !reversed && !expected {
                    continue;
                }
                let (effect, worse) = if reversed {
                    (effect.reversed(), &groups.against)
                } else {
                    (effect, &groups.with)
                };
                let strata = Arc::clone(strata);
                // Lost can be only who was to go on: neither those who may still nor those who never came to the start.
                let journeys =
                    if outcome.measure.loses() { effect.n_with } else { worse.len() as f64 };
                compared.push(Compared { candidate, outcome, strata, effect, reversed, journeys });
            }
            compared
        })
        .collect()
}

/// Whether the outcome is made of what is compared: those who never came to the end have no time to it, a slow wait is part
/// of the time, and whoever reaches the goal has been at its step.
fn is_circular(ground: &Ground<'_>, candidate: &Candidate, outcome: &Outcome) -> bool {
    match &outcome.measure {
        Measure::Ratings(_)
        | Measure::About { .. }
        | Measure::Onward { .. }
        | Measure::Astray { .. } => false,
        Measure::Time { .. } => {
            let last = ground.whole_way().map(|(_, last)| last);
            candidate.kind == Kind::Slow || Some(candidate.step) == last
        }
        Measure::Goal { to, .. } => {
            ground.activities(candidate.step).contains(&to.as_str())
                || candidate.kind == Kind::Step && is_on_the_way(ground, outcome, candidate.step)
                || candidate.finished
        }
    }
}

/// Whether a step says only where journeys ended: nearly all who reach the goal take it, so that to stop before it is to miss the
/// goal and not why; or it ends journeys, or lies beyond the goal.
fn is_on_the_way(ground: &Ground<'_>, goal: &Outcome, step: usize) -> bool {
    let Measure::Goal { to, .. } = &goal.measure else { return false };
    let place = ground.journeys.find_activity(to).and_then(|goal| ground.step_of[goal.0]);
    if ground.skeleton.steps[step].end || place.is_some_and(|goal| step > goal) {
        return true;
    }
    let reached = || goal.rated.iter().filter(|journey| goal.values[**journey].sum > 0.0);
    let through = reached().filter(|journey| ground.facts.comes(step, **journey)).count();
    through as f64 >= super::NEARLY_ALL * reached().count() as f64
}

/// Keeps the worst that hold and do not repeat each other.
pub(crate) fn select(
    ground: &Ground<'_>,
    compared: &[Compared<'_>],
    standing: Vec<Standing<'_>>,
) -> Found {
    let p: Vec<f64> =
        compared.iter().map(|c| c.effect.p).chain(standing.iter().map(|s| s.p)).collect();
    let q = benjamini_hochberg(&p);
    let adjusted = holm(&p);
    let (q_compared, q_standing) = q.split_at(compared.len());
    let (p_compared, p_standing) = adjusted.split_at(compared.len());
    let whole_s = median_whole_s(ground);
    let mut tried = Vec::new();
    let mut list: Vec<Holding<'_>> = Vec::new();
    for ((c, q), p) in compared.iter().zip(q_compared).zip(p_compared) {
        let pain = pain(ground, c, c.journeys);
        let (claim, step, cost) = (pain.claim.clone(), drawn_at(ground, c), c.outcome.cost);
        tried.push(Tried { claim, step, q: *q, loss: pain.loss, cost });
        let least = if matches!(c.outcome.measure, Measure::Time { .. }) { TIME } else { RATING };
        if *p < ALPHA
            && -c.effect.high >= least
            && let Some(groups) = c.groups(ground)
            && is_long(c, &groups, whole_s)
        {
            list.push(Holding { pain, compared: c, groups });
        }
    }
    // A pair that is no more than its parts displaces nothing.
    list.retain(|own| is_more_than_its_parts(ground, own));
    let parts: Vec<bool> = list
        .par_iter()
        .map(|own| is_part(ground, own, &list) || is_vague(ground, own, &list))
        .collect();
    let mut dropped = parts.into_iter();
    list.retain(|_| dropped.next() != Some(true));
    // A stable sort: equal losses stay in the order of the family.
    list.sort_by(|a, b| Loss::worst_first(&a.pain.loss, &b.pain.loss));
    let mut taken: Vec<&Holding<'_>> = Vec::new();
    for own in &list {
        if !repeats_another(ground, own, &taken) {
            taken.push(own);
        }
    }
    let mut pains: Vec<(FoundPain, bool)> = taken
        .iter()
        .filter(|own| !is_beside(ground, own.pain.step, own.compared, &taken))
        .map(|own| {
            let step = drawn_at(ground, own.compared);
            (FoundPain { step, ..own.pain.clone() }, false)
        })
        .collect();
    let leaking = unusual(ground, &standing, &lost_at(ground, &taken));
    for ((s, q), p) in standing.into_iter().zip(q_standing).zip(p_standing) {
        let (claim, step) = (s.pain.claim.clone(), s.pain.step);
        tried.push(Tried { claim, step, q: *q, loss: s.pain.loss, cost: 1.0 });
        if *p < ALPHA && s.holds && s.pain.loss.is_some() && !is_known(ground, &s, &taken, &leaking)
        {
            pains.push((s.pain, matches!(s.about, About::Leaving(_))));
        }
    }
    pains.sort_by(|a, b| Loss::worst_first(&a.0.loss, &b.0.loss));
    let mut found = Found { tried, ..Found::default() };
    let mut leaks = 0;
    for (pain, leak) in pains {
        let here = found.pains.iter().filter(|other| other.step == pain.step).count();
        let full = leak && leaks >= MOST_LEAKS;
        if full || found.pains.len() >= MOST || here >= MOST_A_STEP {
            found.more += 1;
            continue;
        }
        leaks += usize::from(leak);
        found.pains.push(pain);
    }
    found
}

/// The step that a comparison's pain hangs under: the one that its journeys meet, where it says that they go astray; else the one it happens at.
fn drawn_at(ground: &Ground<'_>, compared: &Compared<'_>) -> usize {
    aside(ground, compared).unwrap_or(compared.candidate.step)
}

/// Customers that comparisons say are lost at each step itself, not at one beside it.
fn lost_at(ground: &Ground<'_>, taken: &[&Holding<'_>]) -> Vec<f64> {
    let mut lost = vec![0.0; ground.skeleton.steps.len()];
    for own in taken {
        if let Measure::Onward { step, .. } = own.compared.outcome.measure {
            lost[step] += own.pain.loss.customers;
        }
    }
    lost
}

/// Whether a comparison is of a step beside the main line of which another one says who meets it.
fn is_beside(ground: &Ground<'_>, step: usize, own: &Compared<'_>, taken: &[&Holding<'_>]) -> bool {
    !own.candidate.local && taken.iter().any(|other| aside(ground, other.compared) == Some(step))
}

/// Whether comparisons already say why it is so: a leak that is not unusual without them, anything at a step to which they lead, a bad feeling that only their journeys have.
fn is_known(
    ground: &Ground<'_>,
    own: &Standing<'_>,
    taken: &[&Holding<'_>],
    leaking: &[usize],
) -> bool {
    let step = own.pain.step;
    match &own.about {
        About::Leaving(leak) => {
            !leaking.contains(&leak.step)
                || taken.iter().any(|other| aside(ground, other.compared) == Some(step))
        }
        About::Feeling { outcome } => {
            if taken.iter().any(|other| aside(ground, other.compared) == Some(step)) {
                return true;
            }
            let mut others = Bits::default();
            let near = |other: &&&Holding<'_>| other.pain.step == step;
            taken.iter().filter(near).for_each(|other| others.add(&other.groups.with));
            let rest: Vec<usize> =
                outcome.rated.iter().copied().filter(|journey| !others.has(*journey)).collect();
            !is_unhappy(outcome, &rest, ground.min_base)
        }
        About::Waiting => false,
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
fn is_long(own: &Compared<'_>, groups: &Groups, whole_s: f64) -> bool {
    if !matches!(own.outcome.measure, Measure::Time { .. }) {
        return true;
    }
    let typical_s = |group: &Bits| {
        let times = own.outcome.rated.iter().filter(|journey| group.has(**journey));
        let mut seconds: Vec<f64> =
            times.map(|journey| (-own.outcome.values[*journey].sum).exp_m1()).collect();
        seconds.sort_by(f64::total_cmp);
        seconds.get(seconds.len() / 2).copied().unwrap_or_default()
    };
    typical_s(&groups.with) - typical_s(&groups.against) >= PART * whole_s
}
