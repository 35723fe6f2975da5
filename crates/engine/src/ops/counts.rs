//! `counts`: what happened, how often, and where journeys start, end and leave.
//!
//! **How.** Per activity: events; journeys with at least one; journeys that start and end with it;
//! journeys that left it or are still open at it (`idle`). `left` is the share of journeys that left
//! among those that had the activity and are not open at it: an open one may still go on. `wait_s` is the
//! median time to the next event of the journey. `mean` names a number attribute: its mean at the activity's
//! events, with Student's interval; values are rounded to six decimals.
//!
//! **Example.** `{"op": "counts", "ends": ["delivered"], "by": "channel"}`: whoever had `delivered` has not left.
//!
//! **Limits.** Only the last event of a journey can be left: whoever came back after a long wait had not gone.
//! Without a goal in the project and without `ends` every end counts as leaving once the limit has passed.
//!
//! **Reference.** Words of `docs/methods/operators.md`; interval by Wilson (1927).

use super::Context;
use crate::block::Block;
use crate::cells::Cells;
use crate::journeys::ColumnIx;
use crate::ranks::{Brackets, EVERYWHERE, Ranks, around};
use crate::run::{Folded, Operator, Parts, Retract, Rounds, Scratch};
use crate::scope::Group;
use crate::span::rfc3339;
use crate::stats::mean::Sample;
use crate::trace::{Code, Newest, Trace};
use crate::waits::Waits;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::sync::Arc;

/// The operator.
#[derive(Clone)]
pub(crate) struct Counts<'a> {
    pub(crate) context: Context<'a>,
    /// The number whose mean is asked for; at most one.
    pub(crate) mean: Vec<ColumnIx>,
    /// Where the median waits and the times of leaving are looked for, by group.
    pub(crate) sought: FxHashMap<Group, Arc<[Sought]>>,
}

/// Where is looked for what is asked of an activity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought {
    waits: Brackets<1>,
    unreached: Brackets<1>,
}

const PERCENTS: [u32; 1] = [50];

#[derive(Clone, Debug, Default)]
pub(crate) struct Partial {
    activities: Vec<Activity>,
    span: Option<(i64, i64)>,
    /// Events and waits that are being counted.
    waits: Waits,
}

#[derive(Clone, Debug)]
struct Activity {
    events: u64,
    journeys: u64,
    starts: u64,
    ends: u64,
    /// When the journeys that ended here without a goal were last seen.
    unreached: Ranks<1>,
    waits: Ranks<1>,
    values: Values,
}

/// Numbers in millionths: how many, their sum and that of their squares.
#[derive(Clone, Copy, Debug, Default)]
struct Values {
    n: u64,
    sum: i128,
    squares: i128,
}

impl Values {
    #[expect(clippy::cast_possible_truncation, reason = "what does not fit is held at the ends")]
    fn push(&mut self, number: f64) {
        let millionths = i128::from((number * 1e6).round() as i64);
        self.n += 1;
        self.sum += millionths;
        self.squares = self.squares.saturating_add(millionths * millionths);
    }

    fn merge(&mut self, from: Self) {
        self.n += from.n;
        self.sum += from.sum;
        self.squares = self.squares.saturating_add(from.squares);
    }

    fn retract(&mut self, from: Self) {
        self.n = self.n.saturating_sub(from.n);
        self.sum -= from.sum;
        self.squares = self.squares.saturating_sub(from.squares);
    }

    fn sample(self) -> Sample {
        let n = self.n as f64;
        let mean = if self.n == 0 { 0.0 } else { self.sum as f64 / n / 1e6 };
        // n² × variance in whole numbers, where they fit: a difference of large ones would lose digits.
        let n_squared = i128::from(self.n);
        let spread = self.squares.checked_mul(n_squared).zip(self.sum.checked_mul(self.sum));
        let spread = spread.map_or_else(
            || self.squares as f64 / n - (self.sum as f64 / n).powi(2),
            |(squares, sum)| (squares - sum) as f64 / n / n,
        );
        let variance = if self.n < 2 { 0.0 } else { spread.max(0.0) / 1e12 * n / (n - 1.0) };
        Sample { n: self.n, mean, variance }
    }
}

