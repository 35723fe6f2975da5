//! Events by activity and the waits after them, counted for many events at once: a line of the cache an activity.

use crate::ranks::{Brackets, Near, Ranks};
use crate::trace::Code;

/// What is counted of every activity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waits {
    lines: Vec<Line>,
    inside: Vec<Vec<i64>>,
    /// Journeys seen.
    stamp: u64,
    lengths: Vec<i64>,
    /// Waits inside their brackets, with their activities.
    found: Vec<(u32, i64)>,
}

#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
struct Line {
    near: Near,
    events: u64,
    journeys: u64,
    /// The last journey counted.
    stamp: u64,
    below: u64,
    /// Events after which nothing came.
    last: u64,
}

/// What was counted of an activity.
pub(crate) struct Counted {
    pub(crate) events: u64,
    pub(crate) journeys: u64,
    /// Events that were the last of their journey.
    pub(crate) last: u64,
    pub(crate) waits: Ranks<1>,
}

/// In the place of the wait after a last event; times are closer to each other.
const NONE: i64 = i64::MAX;

impl Waits {
    /// Nothing yet, of activities whose quantiles are looked for in these places.
    pub(crate) fn new(brackets: impl Iterator<Item = Brackets<1>>) -> Self {
        let line = |[bracket]: Brackets<1>| Line {
            near: Near::of(bracket),
            events: 0,
            journeys: 0,
            stamp: 0,
            below: 0,
            last: 0,
        };
        let lines: Vec<Line> = brackets.map(line).collect();
        Self { inside: vec![Vec::new(); lines.len()], lines, ..Self::default() }
    }

    /// Adds journeys that lie side by side, of which `ends` says where each ends; `times` are as many as `codes`.
    pub(crate) fn add<A: Code>(
        &mut self,
        codes: &[A],
        times: &[i64],
        ends: impl Iterator<Item = usize>,
    ) {
        let Self { lines, inside, lengths: waits, found, .. } = self;
        waits.clear();
        // Times lie in the years 1 to 9999.
        waits.extend(times.windows(2).map(|pair| pair[1].wrapping_sub(pair[0])));
        waits.push(NONE);
        for end in ends {
            waits[end - 1] = NONE;
            lines[codes[end - 1].ix()].last += 1;
        }
        found.resize(codes.len(), (0, 0));
        let mut count = 0;
        let mut stamp = self.stamp + 1;
        for (code, wait_us) in codes.iter().zip(&*waits) {
            let line = &mut lines[code.ix()];
            line.events += 1;
            line.journeys += u64::from(line.stamp != stamp);
            line.stamp = stamp;
            line.below += u64::from(line.near.is_above(*wait_us));
            // Codes are 32 bits wide at most. Without a branch, for what lies inside is hard to foresee.
            #[expect(clippy::cast_possible_truncation, reason = "see above")]
            let own = code.ix() as u32;
            found[count] = (own, *wait_us);
            count += usize::from(line.near.holds(*wait_us));
            stamp += u64::from(*wait_us == NONE);
        }
        self.stamp = stamp;
        for (activity, wait_us) in found[..count].iter().filter(|(_, wait_us)| *wait_us != NONE) {
            inside[*activity as usize].push(*wait_us);
        }
    }

    /// What was counted of each activity, which is no longer here.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = Counted> {
        let all = std::mem::take(self);
        all.lines.into_iter().zip(all.inside).map(|(line, inside)| {
            let bracket = line.near.bracket();
            Counted {
                events: line.events,
                journeys: line.journeys,
                last: line.last,
                waits: Ranks::found([bracket], line.events - line.last, [line.below], [inside]),
            }
        })
    }
}
