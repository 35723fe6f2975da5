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
            (3, 10, 0.107_791_267_406_301_04, 0.603_221_852_538_854_6),
            (0, 12, 0.0, 0.242_494_006_655_240_96),
            (12, 12, 0.757_505_993_344_758_9, 1.0),
            (1, 1, 0.206_549_314_377_237_4, 1.0),
            (4580, 21_348, 0.209_084_990_229_350_18, 0.220_097_732_792_181_26),
            (999_999, 1_000_000, 0.999_994_335_088_195_7, 0.999_999_823_475_423_3),
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
            (
                (56, 70),
                (48, 80),
                0.052_431_472_402_364_98,
                0.333_872_654_036_906_14,
                0.008_045_081_368_196_56,
            ),
            (
                (9, 10),
                (3, 10),
                0.170_522_723_934_502_9,
                0.809_017_973_535_488,
                0.006_169_899_320_544_151,
            ),
            (
                (0, 10),
                (5, 20),
                -0.468_700_877_618_744_1,
                0.060_010_716_811_079_72,
                0.083_264_516_663_550_45,
            ),
            ((345, 8225), (2987, 8225), -0.332_454_058_204_627_4, -0.309_930_752_166_393_65, 0.0),
            ((1, 2), (1, 2), -0.573_419_467_969_717_2, 0.573_419_467_969_717_2, 1.0),
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
