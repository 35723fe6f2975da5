//! `dwell`: how long it takes from one activity to another, also counting those who are not there yet.
//!
//! **How.** From a journey's first `from` to the first `to` after it. A journey without such a `to` is
//! censored at the newest instant of the data: all that is known is that it took longer than that.
//! The share still waiting is estimated by Kaplan–Meier, its band by Greenwood on the log-log scale.
//! `curve` has at most 100 points, evenly spaced among the times at which somebody arrived.
//!
//! **Example.** `{"op": "dwell", "from": "order placed", "to": "delivered"}`.
//!
//! **Limits.** Who has left for good is censored too: the curve then never falls to zero, and a quantile that
//! is not reached is `null`.
//!
//! **Reference.** E. Kaplan and P. Meier, JASA 53 (1958); quantile bands: R. Brookmeyer and J. Crowley, Biometrics 38 (1982).

use super::{Context, seconds};
use crate::run::Operator;
use crate::stats::survival::{KaplanMeier, kaplan_meier};
use crate::trace::{Code, Trace};
use serde_json::{Value, json};

/// The operator.
pub(crate) struct Dwell<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    arrived_us: Vec<i64>,
    censored_us: Vec<i64>,
}

/// How many points of the curve are given.
const POINTS: usize = 100;
const PERCENTS: [u32; 5] = [25, 50, 75, 90, 95];

impl Operator for Dwell<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let mut events = trace.activities.iter().zip(trace.times);
        let Some((_, from)) = events.find(|(activity, _)| activity.ix() == self.from) else {
            return;
        };
        match events.find(|(activity, _)| activity.ix() == self.to) {
            Some((_, to)) => partial.arrived_us.push(to.saturating_sub(*from)),
            None => partial.censored_us.push(self.context.seen_through.saturating_sub(*from)),
        }
    }

    fn merge(&self, into: &mut Partial, mut from: Partial) {
        into.arrived_us.append(&mut from.arrived_us);
        into.censored_us.append(&mut from.censored_us);
    }

    fn finish(&self, mut partial: Partial) -> Value {
        partial.arrived_us.sort_unstable();
        partial.censored_us.sort_unstable();
        let (events, censored) = (partial.arrived_us.len(), partial.censored_us.len());
        let curve = kaplan_meier(&partial.arrived_us, &partial.censored_us);
        let quantiles: Vec<Value> =
            PERCENTS.iter().map(|percent| quantile(&curve, *percent)).collect();
        json!({
            "n": events + censored,
            "events": events,
            "censored": censored,
            "low_base": ((events + censored) as u64) < self.context.min_base,
            "quantiles": quantiles,
            "curve": thinned(&curve),
        })
    }
}

fn quantile(curve: &KaplanMeier, percent: u32) -> Value {
    let s = |us: Option<i64>| us.map(|us| seconds(i128::from(us)));
    let found = curve.quantile(f64::from(percent) / 100.0);
    json!({
        "p": f64::from(percent) / 100.0,
        "s": s(found.value_us), "low_s": s(found.low_us), "high_s": s(found.high_us),
    })
}

fn thinned(curve: &KaplanMeier) -> Vec<Value> {
    let steps = &curve.steps;
    let shown = steps.len().min(POINTS);
    (0..shown)
        .map(|point| {
            // The first and the last are always among them.
            let at = if shown < 2 { 0 } else { point * (steps.len() - 1) / (shown - 1) };
            let step = &steps[at];
            json!({
                "s": seconds(i128::from(step.time_us)),
                "waiting": step.waiting, "low": step.low, "high": step.high,
                "at_risk": step.at_risk,
            })
        })
        .collect()
}
