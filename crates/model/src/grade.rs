//! How well a claim stands on its evidence.

use serde::{Deserialize, Serialize};

/// The four grades; the rules that give them are in `docs/methods/grades.md`.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// No base, or only the word of a team member.
    #[default]
    Assumption,
    /// The claim holds with its whole interval, on a sufficient base, younger than its half-life.
    Supported,
    /// Was supported; the evidence is older than its half-life.
    Ageing,
    /// The interval lies wholly on the other side of the claim.
    Contradicted,
}
