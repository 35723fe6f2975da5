//! `transitions`: what directly follows what, how often and after how long.
//!
//! **How.** Every two neighbouring visible events of a journey are one transition. Per pair: how
//! often, in how many journeys, and mean, median, 95 % quantile (type 7), least and greatest wait.
//!
//! **Example.** `{"op": "transitions", "only": "channel = \"web\""}`.
//!
//! **Limits.** Quantiles are exact and take several rounds over large data; with `quantiles: sketch` they take one and are off
//! by at most `quantile_error` of themselves; `quantiles: median` leaves only counts, means and exact medians, `none` only counts
//! and means.
//!
//! **Reference.** The directly-follows graph of process mining: W. van der Aalst, Process Mining (2016), 6.1.

mod lines;

use super::{Context, seconds, take_back};
use crate::block::Block;
use crate::ranks::{Brackets, Ranks};
use crate::run::{Folded, Operator, Part, Parts, Retract, Rounds, Scratch};
use crate::scope::Group;
use crate::sketch::{self, Sketch};
use crate::trace::Code;
use lines::{Counted, Lines};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use wayline_model::question::Quantiles;

/// The operator.
#[derive(Clone)]
pub(crate) struct Transitions<'a> {
    pub(crate) context: Context<'a>,
    /// Whether journeys, quantiles and extremes are asked for beside counts and means, and how exact.
    pub(crate) quantiles: Quantiles,
    /// Where they are looked for, by group.
    pub(crate) sought: FxHashMap<Group, Sought>,
}

/// Where the quantiles of each pair are looked for; everywhere for those that are not named.
pub(crate) type Sought = Arc<FxHashMap<(usize, usize), Brackets<2>>>;

