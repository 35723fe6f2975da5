//! What a plan computes from a row: values, conditions, differences of days.

use super::cell::{Cell, flag, is_blank_word, number};
use super::joins::Joined;
use super::time::{DAY_US, Reader, ReaderTally, Zone};
use std::borrow::Cow;
use std::cell::RefCell;

/// A value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Missing,
    Text(Cow<'a, str>),
    Number(f64),
    Flag(bool),
    /// Microseconds UTC.
    Time(i64),
}

/// Why a row cannot be used: the column and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) column: Option<String>,
    pub(crate) reason: String,
}

/// Which of several matching rows of a joined table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// There is at most one.
    Only,
    First,
    Last,
    Sum,
    Max,
    Min,
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

/// How two numbers are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Math {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// An expression over a row and the rows joined to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// A column of table number `table`.
    Column {
        table: usize,
        column: usize,
        pick: Pick,
    },
    /// A column read as a time by reader number `reader`.
    Time {
        table: usize,
        column: usize,
        pick: Pick,
        reader: usize,
    },
    Text(String),
    Number(f64),
    Flag(bool),
    /// How many rows of a joined table match.
    Count {
        table: usize,
    },
    Present(Box<Expr>),
    Not(Box<Expr>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Compare(Compare, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Vec<Expr>),
    Math(Math, Box<Expr>, Box<Expr>),
    /// Calendar days from the first to the second, in the dataset's zone.
    DaysBetween(Box<Expr>, Box<Expr>),
    /// Hours from the first to the second.
    HoursBetween(Box<Expr>, Box<Expr>),
    /// The first that is there.
    Coalesce(Vec<Expr>),
}

/// Reads a column of the tables as times.
#[derive(Debug)]
pub(crate) struct ColumnReader {
    /// The column's name for reports.
    pub(crate) column: String,
    pub(crate) reader: Reader,
    pub(crate) tally: RefCell<ReaderTally>,
}

impl ColumnReader {
    /// The same reader, that has met nothing yet.
    pub(crate) fn anew(&self) -> Self {
        let (column, reader) = (self.column.clone(), self.reader.clone());
        Self { column, reader, tally: RefCell::default() }
    }
}

/// Everything an expression can see.
pub(crate) struct Context<'a> {
    /// The table whose row is read.
    pub(crate) table: usize,
    pub(crate) cells: &'a [Cell<'a>],
    /// The other tables.
    pub(crate) joined: &'a [Option<Joined>],
    /// For each table the rows that match.
    pub(crate) matches: &'a [Vec<u32>],
    pub(crate) readers: &'a [ColumnReader],
    pub(crate) zone: &'a Zone,
}

const MISSING: &Cell<'static> = &Cell::Missing;

impl<'a> Context<'a> {
    fn cells(&self, table: usize, column: usize) -> impl DoubleEndedIterator<Item = Cell<'a>> + '_ {
        let own = (table == self.table).then(|| self.cells.get(column).unwrap_or(MISSING).clone());
        let others = if table == self.table { &[][..] } else { &self.matches[table][..] };
        let joined = &self.joined[table];
        let others = others.iter().map(move |row| {
            joined.as_ref().map_or(Cell::Missing, |table| table.cell(*row as usize, column))
        });
        own.into_iter().chain(others)
    }

    fn pick(&self, table: usize, column: usize, pick: Pick) -> Value<'a> {
        let mut cells = self.cells(table, column).filter(|cell| !cell.is_missing());
        let numbers = |cells: &mut dyn Iterator<Item = Cell<'a>>| -> Vec<f64> {
            cells.filter_map(|cell| as_number(&value(cell))).collect()
        };
        let number = |number: Option<f64>| number.map_or(Value::Missing, Value::Number);
        match pick {
            Pick::Only | Pick::First => cells.next().map_or(Value::Missing, value),
            Pick::Last => cells.next_back().map_or(Value::Missing, value),
            Pick::Sum => {
                let all = numbers(&mut cells);
                number((!all.is_empty()).then(|| decimal_sum(&all)))
            }
            Pick::Max => number(numbers(&mut cells).into_iter().reduce(f64::max)),
            Pick::Min => number(numbers(&mut cells).into_iter().reduce(f64::min)),
        }
    }

    fn time(&self, table: usize, column: usize, pick: Pick, at: usize) -> Result<Value<'a>, Fault> {
        let reader = &self.readers[at];
        let mut tally = reader.tally.borrow_mut();
        let mut read = |cell: Cell<'a>| {
            reader
                .reader
                .read(&cell, &mut tally)
                .map_err(|reason| Fault { column: Some(reader.column.clone()), reason })
        };
        let mut cells = self.cells(table, column).filter(|cell| !cell.is_missing());
        let found = match pick {
            Pick::Only | Pick::First => cells.next().map(&mut read).transpose()?.flatten(),
            Pick::Last => cells.next_back().map(&mut read).transpose()?.flatten(),
            Pick::Max | Pick::Min | Pick::Sum => {
                let times: Vec<Option<i64>> = cells.map(&mut read).collect::<Result<_, _>>()?;
                let times = times.into_iter().flatten();
                if pick == Pick::Max { times.max() } else { times.min() }
            }
        };
        Ok(found.map_or(Value::Missing, Value::Time))
    }
}

/// A sum without the dust that binary fractions leave: exact to a millionth where that is possible.
fn decimal_sum(numbers: &[f64]) -> f64 {
    let sum: f64 = numbers.iter().sum();
    if sum.abs() < 1e9 { (sum * 1e6).round() / 1e6 } else { sum }
}

