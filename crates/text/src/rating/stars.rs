//! Stars: how good was it, on any scale from `low` to `high` with more meaning better.
//!
//! **Formula** valence = (2·r − low − high) / (high − low): −1 at the lowest, 0 in the middle, +1 at the highest.
//! Half stars and decimals are taken as they are.
//! **Example** 2 of 1–5 is −0.5; 7.5 of 0–10 is 0.5.
//! **Limits** The steps between stars are taken as equal, and the middle as neither good nor bad; most public
//! reviews lie above it, so compare steps of one source, not a step with the middle.
//! **Reference** Semantic differential with equal intervals: Osgood, Suci, Tannenbaum, *The Measurement of Meaning* (1957).

/// What to do when the range is not one.
pub(super) const SCALES: &str =
    "stars run from a lower to a higher finite number, such as 1 to 5 or 0 to 10";

/// Whether stars can be asked from `low` to `high`.
pub(super) fn is_scale(low: f64, high: f64) -> bool {
    low.is_finite() && high.is_finite() && low < high && low.abs() <= 1e6 && high.abs() <= 1e6
}

/// Valence of `rating` stars of a scale from `low` to `high`.
pub fn valence(rating: f64, low: f64, high: f64) -> f64 {
    super::linear(rating, low, high)
}
