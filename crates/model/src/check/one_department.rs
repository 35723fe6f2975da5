//! One department alone.
//!
//! **Finds** maps whose actions, two or more, all belong to one department or owner; whose steps, three or
//! more, are all served by one role or all belong to one department; and changes from one role to another that nothing behind the
//! step carries and no hand-over says.
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
    let served: Vec<(&At<'_>, &[String])> = steps
        .iter()
        .filter(|at| !at.step.serve.roles.is_empty())
        .map(|at| (at, at.step.serve.roles.as_slice()))
        .collect();
    if let Some((at, roles, steps)) = all_the_same(&served)
        && let [role] = roles
    {
        let message = format!("`{role}` serves the customer at all {steps} that name a role");
        let help = "name who else takes part, behind the line of visibility too";
        found.push(input.find(
            &CHECK,
            Severity::Warning,
            &format!("{}.serve", at.path),
            message,
            help,
        ));
    }
    let departments: Vec<(&At<'_>, &str)> =
        steps.iter().filter_map(|at| Some((at, at.step.department.as_deref()?))).collect();
    if let Some((at, department, steps)) = all_the_same(&departments) {
        let message = format!("`{department}` has all {steps} that name a department");
        let help = "name who else takes part, and draw where they pass the customer on";
        let field = format!("{}.department", at.path);
        found.push(input.find(&CHECK, Severity::Warning, &field, message, help));
    }
    let drawn: Vec<(usize, usize)> = input.map.hand_over_ends().collect();
    let said = |place: usize| drawn.contains(&(place, place + 1));
    let pairs = steps.windows(2).enumerate().filter(|(place, _)| !said(*place));
    found.extend(pairs.filter_map(|(_, pair)| hand_over(input, &pair[0], &pair[1])));
    found
}

/// What three steps or more have in common, and how many they are.
fn all_the_same<'a, 'b, T: Copy + PartialEq>(
    steps: &[(&'a At<'b>, T)],
) -> Option<(&'a At<'b>, T, String)> {
    let [(at, first), rest @ ..] = steps else { return None };
    let same = rest.len() >= 2 && rest.iter().all(|(_, other)| other == first);
    same.then(|| (*at, *first, count(steps.len(), "step", "steps")))
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
