//! The hot form: all events of one unit's journeys in a file made for scanning, block by block.
//!
//! It is made from the shards and holds nothing that they do not: a file that is missing, damaged or of older
//! data is made anew. A block holds about [`EVENTS`] events of whole journeys, each column as narrow as the
//! values of the block allow (`layout.rs`, `packed.rs`). Opening it reads the directory only. What a question
//! touches is read when it is first asked for, and stays in memory up to [`Hot::with_limit`].

mod build;
mod index;
mod later;
mod layout;
mod overlay;
mod packed;
#[cfg(test)]
mod tests;

pub(crate) use build::{Plan, build};
pub(crate) use layout::Stamp;
pub(crate) use overlay::stretches;
pub(crate) use packed::{Packed, PackedTimes, Section};

use crate::ask::{Settings, ask_of};
use crate::block::{Activities, Block, Facts, Needs, Room, Source, Times};
use crate::catalog::{Catalog, ID_NAMES, Kind};
use crate::cells::Gathered;
use crate::error::Error;
use crate::idle::learned;
use crate::journeys::{ColumnIx, JourneyIx, unit_name};
use crate::manifest::{AttributeEntry, AttributeType};
use crate::run::{Later, Shelf};
use crate::scope::Bound;
use crate::table::EventTable;
use index::Spot;
use layout::{
    ACTIVITIES, COLUMNS, Entry, HIGH, IDS, JOURNEYS, Kept, KeptColumn, LOW, Meta, OFFSETS, Place,
    read_section, read_tail,
};
use overlay::Overlay;
use packed::Numbers;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use wayline_model::answer::Answer;
use wayline_model::question::{Question, Scope, Unit};

/// Events that a block holds, unless a single journey has more.
const EVENTS: usize = 16_384;
/// Bytes of sections that are kept in memory unless another limit is set.
const LIMIT: usize = 6 << 30;

/// Journeys in a file made for scanning, and what came later.
#[derive(Clone, Debug)]
pub struct Hot {
    base: Arc<Base>,
    overlay: Option<Arc<Overlay>>,
    /// Whether partials are kept for the time after the next events.
    keeps: bool,
}

/// The file.
#[derive(Debug)]
struct Base {
    path: PathBuf,
    file: File,
    meta: Meta,
    entries: Vec<Entry>,
    /// One a section of a block.
    kept: Vec<OnceLock<Section>>,
    used: AtomicUsize,
    limit: AtomicUsize,
    /// The values of the columns of text, once they were asked for.
    values: Vec<OnceLock<Vec<String>>>,
    /// The journeys' ids in the order of their numbers, once they were asked for.
    ids: OnceLock<(Vec<u64>, Vec<String>)>,
    broken: OnceLock<Error>,
    /// Where the pages of ids end, once they were asked for.
    pages: OnceLock<Section>,
    shelf: Shelf,
}

impl Hot {
    /// Opens a hot file; `None` where there is none that can be used: it is then to be made.
    pub(crate) fn open(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        let (meta, entries) = read_tail(&file)?;
        let columns = meta.attributes.len() + meta.ids.len();
        let base = Base {
            path: path.to_owned(),
            file,
            kept: (0..entries.len() * (COLUMNS + columns)).map(|_| OnceLock::new()).collect(),
            used: AtomicUsize::new(0),
            limit: AtomicUsize::new(LIMIT),
            values: (0..columns).map(|_| OnceLock::new()).collect(),
            ids: OnceLock::new(),
            broken: OnceLock::new(),
            pages: OnceLock::new(),
            shelf: Shelf::default(),
            meta,
            entries,
        };
        Some(Self { base: Arc::new(base), overlay: None, keeps: false })
    }

    /// How long journeys may be idle, for the file to keep.
    fn learned(&self) -> Result<Meta, Error> {
        let bound = Bound::new(self, &Scope::default(), &Settings::default())?;
        Ok(Meta { limits_us: learned(&bound)?, ..self.base.meta.clone() })
    }

