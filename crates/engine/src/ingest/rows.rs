//! What a format hands over: columns as they are first seen, then rows of cells.

use super::cell::Cell;
use super::rejected::Rejected;
use crate::error::Error;
use wayline_model::diagnostic::Diagnostic;

/// More columns than this are refused: such a file is not a table of events.
pub(crate) const MOST_COLUMNS: usize = 4_096;

/// Whose value a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The event's (or row's).
    Event,
    /// The trace's: every event of the trace carries it.
    Trace,
}

/// A receiver of rows that may be read in pieces by several threads.
pub(crate) trait Split: Rows {
    /// What receives a piece.
    type Piece: Rows + Send;

    /// A receiver for a piece, that knows the columns; `None` where rows must come one after the other.
    fn piece(&self) -> Option<Self::Piece>;

    /// Takes over what a piece received. Pieces come back in the order of the file.
    fn take(&mut self, piece: Self::Piece) -> Result<(), Error>;
}

/// Receives a file row by row. Both passes over a file see the same columns and rows in the same order.
pub(crate) trait Rows {
    /// A column, numbered by the columns before it.
    fn column(&mut self, name: &str, scope: Scope) -> Result<(), Error>;
    /// A row; cells of columns that it does not reach are missing. `row` is its line (its row in Parquet).
    fn row(&mut self, row: u64, cells: &[Cell<'_>]) -> Result<(), Error>;
    /// A row that cannot be read.
    fn bad(&mut self, rejected: Rejected) -> Result<(), Error>;
    /// Something doubtful about the file.
    fn note(&mut self, diagnostic: Diagnostic);
}
