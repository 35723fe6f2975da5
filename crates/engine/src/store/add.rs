//! Adding events: new versions of the shards under new names, then the manifest, then the old files go.
//!
//! Shards are made one by one, each from its old version and the new events that belong to it, so that an
//! import needs the memory of a few shards. A shard that gets no event stays as it is, unless the number of
//! shards or the attributes change.
//!
//! **Duplicates.** Without a key, a row is a duplicate when a row with the same ids, activity, time and
//! attributes was in the dataset *before this source*: the dataset then holds as many of them as the source
//! with the most. Two equal rows in one file are two events. With a key (mapping file), rows with the same
//! key are one event, in one file as well; the first to arrive stays.

mod hashes;

use super::Store;
use crate::error::Error;
use crate::ingest::batch::EventBatch;
use crate::ingest::{EventImport, ImportReport, Progress};
use crate::manifest::{
    AttributeEntry, FileEntry, Imputed, LAYOUT, Manifest, SourceEntry, SourceFile, SourceKind,
};
use crate::shard::append::{append, conform, take};
use crate::shard::places::Places;
use crate::shard::{journeys, sorted, to_parquet};
use crate::table::{Column, EventTable};
use hashes::RowHashes;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicU64, Ordering};

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

/// What was made of one shard.
struct Made {
    entry: FileEntry,
    /// For each addition how many events were added and dropped.
    counts: Vec<(u64, u64)>,
    /// First arrival, activity and number of the added events with an imputed time.
    imputed: Vec<(u64, Imputed)>,
}

/// What all shards of an import are made with.
struct Making<'a> {
    additions: &'a [Addition],
    /// The arrival number of the first event of each addition.
    arrivals: Vec<u64>,
    next: &'a Manifest,
    count: usize,
    /// Every shard is made anew.
    all: bool,
    dry_run: bool,
}

/// Notes a source in a manifest before its events are added, so that the next one is compared with it.
pub(super) fn announce(
    manifest: &mut Manifest,
    addition: &Addition,
    import: &EventImport,
    report: &mut ImportReport,
) {
    let batch = &addition.batch;
    let first = !manifest.sources.iter().any(|source| source.kind == SourceKind::Events);
    describe(manifest, batch, first, report);
    manifest.sources.push(SourceEntry {
        name: addition.name.clone(),
        kind: SourceKind::Events,
        files: addition.files.clone(),
        rows: batch.rows,
        rejected: batch.rejected(),
        time_formats: batch.time_formats.clone(),
        imported_at: import.imported_at.clone(),
        ..SourceEntry::default()
    });
}

impl Store {
    /// Adds what was read and announced in `next`, in order, and commits once.
    pub(super) fn add_events(
        &mut self,
        mut additions: Vec<Addition>,
        mut next: Manifest,
        import: &EventImport,
        report: &mut ImportReport,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        if additions.is_empty() {
            return Ok(());
        }
        let mut arrivals = Vec::new();
        let mut total = self.manifest.events;
        for addition in &additions {
            arrivals.push(next.next_arrival);
            next.next_arrival += addition.batch.events.numbers();
            total += addition.batch.events.len();
        }
        let old = self.manifest.shards.len();
        let count = Some(shard_count(total, self.shard_rows).max(old));
        // Shards are split, never mixed: an old one's owners go to shards of their own.
        let count = count.filter(|count| old == 0 || count % old == 0).unwrap_or(old);
        for addition in &mut additions {
            addition.batch.events.seal(count)?;
        }
        next.version += 1;
        next.wayline = LAYOUT;
        if !import.dry_run {
            for addition in &additions {
                let (batch, name) = (&addition.batch, &addition.name);
                let before = &batch.events.aside().files;
                let aside = self.set_aside(name, before, &batch.rejected)?;
                report.rejected_files.extend(aside.map(|path| Some(path.display().to_string())));
            }
            self.found()?;
            self.disk.make_folder(&self.folder.join("events"))?;
        }
        let making = Making {
            additions: &additions,
            arrivals,
            count,
            all: count != old || shapes(&next) != shapes(&self.manifest),
            dry_run: import.dry_run,
            next: &next,
        };
        let done = AtomicU64::new(0);
        let made: Vec<Made> = (0..count)
            .into_par_iter()
            .map(|shard| {
                let made = self.make(&making, shard)?;
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                progress.store(done, count as u64);
                Ok(made)
            })
            .collect::<Result<_, Error>>()?;
        finish(&mut next, &additions, made, report);
        if import.dry_run {
            return Ok(());
        }
        self.disk.flush_folder(&self.folder.join("events"))?;
        self.commit(&next)
    }

