//! Compaction: neighbouring runs become one, with the attributes as they are now and without what is too old.
//!
//! The new files are made beside the dataset, in a folder of their own and under a lock of their own, while
//! imports go on: a run is never changed, so what was put together stays right as long as its runs are still
//! there. Only for putting the new manifest in place is the dataset locked. If the runs are gone by then,
//! the work is thrown away.

use super::divided::Divided;
use super::thin::{Thinned, imputed};
use super::{Locks, Store, files, tiers};
use crate::error::Error;
use crate::manifest::{FileEntry, Manifest, Run};
use crate::shard::append::take;
use crate::table::EventTable;
use rayon::prelude::*;
use serde::Serialize;
use std::ops::Range;

/// The folder of a compaction's own files.
pub(super) const COMPACTING: &str = "compacting";
/// An import puts no more events together than this, or than it added …
const WITH_AN_IMPORT: u64 = 500_000;
/// … unless there are more runs than these.
const MOST_RUNS: usize = 64;
/// After so many tries to put together what others change meanwhile, it is left for another time.
const TRIES: usize = 3;

/// Which runs are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compaction {
    /// Neighbours of one size: few runs, and little work over time.
    Tiers,
    /// All of them.
    Whole,
}

/// What a compaction did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CompactionReport {
    /// Runs before.
    pub runs_before: u64,
    /// Runs now.
    pub runs: u64,
    /// Files of events before.
    pub files_before: u64,
    /// Files of events now.
    pub files: u64,
    /// Events that were written anew.
    pub rewritten: u64,
    /// Events and pieces of feedback that went because they are older than the limit.
    pub expired: u64,
}

/// How a compaction meets others.
#[derive(Clone, Copy, Debug)]
struct Manner {
    /// No more events than this are put together at a time.
    most: u64,
    /// Whether to wait for an import that runs.
    waits: bool,
}

/// One run that was made of several.
pub(super) struct Made {
    /// Those that it was made of.
    all: Range<usize>,
    entries: Vec<FileEntry>,
    /// What is not in it.
    thinned: Thinned,
}

impl Store {
    /// Whether the tiers ask for a compaction.
    pub fn wants_compaction(&self) -> bool {
        !merges(&self.manifest, Compaction::Tiers, u64::MAX).is_empty()
            || self.expiring(&self.manifest).is_some()
    }

    /// Puts runs together. Readers are not disturbed, and imports only for a moment; an import that runs is waited for.
    ///
    /// # Errors
    /// When another compaction runs, a file is damaged, or the disk refuses. The dataset is as it was then.
    pub fn compact(&mut self, compaction: Compaction) -> Result<CompactionReport, Error> {
        let manner = Manner { most: u64::MAX, waits: true };
        let report = self.compact_in(compaction, manner)?;
        report
            .ok_or_else(|| super::busy(&self.folder.join(COMPACTING), "compaction of this project"))
    }

    /// After an import: what the tiers ask for, if it is little beside what was imported, and nobody else is at it.
    pub(super) fn compact_after_import(&mut self, added: u64) -> Result<(), Error> {
        let few = self.manifest.runs.len() <= MOST_RUNS;
        let most = if few { WITH_AN_IMPORT.max(added) } else { u64::MAX };
        self.compact_in(Compaction::Tiers, Manner { most, waits: false }).map(|_| ())
    }

    /// `None` where another compaction runs.
    fn compact_in(
        &mut self,
        compaction: Compaction,
        manner: Manner,
    ) -> Result<Option<CompactionReport>, Error> {
        let now = Manifest::read(&self.folder)?;
        let mut report = CompactionReport {
            runs_before: now.runs.len() as u64,
            files_before: now.event_files().count() as u64,
            ..CompactionReport::default()
        };
        let is_done = merges(&now, compaction, manner.most).is_empty()
            && (self.expiring(&now).is_none() || !manner.waits);
        self.manifest = now;
        if !is_done {
            let Some(_lock) = self.lock_compaction(Locks::Try)? else { return Ok(None) };
            let done = self.compact_locked(compaction, manner, &mut report);
            // What is left of it is nobody's.
            let _ = std::fs::remove_dir_all(self.folder.join(COMPACTING));
            done?;
        }
        report.runs = self.manifest.runs.len() as u64;
        report.files = self.manifest.event_files().count() as u64;
        Ok(Some(report))
    }

