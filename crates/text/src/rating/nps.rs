//! NPS, net promoter: how likely are you to recommend us, 0 … 10.
//!
//! **Formula** promoters (9, 10) have valence +1, passives (7, 8) 0, detractors (0 … 6) −1; the mean valence × 100 is
//! the score, −100 … +100. With shares p and d of n answers the variance of the multinomial difference is
//! (p + d − (p − d)²) / n, and the interval is the score ± 1.96 standard errors, kept within −100 … +100.
//! **Example** 5 promoters, 3 passives, 2 detractors: score 30.
//! **Limits** A 0 and a 6 count the same, as the measure's authors want it. Where all answers are of one class the
//! variance is 0 and says nothing: then the share of other answers is bounded as in `docs/methods/emotion.md`.
//! **Reference** Reichheld, "The One Number You Need to Grow", *Harvard Business Review* 81 (2003); variance: Goodman, *Technometrics* 7 (1965) 247–254.

use super::{RatingError, Ratings, aggregate};
use wayline_model::evidence::Figure;
use wayline_model::map::FeelingSource;

/// Which scale there is.
pub(super) const SCALES: &str = "NPS runs from 0 to 10";

/// Valence of an answer, 0 … 10.
pub fn valence(rating: f64) -> f64 {
    if rating >= 9.0 {
        1.0
    } else if rating >= 7.0 {
        0.0
    } else {
        -1.0
    }
}

/// The net promoter score, −100 … +100, with its interval at 95 %.
///
/// # Errors
/// [`RatingError::WrongScale`] when the ratings are not NPS.
pub fn score(ratings: &Ratings, min_base: u64) -> Result<Figure, RatingError> {
    ratings.expect_kind(FeelingSource::Nps, SCALES)?;
    let n = ratings.n();
    if n == 0 {
        return Ok(Figure::unknown("nobody was asked or nobody answered"));
    }
    let share = |class: fn(f64) -> bool| ratings.count(class) as f64 / n as f64;
    let promoters = share(|rating| rating >= 9.0);
    let detractors = share(|rating| rating < 7.0);
    let net = promoters - detractors;
    let variance = (promoters + detractors - net * net) / n as f64;
    let interval = if n == 1 {
        None
    } else if variance > 0.0 {
        let half = aggregate::Z * variance.sqrt();
        Some((net - half, net + half))
    } else {
        Some(aggregate::all_alike(net, n, -1.0, 1.0))
    };
    let end = |value: f64| 100.0 * value.clamp(-1.0, 1.0);
    Ok(Figure {
        value: Some(100.0 * net),
        low: interval.map(|(low, _)| end(low)),
        high: interval.map(|(_, high)| end(high)),
        n,
        low_base: n < min_base,
        ..Figure::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::Scale;

    fn check(answers: &[(f64, u64)]) -> Figure {
        let scale = Scale::new(FeelingSource::Nps, None).expect("NPS has a usual scale");
        let mut ratings = Ratings::new(scale);
        for (rating, times) in answers {
            for _ in 0..*times {
                ratings.push(*rating).expect("the rating is on the scale");
            }
        }
        score(&ratings, 30).expect("the ratings are NPS")
    }

    #[test]
    fn the_score_is_promoters_less_detractors_with_the_multinomial_interval() {
        // p = 0.5, d = 0.2, n = 100: variance (0.7 − 0.09) / 100, 1.96 standard errors are 15.308.
        let figure = check(&[(10.0, 30), (9.0, 20), (8.0, 30), (6.0, 15), (0.0, 5)]);
        assert!((figure.value.unwrap() - 30.0).abs() < 1e-9);
        assert!((figure.low.unwrap() - 14.692).abs() < 1e-3);
        assert!((figure.high.unwrap() - 45.308).abs() < 1e-3);
        assert!(!figure.low_base);
    }

    #[test]
    fn promoters_alone_leave_room_for_those_not_asked() {
        let figure = check(&[(10.0, 10)]);
        assert_eq!(figure.high, Some(100.0));
        // 1 − 0.025^(1/10) = 0.3085 of the others may be detractors.
        assert!((figure.low.unwrap() - (100.0 - 2.0 * 30.85)).abs() < 0.01);
        assert!(figure.low_base);
    }

    #[test]
    fn one_answer_has_no_interval_and_none_has_no_score() {
        assert_eq!(check(&[(3.0, 1)]).low, None);
        assert_eq!(check(&[]).value, None);
    }
}
