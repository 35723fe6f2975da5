//! The chain of a journey that gets furthest through the steps of a funnel.

use crate::trace::Code;
use wayline_model::question::{Entry, Order};

/// How many steps a funnel may have.
pub(crate) const STEPS: usize = 32;

/// Which chains count. At least one step, at most [`STEPS`].
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Activity codes.
    pub(crate) steps: Vec<usize>,
    pub(crate) within_us: Option<i64>,
    pub(crate) order: Order,
    pub(crate) entry: Entry,
    /// Whether one event fills one step only.
    pub(crate) once: bool,
}

/// The chain that first got furthest.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    /// How many steps it has; at least one.
    pub(crate) length: usize,
    /// The times of its events.
    pub(crate) times: [i64; STEPS],
    /// The latest entry from which the journey may still get further; `None` if there is none.
    pub(crate) last_entry: Option<i64>,
}

/// Room for the chains of one journey, kept from journey to journey.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// Per step, the times of the chain up to it: rows of `steps` times.
    times: Vec<i64>,
    started: Vec<bool>,
}

impl Plan {
    /// The longest chain; `None` for a journey that never enters.
    pub(crate) fn longest<A: Code>(
        &self,
        room: &mut Room,
        activities: &[A],
        times: &[i64],
    ) -> Option<Chain> {
        match (self.order, self.entry) {
            (Order::Ordered, Entry::Best) => self.ordered_best(room, activities, times),
            (Order::Ordered, Entry::First) => {
                let entry = activities.iter().position(|a| a.ix() == self.steps[0])?;
                Some(self.ordered_from(entry, activities, times))
            }
            (Order::Strict, entry) => self.strict(entry, activities, times),
            (Order::Any, entry) => self.any(entry, activities, times),
        }
    }

    fn in_window(&self, entry: i64, time: i64) -> bool {
        self.within_us.is_none_or(|within| time.saturating_sub(entry) <= within)
    }

    /// One pass: per step the chain with the latest entry. It has the most room left, so no other chain
    /// up to the same step can get further.
    fn ordered_best<A: Code>(
        &self,
        room: &mut Room,
        activities: &[A],
        times: &[i64],
    ) -> Option<Chain> {
        let steps = self.steps.len();
        room.times.resize(steps * steps, 0);
        room.started.clear();
        room.started.resize(steps, false);
        let mut best = Chain { length: 0, times: [0; STEPS], last_entry: None };
        for (activity, time) in activities.iter().zip(times) {
            for turn in 0..steps {
                // Backwards, an event never meets the chain that it has just made longer.
                let step = if self.once { steps - 1 - turn } else { turn };
                if self.steps[step] != activity.ix() {
                    continue;
                }
                let row = step * steps;
                if step == 0 {
                    best.last_entry = Some(*time);
                } else {
                    let before = row - steps;
                    if !room.started[step - 1] || !self.in_window(room.times[before], *time) {
                        continue;
                    }
                    room.times.copy_within(before..before + step, row);
                }
                room.times[row + step] = *time;
                room.started[step] = true;
                if step >= best.length {
                    best.length = step + 1;
                    best.times[..=step].copy_from_slice(&room.times[row..=row + step]);
                    if best.length == steps {
                        return Some(best);
                    }
                }
            }
        }
        (best.length > 0).then_some(best)
    }

    /// From one entry the earliest event of each next step leaves the most room.
    fn ordered_from<A: Code>(&self, entry: usize, activities: &[A], times: &[i64]) -> Chain {
        let mut chain = Chain { length: 0, times: [0; STEPS], last_entry: Some(times[entry]) };
        for (activity, time) in activities[entry..].iter().zip(&times[entry..]) {
            while chain.length < self.steps.len()
                && self.steps[chain.length] == activity.ix()
                && self.in_window(times[entry], *time)
            {
                chain.times[chain.length] = *time;
                chain.length += 1;
                if self.once {
                    break;
                }
            }
        }
        chain
    }

    /// Every step is the very next event.
    fn strict<A: Code>(&self, entry: Entry, activities: &[A], times: &[i64]) -> Option<Chain> {
        let mut best: Option<Chain> = None;
        for at in (0..activities.len()).filter(|at| activities[*at].ix() == self.steps[0]) {
            let length = activities[at..]
                .iter()
                .zip(&times[at..])
                .zip(&self.steps)
                .take_while(|((activity, time), step)| {
                    activity.ix() == **step && self.in_window(times[at], **time)
                })
                .count();
            // A chain that ends with the journey may go on.
            let going_on = at + length == activities.len();
            let last_entry = going_on.then_some(times[at]);
            match &mut best {
                Some(best) if best.length >= length => best.last_entry = last_entry,
                _ => {
                    let mut chain = Chain { length, times: [0; STEPS], last_entry };
                    chain.times[..length].copy_from_slice(&times[at..at + length]);
                    best = Some(chain);
                }
            }
            if entry == Entry::First {
                break;
            }
        }
        best
    }

    /// Each step once, in any order; any of them may be the entry.
    fn any<A: Code>(&self, entry: Entry, activities: &[A], times: &[i64]) -> Option<Chain> {
        let mut best: Option<Chain> = None;
        for at in (0..activities.len()).filter(|at| self.steps.contains(&activities[*at].ix())) {
            let mut chain = Chain { length: 0, times: [0; STEPS], last_entry: Some(times[at]) };
            let mut filled = [false; STEPS];
            for (activity, time) in activities[at..].iter().zip(&times[at..]) {
                if !self.in_window(times[at], *time) || chain.length == self.steps.len() {
                    break;
                }
                for (step, filled) in self.steps.iter().zip(&mut filled) {
                    if *step == activity.ix() && !*filled {
                        *filled = true;
                        chain.times[chain.length] = *time;
                        chain.length += 1;
                        if self.once {
                            break;
                        }
                    }
                }
            }
            match &mut best {
                Some(best) if best.length >= chain.length => best.last_entry = chain.last_entry,
                _ => best = Some(chain),
            }
            let whole = best.as_ref().is_some_and(|best| best.length == self.steps.len());
            // Without a window the first entry sees whatever a later one sees.
            if whole || entry == Entry::First || self.within_us.is_none() {
                break;
            }
        }
        best
    }
}
