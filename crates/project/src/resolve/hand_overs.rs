//! Where one department passes the customer on to another: as drawn, with how many journeys go so and how long it takes.

use crate::bound::Bound;
use crate::resolve::waits::between;
use wayline_model::evidence::Figure;
use wayline_model::resolved::ResolvedHandOver;

/// The hand-overs whose ends are steps of the map, in its order. `keys` are the steps' keys.
pub(crate) fn hand_overs(bound: &Bound, keys: &[String]) -> Vec<ResolvedHandOver> {
    ResolvedHandOver::all(&bound.map, keys, |from, to| {
        let unbound = [from, to].into_iter().find(|step| bound.groups[*step].is_empty());
        if let Some(step) = unbound.and_then(|step| bound.step(step)) {
            let why = format!("no events are bound to `{}`", step.step);
            return (None, Figure::unknown(why));
        }
        let count = bound.moves.direct[from][to];
        let none = || Figure::unknown("no journey went straight from one to the other");
        (Some(count), if count == 0 { none() } else { between(bound, from, to) })
    })
}
