//! Quantiles of very many lengths in one pass and bounded memory, within a known error.
//!
//! Lengths are counted by classes. Below 128 µs each is a class of its own; above, every doubling has 64 classes of one
//! width, and a class stands for its middle, from which none of its lengths is further away than [`ERROR`] of itself.
//! Classes are whole numbers, so that any split and any order of merging give the same answer. Of few lengths the
//! classes are listed, two bytes each; of many they are counted, in at most 30 KB.
//!
//! **Reference.** The classes of G. Tene's `HdrHistogram` with six bits; the error is meant as that of C. Masson, J. E. Rim and
//! H. K. Lee, `DDSketch`, VLDB 12 (2019).

use crate::stats::quantile::{interpolated_s, ranks_around};

/// A quantile is off by at most this share of itself.
pub(crate) const ERROR: f64 = 1.0 / 128.0;

/// Each doubling has two to the power of this classes.
const BITS: u32 = 6;

/// Up to so many lengths are listed.
const FEW: usize = 512;

/// Which classes lengths are in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sketch {
    /// The classes of those that are not counted yet.
    listed: Vec<u16>,
    /// How many of the others are in each class; as many classes as were needed.
    counts: Vec<u64>,
}

/// The class of a length.
fn class(length: u64) -> u16 {
    let doublings = (length | 1 << BITS).ilog2() - BITS;
    // Less than 64 × 64.
    u16::try_from((u64::from(doublings) << BITS) + (length >> doublings)).unwrap_or(u16::MAX)
}

/// The middle of a class, rounded down.
fn middle(class: usize) -> i64 {
    let doublings = (class >> BITS).saturating_sub(1);
    let least = ((class - (doublings << BITS)) as u64) << doublings;
    let middle = least + ((1 << doublings) - 1) / 2;
    i64::try_from(middle).unwrap_or(i64::MAX)
}

impl Sketch {
    /// Adds lengths, microseconds.
    pub(crate) fn add(&mut self, lengths_us: &[i64]) {
        let classes = lengths_us.iter().map(|length_us| class((*length_us).max(0).cast_unsigned()));
        self.listed.extend(classes);
        self.count();
    }

    /// Counts what is listed once that is much.
    fn count(&mut self) {
        if self.listed.len() <= FEW && self.counts.is_empty() {
            return;
        }
        let most = self.listed.iter().copied().max().map_or(0, |most| usize::from(most) + 1);
        self.counts.resize(most.max(self.counts.len()), 0);
        for class in self.listed.drain(..) {
            self.counts[usize::from(class)] += 1;
        }
        self.listed = Vec::new();
    }

    /// Adds those of another one.
    pub(crate) fn merge(&mut self, mut from: Self) {
        if self.counts.len() < from.counts.len() {
            std::mem::swap(&mut self.counts, &mut from.counts);
        }
        for (into, from) in self.counts.iter_mut().zip(&from.counts) {
            *into += from;
        }
        self.listed.append(&mut from.listed);
        self.count();
    }

    /// Takes back those of another one, which are among these.
    pub(crate) fn retract(&mut self, mut from: Self) {
        if self.counts.is_empty() {
            // The other has no more of them, and none was counted of it either.
            self.listed.sort_unstable();
            from.listed.sort_unstable();
            let mut gone = from.listed.iter().peekable();
            self.listed.retain(|class| gone.next_if(|gone| *gone == class).is_none());
            return;
        }
        let listed = from.listed.iter().map(|class| (usize::from(*class), 1));
        for (class, count) in from.counts.iter().copied().enumerate().chain(listed) {
            if let Some(into) = self.counts.get_mut(class) {
                *into = into.saturating_sub(count);
            }
        }
    }

    /// The percentile in seconds, type 7 as [`crate::stats::quantile`] has it, within [`ERROR`]; `None` of no lengths.
    /// No length is less than `least_us` or more than `most_us`.
    pub(crate) fn percentile_s(
        &self,
        percent: u32,
        (least_us, most_us): (i64, i64),
    ) -> Option<f64> {
        let mut listed = self.listed.clone();
        listed.sort_unstable();
        let all = listed.len() as u64 + self.counts.iter().sum::<u64>();
        let top = all.checked_sub(1)?;
        let (first, last, hundredths) = ranks_around(top, percent);
        let [low, high] = [first, last].map(|rank| {
            let listed = usize::try_from(rank).ok().and_then(|rank| listed.get(rank));
            let class = listed.map(|class| usize::from(*class)).or_else(|| self.counted(rank));
            class.map_or(0, middle).clamp(least_us, most_us.max(least_us))
        });
        Some(interpolated_s(low, high, hundredths))
    }

    /// The class of the length of a rank from 0, where they are counted.
    fn counted(&self, rank: u64) -> Option<usize> {
        let mut before = 0;
        self.counts.iter().position(|count| {
            before += count;
            before > rank
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ERROR, FEW, Sketch, class, middle};
    use crate::stats::quantile;
    use proptest::prelude::*;

    fn of(list: &[i64]) -> Sketch {
        let mut sketch = Sketch::default();
        sketch.add(list);
        sketch
    }

    fn percentiles(sketch: &Sketch) -> Vec<Option<f64>> {
        (0..=100).map(|percent| sketch.percentile_s(percent, (0, i64::MAX))).collect()
    }

    #[test]
    fn classes_follow_each_other() {
        let mut before = 0;
        for power in 0..57 {
            for part in 0..64 {
                let number = (1_u64 << power) + (part << power) / 64;
                let class = class(number);
                assert!(class >= before && class <= before + 1, "{number}");
                before = class;
            }
        }
        assert_eq!((class(0), class(127), class(128), class(130)), (0, 127, 128, 129));
        assert!(middle(usize::from(class(i64::MAX.cast_unsigned()))) > i64::MAX / 2);
    }

    proptest! {
        #[test]
        fn a_percentile_is_off_by_no_more_than_the_error(
            list in prop_oneof![
                prop::collection::vec(prop_oneof![0..300_i64, 0..1_i64 << 40, 0..1_i64 << 60], 1..80),
                prop::collection::vec(prop_oneof![0..300_i64, 0..1_i64 << 40], FEW - 1..FEW + 40),
            ],
            percent in 0..=100_u32,
        ) {
            let ends = (*list.iter().min().expect("one"), *list.iter().max().expect("one"));
            let found = of(&list).percentile_s(percent, ends).expect("some");
            let exact = quantile::percentile_s(&mut list.clone(), percent).expect("some");
            prop_assert!((found - exact).abs() <= exact * ERROR + 1e-9 * exact, "{} {}", found, exact);
            if list.len() == 1 {
                prop_assert!((found - exact).abs() < 1e-12 * exact.max(1.0));
            }
        }

        #[test]
        fn any_split_gives_the_same_and_what_is_taken_back_was_never_there(
            list in prop_oneof![
                prop::collection::vec(0..1_i64 << 45, 0..80), prop::collection::vec(0..1_i64 << 30, FEW - 20..2 * FEW),
            ],
            cut in any::<prop::sample::Index>(),
        ) {
            let (first, second) = list.split_at(cut.index(list.len() + 1));
            let mut merged = of(first);
            merged.merge(of(second));
            prop_assert_eq!(percentiles(&merged), percentiles(&of(&list)));
            let mut other = of(second);
            other.merge(of(first));
            prop_assert_eq!(percentiles(&merged), percentiles(&other));
            merged.retract(of(first));
            prop_assert_eq!(percentiles(&merged), percentiles(&of(second)));
        }
    }
}
