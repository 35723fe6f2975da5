//! The data say otherwise.
//!
//! **Finds** pains, opportunities and emotions whose evidence lies wholly on the other side of what is claimed.
//! **Why it matters**: a contradicted statement is worse than none: it sends people the wrong way with a number beside it.
//! **Example**: the card says that customers are calm here; 400 ratings say −1.1.
//! **To mend**: correct the statement or take it off; if you doubt the data, ask its question again for a narrower scope.
//! **Reference**: `docs/methods/grades.md`.

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};
use crate::grade::Grade;

pub(super) const CHECK: Check =
    Check { code: "contradicted-claim", finds: "the data contradict a statement on the map", run };

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let Some(resolved) = input.resolved else { return vec![] };
    let mut found = vec![];
    let mut say = |path: String, message: String| {
        let help =
            "correct the statement or take it off; `wayline show MAP --json` has the evidence";
        found.push(input.find(&CHECK, Severity::Warning, &path, message, help));
    };
    for (s, stage) in resolved.stages.iter().enumerate() {
        for (t, step) in stage.steps.iter().enumerate() {
            let here = format!("stages[{s}].steps[{t}]");
            if step.emotion.grade == Grade::Contradicted {
                let said = input.map.stages.get(s).and_then(|stage| stage.steps.get(t));
                let said = said.and_then(|step| step.emotion.as_ref()?.value);
                let message = match (said, step.emotion.figure.value) {
                    (Some(said), Some(value)) => {
                        format!(
                            "`{}` is drawn at {said:+}, and the ratings say {value:+.1}",
                            step.name
                        )
                    }
                    _ => format!("the ratings contradict the emotion at `{}`", step.name),
                };
                say(format!("{here}.emotion"), message);
            }
            for (p, pain) in step.pains.iter().enumerate() {
                if pain.grade == Grade::Contradicted {
                    // The resolved pains are ranked: the drawn one is found by its words.
                    let drawn = input.map.stages.get(s).and_then(|stage| stage.steps.get(t));
                    let place =
                        drawn.and_then(|step| step.pains.iter().position(|d| d.pain == pain.title));
                    let path = format!("{here}.pains[{}]", place.unwrap_or(p));
                    say(path, format!("the data contradict `{}`: {}", pain.title, pain.why));
                }
            }
            for (o, opportunity) in step.opportunities.iter().enumerate() {
                if opportunity.grade == Grade::Contradicted {
                    let path = format!("{here}.opportunities[{o}]");
                    say(path, format!("the data contradict what `{}` is worth", opportunity.title));
                }
            }
        }
    }
    found
}
