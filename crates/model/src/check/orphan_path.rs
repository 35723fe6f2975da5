//! A path or hand-over leads nowhere.
//!
//! **Finds** paths and hand-overs whose `from` or `to` is no step of the map, with the nearest step's name.
//! **Why it matters**: it is not drawn and not counted, and a renamed step loses its paths and hand-overs without a word.
//! **Example**: `{ from: Ask support, to: Pays }` where the step is `Asks support`.
//! **To mend**: write the step's name or `id` as it stands.
//! **Reference**: –

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity, nearest};

pub(super) const CHECK: Check = Check {
    code: "orphan-path",
    finds: "a path or hand-over begins or ends at no step of the map",
    run,
};

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let names: Vec<&str> = input
        .map
        .steps()
        .flat_map(|step| step.id.as_deref().into_iter().chain([step.step.as_str()]))
        .collect();
    let paths =
        input.map.paths.iter().enumerate().map(|(i, path)| ("paths", i, &path.from, &path.to));
    let passed = input
        .map
        .hand_overs
        .iter()
        .enumerate()
        .map(|(i, one)| ("hand_overs", i, &one.from, &one.to));
    let mut found = vec![];
    for (list, index, from, to) in paths.chain(passed) {
        for (field, end) in [("from", from), ("to", to)] {
            if names.contains(&end.as_str()) {
                continue;
            }
            let help = match nearest(end, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the name or id of a step of this map".into(),
            };
            let message = format!("there is no step `{end}`");
            let field = format!("{list}[{index}].{field}");
            found.push(input.find(&CHECK, Severity::Error, &field, message, help));
        }
    }
    found
}
