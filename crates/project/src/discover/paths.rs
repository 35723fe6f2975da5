//! Moves beside the plain order that enough journeys make to be drawn: returns, skips, branches.
//!
//! The plain order is: to the next step, over optional steps, and again to a step that repeats. A move that is not
//! plain is a path if at least 5 % of the journeys at its start make it, and at least 1 % of all journeys
//! but no fewer than two. That a step comes again at once is a mark of the step, not a path. At most twelve are drawn, the most travelled first.

use super::moves::Moves;
use wayline_model::resolved::PathKind;

/// Of the journeys at the start of the move.
const SHARE: f64 = 0.05;
/// Of all journeys.
const SHARE_OF_ALL: f64 = 0.01;
/// Fewest journeys.
const FEWEST: u64 = 2;
/// A picture holds no more.
const MOST: usize = 12;

/// A move beside the plain order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) journeys: u64,
    pub(crate) kind: PathKind,
}

/// Whether a move needs no path of its own.
pub(crate) fn plain(
    from: usize,
    to: usize,
    optional: &dyn Fn(usize) -> bool,
    repeats: &dyn Fn(usize) -> bool,
) -> bool {
    match from.cmp(&to) {
        std::cmp::Ordering::Less => (from + 1..to).all(optional),
        std::cmp::Ordering::Equal => repeats(from),
        std::cmp::Ordering::Greater => false,
    }
}

/// Back, aside (to a step that only some take) or over.
pub(crate) fn kind(from: usize, to: usize, optional: &dyn Fn(usize) -> bool) -> PathKind {
    if to <= from {
        PathKind::Return
    } else if optional(to) {
        PathKind::Branch
    } else {
        PathKind::Skip
    }
}

/// The moves that should be drawn, the most travelled first.
pub(crate) fn beside(
    moves: &Moves,
    optional: &dyn Fn(usize) -> bool,
    repeats: &dyn Fn(usize) -> bool,
) -> Vec<Beside> {
    let mut found = Vec::new();
    for from in 0..moves.steps {
        for to in 0..moves.steps {
            let journeys = moves.direct[from][to];
            let many = journeys >= FEWEST
                && journeys as f64 >= SHARE * moves.reach[from] as f64
                && journeys as f64 >= SHARE_OF_ALL * moves.journeys as f64;
            if many && from != to && !plain(from, to, optional, repeats) {
                found.push(Beside { from, to, journeys, kind: kind(from, to, optional) });
            }
        }
    }
    found.sort_by_key(|path| std::cmp::Reverse(path.journeys));
    found.truncate(MOST);
    found
}
