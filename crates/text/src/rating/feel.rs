//! The word for a measured emotion, from its place between −2 and +2 alone.
//!
//! | mean emotion | word |
//! | --- | --- |
//! | 1.5 … 2 | delighted |
//! | 0.5 … 1.5 | satisfied |
//! | −0.5 … 0.5 | calm; no word when the answers are split |
//! | −1.5 … −0.5 | frustrated |
//! | −2 … −1.5 | angry |
//!
//! A rating knows how good, not how stirred or why: `excited`, `proud`, `hopeful`, `curious`, `wary`, `confused`,
//! `impatient` and `anxious` need arousal or a cause and are never derived from it; only a person writes them.

use super::Ratings;
use wayline_model::map::Feel;

/// The word for the mean emotion of these ratings; `None` without answers, and in the middle when at least a quarter
/// of the answers lies at or below −0.5 and at least a quarter at or above +0.5 (emotion): no one word is true for both.
pub fn feel(ratings: &Ratings) -> Option<Feel> {
    let emotion = ratings.emotion(0).value?;
    let word = word(emotion);
    let quarter_at = |holds: fn(f64) -> bool| {
        4 * ratings.count(|rating| holds(2.0 * ratings.scale().formula(rating))) >= ratings.n()
    };
    let split = quarter_at(|e| e <= -0.5) && quarter_at(|e| e >= 0.5);
    (word != Feel::Calm || !split).then_some(word)
}

/// The word for a mean emotion, −2 … +2; in the middle only for answers that are not split.
fn word(emotion: f64) -> Feel {
    if emotion >= 1.5 {
        Feel::Delighted
    } else if emotion >= 0.5 {
        Feel::Satisfied
    } else if emotion > -0.5 {
        Feel::Calm
    } else if emotion > -1.5 {
        Feel::Frustrated
    } else {
        Feel::Angry
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::Scale;
    use wayline_model::map::FeelingSource;

    fn check(stars: &[f64], expect: Option<Feel>) {
        let scale = Scale::new(FeelingSource::Stars, None).expect("stars have a usual scale");
        let mut ratings = Ratings::new(scale);
        for rating in stars {
            ratings.push(*rating).expect("the rating is on the scale");
        }
        assert_eq!(feel(&ratings), expect, "{stars:?}");
    }

    #[test]
    fn the_word_follows_the_mean() {
        check(&[5.0, 5.0, 4.0], Some(Feel::Delighted));
        check(&[4.0, 4.0, 3.0], Some(Feel::Satisfied));
        check(&[3.0, 3.0, 3.0, 4.0], Some(Feel::Calm));
        check(&[2.0, 2.0, 3.0], Some(Feel::Frustrated));
        check(&[1.0, 1.0, 1.0, 2.0], Some(Feel::Angry));
    }

    #[test]
    fn no_word_stands_for_a_split_or_for_silence() {
        check(&[1.0, 5.0, 1.0, 5.0], None);
        check(&[], None);
    }
}
