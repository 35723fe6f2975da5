//! What is counted of each pair while events are looked at: where only means are asked for 16 bytes a pair, else a
//! line of the cache.

use super::Sought;
use crate::ranks::{Brackets, EVERYWHERE, Near, Ranks};
use crate::trace::Code;
use rustc_hash::FxHashMap;

/// Up to this many pairs each has its place from the beginning: from × activities + to.
const DIRECT: usize = 1 << 12;
/// Up to this many a table tells the place of each; of more a map.
const TABLE: usize = 1 << 16;
/// In the place of a pair that was not seen yet.
const ABSENT: u32 = u32::MAX;

/// The pairs seen so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// How many activities there are.
    names: usize,
    is_direct: bool,
    /// Whether more is asked for than means.
    quantiles: bool,
    pairs: Vec<(u32, u32)>,
    means: Vec<Mean>,
    each: Vec<Line>,
    /// Where the quantiles of each are looked for, and what was found there.
    near: Vec<[Near; 2]>,
    inside: Vec<[Vec<i64>; 2]>,
    /// What no longer fits into the sums of waits.
    sums: Vec<i128>,
    /// The place of each pair, where it is not the direct one.
    table: Vec<u32>,
    map: FxHashMap<(u32, u32), u32>,
    /// No sum of waits is greater than the lengths of all journeys since sums were put away.
    lengths_us: u64,
    /// Journeys seen.
    stamp: u64,
    /// Waits inside a bracket, with their places.
    found: Vec<(usize, i64)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sum_us: i64,
    count: u64,
}

#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
struct Line {
    mean: Mean,
    journeys: u64,
    /// The last journey counted.
    stamp: u64,
    least_us: i64,
    most_us: i64,
    below: [u64; 2],
}

/// What was counted of a pair.
pub(super) struct Counted {
    pub(super) pair: (u32, u32),
    pub(super) count: u64,
    pub(super) sum_us: i128,
    pub(super) journeys: u64,
    pub(super) least_us: i64,
    pub(super) most_us: i64,
    pub(super) waits: Ranks<2>,
}

/// An activity's code; they are 32 bits wide at most.
fn code(activity: usize) -> u32 {
    u32::try_from(activity).unwrap_or(u32::MAX)
}

impl Mean {
    #[inline]
    fn add(&mut self, wait_us: i64) {
        self.sum_us = self.sum_us.wrapping_add(wait_us);
        self.count += 1;
    }
}

impl Line {
    const NONE: Self = Self {
        mean: Mean { sum_us: 0, count: 0 },
        journeys: 0,
        stamp: 0,
        least_us: i64::MAX,
        most_us: i64::MIN,
        below: [0; 2],
    };

