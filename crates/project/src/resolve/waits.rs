//! How long it takes to come to a step: the median time from the step that most journeys come from.
//!
//! From the first event of that step to the first of this one after it, over the journeys that have both so. The interval is that
//! of the engine's `dwell`. Steps of several activities are measured by their first.

use crate::bound::Bound;
use crate::pain::candidate::{EVER, text};
use crate::resolve::claim::{median, stamped};
use wayline_model::evidence::Figure;
use wayline_model::question::Operator;

/// The wait before a step.
pub(crate) fn wait(bound: &Bound, step: usize) -> Figure {
    if bound.groups[step].is_empty() {
        return Figure::unknown("no events are bound to this step");
    }
    let Some(from) = comes_from(bound, step) else {
        return Figure::unknown("no journey comes here from an earlier step");
    };
    between(bound, from, step)
}

/// The wait between two steps that are bound to events.
pub(crate) fn between(bound: &Bound, from: usize, step: usize) -> Figure {
    let (from, to) = (bound.activities(from)[0], bound.activities(step)[0]);
    if let Some(imputed) = [from, to].into_iter().find(|name| bound.data.is_imputed(name)) {
        return Figure::unknown(format!(
            "the times of \"{imputed}\" are not in the source; they were imputed"
        ));
    }
    let came = format!("did({}, within {EVER} of first {})", text(to), text(from));
    let op = Operator::Dwell { from: from.into(), to: to.into() };
    let question = bound.question(op, Some(&came));
    match bound.ask(&question) {
        Ok(answer) => {
            let figure = median(&answer.answer, bound.settings.minimum_base);
            stamped(figure, &question, bound.newest(&bound.takers(step)))
        }
        Err(error) => Figure::unknown(error.to_string()),
    }
}

/// The earlier step from which most journeys come directly; the nearest of equals.
pub(crate) fn comes_from(bound: &Bound, step: usize) -> Option<usize> {
    (0..step)
        .filter(|from| bound.moves.direct[*from][step] > 0)
        .max_by_key(|from| bound.moves.direct[*from][step])
}
