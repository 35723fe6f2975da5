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
use crate::hot::{Coarse, Lengths};
use crate::run::{Operator, Parts, Scratch};
use crate::span::SECOND;
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
    length_us: u128,
    /// Sessions by their number of events, in a few tables by turns: what was just counted need not be waited for.
    short: [[u64; SHORT]; 4],
    /// The same for those with more.
    long: BTreeMap<usize, u64>,
    /// Sessions that are longer than each of the limits.
    longer: [u64; LENGTHS_US.len()],
}

/// Below so many events sessions are counted in a table.
const SHORT: usize = 64;
/// The last number of events of each class; the last class has no end.
const EVENTS: [usize; 9] = [1, 2, 3, 4, 5, 10, 20, 50, 100];
/// The longest session of each class; the last class has no end.
const LENGTHS_US: [u64; 9] = {
    const SECOND: u64 = 1_000_000;
    const MINUTE: u64 = 60 * SECOND;
    const HOUR: u64 = 60 * MINUTE;
    [0, 10 * SECOND, MINUTE, 3 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 24 * HOUR]
};

impl Partial {
    /// Adds sessions that lie side by side, from the rows they begin at, by their number of events.
    fn count(&mut self, starts: &[u32]) {
        let mut pairs = starts.windows(2);
        let mut see = |short: &mut [u64; SHORT], pair: Option<&[u32]>| {
            let Some([start, end]) = pair else { return false };
            let events = (end - start) as usize;
            self.events += u64::from(end - start);
            match short.get_mut(events) {
                Some(count) => *count += 1,
                None => *self.long.entry(events).or_default() += 1,
            }
            true
        };
        let [first, second, third, fourth] = &mut self.short;
        while see(first, pairs.next())
            && see(second, pairs.next())
            && see(third, pairs.next())
            && see(fourth, pairs.next())
        {}
    }

    /// Adds their lengths, one a session.
    fn measure(&mut self, lengths: &Lengths) {
        self.sessions += lengths.each.len() as u64;
        self.length_us += lengths.sum_us;
        for (limit, longer) in LENGTHS_US.iter().zip(&mut self.longer) {
            let limit = Lengths::limit(*limit);
            let count = lengths.each.iter().map(|length| u32::from(*length > limit)).sum::<u32>();
            *longer += u64::from(count);
        }
    }

    /// Sessions by the class of their length.
    fn lengths(&self) -> impl Iterator<Item = u64> {
        let from = std::iter::once(self.sessions).chain(self.longer);
        from.zip(self.longer.into_iter().chain([0])).map(|(over, longer)| over - longer)
    }

    /// Sessions by their number of events, fewest first.
    fn by_events(&self) -> impl Iterator<Item = (usize, u64)> {
        let count = |events: usize| self.short.iter().map(|short| short[events]).sum();
        let short = (0..SHORT).map(move |events| (events, count(events)));
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
        flags.resize(numbers.len(), 1);
        let mut unsure = 0_u32;
        let pairs = numbers.iter().zip(numbers.get(1..).unwrap_or_default());
        for ((before, now), flag) in pairs.zip(flags.iter_mut().skip(1)) {
            // From one journey to the next anything: those begin a session anyway.
            let apart = now.wrapping_sub(*before);
            unsure |= u32::from(apart.wrapping_sub(perhaps) < surely - perhaps);
            *flag = u8::from(apart >= perhaps);
        }
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
            short: [[0; SHORT]; 4],
            long: BTreeMap::new(),
            longer: [0; LENGTHS_US.len()],
        }
    }

    fn block<A: Code>(
        &self,
        parts: &mut Parts<'_, Partial>,
        scratch: &mut Scratch,
        block: &Block<'_>,
        _: &[A],
    ) {
        let Scratch { flags, bits, rows, coarse, lengths, .. } = scratch;
        self.mark(block, coarse, flags);
        bits.of_flags(flags);
        bits.rows(rows);
        let end = block.offsets[block.len()];
        rows.truncate(bits.rank(end as usize));
        rows.push(end);
        // Whoever was seen last before this can begin a new session only.
        let cut = self.context.seen_through.saturating_sub(self.gap_us);
        parts.each_stretch(block.len(), |partial, journeys| {
            let ends = &block.offsets[journeys.start + 1..=journeys.end];
            let is_open = |end: &u32| !block.times.is_before(*end as usize - 1, cut);
            partial.journeys += ends.len() as u64;
            partial.open += ends.iter().map(|end| u64::from(is_open(end))).sum::<u64>();
            let [start, end] =
                [journeys.start, journeys.end].map(|journey| block.offsets[journey] as usize);
            let starts = &rows[bits.rank(start)..=bits.rank(end)];
            partial.count(starts);
            block.times.lengths(starts, lengths);
            partial.measure(lengths);
        });
    }

    fn merge(&self, into: &mut Partial, from: Partial) {
        into.journeys += from.journeys;
        into.sessions += from.sessions;
        into.events += from.events;
        into.open += from.open;
        into.length_us += from.length_us;
        let short = into.short.as_flattened_mut().iter_mut().zip(from.short.as_flattened());
        for (into, from) in short {
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
        let length_us = i128::try_from(partial.length_us).unwrap_or(i128::MAX);
        let single =
            partial.by_events().find(|(events, _)| *events == 1).map_or(0, |(_, count)| count);
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
            "mean_s": mean(seconds(length_us), sessions),
            "bounce": self.context.rate(single, sessions),
            "events": events,
            "lengths": lengths,
        })
    }
}
