//! The file of a hot form: what of it was read, and what is kept of that in memory.

use super::build::{id_at, split_ids};
use super::index::{self, Spot};
use super::layout::{
    ACTIVITIES, COARSE, COLUMNS, Entry, FINE, IDS, JOURNEYS, Kept, KeptColumn, Meta, OFFSETS,
    Place, read_section, read_tail,
};
use super::packed::{Numbers, Packed, PackedTimes, Section};
use crate::block::{Activities, Block, Facts, JourneyNumbers, Needs, Room, Times};
use crate::catalog::ID_NAMES;
use crate::cells::{Cells, Gathered};
use crate::error::Error;
use crate::journeys::{ColumnIx, JourneyIx};
use crate::run::Shelf;
use rustc_hash::FxHashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The file.
#[derive(Debug)]
pub(super) struct Base {
    path: PathBuf,
    file: File,
    pub(super) meta: Meta,
    pub(super) entries: Vec<Entry>,
    /// One a section of a block.
    kept: Vec<OnceLock<Section>>,
    /// The first journey of each block that was found to be whole: what is read again has the same checksum.
    firsts: Vec<OnceLock<JourneyIx>>,
    used: AtomicUsize,
    /// Bytes of sections that are kept in memory.
    limit: usize,
    /// The values of the columns of text, once they were asked for.
    values: Vec<OnceLock<Vec<String>>>,
    /// The journeys' ids in the order of their numbers, once they were asked for.
    ids: OnceLock<(Vec<u64>, Vec<String>)>,
    pub(super) broken: OnceLock<Error>,
    /// Where the pages of ids end, once they were asked for.
    pages: OnceLock<Section>,
    /// Where journeys are that were looked for: an append is looked through again with the next one.
    spots: Mutex<FxHashMap<String, Option<Spot>>>,
    pub(super) shelf: Shelf,
}

/// So many journeys that were looked for are remembered.
const SPOTS: usize = 1 << 20;

/// Gives the unit's own id at every event: of a column, the offsets and the numbers of a block's journeys.
pub(super) type OwnIds<'o> = dyn Fn(ColumnIx, &[u32], JourneyNumbers<'_>) -> Gathered + 'o;

impl Base {
    /// Opens a file; `None` where there is none that can be used.
    pub(super) fn open(path: &Path, limit: usize) -> Option<Self> {
        let file = File::open(path).ok()?;
        let (meta, entries) = read_tail(&file)?;
        let columns = meta.attributes.len() + meta.ids.len();
        Some(Self {
            path: path.to_owned(),
            file,
            kept: (0..entries.len() * (COLUMNS + columns)).map(|_| OnceLock::new()).collect(),
            firsts: (0..entries.len()).map(|_| OnceLock::new()).collect(),
            used: AtomicUsize::new(0),
            limit,
            values: (0..columns).map(|_| OnceLock::new()).collect(),
            ids: OnceLock::new(),
            broken: OnceLock::new(),
            pages: OnceLock::new(),
            spots: Mutex::default(),
            shelf: Shelf::default(),
            meta,
            entries,
        })
    }

    /// The journey with an id, if the file has it.
    pub(super) fn find(&self, id: &str) -> Result<Option<Spot>, Error> {
        let spots = || self.spots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = spots().get(id) {
            return Ok(*known);
        }
        let found = self.look_for(id)?;
        let mut spots = spots();
        if spots.len() < SPOTS {
            spots.insert(id.to_owned(), found);
        }
        Ok(found)
    }

