//! Branches, loops and alternatives: those drawn on the map, then those found in the data.
//!
//! A drawn path that no journey takes is an assumption. A found one is on the resolved map if it passes the thresholds of
//! [`crate::discover::paths`] and is not drawn already.

use crate::bound::Bound;
use crate::discover::paths::{beside, kind};
use crate::grade::witnessed;
use crate::pain::prevalence_why;
use crate::resolve::claim::stamped;
use wayline_engine::journeys::JourneyIx;
use wayline_engine::stats::proportion::rate;
use wayline_model::evidence::Figure;
use wayline_model::question::{Operator, Quantiles};
use wayline_model::resolved::{PathKind, ResolvedPath};

/// A path with the reason of its grade and its ends.
pub(crate) struct Move {
    pub(crate) path: ResolvedPath,
    pub(crate) why: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The ends of a path, what a person said of it, and whether a person drew it.
struct Ends {
    from: usize,
    to: usize,
    when: Option<String>,
    drawn: bool,
}

/// All paths; those drawn first, in the order of the map. `keys` are the steps' keys.
pub(crate) fn paths(bound: &Bound, keys: &[String]) -> Vec<Move> {
    let mut ends: Vec<Ends> = Vec::new();
    for drawn in &bound.map.paths {
        // A path from or to nowhere is reported by the check of orphan paths.
        if let (Some(from), Some(to)) =
            (bound.map.step_at(&drawn.from), bound.map.step_at(&drawn.to))
        {
            ends.push(Ends { from, to, when: drawn.when.clone(), drawn: true });
        }
    }
    for found in beside(&bound.moves, &|step| optional(bound, step), &|step| repeats(bound, step)) {
        if !ends.iter().any(|ends| (ends.from, ends.to) == (found.from, found.to)) {
            ends.push(Ends { from: found.from, to: found.to, when: None, drawn: false });
        }
    }
    ends.into_iter().enumerate().map(|(place, ends)| path(bound, keys, place, ends)).collect()
}

fn path(bound: &Bound, keys: &[String], place: usize, ends: Ends) -> Move {
    let Ends { from, to, when, drawn } = ends;
    let count = bound.moves.direct[from][to];
    let takers = takers(bound, from, to);
    let newest = bound.newest(&takers);
    let what = ("journey on this path", "journeys on this path");
    let graded = witnessed(count, what, bound.events_age(newest));
    let share = match prevalence_why(bound.data.manifest.sampling) {
        Some(why) => Figure { n: bound.moves.reach[from], ..Figure::unknown(why) },
        None if bound.moves.reach[from] == 0 => Figure::unknown("no journey is at its start"),
        None => {
            let rate = rate(count, bound.moves.reach[from], bound.settings.minimum_base);
            stamped(
                rate.into(),
                &bound.question(Operator::Transitions { quantiles: Quantiles::Exact }, None),
                newest,
            )
        }
    };
    let name = |step: usize| bound.step(step).map_or_else(String::new, |step| step.step.clone());
    let kind = kind(from, to, &|step| optional(bound, step));
    let usual = match kind {
        PathKind::Return => "returns",
        PathKind::Skip => "skips",
        PathKind::Branch => "branches off",
    };
    Move {
        path: ResolvedPath {
            key: format!("path.{place}"),
            from: name(from),
            from_key: keys[from].clone(),
            to: name(to),
            to_key: keys[to].clone(),
            kind,
            drawn,
            when: when.or_else(|| Some(usual.into())),
            count,
            share,
            grade: graded.grade,
        },
        why: graded.why,
        from,
        to,
    }
}

/// The journeys that go directly from one step to another.
pub(crate) fn takers(bound: &Bound, from: usize, to: usize) -> Vec<JourneyIx> {
    let takes = |journey: &usize| {
        let mut before = None;
        for event in bound.flow.events(*journey) {
            let Some(step) = bound.step_of[bound.flow.activity[event] as usize] else { continue };
            if before == Some(from) && step == to {
                return true;
            }
            before = Some(step);
        }
        false
    };
    (0..bound.flow.len()).filter(takes).map(|journey| bound.flow.source[journey]).collect()
}

/// Whether the map says that a step may be left out.
pub(crate) fn optional(bound: &Bound, step: usize) -> bool {
    bound.step(step).is_some_and(|step| step.optional)
}

/// Whether a step may come several times: the map says so, or at least a tenth of its journeys do it.
pub(crate) fn repeats(bound: &Bound, step: usize) -> bool {
    let several = bound.moves.several[step];
    bound.step(step).is_some_and(|step| step.repeats)
        || (several > 1 && 10 * several >= bound.moves.reach[step])
}