    /// The same with another limit of bytes that are kept in memory.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        self.base.limit.store(limit, Ordering::Relaxed);
        self
    }

    /// The same, keeping what it folds for some questions, so that they are answered at once after few new events.
    #[must_use]
    pub fn keeping(self) -> Self {
        Self { keeps: true, ..self }
    }

    /// The file without what came later.
    pub(crate) fn without_later(&self) -> Self {
        Self { overlay: None, ..self.clone() }
    }

    /// Checksums of the files it was made of, in their order.
    pub(crate) fn covers(&self) -> &[String] {
        &self.base.meta.covers
    }

    /// What counts as one journey.
    pub fn of_unit(&self) -> Unit {
        self.base.meta.unit
    }

    /// Sizes and times of change of those files when it was made.
    pub(crate) fn stamps(&self) -> &[Stamp] {
        &self.base.meta.stamps
    }

    /// How many events.
    pub fn event_count(&self) -> u64 {
        self.base.meta.events + self.overlay.as_deref().map_or(0, |overlay| overlay.events)
    }

    /// How many journeys.
    pub fn journeys(&self) -> u64 {
        self.base.meta.journeys + self.overlay.as_deref().map_or(0, Overlay::added)
    }

    /// The same with events that came later than all of the file, with the same attributes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn extended(mut self, new: &EventTable) -> Result<Self, Error> {
        self.overlay = Some(Arc::new(Overlay::of(&self, new)?));
        Ok(self)
    }

    /// Whether the file has all columns of these events.
    pub(crate) fn has_columns_of(&self, new: &EventTable, attributes: &[AttributeEntry]) -> bool {
        let same = |(kept, entry): (&KeptColumn, &AttributeEntry)| {
            let kind = match entry.kind {
                AttributeType::Text => Kept::Text,
                AttributeType::Number => Kept::Number,
                AttributeType::Flag => Kept::Flag,
            };
            kept.name == entry.name && kept.kind == kind
        };
        let own = unit_name(self.base.meta.unit);
        let ids = [&new.customer, &new.case, &new.account, &new.session];
        attributes.len() == self.base.meta.attributes.len()
            && self.base.meta.attributes.iter().zip(attributes).all(same)
            && ID_NAMES.iter().zip(ids).all(|(name, codes)| {
                let kept = || self.base.meta.ids.iter().any(|kept| kept.name == *name);
                *name == own || codes.values.is_empty() || kept()
            })
    }

    /// The journey with an id, if the file has it.
    fn find(&self, id: &str) -> Result<Option<Spot>, Error> {
        let pages = if let Some(pages) = self.base.pages.get() {
            pages
        } else {
            let read = read_section(&self.base.file, &self.base.path, &self.base.meta.index.pages)?;
            self.base.pages.get_or_init(|| read)
        };
        let Section::U64(pages) = pages else { return Err(self.damaged("is not a hot form")) };
        let found = index::find(&self.base.file, &self.base.meta.index, pages, index::hash(id));
        let found = found.ok_or_else(|| self.damaged("is not a hot form"))?;
        for spot in found {
            let entry = self.base.entries.get(spot.block as usize);
            let entry = entry.ok_or_else(|| self.damaged("is not a hot form"))?;
            let ids = read_section(&self.base.file, &self.base.path, &entry.sections[IDS])?;
            if build::id_at(ids.bytes(), spot.journey as usize) == Some(id.as_bytes()) {
                return Ok(Some(spot));
            }
        }
        Ok(None)
    }

    /// The values of a column of text, those of the overlay included.
    fn text_values(&self, at: usize) -> &[String] {
        let Some(KeptColumn { name, values: Some(place), .. }) = self.columns().nth(at) else {
            return &[];
        };
        let old = self.base.values[at].get_or_init(|| {
            self.read_values(place).unwrap_or_else(|error| {
                let _ = self.base.broken.set(error);
                Vec::new()
            })
        });
        self.overlay.as_deref().map_or(old, |overlay| overlay.values(at, name, old))
    }

    /// What could not be read of the names while a question was understood.
    pub(crate) fn broken(&self) -> Option<&Error> {
        self.base.broken.get()
    }

    fn columns(&self) -> impl Iterator<Item = &KeptColumn> {
        self.base.meta.attributes.iter().chain(&self.base.meta.ids)
    }

    /// Where a column's values are kept; the unit's own id is not a column.
    fn kept_column(&self, column: ColumnIx) -> Option<usize> {
        let attributes = self.base.meta.attributes.len();
        if column.0 < attributes {
            return Some(column.0);
        }
        let name = ID_NAMES.get(column.0 - attributes)?;
        let place = self.base.meta.ids.iter().position(|kept| kept.name == *name)?;
        Some(attributes + place)
    }

    fn section<'r>(&'r self, at: usize, section: usize, read: &'r Packed) -> Option<&'r Section> {
        let sections = self.base.entries[at].sections.len();
        let read = || read.0.iter().find(|(known, _)| *known == section).map(|(_, found)| found);
        self.base.kept[at * sections + section].get().or_else(read)
    }

    /// Reads the sections that are not in memory: into it while there is room, else for this block only.
    fn load(&self, at: usize, wanted: &[usize], read: &mut Packed) -> Result<(), Error> {
        read.0.clear();
        let entry = &self.base.entries[at];
        for section in wanted {
            let kept = &self.base.kept[at * entry.sections.len() + section];
            if kept.get().is_some() {
                continue;
            }
            let place = &entry.sections[*section];
            let found = read_section(&self.base.file, &self.base.path, place)?;
            let bytes = found.bytes().len();
            let used = self.base.used.fetch_add(bytes, Ordering::Relaxed);
            if used + bytes <= self.base.limit.load(Ordering::Relaxed) {
                // Another thread may have been first; both read the same.
                let _ = kept.set(found);
            } else {
                self.base.used.fetch_sub(bytes, Ordering::Relaxed);
                read.0.push((*section, found));
            }
        }
        Ok(())
    }

    fn damaged(&self, why: &str) -> Error {
        Error::Damaged { path: self.base.path.display().to_string(), why: why.into() }
    }

    /// The values of a dictionary.
    fn read_values(&self, place: &Place) -> Result<Vec<String>, Error> {
        let section = read_section(&self.base.file, &self.base.path, place)?;
        serde_json::from_slice(section.bytes()).map_err(|e| self.damaged(&e.to_string()))
    }

    /// The numbers of all journeys in order, with their ids.
    fn all_ids(&self) -> &(Vec<u64>, Vec<String>) {
        let Some(overlay) = &self.overlay else { return self.file_ids() };
        overlay.all_ids.get_or_init(|| {
            let (numbers, ids) = self.file_ids();
            let mut all: Vec<(u64, String)> =
                numbers.iter().copied().zip(ids.iter().cloned()).collect();
            all.extend(overlay.new_ids());
            all.sort_unstable();
            all.into_iter().unzip()
        })
    }

    fn file_ids(&self) -> &(Vec<u64>, Vec<String>) {
        self.base.ids.get_or_init(|| {
            let mut all = Vec::new();
            for entry in &self.base.entries {
                match self.ids_of(entry) {
                    Ok(ids) => all.extend(ids),
                    Err(error) => {
                        let _ = self.base.broken.set(error);
                    }
                }
            }
            all.sort_unstable();
            all.into_iter().unzip()
        })
    }

    fn ids_of(&self, entry: &Entry) -> Result<Vec<(u64, String)>, Error> {
        let numbers = read_section(&self.base.file, &self.base.path, &entry.sections[JOURNEYS])?;
        let ids = read_section(&self.base.file, &self.base.path, &entry.sections[IDS])?;
        let mut room = Vec::new();
        number_journeys(&numbers, &mut room);
        let ids = build::split_ids(ids.bytes()).filter(|ids| ids.len() == room.len());
        let ids = ids.ok_or_else(|| self.damaged("is not a hot form"))?;
        Ok(room.iter().map(|number| number.0 as u64).zip(ids).collect())
    }

    /// Answers a question, as [`crate::ask::ask`] does.
    ///
    /// # Errors
    /// As [`crate::ask::ask`], and when the file cannot be read or is damaged: it is then to be made anew.
    pub fn ask(&self, question: &Question, settings: &Settings) -> Result<Answer, Error> {
        let answer = ask_of(self, question, settings);
        match self.broken() {
            None => answer,
            Some(error) => Err(self.damaged(&error.to_string())),
        }
    }
}