    /// The new version of a shard, written under a new name; the old one where nothing changes.
    fn make(&self, making: &Making<'_>, shard: usize) -> Result<Made, Error> {
        let additions = making.additions;
        let mut made = Made {
            entry: self.manifest.shards.get(shard).cloned().unwrap_or_default(),
            counts: vec![(0, 0); additions.len()],
            imputed: Vec::new(),
        };
        if shard == 0 {
            for (counts, addition) in made.counts.iter_mut().zip(additions) {
                counts.0 = addition.batch.events.counted();
            }
        }
        if !making.all && !additions.iter().any(|one| one.batch.events.touches(shard)) {
            return Ok(made);
        }
        let next = making.next;
        let mut table = self.old_shard(making, shard)?;
        let before = table.len();
        for (index, addition) in additions.iter().enumerate() {
            let mut events = addition.batch.events.shard(shard)?;
            for arrival in &mut events.arrival {
                *arrival += making.arrivals[index];
            }
            for span in &mut events.spans {
                span.first += making.arrivals[index];
            }
            let (added, dropped) = merge(&mut table, events, addition.batch.key.as_deref())?;
            made.counts[index].0 += added;
            made.counts[index].1 += dropped;
        }
        if !making.all && table.len() == before {
            return Ok(made);
        }
        made.imputed = imputed(&table, before);
        if making.dry_run {
            return Ok(made);
        }
        conform(&mut table, next.attributes.iter().map(|entry| (entry.name.as_str(), entry.kind)))?;
        let table = sorted(table, next.unit)?;
        let bytes = to_parquet(&table)?;
        let path = format!("events/{shard:03}-{:06}.parquet", next.version);
        self.disk.write(&self.folder.join(&path), &bytes)?;
        made.entry = FileEntry {
            path,
            rows: table.len() as u64,
            journeys: Some(journeys(&table, next.unit)),
            blake3: blake3::hash(&bytes).to_hex().to_string(),
        };
        Ok(made)
    }

    /// What a shard holds before the import; a part of an old shard where there are to be more of them.
    fn old_shard(&self, making: &Making<'_>, shard: usize) -> Result<EventTable, Error> {
        let old = &self.manifest.shards;
        let Some(entry) = old.get(shard % old.len().max(1)) else {
            return Ok(EventTable::default());
        };
        let table = self.shard(entry)?;
        if old.len() == making.count {
            return Ok(table);
        }
        let mut places = Places::new(making.count, making.next.placing);
        let unit = making.next.unit;
        let mine: Vec<usize> =
            (0..table.len()).filter(|row| places.of(&table, unit, *row) == shard).collect();
        take(&table, &mine.iter().copied())
    }
}

/// Names and kinds of the attributes.
fn shapes(manifest: &Manifest) -> Vec<(&str, crate::manifest::AttributeType)> {
    manifest.attributes.iter().map(|entry| (entry.name.as_str(), entry.kind)).collect()
}

