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

/// The adjusted p-values of S. Holm, Scandinavian Journal of Statistics 6 (1979): whatever is kept below α, the chance that even one
/// of it is kept by chance is at most α, however the tests depend on each other. In the order given; NaN counts as 1.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let known = |p: f64| if p.is_nan() { 1.0 } else { p };
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| known(p[*a]).total_cmp(&known(p[*b])));
    let mut adjusted = vec![1.0; p.len()];
    let mut most: f64 = 0.0;
    for (rank, at) in order.iter().enumerate() {
        most = most.max(known(p[*at]) * (p.len() - rank) as f64).min(1.0);
        adjusted[*at] = most;
    }
    adjusted
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
        // statsmodels.stats.multitest.multipletests([…], method="holm")
        let found = holm(&[0.01, 0.9, 0.04, 0.03, 0.005, 0.04]);
        for (found, expect) in found.into_iter().zip([0.05, 0.9, 0.12, 0.12, 0.03, 0.12]) {
            close(found, expect);
        }
        assert_eq!(holm(&[f64::NAN, 0.2]), [1.0, 0.4]);
        assert!(benjamini_hochberg(&[]).is_empty());
        assert_eq!(benjamini_hochberg(&[f64::NAN, 0.2]), [1.0, 0.4]);
    }
}
