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
use crate::block::Block;
use crate::calendar::{MIXED, Periods, Slots};
use crate::run::{Operator, Parts, Scratch};
use crate::trace::Code;
use serde_json::{Value, json};
use wayline_model::question::Mode;

/// The operator.
pub(crate) struct Retention<'a> {
    context: Context<'a>,
    periods: Periods,
    slots: Slots,
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
        Self { context, slots: Slots::of(&periods), periods, start, returns, mode }
    }

    /// Adds a journey: the period it begins in, and those of its returns in order.
    fn add(&self, partial: &mut Partial, born: usize, returns: impl Iterator<Item = usize>) {
        let cohort = partial.cohort(born);
        cohort.size += 1;
        let mut counted = None;
        for period in returns {
            if counted != Some(period) {
                counted = Some(period);
                if self.mode == Mode::On {
                    cohort.count(period - born);
                }
            }
        }
        if let (Mode::OnOrAfter, Some(last)) = (self.mode, counted) {
            cohort.count(last - born);
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
        Partial::default()
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        scratch: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let Scratch { flags, bits, rows, coarse, periods: slots, .. } = scratch;
        self.slots.look_up(&block.times.coarse(coarse), slots);
        let period = |row: usize| match slots[row] {
            MIXED => self.periods.of(block.times.at(row)),
            period => usize::from(period),
        };
        if self.start.is_some() || self.returns.is_some() {
            let is = |row: &usize, wanted: Option<usize>| {
                wanted.is_none_or(|wanted| codes[*row].ix() == wanted)
            };
            for journey in 0..block.len() {
                let Some(partial) = parts.of(journey) else { continue };
                let mut rows = block.rows(journey);
                let Some(start) = rows.find(|row| is(row, self.start)) else { continue };
                // Without a `return` the start itself is one.
                let from = if self.returns.is_none() { start } else { start + 1 };
                let returns = (from..block.rows(journey).end).filter(|row| is(row, self.returns));
                self.add(partial, period(start), returns.map(period));
            }
            return;
        }
        // Only events that may be in another period than the one before are looked at.
        flags.clear();
        flags.push(1);
        let differs = |pair: &[u16]| u8::from(pair[0] != pair[1]) | u8::from(pair[1] == MIXED);
        flags.extend(slots.windows(2).map(differs));
        for start in &block.offsets[..block.len()] {
            flags[*start as usize] = 1;
        }
        bits.of_flags(flags);
        bits.rows(rows);
        let mut end = bits.rank(block.offsets[0] as usize);
        for journey in 0..block.len() {
            let start = end;
            end = bits.rank(block.offsets[journey + 1] as usize);
            let Some(partial) = parts.of(journey) else { continue };
            let own = rows[start..end].iter().map(|row| period(*row as usize));
            self.add(partial, period(rows[start] as usize), own);
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
