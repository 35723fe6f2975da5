//! A shard's bytes from a table. Codes go to the file as they are: no value is looked up again.
//!
//! Texts are written by [`Texts`] page by page, with a dictionary in order of first appearance; a column in which
//! most values are new is written plain. Times are split into streams of bytes (`BYTE_STREAM_SPLIT`), of which
//! the upper ones hardly change from row to row. Numbers, flags and arrivals are left to the library.

mod pack;

use super::{IDS, PREFIX, RESERVED, ids};
use crate::error::Error;
use crate::table::{Codes, Column, EventTable, NONE};
use parquet::basic::{Compression, Encoding, LogicalType, Repetition, TimeUnit, Type, ZstdLevel};
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{BoolType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, KeyValue};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::statistics::Statistics;
use parquet::file::writer::{
    SerializedFileWriter, SerializedPageWriter, SerializedRowGroupWriter, TrackedWrite,
};
use parquet::schema::types::{ColumnDescPtr, ColumnPath, SchemaDescriptor, Type as Field};
use std::ops::Range;
use std::sync::Arc;

/// Rows of a page.
const PAGE: usize = 1 << 17;
/// Rows of a group. A shard that has more is read in pieces by other tools.
const GROUP: usize = 1 << 20;
/// How hard pages are packed.
const LEVEL: i32 = 1;

type Written<T> = Result<T, ParquetError>;

/// The bytes of a shard. Rows are written in the order they have.
pub(crate) fn to_parquet(table: &EventTable) -> Result<Vec<u8>, Error> {
    shard(table).map_err(|error| Error::Io {
        what: "writing a Parquet file".into(),
        source: std::io::Error::other(error.to_string()),
    })
}

fn shard(table: &EventTable) -> Written<Vec<u8>> {
    let schema = Arc::new(schema(table)?);
    let level = ZstdLevel::try_new(LEVEL)?;
    let arrival = ColumnPath::new(vec!["arrival".into()]);
    let (arrivals, coding) = match super::arrival::coded(table) {
        Some((codes, coding)) => (codes, Some(coding)),
        // Parquet has unsigned numbers as signed ones of the same bits.
        None => (table.arrival.iter().map(|arrival| arrival.cast_signed()).collect(), None),
    };
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_data_page_row_count_limit(PAGE)
        // Codes are few; numbers are not.
        .set_column_dictionary_enabled(arrival.clone(), coding.is_some())
        .set_column_encoding(arrival, Encoding::DELTA_BINARY_PACKED)
        .set_created_by("wayline".into())
        .build();
    let properties: WriterPropertiesPtr = Arc::new(properties);
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::clone(&schema), properties)?;
    if let Some(coding) = coding {
        file.append_key_value_metadata(KeyValue::new(super::arrival::KEY.to_owned(), coding));
    }
    let columns = SchemaDescriptor::new(schema);
    let mut packer = Packer::new()?;
    let rows = table.len();
    for start in (0..rows.max(1)).step_by(GROUP) {
        let rows = start..rows.min(start + GROUP);
        let mut group = file.next_row_group()?;
        let mut next = 0;
        let mut column = || {
            next += 1;
            columns.column(next - 1)
        };
        for (place, codes) in ids(table).into_iter().enumerate() {
            let optional = IDS[place] != "activity";
            texts(&mut group, &mut packer, column(), codes, rows.clone(), optional)?;
        }
        times(&mut group, &mut packer, column(), &table.time[rows.clone()])?;
        column();
        let mut writer = group.next_column()?.ok_or_else(missing)?;
        writer.typed::<Int64Type>().write_batch(&arrivals[rows.clone()], None, None)?;
        writer.close()?;
        for (_, attribute) in &table.attributes {
            let described = column();
            match attribute {
                Column::Text(codes) => {
                    texts(&mut group, &mut packer, described, codes, rows.clone(), true)?;
                }
                Column::Number(numbers) => {
                    let numbers = &numbers[rows.clone()];
                    let there: Vec<i16> = numbers.iter().map(|n| i16::from(!n.is_nan())).collect();
                    let numbers: Vec<f64> =
                        numbers.iter().copied().filter(|n| !n.is_nan()).collect();
                    let mut writer = group.next_column()?.ok_or_else(missing)?;
                    writer.typed::<DoubleType>().write_batch(&numbers, Some(&there), None)?;
                    writer.close()?;
                }
                Column::Flag(flags) => {
                    let flags = &flags[rows.clone()];
                    let there: Vec<i16> = flags.iter().map(|f| i16::from(f.is_some())).collect();
                    let flags: Vec<bool> = flags.iter().copied().flatten().collect();
                    let mut writer = group.next_column()?.ok_or_else(missing)?;
                    writer.typed::<BoolType>().write_batch(&flags, Some(&there), None)?;
                    writer.close()?;
                }
            }
        }
        group.close()?;
    }
    file.into_inner()
}

