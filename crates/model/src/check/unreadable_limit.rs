//! A step's longest stay cannot be read.
//!
//! **Finds** steps whose `limit` is no length of time.
//! **Why it matters**: nobody knows what was meant, and nothing can be compared with it.
//! **Example**: `limit: banana`, `limit: 3`.
//! **To mend**: a number and a unit, as in questions: `45s`, `30m`, `2h`, `3d`, `2w`.
//! **Reference**: –

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const CHECK: Check = Check {
    code: "unreadable-limit",
    finds: "the longest stay of a step is no length of time",
    run,
};

/// As `docs/methods/filters.md` has lengths of time.
const UNITS: [&str; 7] = ["ms", "s", "m", "min", "h", "d", "w"];

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let mut found = vec![];
    for at in input.steps() {
        let Some(limit) = at.step.limit.as_deref().filter(|limit| !is_length(limit)) else {
            continue;
        };
        let message = format!("`{limit}` is no length of time");
        let field = format!("{}.limit", at.path);
        let help = "write a number and a unit: 45s, 30m, 2h, 3d, 2w";
        found.push(input.find(&CHECK, Severity::Error, &field, message, help));
    }
    found
}

fn is_length(text: &str) -> bool {
    let text = text.trim();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, unit) = text.split_at(text.len() - digits);
    let number = number.parse::<f64>();
    number.is_ok_and(|number| number > 0.0 && number.is_finite())
        && UNITS.contains(&unit.trim_start())
}
