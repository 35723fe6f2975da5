//! Parquet: columns of any plain type.
//!
//! Text, dictionaries, whole and broken numbers, decimals, flags, dates and timestamps (with a zone: an
//! instant; without: a local time). Structs are flattened with points. Lists, maps and bytes are left out, and
//! that is said. A file that ends too early is refused: its directory stands at the end.

use super::cell::Cell;
use super::rows::{PIECES, ReadPiece, Rows, Scope, Split, read_pieces};
use super::source::Source;
use super::time::DAY_US;
use super::{Progress, place, user};
use crate::error::Error;
use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray,
    StructArray,
};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, TimeUnit, TimestampMicrosecondType};
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};
use std::borrow::Cow;
use std::io::Read;
use wayline_model::diagnostic::{Diagnostic, Severity};

/// A column in one of the few types that cells have.
enum Typed {
    Text(StringArray),
    Int(Int64Array),
    Number(Float64Array),
    Flag(BooleanArray),
    Time(arrow::array::TimestampMicrosecondArray),
    LocalTime(arrow::array::TimestampMicrosecondArray),
    Date(arrow::array::Date32Array),
    LeftOut,
}

/// Rows of a piece.
const PIECE: usize = 1 << 15;

/// A file whose columns are known.
struct Table<'f> {
    source: &'f Source,
}

/// Some rows of it.
struct Piece {
    batch: RecordBatch,
    /// How many rows come before.
    before: u64,
}

impl Table<'_> {
    fn damaged(&self, why: &str) -> Error {
        let what = format!("{} cannot be read as Parquet: {why}", self.source.name);
        let help = "copy or export the file again; nothing was imported";
        user("parquet-damaged", what, place(&self.source.name, None, None), help)
    }

    fn typed(&self, batch: &RecordBatch) -> Result<Vec<(String, ArrayRef, Typed)>, Error> {
        let mut columns: Vec<(String, ArrayRef)> = Vec::new();
        for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
            flatten(field.name().clone(), array, 0, &mut columns);
        }
        let typed = columns.into_iter().map(|(name, array)| {
            let typed = to_typed(&array)?;
            Some((name, array, typed))
        });
        typed.collect::<Option<_>>().ok_or_else(|| self.damaged("a column cannot be converted"))
    }

    fn read_batch(&self, piece: &Piece, rows: &mut impl Rows) -> Result<(), Error> {
        let typed = self.typed(&piece.batch)?;
        let mut cells: Vec<Cell<'_>> = Vec::with_capacity(typed.len());
        for (number, row) in (piece.before + 1..).zip(0..piece.batch.num_rows()) {
            cells.clear();
            cells.extend(typed.iter().map(|(_, _, column)| cell(column, row)));
            rows.row(number, &cells)?;
        }
        Ok(())
    }
}

impl ReadPiece for Table<'_> {
    type Piece = Piece;
    type Met = ();

    fn read(&self, piece: &Piece, rows: &mut impl Rows) -> Result<Option<()>, Error> {
        self.read_batch(piece, rows).map(Some)
    }

    fn read_in_turn(&mut self, piece: &Piece, rows: &mut impl Rows) -> Result<(), Error> {
        self.read_batch(piece, rows)
    }
}

/// Hands over the rows of a Parquet file.
pub(crate) fn scan<R: Split>(
    source: &Source,
    progress: &dyn Progress,
    rows: &mut R,
) -> Result<(), Error> {
    let mut table = Table { source };
    let damaged = |why: String| Table { source }.damaged(&why);
    let bytes = if source.is_gzipped() {
        let mut bytes = Vec::new();
        source
            .unzipped(progress, &std::cell::Cell::new(0))?
            .read_to_end(&mut bytes)
            .map_err(|e| source.read_failed(e, 0))?;
        Some(crate::shard::parquet_bytes(bytes))
    } else {
        None
    };
    let batches: Box<dyn Iterator<Item = Result<_, _>>> = if let Some(bytes) = bytes {
        let builder =
            ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(|e| damaged(e.to_string()))?;
        Box::new(builder.with_batch_size(PIECE).build().map_err(|e| damaged(e.to_string()))?)
    } else {
        let file = source.raw()?;
        let about = ArrowReaderMetadata::load(
            &file,
            parquet::arrow::arrow_reader::ArrowReaderOptions::default(),
        )
        .map_err(|e| damaged(e.to_string()))?;
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, about);
        Box::new(builder.with_batch_size(PIECE).build().map_err(|e| damaged(e.to_string()))?)
    };
    let mut before = 0;
    let mut first = true;
    let mut pieces = Vec::with_capacity(PIECES);
    for batch in batches {
        let batch = batch.map_err(|e| damaged(format!("after {before} rows: {e}")))?;
        if first {
            first = false;
            for (name, array, typed) in table.typed(&batch)? {
                rows.column(&name, Scope::Event)?;
                if matches!(typed, Typed::LeftOut) {
                    let what = format!(
                        "column `{name}` is left out: its type {} is not one value",
                        array.data_type()
                    );
                    rows.note(
                        Diagnostic::new("parquet-nested", Severity::Warning, what).at(place(
                            &source.name,
                            None,
                            Some(&name),
                        )),
                    );
                }
            }
        }
        let read = batch.num_rows() as u64;
        pieces.push(Piece { batch, before });
        before += read;
        if pieces.len() == PIECES {
            read_pieces(&mut table, std::mem::take(&mut pieces), rows, |()| {})?;
            if rows.has_enough() {
                return Ok(());
            }
        }
        progress.step(source.bytes.min(before), source.bytes * 2);
    }
    read_pieces(&mut table, pieces, rows, |()| {})?;
    Ok(())
}

