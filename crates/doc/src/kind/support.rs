//! Processes that others run for us, below the line of internal interaction.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("support", &[WORDS]),
    of: |step| &step.serve.support,
    of_mut: |step| &mut step.serve.support,
};
