//! NDJSON: one object a line.
//!
//! Fields of nested objects are named with points (`context.page.url`); lists are kept as their JSON text.
//! A line that is no object is set aside. Limits: 4,096 different fields; 128 levels of nesting.

use super::cell::Cell;
use super::rejected::Rejected;
use super::rows::{Rows, Scope};
use super::source::Source;
use super::{Progress, place, user};
use crate::error::Error;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::borrow::Cow;
use std::io::{BufRead, BufReader};
use wayline_model::diagnostic::{Diagnostic, Severity};

/// Hands over the rows of an NDJSON file.
pub(crate) fn scan(
    source: &Source,
    progress: &dyn Progress,
    rows: &mut dyn Rows,
) -> Result<(), Error> {
    let broken = std::cell::Cell::new(0);
    let mut lines = BufReader::new(source.text(progress, &broken)?);
    let mut columns: FxHashMap<String, usize> = FxHashMap::default();
    let (mut number, mut read) = (0, 0);
    let mut line = Vec::new();
    loop {
        line.clear();
        let bytes =
            lines.read_until(b'\n', &mut line).map_err(|e| source.read_failed(e, number))?;
        if bytes == 0 {
            break;
        }
        number += 1;
        let text = line.trim_ascii();
        if text.is_empty() {
            continue;
        }
        if read == 0 && text == b"[" || (number == 1 && text.starts_with(b"[")) {
            let what = format!("{} is one JSON list, not one object a line", source.name);
            let help = "write one object a line, for example with `jq -c '.[]'`";
            return Err(user("json-list", what, place(&source.name, Some(number), None), help));
        }
        read += 1;
        let reject = |reason: String| Rejected {
            file: source.name.clone(),
            row: number,
            column: None,
            reason,
            raw: String::from_utf8_lossy(text).into_owned(),
        };
        match serde_json::from_slice::<Value>(text) {
            Ok(Value::Object(object)) => {
                let mut cells: Vec<Cell<'_>> = vec![Cell::Missing; columns.len()];
                for (name, value) in &object {
                    flatten(Cow::Borrowed(name), value, &mut columns, &mut cells, rows)?;
                }
                rows.row(number, &cells)?;
            }
            Ok(_) => rows.bad(reject("the line is JSON but not an object".into()))?,
            Err(e) => rows.bad(reject(format!("the line is not JSON: {e}")))?,
        }
    }
    if broken.get() > 0 {
        let what = format!("parts of {} could not be decoded", source.name);
        rows.note(Diagnostic::new("encoding-doubtful", Severity::Warning, what));
    }
    Ok(())
}

fn flatten<'v>(
    name: Cow<'_, str>,
    value: &'v Value,
    columns: &mut FxHashMap<String, usize>,
    cells: &mut Vec<Cell<'v>>,
    rows: &mut dyn Rows,
) -> Result<(), Error> {
    let cell = match value {
        Value::Null => return Ok(()),
        Value::Object(object) => {
            for (inner, value) in object {
                flatten(Cow::Owned(format!("{name}.{inner}")), value, columns, cells, rows)?;
            }
            return Ok(());
        }
        Value::String(text) => Cell::text(text.as_str()),
        Value::Bool(flag) => Cell::Flag(*flag),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(int), _) => Cell::Int(int),
            (None, Some(float)) if !number.is_u64() => Cell::Number(float),
            _ => Cell::text(number.to_string()),
        },
        Value::Array(_) => Cell::text(value.to_string()),
    };
    let at = if let Some(at) = columns.get(name.as_ref()) {
        *at
    } else {
        rows.column(&name, Scope::Event)?;
        columns.insert(name.into_owned(), columns.len());
        columns.len() - 1
    };
    if cells.len() <= at {
        cells.resize(at + 1, Cell::Missing);
    }
    cells[at] = cell;
    Ok(())
}
