//! The filter language: `where` keeps or drops whole journeys, `only` hides events.
//!
//! ```text
//! where: country = "PL" and did("pay", within 7d of first "view") and count("error") >= 2
//! only:  channel = "web" or activity in ("pay", "ship")
//! ```
//!
//! Text is lexed, parsed to a tree, then bound to the data: names become columns, text values become
//! one truth a dictionary code. Whatever does not fit is refused with its column in the text; nothing
//! panics on any text. The language is described in `docs/methods/filters.md`.

mod bind;
mod eval;
mod lexer;
mod parser;
#[cfg(test)]
mod tests;

use crate::block::Rows;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::journeys::{ColumnIx, JourneyIx, Journeys};
use std::ops::Range;

/// A predicate over whole journeys, bound to the data it was compiled for.
#[derive(Clone, Debug)]
pub struct Filter {
    node: bind::Node,
    notes: Vec<String>,
}

impl Filter {
    /// Reads and binds a filter.
    ///
    /// # Errors
    /// When the text does not follow the grammar, names an unknown attribute or activity, or compares
    /// unlike kinds; the diagnostic has the column and the nearest name.
    pub fn compile(text: &str, journeys: &Journeys) -> Result<Self, Error> {
        Self::bind(text, journeys)
    }

    /// The same for any names.
    pub(crate) fn bind(text: &str, data: &dyn Catalog) -> Result<Self, Error> {
        let (node, notes) = bind::journey_filter(text, data)?;
        Ok(Self { node, notes })
    }

    /// Whether the filter keeps a journey.
    pub fn keeps(&self, journeys: &Journeys, ix: JourneyIx) -> bool {
        let (rows, seen) = (journeys.events(ix), Some(journeys.seen(ix)));
        !rows.is_empty() && eval::journey(&self.node, journeys, rows, seen)
    }

    /// Whether the filter keeps a journey of which only these rows are looked at. No rows, no journey.
    pub(crate) fn keeps_rows(&self, table: &impl Rows, rows: Range<usize>) -> bool {
        !rows.is_empty() && eval::journey(&self.node, table, rows, None)
    }

    /// Adds the columns whose values it looks at.
    pub(crate) fn needs(&self, columns: &mut Vec<ColumnIx>) {
        self.node.needs(columns);
    }

    /// What the reader should know: values that no event has.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

/// A predicate over single events, bound to the data it was compiled for.
#[derive(Clone, Debug)]
pub struct EventFilter {
    node: bind::Node,
    notes: Vec<String>,
}

impl EventFilter {
    /// Reads and binds an event filter: the same grammar without `did`, `count`, `duration`, `first`, `last`, `any`.
    ///
    /// # Errors
    /// As [`Filter::compile`].
    pub fn compile(text: &str, journeys: &Journeys) -> Result<Self, Error> {
        Self::bind(text, journeys)
    }

    /// The same for any names.
    pub(crate) fn bind(text: &str, data: &dyn Catalog) -> Result<Self, Error> {
        let (node, notes) = bind::event_filter(text, data)?;
        Ok(Self { node, notes })
    }

    /// Adds the columns whose values it looks at.
    pub(crate) fn needs(&self, columns: &mut Vec<ColumnIx>) {
        self.node.needs(columns);
    }

    /// Says of each of the first `rows` rows whether the filter shows it.
    pub(crate) fn mark(&self, table: &impl Rows, rows: usize, mask: &mut Vec<bool>) {
        mask.clear();
        mask.resize(rows, true);
        eval::mark(&self.node, table, mask);
    }

    /// Whether the filter shows an event row.
    pub fn shows(&self, journeys: &Journeys, row: usize) -> bool {
        eval::event(&self.node, journeys, row)
    }

    /// What the reader should know: values that no event has.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}
