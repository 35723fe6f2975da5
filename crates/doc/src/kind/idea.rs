//! A thought of the team that may become an opportunity.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("idea", &[WORDS]),
    of: |step| &step.ideas,
    of_mut: |step| &mut step.ideas,
};
