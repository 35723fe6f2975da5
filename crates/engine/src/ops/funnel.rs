//! `funnel`: how many journeys go through the steps, within a window from the entry.
//!
//! **How.** `order` ordered: in order, other events may lie between; strict: nothing between; any: in
//! any order. `entry` best: any entry, and the longest chain counts; first: only the first entry. A chain
//! ends at most `within` after its entry, the end included. One event may fill several equal steps
//! unless `once`. With `hold` all events of a chain have the same value; an event without one fills no step.
//! Waits are those of the chain that first got furthest.
//!
//! An event of `exclude` breaks the chains that are under way: those entered before it whose window is open and that
//! are not whole (with `hold`, those of its value; without a value, all). `exclusion` `drop_entry`: such a chain keeps
//! the steps it has, and later entries may get further; `drop_journey`: the journey counts at no step.
//!
//! A journey that did not finish is `open` while its latest unbroken entry's window reaches beyond the data
//! (without a window: while it is open by its idle limit). Rates leave out whoever is still open on
//! the way to the step.
//!
//! **Example.** `{"op": "funnel", "steps": ["view", "cart", "pay"], "within": "7d", "exclude": ["remove"], "hold": "item"}`.
//!
//! **Limits.** At most 32 steps; none of them is excluded.
//!
//! **Reference.** `ClickHouse`'s `windowFunnel` (and its `strict_once` for `once`); but there events of
//! equal time are taken in the order of the steps, here in the order of arrival. Mixpanel's exclusion steps and its
//! property held constant.

mod chain;
mod guarded;
mod plan;
mod values;

use super::{Context, seconds};
use crate::idle::Ending;
use crate::journeys::ColumnIx;
use crate::run::Operator;
use crate::stats::quantile::percentile_s;
use crate::trace::{Code, Trace};
use chain::{Chain, Outcome, Room};
pub(crate) use plan::{Course, Plan, STEPS};
use serde_json::{Value, json};
use wayline_model::question::Exclusion;

/// The operator.
pub(crate) struct Funnel<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) course: Course,
    /// The column that is held, if any.
    pub(crate) held: Vec<ColumnIx>,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    /// Per step: journeys that got to it and no further.
    furthest: Vec<u64>,
    /// Those of them that are open.
    open: Vec<u64>,
    /// Journeys that were left out.
    excluded: u64,
    /// Per step: the waits since the step before.
    waits_us: Vec<Vec<i64>>,
    room: Room,
}

impl Funnel<'_> {
    fn is_open<A: Code>(&self, chain: &Chain, trace: &Trace<'_, A>) -> bool {
        match (chain.last_entry, self.course.plan.within_us) {
            (None, _) => false,
            (Some(_), None) => self.context.endings.of_trace(trace) == Ending::Open,
            (Some(entry), Some(within)) => entry.saturating_add(within) > self.context.seen_through,
        }
    }
}

impl Operator for Funnel<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn columns(&self) -> &[ColumnIx] {
        &self.held
    }

    fn begin(&self) -> Partial {
        let steps = self.course.plan.steps.len();
        Partial {
            furthest: vec![0; steps],
            open: vec![0; steps],
            waits_us: vec![Vec::new(); steps],
            ..Partial::default()
        }
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let chain = match self.course.longest(&mut partial.room, trace) {
            Outcome::Never => return,
            Outcome::Dropped => {
                partial.excluded += 1;
                return;
            }
            Outcome::Got(chain) => chain,
        };
        let furthest = chain.length - 1;
        partial.furthest[furthest] += 1;
        if chain.length < self.course.plan.steps.len() && self.is_open(&chain, trace) {
            partial.open[furthest] += 1;
        }
        for step in 1..chain.length {
            let (before, at) = (partial.room.places[step - 1], partial.room.places[step]);
            partial.waits_us[step].push(trace.times[at].saturating_sub(trace.times[before]));
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.excluded += from.excluded;
        for step in 0..from.furthest.len() {
            into.furthest[step] += from.furthest[step];
            into.open[step] += from.open[step];
        }
        for (into, mut from) in into.waits_us.iter_mut().zip(from.waits_us) {
            into.append(&mut from);
        }
    }

    fn finish(&self, mut partial: Partial) -> Value {
        let plan = &self.course.plan;
        let open_before = |step: usize| partial.open[..step].iter().sum::<u64>();
        let counts: Vec<u64> =
            (0..partial.furthest.len()).map(|step| partial.furthest[step..].iter().sum()).collect();
        let steps: Vec<Value> = plan
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
        let mut answer = json!({
            "within_s": plan.within_us.map(|us| seconds(i128::from(us))),
            "steps": steps,
        });
        if !plan.exclude.is_empty() && plan.exclusion == Exclusion::DropJourney {
            answer["excluded"] = partial.excluded.into();
        }
        answer
    }
}