impl Catalog for Hot {
    fn unit(&self) -> Unit {
        self.base.meta.unit
    }

    fn activities(&self) -> &[String] {
        self.overlay.as_deref().map_or(&self.base.meta.activities, |overlay| &overlay.activities)
    }

    fn attribute_names(&self) -> Vec<&str> {
        self.base.meta.attributes.iter().map(|column| column.name.as_str()).collect()
    }

    fn kind(&self, column: ColumnIx) -> Kind<'_> {
        let Some(at) = self.kept_column(column) else {
            return Kind::Text(
                match ID_NAMES.get(column.0.wrapping_sub(self.base.meta.attributes.len())) {
                    Some(name) if *name == unit_name(self.base.meta.unit) => &self.all_ids().1,
                    _ => &[],
                },
            );
        };
        match self.columns().nth(at) {
            Some(KeptColumn { kind: Kept::Text, .. }) => Kind::Text(self.text_values(at)),
            Some(KeptColumn { kind: Kept::Number, .. }) => Kind::Number,
            Some(KeptColumn { kind: Kept::Flag, .. }) => Kind::Flag,
            _ => Kind::Text(&[]),
        }
    }

    fn newest(&self) -> Option<i64> {
        self.base.meta.newest.max(self.overlay.as_deref().and_then(|overlay| overlay.newest))
    }

    fn oldest(&self) -> Option<i64> {
        let file = self.base.entries.iter().map(|entry| entry.scale.base).min();
        let later = self.overlay.as_deref().and_then(Overlay::oldest);
        file.into_iter().chain(later).min()
    }

    fn limits_us(&self) -> Option<&[i64]> {
        // What is kept of them is to be folded too.
        if self.keeps && self.overlay.is_none() {
            return None;
        }
        let limits = match &self.overlay {
            None => &self.base.meta.limits_us,
            Some(overlay) => overlay.limits_us.get()?,
        };
        (limits.len() == Catalog::activities(self).len()).then_some(limits)
    }

    fn keep_limits_us(&self, limits_us: &[i64]) {
        if let Some(overlay) = &self.overlay {
            let _ = overlay.limits_us.set(limits_us.to_vec());
        }
    }

    fn events(&self) -> u64 {
        self.event_count()
    }

    fn without_id(&self) -> u64 {
        self.base.meta.without_id + self.overlay.as_deref().map_or(0, |overlay| overlay.without_id)
    }
}

