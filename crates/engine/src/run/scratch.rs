//! Room for what operators work out of a whole block at once, kept from block to block.

use crate::bits::Bits;
use crate::cells::Gathered;

/// Nothing in it is known from one block to the next.
#[derive(Debug)]
pub(crate) struct Scratch {
    /// One an event: whether it matters.
    pub(crate) flags: Vec<u8>,
    pub(crate) bits: Bits,
    /// Those that matter.
    pub(crate) rows: Vec<u32>,
    /// Their times.
    pub(crate) times: Vec<i64>,
    /// The rows where what they begin ends, and the times there.
    pub(crate) lasts: Vec<u32>,
    pub(crate) more_times: Vec<i64>,
    /// Their values.
    pub(crate) column: Gathered,
    /// All times to a step.
    pub(crate) coarse: Vec<u32>,
    /// The periods of all events.
    pub(crate) periods: Vec<u16>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            flags: Vec::new(),
            bits: Bits::default(),
            rows: Vec::new(),
            times: Vec::new(),
            lasts: Vec::new(),
            more_times: Vec::new(),
            column: Gathered::Text(Vec::new()),
            coarse: Vec::new(),
            periods: Vec::new(),
        }
    }
}
