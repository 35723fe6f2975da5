//! Rules that bind us here.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("policies", &[WORDS]),
    of: |step| &step.serve.policies,
    of_mut: |step| &mut step.serve.policies,
};
