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
//! **Reference.** The count of a chain from the first `from` on is the one of a funnel with `order` strict and `entry` first
//! over the same activities; a chain from the start or up to the last `to` has that of a pattern. An edge at a later
//! position is no such chain, for anything may lie before it: `wayline_model::chain` names them all. The step matrix as
//! in Retentioneering.

use super::Context;
use crate::bits::Bits;
use crate::block::Block;
use crate::idle::Ending;
use crate::run::{Operator, Parts, Scratch};
use crate::trace::{Code, Newest, Trace};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::ops::Range;

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
    /// Activities at position 0.
    first: Vec<u64>,
    /// By position of the first from 0, first, second; empty where there are too many.
    edges: Vec<u32>,
    /// Journeys since the table was empty: no count in it is greater.
    tabled: u32,
    /// The same where they are many, and what was in the table before.
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
    /// Where position 1 of a journey is.
    fn anchor<A: Code>(
        &self,
        codes: &[A],
        bits: &Bits,
        rows: Range<usize>,
    ) -> Option<Range<usize>> {
        match self.anchor {
            Anchor::Start => Some(rows),
            Anchor::From(_) => {
                let at = bits.next(rows.start);
                (at < rows.end).then_some(at..rows.end)
            }
            Anchor::To(activity) => {
                let at = codes[rows.clone()].iter().rposition(|code| code.ix() == activity)?;
                Some(rows.start..rows.start + at + 1)
            }
        }
    }

    /// Counts the neighbours of a journey from position 1 on; `shown` is in the order of time.
    #[inline]
    fn walk<A: Code>(&self, partial: &mut Partial, shown: &[A], length: usize) {
        let names = self.context.names.len();
        let back = matches!(self.anchor, Anchor::To(_));
        if partial.edges.is_empty() {
            for position in 0..length - 1 {
                let from = if back { shown.len() - 2 - position } else { position };
                let edge = (position, shown[from].ix(), shown[from + 1].ix());
                *partial.more_edges.entry(edge).or_default() += 1;
            }
            return;
        }
        let tables = partial.edges.chunks_exact_mut(names * names);
        if back {
            for (pair, table) in shown.windows(2).rev().zip(tables).take(length - 1) {
                table[pair[0].ix() * names + pair[1].ix()] += 1;
            }
        } else {
            for (pair, table) in shown[..length].windows(2).zip(tables) {
                table[pair[0].ix() * names + pair[1].ix()] += 1;
            }
        }
    }

    /// Empties the table before a count in it could be too great.
    fn empty_table(&self, partial: &mut Partial) {
        for (edge, count) in self.tabled(partial) {
            *partial.more_edges.entry(edge).or_default() += count;
        }
        partial.edges.fill(0);
        partial.tabled = 0;
    }

    /// What is in the table.
    fn tabled(&self, partial: &Partial) -> Vec<((usize, usize, usize), u64)> {
        let names = self.context.names.len();
        let counts = partial.edges.iter().enumerate().filter(|(_, count)| **count > 0);
        let edge = |place: usize| (place / names / names, place / names % names, place % names);
        counts.map(|(place, count)| (edge(place), u64::from(*count))).collect()
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
            first: vec![0; names],
            edges: if edges <= TABLE { vec![0; edges] } else { Vec::new() },
            over: [(); 4].map(|()| vec![0; self.depth]),
            ..Partial::default()
        }
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        scratch: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let Scratch { flags, bits, .. } = scratch;
        if let Anchor::From(activity) = self.anchor {
            flags.clear();
            let wanted = A::of(activity);
            flags.extend(codes.iter().map(|code| u8::from(Some(*code) == wanted)));
            bits.of_flags(flags);
        }
        let back = matches!(self.anchor, Anchor::To(_));
        for (journey, number) in block.journeys.iter().enumerate() {
            let Some(partial) = parts.of(journey) else { continue };
            let rows = block.rows(journey);
            let Some(own) = self.anchor(codes, bits, rows.clone()) else { continue };
            let shown = &codes[own];
            partial.journeys += 1;
            if partial.tabled == u32::MAX {
                self.empty_table(partial);
            }
            partial.tabled += 1;
            partial.first[shown[if back { shown.len() - 1 } else { 0 }].ix()] += 1;
            let length = shown.len().min(self.depth);
            self.walk(partial, shown, length);
            if length < shown.len() {
                continue;
            }
            let ending = || {
                let newest = Newest { times: block.times, row: rows.end - 1 };
                let activities = &codes[rows];
                let whole =
                    Trace { journey: *number, activities, times: &[], newest, columns: &[] };
                self.context.endings.of_trace(&whole)
            };
            let over = if back {
                Over::Starts
            } else {
                match ending() {
                    Ending::Left => Over::Left,
                    Ending::Open => Over::Open,
                    Ending::Reached => Over::Reached,
                }
            };
            partial.over[over as usize][length - 1] += 1;
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.journeys += from.journeys;
        if from.tabled > u32::MAX - into.tabled {
            self.empty_table(into);
        }
        into.tabled += from.tabled;
        for (into, from) in into.edges.iter_mut().zip(&from.edges) {
            *into += from;
        }
        #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for (edge, count) in from.more_edges {
            *into.more_edges.entry(edge).or_default() += count;
        }
        let over = into.over.iter_mut().flatten().zip(from.over.iter().flatten());
        for (into, from) in into.first.iter_mut().zip(&from.first).chain(over) {
            *into += from;
        }
    }

    fn finish(&self, mut partial: Partial) -> Value {
        let names = self.context.names;
        if !partial.more_edges.is_empty() {
            self.empty_table(&mut partial);
        }
        let mut edges = self.tabled(&partial);
        edges.extend(std::mem::take(&mut partial.more_edges));
        // At every later position an activity is as often as edges lead to it, or with `to` from it.
        let mut matrix = vec![vec![0_u64; self.depth]; names.len()];
        for (counts, first) in matrix.iter_mut().zip(&partial.first) {
            counts[0] = *first;
        }
        for ((position, from, to), count) in &edges {
            let at = if matches!(self.anchor, Anchor::To(_)) { from } else { to };
            matrix[*at][position + 1] += count;
        }
        let mut rows: Vec<(usize, Vec<u64>)> = matrix.into_iter().enumerate().collect();
        rows.retain(|(_, counts)| counts.iter().any(|count| *count > 0));
        rows.sort_by_key(|(activity, counts)| (Reverse(counts.iter().sum::<u64>()), *activity));
        let matrix: Vec<Value> = rows
            .iter()
            .map(|(activity, counts)| json!({"activity": names[*activity], "counts": counts}))
            .collect();
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
