//! CSV: one row a line, the first line is the header.
//!
//! The delimiter (`,` `;` tab `|`) is the one that cuts the first rows most evenly. Quotes as RFC 4180 has
//! them; a quote that is not closed, or whose field runs over more than 1,000 lines or 1 MiB, is refused with its
//! line, for it would swallow the rows after it. A row with another number of fields than the header is set aside, as is one that is not UTF-8;
//! an unnamed column that only counts rows (a data frame's index) is left out by the guess.
//! Limits: at most 4,096 columns; about 16 MiB a row; a header is required.

mod blocks;

use super::batch::too_many_columns;
use super::cell::Cell;
use super::rejected::{Rejected, raw_line};
use super::rows::{MOST_COLUMNS, PIECES, ReadPiece, Rows, Scope, Split, read_pieces};
use super::source::Source;
use super::stretch::Block;
use super::{Progress, place, user};
use crate::error::Error;
use blocks::{Blocks, Fault};
use csv::{ByteRecord, Reader, ReaderBuilder};
use memchr::{memchr, memchr3_iter};
use std::fmt::Write;
use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};
use wayline_model::diagnostic::{Diagnostic, Severity};

/// From so many rows on, and one in ten, a file is in another encoding as a whole: without these rows it
/// would look like customers who left, and as the same file it could not be imported again.
const MOST_UNDECODED: u64 = 3;
/// So much of the beginning is looked at for the delimiter.
const START: usize = 1 << 16;

/// Blocks that are read at a time.
struct Wave {
    blocks: Vec<Block>,
    /// Why there are no more.
    failure: Option<Fault>,
    /// Whether there are no more.
    ended: bool,
}

impl Wave {
    fn next<T: Read>(blocks: &mut Blocks<T>) -> Self {
        let mut wave = Self { blocks: Vec::with_capacity(PIECES), failure: None, ended: false };
        while wave.blocks.len() < PIECES && !wave.ended {
            match blocks.next() {
                Ok(Some(block)) => wave.blocks.push(block),
                Ok(None) => wave.ended = true,
                Err(fault) => (wave.failure, wave.ended) = (Some(fault), true),
            }
        }
        wave
    }
}

/// What was met in a piece of the file.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    rows: u64,
    undecoded: u64,
    /// Line of the first row that is not UTF-8.
    first: Option<u64>,
}

/// Hands over the rows of a CSV file.
pub(crate) fn scan<R: Split>(
    source: &Source,
    progress: &dyn Progress,
    rows: &mut R,
) -> Result<(), Error> {
    let broken = AtomicU64::new(0);
    let mut blocks = Blocks::new(source.text(progress, &broken)?);
    if let Err(error) = blocks.stretch.fill(START)
        && blocks.is_empty()
    {
        return Err(source.read_failed(error, 0));
    }
    let delimiter = sniff(blocks.start(START));
    blocks.cut_by(delimiter);
    let names = header(source, delimiter, &mut blocks)?;
    for name in &names {
        rows.column(name, Scope::Event)?;
    }
    let mut file = File { source, delimiter, names: &names };
    let mut met = Met::default();
    let mut wave = Wave::next(&mut blocks);
    loop {
        let Wave { blocks: here, failure, ended } = wave;
        let read = || {
            read_pieces(&mut file, here, rows, |here: Met| {
                met.rows += here.rows;
                met.undecoded += here.undecoded;
                met.first = met.first.or(here.first);
            })
        };
        // While some blocks are read, the next come from the disk.
        let (next, done) = if ended {
            (None, read()?)
        } else {
            let (next, done) = rayon::join(|| Wave::next(&mut blocks), read);
            (Some(next), done?)
        };
        if rows.has_enough() {
            return Ok(());
        }
        if let Some(fault) = failure {
            return Err(refused(source, fault, met.rows));
        }
        let Some(next) = next else { break };
        wave = next;
        blocks.stretch.reuse(done);
    }
    if met.undecoded >= MOST_UNDECODED && met.undecoded * 10 > met.rows {
        let what =
            format!("{} of {} rows of {} are not UTF-8", met.undecoded, met.rows, source.name);
        let help =
            "say which encoding it is, for example `--encoding windows-1251`; nothing was imported";
        return Err(user("encoding-unknown", what, place(&source.name, met.first, None), help));
    }
    if broken.load(Ordering::Relaxed) > 0 {
        let what = format!("parts of {} could not be decoded and became \u{fffd}", source.name);
        rows.note(
            Diagnostic::new("encoding-doubtful", Severity::Warning, what)
                .at(place(&source.name, None, None))
                .help("check the declared encoding"),
        );
    }
    Ok(())
}

fn reader(delimiter: u8, text: &[u8]) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(text.len().clamp(1, 1 << 16))
        .from_reader(text)
}

