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
use wayline_model::resolved::Leaving;

/// The leak of a step.
pub(crate) fn leaving(bound: &Bound, step: usize, key: &str) -> Leaving {
    among(bound, step, key, None)
}

/// The leak of a step among the journeys that a filter of the map's scope keeps.
pub(crate) fn among(bound: &Bound, step: usize, key: &str, filter: Option<&str>) -> Leaving {
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
    let kept = match filter.map(|filter| bound.kept(Some(filter))).transpose() {
        Ok(kept) => kept,
        Err(error) => return none(error.to_string()),
    };
    let among = |mut journeys: Vec<JourneyIx>| {
        if let Some(kept) = &kept {
            journeys.retain(|ix| kept.binary_search(ix).is_ok());
        }
        journeys
    };
    let at = |ending: Ending| among(last_here(bound, step, ending)).len() as u64;
    let (left, open) = (at(Ending::Left), at(Ending::Open));
    let takers = among(bound.takers(step));
    let tries = takers.len() as u64 - open;
    let figure = Figure::from(rate(left, tries, bound.settings.minimum_base));
    let newest = bound.newest(&takers);
    let figure = if tries == 0 {
        Figure::unknown("every journey here is still open")
    } else {
        let here = bound.taken(step..step + 1);
        stamped(figure, &bound.question(bound.counts(), here.as_deref()), newest)
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
