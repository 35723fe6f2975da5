//! `funnel`: how many journeys go through the steps in order, within a window from the entry.
//!
//! **How.** Any event of the first step may be the entry; other events may lie between steps; the
//! longest chain that ends at most `within` after its entry (end included) counts. One event may fill
//! several equal consecutive steps unless `once`. One pass: per step the chain with the latest entry,
//! which has the most room left, so no other chain can get further. Waits are those of the chain that
//! first got furthest.
//!
//! A journey that did not finish is `open` while its latest entry's window reaches beyond the data
//! (without a window: while it is open by its idle limit). Rates leave out whoever is still open on
//! the way to the step.
//!
//! **Example.** `{"op": "funnel", "steps": ["view", "cart", "pay"], "within": "7d"}`.
//!
//! **Limits.** At most 32 steps.
//!
//! **Reference.** `ClickHouse`'s `windowFunnel` (and `strict_once` for `once`); but there events of equal
//! time are taken in the order of the steps, here in the order of arrival.

use super::{Context, seconds};
use crate::idle::Ending;
use crate::run::Operator;
use crate::stats::quantile::percentile_s;
use crate::trace::{Code, Trace};
use serde_json::{Value, json};

/// The operator.
pub(crate) struct Funnel<'a> {
    pub(crate) context: Context<'a>,
    /// Activity codes.
    pub(crate) steps: Vec<usize>,
    pub(crate) within_us: Option<i64>,
    /// Whether one event fills one step only.
    pub(crate) once: bool,
}

/// How many steps a funnel may have.
pub(crate) const STEPS: usize = 32;

#[derive(Debug, Default)]
pub(crate) struct Partial {
    /// Per step: journeys that got to it and no further.
    furthest: Vec<u64>,
    /// Those of them that are open.
    open: Vec<u64>,
    /// Per step: the waits since the step before.
    waits_us: Vec<Vec<i64>>,
    /// Room for one journey's chains: `steps` rows of `steps` times.
    chains: Vec<i64>,
    started: Vec<bool>,
}

/// The longest chain of one journey: how many steps, and the times of its events.
struct Chain {
    length: usize,
    times: [i64; STEPS],
    last_entry: i64,
}

impl Funnel<'_> {
    fn prepare(&self, partial: &mut Partial) {
        let steps = self.steps.len();
        partial.furthest.resize(steps, 0);
        partial.open.resize(steps, 0);
        partial.waits_us.resize(steps, Vec::new());
        partial.chains.resize(steps * steps, 0);
        partial.started.resize(steps, false);
    }

    fn longest<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) -> Option<Chain> {
        let steps = self.steps.len();
        let (chains, started) = (&mut partial.chains, &mut partial.started);
        started.fill(false);
        let mut best = Chain { length: 0, times: [0; STEPS], last_entry: 0 };
        for (activity, time) in trace.activities.iter().zip(trace.times) {
            for turn in 0..steps {
                // Backwards, an event never meets the chain it has just made longer.
                let step = if self.once { steps - 1 - turn } else { turn };
                if self.steps[step] != activity.ix() {
                    continue;
                }
                let row = step * steps;
                if step == 0 {
                    best.last_entry = *time;
                } else {
                    let before = row - steps;
                    let room = self
                        .within_us
                        .is_none_or(|within| time.saturating_sub(chains[before]) <= within);
                    if !started[step - 1] || !room {
                        continue;
                    }
                    chains.copy_within(before..before + step, row);
                }
                chains[row + step] = *time;
                started[step] = true;
                if step >= best.length {
                    best.length = step + 1;
                    best.times[..=step].copy_from_slice(&chains[row..=row + step]);
                    if best.length == steps {
                        return Some(best);
                    }
                }
            }
        }
        (best.length > 0).then_some(best)
    }

    fn is_open<A: Code>(&self, chain: &Chain, trace: &Trace<'_, A>) -> bool {
        match self.within_us {
            None => self.context.endings.of_trace(trace) == Ending::Open,
            Some(within) => chain.last_entry.saturating_add(within) > self.context.seen_through,
        }
    }
}

impl Operator for Funnel<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        self.prepare(partial);
        let Some(chain) = self.longest(partial, trace) else {
            return;
        };
        let furthest = chain.length - 1;
        partial.furthest[furthest] += 1;
        if chain.length < self.steps.len() && self.is_open(&chain, trace) {
            partial.open[furthest] += 1;
        }
        for step in 1..chain.length {
            partial.waits_us[step].push(chain.times[step].saturating_sub(chain.times[step - 1]));
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        self.prepare(into);
        for step in 0..from.furthest.len() {
            into.furthest[step] += from.furthest[step];
            into.open[step] += from.open[step];
        }
        for (into, mut from) in into.waits_us.iter_mut().zip(from.waits_us) {
            into.append(&mut from);
        }
    }

    fn finish(&self, mut partial: Partial) -> Value {
        self.prepare(&mut partial);
        let count = |step: usize| partial.furthest[step..].iter().sum::<u64>();
        let open_before = |step: usize| partial.open[..step].iter().sum::<u64>();
        let counts: Vec<u64> = (0..self.steps.len()).map(count).collect();
        let steps: Vec<Value> = self
            .steps
            .iter()
            .enumerate()
            .map(|(step, activity)| {
                let from_previous = step.checked_sub(1).map(|before| {
                    self.context.rate(counts[step], counts[before] - partial.open[before])
                });
                json!({
                    "name": self.context.names[*activity],
                    "count": counts[step],
                    "open": partial.open[step],
                    "from_start": self.context.rate(counts[step], counts[0] - open_before(step)),
                    "from_previous": from_previous,
                    "median_s": percentile_s(&mut partial.waits_us[step], 50),
                })
            })
            .collect();
        json!({
            "within_s": self.within_us.map(|us| seconds(i128::from(us))),
            "steps": steps,
        })
    }
}
