//! A shard's bytes as a table. Texts come as codes, so that each distinct value is looked up once a batch.

use super::{PREFIX, ids, parquet_bytes};
use crate::error::Error;
use crate::ingest::time::{NEWEST_US, OLDEST_US};
use crate::table::{Codes, Column, EventTable, NONE};
use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, StringArray, TimestampMicrosecondArray,
    UInt64Array,
};
use arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef};
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection,
};
use std::sync::Arc;

/// Rows that are decoded at a time.
const BATCH: usize = 1 << 16;

/// A shard from its bytes.
///
/// # Errors
/// When the bytes are not a shard; `path` is named.
pub(crate) fn from_parquet(path: &str, bytes: Vec<u8>) -> Result<EventTable, Error> {
    rows_from_parquet(path, parquet_bytes(bytes), None)
}

/// Some rows of a shard from its bytes; all of them if `rows` is absent.
///
/// # Errors
/// When the bytes are not a shard; `path` is named.
pub(crate) fn rows_from_parquet(
    path: &str,
    bytes: bytes::Bytes,
    rows: Option<RowSelection>,
) -> Result<EventTable, Error> {
    let damaged = |why: String| Error::Damaged { path: path.into(), why };
    let plain = ArrowReaderMetadata::load(&bytes, ArrowReaderOptions::new())
        .map_err(|e| damaged(e.to_string()))?;
    let coded = ArrowReaderOptions::new().with_schema(coded(plain.schema()));
    let told = plain.metadata().file_metadata().key_value_metadata();
    let told = told.and_then(|all| all.iter().find(|entry| entry.key == super::arrival::KEY));
    let coding = told.map(|entry| entry.value.clone().unwrap_or_default());
    let batches = ParquetRecordBatchReaderBuilder::try_new_with_options(bytes, coded)
        .map(|builder| builder.with_batch_size(BATCH))
        .and_then(|builder| match rows {
            Some(rows) => builder.with_row_selection(rows).build(),
            None => builder.build(),
        })
        .map_err(|e| damaged(e.to_string()))?;
    let mut table = EventTable::default();
    let mut columns: Vec<(String, Option<Column>)> = Vec::new();
    for batch in batches {
        let batch = batch.map_err(|e| damaged(e.to_string()))?;
        for (index, field) in batch.schema().fields().iter().enumerate() {
            let array = batch.column(index);
            let wrong = || {
                damaged(format!(
                    "column `{}` has the unexpected type {}",
                    field.name(),
                    field.data_type()
                ))
            };
            match field.name().as_str() {
                "customer" => push_text(&mut table.customer, array)?.ok_or_else(wrong)?,
                "case" => push_text(&mut table.case, array)?.ok_or_else(wrong)?,
                "account" => push_text(&mut table.account, array)?.ok_or_else(wrong)?,
                "session" => push_text(&mut table.session, array)?.ok_or_else(wrong)?,
                "activity" => push_text(&mut table.activity, array)?.ok_or_else(wrong)?,
                "time" => {
                    let times = array.as_any().downcast_ref::<TimestampMicrosecondArray>();
                    let times = times.ok_or_else(wrong)?;
                    // An import lets in no other, and what answers counts on it.
                    let known = OLDEST_US..=NEWEST_US;
                    if times.null_count() > 0 || !times.values().iter().all(|t| known.contains(t)) {
                        let why = "a time is missing, or lies outside the years 1 … 9999";
                        return Err(damaged(why.into()));
                    }
                    table.time.extend_from_slice(times.values());
                }
                "arrival" => {
                    let arrivals = array.as_any().downcast_ref::<UInt64Array>();
                    let arrivals = arrivals.ok_or_else(wrong)?;
                    if arrivals.null_count() > 0 {
                        return Err(damaged("a number of arrival is missing".into()));
                    }
                    table.arrival.extend_from_slice(arrivals.values());
                }
                name => {
                    let name = name.strip_prefix(PREFIX).unwrap_or(name);
                    let at = columns.iter().position(|(known, _)| known == name);
                    let at = at.unwrap_or_else(|| {
                        columns.push((name.to_owned(), None));
                        columns.len() - 1
                    });
                    push_attribute(&mut columns[at].1, array)?.ok_or_else(wrong)?;
                }
            }
        }
    }
    table.attributes =
        columns.into_iter().filter_map(|(name, column)| Some((name, column?))).collect();
    let rows = table.time.len();
    let whole = ids(&table).iter().all(|codes| codes.rows.len() == rows)
        && table.arrival.len() == rows
        && table.attributes.iter().all(|(_, column)| length(column) == rows)
        && !table.activity.rows.contains(&NONE);
    if !whole {
        return Err(damaged("columns of a shard are missing".into()));
    }
    if coding.is_some_and(|coding| super::arrival::restore(&mut table, &coding).is_none()) {
        return Err(damaged("numbers of arrival cannot be read".into()));
    }
    Ok(table)
}

/// The same columns, with texts as codes.
fn coded(schema: &SchemaRef) -> SchemaRef {
    let code = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8 => {
            let kind = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
            Arc::new(Field::new(field.name(), kind, field.is_nullable()))
        }
        _ => Arc::clone(field),
    };
    Arc::new(Schema::new(schema.fields().iter().map(code).collect::<Vec<_>>()))
}

fn length(column: &Column) -> usize {
    match column {
        Column::Text(codes) => codes.rows.len(),
        Column::Number(numbers) => numbers.len(),
        Column::Flag(flags) => flags.len(),
    }
}

/// `None` where the array is no text.
fn push_text(codes: &mut Codes, array: &ArrayRef) -> Result<Option<()>, Error> {
    let Some(keyed) = array.as_dictionary_opt::<Int32Type>() else { return Ok(None) };
    let Some(values) = keyed.values().as_any().downcast_ref::<StringArray>() else {
        return Ok(None);
    };
    let mut map = vec![NONE; values.len()];
    codes.rows.reserve(keyed.len());
    for key in keyed.keys() {
        let key = key.and_then(|key| usize::try_from(key).ok());
        let Some(key) = key.filter(|key| *key < map.len() && values.is_valid(*key)) else {
            codes.rows.push(NONE);
            continue;
        };
        if map[key] == NONE {
            map[key] = codes.code_or_insert(values.value(key))?;
        }
        codes.rows.push(map[key]);
    }
    Ok(Some(()))
}

fn push_attribute(column: &mut Option<Column>, array: &ArrayRef) -> Result<Option<()>, Error> {
    if let Some(numbers) = array.as_any().downcast_ref::<Float64Array>() {
        let Column::Number(all) = column.get_or_insert(Column::Number(Vec::new())) else {
            return Ok(None);
        };
        all.extend(numbers.iter().map(|n| n.unwrap_or(f64::NAN)));
    } else if let Some(flags) = array.as_any().downcast_ref::<BooleanArray>() {
        let Column::Flag(all) = column.get_or_insert(Column::Flag(Vec::new())) else {
            return Ok(None);
        };
        all.extend(flags.iter());
    } else {
        let Column::Text(codes) = column.get_or_insert(Column::Text(Codes::default())) else {
            return Ok(None);
        };
        return push_text(codes, array);
    }
    Ok(Some(()))
}
