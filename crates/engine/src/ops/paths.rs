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

mod edges;

use super::Context;
use crate::bits::{Bits, flag_activities};
use crate::block::Block;
use crate::run::{Operator, Parts, Scratch};
use crate::scope::Group;
use crate::trace::Code;
use edges::Edges;
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
    /// Activities at position 0.
    first: Vec<u64>,
    edges: Edges,
    /// By how it was over, then by position from 0.
    over: [Vec<u64>; 4],
    room: Room,
}

/// Room for what is shown of the journeys of a block.
#[derive(Debug, Default)]
struct Room {
    found: Vec<Shown>,
    /// The same, those with the most edges first.
    shown: Vec<Shown>,
    /// By a number of edges, how many journeys have more.
    more: Vec<usize>,
    /// Of those that are over: the last row, the position counted from 0, and whether the journey left.
    lasts: Vec<u32>,
    positions: Vec<u32>,
    have_left: Vec<bool>,
}

/// How a journey is over before the last position: the place in [`Partial::over`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Left,
    Open,
    Reached,
    Starts,
}

/// What is shown of a journey.
#[derive(Clone, Copy, Debug, Default)]
struct Shown {
    /// Its place in the block.
    journey: u32,
    /// The row of position 1.
    row: u32,
    /// Neighbours from there on, or back from there; as many as there are positions stands for all that are more.
    edges: u32,
}

impl Room {
    /// Puts what was found in order, without comparing: edges are few.
    fn sort(&mut self, depth: usize) {
        self.more.clear();
        self.more.resize(depth + 1, 0);
        for own in &self.found {
            self.more[own.edges as usize] += 1;
        }
        // Those with the most come first, so each number of edges begins where all greater ones end.
        let mut before = 0;
        for count in self.more.iter_mut().rev() {
            before += std::mem::replace(count, before);
        }
        self.shown.resize(self.found.len(), Shown::default());
        for own in &self.found {
            let place = &mut self.more[own.edges as usize];
            self.shown[*place] = *own;
            *place += 1;
        }
        // Every number's place now lies where it ends, which is where that of the next smaller one began.
        self.more.rotate_left(1);
        self.more[depth] = 0;
    }
}

impl Paths<'_> {
    /// Finds what is shown of some journeys of a block.
    fn find<A: Code>(
        &self,
        block: &Block<'_>,
        codes: &[A],
        bits: &Bits,
        journeys: &[u32],
        found: &mut Vec<Shown>,
    ) {
        // A block has fewer rows than that.
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let most = number(self.depth);
        found.clear();
        found.resize(journeys.len(), Shown::default());
        let mut count = 0;
        for journey in journeys {
            let rows = block.rows(*journey as usize);
            let (row, edges) = match self.anchor {
                Anchor::Start => (rows.start, rows.len() - 1),
                Anchor::From(_) => {
                    let at = bits.next(rows.start);
                    // One that has none is written over by the next.
                    (at, rows.end.saturating_sub(at + 1))
                }
                Anchor::To(activity) => {
                    let own = &codes[rows.clone()];
                    let Some(at) = own.iter().rposition(|code| code.ix() == activity) else {
                        continue;
                    };
                    (rows.start + at, at)
                }
            };
            found[count] =
                Shown { journey: *journey, row: number(row), edges: number(edges).min(most) };
            count += usize::from(row < rows.end);
        }
        found.truncate(count);
    }

    fn is_back(&self) -> bool {
        matches!(self.anchor, Anchor::To(_))
    }

    /// Counts the neighbours of some journeys, position by position.
    fn walk<A: Code>(&self, partial: &mut Partial, codes: &[A], room: &Room) {
        let back = self.is_back();
        let more = room.more[..self.depth - 1].iter().take_while(|more| **more > 0);
        for (position, more) in more.enumerate() {
            let edges = room.shown[..*more].iter().map(|own| {
                let row = own.row as usize;
                let from = if back { row - position - 1 } else { row + position };
                (codes[from].ix(), codes[from + 1].ix())
            });
            partial.edges.add(position, edges);
        }
    }

    /// Counts how some journeys are over that are so before the last position.
    fn end<A: Code>(&self, partial: &mut Partial, block: &Block<'_>, codes: &[A], room: &mut Room) {
        let over = &room.shown[room.more[self.depth - 1]..];
        if self.is_back() {
            for own in over {
                partial.over[Over::Starts as usize][own.edges as usize] += 1;
            }
            return;
        }
        let endings = self.context.endings;
        room.lasts.clear();
        room.positions.clear();
        for Shown { journey, row, edges } in over.iter().copied() {
            let rows = block.rows(journey as usize);
            if endings.has_goal() && codes[rows].iter().any(|code| endings.is_goal(code.ix())) {
                partial.over[Over::Reached as usize][edges as usize] += 1;
                continue;
            }
            room.lasts.push(row + edges);
            room.positions.push(edges);
        }
        let cut = |row: usize| endings.cut(codes[row].ix());
        block.times.are_before(&room.lasts, cut, &mut room.have_left);
        for (position, has_left) in room.positions.iter().zip(&room.have_left) {
            let over = if *has_left { Over::Left } else { Over::Open };
            partial.over[over as usize][*position as usize] += 1;
        }
    }
}

impl Operator for Paths<'_> {
    const TIMES: bool = false;

    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        self.begin_for(Group::Missing)
    }

    fn begin_for(&self, group: Group) -> Partial {
        let names = self.context.names.len();
        Partial {
            first: vec![0; names],
            edges: Edges::new(names, self.depth - 1, group.is_one_of_few()),
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
            self.find(block, codes, bits, journeys, &mut room.found);
            room.sort(self.depth);
            partial.journeys += room.shown.len() as u64;
            for own in &room.shown {
                partial.first[codes[own.row as usize].ix()] += 1;
            }
            self.walk(partial, codes, &room);
            self.end(partial, block, codes, &mut room);
            partial.room = room;
        });
    }

    fn settle(&self, partial: &mut Partial) {
        partial.edges.settle();
        partial.room = Room::default();
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.journeys += from.journeys;
        into.edges.merge(from.edges);
        let over = into.over.iter_mut().flatten().zip(from.over.iter().flatten());
        for (into, from) in into.first.iter_mut().zip(&from.first).chain(over) {
            *into += from;
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let names = self.context.names;
        let mut edges = partial.edges.counts();
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
