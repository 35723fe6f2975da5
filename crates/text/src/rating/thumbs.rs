//! Thumbs, yes or no, smile or frown: was it good, 0 (no) or 1 (yes).
//!
//! **Formula** valence = 2·r − 1. Beside it [`up`]: the share of yes.
//! **Example** yes is +1, no is −1; 30 of 40 yes are a mean of +0.5.
//! **Limits** No answer for "neither": the lukewarm must choose, so a mean near 0 is a split, not indifference.
//! **Reference** Interval of the share: Wilson, *JASA* 22 (1927) 209–212.

use super::{RatingError, Ratings};
use wayline_model::answer::Rate;
use wayline_model::map::FeelingSource;

/// Which scale there is.
pub(super) const SCALES: &str = "thumbs are 0 (down, no) or 1 (up, yes)";

/// Valence of an answer, 0 or 1.
pub fn valence(rating: f64) -> f64 {
    super::linear(rating, 0.0, 1.0)
}

/// Share of yes, Wilson at 95 %.
///
/// # Errors
/// [`RatingError::WrongScale`] when the ratings are not thumbs.
pub fn up(ratings: &Ratings, min_base: u64) -> Result<Rate, RatingError> {
    ratings.share(FeelingSource::Thumbs, min_base, |rating| rating > 0.5)
}