impl Source for Hot {
    fn blocks(&self) -> usize {
        self.base.entries.len() + self.overlay.as_deref().map_or(0, Overlay::blocks)
    }

    fn shelf(&self) -> Option<&Shelf> {
        // A name that the file does not know has no place in what was kept.
        let names = |overlay: &Overlay| overlay.activities.len() == self.base.meta.activities.len();
        let same = self.overlay.as_deref().is_none_or(names);
        (self.keeps && same).then_some(&self.base.shelf)
    }

    fn later(&self) -> Option<Later<'_>> {
        let overlay = self.overlay.as_deref()?;
        self.keeps.then(|| later::parts(self, overlay))
    }

    fn skipped(&self, at: usize) -> &[u32] {
        self.overlay.as_deref().map_or(&[], |overlay| overlay.skipped(at))
    }

    fn id_of(&self, journey: JourneyIx) -> Option<&str> {
        if let Some(id) = self.overlay.as_deref().and_then(|overlay| overlay.id_of(journey)) {
            return Some(id);
        }
        let (numbers, ids) = self.all_ids();
        numbers.binary_search(&(journey.0 as u64)).ok().map(|at| ids[at].as_str())
    }

    fn facts(&self, at: usize) -> Facts {
        let Some(entry) = self.base.entries.get(at) else { return Facts::default() };
        Facts { ties: Some(entry.ties), newest: Some(entry.newest) }
    }

    fn block<'r>(
        &'r self,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
    ) -> Result<Block<'r>, Error> {
        match (&self.overlay, at.checked_sub(self.base.entries.len())) {
            (Some(overlay), Some(at)) => overlay.block(self, at, needs, room),
            _ => self.base_block(at, needs, room),
        }
    }
}

