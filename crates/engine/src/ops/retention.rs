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
use crate::calendar::Periods;
use crate::run::Operator;
use crate::trace::{Code, Trace};
use serde_json::{Value, json};
use wayline_model::question::Mode;

/// The operator.
pub(crate) struct Retention<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) periods: Periods,
    pub(crate) start: Option<usize>,
    pub(crate) returns: Option<usize>,
    pub(crate) mode: Mode,
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

impl Retention<'_> {
    /// How many cells the answer of a partial has.
    pub(crate) fn cells(&self, partial: &Partial) -> usize {
        let cohorts = partial.cohorts.iter().enumerate().filter(|(_, cohort)| cohort.size > 0);
        cohorts.map(|(born, _)| self.periods.len() - born).sum()
    }
}

impl Operator for Retention<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let start = match self.start {
            None => Some(0),
            Some(start) => trace.activities.iter().position(|activity| activity.ix() == start),
        };
        let Some(start) = start else { return };
        let born = self.periods.of(trace.times[start]);
        let cohort = partial.cohort(born);
        cohort.size += 1;
        // Without a `return` the start itself is one.
        let from = if self.returns.is_none() { start } else { start + 1 };
        let (mut period, mut end) = (born, self.periods.end(born));
        let mut counted = None;
        for (activity, time) in trace.activities[from..].iter().zip(&trace.times[from..]) {
            if self.returns.is_some_and(|returns| activity.ix() != returns) {
                continue;
            }
            if *time >= end {
                period = self.periods.of(*time);
                end = self.periods.end(period);
            }
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
