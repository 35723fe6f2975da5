//! What is counted of each pair while events are looked at: a line of the cache a pair.
//!
//! All neighbours of a block are counted in one loop without a branch. Those of two journeys are counted too, at a
//! place of their own that is thrown away: that is cheaper than a loop a journey.

use super::Sought;
use crate::ranks::{Brackets, EVERYWHERE, Near, Ranks};
use crate::trace::Code;
use rustc_hash::FxHashMap;

/// Up to this many pairs a table with a place for each is faster than a map.
const TABLE: usize = 1 << 16;
/// The place of neighbours of which each is of another journey.
const APART: u32 = 0;

/// The pairs seen so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// How many activities there are.
    names: usize,
    each: Vec<Line>,
    /// Where the quantiles of each are looked for, and what was found there.
    near: Vec<[Near; 2]>,
    inside: Vec<[Vec<i64>; 2]>,
    /// What no longer fits into the sums of waits.
    sums: Vec<i128>,
    pairs: Vec<(u32, u32)>,
    /// Place of a pair: from × activities + to; empty where there would be too many.
    table: Vec<u32>,
    map: FxHashMap<(u32, u32), u32>,
    /// No sum of waits is greater than the lengths of all journeys since sums were put away.
    lengths_us: u64,
    /// Journeys seen.
    stamp: u64,
    room: Room,
}

#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
struct Line {
    count: u64,
    sum_us: i64,
    journeys: u64,
    /// The last journey counted.
    stamp: u64,
    least_us: i64,
    most_us: i64,
    below: [u64; 2],
}

#[derive(Clone, Debug, Default)]
struct Room {
    places: Vec<u32>,
    /// Waits inside a bracket, with their places.
    found: Vec<(u32, i64)>,
}

/// What was counted of a pair.
pub(super) struct Counted {
    pub(super) pair: (u32, u32),
    pub(super) count: u64,
    pub(super) journeys: u64,
    pub(super) sum_us: i128,
    pub(super) least_us: i64,
    pub(super) most_us: i64,
    pub(super) waits: Ranks<2>,
}

/// An activity's code; they are 32 bits wide at most.
fn code(activity: usize) -> u32 {
    u32::try_from(activity).unwrap_or(u32::MAX)
}

impl Lines {
    /// None yet. `sparse` where many may be alive at once, so that none may be large while empty.
    pub(super) fn new(names: usize, sparse: bool) -> Self {
        let pairs = names.saturating_mul(names);
        let has_table = pairs <= if sparse { TABLE / 16 } else { TABLE };
        let mut lines = Self {
            names,
            table: vec![APART; if has_table { pairs } else { 0 }],
            ..Self::default()
        };
        lines.begin((u32::MAX, u32::MAX), [EVERYWHERE; 2]);
        lines
    }

    fn begin(&mut self, pair: (u32, u32), brackets: Brackets<2>) -> u32 {
        // There are fewer lines than codes.
        let place = u32::try_from(self.each.len()).unwrap_or(APART);
        self.each.push(Line {
            count: 0,
            sum_us: 0,
            journeys: 0,
            stamp: 0,
            least_us: i64::MAX,
            most_us: i64::MIN,
            below: [0; 2],
        });
        self.near.push(brackets.map(Near::of));
        self.inside.push([const { Vec::new() }; 2]);
        self.sums.push(0);
        self.pairs.push(pair);
        place
    }

    #[cold]
    fn find<A: Code>(&mut self, from: A, to: A, sought: &Sought) -> u32 {
        let pair = (code(from.ix()), code(to.ix()));
        let at = from.ix() * self.names + to.ix();
        let known = match self.table.get(at) {
            Some(place) => Some(*place).filter(|place| *place != APART),
            None => self.map.get(&pair).copied(),
        };
        known.unwrap_or_else(|| {
            let key = (from.ix(), to.ix());
            let brackets = sought.get(&key).copied().unwrap_or([EVERYWHERE; 2]);
            let place = self.begin(pair, brackets);
            match self.table.get_mut(at) {
                Some(known) => *known = place,
                None => {
                    self.map.insert(pair, place);
                }
            }
            place
        })
    }

