//! What is not taken, and what cannot be read.

use serde::Serialize;

/// Why an edit or an update was not taken. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema, thiserror::Error)]
#[error("{detail}")]
pub struct Refusal {
    /// Which kind of refusal: `unknown-record`, `too-large`, `damaged`.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub detail: String,
    /// What to do about it.
    pub help: String,
}

impl Refusal {
    pub(crate) fn new(
        code: &'static str,
        detail: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { code, detail: detail.into(), help: help.into() }
    }
}

/// A stored document that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the stored document is damaged: {0}")]
pub struct Error(pub(crate) String);
