//! Hand-overs that are none, and changes of department that nobody drew.
//!
//! **Finds** hand-overs from a step to itself, or between two steps of one department; and neighbouring steps of two departments
//! without a hand-over from one to the other.
//! **Why it matters**: what is lost between departments is lost at hand-overs; one that is not drawn is nobody's, one that is none hides those that are.
//! **Example**: `Pays` is Payments, `Waits` is the warehouse, and no hand-over stands between them.
//! **To mend**: draw it (`hand_overs: [{ from: Pays, to: Waits, what: the order }]`), or correct the department of a step.
//! **Reference**: Shostack, “Designing Services That Deliver”, HBR 1984.

use super::{At, Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const CHECK: Check = Check {
    code: "hand-over",
    finds: "a hand-over stays within one department, or a change of department has none",
    run,
};

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let steps: Vec<At<'_>> = input.steps().collect();
    let department = |place: usize| steps.get(place).and_then(|at| at.step.department.as_deref());
    let mut found = vec![];
    for (index, one) in input.map.hand_overs.iter().enumerate() {
        // One from or to nowhere is for the check of orphan paths.
        let (Some(from), Some(to)) = (input.map.step_at(&one.from), input.map.step_at(&one.to))
        else {
            continue;
        };
        let message = match (department(from), department(to)) {
            _ if from == to => format!("`{}` is handed over to itself", one.from),
            (Some(a), Some(b)) if a == b => {
                format!("`{}` and `{}` both belong to `{a}`", one.from, one.to)
            }
            _ => continue,
        };
        let help = "a hand-over is between two departments: correct one, or draw a path instead";
        let field = format!("hand_overs[{index}]");
        found.push(input.find(&CHECK, Severity::Warning, &field, message, help));
    }
    let drawn: Vec<(usize, usize)> = input.map.hand_over_ends().collect();
    for (place, pair) in steps.windows(2).enumerate() {
        let (Some(a), Some(b)) = (department(place), department(place + 1)) else { continue };
        if a == b || drawn.contains(&(place, place + 1)) {
            continue;
        }
        let (from, to) = (&pair[0].step.step, &pair[1].step.step);
        let message = format!("no hand-over is drawn from `{from}` ({a}) to `{to}` ({b})");
        let help = format!("add `hand_overs: [{{ from: {from}, to: {to}, what: … }}]`");
        let field = format!("{}.department", pair[1].path);
        found.push(input.find(&CHECK, Severity::Note, &field, message, help));
    }
    found
}
