//! Two steps cannot be told apart.
//!
//! **Finds** steps of one name without different `id`s, and an `id` that is used twice.
//! **Why it matters**: paths, claims and comments refer to steps by name; the second one is out of their reach.
//! **Example**: `Waits` before and after the payment.
//! **To mend**: say what differs in the name, or give each an `id`.
//! **Reference**: –

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::HashSet;

pub(super) const CHECK: Check =
    Check { code: "duplicate-step", finds: "two steps have the same name and no ids", run };

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut found = vec![];
    for at in input.steps() {
        let name = at.step.id.as_ref().unwrap_or(&at.step.step);
        if seen.insert(name) {
            continue;
        }
        let (message, path) = match &at.step.id {
            Some(id) => (format!("the id `{id}` is used before"), format!("{}.id", at.path)),
            None => (format!("there is a step `{name}` already"), at.path.clone()),
        };
        let help = "name it differently, or give it an `id` of its own";
        found.push(input.find(&CHECK, Severity::Error, &path, message, help));
    }
    found
}