    #[inline]
    fn add(&mut self, wait_us: i64, stamp: u64) {
        self.mean.add(wait_us);
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

impl Lines {
    /// None yet; `roomy` where it may take room for pairs that are not seen.
    pub(super) fn new(names: usize, quantiles: bool, roomy: bool, sought: &Sought) -> Self {
        let pairs = names.saturating_mul(names);
        let is_direct = roomy && pairs <= DIRECT;
        let table = if !is_direct && pairs <= TABLE { vec![ABSENT; pairs] } else { Vec::new() };
        let mut lines = Self { names, is_direct, quantiles, table, ..Self::default() };
        if is_direct {
            for from in 0..names {
                for to in 0..names {
                    lines.begin((from, to), sought);
                }
            }
        }
        lines
    }

    fn begin(&mut self, (from, to): (usize, usize), sought: &Sought) -> u32 {
        let place = u32::try_from(self.pairs.len()).unwrap_or(ABSENT);
        self.pairs.push((code(from), code(to)));
        self.sums.push(0);
        if self.quantiles {
            let brackets: Option<&Brackets<2>> = sought.get(&(from, to));
            self.each.push(Line::NONE);
            self.near.push(brackets.copied().unwrap_or([EVERYWHERE; 2]).map(Near::of));
            self.inside.push([const { Vec::new() }; 2]);
        } else {
            self.means.push(Mean::default());
        }
        place
    }

    /// Where a pair is that has no direct place.
    #[inline]
    fn place(&mut self, from: usize, to: usize, sought: &Sought) -> usize {
        match self.table.get(from * self.names + to) {
            Some(place) if *place != ABSENT => *place as usize,
            _ => self.find(from, to, sought),
        }
    }

    #[cold]
    fn find(&mut self, from: usize, to: usize, sought: &Sought) -> usize {
        if let Some(place) = self.map.get(&(code(from), code(to))) {
            return *place as usize;
        }
        let place = self.begin((from, to), sought);
        match self.table.get_mut(from * self.names + to) {
            Some(known) => *known = place,
            None => {
                self.map.insert((code(from), code(to)), place);
            }
        }
        place as usize
    }

    /// Adds journeys that lie side by side, of which `ends` says where each ends; `times` are as many as `codes`.
    pub(super) fn add<A: Code>(
        &mut self,
        codes: &[A],
        times: &[i64],
        ends: impl Iterator<Item = usize> + Clone,
        sought: &Sought,
    ) {
        self.make_room(times, ends.clone());
        match (self.quantiles, self.is_direct) {
            (false, true) => self.add_means::<A, true>(codes, times, ends, sought),
            (false, false) => self.add_means::<A, false>(codes, times, ends, sought),
            (true, true) => self.add_all::<A, true>(codes, times, ends, sought),
            (true, false) => self.add_all::<A, false>(codes, times, ends, sought),
        }
    }

    /// Puts sums away that could become too great.
    fn make_room(&mut self, times: &[i64], ends: impl Iterator<Item = usize>) {
        let mut sum_us = 0_u64;
        let mut start = 0;
        for end in ends {
            // Times of a journey do not fall, and lie in the years 1 to 9999.
            let length_us = times[end - 1].wrapping_sub(times[start]).cast_unsigned();
            sum_us = sum_us.saturating_add(length_us);
            start = end;
        }
        self.lengths_us = self.lengths_us.saturating_add(sum_us);
        if self.lengths_us > i64::MAX.cast_unsigned() {
            self.put_sums_away();
            self.lengths_us = sum_us;
        }
    }

    fn add_means<A: Code, const DIRECT: bool>(
        &mut self,
        codes: &[A],
        times: &[i64],
        ends: impl Iterator<Item = usize>,
        sought: &Sought,
    ) {
        let mut start = 0;
        for end in ends {
            let own = codes[start..end].windows(2).zip(times[start..end].windows(2));
            for (pair, times) in own {
                let (from, to) = (pair[0].ix(), pair[1].ix());
                let place =
                    if DIRECT { from * self.names + to } else { self.place(from, to, sought) };
                self.means[place].add(times[1].wrapping_sub(times[0]));
            }
            start = end;
        }
    }

    fn add_all<A: Code, const DIRECT: bool>(
        &mut self,
        codes: &[A],
        times: &[i64],
        ends: impl Iterator<Item = usize>,
        sought: &Sought,
    ) {
        self.found.resize(codes.len(), (0, 0));
        let mut start = 0;
        let mut found = 0;
        for end in ends {
            self.stamp += 1;
            let own = codes[start..end].windows(2).zip(times[start..end].windows(2));
            for (pair, times) in own {
                let (from, to) = (pair[0].ix(), pair[1].ix());
                let place =
                    if DIRECT { from * self.names + to } else { self.place(from, to, sought) };
                let wait_us = times[1].wrapping_sub(times[0]);
                let line = &mut self.each[place];
                line.add(wait_us, self.stamp);
                let [first, second] = &self.near[place];
                line.below[0] += u64::from(first.is_above(wait_us));
                line.below[1] += u64::from(second.is_above(wait_us));
                // Without a branch, for what lies inside is hard to foresee.
                self.found[found] = (place, wait_us);
                found += usize::from(first.holds(wait_us) | second.holds(wait_us));
            }
            start = end;
        }
        for (place, wait_us) in &self.found[..found] {
            for (near, inside) in self.near[*place].iter().zip(&mut self.inside[*place]) {
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
        let means = self.means.iter_mut().chain(self.each.iter_mut().map(|line| &mut line.mean));
        for (mean, sum) in means.zip(&mut self.sums) {
            *sum += i128::from(std::mem::take(&mut mean.sum_us));
        }
    }

    /// What was counted of each pair, which is no longer here.
    pub(super) fn take(&mut self) -> Vec<Counted> {
        self.put_sums_away();
        let all = std::mem::take(self);
        let pairs = all.pairs.into_iter().zip(all.sums);
        if !all.quantiles {
            let means = pairs.zip(all.means).filter(|(_, mean)| mean.count > 0);
            let of = means.map(|((pair, sum_us), mean)| Counted {
                pair,
                count: mean.count,
                sum_us,
                journeys: 0,
                least_us: i64::MAX,
                most_us: i64::MIN,
                waits: Ranks::new([EVERYWHERE; 2]),
            });
            return of.collect();
        }
        let lines = pairs.zip(all.each).zip(all.near).zip(all.inside);
        let lines = lines.filter(|(((_, line), _), _)| line.mean.count > 0);
        let of = lines.map(|((((pair, sum_us), line), near), inside)| Counted {
            pair,
            count: line.mean.count,
            sum_us,
            journeys: line.journeys,
            least_us: line.least_us,
            most_us: line.most_us,
            waits: Ranks::found(near.map(Near::bracket), line.mean.count, line.below, inside),
        });
        of.collect()
    }
}
