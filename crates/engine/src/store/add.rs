//! Adding events: new versions of the shards under new names, then the manifest, then the old files go.
//!
//! **Duplicates.** Without a key, a row is a duplicate when a row with the same ids, activity, time and
//! attributes was in the dataset *before this source*: the dataset then holds as many of them as the source
//! with the most. Two equal rows in one file are two events. With a key (mapping file), rows with the same
//! key are one event, in one file as well; the first to arrive stays.

use super::Store;
use crate::error::Error;
use crate::ingest::batch::EventBatch;
use crate::ingest::{EventImport, ImportReport};
use crate::manifest::{
    AttributeEntry, AttributeType, FileEntry, Imputed, Manifest, SourceEntry, SourceFile,
    SourceKind, flush_folder, replace,
};
use crate::shard::append::{Append, take};
use crate::shard::{owner, place, to_parquet};
use crate::table::{Codes, Column, EventTable, NONE};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use wayline_model::question::Unit;

/// Rows a shard should hold before there are more shards.
pub(super) const SHARD_ROWS: u64 = 250_000;
/// More shards than this are never made.
const MOST_SHARDS: usize = 256;

/// A source that was read and is to be added.
#[derive(Debug)]
pub(super) struct Addition {
    pub(super) name: String,
    pub(super) files: Vec<SourceFile>,
    pub(super) batch: EventBatch,
}

/// Notes a source in a manifest before its events are added, so that the next one is compared with it.
pub(super) fn announce(manifest: &mut Manifest, addition: &Addition, import: &EventImport) {
    let batch = &addition.batch;
    manifest.sources.push(SourceEntry {
        name: addition.name.clone(),
        kind: SourceKind::Events,
        files: addition.files.clone(),
        rows: batch.rows,
        rejected: batch.rejected.len() as u64,
        time_formats: batch.time_formats.clone(),
        imported_at: import.imported_at.clone(),
        ..SourceEntry::default()
    });
}

impl Store {
    /// Adds what was read, in order, and commits once.
    pub(super) fn add_events(
        &mut self,
        additions: &[Addition],
        import: &EventImport,
        report: &mut ImportReport,
    ) -> Result<(), Error> {
        let mut next = self.manifest.clone();
        for addition in additions {
            let first = !next.sources.iter().any(|s| s.kind == SourceKind::Events);
            describe(&mut next, &addition.batch, first, report);
            announce(&mut next, addition, import);
        }
        if additions.is_empty() {
            return Ok(());
        }
        let total = self.manifest.events
            + additions.iter().map(|a| a.batch.events.len() as u64).sum::<u64>();
        let count = shard_count(total, self.shard_rows).max(self.manifest.shards.len());
        let old = self.old_shards(count, next.unit)?;
        let mut outcome = Outcome { shards: old, added: Vec::new(), dropped: Vec::new() };
        for addition in additions {
            let (added, dropped) =
                merge(&mut outcome.shards, &addition.batch, next.unit, next.next_arrival)?;
            next.next_arrival += addition.batch.events.len() as u64;
            outcome.added.push(added);
            outcome.dropped.push(dropped);
        }
        next.events = outcome.shards.iter().map(|s| s.len() as u64).sum();
        finish_report(&mut next, additions, &outcome, report);
        if import.dry_run {
            return Ok(());
        }
        for (addition, entry) in additions.iter().zip(&mut report.rejected_files) {
            *entry = self
                .set_aside(&addition.name, &addition.batch.rejected)?
                .map(|path| path.display().to_string());
        }
        report.rejected_files.retain(Option::is_some);
        if outcome.added.iter().all(|added| *added == 0) && count == self.manifest.shards.len() {
            next.version += 1;
            return self.commit(&next);
        }
        self.write_shards(&mut next, outcome.shards)
    }

    /// The shards as they are, or split anew when there are to be more of them.
    fn old_shards(&self, count: usize, unit: Unit) -> Result<Vec<EventTable>, Error> {
        let entries = &self.manifest.shards;
        let old: Vec<EventTable> =
            entries.par_iter().map(|entry| self.shard(entry)).collect::<Result<_, Error>>()?;
        if old.len() == count {
            return Ok(old);
        }
        let mut rows: Vec<Vec<Vec<usize>>> = Vec::new();
        for shard in &old {
            let mut mine = vec![Vec::new(); count];
            let mut places = Places::new(count);
            for row in 0..shard.len() {
                mine[places.of(shard, unit, row)].push(row);
            }
            rows.push(mine);
        }
        (0..count)
            .map(|place| {
                let mut table = EventTable::default();
                for (shard, rows) in old.iter().zip(&rows) {
                    let mut append = Append::new(&mut table, shard)?;
                    rows[place].iter().try_for_each(|row| append.row(*row))?;
                    append.finish();
                }
                Ok(table)
            })
            .collect()
    }

