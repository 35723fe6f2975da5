//! Events of a source on their way into the store: few are held in memory, many are spilled to disk by shard.
//!
//! Rows come in order of arrival and are numbered from 0. When more than [`Room::rows`] are held, they are
//! written to a file in [`PARTITIONS`] pieces by the hash of their owner and forgotten, so that an import of
//! any length needs the memory of one buffer and of the shards that are being made; rows that are set aside are
//! held besides, however many. The files are gone when
//! the import ends; what a killed one leaves is swept by the next.

mod raw;

use crate::disk::Disk;
use crate::error::Error;
use crate::ingest::PreviewRow;
use crate::shard::append::{append, take};
use crate::shard::places::{Places, partition};
use crate::table::EventTable;
use rayon::prelude::*;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use wayline_model::question::Unit;

/// Pieces of a spilled file. A power of two, as the number of shards is.
const PARTITIONS: usize = 64;
/// Pieces that are made at a time.
const AT_A_TIME: usize = 8;
/// Rows that a report shows.
const PREVIEW: usize = 5;

/// Where many events find room.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    /// What writes.
    pub(crate) disk: Disk,
    /// Where files are put; nothing is written if absent, and everything is held.
    pub(crate) folder: Option<PathBuf>,
    /// The dataset's unit, if it has one already.
    pub(crate) unit: Option<Unit>,
    /// More rows than this are not held.
    pub(crate) rows: usize,
}

/// The events of a source.
#[derive(Debug)]
pub(crate) struct Parts {
    room: Room,
    unit: Unit,
    rows: u64,
    newest: Option<i64>,
    preview: Vec<PreviewRow>,
    spilled: Vec<Spilled>,
    held: EventTable,
    /// Rows of `held` for each shard, once their number is known.
    by_shard: Vec<Vec<u32>>,
}

/// A file with the rows of one buffer.
#[derive(Debug)]
struct Spilled {
    path: PathBuf,
    /// Where each piece begins, and where the last ends.
    offsets: Vec<u64>,
}

impl Parts {
    /// No events yet. `unit` is what one journey is unless the dataset has a unit already.
    pub(crate) fn new(room: &Room, unit: Unit) -> Self {
        Self {
            unit: room.unit.unwrap_or(unit),
            room: room.clone(),
            rows: 0,
            newest: None,
            preview: Vec::new(),
            spilled: Vec::new(),
            held: EventTable::default(),
            by_shard: Vec::new(),
        }
    }

    /// How many events.
    pub(crate) fn len(&self) -> u64 {
        self.rows
    }

    /// Whether there is no event.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The newest time, microseconds since 1970 UTC.
    pub(crate) fn newest(&self) -> Option<i64> {
        self.newest
    }

    /// The first events, as a person reads them.
    pub(crate) fn preview(&self) -> &[PreviewRow] {
        &self.preview
    }

    /// Takes the next events, which get the next numbers of arrival.
    ///
    /// # Errors
    /// When the disk refuses, or a column has too many distinct values.
    pub(crate) fn push(&mut self, mut table: EventTable) -> Result<(), Error> {
        for (arrival, number) in table.arrival.iter_mut().zip(self.rows..) {
            *arrival = number;
        }
        self.rows += table.len() as u64;
        self.newest = self.newest.max(table.time.iter().copied().max());
        let shown = PREVIEW - self.preview.len();
        self.preview.extend((0..table.len().min(shown)).map(|row| preview(&table, row)));
        if self.held.is_empty() {
            self.held = table;
        } else {
            append(&mut self.held, &table, &(0..table.len()))?;
        }
        if self.held.len() > self.room.rows
            && let Some(folder) = self.room.folder.clone()
        {
            self.spill(&folder)?;
        }
        Ok(())
    }

