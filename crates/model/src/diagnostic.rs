//! What an importer, a check or a command found wrong: what, where, what to do.

use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Note,
    /// Something is doubtful; the work went on.
    Warning,
    /// A row, a field or a map was refused.
    Error,
}

/// A place in a file. Rows and columns count from 1, as editors show them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Place {
    /// The file as the user named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line of a text file, or row of a table (the header is row 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Character in the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// Name of a field or table column, or a path inside a map (`stages[0].steps[2]`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// One finding. Findings travel beside results, never instead of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Diagnostic {
    /// Stable, kebab-case: `unknown-field`, `time-unreadable`. Anchor of `docs/formats.md` and `docs/checks.md`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding without place and help; add them with [`Diagnostic::at`] and [`Diagnostic::help`].
    pub fn new(code: &str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            severity,
            message: message.into(),
            place: Place::default(),
            help: None,
        }
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The same finding with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The nearest of `names` to `wanted` by edit distance, when it is near enough to be a slip of the
/// hand: at most a third of the longer name's characters, at least one. Case is ignored.
/// The page finds it by the same rule (`web/src/pages/personas/did_you_mean.ts`); `spec/words/nearest.json`
/// holds the cases that both run.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().collect();
    names
        .into_iter()
        .map(|name| {
            let chars: Vec<char> = name.to_lowercase().chars().collect();
            let allowed = (wanted.len().max(chars.len()) / 3).max(1);
            (distance(&wanted, &chars), allowed, name)
        })
        .filter(|(distance, allowed, _)| distance <= allowed)
        .min_by_key(|(distance, _, _)| *distance)
        .map(|(_, _, name)| name)
}

/// Optimal string alignment distance (Damerau–Levenshtein without overlapping swaps).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_hand_is_named_and_a_stranger_is_not() {
        let cases = include_str!("../../../spec/words/nearest.json");
        let cases: serde_json::Value = serde_json::from_str(cases).expect("cases");
        for case in cases["nearest"].as_array().expect("a list") {
            let names = case[1].as_array().expect("names").iter().filter_map(|name| name.as_str());
            let wanted = case[0].as_str().expect("a word");
            assert_eq!(nearest(wanted, names), case[2].as_str(), "{case}");
        }
    }
}
