//! Exact quantiles of very many whole numbers in rounds, without keeping them all.
//!
//! A first round looks at a sample and brackets each quantile; a second counts what lies below the bracket and
//! keeps what lies inside. Where a quantile turns out to lie elsewhere, another round looks there: the answer
//! is always exact, the sample decides only how much is kept.
//!
//! **Reference.** D. Munro and M. Paterson, Selection and sorting with limited storage, TCS 12 (1980): selection in passes.

use crate::stats::quantile::{interpolated_s, ranks_around};
use std::sync::Arc;

/// Where a quantile is looked for: from the first number to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

/// Looks everywhere: what is kept is all.
pub(crate) const EVERYWHERE: Bracket = Bracket { low: i64::MIN, high: i64::MAX };

/// A bracket that is quickly compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    low: i64,
    /// How far the last number is above the first.
    width: u64,
}

impl Near {
    pub(crate) fn of(bracket: Bracket) -> Self {
        let width = bracket.high.wrapping_sub(bracket.low).cast_unsigned();
        Self { low: bracket.low, width: if bracket.high < bracket.low { 0 } else { width } }
    }

    pub(crate) fn bracket(self) -> Bracket {
        Bracket { low: self.low, high: self.low.wrapping_add(self.width.cast_signed()) }
    }

    /// Whether all of it is above a number.
    #[inline]
    pub(crate) fn is_above(&self, number: i64) -> bool {
        number < self.low
    }

    #[inline]
    pub(crate) fn holds(&self, number: i64) -> bool {
        number.wrapping_sub(self.low).cast_unsigned() <= self.width
    }

    pub(crate) fn is_everywhere(&self) -> bool {
        self.width == u64::MAX
    }
}

/// Where some quantiles are looked for.
pub(crate) type Brackets<const P: usize> = [Bracket; P];

/// What is known of some numbers: how many, and those near `P` quantiles.
#[derive(Clone, Debug)]
pub(crate) struct Ranks<const P: usize> {
    brackets: Brackets<P>,
    below: [u64; P],
    count: u64,
    /// Apart, for few numbers are kept: what every number needs lies together.
    inside: Box<[Inside; P]>,
}

/// The numbers inside a bracket.
#[derive(Clone, Debug, Default)]
struct Inside {
    /// Those that were kept for good, in order.
    kept: Arc<[i64]>,
    /// Those that came since.
    new: Vec<i64>,
    /// Those of both that were taken back since.
    gone: Vec<i64>,
}

impl Inside {
    fn len(&self) -> u64 {
        (self.kept.len() + self.new.len()) as u64 - self.gone.len() as u64
    }

    /// So many of them are at most a number; `new` and `gone` are in order.
    fn at_most(&self, number: i64) -> u64 {
        let of = |list: &[i64]| list.partition_point(|one| *one <= number) as u64;
        (of(&self.kept) + of(&self.new)).saturating_sub(of(&self.gone))
    }

    /// The number of a rank from 0; there are more than the rank.
    fn at(&mut self, rank: u64) -> i64 {
        if self.kept.is_empty() && self.gone.is_empty() {
            let place = usize::try_from(rank).unwrap_or(usize::MAX).min(self.new.len() - 1);
            return *self.new.select_nth_unstable(place).1;
        }
        self.new.sort_unstable();
        self.gone.sort_unstable();
        // The first number that so many are at most, in each list.
        let first = |list: &[i64]| {
            let place = list.partition_point(|one| self.at_most(*one) <= rank);
            list.get(place).copied()
        };
        let (kept, new) = (first(&self.kept), first(&self.new));
        kept.into_iter().chain(new).min().unwrap_or(i64::MAX)
    }

    fn keep(&mut self) {
        if self.new.is_empty() && self.gone.is_empty() {
            return;
        }
        self.new.sort_unstable();
        self.gone.sort_unstable();
        let mut all: Vec<i64> = self.kept.iter().chain(&self.new).copied().collect();
        all.sort_unstable();
        let mut gone = self.gone.iter().peekable();
        all.retain(|number| gone.next_if(|gone| *gone == number).is_none());
        *self = Self { kept: all.into(), ..Self::default() };
    }
}

impl<const P: usize> Ranks<P> {
    /// No numbers yet.
    pub(crate) fn new(brackets: Brackets<P>) -> Self {
        Self {
            brackets,
            below: [0; P],
            count: 0,
            inside: Box::new(std::array::from_fn(|_| Inside::default())),
        }
    }

    /// Numbers that were looked at elsewhere: how many, how many of them below each bracket, and those inside. What
    /// two quantiles look for in one place is in the first list.
    pub(crate) fn found(
        brackets: Brackets<P>,
        count: u64,
        below: [u64; P],
        inside: [Vec<i64>; P],
    ) -> Self {
        let inside = inside.map(|new| Inside { new, ..Inside::default() });
        Self { brackets, below, count, inside: Box::new(inside) }
    }

