//! A step has no events.
//!
//! **Finds** steps without `match` on a map that is about data: one where other steps have some, or that was shown with data.
//! A map of the future, or for a launch, is left alone.
//! **Why it matters**: nothing can be counted there, so nobody sees how many come, wait and leave.
//! **Example**: `Waits for the courier` between two bound steps.
//! **To mend**: bind it (`match: […]`), import the source that sees it, or leave it as what it is: an assumption, drawn hollow.
//! **Reference**: –

use super::{Check, CheckInput, count};
use crate::diagnostic::{Diagnostic, Severity};
use crate::map::{Kind, Occasion};

pub(super) const CHECK: Check =
    Check { code: "unbound-step", finds: "a step is bound to no events", run };

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let ahead = input.map.kind == Kind::FutureState || input.map.occasion == Some(Occasion::Launch);
    let (bound, unbound): (Vec<_>, Vec<_>) =
        input.steps().partition(|at| !at.step.activities.is_empty());
    if ahead || unbound.is_empty() || (bound.is_empty() && input.activities.is_none()) {
        return vec![];
    }
    let help = "add `match: [ACTIVITY]`; `wayline ask counts` lists the activities";
    if bound.is_empty() {
        let steps = count(unbound.len(), "step is", "steps are");
        let message = format!("{steps} drawn and none is bound to the data");
        return vec![input.find(&CHECK, Severity::Warning, "stages", message, help)];
    }
    let say = |at: &super::At<'_>| {
        let message = format!("`{}` is bound to no events", at.step.step);
        input.find(&CHECK, Severity::Note, &at.path, message, help)
    };
    unbound.iter().map(say).collect()
}
