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
    let bytes = std::fs::read(&path)
        .map_err(|source| Error::Io { what: format!("reading {}", path.display()), source })?;
    if blake3::hash(&bytes).to_hex().as_str() != entry.blake3 {
        let why = "does not have the checksum in manifest.json: the file is damaged or was changed; \
                   restore it from a copy, or import the sources again into an empty `data/`";
        return Err(Error::Damaged { path: path.display().to_string(), why: why.into() });
    }
    Ok(bytes)
}

/// The batches of a Parquet file of the dataset.
pub(crate) fn batches(path: &str, bytes: Vec<u8>) -> Result<Vec<RecordBatch>, Error> {
    let damaged = |why: String| Error::Damaged { path: path.into(), why };
    ParquetRecordBatchReaderBuilder::try_new(parquet_bytes(bytes))
        .and_then(|builder| builder.build())
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
