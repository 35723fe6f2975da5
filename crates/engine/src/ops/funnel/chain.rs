//! The chain of a journey that gets furthest through the steps of a funnel.
//!
//! Only the place of a chain's last event and its length are found in the pass over the journey; the events between
//! are looked up once the longest chain is known, and only where waits are needed.

use super::plan::Course;
use super::values::Values;
use crate::cells::Cells;
use crate::trace::{Code, Trace};
use wayline_model::question::{Entry, Order};

/// What a journey is to a funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It never enters.
    Never,
    /// It is left out, for what must not come between did.
    Dropped,
    /// Its longest chain.
    Got(Chain),
}

/// The chain that first got furthest. Where its events are stands in [`Room::places`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    /// How many steps it has; at least one.
    pub(crate) length: usize,
    /// The latest entry from which the journey may still get further; `None` if there is none.
    pub(crate) last_entry: Option<i64>,
}

/// Room for the chains of one journey, kept from journey to journey.
#[derive(Clone, Debug, Default)]
pub(crate) struct Room {
    /// Where in the journey the events of the longest chain are.
    pub(crate) places: Vec<usize>,
    pub(super) entries: Vec<i64>,
    pub(super) values: Values,
    /// Before this place the chains of all values are broken.
    pub(super) from: usize,
}

/// A journey as the plan sees it.
pub(super) struct Seen<'a, A> {
    pub(super) course: &'a Course,
    pub(super) activities: &'a [A],
    pub(super) times: &'a [i64],
    /// The values that are the same along a chain.
    held: Option<&'a Cells<'a>>,
}

impl<A: Code> Seen<'_, A> {
    /// The steps that an event fills: none where the value is missing.
    pub(super) fn steps(&self, at: usize) -> u64 {
        let steps = self.course.steps_of(self.activities[at].ix());
        match self.held {
            Some(held) if steps != 0 && held.key(at).is_none() => 0,
            _ => steps,
        }
    }

    /// What tells chains apart; the same for all where nothing is held.
    pub(super) fn value(&self, at: usize) -> Option<u64> {
        self.held.and_then(|held| held.key(at))
    }

    /// Whether an event must not come between.
    pub(super) fn excludes(&self, at: usize) -> bool {
        self.course.excludes(self.activities[at].ix())
    }

    /// Whether an event breaks chains of a value: one without a value breaks all.
    pub(super) fn breaks(&self, at: usize, value: Option<u64>) -> bool {
        self.excludes(at) && self.value(at).is_none_or(|own| Some(own) == value)
    }

    /// Whether the window of one event is open at another.
    pub(super) fn in_window(&self, entry: usize, at: usize) -> bool {
        self.course.in_window(self.times[entry], self.times[at])
    }

    /// Looks up the events of an ordered chain from its last one back: always the latest that fits, which also
    /// is the latest entry that got so far.
    pub(super) fn latest(&self, places: &mut Vec<usize>, length: usize, last: usize) {
        let value = self.value(last);
        places.clear();
        places.resize(length, last);
        let mut at = last;
        for step in (0..length - 1).rev() {
            let fits = |at: usize| self.steps(at) >> step & 1 == 1 && self.value(at) == value;
            let mut next = if self.course.plan.once { at.checked_sub(1) } else { Some(at) };
            while let Some(place) = next.filter(|place| !fits(*place)) {
                next = place.checked_sub(1);
            }
            // There is one: the chain was found.
            at = next.unwrap_or(0);
            places[step] = at;
        }
    }
}

impl Course {
    /// The longest chain of a journey.
    pub(crate) fn longest<A: Code>(&self, room: &mut Room, trace: &Trace<'_, A>) -> Outcome {
        let seen = Seen {
            course: self,
            activities: trace.activities,
            times: trace.times,
            held: trace.columns.first().filter(|_| self.plan.hold),
        };
        match (self.plan.order, self.plan.entry) {
            (Order::Ordered, Entry::First) => seen.ordered_first(room),
            _ if self.plan.is_any_entry() => self.plain(room, &seen),
            (Order::Ordered, Entry::Best) => seen.ordered_best(room),
            (Order::Strict, entry) => seen.strict(room, entry),
            (Order::Any, Entry::First) => seen.any_first(room),
            (Order::Any, Entry::Best) => seen.any_best(room),
        }
    }

    /// Ordered, any entry, nothing excluded or held.
    fn plain<A: Code>(&self, room: &mut Room, seen: &Seen<'_, A>) -> Outcome {
        let found = match self.plan.within_us {
            None => self.without_window(seen),
            Some(_) => self.by_marks(&mut room.entries, seen),
        };
        let Some((length, last, last_entry)) = found else {
            return Outcome::Never;
        };
        if length > 1 {
            seen.latest(&mut room.places, length, last);
        }
        Outcome::Got(Chain { length, last_entry: Some(last_entry) })
    }

    /// Without a window the first entry gets as far as any: the length, the last event, the entry.
    fn without_window<A: Code>(&self, seen: &Seen<'_, A>) -> Option<(usize, usize, i64)> {
        let (mut length, mut last, mut entry) = (0, 0, 0);
        for (at, activity) in seen.activities.iter().enumerate() {
            let steps = self.steps_of(activity.ix());
            while steps >> length & 1 == 1 {
                if length == 0 {
                    entry = seen.times[at];
                }
                length += 1;
                last = at;
                if self.plan.once {
                    break;
                }
            }
            if length == self.plan.steps.len() {
                break;
            }
        }
        (length > 0).then_some((length, last, entry))
    }

    /// One pass: per step the latest entry of a chain up to it. It has the most room left, so no other chain up to
    /// the same step can get further.
    fn by_marks<A: Code>(
        &self,
        entries: &mut Vec<i64>,
        seen: &Seen<'_, A>,
    ) -> Option<(usize, usize, i64)> {
        entries.clear();
        entries.resize(self.plan.steps.len(), 0);
        let (mut started, mut best, mut last) = (0_u64, 0, 0);
        for (at, (activity, time)) in seen.activities.iter().zip(seen.times).enumerate() {
            for step in self.turns(self.steps_of(activity.ix())) {
                entries[step] = match step.checked_sub(1) {
                    None => *time,
                    Some(before) => {
                        let entry = entries[before];
                        if started >> before & 1 == 0 || !self.in_window(entry, *time) {
                            continue;
                        }
                        entry
                    }
                };
                started |= 1 << step;
                if step >= best {
                    best = step + 1;
                    last = at;
                }
            }
            if best == self.plan.steps.len() {
                break;
            }
        }
        (best > 0).then(|| (best, last, entries[0]))
    }
}
