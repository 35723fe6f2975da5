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
use crate::bits::{Bits, flag_activities};
use crate::block::Block;
use crate::run::{Operator, Parts, Scratch};
use crate::trace::Code;
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
    room: Room,
}

/// Room for what is shown of the journeys of a block.
#[derive(Debug, Default)]
struct Room {
    shown: Vec<Shown>,
    left: Vec<Left>,
    /// Of those that are over: the last row, the position counted from 0, and whether the journey left.
    lasts: Vec<u32>,
    positions: Vec<usize>,
    have_left: Vec<bool>,
}

/// An edge that is to be counted next, and how many of its journey there are from it on.
#[derive(Clone, Copy, Debug)]
struct Left {
    at: u32,
    edges: u32,
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

/// What is shown of a journey: the rows from position 1 on, or up to it.
#[derive(Clone, Copy, Debug)]
struct Shown {
    journey: usize,
    start: usize,
    end: usize,
}

impl Paths<'_> {
    /// What is shown of a journey.
    fn shown<A: Code>(&self, codes: &[A], bits: &Bits, rows: Range<usize>) -> Option<Range<usize>> {
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

    fn is_back(&self) -> bool {
        matches!(self.anchor, Anchor::To(_))
    }

    /// Counts the neighbours of some journeys, position by position: what is counted at one stays in the cache.
    fn walk<A: Code>(
        &self,
        partial: &mut Partial,
        codes: &[A],
        shown: &[Shown],
        left: &mut Vec<Left>,
    ) {
        let names = self.context.names.len();
        let back = self.is_back();
        // A block has fewer rows than that.
        let number = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
        left.clear();
        left.extend(shown.iter().filter(|own| own.end - own.start > 1).map(|own| Left {
            at: number(if back { own.end - 2 } else { own.start }),
            edges: number(own.end - own.start - 1),
        }));
        for position in 0..self.depth - 1 {
            if left.is_empty() {
                break;
            }
            let edge = |at: u32| (codes[at as usize].ix(), codes[at as usize + 1].ix());
            if let Some(table) = partial.edges.chunks_exact_mut(names * names).nth(position) {
                each_edge(left, back, |at| {
                    let (from, to) = edge(at);
                    table[from * names + to] += 1;
                });
            } else {
                each_edge(left, back, |at| {
                    let (from, to) = edge(at);
                    *partial.more_edges.entry((position, from, to)).or_default() += 1;
                });
            }
        }
    }

    /// Counts how some journeys are over that are so before the last position.
    fn end<A: Code>(&self, partial: &mut Partial, block: &Block<'_>, codes: &[A], room: &mut Room) {
        let over = room.shown.iter().filter(|own| own.end - own.start <= self.depth);
        if self.is_back() {
            for Shown { start, end, .. } in over {
                partial.over[Over::Starts as usize][end - start - 1] += 1;
            }
            return;
        }
        let endings = self.context.endings;
        room.lasts.clear();
        room.positions.clear();
        for Shown { journey, start, end } in over {
            let rows = block.rows(*journey);
            if endings.has_goal() && codes[rows].iter().any(|code| endings.is_goal(code.ix())) {
                partial.over[Over::Reached as usize][end - start - 1] += 1;
                continue;
            }
            // A block has fewer rows than that.
            room.lasts.push(u32::try_from(end - 1).unwrap_or(u32::MAX));
            room.positions.push(end - start - 1);
        }
        let cut = |row: usize| endings.cut(codes[row].ix());
        block.times.are_before(&room.lasts, cut, &mut room.have_left);
        for (position, has_left) in room.positions.iter().zip(&room.have_left) {
            let over = if *has_left { Over::Left } else { Over::Open };
            partial.over[over as usize][*position] += 1;
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

/// Shows where the next edge of every journey is, and leaves those that have another one after it.
#[inline]
fn each_edge(left: &mut Vec<Left>, back: bool, mut see: impl FnMut(u32)) {
    let mut count = 0;
    for at in 0..left.len() {
        let Left { at: row, edges } = left[at];
        see(row);
        let next = if back { row.wrapping_sub(1) } else { row + 1 };
        // Without a branch, for which journeys are over cannot be foreseen.
        left[count] = Left { at: next, edges: edges - 1 };
        count += usize::from(edges > 1);
    }
    left.truncate(count);
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
        let Scratch { flags, bits, numbers, .. } = scratch;
        if let Anchor::From(activity) = self.anchor {
            flag_activities(&[activity], codes, flags);
            bits.of_flags(flags);
        }
        parts.each_own(block.len(), numbers, |partial, journeys| {
            let mut room = std::mem::take(&mut partial.room);
            room.shown.clear();
            room.shown.extend(journeys.iter().filter_map(|journey| {
                let journey = *journey as usize;
                let Range { start, end } = self.shown(codes, bits, block.rows(journey))?;
                Some(Shown { journey, start, end })
            }));
            let shown = &room.shown;
            // A block has fewer journeys than that.
            let count = u32::try_from(shown.len()).unwrap_or(u32::MAX);
            if count > u32::MAX - partial.tabled {
                self.empty_table(partial);
            }
            partial.tabled += count;
            partial.journeys += u64::from(count);
            for own in shown {
                let first = if self.is_back() { own.end - 1 } else { own.start };
                partial.first[codes[first].ix()] += 1;
            }
            self.walk(partial, codes, shown, &mut room.left);
            self.end(partial, block, codes, &mut room);
            partial.room = room;
        });
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
            let at = if self.is_back() { from } else { to };
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
        if self.is_back() {
            answer["starts"] = json!(over(Over::Starts));
        } else {
            answer["left"] = json!(over(Over::Left));
            answer["open"] = json!(over(Over::Open));
            answer["reached"] = json!(over(Over::Reached));
        }
        answer
    }
}
