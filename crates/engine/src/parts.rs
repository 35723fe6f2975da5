//! Events of a source on their way into the store: some are held in memory, many are spilled to disk by shard.
//!
//! Rows come in blocks, in order of arrival, and are numbered from 0. They are not put together before it is
//! known which shard they go to: then each shard looks up its own values only. When more than [`Room::rows`]
//! are held, or too much text, they are written to a file in [`PARTITIONS`] pieces by the hash of their owner
//! and forgotten, so that an import of any length needs the memory of one buffer and of the shards that are
//! being made. Rows that are set aside go the same way. The files are gone when the import ends; what
//! a killed one leaves is swept by the next.

pub(crate) mod block;
mod raw;

use crate::disk::Disk;
use crate::error::Error;
use crate::ingest::PreviewRow;
use crate::ingest::rejected::Rejected;
use crate::manifest::Placing;
use crate::shard::append::take;
use crate::shard::arrival::TimeOrder;
use crate::shard::sorting::by_arrival;
use crate::table::{Codes, Column, EventTable, NONE};
use block::{Block, Cells, Words};
use rayon::prelude::*;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use wayline_model::question::Unit;

/// Pieces of a spilled file. A power of two, as the number of shards is.
const PARTITIONS: usize = 64;
/// Pieces that are made at a time.
const AT_A_TIME: usize = 8;
/// Rows that a report shows.
const PREVIEW: usize = 5;
/// More rows that are set aside are not held.
const MOST_ASIDE: usize = 1 << 14;
/// More memory than this is not held, give or take a block.
const HELD_BYTES: usize = 1_536 << 20;

/// Where many events find room.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    /// What writes.
    pub(crate) disk: Disk,
    /// Where files are put; nothing is written if absent, and everything is held.
    pub(crate) folder: Option<PathBuf>,
    /// The dataset's unit, if it has one already.
    pub(crate) unit: Option<Unit>,
    /// How the dataset chooses the shard of an owner.
    pub(crate) placing: Placing,
    /// More rows than this are not held.
    pub(crate) rows: usize,
    /// Nothing is written, and no row is compared with another: they are counted only.
    pub(crate) counts: bool,
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
    aside: Aside,
    held: Vec<Held>,
    held_rows: usize,
    held_bytes: usize,
    /// Whether times tell the order of arrival.
    times: TimeOrder,
    /// Among how many shards the rows are to be parted, once that is known.
    shards: usize,
}

/// A block in memory.
#[derive(Debug)]
struct Held {
    block: Block,
    /// The number of its first row.
    first: u64,
    /// Where its rows stood before it was parted; empty where they stand as they arrived.
    order: Vec<u32>,
    /// Where each part begins, once it is parted, and where the last ends. The rows of a part are in order of arrival.
    starts: Vec<u32>,
}

