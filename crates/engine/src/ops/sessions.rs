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
use crate::block::Block;
use crate::hot::Coarse;
use crate::run::{Operator, Parts, Scratch};
use crate::span::{DAY, SECOND};
use crate::trace::Code;
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
    sessions: u64,
    events: u64,
    open: u64,
    length_us: i128,
    /// Sessions by their number of events, every other one in the second table: the same count twice in a row
    /// would have to wait for itself.
    short: [[u64; SHORT]; 2],
    /// The same for those with more.
    long: BTreeMap<usize, u64>,
    /// Sessions that are longer than each of the limits.
    longer: [u64; LENGTHS_US.len()],
    room: Vec<i32>,
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
    /// Adds sessions that lie side by side: the rows they begin at, and the row after the last.
    fn count(&mut self, starts: &[u32], end: u32) {
        self.sessions += starts.len() as u64;
        self.events += starts.first().map_or(0, |first| u64::from(end - first));
        let ends = starts.iter().skip(1).chain([&end]);
        let mut table = 0;
        for (start, end) in starts.iter().zip(ends) {
            let events = (end - start) as usize;
            match self.short[table].get_mut(events) {
                Some(count) => *count += 1,
                None => *self.long.entry(events).or_default() += 1,
            }
            table ^= 1;
        }
    }

    /// Adds their lengths, from the times of their first and their last events.
    fn measure(&mut self, first: &[i64], last: &[i64]) {
        let mut sum = 0_i128;
        let room = &mut self.room;
        room.clear();
        // Those that 32 bits hold are compared many at once; they are nearly all.
        room.extend(first.iter().zip(last).map(|(first, last)| {
            // Times lie in the years 1 to 9999.
            let length_us = last.wrapping_sub(*first);
            sum += i128::from(length_us);
            i32::try_from(length_us).unwrap_or(i32::MAX)
        }));
        self.length_us += sum;
        for (limit, longer) in LENGTHS_US.iter().zip(&mut self.longer) {
            if let Ok(limit) = i32::try_from(*limit) {
                let count = room.iter().map(|length| u32::from(*length > limit)).sum::<u32>();
                *longer += u64::from(count);
            } else if room.contains(&i32::MAX) {
                let pairs = first.iter().zip(last);
                let longer_ones = pairs.filter(|(first, last)| last.wrapping_sub(**first) > *limit);
                *longer += longer_ones.count() as u64;
            }
        }
    }

    /// Sessions by the class of their length.
    fn lengths(&self) -> impl Iterator<Item = u64> {
        let from = std::iter::once(self.sessions).chain(self.longer);
        from.zip(self.longer.into_iter().chain([0])).map(|(over, longer)| over - longer)
    }

    fn with_events(&self, events: usize) -> u64 {
        self.short[0][events] + self.short[1][events]
    }

    /// Sessions by their number of events, fewest first.
    fn by_events(&self) -> impl Iterator<Item = (usize, u64)> {
        let short = (0..SHORT).map(|events| (events, self.with_events(events)));
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

impl Sessions<'_> {
    /// Flags the events that begin a session.
    fn mark(&self, block: &Block<'_>, room: &mut Vec<u32>, flags: &mut Vec<u8>) {
        let Coarse { step, numbers, .. } = block.times.coarse(room);
        // Events that are so many steps apart may be further apart than the gap, or are so for sure.
        let (gap, step) = (self.gap_us.max(0).cast_unsigned(), step.cast_unsigned());
        let bound = |steps: u64| u32::try_from(steps).unwrap_or(u32::MAX);
        let perhaps = bound((gap + 2).div_ceil(step) - 1);
        let surely = bound(gap.div_ceil(step) + 1);
        flags.clear();
        flags.push(1);
        let mut unsure = 0_u32;
        flags.extend(numbers.windows(2).map(|pair| {
            // From one journey to the next anything: those begin a session anyway.
            let apart = pair[1].wrapping_sub(pair[0]);
            unsure += u32::from(apart >= perhaps) & u32::from(apart < surely);
            u8::from(apart >= perhaps)
        }));
        if unsure > 0 || surely == u32::MAX {
            for row in (1..flags.len()).filter(|row| flags[*row] == 1).collect::<Vec<_>>() {
                let wait_us = block.times.at(row).wrapping_sub(block.times.at(row - 1));
                flags[row] = u8::from(wait_us > self.gap_us);
            }
        }
        // The row after the last ends a session, too.
        for start in block.offsets {
            if let Some(flag) = flags.get_mut(*start as usize) {
                *flag = 1;
            }
        }
    }
}

impl Operator for Sessions<'_> {
    const TIMES: bool = false;

    type Partial = Partial;
    type Answer = Value;

    fn begin(&self) -> Partial {
        Partial {
            journeys: 0,
            sessions: 0,
            events: 0,
            open: 0,
            length_us: 0,
            short: [[0; SHORT]; 2],
            long: BTreeMap::new(),
            longer: [0; LENGTHS_US.len()],
            room: Vec::new(),
        }
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        scratch: &mut Scratch,
        block: &Block<'_>,
        _: &[A],
    ) {
        let Scratch { flags, bits, rows, lasts, times, more_times, coarse, .. } = scratch;
        self.mark(block, coarse, flags);
        bits.of_flags(flags);
        bits.rows(rows);
        block.times.gather(rows, times);
        // The session before ends with the event before.
        let end = block.offsets[block.len()] as usize;
        lasts.clear();
        lasts.extend(rows.iter().skip(1).map(|row| row - 1));
        block.times.gather(lasts, more_times);
        more_times.push(block.times.at(end - 1));
        for journey in 0..block.len() {
            let Some(partial) = parts.of(journey) else { continue };
            let last = block.times.at(block.rows(journey).end - 1);
            let since = self.context.seen_through.saturating_sub(last);
            partial.journeys += 1;
            partial.open += u64::from(since <= self.gap_us);
        }
        parts.each_stretch(block.len(), |partial, journeys| {
            let end = block.offsets[journeys.end];
            let own = bits.rank(block.offsets[journeys.start] as usize)..bits.rank(end as usize);
            partial.count(&rows[own.clone()], end);
            partial.measure(&times[own.clone()], &more_times[own]);
        });
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.journeys += from.journeys;
        into.sessions += from.sessions;
        into.events += from.events;
        into.open += from.open;
        into.length_us += from.length_us;
        for (into, from) in into.short.iter_mut().flatten().zip(from.short.iter().flatten()) {
            *into += from;
        }
        for (events, count) in from.long {
            *into.long.entry(events).or_default() += count;
        }
        for (into, from) in into.longer.iter_mut().zip(from.longer) {
            *into += from;
        }
    }

    fn finish(&self, partial: Partial) -> Value {
        let sessions = partial.sessions;
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
            .lengths()
            .enumerate()
            .map(|(class, count)| {
                let end = |class: usize| LENGTHS_US.get(class).map(|us| seconds(i128::from(*us)));
                let from = class.checked_sub(1).and_then(end);
                json!({ "over_s": from, "to_s": end(class), "sessions": count, "share": share(count) })
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
            "bounce": self.context.rate(partial.with_events(1), sessions),
            "events": events,
            "lengths": lengths,
        })
    }
}
