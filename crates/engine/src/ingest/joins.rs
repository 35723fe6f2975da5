//! Tables that are joined to the one that is read: held in memory with their values as codes, found by key.

use super::Progress;
use super::cell::Cell;
use super::rejected::Rejected;
use super::rows::{Rows, Scope, Split};
use super::source::Source;
use crate::error::Error;
use crate::table::Codes;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use wayline_model::diagnostic::Diagnostic;

/// A table in memory: the columns that the mapping uses.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// By column number of the file; `None` where the mapping does not use it.
    columns: Vec<Option<Stored>>,
    rows: usize,
    /// For each key column the rows of each value.
    indexes: FxHashMap<usize, FxHashMap<String, Vec<u32>>>,
}

/// Text as codes, typed values as they are.
#[derive(Debug)]
enum Stored {
    Text(Codes),
    Typed(Vec<Cell<'static>>),
}

/// Receives a table's rows; rows that cannot be read are kept for the rejected file.
struct Load<'n> {
    table: Joined,
    needed: &'n [bool],
    bad: Vec<Rejected>,
}

impl Joined {
    /// Reads a table: the columns that are `needed`, and an index for each of `keys`.
    ///
    /// # Errors
    /// When the file cannot be read, or has more than 2³² rows.
    pub(crate) fn load(
        source: &Source,
        needed: &[bool],
        keys: &[usize],
        progress: &dyn Progress,
    ) -> Result<(Self, Vec<Rejected>), Error> {
        let mut load = Load { table: Self::default(), needed, bad: Vec::new() };
        super::scan(source, progress, &mut load)?;
        let mut table = load.table;
        for key in keys {
            let mut index: FxHashMap<String, Vec<u32>> = FxHashMap::default();
            for row in 0..table.rows {
                if let Some(text) = table.cell(row, *key).as_text() {
                    let row = u32::try_from(row).map_err(|_| Error::TooManyValues)?;
                    index.entry(text.into_owned()).or_default().push(row);
                }
            }
            table.indexes.insert(*key, index);
        }
        Ok((table, load.bad))
    }

    /// A value.
    pub(crate) fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        match self.columns.get(column) {
            Some(Some(Stored::Text(codes))) => {
                codes.get(row).map_or(Cell::Missing, |text| Cell::Text(Cow::Borrowed(text)))
            }
            Some(Some(Stored::Typed(cells))) => cells[row].clone(),
            _ => Cell::Missing,
        }
    }

    /// The rows whose key column has a value, in the file's order.
    pub(crate) fn find(&self, key: usize, value: &str) -> &[u32] {
        self.indexes.get(&key).and_then(|index| index.get(value)).map_or(&[], Vec::as_slice)
    }

    /// A value of the key that stands in several rows, if there is one.
    pub(crate) fn repeated(&self, key: usize) -> Option<&str> {
        let index = self.indexes.get(&key)?;
        (0..self.rows).find_map(|row| {
            let text = self.cell(row, key).as_text()?.into_owned();
            let (value, rows) = index.get_key_value(&text)?;
            (rows.len() > 1).then_some(value.as_str())
        })
    }
}

/// A joined table is loaded by one thread.
impl Split for Load<'_> {
    type Piece = Self;

    fn piece(&self) -> Option<Self> {
        None
    }

    fn take(&mut self, _piece: Self) -> Result<(), Error> {
        Ok(())
    }
}

impl Rows for Load<'_> {
    fn column(&mut self, _name: &str, _scope: Scope) -> Result<(), Error> {
        let at = self.table.columns.len();
        let needed = self.needed.get(at).copied().unwrap_or(false);
        let mut codes = Codes::default();
        codes.rows.resize(self.table.rows, crate::table::NONE);
        self.table.columns.push(needed.then_some(Stored::Text(codes)));
        Ok(())
    }

    fn row(&mut self, _row: u64, cells: &[Cell<'_>]) -> Result<(), Error> {
        for (at, column) in self.table.columns.iter_mut().enumerate() {
            let Some(column) = column else { continue };
            let cell = cells.get(at).unwrap_or(&Cell::Missing);
            match (&mut *column, cell) {
                (Stored::Text(codes), Cell::Missing) => codes.push(None)?,
                (Stored::Text(codes), Cell::Text(text)) => codes.push(Some(text))?,
                (Stored::Text(codes), typed) => {
                    let mut cells: Vec<Cell<'static>> = (0..codes.rows.len())
                        .map(|row| {
                            codes.get(row).map_or(Cell::Missing, |t| Cell::text(t.to_owned()))
                        })
                        .collect();
                    cells.push(typed.clone().into_owned());
                    *column = Stored::Typed(cells);
                }
                (Stored::Typed(cells), cell) => cells.push(cell.clone().into_owned()),
            }
        }
        self.table.rows += 1;
        Ok(())
    }

    fn bad(&mut self, rejected: Rejected) -> Result<(), Error> {
        self.bad.push(rejected);
        Ok(())
    }

    fn note(&mut self, _diagnostic: Diagnostic) {}
}
