//! Odds ratios of two-by-two tables, and Fisher's exact test.

use super::proportion::Z95;
use super::{Estimate, two_sided_normal};
use statrs::function::gamma::ln_gamma;

/// Counts of those with and without something, by whether they reached a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// With it, reached.
    pub with_hit: u64,
    /// With it, not reached.
    pub with_miss: u64,
    /// Without it, reached.
    pub without_hit: u64,
    /// Without it, not reached.
    pub without_miss: u64,
}

impl Table {
    fn cells(&self) -> [u64; 4] {
        [self.with_hit, self.with_miss, self.without_hit, self.without_miss]
    }

    /// The odds ratio with one half added to every cell (J. Haldane, Annals of Human Genetics 20 (1956);
    /// F. Anscombe, Biometrika 43 (1956)), its interval on the log scale (B. Woolf, 1955), and the p-value
    /// of the same deviate. Always finite.
    pub fn odds_ratio(&self) -> Estimate {
        let [a, b, c, d] = self.cells().map(|count| count as f64 + 0.5);
        let log = (a * d / (b * c)).ln();
        let error = (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
        Estimate {
            value: log.exp(),
            low: (log - Z95 * error).exp(),
            high: (log + Z95 * error).exp(),
            p: two_sided_normal(log / error),
        }
    }

    /// The two-sided p-value of R. Fisher's exact test (1934): the chance, with these margins, of all
    /// tables that are no likelier than this one.
    pub fn fisher_p(&self) -> f64 {
        let [a, b, c, d] = self.cells();
        let (with, hit, all) = (a + b, a + c, a + b + c + d);
        let log_chance = |a: u64| log_choose(with, a) + log_choose(all - with, hit - a);
        // Chances that differ only by rounding are equal.
        let limit = log_chance(a) + 1e-7;
        let least = hit.saturating_sub(all - with);
        let total = log_choose(all, hit);
        let sum: f64 = (least..=with.min(hit))
            .map(log_chance)
            .filter(|log| *log <= limit)
            .map(|log| (log - total).exp())
            .sum();
        sum.min(1.0)
    }
}

fn log_choose(n: u64, k: u64) -> f64 {
    let log_factorial = |n: u64| ln_gamma(n as f64 + 1.0);
    log_factorial(n) - log_factorial(k) - log_factorial(n - k)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::close;

    #[test]
    fn odds_ratios_are_those_of_statsmodels() {
        // Table2x2(cells + 0.5): oddsratio, oddsratio_confint(), oddsratio_pvalue(); scipy.stats.fisher_exact(cells)
        for ([with_hit, with_miss, without_hit, without_miss], [value, low, high, p, fisher]) in [
            (
                [10, 20, 30, 40],
                [
                    0.680_127_948_820_471_8,
                    0.282_162_884_572_300_65,
                    1.639_386_510_624_55,
                    0.390_484_332_483_432_3,
                    0.504_475_769_851_628_5,
                ],
            ),
            (
                [0, 12, 7, 5],
                [
                    0.029_333_333_333_333_333,
                    0.001_412_597_151_294_690_6,
                    0.609_122_313_219_886_2,
                    0.022_590_847_899_147_44,
                    0.004_576_659_038_901_602,
                ],
            ),
            (
                [345, 4548, 2987, 343],
                [
                    0.008_733_708_248_109_75,
                    0.007_469_902_226_013_418,
                    0.010_211_333_087_797_123,
                    0.0,
                    0.0,
                ],
            ),
            (
                [3, 1, 1, 3],
                [
                    5.444_444_444_444_445,
                    0.364_069_110_341_885,
                    81.418_539_685_517_96,
                    0.219_502_812_283_000_73,
                    0.485_714_285_714_285_65,
                ],
            ),
            (
                [1000, 2000, 1500, 1700],
                [
                    0.566_786_077_555_919_3,
                    0.511_387_716_869_765_3,
                    0.628_185_713_332_328_2,
                    2.786_602_894_237_548_7e-27,
                    1.554_782_256_736_288_5e-27,
                ],
            ),
        ] {
            let table = Table { with_hit, with_miss, without_hit, without_miss };
            let found = table.odds_ratio();
            for (found, expect) in
                [(found.value, value), (found.low, low), (found.high, high), (found.p, p)]
            {
                close(found, expect);
            }
            close(table.fisher_p(), fisher);
        }
    }

    #[test]
    fn an_empty_table_says_nothing() {
        let table = Table { with_hit: 0, with_miss: 0, without_hit: 0, without_miss: 0 };
        assert_eq!(
            (table.odds_ratio().value, table.odds_ratio().p, table.fisher_p()),
            (1.0, 1.0, 1.0)
        );
    }
}
