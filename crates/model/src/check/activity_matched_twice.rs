//! Two steps claim the same events.
//!
//! **Finds** activities that stand in the `match` of more than one step, or twice in one.
//! **Why it matters**: an event is one step of a journey; counted twice, it makes up moves that nobody made.
//! **Example**: `pay` is in `match` of `Pays` and of `Orders`.
//! **To mend**: leave it with one of them; split the events by an attribute at import if both are meant.
//! **Reference**: –

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::HashMap;

pub(super) const CHECK: Check = Check {
    code: "activity-matched-twice",
    finds: "two steps are bound to the same activity",
    run,
};

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let mut first: HashMap<&str, String> = HashMap::new();
    let mut found = vec![];
    for at in input.steps() {
        for (index, name) in at.step.activities.iter().enumerate() {
            if let Some(other) = first.get(name.as_str()) {
                let message = format!(
                    "`{name}` is bound to `{other}` already, and here to `{}`",
                    at.step.step
                );
                let path = format!("{}.match[{index}]", at.path);
                let help = "leave it with one of them: an event is one step";
                found.push(input.find(&CHECK, Severity::Error, &path, message, help));
            } else {
                first.insert(name, at.step.step.clone());
            }
        }
    }
    found
}
