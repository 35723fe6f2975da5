//! Rows as an importer reads them, before they are put in order: cheap to add to, never looked up in.
//!
//! A column of texts begins as codes. Where most values are new (ids of a busy log, free text), codes would
//! cost more than they save, and it goes on as plain text: see [`Words`].

use crate::error::Error;
use crate::manifest::AttributeType;
use crate::table::{Codes, NONE};
use std::ops::Range;

/// After so many rows it is seen whether codes save anything.
const TRIED: usize = 512;
/// Marks a row without a value in [`Plain::ends`].
const MISSING: u32 = 1 << 31;

/// Texts, one a row.
#[derive(Debug)]
pub(crate) enum Words {
    /// As codes.
    Coded(Codes),
    /// One after the other.
    Plain(Plain),
}

/// Texts one after the other.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    pub(super) text: String,
    /// Where each row's text ends; marked with [`MISSING`] where there is none.
    pub(super) ends: Vec<u32>,
}

/// A column of a block.
#[derive(Debug)]
pub(crate) enum Cells {
    Text(Words),
    Number(Vec<f64>),
    Flag(Vec<Option<bool>>),
}

/// Some rows in the order in which they were read.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// Customer, case, account, session. A column that is shorter than the block has no value in the rest.
    pub(crate) ids: [Words; 4],
    pub(crate) activity: Words,
    pub(crate) time: Vec<i64>,
    pub(crate) attributes: Vec<(String, Cells)>,
}

impl Default for Words {
    fn default() -> Self {
        Self::Coded(Codes::default())
    }
}

impl Words {
    /// Adds a row.
    ///
    /// # Errors
    /// When there are too many distinct values, or more text than a block may hold.
    pub(crate) fn push(&mut self, value: Option<&str>) -> Result<(), Error> {
        match self {
            Self::Plain(plain) => plain.push(value),
            Self::Coded(codes) => {
                codes.push(value)?;
                if codes.rows.len() == TRIED && codes.values.len() > TRIED / 2 {
                    let mut plain = Plain::default();
                    (0..TRIED).try_for_each(|row| plain.push(codes.get(row)))?;
                    *self = Self::Plain(plain);
                }
                Ok(())
            }
        }
    }

    /// The value of a row.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Coded(codes) => {
                let code = codes.rows.get(row)?;
                codes.values.get(*code as usize).map(String::as_str)
            }
            Self::Plain(plain) => plain.get(row),
        }
    }

    /// Whether no row has a value.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Coded(codes) if codes.values.is_empty())
    }

    /// Adds rows that follow each other to a column of codes.
    ///
    /// # Errors
    /// When that has too many distinct values.
    pub(crate) fn copy_to(&self, target: &mut Codes, rows: Range<usize>) -> Result<(), Error> {
        match self {
            _ if self.is_blank() => target.rows.resize(target.rows.len() + rows.len(), NONE),
            Self::Coded(codes) if codes.values.len() <= rows.len().saturating_mul(4) => {
                let mut map = vec![NONE; codes.values.len()];
                for row in rows {
                    let code = codes.rows.get(row).copied().unwrap_or(NONE);
                    let Some(mapped) = map.get_mut(code as usize) else {
                        target.rows.push(NONE);
                        continue;
                    };
                    if *mapped == NONE {
                        *mapped = target.code_or_insert(&codes.values[code as usize])?;
                    }
                    target.rows.push(*mapped);
                }
            }
            _ => rows.into_iter().try_for_each(|row| target.push(self.get(row)))?,
        }
        Ok(())
    }

    /// The same rows in another order.
    fn reorder(&mut self, order: &[u32]) -> Result<(), Error> {
        match self {
            _ if self.is_blank() => {}
            Self::Coded(codes) => {
                let code = |row: &u32| codes.rows.get(*row as usize).copied().unwrap_or(NONE);
                codes.rows = order.iter().map(code).collect();
            }
            Self::Plain(plain) => {
                let mut new = Plain {
                    text: String::with_capacity(plain.text.len()),
                    ends: Vec::with_capacity(order.len()),
                };
                order.iter().try_for_each(|row| new.push(plain.get(*row as usize)))?;
                *plain = new;
            }
        }
        Ok(())
    }

    /// Adds rows of another column that follow each other.
    fn extend(&mut self, other: &Self, rows: Range<usize>) -> Result<(), Error> {
        rows.into_iter().try_for_each(|row| self.push(other.get(row)))
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Coded(codes) => {
                let texts: usize = codes.values.iter().map(|value| value.len() + 48).sum();
                codes.rows.len() * 4 + texts
            }
            Self::Plain(plain) => plain.text.len() + plain.ends.len() * 4,
        }
    }
}

impl Plain {
    fn push(&mut self, value: Option<&str>) -> Result<(), Error> {
        let mark = if value.is_none() { MISSING } else { 0 };
        self.text.push_str(value.unwrap_or_default());
        let end = u32::try_from(self.text.len()).ok().filter(|end| *end < MISSING);
        self.ends.push(end.ok_or(Error::TooManyValues)? | mark);
        Ok(())
    }

