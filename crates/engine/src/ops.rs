//! The operators: one file each, of the same shape. To add one, copy a neighbour and add a line here and in `ask`.

pub(crate) mod attribution;
pub(crate) mod counts;
pub(crate) mod drivers;
pub(crate) mod dwell;
pub(crate) mod funnel;
pub(crate) mod paths;
pub(crate) mod pattern;
pub(crate) mod retention;
pub(crate) mod sessions;
pub(crate) mod transitions;
pub(crate) mod variants;

use crate::idle::Endings;
use crate::stats::proportion;
use serde_json::{Value, json};

/// What every operator knows beside the journeys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    /// Names of the activities by code.
    pub(crate) names: &'a [String],
    /// How journeys end.
    pub(crate) endings: &'a Endings,
    /// A rate on fewer tries is marked.
    pub(crate) min_base: u64,
    /// Whether a share of the journeys says anything about a share of customers.
    pub(crate) shows_prevalence: bool,
    /// The newest instant of which all events are known.
    pub(crate) seen_through: i64,
}

/// Why a share of journeys is not given.
pub(crate) const NO_PREVALENCE: &str =
    "the journeys were chosen by how they ended, so shares of them say nothing about customers";

impl Context<'_> {
    /// A share of journeys with its interval, or `null` and why.
    pub(crate) fn rate(&self, hits: u64, tries: u64) -> Value {
        if !self.shows_prevalence {
            return json!({
                "value": null, "low": null, "high": null, "n": tries, "why": NO_PREVALENCE
            });
        }
        json!(proportion::rate(hits, tries, self.min_base))
    }

    /// A share of journeys without interval, or `null`.
    pub(crate) fn share(&self, hits: u64, tries: u64) -> Value {
        if self.shows_prevalence && tries > 0 {
            json!(hits as f64 / tries as f64)
        } else {
            Value::Null
        }
    }
}

/// Microseconds as seconds.
pub(crate) fn seconds(us: i128) -> f64 {
    us as f64 / 1e6
}

/// Subtracts counts.
pub(crate) fn take_back(into: &mut [u64], from: &[u64]) {
    for (into, from) in into.iter_mut().zip(from) {
        *into = into.saturating_sub(*from);
    }
}
