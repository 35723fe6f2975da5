//! One department alone.
//!
//! **Finds** maps whose actions, two or more, all belong to one department or owner; whose steps, three or
//! more, are all served by one role; and hand-overs from one role to another that nothing behind the step carries.
//! **Why it matters**: customers cross departments; what falls between two of them has no owner, and hurts most.
//! **Example**: `Confirms the order` is Sales, `Gets the parcel` is the warehouse, and no system or process is drawn between them.
//! **To mend**: invite the others and give them actions; draw what carries a hand-over (`serve.backstage` or `serve.systems`).
//! **Reference**: the third of the five mistakes; Shostack, “Designing Services That Deliver”, HBR 1984.

use super::{At, Check, CheckInput, count};
use crate::diagnostic::{Diagnostic, Severity};
use crate::map::Action;

pub(super) const CHECK: Check = Check {
    code: "one-department",
    finds: "one department owns everything, or a hand-over between two is not drawn",
    run,
};

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let steps: Vec<_> = input.steps().collect();
    let mut found = vec![];
    let owned: Vec<(&At<'_>, usize, &str)> = steps
        .iter()
        .flat_map(|at| {
            let opportunities = at.step.opportunities.iter().enumerate();
            opportunities.filter_map(move |(o, opportunity)| {
                Some((at, o, whose(opportunity.action.as_ref()?)?))
            })
        })
        .collect();
    if let [(at, o, first), rest @ ..] = &owned[..]
        && !rest.is_empty()
        && rest.iter().all(|(_, _, other)| other == first)
    {
        let all = if owned.len() == 2 { "both".into() } else { format!("all {}", owned.len()) };
        let message = format!("{all} actions belong to `{first}`");
        let help = "ask the departments before and after which part is theirs";
        let path = format!("{}.opportunities[{o}].action", at.path);
        found.push(input.find(&CHECK, Severity::Warning, &path, message, help));
    }
    let served: Vec<_> = steps.iter().filter(|at| !at.step.serve.roles.is_empty()).collect();
    if let [first, rest @ ..] = &served[..]
        && rest.len() >= 2
        && first.step.serve.roles.len() == 1
        && rest.iter().all(|at| at.step.serve.roles == first.step.serve.roles)
    {
        let steps = count(served.len(), "step", "steps");
        let message = format!(
            "`{}` serves the customer at all {steps} that name a role",
            first.step.serve.roles[0]
        );
        let help = "name who else takes part, behind the line of visibility too";
        found.push(input.find(
            &CHECK,
            Severity::Warning,
            &format!("{}.serve", first.path),
            message,
            help,
        ));
    }
    found.extend(steps.windows(2).filter_map(|pair| hand_over(input, &pair[0], &pair[1])));
    found
}

fn whose(action: &Action) -> Option<&str> {
    action.department.as_deref().or(action.owner.as_deref())
}

/// A change of roles that nothing carries.
fn hand_over(input: &CheckInput<'_>, from: &At<'_>, to: &At<'_>) -> Option<Diagnostic> {
    let (a, b) = (&from.step.serve, &to.step.serve);
    let changes = !a.roles.is_empty()
        && !b.roles.is_empty()
        && !a.roles.iter().any(|role| b.roles.contains(role));
    let carried = [a, b]
        .iter()
        .any(|s| !s.backstage.is_empty() || !s.systems.is_empty() || !s.support.is_empty());
    (changes && !carried).then(|| {
        let message = format!(
            "nothing carries the hand-over from `{}` ({}) to `{}` ({})",
            from.step.step,
            a.roles.join(", "),
            to.step.step,
            b.roles.join(", ")
        );
        let help =
            "add what carries it: `serve: { backstage: […] }` or `systems`, or a step of its own";
        input.find(&CHECK, Severity::Note, &format!("{}.serve", to.path), message, help)
    })
}
