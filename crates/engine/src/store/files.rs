//! Files of events: which of a run's may hold what, and how one is written and read.
//!
//! A run has a power of two of files, and an owner's events lie in the file that the hash of its id gives.
//! So a file of one run belongs to one file, or to some whole files, of any other.

use super::{Store, opinions};
use crate::error::Error;
use crate::manifest::{FileEntry, Manifest, Run};
use crate::shard::append::conform;
use crate::shard::{journeys, parquet_bytes, read_checked, rows_from_parquet, sorted, to_parquet};
use crate::table::EventTable;
use arrow::array::TimestampMicrosecondArray;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection, RowSelector};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Events a file should hold before a run has more of them.
pub(super) const FILE_ROWS: u64 = 250_000;
/// A run of more files than this is never made.
const MOST_FILES: usize = 256;

/// How many files a run of so many events has.
pub(super) fn file_count(rows: u64, file_rows: u64) -> usize {
    let wanted = usize::try_from(rows.div_ceil(file_rows.max(1))).unwrap_or(MOST_FILES);
    wanted.clamp(1, MOST_FILES).next_power_of_two()
}

/// The files of a run that may hold owners of piece `piece` of `count`.
pub(super) fn pieces(run: &Run, piece: usize, count: usize) -> Vec<usize> {
    let files = run.files.len();
    match files {
        0 => Vec::new(),
        _ if count.is_multiple_of(files) => vec![piece % files],
        _ if files.is_multiple_of(count) => (piece..files).step_by(count).collect(),
        _ => (0..files).collect(),
    }
}

/// The name of a file of events: the `number`th of a version.
pub(super) fn event_path(number: usize, version: u64) -> String {
    format!("events/{number:03}-{version:06}.parquet")
}

impl FileEntry {
    /// Whether a row of that time may be in it.
    pub(super) fn may_hold(&self, time: i64) -> bool {
        match (self.oldest, self.newest) {
            (Some(oldest), Some(newest)) => (oldest..=newest).contains(&time),
            _ => self.rows > 0,
        }
    }

    /// Whether a row before a time is in it.
    pub(super) fn holds_before(&self, time: i64) -> bool {
        self.oldest.is_some_and(|oldest| oldest < time)
    }

    /// Whether a row of a time between two may be in it.
    pub(super) fn may_hold_between(&self, (from, to): (i64, i64)) -> bool {
        match (self.oldest, self.newest) {
            (Some(oldest), Some(newest)) => oldest <= to && from <= newest,
            _ => self.rows > 0,
        }
    }
}

impl Store {
    /// Writes events as a file, sorted and with the attributes of the dataset.
    pub(super) fn write_events(
        &self,
        path: String,
        mut table: EventTable,
        next: &Manifest,
    ) -> Result<FileEntry, Error> {
        conform_to(&mut table, next)?;
        let table = sorted(table, next.unit)?;
        let bytes = to_parquet(&table)?;
        self.disk.write(&self.folder.join(&path), &bytes)?;
        let span = table.span();
        Ok(FileEntry {
            path,
            rows: table.len() as u64,
            journeys: Some(journeys(&table, next.unit)),
            oldest: span.map(|(oldest, _)| oldest),
            newest: span.map(|(_, newest)| newest),
            blake3: blake3::hash(&bytes).to_hex().to_string(),
        })
    }

    /// The events of a file with the attributes of the dataset.
    ///
    /// # Errors
    /// When the file is damaged: what is to be changed is then refused.
    pub(super) fn read_events(
        &self,
        entry: &FileEntry,
        next: &Manifest,
    ) -> Result<EventTable, Error> {
        let mut table = self.shard(entry).map_err(super::read::refused)?;
        conform_to(&mut table, next)?;
        Ok(table)
    }

    /// The same for the events of some times only. Other columns are read only where a time is among them.
    ///
    /// # Errors
    /// As [`Store::read_events`].
    pub(super) fn read_events_at(
        &self,
        entry: &FileEntry,
        next: &Manifest,
        times: &FxHashSet<i64>,
    ) -> Result<EventTable, Error> {
        let bytes = read_checked(&self.folder, entry).map_err(super::read::refused)?;
        let bytes = parquet_bytes(bytes);
        let path = self.folder.join(&entry.path).display().to_string();
        let found = rows_at(&path, bytes.clone(), times).map_err(super::read::refused)?;
        if !found.selects_any() {
            return Ok(EventTable::default());
        }
        // Many short jumps cost more than reading all.
        let few = u64::try_from(found.row_count()).is_ok_and(|rows| rows < entry.rows / 4);
        let table = rows_from_parquet(&path, bytes, few.then_some(found));
        let mut table = table.map_err(super::read::refused)?;
        conform_to(&mut table, next)?;
        Ok(table)
    }

