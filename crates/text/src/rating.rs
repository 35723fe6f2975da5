//! Ratings on any scale to valence (−1 … +1) and emotion (2 × valence, −2 … +2), each scale by its own formula.
//!
//! [`Scale`] says how a rating was asked; [`Ratings`] gathers answers to **one** scale. A number is read on
//! the scale of the [`Ratings`] it is pushed to, and two [`Ratings`] merge only when their scales are equal,
//! so no mean over stars and NPS, or over 1–5 and 0–10, can be asked for. Formulas: `docs/methods/emotion.md`.

mod aggregate;
pub mod csat;
pub mod effort;
mod feel;
pub mod nps;
pub mod stars;
pub mod thumbs;

pub use aggregate::Ratings;
pub(crate) use aggregate::wilson;
pub use feel::feel;

use wayline_model::map::FeelingSource;

/// Why a rating or a scale was refused. Each says what happened and what to do.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RatingError {
    /// The answer is not on the scale.
    #[error(
        "the rating {rating} is outside the scale {low} … {high} of {kind}; check the scale in the mapping"
    )]
    OutOfRange {
        /// What was answered.
        rating: f64,
        /// Lowest answer.
        low: f64,
        /// Highest answer.
        high: f64,
        /// The kind of source.
        kind: &'static str,
    },
    /// The answer lies between two answers of a scale that has whole numbers only.
    #[error(
        "the rating {rating} is not a whole number, and {kind} is answered in whole numbers; averages cannot be imported as ratings"
    )]
    NotWhole {
        /// What was answered.
        rating: f64,
        /// The kind of source.
        kind: &'static str,
    },
    /// The kind of source is not asked on this scale.
    #[error("{kind} cannot be asked on the scale {low} … {high}; {help}")]
    WrongScale {
        /// Lowest answer as given.
        low: f64,
        /// Highest answer as given.
        high: f64,
        /// The kind of source.
        kind: &'static str,
        /// Which scales it has.
        help: &'static str,
    },
    /// Two scales in one aggregate.
    #[error("ratings on {left} and on {right} cannot be taken together; ask for each by itself")]
    Mixed {
        /// The scale that was there.
        left: Scale,
        /// The scale that came.
        right: Scale,
    },
}

/// How a rating was asked: the kind of source and its lowest and highest answer. Equal scales may be aggregated, others never.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    kind: FeelingSource,
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale of a kind of source; without a range its usual one: stars 1–5, NPS 0–10, CSAT 1–5, CES 1–5,
    /// CES 2.0 1–7, thumbs 0–1, text −1–1 (valence), estimate −2–2 (emotion).
    ///
    /// # Errors
    /// [`RatingError::WrongScale`] when the kind is not asked on that range.
    pub fn new(kind: FeelingSource, range: Option<(f64, f64)>) -> Result<Self, RatingError> {
        let (low, high) = range.unwrap_or(match kind {
            FeelingSource::Stars | FeelingSource::Csat | FeelingSource::Ces => (1.0, 5.0),
            FeelingSource::Ces2 => (1.0, 7.0),
            FeelingSource::Nps => (0.0, 10.0),
            FeelingSource::Thumbs => (0.0, 1.0),
            FeelingSource::Text => (-1.0, 1.0),
            FeelingSource::Estimate => (-2.0, 2.0),
        });
        let is = |a: f64, b: f64| (low - a).abs() < 1e-9 && (high - b).abs() < 1e-9;
        let whole_from_1_to =
            |most: f64| is(1.0, high) && high.fract() == 0.0 && (3.0..=most).contains(&high);
        let (fits, help) = match kind {
            FeelingSource::Stars => (stars::is_scale(low, high), stars::SCALES),
            FeelingSource::Nps => (is(0.0, 10.0), nps::SCALES),
            FeelingSource::Csat => (whole_from_1_to(10.0), csat::SCALES),
            FeelingSource::Ces => (is(1.0, 5.0), effort::SCALES_1),
            FeelingSource::Ces2 => (is(1.0, 7.0), effort::SCALES_2),
            FeelingSource::Thumbs => (is(0.0, 1.0), thumbs::SCALES),
            FeelingSource::Text => (is(-1.0, 1.0), "a text's valence runs from -1 to 1"),
            FeelingSource::Estimate => (is(-2.0, 2.0), "an estimate runs from -2 to 2"),
        };
        if fits {
            Ok(Self { kind, low, high })
        } else {
            Err(RatingError::WrongScale { low, high, kind: name(kind), help })
        }
    }

    /// The kind of source.
    pub fn kind(self) -> FeelingSource {
        self.kind
    }

    /// Lowest and highest answer.
    pub fn range(self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// An answer as valence, −1 (worst) … +1 (best), by the scale's own formula.
    ///
    /// # Errors
    /// [`RatingError::OutOfRange`] and [`RatingError::NotWhole`].
    pub fn valence(self, rating: f64) -> Result<f64, RatingError> {
        self.accept(rating)?;
        Ok(self.formula(rating))
    }

    /// Whether the scale has this answer.
    fn accept(self, rating: f64) -> Result<(), RatingError> {
        if !(self.low..=self.high).contains(&rating) {
            let (low, high) = self.range();
            return Err(RatingError::OutOfRange { rating, low, high, kind: name(self.kind) });
        }
        let any_number = matches!(
            self.kind,
            FeelingSource::Stars | FeelingSource::Text | FeelingSource::Estimate
        );
        if !any_number && rating.fract() != 0.0 {
            return Err(RatingError::NotWhole { rating, kind: name(self.kind) });
        }
        Ok(())
    }

    /// Valence of an answer that the scale has.
    fn formula(self, rating: f64) -> f64 {
        match self.kind {
            FeelingSource::Stars => stars::valence(rating, self.low, self.high),
            FeelingSource::Nps => nps::valence(rating),
            FeelingSource::Csat => csat::valence(rating, self.high),
            FeelingSource::Ces => effort::valence_1(rating),
            FeelingSource::Ces2 => effort::valence_2(rating),
            FeelingSource::Thumbs => thumbs::valence(rating),
            FeelingSource::Text => rating,
            FeelingSource::Estimate => rating / 2.0,
        }
    }
}