    fn spill(&mut self, folder: &Path) -> Result<(), Error> {
        self.room.disk.make_folder(folder)?;
        let path = free_name(folder);
        let mut offsets = vec![0];
        let rows = partition(&self.held, self.unit, PARTITIONS);
        // Named before it is written, so that it is removed even if it cannot be.
        self.spilled.push(Spilled { path: path.clone(), offsets: Vec::new() });
        let mut file = self.room.disk.create(&path)?;
        let mut end = 0;
        for rows in rows.chunks(AT_A_TIME) {
            let pieces: Vec<Vec<u8>> = rows
                .par_iter()
                .map(|rows| match rows[..] {
                    [] => Ok(Vec::new()),
                    _ => Ok(raw::encode(&take(&self.held, &indexes(rows))?)),
                })
                .collect::<Result<_, Error>>()?;
            for piece in &pieces {
                file.write(piece)?;
                end += piece.len() as u64;
                offsets.push(end);
            }
        }
        if let Some(last) = self.spilled.last_mut() {
            last.offsets = offsets;
        }
        self.held = EventTable::default();
        Ok(())
    }

    /// Says how many shards there will be; to be called before [`Parts::shard`].
    pub(crate) fn seal(&mut self, shards: usize) {
        self.by_shard = partition(&self.held, self.unit, shards);
    }

    /// The events of a shard in order of arrival.
    ///
    /// # Errors
    /// When a spilled file cannot be read, or a column has too many distinct values.
    pub(crate) fn shard(&self, shard: usize) -> Result<EventTable, Error> {
        let shards = self.by_shard.len();
        let mut all = EventTable::default();
        for spilled in &self.spilled {
            for piece in (shard % PARTITIONS..PARTITIONS).step_by(shards.min(PARTITIONS)) {
                let table = spilled.read(piece)?;
                if shards <= PARTITIONS {
                    append(&mut all, &table, &(0..table.len()))?;
                } else {
                    let mut places = Places::new(shards);
                    let mine: Vec<u32> = (0_u32..)
                        .take(table.len())
                        .filter(|row| places.of(&table, self.unit, *row as usize) == shard)
                        .collect();
                    append(&mut all, &table, &indexes(&mine))?;
                }
            }
        }
        if let Some(rows) = self.by_shard.get(shard) {
            append(&mut all, &self.held, &indexes(rows))?;
        }
        if all.arrival.is_sorted() {
            return Ok(all);
        }
        let mut rows: Vec<usize> = (0..all.len()).collect();
        rows.sort_unstable_by_key(|row| all.arrival[*row]);
        take(&all, &rows.iter().copied())
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        for spilled in &self.spilled {
            // What cannot be removed is swept by the next import.
            let _ = std::fs::remove_file(&spilled.path);
        }
    }
}

impl Spilled {
    fn read(&self, piece: usize) -> Result<EventTable, Error> {
        let io = |source| Error::Io { what: format!("reading {}", self.path.display()), source };
        let (from, to) = (self.offsets[piece], self.offsets[piece + 1]);
        if from == to {
            return Ok(EventTable::default());
        }
        let mut bytes = Vec::new();
        let mut file = File::open(&self.path).map_err(io)?;
        file.seek(SeekFrom::Start(from)).map_err(io)?;
        file.take(to - from).read_to_end(&mut bytes).map_err(io)?;
        raw::decode(&bytes).ok_or_else(|| io(std::io::ErrorKind::InvalidData.into()))
    }
}

/// Rows as places in columns.
pub(crate) fn indexes(rows: &[u32]) -> impl Iterator<Item = usize> + Clone {
    rows.iter().map(|row| *row as usize)
}

/// A name that no file has. Only one import writes at a time.
fn free_name(folder: &Path) -> PathBuf {
    let name = |number: u32| folder.join(format!("{number:06}.part"));
    let free = (0..u32::MAX).map(name).find(|path| !path.exists());
    free.unwrap_or_else(|| name(u32::MAX))
}

fn preview(events: &EventTable, row: usize) -> PreviewRow {
    PreviewRow {
        customer: events.customer.get(row).map(str::to_owned),
        case: events.case.get(row).map(str::to_owned),
        activity: events.activity.get(row).unwrap_or_default().to_owned(),
        time: crate::ingest::time::rfc3339(events.time[row]),
    }
}
