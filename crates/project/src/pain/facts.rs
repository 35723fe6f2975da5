//! What every comparison looks up again and again, read once: where each journey first and last comes to each step, how
//! often, and whether it is still open.

use crate::flow::Flow;
use wayline_engine::idle::{Ending, Endings};
use wayline_engine::journeys::Journeys;

/// No event.
pub(crate) const NEVER: usize = usize::MAX;

/// Facts by step and journey of the dataset; journeys that are not on the map come to no step.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Row of the first event of a step, or [`NEVER`].
    pub(crate) first: Vec<Vec<usize>>,
    /// Row of the last event of a step, or [`NEVER`].
    pub(crate) last: Vec<Vec<usize>>,
    /// Whether a journey may still go on.
    pub(crate) open: Vec<bool>,
}

impl Facts {
    /// Reads them; `step_of` is the step of each activity.
    pub(crate) fn of(
        journeys: &Journeys,
        flow: &Flow,
        step_of: &[Option<usize>],
        steps: usize,
        endings: &Endings,
    ) -> Self {
        let mut facts = Self {
            first: vec![vec![NEVER; journeys.len()]; steps],
            last: vec![vec![NEVER; journeys.len()]; steps],
            open: vec![false; journeys.len()],
        };
        for ix in &flow.source {
            facts.open[ix.0] = endings.ending(journeys, *ix) == Ending::Open;
            for row in journeys.events(*ix) {
                let Some(step) = step_of[journeys.activity(row).0] else { continue };
                if facts.first[step][ix.0] == NEVER {
                    facts.first[step][ix.0] = row;
                }
                facts.last[step][ix.0] = row;
            }
        }
        facts
    }

    /// Whether a journey comes to a step.
    pub(crate) fn comes(&self, step: usize, journey: usize) -> bool {
        self.first[step][journey] != NEVER
    }
}
