//! What our people do before the customer's eyes, above the line of visibility.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("frontstage", &[WORDS]),
    of: |step| &step.serve.frontstage,
    of_mut: |step| &mut step.serve.frontstage,
};
