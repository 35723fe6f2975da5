//! How much of what really happens the map explains (`docs/methods/explained.md`).
//!
//! A journey is explained if every one of its events is a step of the map and every move between two events that follow each other is
//! on the map: to the next step, over optional steps only, from one activity of a step to another of it, again to a step that repeats, or along a drawn path.
//! Paths that were only found do not count: the map does not say them.

use crate::bound::Bound;
use crate::discover::paths::plain;
use crate::resolve::claim::stamped;
use crate::resolve::paths::{optional, repeats};
use wayline_engine::journeys::JourneyIx;
use wayline_engine::stats::proportion::rate;
use wayline_model::evidence::Figure;
use wayline_model::question::Operator;

/// The share of journeys that the map explains.
pub(crate) fn explained(bound: &Bound) -> Figure {
    let all = bound.flow.len() as u64;
    if all == 0 {
        return Figure::unknown("there are no journeys on this map");
    }
    if bound.groups.iter().all(Vec::is_empty) {
        return Figure::unknown("no step is bound to events");
    }
    let missed = missed(bound);
    let figure = rate(all - missed.len() as u64, all, bound.settings.minimum_base).into();
    stamped(
        figure,
        &bound.question(Operator::Variants { top: None, collapse_repeats: false }, None),
        bound.period.map(|(_, newest)| newest),
    )
}

/// The journeys that it does not.
pub(crate) fn missed(bound: &Bound) -> Vec<JourneyIx> {
    let steps = bound.groups.len();
    let drawn: Vec<(usize, usize)> = bound
        .map
        .paths
        .iter()
        .filter_map(|path| {
            let find = |name: &str| {
                bound
                    .map
                    .steps()
                    .position(|step| step.step == name || step.id.as_deref() == Some(name))
            };
            Some((find(&path.from)?, find(&path.to)?))
        })
        .collect();
    let mut on_map = vec![vec![false; steps]; steps];
    for (from, row) in on_map.iter_mut().enumerate() {
        for (to, is) in row.iter_mut().enumerate() {
            *is = plain(from, to, &|step| optional(bound, step), &|step| repeats(bound, step))
                || drawn.contains(&(from, to));
        }
    }
    let explains = |journey: usize| {
        let mut before: Option<(usize, u32)> = None;
        for event in bound.flow.events(journey) {
            let activity = bound.flow.activity[event];
            let Some(step) = bound.step_of[activity as usize] else {
                return false;
            };
            // From one activity of a step to another of it, the journey is still at the step.
            let moved = before.filter(|(at, last)| *at != step || *last == activity);
            if moved.is_some_and(|(at, _)| !on_map[at][step]) {
                return false;
            }
            before = Some((step, activity));
        }
        true
    };
    (0..bound.flow.len())
        .filter(|journey| !explains(*journey))
        .map(|journey| bound.flow.source[journey])
        .collect()
}
