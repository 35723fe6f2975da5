//! A shard: some customers' events in one Parquet file that any tool can read.
//!
//! Columns: `customer`, `case`, `account`, `session`, `activity` (text), `time` (microseconds UTC), `arrival`
//! (order of arrival over the whole dataset), then the attributes as text, numbers or flags. An attribute with
//! one of those names, or one that begins with `attribute:`, is stored as `attribute:NAME`.
//! Rows are sorted by (owner, time, arrival), where the owner is the customer, else the case, account or session.

pub(crate) mod append;
pub(crate) mod places;
mod read;

pub(crate) use read::{from_parquet, rows_from_parquet};

use crate::error::Error;
use crate::manifest::FileEntry;
use crate::table::{Codes, Column, EventTable, NONE};
use arrow::array::{
    ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
    UInt64Array,
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
pub(crate) fn ids(table: &EventTable) -> [&Codes; 5] {
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
/// When it is missing, cannot be read, or is not what the manifest says: the file is named, and costs its own
/// rows only.
pub(crate) fn read_checked(folder: &Path, entry: &FileEntry) -> Result<Vec<u8>, Error> {
    let path = folder.join(&entry.path);
    let bytes = std::fs::read(&path).map_err(|source| Error::Damaged {
        path: path.display().to_string(),
        why: match source.kind() {
            std::io::ErrorKind::NotFound => "is named in manifest.json and is not there".into(),
            _ => format!("cannot be read: {source}"),
        },
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

/// How many journeys of a unit a shard holds.
pub(crate) fn journeys(table: &EventTable, unit: Unit) -> u64 {
    let codes = match unit {
        Unit::Customer => &table.customer,
        Unit::Case => &table.case,
        Unit::Account => &table.account,
        Unit::Session => &table.session,
    };
    let mut seen = vec![false; codes.values.len()];
    for code in codes.rows.iter().filter(|code| **code != NONE) {
        seen[*code as usize] = true;
    }
    seen.iter().filter(|seen| **seen).count() as u64
}

/// Sorted by (owner in order of first appearance, time, arrival).
///
/// # Errors
/// When a column has too many distinct values.
pub(crate) fn sorted(shard: EventTable, unit: Unit) -> Result<EventTable, Error> {
    let key = |row: usize| (owner(&shard, unit, row), shard.time[row], shard.arrival[row]);
    if (1..shard.len()).all(|row| key(row - 1) <= key(row)) {
        return Ok(shard);
    }
    let mut rows: Vec<((u8, u32), i64, u64, u32)> = (0_u32..)
        .take(shard.len())
        .map(|row| {
            let (owner, time, arrival) = key(row as usize);
            (owner, time, arrival, row)
        })
        .collect();
    rows.sort_unstable();
    append::take(&shard, &rows.iter().map(|(.., row)| *row as usize))
}

#[cfg(test)]
mod tests {
    use super::{
        ArrayRef, DataType, Field, Schema, TimeUnit, TimestampMicrosecondArray, UInt64Array,
        from_parquet, place, to_parquet, write,
    };
    use crate::ingest::time::{NEWEST_US, OLDEST_US};
    use crate::shard::append::take;
    use crate::table::{Codes, Column, EventTable};
    use proptest::prelude::*;
    use std::sync::Arc;

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
            let odd = take(&table, &(1..table.len()).step_by(2)).expect("taken");
            let even = take(&table, &(0..table.len()).step_by(2)).expect("taken");
            let mut all = odd;
            super::append::append(&mut all, &even, &(0..even.len())).expect("fits");
            let mut order: Vec<usize> = (0..all.len()).collect();
            order.sort_by_key(|row| all.arrival[*row]);
            let again = take(&all, &order.iter().copied()).expect("taken");
            prop_assert_eq!(shown(&again), shown(&table));
        }
    }

    #[test]
    fn a_shard_with_a_time_that_no_import_lets_in_is_damaged() {
        let read = |time| {
            let rows = [(Some("a".into()), "view".into(), time, (None, None, None))];
            let bytes = to_parquet(&table(&rows)).expect("written");
            from_parquet("000.parquet", bytes).map(|table| table.time)
        };
        for time in [OLDEST_US, 0, NEWEST_US] {
            assert_eq!(read(time).expect("read"), [time]);
        }
        for time in [i64::MIN, OLDEST_US - 1, NEWEST_US + 1, i64::MAX] {
            let error = read(time).expect_err("refused").to_string();
            assert!(error.contains("000.parquet: a time is missing, or lies outside"), "{error}");
        }
        // A time or number that is missing.
        let kind = DataType::Timestamp(TimeUnit::Microsecond, Some(Arc::from("UTC")));
        let times = |times: [Option<i64>; 2]| -> ArrayRef {
            Arc::new(TimestampMicrosecondArray::from(times.to_vec()).with_timezone("UTC"))
        };
        let numbers = |numbers: [Option<u64>; 2]| -> ArrayRef {
            Arc::new(UInt64Array::from(numbers.to_vec()))
        };
        for (time, arrival, why) in [
            (times([Some(0), None]), numbers([Some(0), Some(1)]), "a time is missing"),
            (times([Some(0); 2]), numbers([None, Some(1)]), "a number of arrival is missing"),
        ] {
            let fields = vec![
                Field::new("time", kind.clone(), true),
                Field::new("arrival", DataType::UInt64, true),
            ];
            let bytes = write(Arc::new(Schema::new(fields)), vec![time, arrival]).expect("written");
            let error = from_parquet("000.parquet", bytes).expect_err("refused").to_string();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn the_place_of_a_customer_never_changes() {
        assert_eq!(["a", "b", "c", "клиент"].map(|id| place(id, 16)), [7, 0, 10, 3]);
    }
}
