//! Comparisons by rank, for waits and other lopsided numbers.

use super::two_sided_normal;

/// What a comparison by rank finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The chance that a random value of `a` is above one of `b`, ties counting half.
    pub superiority: f64,
    /// The two-sided p-value.
    pub p: f64,
}

/// The rank test of H. Mann and D. Whitney, Annals of Mathematical Statistics 18 (1947), by the normal
/// approximation with correction for ties and continuity. `None` when a side is empty; NaN is not allowed.
pub fn mann_whitney(a: &[f64], b: &[f64]) -> Option<Ranked> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let of_b = b.iter().map(|value| (unsigned_zero(*value), false));
    let mut all: Vec<(f64, bool)> =
        a.iter().map(|value| (unsigned_zero(*value), true)).chain(of_b).collect();
    all.sort_by(|left, right| left.0.total_cmp(&right.0));
    let (a_n, b_n) = (a.len() as f64, b.len() as f64);
    let (mut ranks_of_a, mut tied, mut before) = (0.0, 0.0, 0.0);
    for same in all.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()) {
        let size = same.len() as f64;
        let rank = before + f64::midpoint(size, 1.0);
        ranks_of_a += rank * same.iter().filter(|(_, of_a)| *of_a).count() as f64;
        tied += size.powi(3) - size;
        before += size;
    }
    let u = ranks_of_a - a_n * (a_n + 1.0) / 2.0;
    let both = a_n + b_n;
    let variance = a_n * b_n / 12.0 * (both + 1.0 - tied / (both * (both - 1.0)));
    let away = ((u - a_n * b_n / 2.0).abs() - 0.5).max(0.0);
    let p = if variance > 0.0 { two_sided_normal(away / variance.sqrt()) } else { 1.0 };
    Some(Ranked { superiority: u / (a_n * b_n), p })
}

/// Both zeros are one value.
fn unsigned_zero(value: f64) -> f64 {
    value + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::close;

    #[test]
    fn ranks_are_those_of_scipy() {
        // mannwhitneyu(a, b, method="asymptotic"); superiority is U / (n · m)
        let cases: [(&[f64], &[f64], f64, f64); 2] = [
            (
                &[1.0, 5.0, 3.0, 2.0, 4.0, 1.0, 1.0],
                &[5.0, 4.0, 5.0, 5.0, 3.0, 4.0],
                0.166_666_666_666_666_66,
                0.047_595_162_775_939_16,
            ),
            (
                &[1.5, 2.5, 9.0, 14.0, 7.7],
                &[3.1, 2.2, 0.4, 8.0, 1.1, 0.9, 5.0],
                0.771_428_571_428_571_5,
                0.143_851_869_654_853_64,
            ),
        ];
        for (a, b, superiority, p) in cases {
            let found = mann_whitney(a, b).expect("both sides have values");
            close(found.superiority, superiority);
            close(found.p, p);
        }
        assert_eq!(mann_whitney(&[1.0], &[]), None);
        assert_eq!(mann_whitney(&[1.0, 1.0], &[1.0]).map(|found| found.p), Some(1.0));
    }
}
