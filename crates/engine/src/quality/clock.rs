//! Faults of clocks: years that cannot be, times far ahead of the rest, dates in the place of times.

use crate::ingest::time::{DAY_US, Zone, days, zone};
use crate::manifest::Manifest;
use crate::table::{EventTable, NONE};

/// What the times look like.
pub(super) struct Clock {
    /// First and last time that is not doubtful.
    pub(super) span: Option<(i64, i64)>,
    /// Events before 1900, at the beginning of 1970, or after 2100.
    pub(super) doubtful: u64,
    /// Events more than a year after 99.9 % of the others.
    pub(super) ahead: u64,
    /// Events at local midnight, by activity code.
    pub(super) midnights: Vec<u64>,
}

/// Looks at all times.
pub(super) fn look(events: &EventTable, manifest: &Manifest) -> Clock {
    let zone = zone(Some(&manifest.time_zone)).or_else(|_| zone(None)).ok();
    let (from, to) = (days(1900, 1, 1) * DAY_US, days(2101, 1, 1) * DAY_US);
    let doubtful = |us: i64| us < from || us >= to || us == 0;
    let mut sound: Vec<i64> = events.time.iter().copied().filter(|us| !doubtful(*us)).collect();
    sound.sort_unstable();
    let late = sound.get(sound.len().saturating_sub(1 + sound.len() / 1_000)).copied();
    let limit = late.map_or(i64::MAX, |late| late.saturating_add(365 * DAY_US));
    let ahead = sound.len() - sound.partition_point(|us| *us <= limit);
    let mut midnights = vec![0; events.activity.values.len()];
    for (us, code) in events.time.iter().zip(&events.activity.rows) {
        let midnight = zone.as_ref().is_some_and(|zone| is_midnight(zone, *us));
        if *code != NONE && midnight {
            midnights[*code as usize] += 1;
        }
    }
    Clock {
        span: sound.first().copied().zip(sound.last().copied()),
        doubtful: (events.len() - sound.len()) as u64,
        ahead: ahead as u64,
        midnights,
    }
}

/// Whether a day begins at this instant (with a clock change, that may be one o'clock).
fn is_midnight(zone: &Zone, us: i64) -> bool {
    // Zones lie at whole quarters of an hour from each other.
    us.rem_euclid(DAY_US / 96) == 0 && zone.day(us) != zone.day(us - 1)
}
