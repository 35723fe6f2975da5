//! Statistics, each with the source of its formula. Plain functions of numbers; nothing here knows journeys.
//!
//! Every figure is tested against `SciPy` 1.17, `statsmodels` 0.15 or `lifelines` 0.30.

pub mod markov;
pub mod mean;
pub mod multiple;
pub mod odds;
pub mod proportion;
pub mod quantile;
pub mod ranks;
pub mod survival;

/// An estimate with its 95 % interval and the two-sided p-value of "no difference".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The point estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How likely at least such a difference is where there is none.
    pub p: f64,
}

/// Two-sided p-value of a normal deviate.
pub(crate) fn two_sided_normal(z: f64) -> f64 {
    statrs::function::erf::erfc(z.abs() / std::f64::consts::SQRT_2)
}

#[cfg(test)]
pub(crate) fn close(found: f64, expect: f64) {
    let allowed = 1e-8 * expect.abs().max(1e-3);
    assert!((found - expect).abs() <= allowed, "{found} is not {expect}");
}
