//! Much happens that the map does not show.
//!
//! **Finds** activities on no step that at least one journey in twenty has, where some step is bound to data.
//! **Why it matters**: the map explains less than it seems to; what is missing is often what hurts (a second call, a return, a queue).
//! **Example**: `phone_call` is in 31% of journeys and on no step.
//! **To mend**: add a step for it, or bind it to the step it belongs to.
//! **Reference**: fitness in van der Aalst, *Process Mining*, chapter 8: what a model leaves out is half of its quality.

use super::{ActivityUse, Check, CheckInput};
use crate::diagnostic::{Diagnostic, Severity};
use crate::percent::percent;

/// One journey in twenty: rarer things are left out of a map on purpose.
const SHARE: f64 = 0.05;

pub(super) const CHECK: Check =
    Check { code: "unmatched-events", finds: "frequent activities are on no step", run };

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let (Some(activities), Some(resolved)) = (input.activities, input.resolved) else {
        return vec![];
    };
    let journeys = resolved.health.journeys;
    let on_map =
        |name: &str| input.map.steps().any(|step| step.activities.iter().any(|a| a == name));
    if journeys == 0 || !activities.iter().any(|activity| on_map(&activity.activity)) {
        return vec![];
    }
    let often = |activity: &&ActivityUse| activity.journeys as f64 >= SHARE * journeys as f64;
    let mut missing: Vec<&ActivityUse> =
        activities.iter().filter(|activity| !on_map(&activity.activity)).filter(often).collect();
    missing.sort_by_key(|activity| std::cmp::Reverse(activity.journeys));
    let say = |activity: &ActivityUse| {
        let share = percent(activity.journeys as f64 / journeys as f64);
        let message = format!("`{}` is in {share} of journeys and on no step", activity.activity);
        let help = "add a step with it, or add it to the `match` of one";
        input.find(&CHECK, Severity::Warning, "stages", message, help)
    };
    missing.into_iter().map(say).collect()
}
