//! A chain of a `paths` question as a question of its own, with the same count.
//!
//! Paths count edges by their position, whatever was at the positions between the anchor and them. A chain that begins at
//! the first `from` is a funnel with `order` strict and `entry` first: a strict funnel takes the next event for every
//! step, so equal steps need no `once`. What a funnel cannot say is a pattern: a chain from the journey's start, one up to
//! the last `to`, and one with a place that any activity may take.

use crate::question::{Entry, Exclusion, Operator, Order, Question};
use std::fmt;

/// How many steps a funnel may have.
const STEPS: usize = 32;
/// How many places a pattern may have.
const PLACES: usize = 63;

/// Why there is no question of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoChain {
    /// The question is not one of paths, or of paths with both ends.
    NotPaths,
    /// The chain has no activity.
    Empty,
    /// The chain does not begin with `from`, or does not end with `to`: the anchor.
    OffAnchor(String),
    /// More places than a question may have: how many it may have here.
    TooLong(usize),
}

impl fmt::Display for NoChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPaths => {
                write!(f, "only paths from an activity, to one or from the start have chains")
            }
            Self::Empty => write!(f, "a chain has at least one activity"),
            Self::OffAnchor(anchor) => {
                write!(f, "a chain of these paths begins or ends at their anchor \"{anchor}\"")
            }
            Self::TooLong(most) => {
                write!(f, "a chain of these paths has at most {most} activities")
            }
        }
    }
}

impl std::error::Error for NoChain {}

/// The question whose count is that of the journeys with these activities side by side, in the order of time: from the
/// first `from` on, from the journey's start on, or up to the last `to`. `None` is any activity. The count is that of a
/// funnel's last step, or that of a pattern; the scope is that of `paths`.
///
/// # Errors
/// When the question is not one of paths, or the chain does not hang on its anchor or is too long.
pub fn chain(paths: &Question, places: &[Option<&str>]) -> Result<Question, NoChain> {
    let Operator::Paths { from, to, .. } = &paths.op else { return Err(NoChain::NotPaths) };
    let (anchor, at_anchor) = match (from, to) {
        (Some(_), Some(_)) => return Err(NoChain::NotPaths),
        (Some(from), None) => (Some(from), places.first()),
        (None, Some(to)) => (Some(to), places.last()),
        (None, None) => (None, places.first()),
    };
    let Some(at_anchor) = at_anchor else { return Err(NoChain::Empty) };
    if let Some(anchor) = anchor.filter(|anchor| *at_anchor != Some(anchor.as_str())) {
        return Err(NoChain::OffAnchor(anchor.clone()));
    }
    let named: Option<Vec<String>> = places.iter().map(|place| place.map(str::to_owned)).collect();
    let op = match named.filter(|steps| from.is_some() && steps.len() <= STEPS) {
        Some(steps) => Operator::Funnel {
            steps,
            within: None,
            order: Order::Strict,
            entry: Entry::First,
            once: false,
            exclude: Vec::new(),
            exclusion: Exclusion::default(),
            hold: None,
        },
        None => Operator::Pattern { pattern: pattern(places, from.as_deref(), to.as_deref())? },
    };
    Ok(Question { op, scope: paths.scope.clone() })
}

/// `path_start->[^view]*->view->.->cart`, `path_start->view`, `cart->pay->[^pay]*->path_end`
fn pattern(
    places: &[Option<&str>],
    from: Option<&str>,
    to: Option<&str>,
) -> Result<String, NoChain> {
    let most = PLACES - usize::from(from.or(to).is_some());
    if places.len() > most {
        return Err(NoChain::TooLong(most));
    }
    let none_of = |anchor: &str| format!("[^{}]*", name(anchor));
    let mut parts = Vec::new();
    if to.is_none() {
        parts.push("path_start".to_owned());
    }
    parts.extend(from.map(none_of));
    parts.extend(places.iter().map(|place| place.map_or_else(|| ".".into(), name)));
    if let Some(to) = to {
        parts.extend([none_of(to), "path_end".into()]);
    }
    Ok(parts.join("->"))
}

/// A name as a pattern has it: in quotes where it is more than words.
fn name(activity: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == ' ' || c == '_';
    let bare = activity.chars().all(plain)
        && activity.trim() == activity
        && !["", "path_start", "path_end"].contains(&activity);
    if bare {
        return activity.to_owned();
    }
    format!("\"{}\"", activity.replace('\\', r"\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(paths: &str, places: &[&str]) -> String {
        let paths: Question = serde_json::from_str(paths).expect("a question");
        let places: Vec<Option<&str>> =
            places.iter().map(|place| (*place != ".").then_some(*place)).collect();
        match chain(&paths, &places) {
            Ok(question) => serde_json::to_string(&question).expect("plain data"),
            Err(why) => why.to_string(),
        }
    }

    const FROM: &str = r#"{"op":"paths","from":"a","depth":4,"where":"x = 1","only":"y = 2","by":"z","since":"2024-01-01","until":"2024-02-01","unit":"case"}"#;

    #[test]
    fn a_chain_from_an_activity_is_a_funnel_in_the_same_scope() {
        let scope = r#""unit":"case","where":"x = 1","only":"y = 2","by":"z","since":"2024-01-01","until":"2024-02-01"}"#;
        assert_eq!(
            asked(FROM, &["a", "a", "b"]),
            format!(
                r#"{{"op":"funnel","steps":["a","a","b"],"order":"strict","entry":"first",{scope}"#
            )
        );
        assert_eq!(
            asked(FROM, &["a", ".", "b"]),
            format!(r#"{{"op":"pattern","pattern":"path_start->[^a]*->a->.->b",{scope}"#)
        );
    }

    #[test]
    fn chains_from_the_start_and_to_an_activity_are_patterns() {
        let start = r#"{"op":"paths"}"#;
        assert_eq!(asked(start, &["a", "b"]), r#"{"op":"pattern","pattern":"path_start->a->b"}"#);
        assert_eq!(
            asked(r#"{"op":"paths","to":"p"}"#, &["a", ".", "p"]),
            r#"{"op":"pattern","pattern":"a->.->p->[^p]*->path_end"}"#
        );
        assert_eq!(
            asked(start, &["^a -> \"b\\", "path_end", " c"]),
            r#"{"op":"pattern","pattern":"path_start->\"^a -> \\\"b\\\\\"->\"path_end\"->\" c\""}"#
        );
    }

    #[test]
    fn what_has_no_question_is_said() {
        assert_eq!(asked(FROM, &[]), "a chain has at least one activity");
        assert!(asked(FROM, &["b", "a"]).contains("anchor \"a\""));
        assert!(asked(r#"{"op":"paths","to":"p"}"#, &["p", "a"]).contains("anchor \"p\""));
        assert!(asked(r#"{"op":"counts"}"#, &["a"]).contains("only paths"));
        assert!(asked(r#"{"op":"paths","from":"a","to":"p"}"#, &["a", "p"]).contains("only paths"));
        assert!(asked(FROM, &["a"; 33]).contains("path_start->[^a]*->a->"));
        assert!(asked(FROM, &["a"; 63]).ends_with("at most 62 activities"));
        assert!(asked(r#"{"op":"paths"}"#, &["a"; 64]).ends_with("at most 63 activities"));
    }
}
