//! What the customer sees and touches of us: the physical evidence of a service blueprint.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("evidence", &[WORDS]),
    of: |step| &step.serve.evidence,
    of_mut: |step| &mut step.serve.evidence,
};
