//! `transitions`: what directly follows what, how often and after how long.
//!
//! **How.** Every two neighbouring visible events of a journey are one transition. Per pair: how
//! often, in how many journeys, and mean, median, 95 % quantile (type 7), least and greatest wait.
//!
//! **Example.** `{"op": "transitions", "only": "channel = \"web\""}`.
//!
//! **Limits.** Quantiles are exact and take several rounds over large data; `quantiles: none` leaves them out.
//!
//! **Reference.** The directly-follows graph of process mining: W. van der Aalst, Process Mining (2016), 6.1.

use super::{Context, seconds, take_back};
use crate::ranks::{Brackets, EVERYWHERE, Ranks};
use crate::run::{Folded, Operator, Retract, Rounds};
use crate::scope::Group;
use crate::trace::{Code, Trace};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::sync::Arc;

/// The operator.
#[derive(Clone)]
pub(crate) struct Transitions<'a> {
    pub(crate) context: Context<'a>,
    /// Whether many partials may be alive at once, so that none may be large while empty.
    pub(crate) sparse: bool,
    /// Whether median and 95 % quantile are asked for.
    pub(crate) quantiles: bool,
    /// Where they are looked for, by group.
    pub(crate) sought: FxHashMap<Group, Sought>,
}

/// Where the quantiles of each pair are looked for; everywhere for those that are not named.
pub(crate) type Sought = Arc<FxHashMap<(usize, usize), Brackets<2>>>;

const PERCENTS: [u32; 2] = [50, 95];

/// Up to this many pairs a table with a place for each is faster than a map.
const TABLE: usize = 1 << 16;

#[derive(Clone, Debug, Default)]
pub(crate) struct Partial {
    pairs: Vec<Pair>,
    /// Place of each pair among `pairs`, plus one: from × activities + to.
    table: Vec<u32>,
    map: FxHashMap<(usize, usize), usize>,
    starts: Vec<u64>,
    ends: Vec<u64>,
    sought: Sought,
    /// Journeys seen; only of use while folding.
    stamp: u64,
}

#[derive(Clone, Debug)]
#[repr(C, align(64))]
struct Pair {
    sum_us: i128,
    journeys: u64,
    count: u64,
    /// The last journey counted; only of use while folding.
    stamp: u64,
    least_us: i64,
    most_us: i64,
    /// From the second line of the cache on.
    from: u32,
    to: u32,
    waits: Ranks<2>,
}

/// An activity's code; they are 32 bits wide at most.
fn code(activity: usize) -> u32 {
    u32::try_from(activity).unwrap_or(u32::MAX)
}

impl Pair {
    /// The activities.
    fn key(&self) -> (usize, usize) {
        (self.from as usize, self.to as usize)
    }

    #[inline]
    fn add(&mut self, wait_us: i64, stamp: u64, quantiles: bool) {
        self.count += 1;
        self.sum_us += i128::from(wait_us);
        self.journeys += u64::from(self.stamp != stamp);
        self.stamp = stamp;
        self.least_us = self.least_us.min(wait_us);
        self.most_us = self.most_us.max(wait_us);
        if quantiles {
            self.waits.push(wait_us);
        }
    }

    /// Takes back some of the waits; `now` are the least and the most of those that will be added. `false` where it
    /// is not known whether others are as short or as long.
    fn retract(&mut self, from: Self, (least_us, most_us): (i64, i64)) -> bool {
        let shortest_gone = from.least_us == self.least_us && least_us > from.least_us;
        let longest_gone = from.most_us == self.most_us && most_us < from.most_us;
        self.count = self.count.saturating_sub(from.count);
        self.sum_us -= from.sum_us;
        self.journeys = self.journeys.saturating_sub(from.journeys);
        self.waits.retract(from.waits);
        self.count == 0 || !(shortest_gone || longest_gone)
    }

    fn merge(&mut self, from: Self) {
        self.count += from.count;
        self.sum_us += from.sum_us;
        self.journeys += from.journeys;
        self.least_us = self.least_us.min(from.least_us);
        self.most_us = self.most_us.max(from.most_us);
        self.waits.merge(from.waits);
    }
}

impl Partial {
    /// Where a pair is among `pairs`.
    #[inline]
    fn place(&self, from: usize, to: usize, names: usize) -> Option<usize> {
        if self.table.is_empty() {
            self.map.get(&(from, to)).copied()
        } else {
            (self.table[from * names + to] as usize).checked_sub(1)
        }
    }

    /// Pairs of which nothing is left are as if they had never been.
    fn forget_empty(&mut self, names: usize) {
        let pairs = std::mem::take(&mut self.pairs);
        self.map.clear();
        self.table.fill(0);
        for pair in pairs.into_iter().filter(|pair| pair.count > 0) {
            let (from, to) = pair.key();
            *self.begin_pair(from, to, names) = pair;
        }
    }

    #[inline]
    fn pair(&mut self, from: usize, to: usize, names: usize) -> &mut Pair {
        match self.place(from, to, names) {
            Some(place) => &mut self.pairs[place],
            None => self.begin_pair(from, to, names),
        }
    }

    #[cold]
    fn begin_pair(&mut self, from: usize, to: usize, names: usize) -> &mut Pair {
        let next = self.pairs.len();
        if self.table.is_empty() {
            self.map.insert((from, to), next);
        } else {
            // At most `TABLE` pairs.
            self.table[from * names + to] = u32::try_from(next + 1).unwrap_or(u32::MAX);
        }
        let brackets = self.sought.get(&(from, to)).copied().unwrap_or([EVERYWHERE; 2]);
        self.pairs.push(Pair {
            from: code(from),
            to: code(to),
            count: 0,
            journeys: 0,
            sum_us: 0,
            least_us: i64::MAX,
            most_us: i64::MIN,
            stamp: 0,
            waits: Ranks::new(brackets),
        });
        &mut self.pairs[next]
    }
}

