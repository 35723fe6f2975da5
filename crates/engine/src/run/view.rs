//! What a scope leaves of a block: the group of each journey and, where events are hidden, the others side by side.

use super::groups::{Groups, NOWHERE, Parts};
use super::{Operator, Scratch, Tally};
use crate::bits::Bits;
use crate::block::{Block, BlockRows, JourneyNumbers, Times};
use crate::cells::{Cells, Gathered};
use crate::hot::GatheredTimes;
use crate::journeys::{ColumnIx, JourneyIx};
use crate::scope::{Bound, Group};
use crate::trace::{Code, Newest, Trace};

/// Room for it, kept from block to block.
#[derive(Debug, Default)]
pub(super) struct View {
    /// Which events of a block `only` shows, one by one, as bits and as rows; of use where it is asked for.
    flags: Vec<bool>,
    shown: Bits,
    shown_rows: Vec<u32>,
    /// The group of each journey.
    slots: Vec<u32>,
    /// The rows of the visible events, journey by journey.
    rows: Vec<u32>,
    /// Where each journey begins among them.
    offsets: Vec<u32>,
    numbers: Vec<JourneyIx>,
    /// How many events of each are hidden.
    hidden: Vec<u64>,
    times: Vec<i64>,
    packed: GatheredTimes,
    columns: Vec<Gathered>,
    /// The groups of the events of one journey.
    steps: Vec<(Group, u32)>,
}

impl View {
    /// Adds the journeys of a block that the scope leaves.
    pub(super) fn add<O: Operator, A: Code>(
        &mut self,
        groups: &mut Groups<O::Partial>,
        scratch: &mut Scratch,
        bound: &Bound<'_>,
        operator: &O,
        block: &Block<'_>,
        codes: &[A],
    ) {
        if bound.is_plain() {
            let tally = Tally::of_block(block);
            let slot = groups.slot(Group::Missing, operator);
            groups.tally(slot, tally);
            operator.block(&mut groups.parts(None), scratch, block, codes);
            return;
        }
        let table = BlockRows { block, codes };
        self.slots.clear();
        if !bound.hides() {
            let grouping = bound.grouping(&table);
            let slot = |journey: usize| {
                let rows = block.rows(journey);
                let keeps = bound.keeps(&table, &rows);
                if keeps { groups.slot(grouping.of(&rows), operator) } else { NOWHERE }
            };
            self.slots.extend((0..block.len()).map(slot));
            groups.tally_each(block, &self.slots);
            operator.block(&mut groups.parts(Some(&self.slots)), scratch, block, codes);
            return;
        }
        self.choose(groups, bound, operator, &table);
        if self.numbers.is_empty() {
            return;
        }
        let Self { slots, rows, offsets, numbers, times, packed, columns, hidden, .. } = self;
        let codes: Vec<A> = rows.iter().map(|row| codes[*row as usize]).collect();
        let times = match block.times {
            Times::Plain(_) => {
                block.times.gather(rows, times);
                Times::Plain(times)
            }
            Times::Packed(of) => Times::Packed(of.gather(rows, packed)),
        };
        let wanted = operator.columns();
        columns.resize_with(wanted.len(), || Gathered::Text(Vec::new()));
        for (room, column) in columns.iter_mut().zip(wanted) {
            room.gather(&block.cells(*column), rows);
        }
        let columns = wanted.iter().copied().zip(columns.iter().map(Gathered::cells)).collect();
        let visible = Block {
            offsets,
            journeys: JourneyNumbers::Wide(numbers),
            activities: A::activities(&codes),
            times,
            columns,
            facts: block.facts.of_some(),
        };
        let mut before = None;
        for (journey, number) in numbers.iter().enumerate() {
            let mut tally = Tally { hidden: hidden[journey], ..Tally::default() };
            tally.add_journey(&visible, journey);
            groups.tally(slots[journey], tally);
            // By each event's own value, a journey stands here once a value.
            if before == Some(*number) {
                (tally.journeys, tally.hidden) = (0, 0);
            }
            before = Some(*number);
            groups.tally_all(tally);
        }
        operator.block(&mut groups.parts(Some(slots)), scratch, &visible, &codes);
    }