    /// Writes new versions, commits, and removes what the manifest no longer names.
    fn write_shards(&mut self, next: &mut Manifest, shards: Vec<EventTable>) -> Result<(), Error> {
        self.found()?;
        next.version += 1;
        let folder = self.folder.join("events");
        std::fs::create_dir_all(&folder)
            .map_err(|source| Error::Io { what: format!("making {}", folder.display()), source })?;
        let (version, unit) = (next.version, next.unit);
        next.shards = shards
            .into_par_iter()
            .enumerate()
            .map(|(index, shard)| {
                let bytes = to_parquet(&sorted(&shard, unit)?)?;
                let path = format!("events/{index:03}-{version:06}.parquet");
                replace(&self.folder.join(&path), &bytes)?;
                Ok(FileEntry {
                    path,
                    rows: shard.len() as u64,
                    blake3: blake3::hash(&bytes).to_hex().to_string(),
                })
            })
            .collect::<Result<_, Error>>()?;
        flush_folder(&folder)?;
        self.commit(next)
    }

    /// Makes the new manifest hold and sweeps files that it does not name.
    pub(super) fn commit(&mut self, next: &Manifest) -> Result<(), Error> {
        next.commit(&self.folder)?;
        self.manifest = next.clone();
        for (part, entries) in [("events", &next.shards), ("feedback", &next.feedback)] {
            let Ok(files) = std::fs::read_dir(self.folder.join(part)) else { continue };
            for file in files.flatten() {
                let name = format!("{part}/{}", file.file_name().to_string_lossy());
                if !entries.iter().any(|entry| entry.path == name) {
                    // A file that cannot be removed does no harm: no manifest names it.
                    let _ = std::fs::remove_file(file.path());
                }
            }
        }
        Ok(())
    }
}

/// What the import did, in the manifest and in the report.
fn finish_report(
    next: &mut Manifest,
    additions: &[Addition],
    outcome: &Outcome,
    report: &mut ImportReport,
) {
    let first = next.sources.len() - additions.len();
    for (index, addition) in additions.iter().enumerate() {
        let entry = &mut next.sources[first + index];
        entry.added = outcome.added[index];
        entry.duplicates = outcome.dropped[index];
        report.rows += addition.batch.rows;
        report.added += entry.added;
        report.duplicates += entry.duplicates;
        report.rejected += entry.rejected;
        report.first_rejected.extend(addition.batch.rejected.iter().take(5).cloned());
        report.guess.extend(addition.batch.guess.iter().cloned());
        report.diagnostics.extend(addition.batch.diagnostics.iter().cloned());
        report.time_formats.extend(entry.time_formats.iter().cloned());
        report.sources.push(entry.name.clone());
        report.rejected_files.push(None);
        report.preview.extend(preview(&addition.batch.events, 5 - report.preview.len().min(5)));
    }
    report.unit = Some(next.unit);
    report.sampling = next.sampling;
    report.attributes.clone_from(&next.attributes);
    next.imputed = imputed(&outcome.shards);
}

struct Outcome {
    shards: Vec<EventTable>,
    added: Vec<u64>,
    dropped: Vec<u64>,
}

/// A power of two, so that most imports keep the number.
fn shard_count(rows: u64, shard_rows: u64) -> usize {
    let wanted = usize::try_from(rows.div_ceil(shard_rows.max(1))).unwrap_or(MOST_SHARDS);
    wanted.clamp(1, MOST_SHARDS).next_power_of_two()
}

/// The shard of each owner, worked out once.
struct Places {
    count: usize,
    known: [Vec<Option<u32>>; 4],
}

impl Places {
    fn new(count: usize) -> Self {
        Self { count, known: [const { Vec::new() }; 4] }
    }

    fn of(&mut self, table: &EventTable, unit: Unit, row: usize) -> usize {
        let (kind, code) = owner(table, unit, row);
        if code == NONE {
            return 0;
        }
        let codes =
            [&table.customer, &table.case, &table.account, &table.session][usize::from(kind)];
        let known = &mut self.known[usize::from(kind)];
        if known.len() < codes.values.len() {
            known.resize(codes.values.len(), None);
        }
        let count = self.count;
        let shard = known[code as usize].get_or_insert_with(|| {
            u32::try_from(place(&codes.values[code as usize], count)).expect("few shards")
        });
        *shard as usize
    }
}

