//! The loop over blocks: which journeys, which of their events, in which group; one accumulator a task.

use super::{Operator, Retract, Tally};
use crate::block::{Activities, Block, BlockRows, Room};
use crate::cells::{Cells, Gathered};
use crate::error::Error;
use crate::hot::stretches;
use crate::journeys::{ColumnIx, JourneyIx};
use crate::refusal::refuse;
use crate::scope::{Bound, Group};
use crate::trace::{Code, Newest, Trace};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many groups an answer may be split into.
const GROUPS: usize = 1000;
/// Values with smaller codes find their group in a table.
const TABLED: usize = 256;

/// What was folded, of one group.
#[derive(Clone, Debug)]
pub(crate) struct Part<P> {
    pub(crate) partial: P,
    pub(crate) tally: Tally,
}

impl<P> Part<P> {
    fn begin<O: Operator<Partial = P>>(operator: &O, group: Group) -> Self {
        Self { partial: operator.begin_for(group), tally: Tally::default() }
    }
}

/// What a fold gives: the base of the whole answer, and the groups, largest first, then by first arrival.
#[derive(Clone, Debug)]
pub(crate) struct Folded<P> {
    /// Every journey counted once, also where it is in several groups.
    pub(crate) total: Tally,
    pub(crate) parts: Vec<(Group, Part<P>)>,
}

impl<P> Folded<P> {
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
                return Ok(state.groups);
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
        all.merge(operator, state.groups);
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

/// Partials by group.
struct Groups<P> {
    total: Tally,
    /// By the code of a text, plus one; first those without a value.
    table: Vec<Option<Part<P>>>,
    others: FxHashMap<Group, Part<P>>,
    count: usize,
}

impl<P> Default for Groups<P> {
    fn default() -> Self {
        Self { total: Tally::default(), table: Vec::new(), others: FxHashMap::default(), count: 0 }
    }
}

impl<P> Groups<P> {
    fn part<O: Operator<Partial = P>>(&mut self, group: Group, operator: &O) -> &mut Part<P> {
        let place = match group {
            Group::Missing => Some(0),
            Group::Code(code) => Some(code as usize + 1).filter(|place| *place < TABLED),
            Group::Bits(_) | Group::Flag(_) => None,
        };
        let count = &mut self.count;
        let begin = || {
            *count += 1;
            Part::begin(operator, group)
        };
        match place {
            None => self.others.entry(group).or_insert_with(begin),
            Some(place) => {
                if self.table.len() <= place {
                    self.table.resize_with(place + 1, || None);
                }
                self.table[place].get_or_insert_with(begin)
            }
        }
    }

    fn into_parts(self) -> impl Iterator<Item = (Group, Part<P>)> {
        let group = |place: usize| match place.checked_sub(1) {
            None => Group::Missing,
            // Below the length of the table.
            Some(code) => Group::Code(u32::try_from(code).unwrap_or(u32::MAX)),
        };
        let table = self.table.into_iter().enumerate();
        table.filter_map(move |(place, part)| Some((group(place), part?))).chain(self.others)
    }

    fn merge<O: Operator<Partial = P>>(&mut self, operator: &O, from: Self) {
        self.total.merge(from.total);
        for (group, part) in from.into_parts() {
            let known = self.part(group, operator);
            known.tally.merge(part.tally);
            operator.merge(&mut known.partial, part.partial);
        }
    }

    fn finish(self) -> Result<Folded<P>, Error> {
        if self.count > GROUPS {
            return Err(refuse(
                "too-many-groups",
                format!("`by` would split the answer into more than {GROUPS} groups"),
                "split by an attribute with fewer values, or narrow the scope with `where`",
            ));
        }
        let total = self.total;
        let mut parts: Vec<_> = self.into_parts().collect();
        in_order(&mut parts);
        Ok(Folded { total, parts })
    }
}

/// The groups that one task has seen, and its room.
struct State<P> {
    groups: Groups<P>,
    room: Room,
    /// Which events of a block `only` shows; empty where all are shown.
    shown: Vec<bool>,
}

impl<P> Default for State<P> {
    fn default() -> Self {
        Self { groups: Groups::default(), room: Room::default(), shown: Vec::new() }
    }
}

impl<P> State<P> {
    fn add<O: Operator<Partial = P>>(
        &mut self,
        bound: &Bound<'_>,
        operator: &O,
        at: usize,
    ) -> Result<(), Error> {
        // Beyond the limit the fold is refused anyway.
        if self.groups.count > GROUPS {
            return Ok(());
        }
        let facts = bound.data.facts(at);
        let knows_ties = match facts.ties {
            None => false,
            Some(0) => true,
            // Of all of a block's journeys together.
            Some(_) => bound.is_plain() && bound.data.skipped(at).is_empty(),
        };
        let mut needs = bound.needs(operator.columns());
        needs.times |= O::TIMES || !knows_ties;
        let Self { groups, room, shown } = self;
        let block = bound.data.block(at, &needs, room)?;
        let mut add = |block: &Block<'_>| match block.activities {
            Activities::U8(codes) => add(groups, shown, bound, operator, block, codes),
            Activities::U16(codes) => add(groups, shown, bound, operator, block, codes),
            Activities::U32(codes) => add(groups, shown, bound, operator, block, codes),
        };
        match bound.data.skipped(at) {
            [] => add(&block),
            skipped => stretches(block.len(), skipped).for_each(|some| add(&block.stretch(some))),
        }
        Ok(())
    }
}

