//! CES, customer effort, in its two forms that must not be mixed: they run in opposite directions.
//!
//! **Formula** CES 1.0 asks "how much effort did you personally have to put forth", 1 (very low) … 5 (very high):
//! little effort is good, valence = (3 − r) / 2. CES 2.0 asks for agreement with "the company made it easy for me to
//! handle my issue", 1 (strongly disagree) … 7 (strongly agree): agreement is good, valence = (r − 4) / 3.
//! **Example** 1 of CES 1.0 is +1; 1 of CES 2.0 is −1.
//! **Limits** Effort is one side of an experience: an easy refund after a broken delivery rates well.
//! **Reference** 1.0: Dixon, Freeman, Toman, "Stop Trying to Delight Your Customers", *Harvard Business Review* 88 (2010);
//! 2.0: CEB, *Customer Effort Score v2.0* (2013).

/// Which scale 1.0 has.
pub(super) const SCALES_1: &str =
    "CES 1.0 runs from 1 (very low effort) to 5 (very high); 1 to 7 agreement is kind \"ces2\"";
/// Which scale 2.0 has.
pub(super) const SCALES_2: &str =
    "CES 2.0 runs from 1 (strongly disagree) to 7 (strongly agree); 1 to 5 effort is kind \"ces\"";

/// Valence of an answer on CES 1.0, 1 … 5.
pub fn valence_1(rating: f64) -> f64 {
    -super::linear(rating, 1.0, 5.0)
}

/// Valence of an answer on CES 2.0, 1 … 7.
pub fn valence_2(rating: f64) -> f64 {
    super::linear(rating, 1.0, 7.0)
}
