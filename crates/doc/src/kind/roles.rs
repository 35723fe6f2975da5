//! Who does it.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("roles", &[WORDS]),
    of: |step| &step.serve.roles,
    of_mut: |step| &mut step.serve.roles,
};