impl Transitions<'_> {
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
        self.begin_for(Group::Missing)
    }

    fn begin_for(&self, group: Group) -> Partial {
        let names = self.context.names.len();
        let has_table = !self.sparse && names.saturating_mul(names) <= TABLE;
        Partial {
            starts: vec![0; names],
            ends: vec![0; names],
            table: if has_table { vec![0; names * names] } else { Vec::new() },
            sought: self.sought.get(&group).cloned().unwrap_or_default(),
            ..Partial::default()
        }
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let names = self.context.names.len();
        partial.stamp += 1;
        let stamp = partial.stamp;
        let mut from = trace.activities[0].ix();
        let mut start = trace.times[0];
        partial.starts[from] += 1;
        for (to, time) in trace.activities[1..].iter().zip(&trace.times[1..]) {
            let to = to.ix();
            // Times lie in the years 1 to 9999.
            let wait_us = time.wrapping_sub(start);
            partial.pair(from, to, names).add(wait_us, stamp, self.quantiles);
            (from, start) = (to, *time);
        }
        partial.ends[from] += 1;
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        for (into, from) in into.starts.iter_mut().zip(from.starts) {
            *into += from;
        }
        for (into, from) in into.ends.iter_mut().zip(from.ends) {
            *into += from;
        }
        for from in from.pairs {
            let (before, after) = from.key();
            into.pair(before, after, self.context.names.len()).merge(from);
        }
    }

    fn finish(&self, mut partial: Partial) -> Value {
        partial.pairs.sort_by_key(|pair| (Reverse(pair.count), pair.from, pair.to));
        let names = self.context.names;
        let quantiles = self.quantiles;
        let transitions: Vec<Value> = partial
            .pairs
            .iter_mut()
            .map(|pair| {
                let mut shown = json!({
                    "from": names[pair.from as usize],
                    "to": names[pair.to as usize],
                    "count": pair.count,
                    "journeys": pair.journeys,
                    "mean_s": seconds(pair.sum_us) / pair.count as f64,
                });
                if quantiles {
                    // The last round missed none.
                    shown["median_s"] =
                        json!(pair.waits.percentile_s(0, PERCENTS[0]).ok().flatten());
                    shown["p95_s"] = json!(pair.waits.percentile_s(1, PERCENTS[1]).ok().flatten());
                }
                shown["min_s"] = json!(seconds(i128::from(pair.least_us)));
                shown["max_s"] = json!(seconds(i128::from(pair.most_us)));
                shown
            })
            .collect();
        json!({
            "transitions": transitions,
            "starts": self.places(&partial.starts),
            "ends": self.places(&partial.ends),
        })
    }
}

impl Retract for Transitions<'_> {
    fn aligned(&self, kept: &Folded<Partial>) -> Self {
        let of = |partial: &Partial| {
            let pairs = partial.pairs.iter();
            pairs.map(|pair| (pair.key(), pair.waits.brackets())).collect()
        };
        let sought = kept.parts.iter().map(|(group, part)| (*group, Arc::new(of(&part.partial))));
        Self { sought: sought.collect(), ..self.clone() }
    }

    fn retract(&self, into: &mut Partial, were: Partial, now: Option<&Partial>) -> bool {
        let names = self.context.names.len();
        if into.starts.len() != names {
            return false;
        }
        take_back(&mut into.starts, &were.starts);
        take_back(&mut into.ends, &were.ends);
        for pair in were.pairs {
            let (from, to) = pair.key();
            let now = now.and_then(|now| Some(&now.pairs[now.place(from, to, names)?]));
            let now = now.map_or((i64::MAX, i64::MIN), |now| (now.least_us, now.most_us));
            if !into.pair(from, to, names).retract(pair, now) {
                return false;
            }
        }
        into.pairs.iter().all(|pair| pair.count > 0) || {
            into.forget_empty(names);
            true
        }
    }

    fn keep(&self, partial: &mut Partial) {
        partial.pairs.iter_mut().for_each(|pair| pair.waits.keep());
    }
}

impl Rounds for Transitions<'_> {
    fn seeks(&self) -> bool {
        self.quantiles
    }

    fn narrowed(&self, sample: Folded<Partial>) -> Self {
        let mut sought = FxHashMap::default();
        for (group, mut part) in sample.parts {
            let pairs = part.partial.pairs.iter_mut();
            let brackets = pairs.map(|pair| (pair.key(), pair.waits.estimated(PERCENTS)));
            sought.insert(group, Arc::new(brackets.collect()));
        }
        Self { sought, ..self.clone() }
    }

    fn again(&self, found: &mut Folded<Partial>) -> Option<Self> {
        if !self.quantiles {
            return None;
        }
        let mut sought = FxHashMap::default();
        let mut missed = false;
        for (group, part) in &mut found.parts {
            let mut brackets = FxHashMap::default();
            for pair in &mut part.partial.pairs {
                let (of_pair, elsewhere) = pair.waits.sought(PERCENTS);
                missed |= elsewhere;
                brackets.insert(pair.key(), of_pair);
            }
            sought.insert(*group, Arc::new(brackets));
        }
        missed.then(|| Self { sought, ..self.clone() })
    }
}
