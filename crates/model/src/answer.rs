//! Answers: what the engine gives back, with the question that made it.

use crate::evidence::Figure;
use crate::question::{Question, Unit};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How a dataset's journeys came to be in it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// Every journey is in.
    All,
    /// A random part.
    Random,
    /// Chosen by how it ended: shares and losses are not known, only figures within an outcome are.
    OutcomeSelected,
    /// Nobody said.
    #[default]
    Unknown,
}

impl Sampling {
    /// Whether a share of journeys in the data says anything about a share of customers.
    pub fn shows_prevalence(self) -> bool {
        self != Self::OutcomeSelected
    }
}

/// The envelope of every answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Answer {
    /// The question, with defaults filled in.
    pub question: Question,
    /// Newest event in scope, RFC 3339 UTC; `null` without events.
    pub as_of: Option<String>,
    /// Name of the dataset.
    pub dataset: String,
    /// What counted as one journey.
    pub unit: Unit,
    /// Journeys in scope.
    pub journeys: u64,
    /// Events in scope.
    pub events: u64,
    /// Without `by`: the operator's own form (`docs/methods/operators.md`). With `by`: `{"by": ATTRIBUTE, "groups": [{"value": V, "journeys": N, "answer": …}]}`.
    pub answer: Value,
    /// What a reader must know: hidden events, open journeys, ties.
    pub notes: Vec<String>,
}

/// A rate as answers carry it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Rate {
    /// Hits by tries; `null` without tries.
    pub value: Option<f64>,
    /// Wilson, 95 %.
    pub low: Option<f64>,
    /// Wilson, 95 %.
    pub high: Option<f64>,
    /// Tries.
    pub n: u64,
    /// Under the minimum base.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub low_base: bool,
}

impl From<Rate> for Figure {
    fn from(rate: Rate) -> Self {
        Self {
            value: rate.value,
            low: rate.low,
            high: rate.high,
            n: rate.n,
            low_base: rate.low_base,
            ..Self::default()
        }
    }
}
