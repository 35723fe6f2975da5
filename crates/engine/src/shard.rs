//! A shard: some customers' events in one Parquet file that any tool can read.
//!
//! Columns: `customer`, `case`, `account`, `session`, `activity` (text), `time` (microseconds UTC), `arrival`
//! (order of arrival over the whole dataset), then the attributes as text, numbers or flags. An attribute with
//! one of those names, or one that begins with `attribute:`, is stored as `attribute:NAME`.
//! Rows are sorted by (owner, time, arrival), where the owner is the customer, else the case, account or session.

pub(crate) mod append;

use crate::error::Error;
use crate::manifest::FileEntry;
use crate::table::{Codes, Column, EventTable, NONE};
use arrow::array::{
    Array, ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray, UInt64Array,
};
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::path::Path;
use std::sync::Arc;
use wayline_model::question::Unit;

const IDS: [&str; 5] = ["customer", "case", "account", "session", "activity"];
const RESERVED: [&str; 7] =
    ["customer", "case", "account", "session", "activity", "time", "arrival"];
const PREFIX: &str = "attribute:";

/// The ids of a table in the order of [`IDS`].
fn ids(table: &EventTable) -> [&Codes; 5] {
    [&table.customer, &table.case, &table.account, &table.session, &table.activity]
}

/// Who owns a row: the dataset's unit first, then whichever id there is.
pub(crate) fn owner(table: &EventTable, unit: Unit, row: usize) -> (u8, u32) {
    let columns: [(u8, &Codes); 4] =
        [(0, &table.customer), (1, &table.case), (2, &table.account), (3, &table.session)];
    let first = match unit {
        Unit::Customer => 0,
        Unit::Case => 1,
        Unit::Account => 2,
        Unit::Session => 3,
    };
    std::iter::once(columns[first])
        .chain(columns)
        .find(|(_, codes)| codes.rows[row] != NONE)
        .map_or((0, NONE), |(kind, codes)| (kind, codes.rows[row]))
}

/// Which of `count` shards an owner's events lie in. Stable over versions and machines.
pub(crate) fn place(id: &str, count: usize) -> usize {
    let hash = blake3::hash(id.as_bytes());
    let first: [u8; 8] = hash.as_bytes()[..8].try_into().expect("a hash has 32 bytes");
    usize::try_from(u64::from_le_bytes(first) % count.max(1) as u64).expect("less than a usize")
}

/// The bytes of a shard. Rows are written in the order they have.
pub(crate) fn to_parquet(table: &EventTable) -> Result<Vec<u8>, Error> {
    let mut fields = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (name, codes) in IDS.iter().zip(ids(table)) {
        fields.push(Field::new(*name, DataType::Utf8, *name != "activity"));
        columns.push(text(codes));
    }
    let utc = Some(Arc::from("UTC"));
    fields.push(Field::new("time", DataType::Timestamp(TimeUnit::Microsecond, utc), false));
    let time = TimestampMicrosecondArray::from_iter_values(table.time.iter().copied());
    columns.push(Arc::new(time.with_timezone("UTC")));
    fields.push(Field::new("arrival", DataType::UInt64, false));
    columns.push(Arc::new(UInt64Array::from_iter_values(table.arrival.iter().copied())));
    for (name, column) in &table.attributes {
        let clashes = RESERVED.contains(&name.as_str()) || name.starts_with(PREFIX);
        let name = if clashes { format!("{PREFIX}{name}") } else { name.clone() };
        let (kind, values): (DataType, ArrayRef) = match column {
            Column::Text(codes) => (DataType::Utf8, text(codes)),
            Column::Number(numbers) => {
                let numbers = numbers.iter().map(|n| (!n.is_nan()).then_some(*n));
                (DataType::Float64, Arc::new(numbers.collect::<Float64Array>()))
            }
            Column::Flag(flags) => {
                (DataType::Boolean, Arc::new(flags.iter().copied().collect::<BooleanArray>()))
            }
        };
        fields.push(Field::new(name, kind, true));
        columns.push(values);
    }
    write(Arc::new(Schema::new(fields)), columns)
}

