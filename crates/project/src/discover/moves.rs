//! What journeys do on a row of steps: who takes which, who moves from where to where and after how long.

use super::order::step_of;
use crate::flow::Flow;

/// Counts over the steps of a map, in their order. Events that are no step are passed over.
#[derive(Clone, Debug)]
pub(crate) struct Moves {
    /// Number of steps.
    pub(crate) steps: usize,
    /// Number of journeys.
    pub(crate) journeys: u64,
    /// Journeys that take each step.
    pub(crate) reach: Vec<u64>,
    /// Journeys that take an activity of each step more than once.
    pub(crate) several: Vec<u64>,
    /// Journeys that take the step and one before it and one after it, or are seen on both sides without it.
    pub(crate) past: Vec<Past>,
    /// Journeys whose last step this is.
    pub(crate) last: Vec<u64>,
    /// Of the journeys that take the step, those that take any later step too.
    pub(crate) onward: Vec<u64>,
    /// Journeys that take this step or any later one.
    pub(crate) beyond: Vec<u64>,
    /// Journeys that take both steps.
    pub(crate) both: Vec<Vec<u64>>,
    /// Journeys that go directly from one step to another at least once.
    pub(crate) direct: Vec<Vec<u64>>,
    /// Microseconds of every direct move.
    pub(crate) waits: Vec<Vec<Vec<i64>>>,
}

/// Journeys seen on both sides of a step.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Past {
    /// All of them.
    pub(crate) all: u64,
    /// Those that took the step.
    pub(crate) took: u64,
}

impl Moves {
    /// Counts the moves of all journeys between groups of activities.
    pub(crate) fn count(flow: &Flow, groups: &[Vec<u32>]) -> Self {
        let n = groups.len();
        let step_of = step_of(flow.activities.len(), groups);
        let mut moves = Self {
            steps: n,
            journeys: flow.len() as u64,
            reach: vec![0; n],
            several: vec![0; n],
            past: vec![Past::default(); n],
            last: vec![0; n],
            onward: vec![0; n],
            beyond: vec![0; n],
            both: vec![vec![0; n]; n],
            direct: vec![vec![0; n]; n],
            waits: vec![vec![Vec::new(); n]; n],
        };
        let mut times = vec![0u64; n];
        let mut made: Vec<(usize, usize)> = Vec::new();
        let mut same = vec![0u64; flow.activities.len()];
        for events in flow.journeys() {
            times.fill(0);
            made.clear();
            let mut before: Option<(usize, i64)> = None;
            for event in events.clone() {
                same[flow.activity[event] as usize] = 0;
            }
            for event in events {
                let activity = flow.activity[event] as usize;
                let Some(step) = step_of[activity] else { continue };
                same[activity] += 1;
                times[step] = times[step].max(same[activity]);
                if let Some((from, since)) = before {
                    moves.waits[from][step].push(flow.time[event] - since);
                    if !made.contains(&(from, step)) {
                        made.push((from, step));
                        moves.direct[from][step] += 1;
                    }
                }
                before = Some((step, flow.time[event]));
            }
            if let Some((step, _)) = before {
                moves.last[step] += 1;
                moves.add(&times);
            }
        }
        moves
    }

    /// Counts one journey by how often it took the same activity of each step; it took at least one.
    fn add(&mut self, times: &[u64]) {
        let taken: Vec<usize> = (0..self.steps).filter(|step| times[*step] > 0).collect();
        let (Some(first), Some(furthest)) = (taken.first(), taken.last()) else { return };
        for step in 0..=*furthest {
            self.beyond[step] += 1;
        }
        let between = first + 1..(*furthest).max(first + 1);
        for (past, times) in self.past[between.clone()].iter_mut().zip(&times[between]) {
            past.all += 1;
            past.took += u64::from(*times > 0);
        }
        for step in &taken {
            self.reach[*step] += 1;
            self.several[*step] += u64::from(times[*step] > 1);
            self.onward[*step] += u64::from(step != furthest);
            for other in &taken {
                self.both[*step][*other] += 1;
            }
        }
    }

    /// Median seconds of the forward moves that cross the gap between step `gap` and the next; `None` if none does.
    pub(crate) fn wait_over_s(&self, gap: usize) -> Option<f64> {
        let mut waits: Vec<i64> = Vec::new();
        for from in 0..=gap {
            for to in gap + 1..self.steps {
                waits.extend(&self.waits[from][to]);
            }
        }
        median_s(&mut waits)
    }
}

/// Median of microseconds, in seconds; the mean of the two in the middle of an even number.
pub(crate) fn median_s(waits: &mut [i64]) -> Option<f64> {
    if waits.is_empty() {
        return None;
    }
    let middle = waits.len() / 2;
    let even = waits.len().is_multiple_of(2);
    let (below, upper, _) = waits.select_nth_unstable(middle);
    let upper = *upper as f64;
    let lower = if even { below.iter().max().map_or(upper, |low| *low as f64) } else { upper };
    Some(f64::midpoint(lower, upper) / 1e6)
}

#[cfg(test)]
mod tests {
    use super::median_s;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(median_s(&mut [4_000_000, 1_000_000, 3_000_000, 2_000_000]), Some(2.5));
        assert_eq!(median_s(&mut [3_000_000, 1_000_000, 2_000_000]), Some(2.0));
        assert_eq!(median_s(&mut []), None);
    }
}