    /// Adds a number.
    #[inline]
    pub(crate) fn push(&mut self, number: i64) {
        self.count += 1;
        for of in 0..P {
            let Bracket { low, high } = self.brackets[of];
            self.below[of] += u64::from(number < low);
            if low <= number && number <= high && self.list(of) == of {
                self.inside[of].new.push(number);
            }
        }
    }

    /// Adds a number of which it is known only that it is less than some other.
    ///
    /// `false` where that does not tell on which side of all brackets it lies: then nothing is added.
    #[inline]
    pub(crate) fn push_below(&mut self, other: i64) -> bool {
        let is_below = self.brackets.iter().all(|bracket| other <= bracket.low);
        if is_below {
            self.count += 1;
            self.below.iter_mut().for_each(|below| *below += 1);
        }
        is_below
    }

    /// Adds the numbers of another, which were looked at with the same brackets.
    pub(crate) fn merge(&mut self, from: Self) {
        self.count += from.count;
        for (of, mut inside) in from.inside.into_iter().enumerate() {
            self.below[of] += from.below[of];
            let into = &mut self.inside[of];
            if into.kept.is_empty() {
                into.kept = inside.kept;
            } else {
                into.new.extend_from_slice(&inside.kept);
            }
            into.new.append(&mut inside.new);
            into.gone.append(&mut inside.gone);
        }
    }

    /// Takes back the numbers of another, which are among these and were looked at with the same brackets.
    pub(crate) fn retract(&mut self, from: Self) {
        self.count = self.count.saturating_sub(from.count);
        for (of, mut inside) in from.inside.into_iter().enumerate() {
            self.below[of] = self.below[of].saturating_sub(from.below[of]);
            let into = &mut self.inside[of];
            into.gone.extend_from_slice(&inside.kept);
            into.gone.append(&mut inside.new);
        }
    }

    /// Makes copies cheap.
    pub(crate) fn keep(&mut self) {
        self.inside.iter_mut().for_each(Inside::keep);
    }

    /// The percentile in seconds, type 7 as [`crate::stats::quantile`] has it; `None` of no numbers.
    ///
    /// # Errors
    /// When it lies outside of its bracket: where to look instead.
    pub(crate) fn percentile_s(&mut self, of: usize, percent: u32) -> Result<Option<f64>, Bracket> {
        Ok(self.around(of, percent)?.map(|(low, high, part)| interpolated_s(low, high, part)))
    }

    /// The two numbers around a percentile, and how many hundredths it lies above the lower one.
    pub(crate) fn around(
        &mut self,
        of: usize,
        percent: u32,
    ) -> Result<Option<(i64, i64, u32)>, Bracket> {
        let of = self.list(of);
        let Some(top) = self.count.checked_sub(1) else { return Ok(None) };
        let (first, last, hundredths) = ranks_around(top, percent);
        let Bracket { low, high } = self.brackets[of];
        let inside = &mut self.inside[of];
        let end = self.below[of] + inside.len();
        if first < self.below[of] {
            // The second may lie in the old bracket.
            let high = if last < self.below[of] { low.saturating_sub(1) } else { high };
            return Err(Bracket { low: i64::MIN, high });
        }
        if last >= end {
            let low = if first < end { low } else { high.saturating_add(1) };
            return Err(Bracket { low, high: i64::MAX });
        }
        let below = self.below[of];
        let lower = inside.at(first - below);
        let upper = if last == first { lower } else { inside.at(last - below) };
        Ok(Some((lower, upper, hundredths)))
    }

    /// Where the quantiles were looked for.
    pub(crate) fn brackets(&self) -> Brackets<P> {
        self.brackets
    }

    /// How many of the numbers lie below a cut.
    ///
    /// # Errors
    /// When the cut lies outside of the bracket: where to look instead.
    pub(crate) fn below(&self, of: usize, cut: i64) -> Result<u64, Bracket> {
        let of = self.list(of);
        let Bracket { low, high } = self.brackets[of];
        if cut < low || (high < i64::MAX && cut > high + 1) {
            return Err(around(cut));
        }
        let near = &self.inside[of];
        let less = |list: &[i64]| list.iter().filter(|number| **number < cut).count() as u64;
        let kept = near.kept.partition_point(|number| *number < cut) as u64;
        Ok(self.below[of] + kept + less(&near.new) - less(&near.gone))
    }

    /// The list with the numbers near a quantile: what two look for in one place is kept once, and all numbers are near
    /// every quantile.
    #[inline]
    fn list(&self, of: usize) -> usize {
        let first = self.brackets[0];
        if first == EVERYWHERE || first == self.brackets[of] { 0 } else { of }
    }

