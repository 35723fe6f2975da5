//! A number never travels alone: value, n, interval, time, and the question that made it.

use crate::question::Question;
use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01T00:00:00Z; may be negative.
pub type Micros = i64;

/// A figure on a map or in an answer. Rates lie in 0 … 1, emotion in −2 … +2, durations are seconds.
///
/// `value` is `None` when the figure cannot be known yet; then `why` says why, and nothing is drawn in its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Figure {
    /// The point estimate.
    pub value: Option<f64>,
    /// Lower end of the 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// How many journeys, ratings or waits it rests on.
    pub n: u64,
    /// True under the minimum base (30 unless the project says otherwise): drawn hollow.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub low_base: bool,
    /// Newest time in the data it rests on, RFC 3339 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Why there is no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The question that gives this figure again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
}

impl Figure {
    /// A figure that cannot be known, and why.
    pub fn unknown(why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..Self::default() }
    }
}

/// One piece of evidence under a claim: a figure, what it measures, and for whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Evidence {
    /// What was measured, in the reader's words: `mean stars, delivered after the promised day`.
    pub label: String,
    /// What the value counts: `rate`, `stars`, `nps`, `valence`, `odds`, `seconds`, `difference`, `count`.
    pub measure: String,
    /// The figure with its question.
    #[serde(flatten)]
    pub figure: Figure,
    /// Where the data came from: the names of the imported sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}
