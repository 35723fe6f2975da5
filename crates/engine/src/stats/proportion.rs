//! Shares of tries: intervals and comparisons.

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
