//! `counts`: what happened, how often, and where journeys start, end and leave.
//!
//! **How.** Per activity: events; journeys with at least one; journeys that start and end with it;
//! journeys that left it or are still open at it (`idle`). `left` is the share of journeys that left
//! among those that had the activity and are not open at it: an open one may still go on.
//!
//! **Example.** `{"op": "counts", "ends": ["delivered"], "by": "channel"}`: whoever had `delivered` has not left.
//!
//! **Limits.** Only the last event of a journey can be left: whoever came back after a long wait had not gone.
//! Without a goal in the project and without `ends` every end counts as leaving once the limit has passed.
//!
//! **Reference.** Words of `docs/methods/operators.md`; interval by Wilson (1927).

use super::Context;
use crate::idle::Ending;
use crate::run::Operator;
use crate::span::rfc3339;
use crate::trace::{Code, Trace};
use serde_json::{Value, json};

/// The operator.
pub(crate) struct Counts<'a> {
    pub(crate) context: Context<'a>,
}

#[derive(Debug, Default)]
pub(crate) struct Partial {
    activities: Vec<Activity>,
    span: Option<(i64, i64)>,
}

#[derive(Clone, Debug, Default)]
struct Activity {
    events: u64,
    journeys: u64,
    starts: u64,
    ends: u64,
    left: u64,
    open: u64,
    /// The last journey counted, plus one; only of use while folding.
    stamp: usize,
}

impl Operator for Counts<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        partial.activities.resize(self.context.names.len(), Activity::default());
        let stamp = trace.journey.0 + 1;
        for activity in trace.activities {
            let activity = &mut partial.activities[activity.ix()];
            activity.events += 1;
            if activity.stamp != stamp {
                activity.stamp = stamp;
                activity.journeys += 1;
            }
        }
        let (last, newest) = trace.last();
        partial.activities[trace.activities[0].ix()].starts += 1;
        let activity = &mut partial.activities[last];
        activity.ends += 1;
        match self.context.endings.of_trace(trace) {
            Ending::Left => activity.left += 1,
            Ending::Open => activity.open += 1,
            Ending::Reached => {}
        }
        partial.span = wider(partial.span, Some((trace.times[0], newest)));
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.activities.resize(self.context.names.len(), Activity::default());
        for (into, from) in into.activities.iter_mut().zip(from.activities) {
            into.events += from.events;
            into.journeys += from.journeys;
            into.starts += from.starts;
            into.ends += from.ends;
            into.left += from.left;
            into.open += from.open;
        }
        into.span = wider(into.span, from.span);
    }

    fn finish(&self, partial: Partial) -> Value {
        let mut activities: Vec<(&String, Activity)> =
            self.context.names.iter().zip(partial.activities).collect();
        activities.retain(|(_, activity)| activity.events > 0);
        // Stable: equals stay in order of first arrival.
        activities.sort_by_key(|(_, activity)| std::cmp::Reverse(activity.events));
        let activities: Vec<Value> = activities
            .into_iter()
            .map(|(name, of)| {
                json!({
                    "activity": name,
                    "events": of.events,
                    "journeys": of.journeys,
                    "starts": of.starts,
                    "ends": of.ends,
                    "left": self.context.rate(of.left, of.journeys - of.open),
                    "open": of.open,
                })
            })
            .collect();
        json!({
            "first": partial.span.and_then(|(first, _)| rfc3339(first)),
            "last": partial.span.and_then(|(_, last)| rfc3339(last)),
            "activities": activities,
        })
    }
}

fn wider(a: Option<(i64, i64)>, b: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
