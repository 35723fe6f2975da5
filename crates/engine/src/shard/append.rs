//! Rows of one table put at the end of another: how shards are split, merged and put in order.
//!
//! Codes of the target are given in order of first arrival there, so what is appended in order of arrival
//! has codes in order of arrival. A number or flag meets text as text.

use crate::error::Error;
use crate::table::{Codes, Column, EventTable, NONE};

/// Copies rows from one table to another.
pub(crate) struct Append<'t, 's> {
    target: &'t mut EventTable,
    source: &'s EventTable,
    maps: [Vec<u32>; 5],
    /// For each attribute of the source: its place in the target and the map of its codes.
    attributes: Vec<(usize, Vec<u32>)>,
}

impl<'t, 's> Append<'t, 's> {
    /// Prepares the target: it gets the source's attributes, missing in the rows it already has.
    ///
    /// # Errors
    /// When a column has too many distinct values.
    pub(crate) fn new(target: &'t mut EventTable, source: &'s EventTable) -> Result<Self, Error> {
        let rows = target.len();
        let mut attributes = Vec::with_capacity(source.attributes.len());
        for (name, column) in &source.attributes {
            let known = target.attributes.iter().position(|(known, _)| known == name);
            let at = if let Some(at) = known {
                at
            } else {
                target.attributes.push((name.clone(), empty(column, rows)));
                target.attributes.len() - 1
            };
            let here = &mut target.attributes[at].1;
            if std::mem::discriminant(here) != std::mem::discriminant(column) {
                *here = Column::Text(as_text(here)?);
            }
            let map = match column {
                Column::Text(codes) => vec![NONE; codes.values.len()],
                _ => Vec::new(),
            };
            attributes.push((at, map));
        }
        let maps =
            [&source.customer, &source.case, &source.account, &source.session, &source.activity]
                .map(|codes| vec![NONE; codes.values.len()]);
        Ok(Self { target, source, maps, attributes })
    }

    /// Appends one row, with the arrival number it has.
    ///
    /// # Errors
    /// When a column has too many distinct values.
    pub(crate) fn row(&mut self, row: usize) -> Result<(), Error> {
        let (target, source) = (&mut *self.target, self.source);
        let [customer, case, account, session, activity] = &mut self.maps;
        copy(&mut target.customer, &source.customer, customer, row)?;
        copy(&mut target.case, &source.case, case, row)?;
        copy(&mut target.account, &source.account, account, row)?;
        copy(&mut target.session, &source.session, session, row)?;
        copy(&mut target.activity, &source.activity, activity, row)?;
        target.time.push(source.time[row]);
        target.arrival.push(source.arrival[row]);
        for ((_, column), (at, map)) in source.attributes.iter().zip(&mut self.attributes) {
            match (&mut target.attributes[*at].1, column) {
                (Column::Text(to), Column::Text(from)) => copy(to, from, map, row)?,
                (Column::Number(to), Column::Number(from)) => to.push(from[row]),
                (Column::Flag(to), Column::Flag(from)) => to.push(from[row]),
                (Column::Text(to), Column::Number(from)) => {
                    to.push((!from[row].is_nan()).then(|| from[row].to_string()).as_deref())?;
                }
                (Column::Text(to), Column::Flag(from)) => {
                    to.push(from[row].map(flag_text))?;
                }
                _ => unreachable!("columns of different kinds were made text"),
            }
        }
        Ok(())
    }

    /// Makes attributes that the source does not have as long as the rest. To be called once, at the end.
    pub(crate) fn finish(self) {
        let rows = self.target.time.len();
        for (_, column) in &mut self.target.attributes {
            match column {
                Column::Text(codes) => codes.rows.resize(rows, NONE),
                Column::Number(numbers) => numbers.resize(rows, f64::NAN),
                Column::Flag(flags) => flags.resize(rows, None),
            }
        }
    }
}

/// A new table of the given rows, in the given order.
pub(crate) fn take(
    source: &EventTable,
    rows: impl IntoIterator<Item = usize>,
) -> Result<EventTable, Error> {
    let mut target = EventTable::default();
    let mut append = Append::new(&mut target, source)?;
    rows.into_iter().try_for_each(|row| append.row(row))?;
    append.finish();
    Ok(target)
}

fn copy(to: &mut Codes, from: &Codes, map: &mut [u32], row: usize) -> Result<(), Error> {
    let code = from.rows[row];
    if code == NONE {
        to.rows.push(NONE);
        return Ok(());
    }
    let mapped = &mut map[code as usize];
    if *mapped == NONE {
        *mapped = to.code_or_insert(&from.values[code as usize])?;
    }
    to.rows.push(*mapped);
    Ok(())
}

fn empty(like: &Column, rows: usize) -> Column {
    match like {
        Column::Text(_) => {
            let mut codes = Codes::default();
            codes.rows.resize(rows, NONE);
            Column::Text(codes)
        }
        Column::Number(_) => Column::Number(vec![f64::NAN; rows]),
        Column::Flag(_) => Column::Flag(vec![None; rows]),
    }
}

fn as_text(column: &Column) -> Result<Codes, Error> {
    let mut codes = Codes::default();
    match column {
        Column::Text(same) => return Ok(same.clone()),
        Column::Number(numbers) => {
            for number in numbers {
                codes.push((!number.is_nan()).then(|| number.to_string()).as_deref())?;
            }
        }
        Column::Flag(flags) => {
            for flag in flags {
                codes.push(flag.map(flag_text))?;
            }
        }
    }
    Ok(codes)
}

fn flag_text(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}
