//! Room for what operators work out of a whole block at once, kept from block to block.

use crate::bits::Bits;
use crate::cells::Gathered;
use crate::hot::Lengths;

/// Nothing in it is known from one block to the next.
#[derive(Debug)]
pub(crate) struct Scratch {
    /// One an event: whether it matters.
    pub(crate) flags: Vec<u8>,
    pub(crate) bits: Bits,
    /// Others that matter for another reason, such as the first of each journey.
    pub(crate) more_bits: Bits,
    /// Those that matter.
    pub(crate) rows: Vec<u32>,
    /// Their times.
    pub(crate) times: Vec<i64>,
    /// How long what they begin is.
    pub(crate) lengths: Lengths,
    /// Their values.
    pub(crate) column: Gathered,
    /// The periods of all events.
    pub(crate) periods: Vec<u16>,
    /// All times to a step.
    pub(crate) coarse: Vec<u32>,
    /// Journeys that are looked at more closely, each with the end of its rows among `rows`.
    pub(crate) looked_at: Vec<(usize, usize)>,
    /// Numbers of whatever kind, such as journeys by what they are added to.
    pub(crate) numbers: Vec<u32>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            flags: Vec::new(),
            bits: Bits::default(),
            more_bits: Bits::default(),
            rows: Vec::new(),
            times: Vec::new(),
            lengths: Lengths::default(),
            column: Gathered::Text(Vec::new()),
            periods: Vec::new(),
            coarse: Vec::new(),
            looked_at: Vec::new(),
            numbers: Vec::new(),
        }
    }
}
