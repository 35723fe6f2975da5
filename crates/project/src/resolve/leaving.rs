//! Who left at a step, and who is still there.
//!
//! A journey **left** at the step of its last event when nothing followed for longer than that activity's idle limit and neither the
//! project's goal nor a step that ends the map was reached; a younger one is **open**. The rate is of those who did
//! not stay open. Where journeys were chosen by how they ended, nothing of this is known.

use crate::bound::Bound;
use crate::pain::prevalence_why;
use crate::resolve::claim::stamped;
use wayline_engine::idle::Ending;
use wayline_engine::journeys::JourneyIx;
use wayline_engine::stats::proportion::rate;
use wayline_model::evidence::Figure;
use wayline_model::question::Operator;
use wayline_model::resolved::Leaving;

/// The leak of a step.
pub(crate) fn leaving(bound: &Bound, step: usize, key: &str) -> Leaving {
    let none = |why: String| Leaving {
        key: format!("{key}.left"),
        figure: Figure::unknown(why),
        count: None,
        open: None,
    };
    if bound.groups[step].is_empty() {
        return none("no events are bound to this step".into());
    }
    if let Some(why) = prevalence_why(bound.data.manifest.sampling) {
        return none(why);
    }
    if bound.step(step).is_some_and(|step| step.end) {
        return none("the journey ends here".into());
    }
    let at = |ending: Ending| last_here(bound, step, ending).len() as u64;
    let (left, open) = (at(Ending::Left), at(Ending::Open));
    let tries = bound.moves.reach[step] - open;
    let figure = Figure::from(rate(left, tries, bound.settings.minimum_base));
    let newest = bound.newest(&bound.takers(step));
    let figure = if tries == 0 {
        Figure::unknown("every journey here is still open")
    } else {
        stamped(figure, &bound.question(Operator::Counts {}, None), newest)
    };
    Leaving { key: format!("{key}.left"), figure, count: Some(left), open: Some(open) }
}

/// The journeys on the map whose last event is of the step and that ended so.
pub(crate) fn last_here(bound: &Bound, step: usize, ending: Ending) -> Vec<JourneyIx> {
    let here = |ix: &JourneyIx| {
        let last = bound.journeys().events(*ix).end - 1;
        bound.step_of[bound.journeys().activity(last).0] == Some(step)
            && bound.endings.ending(bound.journeys(), *ix) == ending
    };
    bound.flow.source.iter().copied().filter(here).collect()
}