fn value(cell: Cell<'_>) -> Value<'_> {
    match cell {
        Cell::Missing => Value::Missing,
        Cell::Text(text) => Value::Text(text),
        #[expect(clippy::cast_precision_loss, reason = "whole numbers above 2^53 are read as text")]
        Cell::Int(int) if int.unsigned_abs() <= 1 << 53 => Value::Number(int as f64),
        Cell::Int(int) => Value::Text(Cow::Owned(int.to_string())),
        Cell::Number(number) => Value::Number(number),
        Cell::Flag(flag) => Value::Flag(flag),
        Cell::Time(us) => Value::Time(us),
        local @ Cell::LocalTime(_) => {
            Value::Text(Cow::Owned(local.as_text().unwrap_or_default().into_owned()))
        }
    }
}

/// A value as a number, if it is one.
pub(crate) fn as_number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => number(text),
        _ => None,
    }
}

/// A value as yes or no, if it is that.
pub(crate) fn as_flag(value: &Value<'_>) -> Option<bool> {
    match value {
        Value::Flag(flag) => Some(*flag),
        Value::Text(text) => flag(text),
        _ => None,
    }
}

/// A value as text, if there is one.
pub(crate) fn into_text(value: Value<'_>) -> Option<Cow<'_, str>> {
    Some(match value {
        Value::Missing => return None,
        Value::Text(text) => text,
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Flag(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
        Value::Time(us) => Cow::Owned(super::time::rfc3339(us)),
    })
}

/// A value as an id: words for nothing are nothing.
pub(crate) fn into_id(value: Value<'_>) -> Option<Cow<'_, str>> {
    into_text(value).filter(|text| !is_blank_word(text))
}

impl Expr {
    /// Computes the value.
    ///
    /// # Errors
    /// When a time cannot be read.
    pub(crate) fn value<'a>(&'a self, row: &Context<'a>) -> Result<Value<'a>, Fault> {
        Ok(match self {
            Self::Column { table, column, pick } => row.pick(*table, *column, *pick),
            Self::Time { table, column, pick, reader } => {
                row.time(*table, *column, *pick, *reader)?
            }
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Number(number) => Value::Number(*number),
            Self::Flag(flag) => Value::Flag(*flag),
            Self::Count { table } => Value::Number(row.matches[*table].len() as f64),
            Self::Present(_)
            | Self::Not(_)
            | Self::All(_)
            | Self::Any(_)
            | Self::Compare(..)
            | Self::In(..) => Value::Flag(self.holds(row)?),
            Self::Math(math, a, b) => {
                let (a, b) = (a.value(row)?, b.value(row)?);
                match (as_number(&a), as_number(&b)) {
                    (Some(a), Some(b)) => finite(match math {
                        Math::Add => a + b,
                        Math::Subtract => a - b,
                        Math::Multiply => a * b,
                        Math::Divide => a / b,
                    }),
                    _ => Value::Missing,
                }
            }
            Self::DaysBetween(a, b) => match (a.value(row)?, b.value(row)?) {
                (Value::Time(a), Value::Time(b)) => {
                    Value::Number((row.zone.day(b) - row.zone.day(a)) as f64)
                }
                _ => Value::Missing,
            },
            Self::HoursBetween(a, b) => match (a.value(row)?, b.value(row)?) {
                (Value::Time(a), Value::Time(b)) => {
                    Value::Number((b - a) as f64 / (DAY_US as f64 / 24.0))
                }
                _ => Value::Missing,
            },
            Self::Coalesce(all) => {
                for one in all {
                    let value = one.value(row)?;
                    if value != Value::Missing {
                        return Ok(value);
                    }
                }
                Value::Missing
            }
        })
    }

    /// Whether a condition holds. A comparison with a missing value does not.
    ///
    /// # Errors
    /// When a time cannot be read.
    pub(crate) fn holds(&self, row: &Context<'_>) -> Result<bool, Fault> {
        Ok(match self {
            Self::Present(one) => one.value(row)? != Value::Missing,
            Self::Not(one) => !one.holds(row)?,
            Self::All(all) => {
                for one in all {
                    if !one.holds(row)? {
                        return Ok(false);
                    }
                }
                true
            }
            Self::Any(all) => {
                for one in all {
                    if one.holds(row)? {
                        return Ok(true);
                    }
                }
                false
            }
            Self::Compare(compare, a, b) => {
                let (a, b) = (a.value(row)?, b.value(row)?);
                order(&a, &b).is_some_and(|order| match compare {
                    Compare::Equal => order.is_eq(),
                    Compare::NotEqual => order.is_ne(),
                    Compare::Less => order.is_lt(),
                    Compare::LessEqual => order.is_le(),
                    Compare::Greater => order.is_gt(),
                    Compare::GreaterEqual => order.is_ge(),
                })
            }
            Self::In(one, list) => {
                let one = one.value(row)?;
                for other in list {
                    if order(&one, &other.value(row)?).is_some_and(std::cmp::Ordering::is_eq) {
                        return Ok(true);
                    }
                }
                false
            }
            other => as_flag(&other.value(row)?).unwrap_or(false),
        })
    }
}

fn finite(number: f64) -> Value<'static> {
    if number.is_finite() { Value::Number(number) } else { Value::Missing }
}

/// Numbers by size, where both sides are numbers; else times; else text letter by letter.
fn order(a: &Value<'_>, b: &Value<'_>) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Value::Missing, _) | (_, Value::Missing) => None,
        (Value::Time(a), Value::Time(b)) => Some(a.cmp(b)),
        _ => {
            if let (Some(a), Some(b)) = (as_number(a), as_number(b)) {
                return a.partial_cmp(&b);
            }
            if let (Some(a), Some(b)) = (as_flag(a), as_flag(b)) {
                return Some(a.cmp(&b));
            }
            Some(into_text(a.clone())?.cmp(&into_text(b.clone())?))
        }
    }
}
