//! One touchpoint instead of the whole way.
//!
//! **Finds** maps of at least three steps where everything that hurts or is being done hangs at one step,
//! where one touchpoint stands at every step, and where actions run without a measure of the whole journey, or with one that stays within one stage.
//! **Why it matters**: a local win counts only if the end-to-end goal does not fall; satisfied touchpoints can add up to an unhappy journey.
//! **Example**: all six pains are at the checkout, and the goal is the click rate of the checkout.
//! **To mend**: look at the steps before and after; make the goal's measure a question from the first stage to the last.
//! **Reference**: the second of the five mistakes; Rawson, Duncan, Jones, “The Truth About Customer Experience”, HBR 2013.

use super::{Check, CheckInput, count};
use crate::diagnostic::{Diagnostic, Severity};
use crate::map::Status;
use crate::question::Operator;

pub(super) const CHECK: Check = Check {
    code: "one-touchpoint",
    finds: "the map is about one step or touchpoint, or its goal is measured at one stage only",
    run,
};

fn run(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let steps: Vec<_> = input.steps().collect();
    if steps.len() < 3 {
        return vec![];
    }
    let mut found = vec![];
    let cards = |at: &super::At<'_>| at.step.pains.len() + at.step.opportunities.len();
    let busy: Vec<_> = steps.iter().filter(|at| cards(at) > 0).collect();
    if let [only] = busy[..]
        && cards(only) > 1
    {
        let message = format!(
            "everything that hurts or could be better is at `{}`, one of {} steps",
            only.step.step,
            steps.len()
        );
        let help = "look at the steps before and after it: what is felt here often begins there";
        found.push(input.find(&CHECK, Severity::Warning, &only.path, message, help));
    }
    let met: Vec<_> = steps.iter().filter(|at| !at.step.touchpoints.is_empty()).collect();
    if let [first, rest @ ..] = &met[..]
        && rest.len() >= 2
        && first.step.touchpoints.len() == 1
        && rest.iter().all(|at| at.step.touchpoints == first.step.touchpoints)
    {
        let message = format!(
            "`{}` is the only touchpoint on the map, at {}",
            first.step.touchpoints[0],
            count(met.len(), "step", "steps")
        );
        let help = "add where else customers meet you: before, between and after";
        let path = format!("{}.touchpoints", first.path);
        found.push(input.find(&CHECK, Severity::Warning, &path, message, help));
    }
    found.extend(goal(input, &steps));
    found
}

/// Whether what is being done is measured from end to end.
fn goal(input: &CheckInput<'_>, steps: &[super::At<'_>]) -> Option<Diagnostic> {
    let actions =
        steps.iter().flat_map(|at| &at.step.opportunities).filter_map(|o| o.action.as_ref());
    let active = actions.filter(|action| action.status != Status::Dropped).count();
    let measure = input.map.goal.as_ref().and_then(|goal| goal.measure.as_ref());
    let Some(measure) = measure else {
        return (active > 0).then(|| {
            let running = count(active, "action has", "actions have");
            let message = format!("{running} no goal of the whole journey to be judged by");
            let help = "add `goal: { text: …, measure: { op: funnel, steps: [FIRST, LAST] } }`";
            input.find(&CHECK, Severity::Warning, "goal", message, help)
        });
    };
    let Operator::Funnel { steps: names, .. } = &measure.op else { return None };
    let stage_of = |name: &String| {
        steps.iter().find(|at| at.step.activities.contains(name)).map(|at| at.stage)
    };
    let stages: Vec<usize> = names.iter().filter_map(stage_of).collect();
    let (first, last) = (stages.iter().min()?, stages.iter().max()?);
    let local = first == last && stages.len() == names.len() && input.map.stages.len() >= 3;
    local.then(|| {
        let stage = &input.map.stages[*first].stage;
        let message = format!("the goal is measured within `{stage}` alone");
        let help = "measure from the first stage to the last: a local win counts only if the whole does not fall";
        input.find(&CHECK, Severity::Warning, "goal.measure", message, help)
    })
}
