//! The plan that most files have: one rule, and each of its values is a column of the row itself.
//!
//! It is followed without the detour over values of expressions; what comes out is the same.

use super::{Plan, Rule};
use crate::error::Error;
use crate::ingest::batch::bad_id;
use crate::ingest::cell::{Cell, flag, is_blank_word, number};
use crate::ingest::expr::{ColumnReader, Expr, Fault, Pick};
use crate::ingest::time::rfc3339;
use crate::parts::block::{Block, Cells};
use std::fmt::Write;

/// Where each value stands in the row.
#[derive(Debug)]
pub(super) struct Simple {
    ids: [Option<usize>; 4],
    activity: usize,
    time: usize,
    reader: usize,
    attributes: Vec<Option<usize>>,
    needs_time: bool,
    /// Room for ids and the activity where the file has them as numbers.
    room: [String; 5],
    /// Room for other values.
    value: String,
}

const IDS: [&str; 4] = ["customer", "case", "account", "session"];
const MISSING: &Cell<'static> = &Cell::Missing;

impl Simple {
    /// The plan, if it is a simple one for the rows of a table.
    pub(super) fn of(plan: &Plan, table: usize) -> Option<Self> {
        let [rule] = &plan.rules[..] else { return None };
        let Rule { when: None, imputed_after, needs_time, .. } = rule else { return None };
        if !imputed_after.is_empty() || plan.imputed.is_some() {
            return None;
        }
        let own = |expr: &Expr| match expr {
            Expr::Column { table: of, column, pick: Pick::Only } if *of == table => Some(*column),
            _ => None,
        };
        // `None` where it is not simple, `Some(None)` where there is nothing.
        let maybe = |expr: &Option<Expr>| match expr {
            None => Some(None),
            Some(expr) => own(expr).map(Some),
        };
        let (time, reader) = match rule.time.as_ref()? {
            Expr::Time { table: of, column, pick: Pick::Only, reader } if *of == table => {
                (*column, *reader)
            }
            _ => return None,
        };
        Some(Self {
            ids: [
                maybe(&rule.customer)?,
                maybe(&rule.case)?,
                maybe(&rule.account)?,
                maybe(&rule.session)?,
            ],
            activity: own(&rule.activity)?,
            time,
            reader,
            attributes: rule.attributes.iter().map(maybe).collect::<Option<_>>()?,
            needs_time: *needs_time,
            room: Default::default(),
            value: String::new(),
        })
    }

    /// Adds a row's event; `false` where it has no time and needs none.
    pub(super) fn add(
        &mut self,
        cells: &[Cell<'_>],
        readers: &[ColumnReader],
        block: &mut Block,
    ) -> Result<Result<bool, Fault>, Error> {
        let fault = |column: Option<&str>, reason: String| {
            Ok(Err(Fault { column: column.map(str::to_owned), reason }))
        };
        let cell = |column: usize| cells.get(column).unwrap_or(MISSING);
        let reader = &readers[self.reader];
        let time = match reader.reader.read(cell(self.time), &mut reader.tally.borrow_mut()) {
            Ok(Some(time)) => time,
            Ok(None) if self.needs_time => return fault(Some("time"), "there is no time".into()),
            Ok(None) => return Ok(Ok(false)),
            Err(reason) => return fault(Some(&reader.column), reason),
        };
        let [for_activity, for_ids @ ..] = &mut self.room;
        let Some(activity) = id(cell(self.activity), for_activity) else {
            return fault(Some("activity"), "there is no activity".into());
        };
        if let Some(reason) = bad_id("activity", activity) {
            return fault(Some("activity"), reason);
        }
        let mut ids: [Option<&str>; 4] = [None; 4];
        for (((found, column), what), room) in ids.iter_mut().zip(self.ids).zip(IDS).zip(for_ids) {
            let Some(column) = column else { continue };
            *found = id(cell(column), room);
            if let Some(reason) = found.and_then(|id| bad_id(what, id)) {
                return fault(Some(what), reason);
            }
        }
        if ids.iter().all(Option::is_none) {
            return fault(None, "there is no id: neither customer nor case nor any other".into());
        }
        for ((words, column), id) in block.ids.iter_mut().zip(self.ids).zip(ids) {
            if column.is_some() {
                words.push(id)?;
            }
        }
        block.activity.push(Some(activity))?;
        block.time.push(time);
        for ((_, cells), column) in block.attributes.iter_mut().zip(&self.attributes) {
            let cell = column.map_or(MISSING, cell);
            match cells {
                Cells::Text(words) => words.push(text(cell, &mut self.value))?,
                Cells::Number(numbers) => numbers.push(number_of(cell).unwrap_or(f64::NAN)),
                Cells::Flag(flags) => flags.push(match cell {
                    Cell::Flag(yes) => Some(*yes),
                    Cell::Text(text) => flag(text),
                    _ => None,
                }),
            }
        }
        Ok(Ok(true))
    }
}

/// A value as text.
fn text<'c>(cell: &'c Cell<'_>, room: &'c mut String) -> Option<&'c str> {
    room.clear();
    match cell {
        Cell::Missing => return None,
        Cell::Text(text) => return Some(text),
        Cell::Flag(yes) => return Some(if *yes { "true" } else { "false" }),
        // A whole number is the same text as the float that it would become.
        Cell::Int(int) => write!(room, "{int}"),
        Cell::Number(number) => write!(room, "{number}"),
        Cell::Time(us) => room.write_str(&rfc3339(*us)),
        Cell::LocalTime(us) => room.write_str(rfc3339(*us).trim_end_matches('Z')),
    }
    .expect("a String takes everything");
    Some(room)
}

/// A value as an id: words for nothing are nothing.
fn id<'c>(cell: &'c Cell<'_>, room: &'c mut String) -> Option<&'c str> {
    text(cell, room).filter(|text| !is_blank_word(text))
}

fn number_of(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        #[expect(clippy::cast_precision_loss, reason = "no larger than 2^53")]
        Cell::Int(int) if int.unsigned_abs() <= 1 << 53 => Some(*int as f64),
        Cell::Int(int) => number(&int.to_string()),
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => number(text),
        _ => None,
    }
}
