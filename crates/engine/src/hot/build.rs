//! Making a hot file from tables of events, one table after the other.
//!
//! No journey may lie in two tables. Codes of activities and texts are given by first arrival over all tables,
//! which is known only when all were seen. So sections are first written with the codes of their own table,
//! then copied with the final ones.

use super::index::{self, Index, Spot};
use super::layout::{
    ACTIVITIES, COLUMNS, Entry, IDS, Kept, KeptColumn, MAGIC, Meta, Place, Stamp, read_section,
    tail,
};
use super::packed::{Scale, Section, checksum};
use super::{EVENTS, Hot};
use crate::catalog::ID_NAMES;
use crate::disk::{Disk, Writing};
use crate::error::Error;
use crate::journeys::{Attribute, JourneyIx, Journeys, unit_name};
use crate::shard::ids;
use crate::table::{Codes, Column, EventTable, NONE};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use wayline_model::question::Unit;

/// What a hot file is made of.
pub(crate) struct Plan<'a, R> {
    pub(crate) unit: Unit,
    /// The attributes, in the dataset's order.
    pub(crate) attributes: Vec<String>,
    /// Checksums of the files that the tables come from.
    pub(crate) covers: Vec<String>,
    /// Their sizes and times of change.
    pub(crate) stamps: Vec<Stamp>,
    pub(crate) tables: usize,
    /// Reads a table.
    pub(crate) read: &'a R,
}

/// One table, packed: its sections still have its own codes.
struct Piece {
    blocks: Vec<(Entry, Vec<Section>)>,
    activities: Own,
    columns: Vec<(Option<Kept>, Own)>,
    journeys: u64,
    events: u64,
    without_id: u64,
    newest: Option<i64>,
}

/// The values of one table's column by code, with their first arrivals.
#[derive(Default)]
struct Own {
    values: Vec<String>,
    first: Vec<u64>,
}

impl Own {
    /// Values of a table's column, in their order among the journeys.
    fn of(codes: &Codes, table: &EventTable, values: Vec<String>) -> Self {
        let mut first = vec![u64::MAX; codes.values.len()];
        for (code, arrived) in codes.rows.iter().zip(&table.arrival) {
            if let Some(first) = first.get_mut(*code as usize) {
                *first = (*first).min(*arrived);
            }
        }
        let of = |value: &String| codes.code(value).map_or(u64::MAX, |code| first[code as usize]);
        Self { first: values.iter().map(of).collect(), values }
    }
}

/// All values of a column, with their first arrivals.
#[derive(Default)]
struct Known {
    index: FxHashMap<String, usize>,
    first: Vec<u64>,
    /// For each table the place of each of its codes.
    places: Vec<Vec<usize>>,
}

impl Known {
    fn add(&mut self, own: Own) {
        let mut places = Vec::with_capacity(own.values.len());
        for (value, first) in own.values.into_iter().zip(own.first) {
            let next = self.first.len();
            let place = *self.index.entry(value).or_insert(next);
            if place == next {
                self.first.push(first);
            }
            self.first[place] = self.first[place].min(first);
            places.push(place);
        }
        self.places.push(places);
    }

    /// The values by final code, and for each table the final code of each of its own.
    fn finish(self) -> (Vec<String>, Vec<Vec<u32>>) {
        let mut order: Vec<usize> = (0..self.first.len()).collect();
        order.sort_unstable_by_key(|place| self.first[*place]);
        let mut code = vec![NONE; order.len()];
        for (new, place) in (0_u32..).zip(&order) {
            code[*place] = new;
        }
        let mut values = vec![String::new(); order.len()];
        #[expect(clippy::iter_over_hash_type, reason = "each value has its own place")]
        for (value, place) in self.index {
            values[code[place] as usize] = value;
        }
        let of = |places: Vec<usize>| places.into_iter().map(|place| code[place]).collect();
        (values, self.places.into_iter().map(of).collect())
    }
}

