//! What a claim would be worth if it stood on the map.

use crate::error::Result;
use crate::project::Project;
use crate::resolve::claim::answer;
use serde::Serialize;
use wayline_model::claim::Claim;
use wayline_model::evidence::Evidence;
use wayline_model::grade::Grade;
use wayline_model::map::JourneyMap;
use wayline_model::question::Operator;

/// A claim that was weighed.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Weighed {
    /// How well it would stand.
    pub grade: Grade,
    /// Why it would have that grade.
    pub why: String,
    /// One line of proof: `2.18 against 4.27 stars`.
    pub detail: Option<String>,
    /// The figures behind it.
    pub evidence: Vec<Evidence>,
}

impl Project {
    /// Grades a claim as if it hung under a step of the map; `step` is its place among all steps, left to right. Nothing is written.
    /// The comparisons that the map's own pains were judged among count for it too; the map's other claims do not.
    ///
    /// # Errors
    /// As [`Project::show`].
    pub fn weigh(&self, map: &JourneyMap, step: Option<usize>, claim: &Claim) -> Result<Weighed> {
        let resolved = self.resolved(map)?;
        let needs_a_step = match &claim.question.op {
            Operator::Counts { .. } => claim.is.trim_start().starts_with("rate"),
            Operator::Drivers { step, .. } => step.is_none(),
            _ => false,
        };
        let step = step.filter(|step| *step < resolved.keys.len());
        if needs_a_step && step.is_none() {
            return Ok(Weighed {
                grade: Grade::Assumption,
                why: "the claim is about a step, and hangs under none".into(),
                detail: None,
                evidence: Vec::new(),
            });
        }
        let tried = self.tried_for(&resolved)?;
        let answered = answer(&resolved.bound, claim, step.unwrap_or_default(), &tried);
        Ok(Weighed {
            grade: answered.graded.grade,
            why: answered.graded.why,
            detail: answered.detail,
            evidence: answered.evidence,
        })
    }
}
