//! Discovery: from journeys to steps, their order, stages and paths, by structure alone.
//!
//! What it answers: which columns a first map should have. How: `docs/methods/discovery.md`. Names are never
//! read: if every activity is replaced by a code, the same skeleton comes out. Ties are broken by how many
//! journeys take an activity, then by its first arrival.

pub(crate) mod inseparable;
pub(crate) mod marks;
pub(crate) mod moves;
pub(crate) mod order;
pub(crate) mod paths;
pub(crate) mod stages;
pub(crate) mod steps;

use crate::flow::Flow;
use moves::Moves;
use std::ops::Range;

/// A drafted column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundStep {
    /// Numbers of its activities; the first gives its name.
    pub(crate) activities: Vec<u32>,
    /// Journeys that take it.
    pub(crate) count: u64,
    /// At most half of the journeys that go past it take it.
    pub(crate) optional: bool,
    /// At least 1 in 20 of its journeys take it several times.
    pub(crate) repeats: bool,
    /// Journeys end here.
    pub(crate) end: bool,
}

/// The bones of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skeleton {
    /// Left to right.
    pub(crate) steps: Vec<FoundStep>,
    /// Ranges of steps, left to right, without gaps.
    pub(crate) stages: Vec<Range<usize>>,
    /// Moves beside the plain order that many make: from, to.
    pub(crate) paths: Vec<(usize, usize)>,
    /// Activities that are no step, with their journeys, most taken first.
    pub(crate) left_out: Vec<(u32, u64)>,
}

/// Finds the bones of a map in journeys; none in no journeys.
pub(crate) fn discover(flow: &Flow) -> Skeleton {
    let chosen = steps::choose(flow);
    let ordered = order::arrange(flow, &chosen.groups);
    let moves = Moves::count(flow, &ordered);
    let marks = marks::mark(&moves);
    let steps: Vec<FoundStep> = ordered
        .into_iter()
        .zip(marks)
        .enumerate()
        .map(|(step, (activities, mark))| FoundStep {
            activities,
            count: moves.reach[step],
            optional: mark.optional,
            repeats: mark.repeats,
            end: mark.end,
        })
        .collect();
    let stages = stages::cut(&moves);
    let paths = paths::beside(&moves, &|step| steps[step].optional, &|step| steps[step].repeats)
        .into_iter()
        .map(|path| (path.from, path.to))
        .collect();
    Skeleton { steps, stages, paths, left_out: chosen.left_out }
}