/// Makes a hot file beside its place and renames it there.
///
/// # Errors
/// When a table cannot be read, or the disk refuses.
pub(crate) fn build<R>(path: &Path, disk: &Disk, plan: &Plan<'_, R>) -> Result<(), Error>
where
    R: Fn(usize) -> Result<EventTable, Error> + Sync,
{
    let (own, beside) = (path.with_extension("own"), path.with_extension("new"));
    let built = (|| {
        let drafted = draft(&own, disk, plan)?;
        finish(&own, &beside, disk, plan, drafted)?;
        learn(&beside, disk)?;
        disk.rename(&beside, path)
    })();
    // What is left of them is of no use.
    let _ = std::fs::remove_file(&own);
    let _ = std::fs::remove_file(&beside);
    built
}

/// What is known once every table was seen.
struct Drafted {
    /// The blocks of each table, their sections in the first file.
    entries: Vec<Vec<Entry>>,
    activities: Known,
    columns: Vec<(Option<Kept>, Known)>,
    meta: Meta,
}

/// Writes all sections with the codes of their tables.
fn draft<R>(path: &Path, disk: &Disk, plan: &Plan<'_, R>) -> Result<Drafted, Error>
where
    R: Fn(usize) -> Result<EventTable, Error> + Sync,
{
    let mut file = disk.create(path)?;
    let mut at = 0;
    let mut drafted = Drafted {
        entries: Vec::new(),
        activities: Known::default(),
        columns: (0..plan.attributes.len() + ID_NAMES.len()).map(|_| Default::default()).collect(),
        meta: Meta {
            unit: plan.unit,
            blocks: 0,
            journeys: 0,
            events: 0,
            without_id: 0,
            newest: None,
            activities: Vec::new(),
            attributes: Vec::new(),
            ids: Vec::new(),
            limits_us: Vec::new(),
            index: Index::default(),
            covers: plan.covers.clone(),
            stamps: plan.stamps.clone(),
        },
    };
    let tables: Vec<usize> = (0..plan.tables).collect();
    for some in tables.chunks(rayon::current_num_threads().max(1)) {
        let pieces: Vec<Piece> =
            some.par_iter().map(|table| piece(plan, *table)).collect::<Result<_, Error>>()?;
        for piece in pieces {
            let meta = &mut drafted.meta;
            meta.blocks += piece.blocks.len() as u64;
            meta.journeys += piece.journeys;
            meta.events += piece.events;
            meta.without_id += piece.without_id;
            meta.newest = meta.newest.max(piece.newest);
            drafted.activities.add(piece.activities);
            for ((kind, known), (own_kind, own)) in drafted.columns.iter_mut().zip(piece.columns) {
                *kind = kind.or(own_kind);
                known.add(own);
            }
            let mut entries = Vec::with_capacity(piece.blocks.len());
            for (mut entry, sections) in piece.blocks {
                entry.sections = put(&mut file, &mut at, &sections)?;
                entries.push(entry);
            }
            drafted.entries.push(entries);
        }
    }
    Ok(drafted)
}

/// Copies all sections, with the final codes.
fn finish<R>(
    own: &Path,
    path: &Path,
    disk: &Disk,
    plan: &Plan<'_, R>,
    drafted: Drafted,
) -> Result<(), Error> {
    let Drafted { entries, activities, columns, mut meta } = drafted;
    let from = File::open(own)
        .map_err(|source| Error::Io { what: format!("reading {}", own.display()), source })?;
    let mut file = disk.create(path)?;
    file.write(bytemuck::bytes_of(&MAGIC))?;
    let mut at = 8;
    let (names, activity_codes) = activities.finish();
    let mut dictionaries = Vec::new();
    let mut codes = Vec::new();
    // The ids that nobody has are no columns of the file.
    let mut stored = Vec::new();
    for (index, (kind, known)) in columns.into_iter().enumerate() {
        let is_id = index >= plan.attributes.len();
        if is_id && kind.is_none() {
            continue;
        }
        let (values, of_tables) = known.finish();
        stored.push(index);
        let name = match index.checked_sub(plan.attributes.len()) {
            None => plan.attributes[index].clone(),
            Some(id) => ID_NAMES[id].to_owned(),
        };
        let kind = kind.unwrap_or(Kept::Text);
        dictionaries.push((is_id, KeptColumn { name, kind, values: None }, values));
        codes.push(of_tables);
    }
    let mut finished: Vec<Entry> = Vec::new();
    let mut spots = Vec::new();
    for (table, entries) in entries.into_iter().enumerate() {
        for entry in entries {
            let mut sections = Vec::with_capacity(COLUMNS + stored.len());
            for (section, place) in entry.sections.iter().enumerate() {
                let column = section.checked_sub(COLUMNS);
                let column = column.map(|column| stored.iter().position(|kept| *kept == column));
                if column == Some(None) {
                    continue;
                }
                let found = read_section(&from, own, place)?;
                if section == IDS {
                    locate(found.bytes(), finished.len(), &mut spots);
                }
                sections.push(match (section, column.flatten()) {
                    (ACTIVITIES, _) => {
                        activity_section(&found, &activity_codes[table], names.len())
                    }
                    (_, Some(column)) if dictionaries[column].1.kind == Kept::Text => {
                        let mut own = Vec::new();
                        found.codes(&mut own);
                        recode(&mut own, &codes[column][table]);
                        Section::of_codes(&own, dictionaries[column].2.len())
                    }
                    _ => found,
                });
            }
            finished.push(Entry { sections: put(&mut file, &mut at, &sections)?, ..entry });
        }
    }
    for (is_id, mut column, values) in dictionaries {
        if column.kind == Kept::Text {
            let bytes = serde_json::to_vec(&values)
                .map_err(|e| Error::Damaged { path: "hot".into(), why: e.to_string() })?;
            let places = put(&mut file, &mut at, &[Section::U8(bytes)])?;
            column.values = places.first().copied();
        }
        if is_id { meta.ids.push(column) } else { meta.attributes.push(column) }
    }
    meta.activities = names;
    pad(&mut file, &mut at)?;
    let (pages, entries) = index::pack(spots);
    let places = put(&mut file, &mut at, &[pages, entries])?;
    if let [pages, entries] = places[..] {
        meta.index = Index { pages, entries };
    }
    pad(&mut file, &mut at)?;
    file.write(&tail(at, &finished, &meta)?)?;
    file.flush()
}

/// Adds what is learned from all journeys.
fn learn(path: &Path, disk: &Disk) -> Result<(), Error> {
    let unreadable = || Error::Damaged {
        path: path.display().to_string(),
        why: "cannot be read right after it was written".into(),
    };
    // It is looked at once: nothing needs to be kept.
    let hot = Hot::open(path, 0).ok_or_else(unreadable)?;
    let meta = hot.learned()?;
    let length = std::fs::metadata(path).map_err(|_| unreadable())?.len();
    let mut file = disk.append(path)?;
    let mut at = length;
    pad(&mut file, &mut at)?;
    file.write(&tail(at, &hot.base.entries, &meta)?)?;
    file.flush()
}

/// Notes where the journeys of a block are.
fn locate(mut ids: &[u8], block: usize, spots: &mut Vec<(u64, Spot)>) {
    let block = u32::try_from(block).unwrap_or(u32::MAX);
    let mut journey = 0;
    while let Some((id, rest)) = next_id(ids) {
        spots.push((index::hash(id), Spot { block, journey }));
        (journey, ids) = (journey + 1, rest);
    }
}

/// Writes sections, and says where they are.
fn put(file: &mut Writing<'_>, at: &mut u64, sections: &[Section]) -> Result<Vec<Place>, Error> {
    let mut places = Vec::with_capacity(sections.len());
    for section in sections {
        let bytes = section.bytes();
        file.write(bytes)?;
        places.push(Place {
            at: *at,
            bytes: bytes.len() as u64,
            width: section.width(),
            checksum: checksum(bytes),
        });
        *at += bytes.len() as u64;
    }
    Ok(places)
}

fn pad(file: &mut Writing<'_>, at: &mut u64) -> Result<(), Error> {
    let missing = usize::try_from(at.next_multiple_of(8) - *at).unwrap_or(0);
    file.write(&[0; 8][..missing])?;
    *at += missing as u64;
    Ok(())
}

fn recode(codes: &mut [u32], new: &[u32]) {
    for code in codes {
        *code = new.get(*code as usize).copied().unwrap_or(NONE);
    }
}

/// Activities have no missing value, so that all of a width's numbers are codes.
#[expect(
    clippy::cast_possible_truncation,
    reason = "every code is below the count, which is compared with the width"
)]
fn activity_section(found: &Section, new: &[u32], count: usize) -> Section {
    let own: Vec<u32> = match found {
        Section::U8(list) => list.iter().map(|code| new[usize::from(*code)]).collect(),
        Section::U16(list) => list.iter().map(|code| new[usize::from(*code)]).collect(),
        Section::U32(list) => list.iter().map(|code| new[*code as usize]).collect(),
        Section::U64(_) => Vec::new(),
    };
    if count <= 1 << 8 {
        Section::U8(own.iter().map(|code| *code as u8).collect())
    } else if count <= 1 << 16 {
        Section::U16(own.iter().map(|code| *code as u16).collect())
    } else {
        Section::U32(own)
    }
}

