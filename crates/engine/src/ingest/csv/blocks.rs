//! A CSV text cut into blocks between rows, so that several threads can read it.
//!
//! A block ends after a line break that is in no quoted field: `"` opens one at the beginning of a field
//! only, as the reader of the rows has it. A quote that nothing closes would make one field of the rest of the
//! file: it is a [`Fault`], as is a quoted field that is too long to be one, and a row without an end. So no
//! more than a row's limit and a block are held.

use crate::ingest::rows::breaks_in;
use std::io::{self, Read};

/// Bytes of a block, unless a row is longer.
const BLOCK: usize = 1 << 21;
/// A quoted field with more line breaks than this is a quote that was not closed …
const MOST_LINES: u64 = 1_000;
/// … as is one of more bytes than this.
const MOST_QUOTED: usize = 1 << 20;
/// A row of more bytes than this, give or take a block, is none.
const MOST_ROW: usize = 1 << 24;

/// Some whole rows.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: Vec<u8>,
    /// The line that it begins with, counted from 1.
    pub(super) line: u64,
}

/// Why a text cannot be cut further.
#[derive(Debug)]
pub(super) enum Fault {
    /// It cannot be read.
    Read(io::Error),
    /// The quote that opens in this line is not closed before the text ends, or for too long.
    Open {
        line: u64,
        /// Whether the text ends in it.
        ends: bool,
    },
    /// The row that begins in this line is too long.
    Long { line: u64 },
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
    /// Room of blocks that were read.
    spare: Vec<Vec<u8>>,
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
            spare: Vec::new(),
            size: BLOCK,
        }
    }

    /// Takes back blocks that were read, for their room.
    pub(super) fn reuse(&mut self, blocks: Vec<Block>) {
        self.spare.extend(blocks.into_iter().map(|block| block.text));
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
    /// When the text cannot be read, once the whole rows before the fault were handed out; when a quote is not
    /// closed, or a row is too long.
    pub(super) fn next(&mut self) -> Result<Option<Block>, Fault> {
        let (mut at, mut scanned, mut end) = (At::Begin, 0, 0);
        // Where the last quote opened, and the line breaks since.
        let (mut opened, mut breaks) = (0, 0);
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
                    let before = at;
                    at = at.after(*byte, self.delimiter);
                    if at == At::Quoted {
                        if before == At::Begin {
                            (opened, breaks) = (scanned + index, 0);
                        }
                        breaks += u64::from(*byte == b'\n');
                        if breaks > MOST_LINES || scanned + index - opened > MOST_QUOTED {
                            return Err(Fault::Open { line: self.line_at(opened), ends: false });
                        }
                    }
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
                if at == At::Quoted {
                    return Err(Fault::Open { line: self.line_at(opened), ends: true });
                }
                end = scanned;
                break;
            }
            if end == 0 && scanned > MOST_ROW {
                return Err(Fault::Long { line: self.line });
            }
            wanted += self.size;
        }
        if end == 0 {
            return self.failure.take().map_or(Ok(None), |error| Err(Fault::Read(error)));
        }
        // The next block is about as long: its room is taken at once.
        let mut rest = self.spare.pop().unwrap_or_default();
        rest.clear();
        rest.reserve(self.held.len() - end + self.size);
        rest.extend_from_slice(&self.held[end..]);
        self.held.truncate(end);
        let text = std::mem::replace(&mut self.held, rest);
        let line = self.line;
        self.line += breaks_in(&text);
        Ok(Some(Block { text, line }))
    }

    /// The line of a byte that is held.
    fn line_at(&self, byte: usize) -> u64 {
        self.line + breaks_in(&self.held[..byte])
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
    use super::{BLOCK, Block, Blocks, Fault, MOST_LINES, MOST_QUOTED, MOST_ROW};
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

    /// The rows of a text that is cut into blocks of a size.
    fn cut(text: &str, size: usize) -> Result<Rows, Fault> {
        let mut blocks = Blocks::new(text.as_bytes());
        blocks.size = size;
        let mut found = Vec::new();
        while let Some(block) = blocks.next()? {
            found.extend(rows(&block));
        }
        Ok(found)
    }

    fn whole(text: &str) -> Rows {
        rows(&Block { text: text.into(), line: 1 })
    }

    proptest! {
        #[test]
        fn blocks_hold_the_rows_and_lines_of_the_whole(
            text in "([ab,\"]{0,6}(\n|\r|\r\n|,\"|\",)){0,40}[a\"]{0,2}",
            size in 1_usize..40,
        ) {
            match cut(&text, size) {
                Ok(found) => prop_assert_eq!(found, whole(&text)),
                Err(Fault::Open { line, ends: true }) => {
                    // One quote more closes it, and the row that it opens in is the last.
                    let closed = format!("{text}\"");
                    let found = cut(&closed, size).expect("closed");
                    prop_assert!(found.last().is_some_and(|(begin, _)| *begin <= line));
                    prop_assert_eq!(found, whole(&closed));
                }
                Err(fault) => prop_assert!(false, "{:?}", fault),
            }
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
        let text = format!("a,b\n{},1\nc,d\n", "x".repeat(2 * BLOCK));
        assert_eq!(cut(&text, BLOCK).expect("cut").len(), 3);
        let long = format!("a,b\n{},1\nc,d\n", "x".repeat(MOST_ROW + 2 * BLOCK));
        assert!(matches!(cut(&long, BLOCK), Err(Fault::Long { line: 2 })));
    }

    #[test]
    fn a_quote_is_taken_for_unclosed_where_the_text_ends_and_where_its_field_is_too_long() {
        let lines = |breaks: u64| {
            let field = "x\n".repeat(usize::try_from(breaks).expect("few"));
            cut(&format!("a,b\n1,2\n3,\"{field}\"\n5,6\n"), 64)
        };
        assert_eq!(lines(MOST_LINES).expect("cut").len(), 4);
        assert!(matches!(lines(MOST_LINES + 1), Err(Fault::Open { line: 3, ends: false })));
        let bytes = |bytes| cut(&format!("a,b\n1,\"{}\"\n", "x".repeat(bytes)), BLOCK);
        assert_eq!(bytes(MOST_QUOTED).expect("cut").len(), 2);
        assert!(matches!(bytes(MOST_QUOTED + 1), Err(Fault::Open { line: 2, ends: false })));
        let ended = cut("a,b\n\"1\n2\",\"3\n4,5\n", 64);
        assert!(matches!(ended, Err(Fault::Open { line: 3, ends: true })));
    }
}
