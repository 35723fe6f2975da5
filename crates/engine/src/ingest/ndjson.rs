//! NDJSON: one object a line.
//!
//! Fields of nested objects are named with points (`context.page.url`); lists are kept as their JSON text.
//! A line that is no object is set aside. Limits: 4,096 different fields; 128 levels of nesting.

mod line;

use super::cell::Cell;
use super::rejected::Rejected;
use super::rows::{PIECES, ReadPiece, Rows, Scope, Split, read_pieces};
use super::source::Source;
use super::stretch::{Block, Stretch};
use super::{Progress, place, user};
use crate::error::Error;
use line::flat;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use wayline_model::diagnostic::{Diagnostic, Severity};

/// Hands over the rows of an NDJSON file.
pub(crate) fn scan<R: Split>(
    source: &Source,
    progress: &dyn Progress,
    rows: &mut R,
) -> Result<(), Error> {
    let broken = AtomicU64::new(0);
    let mut lines = Lines::new(source.text(progress, &broken)?);
    let mut file = File { source, columns: Columns::default(), began: false };
    // What the first row is must be known before any other is read.
    while !file.began
        && let Some(block) = lines.next()
    {
        file.read_in_turn(&block, rows)?;
    }
    if rows.has_enough() {
        return Ok(());
    }
    let mut wave = lines.wave();
    while !wave.is_empty() {
        // While some blocks are read, the next come from the disk.
        let read = || read_pieces(&mut file, wave, rows, |()| {});
        let (next, done) = rayon::join(|| lines.wave(), read);
        lines.stretch.reuse(done?);
        if rows.has_enough() {
            return Ok(());
        }
        wave = next;
    }
    if let Some(error) = lines.failure {
        return Err(source.read_failed(error, lines.stretch.line - 1));
    }
    if broken.load(Ordering::Relaxed) > 0 {
        let what = format!("parts of {} could not be decoded", source.name);
        rows.note(Diagnostic::new("encoding-doubtful", Severity::Warning, what));
    }
    Ok(())
}

/// Cuts a text into blocks of whole lines.
struct Lines<T> {
    stretch: Stretch<T>,
    /// Why the text could not be read to its end.
    failure: Option<io::Error>,
}

impl<T: Read> Lines<T> {
    fn new(text: T) -> Self {
        Self { stretch: Stretch::new(text), failure: None }
    }

    /// The blocks that are read next.
    fn wave(&mut self) -> Vec<Block> {
        std::iter::from_fn(|| self.next()).take(PIECES).collect()
    }

    /// The next block; `None` at the end, or where no whole line can be read any more.
    fn next(&mut self) -> Option<Block> {
        let mut end = None;
        let stretch = &mut self.stretch;
        while end.is_none() && !stretch.ended {
            let before = stretch.held.len();
            if let Err(error) = stretch.fill(before + stretch.size) {
                self.failure = Some(error);
                stretch.ended = true;
            }
            let fresh = &stretch.held[before..];
            end = memchr::memrchr(b'\n', fresh).map(|at| before + at + 1);
        }
        if stretch.ended && self.failure.is_none() {
            end = Some(stretch.held.len());
        }
        let block = stretch.cut(end.filter(|end| *end > 0)?);
        // A last line without a break is one all the same.
        stretch.line += u64::from(!block.text.ends_with(b"\n"));
        Some(block)
    }
}

/// The columns that were met, in the order in which they were met.
#[derive(Debug, Default)]
struct Columns {
    names: Vec<String>,
    /// How most lines go on after the quote before a name, `name":`; `None` for a name that is written with escapes.
    keys: Vec<Option<String>>,
    places: FxHashMap<String, usize>,
}

impl Columns {
    /// Numbers a column.
    fn add(&mut self, name: &str) -> usize {
        let special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        self.keys.push((!name.bytes().any(special)).then(|| format!("{name}\":")));
        self.places.insert(name.to_owned(), self.names.len());
        self.names.push(name.to_owned());
        self.names.len() - 1
    }
}

