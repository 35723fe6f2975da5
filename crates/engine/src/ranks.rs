//! Exact quantiles of very many whole numbers in rounds, without keeping them all.
//!
//! A first round looks at a sample and brackets each quantile; a second counts what lies below the bracket and
//! keeps what lies inside. Where a quantile turns out to lie elsewhere, another round looks there: the answer
//! is always exact, the sample decides only how much is kept.
//!
//! **Reference.** D. Munro and M. Paterson, Selection and sorting with limited storage, TCS 12 (1980): selection in passes.

use crate::stats::quantile::interpolated_s;

/// Where a quantile is looked for: from the first number to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

/// Looks everywhere: what is kept is all.
pub(crate) const EVERYWHERE: Bracket = Bracket { low: i64::MIN, high: i64::MAX };

/// Where some quantiles are looked for.
pub(crate) type Brackets<const P: usize> = [Bracket; P];

/// What is known of some numbers: how many, and those near `P` quantiles.
#[derive(Clone, Debug)]
pub(crate) struct Ranks<const P: usize> {
    brackets: Brackets<P>,
    below: [u64; P],
    count: u64,
    inside: [Vec<i64>; P],
}

impl<const P: usize> Ranks<P> {
    /// No numbers yet.
    pub(crate) fn new(brackets: Brackets<P>) -> Self {
        Self { brackets, below: [0; P], count: 0, inside: [const { Vec::new() }; P] }
    }

    /// Adds a number.
    #[inline]
    pub(crate) fn push(&mut self, number: i64) {
        self.count += 1;
        for of in 0..P {
            let Bracket { low, high } = self.brackets[of];
            self.below[of] += u64::from(number < low);
            if low <= number && number <= high {
                self.inside[of].push(number);
            }
        }
    }

    /// Adds the numbers of another, which were looked at with the same brackets.
    pub(crate) fn merge(&mut self, from: Self) {
        self.count += from.count;
        for (of, mut inside) in from.inside.into_iter().enumerate() {
            self.below[of] += from.below[of];
            self.inside[of].append(&mut inside);
        }
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
        let Some(top) = self.count.checked_sub(1) else { return Ok(None) };
        let place = u128::from(top) * u128::from(percent.min(100));
        // At most the last place.
        let first = u64::try_from(place / 100).unwrap_or(top);
        let hundredths = u32::try_from(place % 100).unwrap_or(0);
        let last = (first + 1).min(top);
        let Bracket { low, high } = self.brackets[of];
        let inside = &mut self.inside[of];
        let end = self.below[of] + inside.len() as u64;
        if first < self.below[of] {
            // The second may lie in the old bracket.
            let high = if last < self.below[of] { low.saturating_sub(1) } else { high };
            return Err(Bracket { low: i64::MIN, high });
        }
        if last >= end {
            let low = if first < end { low } else { high.saturating_add(1) };
            return Err(Bracket { low, high: i64::MAX });
        }
        let place = |rank: u64| usize::try_from(rank - self.below[of]).unwrap_or(usize::MAX);
        let (_, lower, rest) = inside.select_nth_unstable(place(first));
        let upper =
            if last == first { *lower } else { rest.iter().min().copied().unwrap_or(*lower) };
        Ok(Some((*lower, upper, hundredths)))
    }

    /// Where the percentiles are, or are to be looked for; and whether any lies elsewhere than it was looked for.
    pub(crate) fn sought(&mut self, percents: [u32; P]) -> (Brackets<P>, bool) {
        let mut brackets = self.brackets;
        let mut missed = false;
        for (of, percent) in percents.into_iter().enumerate() {
            if let Err(elsewhere) = self.around(of, percent) {
                brackets[of] = elsewhere;
                missed = true;
            }
        }
        (brackets, missed)
    }

    /// Brackets that hold the percentiles of everything, if this is a fair sample of it; everywhere for a small one.
    pub(crate) fn estimated(&mut self, percents: [u32; P]) -> Brackets<P> {
        let mut brackets = [EVERYWHERE; P];
        for (of, percent) in percents.into_iter().enumerate() {
            let inside = &mut self.inside[of];
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
                first.iter().for_each(|number| ranks.push(*number));
                second.iter().for_each(|number| others.push(*number));
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
        fn a_sample_of_the_whole_brackets_its_percentiles(list in prop::collection::vec(any::<i32>(), 64..300)) {
            let mut sample = Ranks::new([EVERYWHERE; 2]);
            list.iter().for_each(|number| sample.push(i64::from(*number)));
            let mut ranks = Ranks::new(sample.estimated([50, 95]));
            list.iter().for_each(|number| ranks.push(i64::from(*number)));
            prop_assert!(ranks.percentile_s(0, 50).is_ok());
            prop_assert!(ranks.percentile_s(1, 95).is_ok());
        }
    }
}