/// Columns to Parquet bytes.
pub(crate) fn write(schema: Arc<Schema>, columns: Vec<ArrayRef>) -> Result<Vec<u8>, Error> {
    let io = |e: String| Error::Io {
        what: "writing a Parquet file".into(),
        source: std::io::Error::other(e),
    };
    let level = ZstdLevel::try_new(1).map_err(|e| io(e.to_string()))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by("wayline".into())
        .build();
    let batch =
        RecordBatch::try_new(Arc::clone(&schema), columns).map_err(|e| io(e.to_string()))?;
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties))
        .map_err(|e| io(e.to_string()))?;
    writer.write(&batch).map_err(|e| io(e.to_string()))?;
    writer.into_inner().map_err(|e| io(e.to_string()))
}

fn text(codes: &Codes) -> ArrayRef {
    Arc::new((0..codes.rows.len()).map(|row| codes.get(row)).collect::<StringArray>())
}

/// Reads a file of the dataset and compares its checksum.
///
/// # Errors
/// When it is missing or is not what the manifest says; the file is named.
pub(crate) fn read_checked(folder: &Path, entry: &FileEntry) -> Result<Vec<u8>, Error> {
    let path = folder.join(&entry.path);
    let bytes = std::fs::read(&path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Damaged {
            path: path.display().to_string(),
            why: "is named in manifest.json and is not there".into(),
        },
        _ => Error::Io { what: format!("reading {}", path.display()), source },
    })?;
    if blake3::hash(&bytes).to_hex().as_str() != entry.blake3 {
        let why = "does not have the checksum in manifest.json: the file is damaged or was changed";
        return Err(Error::Damaged { path: path.display().to_string(), why: why.into() });
    }
    Ok(bytes)
}

/// The batches of a Parquet file of the dataset.
pub(crate) fn batches(path: &str, bytes: Vec<u8>) -> Result<Vec<RecordBatch>, Error> {
    let damaged = |why: String| Error::Damaged { path: path.into(), why };
    let builder = ParquetRecordBatchReaderBuilder::try_new(parquet_bytes(bytes))
        .map_err(|e| damaged(e.to_string()))?;
    builder
        .build()
        .map_err(|e| damaged(e.to_string()))?
        .collect::<Result<_, _>>()
        .map_err(|e| damaged(e.to_string()))
}

/// Owned bytes in the form the Parquet reader wants.
pub(crate) fn parquet_bytes(bytes: Vec<u8>) -> bytes::Bytes {
    bytes::Bytes::from(bytes)
}

