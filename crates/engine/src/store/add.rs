//! Adding events: one new run of files, then the manifest that names it. No file that is there is changed.
//!
//! The files are made one by one, each from the new events that belong to it, so that an import needs the memory
//! of a few files.
//!
//! **Duplicates.** Without a key, a row is a duplicate when a row with the same ids, activity, time and
//! attributes was in the dataset *before this source*: the dataset then holds as many of them as the source
//! with the most. Two equal rows in one file are two events. With a key (mapping file), rows with the same
//! key are one event, in one file as well; the first to arrive stays.

mod duplicates;
mod hashes;

use super::thin::imputed;
use super::{Store, files};
use crate::error::Error;
use crate::ingest::batch::EventBatch;
use crate::ingest::{EventImport, ImportReport, Progress};
use crate::manifest::{
    AttributeEntry, FileEntry, Imputed, Manifest, Run, SourceEntry, SourceFile, SourceKind,
};
use crate::shard::append::{append, take};
use crate::table::EventTable;
use duplicates::Duplicates;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::sync::atomic::{AtomicU64, Ordering};

/// A source that was read and is to be added.
#[derive(Debug)]
pub(super) struct Addition {
    pub(super) name: String,
    pub(super) files: Vec<SourceFile>,
    pub(super) batch: EventBatch,
}

/// What was made of one piece of the new events.
struct Made {
    /// The file; absent where nothing was added.
    entry: Option<FileEntry>,
    /// For each addition what became of its events.
    counts: Vec<Counts>,
    /// First arrival, activity and number of the added events with an imputed time.
    imputed: Vec<(u64, Imputed)>,
}

/// What became of events.
#[derive(Clone, Copy, Default)]
struct Counts {
    added: u64,
    duplicates: u64,
    /// They are older than the dataset keeps events.
    expired: u64,
}

/// What all files of an import are made with.
struct Making<'a> {
    additions: &'a [Addition],
    /// The arrival number of the first event of each addition.
    arrivals: Vec<u64>,
    next: &'a Manifest,
    /// How many files there will be.
    count: usize,
    /// Events before this time are not kept.
    cutoff: Option<i64>,
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
        let mut total = 0;
        for addition in &additions {
            arrivals.push(next.next_arrival);
            next.next_arrival += addition.batch.events.numbers();
            total += addition.batch.events.len();
        }
        let count = files::file_count(total, self.shard_rows);
        for addition in &mut additions {
            addition.batch.events.seal(count)?;
        }
        let runs = self.timed_runs()?;
        if runs != self.manifest.runs {
            next.feedback = self.timed_feedback()?;
        }
        next.version += 1;
        next.retention = self.limit_text();
        let newest = additions.iter().filter_map(|addition| addition.batch.events.newest()).max();
        let cutoff = self.cutoff(&Manifest { runs: runs.clone(), ..next.clone() }, newest);
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
            next: &next,
            count,
            cutoff,
            dry_run: import.dry_run,
        };
        // All of them come by one mapping or by none.
        let key = additions.first().and_then(|addition| addition.batch.key.as_deref());
        let mut duplicates =
            Duplicates { store: self, runs: &runs, next: &next, key, strays: FxHashSet::default() };
        duplicates.find_strays(count, |piece| Ok(making.rows(piece)?.0))?;
        let done = AtomicU64::new(0);
        let made: Vec<Made> = (0..count)
            .into_par_iter()
            .map(|piece| {
                let made = self.make(&making, &duplicates, piece)?;
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                progress.store(done, count as u64);
                Ok(made)
            })
            .collect::<Result<_, Error>>()?;
        let entries: Vec<Option<FileEntry>> = made.iter().map(|made| made.entry.clone()).collect();
        let run = if import.dry_run { None } else { self.run_of(entries, &next)? };
        next.runs = runs;
        next.runs.extend(run);
        finish(&mut next, &additions, made, report);
        if let Some(cutoff) = cutoff {
            report.expired += self.expire(&mut next, cutoff, count, !import.dry_run)?;
        }
        if import.dry_run {
            return Ok(());
        }
        self.disk.flush_folder(&self.folder.join("events"))?;
        self.commit(&next)
    }

    /// One file of the new run.
    fn make(
        &self,
        making: &Making<'_>,
        duplicates: &Duplicates<'_>,
        piece: usize,
    ) -> Result<Made, Error> {
        let (mut table, ends) = making.rows(piece)?;
        let mut keep = duplicates.new_rows(&table, &ends, piece, making.count)?;
        let mut counts = Vec::with_capacity(ends.len());
        let mut start = 0;
        for end in ends {
            let mut count = Counts::default();
            for (row, keep) in keep.iter_mut().enumerate().take(end).skip(start) {
                if making.cutoff.is_some_and(|cutoff| table.time[row] < cutoff) {
                    *keep = false;
                    count.expired += 1;
                } else if *keep {
                    count.added += 1;
                } else {
                    count.duplicates += 1;
                }
            }
            counts.push(count);
            start = end;
        }
        if piece == 0 {
            for (count, addition) in counts.iter_mut().zip(making.additions) {
                count.added += addition.batch.events.counted();
            }
        }
        if keep.contains(&false) {
            let kept: Vec<usize> = (0..keep.len()).filter(|row| keep[*row]).collect();
            table = take(&table, &kept.iter().copied())?;
        }
        let mut made = Made { entry: None, counts, imputed: imputed(&table, 0..table.len()) };
        if !making.dry_run && !table.is_empty() {
            let path = files::event_path(piece, making.next.version);
            made.entry = Some(self.write_events(path, table, making.next)?);
        }
        Ok(made)
    }

    /// The run of some files, with an empty file for each that got no event; none if none got any.
    fn run_of(
        &self,
        entries: Vec<Option<FileEntry>>,
        next: &Manifest,
    ) -> Result<Option<Run>, Error> {
        if entries.iter().all(Option::is_none) {
            return Ok(None);
        }
        let empty = |piece| {
            self.write_events(files::event_path(piece, next.version), EventTable::default(), next)
        };
        let file =
            |(piece, entry): (usize, Option<FileEntry>)| entry.map_or_else(|| empty(piece), Ok);
        let files = entries.into_iter().enumerate().map(file).collect::<Result<_, _>>()?;
        Ok(Some(Run { files }))
    }
}

