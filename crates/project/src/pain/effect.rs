//! How much worse one group is than another, with interval and p, in strata of comparable journeys.
//!
//! Within each stratum the difference of the means has the variance `v₁/n₁ + v₀/n₀` (Welch 1947); strata are put
//! together with the weights of Cochran, Mantel and Haenszel, `n₁·n₀ / (n₁ + n₀)`. Test and interval are Student's with the degrees of
//! freedom of Satterthwaite (1946) over all groups: among thousands of comparisons a few dozen answers are no normal distribution. To a variance `(range / (n + 1))²` is added, so that answers that are all alike are not taken for certainty.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// The 97.5 % quantile of the normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// Values of one journey: how many, their sum, the sum of their squares.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    pub(crate) n: f64,
    pub(crate) sum: f64,
    pub(crate) squares: f64,
}

impl Sums {
    /// Adds one value.
    pub(crate) fn push(&mut self, value: f64) {
        self.n += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    pub(crate) fn mean(self) -> f64 {
        self.sum / self.n
    }

    pub(crate) fn variance_of_mean(self, range: f64) -> f64 {
        let variance = ((self.squares - self.sum * self.sum / self.n) / (self.n - 1.0)).max(0.0);
        (variance + (range / (self.n + 1.0)).powi(2)) / self.n
    }
}

/// A difference between two groups, adjusted for strata.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Effect {
    /// Mean of `with` less mean of `against`.
    pub(crate) difference: f64,
    /// 95 % interval.
    pub(crate) low: f64,
    /// 95 % interval.
    pub(crate) high: f64,
    /// Two-sided.
    pub(crate) p: f64,
    /// Values in `with`, over strata where both groups are present.
    pub(crate) n_with: f64,
    /// Values in `against`.
    pub(crate) n_against: f64,
}

impl Effect {
    /// The same comparison seen from the other side.
    pub(crate) fn reversed(self) -> Self {
        Self {
            difference: -self.difference,
            low: -self.high,
            high: -self.low,
            n_with: self.n_against,
            n_against: self.n_with,
            ..self
        }
    }
}

/// On which side of a comparison a journey stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    With,
    Against,
    Neither,
}

/// Compares two groups of journeys. `values` and `stratum` have one entry a journey, `rated` names those that have a value; `range` is
/// that of one value.
pub(crate) fn compare(
    values: &[Sums],
    rated: &[usize],
    stratum: &[u32],
    side: impl Fn(usize) -> Side,
    range: f64,
) -> Option<Effect> {
    let strata = stratum.iter().max().map_or(0, |most| *most as usize + 1);
    let mut groups = vec![(Sums::default(), Sums::default()); strata];
    for journey in rated {
        let (one, other) = &mut groups[stratum[*journey] as usize];
        match side(*journey) {
            Side::With => one.add(values[*journey]),
            Side::Against => other.add(values[*journey]),
            Side::Neither => {}
        }
    }
    let (mut weights, mut difference, mut variance) = (0.0, 0.0, 0.0);
    let (mut n_with, mut n_against) = (0.0, 0.0);
    let mut unsure = 0.0;
    for (one, other) in groups {
        if one.n < 2.0 || other.n < 2.0 {
            continue;
        }
        let weight = one.n * other.n / (one.n + other.n);
        weights += weight;
        difference += weight * (one.mean() - other.mean());
        for group in [one, other] {
            let part = weight * weight * group.variance_of_mean(range);
            variance += part;
            unsure += part * part / (group.n - 1.0);
        }
        n_with += one.n;
        n_against += other.n;
    }
    if weights <= 0.0 {
        return None;
    }
    let difference = difference / weights;
    let error = variance.sqrt() / weights;
    let (p, z) = student(difference / error, variance * variance / unsure);
    Some(Effect {
        difference,
        low: difference - z * error,
        high: difference + z * error,
        p,
        n_with,
        n_against,
    })
}

/// Two-sided p of a statistic, and the 97.5 % quantile, by degrees of freedom; from a thousand on the normal distribution's.
fn student(t: f64, freedom: f64) -> (f64, f64) {
    let (below, z) = match StudentsT::new(0.0, 1.0, freedom) {
        Ok(student) if freedom < 1_000.0 => (student.cdf(-t.abs()), student.inverse_cdf(0.975)),
        _ => (Normal::standard().cdf(-t.abs()), Z),
    };
    ((2.0 * below).clamp(f64::MIN_POSITIVE, 1.0), z)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(values: &[f64]) -> Vec<Sums> {
        values
            .iter()
            .map(|value| {
                let mut sums = Sums::default();
                sums.push(*value);
                sums
            })
            .collect()
    }

    fn compare(
        values: &[Sums],
        stratum: &[u32],
        with: &[bool],
        against: &[bool],
        range: f64,
    ) -> Option<Effect> {
        let side = |journey: usize| match (with[journey], against[journey]) {
            (true, _) => Side::With,
            (false, true) => Side::Against,
            (false, false) => Side::Neither,
        };
        let rated: Vec<usize> = (0..values.len()).collect();
        super::compare(values, &rated, stratum, side, range)
    }

    #[test]
    fn strata_undo_a_difference_that_only_the_mix_makes() {
        // Inside each stratum the groups are alike; `with` lies mostly in the worse one.
        let values = sums(&[1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 5.0, 4.0, 5.0, 4.0, 5.0, 4.0]);
        let with = [true, true, true, true, false, false, true, true, false, false, false, false];
        let against: Vec<bool> = with.iter().map(|with| !with).collect();
        let stratum = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
        let crude = compare(&values, &[0; 12], &with, &against, 4.0).expect("two groups");
        let fair = compare(&values, &stratum, &with, &against, 4.0).expect("two groups");
        assert!(crude.difference < -0.9, "{crude:?}");
        assert!(fair.difference.abs() < 1e-12, "{fair:?}");
    }

    #[test]
    fn answers_that_are_all_alike_are_not_taken_for_certainty() {
        let values = sums(&[1.0, 1.0, 1.0, 5.0, 5.0, 5.0]);
        let with = [true, true, true, false, false, false];
        let against = [false, false, false, true, true, true];
        let effect = compare(&values, &[0; 6], &with, &against, 4.0).expect("two groups");
        assert!(effect.low < -4.5 && effect.high > -3.5, "{effect:?}");
    }

    #[test]
    fn p_and_quantile_are_those_of_scipy() {
        // 2 * scipy.stats.t.sf(t, freedom), scipy.stats.t.ppf(0.975, freedom)
        for (t, freedom, p, z) in [
            (2.0, 12.0, 0.068_655_014_038_085_97, 2.178_812_829_667_228_4),
            (-4.5, 29.0, 0.000_101_534_888_064_855_43, 2.045_229_642_132_703),
        ] {
            let (found_p, found_z) = student(t, freedom);
            assert!((found_p - p).abs() < 1e-6 * p.max(1e-3), "{found_p} {p}");
            assert!((found_z - z).abs() < 1e-6, "{found_z} {z}");
        }
        assert!((student(1.0, 5_000.0).1 - Z).abs() < 1e-12);
    }

    #[test]
    fn without_a_stratum_that_has_both_there_is_no_comparison() {
        let values = sums(&[1.0, 2.0, 3.0, 4.0]);
        let with = [true, true, false, false];
        let against = [false, false, true, true];
        assert_eq!(compare(&values, &[0, 0, 1, 1], &with, &against, 4.0), None);
    }
}
