//! Grades: how well a claim stands on its evidence, with the reason in words (`docs/methods/grades.md`).

use crate::label::count;
use wayline_model::evidence::{Figure, Micros};
use wayline_model::grade::Grade;

const DAY: f64 = 86_400e6;
/// From so many customers independently, something exists.
const WITNESSES: u64 = 3;
/// False-discovery rate above which one of many comparisons is not believed.
const Q: f64 = 0.05;

/// A grade and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Graded {
    /// The grade.
    pub(crate) grade: Grade,
    /// One sentence without a full stop.
    pub(crate) why: String,
}

/// How old evidence may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Age {
    /// When "now" is.
    pub(crate) as_of: Option<Micros>,
    /// Days after which evidence no longer supports.
    pub(crate) half_life_days: f64,
    /// Newest time of the evidence.
    pub(crate) newest: Option<Micros>,
}

impl Age {
    /// Days between the evidence and now, where both are known.
    fn days(self) -> Option<f64> {
        Some((self.as_of? - self.newest?) as f64 / DAY)
    }

    fn faded(self) -> bool {
        self.days().is_some_and(|days| days > self.half_life_days)
    }
}

/// On which side of a bound the claim puts a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Side {
    /// The figure is below the bound.
    Below(f64),
    /// The figure is above the bound.
    Above(f64),
}

fn graded(grade: Grade, why: String) -> Graded {
    Graded { grade, why }
}

/// A word of the team without evidence.
pub(crate) fn assumed(why: impl Into<String>) -> Graded {
    graded(Grade::Assumption, why.into())
}

/// An amount that is claimed as it was measured: it stands on its base and its age alone.
pub(crate) fn measured(figure: &Figure, what: What, min_base: u64, age: Age) -> Graded {
    if figure.value.is_none() {
        return assumed(figure.why.clone().unwrap_or_else(|| format!("there are no {}", what.1)));
    }
    let counted = counted(figure.n, what);
    if figure.n < min_base {
        return assumed(format!("{counted}, fewer than {min_base}"));
    }
    aged(counted, age)
}

/// What is counted: one of it, and several.
type What<'a> = (&'a str, &'a str);

fn counted(n: u64, (one, several): What) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { several })
}

/// That something exists: from at least three customers.
pub(crate) fn witnessed(journeys: u64, what: What, age: Age) -> Graded {
    match journeys {
        0 => assumed(format!("the data hold no {}", what.1)),
        few if few < WITNESSES => {
            let counted = counted(few, what);
            assumed(format!("{counted}, fewer than {WITNESSES} independent ones"))
        }
        many => aged(counted(many, what), age),
    }
}

/// An amount that is claimed to lie on one side of a bound. `base` is the smaller of the bases compared; `shown` writes a value
/// of the figure for the reader.
pub(crate) fn claimed(
    figure: &Figure,
    side: Side,
    base: u64,
    min_base: u64,
    q: Option<f64>,
    age: Age,
    shown: &dyn Fn(f64) -> String,
) -> Graded {
    let (Some(low), Some(high)) = (figure.low, figure.high) else {
        let why = figure.why.clone().unwrap_or_else(|| "there is no interval".into());
        return assumed(why);
    };
    if base < min_base {
        return assumed(format!("rests on {}, fewer than {min_base}", count(base)));
    }
    let (holds, denied, bound) = match side {
        Side::Below(bound) => (high < bound, low > bound, bound),
        Side::Above(bound) => (low > bound, high < bound, bound),
    };
    let bound = shown(bound);
    let span = format!("95 % interval {} … {}", shown(low), shown(high));
    if denied {
        return graded(
            Grade::Contradicted,
            format!("the {span} lies wholly on the other side of {bound}"),
        );
    }
    if !holds {
        return assumed(format!("the {span} holds {bound}"));
    }
    match q {
        Some(q) if q >= Q => {
            assumed(format!("of many comparisons tried, as likely by chance (q = {q:.2})"))
        }
        Some(q) => {
            let q = if q < 0.001 { "q < 0.001".to_owned() } else { format!("q = {q:.3}") };
            aged(format!("the {span} keeps clear of {bound}, {q}, n = {}", count(base)), age)
        }
        None => aged(format!("the {span} keeps clear of {bound}, n = {}", count(base)), age),
    }
}

fn aged(why: String, age: Age) -> Graded {
    match age.days() {
        Some(days) if age.faded() => graded(
            Grade::Ageing,
            format!(
                "{why}; the evidence is {days:.0} days old, its half-life is {:.0}",
                age.half_life_days
            ),
        ),
        _ => graded(Grade::Supported, why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOURNEYS: What = ("journey", "journeys");
    const RATINGS: What = ("rating", "ratings");
    const FRESH: Age = Age { as_of: Some(0), half_life_days: 180.0, newest: Some(0) };
    const OLD: Age =
        Age { as_of: Some(181 * 86_400_000_000), half_life_days: 180.0, newest: Some(0) };

    fn check(low: f64, high: f64, n: u64, q: Option<f64>, age: Age, expect: Grade) {
        let figure = Figure {
            value: Some(f64::midpoint(low, high)),
            low: Some(low),
            high: Some(high),
            n,
            ..Figure::default()
        };
        let got = claimed(&figure, Side::Below(0.0), n, 30, q, age, &|value| format!("{value:.2}"));
        assert_eq!(got.grade, expect, "{}", got.why);
    }

    #[test]
    fn a_claim_is_supported_by_its_whole_interval_on_a_sufficient_young_base() {
        check(-2.0, -1.0, 30, Some(0.049), FRESH, Grade::Supported);
        check(-2.0, -1.0, 29, Some(0.01), FRESH, Grade::Assumption);
        check(-2.0, 0.1, 100, None, FRESH, Grade::Assumption);
        check(-2.0, -1.0, 30, Some(0.05), FRESH, Grade::Assumption);
        check(-2.0, -1.0, 30, None, OLD, Grade::Ageing);
        check(0.1, 1.0, 30, None, FRESH, Grade::Contradicted);
        check(0.1, 1.0, 30, None, OLD, Grade::Contradicted);
    }

    #[test]
    fn something_exists_from_three_customers_on() {
        assert_eq!(witnessed(2, JOURNEYS, FRESH).grade, Grade::Assumption);
        assert_eq!(witnessed(3, JOURNEYS, FRESH).grade, Grade::Supported);
        assert_eq!(witnessed(3, JOURNEYS, OLD).grade, Grade::Ageing);
    }

    #[test]
    fn one_is_not_told_as_several() {
        let why = |n| witnessed(n, JOURNEYS, FRESH).why;
        assert_eq!(why(0), "the data hold no journeys");
        assert_eq!(why(1), "1 journey, fewer than 3 independent ones");
        assert_eq!(why(2), "2 journeys, fewer than 3 independent ones");
        assert_eq!(why(3), "3 journeys");
        let figure = Figure { value: Some(1.0), n: 1, ..Figure::default() };
        assert_eq!(measured(&figure, RATINGS, 30, FRESH).why, "1 rating, fewer than 30");
    }

    #[test]
    fn an_amount_needs_the_minimum_base() {
        let figure = Figure { value: Some(1.0), n: 30, ..Figure::default() };
        assert_eq!(measured(&figure, RATINGS, 30, FRESH).grade, Grade::Supported);
        assert_eq!(measured(&figure, RATINGS, 31, FRESH).grade, Grade::Assumption);
        assert_eq!(
            measured(&Figure::unknown("no ratings"), RATINGS, 30, FRESH).grade,
            Grade::Assumption
        );
    }
}
