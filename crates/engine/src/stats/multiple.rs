//! Many tests at once.

/// The q-values of Y. Benjamini and Y. Hochberg, JRSS B 57 (1995): the least false discovery rate at
/// which each finding would be kept. In the order of the p-values given; NaN counts as 1.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let known = |p: f64| if p.is_nan() { 1.0 } else { p };
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| known(p[*a]).total_cmp(&known(p[*b])));
    let mut q = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (rank, at) in order.iter().enumerate().rev() {
        least = least.min(known(p[*at]) * p.len() as f64 / (rank + 1) as f64);
        q[*at] = least;
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::close;

    #[test]
    fn q_values_are_those_of_scipy() {
        // scipy.stats.false_discovery_control([…])
        let found = benjamini_hochberg(&[0.01, 0.9, 0.04, 0.03, 0.005, 0.04]);
        for (found, expect) in found.into_iter().zip([0.03, 0.9, 0.048, 0.048, 0.03, 0.048]) {
            close(found, expect);
        }
        assert!(benjamini_hochberg(&[]).is_empty());
        assert_eq!(benjamini_hochberg(&[f64::NAN, 0.2]), [1.0, 0.4]);
    }
}