/// What is known of the columns while a block is read.
enum Known<'c> {
    /// New ones cannot be numbered.
    Fixed(&'c Columns),
    /// New ones are added.
    Growing(&'c mut Columns),
}

/// Why a block is not read on.
enum Stop {
    /// A column is met for the first time: only who knows the rows before may number it.
    New,
    Error(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl Known<'_> {
    fn columns(&self) -> &Columns {
        match self {
            Self::Fixed(columns) => columns,
            Self::Growing(columns) => columns,
        }
    }

    /// The place of a column.
    fn place(&mut self, name: &str, rows: &mut impl Rows) -> Result<usize, Stop> {
        if let Some(place) = self.columns().places.get(name) {
            return Ok(*place);
        }
        let Self::Growing(columns) = self else { return Err(Stop::New) };
        rows.column(name, Scope::Event)?;
        Ok(columns.add(name))
    }
}

/// A file of which some columns are known.
struct File<'f> {
    source: &'f Source,
    columns: Columns,
    /// Whether a row was met.
    began: bool,
}

impl ReadPiece for File<'_> {
    type Piece = Block;
    type Met = ();

    fn read(&self, block: &Block, rows: &mut impl Rows) -> Result<Option<()>, Error> {
        let known = Known::Fixed(&self.columns);
        match read_block(self.source, block, known, self.began, rows) {
            Ok(_) => Ok(Some(())),
            Err(Stop::New) => Ok(None),
            Err(Stop::Error(error)) => Err(error),
        }
    }

    fn read_in_turn(&mut self, block: &Block, rows: &mut impl Rows) -> Result<(), Error> {
        let known = Known::Growing(&mut self.columns);
        match read_block(self.source, block, known, self.began, rows) {
            Ok(began) => self.began = began,
            Err(Stop::Error(error)) => return Err(error),
            Err(Stop::New) => {}
        }
        Ok(())
    }
}

/// Hands over the rows of a block. Whether there was one, in it or before.
fn read_block(
    source: &Source,
    block: &Block,
    mut known: Known<'_>,
    mut began: bool,
    rows: &mut impl Rows,
) -> Result<bool, Stop> {
    // Most text is UTF-8 as a whole, and so is then every line.
    let whole = std::str::from_utf8(&block.text).ok();
    let mut cells = Vec::new();
    let (mut at, mut next) = (0, block.line);
    while let Some(rest) = block.text.get(at..).filter(|rest| !rest.is_empty()) {
        let number = next;
        next += 1;
        // Most lines are plain objects of plain values; the rest is left to the library.
        if let Some(text) = whole.and_then(|whole| whole.get(at..))
            && let Some(length) = flat(text, known.columns(), &mut cells)
        {
            rows.row(number, &cells)?;
            (at, began) = (at + length, true);
            continue;
        }
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        at += end + 1;
        let text = rest[..end].trim_ascii();
        if text.is_empty() {
            continue;
        }
        if !began && text == b"[" || (number == 1 && text.starts_with(b"[")) {
            let what = format!("{} is one JSON list, not one object a line", source.name);
            let help = "write one object a line, for example with `jq -c '.[]'`";
            let at = place(&source.name, Some(number), None);
            return Err(Stop::Error(user("json-list", what, at, help)));
        }
        began = true;
        let reject = |reason: String| Rejected {
            file: source.name.clone(),
            row: number,
            column: None,
            reason,
            raw: String::from_utf8_lossy(text).into_owned(),
        };
        match serde_json::from_slice::<Value>(text) {
            Ok(Value::Object(object)) => {
                let mut cells: Vec<Cell<'_>> = vec![Cell::Missing; known.columns().names.len()];
                for (name, value) in &object {
                    flatten(name, value, &mut known, &mut cells, rows)?;
                }
                rows.row(number, &cells)?;
            }
            Ok(_) => rows.bad(reject("the line is JSON but not an object".into()))?,
            Err(e) => rows.bad(reject(format!("the line is not JSON: {e}")))?,
        }
    }
    Ok(began)
}