/// Appends a batch's rows to their shards, without duplicates: how many were added and dropped.
fn merge(
    shards: &mut [EventTable],
    batch: &EventBatch,
    unit: Unit,
    first_arrival: u64,
) -> Result<(u64, u64), Error> {
    let events = &batch.events;
    let mut places = Places::new(shards.len());
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); shards.len()];
    for row in 0..events.len() {
        rows[places.of(events, unit, row)].push(row);
    }
    let counts: Vec<(u64, u64)> = shards
        .par_iter_mut()
        .zip(rows)
        .map(|(shard, rows)| merge_one(shard, batch, &rows, first_arrival))
        .collect::<Result<_, Error>>()?;
    Ok(counts.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1)))
}

fn merge_one(
    shard: &mut EventTable,
    batch: &EventBatch,
    rows: &[usize],
    first_arrival: u64,
) -> Result<(u64, u64), Error> {
    let before = shard.len();
    let mut append = Append::new(shard, &batch.events)?;
    rows.iter().try_for_each(|row| append.row(*row))?;
    append.finish();
    for (index, row) in rows.iter().enumerate() {
        shard.arrival[before + index] = first_arrival + *row as u64;
    }
    if before == 0 && batch.key.is_none() {
        return Ok((rows.len() as u64, 0));
    }
    let hashes = RowHashes::new(shard, batch.key.as_deref());
    let mut seen: FxHashMap<u128, u32> = FxHashMap::default();
    for row in 0..before {
        *seen.entry(hashes.of(shard, row)).or_default() += 1;
    }
    let mut kept: Vec<usize> = (0..before).collect();
    for row in before..shard.len() {
        let hash = hashes.of(shard, row);
        if batch.key.is_some() {
            let count = seen.entry(hash).or_default();
            *count += 1;
            if *count == 1 {
                kept.push(row);
            }
        } else {
            match seen.get_mut(&hash) {
                Some(count) if *count > 0 => *count -= 1,
                _ => kept.push(row),
            }
        }
    }
    let dropped = (shard.len() - kept.len()) as u64;
    if dropped > 0 {
        *shard = take(shard, kept)?;
    }
    Ok((rows.len() as u64 - dropped, dropped))
}

/// 128-bit hashes of rows, from the hashes of their values. Used within one import only, never stored.
struct RowHashes {
    /// For each column that takes part: a seed from its name, and the hash of each code.
    columns: Vec<(Part, u64, Vec<u64>)>,
}

#[derive(Clone, Copy)]
enum Part {
    Id(usize),
    Time,
    Attribute(usize),
}

impl RowHashes {
    fn new(table: &EventTable, key: Option<&[String]>) -> Self {
        let wanted = |name: &str| key.is_none_or(|key| key.iter().any(|k| k == name));
        let ids = ["customer", "case", "account", "session", "activity"];
        let mut columns = Vec::new();
        for (index, name) in ids.iter().enumerate().filter(|(_, name)| wanted(name)) {
            columns.push((Part::Id(index), hash(name), value_hashes(id(table, index))));
        }
        if wanted("time") {
            columns.push((Part::Time, hash("time"), Vec::new()));
        }
        for (index, (name, column)) in table.attributes.iter().enumerate() {
            if wanted(name) {
                let values = match column {
                    Column::Text(codes) => value_hashes(codes),
                    _ => Vec::new(),
                };
                columns.push((Part::Attribute(index), hash(&("attribute", name)), values));
            }
        }
        Self { columns }
    }

    fn of(&self, table: &EventTable, row: usize) -> u128 {
        let (mut low, mut high) = (0_u64, 0_u64);
        for (part, seed, values) in &self.columns {
            let value = match part {
                Part::Id(index) => match id(table, *index).rows[row] {
                    NONE => continue,
                    code => values[code as usize],
                },
                Part::Time => hash(&table.time[row]),
                Part::Attribute(index) => match &table.attributes[*index].1 {
                    Column::Text(codes) => match codes.rows[row] {
                        NONE => continue,
                        code => values[code as usize],
                    },
                    Column::Number(numbers) if numbers[row].is_nan() => continue,
                    Column::Number(numbers) => hash(&numbers[row].to_bits()),
                    Column::Flag(flags) => match flags[row] {
                        None => continue,
                        Some(flag) => hash(&flag),
                    },
                },
            };
            // A sum does not depend on the order of the attributes, which differs between sources.
            low = low.wrapping_add(hash(&(*seed, value)));
            high = high.wrapping_add(hash(&(value, *seed, 1_u8)));
        }
        u128::from(high) << 64 | u128::from(low)
    }
}

