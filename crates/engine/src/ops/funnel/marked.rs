//! The longest chains of a block's journeys, found among the events that are steps.
//!
//! For funnels whose order and window alone decide and whose steps all differ. Per step the latest entry of a chain up to
//! it is kept: it has the most room left, so no other chain up to the same step can get further. An event takes its
//! step's entry from the step before without asking whether that is still in the window, for what is out of it
//! now is so later. Entries themselves are looked up when a second step comes: most are never needed.
//!
//! Times are seen to a step; where the exact ones decide, the journey is left to [`super::chain`].

use super::plan::{Course, STEPS};
use crate::bits::Bits;
use crate::hot::Coarse;
use crate::trace::Code;
use std::ops::Range;

/// What is known of a block.
pub(super) struct Marked<'b, A> {
    course: &'b Course,
    /// By activity its only step; see [`Course::lanes`].
    lanes: &'b [u8],
    codes: &'b [A],
    /// The events of the first step.
    first: &'b Bits,
    /// Those of the others.
    later: &'b Bits,
    coarse: Coarse<'b>,
    /// So many steps of a window are in it whatever the exact times are, and so many may be in it.
    window: (u64, u64),
}

/// What a journey is to the funnel.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seen {
    /// It never enters.
    Never,
    /// Its longest chain has this many steps, which lie at the rows given beside.
    Got(usize),
    /// The exact times tell.
    Unsure,
}

/// Added to all times, so that no window reaches back to none.
const LATER: u64 = 1 << 33;

/// Places by step.
const PLACES: usize = 64;
const _: () = assert!(STEPS + 2 < PLACES, "every step has a place, and the one after the last");

/// Room for one journey.
#[derive(Debug)]
pub(super) struct Room {
    /// By step, the latest entry of a chain up to the step before.
    entries: [u64; PLACES],
    /// By step, the latest event.
    latest: [usize; PLACES],
    /// Where the events of the longest chain are.
    pub(super) places: Vec<usize>,
}

impl Room {
    pub(super) fn new() -> Self {
        Self { entries: [0; PLACES], latest: [0; PLACES], places: Vec::new() }
    }
}

impl<'b, A: Code> Marked<'b, A> {
    pub(super) fn new(
        course: &'b Course,
        lanes: &'b [u8],
        codes: &'b [A],
        (first, later): (&'b Bits, &'b Bits),
        times: Coarse<'b>,
    ) -> Self {
        let length = course.plan.within_us.unwrap_or(0).max(0).cast_unsigned();
        let step = times.step.cast_unsigned();
        // No two times are further apart.
        let most = 1 << u32::BITS;
        let inside = ((length + 1) / step).min(most);
        let perhaps = (length.div_ceil(step) + 1).min(most);
        Self { course, lanes, codes, first, later, coarse: times, window: (inside, perhaps) }
    }

    /// The longest chain of a journey with these rows.
    #[inline]
    pub(super) fn longest(&self, rows: Range<usize>, room: &mut Room) -> Seen {
        let Room { entries, latest, places } = room;
        let entry = self.first.next(rows.start);
        if entry >= rows.end {
            return Seen::Never;
        }
        places.clear();
        places.push(entry);
        let mut at = self.later.next(entry);
        if at >= rows.end {
            return Seen::Got(1);
        }
        let (inside, perhaps) = self.window;
        let steps = self.course.plan.steps.len();
        entries[..steps + 2].fill(0);
        let mut best = 1;
        while at < rows.end {
            // Lanes are below that: it spares looking whether they are.
            let lane = usize::from(self.lanes[self.codes[at].ix()]) % (PLACES - 1);
            if lane == 1 {
                entries[1] = self.time(self.first.last(at));
            }
            let entry = entries[lane];
            entries[lane + 1] = entry;
            latest[lane] = at;
            let apart = self.time(at) - entry;
            if apart < perhaps && lane >= best {
                if apart >= inside {
                    return Seen::Unsure;
                }
                best = lane + 1;
                places.truncate(1);
                places.extend_from_slice(&latest[1..best]);
                if best == steps {
                    break;
                }
            }
            at = self.later.next(at + 1);
        }
        self.set_right(places);
        Seen::Got(best)
    }

    /// The time of an event in steps, later than none.
    fn time(&self, row: usize) -> u64 {
        LATER + u64::from(self.coarse.numbers[row])
    }

    /// Where the latest event of a step came after that of the next, the one before it is the chain's.
    fn set_right(&self, places: &mut [usize]) {
        for step in (1..places.len().max(1) - 1).rev() {
            if places[step] > places[step + 1] {
                let before = &self.codes[..places[step + 1]];
                let wanted = self.course.plan.steps[step];
                // There is one: the chain was found.
                places[step] = before.iter().rposition(|code| code.ix() == wanted).unwrap_or(0);
            }
        }
        if places.len() > 1 {
            places[0] = self.first.last(places[1]);
        }
    }
}
