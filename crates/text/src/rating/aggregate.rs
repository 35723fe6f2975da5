//! Many answers to one scale: counts by answer, and means with intervals from them.
//!
//! Answers are kept as counts by value in millionths, so that the result does not depend on the order of arrival
//! or on how the answers were split before they were merged.

use super::{RatingError, Scale, name};
use statrs::distribution::{ContinuousCDF, StudentsT};
use std::collections::BTreeMap;
use wayline_model::answer::Rate;
use wayline_model::evidence::Figure;
use wayline_model::map::FeelingSource;

/// The 97.5 % quantile of the normal distribution.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// Answers to one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    scale: Scale,
    /// Times by answer, the answer in millionths.
    counts: BTreeMap<i64, u64>,
}

impl Ratings {
    /// No answers yet.
    pub fn new(scale: Scale) -> Self {
        Self { scale, counts: BTreeMap::new() }
    }

    /// The scale that all answers are on.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Adds an answer.
    ///
    /// # Errors
    /// When the scale does not have it; nothing is added then.
    pub fn push(&mut self, rating: f64) -> Result<(), RatingError> {
        self.scale.accept(rating)?;
        #[expect(clippy::cast_possible_truncation, reason = "the ends of a scale are within ±10⁶")]
        let millionths = (rating * 1e6).round() as i64;
        *self.counts.entry(millionths).or_default() += 1;
        Ok(())
    }

    /// Adds the answers of another sample on the same scale.
    ///
    /// # Errors
    /// [`RatingError::Mixed`] when the scales differ.
    pub fn merge(mut self, other: &Self) -> Result<Self, RatingError> {
        if self.scale != other.scale {
            return Err(RatingError::Mixed { left: self.scale, right: other.scale });
        }
        for (answer, times) in &other.counts {
            *self.counts.entry(*answer).or_default() += times;
        }
        Ok(self)
    }

    /// How many answers.
    pub fn n(&self) -> u64 {
        self.counts.values().sum()
    }

    /// The answers that were given, lowest first, with how often.
    pub fn answers(&self) -> impl Iterator<Item = (f64, u64)> {
        self.counts.iter().map(|(answer, times)| (*answer as f64 / 1e6, *times))
    }

    /// How many answers a condition holds for.
    pub fn count(&self, holds: impl Fn(f64) -> bool) -> u64 {
        self.answers().filter(|(answer, _)| holds(*answer)).map(|(_, times)| times).sum()
    }

    /// Mean emotion, −2 … +2, with its interval at 95 %; `low_base` under `min_base` answers.
    ///
    /// The interval is Student's t, kept within −2 … +2. One answer has none. Where all answers are equal, t would
    /// claim certainty: then at most 1 − 0.025^(1/n) of all answers are taken to be others, anywhere on the scale.
    pub fn emotion(&self, min_base: u64) -> Figure {
        let values = self.answers().map(|(answer, n)| (2.0 * self.scale.formula(answer), n));
        mean(&values.collect::<Vec<_>>(), (-2.0, 2.0), min_base)
    }

    /// Mean on the scale that was asked (2.18 stars), with its interval as in [`Ratings::emotion`].
    pub fn native(&self, min_base: u64) -> Figure {
        mean(&self.answers().collect::<Vec<_>>(), self.scale.range(), min_base)
    }

    /// Refuses ratings of another kind.
    pub(super) fn expect_kind(
        &self,
        kind: FeelingSource,
        help: &'static str,
    ) -> Result<(), RatingError> {
        if self.scale.kind() == kind {
            return Ok(());
        }
        let (low, high) = self.scale.range();
        Err(RatingError::WrongScale { low, high, kind: name(kind), help })
    }

    /// Share of the answers that a condition holds for, Wilson at 95 %.
    pub(super) fn share(
        &self,
        kind: FeelingSource,
        min_base: u64,
        holds: impl Fn(f64) -> bool,
    ) -> Result<Rate, RatingError> {
        self.expect_kind(kind, "these ratings are of another kind")?;
        let n = self.n();
        if n == 0 {
            return Ok(Rate { value: None, low: None, high: None, n, low_base: false });
        }
        let (low, value, high) = wilson(self.count(holds), n);
        Ok(Rate { value: Some(value), low: Some(low), high: Some(high), n, low_base: n < min_base })
    }
}

/// Lower end, estimate and upper end of a share (Wilson 1927), `n` > 0.
pub(crate) fn wilson(hits: u64, n: u64) -> (f64, f64, f64) {
    let (p, n) = (hits as f64 / n as f64, n as f64);
    let z2 = Z * Z;
    let middle = p + z2 / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let end = |value: f64| (value / (1.0 + z2 / n)).clamp(0.0, 1.0);
    (end(middle - half).min(p), p, end(middle + half).max(p))
}

/// Mean of values with how often each came, Student's t at 95 % within the scale.
fn mean(values: &[(f64, u64)], (low, high): (f64, f64), min_base: u64) -> Figure {
    let n: u64 = values.iter().map(|(_, times)| times).sum();
    if n == 0 {
        return Figure::unknown("nobody was asked or nobody answered");
    }
    let count = n as f64;
    let mean = values.iter().map(|(value, times)| value * *times as f64).sum::<f64>() / count;
    let squares: f64 = values.iter().map(|(v, times)| (v - mean).powi(2) * *times as f64).sum();
    let interval = if n == 1 {
        None
    } else if values.iter().any(|(value, _)| (value - values[0].0).abs() > 1e-9) {
        let student = StudentsT::new(0.0, 1.0, count - 1.0).expect("one degree of freedom or more");
        let half = student.inverse_cdf(0.975) * (squares / (count - 1.0) / count).sqrt();
        Some((mean - half, mean + half))
    } else {
        Some(all_alike(mean, n, low, high))
    };
    Figure {
        value: Some(mean),
        low: interval.map(|(end, _)| end.clamp(low, high)),
        high: interval.map(|(_, end)| end.clamp(low, high)),
        n,
        low_base: n < min_base,
        ..Figure::default()
    }
}

