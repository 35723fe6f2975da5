//! Never updated.
//!
//! **Finds** maps with statements whose evidence is older than its half-life.
//! **Why it matters**: customers and products change; a map that nobody renews is believed long after it stopped being true.
//! **Example**: three of five claims rest on reviews of two years ago.
//! **To mend**: import newer data and look again; where there is none, ask (the map shows which step needs answers).
//! **Reference**: the fourth of the five mistakes; grades as in `docs/methods/grades.md`.

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};
use crate::grade::Grade;

pub(super) const CHECK: Check = Check {
    code: "never-updated",
    finds: "statements rest on evidence older than its half-life",
    run,
};

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let Some(resolved) = input.resolved else { return vec![] };
    let (ageing, claims) = (resolved.health.ageing, resolved.health.claims);
    if ageing == 0 {
        return vec![];
    }
    let steps = resolved.stages.iter().flat_map(|stage| &stage.steps);
    let old: Vec<&str> = steps
        .filter(|step| {
            step.emotion.grade == Grade::Ageing
                || step.pains.iter().any(|pain| pain.grade == Grade::Ageing)
        })
        .map(|step| step.name.as_str())
        .collect();
    let at = match &old[..] {
        [] => String::new(),
        [first, second, rest @ ..] if rest.len() > 1 => {
            format!(", at {first}, {second} and {} more steps", rest.len())
        }
        few => format!(", at {}", few.join(", ")),
    };
    let message = format!("{ageing} of {claims} statements rest on evidence that is too old{at}");
    let help =
        "import newer data, or set another half-life in wayline.toml where things change slowly";
    vec![input.find(&CHECK, Severity::Warning, "stages", message, help)]
}
