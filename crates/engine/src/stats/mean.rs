//! Means and their differences.

use super::Estimate;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// What is kept of a sample of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// How many.
    pub n: u64,
    /// Their mean; 0 where there are none.
    pub mean: f64,
    /// Their variance with n − 1 in the denominator; 0 below two.
    pub variance: f64,
}

impl Sample {
    /// Two passes, in the order given.
    pub fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / n };
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let variance = if values.len() < 2 { 0.0 } else { squares / (n - 1.0) };
        Self { n: values.len() as u64, mean, variance }
    }

    /// The 95 % interval of the mean by Student's t (1908); `None` below two values.
    pub fn interval(&self) -> Option<(f64, f64)> {
        if self.n < 2 {
            return None;
        }
        let half = t95(self.n as f64 - 1.0)? * (self.variance / self.n as f64).sqrt();
        Some((self.mean - half, self.mean + half))
    }
}

/// The difference of two means, `a − b`, without assuming equal variances: B. Welch, Biometrika 34
/// (1947), with the degrees of freedom of Satterthwaite. `None` below two values on a side.
///
/// Where neither sample varies at all, the interval has no width and p is 0 or 1.
pub fn welch(a: &Sample, b: &Sample) -> Option<Estimate> {
    if a.n < 2 || b.n < 2 {
        return None;
    }
    let (a_part, b_part) = (a.variance / a.n as f64, b.variance / b.n as f64);
    let (value, error) = (a.mean - b.mean, (a_part + b_part).sqrt());
    if error == 0.0 {
        let p = if value == 0.0 { 1.0 } else { 0.0 };
        return Some(Estimate { value, low: value, high: value, p });
    }
    let below = a_part.powi(2) / (a.n as f64 - 1.0) + b_part.powi(2) / (b.n as f64 - 1.0);
    let freedom = (a_part + b_part).powi(2) / below;
    let half = t95(freedom)? * error;
    let p = 2.0 * StudentsT::new(0.0, 1.0, freedom).ok()?.sf((value / error).abs());
    Some(Estimate { value, low: value - half, high: value + half, p: p.min(1.0) })
}

fn t95(freedom: f64) -> Option<f64> {
    StudentsT::new(0.0, 1.0, freedom).ok().map(|t| t.inverse_cdf(0.975))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::close;

    #[test]
    fn means_and_welch_are_those_of_scipy() {
        // scipy.stats.t.interval, ttest_ind(a, b, equal_var=False).confidence_interval()
        let cases: [(&[f64], &[f64], [f64; 6]); 3] = [
            (
                &[1.0, 5.0, 3.0, 2.0, 4.0, 1.0, 1.0],
                &[5.0, 4.0, 5.0, 5.0, 3.0, 4.0],
                [
                    0.931_849_912_978_605_8,
                    3.925_292_944_164_251,
                    -1.904_761_904_761_904_7,
                    -3.477_262_182_551_708_5,
                    -0.332_261_626_972_101_04,
                    0.022_774_993_052_662,
                ],
            ),
            (
                &[0.1, 0.2],
                &[10.0, 30.0, 20.0],
                [
                    -0.485_310_236_808_734_75,
                    0.785_310_236_808_734_8,
                    -19.85,
                    -44.688_738_736_814_614,
                    4.988_738_736_814_614,
                    0.075_170_615_445_240_24,
                ],
            ),
            (
                &[2.0, 2.0, 2.0, 3.0],
                &[2.0, 2.0, 3.0, 3.0, 3.0, 2.0, 2.5],
                [
                    1.454_388_423_679_073,
                    3.045_611_576_320_927,
                    -0.25,
                    -1.006_215_234_944_314_8,
                    0.506_215_234_944_314_8,
                    0.453_740_982_432_288_16,
                ],
            ),
        ];
        for (a, b, [mean_low, mean_high, value, low, high, p]) in cases {
            let (a, b) = (Sample::of(a), Sample::of(b));
            let interval = a.interval().expect("more than one value");
            close(interval.0, mean_low);
            close(interval.1, mean_high);
            let found = welch(&a, &b).expect("more than one value");
            for (found, expect) in
                [(found.value, value), (found.low, low), (found.high, high), (found.p, p)]
            {
                close(found, expect);
            }
        }
    }

    #[test]
    fn one_value_has_no_interval_and_equal_values_no_width() {
        assert_eq!(Sample::of(&[3.0]).interval(), None);
        assert_eq!(Sample::of(&[]).interval(), None);
        let (a, b) = (Sample::of(&[5.0, 5.0]), Sample::of(&[1.0, 1.0]));
        let apart = welch(&a, &b).expect("two values each");
        assert_eq!((apart.low, apart.high, apart.p), (4.0, 4.0, 0.0));
    }
}