    /// The runs with the times of their files. Those of older versions are read for it, once.
    pub(super) fn timed_runs(&self) -> Result<Vec<Run>, Error> {
        let timed = |file: &FileEntry| -> Result<FileEntry, Error> {
            if file.rows == 0 || file.oldest.is_some() {
                return Ok(file.clone());
            }
            let span = self.shard(file).map_err(super::read::refused)?.span();
            let (oldest, newest) = (span.map(|span| span.0), span.map(|span| span.1));
            Ok(FileEntry { oldest, newest, ..file.clone() })
        };
        let run = |run: &Run| -> Result<Run, Error> {
            Ok(Run { files: run.files.par_iter().map(timed).collect::<Result<_, _>>()? })
        };
        self.manifest.runs.iter().map(run).collect()
    }

    /// The files of feedback with their times.
    pub(super) fn timed_feedback(&self) -> Result<Vec<FileEntry>, Error> {
        let timed = |file: &FileEntry| -> Result<FileEntry, Error> {
            let pieces = self.pieces(file).map_err(super::read::refused)?;
            let times = pieces.iter().filter_map(opinions::time);
            Ok(FileEntry { oldest: times.clone().min(), newest: times.max(), ..file.clone() })
        };
        self.manifest.feedback.iter().map(timed).collect()
    }
}

/// The rows of a file whose time is among some. Only that column is read.
fn rows_at(path: &str, bytes: bytes::Bytes, times: &FxHashSet<i64>) -> Result<RowSelection, Error> {
    let damaged = |why: String| Error::Damaged { path: path.into(), why };
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes)
        .map_err(|error| damaged(error.to_string()))?;
    let time = ProjectionMask::columns(builder.parquet_schema(), ["time"]);
    let batches = builder.with_projection(time).with_batch_size(1 << 16).build();
    let mut found: Vec<RowSelector> = Vec::new();
    for batch in batches.map_err(|error| damaged(error.to_string()))? {
        let batch = batch.map_err(|error| damaged(error.to_string()))?;
        let column = batch.columns().first();
        let column = column.and_then(|c| c.as_any().downcast_ref::<TimestampMicrosecondArray>());
        let column = column.ok_or_else(|| damaged("column `time` is missing".into()))?;
        for time in column.values() {
            let skip = !times.contains(time);
            match found.last_mut().filter(|last| last.skip == skip) {
                Some(last) => last.row_count += 1,
                None => found.push(RowSelector { row_count: 1, skip }),
            }
        }
    }
    Ok(found.into())
}

/// Gives a table the attributes of a dataset.
pub(super) fn conform_to(table: &mut EventTable, manifest: &Manifest) -> Result<(), Error> {
    conform(table, manifest.attributes.iter().map(|entry| (entry.name.as_str(), entry.kind)))
}

#[cfg(test)]
mod tests {
    use super::{file_count, pieces};
    use crate::manifest::{FileEntry, Placing, Run};
    use crate::shard::place;

    #[test]
    fn an_owner_lies_in_a_piece_whatever_the_number_of_files() {
        for placing in [Placing::Blake3, Placing::Mixed] {
            let place = |id, count| place(placing, id, count);
            for files in [1, 2, 8, 64] {
                let run = Run { files: vec![FileEntry::default(); files] };
                for count in [1, 4, 8, 32] {
                    for id in ["a", "b", "c", "клиент", "42"] {
                        let found = pieces(&run, place(id, count), count);
                        assert!(found.contains(&place(id, files)), "{id}: {files} files, {count}");
                        assert!(found.len() <= files.div_ceil(count));
                    }
                }
            }
        }
        assert_eq!(pieces(&Run::default(), 0, 1), [0_usize; 0]);
    }

    #[test]
    fn the_number_of_files_is_a_power_of_two() {
        let counts = [0, 1, 10, 11, 21, 41, u64::MAX].map(|rows| file_count(rows, 10));
        assert_eq!(counts, [1, 1, 1, 2, 4, 8, 256]);
    }
}
