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
    /// By position from 0, then by activity.
    matrix: Vec<u64>,
    /// By position of the first from 0, first, second; empty where there are too many.
    edges: Vec<u32>,
    /// The same where they are many, and what a table no longer holds.
    more_edges: FxHashMap<(usize, usize, usize), u64>,
    /// By how it was over, then by position from 0.
    over: [Vec<u64>; 4],
}

/// How a journey is over before the last position: the place in [`Partial::over`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Left,
    Open,
    Reached,
    Starts,
}

/// Up to so many counts a table is faster than a map.
const TABLE: usize = 1 << 16;

impl Paths<'_> {
    /// Counts an edge.
    #[inline]
    fn add_edge(&self, partial: &mut Partial, position: usize, from: usize, to: usize) {
        let names = self.context.names.len();
        if partial.edges.is_empty() {
            *partial.more_edges.entry((position, from, to)).or_default() += 1;
            return;
        }
        let count = &mut partial.edges[(position * names + from) * names + to];
        *count += 1;
        if *count == u32::MAX {
            *partial.more_edges.entry((position, from, to)).or_default() += u64::from(*count);
            *count = 0;
        }
    }

    fn all_edges(&self, partial: &Partial) -> Vec<((usize, usize, usize), u64)> {
        let names = self.context.names.len();
        let mut all = partial.more_edges.clone();
        for (place, count) in partial.edges.iter().enumerate().filter(|(_, count)| **count > 0) {
            let (position, from, to) =
                (place / names / names, place / names % names, place % names);
            *all.entry((position, from, to)).or_default() += u64::from(*count);
        }
        all.into_iter().collect()
    }
}

impl Operator for Paths<'_> {
    const TIMES: bool = false;

    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        let names = self.context.names.len();
        let edges = names.saturating_mul(names).saturating_mul(self.depth);
        Partial {
            journeys: 0,
            matrix: vec![0; names * self.depth],
            edges: if edges <= TABLE { vec![0; edges] } else { Vec::new() },
            more_edges: FxHashMap::default(),
            over: [(); 4].map(|()| vec![0; self.depth]),
        }
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
        let names = self.context.names.len();
        let back = step < 0;
        let shown = if back { &events[..=at] } else { &events[at..] };
        let length = shown.len().min(self.depth);
        let event = |position: usize| {
            let row = if back { shown.len() - 1 - position } else { position };
            shown[row].ix()
        };
        let mut activity = event(0);
        partial.matrix[activity] += 1;
        for position in 1..length {
            let next = event(position);
            partial.matrix[position * names + next] += 1;
            let (from, to) = if back { (next, activity) } else { (activity, next) };
            self.add_edge(partial, position - 1, from, to);
            activity = next;
        }
        if length == shown.len() {
            let over = match self.context.endings.of_trace(trace) {
                _ if back => Over::Starts,
                Ending::Left => Over::Left,
                Ending::Open => Over::Open,
                Ending::Reached => Over::Reached,
            };
            partial.over[over as usize][length - 1] += 1;
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.journeys += from.journeys;
        for (key, count) in self.all_edges(&from) {
            *into.more_edges.entry(key).or_default() += count;
        }
        let over = into.over.iter_mut().flatten().zip(from.over.iter().flatten());
        for (into, from) in into.matrix.iter_mut().zip(&from.matrix).chain(over) {
            *into += from;
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let names = self.context.names;
        let mut rows: Vec<(usize, Vec<u64>)> = Vec::new();
        for activity in 0..names.len() {
            let at = |position: usize| partial.matrix[position * names.len() + activity];
            let counts: Vec<u64> = (0..self.depth).map(at).collect();
            if counts.iter().any(|count| *count > 0) {
                rows.push((activity, counts));
            }
        }
        rows.sort_by_key(|(activity, counts)| (Reverse(counts.iter().sum::<u64>()), *activity));
        let matrix: Vec<Value> = rows
            .iter()
            .map(|(activity, counts)| json!({"activity": names[*activity], "counts": counts}))
            .collect();
        let mut edges = self.all_edges(&partial);
        edges.sort_by_key(|((position, from, to), count)| (*position, Reverse(*count), *from, *to));
        let edges: Vec<Value> = edges
            .iter()
            .map(|((position, from, to), count)| {
                json!({
                    "position": position + 1, "from": names[*from], "to": names[*to], "count": count
                })
            })
            .collect();
        let over = |over: Over| &partial.over[over as usize];
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
