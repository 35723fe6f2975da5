//! `sessions`: how many stretches of activity there are, how long, and how many have a single event.
//!
//! **How.** A session is a run of a journey's events of which each follows the one before within `gap`; it ends when
//! the next is strictly later than that, or with the journey. Its length is from its first to its last event, so a
//! session of one event lasts 0 s. `bounce` is the share of sessions with one event. Sessions are counted as they stand:
//! `open` are those whose gap reaches beyond the data, which may still get longer.
//!
//! **Example.** `{"op": "sessions", "gap": "30m", "by": "channel"}`.
//!
//! **Limits.** The median number of events is exact; times are given as a mean and by classes. The interval of
//! `bounce` takes sessions as independent, also those of one customer.
//!
//! **Reference.** Interval by Wilson (1927). Google Analytics closes a session after 30 minutes as well.

use super::{Context, seconds};
use crate::run::Operator;
use crate::span::{DAY, SECOND};
use crate::trace::{Code, Trace};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The gap unless one is asked for.
pub(crate) const GAP_US: i64 = 30 * 60 * SECOND;

/// The operator.
pub(crate) struct Sessions<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) gap_us: i64,
}

#[derive(Debug)]
pub(crate) struct Partial {
    journeys: u64,
    events: u64,
    open: u64,
    length_us: i128,
    /// Sessions by their number of events.
    short: [u64; SHORT],
    /// The same for those with more.
    long: BTreeMap<usize, u64>,
    /// Room for where the sessions of one journey begin.
    starts: Vec<usize>,
    /// Sessions by the class of their length.
    lengths: [u64; LENGTHS_US.len() + 1],
}

/// Below so many events sessions are counted in a table.
const SHORT: usize = 64;
/// The last number of events of each class; the last class has no end.
const EVENTS: [usize; 9] = [1, 2, 3, 4, 5, 10, 20, 50, 100];
/// The longest session of each class; the last class has no end.
const LENGTHS_US: [i64; 9] = [
    0,
    10 * SECOND,
    60 * SECOND,
    3 * 60 * SECOND,
    10 * 60 * SECOND,
    30 * 60 * SECOND,
    3600 * SECOND,
    3 * 3600 * SECOND,
    DAY,
];

impl Partial {
    fn add(&mut self, events: usize, length_us: i64) {
        self.length_us += i128::from(length_us);
        match self.short.get_mut(events) {
            Some(count) => *count += 1,
            None => *self.long.entry(events).or_default() += 1,
        }
        let class: usize = LENGTHS_US.iter().map(|most| usize::from(length_us > *most)).sum();
        self.lengths[class] += 1;
    }

    /// Sessions by their number of events, fewest first.
    fn by_events(&self) -> impl Iterator<Item = (usize, u64)> {
        let short = self.short.iter().copied().enumerate();
        short
            .chain(self.long.iter().map(|(events, count)| (*events, *count)))
            .filter(|(_, count)| *count > 0)
    }

    /// The number of events of the session at a place, fewest first.
    fn events_at(&self, place: u64) -> usize {
        let mut before = 0;
        let mut all = self.by_events();
        all.find(|(_, count)| {
            before += count;
            before > place
        })
        .map_or(0, |(events, _)| events)
    }
}

impl Operator for Sessions<'_> {
    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial {
            journeys: 0,
            events: 0,
            open: 0,
            length_us: 0,
            short: [0; SHORT],
            long: BTreeMap::new(),
            starts: Vec::new(),
            lengths: [0; LENGTHS_US.len() + 1],
        }
    }

    fn trace<A: Code>(&self, partial: &mut Partial, trace: &Trace<'_, A>) {
        let times = trace.times;
        partial.journeys += 1;
        partial.events += times.len() as u64;
        // Where sessions begin, found without a branch, for gaps are hard to foresee.
        let mut starts = std::mem::take(&mut partial.starts);
        starts.clear();
        starts.resize(times.len() + 1, 0);
        let mut count = 1;
        for (at, pair) in times.windows(2).enumerate() {
            starts[count] = at + 1;
            // Times lie in the years 1 to 9999.
            count += usize::from(pair[1].wrapping_sub(pair[0]) > self.gap_us);
        }
        starts[count] = times.len();
        for bounds in starts[..=count].windows(2) {
            let (first, end) = (bounds[0], bounds[1]);
            partial.add(end - first, times[end - 1].wrapping_sub(times[first]));
        }
        partial.starts = starts;
        let last = times[times.len() - 1];
        partial.open += u64::from(self.context.seen_through.saturating_sub(last) <= self.gap_us);
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.journeys += from.journeys;
        into.events += from.events;
        into.open += from.open;
        into.length_us += from.length_us;
        for (into, from) in into.short.iter_mut().zip(from.short) {
            *into += from;
        }
        for (events, count) in from.long {
            *into.long.entry(events).or_default() += count;
        }
        for (into, from) in into.lengths.iter_mut().zip(from.lengths) {
            *into += from;
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let sessions: u64 = partial.lengths.iter().sum();
        let mean = |sum: f64, of: u64| (of > 0).then(|| sum / of as f64);
        let median = sessions.checked_sub(1).map(|top| {
            let around = [top / 2, sessions / 2].map(|place| partial.events_at(place) as f64);
            f64::midpoint(around[0], around[1])
        });
        let share = |count: u64| self.context.share(count, sessions);
        let events: Vec<Value> = (0..=EVENTS.len())
            .map(|class| {
                let from = class.checked_sub(1).map_or(1, |before| EVENTS[before] + 1);
                let to = EVENTS.get(class).copied();
                let own = partial
                    .by_events()
                    .filter(|(events, _)| *events >= from && to.is_none_or(|to| *events <= to));
                let count = own.map(|(_, count)| count).sum();
                json!({ "from": from, "to": to, "sessions": count, "share": share(count) })
            })
            .collect();
        let lengths: Vec<Value> = partial
            .lengths
            .iter()
            .enumerate()
            .map(|(class, count)| {
                let end = |class: usize| LENGTHS_US.get(class).map(|us| seconds(i128::from(*us)));
                let from = class.checked_sub(1).and_then(end);
                json!({ "over_s": from, "to_s": end(class), "sessions": count, "share": share(*count) })
            })
            .collect();
        json!({
            "gap_s": seconds(i128::from(self.gap_us)),
            "sessions": sessions,
            "open": partial.open,
            "mean_per_journey": mean(sessions as f64, partial.journeys),
            "mean_events": mean(partial.events as f64, sessions),
            "median_events": median,
            "mean_s": mean(seconds(partial.length_us), sessions),
            "bounce": self.context.rate(partial.short[1], sessions),
            "events": events,
            "lengths": lengths,
        })
    }
}