fn add<O: Operator, A: Code>(
    groups: &mut Groups<O::Partial>,
    shown: &mut Vec<bool>,
    bound: &Bound<'_>,
    operator: &O,
    block: &Block<'_>,
    codes: &[A],
) {
    if bound.is_plain() {
        let tally = Tally::of_block(block);
        groups.total.merge(tally);
        let part = groups.part(Group::Missing, operator);
        part.tally.merge(tally);
        operator.block(&mut part.partial, block, codes);
        return;
    }
    shown.clear();
    let table = BlockRows { block, codes };
    if let Some(only) = &bound.only {
        only.mark(&table, codes.len(), shown);
    }
    let is_visible = |row: &usize| shown.get(*row).copied().unwrap_or(true);
    let wanted = operator.columns();
    let mut cells: Vec<Cells<'_>> = Vec::with_capacity(wanted.len());
    let mut visible: Visible<A> = Visible::default();
    let times = block.plain_times();
    for (journey, number) in block.journeys.iter().enumerate() {
        let rows = bound.rows(&table, block.rows(journey));
        if !bound.keeps(&table, &rows) {
            continue;
        }
        let group = bound.group(&table, &rows);
        if bound.only.is_none() && !bound.by_step() {
            cells.clear();
            cells.extend(wanted.iter().map(|column| block.cells(*column).slice(rows.clone())));
            let trace = Trace {
                journey: *number,
                activities: &codes[rows.clone()],
                times: times.get(rows.clone()).unwrap_or_default(),
                newest: Newest { times: block.times, row: rows.end - 1 },
                columns: &cells,
            };
            let tally = Tally::of(&trace, 0);
            groups.total.merge(tally);
            let part = groups.part(group, operator);
            part.tally.merge(tally);
            operator.trace(&mut part.partial, &trace);
            continue;
        }
        let length = rows.len();
        let rows = rows.filter(is_visible);
        visible.gather(&table, wanted, &rows);
        let columns: Vec<Cells<'_>> = visible.columns.iter().map(Gathered::cells).collect();
        let Some(trace) = visible.trace(*number, block, &columns) else { continue };
        let hidden = (length - trace.activities.len()) as u64;
        let tally = Tally::of(&trace, hidden);
        groups.total.merge(tally);
        if bound.by_step() {
            let rest = rows.map(|row| (bound.group_of_event(&table, row), row)).collect();
            drop(columns);
            by_step(groups, &mut visible, operator, &table, rest, (*number, hidden));
        } else {
            let part = groups.part(group, operator);
            part.tally.merge(tally);
            operator.trace(&mut part.partial, &trace);
        }
    }
}

/// A journey whose events are each in a group of their own; `rest` are its visible rows with their groups.
fn by_step<O: Operator, A: Code>(
    groups: &mut Groups<O::Partial>,
    visible: &mut Visible<A>,
    operator: &O,
    table: &BlockRows<'_, '_, A>,
    mut rest: Vec<(Group, usize)>,
    (journey, hidden): (JourneyIx, u64),
) {
    while let Some((group, _)) = rest.first().copied() {
        let mine = rest.iter().filter(|(other, _)| *other == group).map(|(_, row)| *row);
        visible.gather(table, operator.columns(), &mine);
        rest.retain(|(other, _)| *other != group);
        let columns: Vec<Cells<'_>> = visible.columns.iter().map(Gathered::cells).collect();
        let Some(trace) = visible.trace(journey, table.block, &columns) else { continue };
        let part = groups.part(group, operator);
        part.tally.merge(Tally::of(&trace, hidden));
        operator.trace(&mut part.partial, &trace);
    }
}

/// The visible events of one journey, side by side.
struct Visible<A> {
    activities: Vec<A>,
    times: Vec<i64>,
    columns: Vec<Gathered>,
    /// The last visible row.
    last: Option<usize>,
}

impl<A> Default for Visible<A> {
    fn default() -> Self {
        Self { activities: Vec::new(), times: Vec::new(), columns: Vec::new(), last: None }
    }
}

impl<A: Code> Visible<A> {
    /// Copies some rows in order.
    fn gather(
        &mut self,
        table: &BlockRows<'_, '_, A>,
        wanted: &[ColumnIx],
        rows: &(impl Iterator<Item = usize> + Clone),
    ) {
        let BlockRows { block, codes } = table;
        let plain = block.plain_times();
        self.activities.clear();
        self.times.clear();
        self.last = None;
        for row in rows.clone() {
            self.activities.push(codes[row]);
            self.times.extend(plain.get(row));
            self.last = Some(row);
        }
        if self.columns.len() != wanted.len() {
            self.columns = wanted.iter().map(|column| block.cells(*column).gathered()).collect();
        }
        for (room, column) in self.columns.iter_mut().zip(wanted) {
            let cells = block.cells(*column);
            room.clear();
            rows.clone().for_each(|row| room.push(&cells, row));
        }
    }

    /// The journey as an operator sees it; `None` of no rows.
    fn trace<'t>(
        &'t self,
        journey: JourneyIx,
        block: &Block<'t>,
        columns: &'t [Cells<'t>],
    ) -> Option<Trace<'t, A>> {
        Some(Trace {
            journey,
            activities: &self.activities,
            times: &self.times,
            newest: Newest { times: block.times, row: self.last? },
            columns,
        })
    }
}
