//! A CSV text cut into blocks between rows, so that several threads can read it.
//!
//! A block ends after a line break that is in no quoted field: `"` opens one at the beginning of a field
//! only, as the reader of the rows has it. A quote that nothing closes would make one field of the rest of the
//! file: it is a [`Fault`], as is a quoted field that is too long to be one, and a row without an end. So no
//! more than a row's limit and a block are held.

use crate::ingest::bytes::breaks_in;
use crate::ingest::stretch::{Block, Stretch};
use memchr::{memchr, memrchr};
use std::io::{self, Read};

/// A quoted field with more line breaks than this is a quote that was not closed …
const MOST_LINES: u64 = 1_000;
/// … as is one of more bytes than this.
const MOST_QUOTED: usize = 1 << 20;
/// A row of more bytes than this, give or take a block, is none.
const MOST_ROW: usize = 1 << 24;

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
    /// Begins with a row.
    pub(super) stretch: Stretch<T>,
    delimiter: u8,
    failure: Option<io::Error>,
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
        Self { stretch: Stretch::new(text), delimiter: b',', failure: None }
    }

    /// Says what parts fields.
    pub(super) fn cut_by(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    /// Whether nothing is held.
    pub(super) fn is_empty(&self) -> bool {
        self.stretch.held.is_empty()
    }

    /// The first bytes that are held.
    pub(super) fn start(&self, most: usize) -> &[u8] {
        &self.stretch.held[..self.stretch.held.len().min(most)]
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
        let mut wanted = self.stretch.size;
        while end == 0 {
            if self.failure.is_none() {
                self.failure = self.stretch.fill(wanted).err();
            }
            let fresh = &self.stretch.held[scanned..];
            if matches!(at, At::Begin | At::Plain) && memchr(b'"', fresh).is_none() {
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
            scanned = self.stretch.held.len();
            if self.failure.is_some() {
                break;
            }
            if self.stretch.ended {
                if at == At::Quoted {
                    return Err(Fault::Open { line: self.line_at(opened), ends: true });
                }
                end = scanned;
                break;
            }
            if end == 0 && scanned > MOST_ROW {
                return Err(Fault::Long { line: self.stretch.line });
            }
            wanted += self.stretch.size;
        }
        if end == 0 {
            return self.failure.take().map_or(Ok(None), |error| Err(Fault::Read(error)));
        }
        Ok(Some(self.stretch.cut(end)))
    }

    /// The line of a byte that is held.
    fn line_at(&self, byte: usize) -> u64 {
        self.stretch.line + breaks_in(&self.stretch.held[..byte])
    }

    /// Takes back a block from a byte and a line of it on.
    pub(super) fn put_back(&mut self, block: &Block, from: usize, line: u64) {
        let rest = block.text.get(from..).unwrap_or_default();
        self.stretch.held.splice(..0, rest.iter().copied());
        self.stretch.line = block.line + line - 1;
    }
}

/// The end of the last line of a text without quotes.
fn last_break(text: &[u8]) -> Option<usize> {
    let of = |wanted: u8| memrchr(wanted, text).map(|at| at + 1);
    of(b'\n').or_else(|| of(b'\r'))
}

#[cfg(test)]
mod tests {
    use super::{Block, Blocks, Fault, MOST_LINES, MOST_QUOTED, MOST_ROW};
    use crate::ingest::stretch::STRETCH;
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
        blocks.stretch.size = size;
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
        let text = format!("a,b\n{},1\nc,d\n", "x".repeat(2 * STRETCH));
        assert_eq!(cut(&text, STRETCH).expect("cut").len(), 3);
        let long = format!("a,b\n{},1\nc,d\n", "x".repeat(MOST_ROW + 2 * STRETCH));
        assert!(matches!(cut(&long, STRETCH), Err(Fault::Long { line: 2 })));
    }

    #[test]
    fn a_quote_is_taken_for_unclosed_where_the_text_ends_and_where_its_field_is_too_long() {
        let lines = |breaks: u64| {
            let field = "x\n".repeat(usize::try_from(breaks).expect("few"));
            cut(&format!("a,b\n1,2\n3,\"{field}\"\n5,6\n"), 64)
        };
        assert_eq!(lines(MOST_LINES).expect("cut").len(), 4);
        assert!(matches!(lines(MOST_LINES + 1), Err(Fault::Open { line: 3, ends: false })));
        let bytes = |bytes| cut(&format!("a,b\n1,\"{}\"\n", "x".repeat(bytes)), STRETCH);
        assert_eq!(bytes(MOST_QUOTED).expect("cut").len(), 2);
        assert!(matches!(bytes(MOST_QUOTED + 1), Err(Fault::Open { line: 2, ends: false })));
        let ended = cut("a,b\n\"1\n2\",\"3\n4,5\n", 64);
        assert!(matches!(ended, Err(Fault::Open { line: 3, ends: true })));
    }
}