/// What the import did, in the manifest and in the report.
fn finish(next: &mut Manifest, additions: &[Addition], made: Vec<Made>, report: &mut ImportReport) {
    let first = next.sources.len() - additions.len();
    for (index, addition) in additions.iter().enumerate() {
        let entry = &mut next.sources[first + index];
        entry.added = made.iter().map(|shard| shard.counts[index].0).sum();
        entry.duplicates = made.iter().map(|shard| shard.counts[index].1).sum();
        report.rows += addition.batch.rows;
        report.added += entry.added;
        report.duplicates += entry.duplicates;
        report.rejected += entry.rejected;
        report.first_rejected.extend(addition.batch.first_rejected().cloned());
        report.guess.extend(addition.batch.guess.iter().cloned());
        report.diagnostics.extend(addition.batch.diagnostics.iter().cloned());
        report.time_formats.extend(entry.time_formats.iter().cloned());
        report.sources.push(entry.name.clone());
        next.events += entry.added;
        let missing = 5 - report.preview.len().min(5);
        report.preview.extend(addition.batch.events.preview().iter().take(missing).cloned());
    }
    report.unit = Some(next.unit);
    report.sampling = next.sampling;
    report.attributes.clone_from(&next.attributes);
    let mut imputed = Vec::new();
    next.shards.clear();
    for shard in made {
        next.shards.push(shard.entry);
        imputed.extend(shard.imputed);
    }
    imputed.sort_by_key(|(first, _)| *first);
    for (_, new) in imputed {
        match next.imputed.iter_mut().find(|known| known.activity == new.activity) {
            Some(known) => known.events += new.events,
            None => next.imputed.push(new),
        }
    }
}

/// A power of two, so that most imports keep the number.
fn shard_count(rows: u64, shard_rows: u64) -> usize {
    let wanted = usize::try_from(rows.div_ceil(shard_rows.max(1))).unwrap_or(MOST_SHARDS);
    wanted.clamp(1, MOST_SHARDS).next_power_of_two()
}

/// Appends events to a shard, without duplicates: how many were added and dropped.
fn merge(
    shard: &mut EventTable,
    events: EventTable,
    key: Option<&[String]>,
) -> Result<(u64, u64), Error> {
    let (before, new) = (shard.len(), events.len());
    if before == 0 {
        *shard = events;
    } else {
        append(shard, &events, &(0..new))?;
    }
    if new == 0 || (before == 0 && key.is_none()) {
        return Ok((new as u64, 0));
    }
    let hashes = RowHashes::new(shard, key);
    let mut seen: FxHashMap<u128, u32> = FxHashMap::default();
    for row in 0..before {
        *seen.entry(hashes.of(shard, row)).or_default() += 1;
    }
    let mut kept: Vec<usize> = (0..before).collect();
    for row in before..shard.len() {
        let hash = hashes.of(shard, row);
        if key.is_some() {
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
    let dropped = shard.len() - kept.len();
    if dropped > 0 {
        *shard = take(shard, &kept.iter().copied())?;
    }
    Ok(((new - dropped) as u64, dropped as u64))
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
    for (name, kind) in &batch.columns {
        let kind = *kind;
        let told = batch.attributes.iter().find(|entry| entry.name == *name);
        match next.attributes.iter_mut().find(|entry| entry.name == *name) {
            Some(entry) => {
                if entry.kind != kind {
                    entry.kind = crate::manifest::AttributeType::Text;
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

/// Activities of the rows from `first` on whose times are imputed, with their first arrivals.
fn imputed(shard: &EventTable, first: usize) -> Vec<(u64, Imputed)> {
    let mut found: Vec<(u64, Imputed)> = Vec::new();
    let Some(Column::Flag(flags)) = shard.attribute(crate::ingest::IMPUTED) else { return found };
    for row in (first..shard.len()).filter(|row| flags[*row] == Some(true)) {
        let activity = shard.activity.get(row).unwrap_or_default();
        match found.iter_mut().find(|(_, known)| known.activity == activity) {
            Some((first, known)) => {
                *first = (*first).min(shard.arrival[row]);
                known.events += 1;
            }
            None => found
                .push((shard.arrival[row], Imputed { activity: activity.to_owned(), events: 1 })),
        }
    }
    found
}