impl Counts<'_> {
    /// Who was last seen before has left, by activity.
    fn cuts(&self) -> Vec<i64> {
        (0..self.context.names.len()).map(|activity| self.context.endings.cut(activity)).collect()
    }

    fn sought<'p>(
        parts: impl Iterator<Item = (Group, &'p Partial)>,
    ) -> FxHashMap<Group, Arc<[Sought]>> {
        let of = |activity: &Activity| Sought {
            waits: activity.waits.brackets(),
            unreached: activity.unreached.brackets(),
        };
        parts.map(|(group, partial)| (group, partial.activities.iter().map(of).collect())).collect()
    }

    fn mean(&self, values: Values) -> Value {
        let sample = values.sample();
        let (low, high) = sample.interval().unzip();
        let value = (sample.n > 0).then_some(sample.mean);
        let mut mean = json!({"value": value, "low": low, "high": high, "n": sample.n});
        if sample.n < self.context.min_base {
            mean["low_base"] = json!(true);
        }
        mean
    }
}

impl Operator for Counts<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn columns(&self) -> &[ColumnIx] {
        &self.mean
    }

    fn begin(&self) -> Partial {
        self.begin_for(Group::Missing)
    }

    fn begin_for(&self, group: Group) -> Partial {
        let sought = self.sought.get(&group);
        let activity = |code: usize| Activity {
            events: 0,
            journeys: 0,
            starts: 0,
            ends: 0,
            unreached: Ranks::new(sought.map_or([EVERYWHERE], |sought| sought[code].unreached)),
            waits: Ranks::new(sought.map_or([EVERYWHERE], |sought| sought[code].waits)),
            values: Values::default(),
        };
        let activities: Vec<Activity> = (0..self.context.names.len()).map(activity).collect();
        let brackets = activities.iter().map(|activity| activity.waits.brackets());
        Partial { waits: Waits::new(brackets), activities, span: None }
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        scratch: &mut Scratch,
        block: &Block<'_>,
        codes: &[A],
    ) {
        let times = block.plain_times();
        for (journey, number) in block.journeys.iter().enumerate() {
            let Some(partial) = parts.of(journey) else { continue };
            let rows = block.rows(journey);
            let newest = Newest { times: block.times, row: rows.end - 1 };
            let (activities, times) = (&codes[rows.clone()], &times[rows]);
            let trace = Trace { journey: number, activities, times, newest, columns: &[] };
            partial.activities[activities[0].ix()].starts += 1;
            let (last, newest) = trace.last();
            if !self.context.endings.reached(&trace) {
                partial.activities[last].unreached.push(newest);
            }
            partial.span = wider(partial.span, Some((times[0], newest)));
        }
        parts.each_stretch(block.len(), |partial, journeys| {
            let (rows, ends) = block.side_by_side(journeys);
            partial.waits.add(&codes[rows.clone()], &times[rows], ends);
        });
        if let [column] = self.mean[..] {
            let Cells::Number(numbers) = block.cells(column) else { return };
            let Scratch { flags, bits, rows, .. } = scratch;
            if numbers.is_empty() {
                return;
            }
            flags.clear();
            flags.extend(numbers.iter().map(|number| u8::from(!number.is_nan())));
            bits.of_flags(flags);
            bits.rows(rows);
            parts.each_stretch(block.len(), |partial, journeys| {
                let [start, end] = [journeys.start, journeys.end]
                    .map(|journey| bits.rank(block.offsets[journey] as usize));
                for row in rows[start..end].iter().map(|row| *row as usize) {
                    partial.activities[codes[row].ix()].values.push(numbers[row]);
                }
            });
        }
    }

    fn settle(&self, partial: &mut Partial) {
        for (activity, counted) in partial.activities.iter_mut().zip(partial.waits.take()) {
            activity.events += counted.events;
            activity.journeys += counted.journeys;
            activity.ends += counted.last;
            activity.waits.merge(counted.waits);
        }
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        for (into, from) in into.activities.iter_mut().zip(from.activities) {
            into.events += from.events;
            into.journeys += from.journeys;
            into.starts += from.starts;
            into.ends += from.ends;
            into.unreached.merge(from.unreached);
            into.waits.merge(from.waits);
            into.values.merge(from.values);
        }
        into.span = wider(into.span, from.span);
    }

    fn finish(&self, partial: Partial) -> Value {
        let cuts = self.cuts();
        let mut activities: Vec<(&String, Activity)> =
            self.context.names.iter().zip(partial.activities).collect();
        let mut left_of = FxHashMap::default();
        for ((name, activity), cut) in activities.iter().zip(cuts) {
            // The last round missed none.
            left_of.insert(*name, activity.unreached.below(0, cut).unwrap_or(0));
        }
        activities.retain(|(_, activity)| activity.events > 0);
        // Stable: equals stay in order of first arrival.
        activities.sort_by_key(|(_, activity)| std::cmp::Reverse(activity.events));
        let activities: Vec<Value> = activities
            .into_iter()
            .map(|(name, mut of)| {
                let left = left_of.get(name).copied().unwrap_or(0);
                let open = of.unreached.count() - left;
                let mut shown = json!({
                    "activity": name,
                    "events": of.events,
                    "journeys": of.journeys,
                    "starts": of.starts,
                    "ends": of.ends,
                    "left": self.context.rate(left, of.journeys - open),
                    "open": open,
                    // The last round missed none.
                    "wait_s": of.waits.percentile_s(0, PERCENTS[0]).ok().flatten(),
                });
                if !self.mean.is_empty() {
                    shown["mean"] = self.mean(of.values);
                }
                shown
            })
            .collect();
        json!({
            "first": partial.span.and_then(|(first, _)| rfc3339(first)),
            "last": partial.span.and_then(|(_, last)| rfc3339(last)),
            "activities": activities,
        })
    }
}

