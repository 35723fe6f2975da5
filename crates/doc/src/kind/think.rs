//! What the customer thinks.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("think", &[WORDS]),
    of: |step| &step.think,
    of_mut: |step| &mut step.think,
};
