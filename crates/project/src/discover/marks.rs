//! Which steps are optional, which repeat, which end the journey.

use super::moves::Moves;

/// What is said about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) optional: bool,
    pub(crate) repeats: bool,
    pub(crate) end: bool,
}

/// A step is **optional** if at most half of the journeys seen on both sides of it take it; it **repeats** if at least
/// 1 in 20 of its journeys take it several times; it **ends** the journey if at least half of its journeys have it last,
/// at most 1 in 20 of them take any later step, and it is not the first.
pub(crate) fn mark(moves: &Moves) -> Vec<Mark> {
    let mark = |step: usize| {
        let (past, reach) = (moves.past[step], moves.reach[step]);
        Mark {
            optional: past.all > 0 && 2 * past.took <= past.all,
            repeats: 20 * moves.several[step] >= reach && moves.several[step] > 1,
            end: step > 0 && 2 * moves.last[step] >= reach && 20 * moves.onward[step] <= reach,
        }
    };
    (0..moves.steps).map(mark).collect()
}
