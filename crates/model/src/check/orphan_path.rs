//! A path leads nowhere.
//!
//! **Finds** paths whose `from` or `to` is no step of the map, with the nearest step's name.
//! **Why it matters**: the branch or loop is not drawn and not counted, and a renamed step loses its paths without a word.
//! **Example**: `{ from: Ask support, to: Pays }` where the step is `Asks support`.
//! **To mend**: write the step's name or `id` as it stands.
//! **Reference**: –

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity, nearest};

pub(super) const CHECK: Check =
    Check { code: "orphan-path", finds: "a path begins or ends at no step of the map", run };

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let names: Vec<&str> = input
        .map
        .steps()
        .flat_map(|step| step.id.as_deref().into_iter().chain([step.step.as_str()]))
        .collect();
    let mut found = vec![];
    for (index, path) in input.map.paths.iter().enumerate() {
        for (field, end) in [("from", &path.from), ("to", &path.to)] {
            if names.contains(&end.as_str()) {
                continue;
            }
            let help = match nearest(end, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the name or id of a step of this map".into(),
            };
            let message = format!("there is no step `{end}`");
            found.push(input.find(
                &CHECK,
                Severity::Error,
                &format!("paths[{index}].{field}"),
                message,
                help,
            ));
        }
    }
    found
}