    /// Adds journeys that lie side by side, of which `ends` says where each ends; `times` are as many as `codes`.
    pub(super) fn add<A: Code>(
        &mut self,
        codes: &[A],
        times: &[i64],
        ends: impl Iterator<Item = usize> + Clone,
        (sought, quantiles): (&Sought, bool),
    ) {
        let mut places = std::mem::take(&mut self.room.places);
        self.place(codes, ends.clone(), sought, &mut places);
        let mut lengths_us = 0_u64;
        let mut start = 0;
        for end in ends {
            // Times of a journey do not fall.
            lengths_us += times[end - 1].wrapping_sub(times[start]).cast_unsigned();
            start = end;
        }
        self.lengths_us = self.lengths_us.saturating_add(lengths_us);
        if self.lengths_us > i64::MAX.cast_unsigned() {
            self.put_sums_away();
            self.lengths_us = lengths_us;
        }
        self.stamp += 1;
        if quantiles {
            self.count_near(&places, times);
        } else {
            self.count(&places, times);
        }
        self.room.places = places;
    }

    /// The places of all neighbours.
    fn place<A: Code>(
        &mut self,
        codes: &[A],
        ends: impl Iterator<Item = usize>,
        sought: &Sought,
        places: &mut Vec<u32>,
    ) {
        places.clear();
        let names = self.names;
        let mut known = !self.table.is_empty();
        if known {
            let table = &self.table[..];
            places.extend(codes.windows(2).map(|pair| {
                let place = table[pair[0].ix() * names + pair[1].ix()];
                known &= place != APART;
                place
            }));
        }
        if !known {
            places.clear();
            for pair in codes.windows(2) {
                places.push(self.find(pair[0], pair[1], sought));
            }
        }
        places.push(APART);
        for end in ends {
            places[end - 1] = APART;
        }
    }

    fn count(&mut self, places: &[u32], times: &[i64]) {
        let lines = &mut self.each[..];
        let mut stamp = self.stamp;
        for (place, pair) in places.iter().zip(times.windows(2)) {
            // Times lie in the years 1 to 9999.
            lines[*place as usize].add(pair[1].wrapping_sub(pair[0]), stamp);
            stamp += u64::from(*place == APART);
        }
        self.stamp = stamp;
    }

    fn count_near(&mut self, places: &[u32], times: &[i64]) {
        let (lines, near) = (&mut self.each[..], &self.near[..]);
        let found = &mut self.room.found;
        found.resize(places.len(), (0, 0));
        let mut stamp = self.stamp;
        let mut count = 0;
        for (place, pair) in places.iter().zip(times.windows(2)) {
            // Times lie in the years 1 to 9999.
            let wait_us = pair[1].wrapping_sub(pair[0]);
            let line = &mut lines[*place as usize];
            line.add(wait_us, stamp);
            let [first, second] = &near[*place as usize];
            line.below[0] += u64::from(first.is_above(wait_us));
            line.below[1] += u64::from(second.is_above(wait_us));
            // Without a branch, for what lies inside is hard to foresee.
            found[count] = (*place, wait_us);
            count += usize::from(first.holds(wait_us) | second.holds(wait_us));
            stamp += u64::from(*place == APART);
        }
        self.stamp = stamp;
        for (place, wait_us) in found[..count].iter().filter(|(place, _)| *place != APART) {
            let place = *place as usize;
            for (near, inside) in near[place].iter().zip(&mut self.inside[place]) {
                if near.holds(*wait_us) {
                    inside.push(*wait_us);
                    // What is kept whole is kept once.
                    if near.is_everywhere() {
                        break;
                    }
                }
            }
        }
    }

    fn put_sums_away(&mut self) {
        for (line, sum) in self.each.iter_mut().zip(&mut self.sums) {
            *sum += i128::from(std::mem::take(&mut line.sum_us));
        }
    }

    /// What was counted of each pair, which is no longer here.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Counted> {
        self.put_sums_away();
        let all = std::mem::take(self);
        let of = all.each.into_iter().zip(all.near).zip(all.inside).zip(all.sums).zip(all.pairs);
        let of = of.skip(1).filter(|((((line, _), _), _), _)| line.count > 0);
        of.map(|((((line, near), inside), sum_us), pair)| Counted {
            pair,
            count: line.count,
            journeys: line.journeys,
            sum_us,
            least_us: line.least_us,
            most_us: line.most_us,
            waits: Ranks::found(near.map(Near::bracket), line.count, line.below, inside),
        })
    }
}

impl Line {
    #[inline]
    fn add(&mut self, wait_us: i64, stamp: u64) {
        self.count += 1;
        self.sum_us = self.sum_us.wrapping_add(wait_us);
        self.journeys += u64::from(self.stamp != stamp);
        self.stamp = stamp;
        if wait_us < self.least_us {
            self.least_us = wait_us;
        }
        if wait_us > self.most_us {
            self.most_us = wait_us;
        }
    }
}