    fn look_for(&self, id: &str) -> Result<Option<Spot>, Error> {
        let pages = if let Some(pages) = self.pages.get() {
            pages
        } else {
            let read = read_section(&self.file, &self.path, &self.meta.index.pages)?;
            self.pages.get_or_init(|| read)
        };
        let Section::U64(pages) = pages else { return Err(self.damaged("is not a hot form")) };
        let found = index::find(&self.file, &self.meta.index, pages, index::hash(id.as_bytes()));
        let found = found.ok_or_else(|| self.damaged("is not a hot form"))?;
        for spot in found {
            let entry = self.entries.get(spot.block as usize);
            let entry = entry.ok_or_else(|| self.damaged("is not a hot form"))?;
            let ids = read_section(&self.file, &self.path, &entry.sections[IDS])?;
            if id_at(ids.bytes(), spot.journey as usize) == Some(id.as_bytes()) {
                return Ok(Some(spot));
            }
        }
        Ok(None)
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &KeptColumn> {
        self.meta.attributes.iter().chain(&self.meta.ids)
    }

    /// Where a column's values are kept; the unit's own id is not a column.
    pub(super) fn kept_column(&self, column: ColumnIx) -> Option<usize> {
        let attributes = self.meta.attributes.len();
        if column.0 < attributes {
            return Some(column.0);
        }
        let name = ID_NAMES.get(column.0 - attributes)?;
        let place = self.meta.ids.iter().position(|kept| kept.name == *name)?;
        Some(attributes + place)
    }

    fn section<'r>(&'r self, at: usize, section: usize, read: &'r Packed) -> Option<&'r Section> {
        let sections = self.entries[at].sections.len();
        let read = || read.0.iter().find(|(known, _)| *known == section).map(|(_, found)| found);
        self.kept[at * sections + section].get().or_else(read)
    }

    /// Reads the sections that are not in memory: into it while there is room, else for this block only.
    fn load(
        &self,
        at: usize,
        wanted: impl Iterator<Item = usize>,
        read: &mut Packed,
    ) -> Result<(), Error> {
        read.0.clear();
        let entry = &self.entries[at];
        for section in wanted {
            let kept = &self.kept[at * entry.sections.len() + section];
            if kept.get().is_some() {
                continue;
            }
            let place = &entry.sections[section];
            let found = read_section(&self.file, &self.path, place)?;
            let bytes = found.bytes().len();
            let used = self.used.fetch_add(bytes, Ordering::Relaxed);
            if used + bytes <= self.limit {
                // Another thread may have been first; both read the same.
                let _ = kept.set(found);
            } else {
                self.used.fetch_sub(bytes, Ordering::Relaxed);
                read.0.push((section, found));
            }
        }
        Ok(())
    }

    pub(super) fn damaged(&self, why: &str) -> Error {
        Error::Damaged { path: self.path.display().to_string(), why: why.into() }
    }

    /// The values of a dictionary.
    fn read_values(&self, place: &Place) -> Result<Vec<String>, Error> {
        let section = read_section(&self.file, &self.path, place)?;
        serde_json::from_slice(section.bytes()).map_err(|e| self.damaged(&e.to_string()))
    }

    /// The values of a column of text.
    pub(super) fn values(&self, at: usize) -> &[String] {
        let Some(KeptColumn { values: Some(place), .. }) = self.columns().nth(at) else {
            return &[];
        };
        self.values[at].get_or_init(|| {
            self.read_values(place).unwrap_or_else(|error| {
                let _ = self.broken.set(error);
                Vec::new()
            })
        })
    }

    /// The numbers of all journeys in order, with their ids.
    pub(super) fn all_ids(&self) -> &(Vec<u64>, Vec<String>) {
        self.ids.get_or_init(|| {
            let mut all = Vec::new();
            for entry in &self.entries {
                match self.ids_of(entry) {
                    Ok(ids) => all.extend(ids),
                    Err(error) => {
                        let _ = self.broken.set(error);
                    }
                }
            }
            all.sort_unstable();
            all.into_iter().unzip()
        })
    }

    fn ids_of(&self, entry: &Entry) -> Result<Vec<(u64, String)>, Error> {
        let numbers = read_section(&self.file, &self.path, &entry.sections[JOURNEYS])?;
        let ids = read_section(&self.file, &self.path, &entry.sections[IDS])?;
        let mut room = Vec::new();
        number_journeys(&numbers, &mut room);
        let ids = split_ids(ids.bytes()).filter(|ids| ids.len() == room.len());
        let ids = ids.ok_or_else(|| self.damaged("is not a hot form"))?;
        Ok(room.iter().map(|number| number.0 as u64).zip(ids).collect())
    }

    /// What is known of a block.
    pub(super) fn facts(&self, at: usize) -> Facts {
        let Some(entry) = self.entries.get(at) else { return Facts::default() };
        let first = self.firsts[at].get().copied();
        Facts { ties: Some(entry.ties), newest: Some(entry.newest), first }
    }

    /// A block. `own` gives the values of a column that is not kept: the unit's own id.
    pub(super) fn block<'r>(
        &'r self,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
        own: &OwnIds<'_>,
    ) -> Result<Block<'r>, Error> {
        let entry = &self.entries[at];
        let columns: Vec<Option<usize>> =
            needs.columns.iter().map(|column| self.kept_column(*column)).collect();
        let wanted = [OFFSETS, JOURNEYS, ACTIVITIES, COARSE, FINE].into_iter();
        let wanted = wanted.chain(columns.iter().flatten().map(|column| COLUMNS + column));
        self.load(at, wanted, &mut room.packed)?;
        let Room { numbers, times, columns: gathered, packed, .. } = room;
        let packed: &'r Packed = packed;
        let section = |section| {
            self.section(at, section, packed).ok_or_else(|| self.damaged("is not a hot form"))
        };
        let wrong = || self.damaged("is not a hot form");
        let Section::U32(offsets) = section(OFFSETS)? else { return Err(wrong()) };
        let numbers = match section(JOURNEYS)? {
            Section::U32(list) => JourneyNumbers::Narrow(list),
            other => {
                number_journeys(other, numbers);
                JourneyNumbers::Wide(numbers)
            }
        };
        let activities = match section(ACTIVITIES)? {
            Section::U8(codes) => Activities::U8(codes),
            Section::U16(codes) => Activities::U16(codes),
            Section::U32(codes) => Activities::U32(codes),
            Section::U64(_) => return Err(wrong()),
        };
        let coarse = section(COARSE)?;
        let packed_times = PackedTimes {
            scale: entry.scale,
            numbers: match (coarse, section(FINE)?) {
                (Section::U64(all), _) => Numbers::Eight(all),
                (Section::U32(all), Section::U16(fine)) if fine.is_empty() => Numbers::Four(all),
                (Section::U32(coarse), Section::U16(fine)) if fine.len() == coarse.len() => {
                    Numbers::Six(coarse, fine)
                }
                _ => return Err(wrong()),
            },
        };
        if self.firsts[at].get().is_none() {
            let whole = offsets.len() == numbers.len() + 1
                && offsets.last().is_some_and(|end| u64::from(*end) == entry.events)
                && offsets.is_sorted_by(|start, end| start < end)
                && coarse.len() as u64 == entry.events
                && activities.len() == coarse.len();
            let first = numbers.least().filter(|_| whole).ok_or_else(wrong)?;
            // Another thread may have been first; both find the same.
            let _ = self.firsts[at].set(first);
        }
        gathered.resize_with(columns.len(), || Gathered::Text(Vec::new()));
        // Of each kept column the section, and what its values are.
        let written = |kept: &Option<usize>| -> Result<_, Error> {
            let Some(kept) = kept else { return Ok(None) };
            let kind = self.columns().nth(*kept).map(|column| column.kind);
            Ok(Some((section(COLUMNS + kept)?, kind)))
        };
        let written: Vec<Option<(&Section, Option<Kept>)>> =
            columns.iter().map(written).collect::<Result<_, Error>>()?;
        for ((of, written), room) in needs.columns.iter().zip(&written).zip(gathered.iter_mut()) {
            match written {
                Some((section, kind)) if as_written(section, *kind).is_none() => {
                    unpack(section, *kind, room);
                }
                Some(_) => {}
                None => *room = own(*of, offsets, numbers),
            }
        }
        if needs.times {
            packed_times.unpack(times);
        }
        let (times, gathered): (&'r [i64], &'r [Gathered]) = (times, gathered);
        let cells = needs.columns.iter().zip(written).zip(gathered).map(|((of, written), room)| {
            let as_written = written.and_then(|(section, kind)| as_written(section, kind));
            (*of, as_written.unwrap_or_else(|| room.cells()))
        });
        Ok(Block {
            offsets,
            journeys: numbers,
            activities,
            times: if needs.times { Times::Plain(times) } else { Times::Packed(packed_times) },
            columns: cells.collect(),
            facts: self.facts(at),
        })
    }
}

