//! What is counted of each pair while events are looked at: where only means are asked for 16 bytes a pair, with the
//! median 40, else a line of the cache and where quantiles are looked for.

use super::{Sought, Waits};
use crate::ranks::{Brackets, EVERYWHERE, Near, Ranks};
use crate::sketch::Sketch;
use crate::trace::Code;
use rustc_hash::FxHashMap;
use wayline_model::question::Quantiles;

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
    /// Which are asked for; without any there are means alone.
    quantiles: Quantiles,
    pairs: Vec<(u32, u32)>,
    means: Vec<Mean>,
    medians: Vec<Median>,
    each: Vec<Line>,
    /// Where the quantiles of each line are looked for.
    near: Vec<[Near; 2]>,
    /// What was found where they are looked for.
    inside: Vec<[Vec<i64>; 2]>,
    /// All waits of each, where that is asked for instead.
    sketches: Vec<Sketch>,
    /// What no longer fits into the sums of waits.
    sums: Vec<i128>,
    /// The place of each pair, where it is not the direct one.
    table: Vec<u32>,
    map: FxHashMap<(u32, u32), u32>,
    /// No sum of waits is greater than the lengths of all journeys since sums were put away.
    lengths_us: u64,
    /// Journeys seen.
    stamp: u64,
    found: Found,
    /// Room for the places of neighbours.
    places: Vec<usize>,
}

/// Waits inside a bracket that are not yet put to those of their pair: one by one each would be a line of memory that
/// is not in the cache.
#[derive(Clone, Debug, Default)]
struct Found {
    /// With their places; of these, so many are there.
    waits: Vec<(u32, i64)>,
    count: usize,
    /// Room to sort them by place.
    ends: Vec<usize>,
    sorted: Vec<i64>,
}

/// So many waits are put to their pairs at once.
const FOUND: usize = 1 << 13;

impl Found {
    /// Room for so many more.
    fn room(&mut self, waits: usize) -> Finding<'_> {
        let needed = self.count + waits;
        if self.waits.len() < needed {
            self.waits.resize(needed, (0, 0));
        }
        Finding { waits: &mut self.waits[self.count..needed], count: 0 }
    }

    /// Gives all waits to their places.
    fn put(&mut self, places: usize, mut give: impl FnMut(usize, &[i64])) {
        let Self { waits, count, ends, sorted } = self;
        let waits = &waits[..std::mem::take(count)];
        if waits.is_empty() {
            return;
        }
        ends.clear();
        ends.resize(places + 1, 0);
        for (place, _) in waits {
            ends[*place as usize + 1] += 1;
        }
        for place in 0..places {
            ends[place + 1] += ends[place];
        }
        sorted.resize(waits.len(), 0);
        for (place, wait_us) in waits {
            let at = &mut ends[*place as usize];
            sorted[*at] = *wait_us;
            *at += 1;
        }
        let mut start = 0;
        for (place, end) in ends[..places].iter().enumerate() {
            if *end > start {
                give(place, &sorted[start..*end]);
            }
            start = *end;
        }
    }
}

/// Room for what is being found.
struct Finding<'f> {
    waits: &'f mut [(u32, i64)],
    count: usize,
}

impl Finding<'_> {
    /// Keeps the wait of a pair if it lies inside a bracket: without a branch, for that is hard to foresee.
    #[inline]
    fn see(&mut self, place: usize, wait_us: i64, is_inside: bool) {
        #[expect(clippy::cast_possible_truncation, reason = "there are fewer pairs")]
        let own = place as u32;
        self.waits[self.count] = (own, wait_us);
        self.count += usize::from(is_inside);
    }
}

/// Gives all neighbours of journeys that lie side by side: the number of the journey, from 1, the place of the pair, and
/// the wait. Says how many journeys there are.
#[inline]
fn each_wait<A: Code, const DIRECT: bool>(
    names: usize,
    places: &[usize],
    (codes, times): (&[A], &[i64]),
    ends: impl Iterator<Item = usize>,
    mut see: impl FnMut(u64, usize, i64),
) -> u64 {
    let mut places = places.iter();
    let (mut journey, mut start) = (0, 0);
    for end in ends {
        journey += 1;
        let own = codes[start..end].windows(2).zip(times[start..end].windows(2));
        for (pair, times) in own {
            let place = if DIRECT {
                pair[0].ix() * names + pair[1].ix()
            } else {
                places.next().copied().unwrap_or_default()
            };
            see(journey, place, times[1].wrapping_sub(times[0]));
        }
        start = end;
    }
    journey
}