    fn get(&self, row: usize) -> Option<&str> {
        let end = *self.ends.get(row)?;
        if end & MISSING != 0 {
            return None;
        }
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before] & !MISSING);
        self.text.get(start as usize..end as usize)
    }
}

impl Cells {
    /// An empty column.
    pub(crate) fn new(kind: AttributeType) -> Self {
        match kind {
            AttributeType::Text => Self::Text(Words::default()),
            AttributeType::Number => Self::Number(Vec::new()),
            AttributeType::Flag => Self::Flag(Vec::new()),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Text(words) => words.bytes(),
            Self::Number(numbers) => numbers.len() * 8,
            Self::Flag(flags) => flags.len(),
        }
    }
}

impl Block {
    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.time.len()
    }

    /// Whether there is no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.time.is_empty()
    }

    /// A block without rows that has the same columns.
    pub(crate) fn alike(&self) -> Self {
        let empty = |cells: &Cells| match cells {
            Cells::Text(_) => Cells::Text(Words::default()),
            Cells::Number(_) => Cells::Number(Vec::new()),
            Cells::Flag(_) => Cells::Flag(Vec::new()),
        };
        let attributes = self.attributes.iter();
        let attributes = attributes.map(|(name, cells)| (name.clone(), empty(cells))).collect();
        Self { attributes, ..Self::default() }
    }

    /// Adds rows of another block with the same columns that follow each other.
    ///
    /// # Errors
    /// When there is more text than a block may hold.
    pub(crate) fn extend(&mut self, other: &Self, rows: Range<usize>) -> Result<(), Error> {
        for (words, more) in self.ids.iter_mut().zip(&other.ids) {
            words.extend(more, rows.clone())?;
        }
        self.activity.extend(&other.activity, rows.clone())?;
        self.time.extend_from_slice(&other.time[rows.clone()]);
        for ((_, cells), (_, more)) in self.attributes.iter_mut().zip(&other.attributes) {
            match (cells, more) {
                (Cells::Text(words), Cells::Text(more)) => words.extend(more, rows.clone())?,
                (Cells::Number(all), Cells::Number(more)) => {
                    all.extend_from_slice(&more[rows.clone()]);
                }
                (Cells::Flag(all), Cells::Flag(more)) => all.extend_from_slice(&more[rows.clone()]),
                _ => unreachable!("all blocks of a source have the same columns"),
            }
        }
        Ok(())
    }

    /// Puts the rows in another order.
    ///
    /// # Errors
    /// When there is more text than a block may hold.
    pub(crate) fn reorder(&mut self, order: &[u32]) -> Result<(), Error> {
        fn pick<T: Copy>(column: &mut Vec<T>, order: &[u32]) {
            *column = order.iter().map(|row| column[*row as usize]).collect();
        }
        self.ids.iter_mut().try_for_each(|words| words.reorder(order))?;
        self.activity.reorder(order)?;
        pick(&mut self.time, order);
        for (_, cells) in &mut self.attributes {
            match cells {
                Cells::Text(words) => words.reorder(order)?,
                Cells::Number(numbers) => pick(numbers, order),
                Cells::Flag(flags) => pick(flags, order),
            }
        }
        Ok(())
    }

    /// About how much memory it takes.
    pub(crate) fn bytes(&self) -> usize {
        let ids: usize = self.ids.iter().map(Words::bytes).sum();
        let attributes: usize = self.attributes.iter().map(|(_, cells)| cells.bytes()).sum();
        ids + self.activity.bytes() + self.time.len() * 8 + attributes
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, TRIED, Words};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_what_was_pushed_however_they_are_held(
            some in prop::collection::vec(prop::option::of("[ab]{0,2}"), 1..40),
            new in 0_usize..2 * TRIED,
        ) {
            let fresh = (0..new).map(|n| Some(format!("new {n}")));
            let values: Vec<Option<String>> =
                some.iter().cloned().chain(fresh).chain(some.clone()).collect();
            let mut words = Words::default();
            values.iter().try_for_each(|value| words.push(value.as_deref())).expect("few");
            for (row, value) in values.iter().enumerate() {
                prop_assert_eq!(words.get(row), value.as_deref());
            }
            prop_assert_eq!(words.get(values.len()), None);
            prop_assert!(new > 0 || matches!(words, Words::Coded(_)));
            prop_assert!(new < TRIED || matches!(words, Words::Plain(_)));
            let order: Vec<u32> = (0_u32..).take(values.len()).collect();
            let order: Vec<u32> =
                order.iter().copied().step_by(2).chain(order.iter().copied().skip(1).step_by(2)).collect();
            words.reorder(&order).expect("fits");
            let mut codes = Codes::default();
            words.copy_to(&mut codes, 1..values.len()).expect("few");
            for (at, row) in order.iter().skip(1).enumerate() {
                prop_assert_eq!(codes.get(at), values[*row as usize].as_deref());
            }
        }
    }
}
