//! What our people do below the line of visibility.

use super::{SentenceLane, WORDS, card};

pub(crate) const LANE: SentenceLane = SentenceLane {
    kind: card("backstage", &[WORDS]),
    of: |step| &step.serve.backstage,
    of_mut: |step| &mut step.serve.backstage,
};
