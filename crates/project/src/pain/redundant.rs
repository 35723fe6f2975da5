//! When a comparison says again what another one says: rules that leave one card for one pain.

use super::Ground;
use super::bits::Bits;
use super::candidate::{Held, Kind, Who};
use super::effect::{Effect, Side, compare};
use super::outcome::Measure;
use super::select::{Compared, Holding, P, SAME};

/// Less than this part of an effect is nothing to speak of.
const LEFT: f64 = 0.25;

/// The p below which those who have both values are worse off than those who have one: every pair with a value that matters would else
/// find a second value by chance.
const P_OF_PARTS: f64 = 0.001;

/// What is left of a comparison among some of its journeys.
fn among(own: &Holding<'_>, with: &Bits, against: &Bits) -> Option<Effect> {
    let side = |journey: usize| match (with.has(journey), against.has(journey)) {
        (true, _) => Side::With,
        (false, true) => Side::Against,
        (false, false) => Side::Neither,
    };
    let outcome = own.compared.outcome;
    compare(&outcome.values, &outcome.rated, &own.compared.strata, side, 1.0)
}

/// The step beside the main line that a comparison says its journeys meet.
pub(super) fn aside(ground: &Ground<'_>, compared: &Compared<'_>) -> Option<usize> {
    match &compared.outcome.measure {
        Measure::Astray { to, .. } => {
            ground.journeys.find_activity(to).and_then(|activity| ground.step_of[activity.0])
        }
        _ => None,
    }
}

/// Whether a comparison names mostly the same journeys as one above it (of the same outcome, or at the same step), or is explained by
/// those above it: nothing of it is left among the journeys that have none of them.
pub(super) fn repeats_another(
    ground: &Ground<'_>,
    own: &Holding<'_>,
    taken: &[&Holding<'_>],
) -> bool {
    let same_outcome =
        |other: &&&Holding<'_>| other.compared.outcome.measure == own.compared.outcome.measure;
    let here = |other: &&Holding<'_>| other.pain.step == own.pain.step;
    if taken.iter().any(|other| {
        (same_outcome(&other) || here(other)) && other.groups.with.jaccard(&own.groups.with) >= SAME
    }) {
        return true;
    }
    let free_of = |above: &mut dyn Iterator<Item = &&Holding<'_>>| {
        let mut explained = Bits::default();
        for other in above {
            explained.add(&other.groups.with);
            // Who meets what another one says that more meet is accounted for by it.
            if let Some(step) = aside(ground, other.compared) {
                explained.add(&Bits::of(ground.journeys.len(), |at| ground.facts.comes(step, at)));
            }
        }
        (own.groups.with.without(&explained), own.groups.against.without(&explained))
    };
    let base = ground.min_base as f64;
    let enough = |rest: &Effect| rest.n_with >= base && rest.n_against >= base;
    let stays = |rest: &Effect| rest.p < P && rest.difference < 0.0;
    // Of one outcome, too few that are left are none.
    if taken.iter().any(|other| same_outcome(&other)) {
        let (with, against) = free_of(&mut taken.iter().filter(same_outcome));
        if !among(own, &with, &against).is_some_and(|rest| enough(&rest) && stays(&rest)) {
            return true;
        }
    }
    // Who never came to a step is what came of it, not a cause: without them nobody would be left who was lost.
    // Nor is what journeys meet a cause of their meeting it.
    let met = aside(ground, own.compared);
    let cause = |other: &&&Holding<'_>| {
        other.compared.candidate.kind != Kind::Step
            || other.compared.reversed && met != Some(other.pain.step)
    };
    let mut causes = taken.iter().filter(cause).peekable();
    if causes.peek().is_none() {
        return false;
    }
    let (with, against) = free_of(&mut causes);
    // Nearly all of its journeys have a cause, and most of those it is held against have none.
    let covered =
        10 * with.len() <= own.groups.with.len() && 2 * against.len() >= own.groups.against.len();
    covered || among(own, &with, &against).is_some_and(|rest| enough(&rest) && !stays(&rest))
}

/// Whether a comparison is only a part of a wider one: nine in ten of its journeys lie in the wider one, and the journeys
/// that the wider one has beside them are at least half as badly off.
pub(super) fn is_part(ground: &Ground<'_>, own: &Holding<'_>, list: &[Holding<'_>]) -> bool {
    let inside = own.groups.with.len();
    list.iter().any(|wider| {
        wider.compared.outcome.measure == own.compared.outcome.measure
            && wider.groups.with.len() > inside
            && 10 * own.groups.with.both(&wider.groups.with) >= 9 * inside
            && {
                let beside = wider.groups.with.without(&own.groups.with);
                among(wider, &beside, &wider.groups.against).is_some_and(|rest| {
                    rest.n_with >= ground.min_base as f64
                        && rest.p < P
                        && rest.difference <= 0.5 * own.compared.effect.difference
                })
            }
    })
}

/// Whether a comparison names too much: nine in ten journeys of a narrower one that holds lie in it, and outside of that nothing is
/// left of it. Going on from a step is vague, too, where the same journeys are known to meet what keeps them.
pub(super) fn is_vague(ground: &Ground<'_>, own: &Holding<'_>, list: &[Holding<'_>]) -> bool {
    if !own.compared.candidate.local {
        return false;
    }
    list.iter().any(|other| {
        if !other.compared.candidate.local || other.pain.step != own.pain.step {
            return false;
        }
        if other.compared.outcome.measure != own.compared.outcome.measure {
            return matches!(own.compared.outcome.measure, Measure::Onward { .. })
                && matches!(other.compared.outcome.measure, Measure::Astray { .. })
                && own.groups.with.jaccard(&other.groups.with) >= SAME;
        }
        let inner = other.groups.with.len();
        if 10 * own.groups.with.both(&other.groups.with) < 9 * inner
            || own.groups.with.len() <= inner
        {
            return false;
        }
        let beside = own.groups.with.without(&other.groups.with);
        among(own, &beside, &own.groups.against).is_some_and(|rest| {
            // Little is left, and not only for want of answers: the whole effect is ruled out.
            let little = rest.difference >= LEFT * own.compared.effect.difference
                && rest.low > own.compared.effect.difference;
            rest.n_with >= ground.min_base as f64 && little
        })
    })
}

/// Whether two values together say more than either: those who have both are worse off than those who have only the one, and than
/// those who have only the other. True of whatever is no pair.
pub(super) fn is_more_than_its_parts(ground: &Ground<'_>, own: &Holding<'_>) -> bool {
    let Who::Values(values) = &own.compared.candidate.who else { return true };
    if values.len() < 2 {
        return true;
    }
    let n = ground.journeys.len();
    (0..values.len()).all(|without| {
        // Everything but this one.
        let rest = Bits::of(n, |journey| {
            values.iter().enumerate().all(|(place, held)| {
                held[journey] == if place == without { Held::Other } else { Held::This }
            })
        });
        among(own, &own.groups.with, &rest).is_some_and(|more| {
            let enough = more.n_against >= ground.min_base as f64;
            enough && more.p < P_OF_PARTS && more.difference < 0.0
        })
    })
}
