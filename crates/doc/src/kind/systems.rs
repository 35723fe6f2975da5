//! Software and machines that a step runs on.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("systems", &[WORDS]),
    of: |step| &step.serve.systems,
    of_mut: |step| &mut step.serve.systems,
};
