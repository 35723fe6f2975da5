//! Events as columns, in any order: what an importer makes, what shards hold, what journeys are built from.
//!
//! Invariant: all columns of a table have the same length. Row `i` of every column is one event.

use crate::error::Error;
use crate::shard::arrival::Span;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// The code of a missing value in [`Codes`].
pub const NONE: u32 = u32::MAX;

/// Text as codes into a list of distinct values. Codes are given in order of first arrival,
/// never in alphabetical order, so that renaming every value changes no code.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    /// One code a row; [`NONE`] where there is no value.
    pub rows: Vec<u32>,
    /// The distinct values.
    pub values: Vec<String>,
    /// The codes by the hash of their values.
    index: HashTable<u32>,
    /// Where values are few, codes that were given lately, by length and letters of their values.
    lately: Vec<u32>,
}

/// More values than this are not few.
const FEW: usize = 64;

/// A place in [`Codes::lately`].
fn place(value: &str) -> usize {
    let bytes = value.as_bytes();
    let at = |place: usize| bytes.get(place).map_or(0, |byte| usize::from(*byte));
    let last = at(bytes.len().saturating_sub(1));
    (bytes.len() + 5 * at(0) + 11 * at(bytes.len() / 2) + 23 * last) % FEW
}

fn hash(value: &str) -> u64 {
    rustc_hash::FxBuildHasher.hash_one(value)
}

impl Codes {
    /// A column from its parts. The values must be distinct.
    pub(crate) fn from_parts(rows: Vec<u32>, values: Vec<String>) -> Self {
        let mut index = HashTable::with_capacity(values.len());
        for (code, value) in (0_u32..).zip(&values) {
            index.insert_unique(hash(value), code, |code| hash(&values[*code as usize]));
        }
        Self { rows, values, index, lately: Vec::new() }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When there are 2³² − 1 distinct values.
    pub fn push(&mut self, value: Option<&str>) -> Result<(), Error> {
        let code = match value {
            None => NONE,
            Some(value) => self.code_or_insert(value)?,
        };
        self.rows.push(code);
        Ok(())
    }

    /// The code of a value, if any row ever had it.
    pub fn code(&self, value: &str) -> Option<u32> {
        self.index.find(hash(value), |code| self.values[*code as usize] == value).copied()
    }

    /// The value of a row.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.values.get(self.rows[row] as usize).map(String::as_str)
    }

    /// The code of a value, given now if it is new; adds no row.
    pub(crate) fn code_or_insert(&mut self, value: &str) -> Result<u32, Error> {
        let lately = if self.values.len() <= FEW { place(value) } else { usize::MAX };
        if let Some(code) = self.lately.get(lately)
            && self.values.get(*code as usize).is_some_and(|known| known == value)
        {
            return Ok(*code);
        }
        let hashed = hash(value);
        let values = &self.values;
        if let Some(code) = self.index.find(hashed, |code| values[*code as usize] == value) {
            if lately < FEW {
                self.lately.resize(FEW, NONE);
                self.lately[lately] = *code;
            }
            return Ok(*code);
        }
        let code = u32::try_from(self.values.len()).ok().filter(|code| *code != NONE);
        let code = code.ok_or(Error::TooManyValues)?;
        self.values.push(value.to_owned());
        let values = &self.values;
        self.index.insert_unique(hashed, code, |code| hash(&values[*code as usize]));
        Ok(code)
    }
}

/// An attribute's column.
#[derive(Clone, Debug)]
pub enum Column {
    /// Text.
    Text(Codes),
    /// Numbers; NaN where there is no value.
    Number(Vec<f64>),
    /// Yes and no; `None` where there is no value.
    Flag(Vec<Option<bool>>),
}

/// Events as columns.
#[derive(Clone, Debug, Default)]
pub struct EventTable {
    /// Who.
    pub customer: Codes,
    /// Order, ticket, trace.
    pub case: Codes,
    /// Account.
    pub account: Codes,
    /// Session as the source names it.
    pub session: Codes,
    /// What.
    pub activity: Codes,
    /// When, microseconds since 1970 UTC.
    pub time: Vec<i64>,
    /// Order of arrival over the whole dataset; decides between equal times.
    pub arrival: Vec<u64>,
    /// Attributes by name, in the order in which they were first seen. `channel` is one of them; so is `time_imputed`.
    pub attributes: Vec<(String, Column)>,
    /// Numbers of arrival that times give.
    pub(crate) spans: Vec<Span>,
}

impl EventTable {
    /// How many events.
    pub fn len(&self) -> usize {
        self.time.len()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.time.is_empty()
    }

    /// The oldest and the newest time.
    pub(crate) fn span(&self) -> Option<(i64, i64)> {
        Some((*self.time.iter().min()?, *self.time.iter().max()?))
    }

    /// An attribute's column by its name.
    pub fn attribute(&self, name: &str) -> Option<&Column> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, column)| column)
    }
}
