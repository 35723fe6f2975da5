//! What a card claims, in a form that the data can deny.

use crate::question::Question;
use serde::{Deserialize, Serialize};

/// A question and what its answer must be for the claim to hold: `{op: drivers, goal: order_placed, step: Pays, is: "odds < 1"}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Claim {
    /// The question that is asked of the data.
    #[serde(flatten)]
    pub question: Question,
    /// `QUANTITY < NUMBER` or `QUANTITY > NUMBER`, where QUANTITY is a figure of the answer
    /// (`odds`, `rate`, `mean`, `difference`, `median_s`, `count`).
    pub is: String,
    /// The same question asked of comparable journeys: a filter; the claim is then on the `difference` or `odds` between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
}
