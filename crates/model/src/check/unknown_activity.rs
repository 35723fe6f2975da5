//! A step is bound to an activity that the data do not have.
//!
//! **Finds** names in `match` that no event has, with the nearest that one has.
//! **Why it matters**: the step looks measured and counts nothing; a renamed event silently empties a column.
//! **Example**: `match: [order_plcaed]` where the events say `order_placed`.
//! **To mend**: write the name as the data have it (`wayline ask counts` lists them), or import the missing events.
//! **Reference**: –

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity, nearest};

pub(super) const CHECK: Check =
    Check { code: "unknown-activity", finds: "`match` names an activity that no event has", run };

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let Some(activities) = input.activities else { return vec![] };
    let names = || activities.iter().map(|activity| activity.activity.as_str());
    let mut found = vec![];
    for at in input.steps() {
        for (index, name) in at.step.activities.iter().enumerate() {
            if names().any(|known| known == name) {
                continue;
            }
            let help = match nearest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`wayline ask counts` lists the activities of the data".into(),
            };
            let message = format!("no event is `{name}`, which `{}` is bound to", at.step.step);
            let path = format!("{}.match[{index}]", at.path);
            found.push(input.find(&CHECK, Severity::Error, &path, message, help));
        }
    }
    found
}
