//! The journeys a map is about, as plain sequences: what discovery reads and binding counts.
//!
//! Invariant: journey `j` owns events `offsets[j]..offsets[j + 1]`, in order of time and arrival.
//! Activities are numbered by first arrival, never by name.

use std::ops::Range;
use wayline_engine::journeys::{JourneyIx, Journeys};

/// Sequences of activities with times.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    /// Names of activities by number.
    pub(crate) activities: Vec<String>,
    /// Where each journey begins, and the end of the last.
    pub(crate) offsets: Vec<usize>,
    /// Activity of each event.
    pub(crate) activity: Vec<u32>,
    /// Time of each event, microseconds.
    pub(crate) time: Vec<i64>,
    /// Which journey of the dataset each one is.
    pub(crate) source: Vec<JourneyIx>,
}

impl Flow {
    /// The given journeys of a dataset, in their order.
    pub(crate) fn of(journeys: &Journeys, kept: impl IntoIterator<Item = JourneyIx>) -> Self {
        let mut flow = Self {
            activities: journeys.activities().to_vec(),
            offsets: vec![0],
            ..Self::default()
        };
        for ix in kept {
            for row in journeys.events(ix) {
                // Distinct activities are counted in 32 bits by the table they come from.
                flow.activity.push(u32::try_from(journeys.activity(row).0).unwrap_or(u32::MAX));
                flow.time.push(journeys.time(row));
            }
            flow.offsets.push(flow.activity.len());
            flow.source.push(ix);
        }
        flow
    }

    /// How many journeys.
    pub(crate) fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// The events of a journey.
    pub(crate) fn events(&self, journey: usize) -> Range<usize> {
        self.offsets[journey]..self.offsets[journey + 1]
    }

    /// Every journey's events.
    pub(crate) fn journeys(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        (0..self.len()).map(|journey| self.events(journey))
    }

    /// How many journeys have each activity at least once.
    pub(crate) fn reach(&self) -> Vec<u64> {
        let mut reach = vec![0; self.activities.len()];
        let mut seen = vec![usize::MAX; self.activities.len()];
        for (journey, events) in self.journeys().enumerate() {
            for event in events {
                let activity = self.activity[event] as usize;
                if seen[activity] != journey {
                    seen[activity] = journey;
                    reach[activity] += 1;
                }
            }
        }
        reach
    }
}