    /// How many numbers.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Where the percentiles are, or are to be looked for; and whether any lies elsewhere than it was looked for.
    pub(crate) fn sought(&mut self, percents: [u32; P]) -> (Brackets<P>, bool) {
        let mut brackets = self.brackets;
        let mut missed = false;
        for (of, percent) in percents.into_iter().enumerate() {
            // One that is asked for twice, in one place, is looked for once.
            let same = (0..of).find(|same| percents[*same] == percent && self.list(of) == *same);
            if let Some(same) = same {
                brackets[of] = brackets[same];
            } else if let Err(elsewhere) = self.around(of, percent) {
                brackets[of] = elsewhere;
                missed = true;
            }
        }
        (brackets, missed)
    }

    /// Brackets that hold the percentiles of everything, if this is a fair sample of it; as they are for a small one, and
    /// where they are known.
    pub(crate) fn estimated(&mut self, percents: [u32; P]) -> Brackets<P> {
        let mut brackets = self.brackets;
        for (of, percent) in percents.into_iter().enumerate() {
            let list = self.list(of);
            let inside = &mut self.inside[list].new;
            if inside.len() < SMALL || self.brackets[of] != EVERYWHERE {
                continue;
            }
            inside.sort_unstable();
            let top = inside.len() - 1;
            let share = f64::from(percent) / 100.0;
            let spread = SPREAD * (top as f64 * share * (1.0 - share)).sqrt() + 2.0;
            let middle = top as f64 * share;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "kept between the ends"
            )]
            let at = |place: f64| inside[place.clamp(0.0, top as f64) as usize];
            brackets[of] = Bracket { low: at(middle - spread), high: at(middle + spread) };
        }
        brackets
    }
}

/// A bracket around a cut in time that may move a little.
pub(crate) fn around(cut: i64) -> Bracket {
    const SLACK: i64 = 14 * crate::span::DAY;
    Bracket { low: cut.saturating_sub(SLACK), high: cut.saturating_add(SLACK) }
}

/// A sample of fewer numbers brackets nothing.
const SMALL: usize = 64;
/// How many standard deviations of a rank in a sample a bracket is wide, to each side.
const SPREAD: f64 = 4.5;

#[cfg(test)]
mod tests {
    use super::{Bracket, EVERYWHERE, Ranks};
    use crate::stats::quantile;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rounds_end_at_the_percentile_wherever_they_begin(
            list in prop::collection::vec(-40..40_i64, 0..60), low in -50..50_i64, width in 0..20_i64,
            percent in 0..=100_u32, cut in 0..60_usize,
        ) {
            let mut bracket = Bracket { low, high: low + width };
            let mut rounds = 0;
            loop {
                let (first, second) = list.split_at(cut.min(list.len()));
                let mut ranks = Ranks::new([bracket]);
                let mut others = Ranks::new([bracket]);
                for number in first {
                    ranks.push(*number);
                }
                for number in second {
                    others.push(*number);
                }
                ranks.merge(others);
                match ranks.percentile_s(0, percent) {
                    Ok(found) => {
                        prop_assert_eq!(found, quantile::percentile_s(&mut list.clone(), percent));
                        break;
                    }
                    Err(elsewhere) => bracket = elsewhere,
                }
                rounds += 1;
                prop_assert!(rounds < 3, "{:?}", bracket);
            }
        }

        #[test]
        fn numbers_taken_back_are_as_if_they_had_never_been(
            kept in prop::collection::vec(-20..20_i64, 1..40), new in prop::collection::vec(-20..20_i64, 0..20),
            gone in prop::collection::vec(any::<prop::sample::Index>(), 0..20), percent in 0..=100_u32, low in -20..20_i64,
        ) {
            let mut places: Vec<usize> = gone.iter().map(|at| at.index(kept.len())).collect();
            places.sort_unstable();
            places.dedup();
            let bracket = [Bracket { low, high: low + 10 }];
            let of = |list: &mut dyn Iterator<Item = i64>| {
                let mut ranks = Ranks::new(bracket);
                list.for_each(|number| ranks.push(number));
                ranks
            };
            let left = (0..kept.len()).filter(|at| !places.contains(at)).map(|at| kept[at]);
            let expect = of(&mut left.chain(new.iter().copied())).percentile_s(0, percent);
            let mut ranks = of(&mut kept.iter().copied());
            ranks.keep();
            ranks.retract(of(&mut places.iter().map(|at| kept[*at])));
            ranks.merge(of(&mut new.iter().copied()));
            prop_assert_eq!(ranks.clone().percentile_s(0, percent), expect);
            ranks.keep();
            prop_assert_eq!(ranks.percentile_s(0, percent), expect);
        }

        #[test]
        fn a_sample_of_the_whole_brackets_its_percentiles(list in prop::collection::vec(any::<i32>(), 64..300)) {
            let mut sample = Ranks::new([EVERYWHERE; 2]);
            for number in &list {
                sample.push(i64::from(*number));
            }
            let mut ranks = Ranks::new(sample.estimated([50, 95]));
            for number in &list {
                ranks.push(i64::from(*number));
            }
            prop_assert!(ranks.percentile_s(0, 50).is_ok());
            prop_assert!(ranks.percentile_s(1, 95).is_ok());
        }
    }
}