/// The names of the columns; what follows them stays in `blocks`.
fn header<T: Read>(
    source: &Source,
    delimiter: u8,
    blocks: &mut Blocks<T>,
) -> Result<Vec<String>, Error> {
    let mut record = ByteRecord::new();
    loop {
        let block = blocks.next().map_err(|fault| refused(source, fault, 0))?;
        let Some(block) = block else {
            let what = format!("{} has no header", source.name);
            let at = place(&source.name, Some(1), None);
            return Err(user("file-empty", what, at, "export it again; nothing was imported"));
        };
        let mut reader = reader(delimiter, &block.text);
        if reader.read_byte_record(&mut record).map_err(|e| damaged(source, &e, 0))? {
            let (end, line) = (reader.position().byte(), reader.position().line());
            blocks.put_back(&block, usize::try_from(end).unwrap_or(usize::MAX), line);
            break;
        }
    }
    if record.len() > MOST_COLUMNS {
        return Err(too_many_columns(&source.name, 1, record.len()));
    }
    let mut names: Vec<String> = Vec::with_capacity(record.len());
    for (index, field) in record.iter().enumerate() {
        let Ok(name) = std::str::from_utf8(field) else {
            let what = format!("the header of {} is not UTF-8 (column {})", source.name, index + 1);
            let at = place(&source.name, Some(1), None);
            let help = "say which encoding it is, for example `--encoding windows-1251`; nothing was imported";
            return Err(user("encoding-unknown", what, at, help));
        };
        // Two columns of one name keep both: the second is `name (2)`.
        let name = name.trim();
        let same = names.iter().filter(|known| known.as_str() == name).count();
        names.push(if same == 0 { name.to_owned() } else { format!("{name} ({})", same + 1) });
    }
    Ok(names)
}

/// A file whose header was read.
#[derive(Clone, Copy)]
struct File<'f> {
    source: &'f Source,
    delimiter: u8,
    names: &'f [String],
}

impl ReadPiece for File<'_> {
    type Piece = Block;
    type Met = Met;

    fn read(&self, block: &Block, rows: &mut impl Rows) -> Result<Option<Met>, Error> {
        self.read_block(block, rows).map(Some)
    }

    fn read_in_turn(&mut self, block: &Block, rows: &mut impl Rows) -> Result<Met, Error> {
        self.read_block(block, rows)
    }
}

impl File<'_> {
    /// Hands over the rows of a block.
    fn read_block(&self, block: &Block, rows: &mut impl Rows) -> Result<Met, Error> {
        if memchr(b'"', &block.text).is_none()
            && let Ok(text) = std::str::from_utf8(&block.text)
        {
            return self.read_unquoted(text, block.line, rows);
        }
        self.read_quoted(block, rows)
    }

    fn read_quoted(&self, block: &Block, rows: &mut impl Rows) -> Result<Met, Error> {
        let mut reader = reader(self.delimiter, &block.text);
        let mut record = ByteRecord::new();
        let mut met = Met::default();
        // Most text is UTF-8 as a whole, and so is then every field.
        let decoded = std::str::from_utf8(&block.text).is_ok();
        let mut cells = Vec::with_capacity(self.names.len());
        while reader
            .read_byte_record(&mut record)
            .map_err(|e| damaged(self.source, &e, met.rows))?
        {
            met.rows += 1;
            let line = block.line_of(&record);
            if !decoded && std::str::from_utf8(record.as_slice()).is_err() {
                met.undecoded += 1;
                met.first.get_or_insert(line);
            }
            cells = self.row(&record, line, cells, rows)?;
        }
        Ok(met)
    }

    /// Hands over the rows of a text without quotes: what parts fields is then no part of one.
    fn read_unquoted(&self, text: &str, mut line: u64, rows: &mut impl Rows) -> Result<Met, Error> {
        let mut met = Met::default();
        let mut cells = Vec::with_capacity(self.names.len());
        let mut start = 0;
        let bytes = text.as_bytes();
        let ends = memchr3_iter(self.delimiter, b'\n', b'\r', bytes);
        for at in ends.chain([text.len()]) {
            let mark = bytes.get(at).copied().unwrap_or(b'\n');
            let field = text.get(start..at).unwrap_or_default();
            start = at + 1;
            if mark == self.delimiter {
                cells.push(Cell::text(field));
                continue;
            }
            // An empty line is no row.
            if !cells.is_empty() || !field.is_empty() {
                cells.push(Cell::text(field));
                met.rows += 1;
                if cells.len() == self.names.len() {
                    rows.row(line, &cells)?;
                } else if cells.len() > 1 || !field.trim_ascii().is_empty() {
                    let fields = cells.iter().map(|cell| cell.as_text().unwrap_or_default());
                    rows.bad(Rejected {
                        file: self.source.name.clone(),
                        row: line,
                        column: None,
                        reason: self.uneven(cells.len()),
                        raw: raw_line(fields),
                    })?;
                }
                cells.clear();
            }
            line += u64::from(mark == b'\n');
        }
        Ok(met)
    }

    /// Why a row with so many fields is none.
    fn uneven(&self, fields: usize) -> String {
        format!("the row has {fields} fields, the header has {}", self.names.len())
    }

    /// Hands over a row. `room` is what cells are put into, and is given back.
    fn row<'a>(
        &self,
        record: &ByteRecord,
        line: u64,
        room: Vec<Cell<'a>>,
        rows: &mut impl Rows,
    ) -> Result<Vec<Cell<'a>>, Error> {
        let reject = |column: Option<String>, reason: String| Rejected {
            file: self.source.name.clone(),
            row: line,
            column,
            reason,
            raw: raw_line(record.iter().map(String::from_utf8_lossy)),
        };
        let names = self.names;
        if record.len() != names.len() {
            if record.len() == 1 && record[0].trim_ascii().is_empty() {
                return Ok(room);
            }
            let mut reason = self.uneven(record.len());
            let breaks: usize =
                record.iter().map(|field| field.split(|byte| *byte == b'\n').count() - 1).sum();
            if breaks > 0 {
                write!(reason, "; it runs over {} lines: is a quote not closed?", breaks + 1)
                    .expect("a String takes everything");
            }
            rows.bad(reject(None, reason))?;
            return Ok(room);
        }
        let mut cells = emptied(room);
        for (field, name) in record.iter().zip(names) {
            match std::str::from_utf8(field) {
                Ok(text) => cells.push(Cell::text(text)),
                Err(e) => {
                    let reason = format!(
                        "the value is not UTF-8 after byte {}; declare the file's encoding",
                        e.valid_up_to()
                    );
                    rows.bad(reject(Some(name.clone()), reason))?;
                    return Ok(emptied(cells));
                }
            }
        }
        rows.row(line, &cells)?;
        Ok(emptied(cells))
    }
}

