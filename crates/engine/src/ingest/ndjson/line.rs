//! One line of NDJSON that is a plain object: texts without escapes, numbers, flags, nothing nested.
//!
//! Whatever else there is, or may be wrong, is left to the library: what is read here is what it would read.

use super::Columns;
use crate::ingest::bytes::{controls, each, zeros};
use crate::ingest::cell::Cell;

enum Value<'t> {
    Null,
    Cell(Cell<'t>),
}

/// Reads the first line of a text, if it is a plain object: a cell for each column that is known into `cells`, and the
/// length of the line with its break.
pub(super) fn flat<'t>(
    text: &'t str,
    columns: &Columns,
    cells: &mut Vec<Cell<'t>>,
) -> Option<usize> {
    cells.clear();
    cells.resize(columns.names.len(), Cell::Missing);
    let mut line = Line { text, at: 0 };
    line.object(columns, cells).map(|()| line.at)
}

struct Line<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Line<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, wanted: u8) -> Option<()> {
        self.blanks();
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    /// `None` where the line is something else.
    fn object(&mut self, columns: &Columns, cells: &mut [Cell<'t>]) -> Option<()> {
        self.eat(b'{')?;
        self.blanks();
        let mut likely = 0;
        let mut more = self.peek()? != b'}';
        while more {
            self.eat(b'"')?;
            // Most lines have their columns in the same order.
            let place = if self.skip(columns, likely) {
                Some(likely)
            } else {
                let place = columns.places.get(self.rest_of_text()?).copied();
                self.eat(b':')?;
                place
            };
            self.blanks();
            let value = self.value()?;
            match place {
                Some(place) => {
                    likely = place + 1;
                    let here = &mut cells[place];
                    // Of two values of one name the library has its own way.
                    if !here.is_missing() {
                        return None;
                    }
                    if let Value::Cell(cell) = value {
                        *here = cell;
                    }
                }
                // Nothing is no column.
                None if matches!(value, Value::Null) => {}
                None => return None,
            }
            self.blanks();
            more = self.peek()? == b',';
            self.at += usize::from(more);
        }
        self.eat(b'}')?;
        self.blanks();
        match self.peek() {
            None => Some(()),
            Some(b'\n') => {
                self.at += 1;
                Some(())
            }
            Some(_) => None,
        }
    }

    /// Skips the rest of a name and the colon where it is the name of a column.
    fn skip(&mut self, columns: &Columns, column: usize) -> bool {
        let Some(Some(key)) = columns.keys.get(column) else { return false };
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let found = rest.starts_with(key.as_bytes());
        self.at += if found { key.len() } else { 0 };
        found
    }

    /// A text whose opening quote was read, without escapes.
    fn rest_of_text(&mut self) -> Option<&'t str> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        while let Some(eight) = bytes.get(self.at..).and_then(|rest| rest.first_chunk::<8>()) {
            let eight = u64::from_le_bytes(*eight);
            let ends = zeros(eight ^ each(b'"')) | zeros(eight ^ each(b'\\')) | controls(eight);
            if ends != 0 {
                self.at += ends.trailing_zeros() as usize / 8;
                break;
            }
            self.at += 8;
        }
        while self.peek().is_some_and(|byte| byte != b'"' && byte != b'\\' && byte >= b' ') {
            self.at += 1;
        }
        let text = self.text.get(start..self.at)?;
        (self.peek()? == b'"').then(|| self.at += 1)?;
        Some(text)
    }

    fn value(&mut self) -> Option<Value<'t>> {
        match self.peek()? {
            b'"' => {
                self.at += 1;
                self.rest_of_text().map(|text| Value::Cell(Cell::text(text)))
            }
            b't' => self.word("true").map(|()| Value::Cell(Cell::Flag(true))),
            b'f' => self.word("false").map(|()| Value::Cell(Cell::Flag(false))),
            b'n' => self.word("null").map(|()| Value::Null),
            b'-' | b'0'..=b'9' => self.number().map(Value::Cell),
            _ => None,
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let found = self.text.get(self.at..)?.starts_with(word);
        found.then(|| self.at += word.len())
    }

    fn number(&mut self) -> Option<Cell<'t>> {
        let start = self.at;
        // Most are a few digits.
        let mut int = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek()
            && self.at - start < 18
        {
            int = int * 10 + i64::from(digit - b'0');
            self.at += 1;
        }
        let ends = matches!(self.peek(), Some(b',' | b'}'));
        let zero = self.text.as_bytes()[start] == b'0' && self.at - start > 1;
        if ends && !zero && self.at > start {
            return Some(Cell::Int(int));
        }
        self.at = start;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        let text = self.text.get(start..self.at)?;
        let digits = text.strip_prefix('-').unwrap_or(text);
        let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
        // Leading zeros are wrong, `-0` is no whole number, and long ones may not fit.
        if whole && digits.len() <= 18 && (!digits.starts_with('0') || text == "0") {
            return text.parse().ok().map(Cell::Int);
        }
        if whole {
            return None;
        }
        serde_json::from_str(text).ok().map(Cell::Number)
    }
}
