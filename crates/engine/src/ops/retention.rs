//! `retention`: of those who began in a period, how many come back in the periods after it.
//!
//! **How.** A journey's start is its first `start` (its first event if absent); the period of it is its cohort.
//! Offset k is the k-th period after that, 0 the cohort's own. `mode` on: a journey counts at the offsets in which it
//! has a `return` after the start; `on_or_after`: at every offset up to its last. Without `return` any event counts and the
//! start itself is one, so that offset 0 is the whole cohort.
//!
//! A period is `day`, `week` (from Monday on) or `month` of the project's calendar, or a length such as `7d` counted
//! from 1970-01-01T00:00Z. A cell whose period has not ended by the end of knowledge is `open`: it has a count and
//! no rate. `totals` add up the cohorts whose cell is not open.
//!
//! **Example.** `{"op": "retention", "start": "sign up", "return": "order", "period": "month"}`.
//!
//! **Limits.** At most 400 periods, and 100,000 cells with all groups. With `on_or_after`, the figures of the newest periods may
//! still rise: who has not come back yet may do so later.
//!
//! **Reference.** Interval by Wilson (1927). Mixpanel's and Amplitude's calendar retention; their default counts
//! from each customer's own start instead.

use super::Context;
use crate::bits::Bits;
use crate::block::Block;
use crate::calendar::{MIXED, Periods};
use crate::run::{Operator, Parts, Scratch};
use crate::scope::Group;
use crate::trace::Code;
use serde_json::{Value, json};
use wayline_model::question::Mode;

/// The operator.
pub(crate) struct Retention<'a> {
    context: Context<'a>,
    periods: Periods,
    start: Option<usize>,
    returns: Option<usize>,
    mode: Mode,
}

/// How many cells an answer may have.
pub(crate) const CELLS: usize = 100_000;

#[derive(Debug, Default)]
pub(crate) struct Partial {
    /// By cohort; as many as were needed.
    cohorts: Vec<Cohort>,
    /// Journeys that are being counted: by the period they began in, then by the periods they were seen in. Empty
    /// where that is too many.
    seen: Vec<u64>,
}

#[derive(Clone, Debug, Default)]
struct Cohort {
    size: u64,
    /// Journeys by offset: those that came back, or (with `on_or_after`) that came back last. As many as were needed.
    back: Vec<u64>,
}

impl Cohort {
    fn count(&mut self, offset: usize) {
        if self.back.len() <= offset {
            self.back.resize(offset + 1, 0);
        }
        self.back[offset] += 1;
    }
}

impl Partial {
    fn cohort(&mut self, at: usize) -> &mut Cohort {
        if self.cohorts.len() <= at {
            self.cohorts.resize(at + 1, Cohort::default());
        }
        &mut self.cohorts[at]
    }
}

impl<'a> Retention<'a> {
    /// Of those that begin with `start` or with any event, who comes back with `returns` or with any.
    pub(crate) fn new(
        context: Context<'a>,
        periods: Periods,
        (start, returns): (Option<usize>, Option<usize>),
        mode: Mode,
    ) -> Self {
        Self { context, periods, start, returns, mode }
    }

    /// Adds a journey: the period it begins in, and those of its returns that matter, in order.
    fn add(partial: &mut Partial, born: usize, returns: impl Iterator<Item = usize>) {
        let cohort = partial.cohort(born);
        cohort.size += 1;
        let mut counted = None;
        for period in returns {
            if counted != Some(period) {
                counted = Some(period);
                cohort.count(period - born);
            }
        }
    }

    /// Whether journeys may be counted by the periods they were seen in alone.
    fn is_tabled(&self) -> bool {
        self.start.is_none() && self.returns.is_none() && self.mode == Mode::On
    }

    /// Adds journeys that lie side by side, of which any event is a return: `rows` are the first of each journey, which
    /// `starts` marks, and all that may be in another period than the one before. Without a branch on how many there are
    /// of a journey, which cannot be foreseen.
    fn add_seen(
        &self,
        seen: &mut [u64],
        rows: &[u32],
        starts: &Bits,
        period: impl Fn(usize) -> usize,
        room: &mut Vec<u32>,
    ) {
        let width = self.periods.len();
        room.resize(rows.len().max(room.len()), 0);
        let (mut own, mut before, mut count) = (0, 0, 0);
        for row in rows {
            let row = *row as usize;
            let (now, begins) = (period(row), starts.has(row));
            own = if begins { now * width } else { own };
            // Counted below: the same one twice in a row would have to wait for itself.
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a table has at most 160,000 places"
            )]
            let cell = (own + now) as u32;
            room[count] = cell;
            count += usize::from(begins) | usize::from(now != before);
            before = now;
        }
        for cell in &room[..count] {
            seen[*cell as usize] += 1;
        }
    }

    /// How many cells the answer of a partial has.
    pub(crate) fn cells(&self, partial: &Partial) -> usize {
        let cohorts = partial.cohorts.iter().enumerate().filter(|(_, cohort)| cohort.size > 0);
        cohorts.map(|(born, _)| self.periods.len() - born).sum()
    }
}

