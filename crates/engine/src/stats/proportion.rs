//! Shares of tries: intervals and comparisons.

use super::{Estimate, two_sided_normal};
use wayline_model::answer::Rate;

/// The 97.5 % quantile of the normal distribution.
pub(crate) const Z95: f64 = 1.959_963_984_540_054;

/// The 95 % interval of a share of `hits` in `tries`: E. B. Wilson, JASA 22 (1927), without continuity
/// correction. `None` without tries.
pub fn wilson(hits: u64, tries: u64) -> Option<(f64, f64)> {
    if tries == 0 {
        return None;
    }
    let (n, p, z2) = (tries as f64, hits as f64 / tries as f64, Z95 * Z95);
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let low = if hits == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if hits == tries { 1.0 } else { (centre + half).min(1.0) };
    Some((low, high))
}

/// A rate as answers carry it.
pub fn rate(hits: u64, tries: u64, min_base: u64) -> Rate {
    let interval = wilson(hits, tries);
    Rate {
        value: (tries > 0).then(|| hits as f64 / tries as f64),
        low: interval.map(|(low, _)| low),
        high: interval.map(|(_, high)| high),
        n: tries,
        low_base: tries < min_base,
    }
}

/// The difference of two shares, `a − b`: interval by R. Newcombe, Statistics in Medicine 17 (1998), method
/// 10 (from the two Wilson intervals); p-value by the pooled z test. Arguments are (hits, tries); `None`
/// when one has no tries.
pub fn difference(a: (u64, u64), b: (u64, u64)) -> Option<Estimate> {
    let ((a_low, a_high), (b_low, b_high)) = (wilson(a.0, a.1)?, wilson(b.0, b.1)?);
    let (a_n, b_n) = (a.1 as f64, b.1 as f64);
    let (a_p, b_p) = (a.0 as f64 / a_n, b.0 as f64 / b_n);
    let value = a_p - b_p;
    let pooled = (a.0 + b.0) as f64 / (a_n + b_n);
    let error = (pooled * (1.0 - pooled) * (1.0 / a_n + 1.0 / b_n)).sqrt();
    Some(Estimate {
        value,
        low: value - f64::hypot(a_p - a_low, b_high - b_p),
        high: value + f64::hypot(a_high - a_p, b_p - b_low),
        p: if error == 0.0 { 1.0 } else { two_sided_normal(value / error) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::close;

    #[test]
    fn wilson_is_that_of_statsmodels() {
        // proportion_confint(hits, tries, method="wilson")
        for (hits, tries, low, high) in [
            (3, 10, 0.10779126740630104, 0.6032218525388546),
            (0, 12, 0.0, 0.24249400665524096),
            (12, 12, 0.7575059933447589, 1.0),
            (1, 1, 0.2065493143772374, 1.0),
            (4580, 21348, 0.20908499022935018, 0.22009773279218126),
            (999999, 1000000, 0.9999943350881957, 0.9999998234754233),
        ] {
            let found = wilson(hits, tries).expect("there are tries");
            close(found.0, low);
            close(found.1, high);
        }
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn differences_are_those_of_statsmodels() {
        // confint_proportions_2indep(…, method="newcomb"), proportions_ztest
        for (a, b, low, high, p) in [
            ((56, 70), (48, 80), 0.05243147240236498, 0.33387265403690614, 0.00804508136819656),
            ((9, 10), (3, 10), 0.1705227239345029, 0.809017973535488, 0.006169899320544151),
            ((0, 10), (5, 20), -0.4687008776187441, 0.06001071681107972, 0.08326451666355045),
            ((345, 8225), (2987, 8225), -0.3324540582046274, -0.30993075216639365, 0.0),
            ((1, 2), (1, 2), -0.5734194679697172, 0.5734194679697172, 1.0),
        ] {
            let found = difference(a, b).expect("there are tries");
            close(found.low, low);
            close(found.high, high);
            close(found.p, p);
        }
        assert_eq!(difference((0, 4), (0, 9)).map(|d| d.p), Some(1.0));
        assert_eq!(difference((1, 2), (0, 0)), None);
    }

    #[test]
    fn a_rate_under_the_minimum_base_is_marked_and_one_without_tries_is_unknown() {
        assert!(rate(3, 29, 30).low_base);
        assert!(!rate(3, 30, 30).low_base);
        assert_eq!(rate(0, 0, 30).value, None);
    }
}
