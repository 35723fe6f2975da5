//! `funnel`: how many journeys go through the steps, within a window from the entry.
//!
//! **How.** `order` ordered: in order, other events may lie between; strict: nothing between; any: in
//! any order. `entry` best: any entry, and the longest chain counts; first: only the first entry. A chain
//! ends at most `within` after its entry, the end included. One event may fill several equal steps
//! unless `once`. Waits are those of the chain that first got furthest.
//!
//! A journey that did not finish is `open` while its latest entry's window reaches beyond the data
//! (without a window: while it is open by its idle limit). Rates leave out whoever is still open on
//! the way to the step.
//!
//! **Example.** `{"op": "funnel", "steps": ["view", "cart", "pay"], "within": "7d"}`.
//!
//! **Limits.** At most 32 steps. `exclude` and `hold` are not answered.
//!
//! **Reference.** `ClickHouse`'s `windowFunnel` (and its `strict_once` for `once`); but there events of
//! equal time are taken in the order of the steps, here in the order of arrival.

mod chain;

use super::{Context, seconds};
use crate::idle::Ending;
use crate::run::Operator;
use crate::stats::quantile::percentile_s;
use crate::trace::{Code, Trace};
use chain::{Chain, Room};
pub(crate) use chain::{Plan, STEPS};
use serde_json::{Value, json};

/// The operator.
pub(crate) struct Funnel<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) plan: Plan,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    /// Per step: journeys that got to it and no further.
    furthest: Vec<u64>,
    /// Those of them that are open.
    open: Vec<u64>,
    /// Per step: the waits since the step before.
    waits_us: Vec<Vec<i64>>,
    room: Room,
}

impl Funnel<'_> {
    fn prepare(&self, partial: &mut Partial) {
        let steps = self.plan.steps.len();
        partial.furthest.resize(steps, 0);
        partial.open.resize(steps, 0);
        partial.waits_us.resize(steps, Vec::new());
    }

    fn is_open<A: Code>(&self, chain: &Chain, trace: &Trace<'_, A>) -> bool {
        match (chain.last_entry, self.plan.within_us) {
            (None, _) => false,
            (Some(_), None) => self.context.endings.of_trace(trace) == Ending::Open,
            (Some(entry), Some(within)) => entry.saturating_add(within) > self.context.seen_through,
        }
    }
}

impl Operator for Funnel<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        self.prepare(partial);
        let chain = self.plan.longest(&mut partial.room, trace.activities, trace.times);
        let Some(chain) = chain else {
            return;
        };
        let furthest = chain.length - 1;
        partial.furthest[furthest] += 1;
        if chain.length < self.plan.steps.len() && self.is_open(&chain, trace) {
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
        let open_before = |step: usize| partial.open[..step].iter().sum::<u64>();
        let counts: Vec<u64> =
            (0..partial.furthest.len()).map(|step| partial.furthest[step..].iter().sum()).collect();
        let steps: Vec<Value> = self
            .plan
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
            "within_s": self.plan.within_us.map(|us| seconds(i128::from(us))),
            "steps": steps,
        })
    }
}