fn flatten<'v>(
    name: &str,
    value: &'v Value,
    known: &mut Known<'_>,
    cells: &mut Vec<Cell<'v>>,
    rows: &mut impl Rows,
) -> Result<(), Stop> {
    let cell = match value {
        Value::Null => return Ok(()),
        Value::Object(object) => {
            for (inner, value) in object {
                flatten(&format!("{name}.{inner}"), value, known, cells, rows)?;
            }
            return Ok(());
        }
        Value::String(text) => Cell::text(text.as_str()),
        Value::Bool(flag) => Cell::Flag(*flag),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(int), _) => Cell::Int(int),
            (None, Some(float)) if !number.is_u64() => Cell::Number(float),
            _ => Cell::text(number.to_string()),
        },
        Value::Array(_) => Cell::text(value.to_string()),
    };
    let at = known.place(name, rows)?;
    if cells.len() <= at {
        cells.resize(at + 1, Cell::Missing);
    }
    cells[at] = cell;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::line::flat;
    use super::{Block, Columns, File, Lines, ReadPiece};
    use crate::ingest::Format;
    use crate::ingest::cell::Cell;
    use crate::ingest::rows::Kept;
    use crate::ingest::source::Source;
    use proptest::prelude::*;

    fn columns(names: &[&str]) -> Columns {
        let mut columns = Columns::default();
        for name in names {
            columns.add(name);
        }
        columns
    }

    fn value() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            Just("false".to_owned()),
            "-?[0-9]{1,20}",
            "-?[0-9]{1,3}[.][0-9]{0,18}([eE][-+]?[0-9]{1,3})?",
            "\"[a-cż \\\\\t]{0,12}\"",
            "\"[a-z0-9: -]{0,30}\"",
            "[a-z\"{}\\[\\],:]{0,4}",
            Just("{\"a\":1}".to_owned()),
            Just("[1,2]".to_owned()),
        ]
    }

    proptest! {
        #[test]
        fn a_plain_object_is_read_as_the_library_reads_it(
            fields in prop::collection::vec(("[a-d]|[a-c]{2}|\\\\u0061", " ?", value()), 0..5),
            (before, after) in ("[ \t]?", "[ \t}]?"),
        ) {
            let known = columns(&["a", "b", "c", "ab"]);
            let inner: Vec<String> = fields
                .iter()
                .map(|(name, space, value)| format!("\"{name}\"{space}:{space}{value}{space}"))
                .collect();
            let text = format!("{{{before}{}}}{after}", inner.join(","));
            let text = text.trim_ascii();
            let mut cells = Vec::new();
            if let Some(length) = flat(text, &known, &mut cells) {
                prop_assert_eq!(length, text.len());
                let source = Source::of_text("a.ndjson", Format::Ndjson);
                // A line of another file, where no line is read the short way: it is not UTF-8 as a whole.
                let mut other = text.as_bytes().to_vec();
                other.extend_from_slice(b"\n\xff");
                let mut file = File { source: &source, columns: known, began: true };
                let mut kept = Kept::default();
                file.read_in_turn(&Block { text: other, line: 2 }, &mut kept).expect("read");
                prop_assert_eq!(&kept.0[0], &format!("2 {cells:?}"));
            }
        }

        #[test]
        fn blocks_hold_the_lines_of_the_whole(text in "[a\n]{0,60}", size in 1_usize..20) {
            let mut lines = Lines::new(text.as_bytes());
            lines.stretch.size = size;
            let mut found = String::new();
            while let Some(block) = lines.next() {
                let before = found.matches('\n').count() as u64;
                prop_assert_eq!(block.line, before + 1);
                found.push_str(std::str::from_utf8(&block.text).expect("text"));
            }
            prop_assert_eq!(found, text);
        }
    }

    #[test]
    fn plain_objects_take_the_short_way() {
        let known = columns(&["id", "ts", "n"]);
        let line = r#"{"id":95197, "ts":"2025-01-01 00:19:42.371731","x":null,"n":-0.25}"#;
        let text = format!("{line} \r\n{line}");
        let mut cells = Vec::new();
        assert_eq!(flat(&text, &known, &mut cells), Some(line.len() + 3));
        let expect =
            [Cell::Int(95_197), Cell::text("2025-01-01 00:19:42.371731"), Cell::Number(-0.25)];
        assert_eq!(cells, expect);
    }

    #[test]
    fn a_column_that_a_later_block_brings_is_numbered_in_its_turn() {
        let source = Source::of_text("a.ndjson", Format::Ndjson);
        let mut file = File { source: &source, columns: columns(&["a"]), began: true };
        let block = Block { text: b"{\"a\":1}\n{\"b\":2,\"a\":3}\n".to_vec(), line: 5 };
        let mut kept = Kept::default();
        assert!(file.read(&block, &mut kept).expect("read").is_none());
        let mut kept = Kept::default();
        file.read_in_turn(&block, &mut kept).expect("read");
        assert_eq!(kept.0, ["5 [Int(1)]", "column b", "6 [Int(3), Int(2)]"]);
        assert!(file.read(&block, &mut kept).expect("read").is_some());
    }
}