/// Rows set aside that are not held any more.
#[derive(Debug, Default)]
pub(crate) struct Aside {
    /// How many.
    pub(crate) rows: u64,
    /// The first.
    pub(crate) first: Vec<Rejected>,
    /// Files with them as lines of CSV, in order.
    pub(crate) files: Vec<PathBuf>,
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
            aside: Aside::default(),
            held: Vec::new(),
            held_rows: 0,
            held_bytes: 0,
            times: TimeOrder::default(),
            shards: 0,
        }
    }

    /// How many events.
    pub(crate) fn len(&self) -> u64 {
        self.rows
    }

    /// How many events were counted and not kept.
    pub(crate) fn counted(&self) -> u64 {
        if self.room.counts { self.rows } else { 0 }
    }

    /// How many numbers of arrival the events take.
    pub(crate) fn numbers(&self) -> u64 {
        self.times.length(self.rows)
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
    pub(crate) fn push(&mut self, block: Block) -> Result<(), Error> {
        self.newest = self.newest.max(block.time.iter().copied().max());
        let shown = PREVIEW - self.preview.len();
        self.preview.extend((0..block.len().min(shown)).map(|row| preview(&block, row)));
        if self.room.counts {
            self.rows += block.len() as u64;
            return Ok(());
        }
        self.times.see(&block.time);
        self.held_rows += block.len();
        self.held_bytes += block.bytes();
        let first = self.rows;
        self.rows += block.len() as u64;
        self.held.push(Held { block, first, order: Vec::new(), starts: Vec::new() });
        if (self.held_rows > self.room.rows || self.held_bytes > HELD_BYTES)
            && let Some(folder) = self.room.folder.clone()
        {
            self.spill(&folder)?;
        }
        Ok(())
    }

    /// Takes rows that were set aside where they are many, so that they need not be held.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn set_aside(&mut self, rows: &mut Vec<Rejected>) -> Result<(), Error> {
        if rows.len() <= self.room.rows.min(MOST_ASIDE) {
            return Ok(());
        }
        let missing = PREVIEW - self.aside.first.len();
        self.aside.first.extend(rows.iter().take(missing).cloned());
        self.aside.rows += rows.len() as u64;
        if let Some(folder) = &self.room.folder {
            self.room.disk.make_folder(folder)?;
            let path = free_name(folder);
            self.aside.files.push(path.clone());
            self.room.disk.create(&path)?.write(&crate::ingest::rejected::to_csv(rows))?;
        }
        rows.clear();
        Ok(())
    }

    /// What was set aside and is not held.
    pub(crate) fn aside(&self) -> &Aside {
        &self.aside
    }

    fn spill(&mut self, folder: &Path) -> Result<(), Error> {
        self.room.disk.make_folder(folder)?;
        let path = free_name(folder);
        let mut offsets = vec![0];
        self.part(PARTITIONS)?;
        // Named before it is written, so that it is removed even if it cannot be.
        self.spilled.push(Spilled { path: path.clone(), offsets: Vec::new() });
        let mut file = self.room.disk.create(&path)?;
        let mut end = 0;
        let parts: Vec<usize> = (0..PARTITIONS).collect();
        for parts in parts.chunks(AT_A_TIME) {
            let pieces: Vec<Vec<u8>> = parts
                .par_iter()
                .map(|part| {
                    Ok(self.together(*part)?.map_or_else(Vec::new, |held| raw::encode(&held)))
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
        self.held = Vec::new();
        (self.held_rows, self.held_bytes) = (0, 0);
        Ok(())
    }

    /// Says how many shards there will be; to be called before [`Parts::shard`].
    ///
    /// # Errors
    /// When a column holds too much text.
    pub(crate) fn seal(&mut self, shards: usize) -> Result<(), Error> {
        self.shards = shards;
        self.part(shards)
    }

    /// Parts the rows that are held.
    fn part(&mut self, parts: usize) -> Result<(), Error> {
        let (unit, placing) = (self.unit, self.room.placing);
        self.held.par_iter_mut().try_for_each(|held| held.part(unit, placing, parts))
    }

    /// The rows of a part that are held, as one block.
    fn together(&self, part: usize) -> Result<Option<Held>, Error> {
        let Some(first) = self.held.first() else { return Ok(None) };
        let (mut block, mut order) = (first.block.alike(), Vec::new());
        for held in &self.held {
            let rows = held.rows(part);
            let before = held.first - first.first;
            for row in rows.clone() {
                let since = u32::try_from(before + held.place(row));
                order.push(since.map_err(|_| Error::TooManyValues)?);
            }
            block.extend(&held.block, rows)?;
        }
        let starts = vec![0, u32::try_from(block.len()).map_err(|_| Error::TooManyValues)?];
        let held = Held { block, first: first.first, order, starts };
        Ok(Some(held).filter(|held| !held.block.is_empty()))
    }

    /// The rows of a part of each block, one after the other.
    fn gather(held: &[(&Held, usize)]) -> Result<EventTable, Error> {
        let held: Vec<(&Held, Range<usize>)> = held
            .iter()
            .map(|(held, part)| (*held, held.rows(*part)))
            .filter(|(_, rows)| !rows.is_empty())
            .collect();
        let rows = held.iter().map(|(_, rows)| rows.len()).sum();
        let mut table = EventTable::default();
        let words = |of: &dyn Fn(&Block) -> Option<&Words>| -> Result<Codes, Error> {
            let mut codes = Codes::default();
            codes.rows.reserve(rows);
            for (held, rows) in &held {
                match of(&held.block) {
                    Some(words) => words.copy_to(&mut codes, rows.clone())?,
                    None => codes.rows.resize(codes.rows.len() + rows.len(), NONE),
                }
            }
            Ok(codes)
        };
        table.customer = words(&|block| block.ids.first())?;
        table.case = words(&|block| block.ids.get(1))?;
        table.account = words(&|block| block.ids.get(2))?;
        table.session = words(&|block| block.ids.get(3))?;
        table.activity = words(&|block| Some(&block.activity))?;
        table.time.reserve(rows);
        table.arrival.reserve(rows);
        for (held, rows) in &held {
            table.time.extend_from_slice(&held.block.time[rows.clone()]);
            table.arrival.extend(rows.clone().map(|row| held.first + held.place(row)));
        }
        // All blocks of a source have the same columns.
        let columns = held.first().map_or(&[][..], |(held, _)| &held.block.attributes[..]);
        for (at, (name, cells)) in columns.iter().enumerate() {
            let column = match cells {
                Cells::Text(_) => Column::Text(words(&|block| match block.attributes.get(at) {
                    Some((_, Cells::Text(words))) => Some(words),
                    _ => None,
                })?),
                Cells::Number(_) => {
                    let mut all = Vec::with_capacity(rows);
                    for (held, rows) in &held {
                        if let Some((_, Cells::Number(more))) = held.block.attributes.get(at) {
                            all.extend_from_slice(&more[rows.clone()]);
                        }
                    }
                    Column::Number(all)
                }
                Cells::Flag(_) => {
                    let mut all = Vec::with_capacity(rows);
                    for (held, rows) in &held {
                        if let Some((_, Cells::Flag(more))) = held.block.attributes.get(at) {
                            all.extend_from_slice(&more[rows.clone()]);
                        }
                    }
                    Column::Flag(all)
                }
            };
            table.attributes.push((name.clone(), column));
        }
        Ok(table)
    }

    /// The events of a shard in order of arrival.
    ///
    /// # Errors
    /// When a spilled file cannot be read, or a column has too many distinct values.
    pub(crate) fn shard(&self, shard: usize) -> Result<EventTable, Error> {
        let mut read = Vec::new();
        for spilled in &self.spilled {
            for piece in (shard % PARTITIONS..PARTITIONS).step_by(self.shards.min(PARTITIONS)) {
                let Some(mut held) = spilled.read(piece)? else { continue };
                if self.shards > PARTITIONS {
                    held.part(self.unit, self.room.placing, self.shards)?;
                    read.push((held, shard));
                } else {
                    read.push((held, 0));
                }
            }
        }
        let read = read.iter().map(|(held, part)| (held, *part));
        let held = self.held.iter().map(|held| (held, shard));
        let mut table = Self::gather(&read.chain(held).collect::<Vec<_>>())?;
        if !table.arrival.is_sorted() {
            let order = by_arrival(&table.arrival);
            table = take(&table, &order.iter().map(|row| *row as usize))?;
        }
        self.times.number(&mut table)?;
        Ok(table)
    }
}

impl Held {
    /// Parts the rows by the place of their owner among `parts`.
    fn part(&mut self, unit: Unit, placing: Placing, parts: usize) -> Result<(), Error> {
        let rows = u32::try_from(self.block.len()).map_err(|_| Error::TooManyValues)?;
        if parts == 1 {
            self.starts = vec![0, rows];
            return Ok(());
        }
        let places = self.places(unit, placing, parts);
        let mut starts = vec![0_u32; parts + 1];
        for place in &places {
            starts[usize::from(*place) + 1] += 1;
        }
        for part in 0..parts {
            starts[part + 1] += starts[part];
        }
        let mut next = starts.clone();
        let mut order = vec![0; self.block.len()];
        for (row, place) in (0..rows).zip(&places) {
            let next = &mut next[usize::from(*place)];
            order[*next as usize] = row;
            *next += 1;
        }
        self.block.reorder(&order)?;
        self.starts = starts;
        self.order = match &self.order[..] {
            [] => order,
            before => order.iter().map(|row| before[*row as usize]).collect(),
        };
        Ok(())
    }

    /// How many rows arrived before a row, since the first of the block.
    fn place(&self, row: usize) -> u64 {
        self.order.get(row).map_or(row as u64, |place| u64::from(*place))
    }

    /// The place of each row's owner.
    fn places(&self, unit: Unit, placing: Placing, parts: usize) -> Vec<u16> {
        let of =
            |id: &str| u16::try_from(crate::shard::place(placing, id, parts)).expect("few shards");
        let first = &self.block.ids[crate::shard::place_of(unit)];
        let ids: Vec<&Words> = std::iter::once(first)
            .chain(&self.block.ids)
            .filter(|words| !words.is_blank())
            .collect();
        // Where ids are codes, each is placed once.
        let known: Vec<Vec<u16>> = ids
            .iter()
            .map(|words| match words {
                Words::Coded(codes) => codes.values.iter().map(|value| of(value)).collect(),
                Words::Plain(_) => Vec::new(),
            })
            .collect();
        let place = |row: usize| {
            ids.iter().zip(&known).find_map(|(words, known)| match words {
                Words::Coded(codes) => known.get(*codes.rows.get(row)? as usize).copied(),
                Words::Plain(_) => words.get(row).map(of),
            })
        };
        (0..self.block.len()).map(|row| place(row).unwrap_or(0)).collect()
    }

    /// The rows of a part.
    fn rows(&self, part: usize) -> Range<usize> {
        match self.starts.get(part..=part + 1) {
            Some([from, to]) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        let spilled = self.spilled.iter().map(|spilled| &spilled.path);
        for path in spilled.chain(&self.aside.files) {
            // What cannot be removed is swept by the next import.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Spilled {
    fn read(&self, piece: usize) -> Result<Option<Held>, Error> {
        let io = |source| Error::Io { what: format!("reading {}", self.path.display()), source };
        let (from, to) = (self.offsets[piece], self.offsets[piece + 1]);
        if from == to {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut file = File::open(&self.path).map_err(io)?;
        file.seek(SeekFrom::Start(from)).map_err(io)?;
        file.take(to - from).read_to_end(&mut bytes).map_err(io)?;
        raw::decode(&bytes).map(Some).ok_or_else(|| io(std::io::ErrorKind::InvalidData.into()))
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

fn preview(block: &Block, row: usize) -> PreviewRow {
    let text = |words: &Words| words.get(row).map(str::to_owned);
    PreviewRow {
        customer: text(&block.ids[0]),
        case: text(&block.ids[1]),
        activity: text(&block.activity).unwrap_or_default(),
        time: crate::ingest::time::rfc3339(block.time[row]),
    }
}