/// An empty vector with the room of another.
fn emptied<'b>(mut cells: Vec<Cell<'_>>) -> Vec<Cell<'b>> {
    cells.clear();
    cells.into_iter().map(|_| Cell::Missing).collect()
}

fn damaged(source: &Source, error: &csv::Error, rows: u64) -> Error {
    user(
        "csv-damaged",
        format!("{} cannot be read as CSV: {error}", source.name),
        place(&source.name, Some(rows + 1), None),
        "export it again",
    )
}

/// The error of a text that cannot be cut into rows, after so many of them.
fn refused(source: &Source, fault: Fault, rows: u64) -> Error {
    let name = &source.name;
    match fault {
        Fault::Read(error) => source.read_failed(error, rows),
        Fault::Open { line, ends } => {
            let so = if ends {
                "is not closed before the file ends"
            } else {
                "is not closed for more than 1,000 lines or 1 MiB"
            };
            let what = format!("the quote that opens a field in line {line} of {name} {so}");
            let help = "close it, write it twice and quote the field if it is part of the text, or export the file \
                        again; nothing was imported";
            user("quote-not-closed", what, place(name, Some(line), None), help)
        }
        Fault::Long { line } => {
            let what = format!("the row that begins in line {line} of {name} has more than 16 MiB");
            let help =
                "check whether the file is a table with one row a line; nothing was imported";
            user("row-too-long", what, place(name, Some(line), None), help)
        }
    }
}

/// The delimiter that cuts the first rows into more than one field most evenly; comma if none does.
fn sniff(start: &[u8]) -> u8 {
    // The last line may be cut off.
    let end = start.iter().rposition(|byte| *byte == b'\n').unwrap_or(start.len());
    let mut best = (0.0, 0, b',');
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(&start[..end]);
        let widths: Vec<usize> =
            reader.byte_records().take(50).map_while(Result::ok).map(|r| r.len()).collect();
        let Some(width) = widths.first().copied().filter(|width| *width > 1) else { continue };
        let even = widths.iter().filter(|w| **w == width).count() as f64 / widths.len() as f64;
        if even > best.0 || (even >= best.0 && width > best.1) {
            best = (even, width, delimiter);
        }
    }
    best.2
}

#[cfg(test)]
mod tests {
    use super::{Block, File, Met, sniff};
    use crate::ingest::Format;
    use crate::ingest::rows::Kept;
    use crate::ingest::source::Source;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_without_quotes_is_read_as_any_is(
            text in "([ aż]{0,3}(,|\n|\r|\r\n|;)){0,40}[a ]{0,2}",
            names in 1_usize..4,
        ) {
            let source = Source::of_text("a.csv", Format::Csv);
            let names = vec![String::from("name"); names];
            let file = File { source: &source, delimiter: b',', names: &names };
            let (mut short, mut long) = (Kept::default(), Kept::default());
            let met: Met = file.read_unquoted(&text, 7, &mut short).expect("read");
            let quoted = file
                .read_quoted(&Block { text: text.clone().into(), line: 7 }, &mut long)
                .expect("read");
            prop_assert_eq!(short.0, long.0);
            prop_assert_eq!(met.rows, quoted.rows);
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_evenly() {
        assert_eq!(sniff(b"a,b\n1,2\n"), b',');
        assert_eq!(sniff(b"a;b\n1,5;2\n1;2,5\n"), b';');
        assert_eq!(sniff(b"a\tb c, d\n1\t2,3,4\n"), b'\t');
        assert_eq!(sniff(b"a|b\n1|2\n"), b'|');
        assert_eq!(sniff(b"a\n1\n"), b',');
        assert_eq!(sniff(b"name;text\n1;\"a,b,c\nd,e\"\n2;x\n"), b';');
    }
}
