//! Checks: what is wrong with a map, found without asking anybody.
//!
//! Five of them are the usual mistakes of journey mapping (assumptions instead of data, one touchpoint
//! instead of the whole way, one department alone, never updated, no action taken); the others keep a
//! map and its data in step. A check is one function over [`CheckInput`]; to add the next, copy a
//! neighbour, add a line to [`CHECKS`] and a file to `spec/checks/`.

mod activity_matched_twice;
mod assumptions_instead_of_data;
mod contradicted_claim;
mod duplicate_step;
mod hand_over;
mod never_updated;
mod no_action;
mod one_department;
mod one_touchpoint;
mod orphan_path;
mod unbound_step;
mod unknown_activity;
mod unknown_lane;
mod unmatched_events;
mod unreadable_limit;

use crate::diagnostic::{Diagnostic, Severity};
use crate::map::{JourneyMap, Step};
use crate::resolved::ResolvedMap;
use crate::yaml::Places;
use serde::{Deserialize, Serialize};

/// What checks look at. What is absent keeps the checks that need it silent.
#[derive(Clone, Copy, Debug)]
pub struct CheckInput<'a> {
    /// The map as it was drawn.
    pub map: &'a JourneyMap,
    /// The same map with its evidence; absent without data.
    pub resolved: Option<&'a ResolvedMap>,
    /// Every activity of the data, in order of first arrival; absent without data.
    pub activities: Option<&'a [ActivityUse]>,
    /// Where the map's fields stand in its file; empty for a map that has none.
    pub places: &'a Places,
}

/// How often an activity comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityUse {
    /// Its name.
    pub activity: String,
    /// Events of it.
    pub events: u64,
    /// Journeys with it.
    pub journeys: u64,
}

/// A check.
#[derive(Debug)]
pub struct Check {
    /// Stable, kebab-case; anchor of `docs/checks.md` and name of its file in `spec/checks/`.
    pub code: &'static str,
    /// What it finds, in one line.
    pub finds: &'static str,
    run: fn(&CheckInput<'_>) -> Vec<Diagnostic>,
}

/// Every check.
pub static CHECKS: [Check; 15] = [
    assumptions_instead_of_data::CHECK,
    one_touchpoint::CHECK,
    one_department::CHECK,
    never_updated::CHECK,
    no_action::CHECK,
    contradicted_claim::CHECK,
    unknown_activity::CHECK,
    activity_matched_twice::CHECK,
    unbound_step::CHECK,
    unmatched_events::CHECK,
    duplicate_step::CHECK,
    orphan_path::CHECK,
    hand_over::CHECK,
    unknown_lane::CHECK,
    unreadable_limit::CHECK,
];

/// The findings of every check: errors first, then warnings, then notes; within these in the order of [`CHECKS`] and of the map.
pub fn all(input: &CheckInput<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = CHECKS.iter().flat_map(|check| check.run(input)).collect();
    found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    found
}

impl Check {
    /// The findings of this check, in the order of the map.
    pub fn run(&self, input: &CheckInput<'_>) -> Vec<Diagnostic> {
        (self.run)(input)
    }
}

/// A step with its place in the map.
struct At<'a> {
    stage: usize,
    step: &'a Step,
    /// `stages[0].steps[2]`
    path: String,
}

impl<'a> CheckInput<'a> {
    /// All steps, left to right.
    fn steps(&self) -> impl Iterator<Item = At<'a>> + use<'a> {
        self.map.stages.iter().enumerate().flat_map(|(stage, s)| {
            s.steps.iter().enumerate().map(move |(index, step)| At {
                stage,
                step,
                path: format!("stages[{stage}].steps[{index}]"),
            })
        })
    }

    /// A finding at a field of the map.
    fn find(
        &self,
        check: &Check,
        severity: Severity,
        path: &str,
        message: String,
        help: impl Into<String>,
    ) -> Diagnostic {
        let place = self.places.of_field(path);
        Diagnostic::new(check.code, severity, message).at(place).help(help)
    }
}

/// `1 pain`, `2 pains`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
