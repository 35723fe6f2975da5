//! A CSV text cut into blocks between rows, so that several threads can read it.
//!
//! A block ends after a line break that is in no quoted field: `"` opens one at the beginning of a field
//! only, as the reader of the rows has it.

use std::io::{self, Read};

/// Bytes of a block, unless a row is longer.
const BLOCK: usize = 1 << 21;

/// Some whole rows.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: Vec<u8>,
    /// The line that it begins with, counted from 1.
    pub(super) line: u64,
}

/// Cuts a text.
pub(super) struct Blocks<T> {
    text: T,
    delimiter: u8,
    /// Read and not handed out; begins with a row.
    held: Vec<u8>,
    line: u64,
    ended: bool,
    failure: Option<io::Error>,
    /// Bytes of a block; fewer in tests.
    size: usize,
}

/// Where in a row a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Begin,
    Plain,
    Quoted,
    /// After a quote in a quoted field: doubled, or the end of the field.
    Quote,
}

impl Block {
    /// The line of a row that was read from the block; breaks and empty lines before it are no part of it.
    pub(super) fn line_of(&self, row: &csv::ByteRecord) -> u64 {
        let Some(position) = row.position() else { return self.line };
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let before = self.text.get(start..).unwrap_or_default();
        let before = before.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        self.line + position.line() - 1 + before.filter(|byte| **byte == b'\n').count() as u64
    }
}

impl At {
    fn after(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Quote,
            (Self::Quoted, _) | (Self::Begin | Self::Quote, b'"') => Self::Quoted,
            (_, b'\n' | b'\r') => Self::Begin,
            (_, byte) if byte == delimiter => Self::Begin,
            _ => Self::Plain,
        }
    }
}

impl<T: Read> Blocks<T> {
    /// The text, not yet read.
    pub(super) fn new(text: T) -> Self {
        Self {
            text,
            delimiter: b',',
            held: Vec::new(),
            line: 1,
            ended: false,
            failure: None,
            size: BLOCK,
        }
    }

    /// Says what parts fields.
    pub(super) fn cut_by(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    /// Reads until so many bytes are held, or the text ends.
    pub(super) fn fill(&mut self, bytes: usize) -> io::Result<()> {
        let missing = bytes.saturating_sub(self.held.len());
        if missing > 0 && !self.ended {
            let read = self.text.by_ref().take(missing as u64).read_to_end(&mut self.held)?;
            self.ended = read < missing;
        }
        Ok(())
    }

    /// Whether nothing is held.
    pub(super) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// The first bytes that are held.
    pub(super) fn start(&self, most: usize) -> &[u8] {
        &self.held[..self.held.len().min(most)]
    }

    /// The next block; `None` at the end.
    ///
    /// # Errors
    /// When the text cannot be read, once the whole rows before the fault were handed out.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        let (mut at, mut scanned, mut end) = (At::Begin, 0, 0);
        let mut wanted = self.size;
        while end == 0 {
            if self.failure.is_none() {
                self.failure = self.fill(wanted).err();
            }
            let fresh = &self.held[scanned..];
            if matches!(at, At::Begin | At::Plain) && !fresh.contains(&b'"') {
                if let Some(found) = last_break(fresh) {
                    end = scanned + found;
                }
                at = fresh.last().map_or(at, |last| At::Plain.after(*last, self.delimiter));
            } else {
                for (index, byte) in fresh.iter().enumerate() {
                    at = at.after(*byte, self.delimiter);
                    if at == At::Begin && matches!(byte, b'\n' | b'\r') {
                        end = scanned + index + 1;
                    }
                }
            }
            scanned = self.held.len();
            if self.failure.is_some() {
                break;
            }
            if self.ended {
                end = scanned;
                break;
            }
            wanted += self.size;
        }
        if end == 0 {
            return self.failure.take().map_or(Ok(None), Err);
        }
        let rest = self.held.split_off(end);
        let text = std::mem::replace(&mut self.held, rest);
        let line = self.line;
        self.line += text.split(|byte| *byte == b'\n').count() as u64 - 1;
        Ok(Some(Block { text, line }))
    }

    /// Takes back a block from a byte and a line of it on.
    pub(super) fn put_back(&mut self, block: &Block, from: usize, line: u64) {
        let rest = block.text.get(from..).unwrap_or_default();
        self.held.splice(..0, rest.iter().copied());
        self.line = block.line + line - 1;
    }
}

/// The end of the last line of a text without quotes.
fn last_break(text: &[u8]) -> Option<usize> {
    let of = |wanted: u8| text.iter().rposition(|byte| *byte == wanted).map(|at| at + 1);
    of(b'\n').or_else(|| of(b'\r'))
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Block, Blocks};
    use csv::{ByteRecord, ReaderBuilder};
    use proptest::prelude::*;

    type Rows = Vec<(u64, Vec<Vec<u8>>)>;

    fn rows(block: &Block) -> Rows {
        let mut reader =
            ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&block.text[..]);
        let mut record = ByteRecord::new();
        let mut rows = Vec::new();
        while reader.read_byte_record(&mut record).expect("in memory") {
            rows.push((block.line_of(&record), record.iter().map(<[u8]>::to_vec).collect()));
        }
        rows
    }

    proptest! {
        #[test]
        fn blocks_hold_the_rows_and_lines_of_the_whole(
            text in "([ab,\"]{0,6}(\n|\r|\r\n|,\"|\",)){0,40}[a\"]{0,2}",
            size in 1_usize..40,
        ) {
            let mut blocks = Blocks::new(text.as_bytes());
            blocks.size = size;
            let mut found = Vec::new();
            while let Some(block) = blocks.next().expect("in memory") {
                found.extend(rows(&block));
            }
            prop_assert_eq!(found, rows(&Block { text: text.into_bytes(), line: 1 }));
        }
    }

    #[test]
    fn a_line_is_counted_as_editors_do() {
        let lines = |text: &str| -> Vec<u64> {
            rows(&Block { text: text.into(), line: 1 }).into_iter().map(|(line, _)| line).collect()
        };
        assert_eq!(lines("a\nb\n\nc\n"), [1, 2, 4]);
        assert_eq!(lines("a\r\nb\r\n\r\nc\r\n"), [1, 2, 4]);
        assert_eq!(lines("\"a\nb\"\nc"), [1, 3]);
    }

    #[test]
    fn a_row_may_be_longer_than_a_block() {
        let text = format!("a,b\n\"{}\",1\nc,d\n", "x\n".repeat(BLOCK));
        let mut blocks = Blocks::new(text.as_bytes());
        let mut found = 0;
        while let Some(block) = blocks.next().expect("in memory") {
            found += rows(&block).len();
        }
        assert_eq!(found, 3);
    }
}