impl Operator for Retention<'_> {
    const TIMES: bool = false;

    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        self.begin_for(Group::Missing)
    }

    fn begin_for(&self, group: Group) -> Partial {
        /// Of so many periods every group may have a table.
        const FEW: usize = 64;
        let periods = self.periods.len();
        let roomy = periods <= FEW || group == Group::Missing;
        let seen = if self.is_tabled() && roomy { vec![0; periods * periods] } else { Vec::new() };
        Partial { cohorts: Vec::new(), seen }
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        scratch: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let Scratch {
            flags, bits, more_bits: starts, rows, coarse, numbers: room, periods, ..
        } = scratch;
        self.periods.look_up(&block.times.coarse(coarse), periods);
        let period = |row: usize| match periods[row] {
            MIXED => self.periods.of(block.times.at(row)),
            period => usize::from(period),
        };
        if self.is_tabled() {
            // Only events that may be in another period than the one before are looked at.
            flags.clear();
            flags.resize(periods.len(), 1);
            let pairs = periods.iter().zip(periods.get(1..).unwrap_or_default());
            for ((before, now), flag) in pairs.zip(flags.iter_mut().skip(1)) {
                *flag = u8::from(before != now) | u8::from(*now == MIXED);
            }
            let own = &block.offsets[..block.len()];
            for start in own {
                flags[*start as usize] = 1;
            }
            starts.of_rows(own, codes.len());
            bits.of_flags(flags);
            bits.rows(rows);
        }
        let is = |row: &usize, of: Option<usize>| of.is_none_or(|of| codes[*row].ix() == of);
        parts.each_stretch(block.len(), |partial, journeys| {
            if !partial.seen.is_empty() {
                let [start, end] = [journeys.start, journeys.end]
                    .map(|journey| bits.rank(block.offsets[journey] as usize));
                self.add_seen(&mut partial.seen, &rows[start..end], starts, period, room);
                return;
            }
            for journey in journeys {
                if self.is_tabled() {
                    let [start, end] = [journey, journey + 1].map(|at| block.offsets[at] as usize);
                    let own = &rows[bits.rank(start)..bits.rank(end)];
                    let own = own.iter().map(|row| period(*row as usize));
                    Self::add(partial, period(start), own);
                    continue;
                }
                let rows = block.rows(journey);
                let Some(start) = rows.clone().find(|row| is(row, self.start)) else { continue };
                // Without `return` the start itself is one.
                let from = if self.returns.is_none() { start } else { start + 1 };
                let mut returns = (from..rows.end).filter(|row| is(row, self.returns));
                match self.mode {
                    Mode::On => Self::add(partial, period(start), returns.map(period)),
                    Mode::OnOrAfter => {
                        Self::add(
                            partial,
                            period(start),
                            returns.next_back().map(period).into_iter(),
                        );
                    }
                }
            }
        });
    }

    fn settle(&self, partial: &mut Partial) {
        let seen = std::mem::take(&mut partial.seen);
        for (born, seen) in seen.chunks_exact(self.periods.len().max(1)).enumerate() {
            // Everybody was seen in the period they began in.
            if seen[born] > 0 {
                let cohort = partial.cohort(born);
                cohort.size += seen[born];
                cohort.back = seen[born..].to_vec();
            }
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        for (at, from) in from.cohorts.into_iter().enumerate().filter(|(_, from)| from.size > 0) {
            let into = into.cohort(at);
            into.size += from.size;
            if into.back.len() < from.back.len() {
                into.back.resize(from.back.len(), 0);
            }
            for (into, from) in into.back.iter_mut().zip(from.back) {
                *into += from;
            }
        }
    }

    fn finish(&self, mut partial: Partial) -> Value {
        let periods = self.periods.len();
        let mut cells: Vec<Value> = Vec::new();
        // By offset: cohorts, their sizes, who came back; of cells that are not open.
        let mut totals: Vec<(u64, u64, u64)> = Vec::new();
        let mut journeys = 0;
        for (born, cohort) in partial.cohorts.iter_mut().enumerate() {
            if cohort.size == 0 {
                continue;
            }
            journeys += cohort.size;
            cohort.back.resize(periods - born, 0);
            if self.mode == Mode::OnOrAfter {
                for offset in (1..cohort.back.len()).rev() {
                    cohort.back[offset - 1] += cohort.back[offset];
                }
            }
            if totals.len() < cohort.back.len() {
                totals.resize(cohort.back.len(), (0, 0, 0));
            }
            for (offset, count) in cohort.back.iter().enumerate() {
                let open =
                    self.periods.end(born + offset) > self.context.seen_through.saturating_add(1);
                if !open {
                    let total = &mut totals[offset];
                    *total = (total.0 + 1, total.1 + cohort.size, total.2 + count);
                }
                cells.push(json!({
                    "cohort": self.periods.name(born),
                    "size": cohort.size,
                    "offset": offset,
                    "count": count,
                    "rate": if open { unended(cohort.size) } else { self.context.rate(*count, cohort.size) },
                    "open": open,
                }));
            }
        }
        let totals: Vec<Value> = totals
            .into_iter()
            .enumerate()
            .map(|(offset, (cohorts, size, count))| {
                json!({
                    "offset": offset,
                    "cohorts": cohorts,
                    "size": size,
                    "count": count,
                    "rate": if cohorts == 0 { unended(0) } else { self.context.rate(count, size) },
                })
            })
            .collect();
        json!({ "journeys": journeys, "totals": totals, "cells": cells })
    }
}

/// The rate of a cell that is not over.
fn unended(size: u64) -> Value {
    json!({ "value": null, "low": null, "high": null, "n": size, "why": "the period has not ended" })
}