/// Interval of a mean when all `n` answers are `value` on a scale from `low` to `high`.
///
/// With 95 % confidence at most 1 − 0.025^(1/n) of all answers would be others (Clopper and Pearson 1934, none of n),
/// and these could lie anywhere on the scale, at its ends for the worst.
pub(super) fn all_alike(value: f64, n: u64, low: f64, high: f64) -> (f64, f64) {
    let others = 1.0 - 0.025_f64.powf(1.0 / n as f64);
    (value - others * (value - low), value + others * (high - value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::{csat, nps, thumbs};
    use FeelingSource::{Csat, Nps, Stars, Thumbs};
    use proptest::prelude::*;

    fn ratings(kind: FeelingSource, range: Option<(f64, f64)>, answers: &[f64]) -> Ratings {
        let mut ratings = Ratings::new(Scale::new(kind, range).expect("the scale exists"));
        for answer in answers {
            ratings.push(*answer).expect("the answer is on the scale");
        }
        ratings
    }

    fn check(figure: &Figure, value: f64, low: f64, high: f64) {
        let near = |got: Option<f64>, wanted: f64| (got.unwrap() - wanted).abs() < 1e-6;
        assert!(
            near(figure.value, value) && near(figure.low, low) && near(figure.high, high),
            "{figure:?}"
        );
    }

    #[test]
    fn the_mean_has_students_interval() {
        // Sum of squares about the mean 17.6, so the standard error is √(17.6 / 9 / 10); t(9) at 97.5 % is 2.262 157 163.
        let stars = ratings(Stars, None, &[1.0, 1.0, 2.0, 3.0, 1.0, 5.0, 4.0, 2.0, 1.0, 2.0]);
        check(&stars.native(30), 2.2, STARS_LOW, STARS_HIGH);
        check(&stars.emotion(30), -0.8, STARS_LOW - 3.0, STARS_HIGH - 3.0);
        assert!(stars.emotion(30).low_base && !stars.emotion(10).low_base);
    }
    const STARS_LOW: f64 = 1.199_636_5;
    const STARS_HIGH: f64 = 3.200_363_5;

    #[test]
    fn answers_that_are_all_alike_are_not_taken_for_certainty() {
        let stars = ratings(Stars, None, &[5.0; 20]);
        // 1 − 0.025^(1/20) = 0.168433
        check(&stars.native(30), 5.0, 5.0 - 4.0 * 0.168_433_47, 5.0);
    }

    #[test]
    fn one_answer_has_no_interval_and_none_is_unknown() {
        let one = ratings(Stars, None, &[4.0]).emotion(30);
        assert_eq!((one.value, one.low, one.high, one.n), (Some(1.0), None, None, 1));
        let none = ratings(Stars, None, &[]).emotion(30);
        assert!(none.value.is_none() && none.why.is_some());
    }

    #[test]
    fn two_scales_are_never_taken_together() {
        let of_five = ratings(Stars, None, &[5.0]);
        let of_ten = ratings(Stars, Some((0.0, 10.0)), &[5.0]);
        let told = of_five.clone().merge(&of_ten).unwrap_err().to_string();
        assert_eq!(
            told,
            "ratings on stars 1 … 5 and on stars 0 … 10 cannot be taken together; ask for each by itself"
        );
        assert!(of_five.merge(&ratings(Nps, None, &[9.0])).is_err());
    }

    #[test]
    fn shares_are_asked_only_of_their_own_kind() {
        let answers = ratings(Csat, None, &[5.0, 4.0, 4.0, 2.0]);
        let rate = csat::satisfied(&answers, 30).unwrap();
        // 3 of 4: (0.75 + z²/8 ± z·√(0.1875/4 + z²/64)) / (1 + z²/4)
        assert_eq!((rate.value, rate.n, rate.low_base), (Some(0.75), 4, true));
        assert!((rate.low.unwrap() - 0.300_641_8).abs() < 1e-6);
        assert!((rate.high.unwrap() - 0.954_412_7).abs() < 1e-6);
        assert!(thumbs::up(&answers, 30).is_err() && nps::score(&answers, 30).is_err());
        assert_eq!(thumbs::up(&ratings(Thumbs, None, &[1.0, 0.0]), 1).unwrap().value, Some(0.5));
    }

    proptest! {
        #[test]
        fn any_split_of_the_answers_gives_the_same_figures(
            answers in prop::collection::vec(1..=5u8, 0..60),
            cut in 0..60usize,
        ) {
            let answers: Vec<f64> = answers.into_iter().map(f64::from).collect();
            let cut = cut.min(answers.len());
            let whole = ratings(Stars, None, &answers);
            let (left, right) = answers.split_at(cut);
            let merged = ratings(Stars, None, right).merge(&ratings(Stars, None, left)).unwrap();
            prop_assert_eq!(&merged, &whole);
            let figure = merged.emotion(30);
            if let (Some(low), Some(value), Some(high)) = (figure.low, figure.value, figure.high) {
                prop_assert!(-2.0 <= low && low <= value && value <= high && high <= 2.0);
            }
        }
    }
}