/// A struct's fields become columns of their own; a missing struct has missing fields.
fn flatten(name: String, array: &ArrayRef, depth: usize, columns: &mut Vec<(String, ArrayRef)>) {
    if let Some(group) = array.as_any().downcast_ref::<StructArray>()
        && depth < 16
    {
        for (field, inner) in group.fields().iter().zip(group.columns()) {
            let inner = match group.nulls() {
                Some(nulls) => {
                    arrow::compute::nullif(inner, &BooleanArray::new(!nulls.inner(), None))
                        .unwrap_or_else(|_| std::sync::Arc::clone(inner))
                }
                None => std::sync::Arc::clone(inner),
            };
            flatten(format!("{name}.{}", field.name()), &inner, depth + 1, columns);
        }
        return;
    }
    columns.push((name, std::sync::Arc::clone(array)));
}

/// `None` when a conversion that should work does not.
fn to_typed(array: &ArrayRef) -> Option<Typed> {
    let to = |kind: &DataType| cast(array, kind).ok();
    Some(match array.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
            Typed::Text(to(&DataType::Utf8)?.as_string().clone())
        }
        DataType::Dictionary(_, value) => return to_typed(&to(value)?),
        DataType::Boolean => Typed::Flag(array.as_boolean().clone()),
        DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32 => Typed::Int(to(&DataType::Int64)?.as_primitive().clone()),
        // May be longer than a signed number: kept as its digits.
        DataType::UInt64 => Typed::Text(to(&DataType::Utf8)?.as_string().clone()),
        DataType::Float16
        | DataType::Float32
        | DataType::Float64
        | DataType::Decimal32(..)
        | DataType::Decimal64(..)
        | DataType::Decimal128(..)
        | DataType::Decimal256(..) => Typed::Number(to(&DataType::Float64)?.as_primitive().clone()),
        DataType::Timestamp(_, zone) => {
            let micros = to(&DataType::Timestamp(TimeUnit::Microsecond, zone.clone()))?;
            let micros = micros.as_primitive::<TimestampMicrosecondType>().clone();
            if zone.is_some() { Typed::Time(micros) } else { Typed::LocalTime(micros) }
        }
        DataType::Date32 | DataType::Date64 => {
            Typed::Date(to(&DataType::Date32)?.as_primitive::<Date32Type>().clone())
        }
        _ => Typed::LeftOut,
    })
}

fn cell(column: &Typed, row: usize) -> Cell<'_> {
    match column {
        Typed::Text(texts) if texts.is_valid(row) => Cell::text(Cow::Borrowed(texts.value(row))),
        Typed::Int(ints) if ints.is_valid(row) => Cell::Int(ints.value(row)),
        Typed::Number(numbers) if numbers.is_valid(row) && numbers.value(row).is_finite() => {
            Cell::Number(numbers.value(row))
        }
        Typed::Flag(flags) if flags.is_valid(row) => Cell::Flag(flags.value(row)),
        Typed::Time(times) if times.is_valid(row) => Cell::Time(times.value(row)),
        Typed::LocalTime(times) if times.is_valid(row) => Cell::LocalTime(times.value(row)),
        Typed::Date(dates) if dates.is_valid(row) => {
            Cell::LocalTime(i64::from(dates.value(row)) * DAY_US)
        }
        _ => Cell::Missing,
    }
}