#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sum_us: i64,
    count: u64,
}

/// What is counted where only the median is asked for.
#[derive(Clone, Copy, Debug)]
struct Median {
    near: Near,
    mean: Mean,
    below: u64,
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
    pub(super) waits: Waits,
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
    pub(super) fn new(names: usize, quantiles: Quantiles, roomy: bool, sought: &Sought) -> Self {
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
        if self.quantiles == Quantiles::None {
            self.means.push(Mean::default());
            return place;
        }
        let brackets: Option<&Brackets<2>> = sought.get(&(from, to));
        let near = brackets.copied().unwrap_or([EVERYWHERE; 2]).map(Near::of);
        self.inside.push([const { Vec::new() }; 2]);
        if self.quantiles == Quantiles::Median {
            let [near, _] = near;
            self.medians.push(Median { near, mean: Mean::default(), below: 0 });
            return place;
        }
        self.each.push(Line::NONE);
        self.near.push(near);
        if self.quantiles == Quantiles::Sketch {
            self.sketches.push(Sketch::default());
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
        if !self.is_direct {
            self.find_places(codes, ends.clone(), sought);
        }
        match (self.quantiles, self.is_direct) {
            (Quantiles::None, true) => self.add_means::<A, true>(codes, times, ends),
            (Quantiles::None, false) => self.add_means::<A, false>(codes, times, ends),
            (Quantiles::Median, true) => self.add_medians::<A, true>(codes, times, ends),
            (Quantiles::Median, false) => self.add_medians::<A, false>(codes, times, ends),
            (_, true) => self.add_all::<A, true>(codes, times, ends),
            (_, false) => self.add_all::<A, false>(codes, times, ends),
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

    /// The places of all neighbours that have no direct one, in the order in which they are counted.
    fn find_places<A: Code>(
        &mut self,
        codes: &[A],
        ends: impl Iterator<Item = usize>,
        sought: &Sought,
    ) {
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        let mut start = 0;
        for end in ends {
            for pair in codes[start..end].windows(2) {
                places.push(self.place(pair[0].ix(), pair[1].ix(), sought));
            }
            start = end;
        }
        self.places = places;
    }

    fn add_means<A: Code, const DIRECT: bool>(
        &mut self,
        codes: &[A],
        times: &[i64],
        ends: impl Iterator<Item = usize>,
    ) {
        let Self { names, places, means, .. } = self;
        let means = &mut means[..];
        each_wait::<A, DIRECT>(*names, places, (codes, times), ends, |_, place, wait_us| {
            means[place].add(wait_us);
        });
    }

    fn add_medians<A: Code, const DIRECT: bool>(
        &mut self,
        codes: &[A],
        times: &[i64],
        ends: impl Iterator<Item = usize>,
    ) {
        let Self { names, places, medians, found, .. } = self;
        let medians = &mut medians[..];
        let mut finding = found.room(codes.len());
        each_wait::<A, DIRECT>(*names, places, (codes, times), ends, |_, place, wait_us| {
            let Median { near, mean, below } = &mut medians[place];
            mean.add(wait_us);
            *below += u64::from(near.is_above(wait_us));
            finding.see(place, wait_us, near.holds(wait_us));
        });
        let count = finding.count;
        self.found_more::<DIRECT>(count);
    }

    fn add_all<A: Code, const DIRECT: bool>(
        &mut self,
        codes: &[A],
        times: &[i64],
        ends: impl Iterator<Item = usize>,
    ) {
        let Self { names, places, each, near, found, stamp, .. } = self;
        let (each, near) = (&mut each[..], &near[..]);
        let mut finding = found.room(codes.len());
        let before = *stamp;
        let seen = |journey, place: usize, wait_us| {
            let line = &mut each[place];
            line.add(wait_us, before + journey);
            let [first, second] = &near[place];
            line.below[0] += u64::from(first.is_above(wait_us));
            line.below[1] += u64::from(second.is_above(wait_us));
            finding.see(place, wait_us, first.holds(wait_us) | second.holds(wait_us));
        };
        *stamp += each_wait::<A, DIRECT>(*names, places, (codes, times), ends, seen);
        let count = finding.count;
        self.found_more::<DIRECT>(count);
    }

    fn found_more<const DIRECT: bool>(&mut self, count: usize) {
        self.found.count += count;
        // Where there may be many groups, none may hold much back.
        if self.found.count >= if DIRECT { FOUND } else { FOUND / 8 } {
            self.put_found();
        }
    }

    /// Puts what was found inside the brackets to the pairs.
    fn put_found(&mut self) {
        let Self { near, inside, found, sketches, pairs, .. } = self;
        found.put(pairs.len(), |place, waits| {
            if let Some(sketch) = sketches.get_mut(place) {
                // Brackets are everywhere.
                sketch.add(waits);
                return;
            }
            let [of_first, of_second] = &mut inside[place];
            // What is looked for in one place is kept once.
            let both = near.get(place);
            let both = both.filter(|[first, second]| !first.is_everywhere() && first != second);
            let Some([first, second]) = both else {
                of_first.extend_from_slice(waits);
                return;
            };
            of_first.extend(waits.iter().filter(|wait_us| first.holds(**wait_us)));
            of_second.extend(waits.iter().filter(|wait_us| second.holds(**wait_us)));
        });
    }

    fn put_sums_away(&mut self) {
        let means = self.means.iter_mut();
        let means = means.chain(self.medians.iter_mut().map(|median| &mut median.mean));
        let means = means.chain(self.each.iter_mut().map(|line| &mut line.mean));
        for (mean, sum) in means.zip(&mut self.sums) {
            *sum += i128::from(std::mem::take(&mut mean.sum_us));
        }
    }

    /// What was counted of each pair, which is no longer here.
    pub(super) fn take(&mut self) -> Vec<Counted> {
        self.put_sums_away();
        self.put_found();
        let all = std::mem::take(self);
        let pairs = all.pairs.into_iter().zip(all.sums);
        let counted = |((pair, sum_us), count), waits| Counted {
            pair,
            count,
            sum_us,
            journeys: 0,
            least_us: i64::MAX,
            most_us: i64::MIN,
            waits: Waits::Exact(waits),
        };
        match all.quantiles {
            Quantiles::None => {
                let means = pairs.zip(all.means).filter(|(_, mean)| mean.count > 0);
                let no_waits = Ranks::new([EVERYWHERE; 2]);
                let of = means.map(|(of, mean)| counted((of, mean.count), no_waits.clone()));
                return of.collect();
            }
            Quantiles::Median => {
                let medians = pairs.zip(all.medians).zip(all.inside);
                let medians = medians.filter(|((_, median), _)| median.mean.count > 0);
                let of = medians.map(|((of, Median { near, mean, below }), inside)| {
                    let brackets = [near.bracket(); 2];
                    let waits = Ranks::found(brackets, mean.count, [below; 2], inside);
                    counted((of, mean.count), waits)
                });
                return of.collect();
            }
            Quantiles::Exact | Quantiles::Sketch => {}
        }
        let sketches = all.sketches.into_iter().map(Some).chain(std::iter::repeat_with(|| None));
        let lines = pairs.zip(all.each).zip(all.near).zip(all.inside).zip(sketches);
        let lines = lines.filter(|((((_, line), _), _), _)| line.mean.count > 0);
        let of = lines.map(|(((((pair, sum_us), line), near), inside), sketch)| Counted {
            pair,
            count: line.mean.count,
            sum_us,
            journeys: line.journeys,
            least_us: line.least_us,
            most_us: line.most_us,
            waits: if let Some(sketch) = sketch {
                Waits::About(sketch)
            } else {
                let brackets = near.map(Near::bracket);
                Waits::Exact(Ranks::found(brackets, line.mean.count, line.below, inside))
            },
        });
        of.collect()
    }
}
