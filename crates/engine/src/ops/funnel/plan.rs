//! Which chains of a funnel count, and what each activity is to them.

use crate::bits::flag_activities;
use crate::trace::Code;
use wayline_model::question::{Entry, Exclusion, Order};

/// How many steps a funnel may have.
pub(crate) const STEPS: usize = 32;
/// The mark of an activity that must not come between.
const EXCLUDED: u64 = 1 << STEPS;
/// Windows shorter than this may be added to and divided without an overflow: 73,000 years.
const FAR: i64 = 1 << 61;

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
    /// Activity codes, none of them a step.
    pub(crate) exclude: Vec<usize>,
    pub(crate) exclusion: Exclusion,
    /// Whether all events of a chain have the same value in the first column.
    pub(crate) hold: bool,
}

impl Plan {
    /// Whether nothing but the order of the steps and the window decides, from any entry on.
    pub(super) fn is_any_entry(&self) -> bool {
        let is_plain = self.exclude.is_empty() && !self.hold;
        is_plain && self.order == Order::Ordered && self.entry == Entry::Best
    }
}

/// A plan with a table of what each activity is to it.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub(crate) plan: Plan,
    /// By activity: a bit for every step that it fills, and [`EXCLUDED`].
    marks: Vec<u64>,
    /// By activity: its only step, counted from 0. `None` unless the order of the steps and a window alone decide, from
    /// any entry on, and no activity is several steps.
    pub(super) lanes: Option<Vec<u8>>,
}

impl Course {
    /// Looks the plan's activities up once for all journeys.
    pub(crate) fn new(plan: Plan, activities: usize) -> Self {
        let mut marks = vec![0_u64; activities];
        for (step, activity) in plan.steps.iter().enumerate() {
            marks[*activity] |= 1 << step;
        }
        for activity in &plan.exclude {
            marks[*activity] |= EXCLUDED;
        }
        let distinct = marks.iter().all(|mark| (mark & (EXCLUDED - 1)).count_ones() <= 1);
        let fits = plan.is_any_entry() && plan.within_us.is_some_and(|within| within < FAR);
        let lanes = (distinct && fits).then(|| {
            // Steps are at most 32; nobody looks up what is none.
            let lane = |mark: &u64| u8::try_from(mark.trailing_zeros()).unwrap_or(0);
            marks.iter().map(lane).collect()
        });
        Self { plan, marks, lanes }
    }

    /// Flags the events that matter: steps and what must not come between; with a strict order all.
    pub(super) fn mark_all<A: Code>(&self, codes: &[A], flags: &mut Vec<u8>) {
        if self.plan.order == Order::Strict {
            flags.clear();
            flags.resize(codes.len(), 1);
            return;
        }
        let mut wanted: Vec<usize> =
            self.plan.steps.iter().chain(&self.plan.exclude).copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        flag_activities(&wanted, codes, flags);
    }

    /// The steps that an activity fills, a bit each.
    pub(super) fn steps_of(&self, activity: usize) -> u64 {
        self.marks[activity] & (EXCLUDED - 1)
    }

    /// Whether an activity must not come between.
    pub(super) fn excludes(&self, activity: usize) -> bool {
        self.marks[activity] & EXCLUDED != 0
    }

    /// Whether a window that was entered at one time is open at another.
    pub(super) fn in_window(&self, entry: i64, time: i64) -> bool {
        self.plan.within_us.is_none_or(|within| time.saturating_sub(entry) <= within)
    }

    /// Steps in the order in which one event takes them: backwards, an event never meets the chain that it has
    /// just made longer.
    pub(super) fn turns(&self, steps: u64) -> Turns {
        Turns { left: steps, backwards: self.plan.once }
    }
}

/// The steps of one event, one after the other.
pub(super) struct Turns {
    left: u64,
    backwards: bool,
}

impl Iterator for Turns {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.left == 0 {
            return None;
        }
        let step = if self.backwards { self.left.ilog2() } else { self.left.trailing_zeros() };
        self.left &= !(1 << step);
        Some(step as usize)
    }
}