/// A shard from its bytes.
///
/// # Errors
/// When the bytes are not a shard; `path` is named.
pub(crate) fn from_parquet(path: &str, bytes: Vec<u8>) -> Result<EventTable, Error> {
    let mut table = EventTable::default();
    let mut columns: Vec<(String, Option<Column>)> = Vec::new();
    for batch in batches(path, bytes)? {
        for (index, field) in batch.schema().fields().iter().enumerate() {
            let array = batch.column(index);
            let wrong = || Error::Damaged {
                path: path.into(),
                why: format!(
                    "column `{}` has the unexpected type {}",
                    field.name(),
                    field.data_type()
                ),
            };
            match field.name().as_str() {
                "customer" => push_text(&mut table.customer, array).ok_or_else(wrong)??,
                "case" => push_text(&mut table.case, array).ok_or_else(wrong)??,
                "account" => push_text(&mut table.account, array).ok_or_else(wrong)??,
                "session" => push_text(&mut table.session, array).ok_or_else(wrong)??,
                "activity" => push_text(&mut table.activity, array).ok_or_else(wrong)??,
                "time" => {
                    let times = array.as_any().downcast_ref::<TimestampMicrosecondArray>();
                    table.time.extend_from_slice(times.ok_or_else(wrong)?.values());
                }
                "arrival" => {
                    let arrivals = array.as_any().downcast_ref::<UInt64Array>();
                    table.arrival.extend_from_slice(arrivals.ok_or_else(wrong)?.values());
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
        && !table.activity.rows.contains(&NONE);
    if whole {
        Ok(table)
    } else {
        Err(Error::Damaged { path: path.into(), why: "columns of a shard are missing".into() })
    }
}

fn push_text(codes: &mut Codes, array: &ArrayRef) -> Option<Result<(), Error>> {
    let texts = array.as_any().downcast_ref::<StringArray>()?;
    Some(texts.iter().try_for_each(|text| codes.push(text)))
}

fn push_attribute(column: &mut Option<Column>, array: &ArrayRef) -> Result<Option<()>, Error> {
    if let Some(texts) = array.as_any().downcast_ref::<StringArray>() {
        let Column::Text(codes) = column.get_or_insert(Column::Text(Codes::default())) else {
            return Ok(None);
        };
        texts.iter().try_for_each(|text| codes.push(text))?;
    } else if let Some(numbers) = array.as_any().downcast_ref::<Float64Array>() {
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
        return Ok(None);
    }
    Ok(Some(()))
}

#[cfg(test)]
mod tests {
    use super::{from_parquet, place, to_parquet};
    use crate::shard::append::take;
    use crate::table::{Codes, Column, EventTable};
    use proptest::prelude::*;

    type Row = (Option<String>, String, i64, (Option<String>, Option<f64>, Option<bool>));

    fn table(rows: &[Row]) -> EventTable {
        let mut table = EventTable::default();
        let (mut text, mut number, mut flag) = (Codes::default(), Vec::new(), Vec::new());
        for (index, (id, activity, time, (a, b, c))) in rows.iter().enumerate() {
            let push =
                |codes: &mut Codes, value: Option<&str>| codes.push(value).expect("few values");
            push(&mut table.customer, id.as_deref());
            push(&mut table.case, None);
            push(&mut table.account, id.as_deref());
            push(&mut table.session, None);
            push(&mut table.activity, Some(activity));
            push(&mut text, a.as_deref());
            number.push(b.unwrap_or(f64::NAN));
            flag.push(*c);
            table.time.push(*time);
            table.arrival.push(index as u64);
        }
        // An attribute may have the name of an id.
        table.attributes = vec![
            ("customer".into(), Column::Text(text)),
            ("attribute:n".into(), Column::Number(number)),
            ("yes or no".into(), Column::Flag(flag)),
        ];
        table
    }

    fn shown(table: &EventTable) -> String {
        let ids = super::ids(table).map(|codes| (codes.rows.clone(), codes.values.clone()));
        let attributes: Vec<String> = table
            .attributes
            .iter()
            .map(|(name, column)| match column {
                Column::Text(codes) => format!("{name} {:?} {:?}", codes.rows, codes.values),
                Column::Number(numbers) => format!("{name} {numbers:?}"),
                Column::Flag(flags) => format!("{name} {flags:?}"),
            })
            .collect();
        format!("{ids:?} {:?} {:?} {attributes:?}", table.time, table.arrival)
    }

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        let attributes =
            (prop::option::of(".{0,3}"), prop::option::of(-1e9_f64..1e9), any::<Option<bool>>());
        let times = -62_135_596_800_000_000_i64..253_402_207_200_000_000;
        prop::collection::vec((prop::option::of("[ab]{1,2}"), ".{1,3}", times, attributes), 0..40)
    }

    proptest! {
        #[test]
        fn a_shard_is_read_as_it_was_written(rows in rows()) {
            let table = table(&rows);
            let read = from_parquet("a", to_parquet(&table).expect("written")).expect("read");
            if !rows.is_empty() {
                prop_assert_eq!(shown(&read), shown(&table));
            }
        }

        #[test]
        fn rows_taken_apart_and_put_together_are_the_same(rows in rows()) {
            let table = table(&rows);
            let odd = take(&table, (0..table.len()).filter(|row| row % 2 == 1)).expect("taken");
            let even = take(&table, (0..table.len()).filter(|row| row % 2 == 0)).expect("taken");
            let mut all = odd;
            let mut append = super::append::Append::new(&mut all, &even).expect("fits");
            (0..even.len()).try_for_each(|row| append.row(row)).expect("fits");
            append.finish();
            let mut order: Vec<usize> = (0..all.len()).collect();
            order.sort_by_key(|row| all.arrival[*row]);
            prop_assert_eq!(shown(&take(&all, order).expect("taken")), shown(&table));
        }
    }

    #[test]
    fn the_place_of_a_customer_never_changes() {
        assert_eq!(["a", "b", "c", "клиент"].map(|id| place(id, 16)), [7, 0, 10, 3]);
    }
}
