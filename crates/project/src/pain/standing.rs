//! Pains that need no comparison: where journeys leave, and waits that take up much of the way.
//!
//! - **Leaving** (only where shares can be told): the claim is that more than one in twenty of a step's journeys leave
//!   there. Tested by the normal approximation of the binomial.
//! - **Waiting** (only where nobody was asked how it was): the claim is that the median wait between two steps of the main line
//!   that follow each other, the second in at least half of the first one's journeys, is longer than a quarter of the median way from the first step to the last. Tested by the signs
//!   of the differences from that bound.

use super::candidate::{EVER, text};
use super::effect::Z;
use super::{FoundPain, Ground};
use crate::discover::moves::median_s;
use crate::label::duration;
use statrs::distribution::{ContinuousCDF, Normal};
use wayline_engine::idle::Ending;
use wayline_model::question::Operator;

/// More than this share leaving is a pain.
const LEAVING: f64 = 0.05;
/// A wait longer than this part of the whole way is a pain.
const PART: f64 = 0.25;

/// A pain with the p of its test.
pub(crate) struct Standing {
    pub(crate) pain: FoundPain,
    pub(crate) p: f64,
}

/// All that is tried, whether it holds or not.
pub(crate) fn standing(ground: &Ground<'_>, rated: bool) -> Vec<Standing> {
    let mut all = Vec::new();
    if ground.shows_prevalence() {
        leaving(ground, &mut all);
    }
    if !rated {
        waiting(ground, &mut all);
    }
    all
}

fn leaving(ground: &Ground<'_>, all: &mut Vec<Standing>) {
    let steps = &ground.skeleton.steps;
    let (mut left, mut open) = (vec![0u64; steps.len()], vec![0u64; steps.len()]);
    for ix in &ground.flow.source {
        let last = ground.journeys.events(*ix).end - 1;
        let Some(step) = ground.step_of[ground.journeys.activity(last).0] else { continue };
        match ground.endings.ending(ground.journeys, *ix) {
            Ending::Left => left[step] += 1,
            Ending::Open => open[step] += 1,
            Ending::Reached => {}
        }
    }
    for (step, found) in steps.iter().enumerate() {
        let n = found.count - open[step];
        if found.end || n < ground.min_base {
            continue;
        }
        let (rate, n) = (left[step] as f64 / n as f64, n as f64);
        let z = (rate - LEAVING) / (LEAVING * (1.0 - LEAVING) / n).sqrt();
        let low = rate - Z * (rate * (1.0 - rate) / n).sqrt();
        all.push(Standing {
            pain: FoundPain {
                step,
                title: format!("Leaves at {}", ground.names[step]),
                claim: ground.claim(
                    Operator::Counts { ends: Vec::new() },
                    None,
                    None,
                    format!("rate > {LEAVING}"),
                ),
                loss: (low * n).max(0.0),
                opportunity: None,
            },
            p: Normal::standard().cdf(-z),
        });
    }
}

fn waiting(ground: &Ground<'_>, all: &mut Vec<Standing>) {
    let Some((first, last)) = ground.whole_way() else { return };
    let mut ways = ground.first_waits_us(first, last);
    let n = ways.len() as u64;
    let Some(whole_s) = median_s(&mut ways) else { return };
    if n < ground.min_base || whole_s <= 0.0 {
        return;
    }
    let main: Vec<usize> = (first..=last)
        .filter(|step| !ground.skeleton.steps[*step].optional && !ground.imputed[*step])
        .collect();
    // With two steps the wait is the way.
    if main.len() < 3 {
        return;
    }
    for pair in main.windows(2) {
        let mut waits = ground.first_waits_us(pair[0], pair[1]);
        let n = waits.len() as f64;
        let few = (waits.len() as u64) < ground.min_base;
        // Where most go elsewhere, the time until some come is no wait: nobody expected them.
        if few || 2 * (waits.len() as u64) < ground.skeleton.steps[pair[0]].count {
            continue;
        }
        let bound_s = (PART * whole_s).round();
        let longer = waits.iter().filter(|us| **us as f64 / 1e6 > bound_s).count() as f64;
        let z = (longer - n / 2.0) / (n / 4.0).sqrt();
        let Some(typical_s) = median_s(&mut waits) else { continue };
        let (from, to) = (ground.activities(pair[0])[0], ground.activities(pair[1])[0]);
        // Those who never came have no such wait; they are counted where they leave.
        let came = format!("did({}, within {EVER} of first {})", text(to), text(from));
        let low = longer / n - Z * (0.25 / n).sqrt();
        all.push(Standing {
            pain: FoundPain {
                step: pair[1],
                title: format!(
                    "Waits {} for {} after {}",
                    duration(typical_s),
                    ground.names[pair[1]],
                    ground.names[pair[0]]
                ),
                claim: ground.claim(
                    Operator::Dwell { from: from.into(), to: to.into() },
                    Some(&came),
                    None,
                    format!("median_s > {bound_s}"),
                ),
                loss: (low.max(0.0) * n * (typical_s / whole_s)).min(n),
                opportunity: None,
            },
            p: Normal::standard().cdf(-z),
        });
    }
}
