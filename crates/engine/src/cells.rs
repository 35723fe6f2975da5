//! Values of one attribute at the events of a trace.

use crate::journeys::Attribute;
use crate::table::NONE;
use std::ops::Range;

/// Values of one attribute, one an event.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cells<'a> {
    /// Codes of texts; [`NONE`] where there is none.
    Text(&'a [u32]),
    /// The same where they are few; 255 where there is none.
    Narrow(&'a [u8]),
    /// Numbers; NaN where there is none.
    Number(&'a [f64]),
    /// Yes and no.
    Flag(&'a [Option<bool>]),
}

impl<'a> Cells<'a> {
    /// All values of a column.
    pub(crate) fn of(attribute: &'a Attribute) -> Self {
        match attribute {
            Attribute::Text { codes, .. } => Self::Text(codes),
            Attribute::Number(numbers) => Self::Number(numbers),
            Attribute::Flag(flags) => Self::Flag(flags),
        }
    }

    /// The values of some rows. A column that no row has a value in may be empty.
    pub(crate) fn slice(&self, rows: Range<usize>) -> Self {
        match self {
            Self::Text(codes) => Self::Text(codes.get(rows).unwrap_or_default()),
            Self::Narrow(codes) => Self::Narrow(codes.get(rows).unwrap_or_default()),
            Self::Number(numbers) => Self::Number(numbers.get(rows).unwrap_or_default()),
            Self::Flag(flags) => Self::Flag(flags.get(rows).unwrap_or_default()),
        }
    }

    /// What tells values apart: equal for equal values, `None` where there is none. The code of a text,
    /// the bits of a number, 0 or 1 of a flag.
    pub(crate) fn key(&self, at: usize) -> Option<u64> {
        match self {
            Self::Text(codes) => codes.get(at).filter(|code| **code != NONE).map(|c| u64::from(*c)),
            Self::Narrow(codes) => {
                codes.get(at).filter(|code| **code != u8::MAX).map(|code| u64::from(*code))
            }
            Self::Number(_) => self.number(at).map(|number| (number + 0.0).to_bits()),
            Self::Flag(flags) => flags.get(at).copied().flatten().map(u64::from),
        }
    }

    /// The number at an event, of a column of numbers.
    pub(crate) fn number(&self, at: usize) -> Option<f64> {
        match self {
            Self::Number(numbers) => numbers.get(at).copied().filter(|number| !number.is_nan()),
            Self::Text(_) | Self::Narrow(_) | Self::Flag(_) => None,
        }
    }

    /// Empty room for values of the same kind.
    pub(crate) fn gathered(&self) -> Gathered {
        match self {
            Self::Text(_) | Self::Narrow(_) => Gathered::Text(Vec::new()),
            Self::Number(_) => Gathered::Number(Vec::new()),
            Self::Flag(_) => Gathered::Flag(Vec::new()),
        }
    }
}

/// Room for the values of visible events.
#[derive(Debug)]
pub(crate) enum Gathered {
    Text(Vec<u32>),
    Number(Vec<f64>),
    Flag(Vec<Option<bool>>),
}

impl Gathered {
    /// Adds the value at a row of a column of the same kind.
    pub(crate) fn push(&mut self, cells: &Cells<'_>, row: usize) {
        match (self, cells) {
            (Self::Text(room), Cells::Text(codes)) => {
                room.push(codes.get(row).copied().unwrap_or(NONE));
            }
            (Self::Text(room), Cells::Narrow(codes)) => {
                room.push(codes.get(row).copied().map_or(NONE, widened));
            }
            (Self::Number(room), Cells::Number(numbers)) => {
                room.push(numbers.get(row).copied().unwrap_or(f64::NAN));
            }
            (Self::Flag(room), Cells::Flag(flags)) => {
                room.push(flags.get(row).copied().flatten());
            }
            _ => {}
        }
    }

    /// The values of some rows instead of its own; a column that no row has a value in may be empty.
    pub(crate) fn gather(&mut self, cells: &Cells<'_>, rows: &[u32]) {
        match (&mut *self, cells) {
            (Self::Text(room), Cells::Text(codes)) => fill(room, codes, rows, NONE),
            (Self::Text(room), Cells::Narrow(codes)) => {
                let code = |row: &u32| codes.get(*row as usize).copied().map_or(NONE, widened);
                room.clear();
                room.extend(rows.iter().map(code));
            }
            (Self::Number(room), Cells::Number(numbers)) => fill(room, numbers, rows, f64::NAN),
            (Self::Flag(room), Cells::Flag(flags)) => fill(room, flags, rows, None),
            _ => {
                *self = cells.gathered();
                self.gather(cells, rows);
            }
        }
    }

    /// The values.
    pub(crate) fn cells(&self) -> Cells<'_> {
        match self {
            Self::Text(codes) => Cells::Text(codes),
            Self::Number(numbers) => Cells::Number(numbers),
            Self::Flag(flags) => Cells::Flag(flags),
        }
    }
}

fn fill<T: Copy>(room: &mut Vec<T>, values: &[T], rows: &[u32], none: T) {
    room.clear();
    room.extend(rows.iter().map(|row| values.get(*row as usize).copied().unwrap_or(none)));
}

/// A narrow code as the others are.
fn widened(code: u8) -> u32 {
    if code == u8::MAX { NONE } else { u32::from(code) }
}