fn missing() -> ParquetError {
    ParquetError::General("there are fewer columns than were described".into())
}

fn schema(table: &EventTable) -> Written<Field> {
    let field = |name: &str, kind: Type, logical: Option<LogicalType>, optional: bool| {
        let repetition = if optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let field = Field::primitive_type_builder(name, kind)
            .with_repetition(repetition)
            .with_logical_type(logical);
        field.build().map(Arc::new)
    };
    let text =
        |name: &str, optional| field(name, Type::BYTE_ARRAY, Some(LogicalType::String), optional);
    let mut fields = Vec::with_capacity(RESERVED.len() + table.attributes.len());
    for name in IDS {
        fields.push(text(name, name != "activity")?);
    }
    let micros = LogicalType::timestamp(true, TimeUnit::MICROS);
    fields.push(field("time", Type::INT64, Some(micros), false)?);
    fields.push(field("arrival", Type::INT64, Some(LogicalType::integer(64, false)), false)?);
    for (name, column) in &table.attributes {
        let clashes = RESERVED.contains(&name.as_str()) || name.starts_with(PREFIX);
        let name = if clashes { format!("{PREFIX}{name}") } else { name.clone() };
        fields.push(match column {
            Column::Text(_) => text(&name, true),
            Column::Number(_) => field(&name, Type::DOUBLE, None, true),
            Column::Flag(_) => field(&name, Type::BOOLEAN, None, true),
        }?);
    }
    Field::group_type_builder("events").with_fields(fields).build()
}

/// A column of texts.
fn texts(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    packer: &mut Packer,
    column: ColumnDescPtr,
    codes: &Codes,
    rows: Range<usize>,
    optional: bool,
) -> Written<()> {
    let codes_of_rows = &codes.rows[rows];
    // New codes in order of first appearance, so that sorted rows have codes that rise.
    let mut new = vec![NONE; codes.values.len()];
    let mut dictionary = Vec::new();
    let mut values = 0_u32;
    let mut indexes = Vec::with_capacity(codes_of_rows.len());
    for code in codes_of_rows {
        let Some(index) = new.get_mut(*code as usize) else { continue };
        if *index == NONE {
            *index = values;
            values += 1;
            put(&mut dictionary, &codes.values[*code as usize])?;
        }
        indexes.push(*index);
    }
    let plain = values > 1_024 && values as usize * 2 > indexes.len();
    let mut chunk = Chunk::new(packer, column);
    // Zstandard sees nothing in numbers of five to seven bits; a byte each takes less.
    let width = match pack::width(values.saturating_sub(1)) {
        5..8 => 8,
        width => width,
    };
    if !plain && values > 0 {
        chunk.dictionary(&dictionary, values)?;
    }
    let (mut first, mut index) = (0, 0);
    while first < codes_of_rows.len() || (first == 0 && codes_of_rows.is_empty()) {
        let page = &codes_of_rows[first..codes_of_rows.len().min(first + PAGE)];
        let there: Vec<u32> = page.iter().map(|code| u32::from(*code != NONE)).collect();
        let mut body = Vec::with_capacity(page.len());
        if optional {
            body.extend_from_slice(&[0; 4]);
            pack::runs(&mut body, &there, 1);
            let levels = u32::try_from(body.len() - 4).unwrap_or(u32::MAX);
            body[..4].copy_from_slice(&levels.to_le_bytes());
        }
        let present = there.iter().sum::<u32>() as usize;
        if plain {
            let present = page.iter().filter_map(|code| codes.values.get(*code as usize));
            present.into_iter().try_for_each(|value| put(&mut body, value))?;
        } else if values > 0 {
            // Not before the indexes: a width takes one byte.
            body.push(width);
            pack::runs(&mut body, &indexes[index..index + present], width);
        }
        index += present;
        let encoding =
            if plain || values == 0 { Encoding::PLAIN } else { Encoding::RLE_DICTIONARY };
        chunk.page(&body, page.len(), encoding)?;
        first += PAGE;
        if codes_of_rows.is_empty() {
            break;
        }
    }
    chunk.close(group, codes_of_rows.len(), None)
}