fn number_journeys(section: &Section, room: &mut Vec<JourneyIx>) {
    room.clear();
    match section {
        Section::U8(list) => room.extend(list.iter().map(|n| JourneyIx(usize::from(*n)))),
        Section::U16(list) => room.extend(list.iter().map(|n| JourneyIx(usize::from(*n)))),
        Section::U32(list) => room.extend(list.iter().map(|n| JourneyIx(*n as usize))),
        // The machine that wrote them had usizes of the same width or narrower numbers.
        Section::U64(list) => {
            room.extend(list.iter().map(|n| JourneyIx(usize::try_from(*n).unwrap_or(usize::MAX))));
        }
    }
}

/// The values of a column that is kept in the form in which it is read.
fn as_written(section: &Section, kind: Option<Kept>) -> Option<Cells<'_>> {
    match (kind, section) {
        (Some(Kept::Number), Section::U64(bits)) => Some(Cells::Number(bytemuck::cast_slice(bits))),
        (Some(Kept::Text), Section::U8(codes)) if !codes.is_empty() => Some(Cells::Narrow(codes)),
        _ => None,
    }
}

fn unpack(section: &Section, kind: Option<Kept>, room: &mut Gathered) {
    match (kind, section) {
        (Some(Kept::Flag), Section::U8(bytes)) => {
            let flag = |byte: &u8| (*byte < 2).then_some(*byte == 1);
            *room = Gathered::Flag(bytes.iter().map(flag).collect());
        }
        // Nobody in the block has one.
        (Some(Kept::Number), _) => *room = Gathered::Number(Vec::new()),
        (Some(Kept::Flag), _) => *room = Gathered::Flag(Vec::new()),
        _ => {
            let mut codes = match std::mem::replace(room, Gathered::Text(Vec::new())) {
                Gathered::Text(codes) => codes,
                _ => Vec::new(),
            };
            section.codes(&mut codes);
            *room = Gathered::Text(codes);
        }
    }
}