impl Hot {
    /// A block of the file.
    fn base_block<'r>(
        &'r self,
        at: usize,
        needs: &Needs,
        room: &'r mut Room,
    ) -> Result<Block<'r>, Error> {
        let entry = &self.base.entries[at];
        let mut wanted = vec![OFFSETS, JOURNEYS, ACTIVITIES, LOW, HIGH];
        let columns: Vec<Option<usize>> =
            needs.columns.iter().map(|column| self.kept_column(*column)).collect();
        wanted.extend(columns.iter().flatten().map(|column| COLUMNS + column));
        self.load(at, &wanted, &mut room.packed)?;
        let Room { numbers, times, columns: gathered, packed, .. } = room;
        let packed: &'r Packed = packed;
        let section = |section| {
            self.section(at, section, packed).ok_or_else(|| self.damaged("is not a hot form"))
        };
        let wrong = || self.damaged("is not a hot form");
        let Section::U32(offsets) = section(OFFSETS)? else { return Err(wrong()) };
        number_journeys(section(JOURNEYS)?, numbers);
        let activities = match section(ACTIVITIES)? {
            Section::U8(codes) => Activities::U8(codes),
            Section::U16(codes) => Activities::U16(codes),
            Section::U32(codes) => Activities::U32(codes),
            Section::U64(_) => return Err(wrong()),
        };
        let low = section(LOW)?;
        let packed_times = PackedTimes {
            scale: entry.scale,
            numbers: match (low, section(HIGH)?) {
                (Section::U64(all), _) => Numbers::Eight(all),
                (Section::U32(low), Section::U16(high)) if high.is_empty() => Numbers::Four(low),
                (Section::U32(low), Section::U16(high)) if high.len() == low.len() => {
                    Numbers::Six(low, high)
                }
                _ => return Err(wrong()),
            },
        };
        gathered.resize_with(columns.len(), || Gathered::Text(Vec::new()));
        for ((of, kept), room) in needs.columns.iter().zip(&columns).zip(gathered.iter_mut()) {
            match kept {
                Some(kept) => {
                    let kind = self.columns().nth(*kept).map(|column| column.kind);
                    unpack(section(COLUMNS + kept)?, kind, room);
                }
                None => *room = self.own_ids(*of, offsets, numbers),
            }
        }
        if needs.times {
            packed_times.unpack(times);
        }
        let (numbers, times, gathered): (&'r [JourneyIx], &'r [i64], &'r [Gathered]) =
            (numbers, times, gathered);
        let cells = needs.columns.iter().copied().zip(gathered.iter().map(Gathered::cells));
        let whole = offsets.len() == numbers.len() + 1
            && offsets.last().is_some_and(|end| u64::from(*end) == entry.events)
            && offsets.is_sorted()
            && low.len() as u64 == entry.events;
        if !whole {
            return Err(wrong());
        }
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

impl Hot {
    /// The unit's own id at every event, as codes.
    fn own_ids(&self, column: ColumnIx, offsets: &[u32], numbers: &[JourneyIx]) -> Gathered {
        let name = ID_NAMES.get(column.0.wrapping_sub(self.base.meta.attributes.len()));
        if name.is_none_or(|name| *name != unit_name(self.base.meta.unit)) {
            return Gathered::Text(Vec::new());
        }
        let (all, _) = self.all_ids();
        let mut codes = Vec::new();
        for (number, rows) in numbers.iter().zip(offsets.windows(2)) {
            let code = all.binary_search(&(number.0 as u64)).ok();
            let code = code.and_then(|code| u32::try_from(code).ok());
            let rows = (rows[1] - rows[0]) as usize;
            codes.extend(std::iter::repeat_n(code.unwrap_or(crate::table::NONE), rows));
        }
        Gathered::Text(codes)
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

fn unpack(section: &Section, kind: Option<Kept>, room: &mut Gathered) {
    match (kind, section) {
        (Some(Kept::Number), Section::U64(bits)) => {
            let mut numbers = match std::mem::replace(room, Gathered::Number(Vec::new())) {
                Gathered::Number(numbers) => numbers,
                _ => Vec::new(),
            };
            numbers.clear();
            numbers.extend(bits.iter().map(|bits| f64::from_bits(*bits)));
            *room = Gathered::Number(numbers);
        }
        (Some(Kept::Flag), Section::U8(bytes)) => {
            let flag = |byte: &u8| (*byte < 2).then_some(*byte == 1);
            *room = Gathered::Flag(bytes.iter().map(flag).collect());
        }
        // A block in which nobody has a value.
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