    /// Finds the visible events and the groups of their journeys.
    fn choose<O: Operator, A: Code>(
        &mut self,
        groups: &mut Groups<O::Partial>,
        bound: &Bound<'_>,
        operator: &O,
        table: &BlockRows<'_, '_, A>,
    ) {
        let Self {
            flags,
            shown,
            shown_rows,
            slots,
            rows: visible,
            offsets,
            numbers,
            hidden,
            steps,
            ..
        } = self;
        if let Some(only) = &bound.only {
            only.mark(table, table.codes.len(), flags);
            shown.of_flags(bytemuck::cast_slice(flags));
            shown.rows(shown_rows);
        }
        visible.clear();
        offsets.clear();
        offsets.push(0);
        numbers.clear();
        hidden.clear();
        let grouping = bound.grouping(table);
        for (journey, number) in table.block.journeys.iter().enumerate() {
            let rows = bound.rows(table, table.block.rows(journey));
            if !bound.keeps(table, &rows) {
                continue;
            }
            let (start, length) = (visible.len(), rows.len());
            let group = if bound.by_step() { None } else { Some(grouping.of(&rows)) };
            if bound.only.is_some() {
                visible
                    .extend_from_slice(&shown_rows[shown.rank(rows.start)..shown.rank(rows.end)]);
            } else {
                // A block has fewer rows than that.
                visible.extend(rows.map(|row| u32::try_from(row).unwrap_or(u32::MAX)));
            }
            if visible.len() == start {
                continue;
            }
            let mut add = |group: Group, end: usize| {
                slots.push(groups.slot(group, operator));
                // A block has fewer rows than that.
                offsets.push(u32::try_from(end).unwrap_or(u32::MAX));
                numbers.push(number);
                hidden.push((length - (visible.len() - start)) as u64);
            };
            if let Some(group) = group {
                add(group, visible.len());
                continue;
            }
            steps.clear();
            let own = &visible[start..];
            steps.extend(own.iter().map(|row| (grouping.of_event(*row as usize), *row)));
            let mut end = start;
            let mut rest = std::mem::take(steps);
            let mut sorted = Vec::with_capacity(rest.len());
            while let Some((group, _)) = rest.first().copied() {
                sorted.extend(rest.iter().filter(|(own, _)| *own == group).map(|(_, row)| *row));
                end = start + sorted.len();
                add(group, end);
                rest.retain(|(own, _)| *own != group);
            }
            *steps = rest;
            visible.truncate(start);
            visible.append(&mut sorted);
            debug_assert_eq!(visible.len(), end);
        }
    }
}

/// Shows the journeys of a block that are looked at, one after the other, with their partials.
pub(super) fn each_trace<P, A: Code>(
    parts: &mut Parts<'_, P>,
    block: &Block<'_>,
    codes: &[A],
    columns: &[ColumnIx],
    mut see: impl FnMut(&mut P, &Trace<'_, A>),
) {
    let times = block.plain_times();
    let wanted: Vec<Cells<'_>> = columns.iter().map(|column| block.cells(*column)).collect();
    let mut cells: Vec<Cells<'_>> = Vec::with_capacity(wanted.len());
    for (journey, number) in block.journeys.iter().enumerate() {
        let Some(partial) = parts.of(journey) else { continue };
        let rows = block.rows(journey);
        cells.clear();
        cells.extend(wanted.iter().map(|cells| cells.slice(rows.clone())));
        let newest = Newest { times: block.times, row: rows.end - 1 };
        let times = times.get(rows.clone()).unwrap_or_default();
        let activities = &codes[rows];
        see(partial, &Trace { journey: number, activities, times, newest, columns: &cells });
    }
}
