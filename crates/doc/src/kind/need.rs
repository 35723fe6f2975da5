//! What the customer needs here.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("need", &[WORDS]),
    of: |step| &step.need,
    of_mut: |step| &mut step.need,
};
