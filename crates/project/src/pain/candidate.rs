//! One comparison: journeys with something against comparable journeys without it, as two filters.
//!
//! Who is in which group is what the engine's own filter says, so that a question with the same `where` gives exactly the
//! figures that were compared. Values at a step are read once and looked up ([`Who::Values`]); the tests hold
//! them against the filter.

use super::bits::Bits;
use std::sync::Arc;
use wayline_engine::filter::Filter;
use wayline_engine::journeys::Journeys;

/// Longer than any journey, as filters write it.
pub(crate) const EVER: &str = "36500d";

/// What the comparison is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A step is taken or not.
    Step,
    /// A step is taken several times.
    Repeat,
    /// The journey goes back to an earlier step.
    Return,
    /// A slow wait.
    Slow,
    /// A promise is broken.
    Promise,
    /// A value of an attribute, or a quarter of a number.
    Attribute,
}

/// A comparison that is tried.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The step it happens at.
    pub(crate) step: usize,
    /// Whether it is what is known at the step, to be held against what follows from there; otherwise against the whole journey.
    pub(crate) local: bool,
    /// What it is about.
    pub(crate) kind: Kind,
    /// What to call it when the journeys of `with` are worse off; of an attribute, the condition: what is worse is said after it.
    pub(crate) title: String,
    /// What to call it when the others are; `None` where that would be no statement about a pain.
    pub(crate) title_reversed: Option<String>,
    /// Filter: journeys with it.
    pub(crate) with: String,
    /// Filter: comparable journeys without it.
    pub(crate) against: String,
    /// Length of the wait, where it is one.
    pub(crate) over_s: Option<f64>,
    /// Whether both sides hold only journeys that came the whole way.
    pub(crate) finished: bool,
    /// How to tell who is in which group.
    pub(crate) who: Who,
}

/// How to tell who is in which group.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    /// By the two filters.
    Filters,
    /// By values that each journey has at the step, one [`Held`] an attribute: with all of them, or known and without one.
    Values(Vec<Arc<Vec<Held>>>),
}

/// Whether a journey has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// It never came to the step, or the attribute is not known there.
    Unknown,
    /// It has another value.
    Other,
    /// It has the value.
    This,
}

/// The two groups of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Groups {
    pub(crate) with: Bits,
    pub(crate) against: Bits,
}

impl Candidate {
    /// Who is in which group, among all journeys; `None` if a filter does not compile (an attribute with an impossible name).
    pub(crate) fn groups(&self, journeys: &Journeys, scope: Option<&str>) -> Option<Groups> {
        match &self.who {
            Who::Filters => self.filtered(journeys, scope),
            Who::Values(values) => {
                let n = journeys.len();
                let all = |journey: usize| values.iter().all(|held| held[journey] == Held::This);
                let known =
                    |journey: usize| values.iter().all(|held| held[journey] != Held::Unknown);
                Some(Groups {
                    with: Bits::of(n, all),
                    against: Bits::of(n, |journey| known(journey) && !all(journey)),
                })
            }
        }
    }

    /// As the engine's filter says.
    pub(crate) fn filtered(&self, journeys: &Journeys, scope: Option<&str>) -> Option<Groups> {
        Some(Groups {
            with: kept(journeys, &within(scope, &self.with))?,
            against: kept(journeys, &within(scope, &self.against))?,
        })
    }
}

/// A filter inside of the map's own.
pub(crate) fn within(scope: Option<&str>, filter: &str) -> String {
    match scope {
        None => filter.to_owned(),
        Some(scope) => format!("({scope}) and {filter}"),
    }
}

fn kept(journeys: &Journeys, filter: &str) -> Option<Bits> {
    let filter = Filter::compile(filter, journeys).ok()?;
    let mut all = journeys.all();
    Some(Bits::of(journeys.len(), |_| all.next().is_some_and(|ix| filter.keeps(journeys, ix))))
}

/// Text in a filter.
pub(crate) fn text(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A name in a filter: bare where it can only be a name, else in backticks.
pub(crate) fn name(name: &str) -> String {
    const WORDS: [&str; 20] = [
        "and", "or", "not", "in", "did", "count", "duration", "first", "last", "any", "within",
        "of", "true", "false", "missing", "present", "is", "start", "activity", "contains",
    ];
    let plain = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !WORDS.contains(&name.to_lowercase().as_str());
    if plain {
        return name.to_owned();
    }
    let quoted = text(name).replace("\\\"", "\"").replace('`', "\\`");
    format!("`{}`", &quoted[1..quoted.len() - 1])
}

/// `did("a")`, or any of several.
pub(crate) fn did(activities: &[&str]) -> String {
    let parts: Vec<String> = activities.iter().map(|a| format!("did({})", text(a))).collect();
    if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(" or ")) }
}

/// A length of time as filters write it, rounded up to two digits of its unit: the unit that titles have, up to two months.
pub(crate) fn length(seconds: f64) -> (String, f64) {
    let (unit, word) = match seconds {
        s if s < 60.0 => (1.0, "s"),
        s if s < 3_600.0 => (60.0, "m"),
        s if s < 86_400.0 => (3_600.0, "h"),
        _ => (86_400.0, "d"),
    };
    let value = seconds / unit;
    let tenths = value < 10.0;
    let rounded = if tenths { (value * 10.0).ceil() / 10.0 } else { value.ceil() };
    let text = if tenths { format!("{rounded:.1}") } else { format!("{rounded:.0}") };
    let text = text.strip_suffix(".0").map_or(text.clone(), ToOwned::to_owned);
    (format!("{text}{word}"), rounded * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_text_survive_the_filter_language() {
        assert_eq!(text("say \"hi\" \\ there"), r#""say \"hi\" \\ there""#);
        assert_eq!(name("payment_type"), "payment_type");
        assert_eq!(name("count"), "`count`");
        assert_eq!(name("org:group"), "`org:group`");
        assert_eq!(name("a`b"), "`a\\`b`");
        assert_eq!(did(&["a", "b"]), r#"(did("a") or did("b"))"#);
    }

    #[test]
    fn lengths_are_rounded_up_so_that_the_cut_lies_where_the_title_says() {
        assert_eq!(length(5.21 * 86_400.0), ("5.3d".into(), 5.3 * 86_400.0));
        assert_eq!(length(41.0), ("41s".into(), 41.0));
        assert_eq!(length(600.5), ("11m".into(), 660.0));
    }
}