impl Rounds for Counts<'_> {
    fn narrowed(&self, sample: Folded<Partial>) -> Self {
        let cuts = self.cuts();
        let of = |(mut activity, cut): (Activity, &i64)| Sought {
            waits: activity.waits.estimated(PERCENTS),
            unreached: [around(*cut)],
        };
        let sought = sample.parts.into_iter().map(|(group, part)| {
            (group, part.partial.activities.into_iter().zip(&cuts).map(of).collect())
        });
        Self { sought: sought.collect(), ..self.clone() }
    }

    fn again(&self, found: &mut Folded<Partial>) -> Option<Self> {
        let cuts = self.cuts();
        let mut missed = false;
        let mut of = |(activity, cut): (&mut Activity, &i64)| {
            let (waits, elsewhere) = activity.waits.sought(PERCENTS);
            let unreached = activity.unreached.below(0, *cut);
            missed |= elsewhere || unreached.is_err();
            let unreached = unreached.map_or_else(|at| [at], |_| activity.unreached.brackets());
            Sought { waits, unreached }
        };
        let mut sought = FxHashMap::default();
        for (group, part) in &mut found.parts {
            let activities = part.partial.activities.iter_mut().zip(&cuts);
            sought.insert(*group, activities.map(&mut of).collect());
        }
        missed.then(|| Self { sought, ..self.clone() })
    }
}

impl Retract for Counts<'_> {
    fn aligned(&self, kept: &Folded<Partial>) -> Self {
        let parts = kept.parts.iter().map(|(group, part)| (*group, &part.partial));
        Self { sought: Self::sought(parts), ..self.clone() }
    }

    fn retract(&self, into: &mut Partial, were: Partial, now: Option<&Partial>) -> bool {
        if into.activities.len() != self.context.names.len() {
            return false;
        }
        for (into, were) in into.activities.iter_mut().zip(were.activities) {
            into.events = into.events.saturating_sub(were.events);
            into.journeys = into.journeys.saturating_sub(were.journeys);
            into.starts = into.starts.saturating_sub(were.starts);
            into.ends = into.ends.saturating_sub(were.ends);
            into.unreached.retract(were.unreached);
            into.waits.retract(were.waits);
            into.values.retract(were.values);
        }
        // Whether another journey begins as early, or ends as late, is not known.
        let now = now.and_then(|now| now.span);
        match (into.span, were.span, now) {
            (Some(all), Some(were), now) => {
                let (first, last) = now.unwrap_or((i64::MAX, i64::MIN));
                !(were.0 == all.0 && first > were.0 || were.1 == all.1 && last < were.1)
            }
            _ => true,
        }
    }

    fn keep(&self, partial: &mut Partial) {
        for activity in &mut partial.activities {
            activity.waits.keep();
            activity.unreached.keep();
        }
    }
}

fn wider(a: Option<(i64, i64)>, b: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