impl Making<'_> {
    /// The new events of a piece with the attributes that the dataset will have, and where each source's end.
    fn rows(&self, piece: usize) -> Result<(EventTable, Vec<usize>), Error> {
        let mut all = EventTable::default();
        let mut ends = Vec::with_capacity(self.additions.len());
        for (addition, first) in self.additions.iter().zip(&self.arrivals) {
            let mut events = addition.batch.events.shard(piece)?;
            for arrival in &mut events.arrival {
                *arrival += first;
            }
            for span in &mut events.spans {
                span.first += first;
            }
            if all.is_empty() {
                all = events;
            } else {
                append(&mut all, &events, &(0..events.len()))?;
            }
            ends.push(all.len());
        }
        files::conform_to(&mut all, self.next)?;
        Ok((all, ends))
    }
}

/// What the import did, in the manifest and in the report.
fn finish(next: &mut Manifest, additions: &[Addition], made: Vec<Made>, report: &mut ImportReport) {
    let first = next.sources.len() - additions.len();
    for (index, addition) in additions.iter().enumerate() {
        let entry = &mut next.sources[first + index];
        let all = |of: fn(&Counts) -> u64| made.iter().map(|made| of(&made.counts[index])).sum();
        entry.added = all(|count| count.added);
        entry.duplicates = all(|count| count.duplicates);
        entry.expired = all(|count| count.expired);
        report.rows += addition.batch.rows;
        report.added += entry.added;
        report.duplicates += entry.duplicates;
        report.rejected += entry.rejected;
        report.expired += entry.expired;
        report.first_rejected.extend(addition.batch.first_rejected().cloned());
        report.guess.extend(addition.batch.guess.iter().cloned());
        report.diagnostics.extend(addition.batch.diagnostics.iter().cloned());
        report.time_formats.extend(entry.time_formats.iter().cloned());
        report.sources.push(entry.name.clone());
        let (added, expired) = (entry.added, entry.expired);
        next.events += added;
        next.expired += expired;
        let missing = 5 - report.preview.len().min(5);
        report.preview.extend(addition.batch.events.preview().iter().take(missing).cloned());
    }
    report.unit = Some(next.unit);
    report.sampling = next.sampling;
    report.attributes.clone_from(&next.attributes);
    let mut imputed: Vec<_> = made.into_iter().flat_map(|made| made.imputed).collect();
    imputed.sort_by_key(|(first, _)| *first);
    for (_, new) in imputed {
        match next.imputed.iter_mut().find(|known| known.activity == new.activity) {
            Some(known) => known.events += new.events,
            None => next.imputed.push(new),
        }
    }
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
