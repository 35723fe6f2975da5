//! A text that is read stretch by stretch: what was read and not handed out, and where in the text that is.

use super::bytes::breaks_in;
use std::io::{self, Read};

/// Bytes that are read at a time, unless a test reads fewer.
pub(crate) const STRETCH: usize = 1 << 21;

/// Some whole rows of a text.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) text: Vec<u8>,
    /// The line that it begins with, counted from 1.
    pub(crate) line: u64,
}

/// What is held of a text.
pub(crate) struct Stretch<T> {
    text: T,
    /// Read and not handed out.
    pub(crate) held: Vec<u8>,
    /// The line that it begins with, counted from 1.
    pub(crate) line: u64,
    /// Whether the text ends with it.
    pub(crate) ended: bool,
    /// Room of blocks that were read.
    spare: Vec<Vec<u8>>,
    /// Bytes of a block; fewer in tests.
    pub(crate) size: usize,
}

impl<T: Read> Stretch<T> {
    /// The text, not yet read.
    pub(crate) fn new(text: T) -> Self {
        let (held, spare) = (Vec::new(), Vec::new());
        Self { text, held, line: 1, ended: false, spare, size: STRETCH }
    }

    /// Reads until so many bytes are held, or the text ends.
    pub(crate) fn fill(&mut self, bytes: usize) -> io::Result<()> {
        let missing = bytes.saturating_sub(self.held.len());
        if missing > 0 && !self.ended {
            let read = self.text.by_ref().take(missing as u64).read_to_end(&mut self.held)?;
            self.ended = read < missing;
        }
        Ok(())
    }

    /// Hands out what is held before a byte.
    pub(crate) fn cut(&mut self, end: usize) -> Block {
        // The next block is about as long: its room is taken at once.
        let mut rest = self.spare.pop().unwrap_or_default();
        rest.clear();
        rest.reserve(self.held.len() - end + self.size);
        rest.extend_from_slice(&self.held[end..]);
        self.held.truncate(end);
        let text = std::mem::replace(&mut self.held, rest);
        let line = self.line;
        self.line += breaks_in(&text);
        Block { text, line }
    }

    /// Takes back blocks that were read, for their room.
    pub(crate) fn reuse(&mut self, blocks: Vec<Block>) {
        self.spare.extend(blocks.into_iter().map(|block| block.text));
    }
}
