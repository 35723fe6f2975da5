//! A lane that is none.
//!
//! **Finds** names in `lanes` that no lane has, with the nearest one.
//! **Why it matters**: the map and its pictures show a lane less than its author meant, without a word.
//! **Example**: `lanes: [emotion, pains]` where the lane is `pain`.
//! **To mend**: write the lane's name; `wayline render --lanes help` lists them.
//! **Reference**: –

use super::{Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lane;

pub(super) const CHECK: Check =
    Check { code: "unknown-lane", finds: "`lanes` names what is no lane", run };

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let unknown = input.map.lanes.iter().enumerate().filter(|(_, id)| lane::of(id).is_none());
    let find = |(index, id): (usize, &String)| {
        let near = lane::nearest(id).map(|near| format!("did you mean `{near}`?"));
        let all = || lane::LANES.iter().map(|lane| lane.id).collect::<Vec<&str>>().join(", ");
        let help = near.unwrap_or_else(|| format!("the lanes are {}", all()));
        let message = format!("there is no lane `{id}`");
        input.find(&CHECK, Severity::Warning, &format!("lanes[{index}]"), message, help)
    };
    unknown.map(find).collect()
}
