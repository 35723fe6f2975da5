//! What our people learn to do it well.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("training", &[WORDS]),
    of: |step| &step.serve.training,
    of_mut: |step| &mut step.serve.training,
};
