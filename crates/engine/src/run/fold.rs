//! The loop over blocks: one accumulator a task, and what is folded of all of them.

use super::groups::Groups;
use super::view::View;
use super::{Operator, Retract, Scratch, Tally};
use crate::block::{Activities, Block, Room};
use crate::error::Error;
use crate::hot::stretches;
use crate::scope::{Bound, Group};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What was folded, of one group.
#[derive(Clone, Debug)]
pub(crate) struct Part<P> {
    pub(crate) partial: P,
    pub(crate) tally: Tally,
}

/// What a fold gives: the base of the whole answer, and the groups, largest first, then by first arrival.
#[derive(Clone, Debug)]
pub(crate) struct Folded<P> {
    /// Every journey counted once, also where it is in several groups.
    pub(crate) total: Tally,
    pub(crate) parts: Vec<(Group, Part<P>)>,
}

impl<P> Folded<P> {
    pub(super) fn of(total: Tally, mut parts: Vec<(Group, Part<P>)>) -> Self {
        in_order(&mut parts);
        Self { total, parts }
    }

    /// The same with some of its journeys as they are now; `None` where what they were cannot be taken back.
    pub(crate) fn with<O: Retract<Partial = P>>(
        mut self,
        operator: &O,
        were: Self,
        are: Self,
    ) -> Option<Self> {
        self.total = self.total.with(were.total, are.total)?;
        let mut are: Vec<(Group, Option<Part<P>>)> =
            are.parts.into_iter().map(|(group, part)| (group, Some(part))).collect();
        for (group, were) in were.parts {
            let now = are.iter_mut().find(|(known, _)| *known == group);
            let now = now.and_then(|(_, part)| part.take());
            let (_, known) = self.parts.iter_mut().find(|(known, _)| *known == group)?;
            let tally = now.as_ref().map_or_else(Tally::default, |now| now.tally);
            known.tally = known.tally.with(were.tally, tally)?;
            if !operator.retract(
                &mut known.partial,
                were.partial,
                now.as_ref().map(|now| &now.partial),
            ) {
                return None;
            }
            if let Some(now) = now {
                operator.merge(&mut known.partial, now.partial);
            }
        }
        for (group, now) in are.into_iter().filter_map(|(group, part)| Some((group, part?))) {
            match self.parts.iter_mut().find(|(known, _)| *known == group) {
                Some((_, known)) => {
                    known.tally.merge(now.tally);
                    operator.merge(&mut known.partial, now.partial);
                }
                None => self.parts.push((group, now)),
            }
        }
        self.parts.retain(|(_, part)| part.tally.journeys > 0);
        in_order(&mut self.parts);
        Some(self)
    }
}

/// Folds an operator over all journeys in scope.
pub(crate) fn fold<O: Operator>(
    bound: &Bound<'_>,
    operator: &O,
) -> Result<Folded<O::Partial>, Error> {
    fold_every(bound, operator, 1)
}

/// Folds an operator over the journeys in scope of one block in so many.
pub(crate) fn fold_every<O: Operator>(
    bound: &Bound<'_>,
    operator: &O,
    step: usize,
) -> Result<Folded<O::Partial>, Error> {
    let blocks = bound.data.blocks().div_ceil(step);
    // Blocks are taken from one list by as many tasks as there are threads, so that each task has one
    // accumulator however unevenly they run.
    let tasks = rayon::current_num_threads().min(blocks).max(1);
    let next = AtomicUsize::new(0);
    let one = |_| {
        let mut state = State::default();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= blocks {
                return Ok(state.groups.settle(operator));
            }
            state.add(bound, operator, at * step)?;
        }
    };
    let groups = if tasks == 1 {
        one(0)?
    } else {
        let merged = (0..tasks).into_par_iter().with_max_len(1).map(one).try_reduce_with(
            |mut into, from| {
                into.merge(operator, from);
                Ok(into)
            },
        );
        merged.unwrap_or_else(|| Ok(Groups::default()))?
    };
    groups.finish()
}

/// Folds these pieces of the journeys, by their place in blocks of one journey each, one by one and merges
/// them in this order: what the laws are tested with.
#[cfg(test)]
pub(crate) fn fold_pieces<O: Operator>(
    bound: &Bound<'_>,
    operator: &O,
    pieces: &[Vec<usize>],
) -> Result<Folded<O::Partial>, Error> {
    let mut all = Groups::default();
    for piece in pieces {
        let mut state = State::default();
        for at in piece {
            state.add(bound, operator, *at)?;
        }
        all.merge(operator, state.groups.settle(operator));
    }
    all.finish()
}

/// Largest first, then by first arrival.
fn in_order<P>(parts: &mut [(Group, Part<P>)]) {
    parts.sort_by_key(|(group, part)| {
        // A journey that begins two groups at once cannot do so at the same event, save by the
        // missing value, which comes last.
        let last = *group == Group::Missing;
        (std::cmp::Reverse(part.tally.journeys), part.tally.first, last, group.code())
    });
}

/// The groups that one task has seen, and its room.
struct State<P> {
    groups: Groups<P>,
    room: Room,
    view: View,
    scratch: Scratch,
}

impl<P> Default for State<P> {
    fn default() -> Self {
        Self {
            groups: Groups::default(),
            room: Room::default(),
            view: View::default(),
            scratch: Scratch::default(),
        }
    }
}

impl<P> State<P> {
    fn add<O: Operator<Partial = P>>(
        &mut self,
        bound: &Bound<'_>,
        operator: &O,
        at: usize,
    ) -> Result<(), Error> {
        if self.groups.too_many() {
            return Ok(());
        }
        let mut needs = bound.needs(operator.columns());
        needs.times = O::TIMES;
        let Self { groups, room, view, scratch } = self;
        let block = bound.data.block(at, &needs, room)?;
        let mut add = |block: &Block<'_>| match block.activities {
            Activities::U8(codes) => view.add(groups, scratch, bound, operator, block, codes),
            Activities::U16(codes) => view.add(groups, scratch, bound, operator, block, codes),
            Activities::U32(codes) => view.add(groups, scratch, bound, operator, block, codes),
        };
        match bound.data.skipped(at) {
            [] => add(&block),
            skipped => stretches(block.len(), skipped).for_each(|some| add(&block.stretch(some))),
        }
        Ok(())
    }
}