/// The two that are given, or one twice: looked for in the same place they are found together.
fn percents(quantiles: Quantiles) -> [u32; 2] {
    if quantiles == Quantiles::Median { [50, 50] } else { [50, 95] }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Partial {
    /// Those that are being counted.
    lines: Lines,
    /// Those that were, by from and to.
    pairs: BTreeMap<(u32, u32), Pair>,
    starts: Vec<u64>,
    ends: Vec<u64>,
    sought: Sought,
}

#[derive(Clone, Debug)]
struct Pair {
    count: u64,
    journeys: u64,
    sum_us: i128,
    least_us: i64,
    most_us: i64,
    waits: Waits,
}

/// What tells the quantiles of the waits of a pair: exactly, or within an error.
#[derive(Clone, Debug)]
enum Waits {
    Exact(Ranks<2>),
    About(Sketch),
}

impl Waits {
    fn exact(&mut self) -> Option<&mut Ranks<2>> {
        match self {
            Self::Exact(ranks) => Some(ranks),
            Self::About(_) => None,
        }
    }

    /// Of one question all are of one kind.
    fn merge(&mut self, from: Self) {
        match (self, from) {
            (Self::Exact(into), Self::Exact(from)) => into.merge(from),
            (Self::About(into), Self::About(from)) => into.merge(from),
            _ => debug_assert!(false, "all are of one kind"),
        }
    }

    fn retract(&mut self, from: Self) {
        match (self, from) {
            (Self::Exact(into), Self::Exact(from)) => into.retract(from),
            (Self::About(into), Self::About(from)) => into.retract(from),
            _ => debug_assert!(false, "all are of one kind"),
        }
    }

    /// One of two percentiles, in seconds, of waits between these.
    fn percentile_s(&mut self, of: usize, percent: u32, ends: (i64, i64)) -> Option<f64> {
        match self {
            // The last round missed none.
            Self::Exact(ranks) => ranks.percentile_s(of, percent).ok().flatten(),
            Self::About(sketch) => sketch.percentile_s(percent, ends),
        }
    }
}

impl Pair {
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
    fn merge(&mut self, pair: (u32, u32), from: Pair) {
        match self.pairs.entry(pair) {
            Entry::Occupied(known) => known.into_mut().merge(from),
            Entry::Vacant(place) => {
                place.insert(from);
            }
        }
    }

    /// The brackets of all pairs.
    fn sought(&mut self, mut of: impl FnMut(&mut Ranks<2>) -> Brackets<2>) -> Sought {
        let key = |(from, to): (u32, u32)| (from as usize, to as usize);
        let pairs = self.pairs.iter_mut();
        let pairs = pairs.filter_map(|(pair, known)| Some((key(*pair), of(known.waits.exact()?))));
        Arc::new(pairs.collect())
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
        let sought = self.sought.get(&group).cloned().unwrap_or_default();
        Partial {
            lines: Lines::new(names, self.quantiles, group.is_one_of_few(), &sought),
            starts: vec![0; names],
            ends: vec![0; names],
            sought,
            ..Partial::default()
        }
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        _: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let times = block.plain_times();
        for journey in 0..block.len() {
            let Some(partial) = parts.of(journey) else { continue };
            let rows = block.rows(journey);
            partial.starts[codes[rows.start].ix()] += 1;
            partial.ends[codes[rows.end - 1].ix()] += 1;
        }
        parts.each_stretch(block.len(), |partial, journeys| {
            let (rows, ends) = block.side_by_side(journeys);
            partial.lines.add(&codes[rows.clone()], &times[rows], ends, &partial.sought);
        });
    }

    fn settle(&self, partial: &mut Partial) {
        for Counted { pair, count, journeys, sum_us, least_us, most_us, waits } in
            partial.lines.take()
        {
            partial.pairs.insert(pair, Pair { count, journeys, sum_us, least_us, most_us, waits });
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        for (into, from) in into.starts.iter_mut().zip(from.starts) {
            *into += from;
        }
        for (into, from) in into.ends.iter_mut().zip(from.ends) {
            *into += from;
        }
        for (pair, from) in from.pairs {
            into.merge(pair, from);
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let mut pairs: Vec<((u32, u32), Pair)> = partial.pairs.into_iter().collect();
        pairs.sort_by_key(|(codes, pair)| (Reverse(pair.count), *codes));
        let names = self.context.names;
        let quantiles = self.quantiles;
        let transitions: Vec<Value> = pairs
            .iter_mut()
            .map(|((from, to), pair)| {
                let mut shown = json!({
                    "from": names[*from as usize],
                    "to": names[*to as usize],
                    "count": pair.count,
                });
                let mean_s = seconds(pair.sum_us) / pair.count as f64;
                let all = matches!(quantiles, Quantiles::Exact | Quantiles::Sketch);
                let ends = (pair.least_us, pair.most_us);
                let [median, high] = percents(quantiles);
                if all {
                    shown["journeys"] = json!(pair.journeys);
                }
                shown["mean_s"] = json!(mean_s);
                if quantiles != Quantiles::None {
                    shown["median_s"] = json!(pair.waits.percentile_s(0, median, ends));
                }
                if all {
                    shown["p95_s"] = json!(pair.waits.percentile_s(1, high, ends));
                    shown["min_s"] = json!(seconds(i128::from(pair.least_us)));
                    shown["max_s"] = json!(seconds(i128::from(pair.most_us)));
                }
                shown
            })
            .collect();
        let mut answer = json!({
            "transitions": transitions,
            "starts": self.places(&partial.starts),
            "ends": self.places(&partial.ends),
        });
        if quantiles == Quantiles::Sketch {
            answer["quantile_error"] = json!(sketch::ERROR);
        }
        answer
    }
}

impl Retract for Transitions<'_> {
    fn aligned(&self, kept: &Folded<Partial>) -> Self {
        let of = |partial: &Partial| {
            let key = |(from, to): (u32, u32)| (from as usize, to as usize);
            let pairs = partial.pairs.iter().filter_map(|(pair, known)| match &known.waits {
                Waits::Exact(ranks) => Some((key(*pair), ranks.brackets())),
                Waits::About(_) => None,
            });
            Arc::new(pairs.collect())
        };
        let sought = kept.parts.iter().map(|(group, part)| (*group, of(&part.partial)));
        Self { sought: sought.collect(), ..self.clone() }
    }

    fn retract(&self, into: &mut Partial, were: Partial, now: Option<&Partial>) -> bool {
        if into.starts.len() != self.context.names.len() {
            return false;
        }
        take_back(&mut into.starts, &were.starts);
        take_back(&mut into.ends, &were.ends);
        for (pair, were) in were.pairs {
            let now = now.and_then(|now| now.pairs.get(&pair));
            let now = now.map_or((i64::MAX, i64::MIN), |now| (now.least_us, now.most_us));
            let known = into.pairs.get_mut(&pair);
            if !known.is_some_and(|known| known.retract(were, now)) {
                return false;
            }
        }
        // Pairs of which nothing is left are as if they had never been.
        into.pairs.retain(|_, pair| pair.count > 0);
        true
    }

    fn keep(&self, partial: &mut Partial) {
        partial.pairs.values_mut().filter_map(|pair| pair.waits.exact()).for_each(Ranks::keep);
    }
}

impl Rounds for Transitions<'_> {
    fn seeks(&self) -> bool {
        matches!(self.quantiles, Quantiles::Exact | Quantiles::Median)
    }

    fn narrowed(&self, sample: Folded<Partial>) -> Self {
        let percents = percents(self.quantiles);
        let of = |(group, mut part): (Group, Part<Partial>)| {
            (group, part.partial.sought(|waits| waits.estimated(percents)))
        };
        Self { sought: sample.parts.into_iter().map(of).collect(), ..self.clone() }
    }

    fn again(&self, found: &mut Folded<Partial>) -> Option<Self> {
        if !self.seeks() {
            return None;
        }
        let percents = percents(self.quantiles);
        let mut missed = false;
        let mut sought = FxHashMap::default();
        for (group, part) in &mut found.parts {
            let mut pairs: Vec<&mut Pair> = part.partial.pairs.values_mut().collect();
            // Each selects among the waits that were kept of it; what was selected once is found again at once.
            pairs.par_iter_mut().for_each(|pair| {
                if let Some(waits) = pair.waits.exact() {
                    waits.sought(percents);
                }
            });
            let brackets = part.partial.sought(|waits| {
                let (brackets, elsewhere) = waits.sought(percents);
                missed |= elsewhere;
                brackets
            });
            sought.insert(*group, brackets);
        }
        missed.then(|| Self { sought, ..self.clone() })
    }
}
