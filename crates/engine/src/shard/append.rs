//! Rows of one table put at the end of another: how shards are split, merged and put in order.
//!
//! Codes of the target are given in order of first arrival there, so what is appended in order of arrival
//! has codes in order of arrival. A number or flag meets text as text.

use crate::error::Error;
use crate::manifest::AttributeType;
use crate::table::{Codes, Column, EventTable, NONE};

/// Appends some rows of a table, with the arrival numbers they have. The target gets the source's
/// attributes, missing in the rows it already has; attributes that the source does not have are missing
/// in the new rows.
///
/// # Errors
/// When a column has too many distinct values.
pub(crate) fn append(
    target: &mut EventTable,
    source: &EventTable,
    rows: &(impl Iterator<Item = usize> + Clone),
) -> Result<(), Error> {
    let before = target.len();
    super::arrival::join(target, source);
    let pairs = [
        (&mut target.customer, &source.customer),
        (&mut target.case, &source.case),
        (&mut target.account, &source.account),
        (&mut target.session, &source.session),
        (&mut target.activity, &source.activity),
    ];
    for (to, from) in pairs {
        copy(to, from, rows.clone())?;
    }
    target.time.extend(rows.clone().map(|row| source.time[row]));
    target.arrival.extend(rows.clone().map(|row| source.arrival[row]));
    for (name, column) in &source.attributes {
        let known = target.attributes.iter().position(|(known, _)| known == name);
        let at = if let Some(at) = known {
            at
        } else {
            target.attributes.push((name.clone(), missing(kind_of(column), before)));
            target.attributes.len() - 1
        };
        let here = &mut target.attributes[at].1;
        if kind_of(here) != kind_of(column) {
            make_text(here)?;
        }
        match (here, column) {
            (Column::Text(to), Column::Text(from)) => copy(to, from, rows.clone())?,
            (Column::Number(to), Column::Number(from)) => {
                to.extend(rows.clone().map(|row| from[row]));
            }
            (Column::Flag(to), Column::Flag(from)) => to.extend(rows.clone().map(|row| from[row])),
            (Column::Text(to), Column::Number(from)) => {
                rows.clone().try_for_each(|row| to.push(number_text(from[row]).as_deref()))?;
            }
            (Column::Text(to), Column::Flag(from)) => {
                rows.clone().try_for_each(|row| to.push(from[row].map(flag_text)))?;
            }
            _ => unreachable!("columns of different kinds were made text"),
        }
    }
    let rows = target.time.len();
    for (_, column) in &mut target.attributes {
        match column {
            Column::Text(codes) => codes.rows.resize(rows, NONE),
            Column::Number(numbers) => numbers.resize(rows, f64::NAN),
            Column::Flag(flags) => flags.resize(rows, None),
        }
    }
    Ok(())
}

/// A new table of the given rows, in the given order.
pub(crate) fn take(
    source: &EventTable,
    rows: &(impl Iterator<Item = usize> + Clone),
) -> Result<EventTable, Error> {
    let mut target = EventTable::default();
    append(&mut target, source, rows)?;
    Ok(target)
}

/// Gives a table exactly these attributes, in this order and of these kinds.
///
/// # Errors
/// When a column has too many distinct values.
pub(crate) fn conform<'n>(
    table: &mut EventTable,
    wanted: impl Iterator<Item = (&'n str, AttributeType)>,
) -> Result<(), Error> {
    let rows = table.len();
    let mut conformed = Vec::with_capacity(table.attributes.len());
    for (name, kind) in wanted {
        let known = table.attributes.iter().position(|(known, _)| known == name);
        let mut column =
            known.map_or_else(|| missing(kind, rows), |at| table.attributes.swap_remove(at).1);
        if kind_of(&column) != kind {
            make_text(&mut column)?;
        }
        conformed.push((name.to_owned(), column));
    }
    table.attributes = conformed;
    Ok(())
}

/// What a column holds.
pub(crate) fn kind_of(column: &Column) -> AttributeType {
    match column {
        Column::Text(_) => AttributeType::Text,
        Column::Number(_) => AttributeType::Number,
        Column::Flag(_) => AttributeType::Flag,
    }
}

fn copy(to: &mut Codes, from: &Codes, rows: impl Iterator<Item = usize>) -> Result<(), Error> {
    if from.values.is_empty() {
        to.rows.extend(rows.map(|_| NONE));
        return Ok(());
    }
    let mut map = vec![NONE; from.values.len()];
    to.rows.reserve(rows.size_hint().0);
    for row in rows {
        let code = from.rows[row];
        let Some(mapped) = map.get_mut(code as usize) else {
            to.rows.push(NONE);
            continue;
        };
        if *mapped == NONE {
            *mapped = to.code_or_insert(&from.values[code as usize])?;
        }
        to.rows.push(*mapped);
    }
    Ok(())
}

/// A column without values.
fn missing(kind: AttributeType, rows: usize) -> Column {
    match kind {
        AttributeType::Text => Column::Text(Codes::from_parts(vec![NONE; rows], Vec::new())),
        AttributeType::Number => Column::Number(vec![f64::NAN; rows]),
        AttributeType::Flag => Column::Flag(vec![None; rows]),
    }
}

/// Turns a column into text.
///
/// # Errors
/// When it has too many distinct values.
pub(crate) fn make_text(column: &mut Column) -> Result<(), Error> {
    let mut codes = Codes::default();
    match column {
        Column::Text(_) => return Ok(()),
        Column::Number(numbers) => {
            numbers.iter().try_for_each(|number| codes.push(number_text(*number).as_deref()))?;
        }
        Column::Flag(flags) => {
            flags.iter().try_for_each(|flag| codes.push(flag.map(flag_text)))?;
        }
    }
    *column = Column::Text(codes);
    Ok(())
}

fn number_text(number: f64) -> Option<String> {
    (!number.is_nan()).then(|| number.to_string())
}

fn flag_text(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}