    fn compact_locked(
        &mut self,
        compaction: Compaction,
        manner: Manner,
        report: &mut CompactionReport,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            self.manifest = Manifest::read(&self.folder)?;
            let base = self.manifest.clone();
            let cutoff = self.expiring(&base);
            let (mut made, mut first) = (Vec::new(), 0);
            let mut lost = None;
            for all in merges(&base, compaction, manner.most) {
                match self.put_together(all, &base, cutoff, first) {
                    Ok(one) => {
                        first += one.entries.len();
                        made.push(one);
                    }
                    Err(error) => lost = Some(error),
                }
            }
            if let Some(error) = lost {
                // An import may have dropped what is too old meanwhile, and swept its files.
                if Manifest::read(&self.folder)?.version == base.version {
                    return Err(error);
                }
                continue;
            }
            // What is too old in the other runs goes as well; with an import it has gone already.
            let cutoff = cutoff.filter(|_| manner.waits);
            if made.is_empty() && cutoff.is_none() {
                return Ok(());
            }
            let Some(_lock) = self.lock(if manner.waits { Locks::Wait } else { Locks::Try })?
            else {
                return Ok(());
            };
            self.manifest = Manifest::read(&self.folder)?;
            if self.swap(&base, made, cutoff, report)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The files of one run made of several, in the compaction's folder, numbered from `first`.
    pub(super) fn put_together(
        &self,
        all: Range<usize>,
        base: &Manifest,
        cutoff: Option<i64>,
        first: usize,
    ) -> Result<Made, Error> {
        let runs = &base.runs[all.clone()];
        self.disk.make_folder(&self.folder.join(COMPACTING))?;
        let rows: u64 = runs.iter().map(Run::rows).sum();
        let count = files::file_count(rows, self.shard_rows);
        // So many events are held at a time; each part makes some of the files.
        let parts = files::file_count(rows, self.held_rows as u64).min(count);
        let held = self.held(runs, base, (parts, count))?;
        let one = |sources: &[&Divided], piece: usize| -> Result<_, Error> {
            let mut table = EventTable::default();
            for source in sources {
                source.add_to(&mut table, piece)?;
            }
            let mut gone = Vec::new();
            if let Some(cutoff) = cutoff {
                gone = (0..table.len()).filter(|row| table.time[*row] < cutoff).collect();
            }
            let imputed = imputed(&table, gone.iter().copied());
            if !gone.is_empty() {
                let time = table.time.clone();
                let is_kept = |row: &usize| cutoff.is_none_or(|cutoff| time[*row] >= cutoff);
                table = take(&table, &(0..table.len()).filter(is_kept))?;
            }
            let path = format!("{COMPACTING}/{:03}.parquet", first + piece);
            let entry = self.write_events(path, table, base)?;
            let imputed = imputed.into_iter().map(|(_, imputed)| imputed).collect::<Vec<_>>();
            Ok((entry, gone.len() as u64, imputed))
        };
        let mut made = Vec::with_capacity(count);
        for part in 0..parts {
            let wanted = runs.iter().zip(&held).map(|(run, held)| match held {
                Some(_) => Vec::new(),
                None => files::pieces(run, part, parts),
            });
            let wanted: Vec<Vec<usize>> = wanted.collect();
            let files = runs.iter().zip(&wanted);
            let files: Vec<&FileEntry> =
                files.flat_map(|(run, at)| at.iter().map(|at| &run.files[*at])).collect();
            let read: Vec<Divided> = files
                .into_par_iter()
                .map(|file| self.divided(file, base, count))
                .collect::<Result<_, Error>>()?;
            let mut read = read.iter();
            let mut sources: Vec<&Divided> = Vec::new();
            for (held, wanted) in held.iter().zip(&wanted) {
                sources.extend(held.iter().flatten());
                sources.extend(read.by_ref().take(wanted.len()));
            }
            let pieces: Vec<usize> = (part..count).step_by(parts).collect();
            let files: Vec<_> = pieces
                .par_iter()
                .map(|piece| one(&sources, *piece))
                .collect::<Result<_, Error>>()?;
            made.extend(pieces.into_iter().zip(files));
        }
        made.sort_by_key(|(piece, _)| *piece);
        let mut thinned = Thinned::default();
        let mut entries = Vec::with_capacity(count);
        for (_, (entry, gone, imputed)) in made {
            thinned.gone += gone;
            thinned.imputed.extend(imputed);
            entries.push(entry);
        }
        Ok(Made { all, entries, thinned })
    }

    /// Puts what was made in place of the runs that it was made of; `false` where those are gone.
    pub(super) fn swap(
        &mut self,
        base: &Manifest,
        made: Vec<Made>,
        cutoff: Option<i64>,
        report: &mut CompactionReport,
    ) -> Result<bool, Error> {
        let mut next = self.manifest.clone();
        next.version += 1;
        let events = self.folder.join("events");
        let mut number = 0;
        let mut renames = Vec::new();
        // The newest runs come first, so that places before them stay.
        for Made { all, entries, thinned } in made {
            let old = &base.runs[all];
            let at = next.runs.windows(old.len()).position(|runs| runs == old);
            let Some(at) = at else { return Ok(false) };
            report.rewritten += entries.iter().map(|entry| entry.rows).sum::<u64>();
            report.expired += thinned.gone;
            next.expired += thinned.gone;
            next.uncount(&thinned);
            let mut files = Vec::with_capacity(entries.len());
            for entry in entries {
                let path = files::event_path(number, next.version);
                number += 1;
                renames.push((entry.path.clone(), path.clone()));
                files.push(FileEntry { path, ..entry });
            }
            next.runs.splice(at..at + old.len(), [Run { files }]);
        }
        next.runs.retain(|run| run.rows() > 0);
        let moved = renames.iter().try_for_each(|(from, to)| {
            self.disk.rename(&self.folder.join(from), &self.folder.join(to))
        });
        let swapped = moved.and_then(|()| {
            if let Some(cutoff) = cutoff {
                next.retention = self.limit_text();
                report.expired += self.expire(&mut next, cutoff, number, true)?;
            }
            if number == 0 && report.expired == 0 {
                return Ok(());
            }
            self.disk.flush_folder(&events)?;
            self.commit(&next)
        });
        if swapped.is_err() {
            self.sweep_unless_committed();
        }
        swapped.map(|()| true)
    }
}

/// The runs that are each to become one; the newest come first.
fn merges(manifest: &Manifest, compaction: Compaction, most: u64) -> Vec<Range<usize>> {
    let rows: Vec<u64> = manifest.runs.iter().map(Run::rows).collect();
    match compaction {
        Compaction::Tiers => tiers::merges(&rows, most),
        Compaction::Whole if rows.len() > 1 => std::iter::once(0..rows.len()).collect(),
        Compaction::Whole => Vec::new(),
    }
}
