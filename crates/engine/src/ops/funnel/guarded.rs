//! Chains that something may break, or whose events must agree in a value; and the orders that are seldom asked.
//!
//! All of it is one pass over the journey with a few places of events a value, whatever the window.

use super::chain::{Chain, Outcome, Room, Seen};
use super::values::NONE;
use crate::trace::Code;
use wayline_model::question::{Entry, Exclusion};

/// The best chain of a pass so far.
#[derive(Clone, Copy, Default)]
struct Best {
    length: usize,
    /// Its last event.
    last: usize,
    /// Before this place its value's chains were broken.
    from: usize,
}

/// Whether the journey is left out as soon as something breaks a chain.
fn drops_journeys<A>(seen: &Seen<'_, A>) -> bool {
    seen.course.plan.exclusion == Exclusion::DropJourney
}

impl<A: Code> Seen<'_, A> {
    /// From one entry the earliest event of each next step leaves the most room.
    pub(super) fn ordered_first(&self, room: &mut Room) -> Outcome {
        self.first(room, 1, |steps, length| (steps >> length & 1) << length)
    }

    /// From the first event of any step, whatever comes.
    pub(super) fn any_first(&self, room: &mut Room) -> Outcome {
        self.first(room, u64::MAX, |steps, _| steps)
    }

    /// From the first event of one of the `entering` steps; `open` says which of an event's steps a chain of a
    /// length may take.
    fn first(&self, room: &mut Room, entering: u64, open: impl Fn(u64, usize) -> u64) -> Outcome {
        room.places.clear();
        let mut places = 0..self.activities.len();
        let Some(entry) = places.find(|at| self.steps(*at) & entering != 0) else {
            return Outcome::Never;
        };
        let (value, steps) = (self.value(entry), self.course.plan.steps.len());
        let (mut filled, mut broken) = (0_u64, false);
        for at in entry..self.activities.len() {
            if !self.in_window(entry, at) {
                break;
            }
            if self.breaks(at, value) {
                if drops_journeys(self) {
                    return Outcome::Dropped;
                }
                broken = true;
                break;
            }
            let own = if self.value(at) == value { self.steps(at) } else { 0 };
            loop {
                let fits = open(own, room.places.len()) & !filled;
                if fits == 0 {
                    break;
                }
                filled |= fits & fits.wrapping_neg();
                room.places.push(at);
                if self.course.plan.once {
                    break;
                }
            }
            if room.places.len() == steps {
                break;
            }
        }
        let last_entry = (!broken).then_some(self.times[entry]);
        Outcome::Got(Chain { length: room.places.len(), last_entry })
    }

    /// Every step is the very next event.
    pub(super) fn strict(&self, room: &mut Room, entry: Entry) -> Outcome {
        let (events, steps) = (self.activities.len(), self.course.plan.steps.len());
        let mut best: Option<Chain> = None;
        for at in (0..events).filter(|at| self.steps(*at) & 1 == 1) {
            let value = self.value(at);
            let fits = |place: &usize| {
                self.steps(*place) >> (*place - at) & 1 == 1
                    && self.value(*place) == value
                    && self.in_window(at, *place)
            };
            let length = (at..events.min(at + steps)).take_while(fits).count();
            let next = at + length;
            if length < steps
                && next < events
                && drops_journeys(self)
                && self.breaks(next, value)
                && self.in_window(at, next)
            {
                return Outcome::Dropped;
            }
            let chain = best.get_or_insert(Chain { length: 0, last_entry: None });
            // A chain that ends with the journey may go on.
            if next == events {
                chain.last_entry = Some(self.times[at]);
            }
            if length > chain.length {
                chain.length = length;
                room.places.clear();
                room.places.extend(at..next);
            }
            if length == steps || entry == Entry::First {
                break;
            }
        }
        best.map_or(Outcome::Never, Outcome::Got)
    }

    /// In order, from any entry: per value and step the latest entry of a chain up to it.
    pub(super) fn ordered_best(&self, room: &mut Room) -> Outcome {
        let found = self.best(room, 1, |seen, row, from, at| {
            let mut length = 0;
            for step in seen.course.turns(seen.steps(at)) {
                row[step] = match step.checked_sub(1).map(|before| row[before]) {
                    None => at,
                    Some(entry) if entry != NONE && entry >= from && seen.in_window(entry, at) => {
                        entry
                    }
                    Some(_) => continue,
                };
                length = length.max(step + 1);
            }
            length
        });
        let best = match found {
            Ok(best) => best,
            Err(outcome) => return outcome,
        };
        self.latest(&mut room.places, best.length, best.last);
        self.got(room, best)
    }

    /// In any order, from any entry: per value and step the latest event that fills it, equal steps by as many of the
    /// latest. A chain is as long as there are such events in a window that ends with one of them.
    pub(super) fn any_best(&self, room: &mut Room) -> Outcome {
        let found = self.best(room, u64::MAX, |seen, row, from, at| {
            let (mut place, mut left) = (at, seen.steps(at));
            while left != 0 {
                let step = left.trailing_zeros() as usize;
                left &= left - 1;
                let before = std::mem::replace(&mut row[step], place);
                if seen.course.plan.once {
                    place = before;
                }
            }
            let fills =
                |place: &&usize| **place != NONE && **place >= from && seen.in_window(**place, at);
            row.iter().filter(fills).count()
        });
        let best = match found {
            Ok(best) => best,
            Err(outcome) => return outcome,
        };
        // The earliest entry of those that got so far, and from it whatever comes.
        let value = self.value(best.last);
        let fills = |at: &usize| self.steps(*at) != 0 && self.value(*at) == value;
        let window = (best.from..=best.last).rev().take_while(|at| self.in_window(*at, best.last));
        let entry = window.filter(fills).last().unwrap_or(best.last);
        room.places.clear();
        let mut filled = 0_u64;
        for at in (entry..=best.last).filter(fills) {
            for step in 0..self.course.plan.steps.len() {
                if self.steps(at) & !filled & 1 << step != 0 {
                    filled |= 1 << step;
                    room.places.push(at);
                    if self.course.plan.once {
                        break;
                    }
                }
            }
        }
        self.got(room, best)
    }

    /// One pass; `step` adds an event to the row of its value, whose chains are broken before a place, and gives the
    /// length of the longest chain that ends with it. An event of one of the `entering` steps enters.
    fn best(
        &self,
        room: &mut Room,
        entering: u64,
        step: impl Fn(&Self, &mut [usize], usize, usize) -> usize,
    ) -> Result<Best, Outcome> {
        let steps = self.course.plan.steps.len();
        let values = &mut room.values;
        values.clear(steps);
        let mut best = Best::default();
        // Before this place the chains of all values are broken; where a chain of any value began last.
        let (mut from, mut entered) = (0, NONE);
        for at in 0..self.activities.len() {
            if self.excludes(at) {
                let value = self.value(at);
                let all = value.is_none();
                let place = if all { None } else { values.find(value) };
                let last = if all { entered } else { place.map_or(NONE, |p| values.of(p).entered) };
                if drops_journeys(self) {
                    if last != NONE && self.in_window(last, at) {
                        return Err(Outcome::Dropped);
                    }
                } else if all {
                    from = at;
                } else if let Some(place) = place {
                    values.of(place).from = at;
                }
                continue;
            }
            let own = self.steps(at);
            if own == 0 {
                continue;
            }
            let place = values.place(self.value(at));
            if own & entering != 0 {
                values.of(place).entered = at;
                entered = at;
            }
            let since = values.of(place).from.max(from);
            let length = step(self, values.row(place), since, at);
            if length > best.length {
                best = Best { length, last: at, from: since };
                if length == steps {
                    break;
                }
            }
        }
        if best.length == 0 {
            return Err(Outcome::Never);
        }
        room.from = from;
        Ok(best)
    }

    fn got(&self, room: &Room, best: Best) -> Outcome {
        let entry = room.values.last_entered(room.from);
        let last_entry = entry.map(|entry| self.times[entry]);
        Outcome::Got(Chain { length: best.length, last_entry })
    }
}