/// A value as plain pages and dictionaries have it.
fn put(out: &mut Vec<u8>, value: &str) -> Written<()> {
    let length = u32::try_from(value.len());
    let length = length.map_err(|_| ParquetError::General("a text is too long".into()))?;
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(value.as_bytes());
    Ok(())
}

/// The column of times.
fn times(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    packer: &mut Packer,
    column: ColumnDescPtr,
    times: &[i64],
) -> Written<()> {
    let mut chunk = Chunk::new(packer, column);
    let mut body = Vec::new();
    for page in times.chunks(PAGE) {
        body.clear();
        for byte in 0..8 {
            #[expect(
                clippy::cast_sign_loss,
                clippy::cast_possible_truncation,
                reason = "one byte"
            )]
            body.extend(page.iter().map(|time| (*time >> (8 * byte)) as u8));
        }
        chunk.page(&body, page.len(), Encoding::BYTE_STREAM_SPLIT)?;
    }
    if times.is_empty() {
        chunk.page(&[], 0, Encoding::PLAIN)?;
    }
    let range = times.iter().min().zip(times.iter().max());
    let statistics =
        range.map(|(min, max)| Statistics::int64(Some(*min), Some(*max), None, Some(0), false));
    chunk.close(group, times.len(), statistics)
}

/// Packs pages.
struct Packer {
    zstd: zstd::bulk::Compressor<'static>,
}

impl Packer {
    fn new() -> Written<Self> {
        let zstd = zstd::bulk::Compressor::new(LEVEL).map_err(ParquetError::from)?;
        Ok(Self { zstd })
    }

    fn pack(&mut self, page: &[u8]) -> Written<bytes::Bytes> {
        Ok(self.zstd.compress(page).map_err(ParquetError::from)?.into())
    }
}

/// A column of a group, page by page.
struct Chunk<'p> {
    packer: &'p mut Packer,
    column: ColumnDescPtr,
    out: TrackedWrite<Vec<u8>>,
    /// Bytes before packing.
    plain: usize,
    dictionary_at: Option<i64>,
    first_page_at: Option<i64>,
    encodings: Vec<Encoding>,
}

impl<'p> Chunk<'p> {
    fn new(packer: &'p mut Packer, column: ColumnDescPtr) -> Self {
        Self {
            packer,
            column,
            out: TrackedWrite::new(Vec::new()),
            plain: 0,
            dictionary_at: None,
            first_page_at: None,
            encodings: vec![Encoding::RLE],
        }
    }

    fn dictionary(&mut self, values: &[u8], count: u32) -> Written<()> {
        let buf = self.packer.pack(values)?;
        let page = Page::DictionaryPage {
            buf,
            num_values: count,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        };
        self.encodings.push(Encoding::PLAIN);
        self.dictionary_at = Some(self.write(page, values.len())?);
        Ok(())
    }

    fn page(&mut self, body: &[u8], rows: usize, encoding: Encoding) -> Written<()> {
        let buf = self.packer.pack(body)?;
        let num_values = u32::try_from(rows).unwrap_or(u32::MAX);
        let page = Page::DataPage {
            buf,
            num_values,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        if !self.encodings.contains(&encoding) {
            self.encodings.push(encoding);
        }
        let at = self.write(page, body.len())?;
        self.first_page_at.get_or_insert(at);
        Ok(())
    }

    fn write(&mut self, page: Page, plain: usize) -> Written<i64> {
        let mut pages = SerializedPageWriter::new(&mut self.out);
        let written = pages.write_page(CompressedPage::new(page, plain))?;
        self.plain += written.uncompressed_size;
        i64::try_from(written.offset).map_err(|error| ParquetError::General(error.to_string()))
    }

    fn close(
        self,
        group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
        rows: usize,
        statistics: Option<Statistics>,
    ) -> Written<()> {
        let signed = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let bytes: bytes::Bytes = self.out.into_inner()?.into();
        let mut metadata = ColumnChunkMetaData::builder(self.column)
            .set_encodings(self.encodings)
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
            .set_total_compressed_size(signed(bytes.len()))
            .set_total_uncompressed_size(signed(self.plain))
            .set_num_values(signed(rows))
            .set_data_page_offset(self.first_page_at.unwrap_or_default())
            .set_dictionary_page_offset(self.dictionary_at);
        if let Some(statistics) = statistics {
            metadata = metadata.set_statistics(statistics);
        }
        let close = ColumnCloseResult {
            bytes_written: bytes.len() as u64,
            rows_written: rows as u64,
            metadata: metadata.build()?,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        group.append_column(&bytes, close)
    }
}