fn id(table: &EventTable, index: usize) -> &Codes {
    [&table.customer, &table.case, &table.account, &table.session, &table.activity][index]
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn value_hashes(codes: &Codes) -> Vec<u64> {
    codes.values.iter().map(|value| hash(value.as_str())).collect()
}

/// Sorted by (owner's first arrival in the shard, time, arrival).
fn sorted(shard: &EventTable, unit: Unit) -> Result<EventTable, Error> {
    let owners: Vec<(u8, u32)> = (0..shard.len()).map(|row| owner(shard, unit, row)).collect();
    let mut rows: Vec<usize> = (0..shard.len()).collect();
    rows.sort_unstable_by_key(|row| (owners[*row], shard.time[*row], shard.arrival[*row]));
    take(shard, rows)
}

/// Takes over what a batch says about the dataset.
fn describe(next: &mut Manifest, batch: &EventBatch, first: bool, report: &mut ImportReport) {
    use wayline_model::answer::Sampling;
    use wayline_model::diagnostic::{Diagnostic, Severity};
    if first {
        next.unit = batch.unit;
        next.time_zone.clone_from(&batch.time_zone);
        next.name = next.name.take().or_else(|| batch.name.clone());
        next.sampling = batch.sampling.unwrap_or_default();
    } else {
        if batch.unit != next.unit {
            let what = "this source's journeys have another unit than the dataset's; the dataset keeps its own";
            report.diagnostics.push(
                Diagnostic::new("unit-differs", Severity::Note, what)
                    .help("choose `--unit` when you ask, or import into a new project"),
            );
        }
        // One part chosen by outcome makes the whole so; a part nobody spoke for makes it unknown.
        next.sampling = match (next.sampling, batch.sampling.unwrap_or_default()) {
            (Sampling::OutcomeSelected, _) | (_, Sampling::OutcomeSelected) => {
                Sampling::OutcomeSelected
            }
            (a, b) if a == b => a,
            _ => Sampling::Unknown,
        };
    }
    for (name, column) in &batch.events.attributes {
        let kind = match column {
            Column::Text(_) => AttributeType::Text,
            Column::Number(_) => AttributeType::Number,
            Column::Flag(_) => AttributeType::Flag,
        };
        let told = batch.attributes.iter().find(|entry| entry.name == *name);
        match next.attributes.iter_mut().find(|entry| entry.name == *name) {
            Some(entry) => {
                if entry.kind != kind {
                    entry.kind = AttributeType::Text;
                }
                if let Some(told) = told {
                    entry.role = told.role.or(entry.role);
                    entry.label = told.label.clone().or(entry.label.take());
                    entry.unit = told.unit.clone().or(entry.unit.take());
                }
            }
            None => next.attributes.push(AttributeEntry {
                name: name.clone(),
                kind,
                ..told.cloned().unwrap_or_default()
            }),
        }
    }
}

/// Activities with imputed times, in order of first arrival.
fn imputed(shards: &[EventTable]) -> Vec<Imputed> {
    let mut found: Vec<(u64, Imputed)> = Vec::new();
    for shard in shards {
        let Some(Column::Flag(flags)) = shard.attribute("time_imputed") else { continue };
        for row in (0..shard.len()).filter(|row| flags[*row] == Some(true)) {
            let activity = shard.activity.get(row).unwrap_or_default();
            match found.iter_mut().find(|(_, known)| known.activity == activity) {
                Some((first, known)) => {
                    *first = (*first).min(shard.arrival[row]);
                    known.events += 1;
                }
                None => found.push((
                    shard.arrival[row],
                    Imputed { activity: activity.to_owned(), events: 1 },
                )),
            }
        }
    }
    found.sort_by_key(|(first, _)| *first);
    found.into_iter().map(|(_, imputed)| imputed).collect()
}

/// The first events, as a person reads them.
fn preview(events: &EventTable, rows: usize) -> Vec<crate::ingest::PreviewRow> {
    (0..events.len().min(rows))
        .map(|row| crate::ingest::PreviewRow {
            customer: events.customer.get(row).map(str::to_owned),
            case: events.case.get(row).map(str::to_owned),
            activity: events.activity.get(row).unwrap_or_default().to_owned(),
            time: crate::ingest::time::rfc3339(events.time[row]),
        })
        .collect()
}
