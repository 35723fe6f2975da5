//! `transitions`: what directly follows what, how often and after how long.
//!
//! **How.** Every two neighbouring visible events of a journey are one transition. Per pair: how
//! often, in how many journeys, and mean, median, 95 % quantile (type 7), least and greatest wait.
//!
//! **Example.** `{"op": "transitions", "only": "channel = \"web\""}`.
//!
//! **Limits.** All waits are kept until the end, eight bytes a transition: medians are exact.
//!
//! **Reference.** The directly-follows graph of process mining: W. van der Aalst, Process Mining (2016), 6.1.

use super::{Context, seconds};
use crate::run::Operator;
use crate::stats::quantile::percentile_s;
use crate::trace::{Code, Trace};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::cmp::Reverse;

/// The operator.
pub(crate) struct Transitions<'a> {
    pub(crate) context: Context<'a>,
    /// Whether many partials may be alive at once, so that none may be large while empty.
    pub(crate) sparse: bool,
}

/// Up to this many pairs a table with a place for each is faster than a map.
const TABLE: usize = 1 << 16;

#[derive(Debug, Default)]
pub(crate) struct Partial {
    pairs: Vec<Pair>,
    /// Place of each pair among `pairs`, plus one: from × activities + to.
    table: Vec<u32>,
    map: FxHashMap<(usize, usize), usize>,
    starts: Vec<u64>,
    ends: Vec<u64>,
}

#[derive(Debug)]
struct Pair {
    from: usize,
    to: usize,
    journeys: u64,
    sum_us: i128,
    waits_us: Vec<i64>,
    /// The last journey counted, plus one; only of use while folding.
    stamp: usize,
}

impl Partial {
    fn pair(&mut self, from: usize, to: usize, names: usize) -> &mut Pair {
        let next = self.pairs.len();
        let at = if self.table.is_empty() {
            *self.map.entry((from, to)).or_insert(next)
        } else {
            let place = &mut self.table[from * names + to];
            if *place == 0 {
                // At most `TABLE` pairs.
                *place = u32::try_from(next + 1).unwrap_or(u32::MAX);
            }
            *place as usize - 1
        };
        if at == next {
            self.pairs.push(Pair {
                from,
                to,
                journeys: 0,
                sum_us: 0,
                waits_us: Vec::new(),
                stamp: 0,
            });
        }
        &mut self.pairs[at]
    }
}

impl Transitions<'_> {
    fn prepare(&self, partial: &mut Partial) {
        let names = self.context.names.len();
        if partial.starts.is_empty() {
            partial.starts.resize(names, 0);
            partial.ends.resize(names, 0);
            if !self.sparse && names.saturating_mul(names) <= TABLE {
                partial.table.resize(names * names, 0);
            }
        }
    }

    fn places(&self, counts: &[u64]) -> Vec<Value> {
        let mut places: Vec<(&String, u64)> =
            self.context.names.iter().zip(counts.iter().copied()).collect();
        places.retain(|(_, count)| *count > 0);
        places.sort_by_key(|(_, count)| Reverse(*count));
        places.iter().map(|(name, count)| json!({"activity": name, "count": count})).collect()
    }
}

impl Operator for Transitions<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial::default()
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        self.prepare(partial);
        let names = self.context.names.len();
        let stamp = trace.journey.0 + 1;
        partial.starts[trace.activities[0].ix()] += 1;
        partial.ends[trace.last().0] += 1;
        for (pair, times) in trace.activities.windows(2).zip(trace.times.windows(2)) {
            let pair = partial.pair(pair[0].ix(), pair[1].ix(), names);
            let wait_us = times[1].saturating_sub(times[0]);
            pair.sum_us += i128::from(wait_us);
            pair.waits_us.push(wait_us);
            if pair.stamp != stamp {
                pair.stamp = stamp;
                pair.journeys += 1;
            }
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        if from.starts.is_empty() {
            return;
        }
        self.prepare(into);
        for (into, from) in into.starts.iter_mut().zip(from.starts) {
            *into += from;
        }
        for (into, from) in into.ends.iter_mut().zip(from.ends) {
            *into += from;
        }
        for mut from in from.pairs {
            let into = into.pair(from.from, from.to, self.context.names.len());
            into.journeys += from.journeys;
            into.sum_us += from.sum_us;
            into.waits_us.append(&mut from.waits_us);
        }
    }

    fn finish(&self, mut partial: Partial) -> Value {
        partial.pairs.sort_by_key(|pair| (Reverse(pair.waits_us.len()), pair.from, pair.to));
        let names = self.context.names;
        let transitions: Vec<Value> = partial
            .pairs
            .iter_mut()
            .map(|pair| {
                let waits = &mut pair.waits_us;
                json!({
                    "from": names[pair.from],
                    "to": names[pair.to],
                    "count": waits.len(),
                    "journeys": pair.journeys,
                    "mean_s": seconds(pair.sum_us) / waits.len() as f64,
                    "median_s": percentile_s(waits, 50),
                    "p95_s": percentile_s(waits, 95),
                    "min_s": waits.iter().min().map(|us| seconds(i128::from(*us))),
                    "max_s": waits.iter().max().map(|us| seconds(i128::from(*us))),
                })
            })
            .collect();
        json!({
            "transitions": transitions,
            "starts": self.places(&partial.starts),
            "ends": self.places(&partial.ends),
        })
    }
}
