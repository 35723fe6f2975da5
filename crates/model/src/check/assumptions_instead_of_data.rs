//! Most of the map is assumed.
//!
//! **Finds** maps on which more than half of the statements that could be backed are assumptions.
//! With data the grades decide; without, a pain or opportunity without a claim, and an emotion that is a person's estimate, is assumed.
//! **Why it matters**: a map drawn from memory shows the company's view of itself, and is then defended, not tested.
//! **Example**: five pains from a workshop, none with a claim.
//! **To mend**: give each statement a claim the data can deny, or take it off. A map for a launch is assumed by nature: then this is only a note.
//! **Reference**: the first of the five mistakes of mapping; Kalbach, *Mapping Experiences*, chapter 5 (investigate before you illustrate).

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};
use crate::map::{FeelingSource, Occasion};

pub(super) const CHECK: Check = Check {
    code: "assumptions-instead-of-data",
    finds: "more than half of the statements on the map are assumptions",
    run,
};

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let (claims, assumed) = match input.resolved {
        Some(resolved) => (resolved.health.claims, resolved.health.assumptions),
        None => drawn(input),
    };
    if assumed * 2 <= claims {
        return vec![];
    }
    let launch = input.map.occasion == Some(Occasion::Launch);
    let severity = if launch { Severity::Note } else { Severity::Warning };
    let message = format!("{assumed} of {claims} statements on this map are assumptions");
    let help = "give a pain a `claim` that the data can deny, let `emotion` rest on ratings, or take the statement off";
    vec![input.find(&CHECK, severity, "stages", message, help)]
}

/// Statements and assumptions as far as the drawing alone tells.
fn drawn(input: &CheckInput<'_>) -> (u64, u64) {
    let (mut claims, mut assumed) = (0, 0);
    let mut state = |backed: bool| {
        claims += 1;
        assumed += u64::from(!backed);
    };
    for at in input.steps() {
        if let Some(emotion) = &at.step.emotion {
            state(emotion.from.is_some_and(|from| from != FeelingSource::Estimate));
        }
        at.step.pains.iter().for_each(|pain| state(pain.claim.is_some()));
        at.step.opportunities.iter().for_each(|opportunity| state(opportunity.claim.is_some()));
    }
    (claims, assumed)
}
