//! `paths`: what comes after an activity, or before one, position by position.
//!
//! **How.** Position 1 is the first event of `from` in the journey (or the journey's first event), or
//! the last event of `to`; positions go on from there, or back. `matrix` counts activities at
//! positions, `edges` neighbours, and where a journey is over before the last position it is counted
//! at its last one: as `left`, `open` or `reached`; with `to`, as `starts`.
//!
//! **Example.** `{"op": "paths", "from": "view", "depth": 4}`.
//!
//! **Limits.** 100 positions.
//!
//! **Reference.** The count of a chain of edges is the one of a funnel with `order` strict and `entry` first
//! over the same activities; the step matrix as in Retentioneering.

use super::Context;
use crate::idle::Ending;
use crate::run::Operator;
use crate::trace::{Code, Trace};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::cmp::Reverse;

/// The operator.
pub(crate) struct Paths<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) anchor: Anchor,
    /// Positions, the anchor included; at least one.
    pub(crate) depth: usize,
}

/// Where position 1 is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Anchor {
    /// The journey's first event.
    Start,
    /// The first of an activity.
    From(usize),
    /// The last of an activity; positions go back.
    To(usize),
}

/// How many positions there may be.
pub(crate) const DEPTH: usize = 100;

#[derive(Debug, Default)]
pub(crate) struct Partial {
    journeys: u64,
    /// By (activity, position from 0).
    matrix: FxHashMap<(usize, usize), u64>,
    /// By (position of the first from 0, first, second).
    edges: FxHashMap<(usize, usize, usize), u64>,
    /// By (how it was over, position from 0).
    over: FxHashMap<(Over, usize), u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Over {
    Left,
    Open,
    Reached,
    Starts,
}

impl Operator for Paths<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let events = trace.activities;
        let (at, step) = match self.anchor {
            Anchor::Start => (Some(0), 1),
            Anchor::From(activity) => (events.iter().position(|a| a.ix() == activity), 1),
            Anchor::To(activity) => (events.iter().rposition(|a| a.ix() == activity), -1),
        };
        let Some(at) = at else {
            return;
        };
        partial.journeys += 1;
        let event = |position: usize| {
            let back = step < 0;
            let row = if back { at.checked_sub(position) } else { at.checked_add(position) };
            row.and_then(|row| events.get(row)).map(|activity| activity.ix())
        };
        for position in 0..self.depth {
            let Some(activity) = event(position) else {
                return;
            };
            *partial.matrix.entry((activity, position)).or_default() += 1;
            match event(position + 1) {
                None => {
                    let over = match self.context.endings.of_trace(trace) {
                        _ if step < 0 => Over::Starts,
                        Ending::Left => Over::Left,
                        Ending::Open => Over::Open,
                        Ending::Reached => Over::Reached,
                    };
                    *partial.over.entry((over, position)).or_default() += 1;
                }
                Some(next) if position + 1 < self.depth => {
                    let (from, to) = if step < 0 { (next, activity) } else { (activity, next) };
                    *partial.edges.entry((position, from, to)).or_default() += 1;
                }
                Some(_) => {}
            }
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
    fn merge(&self, into: &mut Partial, from: Partial) {
        into.journeys += from.journeys;
        for (key, count) in from.matrix {
            *into.matrix.entry(key).or_default() += count;
        }
        for (key, count) in from.edges {
            *into.edges.entry(key).or_default() += count;
        }
        for (key, count) in from.over {
            *into.over.entry(key).or_default() += count;
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let names = self.context.names;
        let mut rows: Vec<(usize, Vec<u64>)> = Vec::new();
        let mut cells: Vec<((usize, usize), u64)> = partial.matrix.into_iter().collect();
        cells.sort_unstable();
        for ((activity, position), count) in cells {
            if rows.last().is_none_or(|(last, _)| *last != activity) {
                rows.push((activity, vec![0; self.depth]));
            }
            if let Some((_, counts)) = rows.last_mut() {
                counts[position] = count;
            }
        }
        rows.sort_by_key(|(activity, counts)| (Reverse(counts.iter().sum::<u64>()), *activity));
        let matrix: Vec<Value> = rows
            .iter()
            .map(|(activity, counts)| json!({"activity": names[*activity], "counts": counts}))
            .collect();
        let mut edges: Vec<((usize, usize, usize), u64)> = partial.edges.into_iter().collect();
        edges.sort_by_key(|((position, from, to), count)| (*position, Reverse(*count), *from, *to));
        let edges: Vec<Value> = edges
            .iter()
            .map(|((position, from, to), count)| {
                json!({
                    "position": position + 1, "from": names[*from], "to": names[*to], "count": count
                })
            })
            .collect();
        let over = |over: Over| -> Vec<u64> {
            let at = |position| partial.over.get(&(over, position)).copied().unwrap_or(0);
            (0..self.depth).map(at).collect()
        };
        let mut answer = json!({ "journeys": partial.journeys, "matrix": matrix, "edges": edges });
        if matches!(self.anchor, Anchor::To(_)) {
            answer["starts"] = json!(over(Over::Starts));
        } else {
            answer["left"] = json!(over(Over::Left));
            answer["open"] = json!(over(Over::Open));
            answer["reached"] = json!(over(Over::Reached));
        }
        answer
    }
}
