//! CSAT, customer satisfaction: how satisfied were you, 1 (not at all) … k (very), k from 3 to 10, usually 5 or 7.
//!
//! **Formula** valence = (2·r − 1 − k) / (k − 1). Beside it [`satisfied`]: the share of the two highest answers.
//! **Example** 4 of 1–5 is 0.5; the answers 5, 4, 4, 2 have three of four in the top two boxes.
//! **Limits** The share throws away how dissatisfied the others are; the mean takes the steps as equal. A scale where 1 is best must be turned round by the mapping.
//! **Reference** Hayes, *Measuring Customer Satisfaction and Loyalty* (2008); interval: Wilson, *JASA* 22 (1927) 209–212.

use super::{RatingError, Ratings};
use wayline_model::answer::Rate;
use wayline_model::map::FeelingSource;

/// Which scales there are.
pub(super) const SCALES: &str =
    "CSAT runs from 1 to a whole number between 3 and 10, usually 5 or 7";

/// Valence of an answer on 1 … `points`.
pub fn valence(rating: f64, points: f64) -> f64 {
    super::linear(rating, 1.0, points)
}

/// Share of the two highest answers, Wilson at 95 %.
///
/// # Errors
/// [`RatingError::WrongScale`] when the ratings are not CSAT.
pub fn satisfied(ratings: &Ratings, min_base: u64) -> Result<Rate, RatingError> {
    let top = ratings.scale().range().1 - 1.0;
    ratings.share(FeelingSource::Csat, min_base, |rating| rating >= top)
}
