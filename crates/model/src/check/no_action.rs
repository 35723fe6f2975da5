//! No action taken.
//!
//! **Finds** steps that hurt and have no opportunity, opportunities that nothing came of where no action
//! runs anywhere, and actions past their due day. The day is that of the newest data.
//! **Why it matters**: a map is drawn to change something; pains that everybody knows and nobody mends teach a team that maps do not matter.
//! **Example**: `Gets the parcel` has two pains, and nothing is planned.
//! **To mend**: add an opportunity with an action, an owner and a due day; close or re-plan what is overdue.
//! **Reference**: the fifth of the five mistakes.

use super::{At, Check, CheckInput, count};
use crate::diagnostic::{Diagnostic, Severity};
use crate::map::Status;

pub(super) const CHECK: Check = Check {
    code: "no-action",
    finds: "pains that nothing is done about, and actions past their due day",
    run,
};

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let steps: Vec<_> = input.steps().collect();
    let pains: usize = steps.iter().map(|at| at.step.pains.len()).sum();
    let opportunities: usize = steps.iter().map(|at| at.step.opportunities.len()).sum();
    let help = "add `opportunities: [{ opportunity: …, action: { owner: …, due: YYYY-MM-DD } }]` to the step";
    if pains > 0 && opportunities == 0 {
        let pains = count(pains, "pain", "pains");
        let message = format!("the map has {pains} and not one opportunity");
        return vec![input.find(&CHECK, Severity::Warning, "stages", message, help)];
    }
    let mut found = vec![];
    for at in &steps {
        if !at.step.pains.is_empty() && at.step.opportunities.is_empty() {
            let pains = count(at.step.pains.len(), "pain", "pains");
            let message = format!("`{}` has {pains} and no opportunity", at.step.step);
            found.push(input.find(
                &CHECK,
                Severity::Note,
                &format!("{}.pains", at.path),
                message,
                help,
            ));
        }
        for (o, opportunity) in at.step.opportunities.iter().enumerate() {
            let path = format!("{}.opportunities[{o}]", at.path);
            let Some(action) = &opportunity.action else { continue };
            let open = matches!(action.status, Status::Planned | Status::Running);
            let today = input.resolved.and_then(|resolved| resolved.as_of.as_deref()?.get(..10));
            if let (Some(due), Some(today), true) = (action.due.as_deref(), today, open)
                && due < today
            {
                let name = action.action.as_ref().unwrap_or(&opportunity.opportunity);
                let message = format!("`{name}` was due on {due}, and the data go on to {today}");
                let help = "set its status to shipped or dropped, or a new due day";
                found.push(input.find(
                    &CHECK,
                    Severity::Warning,
                    &format!("{path}.action.due"),
                    message,
                    help,
                ));
            }
        }
    }
    found.extend(nothing_planned(input, &steps, opportunities));
    found
}

/// Opportunities of which not one has an action; at the first of them, where one can be given.
fn nothing_planned(
    input: &CheckInput<'_>,
    steps: &[At<'_>],
    opportunities: usize,
) -> Option<Diagnostic> {
    let acted = steps.iter().flat_map(|at| &at.step.opportunities).any(|o| o.action.is_some());
    let first = steps.iter().find(|at| !at.step.opportunities.is_empty()).filter(|_| !acted)?;
    let message = match opportunities {
        1 => "the map's one opportunity has no action".to_owned(),
        2 => "the map has 2 opportunities, and neither has an action".to_owned(),
        more => format!("the map has {more} opportunities, and none has an action"),
    };
    let help = "add `action: { owner: …, due: YYYY-MM-DD }` to the opportunity that you begin with";
    let path = format!("{}.opportunities[0]", first.path);
    Some(input.find(&CHECK, Severity::Warning, &path, message, help))
}