fn piece<R>(plan: &Plan<'_, R>, table: usize) -> Result<Piece, Error>
where
    R: Fn(usize) -> Result<EventTable, Error> + Sync,
{
    let table = (plan.read)(table)?;
    let has_unit = !table.is_empty() && !unit_codes(&table, plan.unit).values.is_empty();
    if !has_unit {
        return Ok(without_journeys(plan, &table));
    }
    let (journeys, arrival) = Journeys::build_with_arrival(&table, plan.unit)?;
    let activities = Own::of(&table.activity, &table, journeys.activities().to_vec());
    let mut columns: Vec<Option<&Attribute>> =
        plan.attributes.iter().map(|name| journeys.own_attribute(name)).collect();
    // Journeys have one id of the unit each, which is not kept with every event.
    let own_id = unit_name(plan.unit);
    columns.extend(ID_NAMES.iter().zip(journeys.id_columns()).map(|(name, column)| {
        let has = matches!(column, Attribute::Text { values, .. } if !values.is_empty());
        (has && *name != own_id).then_some(column)
    }));
    // Numbered by first arrival among all events, as in memory, also those that are in no journey.
    let ids = ids(&table);
    let own = |(index, column): (usize, Option<&Attribute>)| match column {
        None => (None, Own::default()),
        Some(Attribute::Number(_)) => (Some(Kept::Number), Own::default()),
        Some(Attribute::Flag(_)) => (Some(Kept::Flag), Own::default()),
        Some(Attribute::Text { values, .. }) => {
            let codes = match index.checked_sub(plan.attributes.len()) {
                Some(id) => Some(ids[id]),
                None => match table.attribute(&plan.attributes[index]) {
                    Some(Column::Text(codes)) => Some(codes),
                    _ => None,
                },
            };
            let own = codes.map(|codes| Own::of(codes, &table, values.clone()));
            (Some(Kept::Text), own.unwrap_or_default())
        }
    };
    let owns = columns.iter().copied().enumerate().map(own).collect();
    drop(table);
    let mut blocks = Vec::new();
    let mut first = 0;
    while first < journeys.len() {
        let start = journeys.events(JourneyIx(first)).start;
        let mut last = first;
        while last < journeys.len()
            && (last == first || journeys.events(JourneyIx(last)).end - start <= EVENTS)
        {
            last += 1;
        }
        blocks.push(block(&journeys, &arrival, first..last, &columns));
        first = last;
    }
    let newest = journeys.times().iter().copied().max();
    Ok(Piece {
        blocks,
        activities,
        columns: owns,
        journeys: journeys.len() as u64,
        events: journeys.event_count() as u64,
        without_id: journeys.without_id(),
        newest,
    })
}

/// A table of which no event is in a journey: its values are named all the same.
fn without_journeys<R>(plan: &Plan<'_, R>, table: &EventTable) -> Piece {
    let own = |codes: &Codes| Own::of(codes, table, codes.values.clone());
    let attribute = |name: &String| match table.attribute(name) {
        None => (None, Own::default()),
        Some(Column::Number(_)) => (Some(Kept::Number), Own::default()),
        Some(Column::Flag(_)) => (Some(Kept::Flag), Own::default()),
        Some(Column::Text(codes)) => (Some(Kept::Text), own(codes)),
    };
    let mut columns: Vec<(Option<Kept>, Own)> = plan.attributes.iter().map(attribute).collect();
    columns.extend(ID_NAMES.iter().zip(ids(table)).map(|(name, codes)| {
        let has = !codes.values.is_empty() && *name != unit_name(plan.unit);
        if has { (Some(Kept::Text), own(codes)) } else { (None, Own::default()) }
    }));
    Piece {
        blocks: Vec::new(),
        activities: own(&table.activity),
        columns,
        journeys: 0,
        events: 0,
        without_id: table.len() as u64,
        newest: None,
    }
}

fn unit_codes(table: &EventTable, unit: Unit) -> &Codes {
    match unit {
        Unit::Customer => &table.customer,
        Unit::Case => &table.case,
        Unit::Account => &table.account,
        Unit::Session => &table.session,
    }
}

/// One block, with the codes of its table.
fn block(
    journeys: &Journeys,
    arrival: &[u64],
    range: Range<usize>,
    columns: &[Option<&Attribute>],
) -> (Entry, Vec<Section>) {
    let rows = journeys.events(JourneyIx(range.start)).start
        ..journeys.events(JourneyIx(range.end - 1)).end;
    let times = &journeys.times()[rows.clone()];
    let mut offsets = vec![0];
    let mut numbers = Vec::new();
    let mut ids = Vec::new();
    let mut equal = 0;
    for journey in range.clone().map(JourneyIx) {
        let own = journeys.events(journey);
        // A block of so many events would not fit in memory.
        offsets.push(u32::try_from(own.end - rows.start).unwrap_or(u32::MAX));
        numbers.push(arrival[own.clone()].iter().copied().min().unwrap_or(0));
        put_id(&mut ids, journeys.id(journey));
        let times = &journeys.times()[own];
        equal += times.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64;
    }
    let (scale, low, high) = Scale::pack(times);
    let mut sections = vec![
        Section::U32(offsets),
        narrow(numbers),
        journeys.activity_section(rows.clone()),
        low,
        high,
        Section::U8(ids),
    ];
    sections.extend(columns.iter().map(|column| match column {
        None => Section::U8(Vec::new()),
        Some(Attribute::Text { codes, values }) => {
            Section::of_codes(codes.get(rows.clone()).unwrap_or_default(), values.len())
        }
        Some(Attribute::Number(numbers)) => {
            let numbers = numbers.get(rows.clone()).unwrap_or_default();
            if numbers.iter().all(|number| number.is_nan()) {
                Section::U8(Vec::new())
            } else {
                Section::U64(numbers.iter().map(|number| number.to_bits()).collect())
            }
        }
        Some(Attribute::Flag(flags)) => {
            let flags = flags.get(rows.clone()).unwrap_or_default();
            Section::U8(flags.iter().map(|flag| flag.map_or(2, u8::from)).collect())
        }
    }));
    let entry = Entry {
        events: times.len() as u64,
        journeys: range.len() as u64,
        ties: equal,
        newest: times.iter().copied().max().unwrap_or(i64::MIN),
        scale,
        sections: Vec::new(),
    };
    (entry, sections)
}

/// Numbers of arrival, in four bytes where they fit.
fn narrow(numbers: Vec<u64>) -> Section {
    let four: Result<Vec<u32>, _> = numbers.iter().map(|number| u32::try_from(*number)).collect();
    four.map_or(Section::U64(numbers), Section::U32)
}

/// The length in one byte, or in five where it is longer; then the text.
fn put_id(out: &mut Vec<u8>, id: &str) {
    match u8::try_from(id.len()) {
        Ok(length) if length < u8::MAX => out.push(length),
        _ => {
            out.push(u8::MAX);
            out.extend_from_slice(&u32::try_from(id.len()).unwrap_or(u32::MAX).to_le_bytes());
        }
    }
    out.extend_from_slice(id.as_bytes());
}

/// The id at a place among those that [`put_id`] wrote.
pub(super) fn id_at(mut bytes: &[u8], place: usize) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        let (id, rest) = next_id(bytes)?;
        if at == place {
            return Some(id);
        }
        (at, bytes) = (at + 1, rest);
    }
}

fn next_id(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first()?;
    if *length != u8::MAX {
        return rest.split_at_checked(usize::from(*length));
    }
    let (four, rest) = rest.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*four) as usize)
}

/// The ids that [`put_id`] wrote; `None` where the bytes are something else.
pub(super) fn split_ids(mut bytes: &[u8]) -> Option<Vec<String>> {
    let mut ids = Vec::new();
    while !bytes.is_empty() {
        let (id, rest) = next_id(bytes)?;
        ids.push(std::str::from_utf8(id).ok()?.to_owned());
        bytes = rest;
    }
    Some(ids)
}
