//! A shard: some customers' events in one Parquet file that any tool can read.
//!
//! Columns: `customer`, `case`, `account`, `session`, `activity` (text), `time` (microseconds UTC), `arrival`
//! (order of arrival over the whole dataset), then the attributes as text, numbers or flags. An attribute with
//! one of those names, or one that begins with `attribute:`, is stored as `attribute:NAME`.
//! Rows are sorted by (owner, time, arrival), where the owner is the customer, else the case, account or session.

pub(crate) mod append;
pub(crate) mod arrival;
pub(crate) mod places;
mod read;
pub(crate) mod sorting;
mod write;

pub(crate) use read::{from_parquet, rows_from_parquet};
pub(crate) use sorting::sorted;
pub(crate) use write::to_parquet;

use crate::error::Error;
use crate::manifest::{FileEntry, Placing};
use crate::table::{Codes, EventTable, NONE};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::Schema;
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

/// The place of a unit's id among the ids.
pub(crate) fn place_of(unit: Unit) -> usize {
    match unit {
        Unit::Customer => 0,
        Unit::Case => 1,
        Unit::Account => 2,
        Unit::Session => 3,
    }
}

/// Who owns a row: the dataset's unit first, then whichever id there is.
pub(crate) fn owner(table: &EventTable, unit: Unit, row: usize) -> (u8, u32) {
    let columns: [(u8, &Codes); 4] =
        [(0, &table.customer), (1, &table.case), (2, &table.account), (3, &table.session)];
    std::iter::once(columns[place_of(unit)])
        .chain(columns)
        .find(|(_, codes)| codes.rows[row] != NONE)
        .map_or((0, NONE), |(kind, codes)| (kind, codes.rows[row]))
}

/// Which of `count` shards an owner's events lie in. Stable over versions and machines.
pub(crate) fn place(placing: Placing, id: &str, count: usize) -> usize {
    let hash = match placing {
        Placing::Blake3 => {
            let hash = blake3::hash(id.as_bytes());
            let first: [u8; 8] = hash.as_bytes()[..8].try_into().expect("a hash has 32 bytes");
            u64::from_le_bytes(first)
        }
        Placing::Mixed => mixed(id.as_bytes()),
    };
    usize::try_from(hash % count.max(1) as u64).expect("less than a usize")
}

/// A hash of some bytes: each eight of them, the last padded with zeros, as a little-endian number, are put to
/// the hash by exclusive or, which is then multiplied and folded. It begins with their number. Written down in
/// `docs/formats.md`: it may never change.
pub(crate) fn mixed(bytes: &[u8]) -> u64 {
    let fold = |hash: u64, factor: u64| {
        let hash = hash.wrapping_mul(factor);
        hash ^ hash >> 32
    };
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let rest = (!rest.is_empty()).then_some(&last);
    let hash = eights.iter().chain(rest).fold(bytes.len() as u64, |hash, eight| {
        fold(hash ^ u64::from_le_bytes(*eight), 0x9e37_79b9_7f4a_7c15)
    });
    fold(hash, 0xd6e8_feb8_6659_fd93)
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
    let codes = ids(table)[place_of(unit)];
    let mut seen = vec![false; codes.values.len()];
    for code in codes.rows.iter().filter(|code| **code != NONE) {
        seen[*code as usize] = true;
    }
    seen.iter().filter(|seen| **seen).count() as u64
}

#[cfg(test)]
mod tests {
    use super::{ArrayRef, Placing, Schema, from_parquet, place, to_parquet, write};
    use crate::ingest::time::{NEWEST_US, OLDEST_US};
    use crate::shard::append::take;
    use crate::table::{Codes, Column, EventTable};
    use arrow::array::{TimestampMicrosecondArray, UInt64Array};
    use arrow::datatypes::{DataType, Field, TimeUnit};
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
    fn a_shard_of_layout_1_is_read() {
        use arrow::array::{BooleanArray, Float64Array, StringArray};
        let text = |name: &str| Field::new(name, DataType::Utf8, name != "activity");
        let utc = Some(Arc::from("UTC"));
        let fields = vec![
            text("customer"),
            text("case"),
            text("account"),
            text("session"),
            text("activity"),
            Field::new("time", DataType::Timestamp(TimeUnit::Microsecond, utc), false),
            Field::new("arrival", DataType::UInt64, false),
            text("attribute:customer"),
            Field::new("attribute:attribute:n", DataType::Float64, true),
            Field::new("yes or no", DataType::Boolean, true),
        ];
        let none = || -> ArrayRef { Arc::new(StringArray::from(vec![None::<&str>; 2])) };
        let texts = |texts: [&str; 2]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
        let times = TimestampMicrosecondArray::from(vec![7, 8]).with_timezone("UTC");
        let columns: Vec<ArrayRef> = vec![
            texts(["a", "b"]),
            none(),
            texts(["a", "b"]),
            none(),
            texts(["view", "pay"]),
            Arc::new(times),
            Arc::new(UInt64Array::from(vec![0, 1])),
            texts(["x", "y"]),
            Arc::new(Float64Array::from(vec![Some(0.5), None])),
            Arc::new(BooleanArray::from(vec![None, Some(true)])),
        ];
        let bytes = write(Arc::new(Schema::new(fields)), columns).expect("written");
        let rows = [
            (Some("a".into()), "view".into(), 7, (Some("x".into()), Some(0.5), None)),
            (Some("b".into()), "pay".into(), 8, (Some("y".into()), None, Some(true))),
        ];
        let read = from_parquet("000-000001.parquet", bytes).expect("read");
        assert_eq!(shown(&read), shown(&table(&rows)));
    }

    #[test]
    fn many_rows_of_few_and_of_many_values_are_read_as_they_were_written() {
        let rows: Vec<Row> = (0_i64..300_000)
            .map(|row| {
                // Runs of owners, activities of one byte each, a text that is always new.
                let id = (row % 5 > 0).then(|| format!("customer {}", row / 20));
                let activity = format!("activity {}", row * row % 61);
                let new = (row % 3 > 0).then(|| format!("note {row}"));
                let number = (row % 2 > 0).then_some(row as f64 / 7.0);
                (id, activity, row * 1_000_003, (new, number, Some(row % 11 == 0)))
            })
            .collect();
        let table = table(&rows);
        let read = from_parquet("a", to_parquet(&table).expect("written")).expect("read");
        assert!(shown(&read) == shown(&table));
    }

    #[test]
    fn the_place_of_a_customer_never_changes() {
        let places = |placing| ["a", "b", "c", "клиент"].map(|id| place(placing, id, 16));
        assert_eq!(places(Placing::Blake3), [7, 0, 10, 3]);
        assert_eq!(places(Placing::Mixed), [14, 14, 11, 2]);
    }
}
