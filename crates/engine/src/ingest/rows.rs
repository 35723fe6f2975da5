//! What a format hands over: columns as they are first seen, then rows of cells.

use super::cell::Cell;
use super::rejected::Rejected;
use crate::error::Error;
use rayon::prelude::*;
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
pub(crate) trait Split: Rows + Send {
    /// What receives a piece.
    type Piece: Rows + Send;

    /// A receiver for a piece, that knows the columns; `None` where rows must come one after the other.
    fn piece(&self) -> Option<Self::Piece>;

    /// Takes over what a piece received. Pieces come back in the order of the file.
    fn take(&mut self, piece: Self::Piece) -> Result<(), Error>;
}

/// Pieces of a file that are read at a time. The same on every machine, so that every machine reads alike.
pub(crate) const PIECES: usize = 8;

/// Reads one piece of a file into a receiver, be it one for the piece or the one for all.
pub(crate) trait ReadPiece: Send + Sync {
    /// A piece of the file.
    type Piece: Send;
    /// What was met in it.
    type Met: Send;

    /// Reads a piece by itself; `None` where it can only be read after those before it.
    fn read(&self, piece: &Self::Piece, rows: &mut impl Rows) -> Result<Option<Self::Met>, Error>;

    /// Reads a piece in its turn.
    fn read_in_turn(
        &mut self,
        piece: &Self::Piece,
        rows: &mut impl Rows,
    ) -> Result<Self::Met, Error>;
}

/// Reads some pieces that follow each other, by several threads where the receiver allows it, and gives them back.
/// What is received is the same as if one thread had read them.
pub(crate) fn read_pieces<R: Split, F: ReadPiece>(
    file: &mut F,
    pieces: Vec<F::Piece>,
    rows: &mut R,
    mut met: impl FnMut(F::Met),
) -> Result<Vec<F::Piece>, Error> {
    let receivers: Vec<_> = pieces.into_iter().map(|piece| (piece, rows.piece())).collect();
    let read: Vec<_> = receivers
        .into_par_iter()
        .map(|(piece, receiver)| match receiver {
            Some(mut receiver) => (file.read(&piece, &mut receiver), Some(receiver), piece),
            None => (Ok(None), None, piece),
        })
        .collect();
    let mut done = Vec::with_capacity(read.len());
    for (found, receiver, piece) in read {
        met(match (found?, receiver) {
            (Some(found), Some(receiver)) => {
                rows.take(receiver)?;
                found
            }
            _ => file.read_in_turn(&piece, rows)?,
        });
        done.push(piece);
    }
    Ok(done)
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
    /// Whether no more rows are wanted: then the file is not read to its end.
    fn has_enough(&self) -> bool {
        false
    }
}

/// Keeps all that it is handed, in words.
#[cfg(test)]
#[derive(Default)]
pub(crate) struct Kept(pub(crate) Vec<String>);

#[cfg(test)]
impl Rows for Kept {
    fn column(&mut self, name: &str, _scope: Scope) -> Result<(), Error> {
        self.0.push(format!("column {name}"));
        Ok(())
    }
    fn row(&mut self, row: u64, cells: &[super::cell::Cell<'_>]) -> Result<(), Error> {
        self.0.push(format!("{row} {cells:?}"));
        Ok(())
    }
    fn bad(&mut self, rejected: super::rejected::Rejected) -> Result<(), Error> {
        self.0.push(format!("{rejected:?}"));
        Ok(())
    }
    fn note(&mut self, _diagnostic: Diagnostic) {}
}