impl std::fmt::Display for Scale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} … {}", name(self.kind), self.low, self.high)
    }
}

/// One answer as valence, −1 (worst) … +1 (best): [`Scale::new`] and [`Scale::valence`] in one.
///
/// # Errors
/// As those two.
pub fn read_rating(
    kind: FeelingSource,
    rating: f64,
    range: Option<(f64, f64)>,
) -> Result<f64, RatingError> {
    Scale::new(kind, range)?.valence(rating)
}

/// What people call the kind of source.
fn name(kind: FeelingSource) -> &'static str {
    match kind {
        FeelingSource::Stars => "stars",
        FeelingSource::Nps => "NPS",
        FeelingSource::Csat => "CSAT",
        FeelingSource::Ces => "CES",
        FeelingSource::Ces2 => "CES 2.0",
        FeelingSource::Thumbs => "thumbs",
        FeelingSource::Text => "text",
        FeelingSource::Estimate => "estimate",
    }
}

/// A place between two ends as −1 … +1.
fn linear(rating: f64, low: f64, high: f64) -> f64 {
    (2.0 * rating - low - high) / (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use FeelingSource::{Ces, Ces2, Csat, Estimate, Nps, Stars, Text, Thumbs};
    use proptest::prelude::*;

    fn check(kind: FeelingSource, range: Option<(f64, f64)>, expect: &[(f64, f64)]) {
        for (rating, valence) in expect {
            let got = read_rating(kind, *rating, range).expect("the rating is on its scale");
            assert!((got - valence).abs() < 1e-12, "{kind:?} {rating}: {got}, not {valence}");
        }
    }

    #[test]
    fn the_ends_and_the_middle_of_every_scale_are_where_its_formula_puts_them() {
        check(Stars, None, &[(1.0, -1.0), (3.0, 0.0), (4.5, 0.75), (5.0, 1.0)]);
        check(Stars, Some((0.0, 10.0)), &[(0.0, -1.0), (5.0, 0.0), (10.0, 1.0)]);
        check(Nps, None, &[(0.0, -1.0), (6.0, -1.0), (7.0, 0.0), (8.0, 0.0), (9.0, 1.0)]);
        check(Csat, None, &[(1.0, -1.0), (4.0, 0.5), (5.0, 1.0)]);
        check(Csat, Some((1.0, 7.0)), &[(1.0, -1.0), (4.0, 0.0), (7.0, 1.0)]);
        check(Thumbs, None, &[(0.0, -1.0), (1.0, 1.0)]);
        check(Text, None, &[(-0.25, -0.25)]);
        check(Estimate, None, &[(-2.0, -1.0), (1.0, 0.5)]);
    }

    #[test]
    fn low_effort_is_good_in_the_first_ces_and_strong_agreement_in_the_second() {
        check(Ces, None, &[(1.0, 1.0), (3.0, 0.0), (5.0, -1.0)]);
        check(Ces2, None, &[(1.0, -1.0), (4.0, 0.0), (7.0, 1.0)]);
    }

    #[test]
    fn an_answer_that_the_scale_does_not_have_is_refused_in_words() {
        let refused = |kind, rating| read_rating(kind, rating, None).map_err(|e| e.to_string());
        assert_eq!(
            refused(Stars, 7.0).unwrap_err(),
            "the rating 7 is outside the scale 1 … 5 of stars; check the scale in the mapping"
        );
        assert!(refused(Nps, 8.5).unwrap_err().contains("not a whole number"));
        assert!(refused(Stars, f64::NAN).is_err());
        assert!(Scale::new(Nps, Some((1.0, 5.0))).unwrap_err().to_string().contains("0 to 10"));
        assert!(Scale::new(Stars, Some((5.0, 1.0))).is_err());
        assert!(Scale::new(Stars, Some((f64::NEG_INFINITY, 5.0))).is_err());
        assert!(Scale::new(Csat, Some((1.0, 2.0))).is_err());
    }

    proptest! {
        #[test]
        fn valence_stays_between_minus_one_and_one(
            kind in prop::sample::select(vec![Stars, Nps, Csat, Ces, Ces2, Thumbs, Text, Estimate]),
            rating in -20.0..20.0f64,
            whole: bool,
        ) {
            let rating = if whole { rating.round() } else { rating };
            if let Ok(valence) = read_rating(kind, rating, None) {
                prop_assert!((-1.0..=1.0).contains(&valence));
            }
        }
    }
}
